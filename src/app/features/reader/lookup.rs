//! What keys look up in a page without going through it.
//!
//! Made with the page, on a worker: an article may be a book, and a key must not take longer
//! for that.

use crate::app::parts::page::Page;
use crate::entities::Kind;
use crate::query::Value;

/// Bytes of text in which line ends are counted at once.
const STEP: usize = 1 << 16;

/// The lines of a page's text and the names of its entities, to be looked up.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    /// For each [`STEP`] bytes of the text, the line ends before them.
    line_ends: Vec<u32>,
    /// Indexes into [`Page::names`], by kind and name.
    names: Vec<usize>,
}

/// How many line ends stand in a text.
fn line_ends(text: &[u8]) -> u32 {
    // An article is shorter than 4 GiB.
    text.iter().map(|byte| u32::from(*byte == b'\n')).sum()
}

/// What the names of a page are sorted by.
fn key(page: &Page, name: usize) -> Option<(Kind, &str)> {
    let named = page.names.get(name)?;
    Some((named.kind, named.name.as_str()))
}

impl Lookup {
    /// That of a page.
    pub(super) fn new(page: &Page) -> Self {
        let mut names: Vec<usize> = (0..page.names.len()).collect();
        names.sort_unstable_by_key(|name| key(page, *name));
        let mut before = 0u32;
        let steps = page.article().text.as_bytes().chunks(STEP).map(|step| {
            let here = before;
            before = before.saturating_add(line_ends(step));
            here
        });
        Self {
            line_ends: steps.collect(),
            names,
        }
    }

    /// The line of the text, from 1, on which a byte stands.
    pub(super) fn line(&self, page: &Page, offset: usize) -> u32 {
        let text = page.article().text.as_bytes();
        let step = offset / STEP;
        let rest = text.get(step * STEP..offset).unwrap_or_default();
        let before = self.line_ends.get(step).copied().unwrap_or(0);
        before.saturating_add(line_ends(rest)).saturating_add(1)
    }

    /// The entity of the page that a value stands for, an index into [`Page::names`].
    pub(super) fn named(&self, page: &Page, value: &Value) -> Option<usize> {
        let Value::Entity(kind, name) = value else {
            return None;
        };
        let wanted = Some((*kind, name.as_str()));
        let found = self
            .names
            .binary_search_by(|at| key(page, *at).cmp(&wanted));
        self.names.get(found.ok()?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{named, page};
    use super::{Lookup, STEP};
    use crate::entities::Kind;
    use crate::query::Value;

    #[test]
    fn lines_are_counted_from_one() {
        let text = "A title\n\n".to_owned() + &"Some words on a line.\n".repeat(2 * STEP / 22 + 9);
        let page = page(&text, 40, Vec::new());
        let lookup = Lookup::new(&page);
        for offset in [0, 7, 8, 9, STEP - 1, STEP, STEP + 1, 2 * STEP + 30] {
            let before = text.get(..offset).unwrap();
            let lines = before.matches('\n').count() + 1;
            assert_eq!(lookup.line(&page, offset) as usize, lines, "{offset}");
        }
    }

    #[test]
    fn names_are_known_by_kind_and_name() {
        let names = vec![
            named("Zoe", Kind::Person, &[]),
            named("Ann", Kind::Person, &[]),
            named("Ann", Kind::Place, &[]),
        ];
        let page = page("A title\n", 40, names);
        let lookup = Lookup::new(&page);
        let found = |kind, name: &str| lookup.named(&page, &Value::Entity(kind, name.to_owned()));
        assert_eq!(found(Kind::Person, "Ann"), Some(1));
        assert_eq!(found(Kind::Person, "Zoe"), Some(0));
        assert_eq!(found(Kind::Place, "Ann"), Some(2));
        assert_eq!(found(Kind::Place, "Zoe"), None);
        assert_eq!(lookup.named(&page, &Value::Source("Ann".to_owned())), None);
    }
}
