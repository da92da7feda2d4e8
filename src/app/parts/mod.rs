//! What features are made of: rows to choose from, lines being typed, boxes, pages, wording.

pub mod chart;
pub mod edits;
pub mod empty;
pub mod excerpt;
pub mod line;
pub mod list;
pub mod page;
pub mod prompt;
pub mod typed;
pub mod wording;

mod boxed;
mod heading;

pub use boxed::boxed;
pub use heading::heading;
