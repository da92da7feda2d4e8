//! The fields of the query language and their names.

use super::ast::Scope;
use super::order::Sort;
use crate::entities::Kind;

/// What a value is a value of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    Words(Scope),
    Source,
    Path,
    Entity(Option<Kind>),
    Date,
    /// A date in the text.
    Mentions,
    /// What the user says of articles.
    Mark,
    Sort,
}

/// The fields and what their values are.
pub(super) const FIELDS: [(&str, Context); 20] = [
    ("title", Context::Words(Scope::Title)),
    ("body", Context::Words(Scope::Body)),
    ("source", Context::Source),
    ("path", Context::Path),
    ("entity", Context::Entity(None)),
    ("person", Context::Entity(Some(Kind::Person))),
    ("org", Context::Entity(Some(Kind::Organization))),
    ("organization", Context::Entity(Some(Kind::Organization))),
    ("place", Context::Entity(Some(Kind::Place))),
    ("group", Context::Entity(Some(Kind::Group))),
    ("event", Context::Entity(Some(Kind::Event))),
    ("law", Context::Entity(Some(Kind::Law))),
    ("work", Context::Entity(Some(Kind::Work))),
    ("money", Context::Entity(Some(Kind::Money))),
    ("quantity", Context::Entity(Some(Kind::Quantity))),
    ("date", Context::Date),
    ("mentions", Context::Mentions),
    ("is", Context::Mark),
    ("tag", Context::Mark),
    ("sort", Context::Sort),
];

/// The orders and their names.
pub(super) const SORTS: [(&str, Sort); 8] = [
    ("relevance", Sort::Relevance),
    ("file", Sort::File),
    ("date", Sort::Newest),
    ("newest", Sort::Newest),
    ("title", Sort::Title),
    ("source", Sort::Source),
    ("length", Sort::Longest),
    ("longest", Sort::Longest),
];

/// Whether a field could be called so; `10:30` and `Re:` are not meant as one.
pub(super) fn is_field_name(name: &str) -> bool {
    name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_lowercase())
}
