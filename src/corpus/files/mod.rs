//! Files found, opened, read on several threads, and followed.
//!
//! In go paths; out come batches of articles, and later what has changed. What stands in
//! a file is for [`formats`](super::formats).

pub mod load;
pub mod open;
mod queue;
mod reader;
mod stream;
pub mod survey;
pub mod walk;
pub mod watch;
