//! Floor 1: what the user writes down about a collection, on disk.
//!
//! In go the paths of a collection; out come where its file lies, its text, and its text
//! written. The file lies beside the articles where there is one folder of them that can
//! be written in, else in the configuration folder. Nothing here knows what the text says,
//! and nothing is written before somebody asks for it.

use crate::text::fnv::fnv1a;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
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
        Of::Paths([one]) if one.is_dir() && (one.join(NAMES).exists() || is_writable(one)) => {
            Some(one.join(NAMES))
        }
        Of::Paths([]) => None,
        Of::Paths(paths) => Some(folder()?.join(called(paths))),
    }
}

fn is_writable(folder: &Path) -> bool {
    rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok()
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

/// The text of a file; empty when there is none.
///
/// # Errors
/// When it is there and cannot be read, is no text or far too long.
pub fn read(path: &Path) -> io::Result<String> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(String::new()),
        Err(error) => return Err(error),
        Ok(meta) if !meta.is_file() => return Err(io::Error::other("is not a file")),
        Ok(meta) if meta.len() > LONGEST => return Err(io::Error::other("is far too long")),
        Ok(_) => {}
    }
    fs::read_to_string(path)
}

/// Writes a file whole or not at all: into another one first, which then takes its place.
/// A link stays a link.
///
/// # Errors
/// When it cannot be written; then it is as it was.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dossier-");
    let before = fs::metadata(&path).map(|meta| meta.permissions());
    #[cfg(unix)]
    if before.is_err() {
        use std::os::unix::fs::PermissionsExt;
        // As any new file: what the user's mask leaves.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut written = builder.tempfile_in(folder)?;
    written.write_all(text.as_bytes())?;
    if let Ok(permissions) = before {
        written.as_file().set_permissions(permissions)?;
    }
    written.as_file().sync_all()?;
    written.persist(&path).map_err(|error| error.error)?;
    // The new name lasts once the folder is written.
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .or(Ok(()))
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
}
