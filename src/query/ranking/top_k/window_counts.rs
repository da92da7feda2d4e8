//! Frequencies dealt out to windows.

/// Frequencies of articles, those of a window side by side.
#[derive(Default)]
pub(super) struct WindowCounts {
    /// Where those of each window begin, and the last ones end.
    starts: Vec<u32>,
    /// An article's number in the segment, and a part of its frequency.
    frequencies: Vec<(u32, f32)>,
}

impl WindowCounts {
    /// Deals out by counting: two walks, whatever the order.
    pub(super) fn new(frequencies: &[(u32, f32)], width: u32, n_windows: u32) -> Self {
        if frequencies.is_empty() {
            return Self::default();
        }
        let mut starts = vec![0; n_windows as usize + 2];
        for (local, _) in frequencies {
            starts[(local / width) as usize + 2] += 1;
        }
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        let mut dealt = vec![(0, 0.0); frequencies.len()];
        for (local, frequency) in frequencies {
            let next = &mut starts[(local / width) as usize + 1];
            dealt[*next as usize] = (*local, *frequency);
            *next += 1;
        }
        starts.pop();
        Self {
            starts,
            frequencies: dealt,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.frequencies.is_empty()
    }

    /// Those of a window, by article in no order.
    pub(super) fn of(&self, window: u32) -> &[(u32, f32)] {
        let n = window as usize;
        let of_window = match self.starts.get(n..n + 2) {
            Some([start, end]) => self.frequencies.get(*start as usize..*end as usize),
            _ => None,
        };
        of_window.unwrap_or_default()
    }

    /// Adds the highest frequency in each window.
    pub(super) fn add_bounds(&self, width: u32, sums: &mut [f32]) {
        if self.is_empty() {
            return;
        }
        let mut row = vec![0.0; width as usize];
        for (number, sum) in (0..).zip(sums) {
            let mut highest = 0.0_f32;
            for (local, frequency) in self.of(number) {
                let of_article = &mut row[(local % width) as usize];
                *of_article += frequency;
                highest = highest.max(*of_article);
            }
            for (local, _) in self.of(number) {
                row[(local % width) as usize] = 0.0;
            }
            *sum += highest;
        }
    }
}
