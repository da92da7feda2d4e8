//! A decoded text becomes an [`Article`].
//!
//! In go the text, how its blocks are found and what is known about it from elsewhere: its file, the
//! fields of a record. Out comes the article with its structure, title, source and date,
//! each fact with what it rests on. Nothing is read from disk here, and nothing fails: a
//! text that has no structure is one paragraph.

use crate::corpus::article::{Article, Block, Card, Claim, Evidence, FormatId, Link, Origin, Role};
use crate::corpus::metadata::bylines::Byline;
use crate::corpus::metadata::front_matter::{self, Facts};
use crate::corpus::metadata::{datelines, sources};
use crate::corpus::structure::edits::{self, Edit};
use crate::corpus::structure::head::{self, Known};
use crate::corpus::structure::words;
use crate::text::calendar::PartialDate;
use smol_str::SmolStr;
use std::path::Path;
use std::sync::Arc;

/// A text to be read, and where it comes from.
#[derive(Clone, Debug)]
pub struct Raw {
    /// The decoded text.
    pub text: String,
    /// Where it was read from.
    pub origin: Origin,
    /// What it is read as.
    pub format: FormatId,
    /// How its blocks are found.
    pub structure: Structure,
    /// When the file was last changed, in seconds since 1970.
    pub modified: Option<i64>,
    /// How the bytes were read, when it was not plain UTF-8.
    pub encoding: Option<String>,
    /// What the fields of a record say.
    pub facts: Facts,
    /// Whether the first line of the text is the title, as for a record that has one.
    pub titled: bool,
}

/// Finds the blocks of a text from a byte on.
pub type Structure = fn(&str, usize) -> Structured;

/// The blocks of a text, and where its links lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structured {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// Where the links lead, in the order of their texts.
    pub links: Vec<Link>,
    /// What else is to be changed in the text.
    pub edits: Vec<Edit>,
}

impl Raw {
    /// A text of its own: nothing is known about it but where it comes from.
    #[must_use]
    pub fn new(text: String, origin: Origin, format: FormatId, structure: Structure) -> Self {
        Self {
            text,
            origin,
            format,
            structure,
            modified: None,
            encoding: None,
            facts: Facts::default(),
            titled: false,
        }
    }
}

/// Reads one article.
#[must_use]
pub fn article(raw: Raw) -> Article {
    let front = front_matter::split(&raw.text);
    let start = front.as_ref().map_or(0, |front| front.end);
    let Structured {
        mut blocks,
        mut links,
        edits,
    } = (raw.structure)(&raw.text, start);
    let mut facts = raw.facts;
    let mut known = if raw.titled {
        Known::First
    } else {
        Known::Nothing
    };
    if let Some(front) = front {
        blocks.splice(0..0, front.blocks);
        facts.fill(front.facts);
        if let Some(title) = facts.title.clone().filter(|_| !raw.titled) {
            known = Known::Named(title);
        }
    }
    let mut text = raw.text;
    let shifts = edits::apply(&mut text, &mut blocks, &mut links, edits);
    let stem = stem(&raw.origin);
    let head = head::read(
        &text,
        &mut blocks,
        known,
        stem.as_deref().unwrap_or("untitled"),
    );
    let told = told(&text, &blocks, &raw.origin, &facts, &head.byline);
    let words = blocks
        .iter()
        .filter(|block| block.role.is_shown())
        .flat_map(Block::visible)
        .map(|span| words::count(span.slice(&text)))
        .sum();
    let name = facts.id.or(stem);
    Article {
        card: Card {
            name: name.map_or(SmolStr::new_static("stdin"), SmolStr::from),
            origin: raw.origin,
            title: head.title,
            source: told.0,
            date: told.1,
            words,
            modified: raw.modified,
        },
        author: facts.author.or(head.byline.author),
        url: facts.url,
        encoding: raw.encoding,
        format: raw.format,
        links,
        shifts,
        blocks,
        text,
    }
}

/// The stem of the article's file.
fn stem(origin: &Origin) -> Option<String> {
    let path = match origin {
        Origin::Sample(name) => Path::new(name),
        origin => origin.path()?,
    };
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
}

type Told = (Option<Claim<Arc<str>>>, Option<Claim<PartialDate>>);

/// Source and date, each from the surest evidence.
fn told(text: &str, blocks: &[Block], origin: &Origin, facts: &Facts, byline: &Byline) -> Told {
    let mut source = claim(facts.source.as_deref().map(Arc::from), Evidence::Metadata)
        .or_else(|| claim(byline.source.as_deref().map(Arc::from), Evidence::Byline));
    let mut date =
        claim(facts.date, Evidence::Metadata).or_else(|| claim(byline.date, Evidence::Byline));
    if source.is_some() && date.is_some() {
        return (source, date);
    }
    let paragraphs = || blocks.iter().filter(|block| block.role == Role::Paragraph);
    let dateline = paragraphs()
        .take(3)
        .find_map(|block| datelines::read(block.span.slice(text)));
    if let Some(dateline) = dateline {
        let owned = dateline.source.map(Arc::from);
        source = source.or_else(|| claim(owned, Evidence::Dateline));
        let day = |(month, day)| PartialDate::day(year_of(origin)?, month, day);
        let whole = dateline.date.or_else(|| dateline.day.and_then(day));
        date = date.or_else(|| claim(whole, Evidence::Dateline));
    }
    if source.is_none() {
        let agency = paragraphs()
            .rev()
            .find_map(|block| sources::trailer(block.span.slice(text)));
        source = claim(agency.map(Arc::from), Evidence::Trailer);
    }
    let single = !matches!(origin, Origin::Record { .. } | Origin::Stdin { .. });
    if let Some(stem) = stem(origin).filter(|_| single && (source.is_none() || date.is_none())) {
        let named = sources::file_name(&stem);
        let owned = named.source.map(Arc::from);
        source = source.or_else(|| claim(owned, Evidence::FileName));
        date = date.or_else(|| claim(named.date, Evidence::FileName));
    }
    (source, date)
}

/// The year that a folder or the file is named after, which completes a dateline.
fn year_of(origin: &Origin) -> Option<i16> {
    let parts = origin.path()?.components().rev().take(4);
    let year = |name: &str| {
        let digits = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
        let year: i16 = name.parse().ok().filter(|_| digits)?;
        (1900..2100).contains(&year).then_some(year)
    };
    parts
        .filter_map(|part| part.as_os_str().to_str())
        .find_map(|name| name.split(['-', '_', '.', ' ']).find_map(year))
}

fn claim<T>(value: Option<T>, evidence: Evidence) -> Option<Claim<T>> {
    value.map(|value| Claim { value, evidence })
}

#[cfg(test)]
mod tests {
    use super::article;
    use crate::corpus::formats::{markdown, plain};
    use crate::corpus::{Article, Evidence, Origin, Role, Style, invariant};
    use proptest::prelude::*;
    use std::path::Path;

    fn read(path: &str, text: &str) -> Article {
        let origin = Origin::file(path);
        let raw = match Path::new(path).extension() {
            Some(name) if name == "md" => markdown::raw,
            _ => plain::raw,
        };
        let article = article(raw(text.to_owned(), origin));
        invariant::check(&article.text, &article.blocks);
        article
    }

    fn check(path: &str, text: &str, source: &str, date: &str) {
        let article = read(path, text);
        let card = article.card;
        let source_seen = card
            .source
            .map(|claim| format!("{} {:?}", claim.value, claim.evidence));
        let date_seen = card
            .date
            .map(|claim| format!("{} {:?}", claim.value, claim.evidence));
        assert_eq!(source_seen.unwrap_or_default(), source, "{text}");
        assert_eq!(date_seen.unwrap_or_default(), date, "{text}");
    }

    #[test]
    fn source_and_date_come_from_the_surest_evidence() {
        check("a.txt", "It ended.", "", "");
        check(
            "a.txt",
            "Title\nPost | 2025-08-29\n\nKYIV, Aug 28 (AP) - It ended.",
            "Post Byline",
            "2025-08-29 Byline",
        );
        check("a.txt", "KYIV, Aug 28 (AP) - It ended.", "AP Dateline", "");
        check(
            "2025/a.txt",
            "KYIV, Aug 28 (AP) - It ended.",
            "AP Dateline",
            "2025-08-28 Dateline",
        );
        check(
            "a.txt",
            "It ended, he said. TASS.\n\nIt was in January 2025.",
            "TASS Trailer",
            "",
        );
        check(
            "2024-05-01-reuters-talks.txt",
            "It ended.",
            "Reuters FileName",
            "2024-05-01 FileName",
        );
        check(
            "2024-05-01-reuters-talks.txt",
            "KYIV (AP) - It ended.",
            "AP Dateline",
            "2024-05-01 FileName",
        );
    }

    #[test]
    fn front_matter_gives_facts_and_a_title_block() {
        let text = "---\ntitle: \"Old bridge\"\nsource: Post\ndate: 2025-08-29\nauthor: Ann Low\nurl: https://e.org\n---\n# Old bridge\n\nIt *fell*.";
        let article = read("a.md", text);
        assert_eq!(
            (&*article.card.title.text, article.card.title.derived),
            ("Old bridge", false)
        );
        let shown: Vec<Role> = article
            .blocks
            .iter()
            .map(|block| block.role)
            .filter(|role| *role != Role::FrontMatter)
            .collect();
        assert_eq!(shown, [Role::Title, Role::TitleRepeat, Role::Paragraph]);
        assert_eq!(article.card.source.unwrap().evidence, Evidence::Metadata);
        assert_eq!(
            (article.author.as_deref(), article.url.as_deref()),
            (Some("Ann Low"), Some("https://e.org"))
        );
        assert_eq!(article.card.words, 4);
        check("a.md", text, "Post Metadata", "2025-08-29 Metadata");
    }

    #[test]
    fn malformed_front_matter_loses_no_text() {
        let article = read("a.md", "---\n{ broken\n---\nIt fell.");
        assert!(article.blocks.iter().any(|block| block.role.is_text()));
    }

    #[test]
    fn name_and_title_never_are_empty() {
        let article = read("dir/a.b.txt", "\u{1}\u{2}");
        assert_eq!(article.card.name, "a.b");
        assert!(!article.card.title.text.is_empty());
    }

    /// A piece as people save them from a site that explains things.
    const LONG: &str = "\
What the closing of the Old Bridge means for the river towns
What the closing of the Old Bridge means...
The board has given no date, and the ferries are full.
For two hundred years the towns on both banks have crossed the river by one bridge, and many people had their work on the other side of it.
Now they stand in a queue before the sun is up, and the ferry that takes them over the water has room for sixty people and four cars.

TL;DR: The bridge is shut, the ferries are slow, and nobody knows for how long.

How it came to this

The board closed the bridge on Monday after divers had found a crack in the second pier, an engineer said.

Potential Gains:

\u{2022} Safety: Nobody drives over a pier that may give way.
\u{2022} Time: The repair can begin before the water rises.

What people ask

Q: How long will it stay shut?
A: The board speaks of weeks, the engineers of months.
Q: Who pays for the ferries?
A: The towns do, until the county has met.

The county meets next week to speak about money, and the towns want to be heard there. TASS.

Share this:
";

    #[test]
    fn a_long_piece_is_read_as_its_parts() {
        let article = read("a.txt", LONG);
        let roles: Vec<Role> = article.blocks.iter().map(|block| block.role).collect();
        assert_eq!(
            roles,
            [
                Role::Title,
                Role::TitleRepeat,
                Role::Standfirst,
                Role::Paragraph,
                Role::Paragraph,
                Role::Summary,
                Role::Heading(2),
                Role::Paragraph,
                Role::Heading(3),
                Role::Bullet(0),
                Role::Bullet(0),
                Role::Heading(2),
                Role::Question,
                Role::Answer,
                Role::Question,
                Role::Answer,
                Role::Paragraph,
                Role::Furniture,
            ]
        );
        let leads = article.blocks.iter().flat_map(|block| &block.inlines);
        let leads = leads.filter(|inline| inline.style == Style::Lead);
        assert_eq!(leads.count(), 3, "of the summary and of both list items");
        let source = article.card.source.unwrap();
        assert_eq!(
            (&*source.value, source.evidence),
            ("TASS", Evidence::Trailer)
        );
        assert!(article.card.date.is_none());
    }

    proptest! {
        #[test]
        fn any_text_is_an_article(text in "(---\n|\\+\\+\\+\n|title: |date = |[a-zA-Zé.|:/()]{1,6}|By |, Aug 2[0-9] | - |TASS|[ \\t\r\n\\x00-\\x1f]){0,30}", markdown: bool) {
            let raw = if markdown { markdown::raw } else { plain::raw };
            let article = article(raw(text.clone(), Origin::Stdin { line: 0 }));
            invariant::check(&article.text, &article.blocks);
            prop_assert!(!article.card.title.text.is_empty());
            prop_assert!(!article.card.title.text.contains('\n'));
        }
    }
}
