//! One style for each meaning, in as many colors as the terminal has.
//!
//! Color is never the only sign: what is colored is also bold, underlined, reversed or
//! marked by a character, so that the screen can be read without any.

use crate::app::canvas::{Look, Meaning};
use crate::entities::Kind;
use ratatui::style::{Color, Modifier, Style};

/// How many colors a terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// None: bold, underline and reverse only.
    Plain,
    /// The 16 of the terminal's own palette.
    Ansi,
    /// The 256 of xterm.
    Indexed,
    /// 24 bits.
    True,
}

/// What the text stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// Light text on dark.
    Dark,
    /// Dark text on light.
    Light,
}

/// A color of the palette: on dark and on light, and both in the terminal's own palette.
#[derive(Clone, Copy, Debug)]
struct Tone {
    dark: (u8, u8, u8),
    light: (u8, u8, u8),
    ansi: (Color, Color),
}

const fn tone(dark: u32, light: u32, ansi_dark: Color, ansi_light: Color) -> Tone {
    const fn rgb(hex: u32) -> (u8, u8, u8) {
        let [_, r, g, b] = hex.to_be_bytes();
        (r, g, b)
    }
    Tone {
        dark: rgb(dark),
        light: rgb(light),
        ansi: (ansi_dark, ansi_light),
    }
}

const DIM: Tone = tone(0x9a_a0a6, 0x5f_6368, Color::Gray, Color::DarkGray);
const ACCENT: Tone = tone(0x8a_b4f8, 0x1a_5fb4, Color::LightCyan, Color::Blue);
const RULE: Tone = tone(0x5f_6673, 0xa0_a6b0, Color::DarkGray, Color::DarkGray);
const WARNING: Tone = tone(0xf6_c177, 0x8f_4700, Color::LightYellow, Color::Red);
/// Text on a ground of its own, so that it can be read if the terminal's ground is not what
/// it was taken for.
const INK: Tone = tone(0xe8_eaed, 0x20_2124, Color::White, Color::Black);
const SELECTED: Tone = tone(0x2d_3342, 0xdf_e6f2, Color::DarkGray, Color::Gray);
const MARK: Tone = tone(0x5c_4a12, 0xff_e58a, Color::Blue, Color::Yellow);
const FOUND: Tone = tone(0x1f_4d4a, 0xa8_ece4, Color::Magenta, Color::Cyan);

/// The colors of the kinds, in the order of [`Kind::ALL`].
const KINDS: [Tone; 10] = [
    tone(0xf2_cc60, 0x7d_4e00, Color::LightYellow, Color::Red),
    tone(0x8a_b4f8, 0x1a_5fb4, Color::LightBlue, Color::Blue),
    tone(0x8f_d694, 0x1b_6e2a, Color::LightGreen, Color::Green),
    tone(0x7f_d6d6, 0x00_6470, Color::LightCyan, Color::Cyan),
    tone(0xf0_9ad0, 0x97_1a6b, Color::LightMagenta, Color::Magenta),
    tone(0xf4_a574, 0x96_3c00, Color::LightRed, Color::Red),
    tone(0xe6_a9f0, 0x7c_2a92, Color::Magenta, Color::Magenta),
    tone(0xb8_b2ff, 0x4d_3fbf, Color::LightMagenta, Color::Blue),
    tone(0xa9_dc9c, 0x2f_6a1e, Color::Green, Color::Green),
    tone(0xc3_c7cf, 0x4f_5661, Color::Gray, Color::DarkGray),
];

/// The styles of everything on the screen.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Running text.
    pub text: Style,
    /// What matters less.
    pub dim: Style,
    /// Titles.
    pub title: Style,
    /// Headings in an article.
    pub heading: Style,
    /// The name of the program, the focused pane, keys.
    pub accent: Style,
    /// Lines between panes.
    pub rule: Style,
    /// What needs attention.
    pub warning: Style,
    /// Added to what could not be read of a query.
    pub problem: Style,
    /// Added to the selected row of the focused pane.
    pub selected: Style,
    /// Added to the selected row of the other panes.
    pub selected_away: Style,
    /// Added to terms of the query.
    pub mark: Style,
    /// Added to what was found in the article.
    pub found: Style,
    /// Added to the match or mention jumped to.
    pub current: Style,
    /// Filters and the query.
    pub chip: Style,
    /// Filters that leave out.
    pub chip_without: Style,
    /// Added to strong text and lead-ins.
    pub strong: Style,
    /// Added to emphasized text.
    pub emphasis: Style,
    /// Added to links.
    pub link: Style,
    /// Added to code.
    pub code: Style,
    /// Added to mentions of entities in an article, besides the color of their kind.
    pub mention: Style,
    kinds: [Style; 10],
}

impl Theme {
    /// The theme for a terminal.
    #[must_use]
    pub fn new(depth: Depth, background: Background) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let fg = |tone: Tone| match color(tone, depth, background) {
            Some(color) => plain.fg(color),
            None => plain,
        };
        let on = |tone: Tone, instead: Modifier| match color(tone, depth, background) {
            Some(color) => fg(INK).bg(color),
            None => plain.add_modifier(instead),
        };
        let mention = match depth {
            Depth::Plain => plain.add_modifier(Modifier::UNDERLINED),
            _ => plain,
        };
        Self {
            text: plain,
            dim: fg(DIM),
            title: bold,
            heading: fg(ACCENT).add_modifier(Modifier::BOLD),
            accent: fg(ACCENT).add_modifier(Modifier::BOLD),
            rule: fg(RULE),
            warning: fg(WARNING).add_modifier(Modifier::BOLD),
            problem: fg(WARNING).add_modifier(Modifier::UNDERLINED),
            selected: on(SELECTED, Modifier::REVERSED),
            selected_away: plain,
            mark: on(MARK, Modifier::UNDERLINED).add_modifier(Modifier::BOLD),
            found: on(FOUND, Modifier::UNDERLINED).add_modifier(Modifier::BOLD),
            current: plain.add_modifier(Modifier::REVERSED | Modifier::BOLD),
            chip: on(SELECTED, Modifier::REVERSED),
            chip_without: on(SELECTED, Modifier::REVERSED).patch(fg(WARNING)),
            strong: bold,
            emphasis: plain.add_modifier(Modifier::ITALIC),
            link: plain.add_modifier(Modifier::UNDERLINED),
            code: fg(DIM),
            mention,
            kinds: KINDS.map(fg),
        }
    }

    /// The style of what a text means: of each meaning, the later over the earlier.
    #[must_use]
    pub fn style(&self, look: Look) -> Style {
        let styles = look.meanings().map(|meaning| self.style_of(meaning));
        styles.fold(Style::new(), Style::patch)
    }

    fn style_of(&self, meaning: Meaning) -> Style {
        match meaning {
            Meaning::Text => self.text,
            Meaning::Dim => self.dim,
            Meaning::Title => self.title,
            Meaning::Heading => self.heading,
            Meaning::Accent => self.accent,
            Meaning::Rule => self.rule,
            Meaning::Warning => self.warning,
            Meaning::Problem => self.problem,
            Meaning::Selected => self.selected,
            Meaning::SelectedAway => self.selected_away,
            Meaning::Mark => self.mark,
            Meaning::Found => self.found,
            Meaning::Current => self.current,
            Meaning::Chip => self.chip,
            Meaning::ChipWithout => self.chip_without,
            Meaning::Strong => self.strong,
            Meaning::Emphasis => self.emphasis,
            Meaning::Link => self.link,
            Meaning::Code => self.code,
            Meaning::Mention => self.mention,
            Meaning::Kind(kind) => self.kind(kind),
        }
    }

    /// The style of a kind of entity.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> Style {
        let at = Kind::ALL
            .iter()
            .position(|other| *other == kind)
            .unwrap_or(0);
        self.kinds[at]
    }
}

fn color(tone: Tone, depth: Depth, background: Background) -> Option<Color> {
    let (r, g, b) = match background {
        Background::Dark => tone.dark,
        Background::Light => tone.light,
    };
    match depth {
        Depth::Plain => None,
        Depth::Ansi => Some(match background {
            Background::Dark => tone.ansi.0,
            Background::Light => tone.ansi.1,
        }),
        Depth::Indexed => Some(Color::Indexed(nearest((r, g, b)))),
        Depth::True => Some(Color::Rgb(r, g, b)),
    }
}

/// The nearest of xterm's 256 colors that is not one of the 16 users redefine: the cube of
/// 6×6×6 with steps 0, 95, 135, 175, 215, 255, and 24 grays from 8 in steps of 10.
fn nearest((r, g, b): (u8, u8, u8)) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let distance = |(x, y, z): (u8, u8, u8)| {
        let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        square(r, x) + square(g, y) + square(b, z)
    };
    let cube = |n: u8| {
        (
            STEPS[usize::from(n / 36)],
            STEPS[usize::from(n / 6 % 6)],
            STEPS[usize::from(n % 6)],
        )
    };
    let colors = (0..216).map(|n| (16 + n, cube(n)));
    let grays = (0..24).map(|n| (232 + n, (8 + 10 * n, 8 + 10 * n, 8 + 10 * n)));
    colors
        .chain(grays)
        .min_by_key(|(_, rgb)| distance(*rgb))
        .map_or(7, |(index, _)| index)
}

/// What the environment says of the terminal's colors.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// `NO_COLOR`, if set and not empty (see no-color.org).
    pub no_color: bool,
    /// `TERM`.
    pub term: String,
    /// `COLORTERM`.
    pub colorterm: String,
    /// `COLORFGBG`: foreground and background in the terminal's palette.
    pub colorfgbg: String,
}

impl Surroundings {
    /// The number of colors to use.
    #[must_use]
    pub fn depth(&self) -> Depth {
        let truly = self.colorterm == "truecolor" || self.colorterm == "24bit";
        match self.term.as_str() {
            _ if self.no_color => Depth::Plain,
            _ if truly || self.term.ends_with("-direct") => Depth::True,
            "linux" | "vt100" | "vt220" | "ansi" => Depth::Ansi,
            term if term.contains("256color") => Depth::Indexed,
            _ => Depth::Ansi,
        }
    }

    /// What the text stands on; dark unless the terminal says otherwise.
    #[must_use]
    pub fn background(&self) -> Background {
        match self
            .colorfgbg
            .rsplit(';')
            .next()
            .and_then(|bg| bg.parse::<u8>().ok())
        {
            Some(7 | 9..=15) => Background::Light,
            _ => Background::Dark,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        ACCENT, Background, DIM, Depth, FOUND, INK, KINDS, MARK, SELECTED, Surroundings, Theme,
        Tone, WARNING, nearest,
    };
    use crate::app::canvas::Meaning;
    use crate::entities::Kind;

    /// Contrast ratio of two colors (WCAG 2.1, 1.4.3).
    fn contrast(a: (u8, u8, u8), b: (u8, u8, u8)) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        let light = |(r, g, b): (u8, u8, u8)| {
            0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
        };
        let (a, b) = (light(a).max(light(b)), light(a).min(light(b)));
        (a + 0.05) / (b + 0.05)
    }

    fn check(tone: Tone, dark: (u8, u8, u8), light: (u8, u8, u8)) {
        let (on_dark, on_light) = (contrast(tone.dark, dark), contrast(tone.light, light));
        assert!(
            on_dark >= 4.5 && on_light >= 4.5,
            "{tone:?}: {on_dark:.1} {on_light:.1}"
        );
    }

    #[test]
    fn words_can_be_read_on_every_ground() {
        let usual = ((0x1e, 0x1e, 0x2e), (0xff, 0xff, 0xff));
        for tone in KINDS.into_iter().chain([DIM, ACCENT, WARNING]) {
            for (dark, light) in [usual, (SELECTED.dark, SELECTED.light)] {
                check(tone, dark, light);
            }
        }
        for ground in [SELECTED, MARK, FOUND] {
            check(INK, ground.dark, ground.light);
        }
    }

    #[test]
    fn the_environment_tells_the_colors() {
        let depth = |no_color, term: &str, colorterm: &str| {
            let (term, colorterm) = (term.to_owned(), colorterm.to_owned());
            Surroundings {
                no_color,
                term,
                colorterm,
                ..Surroundings::default()
            }
            .depth()
        };
        assert_eq!(depth(true, "xterm", "truecolor"), Depth::Plain);
        assert_eq!(depth(false, "xterm", "truecolor"), Depth::True);
        assert_eq!(depth(false, "screen-256color", ""), Depth::Indexed);
        assert_eq!(depth(false, "linux", ""), Depth::Ansi);
        let light = Surroundings {
            colorfgbg: "0;15".to_owned(),
            ..Surroundings::default()
        };
        assert_eq!(light.background(), Background::Light);
    }

    #[test]
    fn the_cube_is_xterms() {
        assert_eq!(nearest((255, 0, 0)), 196);
        assert_eq!(nearest((8, 8, 8)), 232);
    }

    #[test]
    fn later_meanings_lie_over_earlier_ones() {
        let theme = Theme::new(Depth::True, Background::Dark);
        let place = theme.kind(Kind::Place);
        let look = Meaning::Heading.and(Meaning::Kind(Kind::Place));
        assert_eq!(theme.style(look), theme.heading.patch(place));
        assert_eq!(theme.style(look).fg, place.fg);
        assert_eq!(theme.style(Meaning::Mark.into()), theme.mark);
        assert_eq!(theme.style(look.and(Meaning::Mark)).bg, theme.mark.bg);
    }
}
