//! The terminal as a device: which file it is, its line discipline, its size.
//!
//! Knows nothing of escape sequences.

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::retry_on_intr;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr, ttyname};
use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::os::fd::AsFd;
use std::time::Duration;

/// The terminal that keys come from: standard input, or where that is a pipe the
/// terminal that standard output goes to.
///
/// # Errors
/// When there is no such terminal or it cannot be opened.
pub(super) fn open_input() -> io::Result<File> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return Ok(stdin.as_fd().try_clone_to_owned()?.into());
    }
    // By its own name where it has one: some systems cannot poll `/dev/tty`.
    let name = ttyname(io::stdout(), Vec::new()).unwrap_or_else(|_| c"/dev/tty".into());
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
    let open = |name| rustix::fs::open(name, flags, Mode::empty());
    Ok(open(name.as_c_str()).or_else(|_| open(c"/dev/tty"))?.into())
}

/// The terminal that is drawn on: standard output, past the buffer and the lock of
/// [`io::Stdout`], so that a thread that hangs in a write keeps nobody else out.
///
/// # Errors
/// [`ErrorKind::Unsupported`] when standard output is no terminal.
pub(super) fn open_output() -> io::Result<File> {
    let stdout = io::stdout();
    if !stdout.is_terminal() {
        return Err(ErrorKind::Unsupported.into());
    }
    Ok(stdout.as_fd().try_clone_to_owned()?.into())
}

/// Turns raw mode on (keys come at once, unechoed, Ctrl-c among them) and returns the
/// settings found.
///
/// # Errors
/// When the terminal is gone.
pub(super) fn make_raw(tty: &File) -> io::Result<Termios> {
    let found = tcgetattr(tty)?;
    let mut raw = found.clone();
    raw.make_raw();
    retry_on_intr(|| tcsetattr(tty, OptionalActions::Now, &raw))?;
    Ok(found)
}

/// Puts the settings back at once: keys already typed are kept for the next reader, and
/// output that is stuck is not waited for.
///
/// # Errors
/// When the terminal is gone.
pub(super) fn restore(tty: &File, settings: &Termios) -> io::Result<()> {
    Ok(retry_on_intr(|| {
        tcsetattr(tty, OptionalActions::Now, settings)
    })?)
}

/// Columns and rows of the terminal, as last said by whoever draws it.
///
/// # Errors
/// When the terminal is gone.
pub(super) fn size(tty: &File) -> io::Result<(u16, u16)> {
    let size = tcgetwinsize(tty)?;
    Ok((size.ws_col, size.ws_row))
}

/// Writes all of `bytes`, also when the descriptor does not block.
///
/// # Errors
/// When the terminal is gone.
pub(super) fn write(mut tty: &File, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match tty.write(bytes) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                takes_output(tty, None)?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Waits until the terminal takes output, at most `patience`; whether it does.
///
/// # Errors
/// When the descriptor cannot be polled.
pub(super) fn takes_output(tty: &File, patience: Option<Duration>) -> io::Result<bool> {
    let timeout = patience.map(timespec);
    let mut fds = [PollFd::new(tty, PollFlags::OUT)];
    match poll(&mut fds, timeout.as_ref()) {
        Ok(ready) => Ok(ready > 0),
        Err(rustix::io::Errno::INTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// `duration` as the system counts it.
pub(super) fn timespec(duration: Duration) -> Timespec {
    Timespec {
        tv_sec: duration.as_secs().try_into().unwrap_or(i64::MAX),
        tv_nsec: duration.subsec_nanos().into(),
    }
}
