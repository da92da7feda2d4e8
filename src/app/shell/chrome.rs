//! The app drawn: the first and the last line, the line of query and filters, the panes and
//! the rules between them, and whatever lies over them.

use super::footer::GAP;
use super::keys;
use crate::app::App;
use crate::app::canvas::{Canvas, Meaning};
use crate::app::chips;
use crate::app::parts::line::Line;
use crate::app::parts::wording::{counted, grouped};
use crate::app::screen::{Area, Pane, Shape};
use crate::library::{Phase, Progress};
use crate::text::{safe, wrap};

impl App {
    /// Draws everything.
    pub fn draw(&self, out: &mut dyn Canvas) {
        let layout = &self.screen.layout;
        if layout.is_too_small() {
            return too_small(layout.screen, out);
        }
        self.draw_header(out);
        self.draw_footer(out);
        match self.page() {
            Some((page, _)) => page.draw(layout.of(Shape::Page), self.now(), out),
            None => self.draw_panes(out),
        }
        for layer in &self.layers {
            let shape = layer.feature().shape;
            if shape != Shape::Page {
                layer.draw(layout.of(shape), self.now(), out);
            }
        }
    }

    /// Draws the panes and the line above them.
    fn draw_panes(&self, out: &mut dyn Canvas) {
        if !self.is_asking() {
            draw_chips(self, out);
        }
        let layout = &self.screen.layout;
        for pane in Pane::ALL {
            let area = layout.inner(pane);
            if !area.is_empty() {
                self.panes.get(pane).draw(area, self.now(), out);
            }
        }
        self.draw_rules(out);
    }

    /// Draws the lines between panes.
    fn draw_rules(&self, out: &mut dyn Canvas) {
        let layout = &self.screen.layout;
        for pane in Pane::ALL {
            let area = layout.area(pane);
            if area.is_empty() || area.x + area.width >= layout.screen.width {
                continue;
            }
            let column = Area {
                x: area.x + area.width - 1,
                width: 1,
                ..area
            };
            for row in 0..column.height {
                Line::new(out, column, row).put("│", Meaning::Rule);
            }
        }
    }

    /// Draws the first line: name, collection, counts, progress, what was skipped.
    fn draw_header(&self, out: &mut dyn Canvas) {
        let skipped = match self.library.corpus.n_skipped() {
            0 => String::new(),
            n => format!("{} skipped (!)  ", grouped(n as u64)),
        };
        let help = "? help ";
        let counts = self.counts();
        let mut line = Line::new(out, self.screen.layout.header, 0);
        line.put(" Dossier ", Meaning::Accent);
        let right = safe::width(&skipped) + safe::width(help);
        let room = line.left().saturating_sub(right + 2);
        let name = safe::cut(
            &self.screen.name,
            room.saturating_sub(safe::width(&counts) + 3).max(room / 3),
        );
        line.put(" ", Meaning::Text)
            .put(&name, Meaning::Title)
            .put("  ", Meaning::Text);
        let room = line.left().saturating_sub(right + 1);
        line.put_cut(&counts, room, Meaning::Dim);
        let gap = line.left().saturating_sub(right);
        line.skip(gap)
            .put(&skipped, Meaning::Warning)
            .put(help, Meaning::Dim);
    }

    /// What the collection holds, and how far reading it has come.
    fn counts(&self) -> String {
        let library = &self.library;
        let articles = counted(library.corpus.len(), "article");
        let words = counted(
            usize::try_from(library.progress.words).unwrap_or(usize::MAX),
            "word",
        );
        match library.progress.phase {
            Phase::Reading => format!("reading · {articles}{}", pace(&library.progress)),
            Phase::Naming => {
                let percent = 100 * library.progress.named / library.corpus.len().max(1);
                format!("{articles} · {words} · naming entities {percent} %")
            }
            Phase::Ready => {
                // As the table of entities counts them; dates and amounts have none.
                let names = counted(library.catalog.n_names(), "name");
                format!("{articles} · {words} · {names}")
            }
        }
    }

    /// Draws the last line: a message, what can follow, or the keys that matter here.
    fn draw_footer(&self, out: &mut dyn Canvas) {
        let mut line = Line::new(out, self.screen.layout.footer, 0);
        line.put(" ", Meaning::Text);
        let pressed = &self.screen.pressed;
        let unsaid = chips::unsaid(self.now(), self.is_asking()).filter(|_| pressed.is_empty());
        if let Some(message) = &self.screen.message {
            line.put_cut(message, self.footer_room(), Meaning::Text);
        } else if let Some(problem) = unsaid {
            line.put_cut(&problem, self.footer_room(), Meaning::Warning);
        } else if pressed.is_empty() {
            for key in self.footer_keys() {
                line.put(&key.label, Meaning::Accent)
                    .put(" ", Meaning::Text)
                    .put(key.short, Meaning::Dim)
                    .skip(GAP);
            }
        } else {
            let sequence: String = pressed.iter().map(ToString::to_string).collect();
            line.put(&sequence, Meaning::Accent);
            let front = self.front();
            let typing = front.prompt().is_some();
            for (key, help) in keys::following(front.feature(), typing, pressed) {
                line.put(&format!("  {key}"), Meaning::Accent)
                    .put(" ", Meaning::Text)
                    .put(help, Meaning::Dim);
            }
        }
        line.put_right(&self.place(), Meaning::Dim);
    }
}

/// Draws the line of query and filters.
fn draw_chips(app: &App, out: &mut dyn Canvas) {
    let area = app.screen.layout.chips;
    if area.is_empty() {
        return;
    }
    let (room, said) = chips::room(app.now(), false);
    let mut line = Line::new(out, area, 0);
    line.put(" ", Meaning::Text);
    chips::put(app.now(), false, room, &said, &mut line);
}

/// Says that the screen is too small, in as many lines as that takes.
fn too_small(screen: Area, out: &mut dyn Canvas) {
    let said = "Dossier needs 40×10 cells; enlarge the window, or q quits";
    let lines = wrap::wrap(said, &[], usize::from(screen.width));
    let first = usize::from(screen.height).saturating_sub(lines.len()) / 2;
    for (row, line) in (first..).zip(lines) {
        let row = u16::try_from(row).unwrap_or(u16::MAX);
        Line::new(out, screen, row).put(line.slice(said), Meaning::Dim);
    }
}

/// Bytes, rate and time left of a collection being read.
fn pace(progress: &Progress) -> String {
    let mega = |bytes: u64| format!("{}.{}", bytes / 1_000_000, bytes / 100_000 % 10);
    let bytes = progress.read.bytes;
    let milliseconds = u64::try_from(progress.elapsed.as_millis())
        .unwrap_or(u64::MAX)
        .max(1);
    let rate = (bytes.saturating_mul(1000) / milliseconds).max(1);
    match progress.read.total_bytes.filter(|total| *total >= bytes) {
        Some(total) => {
            let left = (total - bytes) / rate;
            format!(
                " · {} of {} MB · {} MB/s · {left} s left",
                mega(bytes),
                mega(total),
                mega(rate)
            )
        }
        None => format!(" · {} MB · {} MB/s", mega(bytes), mega(rate)),
    }
}
