//! The shell around all features: the first and the last line, the keys that nobody else
//! took, and the requests of layers.

mod chrome;
mod footer;
mod keys;
mod pointer;
mod pressing;
mod requests;
mod verbs;

pub use footer::FooterKey;
pub use keys::{Meaning, Owner, bindings, following, meaning};
