//! The memory of one index, measured from outside: how much a process grows by it.
//!
//! Each side does this in a process of its own, after the articles have been read, and
//! prints a number of bytes.

use crate::options::Options;
use crate::peer::{Peer, Tokenizer};
use crate::pile::Pile;
use crate::{index, run};
use anyhow::Context;
use memory_stats::memory_stats;
use std::hint::black_box;

/// Prints the bytes by which our index makes the process grow.
///
/// # Errors
/// When the collection cannot be read.
pub fn ours(options: &Options) -> anyhow::Result<()> {
    let pile = index::largest(options)?;
    let before = resident()?;
    let mut built = black_box(index::build(&pile, options.threads));
    index::settle(&mut built);
    println!("{}", resident()?.saturating_sub(before));
    drop(built);
    Ok(())
}

/// Prints the bytes by which the peer's makes it grow.
///
/// # Errors
/// When the collection cannot be read, and those of the peer.
pub fn peer(options: &Options) -> anyhow::Result<()> {
    let pile = index::largest(options)?;
    let before = resident()?;
    let mut built = black_box(Peer::build(
        texts(&pile),
        Tokenizer::Default,
        options.threads,
    )?);
    built.settle()?;
    println!("{}", resident()?.saturating_sub(before));
    drop(built);
    Ok(())
}

/// The texts of a pile.
pub fn texts(pile: &Pile) -> impl Iterator<Item = &str> {
    pile.articles().map(|article| article.text.as_str())
}

/// What another process has found.
///
/// # Errors
/// When it fails.
pub fn asked(options: &Options, part: crate::options::Part) -> anyhow::Result<u64> {
    let said = run::ask(options, part)?;
    said.trim().parse().context("a number of bytes")
}

fn resident() -> anyhow::Result<u64> {
    let memory = memory_stats().context("this system does not say what a process takes")?;
    Ok(memory.physical_mem as u64)
}
