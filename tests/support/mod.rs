//! What tests share that run the program in a real terminal.
#![allow(dead_code, reason = "each test binary uses its own part of this")]

pub(crate) mod keys;
pub(crate) mod pty;
pub(crate) mod wire;
