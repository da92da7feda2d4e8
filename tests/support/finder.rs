//! The finder as it stands on the screen: its line, sections, rows and preview.
#![allow(dead_code, reason = "each test binary uses its own part of this")]

use super::stage::Stage;
use dossier::app::canvas::{Canvas, Look, Meaning, TextCanvas};
use dossier::app::screen::Area;
use dossier::app::screen::Size;

/// A row of the finder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// The name of its section.
    pub(crate) section: String,
    /// What it is called.
    pub(crate) label: String,
    /// The other name that matched.
    pub(crate) form: Option<String>,
    /// What else is known of it.
    pub(crate) detail: String,
    /// The words that are marked in its line, and in the line of the text.
    pub(crate) marked: Vec<String>,
    /// The line of the text that matched.
    pub(crate) passage: Option<String>,
    /// Whether it is selected.
    pub(crate) selected: bool,
}

/// What of the finder is on the screen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shown {
    /// What is typed.
    pub(crate) line: String,
    /// The sections, and how many match in each.
    pub(crate) sections: Vec<(String, usize)>,
    /// The rows.
    pub(crate) rows: Vec<Row>,
    /// Columns of the rows.
    pub(crate) columns: usize,
    /// What the selected row leads to, line by line; nothing where there is no room for it.
    pub(crate) preview: Option<Vec<String>>,
}

/// The screen, and apart from it what of it is marked.
struct Marked {
    all: TextCanvas,
    marks: TextCanvas,
}

impl Canvas for Marked {
    fn area(&self) -> Area {
        self.all.area()
    }

    fn put(&mut self, x: u16, y: u16, text: &str, columns: u16, look: Look) -> u16 {
        if look.meanings().any(|meaning| meaning == Meaning::Mark) {
            self.marks.put(x, y, text, columns, look);
        }
        self.all.put(x, y, text, columns, look)
    }

    fn tint(&mut self, _: Area, _: Look) {}

    fn frame(&mut self, area: Area, title: &str, hint: &str) {
        self.marks.frame(area, "", "");
        self.all.frame(area, title, hint);
    }

    fn cursor(&mut self, _: u16, _: u16) {}
}

/// A part of a line of cells, without blanks at its end.
fn part(canvas: &TextCanvas, row: u16, columns: std::ops::Range<u16>) -> String {
    let text: String = columns.map(|x| canvas.symbol(x, row)).collect();
    text.trim_end().to_owned()
}

/// What of the finder is on the screen of a stage; fails if it is not open.
#[track_caller]
pub(crate) fn shown(stage: &Stage) -> Shown {
    assert!(stage.is_open("finder"), "no finder:\n{}", stage.screen());
    let screen = stage.app.screen.layout.screen;
    let size = Size {
        columns: screen.width,
        rows: screen.height,
    };
    let mut drawn = Marked {
        all: TextCanvas::new(size),
        marks: TextCanvas::new(size),
    };
    stage.app.draw(&mut drawn);
    let mut corners = (0..screen.height).flat_map(|y| (0..screen.width).map(move |x| (x, y)));
    let (x, top) = corners
        .find(|(x, y)| part(&drawn.all, *y, *x..screen.width).starts_with("╭ Find"))
        .expect("the finder has a frame");
    let mut ends = top..screen.height;
    let bottom = ends
        .find(|y| drawn.all.symbol(x, *y) == "╰")
        .expect("the frame ends");
    read(&drawn, x + 2, top + 1, bottom)
}

/// Reads what stands in the frame from a column on, between two rows.
fn read(drawn: &Marked, left: u16, top: u16, bottom: u16) -> Shown {
    let width = drawn.area().width;
    let rule_behind = |from: u16, y: u16| (from..width).find(|x| drawn.all.symbol(*x, y) == "│");
    let right = rule_behind(left, top).unwrap_or(width);
    let mut shown = Shown {
        line: part(&drawn.all, top, left..right)
            .trim_start_matches("› ")
            .to_owned(),
        ..Shown::default()
    };
    for y in top + 2..bottom {
        let end = rule_behind(left, y).unwrap_or(right);
        if shown.columns == 0 {
            shown.columns = usize::from(end - left) - 1;
        }
        if end + 1 < right {
            let beside = part(&drawn.all, y, end + 2..right);
            shown.preview.get_or_insert_default().push(beside);
        }
        let line = part(&drawn.all, y, left..end);
        if line.starts_with('─') {
            let below = y + 1..bottom;
            shown.preview = Some(below.map(|y| part(&drawn.all, y, left..right)).collect());
            break;
        }
        shown.take(&line, &part(&drawn.marks, y, left..end));
    }
    shown
}

impl Shown {
    /// Takes note of a line of the list and of what is marked of it.
    fn take(&mut self, line: &str, marks: &str) {
        let mut rest = line.chars();
        rest.next();
        let words = marks.split_whitespace().map(str::to_owned);
        match (rest.next(), rest.next(), rest.next()) {
            (Some(' '), Some('@' | '¶' | '#' | '§' | '…'), Some(' ')) => {
                let mut row = row(rest.as_str());
                row.section = self
                    .sections
                    .last()
                    .map_or_else(String::new, |it| it.0.clone());
                row.selected = line.starts_with('▌');
                row.marked = words.collect();
                self.rows.push(row);
            }
            (Some(' '), Some(' '), Some(' ')) => {
                if let Some(row) = self.rows.last_mut() {
                    row.passage = Some(rest.as_str().to_owned());
                    row.marked.extend(words);
                }
            }
            _ => self.sections.extend(section(line)),
        }
    }
}

/// The name of a section and how many match in it, if a line tells that.
fn section(line: &str) -> Option<(String, usize)> {
    let (name, counts) = line.split_once("  ")?;
    let (n_matching, _) = counts.split_once(" of ")?;
    let n_matching = n_matching.replace(',', "").parse().ok()?;
    Some((name.to_owned(), n_matching))
}

/// A row behind its sign: the label, perhaps another name, and at the end what is known.
fn row(text: &str) -> Row {
    let (named, detail) = text.rsplit_once("  ").unwrap_or((text, ""));
    let (named, detail) = match detail.strip_prefix("as ") {
        Some(_) => (text, ""),
        None => (named, detail),
    };
    let (label, form) = match named.split_once("  as ") {
        Some((label, form)) => (label, Some(form.trim_end().to_owned())),
        None => (named, None),
    };
    Row {
        label: label.trim_end().to_owned(),
        form,
        detail: detail.to_owned(),
        ..Row::default()
    }
}

/// The rows of a section that are on the screen.
#[track_caller]
pub(crate) fn rows(stage: &Stage, section: &str) -> Vec<Row> {
    let rows = shown(stage).rows.into_iter();
    rows.filter(|row| row.section == section).collect()
}

/// The selected row; an empty one if there is none.
#[track_caller]
pub(crate) fn selected(stage: &Stage) -> Row {
    let mut rows = shown(stage).rows.into_iter();
    rows.find(|row| row.selected).unwrap_or_default()
}

/// Goes down to the first row that is meant.
#[track_caller]
pub(crate) fn go_to(stage: &mut Stage, is_it: impl Fn(&Row) -> bool) {
    for _ in 0..200 {
        if is_it(&selected(stage)) {
            return;
        }
        stage.keys("<down>");
    }
    panic!("there is no such row:\n{}", stage.screen());
}
