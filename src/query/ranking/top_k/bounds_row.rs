//! A byte for each article of a window.

/// Articles of the widest window: a few rows stay in the nearest cache.
pub(super) const WIDTH: u32 = 2048;
const LEN: usize = WIDTH as usize;

/// A byte for each article of a window. Windows begin at multiples of their width, a power of
/// two of at most [`WIDTH`] articles, so an article's place is told by its lowest bits.
pub(super) struct BoundsRow(Box<[u8; LEN]>);

impl Default for BoundsRow {
    fn default() -> Self {
        Self(Box::new([0; LEN]))
    }
}

/// Where an article's byte is.
#[inline]
pub(super) fn place(local: u32) -> usize {
    local as usize % LEN
}

impl BoundsRow {
    #[inline]
    pub(super) fn get(&self, local: u32) -> u8 {
        self.0[place(local)]
    }

    #[inline]
    pub(super) fn set(&mut self, local: u32, byte: u8) {
        self.0[place(local)] = byte;
    }

    /// Adds to a byte, up to the highest.
    #[inline]
    pub(super) fn add(&mut self, local: u32, byte: u8) {
        let of_article = &mut self.0[place(local)];
        *of_article = of_article.saturating_add(byte);
    }

    /// All bytes, to be reached through [`place`].
    #[inline]
    pub(super) fn bytes(&self) -> &[u8; LEN] {
        &self.0
    }

    #[inline]
    pub(super) fn bytes_mut(&mut self) -> &mut [u8; LEN] {
        &mut self.0
    }

    /// Takes over the bytes of the articles from `start` on.
    pub(super) fn copy(&mut self, start: u32, bytes: &[u8]) {
        let to = self.window_mut(start, bytes.len());
        to.copy_from_slice(bytes);
    }

    /// The bytes of a window of so many articles from `start` on.
    pub(super) fn window(&self, start: u32, len: usize) -> &[u8] {
        let start = place(start);
        self.0.get(start..start + len).unwrap_or_default()
    }

    fn window_mut(&mut self, start: u32, len: usize) -> &mut [u8] {
        let start = place(start);
        self.0.get_mut(start..start + len).unwrap_or_default()
    }

    pub(super) fn clear(&mut self, start: u32, len: usize) {
        self.window_mut(start, len).fill(0);
    }

    /// Adds the bytes of another row, which is cleared, where both have one; 0 elsewhere.
    pub(super) fn meet(&mut self, other: &mut Self, start: u32, len: usize) {
        let bytes = self.window_mut(start, len).iter_mut();
        for (byte, other) in bytes.zip(other.window_mut(start, len)) {
            let both = if *byte > 0 && *other > 0 { u8::MAX } else { 0 };
            *byte = byte.saturating_add(*other) & both;
            *other = 0;
        }
    }

    /// Number of articles of a window that have more than 0.
    pub(super) fn count(&self, start: u32, len: usize) -> usize {
        // So many ones fit in a byte, and are added up together.
        let parts = self.window(start, len).chunks(128);
        let counts = parts.map(|part| part.iter().map(|byte| u8::from(*byte > 0)).sum::<u8>());
        counts.map(usize::from).sum()
    }
}
