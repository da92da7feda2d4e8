//! What a key press does: something at once, the next key of a sequence, or text in a line.

use super::keys::{self, Meaning};
use crate::app::App;
use crate::app::input::{Key, layouts};
use crate::app::layer::Handled;
use crate::text::safe;

impl App {
    /// Presses a key; of a letter of another script the table of layouts says where it stands.
    pub(super) fn key(&mut self, key: Key) {
        self.press(key, layouts::on_qwerty(key));
    }

    /// Presses a key that is `latin` on a QWERTY keyboard, which counts where the key as it
    /// is typed means nothing and is no text.
    pub(super) fn press(&mut self, typed: Key, latin: Option<Key>) {
        self.screen.message = None;
        let front = self.front();
        let (feature, typing) = (front.feature(), front.prompt().is_some());
        let is_text = typing && matches!(typed, Key::Char(_));
        let latin = latin.filter(|_| !is_text);
        let meaning = |begun: &[Key]| {
            let both = [Some(typed), latin].into_iter().flatten();
            let mut meanings = both.map(|key| {
                let sequence = [begun, &[key]].concat();
                (key, keys::meaning(feature, typing, &sequence))
            });
            meanings.find(|(_, meaning)| !matches!(meaning, Meaning::Nothing))
        };
        match meaning(&self.screen.pressed) {
            Some((key, Meaning::Does(binding, owner))) => {
                let mut pressed = std::mem::take(&mut self.screen.pressed);
                pressed.push(key);
                if self.run(binding, owner) == Handled::No && !typing {
                    self.say_unbound(&pressed);
                }
            }
            Some((key, _)) => self.screen.pressed.push(key),
            None => {
                let begun = std::mem::take(&mut self.screen.pressed);
                if typing {
                    self.type_key(latin.unwrap_or(typed));
                } else if !begun.is_empty() && typed != Key::Esc && meaning(&[]).is_some() {
                    self.press(typed, latin);
                } else if typed != Key::Esc {
                    self.say_unbound(&[begun, vec![typed]].concat());
                }
            }
        }
    }

    /// Says that keys do nothing, and which key shows those that do.
    fn say_unbound(&mut self, pressed: &[Key]) {
        let written: String = pressed.iter().map(Key::to_string).collect();
        let written = safe::clean(&written);
        let hint = if self.front().feature().id == "help" {
            ""
        } else {
            "; ? shows the keys"
        };
        let subject = if safe::width(&written) == 0 {
            "this key"
        } else {
            &*written
        };
        self.screen
            .say(format!("{subject} does nothing here{hint}"));
    }
}
