//! Corrections of names in the real terminal: made, taken back, kept in a file, followed.

use crate::support::pty::Pty;
use portable_pty::CommandBuilder;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder of two articles, and a configuration folder.
struct Place {
    articles: TempDir,
    config: TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self {
            articles: tempfile::tempdir().expect("a temporary folder"),
            config: tempfile::tempdir().expect("a temporary folder"),
        };
        for (name, text) in [
            (
                "a.txt",
                "Talks\n\nIt was Marco Rubio who came to Kyiv. Rubio left. Idris Halloway stayed.\n",
            ),
            (
                "b.txt",
                "More\n\nAndrii Okhotsky spoke to Reuters in Kyiv.\n",
            ),
        ] {
            fs::write(place.articles.path().join(name), text).expect("an article");
        }
        place
    }

    fn names(&self) -> PathBuf {
        self.articles.path().join(".dossier-names")
    }

    /// The program with what is given to it, once it knows all names, in the sidebar.
    fn browse(&self, input: &Path) -> Pty {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dossier"));
        command.arg(input);
        command.env("XDG_CONFIG_HOME", self.config.path());
        let mut pty = Pty::spawn(command, 150, 36);
        pty.wait_for("ENTITIES here");
        pty.wait_for("People");
        pty.keys("3");
        pty
    }
}

#[track_caller]
fn quit(mut pty: Pty) {
    pty.keys("Q");
    assert_eq!(pty.wait_exit(), 0);
}

#[test]
fn what_is_said_is_kept_and_what_is_taken_back_is_not() {
    let place = Place::new();
    let mut pty = place.browse(place.articles.path());
    pty.keys("/halloway<enter>a");
    pty.wait_for("Idris Halloway is the same as");
    pty.keys("okhot");
    pty.wait_for("person · 1 article");
    pty.keys("<enter>");
    pty.wait_for("Idris Halloway is Andrii Okhotsky now");
    pty.keys("u");
    pty.wait_for("taken back: Idris Halloway is");
    pty.keys("<c-r>");
    pty.wait_for("Idris Halloway is Andrii Okhotsky now");
    pty.keys("<esc>/kyiv<enter>R");
    pty.wait_for("What Kyiv is called");
    pty.keys("<c-u>Kyiv City<enter>");
    pty.wait_for("Kyiv is called Kyiv City · 2 articles");
    pty.keys("<esc>/rubio<enter>X");
    pty.wait_for("Marco Rubio is hidden");
    pty.keys("u");
    pty.wait_for("taken back: Marco Rubio is hidden");
    quit(pty);
    let text = fs::read_to_string(place.names()).expect("the file of names");
    let said: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(
        said,
        [
            "merge person: Idris Halloway -> Andrii Okhotsky",
            "rename place: Kyiv -> Kyiv City"
        ]
    );

    // The next start shows it, of an article that has other words for it.
    let pty = place.browse(place.articles.path());
    pty.wait_for("Kyiv City");
    pty.wait_for("Andrii Okhotsky");
    // Another program has its say at once.
    fs::write(place.names(), "rename place: Kyiv -> Kyjiw\nnonsense\n").expect("the file");
    pty.wait_for("Kyjiw");
    pty.wait_gone("Andrii Okhotsky");
    pty.wait_for("1 skipped");
    quit(pty);
}

#[test]
#[expect(
    clippy::print_stderr,
    reason = "what a test cannot see here, it has to say"
)]
fn where_nothing_can_be_written_beside_the_articles_it_is_kept_with_the_configuration() {
    let place = Place::new();
    let config = place.config.path().join("dossier/names");
    let hide = |pty: &mut Pty| {
        pty.keys("/kyiv<enter>X");
        pty.wait_for("Kyiv is hidden");
    };
    // One file of a folder is no collection of its own.
    let mut pty = place.browse(&place.articles.path().join("a.txt"));
    hide(&mut pty);
    pty.wait_for("dossier/names/a_txt-");
    quit(pty);
    assert!(!place.names().exists());
    let kept = fs::read_dir(&config).expect("the folder").count();
    assert_eq!(kept, 1);

    let folder = place.articles.path();
    fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).expect("permissions");
    let writable = rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok();
    if writable {
        eprintln!("this user may write in a read-only folder, so what happens else is not seen");
    } else {
        let mut pty = place.browse(folder);
        hide(&mut pty);
        pty.wait_for("dossier/names/");
        quit(pty);
        assert!(!place.names().exists());
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).expect("permissions");
}

#[test]
fn what_cannot_be_written_says_so() {
    let place = Place::new();
    fs::create_dir(place.names()).expect("a folder in the way");
    let mut pty = place.browse(place.articles.path());
    pty.keys("/kyiv<enter>X");
    pty.wait_for("only until you quit");
    quit(pty);
}
