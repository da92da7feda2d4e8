//! Two terms' postings walked side by side.

use super::{Cursor, block};

impl Cursor<'_> {
    /// Calls `visit` with each article that two different ones of some cursors have, on which
    /// these two stand then; from where they stand. They must not be moved to other articles
    /// meanwhile, and stand on none afterwards.
    pub fn each_meeting(
        cursors: &mut [Self],
        [first, second]: [usize; 2],
        mut visit: impl FnMut(u32, &mut [Self]),
    ) {
        let mut places = Vec::with_capacity(block::BLOCK);
        while let Ok([a, b]) = cursors.get_disjoint_mut([first, second])
            && a.meet(b, &mut places)
        {
            let behind = (a.at, b.at);
            for (a, b) in &places {
                if let Some(article) = cursors[first].stand_at(usize::from(*a)) {
                    cursors[second].stand_at(usize::from(*b));
                    visit(article, cursors);
                }
            }
            (cursors[first].at, cursors[second].at) = behind;
        }
    }

    /// Puts into `places` where two cursors meet in their blocks, up to the end of one of
    /// these; false when either has no more articles. No branch on which is ahead: it cannot
    /// be guessed.
    fn meet(&mut self, other: &mut Self, places: &mut Vec<(u8, u8)>) -> bool {
        places.clear();
        if !self.has_next() || !other.has_next() {
            return false;
        }
        let (a, b) = (self.here()[self.at], other.here()[other.at]);
        if !self.leap(b) || !other.leap(a) {
            return false;
        }
        places.resize(block::BLOCK, (0, 0));
        let (a, b) = (self.here(), other.here());
        let (mut at, mut n) = ((self.at, other.at), 0);
        while let (Some(x), Some(y)) = (a.get(at.0), b.get(at.1)) {
            #[expect(clippy::cast_possible_truncation, reason = "a block has 128 articles")]
            let place = (at.0 as u8, at.1 as u8);
            places[n] = place;
            n += usize::from(x == y);
            at.0 += usize::from(x <= y);
            at.1 += usize::from(y <= x);
        }
        places.truncate(n);
        (self.at, other.at) = at;
        true
    }

    /// Leaves out blocks that end before `target`; false if all do.
    fn leap(&mut self, target: u32) -> bool {
        let last = self.here().last();
        last.is_some_and(|last| *last >= target) || self.enter(self.next_not_before(target))
    }
}

#[cfg(test)]
mod tests {
    use super::Cursor;
    use crate::index::postings::tests::{model, written};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn two_meet_where_both_are(one in model(), other in model(), same in any::<bool>(), from in 0_u32..400) {
            let two = if same { one.clone() } else { other };
            let written = [written(&one), written(&two)];
            let mut cursors = written.each_ref().map(|bytes| Cursor::new(bytes));
            let first = cursors[1].seek(from);
            let (mut met, mut found) = (Vec::new(), Vec::new());
            Cursor::each_meeting(&mut cursors, [0, 1], |article, cursors| {
                for (cursor, model) in cursors.iter_mut().zip([&one, &two]) {
                    assert_eq!(cursor.counts(), model[&article].0);
                    // Asked for none, one and two times.
                    for _ in 0..article % 3 {
                        cursor.positions(&mut found);
                        assert_eq!(&found, &model[&article].1);
                    }
                }
                met.push(article);
            });
            let both = two.keys().filter(|article| one.contains_key(article));
            let expected = both.filter(|article| first.is_some_and(|first| **article > first));
            prop_assert!(met.iter().eq(expected));
        }
    }
}
