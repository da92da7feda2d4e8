//! Bytes of a terminal made into input: however they are cut they mean the same, no key is a
//! control character, and what has begun ends when nothing more comes.
#![no_main]

use dossier::app::input::{Input, Key, LONGEST_PASTE};
use dossier::term::Decoder;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((cut, bytes)) = bytes.split_first() else {
        return;
    };
    let (mut whole, mut found) = (Decoder::default(), Vec::new());
    whole.read(bytes, &mut found);
    assert!(found.len() <= bytes.len(), "more input than bytes");

    let (mut pieces, mut again) = (Decoder::default(), Vec::new());
    for piece in bytes.chunks(usize::from(*cut).max(1)) {
        pieces.read(piece, &mut again);
    }
    assert_eq!(found, again, "cut every {cut} bytes");
    assert_eq!(whole.patience(), pieces.patience());

    let begun = whole.patience().is_some();
    let before = found.len();
    whole.expire(&mut found);
    assert!(found.len() <= before + usize::from(begun));
    assert_eq!(whole.patience(), None, "something is left");
    found.iter().for_each(check);
    let known = found.len();
    whole.read(b"j", &mut found);
    assert_eq!(found.get(known..), Some(&[Input::Key(Key::Char('j'))][..]));
});

fn check(input: &Input) {
    match input {
        Input::Key(Key::Char(c) | Key::Alt(c) | Key::Ctrl(c)) => {
            assert!(!c.is_control(), "{c:?} is no key");
        }
        Input::Key(Key::F(number)) => assert!((1..=12).contains(number)),
        Input::Paste(text) => {
            assert!(text.len() <= LONGEST_PASTE && !text.contains('\r'));
        }
        _ => {}
    }
}
