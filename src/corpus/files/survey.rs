//! The files of a collection: which there are, in which order, and in which state each was
//! read.
//!
//! In go the inputs once more and hints about what changed; out comes what has to be read
//! again and what is gone. Hints save work and catch changes too quick for the clock, but
//! nothing rests on them: whatever else differs is found by walking the inputs and asking
//! each file for its length and time.

use super::open::Stamp;
use super::walk::{Found, Input, Target, walk};
use crate::corpus::article::Origin;
use crate::corpus::formats;
use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The files of a collection.
#[derive(Clone, Debug, Default)]
pub struct Files {
    known: HashMap<PathBuf, Known>,
    /// The places of standard input and of the sample among the files.
    stdin: u32,
    sample: u32,
}

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    place: u32,
    state: State,
}

/// How a file was found.
#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    /// Read in that state, if it could be opened; whether the user named it.
    Read(Option<Stamp>, bool),
    /// Left out for that reason.
    LeftOut(String),
}

/// What may have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Files and folders, named as the inputs name them.
    pub paths: BTreeSet<PathBuf>,
    /// Whether anything may have: events were lost.
    pub everything: bool,
}

/// What has become of files.
#[derive(Debug, Default)]
pub struct Changes {
    /// What is new or has changed, in order.
    pub read: Vec<Found>,
    /// What is gone.
    pub gone: Vec<PathBuf>,
}

impl Changes {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.read.is_empty() && self.gone.is_empty()
    }

    /// Every file concerned.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        let read = self.read.iter().filter_map(path_of);
        read.chain(self.gone.iter().map(PathBuf::as_path))
    }
}

fn path_of(found: &Found) -> Option<&Path> {
    match found {
        Found::File(target) => Some(&target.path),
        Found::Skipped(skipped) => Some(Path::new(&skipped.path)),
        Found::Stdin | Found::Sample => None,
    }
}

impl Files {
    /// Takes note of files that were read, each in that state.
    pub fn add(&mut self, read: &[(PathBuf, Option<Stamp>)]) {
        for (path, stamp) in read {
            let known = Known {
                place: 0,
                state: State::Read(*stamp, false),
            };
            self.known.insert(path.clone(), known);
        }
    }

    /// The place of an article's file in the order of reading; known after a
    /// [survey](Self::survey).
    #[must_use]
    pub fn place(&self, origin: &Origin) -> u32 {
        match origin {
            Origin::Stdin { .. } => self.stdin,
            Origin::Sample(_) => self.sample,
            Origin::File(path) | Origin::Record { path, .. } => self
                .known
                .get(&**path)
                .map_or(u32::MAX, |known| known.place),
        }
    }

    /// Finds out what has changed since the last time, or since the files were read.
    pub fn survey(&mut self, inputs: &[Input], hints: &Hints) -> Changes {
        self.glance(hints)
            .unwrap_or_else(|| self.walk(inputs, hints))
    }

    /// Looks at the files of the hints only; `None` if that is not enough to know.
    fn glance(&mut self, hints: &Hints) -> Option<Changes> {
        if hints.everything || hints.paths.is_empty() {
            return None;
        }
        let mut changes = Vec::new();
        for path in &hints.paths {
            let known = self.known.get(path)?;
            let State::Read(Some(_), named) = known.state else {
                return None;
            };
            let metadata = metadata(path, named).filter(std::fs::Metadata::is_file)?;
            let target = Target {
                path: path.clone(),
                format: formats::of_name(path),
                named,
                len: Some(metadata.len()),
            };
            changes.push((known.place, Stamp::of(&metadata), target));
        }
        changes.sort_by_key(|(place, _, _)| *place);
        let mut read = Vec::new();
        for (place, stamp, target) in changes {
            let state = State::Read(Some(stamp), target.named);
            self.known
                .insert(target.path.clone(), Known { place, state });
            read.push(Found::File(target));
        }
        Some(Changes {
            read,
            gone: Vec::new(),
        })
    }

    /// Walks the inputs and compares.
    fn walk(&mut self, inputs: &[Input], hints: &Hints) -> Changes {
        let before = std::mem::take(self);
        let mut read = Vec::new();
        let mut place = 0;
        let _ = walk(inputs, |found| {
            place += 1;
            let Some((path, state)) = state_of(&found) else {
                match found {
                    Found::Sample => self.sample = place,
                    _ => self.stdin = place,
                }
                return ControlFlow::Continue(());
            };
            let same = before
                .known
                .get(&path)
                .is_some_and(|known| is_same(&known.state, &state));
            if !same || hints.paths.contains(&path) {
                read.push(found);
            }
            self.known.insert(path, Known { place, state });
            ControlFlow::Continue(())
        });
        let gone = before.known.into_keys();
        let gone = gone.filter(|path| !self.known.contains_key(path));
        Changes {
            read,
            gone: gone.collect(),
        }
    }
}

/// The path and present state of what was found, unless it is no file.
fn state_of(found: &Found) -> Option<(PathBuf, State)> {
    let path = path_of(found)?.to_owned();
    let state = match found {
        Found::Skipped(skipped) => State::LeftOut(skipped.reason.clone()),
        Found::File(target) => {
            let metadata = metadata(&path, target.named);
            State::Read(metadata.as_ref().map(Stamp::of), target.named)
        }
        Found::Stdin | Found::Sample => return None,
    };
    Some((path, state))
}

/// Whether a file need not be read again.
fn is_same(before: &State, now: &State) -> bool {
    match (before, now) {
        (State::Read(Some(before), _), State::Read(Some(now), _)) => before == now,
        (State::LeftOut(before), State::LeftOut(now)) => before == now,
        _ => false,
    }
}

fn metadata(path: &Path, named: bool) -> Option<std::fs::Metadata> {
    let metadata = if named {
        path.metadata()
    } else {
        path.symlink_metadata()
    };
    metadata.ok()
}
