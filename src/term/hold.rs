//! The hold on the terminal, shared by everyone who may have to give it back.
//!
//! In go bytes for the terminal and the wish to take it, lend it or release it; out they
//! come in whole pieces, or not at all once it has been released. The main thread holds
//! it through [`Screen`](super::Screen), the panic hook and the signal thread each through
//! a clone.

use super::tty;
use crate::text::safe::Safe;
use rustix::termios::Termios;
use std::fs::File;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long giving the terminal back waits for one that takes no output.
const PATIENCE: Duration = Duration::from_millis(500);

/// For how long after a lent terminal came back a signal may still be one from its keyboard:
/// it goes to this program too, and may be read after the other program has ended.
const ECHO: Duration = Duration::from_secs(2);

/// A mode of the terminal, and the two sequences that turn it on and off.
struct Mode {
    on: &'static str,
    off: &'static str,
    /// The terminal keeps what was before on a stack, so it is not turned on twice.
    stacked: bool,
}

/// What is turned on, in this order, and off, in the reverse order.
const MODES: [Mode; 6] = [
    // The title.
    Mode::stacked("\x1b[22;2t", "\x1b[23;2t"),
    // The other screen. It is emptied before it is left, for terminals that have none.
    Mode::plain("\x1b[?1049h\x1b[2J\x1b[H", "\x1b[2J\x1b[H\x1b[?1049l"),
    // Keys are told apart (1) and their places told (4), by terminals that know kitty's
    // protocol. The other screen has a stack of its own.
    Mode::stacked("\x1b[>5u", "\x1b[<u"),
    // Colors and attributes.
    Mode::plain("\x1b[0m", "\x1b[0m"),
    Mode::plain(CURSOR_OFF, "\x1b[?25h"),
    // A paste comes marked as one.
    Mode::plain("\x1b[?2004h", "\x1b[?2004l"),
];
const CURSOR_OFF: &str = "\x1b[?25l";

/// Buttons and the wheel, with coordinates as decimal numbers (SGR). Neither drags nor
/// moves are asked for.
const MOUSE: Mode = Mode::plain("\x1b[?1000h\x1b[?1006h", "\x1b[?1006l\x1b[?1000l");

/// Everything between the two is shown at once, by terminals that know it.
const FRAME: Mode = Mode::plain("\x1b[?2026h", "\x1b[?2026l");

impl Mode {
    const fn plain(on: &'static str, off: &'static str) -> Self {
        Self {
            on,
            off,
            stacked: false,
        }
    }

    const fn stacked(on: &'static str, off: &'static str) -> Self {
        Self {
            on,
            off,
            stacked: true,
        }
    }
}

/// How the terminal is to be set up.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Take clicks and the wheel; else they stay with the terminal, for its own selection.
    pub mouse: bool,
    /// The title of the window; none leaves it alone.
    pub title: Option<Safe>,
}

/// Who has the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    /// Nobody yet.
    #[default]
    Free,
    /// This program.
    Held,
    /// A program that this one started and waits for.
    Lent,
    /// The shell, while this program is stopped.
    Suspended,
    /// Whoever comes after; this program draws nothing any more.
    Released,
}

/// A shared hold on the terminal; a clone is the same hold.
#[derive(Clone, Default)]
pub struct Hold(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    idle: Condvar,
}

#[derive(Default)]
struct State {
    phase: Phase,
    /// A thread is writing, outside the lock: it may hang there.
    writing: bool,
    /// How often the terminal has been taken: each time what it shows is lost.
    taken: u64,
    /// When the terminal last came back from a program that it was lent to.
    returned: Option<Instant>,
    options: Options,
    device: Option<Arc<Device>>,
}

struct Device {
    input: File,
    output: File,
    found: Termios,
}

impl Hold {
    /// A hold on nothing yet; [`Screen::enter`](super::Screen::enter) takes the terminal.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the terminal for the first time.
    ///
    /// # Errors
    /// When there is no terminal, it is gone, or this hold has been used before.
    pub(super) fn take(&self, options: Options) -> io::Result<()> {
        let mut state = self.lock();
        if state.phase != Phase::Free {
            return Err(io::Error::other("the terminal was already taken"));
        }
        let (input, output) = (tty::open_input()?, tty::open_output()?);
        let found = tty::make_raw(&input)?;
        state.options = options;
        state.device = Some(Arc::new(Device {
            input,
            output,
            found,
        }));
        state.phase = Phase::Held;
        self.enter(state, Phase::Free)
            .inspect_err(|_| self.release())
    }

    /// Writes `bytes`, whole control sequences that this program made, if it has the terminal.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn send(&self, bytes: &[u8]) -> io::Result<()> {
        self.write(self.lock(), bytes)
    }

    /// Writes one frame, to be shown at once.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn send_frame(&self, frame: &[u8]) -> io::Result<()> {
        self.send(&[FRAME.on.as_bytes(), frame, FRAME.off.as_bytes()].concat())
    }

    /// Takes the mouse, or leaves it to the terminal.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn set_mouse(&self, on: bool) -> io::Result<()> {
        let mut state = self.lock();
        state.options.mouse = on;
        self.write(state, if on { MOUSE.on } else { MOUSE.off }.as_bytes())
    }

    /// Whether the mouse is taken.
    pub(super) fn mouse(&self) -> bool {
        self.lock().options.mouse
    }

    /// Grows each time the terminal is taken and what it shows is lost.
    pub(super) fn taken(&self) -> u64 {
        self.lock().taken
    }

    /// Gives the terminal to a program that is waited for.
    pub(super) fn lend(&self) {
        self.give_back(&[Phase::Held], Phase::Lent);
    }

    /// Takes it back from that program.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn retake(&self) -> io::Result<()> {
        self.lock().returned = Some(Instant::now());
        self.take_again(&[Phase::Lent]).map(drop)
    }

    /// Whether a program that was started has the terminal, or has just had it, so that
    /// what its keyboard sends is meant for that program.
    pub(super) fn is_lent(&self) -> bool {
        let state = self.lock();
        state.phase == Phase::Lent || state.returned.is_some_and(|at| at.elapsed() < ECHO)
    }

    /// Gives the terminal to the shell before this program is stopped.
    pub(super) fn suspend(&self) {
        self.give_back(&[Phase::Held], Phase::Suspended);
    }

    /// Takes it back after this program was stopped, if it had it before. Also when it was
    /// stopped unawares (SIGSTOP): the shell has changed the settings then.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn resume(&self) -> io::Result<bool> {
        self.take_again(&[Phase::Suspended, Phase::Held])
    }

    /// Gives the terminal back for good. Whoever comes first does it, the others find it done.
    pub fn release(&self) {
        let open = [Phase::Free, Phase::Held, Phase::Lent, Phase::Suspended];
        self.give_back(&open, Phase::Released);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere must not keep the terminal from being given back.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes outside the lock, one thread at a time, and only while the terminal is held.
    fn write(&self, state: MutexGuard<'_, State>, bytes: &[u8]) -> io::Result<()> {
        let idle = self.0.idle.wait_while(state, |state| state.writing);
        let mut state = idle.unwrap_or_else(PoisonError::into_inner);
        let Some(device) = state.device.clone().filter(|_| state.phase == Phase::Held) else {
            return Ok(());
        };
        state.writing = true;
        drop(state);
        let written = tty::write(&device.output, bytes);
        self.lock().writing = false;
        self.0.idle.notify_all();
        written
    }

    /// Turns everything on; `was` had the terminal so far.
    fn enter(&self, mut state: MutexGuard<'_, State>, was: Phase) -> io::Result<()> {
        state.taken += 1;
        let held = was == Phase::Held;
        let modes = MODES.iter().filter(|mode| !(held && mode.stacked));
        let mut bytes: String = modes.map(|mode| mode.on).collect();
        if let Some(title) = &state.options.title {
            bytes.push_str("\x1b]2;");
            bytes.push_str(title.as_str());
            bytes.push_str("\x1b\\");
        }
        if state.options.mouse {
            bytes.push_str(MOUSE.on);
        }
        self.write(state, bytes.as_bytes())
    }

    fn take_again(&self, from: &[Phase]) -> io::Result<bool> {
        let mut state = self.lock();
        let Some(device) = state.device.clone().filter(|_| from.contains(&state.phase)) else {
            return Ok(false);
        };
        // In the background this stops the program until it is in the foreground again.
        tty::make_raw(&device.input)?;
        let was = std::mem::replace(&mut state.phase, Phase::Held);
        self.enter(state, was)?;
        Ok(true)
    }

    /// Turns everything off, in the reverse order, if the terminal is held; `next` has it then.
    fn give_back(&self, from: &[Phase], next: Phase) {
        let mut state = self.lock();
        if !from.contains(&state.phase) {
            return;
        }
        let was = std::mem::replace(&mut state.phase, next);
        let Some(device) = state.device.clone().filter(|_| was == Phase::Held) else {
            return;
        };
        // A frame that is on its way is let through, unless it is stuck.
        let waited = self
            .0
            .idle
            .wait_timeout_while(state, PATIENCE, |state| state.writing);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if !state.writing && tty::takes_output(&device.output, Some(PATIENCE)).unwrap_or(false) {
            let mut bytes = String::from(FRAME.off) + MOUSE.off;
            bytes.extend(MODES.iter().rev().map(|mode| mode.off));
            // A terminal that is gone needs nothing back.
            let _ = tty::write(&device.output, bytes.as_bytes());
        }
        let _ = tty::restore(&device.input, &device.found);
        drop(state);
    }
}
