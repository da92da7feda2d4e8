//! What happens when the system sends a signal.
//!
//! In go signals, out come the terminal given back, an exit, or a stop and a start again.
//! One thread does it, and never through the loop that reads keys: that loop may be stuck,
//! or its terminal gone, exactly when a signal comes.
//!
//! | signal | sent by | what happens |
//! |---|---|---|
//! | `SIGTERM`, `SIGHUP` | `kill`, a closed terminal | terminal back, exit 143 or 129 |
//! | `SIGINT`, `SIGQUIT` | `kill`; raw mode makes Ctrl-c a key | terminal back, exit 130 or 131; not while another program has the terminal, which they are meant for then |
//! | `SIGTSTP` | [`suspend`], `kill` | terminal back, stop |
//! | `SIGCONT` | the shell's `fg` | terminal taken again, everything drawn anew |
//! | `SIGWINCH` | a new size | the input thread reports it |

use super::hold::Hold;
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use std::io;
use std::process;
use std::thread;

/// Starts a thread named `dossier-signals` that answers every signal of the table above.
/// To be called before the terminal is taken. `resumed` is called after the terminal has
/// been taken again: what it shows is lost, so the next frame is to be drawn.
///
/// # Errors
/// When no thread or handler can be made.
pub fn watch(hold: &Hold, resumed: impl Fn() + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    let hold = hold.clone();
    thread::Builder::new()
        .name("dossier-signals".into())
        .spawn(move || {
            loop {
                let came: Vec<i32> = signals.wait().collect();
                answer(&hold, &came, &resumed);
            }
        })?;
    Ok(())
}

/// Answers signals that came together; in which order is not known.
fn answer(hold: &Hold, came: &[i32], resumed: &impl Fn()) {
    let ends = |&&signal: &&i32| match signal {
        SIGTERM | SIGHUP => true,
        SIGINT | SIGQUIT => !hold.is_lent(),
        _ => false,
    };
    if let Some(signal) = came.iter().find(ends) {
        hold.release();
        process::exit(128 + signal);
    }
    if came.contains(&SIGCONT) {
        // Of a stop and a continue the continue is taken for the later one: mistaken, a
        // key has to be pressed again; the other way the program would never go on.
        match hold.resume() {
            Ok(true) => resumed(),
            Ok(false) => {}
            Err(_) => {
                hold.release();
                process::exit(128 + SIGHUP);
            }
        }
    } else if came.contains(&SIGTSTP) && can_be_resumed() {
        hold.suspend();
        // Stops every thread until SIGCONT, which comes as a signal of its own.
        if signal_hook::low_level::emulate_default_handler(SIGTSTP).is_err()
            && hold.resume().is_ok()
        {
            resumed();
        }
    }
}

/// Stops this program and whatever runs with it in one pipeline, as Ctrl-z does where
/// it is not a key. Returns at once; the signal thread does it.
///
/// # Errors
/// When no shell is there to start it again.
pub fn suspend() -> io::Result<()> {
    if !can_be_resumed() {
        return Err(io::Error::other("no shell to go back to"));
    }
    Ok(kill_current_process_group(Signal::TSTP)?)
}

/// Whether a shell with job control started this program: it puts each job into a group of
/// its own. In the group of the session's first process nobody would ever send SIGCONT;
/// there the system too ignores SIGTSTP, but not the SIGSTOP that a handler has to use.
fn can_be_resumed() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}
