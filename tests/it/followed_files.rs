//! A library that follows its files is the library that a fresh reading makes.

use crate::support::properties::cases;
use crate::support::stage::RECOGNIZER;
use dossier::corpus::files::load::Input;
use dossier::corpus::files::survey::Hints;
use dossier::corpus::{ArticleId, Card};
use dossier::library::{self, Library, Opened};
use dossier::query::{self, Extent, Filter, Mode, Sort, Value, facets, fuzzy, search};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

/// Something done to a file of the collection.
#[derive(Clone, Debug)]
enum Deed {
    Write(&'static str, Vec<usize>),
    Remove(&'static str),
}

const FILES: &[&str] = &[
    "a.txt",
    "b.md",
    "deep/c.txt",
    "deep/d.jsonl",
    "deep/.ignore",
    "e.json",
    "z.pdf",
];

/// What texts are made of: names, dates, words that some queries ask for.
const SENTENCES: &[&str] = &[
    "Volodymyr Zelensky spoke to the European Union in Brussels on Monday.",
    "NATO leaders met in Kyiv on 3 March 2024 and said little.",
    "The bridge was closed for repairs after the old bridge fell.",
    "Angela Merkel and Emmanuel Macron discussed interest rates in Berlin.",
    "Rates of interest rose by 3 percent.",
    "It rained.",
];

const QUERIES: &[&str] = &[
    "",
    "bridge",
    "rates",
    "\"interest rates\"",
    "-rained",
    "rained OR kyiv",
    "br",
    "person:merkel",
    "title:nato",
];

fn deed() -> impl Strategy<Value = Deed> {
    let file = prop::sample::select(FILES);
    let text = prop::collection::vec(0..SENTENCES.len(), 0..6);
    prop_oneof![
        4 => (file.clone(), text).prop_map(|(file, text)| Deed::Write(file, text)),
        1 => file.prop_map(Deed::Remove),
    ]
}

/// What a file of that name holds.
fn content(file: &str, text: &[usize]) -> String {
    let sentences = text.iter().map(|at| SENTENCES[*at]);
    let record = |sentence: &str| {
        format!(
            r#"{{"title": "On {}", "body": "{sentence}"}}"#,
            sentence.get(..4).unwrap_or_default()
        )
    };
    match file.rsplit_once('.').map(|(_, ext)| ext) {
        Some("jsonl") => sentences.map(|s| record(s) + "\n").collect(),
        Some("json") => format!("[{}]", sentences.map(record).collect::<Vec<_>>().join(", ")),
        Some("ignore") => if text.len() > 3 { "c.txt\n" } else { "*.pdf\n" }.to_owned(),
        _ => sentences.collect::<Vec<_>>().join("\n\n"),
    }
}

fn perform(root: &Path, deed: &Deed) -> &'static str {
    match deed {
        Deed::Write(file, text) => {
            fs::create_dir_all(root.join(file).parent().expect("a folder"))
                .expect("a folder to write in");
            fs::write(root.join(file), content(file, text)).expect("a folder to write in");
            file
        }
        Deed::Remove(file) => {
            let _ = fs::remove_file(root.join(file));
            file
        }
    }
}

fn place(card: &Card) -> String {
    format!(
        "{}:{:?} {}",
        card.origin,
        card.origin.line(),
        card.title.text
    )
}

/// Everything that can be seen of a library, but for numbers.
fn seen(library: &Library) -> Vec<String> {
    let mut seen: Vec<String> = library.corpus.iter().map(|(_, a)| place(a)).collect();
    seen.push(format!(
        "{} articles, {} words, {} entities, {} names, {} named, {} indexed, {:?}",
        library.corpus.len(),
        library.progress.words,
        library.catalog.len(),
        library.catalog.n_names(),
        library.catalog.n_read(),
        library.index.n_articles(),
        library.index.totals(),
    ));
    let skipped: BTreeSet<String> = library
        .corpus
        .skipped()
        .map(|skipped| format!("{}: {}", skipped.path, skipped.reason))
        .collect();
    seen.extend(skipped);
    let entities: BTreeSet<String> = library
        .catalog
        .iter()
        .map(|(_, e)| {
            format!(
                "{} {} {:?} {} {}",
                e.kind,
                e.name,
                e.forms.to_vec(),
                e.articles.len(),
                e.mentions()
            )
        })
        .collect();
    seen.extend(entities);
    for pattern in ["", "a", "bri", "on"] {
        let pattern = fuzzy::Pattern::new(pattern);
        let top = library.names().titles().top(&pattern, usize::MAX);
        let title = |ranked: &fuzzy::Ranked| {
            let article = library.card(ArticleId(ranked.row)).expect("it is there");
            format!("{} {}", ranked.score, article.title.text)
        };
        let mut titles: Vec<String> = top.best.iter().map(title).collect();
        titles.sort();
        seen.push(format!("{titles:?} of {}", top.n_matching));
    }
    for query in QUERIES {
        for sort in [
            Sort::Relevance,
            Sort::File,
            Sort::Newest,
            Sort::Title,
            Sort::Longest,
        ] {
            seen.extend(answer(library, query, sort));
        }
    }
    seen
}

fn answer(library: &Library, query: &str, sort: Sort) -> Vec<String> {
    let parsed = query::parse(query, Mode::Typing);
    let filter = Filter {
        value: Value::Entity(dossier::entities::Kind::Person, "Angela Merkel".to_owned()),
        exclude: true,
    };
    let filters = std::slice::from_ref(&filter);
    let results = search(library.view(), &parsed, filters, sort, Extent::All);
    let mut seen = vec![format!(
        "{query} {sort:?}: {} {:?} {:?}",
        results.n_before_filters, results.hidden_by, results.missing
    )];
    let title = |id: ArticleId| place(library.card(id).expect("a hit is an article"));
    seen.extend(
        results
            .hits
            .iter()
            .map(|hit| format!("{} {}", title(hit.article), hit.score)),
    );
    let counted: BTreeSet<String> = facets(library.view(), &results.hits)
        .into_iter()
        .map(|(id, count)| {
            format!(
                "{} {count}",
                library.catalog.get(id).expect("a facet is an entity").name
            )
        })
        .collect();
    seen.extend(counted);
    seen
}

fn open(inputs: &[Input]) -> Opened {
    library::open(
        inputs,
        &RECOGNIZER,
        2,
        &dossier::library::Said::default(),
        |_| ControlFlow::Continue(()),
    )
    .expect("a whole collection")
}

/// Brings what was opened up to date and compares it with a fresh reading.
fn follow(opened: &mut Opened, inputs: &[Input], hints: &Hints) {
    let changes = opened.files.survey(inputs, hints);
    if let Some(next) = opened
        .library
        .update(&opened.files, changes, &RECOGNIZER, 2)
    {
        opened.library = next;
    }
    let fresh = library::read(inputs, Some(&RECOGNIZER), 2);
    assert_eq!(seen(&opened.library), seen(&fresh));
}

fn check(deeds: &[Vec<Deed>], lost: bool) {
    let folder = tempfile::tempdir().expect("a folder to write in");
    fs::create_dir(folder.path().join("deep")).expect("a folder to write in");
    fs::write(folder.path().join("m.txt"), SENTENCES.join("\n\n")).expect("a folder to write in");
    let inputs = [
        Input::Path(folder.path().join("deep")),
        Input::Path(folder.path().to_owned()),
    ];
    let mut opened = open(&inputs);
    for deeds in deeds {
        let mut hints = Hints {
            everything: lost,
            ..Hints::default()
        };
        let kept: Vec<(ArticleId, String)> = opened
            .library
            .corpus
            .iter()
            .filter_map(|(id, _)| Some((id, opened.library.article(id)?.text)))
            .collect();
        for deed in deeds {
            hints
                .paths
                .insert(folder.path().join(perform(folder.path(), deed)));
        }
        follow(&mut opened, &inputs, &hints);
        for (id, text) in kept {
            // A number never means another text.
            let article = opened.library.article(id);
            assert!(article.is_none_or(|article| article.text == text));
        }
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn follows_any_changes(
        deeds in prop::collection::vec(prop::collection::vec(deed(), 1..4), 1..6),
        lost in any::<bool>(),
    ) {
        check(&deeds, lost);
    }
}

#[test]
fn finds_changes_of_which_no_event_tells() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for (name, text) in [("a.txt", "One."), ("b.txt", "Two."), ("c.txt", "Three.")] {
        fs::write(at(name), text).unwrap();
    }
    let inputs = [Input::Path(folder.path().to_owned())];
    let mut opened = open(&inputs);
    let everything = Hints {
        everything: true,
        ..Hints::default()
    };
    fs::write(at("a.txt"), "One and a half.").unwrap();
    fs::remove_file(at("b.txt")).unwrap();
    fs::write(at("d.txt"), "").unwrap();
    follow(&mut opened, &inputs, &everything);
    fs::write(at("d.txt"), "Four.").unwrap();
    fs::rename(at("c.txt"), at("b.txt")).unwrap();
    follow(&mut opened, &inputs, &everything);
    let changes = opened.files.survey(&inputs, &everything);
    assert!(changes.is_empty(), "{changes:?}");
}

#[test]
fn an_article_that_reads_as_before_keeps_its_number_and_another_version_is_found_by_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jsonl");
    let records = |second: &str| {
        format!(
            "{{\"body\":\"It rained.\"}}\n{{\"body\":\"{second}\"}}\n{{\"body\":\"It froze.\"}}\n"
        )
    };
    fs::write(&path, records("It snowed.")).unwrap();
    let inputs = [Input::Path(path.clone())];
    let mut opened = open(&inputs);
    let hints = Hints {
        paths: [path.clone()].into(),
        everything: false,
    };
    fs::write(&path, records("It thawed.")).unwrap();
    follow(&mut opened, &inputs, &hints);
    let corpus = &opened.library.corpus;
    let ids: Vec<u32> = corpus.iter().map(|(id, _)| id.0).collect();
    assert_eq!(ids, [0, 3, 2]);
    assert_eq!(corpus.present(ArticleId(1)), Some(ArticleId(3)));
    assert_eq!(corpus.present(ArticleId(2)), Some(ArticleId(2)));
    fs::write(&path, "").unwrap();
    follow(&mut opened, &inputs, &hints);
    assert_eq!(opened.library.corpus.present(ArticleId(1)), None);
}
