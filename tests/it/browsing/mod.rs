//! The app driven by keys: keys go in, a screen as text comes out.

mod about_page;
mod clicks;
mod dossier_and_roster;
mod explained_hits;
mod facets_and_filters;
mod files_that_change;
mod find_and_cancel;
mod finder;
mod keyboards;
mod late_answers;
mod late_answers_at_random;
mod panes;
mod random_inputs;
mod screens;
mod sizes_and_views;
