//! Prints one frame of the browser as text.
//!
//! ```text
//! cargo run --release --example frame -- SIZE [KEYS [PATH]...]
//! cargo run --release --example frame -- 120x36 'jj<Enter>/talks'
//! ```
//!
//! In go a size in cells and keys, the unprintable ones as the help writes them, between
//! angle brackets; out comes the screen after them, without colors. What is shown is the
//! sample collection, or the files and folders named. Each key's work is done before the
//! next key, so the frame is the same every time.

use anyhow::Context;
use dossier::app::canvas::TextCanvas;
use dossier::app::input::{Input as UserInput, Key};
use dossier::app::screen::Size;
use dossier::app::work::Job;
use dossier::app::{Action, App};
use dossier::corpus::files::load::Input;
use dossier::entities::Recognizer;
use dossier::library;
use std::io::Write;
use std::sync::Arc;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let size = arguments.next().unwrap_or_else(|| "120x36".to_owned());
    let (columns, rows) = size.split_once('x').context("a size is written 120x36")?;
    let (columns, rows) = (columns.parse()?, rows.parse()?);
    let keys = keys(&arguments.next().unwrap_or_default())?;
    let mut inputs: Vec<Input> = arguments.map(|path| Input::Path(path.into())).collect();
    let mut name = "articles";
    if inputs.is_empty() {
        inputs.push(Input::Sample);
        name = "sample collection";
    }
    let recognizer = Recognizer::embedded();
    let library = library::read(&inputs, Some(&recognizer), 2);
    let mut app = App::new(name.to_owned(), Size { columns, rows });
    act(&mut app, &recognizer, Action::Grown(Arc::new(library)));
    for key in keys {
        act(&mut app, &recognizer, Action::Input(UserInput::Key(key)));
    }
    let mut canvas = TextCanvas::new(Size { columns, rows });
    app.draw(&mut canvas);
    writeln!(std::io::stdout(), "{}", canvas.text())?;
    Ok(())
}

/// Does one thing, and all the work that follows from it but what would leave the program.
fn act(app: &mut App, recognizer: &Recognizer, action: Action) {
    let mut jobs: Vec<Job> = app.update(action).into_iter().collect();
    while let Some(job) = jobs.pop().or_else(|| app.next_job()) {
        if let Job::Work(work) = job {
            jobs.extend(app.update(Action::Arrived(work.perform(recognizer))));
        }
    }
}

/// Reads keys written as in `jj<Enter><Ctrl-d>`.
fn keys(written: &str) -> anyhow::Result<Vec<Key>> {
    use Key::{Backspace, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up};
    let named = [
        Backspace, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up,
    ];
    let controls = ('a'..='z').map(Key::Ctrl);
    let known = named.into_iter().chain(controls);
    let mut keys = Vec::new();
    let mut rest = written.chars();
    while let Some(first) = rest.next() {
        match rest.as_str().split_once('>').filter(|_| first == '<') {
            Some((name, after)) => {
                let is_it = |key: &Key| key.to_string().eq_ignore_ascii_case(name);
                let mut known = known.clone();
                keys.push(
                    known
                        .find(is_it)
                        .with_context(|| format!("no key is called {name}"))?,
                );
                rest = after.chars();
            }
            None => keys.push(Key::Char(first)),
        }
    }
    Ok(keys)
}
