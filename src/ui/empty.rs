//! What stands in a pane that has nothing to show: what happened, and what to press.

use super::paint::{Line, counted};
use super::theme::Theme;
use crate::app::App;
use crate::app::layout::Area;
use crate::app::sidebar::Scope;
use crate::library::Phase;
use crate::text::{Span, wrap};
use ratatui::buffer::Buffer;

/// Says why no article is listed.
pub(super) fn articles(app: &App, area: Area, theme: &Theme, buffer: &mut Buffer) {
    let skipped = app.library.corpus.n_skipped();
    let question = &app.articles.question;
    let (what, press): (String, String) = if !app.library.corpus.is_empty() && question.is_empty() {
        (String::new(), String::new())
    } else if !app.library.corpus.is_empty() {
        let growing = if app.is_read() {
            ""
        } else {
            " so far; more are being read"
        };
        let lift = if question.text.trim().is_empty() {
            "the newest filter"
        } else {
            "the query"
        };
        (
            format!("No article matches{growing}."),
            format!("Esc lifts {lift}. / changes the query; fewer words find more."),
        )
    } else if !app.is_read() {
        ("Reading …".to_owned(), String::new())
    } else if skipped > 0 {
        (
            format!(
                "Nothing here could be read: {} skipped.",
                counted(skipped, "file")
            ),
            "! shows each with its reason. q quits.".to_owned(),
        )
    } else {
        (
            "There are no articles here.".to_owned(),
            "Dossier reads plain text, Markdown and JSON Lines files. q quits; then name another folder, or none for the sample collection.".to_owned(),
        )
    };
    said(&what, &press, area, theme, buffer);
}

/// Says why no article is open.
pub(super) fn reader(app: &App, theme: &Theme, buffer: &mut Buffer) {
    let waiting = app.shown.is_some();
    let what = if waiting { "Opening …" } else { "" };
    said(what, "", app.layout.text(), theme, buffer);
}

/// Says why no entity is listed.
pub(super) fn entities(app: &App, area: Area, theme: &Theme, buffer: &mut Buffer) {
    let sidebar = &app.sidebar;
    let naming = app.library.progress.phase < Phase::Ready;
    let (what, press) = if !sidebar.filter.is_empty() && sidebar.total > 0 {
        ("No name has these letters.", "Esc lifts the filter.")
    } else if app.reader.page.is_none() {
        ("", "")
    } else if sidebar.scope == Scope::Results && sidebar.waiting {
        ("Counting …", "")
    } else if sidebar.scope == Scope::Results && app.articles.is_empty() {
        ("No article is listed.", "")
    } else if naming {
        ("Entities are being recognized …", "")
    } else if sidebar.scope == Scope::Article {
        (
            "No entities in this article.",
            "The key , shows those of all listed articles instead.",
        )
    } else {
        ("No entities in the listed articles.", "")
    };
    said(what, press, area, theme, buffer);
}

/// Puts what happened and what to press in the upper part of an area.
fn said(what: &str, press: &str, area: Area, theme: &Theme, buffer: &mut Buffer) {
    let area = area.inset(2);
    let mut row = 1.min(area.height.saturating_sub(1));
    for (text, style) in [(what, theme.title), (press, theme.dim)] {
        for line in wrap::wrap(text, &[], usize::from(area.width)) {
            let line: Span = line;
            Line::new(buffer, area, row).put(line.slice(text), style);
            row += 1;
        }
        row += 1;
    }
}
