//! Titles made from text: on one line, cut to a sentence, shortened.
//!
//! In go blocks and lines; out come lines for a list. What is a title is decided in `head`.

use super::headings;
use crate::corpus::article::Block;
use crate::text::fold::one_line;

/// Characters of the longest title made from a sentence.
const LONGEST: usize = 90;

/// What is shown of the first bytes of a block, on one line.
#[must_use]
pub fn visible_line(text: &str, block: &Block) -> String {
    const ENOUGH: usize = 1000;
    let mut line = String::new();
    for span in block.visible() {
        let slice = span.slice(text);
        let slice = slice
            .get(..slice.floor_char_boundary(ENOUGH))
            .unwrap_or_default();
        line.push_str(slice);
        if line.len() >= ENOUGH {
            break;
        }
    }
    one_line(&line)
}

/// The first sentence of `line`: up to a period, question or exclamation mark that a blank
/// and a capital follow, and that no short form ends in.
#[must_use]
pub fn first_sentence(line: &str) -> &str {
    const SHORT: [&str; 16] = [
        "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Col", "Lt", "Sen", "Rep", "Gov", "St", "No", "vs",
        "Jan", "Aug",
    ];
    for (at, mark) in line.match_indices(['.', '?', '!']) {
        let rest = line.get(at + 1..).unwrap_or_default();
        let closing = rest.trim_start_matches(['"', '”', '’', ')']);
        let next = closing.trim_start();
        let word = line
            .get(..at)
            .unwrap_or_default()
            .rsplit([' ', '.'])
            .next()
            .unwrap_or_default();
        let shortens = mark == "." && (word.chars().count() <= 1 || SHORT.contains(&word));
        let apart = next.len() < closing.len() && !next.starts_with(char::is_lowercase);
        if apart && !shortens {
            return line.get(..line.len() - closing.len()).unwrap_or(line);
        }
    }
    line
}

/// `sentence` cut at a word to what a list can show, the cut marked by `…`; a whole
/// sentence loses its period.
#[must_use]
pub fn shortened(sentence: &str) -> String {
    let Some((cut, _)) = sentence.char_indices().nth(LONGEST) else {
        let bare = sentence
            .strip_suffix('.')
            .filter(|bare| !bare.ends_with('.'));
        let bare = bare.filter(|_| !headings::ends_in_initial(sentence));
        return bare.unwrap_or(sentence).to_owned();
    };
    let head = sentence.get(..cut).unwrap_or_default();
    let whole = match head.rfind(' ') {
        Some(blank) if blank > cut / 2 => head.get(..blank).unwrap_or(head),
        _ => head,
    };
    format!(
        "{}…",
        whole.trim_end_matches([',', ';', ':', '.', '-', '–', '—', ' '])
    )
}

/// Whether `line` is the title again: whole, cut to two words or more, or with the name of
/// the site behind it.
#[must_use]
pub fn repeats(title: &str, line: &str) -> bool {
    let cut = line.ends_with(['…']) || line.ends_with("...");
    let line = line.trim_end_matches(['…', '.', ' ']);
    let title = title.trim_end_matches(['.', ' ']);
    let (short, long) = if line.len() <= title.len() {
        (line, title)
    } else {
        (title, line)
    };
    let starts = long
        .get(..short.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(short));
    let rest = long.get(short.len()..).unwrap_or_default();
    let apart = cut || !rest.starts_with(char::is_alphanumeric);
    let enough = if line.len() <= title.len() {
        rest.is_empty() || line.split_whitespace().count() >= 2
    } else {
        rest.trim_start().starts_with(['|', '-', '–', '—', '·'])
    };
    starts && apart && enough
}

#[cfg(test)]
mod tests {
    use super::{first_sentence, shortened};

    #[test]
    fn a_sentence_ends_before_a_capital() {
        let check = |line, expected| assert_eq!(first_sentence(line), expected);
        check("It rained. Then it snowed.", "It rained.");
        check(
            "Mr. Low met J. B. Ash in the U.S. It rained.",
            "Mr. Low met J. B. Ash in the U.S. It rained.",
        );
        check("“Did it?” he asked. It did.", "“Did it?” he asked.");
        check("It rose 3.5 percent", "It rose 3.5 percent");
    }

    #[test]
    fn a_long_title_is_cut_at_a_word() {
        assert_eq!(shortened("It rained."), "It rained");
        assert_eq!(shortened("It rained in the U.S."), "It rained in the U.S.");
        let long = shortened(&"word, ".repeat(40));
        assert!(
            long.ends_with("word…") && long.chars().count() <= 91,
            "{long}"
        );
        assert_eq!(shortened(&"x".repeat(200)).chars().count(), 91);
    }
}
