//! A string found in articles: in the one on the screen, or in the next that has it.
//!
//! In go a string and a ring of articles; out come an article and where the string stands in
//! its shown text, over markup and line ends, case and accents aside. Most articles do not
//! have it, and are passed over at a glance; the work ends early when nobody waits for it any
//! more.

use crate::app::work::{Task, Tools, Urgency};
use crate::corpus::{Article, ArticleId};
use crate::library::Library;
use crate::text::Span;
use crate::text::fold::{fold, fold_char, fold_into};
use std::sync::Arc;

/// An article that has a string, and where; none where no article has it.
pub(super) type Found = Option<(ArticleId, Vec<Span>)>;

/// Finds a string in an article, or the nearest article that has it.
#[derive(Debug)]
pub(super) struct FindTask {
    /// Where the articles are.
    pub(super) library: Arc<Library>,
    /// The articles to look in, as a ring; the first that has the string answers.
    pub(super) ids: Arc<Vec<ArticleId>>,
    /// Where in the ring to begin.
    pub(super) from: usize,
    /// Whether to go round backwards.
    pub(super) backwards: bool,
    /// The string; case and accents do not count.
    pub(super) needle: String,
}

impl Task for FindTask {
    type Answer = Found;
    const NAME: &'static str = "find";
    const URGENCY: Urgency = Urgency::Searched;

    fn perform(&self, tools: &Tools<'_>) -> Found {
        find(self, || tools.is_wanted())
    }
}

/// Finds the first article of the ring that has the string; none if nothing is left of it
/// without case and accents, or nobody wants it.
fn find(task: &FindTask, is_wanted: impl Fn() -> bool) -> Found {
    let len = task.ids.len();
    let words: Vec<&str> = task.needle.split_whitespace().collect();
    let needle = fold(&words.join(" "));
    if needle.trim().is_empty() {
        return None;
    }
    let mut glance = Glance::new(&needle);
    let ring = (0..len).filter_map(|step| {
        let at = if task.backwards {
            (task.from + len - step) % len
        } else {
            (task.from + step) % len
        };
        task.ids.get(at).copied()
    });
    let wanted = ring.take_while(|_| is_wanted());
    task.library
        .corpus
        .articles(wanted)
        .find_map(|(id, article)| {
            if !glance.may_have(&article) {
                return None;
            }
            let found = occurrences(&article, &needle);
            (!found.is_empty()).then_some((id, found))
        })
}

/// Tells quickly of most articles that they do not have a string.
struct Glance<'a> {
    /// The longest word of it.
    word: &'a str,
    folded: String,
}

impl<'a> Glance<'a> {
    fn new(needle: &'a str) -> Self {
        let words = needle.split_whitespace();
        Self {
            word: words.max_by_key(|word| word.len()).unwrap_or_default(),
            folded: String::new(),
        }
    }

    /// False only of an article whose shown text, folded, does not have the word.
    fn may_have(&mut self, article: &Article) -> bool {
        self.folded.clear();
        for block in article.blocks.iter().filter(|block| block.role.is_shown()) {
            for part in block.visible() {
                fold_into(part.slice(&article.text), &mut self.folded);
            }
            self.folded.push('\n');
        }
        self.folded.contains(self.word)
    }
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
    /// Folded, and not empty.
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
        let mut done = (self.text.len() + 1).saturating_sub(self.needle.len());
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

#[cfg(test)]
mod tests {
    use super::{FindTask, Glance, WINDOW, Window, find, occurrences};
    use crate::corpus::formats::assemble::article;
    use crate::corpus::formats::markdown;
    use crate::corpus::{ArticleId, Origin, Volume};
    use crate::library::Library;
    use crate::text::Span;
    use crate::text::fold::fold;
    use proptest::prelude::*;
    use std::sync::Arc;

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

    /// Looks for a needle in articles, from the second one on.
    fn check(wanted: bool, backwards: bool, needle: &str, expected: Option<u32>) {
        let texts = ["A needle.", "Hay.", "A *need*le, Å.", "A needle."];
        let text = |text: &&str| article(markdown::raw((*text).to_owned(), Origin::default()));
        let mut library = Library::default();
        let volume = Volume::plain(texts.iter().map(text).collect());
        library.corpus.push(Arc::new(volume), Vec::new());
        let task = FindTask {
            library: Arc::new(library),
            ids: Arc::new((0..4).map(ArticleId).collect()),
            from: 1,
            backwards,
            needle: needle.to_owned(),
        };
        assert_eq!(
            find(&task, || wanted).map(|(id, _)| id.0),
            expected,
            "{needle}"
        );
    }

    #[test]
    fn the_next_article_of_the_ring_that_has_it() {
        check(true, false, "NEEDLE", Some(2));
        check(true, true, "needle", Some(0));
        check(true, false, "hay", Some(1));
        check(true, true, "needle, a", Some(2));
        check(true, false, "straw", None);
        // An accent alone is nothing to look for.
        check(true, false, "\u{301}", None);
        check(true, false, "\u{301} \u{301}", None);
    }

    #[test]
    fn ends_when_it_is_not_wanted_any_more() {
        check(false, false, "needle", None);
    }

    proptest! {
        #[test]
        fn no_glance_misses_what_is_there(text in "([abß*_ \n#ÉÅ\u{301}\u{ad}]|\n\n|&nbsp;|’){0,30}", needle in "[abs'e]{1,3}( [abs]{1,2})?") {
            let article = article(markdown::raw(text, Origin::default()));
            let found = occurrences(&article, &needle);
            prop_assert!(found.is_empty() || Glance::new(&needle).may_have(&article));
        }
    }
}
