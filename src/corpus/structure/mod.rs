//! What the lines of a text are: headings, list items, page furniture, verse, the title.
//!
//! In go lines and blocks; out come what they look like and what stands at the top. No
//! format is known here, and nothing of what dates and sources mean.

pub mod edits;
pub mod furniture;
pub mod head;
pub mod headings;
pub mod leads;
pub mod lines;
pub mod markers;
pub mod titles;
pub mod verse;
pub mod words;
