//! Prose told from code, settings, tables and logs.
//!
//! In goes the beginning of a text; out comes whether most of it is running text in any
//! language. Nothing is known of what the words mean.

/// Words of a line from which it runs: shorter ones may be anything.
const RUNNING: usize = 4;
/// Marks of code among a hundred characters that prose stays below: English articles have
/// one or two (parentheses), source files eight and more.
const CODE: usize = 4;

/// Whether most of `text` is running text. A heading, a list and the end of a line cut off
/// in the middle do no harm.
pub(super) fn is_prose(text: &str) -> bool {
    let (mut chars, mut letters, mut marks) = (0, 0, 0);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        chars += 1;
        letters += usize::from(c.is_alphabetic());
        marks += usize::from("{}()[]<>;=_\\|$@#%^~`+/".contains(c));
    }
    // Two letters of three characters: prose has nine of ten, tables of figures one of three.
    if letters * 3 < chars * 2 || marks * 100 > chars * CODE {
        return false;
    }
    let (mut running, mut others) = (0, 0);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let len = line.chars().count();
        if runs(line) {
            running += len;
        } else {
            others += len;
        }
    }
    running > others
}

/// Whether a line reads as a piece of a sentence.
fn runs(line: &str) -> bool {
    if is_stamped(line) {
        return false;
    }
    let words = line.split_whitespace();
    let (all, plain) = words.fold((0, 0), |(all, plain), word| {
        (all + 1, plain + usize::from(is_word(word)))
    });
    // Chinese, Japanese and Thai write without blanks.
    let unspaced = line.chars().filter(|c| is_unspaced(*c)).count();
    unspaced * 2 > line.chars().count() || (all >= RUNNING && plain * 4 >= all * 3)
}

/// Whether a piece between blanks is a word or a number with what sentences put around it.
fn is_word(piece: &str) -> bool {
    let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
    let inside = |c: char| c.is_alphanumeric() || "'’-–.,\u{ad}".contains(c) || is_combining(c);
    !word.is_empty() && word.chars().all(inside)
}

/// Vowel signs and accents that stand for themselves.
fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Letters of scripts that put no blanks between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{0e00}'..='\u{0edf}'
        | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

/// Whether a line begins as lines of logs do: with a time, a level or a number in brackets.
fn is_stamped(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let digits = first.bytes().filter(u8::is_ascii_digit).count();
    let stamp = digits >= 4
        && first
            .bytes()
            .any(|byte| matches!(byte, b':' | b'-' | b'/' | b'['));
    let level = [
        "INFO", "WARN", "WARNING", "ERROR", "DEBUG", "TRACE", "FATAL",
    ];
    stamp || level.contains(&first.trim_matches(|c: char| !c.is_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::is_prose;

    fn check(text: &str, expected: bool) {
        assert_eq!(is_prose(text), expected, "{text}");
    }

    #[test]
    fn sentences_are_prose_in_any_script() {
        check("The bridge was closed on Monday, the board said.", true);
        check(
            "Notes\n\nThe board (all nine of them) met at 10:30 and voted 5-4.\n- rain again tomorrow, they say\n",
            true,
        );
        check("Мост закрыли в понедельник, сообщил совет.", true);
        check("橋は月曜日に閉鎖されたと委員会が発表した。", true);
        check("पुल सोमवार को बंद कर दिया गया था।", true);
        check(
            "2024-05-01\nThe bridge was closed on Monday, the board said. It rained.",
            true,
        );
    }

    #[test]
    fn code_settings_tables_and_logs_are_not() {
        check(
            "fn main() {\n    // Prints a line for the user to see.\n    println!(\"{}\", 1);\n}\n",
            false,
        );
        check("[package]\nname = \"bridge\"\nversion = \"1.0\"\n", false);
        check("name: bridge\nsize: 3\nbuilt: 1901\n", false);
        check(
            "2024-05-01 10:00:01 the server was started by root\n2024-05-01 10:00:02 a client came and went again\n",
            false,
        );
        check(
            "INFO the server was started by root\nWARN the disk is nearly full now\n",
            false,
        );
        check("year,low,high\n1990,12,30\n1991,10,31\n", false);
        check(
            "all: build test\n\nbuild:\n\tcc -o bridge bridge.c\n",
            false,
        );
        check("", false);
        check("bridge", false);
    }
}
