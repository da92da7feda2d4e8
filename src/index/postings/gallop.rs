//! Looking for where something ends that mostly ends near.

/// The first number from `from` on that is not `before`, where all that are come first: by
/// steps twice as long each, then by halving (Bentley and Yao, "An almost optimal algorithm
/// for unbounded searching", 1976). Asked about some numbers behind the one that is found.
pub(crate) fn gallop(from: u32, before: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut step) = (from, 1);
    while before(low + step - 1) {
        low += step;
        step *= 2;
    }
    // It is among the last `step`.
    let mut high = low + step - 1;
    while low < high {
        let middle = u32::midpoint(low, high);
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::gallop;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_a_walk_finds(from in 0_u32..100, end in 0_u32..3000) {
            prop_assert_eq!(gallop(from, |n| n < end), from.max(end));
        }
    }
}
