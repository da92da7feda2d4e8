//! The sample collection in the binary.
//!
//! In goes nothing; out come the articles of the `seeds` folder, as it was when the program
//! was built, without what `seeds/.ignore` names.

use crate::corpus::article::{Article, Origin};
use crate::corpus::formats::choose::choose;
use crate::corpus::formats::{Parsed, Source, Start};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use include_dir::{Dir, File, include_dir};

static SEEDS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/seeds");

/// The articles of the sample, sorted by name.
#[must_use]
pub fn articles() -> Vec<Article> {
    let ignored = ignored();
    let mut files = Vec::new();
    collect(&SEEDS, &mut files);
    files.sort_by_key(|file| file.path());
    files
        .into_iter()
        .filter(|file| {
            !ignored
                .matched_path_or_any_parents(file.path(), false)
                .is_ignore()
        })
        .flat_map(read)
        .collect()
}

fn collect(folder: &'static Dir<'static>, files: &mut Vec<&'static File<'static>>) {
    files.extend(folder.files());
    for inner in folder.dirs() {
        collect(inner, files);
    }
}

/// The patterns of `seeds/.ignore`.
fn ignored() -> Gitignore {
    let mut patterns = GitignoreBuilder::new("");
    let lines = SEEDS
        .get_file(".ignore")
        .and_then(File::contents_utf8)
        .unwrap_or_default();
    for line in lines.lines() {
        // A pattern with a mistake names nothing; the sample's own test would show it.
        let _ = patterns.add_line(None, line);
    }
    patterns.build().unwrap_or_else(|_| Gitignore::empty())
}

/// The articles of one file; none in a file that is hidden or no text.
fn read(file: &'static File<'static>) -> Vec<Article> {
    let bytes = file.contents();
    let name = file.path().to_str().filter(|name| !name.starts_with('.'));
    let chosen = choose(Some(file.path()), &Start::new(bytes), false);
    let (Some(name), Ok(format)) = (name, chosen) else {
        return Vec::new();
    };
    let origin = Origin::Sample(name);
    let mut parsed = Parsed::default();
    let source = Source::new(bytes.to_vec(), &origin, None);
    match (format.read)(source, &mut parsed) {
        Ok(()) => parsed.articles,
        Err(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::articles;

    #[test]
    fn the_sample_holds_articles_only() {
        let articles = articles();
        assert!(!articles.is_empty());
        for article in &articles {
            assert!(!article.card.origin.to_string().contains("README"));
            assert!(article.card.words > 0, "{}", article.card.name);
        }
    }
}
