//! How properties are tried: how often, and where the cases that failed are kept.

use proptest::test_runner::{Config, FileFailurePersistence};

/// Where cases that failed are kept, from the folder above that of the file `main.rs` which
/// the test is in: beside those of the library, in `proptest-regressions`.
const KEPT: &str = "../proptest-regressions/it";

/// So many random cases of a test, unless `PROPTEST_CASES` asks for another number.
pub(crate) fn cases(usual: u32) -> Config {
    let asked = std::env::var("PROPTEST_CASES").ok();
    Config {
        cases: asked.and_then(|n| n.parse().ok()).unwrap_or(usual),
        failure_persistence: Some(Box::new(FileFailurePersistence::SourceParallel(KEPT))),
        ..Config::default()
    }
}
