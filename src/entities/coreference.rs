//! One entity for all of its spellings, within an article.
//!
//! In go [`SurfaceForm`]s; out come clusters of them. Known names meet in their entry of the
//! lexicon, whatever they are called. A lone surname or given name joins the one person
//! whose full name holds it; where two fit, it stays by itself. An acronym joins its
//! expansion, a short name of a company the long one.

use crate::entities::kind::Kind;
use crate::entities::known::lexicon::{Cue, Lexicon};
use crate::entities::known::word_key::{Key, key};
use crate::entities::names::normalize::{self, Law};
use crate::entities::names::person::PersonName;
use crate::entities::spotting::surface_forms::SurfaceForm;
use hashbrown::HashMap;

/// The office of those whose surname alone means them.
const ANY: Key = 0;

/// A spelling with what is needed to compare it.
struct Name {
    text: String,
    words: Vec<String>,
    person: PersonName,
}

/// The clusters of an article: for each, the surface forms in it, in the order in which they
/// were first seen, and its entry.
pub(crate) struct Cluster {
    pub(crate) surface_forms: Vec<usize>,
    pub(crate) entry: Option<u32>,
    pub(crate) kind: Kind,
}

/// Merges the spellings of each entity. `texts` are the surface forms' first mentions.
pub(crate) fn resolve(
    surface_forms: &[SurfaceForm],
    texts: Vec<String>,
    lexicon: &Lexicon,
) -> Vec<Cluster> {
    let names: Vec<Name> = texts
        .into_iter()
        .map(|text| Name {
            words: normalize::words(&text),
            person: PersonName::new(&text),
            text,
        })
        .collect();
    let mut resolver = Resolver {
        surface_forms,
        names: &names,
        lexicon,
        clusters: Vec::new(),
        of: vec![None; surface_forms.len()],
    };
    resolver.by_entry();
    resolver.full_names();
    resolver.lone_names();
    resolver.organizations();
    resolver.rest();
    resolver.clusters
}

struct Resolver<'a> {
    surface_forms: &'a [SurfaceForm],
    names: &'a [Name],
    lexicon: &'a Lexicon,
    clusters: Vec<Cluster>,
    /// For each surface, its cluster.
    of: Vec<Option<usize>>,
}

impl Resolver<'_> {
    fn open(&mut self, surface: usize, entry: Option<u32>) -> usize {
        let kind = entry.map_or(self.surface_forms[surface].kind, |entry| {
            self.lexicon.entry(entry).kind
        });
        self.clusters.push(Cluster {
            surface_forms: vec![surface],
            entry,
            kind,
        });
        self.of[surface] = Some(self.clusters.len() - 1);
        self.clusters.len() - 1
    }

    fn put(&mut self, surface: usize, cluster: usize) {
        self.clusters[cluster].surface_forms.push(surface);
        self.of[surface] = Some(cluster);
    }

    fn open_surfaces(&self, kind: Kind) -> Vec<usize> {
        (0..self.surface_forms.len())
            .filter(|at| self.of[*at].is_none() && self.surface_forms[*at].kind == kind)
            .collect()
    }

    /// Known names by their entry.
    fn by_entry(&mut self) {
        let mut clusters: HashMap<u32, usize> = HashMap::new();
        for at in 0..self.surface_forms.len() {
            let Some(entry) = self.surface_forms[at].entry else {
                continue;
            };
            let name = self.lexicon.entry(entry).name;
            if name.is_empty() || self.is_head(name) {
                continue;
            }
            match clusters.get(&entry) {
                Some(cluster) => self.put(at, *cluster),
                None => {
                    clusters.insert(entry, self.open(at, Some(entry)));
                }
            }
        }
    }

    /// Whether a known name is a word that ends the names of others: `Treasury`.
    fn is_head(&self, name: &str) -> bool {
        let cues = self.lexicon.facts(key(name)).cues;
        !name.contains(' ') && name.contains(char::is_lowercase) && cues.has(Cue::OrgHead)
    }

    /// Persons by full name, the longest first and initials last: what is short joins what is
    /// long, whichever was named first.
    fn full_names(&mut self) {
        let mut full = self.open_surfaces(Kind::Person);
        full.retain(|at| self.names[*at].person.is_full());
        full.sort_by_key(|at| {
            let words = &self.names[*at].person.words;
            let first = words.first().map_or(0, |word| word.chars().count());
            let lengths = (words.len(), first);
            (first == 1, std::cmp::Reverse(lengths))
        });
        for at in full {
            let name = &self.names[at].person;
            let mut fits = self.persons(|full| full.agrees(name, self.lexicon).is_some());
            if fits.is_empty() {
                fits = self.persons(|full| name.is_within(full, self.lexicon));
            }
            if fits.is_empty() && self.is_double_surname(name) {
                fits = self.persons(|full| full.ends_with(name));
            }
            match fits.as_slice() {
                [one] => self.put(at, *one),
                _ => {
                    self.open(at, None);
                }
            }
        }
    }

    /// Whether a name may be two surnames: it begins with no given name.
    fn is_double_surname(&self, name: &PersonName) -> bool {
        let first = name.words.first().map_or(0, |word| key(word));
        !self.lexicon.facts(first).cues.has(Cue::First)
    }

    /// The clusters of persons of whom some full name passes.
    fn persons(&self, fits: impl Fn(&PersonName) -> bool) -> Vec<usize> {
        let full = |cluster: &Cluster| {
            let entry = cluster
                .entry
                .map(|entry| PersonName::new(self.lexicon.entry(entry).name));
            cluster
                .surface_forms
                .iter()
                .map(|at| &self.names[*at].person)
                .chain(entry.as_ref())
                .any(|name| name.words.len() >= 2 && fits(name))
        };
        (0..self.clusters.len())
            .filter(|at| self.clusters[*at].kind == Kind::Person && full(&self.clusters[*at]))
            .collect()
    }

    /// Lone surnames and given names: the surname of a full name before the first of two
    /// surnames, and that before a given name.
    fn lone_names(&mut self) {
        for at in self.open_surfaces(Kind::Person) {
            let name = &self.names[at].person;
            let mut fits = self.persons(|full| full.ends_with(name));
            if fits.is_empty() {
                fits = self.persons(|full| full.has_inside(name));
            }
            if fits.is_empty() {
                fits = self.persons(|full| full.begins_with(name));
            }
            match fits.as_slice() {
                [one] => self.put(at, *one),
                [] => self.by_office(at),
                _ => {
                    self.open(at, None);
                }
            }
        }
    }

    /// `President Trump` where the article never gives the full name.
    fn by_office(&mut self, at: usize) {
        let surface = &self.surface_forms[at];
        let known = self.lexicon.offices.get(&key(&self.names[at].text));
        let mut fits: Vec<u32> = known
            .into_iter()
            .flatten()
            .filter(|known| known.office == ANY || surface.titles.contains(&known.office))
            .map(|known| known.entry)
            .collect();
        fits.dedup();
        let entry = match fits.as_slice() {
            [one] => Some(*one),
            _ => None,
        };
        let open = entry.and_then(|entry| {
            self.clusters
                .iter()
                .position(|cluster| cluster.entry == Some(entry))
        });
        match open {
            Some(cluster) => self.put(at, cluster),
            None => {
                self.open(at, entry);
            }
        }
    }

    /// Companies with and without their legal form, acronyms, short names.
    fn organizations(&mut self) {
        let mut open = self.open_surfaces(Kind::Organization);
        open.sort_by_key(|at| std::cmp::Reverse(self.names[*at].words.len()));
        for at in open {
            let short = self.lexicon.short_names.get(&key(&self.names[at].text));
            let entry = self.surface_forms[at].entry.or(short.copied());
            let known = |cluster: &Cluster| entry.is_some() && cluster.entry == entry;
            let open = self.clusters.iter().position(known);
            match self.organization_like(at).or(open) {
                Some(cluster) => self.put(at, cluster),
                None => {
                    self.open(at, entry);
                }
            }
        }
    }

    fn organization_like(&self, at: usize) -> Option<usize> {
        let name = &self.names[at];
        let stem = normalize::organization(&name.text, true);
        let generic = stem.len() == 1 && self.lexicon.facts(key(&stem[0])).cues.has(Cue::OrgHead);
        let acronym = stem.len() == 1 && !name.text.contains(char::is_lowercase);
        let mut fits = (0..self.clusters.len()).filter(|cluster| {
            let cluster = &self.clusters[*cluster];
            cluster.kind == Kind::Organization
                && !self.under_other_law(at, cluster)
                && cluster.surface_forms.iter().any(|at_other| {
                    let other = &self.names[*at_other];
                    let long = normalize::organization(&other.text, true);
                    long == stem && !self.is_unit(at, *at_other)
                        || generic && long.len() > 1 && long.contains(&stem[0])
                        || acronym && normalize::initials(&other.text) == stem[0]
                        || long.len() > stem.len()
                            && cluster.entry.is_none()
                            && long.starts_with(&stem)
                            && !self.stands_before(at, *at_other)
                })
        });
        let first = fits.next()?;
        fits.next().is_none().then_some(first)
    }

    /// Whether a firm's legal form is another than that of one in the cluster.
    fn under_other_law(&self, at: usize, cluster: &Cluster) -> bool {
        let law = Law::of(&self.names[at].text);
        let mut others = cluster.surface_forms.iter();
        others.any(|other| law.conflicts(&Law::of(&self.names[*other].text)))
    }

    /// Whether one of two firms of the same words is the other's unit in another country:
    /// named with its legal form, behind what had none.
    fn is_unit(&self, at: usize, other: usize) -> bool {
        let law = |at: usize| Law::of(&self.names[at].text);
        let behind = |short: usize, long: usize| {
            let abroad = matches!(law(long), Law::Other(_));
            law(short) == Law::Unsaid && abroad && self.stands_before(short, long)
        };
        behind(at, other) || behind(other, at)
    }

    /// Whether a short name is used before the long one is: then it is not short for it, the
    /// long one rather is a unit of it. A heading may have it once.
    fn stands_before(&self, short: usize, long: usize) -> bool {
        let starts = |at: usize| self.surface_forms[at].mentions.iter().map(|run| run.start);
        let first = starts(long).min().unwrap_or(usize::MAX);
        starts(short).filter(|start| *start < first).count() > 1
    }

    /// Everything else by its words.
    fn rest(&mut self) {
        let mut clusters: HashMap<(Kind, String), usize> = HashMap::new();
        for at in 0..self.surface_forms.len() {
            if self.of[at].is_some() {
                continue;
            }
            let kind = self.surface_forms[at].kind;
            let name = normalize::plain(&self.names[at].text);
            let key = (kind, name);
            if let Some(cluster) = clusters.get(&key) {
                self.put(at, *cluster);
            } else {
                clusters.insert(key, self.open(at, None));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::entities::testing::{RECOGNIZER, article};

    /// The entities of a text, each as `name: form, form`.
    fn check(text: &str, expected: &[&str]) {
        let recognized = RECOGNIZER.read(&article(text));
        let rows: Vec<String> = recognized
            .entities
            .iter()
            .map(|entity| {
                let forms: Vec<&str> = entity.forms.iter().map(|form| form.text.as_str()).collect();
                format!("{}: {}", entity.name, forms.join(", "))
            })
            .collect();
        assert_eq!(rows, expected, "{text}");
    }

    #[test]
    fn surnames_join_the_one_full_name() {
        check(
            "It was Marco Rubio. Then Secretary Rubio left.",
            &["Marco Rubio: Marco Rubio, Rubio"],
        );
        check(
            "He saw Joe Biden and Hunter Biden. Later Biden left.",
            &[
                "Joe Biden: Joe Biden",
                "Hunter Biden: Hunter Biden",
                "Biden: Biden",
            ],
        );
        check(
            "He met Joseph Nye, then Joe Nye, then J. Nye.",
            &["Joseph Nye: Joseph Nye, Joe Nye, J. Nye"],
        );
        check(
            "It was J. Norwell. Then John Norwell and Jane Norwell came.",
            &[
                "J. Norwell: J. Norwell",
                "John Norwell: John Norwell",
                "Jane Norwell: Jane Norwell",
            ],
        );
        check(
            "It was R. K. Norwell. Then Ruth Norwell and Rita Norwell came.",
            &[
                "R. K. Norwell: R. K. Norwell",
                "Ruth Norwell: Ruth Norwell",
                "Rita Norwell: Rita Norwell",
            ],
        );
        check(
            "It was Chris Norwell. Then Christine Norwell and Christopher Norwell came.",
            &[
                "Chris Norwell: Chris Norwell",
                "Christine Norwell: Christine Norwell",
                "Christopher Norwell: Christopher Norwell",
            ],
        );
        check(
            "It was Mario Vargas Llosa. Then Vargas Llosa left.",
            &["Mario Vargas Llosa: Mario Vargas Llosa, Vargas Llosa"],
        );
        check(
            "It was Nadia Ruiz Ferrándiz. Then Ruiz Ferrándiz left.",
            &["Nadia Ruiz Ferrándiz: Nadia Ruiz Ferrándiz, Ruiz Ferrándiz"],
        );
        check(
            "The army jailed Aung San Suu Kyi. They said Suu Kyi was ill.",
            &["Aung San Suu Kyi: Aung San Suu Kyi, Suu Kyi"],
        );
        check(
            "He saw Lucía Ferrándiz-Cole. Ms. Ferrándiz-Cole left.",
            &["Lucía Ferrándiz-Cole: Lucía Ferrándiz-Cole, Ferrándiz-Cole"],
        );
    }

    #[test]
    fn spellings_meet_in_the_usual_one() {
        check(
            "President Volodymyr Zelensky left Kiev; Zelenskyy is in Kyiv.",
            &[
                "Volodymyr Zelenskyy: Volodymyr Zelensky, Zelenskyy",
                "Kyiv: Kiev, Kyiv",
            ],
        );
        check(
            "The United States, the U.S. and the US.",
            &["United States: United States, U.S., US"],
        );
        check("The Group of Seven (G7) met.", &["G7: Group of Seven, G7"]);
    }

    #[test]
    fn offices_tell_who_a_surname_is() {
        check(
            "He met President Trump. Trump left.",
            &["Donald Trump: Trump"],
        );
        check("He met Ms. Trump.", &["Trump: Trump"]);
        check(
            "An aide of the Biden administration.",
            &["Joe Biden: Biden"],
        );
    }

    #[test]
    fn organizations_join_their_short_names() {
        check(
            "The National Widget Company for Oil (NWCO) of Wexholm Logistics Ltd left Wexholm Logistics.",
            &[
                "National Widget Company for Oil: National Widget Company for Oil, NWCO",
                "Wexholm Logistics Ltd: Wexholm Logistics Ltd, Wexholm Logistics",
            ],
        );
        check(
            "He left Norwell Electric Corp for Norwell Electric Plc.",
            &[
                "Norwell Electric Corp: Norwell Electric Corp",
                "Norwell Electric Plc: Norwell Electric Plc",
            ],
        );
        check(
            "He heads Wexholm Canada Oil Co now. Wexholm Canada Oil fell.",
            &["Wexholm Canada Oil Co: Wexholm Canada Oil Co, Wexholm Canada Oil"],
        );
    }
}
