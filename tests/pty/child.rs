//! A small program on the floor of the outside world, for tests of that floor: it shows
//! what it gets, and does what single keys say.

use crate::support::pty::Pty;
use dossier::app::input::{Input, Key};
use dossier::term::outside::{Multiplexer, copy, edit, editor};
use dossier::term::{Hold, InputThread, Options, Received, Screen, panic, signals};
use dossier::text::safe::Safe;
use portable_pty::CommandBuilder;
use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::thread;

/// What the child plays; unset, it is a test that passes.
pub(crate) const ROLE: &str = "DOSSIER_TEST_ROLE";
/// A socket that the child keeps open as long as it lives.
pub(crate) const SOCKET: &str = "DOSSIER_TEST_SOCKET";
/// What the child has as its editor.
pub(crate) const EDITOR: &str = "DOSSIER_TEST_EDITOR";

/// This test binary, as the child that plays `role`.
pub(crate) fn child_command(role: &str) -> CommandBuilder {
    let exe = std::env::current_exe().expect("this binary");
    let mut command = CommandBuilder::new(exe);
    command.args([
        "terminal_given_back::play",
        "--exact",
        "--nocapture",
        "--test-threads=1",
    ]);
    command.env(ROLE, role);
    command
}

/// The shell command line that runs the child as a job, and says what happens to it.
pub(crate) fn in_a_shell(script: &str, role: &str) -> Pty {
    let child = child_command(role);
    let words = child.get_argv().iter().map(|word| word.to_string_lossy());
    let job = shell_words::join(words);
    let mut shell = CommandBuilder::new("sh");
    shell.env(ROLE, role);
    shell.args(["-c", &script.replace("JOB", &job)]);
    let pty = Pty::spawn(shell, 80, 24);
    pty.wait_for("keys 0");
    pty
}

enum Event {
    Received(Received),
    Resumed,
}

/// A program that shows what it gets and does what single keys say.
pub(crate) fn play(role: &str) -> io::Result<()> {
    let mut socket = std::env::var_os(SOCKET)
        .map(UnixStream::connect)
        .transpose()?;
    let (events, inbox) = channel();
    let hold = Hold::new();
    panic::install(&hold);
    if role != "unsignaled" {
        let resumed = events.clone();
        signals::watch(&hold, move || {
            resumed.send(Event::Resumed).unwrap_or_default();
        })?;
    }
    let options = Options {
        mouse: true,
        title: Some(Safe::new("Dossier")),
    };
    let mut screen = Screen::enter(&hold, options)?;
    let input = read_input(&events)?;
    let (mut seen, mut said) = (0, String::from("nothing"));
    loop {
        let size = draw(&mut screen, seen, &said)?;
        match inbox.recv().map_err(io::Error::other)? {
            Event::Resumed => said = "resumed".into(),
            Event::Received(Received::Gone) => {
                if let Some(socket) = &mut socket {
                    socket.write_all(b"gone")?;
                }
                return Ok(());
            }
            Event::Received(Received::Input(Input::Key(Key::Char('q')))) => return Ok(()),
            Event::Received(Received::Input(Input::Key(key))) => {
                said = obey(key, &mut screen, &input)?;
                seen += 1;
            }
            Event::Received(Received::Input(Input::Resize { columns, rows })) => {
                said = format!(
                    "resized {columns}x{rows}, was {}x{}",
                    size.width, size.height
                );
            }
            Event::Received(Received::Input(other)) => said = format!("{other:?}"),
        }
    }
}

fn read_input(events: &Sender<Event>) -> io::Result<InputThread> {
    let events = events.clone();
    InputThread::spawn(move |received| events.send(Event::Received(received)).unwrap_or_default())
}

fn draw(screen: &mut Screen, seen: usize, said: &str) -> io::Result<ratatui::layout::Size> {
    let mut size = ratatui::layout::Size::default();
    screen.draw(|frame| {
        size = frame.area().as_size();
        let text = format!("keys {seen}; {said}\nbottom of the text, {size}");
        frame.render_widget(ratatui::widgets::Paragraph::new(text), frame.area());
        if said == "hostile"
            && let Some(cell) = frame.buffer_mut().cell_mut((0, 3))
        {
            cell.set_symbol("\x1b]0;owned\x07");
        }
    })?;
    Ok(size)
}

fn obey(key: Key, screen: &mut Screen, input: &InputThread) -> io::Result<String> {
    match key {
        Key::Char('e') => return Err(io::Error::other("an error, on purpose")),
        Key::Char('p') => panic!("a panic,\n\x1b[31mon purpose"),
        Key::Char('b') => {
            let name = thread::Builder::new().name("background".into());
            name.spawn(|| panic!("a panic, on purpose"))?;
        }
        Key::Char('g') => {
            let name = thread::Builder::new().name("dossier-guarded-1".into());
            let caught = name.spawn(|| panic!("a panic, on purpose"))?.join();
            return Ok(format!("caught: {}", caught.is_err()));
        }
        Key::Char('m') => screen.set_mouse(!screen.mouse())?,
        Key::Char('c') => screen.copy(&copy("Kyiv", Multiplexer::None))?,
        Key::Char('h') => return Ok("hostile".into()),
        Key::Char('v') => {
            let named = std::env::var(EDITOR).ok();
            let argv = editor(None, named.as_deref(), Path::new("-x y"), Some(7))
                .map_err(io::Error::other)?;
            return Ok(edit(screen, input, &argv)
                .map_or_else(|error| error.to_string(), |()| "edited".into()));
        }
        Key::Ctrl('z') => {
            return Ok(
                signals::suspend().map_or_else(|error| error.to_string(), |()| "suspended".into())
            );
        }
        _ => {}
    }
    Ok(format!("key {key}"))
}
