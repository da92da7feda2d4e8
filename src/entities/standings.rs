//! Where the parts of a catalog stand among each other.
//!
//! In go parts as they come, what they have in common, and what [`groups`](super::groups)
//! finds; out come the entity of a part, the parts that go with it, and those that may share
//! a name with it. Nothing here decides anything. A part that stands by itself, as most do,
//! takes four bytes; one that does not, 36.

use super::corrections::{Corrections, Decisions};
use super::layers::Layers;
use super::lexicon::Key;
use super::part::Known;
use super::shelf::Shelf;
use super::united::United;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Which parts of a catalog are one. Cloning shares most of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    /// For each part its place among `others`, from 1; 0 for one that stands by itself.
    places: Shelf<u32>,
    others: Shelf<Other>,
    /// The parts of each block.
    pub(super) blocks: Layers,
    /// For clusters that the user joins, the first one.
    pub(super) joins: Arc<BTreeMap<u32, u32>>,
    pub(super) corrections: Arc<Corrections>,
    pub(super) decisions: Arc<Decisions>,
    pub(super) touched: BTreeSet<u32>,
    /// Blocks that are too large to be looked at while many articles are being added.
    pub(super) postponed: BTreeSet<Key>,
    /// Blocks of which other blocks tell how they come together.
    pub(super) by_company: BTreeSet<Key>,
    /// Whether articles came or went since those were looked at.
    pub(super) stale: bool,
    pub(super) n_away: usize,
    /// Dates and amounts that are not shown as such, and names that are shown as such:
    /// because the user says so.
    as_names: BTreeSet<u32>,
    as_values: BTreeSet<u32>,
}

/// A part that does not stand by itself, or did not once.
#[derive(Clone, Debug)]
struct Other {
    standing: Standing,
    /// Of a leader, its entity, where that is not the part by itself.
    shown: Option<Arc<United>>,
}

/// Where a part stands among the others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    /// The first part of its entity.
    pub(super) leader: u32,
    /// Of a home, the first home of its cluster: its entity before the user's decisions.
    pub(super) cluster: u32,
    /// The part that it goes with, of another kind or basis.
    pub(super) home: u32,
    /// The next one of the parts that may share a name with it, in a ring.
    pub(super) next: u32,
    /// Whether it has articles and is not shown as an entity, because another one is shown
    /// for it or the user hides it.
    pub(super) away: bool,
}

impl Standing {
    /// That of a part by itself.
    fn alone(part: u32) -> Self {
        Self {
            leader: part,
            cluster: part,
            home: part,
            next: part,
            away: false,
        }
    }
}

impl Groups {
    /// Takes note of a new part.
    pub(super) fn add(&mut self, part: u32, block: Option<Key>) {
        self.places.push(0);
        if let Some(block) = block {
            self.blocks.add(block, part);
        }
    }

    /// Takes note that a part has more or fewer mentions.
    pub(super) fn touch(&mut self, part: u32) {
        self.touched.insert(part);
    }

    /// Takes note that two parts may share a name.
    pub(super) fn meet(&mut self, part: u32, other: u32) {
        if part == other || self.namesakes(part).any(|known| known == other) {
            return;
        }
        // Two rings whose members swap the next ones are one.
        let (a, b) = (self.next(part), self.next(other));
        for (part, next) in [(part, b), (other, a)] {
            if let Some(standing) = self.standing_mut(part) {
                standing.next = next;
            }
        }
    }

    /// The other parts that may share a name with a part, and all that do.
    pub(super) fn namesakes(&self, part: u32) -> impl Iterator<Item = u32> {
        let next = std::iter::successors(Some(self.next(part)), |at| Some(self.next(*at)));
        next.take_while(move |at| *at != part)
    }

    /// A home and the parts that go with it.
    pub(super) fn household(&self, home: u32) -> impl Iterator<Item = u32> {
        let others = self.namesakes(home);
        let others = others.filter(move |part| self.home(*part) == home);
        std::iter::once(home).chain(others)
    }

    pub(super) fn standing(&self, part: u32) -> Option<Standing> {
        let place = *self.places.get(part as usize)?;
        let other = self.other(place);
        Some(other.map_or(Standing::alone(part), |other| other.standing))
    }

    /// Where a part stands, to be changed.
    pub(super) fn standing_mut(&mut self, part: u32) -> Option<&mut Standing> {
        self.other_mut(part).map(|other| &mut other.standing)
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
                standing: Standing::alone(part),
                shown: None,
            });
            place = u32::try_from(self.others.len()).ok()?;
            *self.places.get_mut(part as usize)? = place;
        }
        self.others.get_mut(place as usize - 1)
    }

    pub(super) fn next(&self, part: u32) -> u32 {
        self.standing(part).map_or(part, |it| it.next)
    }

    /// The part that a part goes with.
    pub(super) fn home(&self, part: u32) -> u32 {
        self.standing(part).map_or(part, |it| it.home)
    }

    /// The first part of a part's entity.
    pub(super) fn leader(&self, part: u32) -> u32 {
        self.standing(part).map_or(part, |it| it.leader)
    }

    /// The entity that is shown for a part; none if the user hides it.
    pub(super) fn entity(&self, part: u32) -> Option<u32> {
        let leader = self.leader(part);
        let away = self.standing(leader).is_some_and(|it| it.away);
        (!away).then_some(leader)
    }

    /// The entity that a leader stands for, unless it is the part by itself.
    pub(super) fn shown(&self, leader: u32) -> Option<Known<'_>> {
        let place = *self.places.get(leader as usize)?;
        let shown = self.other(place)?.shown.as_deref();
        shown.map(United::known)
    }

    /// Sets the entity that a leader stands for; none if it is the part by itself.
    pub(super) fn show(&mut self, leader: u32, entity: Option<United>) {
        if (entity.is_some() || self.shown(leader).is_some())
            && let Some(other) = self.other_mut(leader)
        {
            other.shown = entity.map(Arc::new);
        }
    }

    /// What the user decides.
    pub(super) fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Parts that have articles and are not shown as entities.
    pub(super) fn n_away(&self) -> usize {
        self.n_away
    }

    pub(super) fn set_away(&mut self, part: u32, away: bool) {
        if self.standing(part).is_some_and(|it| it.away != away)
            && let Some(standing) = self.standing_mut(part)
        {
            standing.away = away;
            if away {
                self.n_away += 1;
            } else {
                self.n_away -= 1;
            }
        }
    }

    /// Takes note whether a part is a date or an amount, and whether it is shown as one.
    pub(super) fn turn(&mut self, part: u32, is_value: bool, as_value: bool) {
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
    pub(super) fn n_turned(&self) -> isize {
        let [names, values] = [&self.as_names, &self.as_values].map(BTreeSet::len);
        names.cast_signed() - values.cast_signed()
    }

    pub(super) fn cluster(&self, part: u32) -> u32 {
        let home = self.home(part);
        self.standing(home).map_or(home, |it| it.cluster)
    }

    /// Bytes that it takes in memory.
    pub(super) fn bytes(&self) -> usize {
        let counts = 2 * size_of::<usize>();
        let shown = self
            .others
            .iter()
            .filter_map(|other| other.shown.as_deref());
        let shown: usize = shown.map(|entity| counts + entity.bytes()).sum();
        shown + self.places.bytes() + self.others.bytes() + self.blocks.bytes()
    }
}
