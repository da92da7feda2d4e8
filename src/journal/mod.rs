//! Floor 1: what the user writes down about a collection, on disk.
//!
//! In go the paths of a collection; out come where its file lies, its text, and its text
//! written. The file lies beside the articles where there is one folder of them that can
//! be written in, else in the configuration folder. Nothing here knows what the text says,
//! and nothing is written before somebody asks for it.

mod disk;
#[cfg(test)]
mod faults;

use crate::text::fnv::fnv1a;
use disk::{Disk, System};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The name of the file beside a collection.
pub const NAMES: &str = ".dossier-names";

/// Most bytes that are read: no person writes more.
const LONGEST: u64 = 16 << 20;

/// What a journal is of.
#[derive(Clone, Copy, Debug)]
pub enum Of<'a> {
    /// The sample collection.
    Sample,
    /// Files and folders.
    Paths(&'a [PathBuf]),
}

/// The configuration folder of the system, as the environment says (XDG Base Directory
/// Specification).
#[must_use]
pub fn config_folder(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let folder = |name| {
        variable(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    folder("XDG_CONFIG_HOME").or_else(|| folder("HOME").map(|home| home.join(".config")))
}

/// Where the names of a collection are written down, whether or not there is such a file
/// yet; `None` when there is no place for one.
#[must_use]
pub fn place(of: Of<'_>, config: Option<&Path>) -> Option<PathBuf> {
    let folder = || config.map(|config| config.join("dossier").join("names"));
    match of {
        Of::Sample => Some(folder()?.join("sample")),
        Of::Paths([one])
            if one.is_dir() && (one.join(NAMES).exists() || System.is_writable(one)) =>
        {
            Some(one.join(NAMES))
        }
        Of::Paths([]) => None,
        Of::Paths(paths) => Some(folder()?.join(called(paths))),
    }
}

/// A name for a set of paths: that of the first, and a number that tells it from others.
fn called(paths: &[PathBuf]) -> String {
    let whole = |path: &PathBuf| fs::canonicalize(path).unwrap_or_else(|_| path.clone());
    let paths: Vec<PathBuf> = paths.iter().map(whole).collect();
    let bytes = paths.iter().flat_map(|path| {
        let bytes = path.as_os_str().as_encoded_bytes();
        bytes.iter().copied().chain([0])
    });
    let number = fnv1a(bytes);
    let first = paths.first().and_then(|path| path.file_name());
    let first = first.map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let plain = |c: char| {
        if c.is_alphanumeric() || c == '-' {
            c
        } else {
            '_'
        }
    };
    let first: String = first.chars().take(40).map(plain).collect();
    format!("{first}-{number:016x}")
}

/// Why something was not written down.
#[derive(Debug, thiserror::Error)]
#[error("{}: {error}", path.display())]
pub struct NotWritten {
    path: PathBuf,
    error: io::Error,
}

/// The text of a file; empty when there is none.
///
/// # Errors
/// When it is there and cannot be read, is no text or far too long.
pub fn read(path: &Path) -> io::Result<String> {
    read_from(&mut System, path)
}

fn read_from(disk: &mut impl Disk, path: &Path) -> io::Result<String> {
    Ok(disk.read(path, LONGEST)?.unwrap_or_default())
}

/// Writes a file whole or not at all: into another one first, which then takes its place.
/// A link stays a link. When this is done, the text outlasts a loss of power.
///
/// # Errors
/// When it cannot be written; then it is as it was. When only the last step failed, after
/// which its name would last, it is there, but not for certain.
pub fn write(path: &Path, text: &str) -> Result<(), NotWritten> {
    write_on(&mut System, path, text)
}

fn write_on(disk: &mut impl Disk, path: &Path, text: &str) -> Result<(), NotWritten> {
    put(disk, path, text.as_bytes()).map_err(|error| NotWritten {
        path: path.to_owned(),
        error,
    })
}

fn put(disk: &mut impl Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let found = disk.follow(path)?;
    let is_new = found.is_none();
    let path = found.unwrap_or_else(|| path.to_owned());
    let folder = here(path.parent().unwrap_or(Path::new("")));
    if is_new {
        disk.make_folders(folder)?;
        // Any of them may be new, now or since a try that failed: their names must last too.
        for above in folder.ancestors().skip(1).map(here) {
            if !disk.is_writable(above) {
                break;
            }
            disk.sync_folder(above)?;
        }
    }
    let (beside, mut file) = disk.create(folder, &path)?;
    let placed = fill(disk, &mut file, bytes).and_then(|()| disk.rename(&beside, &path));
    if placed.is_err() {
        // Where this fails too, the first failure is the one to be told.
        let _ = disk.remove(&beside);
    }
    placed?;
    disk.sync_folder(folder)
}

/// The path of a folder, of which nothing is left for the current one.
fn here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

/// Writes all bytes, so that they last.
fn fill<D: Disk>(disk: &mut D, file: &mut D::File, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match disk.write(file, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    disk.sync(file)
}

#[cfg(test)]
mod tests {
    use super::{NAMES, Of, config_folder, place, read, write};
    use std::path::{Path, PathBuf};

    fn check(of: Of<'_>, expected: &str) {
        let found = place(of, Some(Path::new("/config")));
        let found = found.map_or_else(String::new, |path| path.display().to_string());
        assert!(found.starts_with(expected), "{found}");
    }

    #[test]
    fn a_place_for_every_collection() {
        let folder = tempfile::tempdir().unwrap();
        let beside = folder.path().join(NAMES);
        check(Of::Sample, "/config/dossier/names/sample");
        check(
            Of::Paths(&[folder.path().into()]),
            &beside.display().to_string(),
        );
        let several = [folder.path().join("a b.txt"), folder.path().join("c.txt")];
        check(Of::Paths(&several), "/config/dossier/names/a_b_txt-");
        check(Of::Paths(&[]), "");
        assert!(place(Of::Sample, None).is_none());
    }

    #[test]
    fn the_environment_says_where_configuration_lies() {
        let of = |set: &'static str, value: &'static str| {
            config_folder(move |name| (name == set).then(|| value.into()))
        };
        assert_eq!(of("XDG_CONFIG_HOME", "/c"), Some(PathBuf::from("/c")));
        assert_eq!(of("XDG_CONFIG_HOME", "c"), None);
        assert_eq!(of("HOME", "/h"), Some(PathBuf::from("/h/.config")));
    }

    #[test]
    fn what_is_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/folder/names");
        assert_eq!(read(&path).unwrap(), "");
        for text in ["one\n", "two\nlines\n"] {
            write(&path, text).unwrap();
            assert_eq!(read(&path).unwrap(), text);
        }
        let left = std::fs::read_dir(path.parent().unwrap()).unwrap();
        assert_eq!(left.count(), 1, "nothing else stays behind");
        assert!(read(folder.path()).is_err());
        assert!(write(Path::new("/dev/null/x"), "").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_and_permissions_stay() {
        use std::fs;
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("names"), folder.path().join("link"));
        fs::write(&path, "one\n").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o646)).unwrap();
        symlink(&path, &link).unwrap();
        write(&link, "two\n").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "two\n");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o646);
    }
}
