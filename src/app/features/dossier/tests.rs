//! A dossier and its answers.

use super::DossierPage;
use crate::app::App;
use crate::app::layer::{Cx, Layer};
use crate::app::request::{Change, Request};
use crate::app::work::{Arrival, Work};
use crate::corpus::files::load::Input;
use crate::entities::Kind;
use crate::entities::corrections::Named;
use crate::entities::testing::RULES;
use crate::library;
use std::sync::Arc;

fn person(name: &str) -> Named {
    Named {
        kind: Kind::Person,
        name: name.to_owned(),
    }
}

/// Refreshes a page; the work that it asks for.
fn refresh(app: &App, page: &mut DossierPage) -> Vec<Work> {
    let mut requests = Vec::new();
    page.refresh(&mut Cx::new(app.now(), &mut requests));
    let work = requests.into_iter().filter_map(|request| match request {
        Request::Work(work) => Some(work),
        _ => None,
    });
    work.collect()
}

fn rename(app: &App, page: &mut DossierPage, from: &Named, into: &Named) {
    let mut requests = Vec::new();
    let mut cx = Cx::new(app.now(), &mut requests);
    page.follow(&Change::Renamed(from, into), &mut cx);
}

#[test]
fn a_new_name_outlives_an_answer_on_its_way() {
    let library = library::read(&[Input::Sample], Some(&RULES), 2);
    let app = App {
        library: Arc::new(library),
        ..App::default()
    };
    let mut page = DossierPage::new(person("Rubio"));
    let asked = refresh(&app, &mut page);
    asked
        .iter()
        .map(|work| work.perform(&RULES))
        .for_each(Arrival::land);
    assert!(refresh(&app, &mut page).is_empty() && page.dossier.is_some());
    assert_eq!(page.about, person("Marco Rubio"));

    page.order = crate::query::entity::dossier::Order::Oldest;
    let asked = refresh(&app, &mut page);
    rename(
        &app,
        &mut page,
        &person("Marco Rubio"),
        &person("Rubio Marco"),
    );
    asked
        .iter()
        .map(|work| work.perform(&RULES))
        .for_each(Arrival::land);
    assert!(refresh(&app, &mut page).is_empty() && page.dossier.is_some());
    assert_eq!(page.about, person("Rubio Marco"));
    rename(&app, &mut page, &person("Marco Rubio"), &person("Someone"));
    assert_eq!(page.about, person("Rubio Marco"));
}
