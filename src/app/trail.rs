//! The articles read, for going back and forward.

use crate::corpus::ArticleId;

/// Most articles remembered.
const LIMIT: usize = 1000;

/// Where the reader has been: a line of articles and a place in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    visited: Vec<ArticleId>,
    /// Number of visited articles up to the present one.
    upto: usize,
}

impl Trail {
    /// Goes to an article; what lay ahead is forgotten.
    pub fn visit(&mut self, id: ArticleId) {
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
    #[must_use]
    pub fn present(&self) -> Option<ArticleId> {
        self.upto
            .checked_sub(1)
            .and_then(|at| self.visited.get(at))
            .copied()
    }

    /// Goes back; `from` is the article on the screen, which is kept ahead.
    pub fn back(&mut self, from: Option<ArticleId>) -> Option<ArticleId> {
        if let Some(id) = from {
            self.visit(id);
        }
        let to = self.visited.get(self.upto.checked_sub(2)?).copied()?;
        self.upto -= 1;
        Some(to)
    }

    /// Goes forward again.
    pub fn forward(&mut self) -> Option<ArticleId> {
        let to = self.visited.get(self.upto).copied()?;
        self.upto += 1;
        Some(to)
    }

    /// Leads each article to what takes its place, and forgets those that nothing does.
    pub(super) fn follow(&mut self, present: impl Fn(ArticleId) -> Option<ArticleId>) {
        let visited = std::mem::take(&mut self.visited);
        let upto = std::mem::take(&mut self.upto);
        for (n, id) in visited.into_iter().enumerate() {
            if let Some(id) = present(id) {
                self.visited.push(id);
                self.upto += usize::from(n < upto);
            }
        }
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
