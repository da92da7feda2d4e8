//! The fields of records and front matter, by the names that sites and tools give them.
//!
//! In go the keys and values of JSON, YAML or TOML, in any nesting that is usual; out come
//! the facts about an article and its text. A key that the table does not name is ignored.

use super::dates;
use super::keys::{Field, KINDS, field, name};
use crate::text::calendar::PartialDate;
use crate::text::fold::one_line;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// What metadata say about an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// What scripts call it.
    pub id: Option<String>,
    /// Its title, on one line.
    pub title: Option<String>,
    /// Who published it, as written.
    pub source: Option<String>,
    /// When.
    pub date: Option<PartialDate>,
    /// Who wrote it; several are joined by commas.
    pub author: Option<String>,
    /// Where it can be read online, as given.
    pub url: Option<String>,
}

impl Facts {
    /// Takes from `other` what is not known yet.
    pub fn fill(&mut self, other: Self) {
        self.id = self.id.take().or(other.id);
        self.title = self.title.take().or(other.title);
        self.source = self.source.take().or(other.source);
        self.date = self.date.or(other.date);
        self.author = self.author.take().or(other.author);
        self.url = self.url.take().or(other.url);
    }
}

/// A value as far as a fact can be read from it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Null, a truth value, an empty text.
    #[default]
    Nothing,
    /// A text.
    Text(String),
    /// A number, and how it is written.
    Number(f64, String),
    /// Several.
    List(Vec<Self>),
}

impl Value {
    /// The text, a list joined by `between`.
    fn joined(self, between: &str) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Text(text) | Self::Number(_, text) => Some(text),
            Self::List(values) => {
                let texts: Vec<String> = values
                    .into_iter()
                    .filter_map(|value| value.joined(between))
                    .collect();
                (!texts.is_empty()).then(|| texts.join(between))
            }
        }
    }

    fn date(self) -> Option<PartialDate> {
        match self {
            Self::Text(text) => dates::read(&text),
            Self::Number(number, text) => {
                let year = text.parse().ok().and_then(dates::plausible);
                year.or_else(|| dates::from_epoch(number))
                    .or_else(|| dates::read(&text))
            }
            Self::List(values) => values.into_iter().find_map(Self::date),
            Self::Nothing => None,
        }
    }

    fn is_nothing(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(..) => false,
            Self::List(values) => values.iter().all(Self::is_nothing),
        }
    }
}

/// The fields of one record, in any order.
#[derive(Clone, Debug, Default)]
pub struct Record {
    values: [Option<(usize, Value)>; KINDS],
}

impl Record {
    /// Takes a field in, unless a surer one of its kind is there.
    pub fn take(&mut self, key: &str, value: Value) {
        let Some((rank, field)) = field(key).filter(|_| !value.is_nothing()) else {
            return;
        };
        // A date that cannot be read gives way to one that can.
        let readable = field != Field::Date || value.clone().date().is_some();
        let slot = &mut self.values[field as usize];
        if readable && slot.as_ref().is_none_or(|(known, _)| rank < *known) {
            *slot = Some((rank, value));
        }
    }

    fn pull(&mut self, field: Field) -> Option<Value> {
        self.values[field as usize].take().map(|(_, value)| value)
    }

    /// The text of the record.
    pub fn body(&mut self) -> Option<String> {
        self.pull(Field::Body)?.joined("\n\n")
    }

    /// Whether none of the fields is one of an article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.iter().all(Option::is_none)
    }

    /// The facts of the record.
    #[must_use]
    pub fn facts(mut self) -> Facts {
        let line = |value: Option<Value>, between| {
            value
                .and_then(|value| value.joined(between))
                .map(|text| one_line(&text))
                .filter(|text| !text.is_empty())
        };
        Facts {
            id: line(self.pull(Field::Id), "-"),
            title: line(self.pull(Field::Title), " "),
            source: line(self.pull(Field::Source), ", "),
            author: line(self.pull(Field::Author), ", "),
            url: line(self.pull(Field::Url), " "),
            date: self.pull(Field::Date).and_then(Value::date),
        }
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RecordVisitor)
    }
}

struct RecordVisitor;

impl<'de> Visitor<'de> for RecordVisitor {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        while let Some(Key(known)) = map.next_key()? {
            match known {
                Some(name) => record.take(name, map.next_value()?),
                None => map.next_value::<IgnoredAny>().map(drop)?,
            }
        }
        Ok(record)
    }
}

/// A key, if the table names it. Keys that are not texts, as YAML has them, are unknown.
struct Key(Option<&'static str>);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl Visitor<'_> for KeyVisitor {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_str<E>(self, key: &str) -> Result<Key, E> {
                let found = field(key).filter(|(_, field)| *field != Field::Records);
                Ok(Key(found.map(|(rank, _)| name(rank))))
            }

            fn visit_i64<E>(self, _: i64) -> Result<Key, E> {
                Ok(Key(None))
            }

            fn visit_u64<E>(self, _: u64) -> Result<Key, E> {
                Ok(Key(None))
            }

            fn visit_f64<E>(self, _: f64) -> Result<Key, E> {
                Ok(Key(None))
            }

            fn visit_bool<E>(self, _: bool) -> Result<Key, E> {
                Ok(Key(None))
            }

            fn visit_unit<E>(self) -> Result<Key, E> {
                Ok(Key(None))
            }
        }
        deserializer.deserialize_any(KeyVisitor)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

#[expect(
    clippy::cast_precision_loss,
    reason = "a date or an id, which is kept as written"
)]
impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64, number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64, number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number, number.to_string()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element()? {
            values.push(value);
        }
        Ok(Value::List(values))
    }

    /// An object stands for its name, its title or its text, `{"name": "Reuters"}`, and one
    /// with a single field for that, as TOML gives its dates.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        const NAMES: [&str; 8] = [
            "name", "title", "text", "content", "value", "$date", "$oid", "rendered",
        ];
        let (mut best, mut only, mut count) = ((NAMES.len(), Value::Nothing), Value::Nothing, 0);
        while let Some(key) = map.next_key::<String>()? {
            let value: Value = map.next_value()?;
            count += 1;
            let rank = NAMES
                .iter()
                .position(|name| name.eq_ignore_ascii_case(&key));
            match rank {
                Some(rank) if rank < best.0 => best = (rank, value),
                _ => only = value,
            }
        }
        Ok(match best {
            (rank, value) if rank < NAMES.len() => value,
            _ if count == 1 => only,
            _ => Value::Nothing,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Facts, Record};

    fn check(json: &str, expected: [&str; 7]) {
        let mut record: Record = serde_json::from_str(json).unwrap();
        let body = record.body();
        let Facts {
            id,
            title,
            source,
            date,
            author,
            url,
        } = record.facts();
        let date = date.map(|date| date.to_string());
        let seen = [id, title, source, date, author, url, body].map(Option::unwrap_or_default);
        assert_eq!(seen, expected, "{json}");
    }

    #[test]
    fn maps_the_names_of_fields() {
        check(
            r#"{"id":7,"headline":"A\nB","pubDate":"Fri, 29 Aug 2025 10:00:00 +0000",
                "publisher":"Post","authors":["Ann Low","Jan Nowak"],"link":"https://e.org/1","content":"C","x":{"y":[1]}}"#,
            [
                "7",
                "A B",
                "Post",
                "2025-08-29",
                "Ann Low, Jan Nowak",
                "https://e.org/1",
                "C",
            ],
        );
    }

    #[test]
    fn reads_nested_names_and_epochs() {
        check(
            r#"{"source":{"id":null,"name":"Post"},"published_at":1756425600,"author":{"name":"Ann"},
                "text":["One.","Two."],"description":"D","title":null}"#,
            ["", "", "Post", "2025-08-29", "Ann", "", "One.\n\nTwo."],
        );
        check(
            r#"{"date":{"$date":"2025-08-29T00:00:00Z"},"_id":{"$oid":"a1"}}"#,
            ["a1", "", "", "2025-08-29", "", "", ""],
        );
    }

    #[test]
    fn the_surer_name_counts_in_any_order() {
        check(
            r#"{"description":"D","body":"B","name":"N","title":"T","modified":"2020-01-01","date":"soon","created":"2019-05"}"#,
            ["", "T", "", "2019-05", "", "", "B"],
        );
    }
}
