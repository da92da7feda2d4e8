//! Parts brought together as entities, block by block.
//!
//! In go the parts of a catalog; out comes which of them are one entity, and what that
//! entity is. First each part of a name is given one of the name's senses (see
//! [`kind_conflicts`](super::kind_conflicts)). Senses are compared within a *block* only,
//! names that may mean the same: persons of one surname, organizations of one acronym (see
//! [`clustering`]). What the user decides joins and parts them after that.
//! Names and blocks are looked at again when a part of them was touched, so the result is that
//! of looking at everything at once.

use super::canonical::canonical;
use super::clustering;
use crate::entities::catalog::Catalog;
use crate::entities::catalog::entity::EntityId;
use crate::entities::catalog::part::Part;
use crate::entities::corrections::{Corrections, Decisions};
use crate::entities::kind::Kind;
use crate::entities::known::word_key::Key;
use crate::entities::names::key::name_key;
use crate::entities::recognizer::Recognizer;
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
    /// The parts of a cluster: those of each of its senses.
    fn of(&mut self, catalog: &Catalog, cluster: u32) -> Vec<u32> {
        let partition = &catalog.partition;
        let Some(block) = catalog.block_of(cluster) else {
            return partition.parts_of_sense(cluster).collect();
        };
        let clusters = self.0.entry(block).or_insert_with(|| {
            let mut clusters: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
            for sense in partition
                .blocks
                .get(block)
                .filter(|it| partition.sense(*it) == *it)
            {
                let parts = clusters.entry(partition.cluster(sense)).or_default();
                parts.extend(partition.parts_of_sense(sense));
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
        &self.partition.corrections
    }

    /// Takes what the user says about names; [`settle`](Self::settle) does what it says.
    /// Spellings that are [split off](Corrections::cut) are not done here: they change what
    /// articles name.
    pub fn correct(&mut self, corrections: Arc<Corrections>) {
        self.partition.corrections = corrections;
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
        let mut changed = std::mem::take(&mut self.partition.touched);
        self.partition.stale |= !changed.is_empty();
        self.decide(&mut changed);
        self.assign_senses(&mut changed);
        self.cluster_blocks(&mut changed, extent, recognizer);
        let joined = self.join(&mut changed);
        let mut members = Members::default();
        let moved = self.choose_leaders(&changed, &joined, &mut members);
        self.canonicalize(&changed, &moved, &mut members);
    }

    /// Looks the corrections up anew; parts about which something else is decided now are
    /// changed.
    fn decide(&mut self, changed: &mut BTreeSet<u32>) {
        let corrections = &self.partition.corrections;
        let decisions = Decisions::new(corrections, |named| {
            self.part_named(named.kind, &named.name)
        });
        if decisions != *self.partition.decisions {
            changed.extend(self.partition.decisions.parts());
            changed.extend(decisions.parts());
            self.partition.decisions = Arc::new(decisions);
        }
    }

    /// Looks at the namesakes of changed parts anew; parts that go elsewhere now, and both
    /// senses, are changed.
    fn assign_senses(&mut self, changed: &mut BTreeSet<u32>) {
        let mut parts = changed.clone();
        parts.extend(
            changed
                .iter()
                .flat_map(|part| self.partition.namesakes(*part)),
        );
        for part in parts {
            let (before, sense) = (self.partition.sense(part), self.find_sense(part));
            if before != sense
                && let Some(membership) = self.partition.membership_mut(part)
            {
                membership.sense = sense;
                changed.extend([part, before, sense]);
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
            blocks.append(&mut self.partition.postponed);
            if std::mem::take(&mut self.partition.stale) {
                blocks.extend(&self.partition.by_company);
            }
        }
        for block in blocks {
            let parts: Vec<u32> = self.partition.blocks.get(block).collect();
            if extent == Extent::Small && parts.len() > CROWD {
                self.partition.postponed.insert(block);
                continue;
            }
            let is_sense = |part: &u32| self.is_live(*part) && self.partition.sense(*part) == *part;
            let senses: Vec<u32> = parts.iter().copied().filter(is_sense).collect();
            let clusters =
                clustering::clusters(self, &senses, &self.partition.decisions, recognizer);
            if clusters.by_company {
                self.partition.by_company.insert(block);
            } else {
                self.partition.by_company.remove(&block);
            }
            for part in parts {
                let cluster = clusters.of.get(&part).copied().unwrap_or(part);
                let Some(membership) = self.partition.membership(part) else {
                    continue;
                };
                if membership.cluster != cluster
                    && let Some(slot) = self.partition.membership_mut(part)
                {
                    slot.cluster = cluster;
                    changed.extend([membership.cluster, cluster]);
                    changed.extend(self.partition.parts_of_sense(part));
                }
            }
        }
    }

    /// The entities that parts of an entity are compared with.
    pub(crate) fn neighbors(&self, id: EntityId) -> impl Iterator<Item = EntityId> {
        let blocks: BTreeSet<Key> = self
            .group_parts(id.0)
            .filter_map(|part| part.block)
            .collect();
        let parts = blocks
            .into_iter()
            .flat_map(|block| self.partition.blocks.get(block));
        parts.map(|part| EntityId(self.partition.leader(part)))
    }

    /// Articles of the parts of a sense; those that name two of them
    /// count twice.
    pub(crate) fn n_articles_at(&self, sense: u32) -> usize {
        let parts = self.partition.parts_of_sense(sense);
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
        for (a, b) in &self.partition.decisions.one {
            if !live(a) || !live(b) {
                continue;
            }
            let root = |joins: &BTreeMap<u32, u32>, part: u32| {
                let cluster = self.partition.cluster(part);
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
        let before = &self.partition.joins;
        for cluster in joins.keys().chain(before.keys()) {
            if joins.get(cluster) != before.get(cluster) {
                changed.insert(*cluster);
            }
        }
        let joins = Arc::new(joins);
        self.partition.joins = Arc::clone(&joins);
        joins
    }

    /// Sets the leaders of changed parts and of all in their clusters; those that have
    /// another one now, with the leader before.
    fn choose_leaders(
        &mut self,
        changed: &BTreeSet<u32>,
        joins: &BTreeMap<u32, u32>,
        members: &mut Members,
    ) -> BTreeMap<u32, u32> {
        let clusters: BTreeSet<u32> = changed
            .iter()
            .map(|part| self.partition.cluster(*part))
            .collect();
        let mut moved = BTreeMap::new();
        for cluster in clusters {
            let leader = joins.get(&cluster).copied().unwrap_or(cluster);
            for part in members.of(self, cluster) {
                let before = self.partition.leader(part);
                if before != leader
                    && let Some(membership) = self.partition.membership_mut(part)
                {
                    membership.leader = leader;
                    moved.insert(part, before);
                }
            }
        }
        moved
    }

    /// The parts of an entity, in order.
    fn group(&self, leader: u32, members: &mut Members) -> Vec<u32> {
        let joined = self.partition.joins.iter().filter(|(_, to)| **to == leader);
        let mut clusters: BTreeSet<u32> = joined.map(|(cluster, _)| *cluster).collect();
        clusters.insert(leader);
        let parts = clusters
            .into_iter()
            .flat_map(|cluster| members.of(self, cluster));
        let mut parts: Vec<u32> = parts
            .filter(|part| self.partition.leader(*part) == leader)
            .collect();
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    /// The parts of an entity.
    pub(crate) fn group_parts(&self, leader: u32) -> impl Iterator<Item = Part<'_>> {
        let parts = self.group(leader, &mut Members::default()).into_iter();
        parts.filter_map(|part| self.part(part))
    }

    /// Makes the entities of changed parts anew.
    fn canonicalize(
        &mut self,
        changed: &BTreeSet<u32>,
        moved: &BTreeMap<u32, u32>,
        members: &mut Members,
    ) {
        let leaders: BTreeSet<u32> = changed
            .iter()
            .map(|part| self.partition.leader(*part))
            .chain(moved.values().copied())
            .chain(moved.keys().map(|part| self.partition.leader(*part)))
            .collect();
        for leader in leaders {
            let parts = self.group(leader, members);
            let entity = canonical(self, leader, &parts, &self.partition.decisions);
            let hidden = entity
                .as_ref()
                .is_some_and(|it| it.known().articles.is_empty());
            let kind = entity.as_ref().map(|it| it.known().kind);
            for part in parts {
                let shown = part == leader && !hidden;
                let (live, is_value) = (self.is_live(part), self.is_value(part));
                self.partition.set_hidden(part, !shown && live);
                let named = kind.map_or(!is_value, Kind::is_named);
                self.partition
                    .turn(part, live && is_value, live && shown && !named);
            }
            if let (Some(entity), Some(part)) = (&entity, self.part(leader)) {
                let key = name_key(part.known.kind, part.known.spellings.name());
                self.add_name(leader, entity.known().spellings.name(), key);
            }
            self.partition.show(leader, entity);
        }
    }
}
