//! Jobs performed: pure functions from a job to its outcome, for any thread to call.

use super::facets::counts;
use super::finder::matching::matches;
use super::finder::passages::passages;
use super::finder::preview::preview;
use super::finding;
use super::job::{
    ChooseJob, Chosen, CorrectJob, CountJob, Counted, CutJob, Excerpt, ExplainJob, GatherJob,
    Gathered, Job, ListJob, Listed, OpenJob, Outcome, Question, Reasons,
};
use super::page::{Named, Page};
use super::roster::Choice;
use crate::corpus::{Article, ArticleId};
use crate::entities::Recognizer;
use crate::library::{Library, Phase, Register};
use crate::query::{self, Mode, Query, Snippet};
use crate::text::{Span, safe};
use std::sync::Arc;

/// Bytes up to which an article's entities are recognized at once when it is opened before
/// the collection's are known; a longer one shows them when its turn has come.
const PROMPT: usize = 400_000;
/// Other spellings of an entity that the sidebar shows.
pub(super) const SPELLINGS: usize = 12;

/// Performs a job; effects have no outcome here.
#[must_use]
pub fn perform(job: &Job, recognizer: &Recognizer) -> Option<Outcome> {
    Some(match job {
        Job::List(job) => Outcome::Listed(job.generation, list(job)),
        Job::Open(job) => Outcome::Opened(job.generation, Arc::new(open(job, recognizer)?)),
        Job::Facets(job) => Outcome::Faceted(job.generation, Arc::new(counts(job))),
        Job::Explain(job) => Outcome::Explained(job.generation, Arc::new(explain(job))),
        Job::Cut(job) => Outcome::Cut(job.generation, cut(job)),
        Job::Find(job) => Outcome::Found(job.generation, finding::find(job)),
        Job::Correct(job) => correct(job, recognizer),
        Job::Choose(job) => Outcome::Chosen(job.generation, choose(job, recognizer)),
        Job::Suggest(job) => {
            let rows = job.library.catalog.suggestions(recognizer);
            Outcome::Suggested(job.generation, rows)
        }
        Job::Prepare(job) => {
            let register = Register::new(&job.library, job.earlier.as_deref());
            Outcome::Prepared(Arc::new(register))
        }
        Job::Match(job) => Outcome::Matched(job.generation, matches(job)),
        Job::Passages(job) => Outcome::Passages(job.generation, passages(job)),
        Job::Preview(job) => Outcome::Previewed(job.generation, preview(job)),
        Job::Gather(job) => Outcome::Gathered(job.generation, gather(job)),
        Job::Count(job) => Outcome::Counted(job.generation, count(job)),
        Job::Effect(_) => return None,
    })
}

/// Threads that read articles again for a correction.
const CORRECTING: usize = 2;

fn correct(job: &CorrectJob, recognizer: &Recognizer) -> Outcome {
    let before = &job.library;
    let after = before.corrected(Arc::clone(&job.corrections), recognizer, CORRECTING);
    let touched = before.n_touched(&after, &job.about);
    Outcome::Corrected(job.generation, Arc::new(after), touched)
}

/// What an entity can be merged into; what was prepared already is only searched.
fn choose(job: &ChooseJob, recognizer: &Recognizer) -> Chosen {
    let catalog = &job.library.catalog;
    let prepared = || Arc::new(catalog.choices(&job.about, recognizer));
    let choices = job.known.clone().unwrap_or_else(prepared);
    Chosen {
        rows: catalog.chosen(&choices, &job.pattern),
        library: Arc::downgrade(&job.library),
        choices,
    }
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
    let results = query::search(job.library.view(), &query, filters, *sort, job.extent);
    let mut notes = results.notes();
    if job.library.progress.phase < Phase::Ready {
        for note in &mut notes {
            note.message.insert_str(0, "so far ");
        }
    }
    Listed {
        question: job.question.clone(),
        beyond: results.n_hits - results.hits.len(),
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
    let card = job.library.card(job.id);
    Reasons {
        title: card.map_or_else(String::new, |card| card.title.text.to_string()),
        question: job.question.clone(),
        sort: job.sort,
        place: job.place,
        why: query::why(job.library.view(), &query, &job.question.filters, job.id),
    }
}

fn open(job: &OpenJob, recognizer: &Recognizer) -> Option<Page> {
    let article = job.library.article(job.id)?;
    let query = parsed(&job.query, job.typing);
    let marks = query::marks(&article, &query);
    let names = names(&job.library, job.id, &article, recognizer);
    let library = Arc::clone(&job.library);
    let page = Page::new(library, job.id, article, job.columns, marks, names);
    Some(page)
}

/// The entities of an article: as the collection knows it, else as it alone tells.
fn names(
    library: &Library,
    id: ArticleId,
    article: &Article,
    recognizer: &Recognizer,
) -> Vec<Named> {
    let mut names = match library.catalog.of_article(id) {
        Some(appearances) => from_catalog(library, &appearances, article),
        None if article.text.len() > PROMPT => Vec::new(),
        None => from_article(library, recognizer, article),
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
        let is_here = |text: &&str| forms.iter().any(|form| form.text == *text);
        let all = entity.forms.texts();
        Some(Named {
            name: entity.name.to_owned(),
            kind: entity.kind,
            elsewhere: all
                .filter(|text| !is_here(text))
                .take(SPELLINGS)
                .map(str::to_owned)
                .collect(),
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
fn from_article(whole: &Library, recognizer: &Recognizer, article: &Article) -> Vec<Named> {
    let mut library = Library::default();
    let corrections = whole.catalog.corrections();
    let names = corrections.cut(article, recognizer.read(article));
    library.catalog.add(ArticleId(0), names);
    library.catalog.correct(Arc::clone(corrections));
    library.catalog.settle(recognizer);
    let appearances = library.catalog.of_article(ArticleId(0)).unwrap_or_default();
    from_catalog(&library, &appearances, article)
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
    let articles = job.library.corpus.articles(job.ids.iter().copied());
    let excerpts = articles.map(|(id, article)| {
        let snippet = query::snippet(&article, &query, job.columns);
        (id, excerpt(&snippet, &article))
    });
    excerpts.collect()
}

/// A snippet without markup, that says whether its block goes on before and behind it.
#[must_use]
pub fn excerpt(snippet: &Snippet, article: &Article) -> Excerpt {
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

#[cfg(test)]
mod tests {
    use super::printable;
    use crate::text::Span;

    #[test]
    fn marks_follow_what_is_made_printable() {
        let text = "a\x1b\tneedle b";
        let whole = std::iter::once(Span::whole(text));
        let excerpt = printable(whole, &[Span::new(3, 9)], text);
        assert_eq!(excerpt.text, "a␛    needle b");
        assert_eq!(excerpt.marks[0].slice(&excerpt.text), "needle");
    }
}
