//! Metadata in front of an article: it ends at the end of a line, its blocks cover it, and
//! its title is shown as it is known.
#![no_main]

use dossier::text::fold::one_line;
use dossier::corpus::Role;
use dossier::corpus::metadata::front_matter;
use dossier::corpus::invariant;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Some(front) = front_matter::split(text) else {
        return;
    };
    let (metadata, _) = text.split_at(front.end);
    assert!(front.end == text.len() || metadata.ends_with('\n'));
    invariant::check(metadata, &front.blocks);
    let mut titles = front
        .blocks
        .iter()
        .filter(|block| block.role == Role::Title);
    if let Some(block) = titles.next() {
        let shown = one_line(block.span.slice(text));
        assert_eq!(front.facts.title.as_deref().map(one_line), Some(shown));
    }
    assert!(titles.next().is_none(), "two titles");
    let title = front.facts.title.unwrap_or_default();
    assert!(!title.contains(['\n', '\r']), "a title of several lines");
});
