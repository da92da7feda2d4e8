//! What the app asks of its workers, and what it does with the answers.

use super::App;
use super::articles::{DETAIL_INDENT, SNIPPET_LINES, order_name};
use super::follow::follow_ids;
use super::job::{CutJob, Excerpt, FindJob, Generation, Job, ListJob, Listed, OpenJob};
use super::layout::Pane;
use super::list::Selection;
use super::page::Page;
use super::reader::{Find, Jump, Wanted};
use super::sidebar::Scope;
use crate::corpus::ArticleId;
use crate::query::{Extent, Filter, Sort, Value};
use crate::text::Span;
use std::sync::Arc;

/// Articles that are listed before the rest of their order is known.
const AT_ONCE: usize = 200;

impl App {
    /// Asks for whatever the screen needs and does not have.
    pub(super) fn ask(&mut self) {
        self.ask_list();
        self.ask_page();
        self.ask_excerpts();
        self.ask_counts();
        self.ask_finder();
        self.ask_picker();
        self.ask_sheet();
    }

    fn ask_list(&mut self) {
        self.articles.question.sort = self.articles.sort();
        let is_empty = self.articles.question.text.trim().is_empty();
        self.articles.question.typing = self.typing.is_query() && !is_empty;
        let changed = self.articles.asked.as_ref() != Some(&self.articles.question);
        // While the collection grows, an answer on its way is awaited: asking anew each
        // time would make every answer stale before it comes.
        if !changed && (self.articles.waiting || !self.articles.outdated) {
            return;
        }
        self.articles.outdated = false;
        self.articles.asked = Some(self.articles.question.clone());
        self.articles.generation.expire();
        // A list that goes to its first row can show that before it knows the others.
        let extent = match self.articles.keep {
            None => Extent::First(AT_ONCE),
            Some(_) => Extent::All,
        };
        self.list(extent);
    }

    /// Asks for articles that the question of the present generation is answered by.
    fn list(&mut self, extent: Extent) {
        self.articles.waiting = true;
        let job = ListJob {
            generation: self.articles.generation,
            library: Arc::clone(&self.library),
            question: self.articles.asked.clone().unwrap_or_default(),
            extent,
        };
        self.jobs.push_back(Job::List(job));
    }

    pub(super) fn accept_list(&mut self, generation: Generation, listed: Listed) {
        if generation != self.articles.generation {
            return;
        }
        self.articles.waiting = false;
        if listed.beyond > 0 {
            self.list(Extent::All);
        } else {
            self.articles.answered.expire();
        }
        let anew = self.articles.listed.question != listed.question;
        if anew {
            self.articles.forget_excerpts();
        }
        self.articles.listed = listed;
        follow_ids(&mut self.articles.listed.ids, &self.library.corpus);
        let before = self.articles.selection;
        let kept = self.articles.keep_place(self.shown);
        // A new version of the article on the screen may not answer the question any more:
        // who reads it goes on reading.
        let stays = !anew && self.articles.keep.is_some() && self.library.progress.updates > 0;
        if !kept && stays && self.shown.is_some() {
            self.articles.selection = before;
            self.articles.selection.clamp(self.articles.len());
            return;
        }
        // The reader follows the list, unless it shows an article that the list hides.
        if let (false, Some(id)) = (kept, self.articles.selected()) {
            self.show(id);
            self.articles.keep = Some(id);
        }
    }

    /// Puts back rows that a query took the place of, so that keys are about these at once,
    /// and asks for what they are by now.
    pub(super) fn put_back(
        &mut self,
        listed: Listed,
        selection: Selection,
        article: Option<ArticleId>,
    ) {
        let articles = &mut self.articles;
        articles.forget_excerpts();
        articles.listed = listed;
        follow_ids(&mut articles.listed.ids, &self.library.corpus);
        articles.selection = selection;
        articles.keep = article;
        articles.keep_place(self.shown);
        articles.answered.expire();
        articles.outdated = true;
    }

    fn ask_page(&mut self) {
        let columns = usize::from(self.text_area().width);
        let Some(id) = self.shown.filter(|_| columns > 0) else {
            return;
        };
        let wanted = Wanted {
            id,
            columns,
            query: self.articles.question.text.clone(),
            typing: self.articles.question.typing,
            named: self.library.catalog.of_article(id).is_some(),
            updates: self.library.progress.updates,
            corrections: self.correcting.version,
        };
        if self.reader.wanted.as_ref() == Some(&wanted) {
            return;
        }
        let job = OpenJob {
            generation: self.reader.generation.renew(),
            library: Arc::clone(&self.library),
            id,
            columns,
            query: wanted.query.clone(),
            typing: wanted.typing,
        };
        self.reader.wanted = Some(wanted);
        self.jobs.push_back(Job::Open(job));
    }

    pub(super) fn accept_page(&mut self, generation: Generation, page: Arc<Page>) {
        if generation != self.reader.generation {
            return;
        }
        let id = page.id;
        let same = self.reader.article() == Some(id);
        self.reader.show(page);
        let arrival = self.reader.arrival.take().filter(|(at, _)| *at == id);
        let find = &self.reader.find;
        if find.needle.is_empty() || find.id == Some(id) {
            self.reader
                .jump(arrival.map_or(Jump::Stay, |(_, jump)| jump));
        } else {
            // Asked anew for the article that is on the screen now.
            let (needle, jump) = (find.needle.clone(), find.jump);
            self.find_here(needle, if same { jump } else { Jump::Stay });
        }
        self.refill_sidebar();
    }

    /// Fills the sidebar with what it is about.
    pub(super) fn refill_sidebar(&mut self) {
        let names = self
            .reader
            .page
            .as_ref()
            .map_or(&[][..], |page| &page.names);
        match self.sidebar.scope {
            Scope::Article => self.sidebar.show_article(names),
            Scope::Results => self.sidebar.show_results(names),
        }
    }

    fn ask_excerpts(&mut self) {
        let area = self.layout.rows_of(Pane::Articles);
        if !self.articles.has_snippets() || area.is_empty() {
            return;
        }
        let columns = SNIPPET_LINES * self.list_columns().saturating_sub(DETAIL_INDENT);
        if columns != self.articles.cut_columns {
            self.articles.forget_excerpts();
            self.articles.cut_columns = columns;
        }
        let from = self.articles.selection.offset;
        let missing: Vec<ArticleId> = (from..from + usize::from(area.height))
            .filter_map(|row| self.articles.at(row))
            .filter(|id| !self.articles.excerpts.contains_key(id))
            .collect();
        if missing.is_empty() || missing == self.articles.cut_wanted {
            return;
        }
        let job = CutJob {
            generation: self.articles.cut_generation.renew(),
            library: Arc::clone(&self.library),
            ids: missing.clone(),
            question: self.articles.listed.question.clone(),
            columns,
        };
        self.articles.cut_wanted = missing;
        self.jobs.push_back(Job::Cut(job));
    }

    pub(super) fn accept_excerpts(
        &mut self,
        generation: Generation,
        excerpts: Vec<(ArticleId, Excerpt)>,
    ) {
        if generation == self.articles.cut_generation {
            self.articles.excerpts.extend(excerpts);
            self.articles.cut_wanted.clear();
        }
    }

    /// Changes the query; the list goes to its first row.
    pub(super) fn set_query(&mut self, text: String) {
        if self.articles.question.text != text {
            self.articles.question.text = text;
            self.articles.keep = None;
        }
    }

    /// Looks for a string in the article on the screen.
    pub(super) fn find_here(&mut self, needle: String, jump: Jump) {
        let Some(id) = self.reader.article() else {
            return;
        };
        self.find_in(Arc::new(vec![id]), 0, false, needle, jump);
    }

    /// Looks for the string of the reader in the articles before or after the one shown.
    pub(super) fn find_beyond(&mut self, forward: bool) {
        let ids = Arc::clone(&self.articles.listed.ids);
        let Some(last) = ids.len().checked_sub(1) else {
            return self.say("no article is listed");
        };
        let here = self.articles.selection.selected;
        let from = match (forward, here) {
            (true, here) if here >= last => 0,
            (true, here) => here + 1,
            (false, 0) => last,
            (false, here) => here - 1,
        };
        let jump = if forward { Jump::First } else { Jump::Last };
        let needle = self.reader.find.needle.clone();
        self.find_in(ids, from, !forward, needle, jump);
    }

    fn find_in(
        &mut self,
        ids: Arc<Vec<ArticleId>>,
        from: usize,
        backwards: bool,
        needle: String,
        jump: Jump,
    ) {
        let find = &mut self.reader.find;
        if find.needle != needle {
            find.current = None;
        }
        find.needle = needle;
        find.jump = jump;
        let generation = find.generation.renew();
        find.wanted = Arc::default();
        if find.needle.trim().is_empty() {
            find.matches.clear();
            find.current = None;
            return;
        }
        let job = FindJob {
            generation,
            library: Arc::clone(&self.library),
            ids,
            from,
            backwards,
            needle: find.needle.clone(),
            wanted: Arc::downgrade(&find.wanted),
        };
        self.jobs.push_back(Job::Find(job));
    }

    pub(super) fn accept_found(
        &mut self,
        generation: Generation,
        found: Option<(ArticleId, Vec<Span>)>,
    ) {
        let find = &mut self.reader.find;
        if generation != find.generation {
            return;
        }
        let jump = std::mem::take(&mut find.jump);
        let here = self.reader.article();
        match found {
            None if jump.is_beyond() => {
                self.say("no other article of the list has it");
                // This article's own answer may have been overtaken.
                if self.reader.find.id != here {
                    let needle = self.reader.find.needle.clone();
                    self.find_here(needle, Jump::Stay);
                }
            }
            None => self.reader.take_found(here, Vec::new()),
            Some((id, matches)) if here == Some(id) => {
                self.reader.take_found(here, matches);
                self.reader.jump(jump);
            }
            Some((id, matches)) if jump.is_beyond() => {
                self.reader.take_found(Some(id), matches);
                self.jump_to_article(id);
                self.reader.arrival = Some((id, jump));
            }
            // Of an article left since: the page of the new one asks again.
            Some(_) => {}
        }
    }

    /// Stops looking for a string in the article.
    pub(super) fn clear_find(&mut self) {
        let generation = self.reader.find.generation.renew();
        self.reader.find = Find {
            generation,
            ..Find::default()
        };
    }

    /// Takes note of the article being read, for going back.
    pub(super) fn visit_trail(&mut self) {
        if let Some(id) = self.shown {
            self.trail.visit(id);
        }
    }

    /// Shows an article, selecting it if it is listed.
    pub(super) fn jump_to_article(&mut self, id: ArticleId) {
        self.visit_trail();
        self.go_to_article(id);
        self.trail.visit(id);
    }

    /// Shows an article without a trace in the trail.
    pub(super) fn go_to_article(&mut self, id: ArticleId) {
        let Some(id) = self.library.corpus.present(id) else {
            return self.say("this article is gone: its file was removed or changed");
        };
        self.show(id);
        match self
            .articles
            .listed
            .ids
            .iter()
            .position(|listed| *listed == id)
        {
            Some(row) => {
                self.articles.selection.selected = row;
                self.articles.keep = Some(id);
            }
            None => self.say("this article is not in the list: the query or a filter hides it"),
        }
    }

    /// Brings the reader to a place in the article that it shows or waits for.
    pub(super) fn arrive(&mut self, id: ArticleId, place: Span) {
        if self.reader.article() == Some(id) {
            self.reader.jump(Jump::To(place));
        } else {
            self.reader.arrival = Some((id, Jump::To(place)));
        }
    }

    /// Selects a row of the list and shows its article.
    pub(super) fn select_row(&mut self, row: usize) {
        self.articles.selection.selected = row;
        self.articles.selection.clamp(self.articles.len());
        if let Some(id) = self.articles.selected() {
            self.show(id);
            self.articles.keep = Some(id);
        }
    }

    /// Lets the reader show an article. A search on its way to another leads nowhere now.
    pub(super) fn show(&mut self, id: ArticleId) {
        if self.shown == Some(id) {
            return;
        }
        self.shown = Some(id);
        self.reader.arrival = None;
        let find = &mut self.reader.find;
        if find.jump.is_beyond() {
            find.jump = Jump::Stay;
            find.generation.expire();
            find.wanted = Arc::default();
        }
    }

    /// Narrows the list to the articles that have a value; again, lifts that.
    pub(super) fn only(&mut self, value: Value) {
        let filter = Filter {
            value,
            exclude: false,
        };
        self.visit_trail();
        if self.articles.question.filters == [filter.clone()] {
            self.articles.question.filters.clear();
        } else {
            let those = match &filter.value {
                Value::Entity(_, name) => format!("that name {name}"),
                Value::Source(name) => format!("from {name}"),
                Value::Published(date) => format!("of {}", date.long()),
            };
            self.say(format!("only articles {those}; Esc lifts that"));
            self.sidebar.select(&filter.value);
            self.articles.question.filters = vec![filter];
        }
    }

    /// Adds a filter; the same one again is lifted, its opposite replaced.
    pub(super) fn add_filter(&mut self, value: Value, exclude: bool) {
        let filter = Filter { value, exclude };
        let filters = &mut self.articles.question.filters;
        let had = filters.contains(&filter);
        filters.retain(|other| other.value != filter.value);
        if !had {
            filters.push(filter);
        }
    }

    /// Says in which order the list is now.
    pub(super) fn say_order(&mut self) {
        let order = order_name(self.articles.order_in_force());
        let chosen = self.articles.sort();
        let why = match self.articles.order {
            _ if chosen != self.articles.order_in_force() => ": the query says so with sort:",
            Some(Sort::Relevance) if chosen != Sort::Relevance => ": relevance needs a query",
            _ => "",
        };
        self.say(format!("articles {order}{why}"));
    }
}

/// A value as the query language takes it whole.
#[must_use]
pub(super) fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('"', " "))
}
