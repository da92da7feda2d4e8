//! Work that is too slow for the interface, and what comes of it.
//!
//! A job holds everything it needs, so any thread can perform it (see
//! [`perform`](super::perform)). Its generation comes back with the outcome; the app
//! drops outcomes that are older than what it asked for last.

use super::finder::matching::{MatchJob, Matched};
use super::finder::passages::{Passages, PassagesJob};
use super::finder::preview::{Preview, PreviewJob};
use super::page::Page;
use super::roster::Choice;
use super::sidebar::Item;
use crate::corpus::ArticleId;
use crate::entities::Kind;
use crate::entities::choices::{Choices, Likely};
use crate::entities::corrections::{Corrections, Edit, Named};
use crate::entities::suggest::Suggestion;
use crate::library::{Library, Register};
use crate::query::census::Census;
use crate::query::dossier::{self, Dossier};
use crate::query::{Extent, Facet, Filter, Problem, Sort, Why};
use crate::text::Span;
use std::path::PathBuf;
use std::sync::{Arc, Weak};

/// Counts the questions of one kind; the newest is the one whose answer is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(pub u64);

impl Generation {
    /// The next one, which makes this one stale.
    #[must_use]
    pub fn renew(&mut self) -> Self {
        self.expire();
        *self
    }

    /// Makes this one stale without another to ask with.
    pub fn expire(&mut self) {
        self.0 += 1;
    }
}

/// Something to be done outside of the app.
#[derive(Clone, Debug)]
pub enum Job {
    /// List the articles that a question asks for.
    List(ListJob),
    /// Typeset an article.
    Open(OpenJob),
    /// Count what the listed articles name, who published them and when.
    Facets(FacetJob),
    /// Say why an article is a hit.
    Explain(ExplainJob),
    /// Cut snippets for the rows on the screen.
    Cut(CutJob),
    /// Find a string in an article.
    Find(FindJob),
    /// Prepare entities and sources for the finder.
    Prepare(PrepareJob),
    /// Match names for the finder.
    Match(MatchJob),
    /// Bring names under corrections.
    Correct(CorrectJob),
    /// List entities that one may be.
    Choose(ChooseJob),
    /// List pairs that may be one.
    Suggest(SuggestJob),
    /// Search the text for the finder.
    Passages(PassagesJob),
    /// Show what the finder's row leads to.
    Preview(PreviewJob),
    /// Gather what is known of an entity.
    Gather(GatherJob),
    /// Count the entities of many articles.
    Count(CountJob),
    /// Do something to the world.
    Effect(Effect),
}

/// What is asked of the collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The query as typed.
    pub text: String,
    /// Whether it is still being typed, so that its last word is a prefix.
    pub typing: bool,
    /// What articles must or must not have.
    pub filters: Vec<Filter>,
    /// The order.
    pub sort: Sort,
}

impl Question {
    /// Whether it asks for all articles.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.filters.is_empty()
    }
}

/// Lists articles.
#[derive(Clone, Debug)]
pub struct ListJob {
    /// Which asking this is.
    pub generation: Generation,
    /// Where to look.
    pub library: Arc<Library>,
    /// What to look for.
    pub question: Question,
    /// How many of the articles to list.
    pub extent: Extent,
}

/// Counts facets.
#[derive(Clone, Debug)]
pub struct FacetJob {
    /// Which asking this is.
    pub generation: Generation,
    /// Where the articles are.
    pub library: Arc<Library>,
    /// What was asked.
    pub question: Question,
    /// The articles that answer it.
    pub ids: Arc<Vec<ArticleId>>,
}

/// Explains a hit.
#[derive(Clone, Debug)]
pub struct ExplainJob {
    /// Which asking this is.
    pub generation: Generation,
    /// Where the article is.
    pub library: Arc<Library>,
    /// The article.
    pub id: ArticleId,
    /// What was asked.
    pub question: Question,
    /// The order that the articles have.
    pub sort: Sort,
    /// The article's row, from 0, if it is listed, and the number of rows.
    pub place: (Option<usize>, usize),
}

/// Typesets an article.
#[derive(Clone, Debug)]
pub struct OpenJob {
    /// Which asking this is.
    pub generation: Generation,
    /// Where the article is.
    pub library: Arc<Library>,
    /// The article.
    pub id: ArticleId,
    /// Columns to typeset it for.
    pub columns: usize,
    /// The query whose terms to mark.
    pub query: String,
    /// Whether the query is still being typed.
    pub typing: bool,
}

/// Cuts snippets.
#[derive(Clone, Debug)]
pub struct CutJob {
    /// Which asking this is.
    pub generation: Generation,
    /// Where the articles are.
    pub library: Arc<Library>,
    /// The articles.
    pub ids: Vec<ArticleId>,
    /// What was asked.
    pub question: Question,
    /// Columns of a snippet.
    pub columns: usize,
}

/// Finds a string in an article, or the nearest article that has it.
#[derive(Clone, Debug)]
pub struct FindJob {
    /// Which asking this is.
    pub generation: Generation,
    /// Where the articles are.
    pub library: Arc<Library>,
    /// The articles to look in, as a ring; the first that has the string answers.
    pub ids: Arc<Vec<ArticleId>>,
    /// Where in the ring to begin.
    pub from: usize,
    /// Whether to go round backwards.
    pub backwards: bool,
    /// The string; case and accents do not count.
    pub needle: String,
    /// Gone when the answer is no longer wanted.
    pub wanted: Weak<()>,
}

/// Prepares entities and sources for the finder.
#[derive(Clone, Debug)]
pub struct PrepareJob {
    /// Where they are.
    pub library: Arc<Library>,
    /// What was prepared before.
    pub earlier: Option<Arc<Register>>,
}

/// Brings names under what the user says of them.
#[derive(Clone, Debug)]
pub struct CorrectJob {
    /// Which asking this is.
    pub generation: Generation,
    /// The collection.
    pub library: Arc<Library>,
    /// What the user says.
    pub corrections: Arc<Corrections>,
    /// The entities that the newest correction is about.
    pub about: Vec<Named>,
}

/// Lists the entities that one can be merged into.
#[derive(Clone, Debug)]
pub struct ChooseJob {
    /// Which asking this is.
    pub generation: Generation,
    /// The collection.
    pub library: Arc<Library>,
    /// The entity.
    pub about: Named,
    /// What there is to choose from, where it is known.
    pub known: Option<Arc<Choices>>,
    /// What was typed: part of the wanted name.
    pub pattern: String,
}

/// What can be chosen.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// Of which collection.
    pub library: Weak<Library>,
    /// All that there is.
    pub choices: Arc<Choices>,
    /// What has the typed words.
    pub rows: Vec<Likely>,
}

/// Lists the pairs of entities that may be one.
#[derive(Clone, Debug)]
pub struct SuggestJob {
    /// Which asking this is.
    pub generation: Generation,
    /// The collection.
    pub library: Arc<Library>,
}

/// Gathers the dossier of an entity.
#[derive(Clone, Debug)]
pub struct GatherJob {
    /// Which asking this is.
    pub generation: Generation,
    /// Where the articles are.
    pub library: Arc<Library>,
    /// The entity's kind.
    pub kind: Kind,
    /// Its canonical name.
    pub name: String,
    /// The order of its mentions.
    pub order: dossier::Order,
    /// What was gathered from the same snapshot already.
    pub known: Option<Arc<Dossier>>,
}

/// Counts the entities of many articles, as rows of a table.
#[derive(Clone, Debug)]
pub struct CountJob {
    /// Which asking this is.
    pub generation: Generation,
    /// Where the articles are.
    pub library: Arc<Library>,
    /// The articles; `None` for all.
    pub ids: Option<Arc<Vec<ArticleId>>>,
    /// Which rows, in which order.
    pub choice: Choice,
    /// What was counted of the same articles already.
    pub known: Option<Arc<Census>>,
}

/// Something done to the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Put a text on the clipboard.
    Copy {
        /// The text.
        text: String,
        /// What it is, for the message: "paragraph".
        what: &'static str,
    },
    /// Open an address in the browser.
    Browse(String),
    /// Open a file in the editor.
    Edit {
        /// The file.
        path: PathBuf,
        /// The line to stand on, from 1.
        line: u32,
    },
    /// Write an edit of the corrections down.
    Keep(Edit),
    /// Take the mouse, or hand it to the terminal.
    Mouse(bool),
    /// Stop until the shell continues the program.
    Suspend,
    /// End the program.
    Quit,
}

/// What came of a job.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Of a [`ListJob`].
    Listed(Generation, Listed),
    /// Of an [`OpenJob`].
    Opened(Generation, Arc<Page>),
    /// Of a [`FacetJob`].
    Faceted(Generation, Arc<Counts>),
    /// Of an [`ExplainJob`].
    Explained(Generation, Arc<Reasons>),
    /// Of a [`CutJob`]: a snippet for each article.
    Cut(Generation, Vec<(ArticleId, Excerpt)>),
    /// Of a [`FindJob`]: the article that has the string, and where.
    Found(Generation, Option<(ArticleId, Vec<Span>)>),
    /// Of a [`PrepareJob`].
    Prepared(Arc<Register>),
    /// Of a [`MatchJob`].
    Matched(Generation, Matched),
    /// Of a [`CorrectJob`]: the collection, and how many articles the newest correction
    /// touches.
    Corrected(Generation, Arc<Library>, usize),
    /// Of a [`ChooseJob`].
    Chosen(Generation, Chosen),
    /// Of a [`SuggestJob`].
    Suggested(Generation, Vec<Suggestion>),
    /// What the corrections say that were read or written.
    Names(Arc<Corrections>),
    /// Why an edit of the corrections was not written down.
    NotKept(String),
    /// Of a [`PassagesJob`].
    Passages(Generation, Passages),
    /// Of a [`PreviewJob`]; none if what was to be shown is gone.
    Previewed(Generation, Option<Preview>),
    /// Of a [`GatherJob`].
    Gathered(Generation, Gathered),
    /// Of a [`CountJob`].
    Counted(Generation, Counted),
    /// A message about an effect.
    Said(String),
}

/// The dossier of an entity, for the screen.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// What is known; `None` when no article names the entity.
    pub dossier: Option<Arc<Dossier>>,
    /// The places of its mentions in context, in the order asked for.
    pub order_of_lines: Arc<Vec<u32>>,
}

/// The entities of many articles, for the screen.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// All of them.
    pub census: Arc<Census>,
    /// The places of the rows chosen.
    pub rows: Arc<Vec<u32>>,
    /// What was chosen.
    pub choice: Choice,
}

/// The articles that a question asks for.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// What was asked.
    pub question: Question,
    /// The articles, in order: all, or the first.
    pub ids: Arc<Vec<ArticleId>>,
    /// How many more there are behind them.
    pub beyond: usize,
    /// How many articles the query alone has.
    pub before_filters: usize,
    /// For each filter, how many articles it alone hides.
    pub hidden_by: Vec<usize>,
    /// What could not be read of the query, then what of it no article has.
    pub problems: Vec<Problem>,
    /// How many of them are about reading it.
    pub n_unread: usize,
    /// The query with what may be meant in place of the words that no article has.
    pub meant: Option<String>,
}

/// What the listed articles name, who published them and when.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// The most frequent values of each facet, with the number of articles.
    pub values: Vec<Item>,
    /// How many values each facet has.
    pub of_facet: Vec<(Facet, usize)>,
}

/// Why an article is a hit.
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    /// The article's title.
    pub title: String,
    /// What was asked.
    pub question: Question,
    /// The order that the articles have.
    pub sort: Sort,
    /// The article's row, from 0, if it is listed, and the number of rows.
    pub place: (Option<usize>, usize),
    /// What the query finds in it.
    pub why: Why,
}

/// A piece of an article's text on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The text, made printable.
    pub text: String,
    /// Spans of the marked terms in it.
    pub marks: Vec<Span>,
}
