//! An article's dates as entities.
//!
//! In go the dates that an article names; out comes an entity for each value, and for each
//! text whose value cannot be told.

use crate::entities::kind::{Basis, Kind};
use crate::entities::recognized::{Form, LocalEntity, Recognized};
use crate::text::fold::fold;
use crate::text::period::Period;

/// An entity of an article, with what it has more as a date.
pub(crate) struct Dated {
    pub(crate) local: LocalEntity,
    pub(crate) date: Option<Period>,
    /// Whether every mention leaves the value to be assumed.
    pub(crate) assumed: bool,
}

impl From<LocalEntity> for Dated {
    fn from(local: LocalEntity) -> Self {
        Self {
            local,
            date: None,
            assumed: false,
        }
    }
}

/// An article's dates as entities: one for each value, one for each text without.
pub(crate) fn dates(recognized: &Recognized) -> Vec<Dated> {
    let mut found: Vec<Dated> = Vec::new();
    for date in &recognized.dates {
        let name = date.value.map_or_else(|| date.text.clone(), Period::long);
        let at = found
            .iter()
            .position(|known| {
                let same = || date.value.is_some() || fold(&known.local.name) == fold(&name);
                known.date == date.value && same()
            })
            .unwrap_or_else(|| {
                let local = LocalEntity {
                    name,
                    kind: Kind::Date,
                    forms: Vec::new(),
                    mentions: Vec::new(),
                    basis: Basis::Rule,
                };
                found.push(Dated {
                    local,
                    date: date.value,
                    assumed: true,
                });
                found.len() - 1
            });
        let known = &mut found[at];
        known.assumed &= date.assumed;
        let forms = &mut known.local.forms;
        match forms.iter_mut().find(|form| form.text == date.text) {
            Some(form) => form.count += 1,
            None => forms.push(Form {
                text: date.text.clone(),
                count: 1,
            }),
        }
        known.local.mentions.push(date.span);
    }
    found
}
