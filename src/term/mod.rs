//! Floor 6: the outside world of the browser.
//!
//! In comes what a terminal sends (keys, pastes, the mouse, new sizes) and what the system
//! sends (signals); out go finished frames, and a terminal given back as it was found.
//! Nothing here knows what an article or a pane is.
//!
//! One rule carries this floor: every byte for the terminal goes through one
//! [`Hold`], and once that has been released nothing is written any more. So the main
//! thread, a panic and a signal can all give the terminal back, in any order, and it is
//! given back once.
//!
//! Unix only: the terminal is read and restored through `termios` and `poll`.

mod browse;
mod decode;
mod follow;
pub mod hold;
pub mod input;
mod names;
pub mod outside;
pub mod panic;
pub mod screen;
pub mod signals;
mod tty;
mod workers;

pub use browse::{Browse, browse};
pub use decode::Decoder;
pub use hold::{Hold, Options};
pub use input::{InputThread, Received};

pub use screen::Screen;
