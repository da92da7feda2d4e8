//! Where the corrections of a collection lie, and what they say.
//!
//! In go inputs; out come the place of the user's text about them and the corrections in
//! it. What cannot be read corrects nothing and says so.

use crate::corpus::files::load::Input;
use crate::entities::corrections::Corrections;
use crate::journal::{self, Of};
use std::path::{Path, PathBuf};

/// Where the corrections of a collection are kept, whether or not they are there yet;
/// `None` where there is no place for them. `config` is the configuration folder.
#[must_use]
pub fn corrections_place(inputs: &[Input], config: Option<&Path>) -> Option<PathBuf> {
    let path = |input: &Input| match input {
        Input::Path(path) => Some(path.clone()),
        Input::Stdin | Input::Sample => None,
    };
    if let [Input::Sample] = inputs {
        return journal::place(Of::Sample, config);
    }
    let paths: Option<Vec<PathBuf>> = inputs.iter().map(path).collect();
    journal::place(Of::Paths(&paths?), config)
}

/// The corrections kept there; none when there is no such file.
#[must_use]
pub fn corrections_at(place: &Path) -> Corrections {
    let shown = place.display().to_string();
    match journal::read(place) {
        Ok(text) => Corrections::parse(&text).at(shown),
        Err(error) => Corrections::unreadable(shown, format!("cannot be read: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::{corrections_at, corrections_place};
    use crate::corpus::files::load::Input;
    use std::path::Path;

    #[test]
    fn what_lies_beside_a_folder_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let inputs = [Input::Path(folder.path().into())];
        let place = corrections_place(&inputs, None).unwrap();
        assert!(corrections_at(&place).is_empty());
        std::fs::write(&place, "hide place: State\nx\n").unwrap();
        let read = corrections_at(&place);
        assert_eq!((read.iter().count(), read.unread().count()), (1, 1));
        assert_eq!(read.place(), place.to_str());
        std::fs::write(&place, b"\xff\xfe\xff").unwrap();
        let reasons: Vec<String> = corrections_at(&place)
            .unread()
            .map(|it| it.to_string())
            .collect();
        assert!(reasons[0].starts_with("cannot be read"), "{reasons:?}");
    }

    #[test]
    fn standard_input_has_no_place() {
        assert!(corrections_place(&[Input::Stdin], Some(Path::new("/c"))).is_none());
    }
}
