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

/// The folders of features, by name.
fn features() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app/features");
    let entries = fs::read_dir(folder).expect("features are a folder");
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    let mut names: Vec<String> = paths
        .filter(|path| path.is_dir())
        .map(|path| {
            path.file_name()
                .expect("a folder has a name")
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

/// Whether a source text names a feature: its module, or its id where something is opened.
fn names(source: &str, feature: &str, is_table: bool) -> bool {
    let boundary = |at: usize| {
        let next = source.get(at..).and_then(|rest| rest.chars().next());
        !next.is_some_and(|c| c.is_alphanumeric() || c == '_')
    };
    let stands = |form: &str| {
        let mut places = source.match_indices(form);
        places.any(|(at, _)| boundary(at + form.len()))
    };
    let by_id = ["Feature", "Open"].map(|how| format!("{how}(\"{feature}\")"));
    stands(&format!("features::{feature}"))
        || by_id.iter().any(|form| source.contains(form.as_str()))
        || (is_table && stands(&format!("mod {feature}")))
}

/// For each feature, the files of `src/` outside of its folder that name it.
fn named_outside() -> Vec<(String, Vec<String>)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let sources: Vec<(String, String)> = files(&src)
        .into_iter()
        .map(|path| {
            let relative = path.strip_prefix(&src).expect("it lies there");
            let source = fs::read_to_string(&path).expect("a source is text");
            (relative.to_string_lossy().into_owned(), source)
        })
        .collect();
    let outside = |feature: &String| {
        let own = format!("app/features/{feature}/");
        let named = sources.iter().filter(|(path, source)| {
            !path.starts_with(&own) && names(source, feature, path == "app/features/mod.rs")
        });
        named.map(|(path, _)| path.clone()).collect()
    };
    let all = features().into_iter();
    all.map(|feature| {
        let files = outside(&feature);
        (feature, files)
    })
    .collect()
}

/// Files outside of its folder that may name a feature.
const MOST_OUTSIDE: usize = 3;

/// `cargo test --test it layers::features -- --nocapture` prints the table.
#[test]
#[expect(clippy::print_stdout, reason = "the table is to be read")]
fn features_are_named_in_few_other_files() {
    let table = named_outside();
    assert!(table.len() > 10, "{table:?}");
    println!("feature     files outside of its folder that name it");
    for (feature, files) in &table {
        println!("{feature:10}  {}  {}", files.len(), files.join(" "));
    }
    for (feature, files) in table {
        assert!(
            (1..=MOST_OUTSIDE).contains(&files.len()),
            "{feature}: {files:?}"
        );
    }
}

#[test]
fn features_do_not_know_each_other() {
    for (feature, files) in named_outside() {
        let others = files
            .iter()
            .filter(|path| path.starts_with("app/features/") && *path != "app/features/mod.rs");
        let others: Vec<&String> = others.collect();
        assert!(others.is_empty(), "{others:?} name {feature}");
    }
}

/// The rooms of large floors, the lowest first: each knows those before it, and none behind it.
const ROOMS: &[(&str, &[&str])] = &[
    (
        "corpus",
        &[
            "article",
            "invariant",
            "metadata",
            "structure",
            "formats",
            "store",
            "sample",
            "files",
        ],
    ),
    (
        "index",
        &[
            "analysis",
            "postings",
            "scoring",
            "lexicon",
            "segment",
            "collection",
        ],
    ),
    (
        "entities",
        &[
            "kind",
            "recognized",
            "known",
            "values",
            "spotting",
            "tagger",
            "ensemble",
            "names",
            "coreference",
            "recognizer",
            "evaluation",
            "corrections",
            "catalog",
            "linking",
            "proposals",
        ],
    ),
    (
        "query",
        &[
            "terms",
            "syntax",
            "view",
            "matching",
            "results",
            "did_you_mean",
            "ranking",
            "excerpts",
            "facets",
            "search",
            "explanation",
            "fuzzy",
            "entity",
        ],
    ),
    (
        "app",
        &[
            "input", "verb", "work", "screen", "canvas", "parts", "here", "request", "kept",
            "layer", "chips", "features", "shell",
        ],
    ),
];

/// The rooms of a floor that a source text names, outside of its tests and of its comments.
fn rooms_in(source: &str, floor: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or(source);
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let form = format!("crate::{floor}::");
    let mut found = Vec::new();
    for line in lines {
        for (at, prefix) in line.match_indices(&form) {
            let rest = line.get(at + prefix.len()..).unwrap_or_default();
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
            found.extend(rest.get(..end.unwrap_or(rest.len())).map(str::to_owned));
        }
    }
    found
}

/// The uses of a room behind the one that a file is in, and how many files were looked at.
fn upward(floor: &str, rooms: &[&str]) -> (Vec<String>, usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src")
        .join(floor);
    let place = |room: &str| rooms.iter().position(|other| *other == room);
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for path in files(&folder) {
        let relative = path.strip_prefix(&folder).expect("it lies there");
        let room = relative.iter().next().and_then(|room| room.to_str());
        let Some(at) = room.and_then(|room| place(room.trim_end_matches(".rs"))) else {
            continue;
        };
        seen += 1;
        let source = fs::read_to_string(&path).expect("a source is text");
        // Right under the floor, `super::` names rooms too.
        let is_head = relative.ends_with("mod.rs") && relative.iter().count() == 2;
        let source = if relative.iter().count() == 1 || is_head {
            source.replace("use super::", &format!("use crate::{floor}::"))
        } else {
            source
        };
        for room in rooms_in(&source, floor) {
            if place(&room) > Some(at) {
                wrong.push(format!("{floor}/{} uses {room}", relative.display()));
            }
        }
    }
    (wrong, seen)
}

#[test]
fn rooms_know_only_lower_ones() {
    let mut wrong = Vec::new();
    for (floor, rooms) in ROOMS {
        let (found, seen) = upward(floor, rooms);
        assert!(seen > 20, "{floor}: {seen}");
        wrong.extend(found);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The cases of properties that failed are kept beside those of the library.
#[test]
fn properties_keep_their_failures_in_one_place() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let mut n_seen = 0;
    for path in files(&folder) {
        let source = fs::read_to_string(&path).expect("a source is text");
        let lines = |start: &str| {
            source
                .lines()
                .filter(|line| line.starts_with(start))
                .count()
        };
        let n_blocks = lines("proptest!");
        let n_kept = lines("    #![proptest_config(cases(");
        assert_eq!(n_blocks, n_kept, "{}", path.display());
        n_seen += n_blocks;
    }
    assert!(n_seen > 10, "{n_seen}");
}

#[test]
fn every_form_of_import_is_seen() {
    let source = "use crate::text::Span; use crate::{app::App, ui}; fn f(x: crate::query::Hit) {} mycrate::no";
    assert_eq!(imports(source), ["text", "app", "ui", "query"]);
}
