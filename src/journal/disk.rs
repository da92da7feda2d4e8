//! The disk as a journal needs it, one operation at a time.
//!
//! In go paths and bytes; out comes what the system says. [`System`] is the real disk; the
//! tests have one that fails as they say. Nothing here knows in which order the operations
//! keep a file whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Operations on files and folders, each of which may fail.
pub(super) trait Disk {
    /// A file that is being written.
    type File;

    /// The path of a file with links followed; `None` when there is no such file.
    fn follow(&mut self, path: &Path) -> io::Result<Option<PathBuf>>;
    /// The text of a file of at most `longest` bytes; `None` when there is no such file.
    fn read(&mut self, path: &Path, longest: u64) -> io::Result<Option<String>>;
    /// Makes a folder and those above it, as far as they are missing.
    fn make_folders(&mut self, folder: &Path) -> io::Result<()>;
    /// Whether the user may make something in a folder.
    fn is_writable(&mut self, folder: &Path) -> bool;
    /// Makes a new, empty file in a folder, with the permissions of `like` where that is
    /// there, else with those of any new file.
    fn create(&mut self, folder: &Path, like: &Path) -> io::Result<(PathBuf, Self::File)>;
    /// Writes behind what is written; how many of the bytes were.
    fn write(&mut self, file: &mut Self::File, bytes: &[u8]) -> io::Result<usize>;
    /// Waits until what is written lasts.
    fn sync(&mut self, file: &mut Self::File) -> io::Result<()>;
    /// Gives a file another name, in place of the file that has it.
    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()>;
    /// Waits until the names in a folder last.
    fn sync_folder(&mut self, folder: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&mut self, path: &Path) -> io::Result<()>;
}

/// The disk of this machine.
pub(super) struct System;

impl Disk for System {
    type File = File;

    fn follow(&mut self, path: &Path) -> io::Result<Option<PathBuf>> {
        there(fs::canonicalize(path))
    }

    fn read(&mut self, path: &Path, longest: u64) -> io::Result<Option<String>> {
        match there(fs::metadata(path))? {
            None => Ok(None),
            Some(meta) if !meta.is_file() => Err(io::Error::other("is not a file")),
            Some(meta) if meta.len() > longest => Err(io::Error::other("is far too long")),
            Some(_) => fs::read_to_string(path).map(Some),
        }
    }

    fn make_folders(&mut self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    fn is_writable(&mut self, folder: &Path) -> bool {
        rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok()
    }

    fn create(&mut self, folder: &Path, like: &Path) -> io::Result<(PathBuf, File)> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".dossier-");
        let permissions = there(fs::metadata(like))?.map(|meta| meta.permissions());
        #[cfg(unix)]
        if permissions.is_none() {
            use std::os::unix::fs::PermissionsExt;
            // As any new file: what the user's mask leaves.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let made = builder.tempfile_in(folder)?;
        if let Some(permissions) = permissions {
            made.as_file().set_permissions(permissions)?;
        }
        let (file, path) = made.keep()?;
        Ok((path, file))
    }

    fn write(&mut self, file: &mut File, bytes: &[u8]) -> io::Result<usize> {
        file.write(bytes)
    }

    fn sync(&mut self, file: &mut File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_folder(&mut self, folder: &Path) -> io::Result<()> {
        use io::ErrorKind::{InvalidInput, Unsupported};
        match File::open(folder)?.sync_all() {
            // Some file systems have nothing to wait for here.
            Err(error) if matches!(error.kind(), InvalidInput | Unsupported) => Ok(()),
            done => done,
        }
    }

    fn remove(&mut self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}

/// What was found; `None` for what is not there.
fn there<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
