//! The sample collection in the binary.
//!
//! In goes nothing; out come the articles of the `seeds` folder, as it was when the program
//! was built, without what `seeds/.ignore` names.

use super::article::{Article, Origin};
use super::decode::decode;
use super::formats::{self, Format};
use super::parse::{self, Raw};
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
        .filter_map(article)
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

fn article(file: &'static File<'static>) -> Option<Article> {
    let name = file.path().to_str().filter(|name| !name.starts_with('.'))?;
    let format = formats::of_path(file.path()).ok()?;
    if !matches!(format, Format::Text | Format::Markdown) {
        return None;
    }
    let decoded = decode(file.contents().to_vec()).ok()?;
    let mut raw = Raw::new(decoded.text, Origin::Sample(name), format);
    raw.encoding = decoded.encoding;
    Some(parse::article(raw))
}

#[cfg(test)]
mod tests {
    use super::articles;

    #[test]
    fn the_sample_holds_articles_only() {
        let articles = articles();
        assert!(!articles.is_empty());
        for article in &articles {
            assert!(!article.origin.to_string().contains("README"));
            assert!(article.words > 0, "{}", article.name);
        }
    }
}
