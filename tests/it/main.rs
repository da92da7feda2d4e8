//! Everything of the program that needs no terminal, through its public interface and its
//! command line: a module for each behavior.

mod browsing;
mod command_line;
mod corrected_names;
mod entities;
mod followed_files;
mod layers;
mod model_training;
mod search;
#[path = "../support/mod.rs"]
mod support;
