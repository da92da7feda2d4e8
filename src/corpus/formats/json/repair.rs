//! Small damage in JSON that tools commonly write, mended.
//!
//! In goes a record that the parser refused; out comes one with `NaN` and `Infinity` as
//! null, lone surrogates as U+FFFD and raw control characters in texts escaped. Whether
//! the result is JSON is for the parser to say.

/// The mended record; `None` when there is nothing to mend.
#[must_use]
pub fn repair(json: &str) -> Option<String> {
    const NUMBERS: [&str; 3] = ["-Infinity", "Infinity", "NaN"];
    let mut mended = String::with_capacity(json.len() + 16);
    let mut rest = json;
    let mut quoted = false;
    while let Some(c) = rest.chars().next() {
        let mut len = c.len_utf8();
        match c {
            '"' => {
                quoted = !quoted;
                mended.push(c);
            }
            '\\' if quoted => {
                len = escape(rest, &mut mended);
            }
            '\0'..='\x1f' if quoted => mended.extend(format!("\\u{:04x}", u32::from(c)).chars()),
            _ if quoted => mended.push(c),
            _ => match NUMBERS.iter().find(|name| rest.starts_with(**name)) {
                Some(name) => {
                    mended.push_str("null");
                    len = name.len();
                }
                None => mended.push(c),
            },
        }
        rest = rest.get(len..).unwrap_or_default();
    }
    (mended != json).then_some(mended)
}

/// Copies the escape that `rest` starts with, a lone surrogate replaced; returns how many
/// bytes it took.
fn escape(rest: &str, mended: &mut String) -> usize {
    let unit = |at: usize| {
        let digits = rest.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u32::from_str_radix(digits, 16).ok()
    };
    let pair = matches!(
        (unit(0), unit(6)),
        (Some(0xd800..0xdc00), Some(0xdc00..0xe000))
    );
    let len = match unit(0) {
        Some(0xd800..0xe000) if !pair => {
            mended.push(char::REPLACEMENT_CHARACTER);
            return 6;
        }
        Some(_) if pair => 12,
        Some(_) => 6,
        None => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
    };
    mended.push_str(rest.get(..len).unwrap_or_default());
    len
}

#[cfg(test)]
mod tests {
    use super::repair;
    use proptest::prelude::*;

    fn check(json: &str, expected: Option<&str>) {
        assert_eq!(repair(json).as_deref(), expected, "{json}");
    }

    #[test]
    fn mends_small_damage() {
        check(
            r#"{"a":NaN,"b":[-Infinity],"c":"NaN"}"#,
            Some(r#"{"a":null,"b":[null],"c":"NaN"}"#),
        );
        check(r#"{"a":"x\ud800y"}"#, Some("{\"a\":\"x\u{fffd}y\"}"));
        check("{\"a\":\"x\ty\"}", Some(r#"{"a":"x\u0009y"}"#));
        check(r#"{"a":"\ud83d\ude00 \" \\"}"#, None);
    }

    proptest! {
        #[test]
        fn nothing_panics(json in "[\\\\u\"d8Né{}\n0]{0,30}") {
            let _ = repair(&json);
        }
    }
}
