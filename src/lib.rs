#![allow(missing_docs)]
pub mod text;

pub mod corpus;

pub mod entities;
