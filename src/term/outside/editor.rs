//! The person's own editor, in the terminal that this program has.

use super::Error;
use crate::term::input::InputThread;
use crate::term::screen::Screen;
use crate::term::tty;
use crate::text::safe;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The editor of a person who has named none; POSIX has it everywhere.
const DEFAULT: &str = "vi";

/// How an editor is told the line.
#[derive(Clone, Copy)]
enum Place {
    /// `+12 path`.
    Plus,
    /// `path:12`.
    Colon,
    /// `--goto path:12`.
    Goto,
}

/// What is known of editors, by name. Others are given the path only: to some of them
/// `+12` is a file.
const PLACES: [(&str, Place); 27] = [
    ("code", Place::Goto),
    ("code-insiders", Place::Goto),
    ("codium", Place::Goto),
    ("cursor", Place::Goto),
    ("elvis", Place::Plus),
    ("emacs", Place::Plus),
    ("emacsclient", Place::Plus),
    ("ex", Place::Plus),
    ("gvim", Place::Plus),
    ("helix", Place::Colon),
    ("hx", Place::Colon),
    ("joe", Place::Plus),
    ("kak", Place::Plus),
    ("mcedit", Place::Plus),
    ("mg", Place::Plus),
    ("micro", Place::Plus),
    ("nano", Place::Plus),
    ("ne", Place::Plus),
    ("nvi", Place::Plus),
    ("nvim", Place::Plus),
    ("pico", Place::Plus),
    ("subl", Place::Colon),
    ("vi", Place::Plus),
    ("view", Place::Plus),
    ("vim", Place::Plus),
    ("vim.basic", Place::Plus),
    ("zed", Place::Colon),
];

/// The command that edits `path` at `line` (from 1), by the values of `VISUAL` and
/// `EDITOR`: its words, without a shell. The path is always one argument (or the first part
/// of one) and never an option.
///
/// # Errors
/// [`Error::NoEditor`] when the value is no command.
pub fn editor(
    visual: Option<&str>,
    editor: Option<&str>,
    path: &Path,
    line: Option<u32>,
) -> Result<Vec<OsString>, Error> {
    let named = |value: Option<&str>| value.map(str::trim).is_some_and(|value| !value.is_empty());
    let (name, value) = match (visual, editor) {
        (Some(value), _) if named(visual) => ("VISUAL", value),
        (_, Some(value)) if named(editor) => ("EDITOR", value),
        _ => ("the default", DEFAULT),
    };
    let words = shell_words::split(value).map_err(|_| Error::NoEditor(name))?;
    let program = words
        .first()
        .filter(|word| !word.is_empty())
        .ok_or(Error::NoEditor(name))?;
    let program = Path::new(program)
        .file_name()
        .unwrap_or_default()
        .to_owned();
    let mut argv: Vec<OsString> = words.into_iter().map(OsString::from).collect();
    let path = as_operand(path);
    let known = PLACES.iter().find(|(name, _)| program == *name);
    let place = known.map(|&(_, place)| place);
    match (place, line) {
        (Some(Place::Plus), Some(line)) => argv.extend([format!("+{line}").into(), path.into()]),
        (Some(Place::Colon), Some(line)) => argv.push(with_line(path, line)),
        (Some(Place::Goto), Some(line)) => argv.extend(["--goto".into(), with_line(path, line)]),
        _ => argv.push(path.into()),
    }
    Ok(argv)
}

/// A path that no program takes for an option (`-rf`), a command (vi runs `+!ls`) or an
/// address (`scp://host/x`).
fn as_operand(path: &Path) -> PathBuf {
    if path.is_absolute() {
        path.to_owned()
    } else {
        Path::new(".").join(path)
    }
}

fn with_line(path: PathBuf, line: u32) -> OsString {
    let mut place = path.into_os_string();
    place.push(format!(":{line}"));
    place
}

/// Runs `argv` in the terminal and returns when it has ended: nobody else reads keys or
/// draws meanwhile, and the next frame paints every cell.
///
/// # Errors
/// When the terminal cannot be lent, or the program cannot be started, or it says that it
/// failed. The terminal is taken back in every case, if it is still there.
pub fn edit(screen: &Screen, input: &InputThread, argv: &[OsString]) -> Result<(), Error> {
    let (program, arguments) = argv
        .split_first()
        .ok_or(Error::NoEditor("an empty value"))?;
    let stdin = tty::open_input()?;
    input.pause()?;
    screen.hold().lend();
    let status = Command::new(program).args(arguments).stdin(stdin).status();
    let back = screen.hold().retake();
    input.resume()?;
    back?;
    let program = safe::clean(&program.to_string_lossy()).into_owned();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Error::Failed { program, status }),
        Err(error) => Err(Error::Start { program, error }),
    }
}

#[cfg(test)]
mod tests {
    use super::editor;
    use std::path::Path;

    fn check(visual: Option<&str>, named: Option<&str>, path: &str, expected: &[&str]) {
        let argv = editor(visual, named, Path::new(path), Some(12)).unwrap();
        assert_eq!(argv, expected, "{visual:?} {named:?} {path:?}");
    }

    #[test]
    fn the_editor_is_split_into_words() {
        check(None, None, "/a b.txt", &["vi", "+12", "/a b.txt"]);
        check(
            Some("nvim -f"),
            Some("nano"),
            "/a",
            &["nvim", "-f", "+12", "/a"],
        );
        check(Some(" "), Some("nano"), "/a", &["nano", "+12", "/a"]);
        check(
            None,
            Some("'/opt/my editors/hx'"),
            "/a",
            &["/opt/my editors/hx", "/a:12"],
        );
        check(
            None,
            Some("code --wait"),
            "/a",
            &["code", "--wait", "--goto", "/a:12"],
        );
        check(None, Some("ed"), "/a", &["ed", "/a"]);
        check(
            None,
            Some("sh -c '$(id)'"),
            "/a;b",
            &["sh", "-c", "$(id)", "/a;b"],
        );
    }

    #[test]
    fn a_path_is_never_an_option() {
        check(None, Some("vim"), "-rf", &["vim", "+12", "./-rf"]);
        check(None, Some("vim"), "+!ls", &["vim", "+12", "./+!ls"]);
        check(None, Some("hx"), "-c", &["hx", "./-c:12"]);
        check(None, Some("ed"), "scp://host/x", &["ed", "./scp://host/x"]);
    }

    #[test]
    fn without_a_line_there_is_none() {
        let argv = editor(None, Some("vim"), Path::new("/a"), None).unwrap();
        assert_eq!(argv, ["vim", "/a"]);
    }

    #[test]
    fn what_is_no_command_is_refused() {
        for value in ["'open", "''"] {
            let error = editor(None, Some(value), Path::new("/a"), None).unwrap_err();
            assert_eq!(
                error.to_string(),
                "no editor: EDITOR cannot be read as a command"
            );
        }
    }
}
