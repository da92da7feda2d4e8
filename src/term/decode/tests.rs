//! What each sequence means, and that it does not matter how it is cut.

use super::{Decoder, Input, Key, LONGEST_PASTE, State};
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
    check(
        "\x1b[1;5A\x1b[6;2~\x1b[1;2P",
        &[Key::Up, Key::PageDown, Key::F(1)],
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
        "\x1b[27;5;105~\x1b[103;2u\x1b[9;2u",
        &[Key::Ctrl('i'), Key::Char('G'), Key::BackTab],
    );
    check("\x1b[97;1:3u\x1b[57441u\x1b[1;1:3A", &[]);
    check("\x1b[97;1:2u", &[Key::Char('a')]);
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
