//! The formats that articles are read from: one module each.

pub mod json_lines;
pub mod json_repair;
mod json_split;
mod leads;
pub mod markdown;
mod markdown_leaf;
mod markdown_marks;
pub mod text;
mod verse;

use super::Origin;
use std::path::Path;

/// How a text is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text: an article.
    Text,
    /// Markdown: an article.
    Markdown,
    /// JSON Lines: an article a line.
    JsonLines,
    /// JSON: an array of articles, or one.
    Json,
}

impl Format {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "plain text",
            Self::Markdown => "Markdown",
            Self::JsonLines => "JSON Lines",
            Self::Json => "JSON",
        }
    }
}

/// How what lies there was read: a file by its extension, several records of standard input
/// as JSON Lines.
#[must_use]
pub fn of(origin: &Origin) -> Format {
    let path = match origin {
        Origin::Sample(name) => Path::new(name),
        Origin::File(path) | Origin::Record { path, .. } => path,
        Origin::Stdin { line: 0 } => return Format::Text,
        Origin::Stdin { .. } => return Format::JsonLines,
    };
    of_path(path).unwrap_or(Format::Text)
}

/// File name extensions of what is read as something else than plain text.
const READ: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("mdown", Format::Markdown),
    ("mkd", Format::Markdown),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("json", Format::Json),
];

/// Extensions of files that are not read, and what such files are.
#[rustfmt::skip]
const NOT_READ: &[(&str, &str)] = &[
    ("html", "HTML"),
    ("htm", "HTML"),
    ("xhtml", "HTML"),
    ("mhtml", "HTML"),
    ("pdf", "PDF"),
    ("ps", "PostScript"),
    ("djvu", "DjVu"),
    ("doc", "Word"),
    ("docx", "Word"),
    ("odt", "OpenDocument"),
    ("rtf", "RTF"),
    ("pages", "Pages"),
    ("xls", "spreadsheet"),
    ("xlsx", "spreadsheet"),
    ("ods", "spreadsheet"),
    ("ppt", "presentation"),
    ("pptx", "presentation"),
    ("odp", "presentation"),
    ("epub", "EPUB"),
    ("mobi", "Kindle"),
    ("azw3", "Kindle"),
    ("eml", "e-mail"),
    ("msg", "e-mail"),
    ("mbox", "mailbox"),
    ("csv", "CSV"),
    ("tsv", "TSV"),
    ("xml", "XML"),
    ("rss", "RSS"),
    ("atom", "Atom"),
    ("parquet", "Parquet"),
    ("warc", "WARC"),
    ("gz", "gzip"),
    ("tgz", "gzip"),
    ("zst", "Zstandard"),
    ("bz2", "bzip2"),
    ("xz", "xz"),
    ("zip", "ZIP"),
    ("tar", "tar"),
    ("7z", "7-Zip"),
    ("rar", "RAR"),
    ("png", "image"),
    ("jpg", "image"),
    ("jpeg", "image"),
    ("gif", "image"),
    ("webp", "image"),
    ("bmp", "image"),
    ("tif", "image"),
    ("tiff", "image"),
    ("svg", "image"),
    ("ico", "image"),
    ("heic", "image"),
    ("avif", "image"),
    ("mp3", "sound"),
    ("wav", "sound"),
    ("ogg", "sound"),
    ("flac", "sound"),
    ("m4a", "sound"),
    ("mp4", "video"),
    ("mkv", "video"),
    ("mov", "video"),
    ("avi", "video"),
    ("webm", "video"),
    ("ttf", "font"),
    ("otf", "font"),
    ("woff", "font"),
    ("woff2", "font"),
    ("exe", "program"),
    ("dll", "program"),
    ("so", "program"),
    ("o", "program"),
    ("a", "program"),
    ("rlib", "program"),
    ("class", "program"),
    ("jar", "program"),
    ("wasm", "program"),
    ("pyc", "program"),
    ("db", "database"),
    ("sqlite", "database"),
    ("sqlite3", "database"),
    ("bin", "binary"),
    ("dat", "binary"),
    ("iso", "disk image"),
    ("img", "disk image"),
];

/// How the file at `path` is read, by its extension; text when the extension says nothing.
///
/// # Errors
/// What such files are, when they are not read.
pub fn of_path(path: &Path) -> Result<Format, &'static str> {
    let Some(extension) = path.extension().and_then(|extension| extension.to_str()) else {
        return Ok(Format::Text);
    };
    let same = |name: &str| name.eq_ignore_ascii_case(extension);
    if let Some((_, format)) = READ.iter().find(|(name, _)| same(name)) {
        return Ok(*format);
    }
    match NOT_READ.iter().find(|(name, _)| same(name)) {
        Some((_, what)) => Err(what),
        None => Ok(Format::Text),
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, of_path};
    use std::path::Path;

    #[test]
    fn knows_formats_by_extension() {
        let check = |path, expected| assert_eq!(of_path(Path::new(path)), expected, "{path}");
        check("a/b.txt", Ok(Format::Text));
        check("b.MD", Ok(Format::Markdown));
        check("b.jsonl", Ok(Format::JsonLines));
        check("README", Ok(Format::Text));
        check("b.adoc", Ok(Format::Text));
        check("b.PDF", Err("PDF"));
        check("b.html", Err("HTML"));
    }
}
