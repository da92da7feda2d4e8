#![allow(missing_docs)]
pub mod text;

pub mod corpus;

pub mod entities;

pub mod index;

pub mod query;

pub mod library;

pub mod app;

pub mod ui;

pub mod term;

pub mod cli;
