//! The program in a terminal of 120 by 36 cells, as a user sees it.
//!
//! A terminal emulator reads what the program writes; a time ends when the whole frame
//! that shows the expected thing has been read. The peers show no screen.

use crate::options::Options;
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
/// How often the program is started for the first frame, and until all is searchable.
const STARTS: usize = 20;
const READINGS: usize = 3;
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
    for collection in collections.iter().skip(1) {
        searchable(collection, options)?;
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

/// From starting the program until every article is searchable, and what it takes then.
fn searchable(collection: &Collection, options: &Options) -> anyhow::Result<()> {
    let (mut times, mut memory) = (Vec::new(), 0);
    let mut named = None;
    for round in 0..READINGS {
        let (began, mut pty) = (Instant::now(), start(collection, options)?);
        pty.wait_until("every article searchable", is_searchable);
        times.push(began.elapsed());
        memory = memory.max(resident(&pty)?);
        if round == 0 && collection.bytes < NAMED_BYTES {
            let is_named = |header: &str| !header.contains("naming");
            let took = until(&pty, began, is_named);
            named = Some((took, resident(&pty)?));
        }
        pty.keys("Q");
        pty.wait_exit();
    }
    let times = Times::new(times);
    let (name, bytes) = (&collection.name, collection.bytes);
    Row::new(format!("all of {name} searchable"), ms(times.median())).print();
    let held = |memory: u64| format!("{}, {:.2} × files", mb(memory), real(memory) / real(bytes));
    Row::new(format!("memory of the program then, {name}"), held(memory))
        .figure_at_most(real(memory) / real(bytes), 1.1, "× files")
        .print();
    if let Some((took, memory)) = named {
        Row::new(format!("all entities of {name} known"), ms(took)).print();
        Row::new(format!("memory of the program then, {name}"), held(memory)).print();
    }
    Ok(())
}

/// From a key to the frame that shows what it does: moving in the list and typing a query,
/// while the collection is read, while its entities are recognized or once it is known.
fn keys(collection: &Collection, options: &Options) -> anyhow::Result<()> {
    let mut pty = start(collection, options)?;
    pty.wait_until("an article", |screen| selects(screen, 1));
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
    /// Goes down and up the list, then types a query and leaves it.
    fn round(&mut self, times: &mut Vec<Duration>) {
        for row in 2..=6 {
            times.push(self.press("j", |screen| selects(screen, row)));
        }
        for row in (1..=5).rev() {
            times.push(self.press("k", |screen| selects(screen, row)));
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
        let back = |screen: &vt100::Screen| !shows(screen, "search: ") && selects(screen, 1);
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

/// Whether the head of the list says that its `n`th row is selected.
fn selects(screen: &vt100::Screen, n: usize) -> bool {
    let mark = format!(" {n}/");
    screen.rows(0, COLUMNS).any(|row| {
        let list = row.split('│').next().unwrap_or_default();
        list.contains("ARTICLES") && list.contains(&mark)
    })
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
