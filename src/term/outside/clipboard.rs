//! The clipboard of the terminal, which may be on another machine (OSC 52 of xterm).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Bytes of the longest clipboard that is sent, encoded. Several terminals drop a longer
/// one without a word.
const LONGEST: usize = 100_000;

/// Bytes in one string of GNU screen, which drops longer ones: 768, less the frame.
const SCREEN_CHUNK: usize = 700;

/// What stands between this program and the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Multiplexer {
    /// Nothing.
    None,
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
}

impl Multiplexer {
    /// Which one it is, by the values of the variables `TMUX` and `TERM`.
    #[must_use]
    pub fn of(tmux: Option<&str>, term: Option<&str>) -> Self {
        match (tmux, term) {
            (Some(socket), _) if !socket.is_empty() => Self::Tmux,
            (_, Some(term)) if term.starts_with("screen") => Self::Screen,
            _ => Self::None,
        }
    }
}

/// Text on its way to the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    pub(in crate::term) sequence: Vec<u8>,
    /// Bytes of the text that the clipboard will hold.
    pub copied: usize,
    /// Bytes of the text that was to be copied: more than `copied` when it was too long.
    pub wanted: usize,
}

/// What sets the clipboard to `text`, cut to what terminals take. Control characters but
/// line breaks and tabs are left out: a clipboard ends up in shells.
/// [`Screen::copy`](crate::term::Screen::copy) sends it.
///
/// Whether the terminal obeys it does not say.
#[must_use]
pub fn copy(text: &str, through: Multiplexer) -> Clip {
    let mut clean = text.replace("\r\n", "\n").replace('\r', "\n");
    clean.retain(|c| matches!(c, '\n' | '\t') || !c.is_control());
    let wanted = clean.len();
    clean.truncate(clean.floor_char_boundary(LONGEST / 4 * 3));
    let plain = format!("\x1b]52;c;{}\x07", STANDARD.encode(&clean));
    let sequence = match through {
        Multiplexer::None => plain,
        // Plain for a tmux that sets the clipboard itself (`set-clipboard on`), and wrapped
        // for one that hands on (`allow-passthrough on`).
        Multiplexer::Tmux => {
            let wrapped = plain.replace('\x1b', "\x1b\x1b");
            format!("{plain}\x1bPtmux;{wrapped}\x1b\\")
        }
        Multiplexer::Screen => {
            let chunks = plain
                .as_bytes()
                .chunks(SCREEN_CHUNK)
                .map(String::from_utf8_lossy);
            let wrapped: Vec<String> = chunks.map(|chunk| format!("\x1bP{chunk}\x1b\\")).collect();
            wrapped.concat()
        }
    };
    Clip {
        sequence: sequence.into_bytes(),
        copied: clean.len(),
        wanted,
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Multiplexer, copy};
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use proptest::prelude::*;

    fn check(text: &str, through: Multiplexer, expected: &str) {
        let sequence = String::from_utf8(copy(text, through).sequence).unwrap();
        assert_eq!(sequence, expected, "{text:?} {through:?}");
    }

    #[test]
    fn text_is_encoded() {
        check("Kyiv", Multiplexer::None, "\x1b]52;c;S3lpdg==\x07");
        check("", Multiplexer::None, "\x1b]52;c;\x07");
        check("a\r\nb\tc", Multiplexer::None, "\x1b]52;c;YQpiCWM=\x07");
    }

    #[test]
    fn controls_do_not_reach_the_clipboard() {
        check(
            "a\x1b]0;x\x07b\u{9b}",
            Multiplexer::None,
            "\x1b]52;c;YV0wO3hi\x07",
        );
    }

    #[test]
    fn multiplexers_hand_it_on() {
        let plain = "\x1b]52;c;aGk=\x07";
        let tmux = format!("{plain}\x1bPtmux;\x1b\x1b]52;c;aGk=\x07\x1b\\");
        check("hi", Multiplexer::Tmux, &tmux);
        check("hi", Multiplexer::Screen, &format!("\x1bP{plain}\x1b\\"));
        let long = copy(&"x".repeat(3000), Multiplexer::Screen).sequence;
        assert!(
            long.split(|&byte| byte == b'P')
                .all(|piece| piece.len() < 768)
        );
    }

    #[test]
    fn the_multiplexer_is_known_by_the_environment() {
        let of = Multiplexer::of;
        assert_eq!(of(None, Some("xterm-256color")), Multiplexer::None);
        assert_eq!(
            of(Some("/tmp/tmux-0/default,1,0"), Some("screen")),
            Multiplexer::Tmux
        );
        assert_eq!(of(Some(""), Some("screen.xterm")), Multiplexer::Screen);
        assert_eq!(of(None, None), Multiplexer::None);
    }

    proptest! {
        #[test]
        fn a_long_text_is_cut_on_a_character(text in "(é|日|a){0,5}", times in 1..40_000_usize) {
            let text = text.repeat(times);
            let clip = copy(&text, Multiplexer::None);
            let encoded = &clip.sequence[7..clip.sequence.len() - 1];
            prop_assert!(encoded.len() <= LONGEST);
            let copied = String::from_utf8(STANDARD.decode(encoded).unwrap()).unwrap();
            prop_assert!(text.starts_with(&copied));
            prop_assert_eq!((clip.copied, clip.wanted), (copied.len(), text.len()));
            prop_assert!(text.len() > LONGEST / 4 * 3 || copied == text);
        }
    }
}
