//! Markdown becomes blocks.
//!
//! In goes the decoded text of an article behind its front matter; out come its blocks,
//! with emphasis, code and links as inlines and every mark of the markup hidden: what
//! the parser gives as text is shown, and everything between that is hidden. Tables stay
//! as they are written. What the marks of plain text mean (`TL;DR:`, `Q:`, page furniture)
//! holds here too.

use super::super::article::{Block, Role, Style};
use super::super::markers;
use super::leads::drop_lonely_leads;
use super::markdown_leaf::{Leaf, Run, close};
use super::markdown_marks::mark;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The blocks of `text` from byte `from` on.
#[must_use]
pub fn blocks(text: &str, from: usize) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES;
    let body = text.get(from..).unwrap_or_default();
    let mut reader = Reader {
        text,
        ..Reader::default()
    };
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        reader.take(&event, from + range.start..from + range.end);
    }
    reader.end();
    let mut blocks = close(text, from, reader.leaves);
    for block in &mut blocks {
        mark(text, block);
    }
    drop_lonely_leads(&mut blocks, text);
    blocks
}

/// What is open while the events of the parser pass by.
#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    leaves: Vec<Leaf>,
    open: Option<Leaf>,
    /// Styles of the open inline elements.
    styles: Vec<Style>,
    quotes: usize,
    lists: usize,
    /// Where the marker of a list item begins that has no text yet.
    item: Option<usize>,
    /// Inside a table, whose parts are not told apart.
    table: bool,
}

impl Reader<'_> {
    fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::End(TagEnd::Table) => self.table = false,
            _ if self.table => {}
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.finish(*tag, &range),
            Event::Rule => self.whole(Role::Furniture, range),
            Event::Text(_) => self.run(range, self.styles.last().copied()),
            Event::FootnoteReference(_) => self.run(range, Some(Style::Link)),
            Event::Code(_) => {
                let code = self.text.get(range.clone()).unwrap_or_default();
                let ticks = code.len() - code.trim_start_matches('`').len();
                let inner =
                    range.start + ticks..range.end.saturating_sub(ticks).max(range.start + ticks);
                self.run(inner, Some(Style::Code));
            }
            Event::SoftBreak | Event::HardBreak => self.line_break(&range),
            Event::Html(_) => self.html(range),
            Event::InlineHtml(_) | Event::TaskListMarker(_) => {
                self.reach(&range);
            }
            _ => self.run(range, None),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strikethrough | Tag::Image { .. } => {
                self.style(Style::Emphasis, &range);
            }
            Tag::Strong => self.style(Style::Strong, &range),
            Tag::Link { .. } => self.style(Style::Link, &range),
            Tag::Paragraph => self.begin(self.role(), range),
            Tag::Heading { level, .. } => self.begin(Role::Heading(*level as u8), range),
            Tag::CodeBlock(_) => self.begin(Role::Code, range),
            Tag::HtmlBlock => self.begin(Role::Paragraph, range),
            Tag::Table(_) => {
                self.whole(Role::Code, range);
                self.table = true;
            }
            Tag::BlockQuote(_) => {
                self.end();
                self.quotes += 1;
            }
            Tag::List(_) => {
                self.end();
                self.lists += 1;
            }
            Tag::Item => {
                self.end();
                self.item = Some(range.start);
            }
            _ => self.end(),
        }
    }

    fn finish(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strikethrough
            | TagEnd::Image
            | TagEnd::Strong
            | TagEnd::Link => {
                self.styles.pop();
                self.reach(range);
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                self.reach(range);
                self.end();
            }
            TagEnd::BlockQuote(_) => {
                self.end();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.end();
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::Item => {
                self.end();
                self.item = None;
            }
            _ => self.end(),
        }
    }

    /// The role of a paragraph that begins here.
    fn role(&self) -> Role {
        if self.item.is_some() {
            Role::Bullet(u8::try_from(self.lists.saturating_sub(1)).unwrap_or(u8::MAX))
        } else if self.quotes > 0 {
            Role::Quote
        } else {
            Role::Paragraph
        }
    }

    fn begin(&mut self, role: Role, range: Range<usize>) {
        self.end();
        let start = match role {
            Role::Bullet(_) => self.item.take().unwrap_or(range.start),
            _ => range.start,
        };
        self.open = Some(Leaf {
            role,
            start,
            end: range.end,
            runs: Vec::new(),
        });
    }

    /// A block without inlines.
    fn whole(&mut self, role: Role, range: Range<usize>) {
        self.end();
        let runs = vec![Run {
            start: range.start,
            end: range.end,
            style: None,
        }];
        self.leaves.push(Leaf {
            role,
            start: range.start,
            end: range.end,
            runs,
        });
    }

    /// Closes the open block.
    fn end(&mut self) {
        self.leaves.extend(self.open.take());
    }

    /// Text that belongs to the open block; a list item without a paragraph opens one.
    fn reach(&mut self, range: &Range<usize>) -> &mut Leaf {
        let role = self.role();
        let item = self.item.take_if(|_| self.open.is_none());
        let leaf = self.open.get_or_insert_with(|| Leaf {
            role,
            start: item.unwrap_or(range.start),
            end: range.end,
            runs: Vec::new(),
        });
        leaf.end = leaf.end.max(range.end);
        leaf
    }

    fn style(&mut self, style: Style, range: &Range<usize>) {
        self.reach(range);
        // A link stays one inside other styles, and strong text strong inside emphasis.
        let outer = self.styles.last().copied();
        self.styles.push(match (outer, style) {
            (Some(Style::Link), _) => Style::Link,
            (Some(Style::Strong), Style::Emphasis) => Style::Strong,
            _ => style,
        });
    }

    fn run(&mut self, range: Range<usize>, style: Option<Style>) {
        self.reach(&range).add(range.start, range.end, style);
    }

    /// A line break parts a paragraph where a question, an answer or a bullet follows.
    fn line_break(&mut self, range: &Range<usize>) {
        let rest = self.text.get(range.end..).unwrap_or_default().trim_start();
        let parts = markers::question(rest).is_some() || rest.starts_with('•');
        let role = self.reach(range).role;
        if parts && self.styles.is_empty() && role == Role::Paragraph {
            let end = self.open.as_ref().map_or(range.end, |leaf| leaf.end);
            if let Some(leaf) = &mut self.open {
                leaf.end = range.start;
            }
            self.begin(Role::Paragraph, range.end..end);
        }
    }

    /// A line of raw HTML: what stands outside its tags is text.
    fn html(&mut self, range: Range<usize>) {
        let line = self.text.get(range.clone()).unwrap_or_default();
        let leaf = self.reach(&range);
        let mut at = range.start;
        for piece in line.split_inclusive('>') {
            let (text, _) = piece.split_once('<').unwrap_or((piece, ""));
            let tagged = piece.contains('<') || !piece.ends_with('>');
            if tagged && !text.trim().is_empty() {
                leaf.add(at, at + text.len(), None);
            }
            at += piece.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use crate::corpus::{Block, Style};
    use proptest::prelude::*;

    /// A block as a line: its role, what is shown of it, and its styled inlines.
    fn show(text: &str, block: &Block) -> String {
        let shown: Vec<&str> = block.visible().map(|span| span.slice(text)).collect();
        let styled: Vec<String> = block
            .inlines
            .iter()
            .filter(|inline| inline.style != Style::Hidden)
            .map(|inline| format!(" {:?}={}", inline.style, inline.span.slice(text)))
            .collect();
        format!("{:?}: {}{}", block.role, shown.concat(), styled.concat())
    }

    fn check(text: &str, expected: &[&str]) {
        let seen: Vec<String> = blocks(text, 0)
            .iter()
            .map(|block| show(text, block))
            .collect();
        assert_eq!(seen, expected, "{text}");
    }

    #[test]
    fn headings_lose_their_marks() {
        check(
            "# Bridge #\n\nDeck\n----\ntext",
            &["Heading(1): Bridge", "Heading(2): Deck", "Paragraph: text"],
        );
    }

    #[test]
    fn emphasis_code_and_links_are_inlines() {
        check(
            "A **bold _and_ more** `code` [link](https://e.org \"t\") &amp; <b>tag</b> \\*.",
            &[
                "Paragraph: A bold and more code link &amp; tag *. Strong=bold  Strong=and Strong= more Code=code Link=link",
            ],
        );
    }

    #[test]
    fn lists_have_markers_and_depth() {
        check(
            "- one\n  - Lead in: two\n- [x] done\n\n1. first\n\n   more\n",
            &[
                "Bullet(0): - one Marker=-",
                "Bullet(1): - Lead in: two Marker=- Lead=Lead in:",
                "Bullet(0): - [x] done Marker=- [x]",
                "Bullet(0): 1. first Marker=1.",
                "Paragraph: more",
            ],
        );
        check(
            "* **Risk:** high",
            &["Bullet(0): * Risk: high Marker=* Lead=Risk:"],
        );
    }

    #[test]
    fn quotations_hide_their_marks() {
        check(
            "> one\n> two\n>\n> three\n\nafter",
            &["Quote: one\ntwo", "Quote: three", "Paragraph: after"],
        );
    }

    #[test]
    fn code_and_tables_keep_their_lines() {
        check(
            "```rust\n  a\n b\n```\nx",
            &["Code:   a\n b", "Paragraph: x"],
        );
        check("|a|b|\n|-|-|\n|1|2|\n", &["Code: |a|b|\n|-|-|\n|1|2|"]);
    }

    #[test]
    fn markup_without_text_is_not_shown() {
        let text = "one\n\n[x]: https://e.org\n\n<!-- note -->\n\n<div>two</div>\n\n---\n";
        check(
            text,
            &[
                "Paragraph: one",
                "FrontMatter: [x]: https://e.org",
                "FrontMatter: <!-- note -->",
                "Paragraph: two",
                "Furniture: ---",
            ],
        );
    }

    #[test]
    fn marks_of_plain_text_hold() {
        check(
            "**TL;DR:** It is over.",
            &["Summary: TL;DR: It is over. Lead=TL;DR:"],
        );
        check(
            "**Q:** Why?\n**A:** So.",
            &["Question: Q: Why? Marker=Q:", "Answer: A: So. Marker=A:"],
        );
        check("Share this:", &["Furniture: Share this:"]);
        check(
            "\u{2022} one\n\u{2022} two",
            &[
                "Bullet(0): \u{2022} one Marker=\u{2022}",
                "Bullet(0): \u{2022} two Marker=\u{2022}",
            ],
        );
    }

    proptest! {
        #[test]
        fn blocks_cover_the_text(text in "([-#>*_`\\[\\]()<>!|~:1.]{1,3}|[a-zé]{1,4}|Q:|TL;DR:|\u{2022}|[ \\t]|\r\n|\n|\n\n|    |\0){0,40}") {
            crate::corpus::invariant::check(&text, &blocks(&text, 0));
        }
    }
}
