//! Writing on a disk that fails, at every operation and in every way.
//!
//! The disk is one in memory, which knows what of it would be left if the power went: of a
//! file what was synced, of a folder the names that were there when it was synced. Whatever
//! happens, the file holds what it held or what is written, whole; when the writer was told
//! that it is written, it holds that even without power.

use super::disk::Disk;
use super::{read_from, write_on};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// How an operation fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// It does nothing and says why.
    Once(ErrorKind),
    /// So do all that follow it.
    Always(ErrorKind),
    /// It is done, and said to have failed.
    Done(ErrorKind),
    /// Of what is to be written, one byte is.
    Short,
    /// One byte is written, then there is no room any more, but for removing something.
    Full,
    /// Nothing is written, and no reason given.
    Nothing,
}

const FAULTS: [Fault; 10] = [
    Fault::Once(ErrorKind::Other),
    Fault::Once(ErrorKind::StorageFull),
    Fault::Once(ErrorKind::PermissionDenied),
    Fault::Once(ErrorKind::Interrupted),
    Fault::Always(ErrorKind::Other),
    Fault::Always(ErrorKind::StorageFull),
    Fault::Done(ErrorKind::Other),
    Fault::Short,
    Fault::Full,
    Fault::Nothing,
];

const PATH: &str = "/home/config/names";
/// What the file beside it is called.
const BESIDE: &str = "/home/config/.dossier-x";
const OLD: &str = "hide place: State\n";
const NEW: &str = "hide place: State\nhide person: Oscar\n";

/// A file's bytes, and how many of them last.
#[derive(Clone, Debug, Default)]
struct Inode {
    bytes: Vec<u8>,
    n_synced: usize,
}

/// What an operation is, as far as faults care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// It makes a file, under a name that only an answer tells.
    Makes,
    /// It gives room back.
    Removes,
    Other,
}

/// A disk in memory.
#[derive(Clone, Debug, Default)]
struct Memory {
    files: Vec<Inode>,
    /// Files by path, and which of these names last.
    names: BTreeMap<PathBuf, usize>,
    lasting: BTreeMap<PathBuf, usize>,
    folders: BTreeSet<PathBuf>,
    lasting_folders: BTreeSet<PathBuf>,
    /// What is to happen at which operation, counted from 0.
    fault: Option<(usize, Fault)>,
    /// Operations so far.
    n_done: usize,
    is_full: bool,
}

impl Memory {
    /// One with the folders `/` and `/home`, and the file if it has a text.
    fn holding(text: Option<&str>) -> Self {
        let mut disk = Self::default();
        let folders = ["/", "/home"].map(PathBuf::from);
        disk.folders.extend(folders);
        if let Some(text) = text {
            disk.folders.insert("/home/config".into());
            disk.names.insert(PATH.into(), 0);
            disk.files.push(Inode {
                bytes: text.into(),
                n_synced: text.len(),
            });
        }
        disk.lasting.clone_from(&disk.names);
        disk.lasting_folders.clone_from(&disk.folders);
        disk
    }

    /// Counts an operation; says whether it is done, and what to answer.
    fn step(&mut self, sort: Sort) -> (bool, io::Result<()>) {
        let n = self.n_done;
        self.n_done += 1;
        if self.is_full && sort != Sort::Removes {
            return (false, Err(ErrorKind::StorageFull.into()));
        }
        match self.fault {
            Some((at, Fault::Once(kind))) if at == n => (false, Err(kind.into())),
            Some((at, Fault::Always(kind))) if at <= n => (false, Err(kind.into())),
            Some((at, Fault::Done(kind))) if at == n && sort != Sort::Makes => {
                (true, Err(kind.into()))
            }
            _ => (true, Ok(())),
        }
    }

    /// Does an operation, unless it fails.
    fn operate<T>(&mut self, sort: Sort, act: impl FnOnce(&mut Self) -> T) -> io::Result<T> {
        let (is_done, answer) = self.step(sort);
        let result = is_done.then(|| act(self));
        answer?;
        result.ok_or_else(|| ErrorKind::Other.into())
    }

    /// What the file holds now.
    fn now(&self) -> Option<&[u8]> {
        let file = &self.files[*self.names.get(Path::new(PATH))?];
        Some(&file.bytes)
    }

    /// What it would hold if the power went: with the names that last, and with those that
    /// may have come to last unasked.
    fn without_power(&self) -> [Option<&[u8]>; 2] {
        let folders = [&self.lasting_folders, &self.folders];
        let names = [&self.lasting, &self.names];
        [0, 1].map(|n| {
            let mut above = Path::new(PATH).ancestors().skip(1);
            let file = &self.files[*names[n].get(Path::new(PATH))?];
            above
                .all(|folder| folders[n].contains(folder))
                .then(|| &file.bytes[..file.n_synced])
        })
    }
}

impl Disk for Memory {
    type File = usize;

    fn follow(&mut self, path: &Path) -> io::Result<Option<PathBuf>> {
        self.operate(Sort::Other, |disk| {
            disk.names.contains_key(path).then(|| path.to_owned())
        })
    }

    fn read(&mut self, path: &Path, _: u64) -> io::Result<Option<String>> {
        self.operate(Sort::Other, |disk| {
            let bytes = disk.names.get(path).map(|file| &disk.files[*file].bytes);
            bytes.map(|bytes| String::from_utf8(bytes.clone()).unwrap())
        })
    }

    fn make_folders(&mut self, folder: &Path) -> io::Result<()> {
        self.operate(Sort::Other, |disk| {
            let all = folder.ancestors().map(Path::to_owned);
            disk.folders.extend(all);
        })
    }

    fn is_writable(&mut self, _: &Path) -> bool {
        true
    }

    fn create(&mut self, folder: &Path, _: &Path) -> io::Result<(PathBuf, usize)> {
        self.operate(Sort::Makes, |disk| {
            assert!(disk.folders.contains(folder));
            let file = disk.files.len();
            disk.files.push(Inode::default());
            disk.names.insert(BESIDE.into(), file);
            (BESIDE.into(), file)
        })
    }

    fn write(&mut self, file: &mut usize, bytes: &[u8]) -> io::Result<usize> {
        let fault = self.fault.filter(|(at, _)| *at == self.n_done);
        let taken = match fault {
            Some((_, Fault::Short | Fault::Full)) => &bytes[..1],
            Some((_, Fault::Nothing)) => &[],
            _ => bytes,
        };
        let written = self.operate(Sort::Other, |disk| {
            disk.files[*file].bytes.extend_from_slice(taken);
            taken.len()
        });
        self.is_full |= matches!(fault, Some((_, Fault::Full)));
        written
    }

    fn sync(&mut self, file: &mut usize) -> io::Result<()> {
        self.operate(Sort::Other, |disk| {
            let file = &mut disk.files[*file];
            file.n_synced = file.bytes.len();
        })
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.operate(Sort::Other, |disk| {
            let file = disk.names.remove(from).expect("a file to rename");
            disk.names.insert(to.to_owned(), file);
        })
    }

    fn sync_folder(&mut self, folder: &Path) -> io::Result<()> {
        self.operate(Sort::Other, |disk| {
            assert!(disk.folders.contains(folder), "{}", folder.display());
            let is_in = |path: &Path| path.parent() == Some(folder);
            disk.lasting.retain(|path, _| !is_in(path));
            let files = disk.names.iter().filter(|(path, _)| is_in(path));
            let files = files.map(|(path, file)| (path.clone(), *file));
            disk.lasting.extend(files);
            let folders = disk.folders.iter().filter(|path| is_in(path));
            disk.lasting_folders.extend(folders.cloned());
        })
    }

    fn remove(&mut self, path: &Path) -> io::Result<()> {
        self.operate(Sort::Removes, |disk| disk.names.remove(path).map(drop))?
            .ok_or_else(|| ErrorKind::NotFound.into())
    }
}

/// Writes on a disk with a fault, and again on the disk mended; whether there were so many
/// operations that the fault could happen.
#[track_caller]
fn check(before: Option<&str>, at: usize, fault: Fault) -> bool {
    let mut disk = Memory::holding(before);
    disk.fault = Some((at, fault));
    let (old, new) = (before.map(str::as_bytes), Some(NEW.as_bytes()));
    let result = write_on(&mut disk, Path::new(PATH), NEW);
    let case = format!("{fault:?} at {at} of {before:?}: {result:?}, {disk:?}");
    match &result {
        Ok(()) => {
            assert_eq!(disk.now(), new, "{case}");
            assert_eq!(disk.without_power(), [new, new], "{case}");
        }
        Err(error) => {
            assert!(fault != Fault::Short, "{case}");
            assert!(error.to_string().starts_with(PATH), "{case}");
            for seen in disk.without_power().into_iter().chain([disk.now()]) {
                assert!(seen == old || seen == new, "{case}");
            }
        }
    }
    let others = disk.names.keys().filter(|path| *path != Path::new(PATH));
    let may_leave = matches!(fault, Fault::Always(_));
    assert!(may_leave || others.count() == 0, "{case}");
    let could_happen = at < disk.n_done;

    disk.fault = None;
    disk.is_full = false;
    disk.names.remove(Path::new(BESIDE));
    write_on(&mut disk, Path::new(PATH), NEW).expect("nothing fails any more");
    assert_eq!(disk.now(), new, "again: {case}");
    assert_eq!(disk.without_power(), [new, new], "again: {case}");
    could_happen
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    for before in [None, Some(OLD)] {
        for fault in FAULTS {
            let n_faults = (0..99).take_while(|at| check(before, *at, fault)).count();
            assert!(
                (6..99).contains(&n_faults),
                "{fault:?} at {n_faults} operations"
            );
        }
    }
}

#[test]
fn what_cannot_be_read_is_not_empty() {
    let mut disk = Memory::holding(Some(OLD));
    assert_eq!(read_from(&mut disk, Path::new(PATH)).unwrap(), OLD);
    disk.fault = Some((1, Fault::Once(ErrorKind::Other)));
    assert!(read_from(&mut disk, Path::new(PATH)).is_err());
    let mut empty = Memory::holding(None);
    assert_eq!(read_from(&mut empty, Path::new(PATH)).unwrap(), "");
}
