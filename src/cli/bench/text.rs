//! The figures, to be read.

use super::figures::{Report, real};
use crate::app::parts::wording::{counted, grouped};
use crate::cli::look::Look;
use crate::text::safe;
use std::io::{self, Write};

/// Columns of the names of figures, and of a figure.
const NAME: usize = 44;
const FIGURE: usize = 12;

/// Prints all figures, in groups.
pub(super) fn print(report: &Report, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Lines { look, out };
    let read = format!(
        "{} in {}, {} of text, {} skipped; {}",
        counted(report.articles, "article"),
        counted(usize::try_from(report.files).unwrap_or(usize::MAX), "file"),
        bytes(report.text),
        grouped(report.skipped as u64),
        counted(report.threads, "thread")
    );
    page.title(&read, &[])?;
    page.title("Stages", &["time", "MB/s", "articles/s"])?;
    for stage in &report.stages {
        let figures = [
            time(stage.seconds),
            format!("{:.1}", real(stage.bytes_per_second) / 1e6),
            grouped(stage.articles_per_second),
        ];
        page.row(stage.stage, &figures)?;
    }
    page.title("Memory", &["size", "× text"])?;
    let memory = &report.memory;
    let held = [
        ("titles, sources, dates", Some(memory.cards as u64)),
        ("texts as kept", Some(memory.texts as u64)),
        ("index", Some(memory.index as u64)),
        ("entities", Some(memory.entities as u64)),
        ("program, all searchable", memory.searchable),
        ("program, entities known", memory.known),
    ];
    for (name, size) in held {
        let of_text = |size| format!("{:.2}", real(size) / real(report.text.max(1)));
        let figures = size.map(|size| [bytes(size), of_text(size)]);
        page.row(
            name,
            &figures.unwrap_or_else(|| ["unknown".to_owned(), String::new()]),
        )?;
    }
    page.title("Queries", &["median", "worst", "articles"])?;
    for query in &report.queries {
        let figures = [
            time(query.median),
            time(query.worst),
            grouped(query.articles as u64),
        ];
        page.row(&format!("{:<12} {}", query.class, query.query), &figures)?;
    }
    let finder = &report.finder;
    page.title("Finder", &["median", "worst"])?;
    page.row("preparing, once", &[time(finder.preparing)])?;
    let name = format!("a keystroke of \"{}\"", finder.pattern);
    page.row(&name, &[time(finder.median), time(finder.worst)])
}

/// Lines of figures under titles.
struct Lines<'a> {
    look: &'a Look,
    out: &'a mut dyn Write,
}

impl Lines<'_> {
    fn title(&mut self, title: &str, columns: &[&str]) -> io::Result<()> {
        let columns = in_columns(columns);
        let line = match columns.as_str() {
            "" => title.to_owned(),
            _ => format!("\n{title:<width$}{columns}", width = NAME + 2),
        };
        match self.look {
            Look::Page(page) => {
                for piece in line.split_inclusive('\n') {
                    page.put(self.out, piece.trim_end(), page.theme.title)?;
                    writeln!(self.out)?;
                }
                Ok(())
            }
            Look::Fields => writeln!(self.out, "{line}"),
        }
    }

    fn row(&mut self, name: &str, figures: &[String]) -> io::Result<()> {
        let name = safe::cut(name, NAME);
        let blanks = NAME.saturating_sub(safe::width(&name));
        let figures = in_columns(figures);
        writeln!(self.out, "  {name}{:blanks$}{figures}", "")
    }
}

/// Figures or their names, each at the right of its column.
fn in_columns(figures: &[impl AsRef<str>]) -> String {
    let columns = figures.iter().map(AsRef::as_ref);
    columns.fold(String::new(), |line, figure: &str| {
        line + &format!("{figure:>FIGURE$}")
    })
}

/// Seconds, in the unit that needs no more than four digits.
fn time(seconds: f64) -> String {
    match seconds {
        s if s < 1e-3 => format!("{:.0} µs", s * 1e6),
        s if s < 1.0 => format!("{:.1} ms", s * 1e3),
        s => format!("{s:.2} s"),
    }
}

/// Bytes, likewise.
fn bytes(bytes: u64) -> String {
    match real(bytes) {
        b if b < 1e6 => format!("{:.1} KB", b / 1e3),
        b => format!("{:.1} MB", b / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::{bytes, time};

    fn check(seconds: f64, expected: &str) {
        assert_eq!(time(seconds), expected);
    }

    #[test]
    fn figures_have_a_unit_that_fits() {
        check(0.000_045, "45 µs");
        check(0.012_34, "12.3 ms");
        check(5.25, "5.25 s");
        assert_eq!(bytes(41_200), "41.2 KB");
        assert_eq!(bytes(434_000_000), "434.0 MB");
    }
}
