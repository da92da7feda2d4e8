//! Spellings split off their entities, article by article.
//!
//! In goes what an article names and its text; out comes the same with the spellings that
//! the user splits off as entities of their own.

use super::{Correction, Corrections};
use crate::corpus::Article;
use crate::entities::names::key::name_key;
use crate::entities::recognized::{Form, LocalEntity, Recognized};
use crate::text::Span;

impl Corrections {
    /// Splits spellings off the entities of an article.
    #[must_use]
    pub fn cut(&self, article: &Article, mut recognized: Recognized) -> Recognized {
        for said in self.iter() {
            let Correction::Split { from, form, path } = said else {
                continue;
            };
            let origin = || article.card.origin.to_string();
            if path
                .as_ref()
                .is_some_and(|path| !ends_alike(&origin(), path))
            {
                continue;
            }
            let wanted = name_key(from.kind, &from.name);
            let meant = |local: &LocalEntity| {
                local.kind == from.kind && name_key(local.kind, &local.name) == wanted
            };
            let Some(at) = recognized.entities.iter().position(meant) else {
                continue;
            };
            let local = &mut recognized.entities[at];
            if let Some(away) = split(local, form, &article.text, path.as_deref()) {
                recognized.entities.push(away);
                recognized
                    .entities
                    .retain(|local| !local.mentions.is_empty());
                recognized
                    .entities
                    .sort_by_key(|local| local.mentions.first().copied());
            }
        }
        recognized
    }
}

impl Corrections {
    /// Whether any spelling is split off.
    #[must_use]
    pub fn splits(&self) -> bool {
        self.iter()
            .any(|said| matches!(said, Correction::Split { .. }))
    }
}

impl Correction {
    /// What a spelling is called that this splits off.
    #[must_use]
    pub fn split_name(&self) -> Option<String> {
        match self {
            Self::Split { form, path, .. } => Some(alone(form, path.as_deref())),
            _ => None,
        }
    }
}

/// Takes the mentions printed as `form` out of an entity of an article.
fn split(
    local: &mut LocalEntity,
    form: &str,
    text: &str,
    path: Option<&str>,
) -> Option<LocalEntity> {
    let printed = |span: &Span| {
        let words = span.slice(text).split_whitespace();
        words.eq(form.split_whitespace())
    };
    let (away, stay): (Vec<Span>, Vec<Span>) =
        local.mentions.iter().partition(|span| printed(span));
    if away.is_empty() {
        return None;
    }
    local.mentions = stay;
    let moved = local.forms.iter().position(|known| known.text == form);
    let moved = moved.map(|at| local.forms.remove(at));
    let count = u32::try_from(away.len()).unwrap_or(u32::MAX);
    if local.name == form
        && let Some(other) = local.forms.first()
    {
        local.name.clone_from(&other.text);
    }
    Some(LocalEntity {
        forms: vec![moved.unwrap_or(Form {
            text: form.to_owned(),
            count,
        })],
        mentions: away,
        name: alone(form, path),
        ..local.clone()
    })
}

/// What a spelling is called that is split off: itself; in one article, itself there, so
/// that it is not taken for what other articles call so.
fn alone(form: &str, path: Option<&str>) -> String {
    let file = path.and_then(|path| path.rsplit(['/', '\\']).next());
    match file {
        Some(file) => format!("{form} ({file})"),
        None => form.to_owned(),
    }
}

/// Whether one path is the end of the other, by whole names.
fn ends_alike(a: &str, b: &str) -> bool {
    let mut parts = a.rsplit('/').zip(b.rsplit('/'));
    parts.all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use crate::entities::corrections::Corrections;
    use crate::entities::testing::{RECOGNIZER, article};

    /// The entities of a text under corrections, each as `name: form count, ...`.
    fn check(text: &str, corrections: &str, expected: &[&str]) {
        let article = article(text);
        let cut = Corrections::parse(corrections).cut(&article, RECOGNIZER.read(&article));
        let rows: Vec<String> = cut
            .entities
            .iter()
            .map(|local| {
                let forms = local.forms.iter();
                let forms: Vec<String> = forms
                    .map(|form| format!("{} {}", form.text, form.count))
                    .collect();
                let total: u32 = local.forms.iter().map(|form| form.count).sum();
                assert_eq!(total as usize, local.mentions.len());
                format!("{}: {}", local.name, forms.join(", "))
            })
            .collect();
        assert_eq!(rows, expected);
    }

    const TEXT: &str = "It was Marco Rubio. Rubio left, and then Rubio came.";

    #[test]
    fn a_spelling_goes_its_own_way() {
        check(
            TEXT,
            "split person: Marco Rubio / Rubio",
            &["Marco Rubio: Marco Rubio 1", "Rubio: Rubio 2"],
        );
        check(
            TEXT,
            "split person: Marco Rubio / Rubio @ test",
            &["Marco Rubio: Marco Rubio 1", "Rubio (test): Rubio 2"],
        );
        check(
            TEXT,
            "split person: Marco Rubio / Rubio @ other.txt",
            &["Marco Rubio: Rubio 2, Marco Rubio 1"],
        );
    }

    #[test]
    fn an_entity_without_that_spelling_stays_whole() {
        for line in [
            "split place: Marco Rubio / Rubio",
            "split person: Marco Rubio / Marco",
        ] {
            check(TEXT, line, &["Marco Rubio: Rubio 2, Marco Rubio 1"]);
        }
    }
}
