//! Search against a naive scan over the texts, on random small collections.

mod answers;
mod asked;
mod explaining;
mod extents;
mod guesses;
mod marking;
mod merging;
mod model;
mod ranking;
mod tree;
