//! What is changed in a text so that it reads as it is seen: marks inside of sentences,
//! invisible characters, hyphens at the ends of lines.
//!
//! In go a text, its blocks and what a format wants changed; out come the text changed, the
//! blocks on it, and a way back to the text as it was.

use crate::corpus::article::{Block, Inline, Link, Role, Shift, Style};
use crate::text::Span;
use crate::text::invisible::invisible;
use crate::text::windows_1252::disguised;

/// A part of a text, and what is to stand in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The part.
    pub span: Span,
    /// What is put there.
    pub with: String,
}

impl Edit {
    fn remove(span: Span) -> Self {
        let with = String::new();
        Self { span, with }
    }

    fn put(start: usize, end: usize, with: &str) -> Self {
        Self {
            span: Span::new(start, end),
            with: with.to_owned(),
        }
    }
}

/// Changes `text` as `edits` say and as its blocks ask for; returns where it was cut.
pub fn apply(
    text: &mut String,
    blocks: &mut Vec<Block>,
    links: &mut [Link],
    mut edits: Vec<Edit>,
) -> Vec<Shift> {
    for block in blocks.iter() {
        if block.role.is_shown() {
            inside(text, block, &mut edits);
        }
    }
    edits.extend(invisible(text).into_iter().map(Edit::remove));
    edits.extend(disguised(text).into_iter().map(|(span, c)| Edit {
        span,
        with: c.to_string(),
    }));
    if edits.is_empty() {
        return Vec::new();
    }
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let changed = Changed::new(text, edits);
    for block in blocks.iter_mut() {
        let span = changed.span(block.span).trimmed(&changed.text);
        let whole = block.span;
        let is_gone = |inline: &&Inline| {
            let inside = inline.span.start > whole.start && inline.span.end < whole.end;
            inside && inline.style == Style::Hidden
        };
        let inlines = block
            .inlines
            .iter()
            .filter(|inline| !is_gone(inline))
            .filter_map(|inline| {
                let span = changed.span(inline.span).common(span)?;
                (!span.is_empty()).then_some(Inline { span, ..*inline })
            });
        block.inlines = inlines.collect();
        block.span = span;
    }
    blocks.retain(|block| !block.span.is_empty());
    for link in links {
        link.span = changed.span(link.span);
    }
    *text = changed.text;
    changed.shifts
}

/// What is changed between the first and the last character that is shown of a block.
fn inside(text: &str, block: &Block, edits: &mut Vec<Edit>) {
    let parts: Vec<Span> = block.visible().collect();
    for pair in parts.windows(2) {
        let hidden = Span {
            start: pair[0].end,
            end: pair[1].start,
        };
        let breaks = hidden.slice(text).split('<').skip(1).any(breaks_line);
        edits.push(Edit {
            span: hidden,
            with: if breaks { "\n" } else { "" }.to_owned(),
        });
    }
    if !matches!(block.role, Role::Code | Role::Lines) && block.span.slice(text).contains('\n') {
        hyphens(text, block, edits);
    }
}

/// Whether a tag begins a line of its own; `tag` is what stands behind its `<`.
fn breaks_line(tag: &str) -> bool {
    const TAGS: [&str; 12] = [
        "br", "p", "li", "div", "tr", "td", "th", "hr", "h1", "h2", "h3", "ul",
    ];
    let name = tag.trim_start_matches('/');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric());
    let name = name.get(..end.unwrap_or(name.len())).unwrap_or_default();
    TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name))
}

/// First parts of words that keep their hyphen at the end of a line: what is behind them is
/// rarely written as one with them.
const KEEP: [&str; 24] = [
    "all", "cross", "ex", "first", "full", "half", "high", "ill", "large", "long", "low", "mid",
    "north", "part", "second", "self", "semi", "short", "single", "small", "south", "two", "vice",
    "well",
];

/// Joins the words that the ends of lines part. The line then ends behind the word, so that
/// lines keep their numbers.
fn hyphens(text: &str, block: &Block, edits: &mut Vec<Edit>) {
    let body = block.span.slice(text);
    for (at, _) in body.match_indices('\n') {
        let before = body.get(..at).unwrap_or_default().trim_end();
        let behind = body.get(at..).unwrap_or_default();
        let indent = behind.len()
            - behind
                .trim_start_matches(|c: char| c.is_whitespace() || c == '>')
                .len();
        let rest = behind.get(indent..).unwrap_or_default();
        let Some(bare) = before.strip_suffix(['-', '\u{2010}', '\u{ad}']) else {
            continue;
        };
        let first = last_word(bare);
        let second = first_word(rest);
        if first.is_empty() || second.is_empty() {
            continue;
        }
        let start = block.span.from() + before.len();
        let end = block.span.from() + at + indent;
        let hyphen = start - (before.len() - bare.len());
        let from = if joins(text, first, second) {
            hyphen
        } else {
            start
        };
        edits.push(Edit::put(from, end, ""));
        let blank = rest
            .find(char::is_whitespace)
            .map_or(text.len(), |at| end + at);
        if text.get(blank..).is_some_and(|rest| rest.starts_with(' ')) {
            edits.push(Edit::put(blank, blank + 1, "\n"));
        }
    }
}

/// Whether the two parts are one word without a hyphen: `deb-ate`, but not `Franco-German`,
/// nor what the text writes with a hyphen elsewhere.
fn joins(text: &str, first: &str, second: &str) -> bool {
    let letters = second.starts_with(char::is_lowercase);
    let compound = KEEP.iter().any(|keep| keep.eq_ignore_ascii_case(first));
    letters && !compound && !text.contains(&format!("{first}-{second}"))
}

fn last_word(text: &str) -> &str {
    let start = text.trim_end_matches(char::is_alphabetic).len();
    text.get(start..).unwrap_or_default()
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric());
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// A text with edits made, and where its bytes were before.
struct Changed {
    text: String,
    /// Each edit: where it began and ended before, where it begins and ends now.
    places: Vec<[usize; 4]>,
    shifts: Vec<Shift>,
}

impl Changed {
    /// Makes `edits`, which are sorted; of two that overlap the first.
    fn new(before: &str, edits: Vec<Edit>) -> Self {
        let mut text = String::with_capacity(before.len());
        let (mut places, mut shifts) = (Vec::with_capacity(edits.len()), Vec::new());
        let mut at = 0;
        for edit in edits {
            let (start, end) = (edit.span.from(), edit.span.to());
            if start < at || start >= end {
                continue;
            }
            text.push_str(before.get(at..start).unwrap_or_default());
            let begins = text.len();
            text.push_str(&edit.with);
            places.push([start, end, begins, text.len()]);
            if end - start != edit.with.len() {
                shifts.push(Shift::new(text.len(), end));
            }
            at = end;
        }
        text.push_str(before.get(at..).unwrap_or_default());
        Self {
            text,
            places,
            shifts,
        }
    }

    fn span(&self, span: Span) -> Span {
        let start = self.place(span.from(), false);
        Span::new(start, self.place(span.to(), true).max(start))
    }

    /// Where a byte is now: inside of an edit, at its beginning, or at its end for what ends
    /// there.
    fn place(&self, at: usize, ends: bool) -> usize {
        let next = self.places.partition_point(|[start, ..]| *start < at);
        let Some([_, end, begins, finishes]) =
            next.checked_sub(1).map(|before| self.places[before])
        else {
            return at;
        };
        if at >= end {
            return finishes + (at - end);
        }
        if ends { finishes } else { begins }
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::formats::assemble::{Raw, article};
    use crate::corpus::formats::{markdown, plain};
    use crate::corpus::{Article, Block, Origin, Role, Style, invariant};
    use crate::text::Span;
    use proptest::prelude::*;

    type Format = fn(String, Origin) -> Raw;

    fn read(format: Format, text: &str) -> Article {
        let article = article(format(text.to_owned(), Origin::default()));
        invariant::check(&article.text, &article.blocks);
        article
    }

    /// What is shown of the last block.
    fn check(format: Format, text: &str, expected: &str) {
        let article = read(format, &format!("A title\n\n{text}\n"));
        let block = article.blocks.last().unwrap();
        let shown: Vec<&str> = block
            .visible()
            .map(|span| span.slice(&article.text))
            .collect();
        assert_eq!(shown.concat(), expected, "{text}");
        assert!(shown.len() == 1, "{shown:?} is in one piece");
    }

    #[test]
    fn invisible_characters_are_gone() {
        check(
            plain::raw,
            "In War\u{ad}saw, Scholz\u{200b}.",
            "In Warsaw, Scholz.",
        );
        check(
            markdown::raw,
            "In **War\u{ad}saw**, Scholz\u{feff}.",
            "In Warsaw, Scholz.",
        );
        check(
            plain::raw,
            "The mayor\u{92}s \u{93}no\u{94}",
            "The mayor’s “no”",
        );
        check(plain::raw, "x \u{200e}\u{2060}", "x");
    }

    #[test]
    fn marks_inside_of_a_sentence_are_gone() {
        check(
            markdown::raw,
            "The *Old* [bridge](http://e.org/a) fell.",
            "The Old bridge fell.",
        );
        check(
            markdown::raw,
            "Ann <i>Low</i>, B**o**b `x` ~~y~~ z.",
            "Ann Low, Bob x y z.",
        );
        check(markdown::raw, "one<br>two<br/>three", "one\ntwo\nthree");
        check(
            markdown::raw,
            "see ![the map](m.png) there",
            "see the map there",
        );
        check(plain::raw, "> It fell,\n> he said.", "It fell,\nhe said.");
    }

    #[test]
    fn character_references_are_what_they_stand_for() {
        check(
            markdown::raw,
            "AT&amp;T, Ann&nbsp;Low, Caf&eacute;, it&rsquo;s &lt;b&gt; &#42;x&#42; &#x2014; &nosuch; &amp;",
            "AT&T, Ann\u{a0}Low, Café, it’s <b> *x* — &nosuch; &",
        );
        check(markdown::raw, "`a &amp; b` \\&amp;", "a &amp; b &amp;");
        check(plain::raw, "AT&amp;T", "AT&amp;T");
    }

    const HYPHENS: &str = "\
The council of the river town met on Monday to hear deb-
ates about the repair of the old stone bridge. It stays
closed, as the Franco-
German group that built it said on Friday in the old Ber-
lin. Its well-
known chief, who was there for most of it, wrote an e-
mail; she writes that word, as most people do, as e-mail.";

    #[test]
    fn hyphens_at_the_ends_of_lines_join_words() {
        let article = read(plain::raw, &format!("A title\n\n{HYPHENS}"));
        let text = article.text.replace('\n', " ");
        for whole in [
            " debates about",
            "Franco-German group that",
            "old Berlin. Its",
            "well-known chief",
            "an e-mail; she",
        ] {
            assert!(text.contains(whole), "{whole}: {text}");
        }
        let lines = |text: &str| text.matches('\n').count();
        assert_eq!(
            lines(&article.text),
            2 + lines(HYPHENS),
            "lines keep their numbers"
        );
        let dashes = "He said nothing -\nnothing at all, as every day of that long week in the house by the river - and left.";
        check(plain::raw, dashes, dashes);
    }

    #[test]
    fn styles_and_links_stay_on_their_words() {
        let article = read(
            markdown::raw,
            "A title\n\nThe **Old&nbsp;\u{ad}B**ridge of [Ri*g*a](x.html) f\u{ad}ell.",
        );
        let text = &article.text;
        let block: &Block = article.blocks.last().unwrap();
        let styled = block
            .inlines
            .iter()
            .filter(|inline| inline.style != Style::Hidden);
        let styled: Vec<(Style, &str)> = styled
            .map(|inline| (inline.style, inline.span.slice(text)))
            .collect();
        assert_eq!(styled[0], (Style::Strong, "Old\u{a0}B"));
        assert_eq!(article.links[0].span.slice(text), "Riga");
        assert_eq!(block.role, Role::Paragraph);
    }

    #[test]
    fn a_span_leads_back_to_the_file() {
        let source = "A title\n\nThe AT&amp;T **tower** in War\u{ad}saw fell.";
        let article = read(markdown::raw, source);
        let check = |shown: &str, expected: &str| {
            let at = article.text.find(shown).unwrap();
            let span = Span::new(at, at + shown.len());
            assert_eq!(article.in_file(span).slice(source), expected);
        };
        check("The", "The");
        check("tower", "tower");
        check("Warsaw", "War\u{ad}saw");
        check("fell", "fell");
        let source = "A title\n\nThe mayor\u{92}s \u{93}no\u{94} stands.";
        let article = read(plain::raw, source);
        let at = article.text.find("“no”").unwrap();
        let there = article.in_file(Span::new(at, at + "“no”".len()));
        assert_eq!(there.slice(source), "\u{93}no\u{94}");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_in_the_file(text in "([*_`\\[\\]()<>!|&#;-]{1,2}|[a-zé]{1,4}|amp;|br>|[ \u{ad}\u{200b}\u{feff}\u{200d}]|-\n|\n|\n\n|> |    ){0,40}") {
            for format in [plain::raw as Format, markdown::raw] {
                let article = read(format, &text);
                for (at, c) in article.text.char_indices().filter(|(_, c)| c.is_ascii_lowercase()) {
                    let there = article.in_file(Span::new(at, at + 1));
                    // A letter of a reference is its own; every other is where it was.
                    let same = there.slice(&text) == c.to_string();
                    prop_assert!(same || text.contains('&'), "{at} {c} {article:?}");
                }
            }
        }
    }
}
