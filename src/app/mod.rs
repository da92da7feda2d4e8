//! Floor 4: state and update, without a terminal, a file or a clock.

pub mod input;
