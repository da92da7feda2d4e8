//! What a name is that articles take for different things.
//!
//! In go the parts of one name, of different kinds and bases; out comes for each the part
//! whose *sense* of the name it has. What a rule tells of a kind stands. What was guessed from
//! the words around goes with the same name of the same kind that a rule tells, or, if the
//! collection as a whole all but says so, with the one of another kind: a town that one
//! short article seems to make a person is the town there too. Where rules tell two kinds,
//! as of Washington, both stay, and each guess goes with the kind that it is of, unless
//! that is hardly ever told.

use crate::entities::catalog::Catalog;
use crate::entities::catalog::part::{Known, Part};
use crate::entities::kind::{Basis, Kind, VOTING};
use crate::entities::names::key::name_key;

/// An article in which a rule tells the kind counts as much as this many where it is
/// guessed.
const RULE: usize = 3;
/// How many times as much has to speak for another kind as for the one that was guessed.
const CLEAR: usize = 2;

/// What speaks for a kind.
#[derive(Clone, Copy, Default)]
struct Vote {
    weight: usize,
    /// The part of which a rule tells the kind.
    part: Option<u32>,
}

impl Catalog {
    /// The part that a part goes with; itself, unless it was guessed.
    pub(super) fn find_sense(&self, part: u32) -> u32 {
        let Some(guessed) = self.part(part) else {
            return part;
        };
        let namesakes: Vec<u32> = self.partition.namesakes(part).collect();
        if guessed.basis == Basis::Rule || namesakes.is_empty() || !self.is_live(part) {
            return part;
        }
        let votes = self.votes(guessed, &namesakes);
        let may_join = |other: &u32| !self.partition.decisions().are_apart(part, *other);
        let of = |kind: Kind| VOTING.iter().zip(votes).find(|(it, _)| **it == kind);
        let own = of(guessed.known.kind).map_or(Vote::default(), |(_, vote)| vote);
        let others = VOTING.iter().zip(votes);
        let others = others.filter(|(kind, vote)| {
            **kind != guessed.known.kind && vote.weight >= CLEAR * own.weight
        });
        let most = others.clone().map(|(_, vote)| vote.weight).max();
        let mut best = others.filter(|(_, vote)| Some(vote.weight) == most);
        let other = match (best.next(), best.next()) {
            (Some((_, vote)), None) => vote.part,
            _ => None,
        };
        let sense = other.filter(may_join).or(own.part.filter(may_join));
        sense.unwrap_or(part)
    }

    /// What speaks for each kind of a part's name.
    fn votes(&self, guessed: Part<'_>, namesakes: &[u32]) -> [Vote; VOTING.len()] {
        let mut votes = [Vote::default(); VOTING.len()];
        let mut count = |id: Option<u32>, part: Part<'_>| {
            let articles = part.known.articles.len();
            let at = VOTING.iter().position(|kind| *kind == part.known.kind);
            let Some(vote) = at.and_then(|at| votes.get_mut(at)) else {
                return;
            };
            let rule = part.basis == Basis::Rule;
            vote.weight += articles * if rule { RULE } else { 1 };
            // Of several, that of most articles; of equals the one that is first by name.
            let better = |known: u32| {
                let known = self.part(known).map(|it| it.known);
                known.is_none_or(|known| {
                    let rank = |it: Known<'_>| {
                        (
                            it.articles.len(),
                            std::cmp::Reverse(it.spellings.name().to_owned()),
                        )
                    };
                    rank(part.known) > rank(known)
                })
            };
            if rule && vote.part.is_none_or(better) {
                vote.part = id.or(vote.part);
            }
        };
        count(None, guessed);
        for id in namesakes {
            let part = self.part(*id).filter(|_| self.is_live(*id));
            if let Some(part) = part.filter(|part| are_namesakes(guessed, *part)) {
                count(Some(*id), part);
            }
        }
        votes
    }

    pub(crate) fn part(&self, id: u32) -> Option<Part<'_>> {
        self.parts.get(id)
    }
}

/// Whether another part has the same key as a guessed one but for what tells its kind, or
/// is of another kind and called by some article what the guessed one is by most. A rarer
/// spelling is not enough: of two companies, one spelled each way, it would be called the
/// same as the other with those articles.
fn are_namesakes(guessed: Part<'_>, other: Part<'_>) -> bool {
    let name = guessed.known.spellings.name();
    if guessed.known.kind == other.known.kind {
        let key = |name| name_key(guessed.known.kind, name);
        return guessed.basis != other.basis && key(name) == key(other.known.spellings.name());
    }
    let mut called = other.known.spellings.names();
    called.any(|(called, _)| called == name)
}

#[cfg(test)]
mod tests {
    use super::Catalog;
    use crate::corpus::ArticleId;
    use crate::entities::kind::{Basis, Kind, VOTING};
    use crate::entities::recognized::{Form, LocalEntity, Recognized};
    use crate::entities::testing::RECOGNIZER;
    use crate::text::Span;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// A name that an article has, of what kind, and what speaks for that.
    type Name = (&'static str, Kind, Basis);

    fn recognized(names: &[Name]) -> Recognized {
        let local = |(at, (name, kind, basis)): (usize, &Name)| LocalEntity {
            name: (*name).to_owned(),
            kind: *kind,
            forms: vec![Form {
                text: (*name).to_owned(),
                count: 1,
            }],
            mentions: vec![Span::new(at * 20, at * 20 + 5)],
            basis: *basis,
        };
        Recognized {
            entities: names.iter().enumerate().map(local).collect(),
            dates: Vec::new(),
        }
    }

    /// Every entity with its spellings and articles, and what each article names.
    fn rows(catalog: &Catalog) -> BTreeSet<String> {
        let named = |id| {
            let entity = catalog.get(id).expect("an entity that an article names");
            format!("{}: {}", entity.kind, entity.name)
        };
        let entities = catalog.iter().map(|(id, entity)| {
            let articles = entity.articles.iter().map(|it| it.article.0);
            let articles: Vec<u32> = articles.collect();
            format!("{} {:?} in {articles:?}", named(id), entity.forms.to_vec())
        });
        let mut rows: BTreeSet<String> = entities.collect();
        assert_eq!(rows.len(), catalog.len());
        let with_names = catalog.iter().filter(|(_, it)| it.kind.is_named());
        assert_eq!(with_names.count(), catalog.n_names());
        for id in (0..64).map(ArticleId).filter(|id| catalog.has_read(*id)) {
            let found = catalog.of_article(id).unwrap_or_default();
            let here: BTreeSet<String> = found
                .iter()
                .map(|it| format!("{} {}", named(it.entity), it.mentions.len()))
                .collect();
            assert_eq!(here.len(), catalog.entities_of(id).len());
            rows.insert(format!("{} {here:?}", id.0));
        }
        rows
    }

    /// The entities of some articles with one name each, as `kind: name articles`.
    fn check(names: &[(Name, usize)], expected: &[&str]) {
        let mut catalog = Catalog::default();
        let each = names.iter().flat_map(|(name, n)| vec![name; *n]);
        for (id, name) in (0..).map(ArticleId).zip(each) {
            catalog.add(id, recognized(&[*name]));
        }
        catalog.settle(&RECOGNIZER);
        let rows = catalog.iter().map(|(_, entity)| {
            format!("{}: {} {}", entity.kind, entity.name, entity.articles.len())
        });
        assert_eq!(rows.collect::<Vec<_>>(), expected);
    }

    const RULE: Basis = Basis::Rule;
    const GUESS: Basis = Basis::Guess;

    #[test]
    fn a_guess_goes_with_what_rules_tell_of_the_name() {
        let town = ("Veldmark", Kind::Place, RULE);
        let person = ("Veldmark", Kind::Person, GUESS);
        check(&[(town, 2), (person, 1)], &["place: Veldmark 3"]);
        check(&[(person, 1), (town, 1)], &["place: Veldmark 2"]);
        // What is guessed more often than told stays.
        check(
            &[(town, 1), (person, 2)],
            &["place: Veldmark 1", "person: Veldmark 2"],
        );
        // Guesses alone decide nothing.
        let town = ("Veldmark", Kind::Place, GUESS);
        check(
            &[(town, 9), (person, 1)],
            &["place: Veldmark 9", "person: Veldmark 1"],
        );
    }

    #[test]
    fn what_rules_tell_stays() {
        let (city, paper) = (
            ("Washington", Kind::Place, RULE),
            ("Washington", Kind::Organization, RULE),
        );
        let told = ("Washington", Kind::Person, RULE);
        let guess = ("Washington", Kind::Person, GUESS);
        check(
            &[(city, 30), (paper, 2), (told, 1)],
            &[
                "place: Washington 30",
                "organization: Washington 2",
                "person: Washington 1",
            ],
        );
        // A guess of a kind that is hardly ever told goes with the usual one, else with it.
        check(
            &[(city, 30), (told, 1), (guess, 2)],
            &["place: Washington 32", "person: Washington 1"],
        );
        check(
            &[(city, 2), (told, 1), (guess, 2)],
            &["place: Washington 2", "person: Washington 3"],
        );
        // Of two other kinds that are told as often, neither.
        check(
            &[
                (city, 1),
                (("Washington", Kind::Group, RULE), 1),
                (guess, 1),
            ],
            &[
                "place: Washington 1",
                "group: Washington 1",
                "person: Washington 1",
            ],
        );
    }

    #[test]
    fn a_guess_goes_with_what_is_called_as_it_mostly_is() {
        let (one, two) = (
            ("Zelenskyy", Kind::Organization, RULE),
            ("Zelensky", Kind::Organization, RULE),
        );
        let guess = |(name, _, _): Name| (name, Kind::Person, GUESS);
        check(
            &[(one, 2), (two, 2), (guess(one), 2), (guess(two), 1)],
            &["organization: Zelenskyy 5", "organization: Zelensky 2"],
        );
    }

    #[test]
    fn company_that_everyone_keeps_tells_nothing() {
        let (a, b) = (
            ("Vladimir Norwell", Kind::Person, RULE),
            ("Volodymyr Norwell", Kind::Person, RULE),
        );
        let company = ("Northreach Center", Kind::Organization, RULE);
        let mut catalog = Catalog::default();
        catalog.add(ArticleId(0), recognized(&[a, company]));
        catalog.add(ArticleId(1), recognized(&[b, company]));
        catalog.settle(&RECOGNIZER);
        assert_eq!(catalog.len(), 2);
        (2..20).for_each(|id| catalog.add(ArticleId(id), recognized(&[company])));
        catalog.settle(&RECOGNIZER);
        assert_eq!(catalog.len(), 3);
    }

    fn names() -> impl Strategy<Value = Vec<Name>> {
        let names = prop::sample::select(vec![
            "Veldmark",
            "Joe Norwell",
            "Joseph Norwell",
            "J. Norwell",
            "Norwell",
            "Vladimir Norwell",
            "Volodymyr Norwell",
            "NRC",
            "Northreach Center",
            "Zelensky",
            "Zelenskyy",
        ]);
        let kinds = prop::sample::select(VOTING.to_vec());
        let name = (names, kinds, prop::sample::select(vec![RULE, GUESS]));
        prop::collection::vec(name, 0..4)
    }

    proptest! {
        #[test]
        fn any_order_and_batches_come_to_the_same(
            articles in prop::collection::vec(names(), 1..40),
            order in prop::collection::vec(any::<prop::sample::Index>(), 0..40),
            settled in prop::collection::vec(0..3, 80),
        ) {
            let mut whole = Catalog::default();
            let ids = || (0..).map(ArticleId);
            ids().zip(&articles).for_each(|(id, names)| whole.add(id, recognized(names)));
            whole.settle(&RECOGNIZER);

            let mut pieces = Catalog::default();
            let mut settled = settled.into_iter();
            let mut step = |pieces: &mut Catalog| match settled.next() {
                Some(0) => pieces.settle(&RECOGNIZER),
                Some(1) => pieces.settle_soon(&RECOGNIZER),
                _ => {}
            };
            // Some are read, and some of these read anew, before the others.
            for (n, at) in order.iter().enumerate() {
                let at = at.index(articles.len());
                let (id, names) = (ArticleId(u32::try_from(at).unwrap()), &articles[at]);
                if n % 3 == 2 {
                    pieces.remove(id, &recognized(names));
                } else {
                    pieces.add(id, recognized(names));
                }
                step(&mut pieces);
            }
            for (id, names) in ids().zip(&articles) {
                pieces.add(id, recognized(names));
                step(&mut pieces);
            }
            pieces.settle(&RECOGNIZER);
            prop_assert_eq!(rows(&pieces), rows(&whole));
        }
    }
}
