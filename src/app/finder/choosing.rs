//! Moving in the finder's rows, by keys and by the mouse, and going where one leads.

use super::Finder;
use super::matching::Target;
use crate::app::App;
use crate::app::asking::quoted;
use crate::app::layout::Pane;
use crate::app::reader::Jump;
use crate::corpus::ArticleId;
use crate::query::Value;

/// What the selection holds on to when there are other rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Hold {
    /// The first row: the user has not moved.
    #[default]
    Top,
    /// The row that the user went to.
    Row,
    /// The row that the user clicked, where another click goes where it leads.
    Clicked,
}

impl Finder {
    /// The row drawn at a line of the list; the names of sections are no rows.
    fn row_at(&self, line: usize) -> Option<usize> {
        let heights = self.heights();
        let height = |row: usize| heights.get(row).copied().unwrap_or(1);
        let row = self.selection.row_at(line, heights.len(), height)?;
        let above: usize = (self.selection.offset..row).map(height).sum();
        let (_, shown) = self.rows().nth(row)?;
        let name = height(row) - shown.lines();
        (line >= above + name).then_some(row)
    }
}

impl App {
    pub(in crate::app) fn step_finder(&mut self, rows: isize) {
        let finder = &mut self.typing.finder;
        let len = finder.len();
        finder.selection.step(rows, len);
        finder.hold = Hold::Row;
    }

    /// Selects the row under a click, or goes where it leads if it was clicked before.
    pub(in crate::app) fn click_finder(&mut self, column: u16, row: u16) {
        let area = self.layout.finder().list;
        if !area.contains(column, row) {
            return;
        }
        let finder = &mut self.typing.finder;
        let Some(at) = finder.row_at(usize::from(row - area.y)) else {
            return;
        };
        if finder.hold == Hold::Clicked && finder.selection.selected == at {
            return self.confirm();
        }
        finder.selection.selected = at;
        finder.hold = Hold::Clicked;
    }

    /// Scrolls the rows; the selected one stays in view.
    pub(in crate::app) fn scroll_finder(&mut self, rows: isize) {
        let height = usize::from(self.layout.finder().list.height);
        let finder = &mut self.typing.finder;
        let heights = finder.heights();
        let row_height = |row: usize| heights.get(row).copied().unwrap_or(1);
        let before = finder.selection.selected;
        let visible = finder.selection.n_whole(heights.len(), height, row_height);
        finder.selection.scroll(rows, heights.len(), visible);
        if finder.selection.selected != before {
            finder.hold = Hold::Row;
        }
    }

    /// Brings the selected row of the finder into view.
    pub(in crate::app) fn reveal_finder(&mut self) {
        let height = usize::from(self.layout.finder().list.height);
        let finder = &mut self.typing.finder;
        let heights = finder.heights();
        let row_height = |row: usize| heights.get(row).copied().unwrap_or(1);
        finder.selection.reveal(heights.len(), height, row_height);
    }

    pub(in crate::app) fn finder_height(&self) -> isize {
        let rows = self.layout.finder().list.height;
        isize::try_from(rows).unwrap_or(1).max(1)
    }

    /// Goes where the selected row of the finder leads.
    pub(in crate::app) fn choose_found(&mut self) {
        let finder = &self.typing.finder;
        let target = finder.selected().map(|(_, row)| row.target.clone());
        let words = finder.asked().words;
        self.close_finder();
        self.sheets.close();
        match target {
            Some(Target::Article(id)) => {
                self.jump_to_article(id);
                self.focus = Pane::Reader;
            }
            Some(Target::Heading(id, place)) => self.read_at(id, Jump::To(place)),
            Some(Target::Passage(id, offset)) => {
                self.visit_trail();
                self.set_query(words);
                self.articles.keep = Some(id);
                self.read_at(id, Jump::From(offset));
                // Whether the list has it is known when it is there.
                self.message = None;
            }
            Some(Target::Entity(kind, name)) => self.only(Value::Entity(kind, name)),
            Some(Target::Source(source)) => {
                self.visit_trail();
                self.set_query(format!("source:{}", quoted(&source)));
                self.focus_pane(Pane::Articles);
            }
            None => {}
        }
    }

    /// Goes to a place of an article, at once if its page is there and stays.
    fn read_at(&mut self, id: ArticleId, jump: Jump) {
        self.clear_find();
        self.jump_to_article(id);
        self.focus = Pane::Reader;
        self.reader.arrival = Some((id, jump));
        let wanted = self.reader.wanted.as_ref();
        let stays = wanted.is_some_and(|wanted| {
            wanted.id == id && wanted.query == self.articles.question.text && !wanted.typing
        });
        if stays && self.reader.article() == Some(id) {
            self.reader.arrival = None;
            self.reader.jump(jump);
        }
    }
}
