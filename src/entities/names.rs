//! Names as strings: what makes two spellings one name.
//!
//! In go names as printed; out come keys that are equal when only accents, case,
//! transliteration, legal form or a leading article differ. Nothing here knows whether
//! two equal keys mean one person.

use crate::text::fold::fold;

/// Legal forms and other last words that an organization's name may drop.
const TAILS: [&str; 32] = [
    "inc",
    "corp",
    "co",
    "ltd",
    "llc",
    "llp",
    "plc",
    "ag",
    "gmbh",
    "sa",
    "nv",
    "bv",
    "ab",
    "asa",
    "spa",
    "oyj",
    "pty",
    "bhd",
    "kg",
    "se",
    "incorporated",
    "limited",
    "cos",
    "company",
    "corporation",
    "group",
    "holdings",
    "holding",
    "live",
    "online",
    "international",
    "industries",
];

/// How many of [`TAILS`] are legal forms proper, which hold no name apart anywhere.
const LEGAL: usize = 25;

/// The words of a name, folded, without dots.
pub(super) fn words(name: &str) -> Vec<String> {
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

/// A folded word of a person's name with the endings of Slavic transliterations made one:
/// `Zelenskyy`, `Zelenskiy` and `Zelensky` meet, as do `Yanukovych` and `Yanukovich`.
pub(super) fn transliterated(word: &str) -> String {
    for (ending, plain) in [
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
    ] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.chars().count() >= 3
        {
            return format!("{stem}{plain}");
        }
    }
    word.to_owned()
}

/// The key of a person's name.
pub(super) fn person(name: &str) -> String {
    let words: Vec<String> = words(name)
        .iter()
        .map(|word| transliterated(word))
        .collect();
    words.join(" ")
}

/// The words of an organization's name without a leading article and trailing legal forms;
/// `loose` drops `Group`, `Live` and the like as well. Never empty unless the name is.
pub(super) fn organization(name: &str, loose: bool) -> Vec<String> {
    let mut words = words(name);
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    let tails = if loose { &TAILS[..] } else { &TAILS[..LEGAL] };
    while words.len() > 1
        && words
            .last()
            .is_some_and(|last| tails.contains(&last.as_str()))
    {
        words.pop();
    }
    words
}

/// The key under which the collection keeps a name that is no person's or organization's.
pub(super) fn plain(name: &str) -> String {
    let mut words = words(name);
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words.join(" ")
}

/// The initials of a name's large words, in lower case: `NATO` of `North Atlantic Treaty
/// Organization`.
pub(super) fn initials(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || c == '-')
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .filter(|c| c.is_uppercase() || c.is_ascii_digit())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{initials, organization, person, plain};

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
    fn initials_of_large_words() {
        assert_eq!(initials("Group of Seven"), "gs");
        assert_eq!(
            initials("National Company for Cooperative Insurance"),
            "ncci"
        );
    }
}
