//! Files watched for changes.
//!
//! In go inputs; out come [`Hints`] about what may have changed, some time after the last
//! of several changes in a row. Hints name files as the inputs do. They are only hints:
//! events may come twice, late or not at all, and what there is to them is found out by
//! [`Files::survey`](crate::corpus::files::survey::Files::survey). Standard input and the sample are not
//! watched.

use super::survey::Hints;
use super::walk::Input;
use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long nothing must have happened before a change is reported.
const QUIET: Duration = Duration::from_millis(150);
/// How long a change is held back at most while more follow.
const MOST: Duration = Duration::from_millis(800);

/// A watch over the files of inputs; ends when it is dropped.
#[derive(Debug)]
pub struct Watch {
    hints: Receiver<Hint>,
    _watcher: RecommendedWatcher,
}

/// One event.
#[derive(Debug, PartialEq, Eq)]
enum Hint {
    Paths(Vec<PathBuf>),
    Everything,
}

/// An input that is watched.
#[derive(Debug, PartialEq, Eq)]
struct Root {
    /// Its path as events name it.
    real: PathBuf,
    /// Its path as the user named it.
    named: PathBuf,
    is_folder: bool,
}

impl Watch {
    /// Starts to watch the files and folders of `inputs`; `None` if there are none.
    ///
    /// # Errors
    /// Why they cannot be watched, in words.
    pub fn start(inputs: &[Input]) -> Result<Option<Self>, String> {
        let roots = roots(inputs);
        if roots.is_empty() {
            return Ok(None);
        }
        let places = places(&roots);
        let (sender, hints) = channel();
        let handler = move |event: notify::Result<Event>| {
            if let Some(hint) = hint(event, &roots) {
                // Nobody listens any more when the watch is being dropped.
                let _ = sender.send(hint);
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher = RecommendedWatcher::new(handler, config).map_err(words)?;
        for (path, mode) in places {
            watcher.watch(&path, mode).map_err(words)?;
        }
        Ok(Some(Self {
            hints,
            _watcher: watcher,
        }))
    }

    /// Waits for changes, and then until they pause for a while: longer when what they
    /// make necessary took long the last time, so that unending changes leave the machine
    /// time for other things. `None` when nothing can come any more.
    #[must_use]
    pub fn next(&self, took: Duration) -> Option<Hints> {
        let mut hints = Hints::default();
        hints.add(self.hints.recv().ok()?);
        let until = Instant::now() + MOST.max(4 * took);
        let quiet = QUIET.max(took);
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.hints.recv_timeout(quiet.min(left)) {
                Ok(hint) => hints.add(hint),
                Err(_) => return Some(hints),
            }
        }
    }
}

impl Hints {
    fn add(&mut self, hint: Hint) {
        match hint {
            Hint::Paths(paths) => self.paths.extend(paths),
            Hint::Everything => self.everything = true,
        }
    }
}

/// The inputs that can be watched. A link that was named is watched at both its ends.
fn roots(inputs: &[Input]) -> Vec<Root> {
    let mut roots = Vec::new();
    for input in inputs {
        let Input::Path(named) = input else { continue };
        let is_folder = named.is_dir();
        let mut add = |real: PathBuf| {
            let root = Root {
                real,
                named: named.clone(),
                is_folder,
            };
            if !roots.contains(&root) {
                roots.push(root);
            }
        };
        if let Ok(real) = named.canonicalize() {
            add(real);
        }
        if let (false, Some(name)) = (is_folder, named.file_name()) {
            let folder = named.parent().filter(|path| !path.as_os_str().is_empty());
            if let Ok(folder) = folder.unwrap_or(Path::new(".")).canonicalize() {
                add(folder.join(name));
            }
        }
    }
    roots
}

/// What to watch for these roots: folders with all below them, for a file the folder that
/// it is in, since a file is often changed by putting another in its place.
fn places(roots: &[Root]) -> Vec<(PathBuf, RecursiveMode)> {
    let folders = roots.iter().filter(|root| root.is_folder);
    let mut places: Vec<(PathBuf, RecursiveMode)> = Vec::new();
    for root in folders {
        places.push((root.real.clone(), RecursiveMode::Recursive));
    }
    for root in roots.iter().filter(|root| !root.is_folder) {
        let Some(folder) = root.real.parent() else {
            continue;
        };
        let watched = |(place, mode): &(PathBuf, RecursiveMode)| {
            place == folder || (*mode == RecursiveMode::Recursive && folder.starts_with(place))
        };
        if !places.iter().any(watched) {
            places.push((folder.to_owned(), RecursiveMode::NonRecursive));
        }
    }
    places
}

/// What an event says about the inputs, if anything.
fn hint(event: notify::Result<Event>, roots: &[Root]) -> Option<Hint> {
    let Ok(event) = event else {
        return Some(Hint::Everything);
    };
    if event.need_rescan() {
        return Some(Hint::Everything);
    }
    // Reading a file is an event too, and we are among those who do.
    let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
    if matches!(event.kind, EventKind::Access(_)) && event.kind != written {
        return None;
    }
    let paths: Vec<PathBuf> = event
        .paths
        .iter()
        .flat_map(|path| named(path, roots))
        .collect();
    (!paths.is_empty()).then_some(Hint::Paths(paths))
}

/// A path as the inputs name it; several if they overlap.
fn named(path: &Path, roots: &[Root]) -> Vec<PathBuf> {
    let of_root = |root: &Root| {
        let rest = path.strip_prefix(&root.real).ok()?;
        if rest.as_os_str().is_empty() {
            Some(root.named.clone())
        } else {
            root.is_folder.then(|| root.named.join(rest))
        }
    };
    roots.iter().filter_map(of_root).collect()
}

/// An error of the watcher in a few words.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the form that `map_err` calls"
)]
fn words(error: notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => "the system watches as many files as it can".to_owned(),
        notify::ErrorKind::Io(error) => crate::corpus::files::open::reason(error),
        _ => error.to_string().replace('\n', " "),
    }
}

#[cfg(test)]
mod tests {
    use super::{Hint, Root, Watch, hint, places};
    use crate::corpus::files::load::Input;
    use crate::corpus::files::survey::Hints;
    use notify::event::{AccessKind, CreateKind, Flag};
    use notify::{Event, EventKind, RecursiveMode};
    use std::path::{Path, PathBuf};
    use std::time::Duration;

    fn root(real: &str, named: &str, is_folder: bool) -> Root {
        Root {
            real: real.into(),
            named: named.into(),
            is_folder,
        }
    }

    fn roots() -> [Root; 3] {
        [
            root("/home/me/docs", "docs", true),
            root("/home/me/docs/a.txt", "docs/a.txt", false),
            root("/home/me/b.txt", "../b.txt", false),
        ]
    }

    fn check(event: Event, expected: Option<&[&str]>) {
        let expected = expected.map(|paths| Hint::Paths(paths.iter().map(PathBuf::from).collect()));
        assert_eq!(hint(Ok(event), &roots()), expected);
    }

    #[test]
    fn events_name_files_as_the_inputs_do() {
        let created =
            |path: &str| Event::new(EventKind::Create(CreateKind::File)).add_path(path.into());
        check(created("/home/me/docs/x/c.txt"), Some(&["docs/x/c.txt"]));
        check(
            created("/home/me/docs/a.txt"),
            Some(&["docs/a.txt", "docs/a.txt"]),
        );
        check(created("/home/me/docs"), Some(&["docs"]));
        check(created("/home/me/b.txt"), Some(&["../b.txt"]));
        // A neighbor of a file that is watched.
        check(created("/home/me/c.txt"), None);
        let read = EventKind::Access(AccessKind::Read);
        check(Event::new(read).add_path("/home/me/b.txt".into()), None);
    }

    #[test]
    fn lost_events_and_errors_mean_that_anything_may_have_changed() {
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(hint(Ok(lost), &roots()), Some(Hint::Everything));
        let failed = notify::Error::generic("lost");
        assert_eq!(hint(Err(failed), &roots()), Some(Hint::Everything));
    }

    #[test]
    fn folders_are_watched_whole_and_files_by_their_folder() {
        let expected = [
            (PathBuf::from("/home/me/docs"), RecursiveMode::Recursive),
            (PathBuf::from("/home/me"), RecursiveMode::NonRecursive),
        ];
        assert_eq!(places(&roots()), expected);
    }

    #[test]
    fn what_is_not_on_disk_is_not_watched() {
        let watch = Watch::start(&[Input::Sample, Input::Stdin]);
        assert!(watch.is_ok_and(|watch| watch.is_none()));
    }

    /// Waits until the hints of a watch name a path.
    fn wait_for(watch: &Watch, path: &Path) {
        loop {
            let Hints { paths, everything } = watch.next(Duration::ZERO).unwrap();
            if everything || paths.contains(path) {
                return;
            }
        }
    }

    #[test]
    fn changes_in_new_folders_and_replaced_files_are_seen() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir(at("in")).unwrap();
        std::fs::write(at("a.txt"), "One.").unwrap();
        let inputs = [Input::Path(at("in")), Input::Path(at("a.txt"))];
        let watch = Watch::start(&inputs).unwrap().unwrap();
        std::fs::create_dir(at("in/deep")).unwrap();
        wait_for(&watch, &at("in/deep"));
        std::fs::write(at("in/deep/b.txt"), "Two.").unwrap();
        wait_for(&watch, &at("in/deep/b.txt"));
        std::fs::write(at("c"), "Three.").unwrap();
        std::fs::rename(at("c"), at("a.txt")).unwrap();
        wait_for(&watch, &at("a.txt"));
        std::fs::remove_file(at("in/deep/b.txt")).unwrap();
        wait_for(&watch, &at("in/deep/b.txt"));
    }
}
