//! What one article names: the result of recognition.

use super::kind::{Basis, Kind};
use crate::text::Span;
use crate::text::calendar::PartialDate;
use crate::text::period::Period;
use serde::Serialize;

/// What one article names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recognized {
    /// Its entities in the order of their first mention; none of [`Kind::Date`].
    pub entities: Vec<LocalEntity>,
    /// Its dates, in order.
    pub dates: Vec<DateMention>,
}

/// An entity of one article, all of its spellings merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalEntity {
    /// What to call it: the fullest form, or today's usual name of what is well known.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// How the article spells it, most frequent first.
    pub forms: Vec<Form>,
    /// Where, sorted. No two mentions of an article overlap, dates included.
    pub mentions: Vec<Span>,
    /// What speaks for its kind.
    pub basis: Basis,
}

/// One spelling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Form {
    /// The spelling, white space collapsed.
    pub text: String,
    /// Number of mentions.
    pub count: u32,
}

/// A date named in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Where.
    pub span: Span,
    /// As printed, white space collapsed.
    pub text: String,
    /// When, cut to what is known; `None` when that cannot be told.
    pub value: Option<Period>,
    /// Whether the value is only the likeliest: the words leave a choice.
    pub assumed: bool,
    /// The article's own date, where the value rests on it.
    pub resolved_from: Option<PartialDate>,
}
