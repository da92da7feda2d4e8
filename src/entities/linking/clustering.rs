//! Which parts of one block are one.
//!
//! In go the persons of one surname, or the organizations of one acronym; out come
//! clusters. Doubt keeps apart: a name joins others only if all of them agree with it, and
//! only if it has one such choice. Where names alone leave doubt (an initial, `Vladimir`
//! for `Volodymyr`), the company that the two are named in has to speak for it. A surname
//! alone joins the one person who all but owns it in the collection, unless a firm is
//! called like that person.

use crate::entities::catalog::Catalog;
use crate::entities::catalog::part::Part;
use crate::entities::catalog::spellings::Forms;
use crate::entities::corrections::Decisions;
use crate::entities::kind::Kind;
use crate::entities::known::lexicon::Cue;
use crate::entities::known::word_key::key;
use crate::entities::names::key::name_key;
use crate::entities::names::normalize::{self, Law};
use crate::entities::names::person::{Agreement, PersonName};
use crate::entities::recognizer::Recognizer;
use crate::text::fold::fold;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// Articles that name a person in full before the surname alone can mean that person.
const KNOWN: usize = 10;
/// Of the articles that name anyone of a surname in full, that person has all but this
/// part.
const OTHERS: usize = 20;
/// Articles of a part whose company is looked at.
const LOOKED_AT: usize = 300;
/// Company counts that at most this many articles name, or this part of all: who is named
/// everywhere tells nothing.
const FEW: usize = 10;
const PART: usize = 100;

/// A firm is named with its legal form in at least this part of the articles that name it
/// without; what is named less often is a unit.
const UNITS: usize = 10;

/// A person of the block.
struct Member {
    part: u32,
    name: PersonName,
    articles: usize,
}

/// What became of a block.
#[derive(Default)]
pub(super) struct Clusters {
    /// For each part, the first part of its cluster, where that is another one.
    pub(super) of: BTreeMap<u32, u32>,
    /// Whether that rests on the company of parts, which changes with other blocks.
    pub(super) by_company: bool,
}

/// Brings the parts of a block together.
pub(super) fn clusters(
    catalog: &Catalog,
    parts: &[u32],
    decisions: &Decisions,
    recognizer: &Recognizer,
) -> Clusters {
    if parts.len() < 2 {
        return Clusters::default();
    }
    let block = Block {
        catalog,
        decisions,
        recognizer,
        asked: Cell::new(false),
    };
    let kind = block.part(parts[0]).map(|part| part.known.kind);
    let clusters = match kind {
        Some(Kind::Person) => block.persons(parts),
        _ => block.organizations(parts),
    };
    let mut found = Clusters {
        by_company: block.asked.get(),
        ..Clusters::default()
    };
    for cluster in clusters {
        let first = cluster.iter().copied().min();
        found.of.extend(
            first
                .into_iter()
                .flat_map(|first| cluster.iter().map(move |part| (*part, first))),
        );
    }
    found
}

struct Block<'a> {
    catalog: &'a Catalog,
    decisions: &'a Decisions,
    recognizer: &'a Recognizer,
    /// Whether the company of a part was asked for.
    asked: Cell<bool>,
}

impl<'a> Block<'a> {
    fn part(&self, part: u32) -> Option<Part<'a>> {
        self.catalog.part(part)
    }

    fn persons(&self, parts: &[u32]) -> Vec<Vec<u32>> {
        let members = parts.iter().filter_map(|part| {
            let name = self.part(*part)?.known.spellings.name();
            Some(Member {
                part: *part,
                name: PersonName::new(name),
                articles: self.catalog.n_articles_at(*part),
            })
        });
        let (mut full, lone): (Vec<Member>, Vec<Member>) =
            members.partition(|member| member.name.is_full());
        // The fullest names first, initials last: what is short joins what is long.
        full.sort_by_cached_key(|member| {
            let first = member
                .name
                .words
                .first()
                .map_or(0, |word| word.chars().count());
            let words = std::cmp::Reverse(member.name.words.len());
            (first == 1, words, member.name.key())
        });
        let mut clusters: Vec<Vec<&Member>> = Vec::new();
        for member in &full {
            match self.choice(member, &clusters) {
                Some(cluster) => clusters[cluster].push(member),
                None => clusters.push(vec![member]),
            }
        }
        let owner = if lone.is_empty() {
            None
        } else {
            self.owner(&clusters)
        };
        let known = lone.first().and_then(|lone| self.known(lone, &clusters));
        let mut found: Vec<Vec<u32>> = clusters
            .iter()
            .map(|cluster| cluster.iter().map(|member| member.part).collect())
            .collect();
        for member in &lone {
            let known = known.filter(|known| self.may_mean(member, &clusters[*known]));
            let owner = owner.filter(|owner| self.may_own(member, &clusters[*owner]));
            if let Some(cluster) = known.or(owner) {
                found[cluster].push(member.part);
            }
        }
        found
    }

    /// The one cluster that a full name joins.
    fn choice(&self, member: &Member, clusters: &[Vec<&Member>]) -> Option<usize> {
        let fits = |cluster: &Vec<&Member>| -> Option<Agreement> {
            let agreements = cluster.iter().map(|other| {
                let apart = self.decisions.are_apart(member.part, other.part);
                let agreement = member.name.agrees(&other.name, &self.recognizer.lexicon);
                agreement.filter(|_| !apart)
            });
            let all: Option<Vec<Agreement>> = agreements.collect();
            all?.into_iter().max()
        };
        let mut fitting = clusters
            .iter()
            .enumerate()
            .filter_map(|(at, cluster)| Some((at, fits(cluster)?)));
        let (at, agreement) = fitting.next()?;
        if fitting.next().is_some() {
            return None;
        }
        let sure = matches!(agreement, Agreement::Same | Agreement::Short);
        let vouched = || {
            let mut others = clusters[at].iter();
            others.any(|other| self.share_company(member.part, other.part))
        };
        (sure || vouched()).then_some(at)
    }

    /// The cluster of the one person whom everyone knows by the surname, if that person all but
    /// owns it here.
    fn known(&self, lone: &Member, clusters: &[Vec<&Member>]) -> Option<usize> {
        let lexicon = &self.recognizer.lexicon;
        let [word] = lone.name.words.as_slice() else {
            return None;
        };
        let offices = lexicon.offices.get(&key(word)).into_iter().flatten();
        let entries: BTreeSet<u32> = offices.map(|office| office.entry).collect();
        let mut entries = entries.into_iter();
        let (Some(entry), None) = (entries.next(), entries.next()) else {
            return None;
        };
        let name = PersonName::new(lexicon.entry(entry).name).key();
        let at = clusters.iter().position(|cluster| {
            let mut names = cluster.iter();
            names.any(|member| member.name.key() == name)
        })?;
        let articles = |cluster: &Vec<&Member>| -> usize {
            cluster.iter().map(|member| member.articles).sum()
        };
        let all: usize = clusters.iter().map(articles).sum();
        let most = articles(&clusters[at]);
        (most >= KNOWN && (all - most) * OTHERS <= all).then_some(at)
    }

    /// Whether a lone name can mean whoever is known by it.
    fn may_mean(&self, member: &Member, known: &[&Member]) -> bool {
        let name = self
            .part(member.part)
            .map(|part| part.known.spellings.name());
        let large = name.is_some_and(|name| name.contains(char::is_uppercase));
        let mut others = known.iter();
        let word = member.name.words.first().map_or(0, |word| key(word));
        let given = self.recognizer.lexicon.facts(word).cues.has(Cue::First);
        large
            && !given
            && member.name.generation.is_none()
            && others.all(|other| !self.decisions.are_apart(member.part, other.part))
    }

    /// The cluster that all but owns the surname.
    fn owner(&self, clusters: &[Vec<&Member>]) -> Option<usize> {
        let articles = |cluster: &Vec<&Member>| -> usize {
            cluster.iter().map(|member| member.articles).sum()
        };
        let all: usize = clusters.iter().map(articles).sum();
        let (at, most) = clusters
            .iter()
            .map(articles)
            .enumerate()
            .max_by_key(|(at, n)| (*n, std::cmp::Reverse(*at)))?;
        let owns = most >= KNOWN && (all - most) * OTHERS <= all;
        (owns && !self.is_firm(&clusters[at])).then_some(at)
    }

    /// Whether some article names a firm so: who is called like one may be nobody, as
    /// `Kidder Peabody` is.
    fn is_firm(&self, cluster: &[&Member]) -> bool {
        self.asked.set(true);
        let mut names = cluster
            .iter()
            .filter_map(|member| Some(self.part(member.part)?.known.spellings.name()));
        names.any(|name| {
            let key = name_key(Kind::Organization, name);
            let mut firms = self.catalog.parts_by_key(key);
            firms.any(|firm| self.catalog.is_live(firm))
        })
    }

    /// Whether a lone name can mean the owner of the surname.
    fn may_own(&self, member: &Member, owner: &[&Member]) -> bool {
        let [word] = member.name.words.as_slice() else {
            return false;
        };
        let facts = self.recognizer.lexicon.facts(key(word));
        let is_given = facts.cues.has(Cue::First);
        !is_given
            && member.name.generation.is_none()
            && owner
                .iter()
                .all(|other| !self.decisions.are_apart(member.part, other.part))
            && owner
                .iter()
                .any(|other| self.share_company(member.part, other.part))
    }

    /// Whether two parts are named in the company of a third one that is not named
    /// everywhere.
    fn share_company(&self, a: u32, b: u32) -> bool {
        self.asked.set(true);
        let (a, b) = (self.company(a), self.company(b));
        a.intersection(&b).next().is_some()
    }

    fn company(&self, part: u32) -> BTreeSet<u32> {
        let most = FEW.max(self.catalog.n_read() / PART);
        let articles = self
            .part(part)
            .into_iter()
            .flat_map(|part| part.known.articles);
        let named = articles
            .take(LOOKED_AT)
            .flat_map(|posting| self.catalog.parts_of(posting.article));
        let others: BTreeSet<u32> = named
            .map(|other| self.catalog.partition.sense(other))
            .collect();
        let tells = |other: &u32| {
            let kind = self.part(*other).map(|other| other.known.kind);
            let amount = matches!(kind, Some(Kind::Date | Kind::Money | Kind::Quantity) | None);
            *other != part && !amount && self.catalog.n_articles_at(*other) <= most
        };
        others.into_iter().filter(tells).collect()
    }

    /// Firms of one name under several laws: a name that says none is that of the law that most
    /// articles name, if none of its spellings says that it is American.
    fn by_law(&self, parts: &[u32]) -> Vec<Vec<u32>> {
        let mut stems: BTreeMap<Vec<String>, BTreeMap<Law, Vec<u32>>> = BTreeMap::new();
        for part in parts {
            let Some(known) = self.part(*part).map(|part| part.known) else {
                continue;
            };
            let name = known.spellings.name();
            let law = match Law::of(name) {
                Law::American => Law::Unsaid,
                law => law,
            };
            let stem = stems.entry(normalize::organization(name, false));
            stem.or_default().entry(law).or_default().push(*part);
        }
        let mut found = Vec::new();
        for mut laws in stems.into_values() {
            let unsaid = laws.remove(&Law::Unsaid).unwrap_or_default();
            let articles = |parts: &[u32]| -> usize {
                parts
                    .iter()
                    .map(|part| self.catalog.n_articles_at(*part))
                    .sum()
            };
            let most = laws
                .iter()
                .max_by_key(|(law, parts)| (articles(parts), std::cmp::Reverse(*law)))
                .map(|(law, _)| law.clone());
            let american = unsaid.iter().any(|part| self.says_american(*part));
            if let Some(most) = most.filter(|_| !unsaid.is_empty() && !american)
                && let Some(parts) = laws.get_mut(&most)
                && articles(parts) * UNITS >= articles(&unsaid)
                && !self.any_apart(&unsaid, parts)
            {
                parts.extend(&unsaid);
            } else {
                found.extend(unsaid.iter().map(|part| vec![*part]));
            }
            found.extend(laws.into_values());
        }
        found
    }

    fn says_american(&self, part: u32) -> bool {
        let forms = self.part(part).map(|part| part.known.spellings.forms());
        let mut texts = forms.into_iter().flat_map(Forms::texts);
        texts.any(|text| Law::of(text) == Law::American)
    }

    fn any_apart(&self, ours: &[u32], theirs: &[u32]) -> bool {
        let mut ours = ours.iter();
        ours.any(|a| theirs.iter().any(|b| self.decisions.are_apart(*a, *b)))
    }

    /// An acronym joins the one name that some article spells it out as.
    fn organizations(&self, parts: &[u32]) -> Vec<Vec<u32>> {
        let is_acronym = |part: &u32| {
            let name = self.part(*part).map(|part| part.known.spellings.name());
            name.is_some_and(|name| {
                !name.contains([' ', '-']) && !name.contains(char::is_lowercase)
            })
        };
        let (acronyms, long): (Vec<u32>, Vec<u32>) =
            parts.iter().partition(|part| is_acronym(part));
        let mut found = self.by_law(&long);
        for acronym in acronyms {
            let Some(name) = self.part(acronym).map(|part| part.known.spellings.name()) else {
                continue;
            };
            let letters =
                |text: &str| -> String { fold(text).chars().filter(|c| *c != '.').collect() };
            let wanted = letters(name);
            let spells = |part: &u32| {
                let forms = self.part(*part).map(|part| part.known.spellings.forms());
                let mut texts = forms.into_iter().flat_map(Forms::texts);
                texts.any(|text| letters(text) == wanted)
            };
            let mut spelled = found.iter_mut().filter(|parts| parts.iter().any(spells));
            if let (Some(one), None) = (spelled.next(), spelled.next())
                && !self.any_apart(&[acronym], one)
            {
                one.push(acronym);
            }
        }
        found
    }
}
