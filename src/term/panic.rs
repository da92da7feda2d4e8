//! What happens when this program has a bug.
//!
//! In goes a panic of any thread; out come the terminal, two lines that say what happened,
//! and an exit code. Knows which threads catch their own panics.

use super::hold::Hold;
use crate::text::safe;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, Write};
use std::panic::PanicHookInfo;
use std::process;
use std::thread;

/// Threads, by the start of their name, whose panics are caught where they run: one bad
/// file is one skipped file.
const CAUGHT: [&str; 2] = ["dossier-load-", "dossier-guarded-"];

/// The code that Rust programs exit with after a panic.
const EXIT_CODE: i32 = 101;

/// Columns of the longest message that is printed.
const LONGEST_MESSAGE: usize = 400;

/// From now on a panic of any thread, but for those that catch theirs, gives the terminal
/// back, says what happened on standard error, and ends the program with exit code 101.
///
/// Also for a thread in the background: a program that has lost one of its threads would
/// go on with a pane that never fills and a key that does nothing.
pub fn install(hold: &Hold) {
    let hold = hold.clone();
    std::panic::set_hook(Box::new(move |panic| {
        let thread = thread::current();
        let name = thread.name().unwrap_or("unnamed");
        if CAUGHT.iter().any(|prefix| name.starts_with(prefix)) {
            return;
        }
        hold.release();
        // Nothing is left to do when standard error is closed.
        let _ = io::stderr().write_all(report(name, panic).as_bytes());
        process::exit(EXIT_CODE);
    }));
}

fn report(thread: &str, panic: &PanicHookInfo<'_>) -> String {
    let place = panic
        .location()
        .map_or_else(|| "an unknown place".into(), ToString::to_string);
    let message = panic.payload_as_str().unwrap_or("no message");
    let backtrace = Backtrace::capture();
    let known = backtrace.status() == BacktraceStatus::Captured;
    let mut lines = describe(thread, &place, message, known);
    if known {
        for line in backtrace.to_string().lines() {
            lines.push_str(&safe::clean(line));
            lines.push('\n');
        }
    }
    lines
}

fn describe(thread: &str, place: &str, message: &str, with_backtrace: bool) -> String {
    let thread = safe::clean(thread);
    let place = safe::clean(place);
    let message = safe::cut(message, LONGEST_MESSAGE);
    let advice = if with_backtrace {
        "please report it with what follows"
    } else {
        "please report it; RUST_BACKTRACE=1 in the environment shows where it came from"
    };
    format!("dossier: {message} (thread {thread}, {place})\ndossier: this is a bug, {advice}\n")
}

#[cfg(test)]
mod tests {
    use super::describe;

    #[test]
    fn a_message_is_two_clean_lines() {
        let said = describe("main", "src/a.rs:1:2", "index 3\nof \x1b[31m2", false);
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(
            lines[0],
            "dossier: index 3 of ␛[31m2 (thread main, src/a.rs:1:2)"
        );
        assert!(lines[1].contains("this is a bug") && lines[1].contains("RUST_BACKTRACE=1"));
    }
}
