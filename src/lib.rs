//! Dossier: a terminal browser for a pile of articles.
//!
//! This page is the map of the source. `README.md` says how to use the program,
//! `ARCHITECTURE.md` which threads there are and where to change what.
//!
//! # Data flow
//!
//! ```text
//! bytes ── corpus ──> Article ─┬─ index ─────> Segment ────┐
//!                              └─ entities ──> Recognized ─┴─> Library ── query ──> hits, names
//!                                                                 │
//! keys, pastes, mouse, sizes ──> Input ─┐                         │
//! snapshots that have grown <───────────│─────────────────────────┘
//! answers of slow work ─────────────────┴─> Action ──> App::update ──> Work ──> worker ──> Arrival
//!                                                         │
//!                                                  App::draw ── ui ──> cells ── term ──> terminal
//! ```
//!
//! # Invariants
//!
//! 1. The first frame never waits: it is drawn before anything is read. A collection can
//!    be searched batch by batch, and what grows moves no cursor.
//! 2. The interface thread does nothing slow. Whatever depends on the size of a collection
//!    or an article is a [`Task`](app::work::Task); an answer to an older question is dropped.
//! 3. A [`Library`](library::Library) never changes. What is new comes as a new snapshot,
//!    which shares its parts with the one before.
//! 4. One coordinate for text: a [`Span`](text::Span) of bytes into
//!    [`Article::text`](corpus::Article::text), which is the decoded file without
//!    what nobody reads (marks inside of sentences, invisible characters);
//!    [`in_file`](corpus::Article::in_file) leads back. In
//!    memory texts are packed; what lists need is on an article's
//!    [`Card`](corpus::Card).
//! 5. One canonical entity: list, sidebar, filters, queries and scripts take names and
//!    counts from one [`Catalog`](entities::Catalog).
//! 6. Only what [`text::safe`] made reaches a terminal.
//! 7. Whatever is hidden is said, with what hides it and the key that lifts it.
//! 8. Bad input is [`Skipped`](corpus::Skipped) with a reason: never a panic, never
//!    silence.
//!
//! # Modules
//!
//! In reading order. Each imports only what stands above it, and modules in one paragraph
//! do not know each other; `tests/it/layers.rs` holds that.
//!
//! - [`text`]: pure functions on `&str`: spans, tokens, folding, sentences, wrapping,
//!   calendar dates, and text made printable.
//! - [`corpus`]: files become articles, with structure, title, source and date.
//!   [`journal`]: what the user writes down about a collection, on disk.
//! - [`index`]: articles become an inverted index. [`entities`]: articles become names,
//!   dates and amounts, merged over the collection.
//! - [`query`]: the query language, search, snippets, marks, facets, and the finder.
//! - [`library`]: the facade over all of these: one immutable value, published as it grows.
//! - [`app`]: the state of the screen, how it changes, and what stands on it; never waits.
//! - [`ui`]: what stands on the screen in cells and colors.
//! - [`term`]: terminal, signals, threads. [`cli`]: arguments, and output for scripts.

pub mod text;

pub mod corpus;

pub mod journal;

pub mod entities;

pub mod index;

pub mod query;

pub mod library;

pub mod app;

pub mod ui;

pub mod term;

pub mod cli;
