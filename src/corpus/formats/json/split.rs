//! JSON cut into its elements without being parsed, so that a broken one costs no other.
//!
//! In goes a text; out come the ranges of the elements of an array or an object. Only
//! brackets and quotes are looked at.

/// Where the array of records begins in an object that wraps one and is no record itself.
pub(super) fn wrapped(object: &str) -> Option<usize> {
    const WRAPPERS: [&str; 8] = [
        "articles",
        "items",
        "records",
        "documents",
        "docs",
        "results",
        "entries",
        "data",
    ];
    let mut found = None;
    for (from, to) in elements(object, 1) {
        let pair = object.get(from..to)?;
        let key = pair.strip_prefix('"')?;
        let (key, value) = key.split_once('"')?;
        if matches!(key, "body" | "text" | "content" | "article") {
            return None;
        }
        let value = value.trim_start().strip_prefix(':')?.trim_start();
        if WRAPPERS.contains(&key) && value.starts_with('[') && found.is_none() {
            found = Some(to - value.len());
        }
    }
    found
}

/// The elements of the array or object whose inside begins at `from`: from the first byte
/// to one past the last of each. Ends at the closing bracket or the end of the text; does
/// not look into the elements beyond brackets and strings, so that a broken one ends too.
pub(super) fn elements(text: &str, from: usize) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let (mut elements, mut start, mut depth) = (Vec::new(), None, 0_usize);
    let (mut quoted, mut escaped, mut end) = (false, false, text.len());
    let mut close = |start: &mut Option<usize>, end: usize| {
        if let Some(from) = start.take() {
            let len = text
                .get(from..end)
                .map_or(0, |element| element.trim_end().len());
            elements.push((from, from + len));
        }
    };
    for (at, byte) in bytes.iter().enumerate().skip(from) {
        if quoted {
            quoted = escaped || *byte != b'"';
            escaped = !escaped && *byte == b'\\';
            continue;
        }
        match byte {
            b',' if depth == 0 => close(&mut start, at),
            b'}' | b']' if depth == 0 => {
                end = at;
                break;
            }
            b'}' | b']' => {
                depth -= 1;
                // Records one after the other need no comma.
                if depth == 0 && bytes.get(start.unwrap_or(at)) == Some(&b'{') {
                    close(&mut start, at + 1);
                }
            }
            b' ' | b'\t' | b'\r' | b'\n' => {}
            other => {
                start.get_or_insert(at);
                quoted = *other == b'"';
                depth += usize::from(matches!(other, b'{' | b'['));
            }
        }
    }
    close(&mut start, end);
    elements
}

#[cfg(test)]
mod tests {
    use super::{elements, wrapped};

    fn check(text: &str, expected: &[&str]) {
        let seen: Vec<&str> = elements(text, 1)
            .into_iter()
            .map(|(from, to)| text.get(from..to).unwrap())
            .collect();
        assert_eq!(seen, expected, "{text}");
    }

    #[test]
    fn elements_end_at_commas_outside_of_brackets() {
        check(
            r#"[{"a":[1,2]}, 3 ,"x,]\"y"]"#,
            &[r#"{"a":[1,2]}"#, "3", r#""x,]\"y""#],
        );
        check("[{\"a\":1}{\"b\"", &["{\"a\":1}", "{\"b\""]);
        check("[]", &[]);
    }

    #[test]
    fn a_wrapper_is_no_record() {
        assert_eq!(wrapped(r#"{"n":1,"items":[]}"#), Some(15));
        assert_eq!(wrapped(r#"{"text":"x","items":[]}"#), None);
    }
}
