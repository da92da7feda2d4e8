//! What can be taken out of an article: a paragraph, its citation, its address, its file.

use super::App;
use super::job::Effect;
use crate::corpus::{Article, Block, Origin};
use crate::text::safe;

/// Bytes of a paragraph that are copied at most; no terminal takes more.
const LONGEST_COPY: usize = 100_000;

impl App {
    /// Copies the paragraph at the reading line, perhaps with where it is from.
    pub(super) fn copy(&mut self, with_citation: bool) {
        let Some(page) = self.reader.page.clone() else {
            return self.say("no article is open");
        };
        let Some(block) = page.block_at(self.reader.line) else {
            return self.say("no paragraph here");
        };
        let article = page.article();
        let text = copied(block, article);
        self.effect(if with_citation {
            Effect::Copy {
                text: format!("“{text}”\n— {}\n", citation(article)),
                what: "quote with its citation",
            }
        } else {
            Effect::Copy {
                text,
                what: "paragraph",
            }
        });
    }

    /// Puts a text on the clipboard; `what` says what it is.
    pub(super) fn copy_text(&mut self, text: String, what: &'static str) {
        self.effect(Effect::Copy { text, what });
    }

    /// Opens the article's address in the browser.
    pub(super) fn browse(&mut self) {
        let url = self
            .reader
            .page
            .as_ref()
            .and_then(|page| page.article().url.clone());
        match url {
            Some(url) => self.effect(Effect::Browse(url)),
            None => self.say("this article names no address"),
        }
    }

    /// Opens the article's file in the editor, at the reading line.
    pub(super) fn edit(&mut self) {
        let Some(page) = &self.reader.page else {
            return self.say("no article is open");
        };
        let article = page.article();
        let Some(path) = article.card.origin.path().map(ToOwned::to_owned) else {
            return self.say("this article is not a file on disk");
        };
        let before = article
            .text
            .get(..self.reader.line_span().from())
            .unwrap_or_default();
        let line = match article.card.origin {
            Origin::Record { line, .. } => line,
            _ => u32::try_from(before.matches('\n').count() + 1).unwrap_or(1),
        };
        self.effect(Effect::Edit { path, line });
    }
}

/// The shown text of a block on one line, made printable.
fn copied(block: &Block, article: &Article) -> String {
    let mut room = LONGEST_COPY;
    let mut shown = String::new();
    for part in block.visible() {
        let part = part.slice(&article.text);
        let part = part
            .get(..part.floor_char_boundary(room))
            .unwrap_or_default();
        shown += &safe::clean(part);
        room -= part.len();
    }
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Title, author, source, date and address or file of an article.
fn citation(article: &Article) -> String {
    let card = &article.card;
    let title = &card.title.text;
    let mut parts = Vec::new();
    parts.push(if card.title.derived {
        format!("untitled (“{title}”)")
    } else {
        title.to_string()
    });
    parts.extend(article.author.clone());
    parts.extend(card.source_name().map(str::to_owned));
    parts.extend(
        card.published()
            .map(super::super::text::calendar::PartialDate::long),
    );
    let address = article.url.clone();
    parts.push(address.unwrap_or_else(|| article.card.origin.to_string()));
    safe::clean(&parts.join(", ")).into_owned()
}
