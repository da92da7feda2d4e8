//! What the tests share: the app on a stage, the sample read once, articles for the command
//! line, and a real terminal.
#![allow(dead_code, reason = "each test binary uses its own part of this")]

pub(crate) mod articles;
pub(crate) mod finder;
#[cfg(unix)]
pub(crate) mod keys;
pub(crate) mod properties;
#[cfg(unix)]
pub(crate) mod pty;
pub(crate) mod stage;
pub(crate) mod wire;
