//! The app in states that are easily forgotten: one pane at a time, zen, a canceled query,
//! nothing found, screens of any size.

mod support {
    pub(crate) mod stage;
}

use support::stage::Stage;

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
