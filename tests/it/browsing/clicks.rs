//! Clicks on what stands around: the crosses of filters, the keys of the last line.

use super::facets_and_filters::{faceted, select, wires};
use crate::support::stage::Stage;
use dossier::app::Action;
use dossier::app::input::Input;
use dossier::app::screen::Pane;

/// Clicks where a text stands on the screen, so many columns behind its beginning.
fn click(stage: &mut Stage, text: &str, behind: usize) {
    let screen = stage.screen();
    let (row, line) = screen
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains(text))
        .last()
        .expect("what is clicked is on the screen");
    let before = line.split(text).next().unwrap_or_default();
    let column = dossier::text::safe::width(before) + behind;
    let at = |n: usize| u16::try_from(n).expect("a screen is not that large");
    stage.act(Action::Input(Input::Click {
        column: at(column),
        row: at(row),
    }));
}

#[test]
fn a_click_on_the_cross_of_a_chip_lifts_it() {
    let mut stage = faceted(&wires());
    select(&mut stage, "Beta Post");
    stage.keys("<enter>Soil<enter>");
    assert_eq!(stage.app.here.listed.len(), 1);
    click(&mut stage, "source: Beta", 2);
    assert_eq!(stage.app.here.listed.len(), 1);
    click(&mut stage, "× ", 0);
    assert_eq!(
        (
            stage.app.here.question.text.as_str(),
            stage.app.here.listed.len()
        ),
        ("", 2)
    );
    click(&mut stage, "× ", 0);
    assert!(stage.app.here.question.is_empty());
    stage.keys("Soil<enter>");
    click(&mut stage, "oil ×", 0);
    assert!(stage.is_open("search"));
}

#[test]
fn a_click_on_a_key_of_the_last_line_presses_it() {
    let mut stage = Stage::new(&wires(), 120, 40);
    click(&mut stage, "Tab pane", 1);
    assert_eq!(stage.app.screen.focus, Pane::Reader);
    click(&mut stage, "f find", 3);
    assert!(stage.is_open("finder"));
    click(&mut stage, "Esc close", 0);
    assert!(!stage.is_open("finder"));
    stage.keys("1");
    click(&mut stage, "/ search", 0);
    stage.keys("oil");
    click(&mut stage, "Enter keep", 0);
    assert_eq!(stage.app.here.question.text, "oil");
    assert!(stage.app.layers.is_empty());
}
