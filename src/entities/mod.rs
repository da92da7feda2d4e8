//! Floor 2: articles become entities.
//!
//! In goes one [`Article`](crate::corpus::Article) at a time; out comes what it names
//! ([`Recognized`]): persons, organizations, places, groups, events, agreements, dates,
//! money, quantities, each with every mention as a span of the article's text. A
//! [`Catalog`] merges them over the collection. Nothing here knows an index, a query or a
//! screen.
//!
//! An article is read in steps, each a room, all behind [`Recognizer::read`]:
//!
//! ```text
//! known        its words, looked up once in the tables; which capitals prove nothing
//! values       its dates and amounts, and what they are worth
//! spotting     names by rules: tables, shapes, capitals, evidence added up over the article
//! tagger       a trained model reads the sentences, with what the rules say of each word
//! ensemble     what the tagger found, beside what only rules know
//! coreference  the spellings of one entity brought together
//! ```
//!
//! Over the collection:
//!
//! ```text
//! names        what makes two names one, and two persons' names agree
//! catalog      what articles name, kept in few bytes; its entities, looked up
//! corrections  what the user says of names
//! linking      which names of different articles mean the same
//! proposals    which pairs the user is asked about
//! ```
//!
//! Two rules hold throughout. A capital letter that the place in the text explains is no
//! evidence: a name in a heading or at the start of a sentence is found by what is known
//! of it elsewhere. And doubt keeps apart: a wrong merge hides an entity, a missed one
//! only shows it twice.

mod catalog;
mod coreference;
pub mod corrections;
mod ensemble;
mod evaluation;
mod kind;
mod known;
mod linking;
mod names;
pub mod proposals;
mod recognized;
mod recognizer;
mod spotting;
pub mod tagger;
#[cfg(test)]
pub(crate) mod testing;
mod values;

pub use catalog::Catalog;
pub use catalog::entity::{Appearance, Entity, EntityId, Posting};
pub use catalog::postings::Postings;
pub use catalog::spellings::Forms;
pub use kind::{Basis, Kind};
pub use known::roles::Roles;
pub use recognized::{DateMention, Form, LocalEntity, Recognized};
pub use recognizer::Recognizer;
pub use values::measure::Measure;
pub use values::number::Number;
