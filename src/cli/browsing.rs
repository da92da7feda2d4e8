//! What to browse, once it is certain that browsing is possible.
//!
//! In go paths and what the environment says of the terminal; out come the inputs, the
//! collection's name and the colors, or the reason why there is nothing to browse or
//! nothing to browse it on. Nothing is read here and the terminal is not touched.

use super::Error;
use super::args::ThemeName;
use crate::corpus::files::load::Input;
use crate::corpus::files::open::reason;
use crate::ui::Theme;
use crate::ui::theme::{Background, Depth, Surroundings};
use std::env;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// What to browse and how.
#[derive(Debug)]
pub struct Browsing {
    /// What to read.
    pub inputs: Vec<Input>,
    /// What to call the collection; not made printable.
    pub name: String,
    /// The colors.
    pub theme: Theme,
    /// Threads that read, at least one.
    pub threads: usize,
}

impl Browsing {
    /// Browsing `paths` in the terminal that the program runs in.
    pub(super) fn new(paths: &[PathBuf], theme: ThemeName, threads: usize) -> Result<Self, Error> {
        let surroundings = surroundings();
        refuse_missing(paths)?;
        refuse_terminal(io::stdout().is_terminal(), &surroundings.term)?;
        Ok(Self {
            inputs: inputs(paths),
            name: name(paths),
            theme: colors(theme, &surroundings),
            threads,
        })
    }
}

/// What paths on the command line stand for: the sample for none, standard input for `-`.
pub(super) fn inputs(paths: &[PathBuf]) -> Vec<Input> {
    if paths.is_empty() {
        return vec![Input::Sample];
    }
    let input = |path: &PathBuf| match path.to_str() {
        Some("-") => Input::Stdin,
        _ => Input::Path(path.clone()),
    };
    paths.iter().map(input).collect()
}

/// What the environment says of the terminal's colors.
pub(super) fn surroundings() -> Surroundings {
    let variable = |name: &str| env::var(name).unwrap_or_default();
    Surroundings {
        no_color: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
        term: variable("TERM"),
        colorterm: variable("COLORTERM"),
        colorfgbg: variable("COLORFGBG"),
    }
}

/// Refuses paths of which none is there. If some are, the list of skipped files has the
/// others.
fn refuse_missing(paths: &[PathBuf]) -> Result<(), Error> {
    let mut reasons = Vec::new();
    for path in paths {
        match path.metadata() {
            _ if path.as_os_str() == "-" => return Ok(()),
            Ok(_) => return Ok(()),
            Err(error) => reasons.push(format!("{}: {}", path.display(), reason(&error))),
        }
    }
    if reasons.is_empty() {
        Ok(())
    } else {
        Err(Error::Refused(reasons))
    }
}

fn refuse_terminal(stdout_is_terminal: bool, term: &str) -> Result<(), Error> {
    let refused = |why: &str| {
        let instead = "for scripts there are `dossier search` and `dossier entities`";
        Err(Error::Refused(vec![format!("{why}; {instead}")]))
    };
    match term {
        _ if !stdout_is_terminal => refused("browsing needs a terminal on standard output"),
        "" => refused("browsing needs a terminal, and TERM is not set"),
        "dumb" => refused("browsing needs a terminal that can be drawn on, and TERM is dumb"),
        _ => Ok(()),
    }
}

fn colors(theme: ThemeName, surroundings: &Surroundings) -> Theme {
    let depth = surroundings.depth();
    match theme {
        ThemeName::Auto => Theme::new(depth, surroundings.background()),
        ThemeName::Dark => Theme::new(depth, Background::Dark),
        ThemeName::Light => Theme::new(depth, Background::Light),
        ThemeName::Plain => Theme::new(Depth::Plain, surroundings.background()),
    }
}

/// What a collection is called: by its first path.
fn name(paths: &[PathBuf]) -> String {
    let Some(first) = paths.first() else {
        return "sample collection".to_owned();
    };
    let first = if first.as_os_str() == "-" {
        "standard input".to_owned()
    } else {
        last_part(first)
    };
    match paths.len() {
        1 => first,
        n => format!("{first} and {} more", n - 1),
    }
}

/// The last part of a path; of `.` and `..`, that of the folder they stand for.
fn last_part(path: &Path) -> String {
    let whole = match path.file_name() {
        Some(_) => path.to_owned(),
        None => path.canonicalize().unwrap_or_else(|_| path.to_owned()),
    };
    let part = whole.file_name().unwrap_or(whole.as_os_str());
    part.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::{inputs, name, refuse_missing, refuse_terminal};
    use crate::corpus::files::load::Input;
    use std::path::PathBuf;

    fn paths(paths: &[&str]) -> Vec<PathBuf> {
        paths.iter().map(PathBuf::from).collect()
    }

    fn check(given: &[&str], expected: &str) {
        assert_eq!(name(&paths(given)), expected, "{given:?}");
    }

    #[test]
    fn a_collection_is_called_by_its_first_path() {
        check(&[], "sample collection");
        check(&["-"], "standard input");
        check(&["/tmp/documents/"], "documents");
        check(&["a/b.txt", "c"], "b.txt and 1 more");
        check(&["/"], "/");
        let here = std::env::current_dir().unwrap();
        check(&["."], here.file_name().unwrap().to_str().unwrap());
    }

    #[test]
    fn paths_become_inputs() {
        assert!(matches!(inputs(&[])[..], [Input::Sample]));
        let read = inputs(&paths(&["-", "./-"]));
        assert!(matches!(&read[..], [Input::Stdin, Input::Path(_)]));
    }

    #[test]
    fn nothing_is_refused_while_one_path_is_there() {
        assert!(refuse_missing(&paths(&["/no/such", "/"])).is_ok());
        assert!(refuse_missing(&paths(&["/no/such", "-"])).is_ok());
        assert!(refuse_missing(&[]).is_ok());
        let refused = refuse_missing(&paths(&["/no/such", "/none"])).unwrap_err();
        let lines = "/no/such: no such file or folder; /none: no such file or folder";
        assert_eq!(refused.to_string(), lines);
    }

    #[test]
    fn a_terminal_is_needed() {
        assert!(refuse_terminal(true, "xterm").is_ok());
        for (terminal, term) in [(false, "xterm"), (true, "dumb"), (true, "")] {
            assert!(
                refuse_terminal(terminal, term).is_err(),
                "{terminal} {term}"
            );
        }
    }
}
