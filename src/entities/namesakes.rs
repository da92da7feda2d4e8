//! What a name is that articles take for different things.
//!
//! In go the parts of one name, of different kinds and bases; out comes for each the part
//! that it goes with: its *home*. What a rule tells of a kind stands. What was guessed from
//! the words around goes with the same name of the same kind that a rule tells, or, if the
//! collection as a whole all but says so, with the one of another kind: a town that one
//! short article seems to make a person is the town there too. Where rules tell two kinds,
//! as of Washington, both stay, and each guess goes with the kind that it is of, unless
//! that is hardly ever told.

use super::catalog::Catalog;
use super::model::{Basis, Kind};
use super::part::{Part, name_key};

/// The kinds whose names are told apart by the words around them.
pub(super) const VOTING: [Kind; 4] = [Kind::Person, Kind::Organization, Kind::Place, Kind::Group];

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
    pub(super) fn find_home(&self, part: u32) -> u32 {
        let Some(guessed) = self.part(part) else {
            return part;
        };
        let namesakes: Vec<u32> = self.groups.namesakes(part).collect();
        if guessed.basis == Basis::Rule || namesakes.is_empty() || !self.is_live(part) {
            return part;
        }
        let votes = self.votes(guessed, &namesakes);
        let may_join = |other: &u32| !self.groups.decisions().are_apart(part, *other);
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
        let home = other.filter(may_join).or(own.part.filter(may_join));
        home.unwrap_or(part)
    }

    /// What speaks for each kind of a part's name.
    fn votes(&self, guessed: &Part, namesakes: &[u32]) -> [Vote; VOTING.len()] {
        let mut votes = [Vote::default(); VOTING.len()];
        let mut count = |id: Option<u32>, part: &Part| {
            let articles = part.known.articles.len();
            let at = VOTING.iter().position(|kind| *kind == part.known.kind);
            let Some(vote) = at.and_then(|at| votes.get_mut(at)) else {
                return;
            };
            let rule = part.basis == Basis::Rule;
            vote.weight += articles * if rule { RULE } else { 1 };
            // Of several, that of most articles; of equals the one that is first by name.
            let better = |known: u32| {
                let known = self.part(known).map(|it| &it.known);
                known.is_none_or(|known| {
                    let rank = |it: &super::part::Known| {
                        (
                            it.articles.len(),
                            std::cmp::Reverse(it.spellings.name().to_owned()),
                        )
                    };
                    rank(&part.known) > rank(known)
                })
            };
            if rule && vote.part.is_none_or(better) {
                vote.part = id.or(vote.part);
            }
        };
        count(None, guessed);
        for id in namesakes {
            let part = self.part(*id).filter(|_| self.is_live(*id));
            if let Some(part) = part.filter(|part| are_namesakes(guessed, part)) {
                count(Some(*id), part);
            }
        }
        votes
    }

    pub(super) fn part(&self, id: u32) -> Option<&Part> {
        self.parts.get(id as usize).map(AsRef::as_ref)
    }
}

/// Whether two parts have the same key but for what tells their kind, or are of two kinds
/// and called the same by some article each.
fn are_namesakes(a: &Part, b: &Part) -> bool {
    if a.known.kind == b.known.kind {
        let key = |part: &Part| name_key(part.known.kind, part.known.spellings.name());
        return a.basis != b.basis && key(a) == key(b);
    }
    let mut names = a.known.spellings.names();
    names.any(|(name, _)| b.known.spellings.names().any(|(other, _)| other == name))
}
