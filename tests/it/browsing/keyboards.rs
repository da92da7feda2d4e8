//! Keys as keyboards have them: held with others, on other layouts, and without a meaning.

use crate::support::stage::Stage;
use dossier::app::Action;
use dossier::app::input::{Input, Key};
use dossier::app::screen::Pane;
use dossier::app::work::Effect;

#[test]
fn a_held_key_is_not_taken_for_the_plain_one() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("<c-right><s-right><c-s-right><s-down><c-down><a-pgdn><c-end><s-enter>");
    assert_eq!(stage.app.screen.focus, Pane::Articles);
    assert_eq!(stage.app.here.selection.selected, 0);
    stage.keys("<right>");
    assert_eq!(stage.app.screen.focus, Pane::Reader);
}

#[test]
fn a_line_is_edited_by_words() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("/grain talks<c-left>peace <a-b><a-left>big <c-right>s");
    assert_eq!(stage.app.here.question.text, "big grains peace talks");
    stage.keys("<end><c-bs><a-bs>");
    assert_eq!(stage.app.here.question.text, "big grains ");
    stage.keys("<s-left><c-del><c-s-end>");
    assert_eq!(stage.app.here.question.text, "big grains ");
}

#[test]
fn keys_of_another_layout_act_where_they_stand() {
    let mut stage = Stage::sample(120, 36);
    // j j k on a Russian keyboard, then 2 and l.
    stage.keys("оол");
    assert_eq!(stage.app.here.selection.selected, 1);
    stage.keys("д");
    assert_eq!(stage.app.screen.focus, Pane::Reader);
    // Greek, Hebrew, Arabic.
    stage.keys("η");
    assert_eq!(stage.app.screen.focus, Pane::Articles);
    stage.keys("ח");
    assert_eq!(stage.app.here.selection.selected, 2);
    stage.keys("ن");
    assert_eq!(stage.app.here.selection.selected, 1);
    // Sequences, and what is over the panes.
    stage.keys("пп");
    assert_eq!(stage.app.here.selection.selected, 0);
    stage.keys("؟").shows("In all panes");
    stage.keys("й").hides("In all panes");
    assert_eq!(stage.effects, []);
    stage.keys("й");
    assert_eq!(stage.effects, [Effect::Quit]);
}

#[test]
fn a_line_takes_what_is_typed() {
    let mut stage = Stage::sample(120, 36);
    stage.keys("/мир");
    assert_eq!(stage.app.here.question.text, "мир");
    foreign(&mut stage, 'о', 'j');
    assert_eq!(stage.app.here.question.text, "миро");
    // Held keys are no text: Ctrl-a, Ctrl-u.
    stage.keys("<c-ф>а<end><c-г>");
    assert_eq!(stage.app.here.question.text, "");
    stage.keys("<c-с>");
    assert!(stage.app.layers.is_empty());
}

#[test]
fn the_terminal_knows_better_than_the_table() {
    let mut stage = Stage::sample(120, 36);
    // A phonetic layout has this letter on k.
    stage.keys("jjg");
    foreign(&mut stage, 'к', 'k');
    assert_eq!(stage.app.here.selection.selected, 1);
    foreign(&mut stage, 'г', 'g');
    foreign(&mut stage, 'г', 'g');
    assert_eq!(stage.app.here.selection.selected, 0);
}

/// Presses a key of which the terminal tells the place.
fn foreign(stage: &mut Stage, typed: char, latin: char) {
    let (typed, latin) = (Key::Char(typed), Key::Char(latin));
    stage.act(Action::Input(Input::Foreign { typed, latin }));
}

#[test]
fn a_key_that_does_nothing_says_so() {
    let check = |keys: &str, said: Option<&str>| {
        let mut stage = Stage::sample(120, 36);
        stage.keys(keys);
        assert_eq!(stage.app.screen.message.as_deref(), said, "{keys}");
    };
    let here = |key: &str| Some(format!("{key} does nothing here; ? shows the keys"));
    check("<c-left>", here("Ctrl-Left").as_deref());
    check("w", here("w").as_deref());
    check(" ", here("Space").as_deref());
    check("<f5>", here("F5").as_deref());
    check("日", here("日").as_deref());
    check("ц", here("ц").as_deref());
    check("\u{202e}", here("this key").as_deref());
    check("gx", here("gx").as_deref());
    check(",w", here("w").as_deref());
    check("E<c-s-up>", here("Ctrl-Shift-Up").as_deref());
    check("?w", Some("w does nothing here"));
    // The next key lifts it; what is typed and what is taken back is silent.
    check("wj", None);
    check("<esc>", None);
    check("g<esc>", None);
    check("/<c-left><f5><a-x>", None);
    check("gj", None);
    let mut stage = Stage::sample(120, 36);
    stage
        .keys("w")
        .shows("w does nothing here; ? shows the keys");
    stage.keys("j").hides("does nothing");
}
