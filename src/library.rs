//! The facade: articles, index and entities of one collection, as one immutable value.
//!
//! [`open`] reads a collection on the threads that it is given and publishes a new
//! [`Library`] whenever there is more to see. A published library never changes; whoever
//! holds one keeps a consistent view for as long as it likes, and copies share their parts.

use crate::corpus::load::{self, Input};
use crate::corpus::{Article, ArticleId, Corpus, Skipped};
use crate::entities::{Catalog, EntityId, Recognized, Recognizer};
use crate::index::{Index, Segment};
use crate::query::View;
use crate::query::fuzzy::{Candidates, Pattern, Top};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, OnceLock, mpsc};
use std::thread::{self, Builder};
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
    /// Names and titles prepared for the finder, made when first asked for.
    names: OnceLock<Arc<Names>>,
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

    /// The article with that number, if there is one.
    #[must_use]
    pub fn article(&self, id: ArticleId) -> Option<&Article> {
        self.corpus.get(id)
    }
}

/// Shortest time between two publications while reading, and while recognizing entities.
const PAUSE: Duration = Duration::from_millis(60);
const NAMING_PAUSE: Duration = Duration::from_millis(250);
/// Articles whose entities one thread recognizes at a time.
const NAMING_CHUNK: usize = 64;

/// Reads a collection with `threads` threads, handing each new state to `publish`, the
/// complete one last; `publish` may end it early. The recognizer is made when it is needed
/// first, which is after every article is searchable.
pub fn open(
    inputs: &[Input],
    recognizer: &LazyLock<Recognizer>,
    threads: usize,
    publish: impl FnMut(Arc<Library>) -> ControlFlow<()>,
) {
    let mut opening = Opening::new(publish);
    let stopped = opening.read(inputs, threads).is_break();
    if !stopped && opening.name(recognizer, threads).is_continue() {
        opening.library.progress.phase = Phase::Ready;
        let _ = opening.publish();
    }
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
    publish: P,
    began: Instant,
    published: Option<Instant>,
}

impl<P: FnMut(Arc<Library>) -> ControlFlow<()>> Opening<P> {
    fn new(publish: P) -> Self {
        Self {
            library: Library::default(),
            publish,
            began: Instant::now(),
            published: None,
        }
    }

    fn publish(&mut self) -> ControlFlow<()> {
        self.published = Some(Instant::now());
        self.library.progress.elapsed = self.began.elapsed();
        // A snapshot makes its own names: those of an earlier one lack what was added.
        let snapshot = Library {
            names: OnceLock::new(),
            ..self.library.clone()
        };
        (self.publish)(Arc::new(snapshot))
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
            (batch, segment)
        };
        let mut ended = ControlFlow::Continue(());
        load::load(inputs, threads, index, |(batch, segment)| {
            self.add(batch, segment);
            ended = self.publish_after(PAUSE);
            ended
        });
        ended?;
        self.library.progress.phase = Phase::Naming;
        self.publish()
    }

    fn add(&mut self, batch: load::Batch, segment: Segment) {
        let progress = &mut self.library.progress;
        progress.read.add(load::Progress::of(&batch));
        progress.words += batch
            .articles
            .iter()
            .map(|article| u64::from(article.words))
            .sum::<u64>();
        let first = self
            .library
            .corpus
            .push(Arc::new(batch.articles), batch.skipped);
        self.library.index.push(first, Arc::new(segment));
    }

    /// Recognizes the entities of all articles; the catalog grows in the articles' order.
    fn name(&mut self, recognizer: &Recognizer, threads: usize) -> ControlFlow<()> {
        let corpus = self.library.corpus.clone();
        let tasks = tasks(&corpus);
        let next = AtomicUsize::new(0);
        thread::scope(|scope| {
            let (sender, receiver) = mpsc::sync_channel(4 * threads.max(1));
            for _ in 0..threads.max(1) {
                let (sender, tasks, next, corpus) = (sender.clone(), &tasks, &next, &corpus);
                let work = move || {
                    while let Some((at, range)) = claim(next, tasks) {
                        let found = recognize(recognizer, corpus, range.clone());
                        if sender.send((at, found)).is_err() {
                            return;
                        }
                    }
                };
                let named = Builder::new().name("dossier-guarded-naming".to_owned());
                named
                    .spawn_scoped(scope, work)
                    .expect("the system can start a thread");
            }
            drop(sender);
            self.collect(&receiver)
        })
    }

    /// Adds what an article names to the catalog, or says that it is not known.
    fn add_named(&mut self, id: ArticleId, named: Named) {
        if named.is_none()
            && let Some(article) = self.library.corpus.get(id)
        {
            let skipped = Skipped {
                path: article.origin.to_string(),
                reason: "is shown without entities: a bug in recognizing them".to_owned(),
            };
            self.library.corpus.push(Arc::default(), vec![skipped]);
        }
        self.library.catalog.add(id, named.unwrap_or_default());
    }

    /// Adds recognized chunks in order, whatever order they arrive in.
    fn collect(&mut self, chunks: &mpsc::Receiver<(usize, Vec<Named>)>) -> ControlFlow<()> {
        let mut early = std::collections::BTreeMap::new();
        let (mut next_chunk, mut next_article) = (0, 0);
        for (at, found) in chunks {
            early.insert(at, found);
            while let Some(found) = early.remove(&next_chunk) {
                next_chunk += 1;
                for named in found {
                    self.add_named(ArticleId(next_article), named);
                    next_article += 1;
                }
            }
            self.library.progress.named = next_article as usize;
            self.publish_after(NAMING_PAUSE)?;
        }
        ControlFlow::Continue(())
    }
}

/// What an article names; `None` when the recognizer failed on it.
type Named = Option<Recognized>;

/// The articles to recognize entities in, in chunks.
fn tasks(corpus: &Corpus) -> Vec<std::ops::Range<u32>> {
    let len = u32::try_from(corpus.len()).unwrap_or(u32::MAX);
    let step = u32::try_from(NAMING_CHUNK).unwrap_or(1);
    (0..len)
        .step_by(NAMING_CHUNK)
        .map(|from| from..(from + step).min(len))
        .collect()
}

/// The next task that no other thread has taken.
fn claim<'a, T>(next: &AtomicUsize, tasks: &'a [T]) -> Option<(usize, &'a T)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    tasks.get(at).map(|task| (at, task))
}

/// What the articles of a chunk name. A bug that one article brings out costs that
/// article's entities only.
fn recognize(recognizer: &Recognizer, corpus: &Corpus, range: std::ops::Range<u32>) -> Vec<Named> {
    let articles = range.filter_map(|id| corpus.get(ArticleId(id)));
    articles
        .map(|article| catch_unwind(AssertUnwindSafe(|| recognizer.read(article))).ok())
        .collect()
}

/// A row of the finder: what a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// The title of an article.
    Article(ArticleId),
    /// The name of an entity.
    Entity(EntityId),
    /// A source.
    Source(String),
}

/// Titles, then entities, then sources, prepared for the finder.
#[derive(Debug, Default)]
pub struct Names {
    candidates: Candidates,
    articles: usize,
    entities: usize,
    sources: Vec<String>,
}

impl Library {
    /// The names that the finder looks through.
    #[must_use]
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| Arc::new(Names::new(self)))
    }
}

impl Names {
    fn new(library: &Library) -> Self {
        let mut candidates = Candidates::default();
        let mut sources = std::collections::BTreeSet::new();
        for (_, article) in library.corpus.iter() {
            candidates.push(&article.title.text);
            sources.extend(article.source_name());
        }
        for (_, entity) in library.catalog.iter() {
            candidates.push(&entity.name);
        }
        for source in &sources {
            candidates.push(source);
        }
        Self {
            candidates,
            articles: library.corpus.len(),
            entities: library.catalog.len(),
            sources: sources.into_iter().map(str::to_owned).collect(),
        }
    }

    /// The best `n` matches of a pattern and what they lead to.
    #[must_use]
    pub fn top(&self, pattern: &Pattern, n: usize) -> Top {
        self.candidates.top(pattern, n)
    }

    /// What the row with that number leads to.
    #[must_use]
    pub fn name(&self, row: u32) -> Option<Name> {
        let row = row as usize;
        let number = |row: usize| u32::try_from(row).ok();
        if row < self.articles {
            return Some(Name::Article(ArticleId(number(row)?)));
        }
        let row = row - self.articles;
        if row < self.entities {
            return Some(Name::Entity(EntityId(number(row)?)));
        }
        self.sources
            .get(row - self.entities)
            .cloned()
            .map(Name::Source)
    }
}
