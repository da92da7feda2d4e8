//! The top of an article: its title, the title once more, standfirst and bylines.
//!
//! In go the blocks of an article, as its format gave them; their roles at the top are
//! set right, and out come the title and what the bylines say. Headings and paragraphs
//! further down stay as they are.

use super::headings;
use super::titles::{first_sentence, repeats, shortened, visible_line};
use crate::corpus::article::{Block, Role, Style, Title};
use crate::corpus::metadata::bylines::{self, Byline};
use crate::corpus::metadata::datelines;
use crate::text::fold::one_line;

/// Bytes of the longest title: a longer first line is a paragraph.
const LONGEST_TITLE: usize = 240;
/// Blocks under the title that may be bylines and the like.
const DEPTH: usize = 8;

/// What the top of an article says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its title.
    pub title: Title,
    /// What its bylines say, the first of each kind.
    pub byline: Byline,
}

/// What is known of a title before the text is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Known {
    /// Nothing.
    #[default]
    Nothing,
    /// The first block is the title.
    First,
    /// Metadata give the title.
    Named(String),
}

/// Finds the top of the article and sets the roles of its blocks; `name` is the title when
/// there is no word in it.
#[must_use]
pub fn read(text: &str, blocks: &mut [Block], known: Known, name: &str) -> Head {
    let mut head = Reader {
        text,
        blocks,
        byline: Byline::default(),
    };
    let (title, at) = head.title(known);
    head.below(at, title.as_deref());
    let title = match title {
        Some(text) => Title {
            text: text.into(),
            derived: false,
        },
        None => Title {
            text: head.derived().unwrap_or_else(|| one_line(name)).into(),
            derived: true,
        },
    };
    Head {
        title,
        byline: head.byline,
    }
}

struct Reader<'a> {
    text: &'a str,
    blocks: &'a mut [Block],
    byline: Byline,
}

impl Reader<'_> {
    /// The title, if there is one, and the first block below it.
    fn title(&mut self, known: Known) -> (Option<String>, usize) {
        let first = self.skip(0);
        match known {
            Known::Nothing => {
                let mut at = first;
                while self.is_sure_byline(at) && self.blocks.len() > at + 1 {
                    at = self.take_byline(at);
                }
                if self.is_title(at) {
                    (Some(self.take_title(at)), at + 1)
                } else {
                    (None, first)
                }
            }
            Known::First => match self.blocks.first_mut() {
                Some(block) => {
                    block.inlines = Box::default();
                    (Some(self.take_title(0)), 1)
                }
                None => (None, 0),
            },
            Known::Named(title) => {
                let mut roles = self.blocks.iter().map(|block| block.role);
                let at = roles.position(|role| role == Role::Title);
                (Some(title), at.map_or(first, |at| self.skip(at + 1)))
            }
        }
    }

    /// The first block from `at` on that is no furniture and no metadata.
    fn skip(&self, at: usize) -> usize {
        let rest = self.blocks.get(at..).unwrap_or_default();
        let furniture = |block: &&Block| matches!(block.role, Role::Furniture | Role::FrontMatter);
        at + rest.iter().take_while(furniture).count()
    }

    fn visible(&self, at: usize) -> String {
        self.blocks
            .get(at)
            .map(|block| visible_line(self.text, block))
            .unwrap_or_default()
    }

    fn is_plain(&self, at: usize) -> bool {
        let role = self.blocks.get(at).map(|block| block.role);
        matches!(role, Some(Role::Heading(_) | Role::Paragraph))
    }

    fn byline_at(&self, at: usize) -> Option<Byline> {
        let short = self
            .blocks
            .get(at)
            .is_some_and(|block| block.span.len() <= 200);
        (short && self.is_plain(at))
            .then(|| bylines::read(&self.visible(at)))
            .flatten()
    }

    /// Whether the block is a byline even above a title: it gives a whole date.
    fn is_sure_byline(&self, at: usize) -> bool {
        let date = self.byline_at(at).and_then(|byline| byline.date);
        date.is_some_and(|date| date.parts().2.is_some())
    }

    fn take_byline(&mut self, at: usize) -> usize {
        if let Some(byline) = self.byline_at(at) {
            self.byline.source = self.byline.source.take().or(byline.source);
            self.byline.author = self.byline.author.take().or(byline.author);
            self.byline.date = self.byline.date.or(byline.date);
            self.set(at, Role::Byline);
        }
        self.skip(at + 1)
    }

    /// Gives block `at` a role that has no lead-in.
    fn set(&mut self, at: usize, role: Role) {
        let block = &mut self.blocks[at];
        block.role = role;
        if block
            .inlines
            .iter()
            .any(|inline| inline.style == Style::Lead)
        {
            let kept = block
                .inlines
                .iter()
                .filter(|inline| inline.style != Style::Lead);
            block.inlines = kept.copied().collect();
        }
    }

    fn take_title(&mut self, at: usize) -> String {
        self.set(at, Role::Title);
        self.visible(at)
    }

    /// Whether block `at` can be the title: a heading, or a line that is no sentence, or
    /// any short line above a byline.
    fn is_title(&self, at: usize) -> bool {
        let Some(block) = self.blocks.get(at) else {
            return false;
        };
        if !self.is_plain(at) || block.span.len() > LONGEST_TITLE {
            return false;
        }
        let line = self.visible(at);
        if !line.chars().any(char::is_alphanumeric) || headings::is_known(&line) {
            return false;
        }
        if matches!(block.role, Role::Heading(_)) || self.byline_at(at + 1).is_some() {
            return true;
        }
        let sentence =
            line.ends_with(['.', ':', ';', ',', '…']) && !headings::ends_in_initial(&line);
        !sentence && datelines::read(&line).is_none() && !line.starts_with(char::is_lowercase)
    }

    /// Reads what stands between the title and the text.
    fn below(&mut self, from: usize, title: Option<&str>) {
        let mut at = self.skip(from);
        let mut bylined = self.byline != Byline::default();
        for _ in 0..DEPTH {
            if let Some(title) = title
                && self.is_repeat(at, title)
            {
                self.set(at, Role::TitleRepeat);
                at = self.skip(at + 1);
            } else if self.byline_at(at).is_some() {
                at = self.take_byline(at);
                bylined = true;
            } else if title.is_some() && !bylined && self.is_standfirst(at) {
                self.set(at, Role::Standfirst);
                at = self.skip(at + 1);
                bylined = true; // no second one
            } else {
                break;
            }
        }
    }

    /// Whether block `at` is the title again.
    fn is_repeat(&self, at: usize, title: &str) -> bool {
        let short = self
            .blocks
            .get(at)
            .is_some_and(|block| block.span.len() <= title.len() + 60);
        if !short || !(self.is_plain(at) || self.blocks[at].role == Role::Title) {
            return false;
        }
        repeats(title, &self.visible(at))
    }

    /// Whether block `at` is a summary line: a sentence or two, clearly shorter than the
    /// paragraphs that follow.
    fn is_standfirst(&self, at: usize) -> bool {
        let Some(block) = self.blocks.get(at) else {
            return false;
        };
        let len = block.span.len();
        if block.role != Role::Paragraph || !(40..=300).contains(&len) {
            return false;
        }
        let line = block.span.slice(self.text);
        if line.ends_with(':') || datelines::read(line).is_some() || line.matches(". ").count() > 1
        {
            return false;
        }
        let rest = self.blocks.get(at + 1..).unwrap_or_default();
        let mut text = rest
            .iter()
            .filter(|block| !matches!(block.role, Role::Byline | Role::Furniture))
            .skip_while(|block| bylines::read(block.span.slice(self.text)).is_some());
        let mut longer = || {
            text.next().is_some_and(|block| {
                block.role == Role::Paragraph && block.span.len() * 2 > len * 3
            })
        };
        longer() && longer()
    }

    /// The first sentence of the text, shortened.
    fn derived(&self) -> Option<String> {
        let told = |block: &&Block| block.role.is_text() && block.role != Role::Heading(2);
        let all = || self.blocks.iter().filter(|block| block.role.is_shown());
        all().filter(told).chain(all()).find_map(|block| {
            let mut span = block.span;
            for inline in &block.inlines {
                let heading = matches!(inline.style, Style::Marker)
                    || (inline.style == Style::Lead && block.role == Role::Summary);
                if heading && inline.span.start == span.start {
                    span.start = inline.span.end;
                }
            }
            let rest = Block {
                span: span.trimmed(self.text),
                ..block.clone()
            };
            let line = visible_line(self.text, &rest);
            let line = match datelines::read(&line) {
                Some(dateline) => line.get(dateline.len..).unwrap_or(&line),
                None => &line,
            };
            line.chars()
                .any(char::is_alphanumeric)
                .then(|| shortened(first_sentence(line)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Known, read};
    use crate::corpus::formats::plain::blocks;
    use crate::corpus::{Role, invariant};

    const LONG: &str = "The council met on Monday to speak about the bridge that has been closed since the flood of last May, and will meet again when the water has gone.";

    /// The title, `?` behind a derived one, and the roles of the blocks.
    fn check(text: &str, title: &str, roles: &[Role]) {
        let mut blocks = blocks(text, 0);
        let head = read(text, &mut blocks, Known::Nothing, "name");
        invariant::check(text, &blocks);
        let mark = if head.title.derived { "?" } else { "" };
        assert_eq!(format!("{}{mark}", head.title.text), title, "{text}");
        let seen: Vec<Role> = blocks.iter().map(|block| block.role).collect();
        assert_eq!(seen, roles, "{text}");
    }

    #[test]
    fn the_first_line_is_the_title() {
        check(
            &format!("Bridge to stay shut\n{LONG}"),
            "Bridge to stay shut",
            &[Role::Title, Role::Paragraph],
        );
        check(
            "Bridge: why it stays shut",
            "Bridge: why it stays shut",
            &[Role::Title],
        );
        check(
            &format!("Advertisement\n\nBridge  to\tstay\n\n{LONG}"),
            "Bridge to stay",
            &[Role::Furniture, Role::Title, Role::Paragraph],
        );
    }

    #[test]
    fn the_title_twice_is_one_title() {
        let roles = [Role::Title, Role::TitleRepeat, Role::Paragraph];
        for second in [
            "Old Bridge to stay shut",
            "OLD BRIDGE TO STAY SHUT.",
            "Old Bridge",
            "Old Bridge to st…",
            "Old Bridge to stay shut | The Post",
        ] {
            let text = format!("Old Bridge to stay shut\n\n{second}\n\n{LONG}");
            check(&text, "Old Bridge to stay shut", &roles);
        }
        check(
            &format!("Old Bridge to stay shut\n\nOld\n\n{LONG}"),
            "Old Bridge to stay shut",
            &[Role::Title, Role::Heading(2), Role::Paragraph],
        );
    }

    #[test]
    fn standfirst_and_bylines_follow_the_title() {
        let text = format!(
            "Bridge to stay shut\n\nThe council will meet again when the water has gone.\n\nBy Ann Low\nHarbor Post | 29 August 2025\n\n{LONG}\n\n{LONG}"
        );
        check(
            &text,
            "Bridge to stay shut",
            &[
                Role::Title,
                Role::Standfirst,
                Role::Byline,
                Role::Byline,
                Role::Paragraph,
                Role::Paragraph,
            ],
        );
        let text =
            "Boeing To Buy Electronics Corp.\nreuters | 1987-08-18\n\nA short text.\n\nIt ended.";
        check(
            text,
            "Boeing To Buy Electronics Corp.",
            &[Role::Title, Role::Byline, Role::Paragraph, Role::Paragraph],
        );
    }

    #[test]
    fn without_a_title_the_first_sentence_stands_for_it() {
        check(
            "It rained. Then it snowed.",
            "It rained?",
            &[Role::Paragraph],
        );
        check(
            LONG,
            "The council met on Monday to speak about the bridge that has been closed since the flood…?",
            &[Role::Paragraph],
        );
        check(
            "KYIV, Aug 29 (Reuters) - Mr. Low met Ann. It rained.",
            "Mr. Low met Ann?",
            &[Role::Paragraph],
        );
        check(
            &format!("Introduction\n\n{LONG} {LONG}"),
            "The council met on Monday to speak about the bridge that has been closed since the flood…?",
            &[Role::Heading(2), Role::Paragraph],
        );
        check("***", "name?", &[Role::Furniture]);
    }
}
