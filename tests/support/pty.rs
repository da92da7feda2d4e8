//! A program in a real pseudo-terminal, with a person at the keys.
//!
//! In go keys, sizes and signals; out come the screen as a terminal would show it, the raw
//! bytes, and the exit code. It never sleeps: it waits for text, for an exit or for
//! silence to become too long, and a wait that fails shows the screen.

use super::keys::encode;
use portable_pty::{
    ChildKiller, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system,
};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{Action, Termios, tcflow, tcgetattr};
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::fd::OwnedFd;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take. Far longer than it does: a busy machine is not a failure.
const DEADLINE: Duration = Duration::from_mins(1);

/// What the program finds in its environment, wherever the tests run.
const ENVIRONMENT: [(&str, Option<&str>); 6] = [
    ("TERM", Some("xterm-256color")),
    ("COLORTERM", None),
    ("NO_COLOR", None),
    ("RUST_BACKTRACE", None),
    ("STY", None),
    ("TMUX", None),
];

/// A running program and its terminal. Dropping it kills the program.
pub(crate) struct Pty {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    killer: Box<dyn ChildKiller + Send + Sync>,
    pid: Pid,
    /// The terminal itself, kept open to ask for its settings.
    tty: Option<OwnedFd>,
    before: Termios,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen {
    output: Mutex<Output>,
    news: Condvar,
}

struct Output {
    raw: Vec<u8>,
    terminal: vt100::Parser,
    /// Between the marks of one frame, when the screen is half drawn.
    in_frame: bool,
    /// Nobody has the terminal open any more.
    closed: bool,
    exit: Option<ExitStatus>,
}

impl Default for Output {
    fn default() -> Self {
        Self {
            raw: Vec::new(),
            terminal: emulator(1, 1),
            in_frame: false,
            closed: false,
            exit: None,
        }
    }
}

impl Output {
    fn read(&mut self, bytes: &[u8]) {
        let from = self.raw.len().saturating_sub(7);
        self.raw.extend_from_slice(bytes);
        self.terminal.process(bytes);
        let new = self.raw.get(from..).unwrap_or_default();
        let last = |mark: &[u8]| new.windows(mark.len()).rposition(|window| window == mark);
        match (last(b"\x1b[?2026h"), last(b"\x1b[?2026l")) {
            (None, None) => {}
            (begun, ended) => self.in_frame = begun > ended,
        }
    }

    /// The screen and what else helps to see why a test failed.
    fn describe(&self) -> String {
        let (rows, columns) = self.terminal.screen().size();
        let mut text = format!("screen, {columns}x{rows}:\n");
        for row in self.terminal.screen().rows(0, columns.into()) {
            let _ = writeln!(text, "|{row:<width$}|", width = usize::from(columns.get()));
        }
        let tail = self
            .raw
            .get(self.raw.len().saturating_sub(400)..)
            .unwrap_or_default();
        let _ = write!(
            text,
            "last bytes: {}\nexit: {:?}",
            tail.escape_ascii(),
            self.exit
        );
        text
    }
}

impl Pty {
    /// Runs `command` in a new terminal, as the first process of its session.
    pub(crate) fn spawn(mut command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system()
            .openpty(size(columns, rows))
            .expect("a pseudo-terminal");
        let name = pair.master.tty_name().expect("a terminal with a name");
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let tty = rustix::fs::open(name, flags, Mode::empty()).expect("an open terminal");
        let before = tcgetattr(&tty).expect("settings");
        for (name, value) in ENVIRONMENT {
            // What the test has set itself stays.
            if command.get_env(name) == std::env::var_os(name).as_deref() {
                match value {
                    Some(value) => command.env(name, value),
                    None => command.env_remove(name),
                }
            }
        }
        let mut child = pair
            .slave
            .spawn_command(command)
            .expect("a program that starts");
        drop(pair.slave);
        let pid = child
            .process_id()
            .and_then(|id| Pid::from_raw(id.try_into().ok()?));
        let killer = child.clone_killer();
        let seen = Arc::new(Seen::default());
        seen.lock().terminal = emulator(columns, rows);
        seen.follow(pair.master.try_clone_reader().expect("a reader"));
        let waiting = Arc::clone(&seen);
        thread::spawn(move || {
            let exit = child.wait().expect("an exit status");
            waiting.lock().exit = Some(exit);
            waiting.news.notify_all();
        });
        Self {
            keys: pair.master.take_writer().expect("a writer"),
            master: pair.master,
            killer,
            pid: pid.expect("a process id"),
            tty: Some(tty),
            before,
            seen,
        }
    }

    /// Presses keys, in one write: characters as they are, others as `<enter>`, `<c-d>`
    /// (see [`encode`]). Nothing waits between them.
    pub(crate) fn keys(&mut self, keys: &str) {
        self.write(&encode(keys));
    }

    /// Pastes, as a terminal does that was asked to mark pastes.
    pub(crate) fn paste(&mut self, text: &str) {
        self.write(format!("\x1b[200~{}\x1b[201~", text.replace('\n', "\r")).as_bytes());
    }

    /// Clicks with the left button; counted from 0.
    pub(crate) fn click(&mut self, column: u16, row: u16) {
        let (column, row) = (column + 1, row + 1);
        self.write(format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m").as_bytes());
    }

    /// Turns the wheel by one notch; counted from 0.
    pub(crate) fn scroll(&mut self, column: u16, row: u16, down: bool) {
        let button = 64 + u8::from(down);
        self.write(format!("\x1b[<{button};{};{}M", column + 1, row + 1).as_bytes());
    }

    /// Sends bytes as they are.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        self.keys
            .write_all(bytes)
            .expect("a terminal that takes keys");
        self.keys.flush().expect("a terminal that takes keys");
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        // First here: what the program draws next is for the new size.
        let (wide, high) = (cells(columns), cells(rows));
        self.seen.lock().terminal.screen_mut().set_size(high, wide);
        self.master.resize(size(columns, rows)).expect("a new size");
    }

    /// Sends a signal to the program.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).expect("a running program");
    }

    /// Lets the terminal take no output any more, as on a line that hangs.
    pub(crate) fn stop_output(&self) {
        let tty = self
            .tty
            .as_ref()
            .expect("a program that has not been waited for");
        tcflow(tty, Action::OOff).expect("a terminal that can be stopped");
    }

    /// Its process id.
    pub(crate) fn pid(&self) -> Pid {
        self.pid
    }

    /// Waits until `text` is on the screen.
    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(&format!("{text:?} on the screen"), |screen| {
            screen.contents().contains(text)
        });
    }

    /// Waits until `text` is not on the screen.
    #[track_caller]
    pub(crate) fn wait_gone(&self, text: &str) {
        self.wait_until(&format!("no {text:?} on the screen"), |screen| {
            !screen.contents().contains(text)
        });
    }

    /// Waits until a whole frame is as `wanted`, which `what` says in words.
    #[track_caller]
    pub(crate) fn wait_until(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let found = |output: &Output| !output.in_frame && wanted(output.terminal.screen());
        // A program that has ended will draw nothing any more.
        let ended = |output: &Output| output.exit.is_some() && output.closed;
        let output = self.wait(what, |output| found(output) || ended(output));
        assert!(
            found(&output),
            "ended without {what}; {}",
            output.describe()
        );
    }

    /// Waits until the raw output holds `bytes`, after its first `from` bytes.
    #[track_caller]
    pub(crate) fn wait_for_bytes(&self, from: usize, bytes: &[u8]) {
        let what = format!("bytes {}", bytes.escape_ascii());
        drop(self.wait(&what, |output| {
            let new = output.raw.get(from..).unwrap_or_default();
            new.windows(bytes.len()).any(|window| window == bytes)
        }));
    }

    /// The screen now, one line a row, without blanks at their ends.
    pub(crate) fn screen(&self) -> String {
        self.seen.lock().terminal.screen().contents()
    }

    /// Everything written to the terminal so far.
    pub(crate) fn raw_output(&self) -> Vec<u8> {
        self.seen.lock().raw.clone()
    }

    /// Waits for the program to end and for its last output; its exit code, or 128 and the
    /// number of the signal that ended it, as a shell says it.
    #[track_caller]
    pub(crate) fn wait_exit(&mut self) -> u32 {
        drop(self.wait("an exit", |output| output.exit.is_some()));
        if let Some(tty) = &self.tty {
            let after = tcgetattr(tty).expect("settings");
            let (before, after) = (format!("{:?}", self.before), format!("{after:?}"));
            assert_eq!(
                after, before,
                "the terminal's settings are not as they were"
            );
        }
        self.tty = None;
        let output = self.wait("the end of the output", |output| output.closed);
        let exit = output.exit.as_ref().expect("an exit");
        assert!(
            exit.signal().is_none(),
            "killed by a signal; {}",
            output.describe()
        );
        exit.exit_code()
    }

    /// Whether the terminal's settings are those from before the program.
    pub(crate) fn settings_are_as_before(&self) -> bool {
        let tty = self
            .tty
            .as_ref()
            .expect("a program that has not been waited for");
        let now = tcgetattr(tty).expect("settings");
        format!("{now:?}") == format!("{:?}", self.before)
    }

    #[track_caller]
    fn wait(&self, what: &str, done: impl Fn(&Output) -> bool) -> MutexGuard<'_, Output> {
        let deadline = Instant::now() + DEADLINE;
        let mut output = self.seen.lock();
        while !done(&output) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "waited in vain for {what}; {}",
                output.describe()
            );
            output = self
                .seen
                .news
                .wait_timeout(output, left)
                .expect("no panic while locked")
                .0;
        }
        output
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // It may have ended long ago.
        let _ = self.killer.kill();
    }
}

impl Seen {
    /// Also after a test has failed: its message is made with this.
    fn lock(&self) -> MutexGuard<'_, Output> {
        self.output
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Reads what the program writes, on a thread of its own, until nobody can write any more.
    fn follow(self: &Arc<Self>, mut reader: Box<dyn Read + Send>) {
        let seen = Arc::clone(self);
        thread::spawn(move || {
            let mut bytes = [0; 16 * 1024];
            while let Ok(count) = reader.read(&mut bytes) {
                let mut output = seen.lock();
                output.read(bytes.get(..count).unwrap_or_default());
                output.closed = count == 0;
                drop(output);
                seen.news.notify_all();
                if count == 0 {
                    return;
                }
            }
            seen.lock().closed = true;
            seen.news.notify_all();
        });
    }
}

/// The emulator knows no screen without cells.
fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN)
}

fn emulator(columns: u16, rows: u16) -> vt100::Parser {
    vt100::Parser::new(cells(rows), cells(columns), 0)
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}
