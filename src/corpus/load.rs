use super::{Article, Skipped};
use std::ops::ControlFlow;
use std::path::PathBuf;
#[derive(Clone, Debug)]
pub enum Input {
    Path(PathBuf),
    Stdin,
    Sample,
}
pub struct Batch {
    pub articles: Vec<Article>,
    pub skipped: Vec<Skipped>,
    pub bytes: u64,
    pub total_bytes: Option<u64>,
}
pub fn load<T: Send>(
    _inputs: &[Input],
    _threads: usize,
    _work: impl Fn(Batch) -> T + Sync,
    _sink: impl FnMut(T) -> ControlFlow<()>,
) {
}
