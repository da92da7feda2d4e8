//! How text looks: laid out with colors in a terminal, fields and tabs in a pipe.
//!
//! In go pieces of any text; out come printable ones, in the styles of the browser.

use super::browsing::surroundings;
use crate::text::{Span, safe};
use crate::ui::Theme;
use anstyle::{Ansi256Color, AnsiColor, Effects, RgbColor};
use ratatui::style::{Color, Modifier, Style};
use std::io::{self, IsTerminal, Write};

/// Widest text, in columns: lines longer than that are hard to read.
const WIDEST: usize = 160;
/// Columns of a terminal that does not say how many it has.
const USUAL: usize = 80;
/// Narrowest layout; a narrower terminal breaks the lines itself.
const NARROWEST: usize = 40;

/// How text is to look.
#[derive(Debug)]
pub(super) enum Look {
    /// Fields with tabs between them.
    Fields,
    /// To be read.
    Page(Box<Page>),
}

/// A terminal to lay text out for.
#[derive(Debug)]
pub(super) struct Page {
    /// Columns to use.
    pub(super) columns: usize,
    /// The styles.
    pub(super) theme: Theme,
    /// Whether the terminal knows any.
    pub(super) has_styles: bool,
}

impl Look {
    /// How text looks on standard output.
    pub(super) fn of_stdout() -> Self {
        let stdout = io::stdout();
        if !stdout.is_terminal() {
            return Self::Fields;
        }
        let surroundings = surroundings();
        let columns = columns(&stdout).filter(|columns| *columns > 0);
        Self::Page(Box::new(Page {
            columns: columns.unwrap_or(USUAL).clamp(NARROWEST, WIDEST),
            theme: Theme::new(surroundings.depth(), surroundings.background()),
            has_styles: !matches!(surroundings.term.as_str(), "" | "dumb"),
        }))
    }
}

#[cfg(unix)]
fn columns(terminal: &io::Stdout) -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(terminal).ok()?;
    Some(usize::from(size.ws_col))
}

#[cfg(not(unix))]
fn columns(_terminal: &io::Stdout) -> Option<usize> {
    None
}

/// Writes fields with tabs between them; none of them can hold a tab.
pub(super) fn fields(out: &mut dyn Write, fields: &[&str]) -> io::Result<()> {
    for (at, field) in fields.iter().enumerate() {
        let before = if at > 0 { "\t" } else { "" };
        write!(out, "{before}{}", safe::clean(field))?;
    }
    writeln!(out)
}

impl Page {
    /// Writes a text, made printable.
    pub(super) fn put(&self, out: &mut dyn Write, text: &str, style: Style) -> io::Result<()> {
        let text = safe::clean(text);
        if !self.has_styles || style == Style::new() || text.is_empty() {
            return out.write_all(text.as_bytes());
        }
        let style = sgr(style);
        write!(out, "{style}{text}{style:#}")
    }

    /// Writes a text with spans of it in a style of their own.
    pub(super) fn put_marked(
        &self,
        out: &mut dyn Write,
        text: &str,
        marks: &[Span],
        marked: Style,
    ) -> io::Result<()> {
        let mut at = 0;
        for mark in marks {
            let before = Span::new(at, mark.from());
            self.put(out, before.slice(text), self.theme.text)?;
            self.put(out, mark.slice(text), marked)?;
            at = mark.to();
        }
        self.put(out, Span::new(at, text.len()).slice(text), self.theme.text)
    }

    /// Writes a text in `width` columns: blanks behind it, or cut.
    pub(super) fn put_padded(
        &self,
        out: &mut dyn Write,
        text: &str,
        width: usize,
        style: Style,
    ) -> io::Result<()> {
        let text = safe::cut(text, width);
        self.put(out, &text, style)?;
        write!(out, "{:1$}", "", width.saturating_sub(safe::width(&text)))
    }
}

/// The modifiers in use and what terminals call them.
const EFFECTS: [(Modifier, Effects); 4] = [
    (Modifier::BOLD, Effects::BOLD),
    (Modifier::ITALIC, Effects::ITALIC),
    (Modifier::UNDERLINED, Effects::UNDERLINE),
    (Modifier::REVERSED, Effects::INVERT),
];

/// The sequences for a style of the screen.
fn sgr(style: Style) -> anstyle::Style {
    let effects = EFFECTS
        .iter()
        .filter(|(modifier, _)| style.add_modifier.contains(*modifier));
    let effects = effects.fold(Effects::new(), |all, (_, effect)| all | *effect);
    anstyle::Style::new()
        .effects(effects)
        .fg_color(style.fg.and_then(color))
        .bg_color(style.bg.and_then(color))
}

fn color(color: Color) -> Option<anstyle::Color> {
    Some(match color {
        Color::Reset => return None,
        Color::Rgb(r, g, b) => RgbColor(r, g, b).into(),
        Color::Indexed(index) => Ansi256Color(index).into(),
        Color::Black => AnsiColor::Black.into(),
        Color::Red => AnsiColor::Red.into(),
        Color::Green => AnsiColor::Green.into(),
        Color::Yellow => AnsiColor::Yellow.into(),
        Color::Blue => AnsiColor::Blue.into(),
        Color::Magenta => AnsiColor::Magenta.into(),
        Color::Cyan => AnsiColor::Cyan.into(),
        Color::Gray => AnsiColor::White.into(),
        Color::DarkGray => AnsiColor::BrightBlack.into(),
        Color::LightRed => AnsiColor::BrightRed.into(),
        Color::LightGreen => AnsiColor::BrightGreen.into(),
        Color::LightYellow => AnsiColor::BrightYellow.into(),
        Color::LightBlue => AnsiColor::BrightBlue.into(),
        Color::LightMagenta => AnsiColor::BrightMagenta.into(),
        Color::LightCyan => AnsiColor::BrightCyan.into(),
        Color::White => AnsiColor::BrightWhite.into(),
    })
}

#[cfg(test)]
pub(super) mod testing {
    use super::{Look, Page};
    use crate::ui::Theme;
    use crate::ui::theme::{Background, Depth};

    /// A terminal of that many columns and 16 colors, or without any styles.
    pub(crate) fn page(columns: usize, has_styles: bool) -> Look {
        Look::Page(Box::new(Page {
            columns,
            theme: Theme::new(Depth::Ansi, Background::Dark),
            has_styles,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::testing::page;
    use super::{Look, fields};
    use crate::text::Span;
    use ratatui::style::{Color, Style};

    fn check(text: &str, marks: &[Span], has_styles: bool, expected: &str) {
        let Look::Page(page) = page(80, has_styles) else {
            panic!("a page");
        };
        let mut out = Vec::new();
        let red = Style::new().fg(Color::Red).bg(Color::Indexed(17));
        page.put_marked(&mut out, text, marks, red).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn marks_are_styled_and_text_is_safe() {
        let mark = [Span::new(4, 6)];
        check(
            "the G7\x1b[m",
            &mark,
            true,
            "the \x1b[31m\x1b[48;5;17mG7\x1b[0m␛[m",
        );
        check("the G7\x1b[m", &mark, false, "the G7␛[m");
    }

    #[test]
    fn fields_hold_no_tabs() {
        let mut out = Vec::new();
        fields(&mut out, &["a\tb", "", "c\nd"]).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a    b\t\tc d\n");
    }
}
