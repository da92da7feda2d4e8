//! Plain text becomes blocks.
//!
//! In goes the decoded text of an article; out come its blocks, in order: headings,
//! paragraphs, list items, questions and answers, quotations, page furniture, verse. What
//! stands at the top (title, byline, standfirst) is told apart afterwards, in `head`.
//! The layout may be one line a paragraph, with or without blank lines, or wrapped at a
//! fixed width.

use super::super::article::{Block, Inline, Role, Style};
use super::super::furniture::is_furniture;
use super::super::headings::{self, Shape};
use super::super::lines::{Unit, units};
use super::super::markers;
use crate::text::Span;

/// Bytes of the longest line of verse or of a table.
const LONGEST_VERSE: usize = 72;

/// The blocks of `text` from byte `from` on.
#[must_use]
pub fn blocks(text: &str, from: usize) -> Vec<Block> {
    let units = units(text, from);
    let mut reader = Reader {
        text,
        units: &units,
        blocks: Vec::with_capacity(units.len()),
        indents: Vec::new(),
        asked: false,
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
    /// Whether a question has been read, so that `A.` may be an answer.
    asked: bool,
}

impl Reader<'_> {
    /// Reads the block that starts at unit `at`; returns how many units it takes.
    fn read(&mut self, at: usize) -> usize {
        let unit = self.units[at];
        let verse = self.verse(at);
        if verse > 0 {
            let last = self.units[at + verse - 1].span;
            self.push(
                Role::Code,
                Span {
                    end: last.end,
                    ..unit.span
                },
                Box::default(),
            );
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
        if let Some((role, len)) = markers::question(line)
            && (role == Role::Question || self.asked)
        {
            self.asked = true;
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

    /// Number of units of the verse or table that starts at unit `at`, or 0.
    fn verse(&self, at: usize) -> usize {
        let unit = self.units[at];
        if unit.span.len() > LONGEST_VERSE * 2 {
            return 0;
        }
        if is_tabular(unit.span.slice(self.text)) {
            let more = self.units[at + 1..].iter().take_while(|unit| {
                !unit.gap && (unit.indent >= 4 || is_tabular(unit.span.slice(self.text)))
            });
            return 1 + more.count();
        }
        if !unit.gap || at == 0 {
            return 0;
        }
        let group = 1 + self.units[at + 1..]
            .iter()
            .take_while(|unit| !unit.gap)
            .count();
        let group = &self.units[at..at + group];
        let lines = || group.iter().map(|unit| unit.span.slice(self.text));
        let plain = |line: &str| {
            line.len() <= LONGEST_VERSE && !markers::starts_block(line) && !is_furniture(line)
        };
        let indented = group.len() >= 2 && group.iter().all(|unit| unit.indent >= 4);
        let closed = lines().filter(|line| line.ends_with(['.', ':'])).count();
        let ragged = group.len() >= 3
            && closed * 2 < group.len()
            && group.iter().all(|unit| unit.span.len() <= 60);
        if (indented || ragged) && lines().all(plain) {
            group.len()
        } else {
            0
        }
    }
}

fn inline(style: Style, start: usize, len: usize) -> Inline {
    Inline {
        span: Span::new(start, start + len),
        style,
    }
}

/// Whether the line is laid out in columns: blanks in rows of three or more, twice.
fn is_tabular(line: &str) -> bool {
    let mut gaps = line
        .split("   ")
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let columns = gaps.by_ref().take(3).count();
    columns == 3
        || line.contains('\t')
            && line
                .split('\t')
                .filter(|part| !part.trim().is_empty())
                .count()
                >= 3
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

/// Takes the lead-in from paragraphs where it may be a mere sentence: it stays when the
/// words before the colon are a name or a title, or when other paragraphs have one too.
fn drop_lonely_leads(blocks: &mut [Block], text: &str) {
    let leads = |block: &&Block| block.role == Role::Paragraph && !block.inlines.is_empty();
    let several = blocks.iter().filter(leads).count() >= 2;
    for block in blocks
        .iter_mut()
        .filter(|block| block.role == Role::Paragraph)
    {
        let Some(lead) = block.inlines.first().map(|inline| inline.span.slice(text)) else {
            continue;
        };
        let words = lead.split_whitespace().count();
        let sure = headings::is_title_case(lead) || (several && lead.starts_with("For "));
        if !(sure || (several && words <= 3)) {
            block.inlines = Box::default();
        }
    }
}
