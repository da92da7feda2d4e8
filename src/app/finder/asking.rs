//! What the finder asks of workers: names, the text, a preview, each anew when the line or
//! the collection is another one.

use super::matching::MatchJob;
use super::passages::PassagesJob;
use super::preview::{PreviewJob, Wanted};
use super::scope::{Asked, Section};
use crate::app::App;
use crate::app::job::{Job, PrepareJob};
use crate::app::typing::Bar;
use crate::library::{Library, Register};
use std::sync::Arc;

/// Hits in the text among other rows, and where they alone were asked for.
const PASSAGES: usize = 5;
const ONLY_PASSAGES: usize = 60;

/// Where answers come from: those of the same place need not be asked for again.
#[derive(Clone, Debug)]
pub(super) struct Source(Arc<Library>, Option<Arc<Register>>);

impl Source {
    fn is(&self, library: &Arc<Library>, register: Option<&Arc<Register>>) -> bool {
        let same = match (&self.1, register) {
            (Some(mine), Some(other)) => Arc::ptr_eq(mine, other),
            (mine, other) => mine.is_none() && other.is_none(),
        };
        same && Arc::ptr_eq(&self.0, library)
    }
}

impl App {
    /// Asks for whatever the finder needs and does not have.
    pub(in crate::app) fn ask_finder(&mut self) {
        if self.typing.bar != Some(Bar::Finder) {
            return;
        }
        self.ask_register();
        let asked = self.typing.finder.asked();
        self.ask_names(&asked);
        self.ask_passages(asked);
        self.ask_preview();
    }

    fn ask_register(&mut self) {
        let finder = &mut self.typing.finder;
        let serves = |register: &Arc<Register>| register.serves(&self.library);
        if finder.preparing || finder.register.as_ref().is_some_and(serves) {
            return;
        }
        finder.preparing = true;
        self.jobs.push_back(Job::Prepare(PrepareJob {
            library: Arc::clone(&self.library),
            earlier: finder.register.clone(),
        }));
    }

    fn ask_names(&mut self, asked: &Asked) {
        let finder = &mut self.typing.finder;
        if let Some((before, source)) = &finder.names.asked
            && before == asked
            // While the collection grows, an answer on its way is awaited, as for the list.
            && (finder.names.waiting || source.is(&self.library, finder.register.as_ref()))
        {
            return;
        }
        let source = Source(Arc::clone(&self.library), finder.register.clone());
        let job = MatchJob {
            generation: finder.names.ask((asked.clone(), source)),
            library: Arc::clone(&self.library),
            register: finder.register.clone(),
            asked: asked.clone(),
            trails: finder.trails.clone(),
        };
        self.jobs.push_back(Job::Match(job));
    }

    fn ask_passages(&mut self, asked: Asked) {
        let finder = &mut self.typing.finder;
        if asked.words.is_empty() || !asked.looks_in(Section::Text) {
            return;
        }
        let only = asked.only.is_some();
        let key = if only {
            format!("/{}", asked.words)
        } else {
            asked.words.clone()
        };
        if let Some((before, source)) = &finder.text.asked
            && *before == key
            && (finder.text.waiting || source.is(&self.library, None))
        {
            return;
        }
        let job = PassagesJob {
            generation: finder
                .text
                .ask((key, Source(Arc::clone(&self.library), None))),
            library: Arc::clone(&self.library),
            words: asked.words,
            most: if only { ONLY_PASSAGES } else { PASSAGES },
            columns: usize::from(self.layout.finder().list.width).saturating_sub(4),
        };
        self.jobs.push_back(Job::Passages(job));
    }

    fn ask_preview(&mut self) {
        let columns = usize::from(self.layout.finder().preview.width);
        let finder = &mut self.typing.finder;
        let Some((_, row)) = finder.selected().filter(|_| columns > 0) else {
            finder.preview = None;
            return finder.look.expire();
        };
        let wanted = Wanted {
            target: row.target.clone(),
            detail: row.detail.clone(),
            columns,
            words: finder.asked().words,
        };
        if finder.look.asked.as_ref() == Some(&wanted) {
            return;
        }
        let job = PreviewJob {
            generation: finder.look.ask(wanted.clone()),
            wanted,
            library: Arc::clone(&self.library),
        };
        self.jobs.push_back(Job::Preview(job));
    }
}
