//! What is asked of the finder: where to look, and for what.
//!
//! In goes the line as typed; out comes an [`Asked`]. `@` looks among entities, `@person:`
//! among those of a kind, `#` among sources, `/` in the text; without a prefix everywhere.

use crate::entities::Kind;

/// A part of what is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// Entities, by all their names.
    Entities,
    /// Titles of articles.
    Titles,
    /// Sources of articles.
    Sources,
    /// Headings inside of articles.
    Headings,
    /// The text, searched as in the search bar.
    Text,
}

impl Section {
    /// The sections, in the order that equally good ones have.
    pub const ALL: [Self; 5] = [
        Self::Entities,
        Self::Titles,
        Self::Sources,
        Self::Headings,
        Self::Text,
    ];

    /// What it is called on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Entities => "Entities",
            Self::Titles => "Titles",
            Self::Sources => "Sources",
            Self::Headings => "Headings",
            Self::Text => "Text",
        }
    }
}

/// What is asked of the finder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The words, without the prefix.
    pub words: String,
    /// The one section to look in; all if there is none.
    pub only: Option<Section>,
    /// The kind that entities must be of.
    pub kind: Option<Kind>,
}

impl Asked {
    /// Reads the line; `only` is the section that was chosen by a key, over which a prefix
    /// wins.
    #[must_use]
    pub fn read(line: &str, only: Option<Section>) -> Self {
        let line = line.trim_start();
        let prefix = PREFIXES
            .iter()
            .find_map(|(prefix, section)| Some((line.strip_prefix(*prefix)?, *section)));
        let (rest, only) = match prefix {
            Some((rest, section)) => (rest, Some(section)),
            None => (line, only),
        };
        let kinded = rest
            .split_once(':')
            .filter(|_| prefix.is_some() && only == Some(Section::Entities))
            .and_then(|(kind, rest)| Some((rest, kind_called(kind.trim())?)));
        let (words, kind) = match kinded {
            Some((rest, kind)) => (rest, Some(kind)),
            None => (rest, None),
        };
        Self {
            words: words.trim().to_owned(),
            only,
            kind,
        }
    }

    /// Whether a section is looked through.
    #[must_use]
    pub fn looks_in(&self, section: Section) -> bool {
        self.only.is_none_or(|only| only == section)
    }
}

/// The prefixes and where they look.
const PREFIXES: &[(char, Section)] = &[
    ('@', Section::Entities),
    ('#', Section::Sources),
    ('/', Section::Text),
];

/// The kind of a name as queries have it.
fn kind_called(name: &str) -> Option<Kind> {
    let name = name.to_lowercase();
    let is_it = |kind: &Kind| kind.name() == name || (*kind == Kind::Organization && name == "org");
    Kind::ALL.into_iter().find(is_it)
}

#[cfg(test)]
mod tests {
    use super::{Asked, Kind, Section};

    fn check(line: &str, words: &str, only: Option<Section>, kind: Option<Kind>) {
        let words = words.to_owned();
        assert_eq!(Asked::read(line, None), Asked { words, only, kind });
    }

    #[test]
    fn a_prefix_says_where_to_look() {
        let entities = Some(Section::Entities);
        check("rubio", "rubio", None, None);
        check(" @ rubio ", "rubio", entities, None);
        check("@person:rub", "rub", entities, Some(Kind::Person));
        check("@org: nato", "nato", entities, Some(Kind::Organization));
        check("@what:nato", "what:nato", entities, None);
        check("person:rub", "person:rub", None, None);
        check("#wire", "wire", Some(Section::Sources), None);
        check("/peace talks", "peace talks", Some(Section::Text), None);
        check("@", "", entities, None);
    }

    #[test]
    fn a_prefix_wins_over_a_chosen_section() {
        let read = |line| Asked::read(line, Some(Section::Titles)).only;
        assert_eq!(read("rub"), Some(Section::Titles));
        assert_eq!(read("#rub"), Some(Section::Sources));
    }
}
