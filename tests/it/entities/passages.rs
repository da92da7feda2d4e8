//! Whatever a person can read is read for names: narrow columns, lists, talks, tables,
//! registers; and names are whole whatever stands between their letters.

use crate::support::stage::RECOGNIZER;
use dossier::corpus::Origin;
use dossier::corpus::formats::assemble::{Raw, article};
use dossier::corpus::formats::{markdown, plain};

type Format = fn(String, Origin) -> Raw;

/// Every name in `expected` is one of the article's, and nothing else is one of its persons.
fn check(format: Format, text: &str, expected: &[&str]) {
    let article = article(format(text.to_owned(), Origin::default()));
    let found = RECOGNIZER.read(&article);
    let names: Vec<String> = found
        .entities
        .iter()
        .map(|entity| format!("{}: {}", entity.kind, entity.name))
        .chain(
            found
                .dates
                .iter()
                .map(|date| format!("date: {}", date.text)),
        )
        .collect();
    for name in expected {
        assert!(
            names.iter().any(|seen| seen == name),
            "{name} in {names:?}\n{text}"
        );
    }
    let persons = |name: &&str| name.starts_with("person: ");
    let seen = names.iter().map(String::as_str).filter(persons).count();
    assert_eq!(
        seen,
        expected
            .iter()
            .copied()
            .filter(|name| persons(name))
            .count(),
        "{names:?}"
    );
}

#[test]
fn columns_of_any_width_are_read() {
    let words = "The council of Vilnius met on Friday and gave the old market hall to Nokia, \
        a firm from Finland. Clara Lindqvist, who leads the council, said that Peter Novak \
        had come from Prague to see it, and that the European Union would pay for the roof.";
    let names = [
        "person: Clara Lindqvist",
        "person: Peter Novak",
        "organization: Nokia",
        "organization: European Union",
        "place: Vilnius",
        "place: Finland",
        "place: Prague",
    ];
    for width in [24, 30, 38, 44, 60, 72] {
        let mut lines = vec![String::new()];
        for word in words.split_whitespace() {
            let line = lines.last_mut().unwrap();
            if !line.is_empty() && line.len() + 1 + word.len() > width {
                lines.push(word.to_owned());
            } else {
                *line = format!("{line} {word}").trim_start().to_owned();
            }
        }
        check(
            plain::raw,
            &format!("A hall for sale\n\n{}\n", lines.join("\n")),
            &names,
        );
    }
}

#[test]
fn lists_talks_and_letters_are_read() {
    check(
        plain::raw,
        "At the table\n\nThey sat in this order.\n\nClara Lindqvist, mayor\nPeter Novak, envoy of France\nMaria Rossi, minister of Italy\n\nIt took an hour.\n",
        &[
            "person: Clara Lindqvist",
            "person: Peter Novak",
            "person: Maria Rossi",
            "place: France",
            "place: Italy",
        ],
    );
    check(
        plain::raw,
        "A talk about the bridge\n\nCLARA LINDQVIST: We met Peter Novak in Prague\nMARIA ROSSI: What did Nokia say\nCLARA LINDQVIST: Not a word\n",
        &[
            "person: CLARA LINDQVIST",
            "person: Peter Novak",
            "person: MARIA ROSSI",
            "place: Prague",
        ],
    );
    check(
        plain::raw,
        "A letter\n\nIt was found in a drawer.\n\n    Dear Clara Lindqvist,\n    I saw Peter Novak in Prague.\n    Yours, Maria Rossi\n",
        &[
            "person: Clara Lindqvist",
            "person: Peter Novak",
            "person: Maria Rossi",
            "place: Prague",
        ],
    );
}

#[test]
fn tables_are_read_cell_by_cell() {
    check(
        markdown::raw,
        "# At the table\n\n| Guest | From |\n|---|---|\n| Clara Lindqvist | Finland |\n| Peter Novak | Prague |\n",
        &[
            "person: Clara Lindqvist",
            "person: Peter Novak",
            "place: Finland",
            "place: Prague",
        ],
    );
    check(
        plain::raw,
        "At the table\n\nThey came from far away.\n\nClara Lindqvist     Finland     2\nPeter Novak         Prague      1\n",
        &[
            "person: Clara Lindqvist",
            "person: Peter Novak",
            "place: Finland",
            "place: Prague",
        ],
    );
}

#[test]
fn registers_have_the_surname_in_front() {
    check(
        plain::raw,
        "A register\n\nThe register has Lindqvist, Clara; Novak, Peter; and Rossi, Maria as owners.\n",
        &[
            "person: Clara Lindqvist",
            "person: Peter Novak",
            "person: Maria Rossi",
        ],
    );
    check(
        plain::raw,
        "Two dead\n\nThe police named them as NOVAK, Peter. They had come by boat from Finland.\n",
        &["person: Peter NOVAK", "place: Finland"],
    );
    check(
        plain::raw,
        "Members\n\nThey are these.\n\nLindqvist, Clara\nNovak, Peter\nRossi, Maria\n",
        &[
            "person: Clara Lindqvist",
            "person: Peter Novak",
            "person: Maria Rossi",
        ],
    );
}

#[test]
fn nothing_inside_of_a_name_breaks_it() {
    let text = |name: &str| {
        format!("A visit\n\nIn the evening {name} came to the town hall of Riga, the clerk said.\n")
    };
    for name in [
        "Pe\u{ad}ter Nov\u{ad}ak",
        "Peter\u{200b} Nov\u{2060}ak",
        "Pet\u{200e}er No\u{feff}vak",
    ] {
        check(
            plain::raw,
            &text(name),
            &["person: Peter Novak", "place: Riga"],
        );
    }
    for name in [
        "**Peter** Novak",
        "[Peter](http://e.org/a) Novak",
        "Peter <i>Novak</i>",
        "Peter&nbsp;Novak",
        "Peter&#32;Nov**ak**",
    ] {
        check(
            markdown::raw,
            &text(name),
            &["person: Peter Novak", "place: Riga"],
        );
    }
}

#[test]
fn a_nationality_before_a_name_is_another() {
    for (people, name) in [
        ("German", "Peter Novak"),
        ("Finnish", "Clara Lindqvist"),
        ("Italian", "Maria Rossi"),
    ] {
        let text = format!(
            "An envoy\n\nThe town has called back its envoy to Riga, {people} {name}, for talks.\n"
        );
        let person = format!("person: {name}");
        let group = format!("group: {people}");
        check(plain::raw, &text, &[&person, &group, "place: Riga"]);
    }
}

#[test]
fn code_is_read_for_no_names() {
    check(
        plain::raw,
        "A program\n\nIt runs so.\n\n    let peter_novak = Person { name: \"Peter Novak\" };\n    print(peter_novak);\n",
        &[],
    );
    check(
        markdown::raw,
        "It runs so.\n\n```\nPeter Novak in Riga\n```\n",
        &[],
    );
}
