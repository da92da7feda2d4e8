//! Writing [postings](crate::index::postings).

use super::block::Packer;
use super::varint;

/// Writes one term's postings; reused from term to term.
#[derive(Default)]
pub(crate) struct Writer {
    n_articles: u32,
    /// Highest frequency in the block begun.
    highest: f32,
    block: Packer,
    skips: Vec<u8>,
    articles: Vec<u8>,
    positions: Vec<u8>,
}

impl Writer {
    /// Adds the next article: how often its title, headings and body hold the term, what
    /// frequency that makes, and the positions, ascending.
    pub(crate) fn push(
        &mut self,
        article: u32,
        counts: [u32; 3],
        frequency: f32,
        positions: impl Iterator<Item = u32>,
    ) {
        let mut before = 0;
        for position in positions {
            varint::write(&mut self.positions, position - before);
            before = position;
        }
        self.push_article(article, counts, frequency);
    }

    /// Adds the next article with its positions as they are written.
    pub(crate) fn push_written(
        &mut self,
        article: u32,
        counts: [u32; 3],
        frequency: f32,
        positions: &[u8],
    ) {
        self.positions.extend_from_slice(positions);
        self.push_article(article, counts, frequency);
    }

    #[inline]
    fn push_article(&mut self, article: u32, counts: [u32; 3], frequency: f32) {
        self.block.push(article, counts);
        self.highest = self.highest.max(frequency);
        self.n_articles += 1;
        if self.block.is_full() {
            self.block.finish_full(&mut self.articles);
            for number in [article, len(&self.articles), len(&self.positions)] {
                self.skips.extend_from_slice(&number.to_le_bytes());
            }
            self.skips
                .extend_from_slice(&rounded_up(self.highest).to_le_bytes());
            self.highest = 0.0;
        }
    }

    /// Whether nothing was added since the last term.
    pub(crate) fn is_empty(&self) -> bool {
        self.n_articles == 0
    }

    /// Appends the postings to `out` and starts the next term.
    pub(crate) fn finish(&mut self, out: &mut Vec<u8>) {
        self.block.finish_last(&mut self.articles);
        varint::write(out, self.n_articles);
        varint::write(out, len(&self.articles));
        out.extend_from_slice(&self.skips);
        out.extend_from_slice(&self.articles);
        out.extend_from_slice(&self.positions);
        self.n_articles = 0;
        self.highest = 0.0;
        self.skips.clear();
        self.articles.clear();
        self.positions.clear();
    }
}

/// The upper half of the least float with a zero lower half that is not below `frequency`.
fn rounded_up(frequency: f32) -> u16 {
    (frequency.to_bits().saturating_add(0xffff) >> 16) as u16
}

/// The length of postings.
pub(crate) fn len(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).expect("a segment's postings are below 4 GiB")
}
