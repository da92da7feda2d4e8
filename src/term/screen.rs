//! The screen: frames go in, changed cells come out.
//!
//! Knows the terminal's modes and the cells of a frame, not what they show.

use super::hold::{Hold, Options};
use super::outside::Clip;
use crate::text::safe;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::{Frame, Terminal};
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// What is drawn for a cell that must not reach a terminal as it is.
const REPLACEMENT: &str = "\u{FFFD}";

/// The terminal while this program has it.
///
/// Dropping it gives the terminal back.
pub struct Screen {
    hold: Hold,
    terminal: Terminal<CrosstermBackend<Pending>>,
    pending: Pending,
    /// What [`Hold::taken`] was when the last frame was drawn; 0 asks for a full one.
    drawn: u64,
}

/// Says that a frame has been drawn; only [`Screen::draw`] makes it.
///
/// Whatever is not to happen before the first frame asks for it.
#[derive(Clone, Copy, Debug)]
pub struct Drawn(());

impl Screen {
    /// Takes the terminal: raw mode, the other screen, no cursor, marked pastes, and the
    /// mouse if asked for.
    ///
    /// # Errors
    /// When standard output is no terminal ([`io::ErrorKind::Unsupported`]), or there is
    /// none to read keys from, or it is gone.
    pub fn enter(hold: &Hold, options: Options) -> io::Result<Self> {
        hold.take(options)?;
        let pending = Pending::default();
        let terminal = Terminal::new(CrosstermBackend::new(pending.clone()))
            .inspect_err(|_| hold.release())?;
        Ok(Self {
            hold: hold.clone(),
            terminal,
            pending,
            drawn: 0,
        })
    }

    /// Its size in cells.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Draws one frame; only cells that changed are written, in one piece.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame<'_>)) -> io::Result<Drawn> {
        let taken = self.hold.taken();
        if self.drawn != taken {
            // Not `clear`: that asks the terminal where its cursor is, and waits for the
            // answer among the keys.
            let Size { width, height } = self.terminal.size()?;
            self.terminal.resize(Rect::new(0, 0, width, height))?;
            self.drawn = taken;
        }
        self.terminal.draw(|frame| {
            paint(frame);
            sweep(frame.buffer_mut());
        })?;
        self.hold.send_frame(&self.pending.take())?;
        Ok(Drawn(()))
    }

    /// Lets the next frame paint every cell, whatever the terminal is thought to show.
    pub fn redraw(&mut self) {
        self.drawn = 0;
    }

    /// Takes the mouse, or leaves it to the terminal for its own selection.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.hold.set_mouse(on)
    }

    /// Whether the mouse is taken.
    #[must_use]
    pub fn mouse(&self) -> bool {
        self.hold.mouse()
    }

    /// Sets the clipboard of the terminal.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn copy(&self, clip: &Clip) -> io::Result<()> {
        self.hold.send(&clip.sequence)
    }

    /// Gives the terminal back for good; what is drawn later goes nowhere. Again does nothing.
    pub fn leave(&mut self) {
        self.hold.release();
    }

    /// The hold behind this screen.
    #[must_use]
    pub fn hold(&self) -> &Hold {
        &self.hold
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.leave();
    }
}

/// Bytes of the frame that is being made.
#[derive(Clone, Default)]
struct Pending(Arc<Mutex<Vec<u8>>>);

impl Pending {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Replaces every cell that holds something other than printable text.
///
/// Widgets are handed clean text; this is the second guard, because a cell takes what it
/// is given and hands it on: one forgotten place would let a file talk to the terminal.
fn sweep(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if !is_printable(cell.symbol()) {
            cell.set_symbol(REPLACEMENT);
        }
    }
}

fn is_printable(symbol: &str) -> bool {
    symbol.is_empty() || safe::clean(symbol) == symbol
}

#[cfg(test)]
mod tests {
    use super::{REPLACEMENT, sweep};
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    fn check(symbol: &str, expected: &str) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
        buffer.content[0].set_symbol(symbol);
        sweep(&mut buffer);
        assert_eq!(buffer.content[0].symbol(), expected, "{symbol:?}");
    }

    #[test]
    fn honest_cells_are_kept() {
        for symbol in ["a", " ", "é", "e\u{301}", "日", "👩‍👩‍👧", "│", "…", "▆", "␛"]
        {
            check(symbol, symbol);
        }
    }

    #[test]
    fn controls_and_bidi_never_stay_in_a_frame() {
        let controls = (0..0x20).chain(0x7f..0xa0);
        let bidi = (0x202a..=0x202e)
            .chain(0x2066..=0x2069)
            .chain([0x61c, 0x200e, 0x200f, 0x2028]);
        for c in controls.chain(bidi).filter_map(char::from_u32) {
            check(&c.to_string(), REPLACEMENT);
            check(&format!("a{c}"), REPLACEMENT);
            check(&format!("\x1b]0;{c}"), REPLACEMENT);
        }
    }
}
