//! Markdown, by the rules of `CommonMark` with tables, footnotes and task lists.

mod blocks;
mod leaf;
mod marks;

use super::assemble::{self, Raw};
use super::prose::is_prose;
use super::{Format, Parsed, Source, Start, Sure};
use crate::corpus::article::{FormatId, Origin};
pub use blocks::structure;

/// Markdown: an article.
pub static FORMAT: Format = Format {
    id: FormatId(1),
    name: "Markdown",
    extensions: &["md", "markdown", "mdown", "mkd"],
    is_certain: |_| false,
    sniff,
    read,
    by_line: false,
};

/// Prose with marks that plain text has no use for, on two lines or more.
fn sniff(start: &Start<'_>) -> Sure {
    let text = start.text.as_deref().unwrap_or_default();
    let is_marked = |line: &&str| {
        let heading = line.trim_start_matches('#');
        let heading = heading.starts_with(' ') && (1..=6).contains(&(line.len() - heading.len()));
        heading || line.contains("](") || line.matches("**").count() >= 2 || line.starts_with("```")
    };
    if text.lines().filter(is_marked).nth(1).is_some() && is_prose(&unmarked(text)) {
        Sure::Likely
    } else {
        Sure::No
    }
}

/// The text without the marks that look like code's: emphasis, and where links lead.
fn unmarked(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for (at, piece) in text.split("](").enumerate() {
        let piece = match piece.split_once(')') {
            Some((_, behind)) if at > 0 => behind,
            _ => piece,
        };
        bare.extend(piece.chars().filter(|c| !"#*_`[]".contains(*c)));
    }
    bare
}

fn read(mut source: Source<'_>, parsed: &mut Parsed) -> Result<(), String> {
    let decoded = source.text()?;
    let mut raw = raw(decoded.text, source.origin.clone());
    raw.modified = source.modified;
    raw.encoding = decoded.encoding;
    parsed.articles.push(assemble::article(raw));
    Ok(())
}

/// A text to be read as Markdown.
#[must_use]
pub fn raw(text: String, origin: Origin) -> Raw {
    Raw::new(text, origin, FORMAT.id, structure)
}
