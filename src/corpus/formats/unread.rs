//! Files that are not read, and what they are.
//!
//! In go a file's name and first bytes; out comes the kind of file, so that what is left
//! out can be called by its name.

use super::Start;
use std::path::Path;

/// A kind of file that is not read.
#[derive(Debug)]
pub(super) struct Unread {
    /// What it is called, as in "PDF files are not supported".
    pub(super) name: &'static str,
    /// What the names of its files end in.
    extensions: &'static [&'static str],
    /// How its bytes tell it.
    pub(super) content: Content,
}

/// How the bytes of a file tell its kind.
#[derive(Debug)]
pub(super) enum Content {
    /// They start in one of these ways.
    Magic(&'static [&'static [u8]]),
    /// They start in a way, and have another some bytes behind.
    Container(&'static [u8], usize, &'static [&'static [u8]]),
    /// They are a text that starts with one of these, in any case.
    Opens(&'static [&'static str]),
    /// They are a text that tells nothing: what the name says holds.
    Text,
    /// They are no text, and tell nothing more.
    Binary,
    /// They are a text of which a part may be sentences. Read only when it is named.
    Source,
}

const fn row(name: &'static str, extensions: &'static [&'static str], content: Content) -> Unread {
    Unread {
        name,
        extensions,
        content,
    }
}

/// The kinds, those told by their bytes first. Signatures as in the file formats' own
/// descriptions and in the list of file(1).
#[rustfmt::skip]
static UNREAD: &[Unread] = &[
    row("PDF", &["pdf"], Content::Magic(&[b"%PDF-"])),
    row("PostScript", &["ps", "eps"], Content::Magic(&[b"%!PS"])),
    row("DjVu", &["djvu", "djv"], Content::Magic(&[b"AT&TFORM"])),
    row("RTF", &["rtf"], Content::Magic(&[b"{\\rtf"])),
    row("Word", &["docx", "docm", "dotx"], Content::Magic(&[])),
    row("OpenDocument", &["odt", "ott"], Content::Magic(&[])),
    row("Pages", &["pages"], Content::Magic(&[])),
    row("EPUB", &["epub"], Content::Magic(&[])),
    row("spreadsheet", &["xls", "xlsx", "ods", "numbers"], Content::Magic(&[])),
    row("presentation", &["ppt", "pptx", "odp", "key"], Content::Magic(&[])),
    row("program", &["jar", "apk"], Content::Magic(&[])),
    row("ZIP", &["zip"], Content::Magic(&[b"PK\x03\x04", b"PK\x05\x06"])),
    row("Word", &["doc", "dot"], Content::Magic(&[])),
    row("e-mail", &["msg"], Content::Magic(&[])),
    row("Office", &[], Content::Magic(&[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])),
    row("gzip", &["gz", "tgz"], Content::Magic(&[b"\x1f\x8b"])),
    row("Zstandard", &["zst"], Content::Magic(&[b"\x28\xb5\x2f\xfd"])),
    row("bzip2", &["bz2"], Content::Magic(&[b"BZh1", b"BZh2", b"BZh3", b"BZh4", b"BZh5", b"BZh6", b"BZh7", b"BZh8", b"BZh9"])),
    row("xz", &["xz"], Content::Magic(&[b"\xfd7zXZ\0"])),
    row("7-Zip", &["7z"], Content::Magic(&[b"7z\xbc\xaf\x27\x1c"])),
    row("RAR", &["rar"], Content::Magic(&[b"Rar!\x1a\x07"])),
    row("tar", &["tar"], Content::Container(b"", 257, &[b"ustar"])),
    row("image", &["png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "ico", "psd"],
        Content::Magic(&[b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"])),
    row("image", &[], Content::Container(b"RIFF", 8, &[b"WEBP"])),
    row("image", &["heic", "avif"], Content::Container(&[0, 0, 0], 4, &[b"ftypheic", b"ftypavif", b"ftypmif1"])),
    row("image", &["svg"], Content::Opens(&["<svg"])),
    row("sound", &["mp3", "ogg", "flac", "m4a", "opus"], Content::Magic(&[b"ID3\x02", b"ID3\x03", b"ID3\x04", b"OggS\0", b"fLaC\0"])),
    row("sound", &["wav"], Content::Container(b"RIFF", 8, &[b"WAVE"])),
    row("video", &["avi"], Content::Container(b"RIFF", 8, &[b"AVI "])),
    row("video", &["mp4", "mov", "m4v"], Content::Container(&[0, 0, 0], 4, &[b"ftyp"])),
    row("video", &["mkv", "webm"], Content::Magic(&[b"\x1a\x45\xdf\xa3"])),
    row("font", &["ttf", "otf", "woff", "woff2"], Content::Magic(&[b"wOFF\0", b"wOF2\0", b"OTTO\0", b"\0\x01\0\0\0"])),
    row("program", &["exe", "dll", "so", "o", "a", "rlib", "class", "wasm", "pyc"],
        Content::Magic(&[b"\x7fELF", b"\0asm", b"\xca\xfe\xba\xbe", b"!<arch>\n"])),
    row("database", &["db", "sqlite", "sqlite3"], Content::Magic(&[b"SQLite format 3\0"])),
    row("Parquet", &["parquet"], Content::Magic(&[b"PAR1"])),
    row("Kindle", &["mobi", "azw", "azw3"], Content::Container(b"", 60, &[b"BOOKMOBI"])),
    row("WARC", &["warc"], Content::Magic(&[b"WARC/"])),
    row("disk image", &["iso", "img", "dmg"], Content::Binary),
    row("binary", &["bin", "dat"], Content::Binary),
    row("HTML", &["html", "htm", "xhtml", "shtml"], Content::Opens(&["<!doctype html", "<html", "<head", "<body", "<meta ", "<title"])),
    row("RSS", &["rss"], Content::Opens(&["<rss", "<rdf:rdf"])),
    row("Atom", &["atom"], Content::Opens(&["<feed"])),
    row("XML", &["xml"], Content::Opens(&["<?xml", "<!doctype "])),
    row("saved web page", &["mhtml", "mht"], Content::Text),
    row("e-mail", &["eml"], Content::Text),
    row("mailbox", &["mbox"], Content::Text),
    row("CSV", &["csv"], Content::Text),
    row("TSV", &["tsv"], Content::Text),
    row("subtitle", &["srt", "vtt"], Content::Text),
    row("citation", &["ris", "bib", "enw", "nbib"], Content::Text),
    row("code", &["rs", "py", "js", "mjs", "cjs", "ts", "tsx", "jsx", "c", "h", "cc", "cpp", "hpp", "cs", "java", "kt", "go", "rb", "php", "pl",
        "lua", "r", "sh", "bash", "zsh", "fish", "ps1", "bat", "sql", "swift", "scala", "css", "scss", "less", "vue", "el", "lisp", "hs", "ml", "tex", "ipynb"], Content::Source),
    row("settings", &["toml", "yaml", "yml", "ini", "cfg", "conf", "properties", "env", "plist", "desktop", "service"], Content::Source),
    row("lock", &["lock", "sum"], Content::Source),
    row("log", &["log", "out", "err"], Content::Source),
    row("patch", &["diff", "patch"], Content::Source),
];

/// The kind that a file's name says.
pub(super) fn of_name(path: &Path) -> Option<&'static Unread> {
    let extension = path.extension()?.to_str()?;
    let same = |name: &&str| name.eq_ignore_ascii_case(extension);
    UNREAD.iter().find(|kind| kind.extensions.iter().any(same))
}

/// The kind that a file's first bytes say.
pub(super) fn of_content(start: &Start<'_>) -> Option<&'static Unread> {
    UNREAD.iter().find(|kind| kind.content.tells(start))
}

impl Content {
    /// Whether the bytes say that they are this.
    fn tells(&self, start: &Start<'_>) -> bool {
        let at = |at: usize, sign: &[u8]| {
            let rest = start.bytes.get(at..);
            rest.is_some_and(|rest| rest.starts_with(sign))
        };
        match self {
            Self::Magic(signs) => signs.iter().any(|sign| at(0, sign)),
            Self::Container(first, offset, signs) => {
                at(0, first) && signs.iter().any(|sign| at(*offset, sign))
            }
            Self::Opens(words) => words.iter().any(|word| opens(start.trimmed(), word)),
            Self::Text | Self::Binary | Self::Source => false,
        }
    }
}

/// Whether a text opens with a word, behind comments of markup and an XML declaration.
fn opens(text: &str, word: &str) -> bool {
    let mut rest = text;
    loop {
        let begins = |word: &str| {
            rest.get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        if begins(word) {
            return true;
        }
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            "?>"
        } else {
            return false;
        };
        let Some((_, behind)) = rest.split_once(end) else {
            return false;
        };
        rest = behind.trim_start();
    }
}
