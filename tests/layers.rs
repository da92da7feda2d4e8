//! Imports point down only: each module of the library may use the floors below its own.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules by floor, the lowest first; modules of one floor do not know each other.
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["corpus", "journal"],
    &["index", "entities"],
    &["query"],
    &["library"],
    &["app"],
    &["ui"],
    &["cli", "term"],
];

fn floor(module: &str) -> usize {
    let at = FLOORS.iter().position(|floor| floor.contains(&module));
    at.unwrap_or_else(|| panic!("{module} has no floor"))
}

/// The Rust files under a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("src is a folder") {
        let path = entry.expect("src can be read").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
    found
}

/// The modules of the crate that a source text names after `crate::`.
fn imports(source: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices("crate::") {
        let (before, rest) = source.split_at(at);
        let before = before.chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = rest.trim_start_matches("crate::");
        if let Some(group) = rest.strip_prefix('{') {
            let names = group.split('}').next().unwrap_or(group).split(',');
            found.extend(names.map(|name| name.trim().split("::").next().unwrap_or(name)));
        } else {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
            found.push(rest.split_at(end.unwrap_or(rest.len())).0);
        }
    }
    found
}

#[test]
fn imports_point_down() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for path in files(&src) {
        let relative = path.strip_prefix(&src).unwrap();
        let module = relative
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_str()
            .unwrap();
        let module = module.trim_end_matches(".rs");
        if module == "lib" || module == "main" {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for import in imports(&source) {
            if import != module && floor(import) >= floor(module) {
                wrong.push(format!("{} uses {import}", relative.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "imports that do not point down:\n{}",
        wrong.join("\n")
    );
}

/// What the state of the screen and its drawing do without.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::io",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::time",
    "SystemTime",
    "Instant::",
];

#[test]
fn app_and_ui_touch_no_file_thread_or_clock() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in files(&src.join("app"))
        .into_iter()
        .chain(files(&src.join("ui")))
    {
        let source = fs::read_to_string(&path).expect("a source is text");
        let used: Vec<_> = OUTSIDE
            .iter()
            .filter(|name| source.contains(**name))
            .collect();
        assert!(used.is_empty(), "{} uses {used:?}", path.display());
    }
}

#[test]
fn every_form_of_import_is_seen() {
    let source = "use crate::text::Span; use crate::{app::App, ui}; fn f(x: crate::query::Hit) {} mycrate::no";
    assert_eq!(imports(source), ["text", "app", "ui", "query"]);
}
