//! One article: its text and everything known about it as spans into that text.

use crate::text::Span;
use crate::text::calendar::PartialDate;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

/// Number of an article in its [`Corpus`](crate::corpus::Corpus): dense, from 0, in loading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct ArticleId(pub u32);

impl ArticleId {
    /// The number as an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One article. The default is empty.
///
/// Made by reading a file, and made again by [unpacking](crate::corpus::Corpus::article) it from
/// the corpus; what is known of it without unpacking is its [`Card`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// What lists say of it.
    pub card: Card,
    /// The decoded file, line ends, tabs and control characters kept; without invisible
    /// characters, marks inside of sentences (`**`, `&amp;`) and hyphens that only part a
    /// word at the end of a line. [`in_file`](Self::in_file) leads back.
    ///
    /// For an article that is a record of a larger file (JSON Lines), the record's title,
    /// a blank line, and its body.
    pub text: String,
    /// The text's structure: blocks in order, not overlapping, without white space at
    /// their ends. Every byte that is not white space lies in exactly one block.
    pub blocks: Vec<Block>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Where it can be read online, as given; not checked to be a safe address.
    pub url: Option<String>,
    /// How the bytes were read, when it was not plain UTF-8: `windows-1252`, `UTF-8, damaged`.
    pub encoding: Option<String>,
    /// What it was read as.
    pub format: FormatId,
    /// Where its links lead, in the order of their texts.
    pub links: Vec<Link>,
    /// Where the text was cut, in order.
    pub shifts: Vec<Shift>,
}

/// A place from which on a text stood elsewhere in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// The byte of the text.
    at: u32,
    /// The byte of the file.
    before: u32,
}

impl Shift {
    /// At a byte of the text, which is that byte of the file.
    ///
    /// # Panics
    /// If the text has 4 GiB, which no reader lets it have.
    #[must_use]
    pub fn new(at: usize, before: usize) -> Self {
        let narrow = |n| u32::try_from(n).expect("a text is below 4 GiB");
        Self {
            at: narrow(at),
            before: narrow(before),
        }
    }
}

/// The format that an article was read from: a row of the
/// [table of formats](crate::corpus::formats::FORMATS).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FormatId(pub u8);

/// Where a piece of text leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The text, or the description of a picture.
    pub span: Span,
    /// The address as given; not checked to be a safe one.
    pub address: Box<str>,
}

impl Article {
    /// Where a span of the text stands in the decoded file, or in the text of its record.
    #[must_use]
    pub fn in_file(&self, span: Span) -> Span {
        let place = |at: u32| {
            let next = self.shifts.partition_point(|shift| shift.at <= at);
            let shift = next
                .checked_sub(1)
                .and_then(|before| self.shifts.get(before));
            shift.map_or(at, |shift| shift.before + (at - shift.at))
        };
        let start = place(span.start);
        // What is put in the place of something may be longer than that.
        let cut = self.shifts.partition_point(|shift| shift.at < span.end);
        let cut = self.shifts.get(cut).map_or(u32::MAX, |shift| shift.before);
        let end = if span.is_empty() {
            start
        } else {
            (place(span.end - 1) + 1).min(cut)
        };
        Span { start, end }
    }

    /// Whether a file read again gave the same article, whenever it was written.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let facts = |article: &Self| {
            (
                article.author.clone(),
                article.url.clone(),
                article.encoding.clone(),
                article.format,
                article.links.clone(),
            )
        };
        self.text == other.text && self.card.is_same(&other.card) && facts(self) == facts(other)
    }
}

/// An article's card in the catalog: everything that lists, sorting, facets and the finder
/// need of it, always at hand while the text is packed.
///
/// Memory: 120 bytes, the title's and a long name's. A source or a path that many have is
/// kept once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// What scripts call it: the `id` field, or the file's stem.
    pub name: SmolStr,
    /// Where it was read from.
    pub origin: Origin,
    /// What it is called.
    pub title: Title,
    /// Who published it.
    pub source: Option<Claim<Arc<str>>>,
    /// When it was published.
    pub date: Option<Claim<PartialDate>>,
    /// Number of words that a reader sees.
    pub words: u32,
    /// When the file was last changed, in seconds since 1970. Sorts lists; is never
    /// shown as the article's date.
    pub modified: Option<i64>,
}

impl Card {
    /// Minutes to read it, at 230 words a minute (Brysbaert 2019, silent reading of
    /// non-fiction: 238), at least 1.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.words.div_ceil(230).max(1)
    }

    /// Whether a file read again gave the same card, whenever it was written.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.name == other.name
            && self.origin == other.origin
            && self.title == other.title
            && self.source == other.source
            && self.date == other.date
    }

    /// The published source's name, if known.
    #[must_use]
    pub fn source_name(&self) -> Option<&str> {
        self.source.as_ref().map(|source| &*source.value)
    }

    /// The publication date, if known or inferred.
    #[must_use]
    pub fn published(&self) -> Option<PartialDate> {
        self.date.as_ref().map(|date| date.value)
    }
}

/// Where an article was read from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A file of its own.
    File(Arc<Path>),
    /// A record of a file: its line, counted from 1.
    Record {
        /// The file.
        path: Arc<Path>,
        /// The line.
        line: u32,
    },
    /// Standard input; the line when it held several records, counted from 1, else 0.
    Stdin {
        /// The line.
        line: u32,
    },
    /// A file of the sample collection in the binary.
    Sample(&'static str),
}

impl Default for Origin {
    fn default() -> Self {
        Self::Stdin { line: 0 }
    }
}

impl Origin {
    /// A file of its own.
    #[must_use]
    pub fn file(path: impl AsRef<Path>) -> Self {
        Self::File(path.as_ref().into())
    }

    /// The file on disk, if there is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) | Self::Record { path, .. } => Some(path),
            Self::Stdin { .. } | Self::Sample(_) => None,
        }
    }

    /// The line of the record in its file, counted from 1.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        match self {
            Self::Record { line, .. } | Self::Stdin { line } if *line > 0 => Some(*line),
            _ => None,
        }
    }
}

/// The path as given, without its line; `-` for standard input, `sample/NAME` for the sample.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) | Self::Record { path, .. } => write!(f, "{}", path.display()),
            Self::Stdin { .. } => f.write_str("-"),
            Self::Sample(name) => write!(f, "sample/{name}"),
        }
    }
}

/// Something that was not read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// What it was: a path as given, with `:LINE` for a record; not made printable.
    pub path: String,
    /// Why, in a few words, without a period.
    pub reason: String,
}

/// What an article is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// The title on one line, white space collapsed; never empty; not made printable.
    pub text: Box<str>,
    /// Whether it had none, and this is its first sentence, shortened.
    pub derived: bool,
}

/// A fact about an article and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim<T> {
    /// The fact.
    pub value: T,
    /// What it rests on.
    pub evidence: Evidence,
}

/// What a [`Claim`] rests on, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// A field of front matter or of a record.
    Metadata,
    /// A line `source | date` or `By …` under the title.
    Byline,
    /// A dateline: `KYIV, Aug 29 (Reuters)`.
    Dateline,
    /// An agency's name at the end of a paragraph: `… TASS.`
    Trailer,
    /// The file's name.
    FileName,
    /// Only inferred from what the text says.
    Inferred,
}

impl Evidence {
    /// Whether to show the claim as uncertain.
    #[must_use]
    pub fn is_uncertain(self) -> bool {
        matches!(self, Self::Inferred)
    }

    /// The evidence in words, as in "date from the file name".
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Metadata => "from its metadata",
            Self::Byline => "from the line under the title",
            Self::Dateline => "from the dateline",
            Self::Trailer => "from the agency named in the text",
            Self::FileName => "from the file name",
            Self::Inferred => "inferred from the text",
        }
    }
}

/// A piece of an article's text with one role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// Where it stands. May hold line ends: a hard-wrapped paragraph is one block.
    pub span: Span,
    /// Runs inside it with a style of their own, sorted, not overlapping.
    pub inlines: Box<[Inline]>,
}

/// What a [`Block`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// The title.
    Title,
    /// The title once more, whole or cut; shown once, indexed once, counted once.
    TitleRepeat,
    /// The summary line under the title.
    Standfirst,
    /// A line of source, author or date under the title.
    Byline,
    /// A heading, its level from 1.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// A summary that names itself: `TL;DR: …`.
    Summary,
    /// A list item, its depth from 0. The marker is a hidden or [`Style::Marker`] inline.
    Bullet(u8),
    /// `Q: …`
    Question,
    /// `A: …`
    Answer,
    /// Quoted text.
    Quote,
    /// Lines that keep their ends and are read as text: verse, names under each other,
    /// columns made with blanks.
    Lines,
    /// Code, whose lines keep their ends too. Names no entities.
    Code,
    /// Navigation and other page furniture.
    Furniture,
    /// A cell of a table. Cells that follow one another are one table: its first row is
    /// number 0, and an empty cell has no block.
    Cell {
        /// The row, from 0.
        row: u16,
        /// The column, from 0.
        column: u8,
    },
    /// A picture; its text is its description.
    Image,
    /// Metadata in front of the text; not shown.
    FrontMatter,
}

impl Role {
    /// Whether the reader shows the block.
    #[must_use]
    pub fn is_shown(self) -> bool {
        !matches!(self, Self::FrontMatter | Self::TitleRepeat)
    }

    /// Whether the index and the entities read the block. Bylines and furniture are shown,
    /// and found by search, but name no entities.
    #[must_use]
    pub fn is_text(self) -> bool {
        self.is_shown() && !matches!(self, Self::Furniture | Self::Byline)
    }
}

/// A run of a block with a style of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inline {
    /// Where it stands.
    pub span: Span,
    /// How it looks.
    pub style: Style,
}

/// How an [`Inline`] looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Style {
    /// The lead-in of a bullet or summary, `Risk of a Fragile Peace:`; bold.
    Lead,
    /// The marker of a bullet, a question or an answer: `•`, `Q:`.
    Marker,
    /// Emphasized.
    Emphasis,
    /// Strongly emphasized.
    Strong,
    /// Code.
    Code,
    /// The text of a link; where it leads is in [`Article::links`].
    Link,
    /// The description of a picture inside a text.
    Image,
    /// Markup: not shown, not indexed, names no entities.
    Hidden,
}

impl Block {
    /// The parts of the block that are shown, in order: its span without hidden inlines.
    pub fn visible(&self) -> impl Iterator<Item = Span> + '_ {
        let hidden = self
            .inlines
            .iter()
            .filter(|inline| inline.style == Style::Hidden);
        let starts =
            std::iter::once(self.span.start).chain(hidden.clone().map(|inline| inline.span.end));
        let ends = hidden
            .map(|inline| inline.span.start)
            .chain(std::iter::once(self.span.end));
        starts
            .zip(ends)
            .filter(|(start, end)| start < end)
            .map(|(start, end)| Span { start, end })
    }
}
