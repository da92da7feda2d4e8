//! The articles of a batch as a corpus keeps them: cards at hand, texts packed.
//!
//! In go articles; out come their cards at once, and each article whole when it is asked
//! for. A text cannot be read without unpacking, so nothing does it by accident. What the
//! articles say, and which there are beside them, is not known here.
//!
//! ```text
//! cards   card, card, …                                       read in place
//! places  where each article's bytes end, length of its text  8 bytes an article
//! bytes   text, author, url, encoding, blocks; text, …        each article packed for itself
//! ```

use super::packer::{Dictionary, Press};
use crate::corpus::article::{Article, Block, Card, FormatId, Link, Shift};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::Arc;
use zstd::bulk::Decompressor;

/// The articles of a batch. Never changes.
///
/// Memory: the [cards](Card), 8 bytes an article, and what the texts take packed.
#[derive(Debug, Default)]
pub struct Volume {
    cards: Arc<[Card]>,
    places: Box<[Place]>,
    bytes: Box<[u8]>,
    /// What the bytes are packed with; as they are without one.
    dictionary: Option<Arc<Dictionary>>,
}

/// Where an article stands.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// One past its last byte in the volume.
    end: u32,
    /// Bytes of its text.
    text: u32,
}

impl Place {
    fn new(end: usize, text: usize) -> Self {
        let narrow = |n: usize| u32::try_from(n).expect("a batch is below 4 GiB");
        Self {
            end: narrow(end),
            text: narrow(text),
        }
    }
}

/// What is packed behind the text.
#[derive(Serialize, Deserialize)]
struct Rest {
    author: Option<String>,
    url: Option<String>,
    encoding: Option<String>,
    format: FormatId,
    links: Vec<Link>,
    shifts: Vec<Shift>,
    /// With [steps](to_steps) in the place of offsets.
    blocks: Vec<Block>,
}

/// Puts in the place of every span its distance from the one before it, and its length:
/// small numbers that repeat.
fn to_steps(blocks: &mut [Block]) {
    let step = |span: Span, before: u32| Span {
        start: span.start.wrapping_sub(before),
        end: span.end.wrapping_sub(span.start),
    };
    let mut before = 0;
    for block in blocks {
        let whole = block.span;
        block.span = step(whole, before);
        before = whole.end;
        let mut inside = whole.start;
        for inline in &mut block.inlines {
            let part = inline.span;
            inline.span = step(part, inside);
            inside = part.end;
        }
    }
}

/// Undoes [`to_steps`].
fn from_steps(blocks: &mut [Block]) {
    let span = |step: Span, before: u32| {
        let start = step.start.wrapping_add(before);
        let end = step.end.wrapping_add(start);
        Span { start, end }
    };
    let mut before = 0;
    for block in blocks {
        block.span = span(block.span, before);
        before = block.span.end;
        let mut inside = block.span.start;
        for inline in &mut block.inlines {
            inline.span = span(inline.span, inside);
            inside = inline.span.end;
        }
    }
}

impl Volume {
    /// The articles as they are: quick to make, as large as the texts.
    ///
    /// # Panics
    /// If the texts have 4 GiB or more, which the loader's limits exclude.
    #[must_use]
    pub fn plain(articles: Vec<Article>) -> Self {
        let mut cards = Vec::with_capacity(articles.len());
        let mut places = Vec::with_capacity(articles.len());
        let texts = articles.iter().map(|article| article.text.len()).sum();
        let mut bytes = Vec::with_capacity(texts);
        let mut sources = HashSet::new();
        for mut article in articles {
            share_source(&mut article.card, &mut sources);
            cards.push(article.card);
            bytes.extend_from_slice(article.text.as_bytes());
            let mut rest = Rest {
                author: article.author,
                url: article.url,
                encoding: article.encoding,
                format: article.format,
                links: article.links,
                shifts: article.shifts,
                blocks: article.blocks,
            };
            to_steps(&mut rest.blocks);
            bytes = postcard::to_extend(&rest, bytes)
                .expect("strings and numbers can be written to memory");
            places.push(Place::new(bytes.len(), article.text.len()));
        }
        Self {
            cards: cards.into(),
            places: places.into(),
            bytes: bytes.into(),
            dictionary: None,
        }
    }

    /// The articles packed; `None` if they are packed already.
    pub(super) fn packed(&self, dictionary: &Arc<Dictionary>) -> Option<Self> {
        if !self.is_plain() {
            return None;
        }
        let mut press = Press::new(dictionary);
        let mut bytes = Vec::with_capacity(self.bytes.len() / 2);
        let places = self.places.iter().enumerate().map(|(at, place)| {
            press.pack(self.bytes_of(at), &mut bytes);
            Place::new(bytes.len(), place.text as usize)
        });
        Some(Self {
            places: places.collect(),
            bytes: bytes.into(),
            cards: Arc::clone(&self.cards),
            dictionary: Some(Arc::clone(dictionary)),
        })
    }

    /// Whether the texts are as they are.
    pub(super) fn is_plain(&self) -> bool {
        self.dictionary.is_none()
    }

    /// The texts, where they are not packed.
    pub(super) fn plain_texts(&self) -> impl Iterator<Item = &[u8]> {
        let places = self.places.iter().enumerate().filter(|_| self.is_plain());
        places.filter_map(|(at, place)| self.bytes_of(at).get(..place.text as usize))
    }

    /// The articles' cards, in order.
    #[must_use]
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// Bytes that the volume takes in memory: of the cards, and of the texts with their
    /// structure.
    #[must_use]
    pub fn bytes(&self) -> (usize, usize) {
        let of_card = |card: &Card| {
            size_of::<Card>()
                + card.title.text.len()
                + if card.name.is_heap_allocated() {
                    card.name.len()
                } else {
                    0
                }
        };
        let cards = self.cards.iter().map(of_card).sum();
        (cards, self.bytes.len() + size_of_val(&*self.places))
    }

    /// The volume with empty articles in the place of those that are not to be kept.
    pub(super) fn without(&self, is_gone: impl Fn(usize) -> bool) -> Self {
        let mut bytes = Vec::new();
        let mut cards = Vec::with_capacity(self.cards.len());
        let mut places = Vec::with_capacity(self.places.len());
        for (at, (card, place)) in self.cards.iter().zip(&self.places).enumerate() {
            let gone = is_gone(at);
            if !gone {
                bytes.extend_from_slice(self.bytes_of(at));
            }
            let text = if gone { 0 } else { place.text as usize };
            places.push(Place::new(bytes.len(), text));
            cards.push(if gone { Card::default() } else { card.clone() });
        }
        Self {
            cards: cards.into(),
            places: places.into(),
            bytes: bytes.into(),
            dictionary: self.dictionary.clone(),
        }
    }

    /// The packed bytes of an article.
    fn bytes_of(&self, at: usize) -> &[u8] {
        let end = |at: usize| self.places.get(at).map_or(0, |place| place.end as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.bytes.get(start..end(at)).unwrap_or_default()
    }
}

/// Lets equal sources of a volume share their memory.
fn share_source(card: &mut Card, sources: &mut HashSet<Arc<str>>) {
    if let Some(source) = &mut card.source {
        match sources.get(&source.value) {
            Some(known) => source.value = Arc::clone(known),
            None => {
                sources.insert(Arc::clone(&source.value));
            }
        }
    }
}

/// Unpacks articles one after the other; what unpacking needs is set up once for all of
/// the same dictionary.
#[derive(Default)]
pub struct Unpacker<'a> {
    with: Option<(&'a Arc<Dictionary>, Decompressor<'a>)>,
}

impl<'a> Unpacker<'a> {
    /// The article with that number in its volume; `None` if there is none.
    pub(super) fn article(&mut self, volume: &'a Volume, at: usize) -> Option<Article> {
        let card = volume.cards.get(at)?.clone();
        let packed = volume.bytes_of(at);
        if packed.is_empty() {
            return Some(Article {
                card,
                ..Article::default()
            });
        }
        let mut bytes = match &volume.dictionary {
            None => packed.to_vec(),
            Some(dictionary) => self.unpack(packed, dictionary),
        };
        let text = volume.places.get(at)?.text as usize;
        let mut rest: Rest = postcard::from_bytes(bytes.get(text..).unwrap_or_default())
            .expect("a volume gives back what it took");
        from_steps(&mut rest.blocks);
        bytes.truncate(text);
        Some(Article {
            card,
            text: String::from_utf8(bytes).expect("a volume gives back what it took"),
            blocks: rest.blocks,
            author: rest.author,
            url: rest.url,
            encoding: rest.encoding,
            format: rest.format,
            links: rest.links,
            shifts: rest.shifts,
        })
    }

    fn unpack(&mut self, packed: &[u8], dictionary: &'a Arc<Dictionary>) -> Vec<u8> {
        let known = self
            .with
            .take()
            .filter(|(known, _)| Arc::ptr_eq(known, dictionary));
        let (_, decompressor) = self
            .with
            .insert(known.unwrap_or_else(|| (dictionary, dictionary.decompressor())));
        decompressor
            .decompress(packed, Dictionary::length(packed))
            .expect("a volume gives back what it took")
    }
}

#[cfg(test)]
mod tests {
    use super::{Span, Unpacker, Volume};
    use crate::corpus::formats::{assemble, markdown, plain};
    use crate::corpus::store::packer::{Dictionary, SMALLEST};
    use crate::corpus::{Article, Block, Inline, Origin, Role, Style};
    use proptest::prelude::*;
    use std::sync::{Arc, LazyLock};

    /// An article with the facts that only some have.
    fn article(text: &str, markdown: bool) -> Article {
        let raw = if markdown { markdown::raw } else { plain::raw };
        let mut article = assemble::article(raw(text.to_owned(), Origin::file("a.txt")));
        article.author = (!markdown).then(|| "Ann Low".to_owned());
        article.url = markdown.then(|| "https://e.org".to_owned());
        article.encoding = markdown.then(|| "windows-1252".to_owned());
        article
    }

    /// Made once: that takes a large part of a second.
    static DICTIONARY: LazyLock<Arc<Dictionary>> = LazyLock::new(|| {
        let line = |n: usize| format!("The {n}th bridge over the river was closed in {}.", n * n);
        let lines: Vec<String> = (0..8000).map(line).collect();
        let samples: Vec<&[u8]> = lines.iter().map(String::as_bytes).collect();
        Arc::new(Dictionary::of(&samples, SMALLEST).expect("enough text"))
    });

    fn unpacked(volume: &Volume) -> Vec<Article> {
        let mut unpacker = Unpacker::default();
        (0..volume.cards().len())
            .filter_map(|at| unpacker.article(volume, at))
            .collect()
    }

    fn check(articles: &[Article]) {
        let plain = Volume::plain(articles.to_vec());
        let packed = plain.packed(&DICTIONARY).unwrap();
        for volume in [&plain, &packed] {
            assert_eq!(unpacked(volume), articles);
        }
        for gone in 0..articles.len() {
            let mut left = articles.to_vec();
            left[gone] = Article::default();
            assert_eq!(unpacked(&packed.without(|at| at == gone)), left);
        }
    }

    #[test]
    fn gives_back_what_it_took() {
        check(&[]);
        check(&[Article::default()]);
        check(&[
            article("Old bridge\n\nIt fell.", false),
            article("", false),
            article("---\nsource: Post\n---\n# New\n\nIt *stands*.", true),
        ]);
    }

    #[test]
    fn articles_of_one_source_share_its_name() {
        let article = article("---\nsource: Post\n---\n# New\n\nIt *stands*.", true);
        let volume = Volume::plain(vec![article.clone(), article]);
        let source = |at: usize| &volume.cards()[at].source.as_ref().unwrap().value;
        assert!(Arc::ptr_eq(source(0), source(1)));
    }

    fn blocks() -> impl Strategy<Value = Vec<Block>> {
        let span = (any::<u32>(), any::<u32>()).prop_map(|(start, end)| Span { start, end });
        let role = prop_oneof![
            Just(Role::Paragraph),
            any::<u8>().prop_map(Role::Heading),
            any::<u8>().prop_map(Role::Bullet),
            Just(Role::FrontMatter),
        ];
        let style = prop_oneof![Just(Style::Lead), Just(Style::Hidden)];
        let inline = (span.clone(), style).prop_map(|(span, style)| Inline { span, style });
        let inlines = prop::collection::vec(inline, 0..4);
        let block = (role, span, inlines).prop_map(|(role, span, inlines)| Block {
            role,
            span,
            inlines: inlines.into(),
        });
        prop::collection::vec(block, 0..6)
    }

    proptest! {
        #[test]
        fn any_text_and_any_blocks_come_back(
            texts in prop::collection::vec(("\\PC{0,200}|(The |bridge |\n\n|é){0,40}", any::<bool>(), blocks()), 0..5)
        ) {
            let with_blocks = |(text, markdown, blocks): &(String, bool, Vec<Block>)| Article {
                blocks: blocks.clone(),
                ..article(text, *markdown)
            };
            check(&texts.iter().map(with_blocks).collect::<Vec<_>>());
        }
    }
}
