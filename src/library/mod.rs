//! The facade: articles, index and entities of one collection, as one immutable value.
//!
//! [`open`] reads a collection on the threads that it is given and publishes a new
//! [`Library`] whenever there is more to see. A published library never changes; whoever
//! holds one keeps a consistent view for as long as it likes, and copies share their parts.
//! When files change, [`Library::update`] makes the next one.

mod names;
mod naming;
mod register;
mod update;

pub use names::{HeadingId, Names, shown};
pub use register::{Register, class};

use crate::corpus::files::Files;
use crate::corpus::load::{self, Input};
use crate::corpus::{Article, ArticleId, Corpus, Skipped};
use crate::entities::{Catalog, Recognizer};
use crate::index::{Index, Segment};
use crate::query::View;
use names::Prepared;
use naming::Named;
use std::ops::ControlFlow;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

/// Everything known of a collection at one moment.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// The articles.
    pub corpus: Corpus,
    /// Their words.
    pub index: Index,
    /// The entities named in them.
    pub catalog: Catalog,
    /// How far reading has come.
    pub progress: Progress,
    /// Titles and headings prepared for the finder.
    names: Names,
}

/// How far the reading of a collection has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub phase: Phase,
    /// What was read of what there is to read.
    pub read: load::Progress,
    /// Words that readers see in the articles read.
    pub words: u64,
    /// Articles whose entities are known.
    pub named: usize,
    /// How often it was brought up to date after its files had changed.
    pub updates: u64,
    /// Time since reading began.
    pub elapsed: Duration,
}

/// What is being done to a collection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Articles are being read and indexed.
    #[default]
    Reading,
    /// All are searchable; their entities are being recognized.
    Naming,
    /// Everything is known.
    Ready,
}

impl Library {
    /// What a query looks at.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View {
            corpus: &self.corpus,
            index: &self.index,
            catalog: &self.catalog,
        }
    }

    /// Adds articles and their words behind what is there; the number of the first.
    fn add(&mut self, batch: load::Batch, segment: Segment, names: Prepared) -> ArticleId {
        self.progress.read.add(load::Progress::of(&batch));
        let words = batch
            .articles
            .iter()
            .map(|article| u64::from(article.words));
        self.progress.words += words.sum::<u64>();
        let first = self.corpus.push(Arc::new(batch.articles), batch.skipped);
        self.index.push(first, Arc::new(segment));
        self.names.add(first, names);
        first
    }

    /// Adds what an article names to the catalog, or says that it is not known.
    fn add_named(&mut self, id: ArticleId, named: Named) {
        if named.is_none()
            && let Some(article) = self.corpus.get(id)
        {
            let skipped = Skipped {
                path: article.origin.to_string(),
                reason: "is shown without entities: a bug in recognizing them".to_owned(),
            };
            self.corpus.push(Arc::default(), vec![skipped]);
        }
        self.catalog.add(id, named.unwrap_or_default());
    }

    /// The article with that number, if there is one.
    #[must_use]
    pub fn article(&self, id: ArticleId) -> Option<&Article> {
        self.corpus.get(id)
    }
}

/// Shortest time between two publications while reading, and while recognizing entities.
const PAUSE: Duration = Duration::from_millis(60);
const NAMING_PAUSE: Duration = Duration::from_millis(250);

/// Reads a collection with `threads` threads, handing each new state to `publish`, the
/// complete one last, which is also returned; `publish` may end it early. The recognizer
/// is made when it is needed first, which is after every article is searchable.
pub fn open(
    inputs: &[Input],
    recognizer: &LazyLock<Recognizer>,
    threads: usize,
    publish: impl FnMut(Arc<Library>) -> ControlFlow<()>,
) -> Option<Opened> {
    let mut opening = Opening::new(publish);
    let complete = opening.read(inputs, threads).is_continue()
        && opening.name(recognizer, threads).is_continue();
    if !complete {
        return None;
    }
    opening.library.progress.phase = Phase::Ready;
    opening.publish().is_continue().then_some(Opened {
        library: opening.library,
        files: opening.files,
    })
}

/// A collection that has been read, and what is needed to follow its files.
#[derive(Debug)]
pub struct Opened {
    /// The collection.
    pub library: Library,
    /// The files that it was read from.
    pub files: Files,
}

/// Reads a collection to its end.
#[must_use]
pub fn read(inputs: &[Input], recognizer: Option<&Recognizer>, threads: usize) -> Library {
    let mut opening = Opening::new(|_| ControlFlow::Continue(()));
    let _ = opening.read(inputs, threads);
    if let Some(recognizer) = recognizer {
        let _ = opening.name(recognizer, threads);
        opening.library.progress.phase = Phase::Ready;
    }
    opening.library
}

/// A library being filled, and whom to tell.
struct Opening<P> {
    library: Library,
    files: Files,
    publish: P,
    began: Instant,
    published: Option<Instant>,
}

impl<P: FnMut(Arc<Library>) -> ControlFlow<()>> Opening<P> {
    fn new(publish: P) -> Self {
        Self {
            library: Library::default(),
            files: Files::default(),
            publish,
            began: Instant::now(),
            published: None,
        }
    }

    fn publish(&mut self) -> ControlFlow<()> {
        self.published = Some(Instant::now());
        self.library.progress.elapsed = self.began.elapsed();
        (self.publish)(Arc::new(self.library.clone()))
    }

    fn publish_after(&mut self, pause: Duration) -> ControlFlow<()> {
        match self.published {
            Some(at) if at.elapsed() < pause => ControlFlow::Continue(()),
            _ => self.publish(),
        }
    }

    fn read(&mut self, inputs: &[Input], threads: usize) -> ControlFlow<()> {
        let index = |batch: load::Batch| {
            let segment = Segment::build(&batch.articles);
            let names = Prepared::new(&batch.articles);
            (batch, segment, names)
        };
        let mut ended = ControlFlow::Continue(());
        load::load(inputs, threads, index, |(batch, segment, names)| {
            self.files.add(&batch.read);
            self.library.add(batch, segment, names);
            ended = self.publish_after(PAUSE);
            ended
        });
        ended?;
        self.library.progress.phase = Phase::Naming;
        self.publish()
    }

    /// Recognizes the entities of all articles; the catalog grows in the articles' order.
    fn name(&mut self, recognizer: &Recognizer, threads: usize) -> ControlFlow<()> {
        let corpus = self.library.corpus.clone();
        let ids: Vec<ArticleId> = corpus.iter().map(|(id, _)| id).collect();
        naming::recognize(recognizer, &corpus, &ids, threads, |found| {
            self.library.progress.named += found.len();
            for (id, named) in found {
                self.library.add_named(id, named);
            }
            self.publish_after(NAMING_PAUSE)
        })
    }
}
