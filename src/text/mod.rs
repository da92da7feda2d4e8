//! Floor 0: pure functions on `&str`.
//!
//! In goes raw article text, out come spans, tokens, folded copies, wrapped rows
//! and printable glyphs. Nothing here knows what an article, an index or a screen
//! is; nothing here does I/O.
//!
//! Two rules hold for every function:
//!
//! * a position is a byte offset into the text that was handed in, always on a
//!   character boundary ([`Span`]);
//! * text is hostile: what may reach a terminal comes out of [`safe`] and from
//!   nowhere else, and its width is measured there and nowhere else.

pub mod calendar;
pub mod fnv;
pub mod fold;
pub mod invisible;
pub mod period;
pub mod safe;
pub mod sentences;
pub mod span;
pub mod stem;
mod stretch;
pub mod tokens;
pub mod windows_1252;
pub mod wrap;

pub use span::Span;
