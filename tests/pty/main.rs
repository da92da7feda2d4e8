//! The real program in a real terminal.
#![cfg(unix)]

mod child;
#[cfg(target_os = "linux")]
mod first_frame;
mod journeys;
mod kept_corrections;
mod printed_output;
#[path = "../support/mod.rs"]
mod support;
mod terminal_given_back;
