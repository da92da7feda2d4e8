//! All that is known of an article, gathered on a worker, as rows of a page.

use crate::app::parts::wording::{counted, grouped, plural, reading_time};
use crate::app::work::{Task, Tools, Urgency};
use crate::corpus::{Article, ArticleId, Block, Claim, Role, formats};
use crate::entities::Kind;
use crate::library::Library;
use crate::text::Span;
use crate::text::fnv::fnv1a;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A row of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// What it is about, or a heading.
    pub(super) label: &'static str,
    /// What there is to say; empty in a heading.
    pub(super) value: String,
    /// What that rests on, or why it is so.
    pub(super) note: String,
    /// Where it stands in the text.
    pub(super) place: Option<Span>,
}

impl Row {
    /// Whether it is a heading, or the blank above one.
    pub(super) fn is_heading(&self) -> bool {
        self.value.is_empty()
    }
}

/// Gathers the rows.
#[derive(Debug)]
pub(super) struct AboutTask {
    /// Where the article is.
    pub(super) library: Arc<Library>,
    /// Which.
    pub(super) article: ArticleId,
}

impl Task for AboutTask {
    type Answer = Vec<Row>;
    const NAME: &'static str = "about";
    const URGENCY: Urgency = Urgency::Opened;

    fn perform(&self, _: &Tools<'_>) -> Vec<Row> {
        let Some(article) = self.library.article(self.article) else {
            return Vec::new();
        };
        let mut rows = Rows::default();
        file(&article, &mut rows);
        grounds(&article, &mut rows);
        text(&article, &mut rows);
        names(&self.library, self.article, &mut rows);
        set_aside(&article, &mut rows);
        rows.0
    }
}

/// Rows being written.
#[derive(Default)]
struct Rows(Vec<Row>);

impl Rows {
    fn heading(&mut self, label: &'static str) {
        if !self.0.is_empty() {
            self.0.push(Row::default());
        }
        self.0.push(Row {
            label,
            ..Row::default()
        });
    }

    fn add(&mut self, label: &'static str, value: impl Into<String>, note: impl Into<String>) {
        self.0.push(Row {
            label,
            value: value.into(),
            note: note.into(),
            place: None,
        });
    }
}

/// Where it is, and how it was read.
fn file(article: &Article, rows: &mut Rows) {
    let origin = &article.card.origin;
    rows.heading("File");
    rows.add("path", origin.to_string(), "");
    if let Some(line) = origin.line() {
        rows.add("record", format!("line {}", grouped(u64::from(line))), "");
    }
    let address = article.url.clone();
    let note = if address.is_some() {
        ""
    } else {
        "none is named"
    };
    rows.add("address", address.unwrap_or_else(|| "–".to_owned()), note);
    let format = formats::of(article.format);
    let by_name = origin.path().and_then(formats::of_name);
    let note = match by_name {
        Some(by_name) if by_name.name != format.name => "as its first bytes say, not its name",
        _ => "",
    };
    rows.add("format", format.name, note);
    let encoding = article.encoding.clone();
    rows.add(
        "encoding",
        encoding.unwrap_or_else(|| "UTF-8".to_owned()),
        "",
    );
    rows.add(
        "size",
        format!("{} bytes", grouped(article.text.len() as u64)),
        "of text",
    );
    let hash = fnv1a(article.text.bytes());
    rows.add("content hash", format!("{hash:016x}"), "FNV-1a of the text");
}

/// What it says of itself, and what that rests on.
fn grounds(article: &Article, rows: &mut Rows) {
    let card = &article.card;
    rows.heading("What is known, and what that rests on");
    let title = article
        .blocks
        .iter()
        .find(|block| block.role == Role::Title);
    let note = match (card.title.derived, title) {
        (true, _) => "no title: its first words stand in",
        (false, Some(_)) => "from its title line",
        (false, None) => "from its metadata",
    };
    rows.add("title", &*card.title.text, note);
    if let Some(row) = rows.0.last_mut() {
        row.place = title.map(|block| block.span);
    }
    rows.add("author", article.author.clone().unwrap_or_else(none), "");
    let source = claim(card.source.as_ref(), ToString::to_string);
    rows.add("source", source.0, source.1);
    let date = claim(card.date.as_ref(), |date| date.long());
    rows.add("date", date.0, date.1);
}

fn none() -> String {
    "–".to_owned()
}

/// A fact and what it rests on, in words.
fn claim<T>(claim: Option<&Claim<T>>, said: impl Fn(&T) -> String) -> (String, &'static str) {
    match claim {
        Some(claim) => (said(&claim.value), claim.evidence.describe()),
        None => (none(), "unknown"),
    }
}

/// What its text is made of.
fn text(article: &Article, rows: &mut Rows) {
    rows.heading("Text");
    let words = counted(article.card.words as usize, "word");
    rows.add("length", words, reading_time(&article.card));
    let mut counts: BTreeMap<usize, (&'static str, usize)> = BTreeMap::new();
    for block in &article.blocks {
        if let Some((at, noun)) = PARTS
            .iter()
            .enumerate()
            .find_map(|(at, (is, noun))| is(block.role).then_some((at, *noun)))
        {
            counts.entry(at).or_insert((noun, 0)).1 += 1;
        }
    }
    let parts: Vec<String> = counts.values().map(|(noun, n)| counted(*n, noun)).collect();
    rows.add(
        "made of",
        if parts.is_empty() {
            none()
        } else {
            parts.join(", ")
        },
        "",
    );
    if !article.links.is_empty() {
        rows.add("links", counted(article.links.len(), "address"), "");
    }
}

/// Tells the blocks of a kind from others, and what one of them is called.
type Part = (fn(Role) -> bool, &'static str);

/// What the blocks of a text are called.
const PARTS: &[Part] = &[
    (|role| matches!(role, Role::Heading(_)), "heading"),
    (
        |role| matches!(role, Role::Paragraph | Role::Standfirst),
        "paragraph",
    ),
    (|role| matches!(role, Role::Bullet(_)), "list item"),
    (|role| matches!(role, Role::Quote), "quotation"),
    (
        |role| matches!(role, Role::Question | Role::Answer),
        "interview line",
    ),
    (|role| matches!(role, Role::Summary), "summary"),
    (|role| matches!(role, Role::Lines), "passage"),
    (|role| matches!(role, Role::Code), "code block"),
    (
        |role| matches!(role, Role::Cell { row: 0, column: 0 }),
        "table",
    ),
    (|role| matches!(role, Role::Image), "picture"),
];

/// The entities, dates and amounts that it names.
fn names(library: &Library, id: ArticleId, rows: &mut Rows) {
    rows.heading("Named in it");
    let Some(appearances) = library.catalog.of_article(id) else {
        return rows.add("entities", "–", "not recognized yet");
    };
    let mut counts: BTreeMap<Kind, (usize, usize, Option<Span>)> = BTreeMap::new();
    for appearance in &appearances {
        if let Some(entity) = library.catalog.get(appearance.entity) {
            let first = appearance.mentions.first().copied();
            let count = counts.entry(entity.kind).or_insert((0, 0, first));
            count.0 += 1;
            count.1 += appearance.mentions.len();
        }
    }
    if counts.is_empty() {
        rows.add("entities", "–", "none");
    }
    for (kind, (entities, mentions, first)) in counts {
        let n = grouped(entities as u64);
        rows.add(plural(kind), n, counted(mentions, "mention"));
        if let Some(row) = rows.0.last_mut() {
            row.place = first;
        }
    }
}

/// What is not read as its text, and why.
fn set_aside(article: &Article, rows: &mut Rows) {
    let aside = |block: &&Block| reason(block.role).is_some();
    let blocks: Vec<&Block> = article.blocks.iter().filter(aside).collect();
    rows.heading("Set aside in it");
    if blocks.is_empty() {
        rows.add("nothing", "–", "");
    }
    for block in blocks {
        let (label, note) = reason(block.role).unwrap_or_default();
        let words = block.span.slice(&article.text).split_whitespace();
        let text: Vec<&str> = words.take(WORDS).collect();
        rows.0.push(Row {
            label,
            value: text.join(" "),
            note: note.to_owned(),
            place: Some(block.span),
        });
    }
}

/// Words of what was set aside that a row shows at most; a row is one line.
const WORDS: usize = 60;

/// Why a block is set aside, if it is: what it is, and what is not done with it.
fn reason(role: Role) -> Option<(&'static str, &'static str)> {
    Some(match role {
        Role::FrontMatter => ("metadata", "not shown"),
        Role::TitleRepeat => ("title again", "shown and counted once"),
        Role::Furniture => ("page leftover", "read for no names"),
        Role::Byline => ("byline", "read for no names"),
        _ => return None,
    })
}
