//! What the command line prints in a terminal, and the browser that it opens.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test that panics has found something"
)]

use crate::support::articles::{ARTICLES, folder};
use crate::support::pty::Pty;
use crate::support::wire::Wire;
use portable_pty::CommandBuilder;
use std::path::Path;

fn start(folder: &Path, arguments: &[&str], environment: &[(&str, &str)], columns: u16) -> Pty {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dossier"));
    command.args(arguments);
    command.cwd(folder);
    for (name, value) in environment {
        command.env(name, value);
    }
    Pty::spawn(command, columns, 50)
}

/// Whether something is printed in a color.
fn colored(raw: &str) -> bool {
    let styles = raw.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        rest[end..].starts_with('m').then_some(&rest[..end])
    });
    let is_color = |code: &str| matches!(code.parse(), Ok(30..=38 | 40..=48 | 90..=107));
    styles.flat_map(|style| style.split(';')).any(is_color)
}

/// Runs in a terminal to its end; the screen and the raw output.
fn check(
    arguments: &[&str],
    environment: &[(&str, &str)],
    columns: u16,
    code: u32,
) -> (String, String) {
    let folder = folder();
    let mut pty = start(folder.path(), arguments, environment, columns);
    assert_eq!(pty.wait_exit(), code, "{}", pty.screen());
    let raw = pty.raw_output();
    assert_eq!(Wire::read(&raw).left_behind(), Vec::<String>::new());
    (pty.screen(), String::from_utf8(raw).unwrap())
}

#[test]
fn results_are_laid_out() {
    let (screen, raw) = check(
        &["search", "blinken OR ready", "articles", "--sort=title"],
        &[],
        60,
        0,
    );
    let expected = "\
1  Notes on the deal
   The Example · 3 Feb 2025 · articles/notes.md
   …Ukraine was not ready, Volodymyr Zelenskyy said…

2  Wire one
   Wire · May 2024 · articles/records.jsonl:1
   A deal in Kyiv, Antony Blinken said.

2 articles";
    let shown: Vec<&str> = screen
        .lines()
        .skip_while(|line| line.starts_with("dossier: "))
        .collect();
    assert_eq!(shown.join("\n").trim_end(), expected);
    assert!(raw.contains("\x1b[1mNotes on the deal\x1b[0m"), "{raw:?}");
}

#[test]
fn without_colors_there_are_none() {
    let arguments = ["search", "deal", "articles"];
    assert!(colored(&check(&arguments, &[], 80, 0).1));
    let (_, raw) = check(&arguments, &[("NO_COLOR", "1")], 80, 0);
    assert!(!colored(&raw) && raw.contains("\x1b[1m"), "{raw:?}");
    let (_, raw) = check(&arguments, &[("TERM", "dumb")], 80, 0);
    assert!(!raw.contains('\x1b'), "{raw:?}");
}

#[test]
fn entities_are_laid_out() {
    let (screen, _) = check(
        &["entities", "articles/records.jsonl", "--kind=person,place"],
        &[],
        80,
        0,
    );
    assert!(
        screen.contains("Wire one\nWire · May 2024 · articles/records.jsonl:1\n"),
        "{screen}"
    );
    let row = screen
        .lines()
        .find(|line| line.contains("Antony Blinken"))
        .unwrap();
    let words: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(words, ["person", "Antony", "Blinken", "1"]);
}

#[test]
fn a_hostile_article_drives_no_terminal() {
    assert!(ARTICLES.iter().any(|(_, text)| text.contains('\x1b')));
    for arguments in [
        ["search", "deal", "articles"].as_slice(),
        &["search", "deal", "articles", "--format=json"],
        &["entities", "articles", "--mentions"],
        &["entities", "articles", "--merged"],
        &["entities", "articles", "--mentions", "--format=jsonl"],
    ] {
        let (_, raw) = check(arguments, &[], 100, 0);
        let mut rest = raw.as_str();
        while let Some(at) = rest.find('\x1b') {
            let sequence = &rest[at..];
            let end = sequence.find('m').unwrap();
            let inner = sequence[..end].strip_prefix("\x1b[").expect("a style");
            assert!(
                inner.chars().all(|c| c.is_ascii_digit() || c == ';'),
                "{sequence:?}"
            );
            rest = &sequence[end..];
        }
        let hostile = |c: char| c.is_control() && !"\x1b\r\n".contains(c);
        assert!(!raw.contains(hostile), "{arguments:?} {raw:?}");
    }
}

#[test]
fn a_dumb_terminal_is_not_browsed_on() {
    for term in ["dumb", ""] {
        let (screen, raw) = check(&["articles"], &[("TERM", term)], 120, 2);
        assert!(
            screen.starts_with("dossier: browsing needs a terminal"),
            "{screen}"
        );
        assert!(!raw.contains('\x1b'), "{raw:?}");
    }
}

#[test]
fn browsing_reads_what_there_is() {
    let folder = folder();
    let arguments = ["articles", "missing", "--theme=plain"];
    let mut pty = start(folder.path(), &arguments, &[], 120);
    pty.wait_for("Notes on the deal");
    pty.keys("Q");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!(
        Wire::read(&pty.raw_output()).left_behind(),
        Vec::<String>::new()
    );
    let raw = String::from_utf8_lossy(&pty.raw_output()).into_owned();
    assert!(!colored(&raw), "{raw:?}");
}
