//! Entities and dates: what is recognized, what is one, and the dossier of each.

mod dates;
mod dossier;
mod linking;
mod passages;
mod recognition;
