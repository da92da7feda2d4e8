//! The orders that results can have.

/// An order of results. Equal articles stand in loading order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// The best score first.
    #[default]
    Relevance,
    /// As the collection was loaded: by path.
    File,
    /// The latest publication date first, undated articles last.
    Newest,
    /// By title, case and accents aside.
    Title,
    /// By the source's name, case and accents aside, unknown sources last; of one source
    /// the newest first.
    Source,
    /// The most words first.
    Longest,
}
