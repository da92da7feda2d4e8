//! The program that measures: options in, a table out.

use dossier_benches::options::{self, Options};
use dossier_benches::run::run;

fn main() -> anyhow::Result<()> {
    run(&Options {
        program: env!("CARGO_BIN_EXE_dossier").into(),
        ..options::read()
    })
}
