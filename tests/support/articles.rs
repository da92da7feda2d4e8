//! Articles for the command line to read.

use std::fs;
use tempfile::TempDir;

/// Articles of all formats, among them a hostile one and one that cannot be read.
pub(crate) const ARTICLES: [(&str, &str); 5] = [
    (
        "deal.txt",
        "Rates deal signed in Kraków\n\nWARSAW, Aug 29 (Reuters) - Poland and Ukraine signed a deal \
         on rates in January 2025, Marco Rubio said. The deal is the first.\n\nMarco Rubio met \
         Volodymyr Zelensky in Kraków. Rubio left on Monday.\n",
    ),
    (
        "notes.md",
        "---\ntitle: Notes on the deal\nsource: The Example\ndate: 2025-02-03\n---\n\nThe **deal** \
         with [Ukraine](https://example.org) was *not* ready, Volodymyr Zelenskyy said yesterday.\n",
    ),
    (
        "records.jsonl",
        "{\"id\": 7, \"title\": \"Wire one\", \"date\": \"2024-05\", \"source\": \"Wire\", \"body\": \"A deal \
         in Kyiv, Antony Blinken said.\"}\n\n{\"id\": \"b\", \"title\": \"Wire two\", \"body\": \"No news \
         from Poland.\"}\n",
    ),
    (
        "hostile.txt",
        "Hostile \u{1b}]0;title\u{7} deal\u{9b}31m\n\nThe deal \u{1b}[31mred\u{1b}[0m of Marco \u{202e}Rubio \
         and\u{0} \u{85} Kyiv\u{2066}.\r\nTabs\there, in Poland.\n",
    ),
    (
        "broken.jsonl",
        "{\"title\": \"Whole\", \"body\": \"A whole record.\"}\n{\"no\": \n",
    ),
];

/// A folder that holds them in a folder `articles`.
pub(crate) fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("articles")).expect("an empty folder");
    for (name, text) in ARTICLES {
        fs::write(folder.path().join("articles").join(name), text).expect("room on the disk");
    }
    folder
}
