//! The particles before a surname that stands alone: `von der Meer`, `El-Harbi`.
//!
//! In go the names of an article; out come these, each lone surname with the particles that
//! stand right before it and belong to no other name.

use super::consistency::Name;
use crate::entities::known::scan::{Scan, Shape};
use crate::entities::tagger::Class;

/// What begins a surname.
const PARTICLES: [&str; 29] = [
    "de", "van", "von", "vom", "der", "den", "la", "le", "du", "del", "della", "di", "da", "dos",
    "das", "do", "bin", "ibn", "bint", "ben", "al", "el", "ul", "abu", "zu", "zur", "ter", "ten",
    "af",
];
/// Those that are words or given names by themselves, so that they belong to a name only
/// where they are glued to it or another particle follows.
const DOUBTFUL: [&str; 6] = ["ben", "do", "den", "la", "ten", "le"];

/// The names with the particles before them.
pub(super) fn with_particles(scan: &Scan<'_>, mut names: Vec<Name>) -> Vec<Name> {
    let mut free = 0;
    for (run, class) in &mut names {
        if *class == Class::Person && run.len() == 1 {
            run.start = particles_before(scan, run.start).max(free);
        }
        free = run.end;
    }
    names
}

/// Where the particles before the surname at `at` begin; `at` where there are none.
pub(super) fn particles_before(scan: &Scan<'_>, at: usize) -> usize {
    let mut start = at;
    while let Some(before) = start.checked_sub(1).filter(|_| !scan.tokens[start].cut) {
        let hyphen = scan.tokens[before].is_mark('-') && scan.tokens[before].glued;
        let glued = hyphen && scan.tokens[start].glued && !scan.tokens[before].cut;
        let Some(particle) = before.checked_sub(usize::from(glued)) else {
            break;
        };
        let token = &scan.tokens[particle];
        let word = scan.slice(particle).to_lowercase();
        let shaped = matches!(token.shape, Shape::Lower | Shape::Capital);
        let doubtful = !glued && start == at && DOUBTFUL.contains(&word.as_str());
        if !shaped || !PARTICLES.contains(&word.as_str()) || doubtful {
            break;
        }
        start = particle;
    }
    start
}

#[cfg(test)]
mod tests {
    use crate::entities::testing::{RECOGNIZER, article};

    /// The spellings of the first entity.
    fn check(text: &str, expected: &[&str]) {
        let recognized = RECOGNIZER.read(&article(text));
        let forms: Vec<&str> = recognized
            .entities
            .first()
            .into_iter()
            .flat_map(|entity| &entity.forms)
            .map(|form| form.text.as_str())
            .collect();
        assert_eq!(forms, expected, "{text}");
    }

    #[test]
    fn particles_belong_to_a_surname() {
        check(
            "Ludwig von der Meer spoke. Von der Meer warned of it, said von der Meer.",
            &["Ludwig von der Meer", "Von der Meer", "von der Meer"],
        );
        check(
            "Marco da Silva spoke. Da Silva left.",
            &["Marco da Silva", "Da Silva"],
        );
        check(
            "Faisal bin Turki spoke. Bin Turki left.",
            &["Faisal bin Turki", "Bin Turki"],
        );
        check(
            "Omar el-Harbi spoke. El-Harbi left.",
            &["Omar el-Harbi", "El-Harbi"],
        );
    }
}
