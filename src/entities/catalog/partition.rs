//! Where the parts of a catalog stand among each other.
//!
//! In go parts as they come, what they have in common, and what
//! [`linking`](crate::entities::linking) finds; out come the entity of a part, the parts that go with it, and those that may share
//! a name with it. Nothing here decides anything. A part that stands by itself, as most do,
//! takes four bytes; one that does not, 36.

use super::canonical::Canonical;
use super::chunked_vec::ChunkedVec;
use super::layered_map::LayeredMap;
use super::part::Known;
use crate::entities::corrections::{Corrections, Decisions};
use crate::entities::known::word_key::Key;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Which parts of a catalog are one. Cloning shares most of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Partition {
    /// For each part its place among `others`, from 1; 0 for one that stands by itself.
    places: ChunkedVec<u32>,
    others: ChunkedVec<Other>,
    /// The parts of each block.
    pub(crate) blocks: LayeredMap,
    /// For clusters that the user joins, the first one.
    pub(crate) joins: Arc<BTreeMap<u32, u32>>,
    pub(crate) corrections: Arc<Corrections>,
    pub(crate) decisions: Arc<Decisions>,
    pub(crate) touched: BTreeSet<u32>,
    /// Blocks that are too large to be looked at while many articles are being added.
    pub(crate) postponed: BTreeSet<Key>,
    /// Blocks of which other blocks tell how they come together.
    pub(crate) by_company: BTreeSet<Key>,
    /// Whether articles came or went since those were looked at.
    pub(crate) stale: bool,
    pub(crate) n_hidden: usize,
    /// Dates and amounts that are not shown as such, and names that are shown as such:
    /// because the user says so.
    as_names: BTreeSet<u32>,
    as_values: BTreeSet<u32>,
}

/// A part that does not stand by itself, or did not once.
#[derive(Clone, Debug)]
struct Other {
    membership: Membership,
    /// Of a leader, its entity, where that is not the part by itself.
    shown: Option<Arc<Canonical>>,
}

/// Where a part stands among the others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Membership {
    /// The first part of its entity.
    pub(crate) leader: u32,
    /// Of a sense, the first one of its cluster: its entity before the user's decisions.
    pub(crate) cluster: u32,
    /// The part whose sense of the name it has: itself, or one of another kind or basis.
    pub(crate) sense: u32,
    /// The next one of the parts that may share a name with it: a circular list.
    pub(crate) next: u32,
    /// Whether it has articles and is not shown as an entity, because another one is shown
    /// for it or the user hides it.
    pub(crate) hidden: bool,
}

impl Membership {
    /// That of a part by itself.
    fn alone(part: u32) -> Self {
        Self {
            leader: part,
            cluster: part,
            sense: part,
            next: part,
            hidden: false,
        }
    }
}

impl Partition {
    /// Takes note of a new part.
    pub(crate) fn add(&mut self, part: u32, block: Option<Key>) {
        self.places.push(0);
        if let Some(block) = block {
            self.blocks.add(block, part);
        }
    }

    /// Takes note that a part has more or fewer mentions.
    pub(crate) fn touch(&mut self, part: u32) {
        self.touched.insert(part);
    }

    /// Takes note that two parts may share a name.
    pub(crate) fn meet(&mut self, part: u32, other: u32) {
        if part == other || self.namesakes(part).any(|known| known == other) {
            return;
        }
        // Two rings whose members swap the next ones are one.
        let (a, b) = (self.next(part), self.next(other));
        for (part, next) in [(part, b), (other, a)] {
            if let Some(membership) = self.membership_mut(part) {
                membership.next = next;
            }
        }
    }

    /// The other parts that may share a name with a part, and all that do.
    pub(crate) fn namesakes(&self, part: u32) -> impl Iterator<Item = u32> {
        let next = std::iter::successors(Some(self.next(part)), |at| Some(self.next(*at)));
        next.take_while(move |at| *at != part)
    }

    /// The parts that have a sense of a name, the one that it is called by first.
    pub(crate) fn parts_of_sense(&self, sense: u32) -> impl Iterator<Item = u32> {
        let others = self.namesakes(sense);
        let others = others.filter(move |part| self.sense(*part) == sense);
        std::iter::once(sense).chain(others)
    }

    pub(crate) fn membership(&self, part: u32) -> Option<Membership> {
        let place = *self.places.get(part as usize)?;
        let other = self.other(place);
        Some(other.map_or(Membership::alone(part), |other| other.membership))
    }

    /// Where a part stands, to be changed.
    pub(crate) fn membership_mut(&mut self, part: u32) -> Option<&mut Membership> {
        self.other_mut(part).map(|other| &mut other.membership)
    }

    fn other(&self, place: u32) -> Option<&Other> {
        let at = place.checked_sub(1)?;
        self.others.get(at as usize)
    }

    /// A part as one that does not stand by itself.
    fn other_mut(&mut self, part: u32) -> Option<&mut Other> {
        let mut place = *self.places.get(part as usize)?;
        if place == 0 {
            self.others.push(Other {
                membership: Membership::alone(part),
                shown: None,
            });
            place = u32::try_from(self.others.len()).ok()?;
            *self.places.get_mut(part as usize)? = place;
        }
        self.others.get_mut(place as usize - 1)
    }

    pub(crate) fn next(&self, part: u32) -> u32 {
        self.membership(part).map_or(part, |it| it.next)
    }

    /// The part that a part goes with.
    pub(crate) fn sense(&self, part: u32) -> u32 {
        self.membership(part).map_or(part, |it| it.sense)
    }

    /// The first part of a part's entity.
    pub(crate) fn leader(&self, part: u32) -> u32 {
        self.membership(part).map_or(part, |it| it.leader)
    }

    /// The entity that is shown for a part; none if the user hides it.
    pub(crate) fn entity(&self, part: u32) -> Option<u32> {
        let leader = self.leader(part);
        let hidden = self.membership(leader).is_some_and(|it| it.hidden);
        (!hidden).then_some(leader)
    }

    /// The entity that a leader stands for, unless it is the part by itself.
    pub(crate) fn shown(&self, leader: u32) -> Option<Known<'_>> {
        let place = *self.places.get(leader as usize)?;
        let shown = self.other(place)?.shown.as_deref();
        shown.map(Canonical::known)
    }

    /// Sets the entity that a leader stands for; none if it is the part by itself.
    pub(crate) fn show(&mut self, leader: u32, entity: Option<Canonical>) {
        if (entity.is_some() || self.shown(leader).is_some())
            && let Some(other) = self.other_mut(leader)
        {
            other.shown = entity.map(Arc::new);
        }
    }

    /// What the user decides.
    pub(crate) fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Parts that have articles and are not shown as entities.
    pub(crate) fn n_hidden(&self) -> usize {
        self.n_hidden
    }

    pub(crate) fn set_hidden(&mut self, part: u32, hidden: bool) {
        if self.membership(part).is_some_and(|it| it.hidden != hidden)
            && let Some(membership) = self.membership_mut(part)
        {
            membership.hidden = hidden;
            if hidden {
                self.n_hidden += 1;
            } else {
                self.n_hidden -= 1;
            }
        }
    }

    /// Takes note whether a part is a date or an amount, and whether it is shown as one.
    pub(crate) fn turn(&mut self, part: u32, is_value: bool, as_value: bool) {
        for (set, is_in) in [
            (&mut self.as_names, is_value && !as_value),
            (&mut self.as_values, !is_value && as_value),
        ] {
            if is_in {
                set.insert(part);
            } else {
                set.remove(&part);
            }
        }
    }

    /// How many more dates and amounts are not shown as such than names are shown as such.
    pub(crate) fn n_turned(&self) -> isize {
        let [names, values] = [&self.as_names, &self.as_values].map(BTreeSet::len);
        names.cast_signed() - values.cast_signed()
    }

    pub(crate) fn cluster(&self, part: u32) -> u32 {
        let sense = self.sense(part);
        self.membership(sense).map_or(sense, |it| it.cluster)
    }

    /// Bytes that it takes in memory.
    pub(crate) fn bytes(&self) -> usize {
        let counts = 2 * size_of::<usize>();
        let shown = self
            .others
            .iter()
            .filter_map(|other| other.shown.as_deref());
        let shown: usize = shown.map(|entity| counts + entity.bytes()).sum();
        shown + self.places.bytes() + self.others.bytes() + self.blocks.bytes()
    }
}
