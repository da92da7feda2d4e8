//! Files opened so that nothing can hang, and read so that nothing can grow without end.
//!
//! In goes a path; out come the bytes of a regular file, or the reason in words why there
//! are none. The file is opened without blocking, and what it is is asked of the open
//! file, so that it cannot be exchanged in between.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

/// Bytes of the largest file that is read whole.
pub const LARGEST: u64 = 1 << 30;

/// An open regular file.
#[derive(Debug)]
pub struct Opened {
    /// The file, at its beginning.
    pub file: File,
    /// Its length in bytes when it was opened.
    pub len: u64,
    /// When it was last changed, in seconds since 1970.
    pub modified: Option<i64>,
    /// What tells this state of the file from others.
    pub stamp: Stamp,
}

/// What tells one state of a file from another without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Its length in bytes.
    pub len: u64,
    /// When it was last changed, as exactly as the system knows.
    pub modified: Option<SystemTime>,
}

impl Stamp {
    /// Of a file that is not open.
    #[must_use]
    pub fn of(metadata: &Metadata) -> Self {
        Self {
            len: metadata.len(),
            modified: metadata.modified().ok(),
        }
    }
}

/// Opens the regular file at `path`; a symbolic link only if `follow`.
///
/// # Errors
/// Why it is not read, in words.
#[cfg(unix)]
pub fn open(path: &Path, follow: bool) -> Result<Opened, String> {
    use rustix::fs::{FileType, Mode, OFlags, fstat, open};
    let mut flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    if !follow {
        flags |= OFlags::NOFOLLOW;
    }
    let words = |error: rustix::io::Errno| match error {
        rustix::io::Errno::LOOP if !follow => "symbolic links are not followed".to_owned(),
        rustix::io::Errno::NXIO => "is a socket or a device".to_owned(),
        error => reason(&error.into()),
    };
    let file = open(path, flags, Mode::empty()).map_err(words)?;
    let stat = fstat(&file).map_err(words)?;
    let kind = match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile => None,
        FileType::Directory => Some("is a folder"),
        FileType::Fifo => Some("is a named pipe"),
        FileType::Socket => Some("is a socket"),
        _ => Some("is a device"),
    };
    if let Some(kind) = kind {
        return Err(kind.to_owned());
    }
    let file = File::from(file);
    let metadata = file.metadata().map_err(|error| reason(&error))?;
    Ok(Opened {
        file,
        len: metadata.len(),
        modified: Some(stat.st_mtime),
        stamp: Stamp::of(&metadata),
    })
}

/// Opens the regular file at `path`; a symbolic link only if `follow`.
///
/// # Errors
/// Why it is not read, in words.
#[cfg(not(unix))]
pub fn open(path: &Path, follow: bool) -> Result<Opened, String> {
    let words = |error: io::Error| reason(&error);
    let kind = std::fs::symlink_metadata(path).map_err(words)?;
    if kind.is_symlink() && !follow {
        return Err("symbolic links are not followed".to_owned());
    }
    let file = File::open(path).map_err(words)?;
    let metadata = file.metadata().map_err(words)?;
    if !metadata.is_file() {
        return Err("is no regular file".to_owned());
    }
    let modified = metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok())
        .and_then(|since| i64::try_from(since.as_secs()).ok());
    Ok(Opened {
        file,
        len: metadata.len(),
        modified,
        stamp: Stamp::of(&metadata),
    })
}

impl Opened {
    /// Reads the first bytes, at most `len`.
    ///
    /// # Errors
    /// Why it is not read, in words: it is empty, or reading failed.
    pub fn start(&mut self, len: usize) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::with_capacity(len);
        let read = (&mut self.file).take(len as u64).read_to_end(&mut bytes);
        read.map_err(|error| reason(&error))?;
        if bytes.is_empty() {
            return Err("empty".to_owned());
        }
        Ok(bytes)
    }

    /// Reads what is behind the first bytes.
    ///
    /// # Errors
    /// Why it is not read, in words: it is too large, or reading failed.
    pub fn rest(&mut self, bytes: &mut Vec<u8>) -> Result<(), String> {
        if self.len > LARGEST {
            return Err(TOO_LARGE.to_owned());
        }
        let left = usize::try_from(self.len)
            .unwrap_or(0)
            .saturating_sub(bytes.len());
        bytes.reserve_exact(left);
        bounded(&mut self.file, bytes)
    }
}

/// Why a file is not read that is larger than [`LARGEST`].
const TOO_LARGE: &str = "larger than 1 GiB";

/// Reads all that is left of `source` behind `bytes`.
fn bounded(source: &mut impl Read, bytes: &mut Vec<u8>) -> Result<(), String> {
    let read = source.take(LARGEST + 1).read_to_end(bytes);
    read.map_err(|error| reason(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(TOO_LARGE.to_owned());
    }
    Ok(())
}

/// Reads all of `source`.
///
/// # Errors
/// Why it is not read, in words: it is empty, too large, or reading failed.
pub fn read_bounded(source: &mut impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    bounded(source, &mut bytes)?;
    if bytes.is_empty() {
        return Err("empty".to_owned());
    }
    Ok(bytes)
}

/// An error of the operating system in a few words.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder".to_owned(),
        io::ErrorKind::NotADirectory => "a part of its path is no folder".to_owned(),
        io::ErrorKind::OutOfMemory => "not enough memory".to_owned(),
        kind => kind.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::open;
    use std::path::Path;

    fn check(path: &Path, follow: bool, expected: Result<&[u8], &str>) {
        let bytes = open(path, follow).and_then(|mut opened| {
            let mut bytes = opened.start(3)?;
            opened.rest(&mut bytes)?;
            Ok(bytes)
        });
        assert_eq!(
            bytes.as_deref().map_err(String::as_str),
            expected,
            "{}",
            path.display()
        );
    }

    #[test]
    fn reads_regular_files_only() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("a"), "text").unwrap();
        std::fs::write(at("empty"), "").unwrap();
        check(&at("a"), false, Ok(b"text"));
        check(&at("empty"), false, Err("empty"));
        check(&at("none"), false, Err("no such file or folder"));
        check(folder.path(), false, Err("is a folder"));
    }

    #[cfg(unix)]
    #[test]
    fn refuses_links_pipes_sockets_and_devices_without_waiting() {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("a"), "text").unwrap();
        std::os::unix::fs::symlink(at("a"), at("link")).unwrap();
        check(&at("link"), false, Err("symbolic links are not followed"));
        check(&at("link"), true, Ok(b"text"));
        mknodat(CWD, at("pipe"), FileType::Fifo, Mode::RUSR, 0).unwrap();
        check(&at("pipe"), false, Err("is a named pipe"));
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        check(&at("socket"), false, Err("is a socket or a device"));
        check(Path::new("/dev/zero"), true, Err("is a device"));
    }
}
