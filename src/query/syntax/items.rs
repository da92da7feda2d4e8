//! Single items of a query: values, and the conditions that they stand for.

use super::ast::Node;
use super::date_range::DateRange;
use super::fields::{Context, SORTS};
use super::values::{Value, folded, named, words};
use super::{MAX_ITEMS, MAX_NEAR, Mode, Parser, is_quote};
use crate::text::Span;
use crate::text::fold::fold;

impl<'a> Parser<'a> {
    /// The quoted text or the word that is next.
    pub(super) fn value(&mut self) -> Option<Value<'a>> {
        let start = self.at;
        let rest = self.input.get(start..)?;
        let quote = rest
            .chars()
            .next()
            .filter(|c| is_quote(*c))
            .map_or(0, char::len_utf8);
        let inner = rest.get(quote..)?;
        let ends = |c: char| match quote {
            0 => c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c),
            _ => is_quote(c),
        };
        let len = inner.find(ends).unwrap_or(inner.len());
        let text = inner.get(..len)?;
        self.at = start + quote + len;
        let at_end = self.at == self.input.len();
        let mut near = None;
        let span = if quote > 0 {
            if at_end && self.mode == Mode::Whole {
                self.problem(
                    start,
                    start + quote,
                    "this quote is not closed; closed at the end",
                );
            }
            self.at += self.peek().map_or(0, char::len_utf8);
            near = self.near();
            Span::new(start, self.at)
        } else {
            Span::new(start, self.at)
        };
        // On the way to `-oil`, `-o` must not hide every word with an o.
        let unfinished = self.mode == Mode::Typing && at_end && !self.negated;
        Some(Value {
            text,
            span,
            unfinished,
            exact: false,
            quoted: quote > 0,
            near,
        })
    }

    /// The number behind the `~` that is next.
    fn near(&mut self) -> Option<u32> {
        if self.peek() != Some('~') {
            return None;
        }
        let start = self.at;
        let rest = self.input.get(start + 1..).unwrap_or_default();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        self.at += 1 + digits;
        if digits == 0 {
            if self.mode == Mode::Whole || self.at < self.input.len() {
                let message = "no number stands behind `~`; read as words in this order";
                self.problem(start, self.at, message);
            }
            return None;
        }
        let number = rest.get(..digits).and_then(|digits| digits.parse().ok());
        let near = number.filter(|near| *near <= MAX_NEAR);
        if near.is_none() {
            let message = format!("words are near with at most {MAX_NEAR} others among them");
            self.problem(start, self.at, &message);
        }
        Some(near.unwrap_or(MAX_NEAR))
    }

    /// The condition that a value stands for.
    pub(super) fn node(&mut self, context: Context, value: &Value<'_>) -> Option<Node> {
        self.n_items += 1;
        if self.n_items > MAX_ITEMS {
            if self.n_items == MAX_ITEMS + 1 {
                let message = format!("only the first {MAX_ITEMS} words are read");
                self.problem(value.span.from(), self.input.len(), &message);
            }
            return None;
        }
        match context {
            Context::Words(scope) => words(value, scope),
            Context::Source => folded(value).map(Node::Source),
            Context::Path => folded(value).map(Node::Path),
            Context::Entity(kind) => named(value, kind).map(Node::Entity),
            Context::Date => self.date(value).map(Node::Date),
            Context::Mentions => self.date(value).map(Node::Mentions),
            Context::Mark => {
                let message = "articles are not marked or tagged yet; nothing is found so";
                self.problem(value.span.from(), value.span.to(), message);
                Some(Node::Nothing)
            }
            Context::Sort => {
                self.set_sort(value);
                None
            }
        }
    }

    fn date(&mut self, value: &Value<'_>) -> Option<DateRange> {
        let range = DateRange::parse(value.text);
        if range.is_none() && !value.unfinished {
            let message =
                "not a date; dates are written 2023, 2023-05, 2023-05-17, 2023..2024, >2023";
            self.problem(value.span.from(), value.span.to(), message);
        }
        range
    }

    fn set_sort(&mut self, value: &Value<'_>) {
        let name = fold(value.text);
        let whole = SORTS.iter().find(|(sort, _)| *sort == name);
        let begun = || {
            SORTS
                .iter()
                .find(|(sort, _)| value.unfinished && sort.starts_with(&name))
        };
        if let Some((_, sort)) = whole.or_else(begun) {
            self.sort = Some(*sort);
        } else {
            let message = "not an order; there are relevance, file, date, title, source, length";
            self.problem(value.span.from(), value.span.to(), message);
        }
    }
}
