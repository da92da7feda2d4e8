//! Names and titles for a few letters.
