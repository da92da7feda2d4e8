//! Dossier measured beside its peers, in the same run on the same articles.
//!
//! In go collections of articles and a list of titles, given or [made](made) from the
//! sample; out comes a table in Markdown: what was measured, our figure, the peer's, their
//! ratio, and whether the budget was met. `README.md` says how to run it and keeps the last
//! table. Everything of ours is reached through the public interface of the library or
//! through the program itself, as a user would.
//!
//! ```text
//! options ── run ──> a process for each theme ─┬─ index    building, memory      tantivy
//!                                              ├─ search   queries, snippets     tantivy
//!                                              ├─ finder   keystrokes            nucleo
//!                                              └─ screen   first frame, keys     the program in a terminal
//! ```
//!
//! A theme runs in a process of its own, so that none inherits the memory of another.

pub mod finder;
pub mod held;
pub mod index;
pub mod made;
pub mod options;
pub mod peer;
pub mod pile;
pub mod run;
pub mod screen;
pub mod search;
pub mod table;
pub mod times;

#[expect(
    dead_code,
    reason = "the terminal of the tests; not all of it is needed here"
)]
#[path = "../../tests/support"]
mod support {
    pub(crate) mod keys;
    pub(crate) mod pty;
}
