//! What each sequence means, and that it does not matter how it is cut.

use super::{Decoder, Input, Key, LONGEST_PASTE, State};
use crate::app::input::{Modifiers, Named};
use proptest::prelude::*;

/// What `bytes` mean when they come at once and nothing follows.
fn decoded(bytes: &[u8]) -> Vec<Input> {
    let (mut decoder, mut found) = (Decoder::default(), Vec::new());
    decoder.read(bytes, &mut found);
    decoder.expire(&mut found);
    assert_eq!(decoder.state, State::Ground);
    found
}

fn check(bytes: impl AsRef<[u8]>, expected: &[Key]) {
    let expected: Vec<Input> = expected.iter().copied().map(Input::Key).collect();
    assert_eq!(
        decoded(bytes.as_ref()),
        expected,
        "{:?}",
        bytes.as_ref().escape_ascii().to_string()
    );
}

fn check_input(bytes: impl AsRef<[u8]>, expected: &[Input]) {
    assert_eq!(
        decoded(bytes.as_ref()),
        expected,
        "{:?}",
        bytes.as_ref().escape_ascii().to_string()
    );
}

#[test]
fn plain_keys() {
    check(
        "gG /",
        &[
            Key::Char('g'),
            Key::Char('G'),
            Key::Char(' '),
            Key::Char('/'),
        ],
    );
    check("é日👩", &[Key::Char('é'), Key::Char('日'), Key::Char('👩')]);
    check(
        "\r\n\t\x7f\x08",
        &[
            Key::Enter,
            Key::Enter,
            Key::Tab,
            Key::Backspace,
            Key::Backspace,
        ],
    );
    check(
        "\x03\x1a\0\x1c",
        &[
            Key::Ctrl('c'),
            Key::Ctrl('z'),
            Key::Ctrl(' '),
            Key::Ctrl('\\'),
        ],
    );
}

#[test]
fn keys_with_names() {
    check(
        "\x1b[A\x1b[B\x1b[C\x1b[D",
        &[Key::Up, Key::Down, Key::Right, Key::Left],
    );
    check(
        "\x1bOA\x1bOD\x1bOH\x1bOF\x1bOM",
        &[Key::Up, Key::Left, Key::Home, Key::End, Key::Enter],
    );
    check(
        "\x1b[H\x1b[1~\x1b[7~\x1b[4~\x1b[8~",
        &[Key::Home, Key::Home, Key::Home, Key::End, Key::End],
    );
    check(
        "\x1b[3~\x1b[5~\x1b[6~\x1b[Z",
        &[Key::Delete, Key::PageUp, Key::PageDown, Key::BackTab],
    );
    check(
        "\x1bOP\x1b[11~\x1b[[A\x1b[15~\x1b[17~\x1b[24~",
        &[
            Key::F(1),
            Key::F(1),
            Key::F(1),
            Key::F(5),
            Key::F(6),
            Key::F(12),
        ],
    );
}

/// Ctrl and Shift.
const CTRL_SHIFT: Modifiers = Modifiers {
    ctrl: true,
    alt: false,
    shift: true,
};

#[test]
fn a_held_key_is_a_key_of_its_own() {
    use Named::{Backspace, Delete, Down, End, Enter, F, Home, Left, PageDown, Right, Tab, Up};
    let held = Key::Held;
    let (ctrl, alt, shift) = (Modifiers::CTRL, Modifiers::ALT, Modifiers::SHIFT);
    // xterm.
    check(
        "\x1b[1;5A\x1b[6;2~\x1b[1;2P\x1b[1;6C\x1b[3;5~\x1b[1;3D\x1b[15;5~",
        &[
            held(ctrl, Up),
            held(shift, PageDown),
            held(shift, F(1)),
            held(CTRL_SHIFT, Right),
            held(ctrl, Delete),
            held(alt, Left),
            held(ctrl, F(5)),
        ],
    );
    check("\x1b[1;2Z\x1b[1;5Z", &[Key::BackTab, held(CTRL_SHIFT, Tab)]);
    // xterm of old: the number is what it is held with.
    check("\x1b[5D\x1b[2B", &[held(ctrl, Left), held(shift, Down)]);
    // rxvt.
    check(
        "\x1b[d\x1b[a\x1bOd\x1bOa\x1b[7^\x1b[8@",
        &[
            held(shift, Left),
            held(shift, Up),
            held(ctrl, Left),
            held(ctrl, Up),
            held(ctrl, Home),
            held(CTRL_SHIFT, End),
        ],
    );
    // Alt and Backspace, wherever it sends what.
    check("\x1b\x7f\x1b\x08", &[held(alt, Backspace); 2]);
    // `CSI u` and its older form.
    check(
        "\x1b[127;5u\x1b[13;2u\x1b[27;5;127~\x1b[9;5u\x1b[9;6u\x1b[127;3u",
        &[
            held(ctrl, Backspace),
            held(shift, Enter),
            held(ctrl, Backspace),
            held(ctrl, Tab),
            held(CTRL_SHIFT, Tab),
            held(alt, Backspace),
        ],
    );
}

#[test]
fn locks_hold_nothing_and_super_is_none_of_ours() {
    // Num lock is 128, caps lock 64.
    check(
        "\x1b[1;129A\x1b[1;65A\x1b[1;133D\x1b[99;197u",
        &[
            Key::Up,
            Key::Up,
            Key::Held(Modifiers::CTRL, Named::Left),
            Key::Ctrl('c'),
        ],
    );
    check("\x1b[1;9D\x1b[97;9u\x1b[1;33D\x1b[3;13~", &[]);
}

#[test]
fn the_keypad_has_keys_as_others() {
    check(
        "\x1b[57400u\x1b[57408;129u\x1b[57410u\x1b[57413u\x1b[57414u",
        &[
            Key::Char('1'),
            Key::Char('9'),
            Key::Char('/'),
            Key::Char('+'),
            Key::Enter,
        ],
    );
    check(
        "\x1b[57417u\x1b[57419u\x1b[57422;5u\x1b[57426u\x1b[57425u\x1b[57427~\x1b[57399;5u",
        &[
            Key::Left,
            Key::Up,
            Key::Held(Modifiers::CTRL, Named::PageDown),
            Key::Delete,
            Key::Ctrl('0'),
        ],
    );
}

#[test]
fn escape_and_alt() {
    check("\x1b", &[Key::Esc]);
    check("\x1b\x1b", &[Key::Esc, Key::Esc]);
    check("\x1b\x1b[A", &[Key::Esc, Key::Up]);
    check("\x1bj\x1bé", &[Key::Alt('j'), Key::Alt('é')]);
    check("\x1b\r", &[Key::Esc, Key::Enter]);
    check("\x1b[", &[Key::Alt('[')]);
    check("\x1bO", &[Key::Alt('O')]);
    check("\x1b]", &[Key::Alt(']')]);
}

#[test]
fn coded_keys() {
    check(
        "\x1b[27u\x1b[97;5u\x1b[97;3u",
        &[Key::Esc, Key::Ctrl('a'), Key::Alt('a')],
    );
    check(
        "\x1b[27;5;111~\x1b[103;2u\x1b[9;2u",
        &[Key::Ctrl('o'), Key::Char('G'), Key::BackTab],
    );
    // What other terminals cannot tell apart is not told apart.
    check(
        "\x1b[105;5u\x1b[109;5u\x1b[106;5u\x1b[104;5u\x1b[91;5u\x1b[27;5;105~",
        &[
            Key::Tab,
            Key::Enter,
            Key::Enter,
            Key::Backspace,
            Key::Esc,
            Key::Tab,
        ],
    );
    // With the key as Shift makes it.
    check(
        "\x1b[120:88;4u\x1b[55:47;4u",
        &[Key::Alt('X'), Key::Alt('/')],
    );
    check("\x1b[97;1:3u\x1b[57441u\x1b[1;1:3A", &[]);
    check("\x1b[97;1:2u", &[Key::Char('a')]);
}

#[test]
fn a_letter_of_another_script_has_a_place() {
    let foreign = |typed, latin| Input::Foreign {
        typed: Key::Char(typed),
        latin: Key::Char(latin),
    };
    check_input(
        "\x1b[1089::99u\x1b[1089:1057:99;2u\x1b[1093:1061:91;2u\x1b[945::97;129u",
        &[
            foreign('с', 'c'),
            foreign('С', 'C'),
            foreign('Х', '{'),
            foreign('α', 'a'),
        ],
    );
    // Held with Ctrl or Alt it is no text.
    check(
        "\x1b[1089::99;5u\x1b[1089:1057:99;6u\x1b[1080::98;3u\x1b[1080:1048:98;4u",
        &[Key::Ctrl('c'), Key::Ctrl('c'), Key::Alt('b'), Key::Alt('B')],
    );
    // On a layout of Latin letters the letter counts, wherever it stands: AZERTY, Dvorak.
    check(
        "\x1b[97::113;5u\x1b[233::50u\x1b[59::122;5u",
        &[Key::Ctrl('a'), Key::Char('é'), Key::Ctrl(';')],
    );
    // A terminal that tells no place.
    check("\x1b[1089;5u\x1b[1089u", &[Key::Ctrl('с'), Key::Char('с')]);
}

#[test]
fn what_is_not_understood_does_nothing() {
    check("\x1b]11;rgb:0000/q/0000\x1b\\j", &[Key::Char('j')]);
    check("\x1b]11;rgb:q\x07j", &[Key::Char('j')]);
    check("\x1bP1+r436f\x1b\\j", &[Key::Char('j')]);
    check("\x1b[?62;22c\x1b[?2026;2$y\x1b[>1;2cj", &[Key::Char('j')]);
    check("\x1b[I\x1b[O\x1b[12;40Rj", &[Key::Char('j')]);
    check("\x1b[1;2\x01j", &[Key::Char('j')]);
    check(
        b"\xff\xc3q\xe2\x82q\x80\xf5j",
        &[Key::Char('q'), Key::Char('q'), Key::Char('j')],
    );
    check(format!("\x1b[{}Aj", "1;".repeat(1000)), &[Key::Char('j')]);
    check("\x1b[99999999999999999999~j", &[Key::Char('j')]);
}

#[test]
fn the_mouse() {
    let click = |column, row| Input::Click { column, row };
    let scroll = |down| Input::Scroll {
        column: 9,
        row: 4,
        down,
    };
    check_input("\x1b[<0;10;5M\x1b[<0;10;5m", &[click(9, 4)]);
    check_input(
        "\x1b[<64;10;5M\x1b[<65;10;5M\x1b[<81;10;5M",
        &[scroll(false), scroll(true), scroll(true)],
    );
    check_input("\x1b[<0;300;1000M", &[click(299, 999)]);
    check_input(
        "\x1b[<2;1;1M\x1b[<32;1;1M\x1b[<66;1;1M\x1b[<0;0;1M\x1b[<0;1M\x1b[<0;99999;1M",
        &[],
    );
    check_input("\x1b[M *%\x1b[M#*%", &[click(9, 4)]);
}

#[test]
fn a_paste_is_data() {
    let paste = |text: &str| [Input::Paste(text.into())];
    check_input("\x1b[200~q\rQ\r\nx\x1b[201~", &paste("q\nQ\nx"));
    check_input(
        "\x1b[200~\x1b[A\x03\x1b[201x\x1b\x1b[201~",
        &paste("\x1b[A\x03\x1b[201x\x1b"),
    );
    check_input("\x1b[200~\x1b[201~", &paste(""));
    check_input("\x1b[200~never ends", &paste("never ends"));
    check_input(b"\x1b[200~a\xffb\x1b[201~", &paste("a\u{fffd}b"));
}

#[test]
fn a_long_paste_is_cut() {
    for text in ["x", "日", "\u{fffd}"] {
        let bytes = format!("\x1b[200~{}\x1b[201~j", text.repeat(LONGEST_PASTE));
        let found = decoded(bytes.as_bytes());
        let [Input::Paste(paste), Input::Key(Key::Char('j'))] = found.as_slice() else {
            panic!("{} inputs", found.len());
        };
        assert!(paste.len() <= LONGEST_PASTE && paste.len() > LONGEST_PASTE - 4);
    }
}

/// Whole pieces of input, and noise.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(vec![
        "j",
        "é",
        "日",
        "\x1b[A",
        "\x1bOA",
        "\x1b[1;5A",
        "\x1b[<0;10;5M",
        "\x1b[200~",
        "\x1b[201~",
        "\x1bj",
        "\x1b]0;x\x07",
        "\x1b[[A",
        "\x1b[M",
        "\x1b",
        "\x1b[97;5u",
        "\x1b[1089::99;5u",
        "\x1bOd",
        "\x1b[7^",
        "\x1b\x7f",
        "\r",
    ]);
    prop::collection::vec(
        prop_oneof![
            known.prop_map(|piece| piece.as_bytes().to_vec()),
            prop::collection::vec(any::<u8>(), 0..4),
        ],
        0..40,
    )
    .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn cuts_do_not_matter(bytes in pieces(), cuts in prop::collection::vec(0..200_usize, 0..10)) {
        let (mut decoder, mut found) = (Decoder::default(), Vec::new());
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        for pair in cuts.windows(2) {
            decoder.read(&bytes[pair[0]..pair[1]], &mut found);
        }
        decoder.expire(&mut found);
        prop_assert_eq!(found, decoded(&bytes));
    }

    #[test]
    fn a_paste_brings_no_key(text in "\\PC*|[\\x00-\\x7f]*") {
        prop_assume!(!text.contains("\x1b[201~"));
        let found = decoded(format!("\x1b[200~{text}\x1b[201~").as_bytes());
        prop_assert_eq!(found, [Input::Paste(text.replace("\r\n", "\n").replace('\r', "\n"))]);
    }
}
