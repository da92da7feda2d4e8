//! A folded text, with whatever stands behind it.

use super::letters::WINDOW;

/// A text within others. Reading on behind its end, into the next one, is faster than to
/// stop there.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    around: &'a str,
    start: usize,
    end: usize,
}

impl<'a> Text<'a> {
    /// The text that stands between two bytes of some texts.
    pub(super) fn within(around: &'a str, start: usize, end: usize) -> Self {
        let end = end.min(around.len());
        let start = start.min(end);
        Self { around, start, end }
    }

    /// A text with nothing behind it.
    pub(super) fn alone(text: &'a str) -> Self {
        Self::within(text, 0, text.len())
    }

    pub(super) fn len(self) -> usize {
        self.end - self.start
    }

    pub(super) fn str(self) -> &'a str {
        self.around.get(self.start..self.end).unwrap_or_default()
    }

    pub(super) fn bytes(self) -> &'a [u8] {
        let around = self.around.as_bytes();
        around.get(self.start..self.end).unwrap_or_default()
    }

    /// The bytes from one of its own on, with those behind it; zeros where there are none.
    #[inline]
    pub(super) fn window<'r>(self, at: usize, room: &'r mut [u8; WINDOW]) -> &'r [u8; WINDOW]
    where
        'a: 'r,
    {
        let around = self.around.as_bytes();
        let rest = around.get(self.start + at..).unwrap_or_default();
        if let Some(window) = rest.first_chunk() {
            return window;
        }
        room.fill(0);
        for (to, byte) in room.iter_mut().zip(rest) {
            *to = *byte;
        }
        room
    }
}
