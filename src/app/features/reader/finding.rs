//! What is looked for in the article: the line in which it is typed, the search for it, and
//! going on to the next article that has it.

use super::Reader;
use super::search::FindTask;
use crate::app::layer::{Cx, Handled};
use crate::app::request::{Jump, Open, Request, Trace};
use crate::app::verb::Verb;
use crate::corpus::ArticleId;
use crate::text::Span;
use std::sync::Arc;

/// A string looked for in the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    /// The string; empty when nothing is looked for.
    pub needle: String,
    /// The article that `matches` belongs to.
    pub id: Option<ArticleId>,
    /// Where it stands, sorted.
    pub matches: Vec<Span>,
    /// The match jumped to last, an index into what is gone through: `matches`, or where
    /// nothing is looked for the query's terms in the page.
    pub current: Option<usize>,
    /// Where to go when the answer comes.
    pub(super) jump: Jump,
}

/// Where the reading line was when the line being typed was opened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin {
    /// The row of the page.
    line: usize,
    /// The byte with which it begins.
    offset: usize,
}

impl Reader {
    /// Opens the line in which the string is typed.
    pub(super) fn open_line(&mut self) {
        self.prompt.set("");
        self.typing = Some(Origin {
            line: self.line,
            offset: self.line_span().from(),
        });
    }

    /// Follows the line as it is typed.
    pub(super) fn find_typed(&mut self, cx: &mut Cx<'_>) {
        if let Some(origin) = self.typing {
            let needle = self.prompt.text().to_owned();
            self.find_here(needle, Jump::From(origin.offset), cx);
        }
    }

    /// Does what a key means while the line is typed.
    pub(super) fn act_typing(&mut self, verb: Verb, cx: &mut Cx<'_>) -> Handled {
        match verb {
            Verb::Enter => self.keep_find(),
            Verb::Escape | Verb::Interrupt => self.cancel_find(),
            Verb::Down | Verb::Up => {
                if self.prompt.browse(verb == Verb::Down).is_change() {
                    self.find_typed(cx);
                }
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    /// Keeps what was typed.
    fn keep_find(&mut self) {
        self.prompt.remember();
        self.typing = None;
        if self.prompt.text().trim().is_empty() {
            self.clear_find();
        }
    }

    /// Goes back to how it was before the line was opened.
    fn cancel_find(&mut self) {
        self.clear_find();
        if let Some(origin) = self.typing.take() {
            self.go_to_row(origin.line);
        }
    }

    /// Stops looking for a string in the article.
    pub(super) fn clear_find(&mut self) {
        self.finding.forget();
        self.find = Find::default();
    }

    /// Looks for a string in the article on the screen.
    pub(super) fn find_here(&mut self, needle: String, jump: Jump, cx: &mut Cx<'_>) {
        if let Some(id) = self.article() {
            self.find.jump = jump;
            self.find_in((Arc::new(vec![id]), 0, false), needle, cx);
        }
    }

    /// Looks for the same string in the listed articles before or after the one shown.
    fn find_beyond(&mut self, forward: bool, cx: &mut Cx<'_>) {
        let ids = Arc::clone(&cx.here.listed.ids);
        let Some(last) = ids.len().checked_sub(1) else {
            return cx.say("no article is listed");
        };
        let here = cx.here.selection.selected;
        let from = match (forward, here) {
            (true, here) if here >= last => 0,
            (true, here) => here + 1,
            (false, 0) => last,
            (false, here) => here - 1,
        };
        self.find.jump = if forward { Jump::First } else { Jump::Last };
        self.find_in((ids, from, !forward), self.find.needle.clone(), cx);
    }

    /// Looks for a string in a ring of articles: these, where to begin, whether backwards.
    fn find_in(
        &mut self,
        (ids, from, backwards): (Arc<Vec<ArticleId>>, usize, bool),
        needle: String,
        cx: &mut Cx<'_>,
    ) {
        let find = &mut self.find;
        if find.needle != needle {
            find.current = None;
        }
        find.needle.clone_from(&needle);
        if needle.trim().is_empty() {
            find.matches.clear();
            find.current = None;
            return self.finding.forget();
        }
        let task = FindTask {
            library: Arc::clone(cx.library),
            ids,
            from,
            backwards,
            needle,
        };
        let work = self.finding.ask((), (), task);
        cx.work(work);
    }

    /// Takes what was found, and goes there.
    pub(super) fn take_found(&mut self, cx: &mut Cx<'_>) {
        let Some(found) = self.finding.take() else {
            return;
        };
        let jump = std::mem::take(&mut self.find.jump);
        let here = self.article();
        match found {
            None if jump.is_beyond() => {
                cx.say("no other article of the list has it");
                // This article's own answer may have been overtaken.
                if self.find.id != here {
                    self.find_here(self.find.needle.clone(), Jump::Stay, cx);
                }
            }
            None => self.set_found(here, Vec::new()),
            Some((id, matches)) if here == Some(id) => {
                self.set_found(here, matches);
                self.jump(jump);
            }
            Some((id, matches)) if jump.is_beyond() => {
                self.set_found(Some(id), matches);
                // Both articles are on the trail then, and what lies over the panes stays.
                let trace = Trace::Step;
                cx.request(Request::Visit);
                cx.request(Request::Open(Open { id, jump, trace }));
                cx.request(Request::Visit);
            }
            // Of an article left since: the page of the new one asks again.
            Some(_) => {}
        }
    }

    fn set_found(&mut self, id: Option<ArticleId>, matches: Vec<Span>) {
        self.find.id = id;
        self.find.matches = matches;
        self.find.current = None;
    }

    /// Goes to the next or previous match; past the last one, in the next article of the list.
    pub(super) fn next_in_reader(&mut self, forward: bool, cx: &mut Cx<'_>) {
        let by_query = self.find.needle.is_empty();
        if by_query && cx.here.question.text.trim().is_empty() {
            return cx.say("nothing to go to: / finds text in this article");
        }
        // The matches belong to the page that is on its way.
        if cx.here.shown != self.article() {
            return;
        }
        cx.request(Request::Visit);
        if self.next_match(forward) {
            return;
        }
        if !by_query {
            return self.find_beyond(forward, cx);
        }
        let here = cx.here.selection.selected;
        let next = if forward {
            here.checked_add(1)
        } else {
            here.checked_sub(1)
        };
        match next.and_then(|row| cx.here.listed.at(row)) {
            Some(id) => cx.request(Request::Open(Open {
                id,
                jump: if forward { Jump::First } else { Jump::Last },
                trace: Trace::None,
            })),
            None => cx.say(if forward {
                "no match after this one"
            } else {
                "no match before this one"
            }),
        }
    }
}
