//! The query language.
//!
//! In goes any text; out comes a [`Query`], always. What cannot be read is left out or
//! taken as words, and [`Query::problems`] says where and how. The [`GRAMMAR`], in which
//! white space may stand between items and is needed between words:
//!
//! ```text
#![doc = include_str!("grammar.txt")]
//! ```
//!
//! | form | means |
//! |---|---|
//! | `a b`, `a AND b` | both hold; binds before `OR` |
//! | `a OR b` | one of them holds |
//! | `-a` | does not hold |
//! | `word` | in any form: `rate`, `rates`, `rated`, `rating` |
//! | `=word` | as it is written; of an entity, by this spelling only |
//! | `word*` | any word that begins so |
//! | `word~` | with a slip in it, or two if it is long |
//! | `"a b"` | these words, in this order; the last may end with `*` |
//! | `"a b"~5` | in any order, at most so many others among them, in one paragraph |
//! | `title:` `body:` | where the words stand |
//! | `source:` `path:` | part of the name of the source, of the file |
//! | `entity:` `person:` … | an entity, by any of its spellings |
//! | `date:` | published then |
//! | `mentions:` | the text names such a date |
//! | `is:` `tag:` | what the user says of it; nothing as yet |
//! | `sort:` | the order: relevance, file, date, title, source, length |
//!
//! Where no article has all words joined by AND, those that have any are given, and it is
//! said. `OR` and `AND` are operators in capitals only. Words are read by the tokenizer of the
//! index: `F-16` is a phrase, `don't` a word, `U.S.` and `US` the same word. Curly quotes
//! are quotes. A quote or parenthesis left open ends with the input; a `-`, `OR` or `(`
//! with nothing behind it is left out.

pub(crate) mod ast;
pub(crate) mod date_range;
mod fields;
mod items;
pub(crate) mod order;
#[cfg(test)]
mod tests;
mod values;

use self::ast::{Node, Problem, Query, Scope, Words};
use self::order::Sort;
use super::terms::word::{Reach, Word};
use crate::index::analysis::terms;
use crate::text::Span;
use fields::{Context, FIELDS, is_field_name};
use values::Value;

/// The grammar of queries, in the notation of ISO 14977 without its commas and semicolons:
/// `[ ]` may be left out, `{ }` may stand any number of times.
pub const GRAMMAR: &str = include_str!("grammar.txt");

/// Whether the query is still being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// It is: the last word is a prefix, unless white space or a closing quote ends it or
    /// it is negated, and what is merely unfinished is no problem.
    Typing,
    /// It is meant as it stands.
    Whole,
}

/// Deepest nesting that is followed; deeper parentheses are left out.
const MAX_DEPTH: u32 = 40;
/// Most words, phrases and fields that are read.
const MAX_ITEMS: usize = 500;
/// Most words that may stand among those that are to stand near each other.
const MAX_NEAR: u32 = 50;
/// Most problems that are told.
const MAX_PROBLEMS: usize = 20;

/// Reads a query; never fails.
#[must_use]
pub fn parse(input: &str, mode: Mode) -> Query {
    let mut parser = Parser {
        input,
        mode,
        at: 0,
        depth: 0,
        negated: false,
        n_items: 0,
        sort: None,
        problems: Vec::new(),
    };
    let root = parser.either(Context::Words(Scope::Anywhere));
    parser.problems.sort_by_key(|problem| problem.span);
    Query {
        root,
        sort: parser.sort,
        problems: parser.problems,
    }
}

/// Reads plain text as its words joined by OR: no character in it is an operator, and each
/// word is found in any form.
#[must_use]
pub fn any_of(text: &str) -> Query {
    let mut nodes = Vec::new();
    terms(text, &mut String::new(), |term, span| {
        nodes.push(Node::Words(Words {
            words: vec![Word::new(term, Reach::Forms)],
            scope: Scope::Anywhere,
            near: None,
            span,
        }));
    });
    Query {
        root: one_or(nodes, Node::Any),
        ..Query::default()
    }
}

struct Parser<'a> {
    input: &'a str,
    mode: Mode,
    /// Offset of what is read next.
    at: usize,
    /// Parentheses open here.
    depth: u32,
    /// Whether what is read must not hold.
    negated: bool,
    n_items: usize,
    sort: Option<Sort>,
    problems: Vec<Problem>,
}

impl Parser<'_> {
    fn either(&mut self, context: Context) -> Option<Node> {
        let mut nodes = Vec::new();
        loop {
            nodes.extend(self.both(context));
            if !self.take_operator("OR") {
                break;
            }
        }
        one_or(nodes, Node::Any)
    }

    fn both(&mut self, context: Context) -> Option<Node> {
        let mut nodes = Vec::new();
        loop {
            self.skip_blanks();
            match self.peek() {
                None => break,
                Some(')') if self.depth > 0 => break,
                Some(')') => {
                    self.problem(
                        self.at,
                        self.at + 1,
                        "no parenthesis is open here; left out",
                    );
                    self.at += 1;
                }
                Some(_) if self.sees_operator("OR") => break,
                Some(_) if self.take_operator("AND") => {}
                Some(_) => nodes.extend(self.item(context)),
            }
        }
        one_or(nodes, Node::All)
    }

    fn item(&mut self, context: Context) -> Option<Node> {
        let start = self.at;
        while self.peek() == Some('-') {
            self.at += 1;
        }
        let negated = self.at > start;
        let outside = self.negated;
        self.negated |= negated;
        let node = match self.peek() {
            None | Some(')') => None,
            Some(c) if c.is_whitespace() => None,
            Some('(') => self.group(context),
            Some(_) => self.field_or_value(context),
        };
        self.negated = outside;
        match node {
            Some(node) if negated => Some(Node::Not(Box::new(node))),
            node => node,
        }
    }

    /// `( … )`, the parenthesis being next.
    fn group(&mut self, context: Context) -> Option<Node> {
        let start = self.at;
        self.at += 1;
        if self.depth == MAX_DEPTH {
            self.problem(
                start,
                self.at,
                "too many parentheses inside each other; left out",
            );
            return None;
        }
        self.depth += 1;
        let node = self.either(context);
        self.depth -= 1;
        if self.peek() == Some(')') {
            self.at += 1;
        } else if self.mode == Mode::Whole {
            self.problem(
                start,
                start + 1,
                "this parenthesis is not closed; closed at the end",
            );
        }
        node
    }

    fn field_or_value(&mut self, context: Context) -> Option<Node> {
        let start = self.at;
        if matches!(context, Context::Words(_)) && self.peek() == Some('=') {
            self.at += 1;
            let value = Value {
                exact: true,
                ..self.value()?
            };
            return self.node(context, &value);
        }
        let value = self.value()?;
        let named = (!self.is_quote(start))
            .then(|| value.text.split_once(':'))
            .flatten();
        let Some((name, rest)) = named else {
            return self.node(context, &value);
        };
        let mut fields = FIELDS.iter();
        let Some((_, field)) = fields.find(|(field, _)| field.eq_ignore_ascii_case(name)) else {
            // `https://…` is no field either, but nobody meant one.
            if !rest.is_empty() && is_field_name(name) && !rest.starts_with("//") {
                let message = format!("there is no field `{name}`; read as words");
                self.problem(start, start + name.len() + 1, &message);
            }
            return self.node(context, &value);
        };
        self.at = start + name.len() + 1;
        if self.peek() == Some('(') {
            return self.group(*field);
        }
        let exact =
            matches!(field, Context::Entity(_) | Context::Words(_)) && self.peek() == Some('=');
        self.at += usize::from(exact);
        let nothing = self
            .peek()
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')'));
        if nothing {
            if self.mode == Mode::Whole || self.at < self.input.len() {
                self.problem(
                    start,
                    self.at,
                    &format!("nothing stands behind `{name}:`; left out"),
                );
            }
            return None;
        }
        let value = Value {
            exact,
            ..self.value()?
        };
        self.node(*field, &value)
    }

    fn peek(&self) -> Option<char> {
        self.input.get(self.at..)?.chars().next()
    }

    fn is_quote(&self, at: usize) -> bool {
        self.input
            .get(at..)
            .is_some_and(|rest| rest.starts_with(is_quote))
    }

    fn skip_blanks(&mut self) {
        let rest = self.input.get(self.at..).unwrap_or_default();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Whether the operator is next, as a word of its own.
    fn sees_operator(&self, operator: &str) -> bool {
        let behind = self
            .input
            .get(self.at..)
            .and_then(|rest| rest.strip_prefix(operator));
        let next = behind.map(|behind| behind.chars().next());
        next.is_some_and(|c| c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')')))
    }

    fn take_operator(&mut self, operator: &str) -> bool {
        let sees = self.sees_operator(operator);
        self.at += if sees { operator.len() } else { 0 };
        sees
    }

    fn problem(&mut self, start: usize, end: usize, message: &str) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Problem {
                span: Span::new(start, end),
                message: message.to_owned(),
            });
        }
    }
}

/// The only node, all of them under `parent`, or none.
fn one_or(mut nodes: Vec<Node>, parent: fn(Vec<Node>) -> Node) -> Option<Node> {
    match nodes.len() {
        0 | 1 => nodes.pop(),
        _ => Some(parent(nodes)),
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}')
}
