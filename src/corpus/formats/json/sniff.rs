//! Whether the first bytes of a file are records.

use crate::corpus::formats::Start;
use crate::corpus::metadata::keys::{Field, field};
use crate::corpus::metadata::record::Record;
use serde::de::IgnoredAny;

/// Whether the first line is a record.
pub(super) fn is_lines(start: &Start<'_>) -> bool {
    let text = start.trimmed();
    let is_record =
        |line: &str| serde_json::from_str::<Record>(line).is_ok_and(|it| !it.is_empty());
    match text.split_once('\n') {
        _ if !text.starts_with('{') => false,
        Some((line, _)) => is_record(line),
        None if start.whole => is_record(text),
        None => names_text(text),
    }
}

/// Whether it is JSON that has a title, a text or records.
pub(super) fn is_document(start: &Start<'_>) -> bool {
    let text = start.trimmed();
    let array = text.strip_prefix('[').map(str::trim_start);
    if !(text.starts_with('{') || array.is_some_and(|inner| inner.starts_with('{'))) {
        return false;
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    let sound = match values.next() {
        Some(Ok(_)) => {
            let rest = text.get(values.byte_offset()..).unwrap_or_default();
            matches!(rest.trim_start().chars().next(), None | Some('{' | ','))
        }
        Some(Err(error)) => error.is_eof() && !start.whole,
        None => false,
    };
    sound && names_text(text)
}

/// Whether a key in the text means the title or the text of an article, or several of them.
fn names_text(text: &str) -> bool {
    let mut pieces = text.split('"').skip(1).peekable();
    while let Some(key) = pieces.next() {
        let is_key = pieces
            .peek()
            .is_some_and(|behind| behind.trim_start().starts_with(':'));
        let meaning = field(key).filter(|_| is_key).map(|(_, field)| field);
        if matches!(meaning, Some(Field::Title | Field::Body | Field::Records)) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::corpus::formats::Start;
    use crate::corpus::formats::json::{DOCUMENT, LINES};

    #[test]
    fn what_it_is_is_told_by_its_start() {
        let check = |bytes: &str, lines: bool, whole: bool| {
            let start = Start::new(bytes.as_bytes());
            let seen = [&LINES, &DOCUMENT].map(|format| (format.is_certain)(&start));
            assert_eq!(seen, [lines, whole], "{bytes}");
        };
        check("{\"body\":\"x\"}\n{", true, true);
        check("[{\"body\":\"x\"}]", false, true);
        check("{\n\"body\":\"x\"}", false, true);
        check("{\"n\":1,\n\"items\":[{\"body\":\"x\"}]}", false, true);
        check("{\"version\": 3}", false, false);
        check("{\n\"title\":\"Front matter\"\n}\n\nProse", false, false);
        check("{curly} prose", false, false);
        check("[1] A footnote", false, false);
        check("prose", false, false);
        let long = "x ".repeat(4000);
        check(&format!("{{\"body\":\"{long}\"}}\n"), true, true);
        check(&format!("[{{\"body\":\"{long}\"}}]\n"), false, true);
        check(&format!("{{\"kernel\":\"{long}\"}}\n"), false, false);
    }
}
