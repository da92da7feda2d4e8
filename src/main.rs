//! The program: arguments in, exit code out.

use dossier::cli::{self, Error, Found, Task};
use dossier::term;
use std::process::ExitCode;

/// Gives back what reading a collection has used for a while: texts before they are packed,
/// segments before they are merged. The system's allocator may keep it for good, on other
/// threads' heaps than need it next.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    cli::conclude(cli::parse(std::env::args_os()).and_then(run))
}

fn run(task: Task) -> Result<Found, Error> {
    match task {
        Task::Print(print) => cli::print(&print),
        Task::Browse(browsing) => {
            let browse = term::Browse {
                inputs: browsing.inputs,
                name: browsing.name,
                theme: browsing.theme,
                threads: browsing.threads,
            };
            term::browse(browse).map_err(Error::Browsing)?;
            Ok(Found::Something)
        }
    }
}
