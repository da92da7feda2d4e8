//! Plain text becomes blocks.
//!
//! In goes the decoded text of an article; out come its blocks, in order: headings,
//! paragraphs, list items, questions and answers, quotations, page furniture, verse. What
//! stands at the top (title, byline, standfirst) is told apart afterwards, in `head`.
//! The layout may be one line a paragraph, with or without blank lines, or wrapped at a
//! fixed width.

use super::assemble::{self, Raw, Structured};
use super::prose::is_prose;
use super::{Format, Parsed, Source, Start, Sure};
use crate::corpus::article::{Block, Inline, Role, Style};
use crate::corpus::article::{FormatId, Origin};
use crate::corpus::structure::furniture::is_furniture;
use crate::corpus::structure::headings::{self, Shape};
use crate::corpus::structure::leads::drop_lonely_leads;
use crate::corpus::structure::lines::{Unit, units};
use crate::corpus::structure::markers;
use crate::corpus::structure::verse;
use crate::text::Span;

/// Plain text: what a text is that says nothing of itself.
pub static FORMAT: Format = Format {
    id: FormatId(0),
    name: "plain text",
    extensions: &["txt", "text"],
    is_certain: |_| false,
    sniff,
    read,
    by_line: false,
};

fn sniff(start: &Start<'_>) -> Sure {
    if start.text.as_deref().is_some_and(is_prose) {
        Sure::Maybe
    } else {
        Sure::No
    }
}

fn read(mut source: Source<'_>, parsed: &mut Parsed) -> Result<(), String> {
    let decoded = source.text()?;
    let mut raw = raw(decoded.text, source.origin.clone());
    raw.modified = source.modified;
    raw.encoding = decoded.encoding;
    parsed.articles.push(assemble::article(raw));
    Ok(())
}

/// A text to be read by the rules of plain text.
#[must_use]
pub fn raw(text: String, origin: Origin) -> Raw {
    let structure = |text: &str, from| Structured {
        blocks: blocks(text, from),
        ..Structured::default()
    };
    Raw::new(text, origin, FORMAT.id, structure)
}

/// The blocks of `text` from byte `from` on.
#[must_use]
pub fn blocks(text: &str, from: usize) -> Vec<Block> {
    let units = units(text, from);
    let mut reader = Reader {
        text,
        units: &units,
        blocks: Vec::with_capacity(units.len()),
        indents: Vec::new(),
        asked: None,
    };
    let mut at = 0;
    while at < units.len() {
        at += reader.read(at);
    }
    let mut blocks = reader.blocks;
    drop_lonely_leads(&mut blocks, text);
    blocks
}

struct Reader<'a> {
    text: &'a str,
    units: &'a [Unit],
    blocks: Vec<Block>,
    /// Indentation of the open list items, outermost first.
    indents: Vec<u16>,
    /// What the marker of the last question ends in, `.` or `:`, so that `A.` may be an answer.
    asked: Option<char>,
}

impl Reader<'_> {
    /// Reads the block that starts at unit `at`; returns how many units it takes.
    fn read(&mut self, at: usize) -> usize {
        let unit = self.units[at];
        let verse = verse::len(self.text, self.units, at);
        if verse > 0 {
            let last = self.units[at + verse - 1].span;
            let span = Span {
                end: last.end,
                ..unit.span
            };
            let role = if verse::is_code(span.slice(self.text)) {
                Role::Code
            } else {
                Role::Lines
            };
            self.push(role, span, Box::default());
            return verse;
        }
        let line = unit.span.slice(self.text);
        let (role, inlines) = self.classify(at, unit, line);
        if !matches!(role, Role::Bullet(_)) && unit.gap {
            self.indents.clear();
        }
        self.push(role, unit.span, inlines);
        1
    }

    fn push(&mut self, role: Role, span: Span, inlines: Box<[Inline]>) {
        self.blocks.push(Block {
            role,
            span,
            inlines,
        });
    }

    fn classify(&mut self, at: usize, unit: Unit, line: &str) -> (Role, Box<[Inline]>) {
        let start = unit.span.from();
        let dotted =
            || (self.asked == Some('.') && line.starts_with("A. ")).then_some((Role::Answer, 2));
        if let Some((role, len)) = markers::question(line).or_else(dotted)
            && (role == Role::Question || self.asked.is_some())
        {
            self.asked = line
                .get(..len)
                .and_then(|marker| marker.chars().next_back());
            return (role, [inline(Style::Marker, start, len)].into());
        }
        if is_furniture(line) {
            return (Role::Furniture, Box::default());
        }
        if let Some(len) = markers::bullet(line) {
            return self.item(at, unit, line, len);
        }
        if markers::is_quote(line) {
            return (Role::Quote, quote_marks(line, start));
        }
        if let Some(len) = markers::summary(line) {
            return (Role::Summary, [inline(Style::Lead, start, len)].into());
        }
        if let Some(level) = self.heading(at, line) {
            return (Role::Heading(level), Box::default());
        }
        let lead = markers::lead(line, 8).map(|len| inline(Style::Lead, start, len));
        (Role::Paragraph, lead.into_iter().collect())
    }

    /// A list item, unless it is a numbered heading.
    fn item(&mut self, at: usize, unit: Unit, line: &str, len: usize) -> (Role, Box<[Inline]>) {
        let start = unit.span.from();
        let marker = inline(Style::Marker, start, len);
        let body = line.get(len..).unwrap_or_default();
        let content = body.trim_start();
        if line.starts_with(|c: char| c.is_ascii_digit())
            && !self.is_numbered(at + 1)
            && self.heading(at, content).is_some()
        {
            let deeper = line.get(..len).unwrap_or_default().matches('.').count() > 1;
            return (Role::Heading(2 + u8::from(deeper)), Box::default());
        }
        while self
            .indents
            .last()
            .is_some_and(|indent| *indent > unit.indent)
        {
            self.indents.pop();
        }
        if self
            .indents
            .last()
            .is_none_or(|indent| *indent < unit.indent)
        {
            self.indents.push(unit.indent);
        }
        let depth = u8::try_from(self.indents.len() - 1).unwrap_or(u8::MAX);
        let skip = len + (body.len() - content.len());
        let lead = markers::lead(content, 12).map(|len| inline(Style::Lead, start + skip, len));
        (
            Role::Bullet(depth),
            std::iter::once(marker).chain(lead).collect(),
        )
    }

    fn is_numbered(&self, at: usize) -> bool {
        let line = self.line(at).unwrap_or_default();
        line.starts_with(|c: char| c.is_ascii_digit()) && markers::bullet(line).is_some()
    }

    fn line(&self, at: usize) -> Option<&str> {
        self.units.get(at).map(|unit| unit.span.slice(self.text))
    }

    /// The level of the heading that unit `at` is, if it is one.
    fn heading(&self, at: usize, line: &str) -> Option<u8> {
        let shape = headings::shape(line)?;
        let next = self.line(at + 1);
        match shape {
            Shape::Known => Some(2),
            Shape::Label => {
                let list = |line: &str| {
                    markers::bullet(line).is_some() || markers::question(line).is_some()
                };
                next.is_some_and(list).then_some(3)
            }
            Shape::Likely => self.introduces(at, line).then_some(2),
        }
    }

    /// Whether what follows unit `at` reads like the text under a heading: a list, or a
    /// paragraph that is clearly longer, or another heading with such text.
    fn introduces(&self, at: usize, line: &str) -> bool {
        let Some(next) = self.line(at + 1) else {
            return false;
        };
        if markers::starts_block(next) {
            return true;
        }
        if let Some(shape) = headings::shape(next) {
            let third = self.line(at + 2).unwrap_or_default();
            return self.units[at + 1].gap
                && (shape != Shape::Likely
                    || (third.len() > 120 && headings::shape(third).is_none()));
        }
        let longer = next.len() * 2 >= line.len() * 3 || next.len() > 120;
        longer && !is_furniture(next)
    }
}

fn inline(style: Style, start: usize, len: usize) -> Inline {
    Inline {
        span: Span::new(start, start + len),
        style,
    }
}

/// The marks of quoted lines, hidden with the blanks behind them.
fn quote_marks(quote: &str, start: usize) -> Box<[Inline]> {
    let mut at = start;
    let mut marks = Vec::new();
    for line in quote.split_inclusive('\n') {
        let content =
            line.trim_start_matches(|c: char| c == '>' || (c.is_whitespace() && c != '\n'));
        let len = line.len() - content.len();
        let marked = line.get(..len).is_some_and(|mark| mark.contains('>'));
        if marked {
            marks.push(inline(Style::Hidden, at, len));
        }
        at += line.len();
    }
    marks.into()
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use crate::corpus::{Block, invariant};
    use proptest::prelude::*;

    /// A block as a line: its role, its text, and its styled inlines.
    fn show(text: &str, block: &Block) -> String {
        let styled: Vec<String> = block
            .inlines
            .iter()
            .map(|inline| format!(" {:?}={}", inline.style, inline.span.slice(text)))
            .collect();
        format!(
            "{:?}: {}{}",
            block.role,
            block.span.slice(text),
            styled.concat()
        )
    }

    fn check(text: &str, expected: &[&str]) {
        let blocks = blocks(text, 0);
        invariant::check(text, &blocks);
        let seen: Vec<String> = blocks.iter().map(|block| show(text, block)).collect();
        assert_eq!(seen, expected, "{text}");
    }

    const LONG: &str =
        "The council met on Monday to speak about the bridge that has been closed since May.";

    #[test]
    fn headings_stand_with_and_without_blank_lines() {
        let long = format!("Paragraph: {LONG}");
        check(
            &format!("Why it was closed\n{LONG}\nWhat comes next\n\n{LONG}\n\nSources\n"),
            &[
                "Heading(2): Why it was closed",
                &long,
                "Heading(2): What comes next",
                &long,
                "Heading(2): Sources",
            ],
        );
    }

    #[test]
    fn numbered_headings_are_no_list() {
        let long = format!("Paragraph: {LONG}");
        check(
            &format!("1. The flood\n\n{LONG}\n\n1.2. The repair\n\n{LONG}\n\n1. one\n2. two"),
            &[
                "Heading(2): 1. The flood",
                &long,
                "Heading(3): 1.2. The repair",
                &long,
                "Bullet(0): 1. one Marker=1.",
                "Bullet(0): 2. two Marker=2.",
            ],
        );
    }

    #[test]
    fn a_label_above_a_list_is_a_deeper_heading() {
        check(
            "Potential Gains:\n\n  • Safety: It holds.\n    - Deck: new\n  • Speed\n\nIt may bring matters such as:\n- one",
            &[
                "Heading(3): Potential Gains:",
                "Bullet(0): • Safety: It holds. Marker=• Lead=Safety:",
                "Bullet(1): - Deck: new Marker=- Lead=Deck:",
                "Bullet(0): • Speed Marker=•",
                "Paragraph: It may bring matters such as:",
                "Bullet(0): - one Marker=-",
            ],
        );
    }

    #[test]
    fn questions_answers_and_summaries_are_marked() {
        check(
            "TL;DR: It is shut.\n\nQ: Why?\nA: The flood.\n\n2. Q. For long?\nA. Nobody knows.",
            &[
                "Summary: TL;DR: It is shut. Lead=TL;DR:",
                "Question: Q: Why? Marker=Q:",
                "Answer: A: The flood. Marker=A:",
                "Question: 2. Q. For long? Marker=2. Q.",
                "Answer: A. Nobody knows. Marker=A.",
            ],
        );
    }

    #[test]
    fn references_are_paragraphs_with_a_lead_in() {
        check(
            &format!(
                "River Board: How the flood was seen at the old bridge and what the engineers said then\n\n{LONG}"
            ),
            &[
                "Paragraph: River Board: How the flood was seen at the old bridge and what the engineers said then Lead=River Board:",
                &format!("Paragraph: {LONG}"),
            ],
        );
        check(
            "Nobody said it then: it was over.",
            &["Paragraph: Nobody said it then: it was over."],
        );
        check(
            "For engineers and planners: Look up.\n\nFor all: Stay away.",
            &[
                "Paragraph: For engineers and planners: Look up. Lead=For engineers and planners:",
                "Paragraph: For all: Stay away. Lead=For all:",
            ],
        );
    }

    #[test]
    fn furniture_and_quotations_are_told_apart() {
        check(
            "> It fell,\n> he said.\n\n* * *\n\nPrevious Post Next Post",
            &[
                "Quote: > It fell,\n> he said. Hidden=>  Hidden=> ",
                "Furniture: * * *",
                "Furniture: Previous Post Next Post",
            ],
        );
    }

    #[test]
    fn verse_and_tables_keep_their_lines() {
        check(
            "It began so.\n\nO bridge of stone,\nO bridge of rain,\nwe stand alone\nand cross again\n\n  WHEAT    225     300\n  CORN     1       2",
            &[
                "Paragraph: It began so.",
                "Lines: O bridge of stone,\nO bridge of rain,\nwe stand alone\nand cross again",
                "Lines: WHEAT    225     300\n  CORN     1       2",
            ],
        );
    }

    #[test]
    fn narrow_columns_are_refilled_and_lists_are_not() {
        check(
            "Title\n\nThe council of the town met\non Monday to speak about\nthe bridge that Ann Low,\nits mayor, had closed after\nthe flood.\n\nIt met again in May and\nspoke about the ferry.",
            &[
                "Heading(2): Title",
                "Paragraph: The council of the town met\non Monday to speak about\nthe bridge that Ann Low,\nits mayor, had closed after\nthe flood.",
                "Paragraph: It met again in May and\nspoke about the ferry.",
            ],
        );
        check(
            "They came.\n\nAnn Low, mayor of Riga\nIdris Berg, clerk\nJan Nowak, engineer\nBo Lindh, diver",
            &[
                "Paragraph: They came.",
                "Lines: Ann Low, mayor of Riga\nIdris Berg, clerk\nJan Nowak, engineer\nBo Lindh, diver",
            ],
        );
        check(
            "A talk.\n\nANN LOW: We met in Riga\nJAN NOWAK: And then\nANN LOW: Nothing at all",
            &[
                "Paragraph: A talk.",
                "Lines: ANN LOW: We met in Riga\nJAN NOWAK: And then\nANN LOW: Nothing at all",
            ],
        );
        check(
            "It runs so:\n\n    let a = [1, 2];\n    print(a);",
            &[
                "Paragraph: It runs so:",
                "Code: let a = [1, 2];\n    print(a);",
            ],
        );
    }

    proptest! {
        #[test]
        fn blocks_cover_the_text(text in "([-#>*1.]{1,3} ?|[A-Za-zé:]{1,6}|Q:|A:|TL;DR: |\u{2022}|[ \\t\u{a0}]|   |\r\n|\n|\n\n|\r|[\\x00-\\x1f]|[a-z .]{1,9}){0,40}") {
            invariant::check(&text, &blocks(&text, 0));
        }
    }
}
