//! The first frame waits for nothing: while it is being written, no thread has been started
//! that reads a collection, answers or waits for keys, and nothing of the collection has
//! been opened.
//!
//! A terminal that reads no further than to the mark before the first frame holds the
//! program in the middle of writing it, for as long as the test looks.

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rustix::fs::inotify::{self, CreateFlags, WatchFlags};
use rustix::io::Errno;
use std::fs;
use std::io::{Read, Write};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

/// How long anything may take. Far longer than it does: a busy machine is not a failure.
const DEADLINE: Duration = Duration::from_mins(1);
/// Stands before each frame, and behind it.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
/// More bytes than a pseudo-terminal of Linux takes before somebody reads them.
const TAKEN: usize = 64 << 10;

/// The names of the threads of a process.
fn threads(pid: u32) -> Vec<String> {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).expect("a running program");
    let name = |task: fs::DirEntry| fs::read_to_string(task.path().join("comm"));
    tasks
        .filter_map(|task| Some(name(task.ok()?).ok()?.trim().to_owned()))
        .collect()
}

/// Hears of whatever is opened in a folder.
fn watch(folder: &Path) -> OwnedFd {
    let watch = inotify::init(CreateFlags::NONBLOCK).expect("inotify");
    let opened = WatchFlags::OPEN | WatchFlags::ACCESS | WatchFlags::CREATE;
    inotify::add_watch(&watch, folder, opened).expect("a folder that is there");
    watch
}

/// How much has been heard of so far.
fn n_heard(watch: impl AsFd) -> usize {
    let mut room = [MaybeUninit::uninit(); 4096];
    let mut heard = inotify::Reader::new(watch, &mut room);
    let mut n = 0;
    loop {
        match heard.next() {
            Ok(_) => n += 1,
            Err(Errno::AGAIN) => return n,
            Err(error) => panic!("{error}"),
        }
    }
}

/// Reads byte by byte up to a mark; what was read, with it.
fn up_to(mark: &[u8], from: &mut impl Read) -> Vec<u8> {
    let (mut bytes, mut byte) = (Vec::new(), [0]);
    while !bytes.ends_with(mark) && matches!(from.read(&mut byte), Ok(1)) {
        bytes.push(byte[0]);
    }
    bytes
}

/// A terminal that stops reading before the first frame, until it is told to go on; it
/// says what it has read up to there, then that frame, then all the rest.
fn terminal(mut from: Box<dyn Read + Send>) -> (Receiver<Vec<u8>>, Sender<()>) {
    let ((read, received), (go_on, told)) = (channel(), channel());
    thread::spawn(move || {
        let _ = read.send(up_to(BEGIN, &mut from));
        let _ = told.recv();
        let _ = read.send(up_to(END, &mut from));
        let mut rest = Vec::new();
        // An error is the end of the program.
        let _ = from.read_to_end(&mut rest);
        let _ = read.send(rest);
    });
    (received, go_on)
}

#[test]
fn nothing_is_begun_before_the_first_frame() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "The bridge\n\nIt fell.\n").unwrap();
    let watched = watch(folder.path());
    // So high that its frame does not fit into what is taken unread.
    let size = PtySize {
        rows: 5000,
        cols: 120,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dossier"));
    command.arg(folder.path());
    command.env("TERM", "xterm-256color");
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let (received, go_on) = terminal(pair.master.try_clone_reader().unwrap());

    let before = received.recv_timeout(DEADLINE).unwrap();
    assert!(before.ends_with(BEGIN), "{}", before.escape_ascii());
    let begun = threads(child.process_id().unwrap());
    assert_eq!(begun.len(), 2, "more than main and signals: {begun:?}");
    assert_eq!(n_heard(&watched), 0, "the collection was touched");

    let mut keys = pair.master.take_writer().unwrap();
    keys.write_all(b"Q").unwrap();
    go_on.send(()).unwrap();
    let frame = received.recv_timeout(DEADLINE).unwrap();
    assert!(
        frame.ends_with(END) && frame.len() > TAKEN,
        "{}",
        frame.len()
    );
    // Nothing was heard because there was nothing to hear.
    assert!(child.wait().unwrap().success());
    received.recv_timeout(DEADLINE).unwrap();
    assert!(n_heard(&watched) > 0, "the collection was never read");
}
