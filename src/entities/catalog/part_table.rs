//! The parts of a catalog, in few bytes.
//!
//! In go parts as they come, and what changes of them; out comes each by its number. Of
//! every part a head lies at hand, 32 bytes; its spellings lie beside those of its
//! neighbors; dates, which few parts have, in a map. Clones share all of it but for what
//! changes.

use super::blobs::Blobs;
use super::chunked_vec::ChunkedVec;
use super::part::{Known, Part};
use super::postings::Postings;
use super::spellings::Spellings;
use crate::entities::kind::{Basis, Kind};
use crate::entities::known::word_key::Key;
use crate::entities::names::key::block;
use crate::entities::recognized::LocalEntity;
use crate::text::period::Period;
use std::collections::BTreeMap;
use std::num::NonZeroU64;
use std::sync::Arc;

/// Parts by their numbers. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    heads: ChunkedVec<Head>,
    spellings: Blobs,
    dates: Arc<BTreeMap<u32, Period>>,
}

/// What every part has.
#[derive(Clone, Debug)]
struct Head {
    articles: Postings,
    /// The key of its block; a key of 0 is one of no block.
    block: Option<NonZeroU64>,
    kind: Kind,
    basis: Basis,
}

impl Parts {
    pub(crate) fn len(&self) -> usize {
        self.heads.len()
    }

    pub(crate) fn get(&self, id: u32) -> Option<Part<'_>> {
        let head = self.heads.get(id as usize)?;
        Some(self.part(id, head))
    }

    /// All of them with their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, Part<'_>)> {
        let heads = (0..).zip(self.heads.iter());
        heads.map(|(id, head)| (id, self.part(id, head)))
    }

    fn part<'a>(&'a self, id: u32, head: &'a Head) -> Part<'a> {
        let dated = head.kind == Kind::Date;
        let known = Known {
            spellings: Spellings::new(self.spellings.get(id as usize)),
            articles: &head.articles,
            date: self.dates.get(&id).filter(|_| dated).copied(),
            kind: head.kind,
        };
        Part {
            known,
            basis: head.basis,
            block: head.block.map(Key::from),
        }
    }

    /// Adds a part for what an article names, without its spellings and the article; its
    /// number. `None` when there are 2^32 parts.
    pub(crate) fn push(&mut self, local: &LocalEntity, date: Option<Period>) -> Option<u32> {
        let id = u32::try_from(self.len()).ok()?;
        let block = block(local.kind, &local.name);
        self.heads.push(Head {
            articles: Postings::default(),
            block: block.and_then(NonZeroU64::new),
            kind: local.kind,
            basis: local.basis,
        });
        self.spellings.push(&[]);
        if let Some(date) = date {
            Arc::make_mut(&mut self.dates).insert(id, date);
        }
        Some(id)
    }

    /// The articles of a part, to be changed.
    pub(crate) fn articles_mut(&mut self, id: u32) -> Option<&mut Postings> {
        let head = self.heads.get_mut(id as usize)?;
        Some(&mut head.articles)
    }

    /// Puts other spellings, as they are [written](Spellings::changed), in the place of a
    /// part's.
    pub(crate) fn spell(&mut self, id: u32, spellings: &[u8]) {
        self.spellings.set(id as usize, spellings);
    }

    /// Bytes that they take in memory.
    pub(crate) fn bytes(&self) -> usize {
        let articles = self.heads.iter().map(|head| head.articles.bytes());
        // A map's nodes are at least half full.
        let dates = self.dates.len() * size_of::<(u32, Period)>() * 3 / 2;
        self.heads.bytes() + self.spellings.bytes() + articles.sum::<usize>() + dates
    }
}
