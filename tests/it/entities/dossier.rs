//! The dossier of an entity: articles in, the page out.

use crate::support::stage::{SAMPLE, collection};
use dossier::library::Library;
use dossier::query::entity::dossier::{Dossier, Order, dossier, markdown};
use std::sync::{Arc, LazyLock};

/// Three dated articles and one without a date, about a governor.
static GOVERNOR: LazyLock<Arc<Library>> = LazyLock::new(|| {
    collection(&[
        (
            "a.md",
            "---\ntitle: Harbor talks\nsource: Lantern Wire\ndate: 2025-03-01\n---\n\nThe talks in Ukraine \
             went on. Marco Rubio, the U.S. secretary of state, met Juno Marsh on 14 March 2025. \
             Governor Juno Marsh was pleased.\n",
        ),
        (
            "b.md",
            "---\ntitle: Harbor again\nsource: Meridian\ndate: 2025-03-04\n---\n\nSecretary of State Marco \
             Rubio flew to Ukraine. Rubio said little.\n",
        ),
        (
            "c.md",
            "---\ntitle: Harbor old\ndate: 2025-02-27\n---\n\nMarco Rubio left for Kyiv.\n",
        ),
        (
            "d.md",
            "---\ntitle: Harbor undated\n---\n\nNobody saw Marco Rubio there.\n",
        ),
    ])
});

fn of(library: &Library, name: &str) -> Dossier {
    let ids = library.catalog.lookup(name, None);
    let id = ids.first().unwrap_or_else(|| panic!("no {name}"));
    dossier(library.view(), *id).expect("the entity has articles")
}

fn forms(forms: &[dossier::entities::Form]) -> Vec<(&str, u32)> {
    forms
        .iter()
        .map(|form| (form.text.as_str(), form.count))
        .collect()
}

#[test]
fn the_numbers_are_those_of_the_collection() {
    let rubio = of(&GOVERNOR, "Marco Rubio");
    assert_eq!(
        (rubio.n_articles, rubio.n_mentions, rubio.n_read),
        (4, 5, 4)
    );
    assert_eq!(forms(&rubio.forms), [("Marco Rubio", 4), ("Rubio", 1)]);
    let (first, last) = rubio.seen.unwrap();
    assert_eq!(format!("{first} {last}"), "2025-02-27 2025-03-04");
    assert_eq!(rubio.trend.counts, [1, 0, 1, 0, 0, 1]);
    assert_eq!(rubio.trend.undated, 1);
}

#[test]
fn company_dates_and_descriptors() {
    let rubio = of(&GOVERNOR, "Marco Rubio");
    let company: Vec<(&str, u32)> = rubio
        .company
        .iter()
        .map(|of| (of.name.as_str(), of.count))
        .collect();
    assert_eq!(company[0], ("Ukraine", 2));
    assert!(company.contains(&("Juno Marsh", 1)), "{company:?}");
    let dates: Vec<&str> = rubio.dates.iter().map(|of| of.name.as_str()).collect();
    assert_eq!(dates.len(), 1, "{dates:?}");
    assert_eq!(
        forms(&rubio.called),
        [("Secretary of State", 1), ("U.S. secretary of state", 1)]
    );
}

#[test]
fn every_line_is_a_mention_and_every_mention_a_line() {
    for (id, entity) in SAMPLE.catalog.iter() {
        let dossier = dossier(SAMPLE.view(), id).unwrap();
        assert_eq!(dossier.n_articles, entity.articles.len());
        // A title given in front matter stands in no block, and is no mention either.
        assert_eq!(
            dossier.lines.len() as u64,
            entity.mentions(),
            "{}",
            entity.name
        );
        for line in &dossier.lines {
            let text = &SAMPLE.article(line.article).unwrap().text;
            let printed = line
                .span
                .slice(text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            assert_eq!(line.name, printed);
        }
    }
}

#[test]
fn lines_stand_with_the_newest_first_and_keep_their_context() {
    let rubio = of(&GOVERNOR, "Marco Rubio");
    let said: Vec<String> = rubio
        .lines
        .iter()
        .map(|line| format!("{}[{}]{}", line.before, line.name, line.after))
        .collect();
    assert_eq!(
        said[0],
        "Secretary of State [Marco Rubio] flew to Ukraine. Rubio said little."
    );
    assert_eq!(said[4], "Nobody saw [Marco Rubio] there.");
}

#[test]
fn the_page_is_written_as_markdown() {
    let page = markdown(&of(&GOVERNOR, "Marco Rubio"), Order::Oldest);
    for part in [
        "# Marco Rubio\n\nperson, 5 mentions in 4 articles, 27 February 2025 to 4 March 2025\n",
        "## Spellings\n\n- Marco Rubio (4)\n- Rubio (1)\n",
        "## Articles by day\n\n- 27 February 2025: 1\n- 1 March 2025: 1\n- 4 March 2025: 1\n- without a date: 1\n",
        "- Ukraine, place, 2 articles\n",
        "## In context, oldest first\n\n- **Marco Rubio** left for Kyiv. (27 Feb 2025)\n",
    ] {
        assert!(page.contains(part), "{part:?} is missing:\n{page}");
    }
}

#[test]
fn markup_in_an_article_stays_text() {
    let library = collection(&[(
        "a.txt",
        "Harbor talks\n\nHe *said* <b>that</b> [Marco Rubio](http://x.example) left. Marco Rubio \x1b[31m stayed.\n",
    )]);
    let page = markdown(&of(&library, "Marco Rubio"), Order::Newest);
    assert!(page.contains(r"He \*said\* \<b\>that\</b\> \["), "{page}");
    assert!(!page.contains('\x1b'));
}

#[test]
fn the_census_equals_a_recount() {
    use dossier::query::entity::table::count;
    let view = SAMPLE.view();
    let all: Vec<_> = SAMPLE.corpus.iter().map(|(id, _)| id).collect();
    for within in [None, Some(&all[..5]), Some(&all[..0])] {
        let count = count(view, within);
        let counts = |id| within.is_none_or(|ids| ids.contains(&id));
        let mut named = 0;
        for (id, entity) in SAMPLE.catalog.iter() {
            let here = || {
                entity
                    .articles
                    .iter()
                    .filter(|posting| counts(posting.article))
            };
            let row = count.rows.iter().find(|row| row.entity == id);
            assert_eq!(row.is_some(), here().count() > 0, "{}", entity.name);
            let Some(row) = row else { continue };
            named += 1;
            let dates = || here().filter_map(|posting| SAMPLE.card(posting.article)?.published());
            assert_eq!(row.articles as usize, here().count());
            assert_eq!(
                row.mentions,
                here().map(|posting| posting.count).sum::<u32>()
            );
            assert_eq!(row.seen, dates().min().zip(dates().max()));
            let in_steps: u32 = row.steps.iter().map(|n| u32::from(*n)).sum();
            assert_eq!(in_steps as usize, dates().count());
        }
        assert_eq!(count.rows.len(), named);
    }
}

#[test]
fn the_census_selects_and_sorts() {
    use dossier::query::entity::table::{Kinds, Order, count};
    let view = SAMPLE.view();
    let count = count(view, None);
    let names = |kinds, pattern, order| -> Vec<String> {
        let rows = count.select(view, kinds, pattern, order);
        let name = |at: u32| {
            SAMPLE
                .catalog
                .get(count.rows[at as usize].entity)
                .unwrap()
                .name
                .to_owned()
        };
        rows.into_iter().map(name).collect()
    };
    let by_name = names(Kinds::Names, "", Order::Name);
    assert!(by_name.is_sorted_by_key(|name| dossier::text::fold::fold(name)));
    assert_eq!(names(Kinds::Names, "", Order::Articles)[0], "Ukraine");
    assert_eq!(names(Kinds::Names, "kiev", Order::Name)[0], "Kyiv");
    let people = names(
        Kinds::Only(dossier::entities::Kind::Person),
        "",
        Order::Name,
    );
    assert!(people.len() < by_name.len() && people.contains(&"Marco Rubio".to_owned()));
    for (order, _) in Order::ALL {
        assert_eq!(names(Kinds::Names, "", order).len(), by_name.len());
    }
}
