//! Who published an article and when, as far as its text and file name say.
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
fn exact_outlet(name: &str) -> Option<&'static str> {
    let capitals = name.len() > 3 && !name.bytes().any(|byte| byte.is_ascii_lowercase());
    let same =
        |spelling: &&str| *spelling == name || (capitals && spelling.eq_ignore_ascii_case(name));
    OUTLETS
        .iter()
        .find(|(_, spellings)| spellings.iter().any(same))
        .map(|(outlet, _)| *outlet)
}

/// What a dateline says: `KYIV, Aug 29 (Reuters) -`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// Its length in bytes, the dash and the blanks behind it included.
    pub len: usize,
    /// The agency, if it is named.
    pub source: Option<&'static str>,
    /// The whole date, if the year is given.
    pub date: Option<PartialDate>,
    /// Month and day, when the year is not given.
    pub day: Option<(u8, u8)>,
}

/// Bytes within which a dateline must end.
const LONGEST_DATELINE: usize = 90;

/// The dateline that `paragraph` starts with: a place, and an agency in parentheses or a
/// date or both, and a dash. A place alone must stand in capitals.
#[must_use]
pub fn dateline(paragraph: &str) -> Option<Dateline> {
    if !paragraph.starts_with(char::is_uppercase) {
        return None;
    }
    let window = paragraph.get(..paragraph.floor_char_boundary(LONGEST_DATELINE))?;
    // The form of TASS has no dash: "MOSCOW, August 29. /TASS/. The ministry".
    if let Some(at) = window.find("/. ") {
        let dateline = read_dateline(window.get(..=at)?)?;
        return Some(Dateline {
            len: at + 3,
            ..dateline
        });
    }
    let dashes = window.char_indices().filter(|(at, c)| {
        matches!(c, '-' | '–' | '—')
            && (window
                .get(..*at)
                .is_some_and(|left| left.ends_with([' ', ')']))
                || *c == '—')
    });
    for (at, dash) in dashes {
        let mut end = at + dash.len_utf8();
        let rest = paragraph.get(end..).unwrap_or_default();
        let more = rest.len() - rest.trim_start_matches(['-', '–', '—']).len();
        end += more;
        let rest = rest.get(more..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start().len();
        if blanks == 0 && dash == '-' {
            continue;
        }
        let head = window.get(..at).unwrap_or_default().trim_end();
        return read_dateline(head).map(|dateline| Dateline {
            len: end + blanks,
            ..dateline
        });
    }
    None
}

/// Reads `KYIV, Aug 29 (Reuters)`, what stands before the dash.
fn read_dateline(head: &str) -> Option<Dateline> {
    let inner = head
        .strip_suffix(')')
        .and_then(|head| head.rsplit_once('('))
        .or_else(|| {
            head.strip_suffix('/')
                .and_then(|head| head.rsplit_once('/'))
        });
    let (before, source) = match inner {
        Some((before, name)) => (before, Some(exact_outlet(name.trim())?)),
        None => (head, None),
    };
    let before = before.trim_end_matches([' ', '.', ',']);
    let comma = before.split(',').scan(0, |at, part| {
        *at += part.len() + 1;
        Some(*at)
    });
    // The place may hold commas itself: "WASHINGTON, D.C., Aug 29".
    let dated = comma.filter(|at| *at < before.len()).find_map(|at| {
        let text = before.get(at..)?;
        match dates::read(text) {
            Some(date) => Some((at, Some(date), None)),
            None => Some((at, None, Some(month_day(text)?))),
        }
    });
    let (place, date, day) = match dated {
        Some((at, date, day)) => (before.get(..at)?, date, day),
        None => (before, None, None),
    };
    let place = place.trim_end_matches([',', ' ']);
    let named = source.is_some() || dated.is_some();
    is_place(place, named).then_some(Dateline {
        len: 0,
        source,
        date,
        day,
    })
}

/// Whether `text` can be the place of a dateline: up to five capitalized words, all in
/// capitals unless an agency or a date follows.
fn is_place(text: &str, named: bool) -> bool {
    let words = text.split([' ', ',', '/']).filter(|word| !word.is_empty());
    let (mut count, mut letters) = (0, 0);
    for word in words {
        count += 1;
        letters += word.chars().count();
        let first = word.starts_with(char::is_uppercase) || matches!(word, "de" | "of" | "the");
        if !first || (!named && word.chars().any(char::is_lowercase)) {
            return false;
        }
    }
    (1..=5).contains(&count) && letters >= 3 && !text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Reads `Aug 29`, `29 August`, `Aug. 29`.
fn month_day(text: &str) -> Option<(u8, u8)> {
    let mut words = text.split_whitespace();
    let (first, second) = (words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    let day = |word: &str| word.parse().ok().filter(|day| (1..=31).contains(day));
    match dates::month(first) {
        Some(month) => Some((month, day(second)?)),
        None => Some((dates::month(second)?, day(first)?)),
    }
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
    use super::{dateline, file_name, trailer};

    fn check_dateline(input: &str, source: &str, date: &str, rest: &str) {
        let read = dateline(input).expect(input);
        assert_eq!(read.source.unwrap_or("none"), source, "{input}");
        let given = read.date.map(|date| date.to_string());
        let day = read.day.map(|(month, day)| format!("{month}/{day}"));
        assert_eq!(given.or(day).as_deref().unwrap_or("none"), date, "{input}");
        assert!(input.split_at(read.len).1.starts_with(rest), "{input}");
    }

    #[test]
    fn reads_datelines() {
        check_dateline(
            "KYIV, Aug 29 (Reuters) - The talks",
            "Reuters",
            "8/29",
            "The",
        );
        check_dateline("WASHINGTON (AP) — The talks", "AP", "none", "The");
        check_dateline(
            "Kyiv, 29 August 2025 – The talks",
            "none",
            "2025-08-29",
            "The",
        );
        check_dateline(
            "WASHINGTON, D.C., Aug. 29 (UPI) -- The",
            "UPI",
            "8/29",
            "The",
        );
        check_dateline("Paris (AFP) - The talks", "AFP", "none", "The");
        check_dateline("KYIV — The talks", "none", "none", "The");
        check_dateline("MOSCOW, August 29. /TASS/. The", "TASS", "8/29", "The");
        check_dateline("MOSCOW, August 29 /TASS/ — The", "TASS", "8/29", "The");
    }

    #[test]
    fn knows_what_is_no_dateline() {
        for text in [
            "The talks - which took long - ended.",
            "Kyiv - the capital - was calm.",
            "Mr. Smith (Labour) - a friend - left.",
            "US-Ukraine talks ended.",
            "2025 – a hard year.",
            "",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }

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
