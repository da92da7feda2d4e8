//! What the app holds of articles, brought along when their files have changed.
//!
//! A new version of an article has a number of its own, and one that is gone has none. So
//! that nothing jumps, whatever the user sees or can come back to is led to the present
//! version here, before the new list and the new page are there.

use super::App;
use crate::corpus::{ArticleId, Corpus};
use crate::library::Library;
use std::sync::Arc;

impl App {
    /// Follows from `before` to the present library.
    pub(super) fn follow(&mut self, before: &Library) {
        let library = Arc::clone(&self.library);
        let corpus = &library.corpus;
        self.reader.follow(&before.corpus, corpus);
        self.trail.follow(|id| corpus.present(id));
        let origin = &mut self.typing.origin;
        for id in [&mut origin.article, &mut origin.shown] {
            *id = id.and_then(|id| corpus.present(id));
        }
        let stays = |id: ArticleId| corpus.present(id) == Some(id);
        self.articles.excerpts.retain(|id, _| stays(*id));
        self.follow_list(corpus);
        let Some(shown) = self.shown else { return };
        self.shown = corpus.present(shown);
        if self.shown.is_none() {
            self.say("the article that was open is gone: its file was removed or changed");
            self.shown = self.articles.selected();
        }
        if self.shown.is_none() {
            self.reader.close();
            self.refill_sidebar();
        }
    }

    /// Takes what is gone out of the list; the selection stays on its article, or on the
    /// row where that was.
    fn follow_list(&mut self, corpus: &Corpus) {
        let articles = &mut self.articles;
        let is_gone = |id: &ArticleId| corpus.present(*id).is_none();
        let gone_above = |row: usize| {
            let above = articles.listed.ids.iter().take(row);
            above.filter(|id| is_gone(id)).count()
        };
        let (selected, offset) = (articles.selection.selected, articles.selection.offset);
        articles.selection.selected = selected - gone_above(selected).min(selected);
        articles.selection.offset = offset - gone_above(offset).min(offset);
        let kept = articles.keep.and_then(|id| corpus.present(id));
        let moves = articles.keep.is_some() && kept.is_none();
        follow_ids(&mut articles.listed.ids, corpus);
        articles.selection.clamp(articles.len());
        articles.keep = if moves { articles.selected() } else { kept };
    }
}

/// Leads numbers to the present versions of their articles, without those that are gone.
pub(super) fn follow_ids(ids: &mut Arc<Vec<ArticleId>>, corpus: &Corpus) {
    if ids.iter().any(|id| corpus.present(*id) != Some(*id)) {
        *ids = Arc::new(ids.iter().filter_map(|id| corpus.present(*id)).collect());
    }
}
