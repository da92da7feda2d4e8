//! Anything that can happen at a terminal, in any order.

use crate::support::properties::cases;
use crate::support::stage::{Stage, parse_keys};
use dossier::app::Action;
use dossier::app::input::{Input, Key};
use proptest::prelude::*;

/// Anything that can happen at a terminal.
fn input() -> impl Strategy<Value = Input> {
    let keys = "jkhlgGJKnNHLSf*+x[]{}z,yYoe!?qQM/123 abABw~\"-():;é日опцхΗγי\u{e31}";
    let key = prop_oneof![
        12 => prop::sample::select(keys.chars().map(Key::Char).collect::<Vec<_>>()),
        4 => prop::sample::select(parse_keys("<enter><esc><tab><up><down><left><right><home><end><pgup><pgdn><bs>")),
        2 => prop::sample::select(parse_keys("<c-d><c-u><c-f><c-b><c-n><c-p><c-w><c-a><c-e><c-c><c-z><c-left><a-bs><s-up>")),
    ];
    prop_oneof![
        20 => key.prop_map(Input::Key),
        1 => "\\PC{0,12}|[\\x00-\\x1f]{0,4}".prop_map(Input::Paste),
        2 => (0u16..210, 0u16..60).prop_map(|(column, row)| Input::Click { column, row }),
        2 => (0u16..210, 0u16..60, any::<bool>()).prop_map(|(column, row, down)| Input::Scroll { column, row, down }),
        1 => (0u16..210, 0u16..60).prop_map(|(columns, rows)| Input::Resize { columns, rows }),
        1 => (0u16..4, 0u16..4).prop_map(|(columns, rows)| Input::Resize { columns, rows }),
    ]
}

proptest! {
    #![proptest_config(cases(64))]

    /// 64 runs of up to 400 inputs: over 10,000 random events at random sizes.
    #[test]
    fn no_sequence_of_inputs_panics_or_leaves_the_screen_unsafe(inputs in prop::collection::vec(input(), 150..400)) {
        let mut stage = Stage::sample(120, 36);
        for (at, input) in inputs.into_iter().enumerate() {
            if let Input::Resize { columns, rows } = input {
                stage.resize(columns, rows);
            } else {
                stage.act(Action::Input(input));
            }
            if at % 7 == 0 {
                let screen = stage.screen();
                prop_assert!(!screen.chars().any(|c| c.is_control() && c != '\n'));
            }
        }
        let reader = &stage.app.panes.reader;
        prop_assert!(reader.is_empty() || reader.line < reader.len());
        let here = &stage.app.here;
        prop_assert!(here.listed.is_empty() || here.selection.selected < here.listed.len());
    }
}
