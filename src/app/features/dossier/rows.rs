//! The lists of what stands beside an entity, in rows.
//!
//! In goes a [`Dossier`]; out come [`ListRow`]s that name places in it.

use crate::query::entity::dossier::Dossier;

/// A row of the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListRow {
    /// The heading of a list: how many it has, and how many of them follow.
    Heading(&'static str, usize, usize),
    /// A companion, by its place.
    Company(usize),
    /// A date, by its place.
    Date(usize),
    /// A descriptor, by its place.
    Called(usize),
}

/// Descriptors that are listed, so that the companions are not far below them.
const CALLED: usize = 6;
/// Companions that are listed, so that the dates can be reached.
const COMPANY: usize = 200;

/// The rows of a dossier's lists.
pub(super) fn rows(dossier: &Dossier) -> Vec<ListRow> {
    type List = (&'static str, usize, usize, fn(usize) -> ListRow);
    let lists: [List; 3] = [
        ("CALLED", dossier.called.len(), CALLED, ListRow::Called),
        (
            "NAMED WITH",
            dossier.company.len(),
            COMPANY,
            ListRow::Company,
        ),
        (
            "DATES BESIDE IT",
            dossier.dates.len(),
            usize::MAX,
            ListRow::Date,
        ),
    ];
    let filled = lists.into_iter().filter(|(_, n, ..)| *n > 0);
    filled
        .flat_map(|(heading, n, most, row)| {
            let shown = n.min(most);
            std::iter::once(ListRow::Heading(heading, n, shown)).chain((0..shown).map(row))
        })
        .collect()
}
