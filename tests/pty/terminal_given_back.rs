//! The terminal is given back whole, whatever ends or stops the program.
//!
//! The program under test is this test binary itself: started in a pseudo-terminal with
//! [`ROLE`](crate::child::ROLE) set, its test `play` plays a small program on the same floor that the browser
//! stands on. So nothing in the product exists for tests only.

use crate::child::{EDITOR, ROLE, SOCKET, child_command, in_a_shell};
use crate::support::pty::Pty;
use crate::support::wire::Wire;
use rustix::process::Signal;
use std::io::{self, Read, Write};
use std::os::unix::net::UnixListener;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Private modes that must have been on, or a test shows nothing.
const EXPECTED_MODES: [u16; 6] = [25, 1000, 1006, 1049, 2004, 2026];

#[test]
fn play() {
    match std::env::var(ROLE).as_deref() {
        Ok("terminal") => play_terminal(&Pty::spawn(child_command("plain"), 80, 24)),
        Ok("deaf terminal") => play_terminal(&in_a_shell("trap '' HUP; exec JOB", "unsignaled")),
        Ok(role) => {
            let code = match crate::child::play(role) {
                Ok(()) => 0,
                Err(error) => {
                    let _ = writeln!(io::stderr(), "dossier: {error}");
                    2
                }
            };
            std::process::exit(code);
        }
        Err(_) => {}
    }
}

/// A terminal with the program in it, that is closed as soon as the program has drawn.
fn play_terminal(pty: &Pty) {
    pty.wait_for("keys 0");
    std::process::exit(0);
}

fn start() -> Pty {
    let pty = Pty::spawn(child_command("plain"), 80, 24);
    pty.wait_for("keys 0");
    pty
}

/// Everything that was turned on is off.
#[track_caller]
fn check_clean(pty: &Pty) -> Wire {
    let wire = Wire::read(&pty.raw_output());
    assert_eq!(wire.left_behind(), Vec::<String>::new(), "{}", pty.screen());
    wire
}

/// The program has ended with `code`, and the terminal is as it was.
#[track_caller]
fn check_given_back(mut pty: Pty, code: u32) -> Wire {
    let exit = pty.wait_exit();
    let wire = check_clean(&pty);
    assert_eq!(exit, code, "{}", pty.screen());
    assert!(
        EXPECTED_MODES
            .iter()
            .all(|mode| wire.modes.contains_key(mode)),
        "{wire:?}"
    );
    assert_eq!(wire.set_titles, ["Dossier"]);
    assert!(
        !pty.screen().contains("bottom of the text"),
        "the frame is left: {}",
        pty.screen()
    );
    wire
}

#[test]
fn after_a_normal_exit() {
    let mut pty = start();
    pty.keys("jjq");
    check_given_back(pty, 0);
}

#[test]
fn after_an_error() {
    let mut pty = start();
    pty.keys("e");
    pty.wait_for("dossier: an error, on purpose");
    check_given_back(pty, 2);
}

#[test]
fn after_a_panic_of_the_thread_that_draws() {
    let mut pty = start();
    pty.keys("p");
    pty.wait_for("this is a bug");
    let shown = pty.screen();
    let said =
        "dossier: a panic, ␛[31mon purpose (thread terminal_given_back::play, tests/pty/child.rs:";
    assert!(shown.contains(said), "{shown}");
    check_given_back(pty, 101);
}

#[test]
fn after_a_panic_in_the_background() {
    let mut pty = start();
    pty.keys("b");
    pty.wait_for("(thread background, ");
    check_given_back(pty, 101);
}

#[test]
fn a_panic_that_is_caught_changes_nothing() {
    let mut pty = start();
    pty.keys("g");
    pty.wait_for("keys 1; caught: true");
    pty.keys("q");
    check_given_back(pty, 0);
}

#[test]
fn after_signals_that_end_it() {
    for (signal, code) in [
        (Signal::TERM, 143),
        (Signal::HUP, 129),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
    ] {
        let pty = start();
        pty.signal(signal);
        check_given_back(pty, code);
    }
}

#[test]
fn after_a_signal_while_it_draws() {
    for _ in 0..10 {
        let mut pty = start();
        pty.keys(&"j".repeat(500));
        pty.signal(Signal::TERM);
        check_given_back(pty, 143);
    }
}

/// Runs the job, and brings it back after each stop as soon as a line is typed.
const SHELL: &str = "set -m; n=0; JOB; s=$?; \
    while [ $s -gt 128 ]; do n=$((n+1)); echo stopped $n; read go; fg >/dev/null; s=$?; done; echo ended $s";

#[test]
fn while_it_is_suspended() {
    let mut pty = in_a_shell(SHELL, "plain");
    for round in 1..=3 {
        pty.keys("j<c-z>");
        pty.wait_for(&format!("stopped {round}"));
        assert!(pty.settings_are_as_before(), "round {round}");
        check_clean(&pty);
        pty.keys("go<enter>");
        pty.wait_for(&format!("keys {}; resumed", 2 * round));
        pty.wait_for("bottom of the text");
        assert!(!pty.settings_are_as_before());
    }
    pty.keys("q");
    pty.wait_for("ended 0");
    assert_eq!(pty.wait_exit(), 0);
    check_clean(&pty);
}

#[test]
fn after_it_was_stopped_unawares() {
    let mut pty = in_a_shell(
        "set -m; JOB & echo $!; fg >/dev/null; stty sane; echo stopped $?; read go; fg >/dev/null; echo ended $?",
        "plain",
    );
    let raw = String::from_utf8(pty.raw_output()).unwrap();
    let pid = raw
        .lines()
        .find_map(|line| line.trim().parse().ok())
        .expect("a process id");
    let pid = rustix::process::Pid::from_raw(pid).expect("a process id");
    rustix::process::kill_process(pid, Signal::STOP).unwrap();
    pty.wait_for_bytes(0, b"stopped ");
    pty.keys("go<enter>");
    pty.wait_for("resumed");
    pty.wait_for("bottom of the text");
    pty.keys("j");
    pty.wait_for("keys 1");
    pty.keys("q");
    pty.wait_for("ended 0");
    pty.wait_exit();
    check_clean(&pty);
}

#[test]
fn in_the_background_it_waits_for_the_foreground() {
    let script =
        "set -m; JOB; bg >/dev/null; echo in background; read go; fg >/dev/null; echo ended $?";
    let mut pty = in_a_shell(script, "plain");
    pty.keys("<c-z>");
    pty.wait_for("in background");
    pty.keys("go<enter>");
    pty.wait_for("resumed");
    pty.wait_for("bottom of the text");
    pty.keys("jq");
    pty.wait_for("ended 0");
    pty.wait_exit();
    check_clean(&pty);
}

#[test]
fn a_terminal_that_takes_no_output_does_not_hold_it_up() {
    let mut pty = start();
    pty.stop_output();
    pty.keys("jjj");
    pty.signal(Signal::TERM);
    // Its sequences are lost with the line, its settings are not.
    assert_eq!(pty.wait_exit(), 143);
}

#[test]
fn any_size_is_drawn() {
    let mut pty = start();
    for (columns, rows) in [(0, 0), (1, 1), (0, 10), (10, 0), (500, 200), (3, 2)] {
        pty.resize(columns, rows);
        pty.keys("j");
    }
    pty.resize(90, 20);
    pty.wait_for("text, 90x20");
    pty.wait_for("keys 6");
    pty.keys("q");
    check_given_back(pty, 0);
}

#[test]
fn without_a_shell_it_is_not_stopped() {
    let mut pty = start();
    pty.keys("<c-z>");
    pty.wait_for("no shell to go back to");
    pty.signal(Signal::TSTP);
    pty.keys("jq");
    check_given_back(pty, 0);
}

/// What the program says on its socket before it ends, when its terminal is closed.
#[track_caller]
fn said_when_closed(role: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("socket");
    let listener = UnixListener::bind(&path).expect("a socket");
    let command = child_command(role);
    let (exe, arguments) = command.get_argv().split_first().expect("a command");
    let mut terminal = Command::new(exe);
    terminal
        .args(arguments)
        .env(ROLE, role)
        .env(SOCKET, &path)
        .stdout(Stdio::null());
    assert!(terminal.status().expect("a program that starts").success());
    let (mut socket, _) = listener.accept().expect("a connection");
    socket
        .set_read_timeout(Some(Duration::from_mins(1)))
        .expect("a timeout");
    let mut said = String::new();
    socket
        .read_to_string(&mut said)
        .expect("an end within a minute");
    said
}

#[test]
fn when_the_terminal_is_closed() {
    // The signal and the end of the keys come together.
    let said = said_when_closed("terminal");
    assert!(matches!(said.as_str(), "" | "gone"), "{said:?}");
}

#[test]
fn when_the_terminal_is_gone_without_a_signal() {
    assert_eq!(said_when_closed("deaf terminal"), "gone");
}

#[test]
fn keys_come_from_the_terminal_when_standard_input_is_a_pipe() {
    let mut pty = in_a_shell("echo an article | JOB; echo ended $?", "plain");
    pty.keys("j");
    pty.wait_for("keys 1; key j");
    pty.resize(60, 20);
    pty.wait_for("resized 60x20");
    pty.keys("q");
    pty.wait_for("ended 0");
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn everything_that_a_person_does_arrives() {
    let mut pty = start();
    pty.keys("jé<up><pgdn><f5>");
    pty.wait_for("keys 5; key F5");
    pty.write(b"\x1b");
    pty.wait_for("keys 6; key Esc");
    pty.write(b"\x1b[1;6D");
    pty.wait_for("keys 7; key Ctrl-Shift-Left");
    pty.write(b"\x1b[1089::99u");
    pty.wait_for("keys 7; Foreign { typed: Char('\u{441}'), latin: Char('c') }");
    pty.keys("<esc>");
    pty.wait_for("keys 8; key Esc");
    pty.paste("q\nQ");
    pty.wait_for(r#"keys 8; Paste("q\nQ")"#);
    pty.click(9, 4);
    pty.wait_for("keys 8; Click { column: 9, row: 4 }");
    pty.scroll(0, 23, true);
    pty.wait_for("keys 8; Scroll { column: 0, row: 23, down: true }");
    pty.resize(100, 30);
    pty.wait_for("resized 100x30, was 80x24");
    pty.keys(&"j".repeat(3000));
    pty.wait_for("keys 3008; key j");
    pty.keys("q");
    check_given_back(pty, 0);
}

#[test]
fn a_paste_in_pieces_is_one_paste() {
    let mut pty = start();
    for piece in ["\x1b[2", "00~q", "q\x1b[20", "1~"] {
        pty.write(piece.as_bytes());
    }
    pty.wait_for(r#"keys 0; Paste("qq")"#);
    pty.keys("q");
    check_given_back(pty, 0);
}

#[test]
fn the_mouse_can_be_handed_back() {
    let mut pty = start();
    pty.keys("m");
    pty.wait_for("keys 1");
    pty.wait_until("no mouse", |screen| {
        screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    });
    pty.keys("m");
    pty.wait_until("the mouse", |screen| {
        screen.mouse_protocol_mode() == vt100::MouseProtocolMode::PressRelease
    });
    pty.keys("mq");
    check_given_back(pty, 0);
}

#[test]
fn only_known_sequences_are_written() {
    let mut pty = start();
    pty.keys("ch");
    pty.wait_for("hostile");
    pty.keys("q");
    let wire = check_given_back(pty, 0);
    assert!(!wire.text.contains("owned"));
    let known = [
        "C0 0a", "C0 0d", "OSC 2", "OSC 52", "CSI H", "CSI J", "CSI m", "CSI t", "CSI > u",
        "CSI < u",
    ];
    let unknown = |kind: &&String| !kind.starts_with("CSI ? ") && !known.contains(&kind.as_str());
    assert_eq!(wire.kinds.iter().find(unknown), None, "{:?}", wire.kinds);
}

#[test]
fn an_editor_has_the_terminal_to_itself() {
    let mut command = child_command("plain");
    command.env(EDITOR, "sh -c 'echo editing $0; stty -a | grep -c -e -icanon; read line; echo got $line; read line; exit 3'");
    let mut pty = Pty::spawn(command, 80, 24);
    pty.wait_for("keys 0");
    pty.keys("v");
    pty.wait_for("editing ./-x y");
    assert!(pty.settings_are_as_before());
    check_clean(&pty);
    pty.keys("qjp<enter>");
    pty.wait_for("got qjp");
    // Signals that the keyboard sends are for the editor.
    pty.signal(Signal::INT);
    pty.resize(90, 20);
    pty.keys("<enter>");
    pty.wait_for("resized 90x20");
    pty.wait_for("bottom of the text");
    pty.keys("j");
    pty.wait_for("keys 2; key j");
    pty.keys("q");
    pty.wait_exit();
    check_clean(&pty);
}
