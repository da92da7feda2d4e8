//! The names of a collection, prepared for the finder: titles and headings.
//!
//! In go batches of articles, as they are read; out come the rows that a pattern matches,
//! and what each leads to. The threads that read a batch prepare its names, so a snapshot
//! has all of its own and shares them with the next. Costs 77 bytes for a title of 44
//! letters, 8 more for a heading.

use super::Library;
use crate::corpus::{Article, ArticleId, Block, Role};
use crate::query::fuzzy::Candidates;
use crate::text::Span;
use crate::text::fold::one_line;
use std::sync::Arc;

/// Titles and headings of articles. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// A row for each article number that is or was given.
    titles: Candidates,
    headings: Candidates,
    /// Where the headings stand: the number of the first of each batch, and all of its.
    places: Vec<(u32, Arc<[Place]>)>,
}

/// Where a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    article: u32,
    /// Index into `Article::blocks`.
    block: u32,
}

/// The names of a batch, whose articles are numbered from 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Prepared {
    titles: Candidates,
    headings: Candidates,
    places: Vec<Place>,
}

/// A heading of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadingId {
    /// The article.
    pub article: ArticleId,
    /// Index into `Article::blocks`.
    pub block: usize,
}

impl Prepared {
    pub(super) fn new(articles: &[Article]) -> Self {
        let mut prepared = Self::default();
        for (number, article) in (0..).zip(articles) {
            prepared.titles.push(&article.card.title.text);
            for (at, block) in (0..).zip(&article.blocks) {
                if matches!(block.role, Role::Heading(_)) {
                    prepared.headings.push(&shown(article, at as usize));
                    prepared.places.push(Place {
                        article: number,
                        block: at,
                    });
                }
            }
        }
        prepared.titles.shrink();
        prepared.headings.shrink();
        prepared
    }
}

impl Names {
    /// Adds the names of the articles from `first` on.
    pub(super) fn add(&mut self, first: ArticleId, prepared: Prepared) {
        self.titles.append(&prepared.titles);
        if prepared.places.is_empty() {
            return;
        }
        let row = u32::try_from(self.headings.len()).unwrap_or(u32::MAX);
        self.headings.append(&prepared.headings);
        let numbered = prepared.places.into_iter().map(|place| Place {
            article: first.0 + place.article,
            ..place
        });
        self.places.push((row, numbered.collect()));
    }

    /// Takes out the names of articles that are gone.
    pub(super) fn remove(&mut self, gone: &[ArticleId]) {
        for id in gone {
            self.titles.blank(id.0);
            for (first, places) in &self.places {
                let from = places.partition_point(|place| place.article < id.0);
                let of_article = places.iter().enumerate().skip(from);
                let of_article = of_article.take_while(|(_, place)| place.article == id.0);
                for (n, _) in of_article {
                    let n = u32::try_from(n).unwrap_or(u32::MAX);
                    self.headings.blank(first + n);
                }
            }
        }
    }

    /// The titles; a row is the number of its article.
    #[must_use]
    pub fn titles(&self) -> &Candidates {
        &self.titles
    }

    /// The headings inside of articles; [`Self::heading`] says what a row is.
    #[must_use]
    pub fn headings(&self) -> &Candidates {
        &self.headings
    }

    /// The heading of a row.
    #[must_use]
    pub fn heading(&self, row: u32) -> Option<HeadingId> {
        let batch = self.places.partition_point(|(first, _)| *first <= row);
        let (first, places) = self.places.get(batch.checked_sub(1)?)?;
        let place = places.get((row - first) as usize)?;
        Some(HeadingId {
            article: ArticleId(place.article),
            block: place.block as usize,
        })
    }

    /// Bytes that they take in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let places = self.places.iter().map(|(_, places)| size_of_val(&**places));
        self.titles.bytes() + self.headings.bytes() + places.sum::<usize>()
    }
}

impl Library {
    /// The titles and headings that the finder looks through.
    #[must_use]
    pub fn names(&self) -> &Names {
        &self.names
    }
}

/// What a block shows, on one line.
#[must_use]
pub fn shown(article: &Article, block: usize) -> String {
    let block = article.blocks.get(block);
    let parts = block.into_iter().flat_map(Block::visible);
    let text: String = parts.map(|part: Span| part.slice(&article.text)).collect();
    one_line(&text)
}
