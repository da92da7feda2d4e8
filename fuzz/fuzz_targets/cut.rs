//! Spellings split off the names of an article: the input is corrections, a line `===`, and
//! the article. Every mention stays with exactly one entity, and the counts add up.
#![no_main]

use dossier::corpus::Origin;
use dossier::corpus::formats::assemble::article;
use dossier::corpus::formats::plain;
use dossier::entities::corrections::Corrections;
use dossier::entities::{Recognized, Recognizer};
use dossier::text::Span;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static RECOGNIZER: LazyLock<Recognizer> = LazyLock::new(Recognizer::embedded);

fuzz_target!(|input: &str| {
    let (corrections, text) = input.split_once("===\n").unwrap_or(("", input));
    let origin = Origin::file("dir/a.txt");
    let article = article(plain::raw(text.to_owned(), origin));
    let found = RECOGNIZER.read(&article);
    let before = mentions(&found, text);
    for mention in &before {
        assert!(dossier_fuzz::in_a_block(&article.blocks, *mention));
    }
    // Splits of what is there, too: the fuzzer cannot know the names.
    let own = found.entities.iter().flat_map(|entity| {
        let (kind, name) = (entity.kind, &entity.name);
        let split = move |form: &str| format!("split {kind}: {name} / {form}\n");
        entity.forms.iter().map(move |form| split(&form.text))
    });
    let own: String = own.step_by(2).collect();
    for corrections in [corrections, &own] {
        let cut = Corrections::parse(corrections).cut(&article, found.clone());
        assert_eq!(mentions(&cut, text), before, "{corrections}");
    }
});

/// All mentions, sorted; panics unless they are apart and counted right.
fn mentions(found: &Recognized, text: &str) -> Vec<Span> {
    for entity in &found.entities {
        assert!(
            !entity.name.is_empty() && !entity.forms.is_empty(),
            "{entity:?}"
        );
        dossier_fuzz::spans(text, &entity.mentions);
        let counted: u32 = entity.forms.iter().map(|form| form.count).sum();
        assert_eq!(counted as usize, entity.mentions.len(), "{entity:?}");
    }
    let firsts = found.entities.iter().map(|entity| entity.mentions.first());
    assert!(firsts.is_sorted());
    let named = found.entities.iter().flat_map(|entity| &entity.mentions);
    let dated = found.dates.iter().map(|date| &date.span);
    let mut all: Vec<Span> = named.chain(dated).copied().collect();
    all.sort_unstable();
    dossier_fuzz::spans(text, &all);
    all
}
