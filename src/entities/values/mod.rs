//! Dates, amounts of money and quantities: where they stand, and what they are worth.
//!
//! In goes a place in a sentence; out comes where the date or amount there ends, and its value:
//! a period of the calendar, a number with a unit. Nothing here knows names.

pub(crate) mod amounts;
pub(crate) mod dates;
pub(crate) mod measure;
pub(crate) mod number;
pub(crate) mod time_expression;
