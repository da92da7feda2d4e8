//! The blocks of a Markdown text.
//!
//! In goes the decoded text of an article behind its front matter; out come its blocks,
//! with emphasis, code and links as inlines and every mark of the markup hidden: what
//! the parser gives as text is shown, and everything between that is hidden. The cells of
//! tables are blocks, and a paragraph that is a picture is one. What the marks of plain text mean (`TL;DR:`, `Q:`, page furniture)
//! holds here too.

use super::leaf::{Leaf, Run, close};
use super::marks::mark;
use crate::corpus::article::{Link, Role, Style};
use crate::corpus::formats::assemble::Structured;
use crate::corpus::structure::edits::Edit;
use crate::corpus::structure::leads::drop_lonely_leads;
use crate::corpus::structure::markers;
use crate::text::Span;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The blocks of `text` from byte `from` on, and where its links lead.
#[must_use]
pub fn structure(text: &str, from: usize) -> Structured {
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
    Structured {
        blocks,
        links: reader.links,
        edits: reader.edits,
    }
}

/// What is open while the events of the parser pass by.
#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    leaves: Vec<Leaf>,
    open: Option<Leaf>,
    /// Styles of the open inline elements.
    styles: Vec<Style>,
    /// Where the open links and pictures lead, with the place of their texts so far.
    open_links: Vec<(Span, Box<str>)>,
    links: Vec<Link>,
    /// Character references, and what they stand for.
    edits: Vec<Edit>,
    quotes: usize,
    lists: usize,
    /// Where the marker of a list item begins that has no text yet.
    item: Option<usize>,
    /// Row and column of the next cell of a table.
    cell: (u16, u8),
}

impl Reader<'_> {
    fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.finish(*tag, &range),
            Event::Rule => self.whole(Role::Furniture, range),
            Event::Text(said) => {
                self.reference(said, &range);
                self.run(range, self.styles.last().copied());
            }
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

    /// Notes a text that the parser says otherwise than the source: `&amp;`.
    fn reference(&mut self, said: &str, range: &Range<usize>) {
        let source = self.text.get(range.clone()).unwrap_or_default();
        if source.starts_with('&') && source.ends_with(';') && source != said {
            self.edits.push(Edit {
                span: Span::new(range.start, range.end),
                with: said.to_owned(),
            });
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strikethrough => self.style(Style::Emphasis, &range),
            Tag::Strong => self.style(Style::Strong, &range),
            Tag::Image { dest_url, .. } => self.lead(Style::Image, dest_url, &range),
            Tag::Link { dest_url, .. } => self.lead(Style::Link, dest_url, &range),
            Tag::Paragraph => self.begin(self.role(), range),
            Tag::Heading { level, .. } => self.begin(Role::Heading(*level as u8), range),
            Tag::CodeBlock(_) => self.begin(Role::Code, range),
            Tag::HtmlBlock => self.begin(Role::Paragraph, range),
            Tag::Table(_) => {
                self.end();
                self.cell = (0, 0);
            }
            Tag::TableCell => {
                let (row, column) = self.cell;
                self.begin(Role::Cell { row, column }, range);
                self.cell.1 = column.saturating_add(1);
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
            TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Strong => {
                self.styles.pop();
                self.reach(range);
            }
            TagEnd::Image | TagEnd::Link => {
                self.styles.pop();
                self.reach(range);
                self.leads_no_more();
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.end();
                self.cell = (self.cell.0.saturating_add(1), 0);
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

    /// Closes the open block. A paragraph of nothing but a picture is one.
    fn end(&mut self) {
        if let Some(leaf) = &mut self.open {
            let is_picture = |run: &Run| {
                let text = self.text.get(run.start..run.end).unwrap_or_default();
                run.style == Some(Style::Image) || text.trim().is_empty()
            };
            let pictures = !leaf.runs.is_empty() && leaf.runs.iter().all(is_picture);
            if leaf.role == Role::Paragraph && pictures {
                leaf.role = Role::Image;
                leaf.runs.iter_mut().for_each(|run| run.style = None);
            }
        }
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
            (Some(Style::Image), _) | (_, Style::Image) => Style::Image,
            (Some(Style::Link), _) => Style::Link,
            (Some(Style::Strong), Style::Emphasis) => Style::Strong,
            _ => style,
        });
    }

    /// A link or a picture begins.
    fn lead(&mut self, style: Style, address: &str, range: &Range<usize>) {
        self.style(style, range);
        self.open_links.push((Span::default(), address.into()));
    }

    /// The link or picture that was opened last ends. A picture inside of a link has the
    /// picture's address.
    fn leads_no_more(&mut self) {
        let Some((span, address)) = self.open_links.pop() else {
            return;
        };
        let inside = self.links.last().is_some_and(|link| link.span == span);
        if !span.is_empty() && !address.is_empty() && !inside {
            self.links.push(Link { span, address });
        }
    }

    fn run(&mut self, range: Range<usize>, style: Option<Style>) {
        for (span, _) in &mut self.open_links {
            let start = if span.is_empty() {
                range.start
            } else {
                span.from()
            };
            *span = Span::new(start, range.end.max(start));
        }
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
    use super::structure;
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
        let seen: Vec<String> = structure(text, 0)
            .blocks
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
    }

    #[test]
    fn tables_are_cells() {
        check(
            "Seats:\n\n| Party | Seats |\n|:--|--:|\n| **Left** | 12 |\n| | 3 |\nAfter\n\nx",
            &[
                "Paragraph: Seats:",
                "Cell { row: 0, column: 0 }: Party",
                "Cell { row: 0, column: 1 }: Seats",
                "Cell { row: 1, column: 0 }: Left Strong=Left",
                "Cell { row: 1, column: 1 }: 12",
                "FrontMatter: |",
                "Cell { row: 2, column: 1 }: 3",
                "Cell { row: 3, column: 0 }: After",
                "Paragraph: x",
            ],
        );
        check(
            "> a | b\n> -|-\n> 1 | 2",
            &[
                "Cell { row: 0, column: 0 }: a",
                "Cell { row: 0, column: 1 }: b",
                "Cell { row: 1, column: 0 }: 1",
                "Cell { row: 1, column: 1 }: 2",
            ],
        );
    }

    #[test]
    fn pictures_are_their_descriptions() {
        check(
            "![The *old* bridge](b.jpg)\n\nSee ![map](m.png) of [it](i.html).\n\n[![Deck](d.jpg)](d.html)",
            &[
                "Image: The old bridge",
                "Paragraph: See map of it. Image=map Link=it",
                "Image: Deck",
            ],
        );
        check(
            "![](b.jpg)\n\nx",
            &["FrontMatter: ![](b.jpg)", "Paragraph: x"],
        );
    }

    #[test]
    fn links_and_pictures_lead_somewhere() {
        let text = "[The **old** bridge](https://e.org/a \"t\") <https://e.org> ![map](m.png) [x][1] [none]() [![Deck](d.jpg)](d.html)\n\n[1]: /one";
        let links = structure(text, 0).links;
        let seen: Vec<(&str, &str)> = links
            .iter()
            .map(|link| (link.span.slice(text), &*link.address))
            .collect();
        assert_eq!(
            seen,
            [
                ("The **old** bridge", "https://e.org/a"),
                ("https://e.org", "https://e.org"),
                ("map", "m.png"),
                ("x", "/one"),
                ("Deck", "d.jpg"),
            ]
        );
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
            crate::corpus::invariant::check(&text, &structure(&text, 0).blocks);
        }
    }
}
