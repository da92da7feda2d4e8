//! The stack of layers: which is in front, how each is reached, how they open and close.

use super::App;
use super::features::FEATURES;
use super::layer::feature::Opening;
use super::layer::{Cx, Layer, Now};
use super::request::{Change, Open, Request, Subject};
use super::screen::Pane;
use super::trail::Left;
use crate::app::screen::Shape;
use crate::corpus::ArticleId;

/// Most layers that lie on each other; the lowest gives way.
const MOST: usize = 50;

impl App {
    /// What keys go to: the top layer, or the focused pane.
    #[must_use]
    pub fn front(&self) -> &dyn Layer {
        match self.layers.last() {
            Some(layer) => layer.as_ref(),
            None => self.panes.get(self.screen.focus),
        }
    }

    /// Panes and layers, from the bottom up.
    pub(super) fn all_layers(&self) -> impl Iterator<Item = &dyn Layer> {
        let panes = Pane::ALL.into_iter().map(|pane| self.panes.get(pane));
        panes.chain(self.layers.iter().map(AsRef::as_ref))
    }

    /// The page in place of the panes, and how many pages lie on each other.
    #[must_use]
    pub fn page(&self) -> Option<(&dyn Layer, usize)> {
        let pages = || self.layers.iter().filter(|it| is(it.as_ref(), Shape::Page));
        // Who types a query sees what it lists.
        let covered = pages().next_back().filter(|_| !self.is_asking())?;
        Some((covered.as_ref(), pages().count()))
    }

    /// Whether a line is typed over the panes.
    pub(super) fn is_asking(&self) -> bool {
        let front = self.layers.last();
        front.is_some_and(|layer| is(layer.as_ref(), Shape::Line))
    }

    /// Lets the layer in front do something.
    pub(super) fn with_front<T>(
        &mut self,
        act: impl FnOnce(&mut dyn Layer, &mut Cx<'_>) -> T,
    ) -> T {
        let now = Now {
            here: &self.here,
            library: &self.library,
            kept: &self.kept,
            screen: &self.screen,
        };
        let front: &mut dyn Layer = match self.layers.last_mut() {
            Some(layer) => layer.as_mut(),
            None => self.panes.get_mut(self.screen.focus),
        };
        act(front, &mut Cx::new(now, &mut self.requests))
    }

    /// Lets a pane do something.
    pub(super) fn with_pane<T>(
        &mut self,
        pane: Pane,
        act: impl FnOnce(&mut dyn Layer, &mut Cx<'_>) -> T,
    ) -> T {
        let now = Now {
            here: &self.here,
            library: &self.library,
            kept: &self.kept,
            screen: &self.screen,
        };
        act(
            self.panes.get_mut(pane),
            &mut Cx::new(now, &mut self.requests),
        )
    }

    /// Lets the uppermost layer of a feature do something, or else its pane.
    pub(super) fn with_feature(&mut self, id: &str, act: impl FnOnce(&mut dyn Layer, &mut Cx<'_>)) {
        let now = Now {
            here: &self.here,
            library: &self.library,
            kept: &self.kept,
            screen: &self.screen,
        };
        let mut cx = Cx::new(now, &mut self.requests);
        let mut layers = self.layers.iter();
        if let Some(at) = layers.rposition(|layer| layer.feature().id == id) {
            return act(self.layers[at].as_mut(), &mut cx);
        }
        let mut panes = Pane::ALL.into_iter();
        if let Some(pane) = panes.find(|pane| self.panes.get(*pane).feature().id == id) {
            act(self.panes.get_mut(pane), &mut cx);
        }
    }

    /// Lets panes and layers do something: those that are or may be on the screen, or all,
    /// those put aside too.
    fn each(&mut self, all: bool, mut act: impl FnMut(&mut dyn Layer, &mut Cx<'_>)) {
        let now = Now {
            here: &self.here,
            library: &self.library,
            kept: &self.kept,
            screen: &self.screen,
        };
        let mut cx = Cx::new(now, &mut self.requests);
        for pane in Pane::ALL {
            act(self.panes.get_mut(pane), &mut cx);
        }
        let pages = self.layers.iter();
        let mut covered = pages.map(|layer| is(layer.as_ref(), Shape::Page));
        let covered = covered.rposition(|is_page| is_page).filter(|_| !all);
        for layer in self.layers.iter_mut().skip(covered.unwrap_or(0)) {
            act(layer.as_mut(), &mut cx);
        }
        let aside = self.trail.left_mut().chain(&mut self.stowed);
        for layer in aside.filter(|_| all) {
            act(layer.as_mut(), &mut cx);
        }
    }

    /// Has panes and layers take what has come and ask for what they lack. What is covered
    /// takes its answer when it is on the screen again.
    pub(super) fn refresh(&mut self) {
        self.here.question.sort = self.here.sort();
        self.each(false, |layer, cx| layer.refresh(cx));
    }

    /// Leads all layers along.
    pub(super) fn follow(&mut self, change: &Change<'_>) {
        self.each(true, |layer, cx| layer.follow(change, cx));
    }

    /// Lets panes and layers hear of a request.
    pub(super) fn hear(&mut self, request: &Request) {
        self.each(false, |layer, cx| layer.hear(request, cx));
    }

    /// Lays out panes and layers.
    pub(super) fn arrange_layers(&mut self) {
        let now = Now {
            here: &self.here,
            library: &self.library,
            kept: &self.kept,
            screen: &self.screen,
        };
        for pane in Pane::ALL {
            let area = self.screen.area_of(pane);
            self.panes.get_mut(pane).arrange(area, now);
        }
        for layer in &mut self.layers {
            let area = self.screen.layout.of(layer.feature().shape);
            layer.arrange(area, now);
        }
    }

    /// Opens what shows a subject over what is on the screen.
    pub(super) fn open(&mut self, subject: &Subject) {
        if let Subject::Feature(id) = subject
            && let Some(at) = self.stowed.iter().position(|it| it.feature().id == *id)
        {
            let mut layer = self.stowed.swap_remove(at);
            let opened = self.with_front(|_, cx| layer.reopened(subject, cx));
            match opened {
                Ok(()) => self.push(layer),
                Err(reason) => {
                    self.stowed.push(layer);
                    self.screen.say(reason);
                }
            }
            return;
        }
        let opening = self.with_front(|_, cx| {
            let openings = FEATURES.iter().map(|feature| (feature.opens)(subject, cx));
            let mut others = openings.filter(|it| !matches!(it, Opening::Another));
            others.next().unwrap_or(Opening::Another)
        });
        match opening {
            Opening::Another | Opening::Done => {}
            Opening::Opens(layer) => self.push(layer),
            Opening::Refused(reason) => self.screen.say(reason),
        }
    }

    fn push(&mut self, layer: Box<dyn Layer>) {
        self.layers.push(layer);
        if self.layers.len() > MOST {
            self.layers.remove(0);
        }
    }

    /// Takes the layer in front away.
    pub(super) fn close(&mut self) {
        if let Some(layer) = self.layers.pop() {
            self.stow(layer);
        }
    }

    fn stow(&mut self, mut layer: Box<dyn Layer>) {
        if layer.closed() {
            self.stowed.push(layer);
        }
    }

    /// Takes every layer away for good.
    pub(super) fn close_all(&mut self) {
        while !self.layers.is_empty() {
            self.close();
        }
    }

    /// Puts the pages aside, to be found again by going back from an article.
    pub(super) fn leave_for(&mut self, article: Option<ArticleId>) {
        let layers = std::mem::take(&mut self.layers);
        let (pages, others): (Vec<_>, Vec<_>) = layers
            .into_iter()
            .partition(|layer| is(layer.as_ref(), Shape::Page));
        for layer in others {
            self.stow(layer);
        }
        if let (Some(article), false) = (article, pages.is_empty()) {
            self.trail.leave(Left {
                article,
                before: self.here.shown,
                pages,
                focus: self.screen.focus,
            });
        }
    }

    /// Goes back: to the pages that were left for the article on the screen, with the panes as
    /// they were under them, else to the article read before.
    pub(super) fn go_back(&mut self) {
        let shown = self.here.shown;
        let left = shown.and_then(|id| self.trail.take_left(id));
        let found = left.is_some();
        let stays = left.as_ref().is_some_and(|left| left.before == shown);
        if let Some(left) = left {
            self.layers = left.pages;
            self.screen.focus = left.focus;
        }
        match self.trail.back(shown).filter(|_| !stays) {
            Some(id) => self.requests.push(Request::Open(Open::step(id))),
            None if found => {}
            None => self.screen.say("no article was read before this one"),
        }
    }

    /// Goes forward again.
    pub(super) fn go_forward(&mut self) {
        match self.trail.forward() {
            Some(id) => self.requests.push(Request::Open(Open::step(id))),
            None => self.screen.say("no article was read after this one"),
        }
    }
}

/// Whether a layer stands so on the screen.
fn is(layer: &dyn Layer, shape: Shape) -> bool {
    layer.feature().shape == shape
}
