//! Requests done: the one place where what all share is changed.

use crate::app::App;
use crate::app::here::Here;
use crate::app::request::{Change, Narrow, Open, Request, Said, Trace};
use crate::app::work::Job;
use crate::query::{Filter, Value};
use std::sync::Arc;

impl App {
    /// Does what was requested, and what was requested because of it.
    pub(in crate::app) fn do_requests(&mut self) {
        let mut at = 0;
        while at < self.requests.len() {
            let request = std::mem::replace(&mut self.requests[at], Request::Close);
            at += 1;
            if let Some(request) = self.present(request) {
                self.hear(&request);
                self.do_request(request);
            }
        }
        self.requests.clear();
    }

    /// A request about an article that is there, by the number that it has now.
    fn present(&mut self, request: Request) -> Option<Request> {
        let Request::Open(open) = request else {
            return Some(request);
        };
        let present = self.library.corpus.present(open.id);
        if present.is_none() {
            self.screen
                .say("this article is gone: its file was removed or changed");
        }
        present.map(|id| Request::Open(Open { id, ..open }))
    }

    fn do_request(&mut self, request: Request) {
        match request {
            Request::Show(subject) => self.open(&subject),
            Request::Choose(asker, row) => {
                self.close();
                self.with_feature(asker, |layer, cx| layer.chosen(row, cx));
            }
            Request::Close => self.close(),
            Request::Leave => self.leave_for(self.here.shown),
            Request::CloseAll => self.close_all(),
            Request::Focus(pane) => self.focus(pane),
            Request::Ask(asked) => {
                self.here.question.text = asked.text;
                self.here.question.typing = asked.typing;
            }
            Request::Order(order) => {
                self.here.order = order;
                let message = self.here.describe_order();
                self.screen.say(message);
            }
            Request::Narrow(narrow) => self.narrow(narrow),
            Request::PutBack(origin) => self.put_back(*origin),
            Request::Listed(listed) => self.here.listed = listed,
            Request::Selected(selection) => self.here.selection = selection,
            Request::Viewed(view) => self.here.view = view,
            Request::Visit => self.visit(),
            Request::Open(open) => self.open_article(open),
            Request::Correct(said) => self.correct(said),
            Request::Say(message) => self.screen.say(message),
            Request::Effect(effect) => self.jobs.push_back(Job::Effect(effect)),
            Request::Work(work) => self.jobs.push_back(Job::Work(work)),
        }
    }

    fn visit(&mut self) {
        if let Some(id) = self.here.shown {
            self.trail.visit(id);
        }
    }

    /// Shows an article. Pages that it was opened from are found again by going back.
    fn open_article(&mut self, open: Open) {
        let jumps = matches!(open.trace, Trace::Jump | Trace::Found);
        if jumps {
            self.visit();
            self.leave_for(Some(open.id));
        }
        self.here.shown = Some(open.id);
        if jumps {
            self.trail.visit(open.id);
        }
        let may_be_hidden = matches!(open.trace, Trace::Jump | Trace::Step);
        if may_be_hidden && self.here.listed.row_of(open.id).is_none() {
            self.screen
                .say("this article is not in the list: the query or a filter hides it");
        }
    }

    /// Puts back what a query took the place of.
    fn put_back(&mut self, origin: Here) {
        self.here.question.text = origin.question.text;
        self.here.question.typing = false;
        self.here.listed = match origin.listed.followed(&self.library.corpus) {
            Some(listed) => Arc::new(listed),
            None => origin.listed,
        };
        self.here.shown = origin.shown.or(self.here.shown);
    }

    fn narrow(&mut self, narrow: Narrow) {
        let filters = &mut self.here.question.filters;
        match narrow {
            Narrow::Lift(at) => {
                if at < filters.len() {
                    filters.remove(at);
                }
            }
            Narrow::Add { value, exclude } => {
                let filter = Filter { value, exclude };
                let had = filters.contains(&filter);
                filters.retain(|other| other.value != filter.value);
                if !had {
                    filters.push(filter);
                }
            }
            Narrow::Only(value) => {
                let filter = Filter {
                    value,
                    exclude: false,
                };
                if *filters == [filter.clone()] {
                    filters.clear();
                } else {
                    let those = those(&filter.value);
                    *filters = vec![filter];
                    self.screen
                        .say(format!("only articles {those}; Esc lifts that"));
                }
                self.visit();
            }
        }
    }

    /// Says something of names: what is filtered by and what layers show follows.
    fn correct(&mut self, said: Said) {
        if let Some((from, into)) = &said.becomes {
            let from_value = Value::from(from);
            let filters = &mut self.here.question.filters;
            match into {
                None => filters.retain(|filter| filter.value != from_value),
                Some(into) => {
                    for filter in filters.iter_mut().filter(|it| it.value == from_value) {
                        filter.value = Value::from(into);
                    }
                    self.follow(&Change::Renamed(from, into));
                }
            }
        }
        let edited = self.kept.correct(said, &self.library);
        self.take_edit(edited);
    }

    /// Takes what there is to do for an edit, or says why there is nothing.
    pub(in crate::app) fn take_edit(&mut self, edited: Result<[Job; 2], String>) {
        match edited {
            Ok(jobs) => self.jobs.extend(jobs),
            Err(reason) => self.screen.say(reason),
        }
    }
}

/// The articles that have a value, in words.
fn those(value: &Value) -> String {
    match value {
        Value::Entity(_, name) => format!("that name {name}"),
        Value::Source(name) => format!("from {name}"),
        Value::Published(date) => format!("of {}", date.long()),
    }
}
