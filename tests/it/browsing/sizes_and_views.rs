//! One pane at a time, the reader alone, and screens of any size.

use crate::support::finder;
use crate::support::stage::{SAMPLE, Stage, collection};
use dossier::app::screen::Pane;
use dossier::app::work::Effect;
use dossier::library::Library;
use dossier::text::wrap;
use std::sync::Arc;

/// An article of its own, as a collection.
pub(super) fn single(name: &str, text: &str) -> Arc<Library> {
    collection(&[(name, text)])
}

#[test]
fn one_pane_at_a_time_knows_the_selected_article() {
    let mut stage = Stage::sample(60, 24);
    stage.keys("jjyY");
    let selected = stage.app.here.selected();
    assert_eq!(stage.app.panes.reader.article(), selected);
    assert_eq!(stage.effects.len(), 2);
    stage.keys("3");
    assert!(!stage.app.panes.entities.items.is_empty());
    stage.shows("People");
}

#[test]
fn the_view_is_kept_while_another_pane_hides_the_reader() {
    let mut stage = Stage::sample(60, 24);
    stage.keys("2<c-f>jjj");
    let before = (stage.app.panes.reader.top, stage.app.panes.reader.line);
    stage.keys("1").resize(30, 5).resize(60, 24);
    stage.keys("32");
    assert_eq!(
        (stage.app.panes.reader.top, stage.app.panes.reader.line),
        before
    );
}

#[test]
fn mentions_in_the_title_are_left_again() {
    let text = "Marco Rubio meets Volodymyr Zelenskyy in Kyiv\n\nMarco Rubio met Volodymyr Zelenskyy in Kyiv on Monday, officials of both sides said after the talks.\n";
    let mut stage = Stage::new(&single("a.txt", text), 120, 30);
    stage.keys("2");
    let page = stage.app.panes.reader.page.clone().unwrap();
    let mut seen = Vec::new();
    for _ in 0..page.mentions.len() {
        stage.keys("]");
        seen.push(stage.app.panes.reader.mention.unwrap());
        let span = page.mentions[*seen.last().unwrap()].span;
        assert!(
            stage.app.panes.reader.line_span().overlaps(span),
            "{seen:?}"
        );
    }
    assert_eq!(seen, (0..page.mentions.len()).collect::<Vec<_>>());
}

#[test]
fn the_title_stays_on_the_screen_when_the_width_changes() {
    for at in 0..SAMPLE.corpus.len() {
        let mut stage = Stage::sample(160, 30);
        stage.keys(&"j".repeat(at));
        stage.resize(80, 30).resize(160, 30);
        let reader = &stage.app.panes.reader;
        assert_eq!((reader.top, reader.line), (0, 0), "{}", stage.title());
    }
}

#[test]
fn the_selected_row_of_the_finder_stays_in_view_on_a_smaller_screen() {
    let mut stage = Stage::sample(120, 40);
    stage.keys(&format!("f{}", "<down>".repeat(20)));
    let rows = finder::shown(&stage).rows;
    let above = rows.iter().position(|row| row.selected);
    let before = finder::selected(&stage);
    stage.resize(60, 12);
    let after = finder::selected(&stage);
    let label = after.label.trim_end_matches('…');
    assert!(
        above > Some(5) && !label.is_empty() && before.label.starts_with(label),
        "{before:?} {after:?}"
    );
    assert_eq!(before.passage.is_some(), after.passage.is_some());
}

#[test]
fn the_help_fills_a_larger_screen() {
    let mut stage = Stage::sample(60, 12);
    stage.keys("?G").hides("In all panes");
    stage.resize(120, 200).shows("In all panes");
}

#[test]
fn zen_reads_the_reader() {
    for keys in ["z", "3z", "1zj"] {
        let mut stage = Stage::sample(120, 30);
        stage.keys(keys);
        assert_eq!(
            (stage.app.screen.zen, stage.app.screen.focus),
            (true, Pane::Reader),
            "{keys}"
        );
    }
    let mut stage = Stage::sample(120, 30);
    stage.keys("3z/kyiv").shows("find in article");
}

#[test]
fn what_goes_to_the_list_shows_the_list() {
    for keys in ["2zSkyiv<enter>", "2zftass<enter>"] {
        let mut stage = Stage::sample(120, 30);
        stage.keys(keys);
        let focus = stage.app.screen.focus;
        assert!(!stage.app.screen.layout.area(focus).is_empty(), "{keys}");
    }
}

#[test]
fn a_page_of_the_list_skips_no_row() {
    for keys in ["", "/the<enter>"] {
        let mut stage = Stage::sample(120, 24);
        stage.keys(keys).keys("<pgdn>");
        let app = &stage.app;
        let height = |row| {
            let card = app.here.listed.at(row).and_then(|id| app.library.card(id));
            let snippet = if keys.is_empty() { 0 } else { 2 };
            let columns = usize::from(app.screen.layout.inner(Pane::Articles).width) - 3;
            let title = card.map_or(1, |card| wrap::wrap(&card.title.text, &[], columns).len());
            title.clamp(1, 2) + 1 + snippet
        };
        let selected = app.here.selection.selected;
        let seen: usize = (0..selected).map(height).sum();
        let lines = usize::from(app.screen.layout.inner(Pane::Articles).height) - 1;
        assert!(seen <= lines && lines < seen + height(selected), "{keys}");
        stage.keys("<pgup>");
        assert!(stage.app.here.selection.selected <= 1, "{keys}");
    }
}

#[test]
fn any_size_of_terminal_will_do() {
    let mut stage = Stage::sample(120, 30);
    for (columns, rows) in [(2300, 12), (12_000, 10), (50, 25_000), (u16::MAX, 10)] {
        stage.resize(columns, rows).keys("3f<esc>?<esc>1");
        assert!(stage.app.screen.layout.articles.width > 20);
        let _ = stage.screen();
    }
}

#[test]
fn markers_stand_whole_before_their_text() {
    let text = "A title of this\n\nSome text that stands here before it, and goes on.\n\n1. First thing\n2. Second thing\n10) Tenth thing\n\nQuestion: what is it?\n\nAnswer: it is this.\n\n- one\n- two\n";
    let stage = Stage::new(&single("a.txt", text), 120, 36);
    for line in [
        "1. First",
        "10) Tenth",
        "Question: what",
        "Answer: it",
        "• one",
    ] {
        stage.shows(line);
    }
}

#[test]
fn the_footer_tells_what_keys_do_here() {
    let mut stage = Stage::sample(160, 30);
    stage.shows("q quit");
    stage.keys("?").hides("q quit").shows("Esc close");
    stage.keys("<esc>z").hides("q quit").shows("q all panes");
    stage.keys("q,").hides("q quit").shows("Enter take");
    assert_eq!(stage.effects, []);
}

#[test]
fn what_is_hidden_is_said_on_every_width() {
    for columns in [40, 60, 80, 120] {
        for keys in [
            "3<enter>1",
            "3x<down>x<down>x<down>x1",
            "/kyiv",
            "/a kyiv OR moscow OR oil<enter>",
        ] {
            let mut stage = Stage::sample(columns, 20);
            stage.keys(keys);
            let (shown, all) = (stage.app.here.listed.len(), SAMPLE.corpus.len());
            stage.shows(&format!("{shown} of {all}"));
        }
    }
    let mut stage = Stage::sample(120, 20);
    stage.keys("3x").shows(" hidden by ").shows(" × ");
}

#[test]
fn wide_letters_leave_the_frame_over_them_whole() {
    let text = format!("A title\n\n{}\n", "日本語の記事".repeat(50));
    let library = single("a.txt", &text);
    for columns in 100..104 {
        let mut stage = Stage::new(&library, columns, 30);
        let buffer = stage.keys("2z,").buffer();
        let frame = stage.app.screen.layout.screen.panel(25, 6);
        for y in frame.y..frame.y + frame.height {
            assert!(
                "╭│╰".contains(buffer[(frame.x, y)].symbol()),
                "{}",
                stage.screen()
            );
        }
    }
}

#[test]
fn a_book_in_one_paragraph_is_copied_no_further_than_clipboards_go() {
    let text = format!(
        "A title of this\n\n{}\n",
        "words and ünlaute ".repeat(20_000)
    );
    let mut stage = Stage::new(&single("a.txt", &text), 120, 30);
    stage.keys("2jjjjy");
    let [Effect::Copy { text, .. }] = stage.effects.as_slice() else {
        panic!("{:?}", stage.effects.len());
    };
    assert!((80_000..120_000).contains(&text.len()), "{}", text.len());
}
