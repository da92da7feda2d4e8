//! Floor 6: the app drawn in the cells of a terminal.
//!
//! The app draws itself through a [`Canvas`](crate::app::canvas::Canvas); here is the one for
//! cells, and the colors. Nothing here knows what stands on the screen.

pub mod cells;
pub mod theme;

use crate::app::App;
use cells::Cells;
use ratatui::Frame;
pub use theme::Theme;

/// Draws the app in the cells of a terminal.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame<'_>) {
    let mut cells = Cells::new(frame.buffer_mut(), theme);
    app.draw(&mut cells);
    if let Some(position) = cells.cursor_at() {
        frame.set_cursor_position(position);
    }
}
