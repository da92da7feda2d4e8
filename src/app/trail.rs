//! The articles read, for going back and forward, and the pages that were left for one.

use super::layer::Layer;
use super::screen::Pane;
use crate::corpus::ArticleId;

/// Most articles remembered.
const LIMIT: usize = 1000;
/// Most articles for which pages were left.
const MOST_LEFT: usize = 20;

/// Where the reader has been: a line of articles and a place in it.
#[derive(Debug, Default)]
pub(super) struct Trail {
    visited: Vec<ArticleId>,
    /// Number of visited articles up to the present one.
    upto: usize,
    left: Vec<Left>,
}

/// Pages that were left for an article, to be found again by going back from it.
#[derive(Debug)]
pub(super) struct Left {
    /// The article.
    pub(super) article: ArticleId,
    /// What the reader showed under the pages.
    pub(super) before: Option<ArticleId>,
    /// The pages.
    pub(super) pages: Vec<Box<dyn Layer>>,
    /// The pane that was focused.
    pub(super) focus: Pane,
}

impl Trail {
    /// Takes note of pages that are left.
    pub(super) fn leave(&mut self, left: Left) {
        self.left.retain(|other| other.article != left.article);
        self.left.push(left);
        if self.left.len() > MOST_LEFT {
            self.left.remove(0);
        }
    }

    /// Takes the pages that were left for an article.
    pub(super) fn take_left(&mut self, article: ArticleId) -> Option<Left> {
        let at = self.left.iter().position(|left| left.article == article)?;
        Some(self.left.remove(at))
    }

    /// The pages that were left, which have to follow what changes.
    pub(super) fn left_mut(&mut self) -> impl Iterator<Item = &mut Box<dyn Layer>> {
        self.left.iter_mut().flat_map(|left| &mut left.pages)
    }

    /// Goes to an article; what lay ahead is forgotten.
    pub(super) fn visit(&mut self, id: ArticleId) {
        if self.present() == Some(id) {
            return;
        }
        self.visited.truncate(self.upto);
        self.visited.push(id);
        if self.visited.len() > LIMIT {
            self.visited.remove(0);
        }
        self.upto = self.visited.len();
    }

    /// The article visited last.
    fn present(&self) -> Option<ArticleId> {
        let at = self.upto.checked_sub(1)?;
        self.visited.get(at).copied()
    }

    /// Goes back; `from` is the article on the screen, which is kept ahead.
    pub(super) fn back(&mut self, from: Option<ArticleId>) -> Option<ArticleId> {
        if let Some(id) = from {
            self.visit(id);
        }
        let to = self.visited.get(self.upto.checked_sub(2)?).copied()?;
        self.upto -= 1;
        Some(to)
    }

    /// Goes forward again.
    pub(super) fn forward(&mut self) -> Option<ArticleId> {
        let to = self.visited.get(self.upto).copied()?;
        self.upto += 1;
        Some(to)
    }

    /// Leads each article to what takes its place, and forgets those that nothing does. Pages
    /// left for an article that is gone are forgotten too.
    pub(super) fn follow(&mut self, present: impl Fn(ArticleId) -> Option<ArticleId>) {
        let visited = std::mem::take(&mut self.visited);
        let upto = std::mem::take(&mut self.upto);
        for (n, id) in visited.into_iter().enumerate() {
            if let Some(id) = present(id) {
                self.visited.push(id);
                self.upto += usize::from(n < upto);
            }
        }
        self.left.retain_mut(|left| {
            left.before = left.before.and_then(&present);
            let now = present(left.article);
            left.article = now.unwrap_or(left.article);
            now.is_some()
        });
    }
}
#[cfg(test)]
mod tests {
    use super::Trail;
    use crate::corpus::ArticleId;

    #[test]
    fn goes_back_and_forward_as_a_browser_does() {
        let mut trail = Trail::default();
        for id in [1, 2, 3] {
            trail.visit(ArticleId(id));
        }
        assert_eq!(trail.back(Some(ArticleId(3))), Some(ArticleId(2)));
        assert_eq!(trail.back(Some(ArticleId(2))), Some(ArticleId(1)));
        assert_eq!(trail.back(Some(ArticleId(1))), None);
        assert_eq!(trail.forward(), Some(ArticleId(2)));
        trail.visit(ArticleId(9));
        assert_eq!(trail.forward(), None);
        assert_eq!(trail.back(Some(ArticleId(9))), Some(ArticleId(2)));
    }

    #[test]
    fn follows_articles_that_change_and_forgets_those_that_are_gone() {
        let mut trail = Trail::default();
        for id in [1, 2, 3, 4] {
            trail.visit(ArticleId(id));
        }
        trail.back(None);
        let present = |id: ArticleId| (id.0 != 2).then_some(ArticleId(id.0 + 10));
        trail.follow(present);
        assert_eq!(trail.present(), Some(ArticleId(13)));
        assert_eq!(trail.back(None), Some(ArticleId(11)));
        assert_eq!(trail.forward(), Some(ArticleId(13)));
        assert_eq!(trail.forward(), Some(ArticleId(14)));
    }

    #[test]
    fn going_back_from_an_article_not_visited_comes_to_the_last_visited() {
        let mut trail = Trail::default();
        trail.visit(ArticleId(1));
        assert_eq!(trail.back(Some(ArticleId(7))), Some(ArticleId(1)));
        assert_eq!(trail.forward(), Some(ArticleId(7)));
    }
}
