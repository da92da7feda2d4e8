//! Names as strings: what makes two spellings one name.
//!
//! In go names as printed; out come keys that are equal when only accents, case,
//! transliteration, legal form or a leading article differ. Nothing here knows whether
//! two equal keys mean one person.

use super::person::PersonName;
use crate::text::fold::fold;

/// Legal forms: last words that tell no two organizations apart.
const LEGAL: [&str; 45] = [
    "inc",
    "corp",
    "co",
    "ltd",
    "llc",
    "llp",
    "lp",
    "plc",
    "ag",
    "gmbh",
    "mbh",
    "sa",
    "sas",
    "sarl",
    "srl",
    "sl",
    "nv",
    "bv",
    "cv",
    "ab",
    "as",
    "asa",
    "aps",
    "spa",
    "oy",
    "oyj",
    "kk",
    "pty",
    "pte",
    "pvt",
    "sdn",
    "bhd",
    "kg",
    "kgaa",
    "se",
    "jsc",
    "pjsc",
    "ojsc",
    "ooo",
    "oao",
    "pao",
    "incorporated",
    "limited",
    "cos",
    "company",
];

/// Legal forms of the United States, of which one firm may be called by several; those of
/// other countries each tell a firm from its namesakes.
const AMERICAN: [&str; 9] = [
    "inc",
    "corp",
    "co",
    "llc",
    "llp",
    "lp",
    "incorporated",
    "cos",
    "company",
];

/// Legal forms of one country each, between which a firm may change.
const COUNTRIES: [&[&str]; 5] = [
    &["ag", "gmbh", "mbh", "kg", "kgaa", "se"],
    &["plc", "ltd", "limited"],
    &["sa", "sas", "sarl"],
    &["nv", "bv", "cv"],
    &["oy", "oyj"],
];

/// Last words that an organization's name may drop within an article.
const LOOSE: [&str; 4] = ["corporation", "group", "live", "online"];

/// Words that are spelled in two ways, and one of them.
const SPELLED: [(&str, &str); 11] = [
    ("bros", "brothers"),
    ("organisation", "organization"),
    ("organisations", "organizations"),
    ("defence", "defense"),
    ("centre", "center"),
    ("labour", "labor"),
    ("programme", "program"),
    ("harbour", "harbor"),
    ("theatre", "theater"),
    ("saint", "st"),
    ("mount", "mt"),
];

/// The words of a name, folded, without dots.
pub(crate) fn words(name: &str) -> Vec<String> {
    let folded: String = fold(name)
        .chars()
        .filter(|c| !matches!(c, '.' | '\''))
        .collect();
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Endings that transliterations of one Slavic name write differently, and one for all.
const ENDINGS: [(&str, &str); 15] = [
    ("skyi", "sky"),
    ("skyy", "sky"),
    ("skiy", "sky"),
    ("skii", "sky"),
    ("skij", "sky"),
    ("ski", "sky"),
    ("ovich", "ovych"),
    ("evich", "evych"),
    ("yy", "y"),
    ("iy", "y"),
    ("ii", "y"),
    ("ij", "y"),
    ("yi", "y"),
    ("ey", "ei"),
    ("ay", "ai"),
];

/// Letters that transliterations write differently, and one for all: Cyrillic (`kh`, `ya`),
/// German umlauts (`oe`), and letters that sound alike in names (`c`, `k`).
const LETTERS: [(&str, &str); 24] = [
    // Chinese syllables stay whole: `Xiao-ping`, `Xiaoping`.
    ("iao", "iao"),
    ("shch", "sh"),
    ("tsch", "ch"),
    ("tch", "ch"),
    ("kh", "h"),
    ("zh", "z"),
    ("ph", "f"),
    ("ck", "k"),
    ("ch", "ch"),
    ("ou", "u"),
    ("yu", "u"),
    ("iu", "u"),
    ("ya", "a"),
    ("ia", "a"),
    ("ye", "e"),
    ("ie", "e"),
    ("yo", "o"),
    ("oe", "o"),
    ("ue", "u"),
    ("ae", "a"),
    ("y", "i"),
    ("w", "v"),
    ("c", "k"),
    ("q", "k"),
];

/// Words shorter than this, in chars, have no letter to spare.
const SHORT: usize = 5;

/// A folded word of a person's name without what transliterations differ in: `Zelenskyy`,
/// `Zelenskiy` and `Zelensky` meet, as do `Yanukovych` and `Yanukovich`, `Schröder` and
/// `Schroeder`. Two words that mean different people rarely meet, but they can.
pub(crate) fn skeleton(word: &str) -> String {
    if word.chars().count() < SHORT {
        return word.to_owned();
    }
    let ended = ENDINGS.iter().find_map(|(ending, plain)| {
        let stem = word.strip_suffix(ending)?;
        (stem.chars().count() >= 3).then(|| format!("{stem}{plain}"))
    });
    let ended = ended.unwrap_or_else(|| word.to_owned());
    let mut out = String::with_capacity(ended.len());
    let mut rest = ended.as_str();
    while let Some(c) = rest.chars().next() {
        let known = LETTERS
            .iter()
            .find_map(|(letters, plain)| Some((rest.strip_prefix(letters)?, *plain)));
        let (after, letter) = known.unwrap_or((rest.trim_start_matches(c), ""));
        if letter.is_empty() {
            // A doubled letter counts once.
            out.push(c);
        } else if !out.ends_with(letter) {
            out.push_str(letter);
        }
        rest = after;
    }
    out
}

/// The key of a person's name.
pub(crate) fn person(name: &str) -> String {
    let name = PersonName::new(name);
    name.key()
}

/// The words of an organization's name without a leading article, `and` and trailing legal
/// forms; `loose` drops `Group`, `Live` and the like as well. Never empty unless the name is.
pub(crate) fn organization(name: &str, loose: bool) -> Vec<String> {
    let mut words = plain_words(name);
    if words.len() > 2 {
        words.retain(|word| word != "and");
    }
    let drops = |last: &str| {
        LEGAL.contains(&last) || last == "corporation" || loose && LOOSE.contains(&last)
    };
    while words.len() > 1 && words.last().is_some_and(|last| drops(last)) {
        words.pop();
    }
    words
}

/// The law that an organization's name says it is under.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Law {
    /// It says nothing.
    Unsaid,
    /// American, in one of its forms.
    American,
    /// That of this form.
    Other(String),
}

impl Law {
    pub(crate) fn of(name: &str) -> Self {
        let words = words(name);
        let last = words.last().filter(|_| words.len() > 1);
        match last.map(String::as_str) {
            Some("corporation") => Self::American,
            Some(last) if AMERICAN.contains(&last) => Self::American,
            Some(last) if LEGAL.contains(&last) => {
                let country = COUNTRIES.iter().find(|forms| forms.contains(&last));
                let form = country.and_then(|forms| forms.first()).copied();
                Self::Other(form.unwrap_or(last).to_owned())
            }
            _ => Self::Unsaid,
        }
    }

    /// Whether firms of the two are not the same one.
    pub(crate) fn conflicts(&self, other: &Self) -> bool {
        *self != Self::Unsaid && *other != Self::Unsaid && self != other
    }
}

/// The key under which the collection keeps a name that is no person's or organization's.
pub(crate) fn plain(name: &str) -> String {
    plain_words(name).join(" ")
}

/// The words of a name without a leading article, each in one spelling.
fn plain_words(name: &str) -> Vec<String> {
    let mut words = words(name);
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    for word in &mut words {
        if let Some((_, usual)) = SPELLED.iter().find(|(other, _)| other == word) {
            (*usual).clone_into(word);
        }
    }
    words
}

/// Words of an organization's name that its acronym leaves out.
const SMALL: [&str; 10] = [
    "of", "the", "for", "and", "in", "on", "to", "de", "des", "du",
];

/// The first letters of an organization's key, small words left out; a single short word
/// is its own.
pub(crate) fn acronym(key: &[String]) -> Option<String> {
    match key {
        [word] if (2..=6).contains(&word.chars().count()) => Some(word.clone()),
        [] | [_] => None,
        words => {
            let large = words.iter().filter(|word| !SMALL.contains(&word.as_str()));
            let letters: String = large.filter_map(|word| word.chars().next()).collect();
            (letters.chars().count() >= 2).then_some(letters)
        }
    }
}

/// The initials of a name's large words, in lower case: `NATO` of `North Atlantic Treaty
/// Organization`.
pub(crate) fn initials(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || c == '-')
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .filter(|c| c.is_uppercase() || c.is_ascii_digit())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Law, initials, organization, person, plain};

    fn check(a: &str, b: &str, same: bool) {
        assert_eq!(person(a) == person(b), same, "{a} / {b}");
    }

    #[test]
    fn spellings_of_persons() {
        check("Volodymyr Zelensky", "Volodymyr Zelenskyy", true);
        check("Volodymyr Zelenskiy", "Volodymyr Zelenskyy", true);
        check("Wałęsa", "Walesa", true);
        check("Joe Biden", "Hunter Biden", false);
        check("Ali", "Aliy", false);
    }

    #[test]
    fn organizations_without_their_legal_form() {
        assert_eq!(
            organization("Thermo Electron Corp.", false),
            ["thermo", "electron"]
        );
        assert_eq!(organization("The PPL News Live", true), ["ppl", "news"]);
        assert_eq!(organization("Inc", true), ["inc"]);
        assert_eq!(plain("The Hague"), "hague");
    }

    #[test]
    fn forms_of_different_laws_conflict() {
        let check = |a: &str, b: &str, conflict: bool| {
            assert_eq!(Law::of(a).conflicts(&Law::of(b)), conflict, "{a} / {b}");
        };
        check("Norwell Electric Co", "Norwell Electric Co Plc", true);
        check("Norwell AG", "Norwell Inc.", true);
        check("Norwell Limited", "Norwell Ltd", false);
        check("Norwell GmbH", "Norwell AG", false);
        check("Norwell Ltd", "Norwell Plc", false);
        check("Norwell Inc", "Norwell Corporation", false);
        check("Norwell", "Norwell SA", false);
        check("Norwell GmbH", "Norwell SA", true);
    }

    #[test]
    fn initials_of_large_words() {
        assert_eq!(initials("Group of Seven"), "gs");
        assert_eq!(
            initials("National Company for Cooperative Insurance"),
            "ncci"
        );
    }
}
