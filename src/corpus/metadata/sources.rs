//! Who published an article and when, as far as outlets known by name tell.
//!
//! In go a paragraph, or the stem of a file name; out come the name of an agency or a
//! newspaper and a date. Only outlets of the table are recognized here: a name that is
//! merely quoted ("told Reuters") is no source.

use super::dates;
use crate::text::calendar::PartialDate;

/// Outlets: the name shown, then the spellings in datelines, trailers and file names.
#[rustfmt::skip]
const OUTLETS: &[(&str, &[&str])] = &[
    ("Reuters", &["Reuters", "Reuter", "Thomson Reuters"]),
    ("AP", &["AP", "Associated Press", "The Associated Press"]),
    ("AFP", &["AFP", "Agence France-Presse", "Agence France Presse"]),
    ("TASS", &["TASS", "ITAR-TASS", "Itar-Tass"]),
    ("UPI", &["UPI", "United Press International"]),
    ("DPA", &["dpa", "DPA", "Deutsche Presse-Agentur"]),
    ("ANSA", &["ANSA"]),
    ("EFE", &["EFE", "Agencia EFE"]),
    ("PAP", &["PAP", "Polish Press Agency"]),
    ("Interfax", &["Interfax", "Interfax-Ukraine"]),
    ("RIA Novosti", &["RIA Novosti", "RIA"]),
    ("Sputnik", &["Sputnik"]),
    ("Ukrinform", &["Ukrinform"]),
    ("UNIAN", &["UNIAN"]),
    ("Xinhua", &["Xinhua", "Xinhua News Agency"]),
    ("Kyodo", &["Kyodo", "Kyodo News"]),
    ("Yonhap", &["Yonhap", "Yonhap News Agency"]),
    ("KCNA", &["KCNA"]),
    ("PTI", &["PTI", "Press Trust of India"]),
    ("ANI", &["ANI"]),
    ("IANS", &["IANS"]),
    ("Anadolu", &["Anadolu", "Anadolu Agency", "AA"]),
    ("IRNA", &["IRNA"]),
    ("SANA", &["SANA"]),
    ("WAFA", &["WAFA"]),
    ("Bernama", &["Bernama"]),
    ("Antara", &["Antara", "ANTARA"]),
    ("BelTA", &["BelTA", "BELTA"]),
    ("AAP", &["AAP", "Australian Associated Press"]),
    ("PA", &["PA Media", "Press Association"]),
    ("CP", &["The Canadian Press", "Canadian Press"]),
    ("Bloomberg", &["Bloomberg", "Bloomberg News"]),
    ("Dow Jones", &["Dow Jones", "Dow Jones Newswires"]),
    ("BBC", &["BBC", "BBC News"]),
    ("CNN", &["CNN"]),
    ("Al Jazeera", &["Al Jazeera", "AlJazeera"]),
    ("Deutsche Welle", &["DW", "Deutsche Welle"]),
    ("Euronews", &["Euronews"]),
    ("RFE/RL", &["RFE/RL", "Radio Free Europe"]),
    ("VOA", &["VOA", "Voice of America"]),
    ("NPR", &["NPR"]),
    ("ABC", &["ABC", "ABC News"]),
    ("CBS", &["CBS", "CBS News"]),
    ("NBC", &["NBC", "NBC News"]),
    ("CBC", &["CBC", "CBC News"]),
    ("Politico", &["Politico"]),
    ("Axios", &["Axios"]),
    ("The Guardian", &["The Guardian", "Guardian"]),
    ("The New York Times", &["The New York Times", "New York Times", "NYT", "nytimes"]),
    ("The Washington Post", &["The Washington Post", "Washington Post", "wapo"]),
    ("The Wall Street Journal", &["The Wall Street Journal", "Wall Street Journal", "WSJ"]),
    ("Financial Times", &["Financial Times", "FT"]),
    ("The Economist", &["The Economist", "Economist"]),
    ("The Kyiv Independent", &["The Kyiv Independent", "Kyiv Independent"]),
    ("Kyiv Post", &["Kyiv Post"]),
    ("Ukrainska Pravda", &["Ukrainska Pravda", "Ukrayinska Pravda"]),
];

/// The outlet that `name` spells, in any case and with blanks, `-` or `_` between words.
#[must_use]
pub fn outlet(name: &str) -> Option<&'static str> {
    let name = name.trim();
    let same = |spelling: &&str| {
        spelling.len() == name.len()
            && spelling
                .bytes()
                .zip(name.bytes())
                .all(|(a, b)| a.eq_ignore_ascii_case(&b) || (is_gap(a) && is_gap(b)))
    };
    OUTLETS
        .iter()
        .find(|(_, spellings)| spellings.iter().any(same))
        .map(|(outlet, _)| *outlet)
}

fn is_gap(byte: u8) -> bool {
    matches!(byte, b' ' | b'-' | b'_')
}

/// The outlet that `name` spells letter for letter, or a longer one all in capitals: what
/// stands in a running text has to, because `pap` and `cp` are words.
#[must_use]
pub fn exact_outlet(name: &str) -> Option<&'static str> {
    let capitals = name.len() > 3 && !name.bytes().any(|byte| byte.is_ascii_lowercase());
    let same =
        |spelling: &&str| *spelling == name || (capitals && spelling.eq_ignore_ascii_case(name));
    OUTLETS
        .iter()
        .find(|(_, spellings)| spellings.iter().any(same))
        .map(|(outlet, _)| *outlet)
}

/// The agency that a paragraph ends with as a sentence of its own: `… TASS.`, `  Reuter`,
/// `— AFP`, `/AP/`, `(AP)`; or that its reporters work for: `(Reporting by …)`.
#[must_use]
pub fn trailer(paragraph: &str) -> Option<&'static str> {
    let text = paragraph.trim_end();
    if text.starts_with("(Reporting by ") || text.starts_with("(Editing by ") {
        return Some("Reuters");
    }
    let tail = text.get(text.ceil_char_boundary(text.len().saturating_sub(LONGEST_TRAILER))..)?;
    if let Some(inner) = tail.strip_suffix([')', '/', ']']) {
        let (before, name) = inner.rsplit_once(['(', '/', '['])?;
        return exact_outlet(name.trim()).filter(|_| ends_sentence(before));
    }
    let tail = tail.strip_suffix('.').unwrap_or(tail);
    let at = tail.rfind(SENTENCE_ENDS)?;
    let (before, name) = tail.split_at(tail.ceil_char_boundary(at + 1));
    (ends_sentence(before) && name.starts_with(char::is_whitespace))
        .then(|| exact_outlet(name.trim_start()))
        .flatten()
}

/// Bytes of the longest trailer.
const LONGEST_TRAILER: usize = 48;

/// What a sentence before a trailer ends in.
const SENTENCE_ENDS: [char; 8] = ['.', '!', '?', '"', '”', ')', '—', '–'];

/// Whether `before`, what stands before an agency's name, ends a sentence or in a dash.
fn ends_sentence(before: &str) -> bool {
    before.trim_end().ends_with(SENTENCE_ENDS)
}

/// What a file's name says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The outlet beside the date or the number at the front.
    pub source: Option<&'static str>,
    /// The date at the front or the end, or behind the outlet.
    pub date: Option<PartialDate>,
}

/// Reads the stem of a file name: `2024-05-01-reuters-title`, `reuters_20240501`,
/// `00017-bbc`.
#[must_use]
pub fn file_name(stem: &str) -> Named {
    if !stem.bytes().any(|byte| byte.is_ascii_digit()) {
        return Named::default();
    }
    let parts: Vec<&str> = stem
        .split(['-', '_', '.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let (first, used) = date_of(&parts);
    let source = parts.get(used).and_then(|part| outlet(part));
    if used > 0 {
        return Named {
            source,
            date: first,
        };
    }
    let named = parts.first().and_then(|part| outlet(part));
    let (second, used) = date_of(parts.get(1..).unwrap_or_default());
    if let Some(source) = named.filter(|_| second.is_some() && used > 0) {
        return Named {
            source: Some(source),
            date: second,
        };
    }
    let last = parts.len().saturating_sub(3);
    let date = [last, parts.len().saturating_sub(1)]
        .into_iter()
        .filter_map(|from| parts.get(from..))
        .find_map(|tail| match date_of(tail) {
            (Some(date), used) if used == tail.len() => Some(date),
            _ => None,
        });
    Named { source: None, date }
}

/// The date that `parts` start with, and how many of them it takes; a number that is no
/// date takes one.
fn date_of(parts: &[&str]) -> (Option<PartialDate>, usize) {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    match parts {
        [year, month, day, ..]
            if year.len() == 4 && digits(year) && digits(month) && digits(day) =>
        {
            match dates::read(&format!("{year}-{month}-{day}")) {
                Some(date) => (Some(date), 3),
                None => (None, 1),
            }
        }
        [number, ..] if digits(number) && number.len() == 8 => (dates::read(number), 1),
        [number, ..] if digits(number) => (None, 1),
        _ => (None, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::{file_name, trailer};

    #[test]
    fn reads_trailers() {
        let check = |text, expected| assert_eq!(trailer(text), expected, "{text}");
        check("The talks ended, Mr Kuleba said. TASS.", Some("TASS"));
        check("Sales rose.  Reuter", Some("Reuters"));
        check("\"They differ,\" he said.  REUTER", Some("Reuters"));
        check("It was over. — AFP", Some("AFP"));
        check("It was over. /AP/", Some("AP"));
        check("It was over. (AP)", Some("AP"));
        check(
            "(Reporting by Jan Nowak in Kyiv; Editing by Ann Low)",
            Some("Reuters"),
        );
        check("This was reported by TASS.", None);
        check("He works for Reuters", None);
        check("TASS.", None);
        check("Ends in a long word é", None);
    }

    #[test]
    fn reads_file_names() {
        let check = |stem, source: Option<&str>, date: Option<&str>| {
            let named = file_name(stem);
            assert_eq!(named.source, source, "{stem}");
            assert_eq!(
                named.date.map(|date| date.to_string()).as_deref(),
                date,
                "{stem}"
            );
        };
        check(
            "2024-05-01-reuters-title",
            Some("Reuters"),
            Some("2024-05-01"),
        );
        check("20240501_ap_title", Some("AP"), Some("2024-05-01"));
        check(
            "reuters-2024-05-01-title",
            Some("Reuters"),
            Some("2024-05-01"),
        );
        check("talks-in-kyiv-2024-05-01", None, Some("2024-05-01"));
        check("00017-bbc", Some("BBC"), None);
        check("000_aab7fafc2b6f86e4", None, None);
        check("how-reuters-works", None, None);
        check("f16-deal", None, None);
    }
}
