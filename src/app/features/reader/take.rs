//! What can be taken out of an article: a paragraph, its citation, its address, its file.

use super::Reader;
use crate::app::layer::Cx;
use crate::app::request::Request;
use crate::app::work::Effect;
use crate::corpus::{Article, Block, Origin};
use crate::text::calendar::PartialDate;
use crate::text::fold::one_line;
use crate::text::safe;

/// Bytes of a paragraph that are copied at most; no terminal takes more.
const LONGEST_COPY: usize = 100_000;

impl Reader {
    /// Copies the paragraph at the reading line, perhaps with where it is from.
    pub(super) fn copy(&self, with_citation: bool, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else {
            return cx.say("no article is open");
        };
        let Some(block) = page.block_at(self.line) else {
            return cx.say("no paragraph here");
        };
        let article = page.article();
        let text = copied(block, article);
        cx.request(Request::Effect(if with_citation {
            Effect::Copy {
                text: format!("“{text}”\n— {}\n", citation(article)),
                what: "quote with its citation",
            }
        } else {
            Effect::Copy {
                text,
                what: "paragraph",
            }
        }));
    }

    /// Opens the article's address in the browser.
    pub(super) fn browse(&self, cx: &mut Cx<'_>) {
        let page = self.page.as_ref();
        match page.and_then(|page| page.article().url.clone()) {
            Some(url) => cx.request(Request::Effect(Effect::Browse(url))),
            None => cx.say("this article names no address"),
        }
    }

    /// Opens the article's file in the editor, at the reading line.
    pub(super) fn edit(&self, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else {
            return cx.say("no article is open");
        };
        let origin = &page.article().card.origin;
        let Some(path) = origin.path().map(ToOwned::to_owned) else {
            return cx.say("this article is not a file on disk");
        };
        let line = match origin {
            Origin::Record { line, .. } => *line,
            _ => self.lookup.line(page, self.line_span().from()),
        };
        cx.request(Request::Effect(Effect::Edit { path, line }));
    }
}

/// The shown text of a block on one line, made printable.
fn copied(block: &Block, article: &Article) -> String {
    let mut room = LONGEST_COPY;
    let mut shown = String::new();
    for part in block.visible() {
        let part = part.slice(&article.text);
        let whole = part.len() <= room;
        let part = part
            .get(..part.floor_char_boundary(room))
            .unwrap_or_default();
        shown += &safe::clean(part);
        room -= part.len();
        if !whole {
            break;
        }
    }
    one_line(&shown)
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
    parts.extend(card.published().map(PartialDate::long));
    let address = article.url.clone();
    parts.push(address.unwrap_or_else(|| card.origin.to_string()));
    safe::clean(&parts.join(", ")).into_owned()
}
