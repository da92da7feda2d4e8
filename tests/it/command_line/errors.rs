//! What is wrong, said on standard error and in the exit code.

use super::{check, checked, command, folder, lines, records, run};
use std::fs;
use std::io::Read;
use std::process::Stdio;

#[test]
fn no_control_character_of_an_article_is_printed() {
    for arguments in [
        ["search", "deal", "articles"].as_slice(),
        &["search", "deal", "articles", "--format", "jsonl"],
        &["entities", "articles", "--mentions"],
        &["entities", "articles", "--mentions", "--format", "json"],
        &["entities", "articles", "--merged"],
    ] {
        let (out, _) = check(arguments, 0);
        let hostile =
            |c: char| (c.is_control() && !"\n\t".contains(c)) || "\u{202e}\u{2066}".contains(c);
        assert!(!out.contains(hostile), "{arguments:?} {out:?}");
    }
    let (out, _) = check(&["search", "hostile", "articles", "--format", "jsonl"], 0);
    let title = lines(&out)[0]["title"].as_str().unwrap().to_owned();
    assert!(
        title.contains('\u{1b}') && title.contains('\u{9b}'),
        "JSON keeps the title as it is: {title:?}"
    );
}

#[test]
fn skipped_files_are_named_on_one_line_each() {
    let (_, errors) = check(&["search", "deal", "articles", "missing"], 0);
    let errors: Vec<&str> = errors.lines().collect();
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(
        errors[0].starts_with("dossier: articles/broken.jsonl:2: "),
        "{errors:?}"
    );
    assert_eq!(errors[1], "dossier: missing: no such file or folder");
}

#[test]
fn a_hostile_file_name_reaches_no_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let name = "a\u{1b}[31m\nb.pdf";
    fs::write(folder.path().join(name), "%PDF").unwrap();
    for arguments in [
        ["search", "x", name].as_slice(),
        &["entities", "."],
        &["search", "x", "no\u{1b}[2J"],
        &["no\u{1b}[2J\u{7}"],
    ] {
        let (_, errors) = checked(&run(folder.path(), arguments), 2);
        assert_eq!(errors.lines().count(), 1, "{errors}");
        assert!(errors.contains('␛'), "{errors}");
    }
}

#[test]
fn exit_codes_tell_what_happened() {
    check(&["search", "deal", "articles"], 0);
    let (out, errors) = check(&["search", "unheardof", "articles/deal.txt"], 1);
    assert_eq!(
        (out.as_str(), errors.as_str()),
        ("", "dossier: query: no article has unheardof\n")
    );
    check(&["search", "deal", "missing"], 2);
    check(&["entities", "missing"], 2);
    check(&["missing"], 2);
    check(&["search"], 2);
    check(&["search", "deal", "articles", "--format", "xml"], 2);
    check(&["--colour"], 2);
    let folder = tempfile::tempdir().unwrap();
    let (_, errors) = checked(&run(folder.path(), &["search", "x", "."]), 2);
    assert_eq!(errors, "dossier: .: holds no articles\n");
}

#[test]
fn wrong_usage_is_said_on_one_line() {
    for (arguments, expected) in [
        (
            ["search", "x", "--limti", "3"].as_slice(),
            "unexpected argument '--limti' found; a similar argument exists: '--limit'",
        ),
        (
            &["search"],
            "the following required arguments were not provided: <QUERY>; try --help",
        ),
        (
            &["entities", "--kind", "\u{7}\nx"],
            "invalid value ' x' for '--kind <KIND>'",
        ),
    ] {
        let (_, errors) = check(arguments, 2);
        assert_eq!(errors.lines().count(), 1, "{errors}");
        assert!(errors.contains(expected), "{errors}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let body = "Some news from Kyiv and Warsaw. ".repeat(8);
    fs::write(folder.path().join("all.jsonl"), records(3000, &body)).unwrap();
    for arguments in [
        ["search", "--limit=0", "news"].as_slice(),
        &["entities", "--mentions"],
        &["search", "--limit=0", "--format=json", "news"],
    ] {
        let arguments = [arguments, &["all.jsonl"]].concat();
        let mut child = command(folder.path(), &arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 16];
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut first).unwrap();
        drop(out);
        let (_, errors) = checked(&child.wait_with_output().unwrap(), 0);
        assert_eq!(errors, "", "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let folder = folder();
    for arguments in [
        ["search", "deal", "articles/deal.txt"].as_slice(),
        &["entities", "articles/deal.txt"],
        &["--help"],
    ] {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let output = command(folder.path(), arguments)
            .stdout(full)
            .output()
            .unwrap();
        let (_, errors) = checked(&output, 2);
        assert!(
            errors.starts_with("dossier: standard output: ") && errors.lines().count() == 1,
            "{errors}"
        );
    }
}

#[test]
fn browsing_needs_a_terminal() {
    for arguments in [
        [].as_slice(),
        &["articles"],
        &["articles", "missing"],
        &["-"],
    ] {
        let (out, errors) = check(arguments, 2);
        assert_eq!(out, "");
        assert!(
            errors.contains("needs a terminal on standard output"),
            "{errors}"
        );
        assert_eq!(errors.lines().count(), 1);
    }
    let (_, errors) = check(&["missing", "gone"], 2);
    let expected =
        "dossier: missing: no such file or folder\ndossier: gone: no such file or folder\n";
    assert_eq!(errors, expected);
}
