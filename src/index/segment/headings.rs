//! Where the headings of a segment's articles stand.
//!
//! Layout: the positions of each heading's first term and of the one behind its last, all
//! headings in order, and where each article's begin. Cost: 4 bytes an article, 8 a heading.
//! Counts of single terms need none of this, they are kept with the postings; a phrase is
//! told to stand in a heading by its place.

/// The headings of a segment's articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Headings {
    /// Where each article's headings begin in `runs`; articles behind the last have none.
    starts: Vec<u32>,
    runs: Vec<[u32; 2]>,
}

impl Headings {
    /// Begins the next article.
    pub(crate) fn next_article(&mut self) {
        self.starts
            .push(u32::try_from(self.runs.len()).unwrap_or(u32::MAX));
    }

    /// Adds a heading of the last article, at the positions from `start` up to `end`.
    pub(crate) fn push(&mut self, start: u32, end: u32) {
        self.runs.push([start, end]);
    }

    /// All of them; nothing may be added any more.
    pub(crate) fn finish(mut self) -> Self {
        self.starts.shrink_to_fit();
        self.runs.shrink_to_fit();
        self
    }

    /// The positions that an article's headings take up, in order.
    pub(crate) fn of(&self, article: u32) -> &[[u32; 2]] {
        let n = article as usize;
        let Some(start) = self.starts.get(n) else {
            return &[];
        };
        let end = self
            .starts
            .get(n + 1)
            .map_or(self.runs.len(), |end| *end as usize);
        self.runs.get(*start as usize..end).unwrap_or_default()
    }

    /// Bytes that they take in memory.
    pub(crate) fn bytes(&self) -> usize {
        4 * self.starts.capacity() + 8 * self.runs.capacity()
    }
}
