//! The facade: articles, index and entities of one collection, as one immutable value.
//!
//! [`open`] reads a collection on the threads that it is given and publishes a new
//! [`Library`] whenever there is more to see. A published library never changes; whoever
//! holds one keeps a consistent view for as long as it likes, and copies share their parts.
//! When files change, [`Library::update`] makes the next one.

mod correct;
mod journaled;
mod merging;
mod names;
mod naming;
mod packing;
mod register;
mod update;

pub use correct::Said;
pub use journaled::{corrections_at, corrections_place};
pub use names::{HeadingId, Names, shown};
pub use register::{Register, class};

use crate::corpus::files::load::{self, Input};
use crate::corpus::files::open::Stamp;
use crate::corpus::files::survey::Files;
use crate::corpus::{Article, ArticleId, Card, Corpus, Packer, Skipped, Volume};
use crate::entities::{Catalog, Recognizer};
use crate::index::{Index, Memo, Segment};
use crate::query::View;
use merging::Merging;
use names::Prepared;
use naming::Named;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
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
    /// Packs the articles, those of changed files too.
    packer: Arc<Packer>,
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
    fn add(&mut self, shelved: Shelved) -> ArticleId {
        self.progress.read.add(shelved.progress);
        let cards = shelved.volume.cards().iter();
        self.progress.words += cards.map(|card| u64::from(card.words)).sum::<u64>();
        let volume = Arc::new(shelved.volume);
        let first = self.corpus.push(volume, shelved.skipped);
        self.index.push(first, Arc::new(shelved.segment));
        self.names.add(first, shelved.names);
        first
    }

    /// Adds what an article names to the catalog, or says that it is not known.
    fn add_named(&mut self, id: ArticleId, named: Named) {
        if named.is_none()
            && let Some(card) = self.corpus.card(id)
        {
            let skipped = Skipped {
                path: card.origin.to_string(),
                reason: "is shown without entities: a bug in recognizing them".to_owned(),
            };
            self.corpus.push(Arc::default(), vec![skipped]);
        }
        let named = named.unwrap_or_default();
        let corrections = Arc::clone(self.catalog.corrections());
        let article = corrections.splits().then(|| self.corpus.article(id));
        let named = match article.flatten() {
            Some(article) => corrections.cut(&article, named),
            None => named,
        };
        self.catalog.add(id, named);
    }

    /// Packs the texts, unless they are few, as [`open`] does once all are searchable and
    /// [`read`] does not: it costs some milliseconds for a megabyte, and saves memory to
    /// whoever keeps the library.
    pub fn pack(&mut self, threads: usize) {
        let (corpus, packer) = (self.corpus.clone(), Arc::clone(&self.packer));
        let _ = packing::pack(corpus, &packer, threads, |at, volume| {
            self.corpus.put_volume(at, volume);
            ControlFlow::Continue(())
        });
    }

    /// The card of the article with that number, if there is one.
    #[must_use]
    pub fn card(&self, id: ArticleId) -> Option<&Card> {
        self.corpus.card(id)
    }

    /// The article with that number, unpacked, if there is one.
    #[must_use]
    pub fn article(&self, id: ArticleId) -> Option<Article> {
        self.corpus.article(id)
    }
}

/// A batch indexed and packed.
struct Shelved {
    volume: Volume,
    segment: Segment,
    names: Prepared,
    skipped: Vec<Skipped>,
    progress: load::Progress,
    read: Vec<(PathBuf, Option<Stamp>)>,
}

impl Shelved {
    /// Indexes a batch while its texts are at hand, then packs them.
    fn new(batch: load::Batch, packer: &Packer, memo: &mut Memo) -> Self {
        Self {
            progress: load::Progress::of(&batch),
            segment: Segment::build_with(memo, &batch.articles),
            names: Prepared::new(&batch.articles),
            volume: packer.volume(batch.articles),
            skipped: batch.skipped,
            read: batch.read,
        }
    }
}

/// Shortest time between two publications while reading, and while recognizing entities.
const PAUSE: Duration = Duration::from_millis(60);
const NAMING_PAUSE: Duration = Duration::from_millis(250);

/// Reads a collection with `threads` threads, handing each new state to `publish`, the
/// complete one last, which is also returned; `publish` may end it early. Names follow what
/// is `said` at the time. The recognizer is made when it is needed first, which is after
/// every article is searchable.
pub fn open(
    inputs: &[Input],
    recognizer: &LazyLock<Recognizer>,
    threads: usize,
    said: &Said,
    publish: impl FnMut(Arc<Library>) -> ControlFlow<()>,
) -> Option<Opened> {
    let mut opening = Opening::new(publish);
    opening.library.begin_with(said.now());
    let complete = opening.read(inputs, threads).is_continue()
        && opening.pack(threads).is_continue()
        && opening.name(recognizer, threads, said).is_continue();
    if !complete {
        return None;
    }
    opening.settle();
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

/// Reads a collection to its end, to be searched often: the segments of its index are
/// merged.
#[must_use]
pub fn read(inputs: &[Input], recognizer: Option<&Recognizer>, threads: usize) -> Library {
    read_with(Merging::default(), inputs, recognizer, threads)
}

/// Reads a collection to its end, to be searched once: the segments of its index stay as
/// they are, which saves more time than a search loses by it.
#[must_use]
pub fn read_once(inputs: &[Input], recognizer: Option<&Recognizer>, threads: usize) -> Library {
    read_with(Merging::off(), inputs, recognizer, threads)
}

fn read_with(
    merging: Merging,
    inputs: &[Input],
    recognizer: Option<&Recognizer>,
    threads: usize,
) -> Library {
    let mut opening = Opening::new(|_| ControlFlow::Continue(()));
    opening.merging = merging;
    let _ = opening.read(inputs, threads);
    if let Some(recognizer) = recognizer {
        let _ = opening.name(recognizer, threads, &Said::default());
        opening.library.progress.phase = Phase::Ready;
    }
    opening.settle();
    opening.library
}

/// A library being filled, and whom to tell.
struct Opening<P> {
    library: Library,
    files: Files,
    publish: P,
    began: Instant,
    published: Option<Instant>,
    merging: Merging,
}

impl<P: FnMut(Arc<Library>) -> ControlFlow<()>> Opening<P> {
    fn new(publish: P) -> Self {
        Self {
            library: Library::default(),
            files: Files::default(),
            publish,
            began: Instant::now(),
            published: None,
            merging: Merging::default(),
        }
    }

    fn publish(&mut self) -> ControlFlow<()> {
        self.published = Some(Instant::now());
        self.library.progress.elapsed = self.began.elapsed();
        (self.publish)(Arc::new(self.library.clone()))
    }

    /// Whether the last publication is younger than `pause`.
    fn is_fresh(&self, pause: Duration) -> bool {
        self.published.is_some_and(|at| at.elapsed() < pause)
    }

    fn publish_after(&mut self, pause: Duration) -> ControlFlow<()> {
        if self.is_fresh(pause) {
            ControlFlow::Continue(())
        } else {
            self.publish()
        }
    }

    fn read(&mut self, inputs: &[Input], threads: usize) -> ControlFlow<()> {
        // One for each thread that is at work at the same time.
        let memos: Mutex<Vec<Memo>> = Mutex::default();
        let pool = || memos.lock().unwrap_or_else(PoisonError::into_inner);
        let packer = Arc::clone(&self.library.packer);
        let shelve = |batch: load::Batch| {
            let mut memo = pool().pop().unwrap_or_default();
            let shelved = Shelved::new(batch, &packer, &mut memo);
            pool().push(memo);
            shelved
        };
        let mut ended = ControlFlow::Continue(());
        load::load(inputs, threads, shelve, |shelved| {
            self.files.add(&shelved.read);
            self.library.add(shelved);
            self.merging.go_on(&mut self.library.index, false);
            ended = self.publish_after(PAUSE);
            ended
        });
        ended?;
        self.merging.go_on(&mut self.library.index, true);
        self.library.progress.phase = Phase::Naming;
        self.publish()
    }

    /// Packs the texts; every state published lets go of some memory.
    fn pack(&mut self, threads: usize) -> ControlFlow<()> {
        let (corpus, packer) = (self.library.corpus.clone(), self.library.packer.clone());
        packing::pack(corpus, &packer, threads, |at, volume| {
            self.library.corpus.put_volume(at, volume);
            self.publish_after(NAMING_PAUSE)
        })
    }

    /// Recognizes the entities of all articles; the catalog grows in the articles' order.
    fn name(&mut self, recognizer: &Recognizer, threads: usize, said: &Said) -> ControlFlow<()> {
        self.library.correct(said.now(), recognizer, threads);
        let corpus = self.library.corpus.clone();
        let ids: Vec<ArticleId> = corpus.iter().map(|(id, _)| id).collect();
        naming::recognize(recognizer, &corpus, &ids, threads, |found| {
            self.library.progress.named += found.len();
            for (id, named) in found {
                self.library.add_named(id, named);
            }
            self.merging.go_on(&mut self.library.index, true);
            if self.is_fresh(NAMING_PAUSE) {
                return ControlFlow::Continue(());
            }
            self.library.catalog.settle_soon(recognizer);
            self.library.correct(said.now(), recognizer, threads);
            self.publish()
        })?;
        self.library.catalog.settle(recognizer);
        self.library.correct(said.now(), recognizer, threads);
        ControlFlow::Continue(())
    }

    /// Waits until no segments are left to merge.
    fn settle(&mut self) {
        while self.merging.wait(&mut self.library.index) {
            self.merging.go_on(&mut self.library.index, true);
        }
    }
}
