//! One article read: from its text to its entities and dates.

use super::coreference::{Cluster, resolve};
use super::ensemble::certain_names::Known;
use super::ensemble::combine::combine;
use super::kind::{Basis, Kind};
use super::known::lexicon::Lexicon;
use super::known::scan::Scan;
use super::names::normalize::organization;
use super::names::person::PersonName;
use super::recognized::{DateMention, Form, LocalEntity, Recognized};
use super::spotting::annotations::Annotations;
use super::spotting::candidates::candidates;
use super::spotting::surface_forms::{SurfaceForm, surface_forms};
use super::tagger::{Clusters, Lesson, Model, Tagger};
use super::values::measure::worth;
use crate::corpus::Article;
use crate::text::Span;
use crate::text::calendar::PartialDate;
use crate::text::fold::one_line;
use crate::text::safe::clean;
use hashbrown::HashMap;

/// Reads articles with what the tables in the binary know. Shared between threads freely.
#[derive(Debug)]
pub struct Recognizer {
    pub(crate) lexicon: Lexicon,
    tagger: Tagger,
}

impl Recognizer {
    /// The recognizer of the tables in the binary. Takes some milliseconds: make one, keep it.
    #[must_use]
    pub fn embedded() -> Self {
        Self {
            lexicon: Lexicon::embedded(),
            tagger: Tagger::embedded(),
        }
    }

    /// The recognizer of the rules alone.
    #[cfg(test)]
    pub(crate) fn rules() -> Self {
        Self {
            tagger: Tagger {
                model: Model::empty(),
                ..Tagger::embedded()
            },
            lexicon: Lexicon::embedded(),
        }
    }

    /// The same with another model, for training one.
    #[must_use]
    pub fn with_model(model: Model, clusters: Clusters) -> Self {
        Self {
            lexicon: Lexicon::embedded(),
            tagger: Tagger { model, clusters },
        }
    }

    /// The sentences of an article as the trainer sees them.
    #[must_use]
    pub fn lessons(&self, article: &Article) -> Vec<Lesson> {
        let scan = Scan::new(article, &self.lexicon);
        let annotations = Annotations::new(&scan, &self.lexicon);
        let rules = surface_forms(
            &scan,
            candidates(&scan, &annotations),
            article.card.source_name(),
        );
        self.tagger.lessons(&scan, &annotations, &rules)
    }

    /// The entities and dates that `article` names. Depends on nothing but the article.
    #[must_use]
    pub fn read(&self, article: &Article) -> Recognized {
        let scan = Scan::new(article, &self.lexicon);
        let annotations = Annotations::new(&scan, &self.lexicon);
        let spotted = candidates(&scan, &annotations);
        let rules = surface_forms(&scan, spotted, article.card.source_name());
        let surface_forms = if self.tagger.model.is_empty() {
            rules
        } else {
            let tags = self.tagger.tags(&scan, &annotations, &rules);
            let known = Known {
                scan: &scan,
                annotations: &annotations,
                lexicon: &self.lexicon,
                source: article.card.source_name(),
            };
            combine(&known, rules, &tags)
        };
        let texts = surface_forms
            .iter()
            .map(|surface| text_of(&scan, surface))
            .collect();
        let clusters = resolve(&surface_forms, texts, &self.lexicon);
        let mut entities: Vec<LocalEntity> = clusters
            .iter()
            .filter(|cluster| !self.is_generic_alone(&scan, &surface_forms, cluster))
            .map(|cluster| self.entity(&scan, &surface_forms, cluster))
            .collect();
        entities.extend(amounts(&scan, &annotations));
        entities.sort_by_key(|entity| entity.mentions.first().copied());
        Recognized {
            entities,
            dates: dates(&scan, &annotations, known_date(article)),
        }
    }

    /// Whether a cluster is nothing but `the Commission` or what is left of a firm's name,
    /// `Co Inc`: words that say what an organization is, and not which.
    fn is_generic_alone(
        &self,
        scan: &Scan<'_>,
        surface_forms: &[SurfaceForm],
        cluster: &Cluster,
    ) -> bool {
        let mut mentions = cluster
            .surface_forms
            .iter()
            .flat_map(|at| &surface_forms[*at].mentions);
        cluster.kind == Kind::Organization
            && cluster.entry.is_none()
            && mentions.all(|run| {
                let text = one_line(scan.span(run).slice(scan.text));
                self.lexicon.is_generic(&text)
            })
    }

    fn entity(
        &self,
        scan: &Scan<'_>,
        surface_forms: &[SurfaceForm],
        cluster: &Cluster,
    ) -> LocalEntity {
        let mut mentions: Vec<Span> = cluster
            .surface_forms
            .iter()
            .flat_map(|at| &surface_forms[*at].mentions)
            .map(|run| scan.span(run))
            .collect();
        mentions.sort_unstable();
        let forms = forms(cluster.kind, scan.text, &mentions);
        let of = |at: &usize| surface_forms[*at].basis;
        let basis = cluster.surface_forms.iter().map(of).max();
        let basis = basis
            .filter(|_| cluster.entry.is_none())
            .unwrap_or(Basis::Rule);
        let name = match cluster.entry.map(|entry| self.lexicon.entry(entry).name) {
            Some(name) if !name.is_empty() => name.to_owned(),
            // Bidi and other controls are no part of what an entity is called.
            _ => clean(&self.best_name(cluster.kind, &forms)).into_owned(),
        };
        LocalEntity {
            name,
            kind: cluster.kind,
            forms,
            mentions,
            basis,
        }
    }

    /// The fullest form of a person's name, the most frequent full form of another one's. An
    /// organization that a longer name begins with is called by that, and none is called by
    /// what it only is.
    fn best_name(&self, kind: Kind, forms: &[Form]) -> String {
        let words = |form: &Form| form.text.split(' ').count();
        let capitals = |form: &Form| !form.text.contains(char::is_lowercase);
        let full = |form: &&Form| {
            let rank = (std::cmp::Reverse(words(form)), capitals(form));
            (rank, std::cmp::Reverse(form.count))
        };
        let frequent = |form: &&Form| {
            let generic = kind == Kind::Organization && self.lexicon.is_generic(&form.text);
            let rank = (generic, std::cmp::Reverse(form.count), capitals(form));
            (rank, std::cmp::Reverse(words(form)))
        };
        let mut best = match kind {
            Kind::Person => forms.iter().min_by_key(full),
            _ => forms.iter().min_by_key(frequent),
        };
        if kind == Kind::Organization {
            let stem = best.map(|best| organization(&best.text, false));
            let stem = stem.unwrap_or_default();
            let goes_on = |form: &&Form| {
                let long = organization(&form.text, false);
                long.len() > stem.len() && long.starts_with(&stem)
            };
            best = forms.iter().find(goes_on).or(best);
        }
        best.map(|form| form.text.clone()).unwrap_or_default()
    }
}

/// The date that others may be counted from: one that the article states about itself.
fn known_date(article: &Article) -> Option<PartialDate> {
    article
        .card
        .date
        .as_ref()
        .filter(|claim| !claim.evidence.is_uncertain())
        .map(|claim| claim.value)
}

fn text_of(scan: &Scan<'_>, surface: &SurfaceForm) -> String {
    surface
        .mentions
        .first()
        .map(|run| spelling(surface.kind, scan.span(run).slice(scan.text)))
        .unwrap_or_default()
}

/// A mention on one line; a person's name that a register turned round as people say it.
fn spelling(kind: Kind, mention: &str) -> String {
    let line = one_line(mention);
    match line.split_once(", ") {
        Some((surname, given)) if kind == Kind::Person && !is_generation(given) => {
            format!("{given} {surname}")
        }
        _ => line,
    }
}

/// Whether what stands behind the comma of a name belongs behind it: `Low, Jr.`
fn is_generation(behind: &str) -> bool {
    let name = PersonName::new(&format!("A {behind}"));
    name.words.len() <= 1
}

/// The spellings of some mentions, most frequent first.
fn forms(kind: Kind, text: &str, mentions: &[Span]) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    for mention in mentions {
        let spelling = spelling(kind, mention.slice(text));
        match forms.iter_mut().find(|form| form.text == spelling) {
            Some(form) => form.count += 1,
            None => forms.push(Form {
                text: spelling,
                count: 1,
            }),
        }
    }
    forms.sort_by_key(|form| std::cmp::Reverse(form.count));
    forms
}

/// Money and quantities, those of the same worth as one, else those with the same words.
fn amounts(scan: &Scan<'_>, annotations: &Annotations) -> Vec<LocalEntity> {
    let mut known: HashMap<(Kind, String), usize> = HashMap::new();
    let mut entities: Vec<LocalEntity> = Vec::new();
    for (run, kind) in &annotations.amounts {
        let place = scan.span(run);
        let text = one_line(place.slice(scan.text));
        let at = *known
            .entry((*kind, worth(&text, *kind)))
            .or_insert_with(|| {
                entities.push(LocalEntity {
                    name: text,
                    kind: *kind,
                    forms: Vec::new(),
                    mentions: Vec::new(),
                    basis: Basis::Rule,
                });
                entities.len() - 1
            });
        entities[at].mentions.push(place);
    }
    for entity in &mut entities {
        entity.forms = forms(entity.kind, scan.text, &entity.mentions);
    }
    entities
}

fn dates(
    scan: &Scan<'_>,
    annotations: &Annotations,
    published: Option<PartialDate>,
) -> Vec<DateMention> {
    annotations
        .dates
        .iter()
        .map(|(run, when)| {
            let value = when.value(published);
            let place = scan.span(run);
            DateMention {
                span: place,
                text: one_line(place.slice(scan.text)),
                value: value.map(|value| value.period),
                assumed: value.is_some_and(|value| value.assumed),
                resolved_from: published.filter(|_| value.is_some_and(|value| value.resolved)),
            }
        })
        .collect()
}
