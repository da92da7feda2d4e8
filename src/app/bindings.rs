//! Every key of the program, as data.

use super::command::Command;
use super::input::Key;
use super::keys::{Binding, Context};

use Command as C;
use Context::{Articles, Dossier, Entities, Panel, Reader, Roster, Typing};
use Key::{Char, Ctrl};

const PANES: &[Context] = &[Articles, Reader, Entities];
const LISTS: &[Context] = &[Articles, Reader, Entities, Dossier, Roster, Panel];
const SHEETS: &[Context] = &[Dossier, Roster];
const EVERYWHERE: &[Context] = &[Articles, Reader, Entities, Dossier, Roster, Panel, Typing];

/// Where an entity is at hand that can be corrected.
pub(super) const NAMED: &[Context] = &[Entities, Reader, Dossier, Roster];
/// Wherever nothing is typed and no list is open.
pub(super) const PAGES: &[Context] = &[Articles, Reader, Entities, Dossier, Roster];

macro_rules! bind {
    ($contexts:expr, [$([$($key:expr),+]),+], $command:expr, $short:expr, $help:expr) => {
        Binding { contexts: $contexts, keys: &[$(&[$($key),+]),+], command: $command, short: $short, help: $help }
    };
}

/// Every key, in the order of the help screen.
pub const BINDINGS: &[Binding] = &[
    // What the focused pane is for.
    bind!(
        &[Articles],
        [[Key::Enter]],
        C::Enter,
        "read",
        "read the selected article"
    ),
    bind!(
        &[Entities],
        [[Key::Enter]],
        C::Enter,
        "only",
        "only articles with the selected entity, source, year or month; again lifts that"
    ),
    bind!(
        &[Reader],
        [[Key::Enter]],
        C::Enter,
        "only",
        "only articles that name the entity at the reading line; again lifts that"
    ),
    bind!(
        &[Entities, Reader],
        [[Char('+')]],
        C::Include,
        "add",
        "also require it; of sources, years or months, allow it too"
    ),
    bind!(
        &[Entities, Reader],
        [[Char('x')]],
        C::Exclude,
        "exclude",
        "leave out articles that have it"
    ),
    bind!(
        &[Entities, Reader],
        [[Char('d')]],
        C::Dossier,
        "dossier",
        "the entity's dossier: all that the collection tells of it"
    ),
    bind!(
        PANES,
        [[Char('E')]],
        C::Roster,
        "",
        "all entities of the collection, as a table"
    ),
    bind!(
        &[Dossier],
        [[Key::Enter], [Char('d')]],
        C::Enter,
        "go there",
        "read the article at that mention; open the dossier of the selected name"
    ),
    bind!(
        &[Roster],
        [[Key::Enter], [Char('d')]],
        C::Enter,
        "dossier",
        "the dossier of the selected entity"
    ),
    bind!(
        &[Roster],
        [[Char('/')]],
        C::Search,
        "filter",
        "only names with these letters"
    ),
    bind!(
        &[Dossier],
        [[Key::Tab]],
        C::FocusNext,
        "other side",
        "between the lists and the mentions"
    ),
    bind!(
        &[Dossier],
        [[Char('h')], [Key::Left]],
        C::FocusLeft,
        "",
        "to the lists"
    ),
    bind!(
        &[Dossier],
        [[Char('l')], [Key::Right]],
        C::FocusRight,
        "",
        "to the mentions"
    ),
    bind!(
        &[Roster],
        [[Key::Tab]],
        C::FocusNext,
        "which articles",
        "count all articles, or those listed"
    ),
    bind!(
        &[Roster],
        [[Char('l')], [Key::Right]],
        C::FocusRight,
        "kind",
        "the next kind"
    ),
    bind!(
        &[Roster],
        [[Char('h')], [Key::Left]],
        C::FocusLeft,
        "",
        "the kind before"
    ),
    bind!(
        SHEETS,
        [[Char(',')]],
        C::Sort,
        "sort",
        "choose the order of the mentions, or of the table"
    ),
    bind!(
        &[Dossier],
        [[Char('y')]],
        C::Copy,
        "copy",
        "copy the dossier as Markdown"
    ),
    bind!(
        SHEETS,
        [[Char('*')]],
        C::SearchHere,
        "",
        "search the collection for the entity"
    ),
    bind!(
        SHEETS,
        [[Char('+')]],
        C::Include,
        "",
        "list the articles that name the entity"
    ),
    bind!(
        SHEETS,
        [[Char('x')]],
        C::Exclude,
        "",
        "list those that do not"
    ),
    bind!(SHEETS, [[Char('H')]], C::Back, "back", "one step back"),
    bind!(
        SHEETS,
        [[Char('f')]],
        C::Find,
        "",
        "find an article, entity or source"
    ),
    bind!(
        &[Panel, Typing],
        [[Key::Enter]],
        C::Enter,
        "choose",
        "choose, or keep what was typed"
    ),
    // Finding.
    bind!(
        PANES,
        [[Char('/')]],
        C::Search,
        "search",
        "search what is focused: the collection, this article, the entity names"
    ),
    bind!(
        PANES,
        [[Char('f')]],
        C::Find,
        "find",
        "find a title, entity, source, heading or line of text by a few letters"
    ),
    bind!(
        PANES,
        [[Char('S')]],
        C::SearchAll,
        "",
        "search the collection from anywhere"
    ),
    bind!(
        PANES,
        [[Char('*')]],
        C::SearchHere,
        "",
        "search the collection for the entity or word at the reading line, or the selected entity"
    ),
    bind!(
        PANES,
        [[Char('n')]],
        C::NextMatch,
        "",
        "next match; in the reader, past the last one, in the next article"
    ),
    bind!(PANES, [[Char('N')]], C::PreviousMatch, "", "previous match"),
    bind!(
        PANES,
        [[Char(']')]],
        C::NextMention,
        "mention",
        "next mention: of any entity, or of the one selected in the sidebar"
    ),
    bind!(
        PANES,
        [[Char('[')]],
        C::PreviousMention,
        "",
        "previous mention"
    ),
    bind!(
        PANES,
        [[Char('g'), Char('w')]],
        C::Why,
        "",
        "why this hit: what the query found in the article, and what that is worth"
    ),
    bind!(
        PANES,
        [[Char('~')]],
        C::TakeMeant,
        "",
        "take the spelling that is offered for an unknown word of the query"
    ),
    bind!(
        PANES,
        [[Char(',')]],
        C::Sort,
        "sort",
        "choose the order of the list, or what the sidebar counts"
    ),
    // Moving.
    bind!(LISTS, [[Char('j')], [Key::Down]], C::Down, "", "down"),
    bind!(LISTS, [[Char('k')], [Key::Up]], C::Up, "", "up"),
    bind!(
        LISTS,
        [[Char('g'), Char('g')], [Key::Home]],
        C::Top,
        "",
        "first row"
    ),
    bind!(LISTS, [[Char('G')], [Key::End]], C::Bottom, "", "last row"),
    bind!(LISTS, [[Ctrl('d')]], C::HalfDown, "", "half a page down"),
    bind!(LISTS, [[Ctrl('u')]], C::HalfUp, "", "half a page up"),
    bind!(
        LISTS,
        [[Ctrl('f')], [Key::PageDown]],
        C::PageDown,
        "",
        "a page down"
    ),
    bind!(
        LISTS,
        [[Ctrl('b')], [Key::PageUp]],
        C::PageUp,
        "",
        "a page up"
    ),
    bind!(
        PANES,
        [[Char('}')]],
        C::NextParagraph,
        "",
        "next paragraph; in the entities, next kind"
    ),
    bind!(
        PANES,
        [[Char('{')]],
        C::PreviousParagraph,
        "",
        "previous paragraph; in the entities, previous kind"
    ),
    bind!(
        PANES,
        [[Char('J')]],
        C::ReaderDown,
        "",
        "scroll the reader down, from anywhere"
    ),
    bind!(
        PANES,
        [[Char('K')]],
        C::ReaderUp,
        "",
        "scroll the reader up, from anywhere"
    ),
    bind!(
        PANES,
        [[Ctrl('n')]],
        C::NextArticle,
        "",
        "next article, from anywhere"
    ),
    bind!(
        PANES,
        [[Ctrl('p')]],
        C::PreviousArticle,
        "",
        "previous article, from anywhere"
    ),
    bind!(
        PANES,
        [[Char('H')]],
        C::Back,
        "",
        "back to the article read before"
    ),
    bind!(PANES, [[Char('L')]], C::Forward, "", "forward again"),
    // Panes.
    bind!(
        PANES,
        [[Char('1')]],
        C::FocusArticles,
        "",
        "focus the article list"
    ),
    bind!(PANES, [[Char('2')]], C::FocusReader, "", "focus the reader"),
    bind!(
        PANES,
        [[Char('3')]],
        C::FocusEntities,
        "",
        "focus the entities"
    ),
    bind!(
        PANES,
        [[Key::Tab]],
        C::FocusNext,
        "pane",
        "focus the next pane"
    ),
    bind!(
        PANES,
        [[Char('h')], [Key::Left]],
        C::FocusLeft,
        "",
        "focus the pane to the left"
    ),
    bind!(
        PANES,
        [[Char('l')], [Key::Right]],
        C::FocusRight,
        "",
        "focus the pane to the right"
    ),
    bind!(
        PANES,
        [[Char('z')]],
        C::Zen,
        "zen",
        "the reader alone, and back"
    ),
    // Taking things out.
    bind!(
        PANES,
        [[Char('y')]],
        C::Copy,
        "",
        "copy the paragraph at the reading line"
    ),
    bind!(
        PANES,
        [[Char('Y')]],
        C::Quote,
        "",
        "copy it as a quote with its citation"
    ),
    bind!(
        PANES,
        [[Char('o')]],
        C::Browse,
        "",
        "open the article's address in the browser"
    ),
    bind!(
        PANES,
        [[Char('e')]],
        C::Edit,
        "",
        "open the article's file in your editor"
    ),
    // The program.
    bind!(
        PANES,
        [[Char('!')]],
        C::Skipped,
        "",
        "show the files that were skipped, and why"
    ),
    bind!(
        PANES,
        [[Char('M')]],
        C::Mouse,
        "",
        "hand the mouse to the terminal, to select text; again to take it back"
    ),
    bind!(LISTS, [[Char('?')]], C::Help, "help", "these keys"),
    bind!(
        EVERYWHERE,
        [[Key::Esc]],
        C::Escape,
        "",
        "one step back: half-typed key, what is open, search in the article, query, newest filter"
    ),
    bind!(
        LISTS,
        [[Char('q')]],
        C::Close,
        "quit",
        "close what is open; with nothing open, quit"
    ),
    bind!(LISTS, [[Char('Q')]], C::Quit, "", "quit"),
    bind!(
        EVERYWHERE,
        [[Ctrl('c')]],
        C::Interrupt,
        "",
        "cancel what is being typed, else quit"
    ),
    bind!(
        EVERYWHERE,
        [[Ctrl('z')]],
        C::Suspend,
        "",
        "suspend; `fg` in the shell comes back"
    ),
    // In a line being typed.
    bind!(
        &[Typing],
        [[Key::Tab]],
        C::TakeMeant,
        "",
        "take the spelling that is offered; in the finder, only the section of the selected row, or again all"
    ),
    bind!(
        &[Typing],
        [[Key::Down], [Ctrl('n')]],
        C::Down,
        "",
        "next row of the finder; newer line of the history that begins as typed"
    ),
    bind!(
        &[Typing],
        [[Key::Up], [Ctrl('p')]],
        C::Up,
        "",
        "previous row of the finder; older line of the history that begins as typed"
    ),
    bind!(
        &[Typing],
        [[Key::PageDown]],
        C::PageDown,
        "",
        "a page of the finder down"
    ),
    bind!(
        &[Typing],
        [[Key::PageUp]],
        C::PageUp,
        "",
        "a page of the finder up"
    ),
    // Correcting names.
    bind!(
        NAMED,
        [[Char('a')]],
        C::Merge,
        "merge",
        "merge the entity into another one, chosen by typing"
    ),
    bind!(
        NAMED,
        [[Char('A')]],
        C::Split,
        "",
        "split a spelling off the entity, everywhere or in this article"
    ),
    bind!(
        NAMED,
        [[Char('R')]],
        C::Rename,
        "",
        "give the entity another name"
    ),
    bind!(
        NAMED,
        [[Char('T')]],
        C::Retype,
        "",
        "give the entity another kind"
    ),
    bind!(
        NAMED,
        [[Char('X')]],
        C::Hide,
        "",
        "hide the entity everywhere"
    ),
    bind!(
        PAGES,
        [[Char('g'), Char('m')]],
        C::Suggest,
        "",
        "list names that may be one, each with the reason, to merge or keep apart"
    ),
    bind!(
        &[Panel],
        [[Char('x')]],
        C::Refuse,
        "",
        "keep the two names of a suggestion apart"
    ),
    bind!(
        PAGES,
        [[Char('u')]],
        C::Undo,
        "",
        "take the last correction of names back"
    ),
    bind!(
        PAGES,
        [[Ctrl('r')]],
        C::Redo,
        "",
        "do again what was taken back"
    ),
];
