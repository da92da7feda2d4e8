//! Articles kept in memory, packed.

pub mod collection;
pub mod packer;
pub mod volume;
