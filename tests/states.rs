//! The app in states that are easily forgotten: one pane at a time, zen, a canceled query,
//! nothing found, screens of any size.

mod support {
    pub(crate) mod stage;
}

use dossier::library::Library;
use std::sync::Arc;
use support::stage::{SAMPLE, Stage, collection};

/// An article of its own, as a collection.
fn single(name: &str, text: &str) -> Arc<Library> {
    collection(&[(name, text)])
}

#[test]
fn one_pane_at_a_time_knows_the_selected_article() {
    let mut stage = Stage::sample(60, 24);
    stage.keys("jjyY");
    let selected = stage.app.articles.selected();
    assert_eq!(stage.app.reader.article(), selected);
    assert_eq!(stage.effects.len(), 2);
    stage.keys("3");
    assert!(!stage.app.sidebar.items.is_empty());
    stage.shows("People");
}

#[test]
fn the_view_is_kept_while_another_pane_hides_the_reader() {
    let mut stage = Stage::sample(60, 24);
    stage.keys("2<c-f>jjj");
    let before = (stage.app.reader.top, stage.app.reader.line);
    stage.keys("1").resize(30, 5).resize(60, 24);
    stage.keys("32");
    assert_eq!((stage.app.reader.top, stage.app.reader.line), before);
}

#[test]
fn mentions_in_the_title_are_left_again() {
    let text = "Marco Rubio meets Volodymyr Zelenskyy in Kyiv\n\nMarco Rubio met Volodymyr Zelenskyy in Kyiv on Monday, officials of both sides said after the talks.\n";
    let mut stage = Stage::new(&single("a.txt", text), 120, 30);
    stage.keys("2");
    let page = stage.app.reader.page.clone().unwrap();
    let mut seen = Vec::new();
    for _ in 0..page.mentions.len() {
        stage.keys("]");
        seen.push(stage.app.reader.mention.unwrap());
        let span = page.mentions[*seen.last().unwrap()].span;
        assert!(stage.app.reader.line_span().overlaps(span), "{seen:?}");
    }
    assert_eq!(seen, (0..page.mentions.len()).collect::<Vec<_>>());
}

#[test]
fn the_title_stays_on_the_screen_when_the_width_changes() {
    for at in 0..SAMPLE.corpus.len() {
        let mut stage = Stage::sample(160, 30);
        stage.keys(&"j".repeat(at));
        stage.resize(80, 30).resize(160, 30);
        let reader = &stage.app.reader;
        assert_eq!((reader.top, reader.line), (0, 0), "{}", stage.title());
    }
}

#[test]
fn what_stands_above_the_title_is_found() {
    let text = "By Ann Low, 29 August 2025\n\nA bridge in the north fell\n\nThe bridge fell on Friday, and nobody was hurt when it did, the police said.\n";
    let mut stage = Stage::new(&single("a.txt", text), 120, 30);
    for needle in ["Ann Low", "bridge in the north", "nobody"] {
        stage.keys(&format!("2/{needle}<enter>"));
        let reader = &stage.app.reader;
        let found = reader.find.matches[0];
        let row = reader.page.as_ref().unwrap().row_at(found.from());
        let shown = reader.page.as_ref().unwrap().rows[row].span;
        assert!(shown.covers(found), "{needle}: {found:?} in {shown:?}");
        stage.keys("<esc>");
    }
}

#[test]
fn hidden_markup_stands_in_no_snippet() {
    let text = "# A title\n\nThe **peace** [talks](http://example.org/a/long/address) about needle were *ended*.\n";
    let mut stage = Stage::new(&single("a.md", text), 120, 36);
    stage.keys("/\"talks about\"<enter>");
    let excerpt = stage.app.articles.excerpts.values().next().unwrap();
    assert_eq!(excerpt.text, "The peace talks about needle were ended.");
    let marked = excerpt.marks.iter().map(|mark| mark.slice(&excerpt.text));
    assert_eq!(marked.collect::<String>(), "talks about");
}

#[test]
fn the_selected_row_of_the_finder_stays_in_view_on_a_smaller_screen() {
    let mut stage = Stage::sample(120, 40);
    stage.keys(&format!("f{}", "<down>".repeat(20)));
    stage.resize(60, 12);
    let selection = stage.app.typing.finder.selection;
    let rows = usize::from(stage.app.layout.finder().rows());
    assert!(
        selection.selected < selection.offset + rows,
        "{selection:?} {rows}"
    );
}

#[test]
fn the_help_fills_a_larger_screen() {
    let mut stage = Stage::sample(60, 12);
    stage
        .keys("?G")
        .shows("by any spelling")
        .hides("In all panes");
    stage.resize(120, 200).shows("In all panes");
}
