//! Queries and what they are read as.

use super::ast::{Node, Query, Scope, Spelling, Words};
use super::order::Sort;
use super::{Mode, any_of, parse};
use proptest::prelude::*;

/// A query's tree in a short form: `&( … )`, `|( … )`, `!`, words as they print themselves.
fn shown(node: &Node) -> String {
    let all = |nodes: &[Node]| nodes.iter().map(shown).collect::<Vec<_>>().join(" ");
    match node {
        Node::All(nodes) => format!("&({})", all(nodes)),
        Node::Any(nodes) => format!("|({})", all(nodes)),
        Node::Not(node) => format!("!{}", shown(node)),
        Node::Words(words) => scoped(words),
        Node::Entity(named) => {
            let mark = match named.spelling {
                Spelling::Any => "",
                Spelling::Exact => "=",
                Spelling::Beginning => "…",
            };
            format!("{:?}{mark}:{}", named.kind, named.name)
        }
        Node::Source(part) => format!("source:{part}"),
        Node::Path(part) => format!("path:{part}"),
        Node::Date(_) => "date".to_owned(),
        Node::Mentions(_) => "mentions".to_owned(),
        Node::Nothing => "nothing".to_owned(),
    }
}

fn scoped(words: &Words) -> String {
    match words.scope {
        Scope::Anywhere => words.to_string(),
        Scope::Title => format!("title:{words}"),
        Scope::Body => format!("body:{words}"),
    }
}

fn tree(query: &Query) -> String {
    query.root.as_ref().map(shown).unwrap_or_default()
}

/// Checks what a finished query is read as, and what is said about it.
fn check(input: &str, expected: &str, problems: &[&str]) {
    let query = parse(input, Mode::Whole);
    assert_eq!(tree(&query), expected, "{input}");
    let said: Vec<&str> = query
        .problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    assert_eq!(said.len(), problems.len(), "{input}: {said:?}");
    for (said, expected) in said.iter().zip(problems) {
        assert!(said.contains(expected), "{input}: {said}");
    }
}

/// Checks what a query is read as while it is typed; nothing may be said about it.
fn check_typing(input: &str, expected: &str) {
    let query = parse(input, Mode::Typing);
    assert_eq!(tree(&query), expected, "{input}");
    assert_eq!(query.problems, [], "{input}");
}

#[test]
fn reads_words_phrases_and_operators() {
    check("", "", &[]);
    check("peace deal", "&(peace deal)", &[]);
    check("peace AND deal", "&(peace deal)", &[]);
    check("a b OR c", "|(&(a b) c)", &[]);
    check("a (b OR c)", "&(a |(b c))", &[]);
    check("-a -(b c)", "&(!a !&(b c))", &[]);
    check(
        "\"Security  Guarantees\" -oil",
        "&(\"security guarantees\" !oil)",
        &[],
    );
    check("\u{201c}peace deal\u{201d}", "\"peace deal\"", &[]);
    check("gov* \"interest ra*\"", "&(gov* \"interest ra*\")", &[]);
    check("or and ORacle", "&(or and oracle)", &[]);
    check("=Rates title:=bank", "&(=rates title:=bank)", &[]);
    check("\"rates\" = a", "&(=rates a)", &[]);
    check("zelenski~ title:(bnak~)", "&(zelenski~ title:bnak~)", &[]);
    check("F-16~ ~ a~b", "&(\"f 16\" \"a b\")", &[]);
    check("\"peace deal\"~5", "\"peace deal\"~5", &[]);
    check("\"deal\"~5 b", "&(=deal b)", &[]);
    check("\"a b\"~ c", "&(\"a b\" c)", &["no number"]);
    check("\"a b\"~500", "\"a b\"~50", &["at most 50"]);
}

#[test]
fn reads_words_as_the_index_does() {
    check("F-16", "\"f 16\"", &[]);
    check(
        "don't O\u{2019}Neill Ukraine's",
        "&(dont oneill ukraine)",
        &[],
    );
    check("U.S.", "us", &[]);
    check("U.S", "|(=us \"u s\")", &[]);
    check("1,364 10:30", "&(1,364 10:30)", &[]);
    check("Kraków & -- * \"\" \"!\"", "krakow", &[]);
    check("https://example.org", "\"https example org\"", &[]);
}

#[test]
fn reads_fields() {
    check("title:bank body:\"a b\"", "&(title:bank body:\"a b\")", &[]);
    check("title:(a OR b) c", "&(|(title:a title:b) c)", &[]);
    check("TITLE:US-Ukraine", "title:\"us ukraine\"", &[]);
    check("person:\"Marco Rubio\"", "Some(Person):Marco Rubio", &[]);
    check(
        "-org:NATO entity:=\"Kiev\"",
        "&(!Some(Organization):NATO None=:Kiev)",
        &[],
    );
    check("entity:Zel*", "None…:Zel", &[]);
    check(
        "source:Reuters path:\"My Files\"",
        "&(source:reuters path:my files)",
        &[],
    );
    check("date:2023-05..2024", "date", &[]);
    check(
        "mentions:2025-01 -mentions:>2026",
        "&(mentions !mentions)",
        &[],
    );
    check("is:unread", "nothing", &["not marked"]);
    check(
        "a tag:(x OR y)",
        "&(a |(nothing nothing))",
        &["not marked", "not marked"],
    );
}

#[test]
fn plain_text_has_no_operators() {
    let query = any_of("Is -oil title:\"good\" OR (bad* U.S.)?");
    assert_eq!(tree(&query), "|(is oil title good or bad us)");
    assert!(any_of(" - ").root.is_none());
}

#[test]
fn says_what_it_could_not_read() {
    check("foo:bar", "\"foo bar\"", &["no field `foo`"]);
    check("date:soon peace", "peace", &["not a date"]);
    check("sort:size", "", &["not an order"]);
    check("title: peace", "peace", &["nothing stands behind `title:`"]);
    check("a) b", "&(a b)", &["no parenthesis is open"]);
    check("(a b", "&(a b)", &["not closed"]);
    check("\"a b", "\"a b\"", &["not closed"]);
    assert_eq!(parse(&"-(".repeat(100_000), Mode::Whole).problems.len(), 20);
    check(
        &"a ".repeat(600),
        &format!("&({})", vec!["a"; 500].join(" ")),
        &["first 500"],
    );
}

#[test]
fn the_last_word_being_typed_is_a_prefix() {
    check_typing("peace de", "&(peace de*)");
    check_typing("peace ", "peace");
    check_typing("peace,", "peace");
    check_typing("\"peace de", "\"peace de*\"");
    check_typing("\"peace deal\"", "\"peace deal\"");
    check_typing("F-1", "\"f 1*\"");
    check_typing("F-", "f");
    check_typing("don'", "don*");
    check_typing("1,", "1*");
    check_typing("U.S", "|(us* \"u s*\")");
    check_typing("U.S.", "us");
    check_typing("title:ban", "title:ban*");
    check_typing("zelenski~", "zelenski~");
    check_typing("\"peace deal\"~", "\"peace deal\"");
    check_typing("\"peace deal\"~1", "\"peace deal\"~1");
    check_typing("person:zel", "Some(Person)…:zel");
    check_typing("person:\"zel", "Some(Person)…:zel");
    check_typing("person:\"zel\"", "Some(Person):zel");
}

#[test]
fn half_typed_parts_are_left_out_quietly() {
    for half in [
        "-", "OR", "(", "((", "title:", "person:", "-title:", "date:20", "\"", "-\"", "a OR",
        "OR a",
    ] {
        let query = parse(half, Mode::Typing);
        assert_eq!(query.problems, [], "{half}");
        assert!(tree(&query).len() <= 2, "{half}: {}", tree(&query));
    }
    // What is not wanted is not guessed.
    check_typing("peace -oi", "&(peace !oi)");
}

#[test]
fn the_readme_has_the_grammar_and_examples_that_are_read() {
    let readme = include_str!("../../../README.md");
    assert!(readme.contains(super::GRAMMAR));
    let table = readme.split("| query | finds |").nth(1).unwrap();
    let cells = table
        .lines()
        .take_while(|line| line.starts_with('|') || line.is_empty());
    let cells = cells.filter_map(|line| line.split(" | ").next());
    let queries: Vec<&str> = cells
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect();
    assert!(queries.len() > 15);
    for query in queries {
        let problems = parse(query, Mode::Whole).problems;
        let marks = query.starts_with("is:") || query.starts_with("tag:");
        assert_eq!(
            problems.is_empty(),
            !marks && !query.ends_with(':'),
            "{query}"
        );
    }
}

#[test]
fn every_field_of_the_grammar_is_one() {
    let fields = super::GRAMMAR.split("field  =").nth(1).unwrap();
    let fields = fields.split("date   =").next().unwrap();
    let mut fields: Vec<&str> = fields.split('"').skip(1).step_by(2).collect();
    let mut known: Vec<&str> = super::FIELDS.iter().map(|(name, _)| *name).collect();
    fields.sort_unstable();
    known.sort_unstable();
    // The long name of `org` is left unsaid.
    known.retain(|name| *name != "organization");
    assert_eq!(fields, known);
}

#[test]
fn reads_the_order() {
    assert_eq!(
        parse("sort:date bank", Mode::Whole).sort,
        Some(Sort::Newest)
    );
    assert_eq!(parse("sort:le", Mode::Typing).sort, Some(Sort::Longest));
    assert_eq!(parse("bank", Mode::Whole).sort, None);
}

proptest! {
    #[test]
    fn any_text_is_a_query(
        input in "[a-cU.S\"()*: \\-'=é日OR]{0,24}|((title|date|person|sort|foo):|OR |[-(\")a.*=>]){0,9}|\\PC{0,20}",
        typing in any::<bool>(),
    ) {
        let mode = if typing { Mode::Typing } else { Mode::Whole };
        let query = parse(&input, mode);
        for problem in &query.problems {
            prop_assert!(input.get(problem.span.from()..problem.span.to()).is_some());
            prop_assert!(!problem.span.is_empty() && !problem.message.is_empty());
        }
        for words in query.words() {
            prop_assert!(!words.words.is_empty());
            prop_assert!(words.words.iter().all(|word| !word.term.is_empty()));
            prop_assert!(input.get(words.span.from()..words.span.to()).is_some());
        }
    }
}
