//! What the shell does itself: what the layer in front left to it.

use crate::app::App;
use crate::app::input::{Input, Key};
use crate::app::layer::feature::{Binding, Run};
use crate::app::layer::{Act, CLEAR, Handled};
use crate::app::request::{Asked, Keep, Narrow, Request, Subject};
use crate::app::screen::{Pane, Shape, Size};
use crate::app::shell::keys::Owner;
use crate::app::verb::Verb;
use crate::app::work::Effect;

impl App {
    pub(in crate::app) fn input(&mut self, input: Input) {
        match input {
            Input::Key(key) => self.key(key),
            Input::Foreign { typed, latin } => self.press(typed, Some(latin)),
            Input::Paste(text) => self.paste(&text),
            Input::Click { column, row } => self.click(column, row),
            Input::Scroll { column, row, down } => self.wheel(column, row, down),
            Input::Resize { columns, rows } => self.screen.size = Size { columns, rows },
        }
    }

    /// Does what a binding says; tells whether anybody knew what to do.
    pub(super) fn run(&mut self, binding: &'static Binding, owner: Owner) -> Handled {
        let own = Act::Own(binding.id);
        match (binding.run, owner) {
            (Run::Open(id), _) => {
                self.open(&Subject::Feature(id));
                Handled::Yes
            }
            (Run::Verb(verb), _) => {
                let handled = self.with_front(|front, cx| front.act(Act::Verb(verb), cx));
                match handled {
                    Handled::No => self.act(verb),
                    Handled::Yes => Handled::Yes,
                }
            }
            (Run::Own, Owner::Front) => self.with_front(|front, cx| front.act(own, cx)),
            (Run::Own, Owner::Lender(feature)) => {
                let is_it = |pane: &Pane| self.panes.get(*pane).feature().id == feature.id;
                match Pane::ALL.into_iter().find(is_it) {
                    Some(pane) => self.with_pane(pane, |pane, cx| pane.act(own, cx)),
                    None => Handled::No,
                }
            }
            (Run::Own, Owner::Shell) => self.act_own(binding.id),
        }
    }

    /// Gives a key to the line being typed.
    pub(super) fn type_key(&mut self, key: Key) {
        self.with_front(|front, cx| {
            let changed = front.prompt_mut().is_some_and(|it| it.key(key).is_change());
            if changed {
                front.typed(cx);
            }
        });
    }

    /// Takes pasted text as data; outside of a line it means nothing.
    pub(in crate::app) fn paste(&mut self, text: &str) {
        let taken = self.with_front(|front, cx| {
            let Some(prompt) = front.prompt_mut() else {
                return false;
            };
            prompt.insert(text);
            front.typed(cx);
            true
        });
        if !taken {
            self.screen
                .say("nothing is being typed, so the paste was dropped; / opens the search");
        }
    }

    /// Does what the layer in front does not do itself.
    fn act(&mut self, verb: Verb) -> Handled {
        let front = self.front();
        let (shape, typing) = (front.feature().shape, front.prompt().is_some());
        match (verb, shape) {
            (Verb::Suspend, _) => self.effect(Effect::Suspend),
            (Verb::Close, Shape::Pane) if self.screen.zen => self.screen.zen = false,
            (Verb::Quit, _) | (Verb::Close, Shape::Pane) => self.effect(Effect::Quit),
            (Verb::Interrupt, _) if !typing => self.effect(Effect::Quit),
            (Verb::Close, Shape::Page) => self.close_all(),
            (Verb::Escape | Verb::Interrupt, Shape::Pane) => self.escape(),
            (Verb::Escape | Verb::Interrupt | Verb::Close, _) | (Verb::Back, Shape::Page) => {
                self.close();
            }
            (Verb::Back, Shape::Pane) => self.go_back(),
            (Verb::Forward, Shape::Pane) => self.go_forward(),
            (Verb::Next, Shape::Pane) => self.focus(neighbor(self.screen.focus, true, true)),
            (Verb::Left, Shape::Pane) => self.focus(neighbor(self.screen.focus, false, false)),
            (Verb::Right, Shape::Pane) => self.focus(neighbor(self.screen.focus, true, false)),
            (Verb::Search, Shape::Pane) => self.open(&Subject::Feature("search")),
            // What a pane leaves to another one is about that, whichever is focused.
            (Verb::Sort, Shape::Pane) => self.leave_to(Pane::Articles, verb),
            (Verb::NextSection | Verb::PreviousSection, Shape::Pane) => {
                self.leave_to(Pane::Reader, verb);
            }
            (Verb::Undo, _) => self.undo(),
            (Verb::Redo, _) => self.redo(),
            (Verb::Include | Verb::Exclude | Verb::SearchHere, _) => self.narrow_here(verb),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn leave_to(&mut self, pane: Pane, verb: Verb) {
        self.with_pane(pane, |pane, cx| pane.act(Act::Verb(verb), cx));
    }

    /// Does what the shell's own keys say.
    fn act_own(&mut self, id: &str) -> Handled {
        match id {
            "zen" => {
                let zen = !self.screen.zen;
                self.focus(Pane::Reader);
                self.screen.zen = zen;
            }
            "mouse" => self.toggle_mouse(),
            "focus-articles" => self.leave_for_pane(Pane::Articles),
            "focus-reader" => self.leave_for_pane(Pane::Reader),
            "focus-entities" => self.leave_for_pane(Pane::Entities),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn leave_for_pane(&mut self, pane: Pane) {
        self.leave_for(self.here.shown);
        self.focus(pane);
    }

    /// Focuses a pane; the article in the reader is on the trail once it is read.
    pub(in crate::app) fn focus(&mut self, pane: Pane) {
        if pane == Pane::Reader {
            self.requests.push(Request::Visit);
        }
        self.screen.focus(pane);
    }

    fn toggle_mouse(&mut self) {
        self.screen.mouse = !self.screen.mouse;
        self.effect(Effect::Mouse(self.screen.mouse));
        self.screen.say(if self.screen.mouse {
            "the mouse is Dossier's again"
        } else {
            "the mouse is the terminal's: select text with it; M takes it back"
        });
    }

    /// One step back: the newest of what is on the screen beyond the plain panes.
    fn escape(&mut self) {
        if self.screen.zen {
            self.screen.zen = false;
            return;
        }
        for pane in [Pane::Reader, Pane::Entities] {
            let act = Act::Own(CLEAR);
            if self.with_pane(pane, |pane, cx| pane.act(act, cx)) == Handled::Yes {
                return;
            }
        }
        let question = &self.here.question;
        if !question.text.is_empty() {
            self.requests.push(Request::Ask(Asked::stay(String::new())));
        } else if let Some(last) = question.filters.len().checked_sub(1) {
            self.requests.push(Request::Narrow(Narrow::Lift(last)));
        } else {
            self.focus(Pane::Articles);
        }
    }

    /// Searches or filters by the entity at hand. From a page, the articles are shown then.
    fn narrow_here(&mut self, verb: Verb) {
        let Some(value) = self.here.value.clone() else {
            return self
                .screen
                .say("no entity here: [ and ] go to the mentions");
        };
        let from_page = self.front().feature().shape == Shape::Page;
        if from_page {
            self.close_all();
        }
        self.requests.push(match verb {
            Verb::SearchHere => Request::Ask(Asked {
                text: value.query(),
                typing: false,
                keep: Keep::Stay,
            }),
            verb => Request::Narrow(Narrow::Add {
                value,
                exclude: verb == Verb::Exclude,
            }),
        });
        if from_page {
            self.focus(Pane::Articles);
        }
    }

    fn undo(&mut self) {
        let undone = self.kept.undo(&self.library);
        self.take_edit(undone);
    }

    fn redo(&mut self) {
        let redone = self.kept.redo(&self.library);
        self.take_edit(redone);
    }

    pub(in crate::app) fn effect(&mut self, effect: Effect) {
        self.requests.push(Request::Effect(effect));
    }
}

/// The pane beside a pane; past the last, the first if `around`, else none other.
fn neighbor(pane: Pane, right: bool, around: bool) -> Pane {
    let at = Pane::ALL
        .iter()
        .position(|other| *other == pane)
        .unwrap_or(0);
    let next = match (right, around) {
        (true, true) => (at + 1) % Pane::ALL.len(),
        (true, false) => (at + 1).min(Pane::ALL.len() - 1),
        (false, _) => at.saturating_sub(1),
    };
    Pane::ALL[next]
}
