//! What a feature tells of itself: one row of the table of features.
//!
//! Help, footer and the reading of keys are made from these rows, so a key that works is a
//! key that is documented. Whoever adds a feature writes a row in its own folder and names
//! it in [`FEATURES`](crate::app::features::FEATURES).

use super::{Cx, Layer};
use crate::app::input::Key;
use crate::app::request::Subject;
use crate::app::screen::Shape;
use crate::app::verb::Verb;

/// A row of the table of features.
#[derive(Debug)]
pub struct Feature {
    /// Its name in the table: `reader`.
    pub id: &'static str,
    /// What the last line calls it.
    pub place: &'static str,
    /// Where it stands.
    pub shape: Shape,
    /// Whether an entity is at hand in it, which keys of other features are about.
    pub named: bool,
    /// The keys that it adds: its own, and those that it lends to others.
    pub keys: &'static [Keys],
    /// Opens it for a subject.
    pub opens: fn(&Subject, &mut Cx<'_>) -> Opening,
}

/// What came of opening something.
#[derive(Debug)]
pub enum Opening {
    /// The subject belongs to another feature.
    Another,
    /// This is to lie over what is on the screen.
    Opens(Box<dyn Layer>),
    /// It was done at once; there is nothing to lie over the screen.
    Done,
    /// Nothing opens, and why.
    Refused(String),
}

impl Opening {
    /// A layer to lie over what is on the screen.
    #[must_use]
    pub fn of(layer: impl Layer + 'static) -> Self {
        Self::Opens(Box::new(layer))
    }
}

/// Keys that work in the same places.
#[derive(Debug)]
pub struct Keys {
    /// The section of the help that they stand in.
    pub section: &'static str,
    /// Where they work.
    pub reach: Reach,
    /// The keys.
    pub bindings: &'static [Binding],
}

/// Where keys work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Where their feature is in front.
    Front,
    /// Where it is in front and a line is typed in it.
    Typing,
    /// In every pane.
    Panes,
    /// In every pane and page.
    Screens,
    /// In every page.
    Pages,
    /// In panes and pages where an entity is at hand.
    Named,
    /// In every pane where an entity is at hand.
    NamedPanes,
    /// In pages where an entity is at hand.
    NamedPages,
    /// In boxes.
    Boxes,
    /// Wherever nothing is typed.
    Lists,
    /// Everywhere.
    Everywhere,
}

/// One way to do something.
#[derive(Debug)]
pub struct Binding {
    /// What it is called, here and in a settings file: `tag`.
    pub id: &'static str,
    /// The keys, each a sequence to press one after the other.
    pub keys: &'static [&'static [Key]],
    /// What it does.
    pub run: Run,
    /// Its place among the keys of the last line, the lowest first, and one or two words;
    /// `None` for what is not shown there.
    pub foot: Option<(u8, &'static str)>,
    /// What it does, for the help.
    pub help: &'static str,
}

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// What many features understand.
    Verb(Verb),
    /// What only its feature understands, by the binding's id.
    Own,
    /// Opens a feature, by its id.
    Open(&'static str),
}

impl Binding {
    /// Its keys as the help writes them: `gg Home`.
    #[must_use]
    pub fn written(&self) -> String {
        let sequence = |keys: &&[Key]| keys.iter().map(Key::to_string).collect::<String>();
        let all: Vec<String> = self.keys.iter().map(sequence).collect();
        all.join(" ")
    }
}
