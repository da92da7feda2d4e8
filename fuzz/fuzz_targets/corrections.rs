//! What a user wrote about names: every line is kept, what is written is read back the same,
//! and an edit can be taken back.
#![no_main]

use dossier::entities::corrections::{Correction, Corrections, Edit};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let read = Corrections::parse(text);
    let written = read.to_string();
    let again = Corrections::parse(&written);
    assert_eq!(again, read, "written as {written:?}");
    assert_eq!(again.to_string(), written);
    let lines = text.lines().count();
    assert!(read.iter().count() + read.unread().count() <= lines);
    for unread in read.unread() {
        assert!(unread.line.is_some_and(|line| (1..=lines).contains(&line)));
    }

    // The second half said beside the first.
    let said: Vec<Correction> = read.iter().cloned().collect();
    let (first, second) = said.split_at(said.len() / 2);
    let before = Corrections::default().edited(&Edit {
        out: Vec::new(),
        put: first.to_vec(),
    });
    let edit = Edit::say(&before, second);
    let after = before.edited(&edit);
    assert!(
        second
            .iter()
            .all(|new| after.iter().any(|said| said == new))
    );
    assert_eq!(sorted(&after.edited(&edit.inverse())), sorted(&before));
    assert!(Edit::say(&after, second).is_empty(), "said twice");
});

/// What is said, each once.
fn sorted(corrections: &Corrections) -> Vec<&Correction> {
    let mut said: Vec<&Correction> = corrections.iter().collect();
    said.sort_unstable();
    said.dedup();
    said
}
