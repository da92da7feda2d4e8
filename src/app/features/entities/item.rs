//! One entity, source, year or month of the sidebar, with all that its row says.

use super::Order;
use crate::app::parts::page::Named;
use crate::entities::Form;
use crate::query::Value;
use crate::text::fold::{fold, fold_into};
use crate::text::period::Period;
use std::cmp::Reverse;

/// An entity, source, year or month in the sidebar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub value: Value,
    /// Its name as shown: the canonical one of an entity, a date in words.
    pub name: String,
    /// Mentions or articles, as the scope has it.
    pub count: u32,
    /// Spellings other than the name where counted, most frequent first.
    pub forms: Vec<Form>,
    /// Other spellings that the collection has.
    pub elsewhere: Vec<String>,
    /// When, for a date that has a value.
    pub date: Option<Period>,
    /// Whether the article shown leaves that to be assumed.
    pub assumed: bool,
    /// Its spellings folded, a line each; empty until it is ranked.
    folded: String,
}

impl Item {
    /// A value with its count, and an entity's spellings.
    #[must_use]
    pub fn new(value: Value, count: u32, forms: &[Form]) -> Self {
        let name = value.to_string();
        let forms = forms.iter().filter(|form| form.text != name).cloned();
        Self {
            forms: forms.collect(),
            value,
            name,
            count,
            elsewhere: Vec::new(),
            date: None,
            assumed: false,
            folded: String::new(),
        }
    }

    /// An entity of an article, counted by its mentions.
    pub(super) fn of_page(named: &Named) -> Self {
        let count = u32::try_from(named.mentions.len()).unwrap_or(u32::MAX);
        let value = Value::Entity(named.kind, named.name.clone());
        Self {
            elsewhere: named.elsewhere.clone(),
            date: named.date,
            assumed: named.assumed,
            ..Self::new(value, count, &named.forms)
        }
    }

    /// Its name and every other spelling known.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let forms = self.forms.iter().map(|form| form.text.as_str());
        let elsewhere = self.elsewhere.iter().map(String::as_str);
        std::iter::once(self.name.as_str())
            .chain(forms)
            .chain(elsewhere)
    }

    /// Whether it has a spelling besides its name.
    #[must_use]
    pub fn has_forms(&self) -> bool {
        self.spellings().any(|text| text != self.name)
    }

    /// The same, ready to be looked for by its spellings.
    pub(super) fn folded(mut self) -> Self {
        let mut folded = String::new();
        for text in self.spellings() {
            fold_into(text, &mut folded);
            folded.push('\n');
        }
        self.folded = folded;
        self
    }

    /// Whether a spelling contains a folded text, once it is [`folded`](Self::folded).
    pub(super) fn has(&self, needle: &str) -> bool {
        self.folded.contains(needle)
    }

    /// Where it stands among the values of its facet: dates of publication latest first,
    /// whatever the order; dates that a text names in the order of time where their counts
    /// are equal or do not matter, those without a value last.
    pub(super) fn rank(&self, order: Order) -> impl Ord + use<> {
        let date = match self.value {
            Value::Published(date) => Some(date),
            Value::Entity(..) | Value::Source(_) => None,
        };
        let (count, name) = match order {
            Order::Count => (self.count, self.name.clone()),
            Order::Name => (0, fold(&self.name)),
        };
        let named = (self.date.is_none(), self.date);
        (Reverse(date), Reverse(count), named, name)
    }
}
