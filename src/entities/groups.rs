//! Parts brought together as entities.
//!
//! In go the parts of a catalog; out comes which of them are one entity, and what that
//! entity is. Names are compared within a *block* only, parts that may be one with each
//! other: persons of one surname (see [`kin`]), organizations of one acronym.
//! What the user decides joins and parts them after that. A block is looked at again when a
//! part of it was touched, so the result is that of looking at everything at once.

use super::catalog::{Catalog, Part, hash};
use super::corrections::{Corrections, Decisions};
use super::kin;
use super::lexicon::Key;
use super::model::{Appearance, Entity, EntityId, Kind};
use super::names;
use super::persons::PersonName;
use super::recognize::Recognizer;
use super::shelf::{Layers, Shelf};
use super::united::united;
use crate::corpus::ArticleId;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Which parts of a catalog are one. Cloning shares most of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    /// For each part, the first part of its entity.
    leaders: Shelf<u32>,
    /// The same, before the user's decisions.
    clusters: Shelf<u32>,
    /// For each leader, its entity, where that is not the part by itself.
    shown: Shelf<Option<Arc<Entity>>>,
    /// For each article, what it names, where that is not its parts.
    articles: Shelf<Option<Arc<[Appearance]>>>,
    /// The parts of each block.
    blocks: Layers,
    /// For clusters that the user joins, the first one.
    joins: Arc<BTreeMap<u32, u32>>,
    corrections: Arc<Corrections>,
    decisions: Arc<Decisions>,
    touched: BTreeSet<u32>,
    touched_articles: BTreeSet<ArticleId>,
    /// Blocks that are too large to be looked at while many articles are being added.
    postponed: BTreeSet<Key>,
    /// For each part, whether it has articles and is not shown as an entity, because another
    /// one is shown for it or the user hides it.
    away: Shelf<bool>,
    n_away: usize,
}

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
    /// The parts of a cluster.
    fn of(&mut self, catalog: &Catalog, cluster: u32) -> Vec<u32> {
        let Some(block) = catalog.block_of(cluster) else {
            return vec![cluster];
        };
        let groups = &catalog.groups;
        let clusters = self.0.entry(block).or_insert_with(|| {
            let mut clusters: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
            for part in groups.blocks.get(block) {
                clusters.entry(groups.cluster(part)).or_default().push(part);
            }
            clusters
        });
        clusters.get(&cluster).cloned().unwrap_or_default()
    }
}

/// The block of parts that a name may be one with.
pub(super) fn block(kind: Kind, name: &str) -> Option<Key> {
    match kind {
        Kind::Person => Some(hash(&format!("family {}", PersonName::new(name).family()))),
        Kind::Organization => {
            let acronym = names::acronym(&names::organization(name, false))?;
            Some(hash(&format!("acronym {acronym}")))
        }
        _ => None,
    }
}

impl Groups {
    /// Takes note of a new part.
    pub(super) fn add(&mut self, part: u32, block: Option<Key>) {
        self.leaders.push(part);
        self.clusters.push(part);
        self.shown.push(None);
        self.away.push(false);
        if let Some(block) = block {
            self.blocks.add(block, part);
        }
    }

    /// Takes note that a part has more or fewer mentions.
    pub(super) fn touch(&mut self, part: u32) {
        self.touched.insert(part);
    }

    /// Takes note of a new article.
    pub(super) fn touch_article(&mut self, article: ArticleId) {
        self.touched_articles.insert(article);
    }

    /// Takes note that an article is gone.
    pub(super) fn forget_article(&mut self, article: ArticleId) {
        self.set_article(article, None);
    }

    /// The first part of a part's entity.
    pub(super) fn leader(&self, part: u32) -> u32 {
        self.leaders.get(part as usize).copied().unwrap_or(part)
    }

    /// The entity that a leader stands for, unless it is the part by itself.
    pub(super) fn shown(&self, leader: u32) -> Option<&Entity> {
        self.shown.get(leader as usize)?.as_deref()
    }

    /// What an article names, unless that is its parts.
    pub(super) fn of_article(&self, article: ArticleId) -> Option<&[Appearance]> {
        self.articles.get(article.index())?.as_deref()
    }

    /// Parts that have articles and are not shown as entities.
    pub(super) fn n_away(&self) -> usize {
        self.n_away
    }

    fn set_away(&mut self, part: u32, away: bool) {
        if self.away.get(part as usize) == Some(&!away)
            && let Some(slot) = self.away.get_mut(part as usize)
        {
            *slot = away;
            if away {
                self.n_away += 1;
            } else {
                self.n_away -= 1;
            }
        }
    }

    fn cluster(&self, part: u32) -> u32 {
        self.clusters.get(part as usize).copied().unwrap_or(part)
    }

    fn set_article(&mut self, article: ArticleId, shown: Option<Arc<[Appearance]>>) {
        if shown.is_none() && self.of_article(article).is_none() {
            return;
        }
        while self.articles.len() <= article.index() {
            self.articles.push(None);
        }
        if let Some(slot) = self.articles.get_mut(article.index()) {
            *slot = shown;
        }
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
        self.decide(&mut changed);
        self.cluster_blocks(&mut changed, extent, recognizer);
        let joined = self.join(&mut changed);
        let mut members = Members::default();
        let moved = self.lead(&changed, &joined, &mut members);
        let articles = self.unite(&changed, moved, &mut members);
        self.rename_articles(articles);
    }

    fn is_live(&self, part: u32) -> bool {
        let part = self.parts.get(part as usize);
        part.is_some_and(|part| !part.entity.articles.is_empty())
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
        }
        for block in blocks {
            let parts: Vec<u32> = self.groups.blocks.get(block).collect();
            if extent == Extent::Small && parts.len() > CROWD {
                self.groups.postponed.insert(block);
                continue;
            }
            let live: Vec<u32> = parts
                .iter()
                .copied()
                .filter(|part| self.is_live(*part))
                .collect();
            let clusters = kin::clusters(self, &live, &self.groups.decisions, recognizer);
            for part in parts {
                let cluster = clusters.get(&part).copied().unwrap_or(part);
                let before = self.groups.cluster(part);
                if before != cluster
                    && let Some(slot) = self.groups.clusters.get_mut(part as usize)
                {
                    *slot = cluster;
                    changed.extend([part, before, cluster]);
                }
            }
        }
    }

    fn block_of(&self, part: u32) -> Option<Key> {
        self.parts.get(part as usize)?.block
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
                    && let Some(slot) = self.groups.leaders.get_mut(part as usize)
                {
                    *slot = leader;
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
    pub(super) fn group_parts(&self, leader: u32) -> impl Iterator<Item = &Part> {
        let parts = self.group(leader, &mut Members::default()).into_iter();
        parts.filter_map(|part| self.parts.get(part as usize).map(AsRef::as_ref))
    }

    /// Makes the entities of changed parts anew; the articles that have to be told.
    fn unite(
        &mut self,
        changed: &BTreeSet<u32>,
        moved: BTreeMap<u32, u32>,
        members: &mut Members,
    ) -> BTreeSet<ArticleId> {
        let mut articles = std::mem::take(&mut self.groups.touched_articles);
        let leaders: BTreeSet<u32> = changed
            .iter()
            .map(|part| self.groups.leader(*part))
            .chain(moved.values().copied())
            .chain(moved.keys().map(|part| self.groups.leader(*part)))
            .collect();
        let mut told: BTreeSet<u32> = moved.into_keys().collect();
        for leader in leaders {
            let parts = self.group(leader, members);
            let entity = united(self, &parts, &self.groups.decisions).map(Arc::new);
            let hidden = |entity: Option<&Entity>| entity.is_some_and(|it| it.articles.is_empty());
            if hidden(entity.as_deref()) != hidden(self.groups.shown(leader)) {
                told.extend(&parts);
            }
            for part in parts {
                let shown = part == leader && !hidden(entity.as_deref());
                let away = !shown && self.is_live(part);
                self.groups.set_away(part, away);
            }
            if let Some(entity) = &entity {
                self.add_name(leader, &entity.name.clone());
            }
            if let Some(slot) = self.groups.shown.get_mut(leader as usize)
                && (slot.is_some() || entity.is_some())
            {
                *slot = entity;
            }
        }
        for part in told {
            let part = self.parts.get(part as usize);
            let postings = part.into_iter().flat_map(|part| &part.entity.articles);
            articles.extend(postings.map(|posting| posting.article));
        }
        articles
    }

    /// Says anew which entities articles name.
    fn rename_articles(&mut self, articles: BTreeSet<ArticleId>) {
        for article in articles {
            let Some(parts) = self.parts_of(article) else {
                continue;
            };
            let same = |part: &Appearance| {
                self.groups.leader(part.entity.0) == part.entity.0
                    && self
                        .groups
                        .shown(part.entity.0)
                        .is_none_or(|it| !it.articles.is_empty())
            };
            let shown = (!parts.iter().all(same)).then(|| self.led(parts));
            self.groups.set_article(article, shown);
        }
    }

    /// What an article names by part, by entity.
    fn led(&self, parts: &[Appearance]) -> Arc<[Appearance]> {
        let mut found: Vec<Appearance> = Vec::with_capacity(parts.len());
        for part in parts {
            let entity = EntityId(self.groups.leader(part.entity.0));
            if self.get(entity).is_none_or(|it| it.articles.is_empty()) {
                continue;
            }
            match found.iter_mut().find(|known| known.entity == entity) {
                Some(known) => {
                    known.mentions.extend(&part.mentions);
                    known.mentions.sort_unstable();
                    known.assumed &= part.assumed;
                }
                None => found.push(Appearance {
                    entity,
                    mentions: part.mentions.clone(),
                    assumed: part.assumed,
                }),
            }
        }
        found.into()
    }
}
