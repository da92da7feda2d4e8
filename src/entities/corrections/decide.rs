//! Corrections looked up in a collection.
//!
//! In go corrections and a way from a name to its number; out come [`Decisions`] about
//! numbers. A name that the collection does not have decides nothing, until it has it.

use super::{Correction, Corrections, Named};
use crate::entities::kind::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// What is decided about the parts of a catalog, by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Decisions {
    /// Pairs that are one.
    pub(crate) one: BTreeSet<(u32, u32)>,
    /// Pairs that are not, the smaller number first.
    apart: BTreeSet<(u32, u32)>,
    /// What whatever holds this part is called; with the number of the line, as the last
    /// one counts.
    called: BTreeMap<u32, (usize, String)>,
    kinds: BTreeMap<u32, (usize, Kind)>,
    hidden: BTreeSet<u32>,
    /// For pairs that are one, the part that a line made the other one.
    merged: BTreeMap<(u32, u32), u32>,
}

impl Decisions {
    /// What corrections come to where `find` says which part a name is.
    pub(crate) fn new(corrections: &Corrections, find: impl Fn(&Named) -> Option<u32>) -> Self {
        let mut decided = Self::default();
        for (line, said) in corrections.iter().enumerate() {
            decided.add(line, said, &find);
        }
        decided
    }

    fn add(&mut self, line: usize, said: &Correction, find: &impl Fn(&Named) -> Option<u32>) {
        match said {
            Correction::Merge(from, into) => {
                let Some(part) = find(from) else { return };
                self.called.insert(part, (line, into.name.clone()));
                if from.kind != into.kind {
                    self.kinds.insert(part, (line, into.kind));
                }
                if let Some(other) = find(into) {
                    self.apart.remove(&ordered(part, other));
                    self.one.insert(ordered(part, other));
                    self.merged.insert(ordered(part, other), part);
                }
            }
            Correction::Apart(a, b) => {
                if let (Some(a), Some(b)) = (find(a), find(b)) {
                    self.one.remove(&ordered(a, b));
                    if let Some(part) = self.merged.remove(&ordered(a, b)) {
                        self.called.remove(&part);
                        self.kinds.remove(&part);
                    }
                    self.apart.insert(ordered(a, b));
                }
            }
            Correction::Split { from, form, path } => {
                let away = Named {
                    kind: from.kind,
                    name: form.clone(),
                };
                if let (None, Some(a), Some(b)) = (path, find(from), find(&away)) {
                    self.apart.insert(ordered(a, b));
                }
            }
            Correction::Rename(what, name) => {
                if let Some(part) = find(what) {
                    self.called.insert(part, (line, name.clone()));
                }
            }
            Correction::Kind(what, kind) => {
                let Some(part) = find(what) else { return };
                self.kinds.insert(part, (line, *kind));
                let there = Named {
                    kind: *kind,
                    name: what.name.clone(),
                };
                if let Some(other) = find(&there).filter(|other| *other != part) {
                    self.one.insert(ordered(part, other));
                }
            }
            Correction::Hide(what) => self.hidden.extend(find(what)),
        }
    }

    /// Whether two parts are decided not to be one.
    pub(crate) fn are_apart(&self, a: u32, b: u32) -> bool {
        self.apart.contains(&ordered(a, b))
    }

    /// What parts together are called, if anything is decided: by the last line.
    pub(crate) fn name(&self, parts: &[u32]) -> Option<&str> {
        let said = parts.iter().filter_map(|part| self.called.get(part));
        said.max().map(|(_, name)| name.as_str())
    }

    /// What kind parts together are of, if anything is decided.
    pub(crate) fn kind(&self, parts: &[u32]) -> Option<Kind> {
        let said = parts.iter().filter_map(|part| self.kinds.get(part));
        said.max().map(|(_, kind)| *kind)
    }

    /// Whether any of the parts is hidden.
    pub(crate) fn hides(&self, parts: &[u32]) -> bool {
        parts.iter().any(|part| self.hidden.contains(part))
    }

    /// Every part about which something is decided.
    pub(crate) fn parts(&self) -> BTreeSet<u32> {
        let pairs = self.one.iter().chain(&self.apart);
        let pairs = pairs.flat_map(|(a, b)| [*a, *b]);
        let single = self
            .called
            .keys()
            .chain(self.kinds.keys())
            .chain(&self.hidden);
        pairs.chain(single.copied()).collect()
    }
}

fn ordered(a: u32, b: u32) -> (u32, u32) {
    (a.min(b), a.max(b))
}
