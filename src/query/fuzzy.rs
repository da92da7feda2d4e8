//! Names and titles for a few letters.
pub struct Pattern;
impl Pattern {
    pub fn new(_: &str) -> Self {
        Self
    }
    pub fn indices(&self, _f: &crate::text::fold::Folded) -> Option<(i64, Vec<crate::text::Span>)> {
        None
    }
}
#[derive(Debug, Default)]
pub struct Candidates;
impl Candidates {
    pub fn push(&mut self, _: &str) {}
    pub fn top(&self, _p: &Pattern, _n: usize) -> Found {
        Found {
            rows: vec![],
            total: 0,
        }
    }
}
pub struct Found {
    pub rows: Vec<FoundRow>,
    pub total: usize,
}
pub struct FoundRow {
    pub row: usize,
}
