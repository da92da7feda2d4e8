//! The thread that reads the terminal.
//!
//! In come bytes and the news of a new size; out goes [`Received`], through a callback, in
//! order. It sleeps in `poll` until there is something, can be told to keep its hands off
//! while another program has the terminal, and ends when the terminal is gone.

use super::decode::Decoder;
use super::tty;
use crate::app::input::Input;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread;
use std::time::Duration;

/// How long [`InputThread::pause`] waits for the thread to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the input thread reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// Something that the person at the terminal did.
    Input(Input),
    /// There is no terminal any more; nothing follows.
    Gone,
}

/// The running thread. Dropping it lets the thread end.
pub struct InputThread {
    commands: Sender<Command>,
    /// Closed after `commands` (fields are dropped in their order), so that the thread
    /// wakes and finds nobody left to obey.
    wake: UnixStream,
}

enum Command {
    /// Stop reading, and say so.
    Pause(Sender<()>),
    Resume,
}

impl InputThread {
    /// Starts a thread named `dossier-input` that reads the terminal and calls `report`.
    /// The terminal should be in raw mode by then ([`Screen::enter`](super::Screen::enter)).
    ///
    /// # Errors
    /// When there is no terminal, or no thread or pipe can be made.
    pub fn spawn(report: impl FnMut(Received) + Send + 'static) -> io::Result<Self> {
        let (wake, woken) = UnixStream::pair()?;
        let (resize, resized) = UnixStream::pair()?;
        for stream in [&wake, &woken, &resize, &resized] {
            stream.set_nonblocking(true)?;
        }
        signal_hook::low_level::pipe::register(signal_hook::consts::SIGWINCH, resize)?;
        let (commands, orders) = channel();
        let reader = Reader {
            tty: tty::open_input()?,
            woken,
            resized,
            orders,
            report,
        };
        thread::Builder::new()
            .name("dossier-input".into())
            .spawn(move || reader.run())?;
        Ok(Self { commands, wake })
    }

    /// Stops reading and returns when the thread has stopped: from then on every byte is
    /// left for whoever has the terminal.
    ///
    /// # Errors
    /// When the thread has ended, because the terminal is gone, or does not answer.
    pub fn pause(&self) -> io::Result<()> {
        let (done, paused) = channel();
        self.command(Command::Pause(done))?;
        paused.recv_timeout(PATIENCE).map_err(|error| match error {
            RecvTimeoutError::Timeout => {
                // It must not obey later, when nobody will tell it to go on.
                let _ = self.resume();
                ErrorKind::TimedOut.into()
            }
            RecvTimeoutError::Disconnected => gone(),
        })
    }

    /// Reads on. The size is reported, as it may have changed in between.
    ///
    /// # Errors
    /// When the thread has ended, because the terminal is gone.
    pub fn resume(&self) -> io::Result<()> {
        self.command(Command::Resume)
    }

    fn command(&self, command: Command) -> io::Result<()> {
        self.commands.send(command).map_err(|_| gone())?;
        // A pipe that is full wakes as well.
        let _ = (&self.wake).write(&[0]);
        Ok(())
    }
}

fn gone() -> io::Error {
    io::Error::new(ErrorKind::BrokenPipe, "the terminal is gone")
}

struct Reader<F> {
    tty: File,
    woken: UnixStream,
    resized: UnixStream,
    orders: Receiver<Command>,
    report: F,
}

/// What there is to read.
struct Ready {
    keys: bool,
    order: bool,
    size: bool,
}

impl<F: FnMut(Received)> Reader<F> {
    fn run(mut self) {
        if self.read_on().is_err() {
            (self.report)(Received::Gone);
        }
    }

    /// Reads until nobody wants it any more.
    ///
    /// # Errors
    /// When the terminal is gone.
    fn read_on(&mut self) -> io::Result<()> {
        let mut decoder = Decoder::default();
        let mut found = Vec::new();
        loop {
            let Some(ready) = self.wait(decoder.patience())? else {
                decoder.expire(&mut found);
                self.hand_over(&mut found);
                continue;
            };
            if ready.order {
                drain(&self.woken);
                if !self.obey() {
                    return Ok(());
                }
                decoder = Decoder::default();
                continue;
            }
            if ready.size {
                drain(&self.resized);
                self.report_size();
            }
            if ready.keys {
                self.read(&mut decoder, &mut found)?;
                self.hand_over(&mut found);
            }
        }
    }

    /// Waits for something to do; `None` when the time is up.
    fn wait(&self, patience: Option<Duration>) -> io::Result<Option<Ready>> {
        let timeout = patience.map(tty::timespec);
        let mut fds = [
            PollFd::new(&self.tty, PollFlags::IN),
            PollFd::new(&self.woken, PollFlags::IN),
            PollFd::new(&self.resized, PollFlags::IN),
        ];
        match poll(&mut fds, timeout.as_ref()) {
            Ok(0) => return Ok(None),
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let [keys, order, size] = fds.map(|fd| fd.revents());
        if !keys.contains(PollFlags::IN) && !keys.is_empty() {
            return Err(gone());
        }
        Ok(Some(Ready {
            keys: !keys.is_empty(),
            order: !order.is_empty(),
            size: !size.is_empty(),
        }))
    }

    fn read(&mut self, decoder: &mut Decoder, found: &mut Vec<Input>) -> io::Result<()> {
        let mut bytes = [0; 4096];
        match self.tty.read(&mut bytes) {
            // Raw mode waits for a byte: none means that there will be none.
            Ok(0) => return Err(gone()),
            Ok(count) => decoder.read(bytes.get(..count).unwrap_or_default(), found),
            Err(error)
                if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::WouldBlock) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Does what was ordered, and stays here while paused; whether to read on.
    fn obey(&mut self) -> bool {
        let mut paused = false;
        loop {
            let order = if paused {
                self.orders.recv().map_err(|_| TryRecvError::Disconnected)
            } else {
                self.orders.try_recv()
            };
            match order {
                Ok(Command::Pause(done)) => {
                    paused = true;
                    let _ = done.send(());
                }
                Ok(Command::Resume) => {
                    paused = false;
                    self.report_size();
                }
                Err(TryRecvError::Empty) => return true,
                Err(TryRecvError::Disconnected) => return false,
            }
        }
    }

    fn report_size(&mut self) {
        if let Ok((columns, rows)) = tty::size(&self.tty) {
            (self.report)(Received::Input(Input::Resize { columns, rows }));
        }
    }

    fn hand_over(&mut self, found: &mut Vec<Input>) {
        for input in found.drain(..) {
            (self.report)(Received::Input(input));
        }
    }
}

/// Reads what woke us and forgets it.
fn drain(mut stream: &UnixStream) {
    let mut bytes = [0; 64];
    while matches!(stream.read(&mut bytes), Ok(count) if count > 0) {}
}
