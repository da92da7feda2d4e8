//! Persons' names that stand side by side with nothing between them, told apart.
//!
//! In goes a run of tokens taken for one person's name; out come the names in it. Lists
//! without marks and letters whose line ends are lost (a signature, then whoever is
//! addressed) look like one long name: `Anna Vale Peter Marsh`, `Anna Anna`.

use crate::entities::known::lexicon::Cue;
use crate::entities::known::scan::{Scan, Shape};
use std::ops::Range;

/// The names in a run that was taken for one person's.
pub(super) fn split_adjacent(scan: &Scan<'_>, run: Range<usize>) -> Vec<Range<usize>> {
    let given = |at: usize| scan.tokens[at].has(Cue::First);
    let plain = |at: usize| scan.tokens[at].shape == Shape::Capital;
    let pairs = run.len() >= 4
        && run.len().is_multiple_of(2)
        && run.clone().all(plain)
        && run.clone().step_by(2).all(given);
    let begins = |at: usize| {
        let again = scan.tokens[at].word == scan.tokens[run.start].word && given(at) && plain(at);
        at == run.start || again || pairs && (at - run.start).is_multiple_of(2)
    };
    let starts: Vec<usize> = run.clone().filter(|at| begins(*at)).collect();
    let ends = starts.iter().copied().skip(1).chain([run.end]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(from, to)| from..to)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::split_adjacent;
    use crate::entities::known::lexicon::Lexicon;
    use crate::entities::known::scan::Scan;
    use crate::entities::testing::article;

    fn check(text: &str, expected: &[&str]) {
        let article = article(text);
        let lexicon = Lexicon::embedded();
        let scan = Scan::new(&article, &lexicon);
        let names: Vec<&str> = split_adjacent(&scan, 0..scan.tokens.len())
            .into_iter()
            .map(|run| scan.span(&run).slice(text))
            .collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn lists_without_marks_are_several_names() {
        check("Anna Vale Peter Marsh", &["Anna Vale", "Peter Marsh"]);
        check("Anna Anna", &["Anna", "Anna"]);
        check("Anna Anna Vale", &["Anna", "Anna Vale"]);
    }

    #[test]
    fn long_names_are_one() {
        check("Anna Maria Vale", &["Anna Maria Vale"]);
        check(
            "Gabriel José García Márquez",
            &["Gabriel José García Márquez"],
        );
        check("Sirhan Sirhan", &["Sirhan Sirhan"]);
        check("Anna M. Vale", &["Anna M. Vale"]);
    }
}
