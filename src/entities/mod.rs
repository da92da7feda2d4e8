//! Floor 2: articles become entities.
//!
//! In goes one [`Article`](crate::corpus::Article) at a time; out comes what it names
//! ([`Recognized`]): persons, organizations, places, groups, events, agreements, dates,
//! money, quantities, each with every mention as a span of the article's text. A
//! [`Catalog`] merges them over the collection. Nothing here knows an index, a query or a
//! screen.
//!
//! An article is read in steps, each a module, each replaceable behind
//! [`Recognizer::read`]:
//!
//! ```text
//! scan      words, looked up once; which capitals prove nothing
//! marks     known names, titles, dates and amounts laid over the words
//! spot      runs of capitals become candidates, with evidence for their kind (shape, judge)
//! surfaces  evidence added up over the article: which spellings are names, and of what
//! tagger    a trained model reads the sentences, with what the rules say of each word
//! tagged    what the tagger found, beside what only rules know (told, agree)
//! resolve   spellings of one entity brought together
//! ```
//!
//! Two rules hold throughout. A capital letter that the place in the text explains is no
//! evidence: a name in a heading or at the start of a sentence is found by what is known
//! of it elsewhere. And doubt keeps apart: a wrong merge hides an entity, a missed one
//! only shows it twice.

mod agree;
mod amounts;
mod bounds;
mod catalog;
pub mod choices;
mod clusters;
pub mod corrections;
mod dated;
mod dates;
mod groups;
mod judge;
mod kin;
mod layers;
mod lexicon;
mod lookup;
mod marks;
mod measure;
mod mentions;
mod model;
mod names;
mod namesakes;
mod number;
mod part;
mod parted;
mod parts;
mod persons;
mod pieces;
mod postings;
mod recognize;
mod resolve;
mod roles;
mod runs;
mod scan;
mod shape;
mod shelf;
mod spellings;
mod spot;
mod standings;
pub mod suggest;
mod surfaces;
mod tables;
mod tagged;
pub mod tagger;
#[cfg(test)]
pub(crate) mod testing;
mod told;
mod united;
mod when;

pub use catalog::Catalog;
pub use measure::Measure;
pub use model::{
    Appearance, Basis, DateMention, Entity, EntityId, Form, Kind, LocalEntity, Posting, Recognized,
};
pub use number::Number;
pub use postings::Postings;
pub use recognize::Recognizer;
pub use roles::Roles;
pub use spellings::Forms;
