//! Paths become files to read, in order.
//!
//! In go the inputs as the user named them; out come the files, sorted inside each folder,
//! and a reason for what is left out. Ignored and hidden files of folders are left out
//! without a word, as `.gitignore` and `.ignore` ask; a file named by the user is always
//! read. Files are not opened here.

use super::open::reason;
use crate::corpus::article::Skipped;
use crate::corpus::formats::{self, Format};
use ignore::{DirEntry, WalkBuilder};
use std::collections::HashSet;
use std::ffi::OsStr;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What articles are to be read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input.
    Stdin,
    /// The sample collection in the binary.
    Sample,
}

/// One thing to read.
#[derive(Debug)]
pub enum Found {
    /// A file.
    File(Target),
    /// Standard input.
    Stdin,
    /// The sample collection.
    Sample,
    /// Something that is left out.
    Skipped(Skipped),
}

/// A file to read.
#[derive(Debug)]
pub struct Target {
    /// Where it is, as the user named it or the folder above it.
    pub path: PathBuf,
    /// How it is read as far as its name says.
    pub format: Option<&'static Format>,
    /// Whether the user named it, so that a symbolic link is followed.
    pub named: bool,
    /// Its length in bytes, if it has been asked for.
    pub len: Option<u64>,
}

/// Finds everything to read in `inputs`, in order; stops when `emit` says so.
pub fn walk(inputs: &[Input], mut emit: impl FnMut(Found) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut seen = (inputs.len() > 1).then(Seen::default);
    let (mut stdin, mut sample) = (false, false);
    for input in inputs {
        match input {
            Input::Stdin if !std::mem::replace(&mut stdin, true) => emit(Found::Stdin)?,
            Input::Sample if !std::mem::replace(&mut sample, true) => emit(Found::Sample)?,
            Input::Path(path) => named(path, seen.as_mut(), &mut emit)?,
            Input::Stdin | Input::Sample => {}
        }
    }
    ControlFlow::Continue(())
}

/// Files already found, by their path without links; kept only for several inputs.
#[derive(Default)]
struct Seen {
    files: HashSet<PathBuf>,
    /// The folder asked for last, as named and without links.
    folder: Option<(PathBuf, PathBuf)>,
}

impl Seen {
    /// Whether the file has not been found before.
    fn is_new(&mut self, path: &Path) -> bool {
        let (folder, name) = (path.parent().unwrap_or(path), path.file_name());
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        if self
            .folder
            .as_ref()
            .is_none_or(|(named, _)| named != folder)
        {
            let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
            self.folder = Some((folder.to_owned(), whole));
        }
        let whole = self.folder.as_ref().map_or(folder, |(_, whole)| whole);
        self.files.insert(whole.join(name.unwrap_or_default()))
    }
}

fn named(
    path: &Path,
    seen: Option<&mut Seen>,
    emit: &mut impl FnMut(Found) -> ControlFlow<()>,
) -> ControlFlow<()> {
    match std::fs::metadata(path) {
        Err(error) => emit(skipped(path, reason(&error))),
        Ok(metadata) if metadata.is_dir() => folder(path, seen, emit),
        Ok(metadata) => {
            let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
            if seen.is_none_or(|seen| seen.is_new(&real)) {
                emit(file(path.to_owned(), true, Some(metadata.len())))
            } else {
                ControlFlow::Continue(())
            }
        }
    }
}

fn folder(
    root: &Path,
    mut seen: Option<&mut Seen>,
    emit: &mut impl FnMut(Found) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let walk = WalkBuilder::new(root).sort_by_file_name(OsStr::cmp).build();
    for entry in walk {
        match entry {
            Err(error) => emit(failed(root, &error))?,
            Ok(entry) => {
                if let Some(error) = entry.error() {
                    emit(failed(entry.path(), error))?;
                }
                if let Some(found) = found(entry, seen.as_deref_mut()) {
                    emit(found)?;
                }
            }
        }
    }
    ControlFlow::Continue(())
}

/// What an entry of a folder is, unless it is a folder or has been found before.
fn found(entry: DirEntry, seen: Option<&mut Seen>) -> Option<Found> {
    let kind = entry.file_type()?;
    if kind.is_dir() {
        return None;
    }
    if seen.is_some_and(|seen| !seen.is_new(entry.path())) {
        return None;
    }
    if kind.is_symlink() {
        return Some(skipped(
            entry.path(),
            "symbolic links are not followed".to_owned(),
        ));
    }
    Some(file(entry.into_path(), false, None))
}

fn file(path: PathBuf, named: bool, len: Option<u64>) -> Found {
    let format = formats::of_name(&path);
    // Only files that are read in parts need it; for all others it would cost time.
    let by_line = format.is_some_and(|format| format.by_line);
    let ask = || path.symlink_metadata().ok().map(|of| of.len());
    let len = len.or_else(|| if by_line { ask() } else { None });
    Found::File(Target {
        path,
        format,
        named,
        len,
    })
}

fn skipped(path: &Path, reason: String) -> Found {
    Found::Skipped(Skipped {
        path: path.display().to_string(),
        reason,
    })
}

/// A folder that cannot be read, or a file of patterns with a mistake.
fn failed(near: &Path, error: &ignore::Error) -> Found {
    let (mut path, mut inner) = (near, error);
    loop {
        match inner {
            ignore::Error::WithPath { path: at, err } => (path, inner) = (at, err),
            ignore::Error::WithDepth { err, .. } => inner = err,
            ignore::Error::Io(error) => return skipped(path, reason(error)),
            other => return skipped(path, other.to_string().replace('\n', "; ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Found, Input, walk};
    use std::fs;
    use std::ops::ControlFlow;
    use std::path::Path;

    fn check(root: &Path, inputs: &[&str], expected: &[&str]) {
        let inputs: Vec<Input> = inputs
            .iter()
            .map(|name| Input::Path(root.join(name)))
            .collect();
        let mut seen = Vec::new();
        let relative = |path: &str| {
            let inside = path.strip_prefix(root.to_str().unwrap()).unwrap();
            inside.trim_start_matches('/').to_owned()
        };
        let _ = walk(&inputs, |found| {
            seen.push(match found {
                Found::File(target) => relative(target.path.to_str().unwrap()),
                Found::Skipped(skipped) => {
                    format!("{}: {}", relative(&skipped.path), skipped.reason)
                }
                other => format!("{other:?}"),
            });
            ControlFlow::Continue(())
        });
        assert_eq!(seen, expected);
    }

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        root
    }

    #[test]
    fn folders_are_sorted_and_hidden_files_left_out() {
        let root = tree(&[
            "b/2.txt",
            "b/10.txt",
            "a.md",
            ".hidden",
            ".git/config",
            "README.md",
        ]);
        check(
            root.path(),
            ["."].as_slice(),
            &["./README.md", "./a.md", "./b/10.txt", "./b/2.txt"],
        );
    }

    #[test]
    fn ignored_files_are_read_only_when_named() {
        let root = tree(&["x.txt", "y.txt"]);
        fs::write(root.path().join(".ignore"), "x.txt\n").unwrap();
        check(root.path(), &[""], &["y.txt"]);
        check(root.path(), &["x.txt", ""], &["x.txt", "y.txt"]);
    }

    #[test]
    fn a_file_named_twice_is_found_once() {
        let root = tree(&["a/x.txt", "a/y.txt"]);
        check(
            root.path(),
            &["a/x.txt", "a", "a/../a/y.txt", "a/x.txt"],
            &["a/x.txt", "a/y.txt"],
        );
    }

    #[test]
    fn what_is_left_out_says_why() {
        let root = tree(&["a.pdf", "c.txt"]);
        check(
            root.path(),
            &["", "none"],
            &["a.pdf", "c.txt", "none: no such file or folder"],
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let root = tree(&["a/x.txt"]);
        std::os::unix::fs::symlink(root.path(), root.path().join("a/loop")).unwrap();
        check(
            root.path(),
            &["a"],
            &["a/loop: symbolic links are not followed", "a/x.txt"],
        );
    }
}
