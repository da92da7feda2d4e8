//! Changes of corrections that can be taken back.
//!
//! In go things to say and to take back; out come the changed corrections and the [`Edit`]
//! that undoes it. An edit names lines by what they say, so it does what it should even if
//! the text was changed by hand in the meantime.

use super::{Correction, Corrections, Line};

/// Lines that are taken out, and lines that are put in at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// Taken out.
    pub out: Vec<Correction>,
    /// Put in.
    pub put: Vec<Correction>,
}

impl Edit {
    /// An edit that says things, and takes back what says the opposite.
    #[must_use]
    pub fn say(corrections: &Corrections, put: Vec<Correction>) -> Self {
        let contrary = |said: &&Correction| put.iter().any(|new| opposes(said, new));
        let out = corrections.iter().filter(contrary).cloned().collect();
        let known = |new: &Correction| !corrections.iter().any(|said| said == new);
        Self {
            out,
            put: put.iter().filter(|new| known(new)).cloned().collect(),
        }
    }

    /// What takes this edit back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            out: self.put.clone(),
            put: self.out.clone(),
        }
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.out.is_empty() && self.put.is_empty()
    }
}

impl Corrections {
    /// The corrections after an edit.
    #[must_use]
    pub fn edited(&self, edit: &Edit) -> Self {
        let taken_out = |line: &Line| matches!(line, Line::Said(said) if edit.out.contains(said));
        let kept = self.lines.iter().filter(|line| !taken_out(line)).cloned();
        let put = edit.put.iter().cloned().map(Line::Said);
        Self {
            lines: kept.chain(put).collect(),
            ..self.clone()
        }
    }
}

/// Whether a line cannot stand beside a newer one.
fn opposes(old: &Correction, new: &Correction) -> bool {
    use Correction::{Apart, Kind, Merge, Rename};
    match (old, new) {
        (Merge(a, b), Apart(c, d)) | (Apart(a, b), Merge(c, d)) => {
            (a, b) == (c, d) || (a, b) == (d, c)
        }
        (Merge(a, b), Merge(c, d)) => (a, b) == (d, c),
        (Rename(a, _), Rename(b, _)) | (Kind(a, _), Kind(b, _)) => a == b && old != new,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Corrections, Edit};

    /// The text after saying the lines of `say`, and after taking that back.
    fn check(before: &str, say: &str, expected: &str) {
        let corrections = Corrections::parse(before);
        let put = Corrections::parse(say).iter().cloned().collect();
        let edit = Edit::say(&corrections, put);
        let after = corrections.edited(&edit);
        assert_eq!(after.to_string(), expected);
        let mut back: Vec<String> = after
            .edited(&edit.inverse())
            .to_string()
            .lines()
            .map(str::to_owned)
            .collect();
        let mut lines: Vec<&str> = before.lines().collect();
        back.sort_unstable();
        lines.sort_unstable();
        assert_eq!(back, lines, "undone");
    }

    #[test]
    fn new_lines_stand_behind_and_take_back_their_opposites() {
        check("# mine\n", "hide place: X", "# mine\nhide place: X\n");
        check("hide place: X\n", "hide place: X", "hide place: X\n");
        check(
            "apart person: A | B\nx\n",
            "merge person: B -> A",
            "x\nmerge person: B -> A\n",
        );
        check(
            "rename person: A -> B\n",
            "rename person: A -> C",
            "rename person: A -> C\n",
        );
    }
}
