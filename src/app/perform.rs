//! Jobs performed: pure functions from a job to its outcome, for any thread to call.

use super::facets::counts;
use super::job::{
    CountJob, Counted, CutJob, Excerpt, ExplainJob, FindJob, GatherJob, Gathered, Job, ListJob,
    Listed, MatchJob, MatchRow, Matched, OpenJob, Outcome, Question, Reasons, Target,
};
use super::page::{Named, Page};
use super::roster::Choice;
use crate::corpus::{Article, ArticleId};
use crate::entities::{Kind, Recognized, Recognizer};
use crate::library::{Library, Name, Phase};
use crate::query::fuzzy::{Pattern, Ranked};
use crate::query::{self, Mode, Query, Snippet};
use crate::text::fold::{Folded, fold, fold_char};
use crate::text::{Span, safe};
use std::sync::Arc;

/// Bytes up to which an article's entities are recognized at once when it is opened before
/// the collection's are known; a longer one shows them when its turn has come.
const PROMPT: usize = 400_000;
/// Other spellings of an entity that the sidebar shows.
pub(super) const SPELLINGS: usize = 12;
/// Rows that the finder lists.
const MATCHES: usize = 200;

/// Performs a job; effects have no outcome here.
#[must_use]
pub fn perform(job: &Job, recognizer: &Recognizer) -> Option<Outcome> {
    Some(match job {
        Job::List(job) => Outcome::Listed(job.generation, list(job)),
        Job::Open(job) => Outcome::Opened(job.generation, Arc::new(open(job, recognizer)?)),
        Job::Facets(job) => Outcome::Faceted(job.generation, Arc::new(counts(job))),
        Job::Explain(job) => Outcome::Explained(job.generation, Arc::new(explain(job))),
        Job::Cut(job) => Outcome::Cut(job.generation, cut(job)),
        Job::Find(job) => Outcome::Found(job.generation, find(job)),
        Job::Match(job) => Outcome::Matched(job.generation, matches(job)),
        Job::Gather(job) => Outcome::Gathered(job.generation, gather(job)),
        Job::Count(job) => Outcome::Counted(job.generation, count(job)),
        Job::Effect(_) => return None,
    })
}

/// The dossier of an entity; what was gathered already is only put in order.
fn gather(job: &GatherJob) -> Gathered {
    let view = job.library.view();
    let gathered = || {
        // The one called so stands before those that are only spelled so.
        let ids = view.catalog.lookup(&job.name, Some(job.kind));
        query::dossier::dossier(view, *ids.first()?).map(Arc::new)
    };
    let dossier = job.known.clone().or_else(gathered);
    let lines = dossier.as_ref().map_or(&[][..], |dossier| &dossier.lines);
    Gathered {
        order_of_lines: Arc::new(query::dossier::concordance::sorted(lines, job.order)),
        dossier,
    }
}

/// The entities of many articles; what was counted already is only chosen from.
fn count(job: &CountJob) -> Counted {
    let view = job.library.view();
    let ids = job.ids.as_ref().map(|ids| ids.as_slice());
    let counted = || Arc::new(query::census::census(view, ids));
    let census = job.known.clone().unwrap_or_else(counted);
    let Choice {
        kinds,
        pattern,
        order,
    } = &job.choice;
    Counted {
        rows: Arc::new(census.select(view, *kinds, pattern, *order)),
        census,
        choice: job.choice.clone(),
    }
}

pub(super) fn parsed(text: &str, typing: bool) -> Query {
    query::parse(text, if typing { Mode::Typing } else { Mode::Whole })
}

fn list(job: &ListJob) -> Listed {
    let Question {
        text,
        typing,
        filters,
        sort,
    } = &job.question;
    let query = parsed(text, *typing);
    let results = query::search(job.library.view(), &query, filters, *sort);
    let mut notes = results.notes();
    if job.library.progress.phase < Phase::Ready {
        for note in &mut notes {
            note.message.insert_str(0, "so far ");
        }
    }
    Listed {
        question: job.question.clone(),
        before_filters: results.n_before_filters,
        hidden_by: results.hidden_by.clone(),
        n_unread: query.problems.len(),
        problems: query.problems.into_iter().chain(notes).collect(),
        meant: query::corrected(text, &results.missing),
        ids: Arc::new(results.hits.iter().map(|hit| hit.article).collect()),
    }
}

fn explain(job: &ExplainJob) -> Reasons {
    let query = parsed(&job.question.text, job.question.typing);
    let article = job.library.article(job.id);
    Reasons {
        title: article.map_or_else(String::new, |article| article.title.text.clone()),
        question: job.question.clone(),
        sort: job.sort,
        place: job.place,
        why: query::why(job.library.view(), &query, &job.question.filters, job.id),
    }
}

fn open(job: &OpenJob, recognizer: &Recognizer) -> Option<Page> {
    let article = job.library.article(job.id)?;
    let query = parsed(&job.query, job.typing);
    let marks = query::marks(article, &query);
    let names = names(&job.library, job.id, article, recognizer);
    Page::new(Arc::clone(&job.library), job.id, job.columns, marks, names)
}

/// The entities of an article: as the collection knows it, else as it alone tells.
fn names(
    library: &Library,
    id: ArticleId,
    article: &Article,
    recognizer: &Recognizer,
) -> Vec<Named> {
    let mut names = match library.catalog.of_article(id) {
        Some(appearances) => from_catalog(library, appearances, article),
        None if article.text.len() > PROMPT => Vec::new(),
        None => from_article(recognizer.read(article), article),
    };
    names.sort_by(|a, b| {
        (a.kind, b.mentions.len(), &a.name).cmp(&(b.kind, a.mentions.len(), &b.name))
    });
    names
}

fn from_catalog(
    library: &Library,
    appearances: &[crate::entities::Appearance],
    article: &Article,
) -> Vec<Named> {
    let named = |appearance: &crate::entities::Appearance| {
        let entity = library.catalog.get(appearance.entity)?;
        let forms = forms(&appearance.mentions, article);
        let is_here = |text: &String| forms.iter().any(|form| form.text == *text);
        let all = entity.forms.iter().map(|form| form.text.clone());
        Some(Named {
            name: entity.name.clone(),
            kind: entity.kind,
            elsewhere: all.filter(|text| !is_here(text)).take(SPELLINGS).collect(),
            forms,
            mentions: appearance.mentions.clone(),
            date: entity.date,
            assumed: appearance.assumed,
        })
    };
    appearances.iter().filter_map(named).collect()
}

/// The entities of an article alone, through a catalog of its own, so that its dates and
/// names read as they will once the whole collection is known.
fn from_article(recognized: Recognized, article: &Article) -> Vec<Named> {
    let mut library = Library::default();
    library.catalog.add(ArticleId(0), recognized);
    let appearances = library.catalog.of_article(ArticleId(0)).unwrap_or_default();
    from_catalog(&library, appearances, article)
}

/// The spellings under the mentions, most frequent first.
fn forms(mentions: &[Span], article: &Article) -> Vec<crate::entities::Form> {
    let mut forms: Vec<crate::entities::Form> = Vec::new();
    for mention in mentions {
        let text = mention
            .slice(&article.text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        match forms.iter_mut().find(|form| form.text == text) {
            Some(form) => form.count += 1,
            None => forms.push(crate::entities::Form { text, count: 1 }),
        }
    }
    forms.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    forms
}

fn cut(job: &CutJob) -> Vec<(ArticleId, Excerpt)> {
    let query = parsed(&job.question.text, job.question.typing);
    let excerpt = |id: &ArticleId| {
        let article = job.library.article(*id)?;
        let snippet = query::snippet(article, &query, job.columns);
        Some((*id, excerpt(&snippet, article)))
    };
    job.ids.iter().filter_map(excerpt).collect()
}

/// A snippet without markup, that says whether its block goes on before and behind it.
fn excerpt(snippet: &Snippet, article: &Article) -> Excerpt {
    let span = snippet.span;
    let block = article.blocks.iter().find(|block| block.span.covers(span));
    let Some(block) = block.filter(|_| !span.is_empty()) else {
        return Excerpt::default();
    };
    let visible: Vec<Span> = block.visible().collect();
    let shown = visible.iter().filter_map(|part| part.common(span));
    let mut excerpt = printable(shown, &snippet.marks, &article.text);
    if visible.first().is_some_and(|part| part.start < span.start) {
        let by = "…".len();
        excerpt.text.insert(0, '…');
        for mark in &mut excerpt.marks {
            *mark = mark.shifted(by);
        }
    }
    if visible.last().is_some_and(|part| part.end > span.end) {
        excerpt.text.push('…');
    }
    excerpt
}

/// Pieces of a text made printable, with the marks on them moved along.
#[must_use]
pub fn printable(parts: impl Iterator<Item = Span>, marks: &[Span], text: &str) -> Excerpt {
    let mut excerpt = Excerpt::default();
    for part in parts {
        let mut at = part.start;
        for mark in marks.iter().filter_map(|mark| mark.common(part)) {
            let before = Span {
                start: at,
                end: mark.start,
            };
            excerpt.text += &safe::clean(before.slice(text));
            let start = excerpt.text.len();
            excerpt.text += &safe::clean(mark.slice(text));
            excerpt.marks.push(Span::new(start, excerpt.text.len()));
            at = mark.end;
        }
        let rest = Span {
            start: at,
            end: part.end,
        };
        excerpt.text += &safe::clean(rest.slice(text));
    }
    excerpt
}

fn find(job: &FindJob) -> Option<(ArticleId, Vec<Span>)> {
    let len = job.ids.len();
    let words: Vec<&str> = job.needle.split_whitespace().collect();
    let needle = fold(&words.join(" "));
    (0..len).find_map(|step| {
        let at = if job.backwards {
            (job.from + len - step) % len
        } else {
            (job.from + step) % len
        };
        let id = *job.ids.get(at)?;
        let found = occurrences(job.library.article(id)?, &needle);
        (!found.is_empty()).then_some((id, found))
    })
}

/// Where a folded string stands in the shown text of an article, over markup and line ends.
fn occurrences(article: &Article, needle: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for block in article.blocks.iter().filter(|block| block.role.is_shown()) {
        let mut window = Window::new(needle);
        for part in block.visible() {
            for (at, c) in part.slice(&article.text).char_indices() {
                window.push(c, part.from() + at, &mut found);
            }
        }
        window.search(&mut found);
    }
    found.dedup();
    found
}

/// Bytes of folded text that are searched at a time, so that a book on one line takes no
/// more room than a page.
const WINDOW: usize = 1 << 16;

/// A stretch of folded text, its white space collapsed, that knows where it comes from.
struct Window<'a> {
    needle: &'a str,
    text: String,
    /// For each byte of `text`, the character that it comes from.
    origins: Vec<Span>,
}

impl<'a> Window<'a> {
    fn new(needle: &'a str) -> Self {
        Self {
            needle,
            text: String::new(),
            origins: Vec::new(),
        }
    }

    /// Adds the character at a byte of the original.
    fn push(&mut self, c: char, at: usize, found: &mut Vec<Span>) {
        let origin = Span::new(at, at + c.len_utf8());
        if !c.is_whitespace() {
            fold_char(c, |folded| self.text.push(folded));
        } else if !self.text.ends_with(' ') {
            self.text.push(' ');
        }
        let adds_nothing = self.origins.len() == self.text.len();
        match self.origins.last_mut() {
            // An accent belongs to its letter.
            Some(last) if adds_nothing => last.end = origin.end,
            _ => self.origins.resize(self.text.len(), origin),
        }
        if self.text.len() >= WINDOW + self.needle.len() {
            self.search(found);
        }
    }

    /// Finds the needle, and keeps what it may begin with.
    fn search(&mut self, found: &mut Vec<Span>) {
        let mut done = (self.text.len() + 1).saturating_sub(self.needle.len().max(1));
        for (at, needle) in self.text.match_indices(self.needle) {
            let ends = self
                .origins
                .get(at)
                .zip(self.origins.get(at + needle.len() - 1));
            found.extend(ends.map(|(first, last)| Span {
                start: first.start,
                end: last.end,
            }));
            done = done.max(at + needle.len());
        }
        let done = self.text.floor_char_boundary(done);
        self.text.drain(..done);
        self.origins.drain(..done);
    }
}

fn matches(job: &MatchJob) -> Matched {
    let pattern = Pattern::new(&job.pattern);
    let names = job.library.names();
    let found = names.top(&pattern, MATCHES);
    let row = |found: &Ranked| {
        let name = names.name(found.row)?;
        Some(describe(&job.library, name, &pattern))
    };
    Matched {
        pattern: job.pattern.clone(),
        total: found.n_matching,
        rows: found.best.iter().filter_map(row).collect(),
    }
}

/// A row of the finder.
fn describe(library: &Library, name: Name, pattern: &Pattern) -> MatchRow {
    let (target, label, detail) = match name {
        Name::Article(id) => {
            let article = library.article(id);
            let title = article.map_or_else(String::new, |article| article.title.text.clone());
            let facts = article.map(|article| {
                let source = article.source_name().map(str::to_owned);
                source
                    .into_iter()
                    .chain(
                        article
                            .published()
                            .map(super::super::text::calendar::PartialDate::short),
                    )
                    .collect::<Vec<_>>()
                    .join(" · ")
            });
            (Target::Article(id), title, facts.unwrap_or_default())
        }
        Name::Entity(id) => {
            let entity = library.catalog.get(id);
            let (kind, label) = entity.map_or((Kind::Person, String::new()), |entity| {
                (entity.kind, entity.name.clone())
            });
            let articles = entity.map_or(0, |entity| entity.articles.len());
            let noun = if articles == 1 { "article" } else { "articles" };
            (
                Target::Entity(kind, label.clone()),
                label,
                format!("{} · {articles} {noun}", kind.name()),
            )
        }
        Name::Source(source) => (Target::Source(source.clone()), source, "source".to_owned()),
    };
    let marks = pattern
        .indices(&Folded::new(&label))
        .map_or_else(Vec::new, |(_, marks)| marks);
    let whole = std::iter::once(Span::whole(&label));
    let excerpt = printable(whole, &marks, &label);
    MatchRow {
        target,
        label: excerpt.text,
        marks: excerpt.marks,
        detail,
    }
}

#[cfg(test)]
mod tests {
    use super::{WINDOW, Window, fold, printable};
    use crate::text::Span;
    use proptest::prelude::*;

    /// Where a needle is found in a text.
    fn found(needle: &str, text: &str) -> Vec<Span> {
        let (mut window, mut found) = (Window::new(needle), Vec::new());
        for (at, c) in text.char_indices() {
            window.push(c, at, &mut found);
        }
        window.search(&mut found);
        found
    }

    #[test]
    fn found_over_the_edges_of_windows() {
        let text = "needle in the hay, é! ".repeat(WINDOW / 8);
        let found = found("needle in", &text);
        assert_eq!(found.len(), WINDOW / 8);
        assert!(found.iter().all(|span| span.slice(&text) == "needle in"));
    }

    proptest! {
        #[test]
        fn what_is_found_folds_to_the_needle(text in "[a-bAßé \\n\u{301}]{0,30}", needle in "[abse]( ?[abse]){0,2}") {
            let plain = fold(&text).split_whitespace().collect::<Vec<_>>().join(" ");
            let found = found(&needle, &text);
            prop_assert_eq!(found.len(), plain.matches(&needle).count());
            for span in found {
                let slice = fold(span.slice(&text)).split_whitespace().collect::<Vec<_>>().join(" ");
                prop_assert!(slice.contains(&needle), "{slice:?}");
            }
        }
    }

    #[test]
    fn marks_follow_what_is_made_printable() {
        let text = "a\x1b\tneedle b";
        let whole = std::iter::once(Span::whole(text));
        let excerpt = printable(whole, &[Span::new(3, 9)], text);
        assert_eq!(excerpt.text, "a␛    needle b");
        assert_eq!(excerpt.marks[0].slice(&excerpt.text), "needle");
    }
}
