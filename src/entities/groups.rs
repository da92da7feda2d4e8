//! Parts brought together as entities.
//!
//! In go the parts of a catalog; out comes which of them are one entity, and what that
//! entity is. First a part goes home to another one of its name (see [`namesakes`]). Homes
//! are compared within a *block* only, parts that may be one with each other: persons of
//! one surname, organizations of one acronym (see [`kin`]). What the user decides joins and
//! parts them after that. Namesakes and blocks are looked at again when a part of them was
//! touched, so the result is that of looking at everything at once.
//!
//! [`namesakes`]: super::namesakes

use super::catalog::Catalog;
use super::corrections::{Corrections, Decisions};
use super::kin;
use super::lexicon::Key;
use super::model::{EntityId, Kind};
use super::part::{Part, name_key};
use super::recognize::Recognizer;
use super::united::united;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Parts of a block that are looked at while many articles are being added; the time for
/// one grows with its square.
const CROWD: usize = 64;

/// Whether large blocks are looked at as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    Small,
    All,
}

/// The parts of clusters, block by block as they are asked for.
#[derive(Default)]
struct Members(BTreeMap<Key, BTreeMap<u32, Vec<u32>>>);

impl Members {
    /// The parts of a cluster: its homes, and those that go with them.
    fn of(&mut self, catalog: &Catalog, cluster: u32) -> Vec<u32> {
        let groups = &catalog.groups;
        let Some(block) = catalog.block_of(cluster) else {
            return groups.household(cluster).collect();
        };
        let clusters = self.0.entry(block).or_insert_with(|| {
            let mut clusters: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
            for home in groups
                .blocks
                .get(block)
                .filter(|it| groups.home(*it) == *it)
            {
                let parts = clusters.entry(groups.cluster(home)).or_default();
                parts.extend(groups.household(home));
            }
            clusters
        });
        clusters.get(&cluster).cloned().unwrap_or_default()
    }
}

impl Catalog {
    /// What the user says about names.
    #[must_use]
    pub fn corrections(&self) -> &Arc<Corrections> {
        &self.groups.corrections
    }

    /// Takes what the user says about names; [`settle`](Self::settle) does what it says.
    /// Spellings that are [split off](Corrections::cut) are not done here: they change what
    /// articles name.
    pub fn correct(&mut self, corrections: Arc<Corrections>) {
        self.groups.corrections = corrections;
    }

    /// Brings the names of what was added, removed and corrected together with the others.
    pub fn settle(&mut self, recognizer: &Recognizer) {
        self.settle_to(Extent::All, recognizer);
    }

    /// The same while more is being added: the most common surnames have to wait.
    pub fn settle_soon(&mut self, recognizer: &Recognizer) {
        self.settle_to(Extent::Small, recognizer);
    }

    fn settle_to(&mut self, extent: Extent, recognizer: &Recognizer) {
        let mut changed = std::mem::take(&mut self.groups.touched);
        self.groups.stale |= !changed.is_empty();
        self.decide(&mut changed);
        self.go_home(&mut changed);
        self.cluster_blocks(&mut changed, extent, recognizer);
        let joined = self.join(&mut changed);
        let mut members = Members::default();
        let moved = self.lead(&changed, &joined, &mut members);
        self.unite(&changed, &moved, &mut members);
    }

    /// Looks the corrections up anew; parts about which something else is decided now are
    /// changed.
    fn decide(&mut self, changed: &mut BTreeSet<u32>) {
        let corrections = &self.groups.corrections;
        let decisions = Decisions::new(corrections, |named| {
            self.part_named(named.kind, &named.name)
        });
        if decisions != *self.groups.decisions {
            changed.extend(self.groups.decisions.parts());
            changed.extend(decisions.parts());
            self.groups.decisions = Arc::new(decisions);
        }
    }

    /// Looks at the namesakes of changed parts anew; parts that go elsewhere now, and both
    /// homes, are changed.
    fn go_home(&mut self, changed: &mut BTreeSet<u32>) {
        let mut parts = changed.clone();
        parts.extend(changed.iter().flat_map(|part| self.groups.namesakes(*part)));
        for part in parts {
            let (before, home) = (self.groups.home(part), self.find_home(part));
            if before != home
                && let Some(standing) = self.groups.standing_mut(part)
            {
                standing.home = home;
                changed.extend([part, before, home]);
            }
        }
    }

    /// Looks at the blocks of changed parts anew; parts whose cluster is another one now,
    /// and both clusters, are changed.
    fn cluster_blocks(
        &mut self,
        changed: &mut BTreeSet<u32>,
        extent: Extent,
        recognizer: &Recognizer,
    ) {
        let touched = changed.iter().filter_map(|part| self.block_of(*part));
        let mut blocks: BTreeSet<Key> = touched.collect();
        if extent == Extent::All {
            blocks.append(&mut self.groups.postponed);
            if std::mem::take(&mut self.groups.stale) {
                blocks.extend(&self.groups.by_company);
            }
        }
        for block in blocks {
            let parts: Vec<u32> = self.groups.blocks.get(block).collect();
            if extent == Extent::Small && parts.len() > CROWD {
                self.groups.postponed.insert(block);
                continue;
            }
            let is_home = |part: &u32| self.is_live(*part) && self.groups.home(*part) == *part;
            let homes: Vec<u32> = parts.iter().copied().filter(is_home).collect();
            let clusters = kin::clusters(self, &homes, &self.groups.decisions, recognizer);
            if clusters.by_company {
                self.groups.by_company.insert(block);
            } else {
                self.groups.by_company.remove(&block);
            }
            for part in parts {
                let cluster = clusters.of.get(&part).copied().unwrap_or(part);
                let Some(standing) = self.groups.standing(part) else {
                    continue;
                };
                if standing.cluster != cluster
                    && let Some(slot) = self.groups.standing_mut(part)
                {
                    slot.cluster = cluster;
                    changed.extend([standing.cluster, cluster]);
                    changed.extend(self.groups.household(part));
                }
            }
        }
    }

    /// The entities that parts of an entity are compared with.
    pub(super) fn neighbors(&self, id: EntityId) -> impl Iterator<Item = EntityId> {
        let blocks: BTreeSet<Key> = self
            .group_parts(id.0)
            .filter_map(|part| part.block)
            .collect();
        let parts = blocks
            .into_iter()
            .flat_map(|block| self.groups.blocks.get(block));
        parts.map(|part| EntityId(self.groups.leader(part)))
    }

    /// Articles of a home and of the parts that go with it; those that name two of them
    /// count twice.
    pub(super) fn n_articles_at(&self, home: u32) -> usize {
        let parts = self.groups.household(home);
        let parts = parts.filter_map(|part| self.part(part));
        parts.map(|part| part.known.articles.len()).sum()
    }

    fn block_of(&self, part: u32) -> Option<Key> {
        self.part(part)?.block
    }

    /// Joins the clusters that the user says are one; those joined otherwise than before
    /// are changed.
    fn join(&mut self, changed: &mut BTreeSet<u32>) -> Arc<BTreeMap<u32, u32>> {
        let mut joins: BTreeMap<u32, u32> = BTreeMap::new();
        let live = |part: &u32| self.is_live(*part);
        for (a, b) in &self.groups.decisions.one {
            if !live(a) || !live(b) {
                continue;
            }
            let root = |joins: &BTreeMap<u32, u32>, part: u32| {
                let cluster = self.groups.cluster(part);
                joins.get(&cluster).copied().unwrap_or(cluster)
            };
            let (a, b) = (root(&joins, *a), root(&joins, *b));
            let (first, second) = (a.min(b), a.max(b));
            for to in joins.values_mut().filter(|to| **to == second) {
                *to = first;
            }
            joins.insert(second, first);
            joins.insert(first, first);
        }
        let before = &self.groups.joins;
        for cluster in joins.keys().chain(before.keys()) {
            if joins.get(cluster) != before.get(cluster) {
                changed.insert(*cluster);
            }
        }
        let joins = Arc::new(joins);
        self.groups.joins = Arc::clone(&joins);
        joins
    }

    /// Sets the leaders of changed parts and of all in their clusters; those that have
    /// another one now, with the leader before.
    fn lead(
        &mut self,
        changed: &BTreeSet<u32>,
        joins: &BTreeMap<u32, u32>,
        members: &mut Members,
    ) -> BTreeMap<u32, u32> {
        let clusters: BTreeSet<u32> = changed
            .iter()
            .map(|part| self.groups.cluster(*part))
            .collect();
        let mut moved = BTreeMap::new();
        for cluster in clusters {
            let leader = joins.get(&cluster).copied().unwrap_or(cluster);
            for part in members.of(self, cluster) {
                let before = self.groups.leader(part);
                if before != leader
                    && let Some(standing) = self.groups.standing_mut(part)
                {
                    standing.leader = leader;
                    moved.insert(part, before);
                }
            }
        }
        moved
    }

    /// The parts of an entity, in order.
    fn group(&self, leader: u32, members: &mut Members) -> Vec<u32> {
        let joined = self.groups.joins.iter().filter(|(_, to)| **to == leader);
        let mut clusters: BTreeSet<u32> = joined.map(|(cluster, _)| *cluster).collect();
        clusters.insert(leader);
        let parts = clusters
            .into_iter()
            .flat_map(|cluster| members.of(self, cluster));
        let mut parts: Vec<u32> = parts
            .filter(|part| self.groups.leader(*part) == leader)
            .collect();
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    /// The parts of an entity.
    pub(super) fn group_parts(&self, leader: u32) -> impl Iterator<Item = Part<'_>> {
        let parts = self.group(leader, &mut Members::default()).into_iter();
        parts.filter_map(|part| self.part(part))
    }

    /// Makes the entities of changed parts anew.
    fn unite(
        &mut self,
        changed: &BTreeSet<u32>,
        moved: &BTreeMap<u32, u32>,
        members: &mut Members,
    ) {
        let leaders: BTreeSet<u32> = changed
            .iter()
            .map(|part| self.groups.leader(*part))
            .chain(moved.values().copied())
            .chain(moved.keys().map(|part| self.groups.leader(*part)))
            .collect();
        for leader in leaders {
            let parts = self.group(leader, members);
            let entity = united(self, leader, &parts, &self.groups.decisions);
            let hidden = entity
                .as_ref()
                .is_some_and(|it| it.known().articles.is_empty());
            let kind = entity.as_ref().map(|it| it.known().kind);
            for part in parts {
                let shown = part == leader && !hidden;
                let (live, is_value) = (self.is_live(part), self.is_value(part));
                self.groups.set_away(part, !shown && live);
                let named = kind.map_or(!is_value, Kind::is_named);
                self.groups
                    .turn(part, live && is_value, live && shown && !named);
            }
            if let (Some(entity), Some(part)) = (&entity, self.part(leader)) {
                let key = name_key(part.known.kind, part.known.spellings.name());
                self.add_name(leader, entity.known().spellings.name(), key);
            }
            self.groups.show(leader, entity);
        }
    }
}
