//! The real program in a real terminal, as a person uses it.

use crate::support::pty::Pty;
use crate::support::wire::Wire;
use portable_pty::CommandBuilder;
use rustix::fs::{CWD, FileType, Mode, mknodat};
use rustix::process::Signal;
use std::fs;
use std::io::Write;
use std::path::Path;

/// What the program may send: cursor, attributes, screen and the modes that it takes.
const ALLOWED: &[&str] = &[
    "C0 07",
    "C0 08",
    "C0 0a",
    "C0 0d",
    "CSI H",
    "CSI J",
    "CSI K",
    "CSI m",
    "CSI ? h 25",
    "CSI ? l 25",
    "CSI ? h 1000",
    "CSI ? l 1000",
    "CSI ? h 1006",
    "CSI ? l 1006",
    "CSI ? h 1049",
    "CSI ? l 1049",
    "CSI ? h 2004",
    "CSI ? l 2004",
    "CSI ? h 2026",
    "CSI ? l 2026",
    "CSI t",
    "CSI > u",
    "CSI < u",
    "OSC 2",
];

fn browse(paths: &[&Path], columns: u16, rows: u16) -> Pty {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dossier"));
    command.args(paths);
    command.env("TERM", "xterm-256color");
    command.env("COLORTERM", "truecolor");
    Pty::spawn(command, columns, rows)
}

/// Ends the program with `Q` and sees that the terminal is as it was.
#[track_caller]
fn quit(mut pty: Pty) -> Wire {
    pty.keys("Q");
    assert_eq!(pty.wait_exit(), 0);
    let wire = Wire::read(&pty.raw_output());
    assert_eq!(wire.left_behind(), Vec::<String>::new());
    wire
}

#[test]
fn from_the_first_screen_to_an_entity_and_out() {
    let mut pty = browse(&[], 120, 36);
    pty.wait_for("ENTITIES here");
    pty.wait_for(" names ");
    pty.keys("/volodymyr");
    pty.wait_for("by relevance");
    pty.wait_for("shown, Esc lifts");
    pty.keys("<enter><enter>");
    pty.wait_for("reader 2/3");
    pty.keys("3<enter>");
    pty.wait_for(" × ");
    pty.resize(80, 24);
    pty.wait_gone("ARTICLES");
    pty.keys("1");
    pty.wait_for("ARTICLES");
    pty.resize(44, 12);
    pty.wait_for("articles 1/3");
    pty.resize(30, 5);
    pty.wait_for("Dossier needs");
    quit(pty);
}

#[test]
fn escape_alone_lifts_the_query() {
    let mut pty = browse(&[], 100, 30);
    pty.wait_for("by file");
    pty.keys("/ukraine");
    pty.wait_for("by relevance");
    pty.keys("<esc>");
    pty.wait_for("by file");
    quit(pty);
}

#[test]
fn a_signal_ends_it_and_gives_the_terminal_back() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let mut pty = browse(&[], 90, 24);
        pty.wait_for("by file");
        pty.signal(signal);
        assert_eq!(pty.wait_exit(), code);
        assert_eq!(
            Wire::read(&pty.raw_output()).left_behind(),
            Vec::<String>::new()
        );
    }
}

#[test]
fn an_empty_folder_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let pty = browse(&[folder.path()], 100, 24);
    pty.wait_for("There are no articles here.");
    quit(pty);
}

#[test]
fn a_folder_with_nothing_readable_says_so_and_why() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("photo.png"),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    )
    .unwrap();
    let mut pty = browse(&[folder.path()], 100, 24);
    pty.wait_for("Nothing here could be read");
    pty.keys("!");
    pty.wait_for("photo.png");
    pty.keys("<esc>");
    quit(pty);
}

#[test]
fn files_are_followed_while_they_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let lines: Vec<String> = (0..60)
        .map(|n| format!("Line {n} of the bridge."))
        .collect();
    put("b.txt", &format!("The bridge\n\n{}\n", lines.join("\n\n")));
    put("c.txt", "The harbor\n\nAngela Merkel saw the harbor.\n");
    let mut pty = browse(&[folder.path()], 120, 30);
    pty.wait_for("2 articles");
    pty.wait_for("Line 0 of");
    pty.wait_for("1 name");
    pty.keys("2<c-d><c-d><c-d>");
    pty.wait_gone("Line 0 of");
    pty.wait_for("Line 17 of");
    // A new file goes where its name belongs, and nothing else moves.
    put(
        "a.txt",
        "A new arrival\n\nEmmanuel Macron came to Berlin.\n",
    );
    pty.wait_for("3 articles");
    pty.wait_for("A new arrival");
    pty.wait_for("Line 17 of");
    // The article on the screen grows above the place where it is read.
    let more = "An opening that was not there before.\n\n".repeat(9);
    put(
        "b.txt",
        &format!("The bridge\n\n{more}{}\n", lines.join("\n\n")),
    );
    pty.wait_for("380 words");
    pty.wait_for("Line 17 of");
    pty.keys("Sopening");
    pty.wait_for("1 of 3 shown");
    pty.wait_for("Line 17 of");
    pty.keys("<esc>");
    // What a removed file named is gone from the sidebar, what is left is counted.
    fs::remove_file(folder.path().join("a.txt")).unwrap();
    pty.wait_for("2 articles");
    pty.wait_gone("A new arrival");
    pty.keys("Smacron<enter>");
    pty.wait_for("No article matches");
    pty.keys("<esc>");
    fs::remove_file(folder.path().join("b.txt")).unwrap();
    pty.wait_for("is gone");
    pty.wait_for("saw the harbor");
    pty.wait_for("Angela Merkel");
    fs::remove_file(folder.path().join("c.txt")).unwrap();
    pty.wait_for("There are no articles here.");
    put(
        "d.jsonl",
        "{\"title\":\"One\",\"body\":\"First.\"}\n{\"title\":\"Two\",\"body\":\"Second.\"}\n",
    );
    pty.wait_for("2 articles");
    pty.wait_for("First.");
    quit(pty);
}

/// A folder of everything that is unpleasant to read.
fn hostile_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let put =
        |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("a file");
    put(
        "01-plain.txt",
        b"A plain article\n\nIt has a paragraph about Kyiv.\n",
    );
    put(
        "02-binary.bin",
        &(0..=255u8)
            .cycle()
            .step_by(7)
            .take(4096)
            .collect::<Vec<_>>(),
    );
    put("03-empty.txt", b"");
    put("04-invalid.txt", b"Bad bytes \xff\xfe\x80 in the middle\n\nThe rest of it is fine and long enough to read.\n");
    put("05-escapes.txt", "Escapes \x1b[31mred\x1b[0m \x1b]0;owned\x07 \x1b]52;c;aGk=\x07 \u{9b}31m \u{202e}desrever\u{202c} \x08\x08 \r\n\n\x1b[2J\x1b[?1049l\x1bc body\n".as_bytes());
    put(
        "06-\x1b[31m\u{202e}name.txt",
        b"A hostile name\n\nThe file name holds escapes.\n",
    );
    let zalgo = format!("Zalgo z{}\n\nbody\n", "\u{301}".repeat(100_000));
    put("07-zalgo.txt", zalgo.as_bytes());
    mknodat(
        CWD,
        folder.path().join("08-fifo"),
        FileType::Fifo,
        Mode::RUSR | Mode::WUSR,
        0,
    )
    .expect("a named pipe");
    let mut long = fs::File::create(folder.path().join("09-one-line.txt")).expect("a file");
    let piece =
        "every word of this line stands on one line with every other word of it ".repeat(1000);
    for _ in 0..50_000_000 / piece.len() {
        long.write_all(piece.as_bytes()).expect("room on the disk");
    }
    folder
}

#[test]
fn a_hostile_folder_is_browsed_without_one_byte_of_its_own_reaching_the_terminal() {
    let folder = hostile_folder();
    let mut pty = browse(&[folder.path()], 120, 30);
    pty.wait_for("skipped (!)");
    pty.wait_for("1/6");
    for title in [
        "Bad bytes",
        "Escapes",
        "A hostile name",
        "Zalgo",
        "every word",
    ] {
        pty.keys("j");
        pty.wait_until(title, |screen| {
            screen.contents().matches(title).count() >= 2
        });
    }
    pty.keys("2G");
    pty.wait_for("end │");
    pty.keys("gg!");
    pty.wait_for("08-fifo");
    pty.wait_for("03-empty.txt");
    pty.keys("<esc>/body");
    pty.wait_for("find in article");
    pty.keys("<esc>fname");
    pty.wait_for("› name");
    pty.keys("<esc>");
    let wire = quit(pty);
    let unknown: Vec<_> = wire
        .kinds
        .iter()
        .filter(|kind| !ALLOWED.contains(&kind.as_str()))
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    assert!(
        !wire
            .text
            .chars()
            .any(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
    );
    assert!(
        wire.set_titles
            .iter()
            .all(|title| title.starts_with("Dossier") || title.is_empty()),
        "{:?}",
        wire.set_titles
    );
}
