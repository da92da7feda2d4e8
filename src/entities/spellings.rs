//! Spellings with how often each occurs.

use super::model::Form;
use std::cmp::Ordering;

/// Adds to the count of a spelling, the most frequent first and, of equals, the longest;
/// whether it is new.
pub(super) fn count(forms: &mut Vec<Form>, text: &str, count: u32) -> bool {
    let known = forms.iter_mut().find(|form| form.text == text);
    let new = known.is_none();
    match known {
        Some(form) => form.count = form.count.saturating_add(count),
        None => forms.push(Form {
            text: text.to_owned(),
            count,
        }),
    }
    if forms.len() > 1 {
        forms.sort_by(by_count);
    }
    new
}

/// Takes from the count of a spelling what [`count`] added to it.
pub(super) fn uncount(forms: &mut Vec<Form>, text: &str, count: u32) {
    if let Some(known) = forms.iter_mut().find(|form| form.text == text) {
        known.count = known.count.saturating_sub(count);
    }
    forms.retain(|form| form.count > 0);
    forms.sort_by(by_count);
}

/// The most frequent first and, of equals, the longest.
fn by_count(a: &Form, b: &Form) -> Ordering {
    (b.count, b.text.len(), &a.text).cmp(&(a.count, a.text.len(), &b.text))
}

#[cfg(test)]
mod tests {
    use super::{count, uncount};

    #[test]
    fn what_is_taken_away_was_never_there() {
        let mut forms = Vec::new();
        count(&mut forms, "Kyiv", 2);
        let before = forms.clone();
        assert!(count(&mut forms, "Kiev", 3));
        assert!(!count(&mut forms, "Kyiv", 4));
        uncount(&mut forms, "Kyiv", 4);
        uncount(&mut forms, "Kiev", 3);
        assert_eq!(forms, before);
    }
}
