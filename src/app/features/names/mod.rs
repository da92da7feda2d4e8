//! What the user says about names: merged, split, renamed, hidden, of another kind, kept
//! apart.
//!
//! In goes the entity at hand and what the user chooses; out come requests to keep what is
//! said. What is on the screen stays until the collection has followed.

pub mod hide;
pub mod kinds;
pub mod merge;
pub mod rename;
pub mod split;
pub mod suggestions;

mod choices;
mod rows;

use crate::app::layer::Cx;
use crate::app::request::{Request, Said};
use crate::entities::Kind;
use crate::entities::corrections::{Correction, Named};
use crate::query::Value;
use crate::text::safe;

/// The section of the help that most of the keys stand in.
const SECTION: &str = "Correcting names, where an entity is at hand";

/// The entity that a key is about; otherwise what to say.
fn at_hand(cx: &Cx<'_>) -> Result<Named, String> {
    let reason = match &cx.here.value {
        Some(Value::Entity(Kind::Date | Kind::Money | Kind::Quantity, _)) => {
            "dates and amounts are what they are: names can be corrected"
        }
        Some(Value::Entity(kind, name)) => {
            return Ok(Named {
                kind: *kind,
                name: name.clone(),
            });
        }
        Some(Value::Source(_) | Value::Published(_)) => {
            "no entity here: names can be corrected, sources and dates cannot"
        }
        None => "no entity here: [ and ] go to the mentions",
    };
    Err(reason.to_owned())
}

/// A name as titles have it.
fn titled(about: &Named) -> String {
    safe::cut(&about.name, 40)
}

/// Says that an entity becomes another one: merged, called otherwise, or of another kind.
fn become_other(from: Named, into: Named, line: Correction, what: String, cx: &mut Cx<'_>) {
    cx.request(Request::Correct(Said {
        lines: vec![line],
        what,
        about: vec![from.clone(), into.clone()],
        becomes: Some((from, Some(into))),
    }));
}

/// Says that an entity is another one.
fn merge(from: Named, into: Named, cx: &mut Cx<'_>) {
    let what = format!("{} is {} now", from.name, into.name);
    let line = Correction::Merge(from.clone(), into.clone());
    become_other(from, into, line, what, cx);
}
