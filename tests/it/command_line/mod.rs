//! The command line as scripts see it: output, exit codes, errors.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test that panics has found something"
)]

mod bench;
mod entities;
mod errors;
mod export;
mod search;

use crate::support::articles::folder;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null());
    command.env("TERM", "xterm-256color").env_remove("NO_COLOR");
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

/// Runs in a folder of articles; what is printed, if the exit code is as expected.
#[track_caller]
fn check(arguments: &[&str], code: i32) -> (String, String) {
    checked(&run(folder().path(), arguments), code)
}

#[track_caller]
fn checked(output: &Output, code: i32) -> (String, String) {
    let (out, errors) = (&output.stdout, &output.stderr);
    let out = String::from_utf8(out.clone()).unwrap();
    let errors = String::from_utf8(errors.clone()).unwrap();
    assert_eq!(output.status.code(), Some(code), "{out}\n{errors}");
    for line in errors.lines() {
        assert!(line.starts_with("dossier: "), "{line:?}");
    }
    assert!(
        !errors.chars().any(|c| c != '\n' && c.is_control()),
        "{errors:?}"
    );
    (out, errors)
}

fn lines(out: &str) -> Vec<Value> {
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// That many records of a JSON Lines file.
fn records(number: usize, body: &str) -> String {
    let record = |n| format!("{{\"title\": \"Record {n}\", \"body\": \"{body}\"}}\n");
    (0..number).map(record).collect::<Vec<_>>().concat()
}

fn names(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

/// The bytes `start..end` of a text.
fn bytes<'a>(text: &'a str, at: &Value) -> &'a str {
    let offset = |name: &str| usize::try_from(at[name].as_u64().unwrap()).unwrap();
    &text[offset("start")..offset("end")]
}

#[test]
fn an_array_holds_the_same_objects() {
    for arguments in [
        ["search", "deal", "articles"].as_slice(),
        &["entities", "articles"],
        &["entities", "--mentions", "articles"],
        &["entities", "--merged", "articles"],
        &["search", "nowhere", "articles"],
    ] {
        let code = i32::from(arguments.contains(&"nowhere"));
        let (objects, _) = check(&[arguments, &["--format", "jsonl"]].concat(), code);
        let (array, _) = check(&[arguments, &["--format", "json"]].concat(), code);
        let array: Vec<Value> = serde_json::from_str(&array).unwrap();
        assert_eq!(array, lines(&objects), "{arguments:?}");
    }
}

#[test]
fn standard_input_is_an_article() {
    let folder = folder();
    for (arguments, file) in [
        (["search", "--format", "jsonl", "deal", "-"], "deal.txt"),
        (
            ["search", "--format", "jsonl", "blinken", "-"],
            "records.jsonl",
        ),
    ] {
        let file = fs::File::open(folder.path().join("articles").join(file)).unwrap();
        let output = command(folder.path(), &arguments)
            .stdin(file)
            .output()
            .unwrap();
        let (out, _) = checked(&output, 0);
        assert_eq!(lines(&out)[0]["path"], "-");
    }
    let (_, errors) = check(&["search", "x", "-"], 2);
    assert_eq!(errors, "dossier: -: empty\n");
}

#[test]
fn without_paths_the_sample_is_read() {
    let (out, errors) = check(&["search", "Saltmere", "--format", "jsonl"], 0);
    let hits = lines(&out);
    assert!(!hits.is_empty() && errors.is_empty());
    assert!(
        hits.iter()
            .all(|hit| hit["path"].as_str().unwrap().starts_with("sample/"))
    );
    check(&["entities", "--merged"], 0);
}

#[test]
fn help_lists_what_there_is() {
    let (out, _) = check(&["--help"], 0);
    for word in [
        "search",
        "entities",
        "bench",
        "export",
        "--theme",
        "--threads",
        "Examples:",
        "Exit codes:",
    ] {
        assert!(out.contains(word), "{word}: {out}");
    }
    for word in ["completions", "help   "] {
        assert!(!out.contains(word), "{word}: {out}");
    }
    let (out, _) = check(&["--version"], 0);
    assert_eq!(out, format!("dossier {}\n", env!("CARGO_PKG_VERSION")));
}

/// The lines of the help's examples.
fn examples(help: &str) -> Vec<String> {
    let examples = help.lines().skip_while(|line| *line != "Examples:").skip(1);
    let examples = examples.take_while(|line| line.starts_with("  "));
    examples.map(|line| line.trim().to_owned()).collect()
}

#[cfg(unix)]
#[test]
fn the_examples_in_the_help_work() {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).unwrap();
    let text = "Security deal\n\nA ceasefire and a security deal, with security guarantees, Marco Rubio \
        said in Kyiv. Marco Rubio spoke for NATO.\n";
    fs::write(articles.join("monday.txt"), text).unwrap();
    let dated = format!("---\ntitle: Guarantees\ndate: 2025-03-01\n---\n\n{text}");
    fs::write(articles.join("guarantees.md"), dated).unwrap();
    for command_name in ["search", "entities", "bench"] {
        let (help, _) = check(&[command_name, "--help"], 0);
        let examples = examples(&help);
        assert!(examples.len() >= 4, "{help}");
        for example in examples {
            let program = Path::new(env!("CARGO_BIN_EXE_dossier")).parent().unwrap();
            let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
            let mut shell = Command::new("sh");
            shell
                .args(["-c", &example])
                .current_dir(folder.path())
                .env("PATH", path);
            let (out, errors) = checked(&shell.output().unwrap(), 0);
            assert!(!out.is_empty() && errors.is_empty(), "{example}: {errors}");
        }
    }
}
