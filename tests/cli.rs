//! The command line as scripts see it: output, exit codes, errors.

#[cfg(unix)]
mod support;

use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// Articles of all formats, among them a hostile one and one that cannot be read.
const ARTICLES: [(&str, &str); 5] = [
    (
        "deal.txt",
        "Rates deal signed in Kraków\n\nWARSAW, Aug 29 (Reuters) - Poland and Ukraine signed a deal \
         on rates in January 2025, Marco Rubio said. The deal is the first.\n\nMarco Rubio met \
         Volodymyr Zelensky in Kraków. Rubio left on Monday.\n",
    ),
    (
        "notes.md",
        "---\ntitle: Notes on the deal\nsource: The Example\ndate: 2025-02-03\n---\n\nThe **deal** \
         with [Ukraine](https://example.org) was *not* ready, Volodymyr Zelenskyy said yesterday.\n",
    ),
    (
        "records.jsonl",
        "{\"id\": 7, \"title\": \"Wire one\", \"date\": \"2024-05\", \"source\": \"Wire\", \"body\": \"A deal \
         in Kyiv, Antony Blinken said.\"}\n\n{\"id\": \"b\", \"title\": \"Wire two\", \"body\": \"No news \
         from Poland.\"}\n",
    ),
    (
        "hostile.txt",
        "Hostile \u{1b}]0;title\u{7} deal\u{9b}31m\n\nThe deal \u{1b}[31mred\u{1b}[0m of Marco \u{202e}Rubio \
         and\u{0} \u{85} Kyiv\u{2066}.\r\nTabs\there, in Poland.\n",
    ),
    (
        "broken.jsonl",
        "{\"title\": \"Whole\", \"body\": \"A whole record.\"}\n{\"no\": \n",
    ),
];

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    for (name, text) in ARTICLES {
        fs::write(folder.path().join("articles").join(name), text).unwrap();
    }
    folder
}

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
fn a_hit_is_a_line_of_json() {
    let (out, _) = check(&["search", "deal", "articles", "--format", "jsonl"], 0);
    let hits = lines(&out);
    assert_eq!(hits.len(), 4, "{out}");
    for (rank, hit) in (1..).zip(&hits) {
        let mut fields = names(hit);
        fields.sort_unstable();
        let expected = [
            "date",
            "highlights",
            "id",
            "path",
            "rank",
            "score",
            "snippet",
            "source",
            "title",
        ];
        assert_eq!(fields, expected);
        assert_eq!(hit["rank"], rank);
        let snippet = hit["snippet"].as_str().unwrap();
        assert!(!snippet.chars().any(char::is_control), "{snippet:?}");
        assert!(snippet.chars().count() <= 160, "{snippet:?}");
        for mark in hit["highlights"].as_array().unwrap() {
            let offset = |at: usize| usize::try_from(mark[at].as_u64().unwrap()).unwrap();
            assert_eq!(snippet[offset(0)..offset(1)].to_lowercase(), "deal");
        }
        assert!(
            hit["highlights"]
                .as_array()
                .is_some_and(|marks| !marks.is_empty())
        );
    }
    let scores: Vec<f64> = hits
        .iter()
        .map(|hit| hit["score"].as_f64().unwrap())
        .collect();
    assert!(
        scores.is_sorted_by(|a, b| a >= b) && scores.iter().all(|score| *score > 0.0),
        "{scores:?}"
    );
}

#[test]
fn fields_come_in_the_order_of_the_contract() {
    let (out, _) = check(&["search", "blinken", "articles", "--format", "jsonl"], 0);
    let expected = "{\"rank\":1,\"score\":";
    assert!(out.starts_with(expected), "{out}");
    let rest = ",\"path\":\"articles/records.jsonl\",\"id\":\"7\",\"title\":\"Wire one\",\"source\":\"Wire\",\
        \"date\":\"2024-05\",\"snippet\":\"A deal in Kyiv, Antony Blinken said.\",\"highlights\":[[23,30]]}\n";
    assert!(out.ends_with(rest), "{out}");
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
fn text_in_a_pipe_is_cut_at_tabs() {
    let (out, _) = check(&["search", "sort:title blinken OR ready", "articles"], 0);
    let fields: Vec<Vec<&str>> = out.lines().map(|line| line.split('\t').collect()).collect();
    let expected = [
        [
            "Notes on the deal",
            "The Example",
            "2025-02-03",
            "articles/notes.md",
            "The deal with Ukraine was not ready, Volodymyr Zelenskyy said yesterday.",
        ],
        [
            "Wire one",
            "Wire",
            "2024-05",
            "articles/records.jsonl:1",
            "A deal in Kyiv, Antony Blinken said.",
        ],
    ];
    assert_eq!(fields, expected);
}

#[test]
fn limits_and_orders_are_kept() {
    let count = |arguments: &[&str], code| {
        let (out, errors) = check(&[&["search", "", "articles"], arguments].concat(), code);
        (out.lines().count(), errors.matches("--limit").count())
    };
    assert_eq!(count(&[], 0), (6, 0));
    assert_eq!(count(&["--limit", "2"], 0), (2, 0));
    assert_eq!(count(&["--limit", "0"], 0), (6, 0));
    let (out, _) = check(
        &["search", "", "articles", "--sort", "newest", "--limit", "1"],
        0,
    );
    assert!(out.starts_with("Notes on the deal"), "{out}");
    let (out, _) = check(
        &["entities", "articles", "--format", "jsonl", "--limit", "2"],
        0,
    );
    assert_eq!(out.lines().count(), 2);
    let (out, _) = check(&["entities", "articles", "--merged", "--limit", "3"], 0);
    assert_eq!(out.lines().count(), 3);
}

#[test]
fn what_the_usual_limit_hides_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let records: String = (0..30)
        .map(|n| format!("{{\"title\": \"Record {n}\", \"body\": \"Some news.\"}}\n"))
        .collect();
    fs::write(folder.path().join("all.jsonl"), records).unwrap();
    let (out, errors) = checked(&run(folder.path(), &["search", "news", "all.jsonl"]), 0);
    assert_eq!(out.lines().count(), 20);
    assert_eq!(
        errors,
        "dossier: 20 of 30 articles printed; --limit 0 prints all\n"
    );
    let all = run(
        folder.path(),
        &[
            "search",
            "news",
            "all.jsonl",
            "--limit",
            "0",
            "--format",
            "jsonl",
        ],
    );
    assert_eq!(checked(&all, 0).0.lines().count(), 30);
}

#[test]
fn every_mention_is_its_bytes_in_the_file() {
    let folder = folder();
    let arguments = ["entities", "--format", "jsonl", "--mentions", "articles"];
    let (out, _) = checked(&run(folder.path(), &arguments), 0);
    let articles = lines(&out);
    assert_eq!(articles.len(), 6);
    let mut total = 0;
    for article in &articles {
        let path = article["path"].as_str().unwrap();
        if path.ends_with(".jsonl") {
            assert!(article["line"].as_u64().is_some(), "{article}");
            continue;
        }
        assert_eq!(article["line"], Value::Null);
        let text = fs::read_to_string(folder.path().join(path)).unwrap();
        total += check_places(article, &text);
    }
    assert!(total > 6, "{out}");
}

/// Checks an article's mentions and dates against its text; how many there are.
fn check_places(article: &Value, text: &str) -> usize {
    let mut total = 0;
    for entity in article["entities"].as_array().unwrap() {
        let mentions = entity["mentions"].as_array().unwrap();
        assert_eq!(entity["count"], mentions.len());
        assert_ne!(entity["kind"], "date");
        for mention in mentions {
            assert_eq!(mention["text"], bytes(text, mention));
            assert_eq!(mention["kind"], entity["kind"]);
            let spelled = mention["text"]
                .as_str()
                .unwrap()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            assert!(
                entity["forms"]
                    .as_array()
                    .unwrap()
                    .contains(&spelled.into()),
                "{entity}"
            );
        }
        total += mentions.len();
    }
    for date in article["dates"].as_array().unwrap() {
        assert_eq!(date["text"], bytes(text, date));
        total += 1;
    }
    total
}

#[test]
fn a_record_counts_in_title_blank_line_and_body() {
    let (out, _) = check(
        &[
            "entities",
            "--format",
            "jsonl",
            "--mentions",
            "articles/records.jsonl",
        ],
        0,
    );
    let articles = lines(&out);
    assert_eq!(
        (&articles[0]["id"], &articles[1]["id"]),
        (&"7".into(), &"b".into())
    );
    assert_eq!(
        (&articles[0]["line"], &articles[1]["line"]),
        (&1.into(), &3.into())
    );
    let text = "Wire one\n\nA deal in Kyiv, Antony Blinken said.";
    assert!(check_places(&articles[0], text) >= 2, "{out}");
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Title\n\nMarco Rubio went to Kyiv, Marco Rubio said.\n";
    fs::write(folder.path().join("bom.txt"), format!("\u{feff}{text}")).unwrap();
    let output = run(
        folder.path(),
        &["entities", "--format", "jsonl", "--mentions", "."],
    );
    let (out, _) = checked(&output, 0);
    assert!(check_places(&lines(&out)[0], text) >= 2, "{out}");
}

#[test]
fn dates_say_what_they_rest_on() {
    let (out, _) = check(&["entities", "--format", "jsonl", "articles"], 0);
    let articles = lines(&out);
    let dates = |path: &str| {
        let article = articles
            .iter()
            .find(|article| article["path"] == path)
            .unwrap();
        let dates = article["dates"].as_array().unwrap().iter();
        let told = |date: &Value| {
            format!(
                "{} {} {}",
                date["text"], date["value"], date["resolved_from"]
            )
        };
        dates.map(told).collect::<Vec<_>>()
    };
    assert_eq!(
        dates("articles/notes.md"),
        ["\"yesterday\" \"2025-02-02\" \"2025-02-03\""]
    );
    assert!(dates("articles/deal.txt").contains(&"\"January 2025\" \"2025-01\" null".to_owned()));
}

#[test]
fn merged_entities_add_up_what_articles_have() {
    let (out, _) = check(&["entities", "--format", "jsonl", "articles"], 0);
    let (merged, _) = check(
        &["entities", "--format", "jsonl", "--merged", "articles"],
        0,
    );
    let (articles, merged) = (lines(&out), lines(&merged));
    let kinds = [
        "person",
        "organization",
        "place",
        "group",
        "event",
        "law",
        "work",
        "date",
        "money",
        "quantity",
    ];
    let order = |entity: &Value| {
        let kind = kinds
            .iter()
            .position(|kind| entity["kind"] == *kind)
            .unwrap();
        (
            kind,
            u64::MAX - entity["articles"].as_u64().unwrap(),
            entity["name"].as_str().unwrap().to_owned(),
        )
    };
    assert!(merged.iter().map(order).is_sorted(), "{merged:#?}");
    assert!(
        merged
            .iter()
            .any(|entity| entity["articles"].as_u64() > Some(1))
    );
    for entity in merged.iter().filter(|entity| entity["kind"] != "date") {
        let same =
            |other: &&Value| other["name"] == entity["name"] && other["kind"] == entity["kind"];
        let all = articles
            .iter()
            .flat_map(|article| article["entities"].as_array().unwrap());
        let counts: Vec<u64> = all
            .filter(same)
            .map(|other| other["count"].as_u64().unwrap())
            .collect();
        assert_eq!(entity["articles"], counts.len(), "{entity}");
        assert_eq!(entity["mentions"], counts.iter().sum::<u64>(), "{entity}");
        let forms = entity["forms"].as_array().unwrap().iter();
        let by_form: u64 = forms.map(|form| form["count"].as_u64().unwrap()).sum();
        assert_eq!(entity["mentions"], by_form, "{entity}");
    }
}

#[test]
fn kinds_can_be_chosen() {
    let (out, _) = check(&["entities", "--kind", "person,date", "articles"], 0);
    let kinds: Vec<&str> = out
        .lines()
        .map(|line| line.split('\t').nth(1).unwrap())
        .collect();
    assert!(
        kinds.contains(&"person") && kinds.contains(&"date"),
        "{out}"
    );
    assert!(
        kinds.iter().all(|kind| ["person", "date"].contains(kind)),
        "{out}"
    );
    let (out, _) = check(
        &[
            "entities", "--kind", "place", "--format", "jsonl", "articles",
        ],
        0,
    );
    assert!(
        lines(&out)
            .iter()
            .all(|article| article["dates"] == Value::Array(vec![]))
    );
    check(&["entities", "--kind", "law", "articles"], 1);
}

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
        (&["entities", "--kind", "\u{1b}[2J"], "invalid value '␛[2J'"),
    ] {
        let (_, errors) = check(arguments, 2);
        assert_eq!(errors.lines().count(), 1, "{errors}");
        assert!(errors.contains(expected), "{errors}");
    }
}

#[test]
fn problems_of_a_query_are_said_and_it_runs() {
    let (out, errors) = check(
        &["search", "blinken date:someday", "articles/records.jsonl"],
        0,
    );
    assert_eq!(out.lines().count(), 1);
    assert!(
        errors.starts_with("dossier: query: ") && errors.lines().count() == 1,
        "{errors}"
    );
}

#[test]
fn names_are_searched_by_any_spelling() {
    let (out, _) = check(
        &[
            "search",
            "person:Zelenskyy",
            "articles",
            "--format",
            "jsonl",
        ],
        0,
    );
    let mut paths: Vec<Value> = lines(&out).iter().map(|hit| hit["path"].clone()).collect();
    paths.sort_by_key(ToString::to_string);
    assert_eq!(paths, ["articles/deal.txt", "articles/notes.md"]);
    let (out, _) = check(&["search", "deal -person:Zelensky", "articles"], 0);
    assert!(
        !out.contains("notes.md") && out.contains("records.jsonl"),
        "{out}"
    );
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
fn a_closed_pipe_ends_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let body = "Some news from Kyiv and Warsaw. ".repeat(8);
    let records: String = (0..3000)
        .map(|n| format!("{{\"title\": \"Record {n}\", \"body\": \"{body}\"}}\n"))
        .collect();
    fs::write(folder.path().join("all.jsonl"), records).unwrap();
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

#[test]
fn help_lists_what_there_is() {
    let (out, _) = check(&["--help"], 0);
    for word in [
        "search",
        "entities",
        "--theme",
        "--threads",
        "Examples:",
        "Exit codes:",
    ] {
        assert!(out.contains(word), "{word}: {out}");
    }
    for word in ["export", "bench", "completions", "help   "] {
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
    for command_name in ["search", "entities"] {
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

#[cfg(unix)]
mod terminal {
    use super::support::pty::Pty;
    use super::support::wire::Wire;
    use super::{ARTICLES, folder};
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
        assert!(pty.settings_are_as_before());
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
   The deal with Ukraine was not ready, Volodymyr Zelenskyy…

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
        let colored = |raw: &str| raw.contains("\x1b[38;") || raw.contains("\x1b[48;");
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
        assert!(
            !raw.contains("\x1b[38;") && !raw.contains("\x1b[48;"),
            "plain has no colors"
        );
    }
}

/// The documents that the project is measured on, where they lie beside it.
#[test]
fn the_documents_are_read_whole() {
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/documents");
    if !documents.is_dir() {
        let _ = writeln!(
            std::io::stderr(),
            "not tested: there is no {}",
            documents.display()
        );
        return;
    }
    let documents = documents.to_str().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["entities", "--format", "jsonl", "--mentions", documents];
    let (out, errors) = checked(&run(folder.path(), &arguments), 0);
    assert_eq!(errors, "");
    let articles = lines(&out);
    assert_eq!(articles.len(), 5);
    for article in &articles {
        let text = fs::read_to_string(article["path"].as_str().unwrap()).unwrap();
        assert!(check_places(article, &text) > 0);
    }
    let arguments = ["search", "--format", "json", "person:Zelensky", documents];
    let (out, _) = checked(&run(folder.path(), &arguments), 0);
    assert!(
        serde_json::from_str::<Vec<Value>>(&out).unwrap().len() > 1,
        "{out}"
    );
}
