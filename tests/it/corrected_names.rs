//! The user's corrections of names, by keys and by file.
//!
//! Keys go in; the screen, the effects and the corrections come out. Whatever a correction
//! does, a fresh reading under the same corrections has to do as well.

use crate::support::stage::{RECOGNIZER, Stage, collection};
use dossier::app::Action;
use dossier::app::work::{Effect, News};
use dossier::corpus::files::load::Input;
use dossier::entities::corrections::Corrections;
use dossier::entities::{EntityId, Kind};
use dossier::library::{self, Library};
use std::collections::BTreeSet;
use std::sync::Arc;

const FILES: &[(&str, &str)] = &[
    (
        "a.txt",
        "Talks\n\nIt was Marco Rubio who came to Kyiv. Rubio left. Idris Halloway stayed.",
    ),
    (
        "b.txt",
        "More\n\nCritics of Mr. Halloway met in Kyiv. Andrii Okhotsky spoke to Reuters.",
    ),
    (
        "c.txt",
        "Last\n\nIn Lviv he met Andrei Okhotsky. Then Marco Rubio came.",
    ),
];

/// Every entity with its spellings and articles, and what each article names.
fn rows(library: &Library) -> (BTreeSet<String>, Vec<Vec<String>>) {
    let catalog = &library.catalog;
    let name = |id: EntityId| {
        let entity = catalog.get(id).expect("an entity that an article names");
        format!("{} {}", entity.kind, entity.name)
    };
    let entities = catalog.iter().map(|(id, entity)| {
        let forms: Vec<String> = entity
            .forms
            .iter()
            .map(|(text, count)| format!("{text} {count}"))
            .collect();
        let mut articles: Vec<u32> = entity
            .articles
            .iter()
            .map(|posting| posting.article.0)
            .collect();
        articles.sort_unstable();
        format!("{} = {forms:?} in {articles:?}", name(id))
    });
    let of_article = |id| {
        let appearances = catalog.of_article(id).unwrap_or_default().into_iter();
        let mut names: Vec<String> = appearances
            .map(|it| format!("{} {}", name(it.entity), it.mentions.len()))
            .collect();
        names.sort_unstable();
        names
    };
    let articles = library.corpus.iter().map(|(id, _)| of_article(id));
    (entities.collect(), articles.collect())
}

/// The library under the lines, by correcting it, after having been under other ones.
fn corrected(library: &Library, lines: &str) -> Library {
    let other = "merge person: Idris Halloway -> Andrii Okhotsky\nsplit person: Marco Rubio / Rubio\nhide place: Kyiv\n";
    let before = library.corrected(Arc::new(Corrections::parse(other)), &RECOGNIZER, 2);
    before.corrected(Arc::new(Corrections::parse(lines)), &RECOGNIZER, 2)
}

/// Fails unless an entity reads so under some lines; and unless a correction taken and
/// taken back leaves everything as it was.
fn check(lines: &str, expected: &[&str], gone: &[&str]) {
    let library = collection(FILES);
    let after = corrected(&library, lines);
    let (entities, _) = rows(&after);
    for row in expected {
        assert!(entities.contains(*row), "{row} is not in {entities:#?}");
    }
    for name in gone {
        let has = |row: &String| row.starts_with(&format!("{name} ="));
        assert!(!entities.iter().any(has), "{name} is in {entities:#?}");
    }
    assert_eq!(after.catalog.len(), entities.len());
    assert_eq!(after.catalog.n_names(), n_named(&after));
    let back = after.corrected(Arc::default(), &RECOGNIZER, 2);
    assert_eq!(rows(&back), rows(&library), "taken back: {lines}");
    assert_eq!(back.catalog.n_names(), n_named(&back));
}

/// How many entities are no dates and no amounts, counted.
fn n_named(library: &Library) -> usize {
    let entities = library.catalog.iter();
    entities.filter(|(_, it)| it.kind.is_named()).count()
}

#[test]
fn names_are_counted_as_they_are_shown() {
    let text = "Costs\n\nOn 5 May 2024 it was Marco Rubio who paid $4 million in Kyiv.";
    let library = collection(&[("a.txt", text), ("b.txt", "More\n\nKyiv paid $4 million.")]);
    let plain = library.catalog.n_names();
    assert_eq!(plain, n_named(&library));
    assert_eq!(plain + 2, library.catalog.len());
    for (lines, n_more) in [
        ("hide money: $4 million", 0),
        ("kind money: $4 million -> work", 1),
        ("kind person: Marco Rubio -> quantity", -1),
        ("merge person: Marco Rubio -> money: $4 million", -1),
        ("merge money: $4 million -> place: Kyiv", 0),
        ("hide place: Kyiv\nkind place: Kyiv -> date", -1),
    ] {
        let after = corrected(&library, lines);
        assert_eq!(after.catalog.n_names(), n_named(&after), "{lines}");
        assert_eq!(
            plain.saturating_add_signed(n_more),
            n_named(&after),
            "{lines}"
        );
        let back = after.corrected(Arc::default(), &RECOGNIZER, 2);
        assert_eq!(back.catalog.n_names(), plain, "{lines}");
    }
}

#[test]
fn corrections_do_what_they_say() {
    check(
        "merge person: Halloway -> Idris Halloway",
        &["person Idris Halloway = [\"Idris Halloway 1\", \"Halloway 1\"] in [0, 1]"],
        &["person Halloway"],
    );
    check(
        "merge person: Andrei Okhotsky -> Andrii Okhotsky",
        &["person Andrii Okhotsky = [\"Andrei Okhotsky 1\", \"Andrii Okhotsky 1\"] in [1, 2]"],
        &["person Andrei Okhotsky"],
    );
    check(
        "split person: Marco Rubio / Rubio",
        &[
            "person Marco Rubio = [\"Marco Rubio 2\"] in [0, 2]",
            "person Rubio = [\"Rubio 1\"] in [0]",
        ],
        &[],
    );
    check(
        "split person: Marco Rubio / Rubio @ a.txt",
        &["person Rubio (a.txt) = [\"Rubio 1\"] in [0]"],
        &["person Rubio"],
    );
    check(
        "rename place: Kyiv -> Kiev on the Dnieper",
        &["place Kiev on the Dnieper = [\"Kyiv 2\"] in [0, 1]"],
        &["place Kyiv"],
    );
    check("hide place: Kyiv", &[], &["place Kyiv"]);
    check(
        "kind person: Marco Rubio -> work",
        &["work Marco Rubio = [\"Marco Rubio 2\", \"Rubio 1\"] in [0, 2]"],
        &["person Marco Rubio"],
    );
    check(
        "merge person: Halloway -> organization: Reuters",
        &["organization Reuters = [\"Halloway 1\", \"Reuters 1\"] in [1]"],
        &["person Halloway"],
    );
    check(
        "merge person: Nobody -> Somebody\nhide work: Nothing",
        &[],
        &[],
    );
}

#[test]
fn the_last_line_counts() {
    check(
        "merge person: Halloway -> Idris Halloway\napart person: Halloway | Idris Halloway",
        &["person Halloway = [\"Halloway 1\"] in [1]"],
        &[],
    );
    check(
        "rename place: Kyiv -> A\nrename place: Kyiv -> B",
        &["place B = [\"Kyiv 2\"] in [0, 1]"],
        &["place A"],
    );
}

#[test]
fn a_file_beside_the_folder_is_read_with_it() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in FILES {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let inputs = [Input::Path(folder.path().into())];
    let place = library::corrections_place(&inputs, None).unwrap();
    std::fs::write(&place, "hide place: Kyiv\nnonsense here\n").unwrap();
    let mut library = library::read(&inputs, Some(&RECOGNIZER), 2);
    library.correct(Arc::new(library::corrections_at(&place)), &RECOGNIZER, 2);
    assert!(library.catalog.lookup("Kyiv", Some(Kind::Place)).is_empty());
    let skipped: Vec<String> = library
        .corpus
        .skipped()
        .map(|it| format!("{}: {}", it.path, it.reason))
        .collect();
    assert_eq!(skipped.len(), 1, "{skipped:?}");
    assert!(
        skipped[0].contains("line 2 begins with nonsense"),
        "{skipped:?}"
    );
    assert_eq!(library.corpus.len(), 3, "the file is no article");
    library.correct(Arc::default(), &RECOGNIZER, 2);
    assert_eq!(library.corpus.n_skipped(), 0);
    assert_eq!(library.catalog.lookup("Kyiv", Some(Kind::Place)).len(), 1);
}

/// A stage with the reader on the first article and the entities focused.
fn stage() -> Stage {
    let mut stage = Stage::new(&collection(FILES), 120, 40);
    stage.keys("3");
    stage
}

/// How many articles name Kyiv.
fn named(stage: &Stage) -> usize {
    let catalog = &stage.app.library.catalog;
    let found = catalog.lookup("Kyiv", Some(Kind::Place));
    let entity = found.first().and_then(|id| catalog.get(*id));
    entity.map_or(0, |entity| entity.articles.len())
}

/// What was written down, a line an edit.
fn kept(stage: &Stage) -> Vec<String> {
    let edits = stage.effects.iter().filter_map(|effect| match effect {
        Effect::Keep(edit) => Some(edit),
        _ => None,
    });
    edits
        .map(|edit| {
            let out = edit.out.iter().map(|line| format!("-{line}"));
            let put = edit.put.iter().map(|line| format!("+{line}"));
            out.chain(put).collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[test]
fn merging_by_keys() {
    let mut stage = stage();
    stage
        .keys("/halloway<enter>a")
        .shows("Idris Halloway is the same as")
        .shows("surname");
    stage.keys("okhot<enter>").shows("Idris Halloway is And");
    assert_eq!(kept(&stage).len(), 1);
    stage.keys("u").shows("taken back: Idris Halloway is And");
    stage.keys("<c-r>").shows("Idris Halloway is And");
    let kept = kept(&stage);
    assert!(
        kept[0].starts_with("+merge person: Idris Halloway -> And"),
        "{kept:?}"
    );
    assert!(kept[1].starts_with("-merge person"), "{kept:?}");
    assert_eq!(kept[0], kept[2]);
}

#[test]
fn what_can_be_chosen_grows_with_the_collection() {
    let mut stage = Stage::new(&collection(&FILES[..1]), 120, 40);
    stage
        .keys("3/halloway<enter>aokhot")
        .shows("no name here has these letters");
    stage.act(Action::Grown(collection(FILES)));
    stage
        .shows("Okhotsky")
        .hides("no name here has these letters");
}

#[test]
fn what_can_be_chosen_comes_while_the_collection_grows() {
    let mut stage = stage();
    stage.keys("/halloway<enter>");
    let mut held = stage.hold_keys("aokhot");
    // Answers take longer than the collection takes to grow.
    for _ in 0..3 {
        let more = stage.hold(Action::Grown(collection(FILES)));
        stage.perform(std::mem::replace(&mut held, more));
    }
    stage.shows("Okhotsky");
}

#[test]
fn splitting_by_keys() {
    let mut stage = stage();
    stage
        .keys("/rubio<enter>A")
        .shows("Which spelling is not Marco Rubio")
        .shows("Rubio · everywhere");
    stage.keys("jj").shows("▌ Rubio · in this article only");
    stage.keys("<enter>");
    assert_eq!(kept(&stage).len(), 1);
    assert!(kept(&stage)[0].starts_with("+split person: Marco Rubio / Rubio @ "));
    stage.shows("Rubio is not Marco Rubio in this article");
}

#[test]
fn renaming_hiding_and_another_kind_by_keys() {
    let mut stage = stage();
    stage.keys("/kyiv<enter>R").shows("What Kyiv is called");
    stage
        .keys("<c-u>Kyiv City<enter>")
        .shows("Kyiv is called Kyiv City · 2 articles");
    stage.keys("u<esc>/kyiv<enter>T").shows("What Kyiv is");
    stage.keys("k<enter>");
    stage.shows("Kyiv is of the kind organization");
    stage.keys("u<esc>/kyiv<enter>X").shows("Kyiv is hidden");
    assert_eq!(named(&stage), 0);
    stage.keys("u");
    assert_eq!(named(&stage), 2);
}

#[test]
fn suggestions_are_taken_and_refused() {
    let mut stage = stage();
    stage
        .keys("gm")
        .shows("2 pairs of names that may be one")
        .shows("surname")
        .shows("transliteration");
    stage.keys("x").shows("1 pair of names that may be one");
    stage.keys("<enter>");
    let kept = kept(&stage);
    assert_eq!(kept.len(), 2, "{kept:?}");
    assert!(kept[0].starts_with("+apart person: ") && kept[1].starts_with("+merge person: "));
    stage.keys("gm").shows("no two names here look like one");
}

#[test]
fn a_filter_follows_the_name() {
    let mut stage = stage();
    stage.keys("/kyiv<enter><enter>").shows("place: Kyiv");
    stage
        .keys("R<c-u>Kyiv City<enter>")
        .shows("place: Kyiv City")
        .shows("2 of 3 shown");
}

#[test]
fn corrections_that_cannot_be_kept_say_so() {
    let mut stage = stage();
    stage.keys("/kyiv<enter>X");
    stage.act(Action::Told(News::NotKept(
        "read-only file system".to_owned(),
    )));
    stage.shows("not written down, so only until you quit: read-only file system");
}

#[test]
fn what_the_file_says_is_done_at_once() {
    let mut stage = stage();
    let said = Arc::new(Corrections::parse("hide place: Kyiv\n").at("/x/names".to_owned()));
    stage.act(Action::Told(News::Names(said)));
    assert_eq!(named(&stage), 0);
    // A snapshot that does not know of it yet is not shown before it does.
    stage.act(Action::Grown(collection(FILES)));
    assert_eq!(named(&stage), 0);
}
