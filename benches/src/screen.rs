//! The program in a terminal of 120 by 36 cells, as a user sees it.
//!
//! A terminal emulator reads what the program writes; a time ends when the whole frame
//! that shows the expected thing has been read. The peers show no screen.

use crate::options::Options;
use crate::pile::Pile;
use crate::support::pty::Pty;
use crate::table::{Row, mb, ms, real, section};
use crate::times::Times;
use anyhow::Context;
use portable_pty::CommandBuilder;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The size of the terminal.
const COLUMNS: u16 = 120;
const ROWS: u16 = 36;
/// How often the program is started for the first frame.
const STARTS: usize = 20;
/// Rows that are gone down before a query is typed.
const STEPS: usize = 10;
/// Keys pressed once all is searchable.
const KEYS: usize = 300;
/// Collections of more bytes have no row for their entities: it would take minutes.
const NAMED_BYTES: u64 = 100_000_000;

/// A collection, or the sample.
struct Collection {
    name: String,
    path: Option<PathBuf>,
    bytes: u64,
}

/// Measures and prints.
///
/// # Errors
/// When the program cannot be found, or the system does not say what it takes.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let mut collections = vec![Collection {
        name: "sample".to_owned(),
        path: None,
        bytes: 0,
    }];
    for path in &options.collections {
        let name = path.file_name().unwrap_or(path.as_os_str());
        collections.push(Collection {
            name: format!("`{}`", name.display()),
            path: Some(path.clone()),
            bytes: bytes(path)?,
        });
    }
    section("The program in a terminal");
    for collection in &collections {
        first_frame(collection, options)?;
    }
    let n = collections.len();
    for (at, collection) in collections.iter().enumerate().skip(1) {
        searchable(collection, options, at + 1 == n)?;
    }
    if let Some(largest) = collections.last() {
        keys(largest, options)?;
    }
    Ok(())
}

/// From starting the program to the first painted pane.
fn first_frame(collection: &Collection, options: &Options) -> anyhow::Result<()> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let (began, mut pty) = (Instant::now(), start(collection, options)?);
        pty.wait_for("ARTICLES");
        times.push(began.elapsed());
        pty.keys("Q");
        pty.wait_exit();
    }
    let times = Times::new(times);
    Row::new(
        format!("first frame, {}", collection.name),
        format!(
            "{}, worst of {} {}",
            ms(times.median()),
            times.len(),
            ms(times.max())
        ),
    )
    .at_most("median", times.median(), Duration::from_millis(30))
    .print();
    Ok(())
}

/// From starting the program until every article is searchable, and what it takes then. The
/// budget of memory is that of a large collection.
fn searchable(collection: &Collection, options: &Options, largest: bool) -> anyhow::Result<()> {
    let (mut times, mut memory) = (Vec::new(), 0);
    let (mut packed, mut named) = (0, None);
    for round in 0..options.rounds {
        let (began, mut pty) = (Instant::now(), start(collection, options)?);
        pty.wait_until("every article searchable", is_searchable);
        times.push(began.elapsed());
        memory = memory.max(resident(&pty)?);
        if round == 0 {
            // Texts are packed before the first entities are known.
            until(&pty, began, |header| {
                !header.contains("naming entities 0 %")
            });
            packed = resident(&pty)?;
        }
        if round == 0 && collection.bytes < NAMED_BYTES {
            let is_named = |header: &str| !header.contains("naming");
            let took = until(&pty, began, is_named);
            named = Some((took, resident(&pty)?));
        }
        pty.keys("Q");
        pty.wait_exit();
    }
    let times = Times::new(times);
    let name = &collection.name;
    let text = collection
        .path
        .as_ref()
        .map_or(0, |path| Pile::bytes_of(path, options.threads));
    let of_text = |memory: u64| real(memory) / real(text.max(1));
    let row = |what: &str, memory: u64| {
        let held = format!("{}, {:.2} × text", mb(memory), of_text(memory));
        Row::new(format!("memory of the program, {what}, {name}"), held)
    };
    Row::new(format!("all of {name} searchable"), ms(times.median())).print();
    row("all searchable", memory).print();
    let held = row("texts packed", packed);
    if largest {
        held.figure_at_most(of_text(packed), 1.1, "× text").print();
    } else {
        held.print();
    }
    if let Some((took, memory)) = named {
        Row::new(format!("all entities of {name} known"), ms(took)).print();
        row("entities known", memory).print();
    }
    Ok(())
}

/// From a key to the frame that shows what it does: moving in the list and typing a query,
/// while the collection is read, while its entities are recognized or once it is known.
fn keys(collection: &Collection, options: &Options) -> anyhow::Result<()> {
    let mut pty = start(collection, options)?;
    pty.wait_until("an article", |screen| {
        selected(&screen.contents()).is_some()
    });
    let mut typist = Typist { pty: &mut pty };
    let (mut during, mut after) = (Vec::new(), Vec::new());
    while !is_searchable_now(typist.pty) {
        typist.round(&mut during);
    }
    while after.len() < KEYS {
        typist.round(&mut after);
    }
    pty.keys("Q");
    pty.wait_exit();
    for (when, times) in [
        ("while it is read", during),
        ("when it is searchable", after),
    ] {
        let times = Times::new(times);
        let figures = [times.median(), times.p99(), times.max()].map(ms);
        Row::new(
            format!(
                "key to frame, {}, {when}, {} keys",
                collection.name,
                times.len()
            ),
            format!("{} / {}, worst {}", figures[0], figures[1], figures[2]),
        )
        .at_most("p99", times.p99(), Duration::from_millis(16))
        .print();
    }
    Ok(())
}

/// Presses keys and waits for what each does.
struct Typist<'a> {
    pty: &'a mut Pty,
}

impl Typist<'_> {
    /// Goes down the list, then types a query and leaves it.
    fn round(&mut self, times: &mut Vec<Duration>) {
        for _ in 0..STEPS {
            let before = selected(&self.pty.screen());
            times.push(self.press("j", |screen| selected(&screen.contents()) != before));
        }
        times.push(self.press("/", |screen| shows(screen, "search: ")));
        let query = "interest rates";
        for end in 1..=query.len() {
            let key = query.get(end - 1..end).unwrap_or_default();
            let typed = query.get(..end).unwrap_or_default();
            let line = format!("search: {typed}");
            times.push(self.press(key, |screen| shows(screen, &line)));
        }
        self.pty.keys("<esc>");
        let back = |screen: &vt100::Screen| shows(screen, "ARTICLES by file");
        self.pty.wait_until("the whole list", back);
    }

    fn press(&mut self, key: &str, done: impl Fn(&vt100::Screen) -> bool) -> Duration {
        let began = Instant::now();
        self.pty.keys(key);
        self.pty.wait_until(key, done);
        began.elapsed()
    }
}

fn shows(screen: &vt100::Screen, text: &str) -> bool {
    screen.rows(0, COLUMNS).any(|row| row.contains(text))
}

/// Which row the head of the list says is selected, as it is written.
fn selected(screen: &str) -> Option<String> {
    let mut heads = screen.lines().filter_map(|line| line.split('│').next());
    let head = heads.rfind(|head| head.contains("ARTICLES"))?;
    let row = head
        .split_whitespace()
        .find_map(|word| word.split_once('/'))?;
    Some(row.0.to_owned())
}

fn start(collection: &Collection, options: &Options) -> anyhow::Result<Pty> {
    let mut command = CommandBuilder::new(&options.program);
    command.args(["--threads", &options.threads.to_string()]);
    if let Some(path) = &collection.path {
        command.arg(path.as_os_str());
    }
    command.cwd(std::env::current_dir()?);
    Ok(Pty::spawn(command, COLUMNS, ROWS))
}

/// The first line of the screen says how far reading is.
fn is_searchable(screen: &vt100::Screen) -> bool {
    let header = screen.rows(0, COLUMNS).next().unwrap_or_default();
    header.contains(" words") && !header.contains("reading")
}

fn is_searchable_now(pty: &Pty) -> bool {
    let screen = pty.screen();
    let header = screen.lines().next().unwrap_or_default();
    header.contains(" words") && !header.contains("reading")
}

/// Waits for the header to be as wanted, looking often; the time since `began`.
fn until(pty: &Pty, began: Instant, wanted: impl Fn(&str) -> bool) -> Duration {
    while !wanted(pty.screen().lines().next().unwrap_or_default()) {
        sleep(Duration::from_millis(10));
    }
    began.elapsed()
}

/// The memory of the program, in bytes.
fn resident(pty: &Pty) -> anyhow::Result<u64> {
    let path = format!("/proc/{}/status", pty.pid().as_raw_nonzero());
    let status = fs::read_to_string(path)?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB"));
    let kib: u64 = kib
        .context("the system says what a process takes")?
        .trim()
        .parse()?;
    Ok(kib * 1024)
}

/// Bytes of a file, or of the files in a folder.
fn bytes(path: &Path) -> anyhow::Result<u64> {
    let metadata = fs::metadata(path).with_context(|| path.display().to_string())?;
    if !metadata.is_dir() {
        return Ok(metadata.len());
    }
    let mut sum = 0;
    for entry in fs::read_dir(path)? {
        sum += bytes(&entry?.path())?;
    }
    Ok(sum)
}
