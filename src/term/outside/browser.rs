//! Addresses of the web, and the program that opens them.

use super::Error;
use crate::text::safe;
use std::fmt::{self, Write};
use std::io::ErrorKind;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::thread;

/// Bytes of the longest address that is opened.
const LONGEST: usize = 4096;

/// What of ASCII stands in an address as it is, after its host, beside letters and digits.
/// That is less than RFC 3986 allows: quotes, parentheses and `$` mean the same encoded, and
/// some openers are shell scripts.
const PLAIN: &[u8] = b"-._~:/?#[]@!&*+,;=";

/// Openers of the system, tried in this order.
const OPENERS: &[&[&str]] = if cfg!(target_os = "macos") {
    &[&["open"]]
} else {
    &[
        &["xdg-open"],
        &["gio", "open"],
        &["wslview"],
        &["sensible-browser"],
    ]
};

/// An `http` or `https` address, taken apart and put together anew: printable, without a
/// user name, and never mistaken for an option.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address(String);

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// [`Error::Address`] when it is something else, or could be taken for something else.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let text = text.trim_matches(' ');
        if text.len() > LONGEST {
            return Err(Error::Address("is too long"));
        }
        if safe::clean(text) != text {
            return Err(Error::Address("holds characters that no address has"));
        }
        let (scheme, rest) = text.split_once("://").unwrap_or_default();
        let scheme = scheme.to_ascii_lowercase();
        if !matches!(scheme.as_str(), "http" | "https") {
            return Err(Error::Address("does not start with http:// or https://"));
        }
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(end).unwrap_or_default();
        if authority.contains('@') {
            return Err(Error::Address("names a user"));
        }
        let authority = host_and_port(authority).ok_or(Error::Address("names no host"))?;
        let address = format!("{scheme}://{authority}{}", encode(path));
        Ok(Self(address))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The host in lower case, and the port if there is one.
fn host_and_port(authority: &str) -> Option<String> {
    let (host, port) = if let Some(rest) = authority.strip_prefix('[') {
        let (inner, port) = rest.split_once(']')?;
        let is_ipv6 = inner.parse::<std::net::Ipv6Addr>().is_ok();
        (is_ipv6.then(|| format!("[{inner}]"))?, port)
    } else {
        let end = authority.find(':').unwrap_or(authority.len());
        let (host, port) = authority.split_at_checked(end)?;
        (is_host(host).then(|| host.to_lowercase())?, port)
    };
    match port.strip_prefix(':') {
        None if port.is_empty() => Some(host),
        Some("") => Some(host),
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            let port: u16 = digits.parse().ok()?;
            Some(format!("{host}:{port}"))
        }
        _ => None,
    }
}

/// Whether it is a name of labels with dots between them; letters of any script, as
/// browsers translate those.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    host.len() <= 253
        && host
            .strip_suffix('.')
            .unwrap_or(host)
            .split('.')
            .all(is_label)
}

/// Path, query and fragment, with everything encoded that needs not stand as it is.
fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for (at, byte) in path.bytes().enumerate() {
        let is_escape = || {
            let digits = path.as_bytes().get(at + 1..at + 3).unwrap_or_default();
            digits.len() == 2 && digits.iter().all(u8::is_ascii_hexdigit)
        };
        if byte.is_ascii_alphanumeric() || PLAIN.contains(&byte) || (byte == b'%' && is_escape()) {
            encoded.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// The commands that could open `address`, best first: those that `$BROWSER` lists, with
/// colons between them, then those of the system. `%s` in a command is where the address
/// goes, else it comes last; either way it is one argument, or part of one.
#[must_use]
pub fn browsers(browser: Option<&str>, address: &Address) -> Vec<Vec<String>> {
    let listed = browser.unwrap_or_default().split(':');
    let own = listed.filter_map(|command| shell_words::split(command).ok());
    let known = OPENERS
        .iter()
        .map(|words| words.iter().map(ToString::to_string).collect());
    own.chain(known)
        .filter(|words: &Vec<String>| words.first().is_some_and(|word| !word.is_empty()))
        .map(|words| with_address(words, address.as_str()))
        .collect()
}

fn with_address(mut words: Vec<String>, address: &str) -> Vec<String> {
    let mut placed = false;
    for word in words.iter_mut().skip(1).filter(|word| word.contains("%s")) {
        *word = word.replace("%s", address);
        placed = true;
    }
    if !placed {
        words.push(address.to_owned());
    }
    words
}

/// Opens `address` with the first of `commands` that can be started, without waiting for
/// it: away from the terminal, in a process group of its own. `failed` is called, on a
/// thread of its own, if the program later says that it failed.
///
/// # Errors
/// When none of them can be started.
pub fn browse(
    commands: &[Vec<String>],
    failed: impl FnOnce(Error) + Send + 'static,
) -> Result<(), Error> {
    for words in commands {
        let Some((program, arguments)) = words.split_first() else {
            continue;
        };
        let mut command = Command::new(program);
        command.args(arguments).process_group(0);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let program = safe::clean(program).into_owned();
        match command.spawn() {
            Ok(child) => return attend(child, program, failed),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(Error::Start { program, error }),
        }
    }
    Err(Error::NoBrowser)
}

/// Waits for the program elsewhere, so that it does not stay in the table of processes.
fn attend(
    mut child: Child,
    program: String,
    failed: impl FnOnce(Error) + Send + 'static,
) -> Result<(), Error> {
    let wait = move || {
        if let Ok(status) = child.wait()
            && !status.success()
        {
            failed(Error::Failed { program, status });
        }
    };
    thread::Builder::new()
        .name("dossier-browser".into())
        .spawn(wait)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Address, OPENERS, browse, browsers};
    use crate::term::outside::Error;
    use proptest::prelude::*;
    use std::sync::mpsc::channel;

    fn check(input: &str, expected: Option<&str>) {
        let address = Address::parse(input).ok();
        assert_eq!(address.as_ref().map(Address::as_str), expected, "{input:?}");
    }

    #[test]
    fn web_addresses_are_put_together_anew() {
        for (input, expected) in [
            ("https://example.org/", "https://example.org/"),
            (
                " HTTPS://Example.ORG:443/A?b=c&d=%20#e ",
                "https://example.org:443/A?b=c&d=%20#e",
            ),
            ("http://example.org", "http://example.org"),
            ("http://example.org:/a", "http://example.org/a"),
            ("http://example.org.?q", "http://example.org.?q"),
            ("http://[::1]:8080/x", "http://[::1]:8080/x"),
            (
                "https://example.org/Київ",
                "https://example.org/%D0%9A%D0%B8%D1%97%D0%B2",
            ),
            ("https://президент.рф/", "https://президент.рф/"),
            (
                "https://example.org/a b'c\"`$(id)\\|<>^{}",
                "https://example.org/a%20b%27c%22%60%24%28id%29%5C%7C%3C%3E%5E%7B%7D",
            ),
            ("https://example.org/100%", "https://example.org/100%25"),
            (
                "https://example.org/%zz%é",
                "https://example.org/%25zz%25%C3%A9",
            ),
            (
                "https://example.org//evil.org/@a",
                "https://example.org//evil.org/@a",
            ),
        ] {
            check(input, Some(expected));
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for input in [
            "",
            " ",
            "example.org",
            "-x",
            "--help",
            "javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "file:///etc/passwd",
            "file://example.org/x",
            "ftp://example.org/",
            "mailto:a@example.org",
            "data:text/html,x",
            "vbscript://x",
            "smb://example.org/x",
            "ssh://-oProxyCommand=x/",
            "http:example.org",
            "http:/example.org",
            "http://",
            "http:///path",
            "http://?q",
            "http://user@example.org/",
            "http://good.org:80@evil.org/",
            "http://good.org\\@evil.org/",
            "http://good.org\\evil.org/",
            "http://-example.org/",
            "http://exa mple.org/",
            "http://a..b/",
            "http://example.org:99999/",
            "http://example.org:8a/",
            "http://example.org:-1/",
            "http://[::1/",
            "http://[::1]x/",
            "http://[zz]/",
            "http://%65vil.org/",
            "http://$(id)/",
            "http://example.org/\nhttp://evil.org/",
            "http://example.org/\r",
            "\nhttp://example.org/",
            "http://example.org/\x1b]0;x\x07",
            "http://example.org/\0",
            "http://example.org/\t",
            "http://example.org/\u{9b}31m",
            "http://example.org/\u{202e}gpj.exe",
            "http://example.org/\u{2028}",
            " --x http://example.org/",
        ] {
            check(input, None);
        }
        check(&format!("http://example.org/{}", "a".repeat(5000)), None);
    }

    fn check_commands(browser: Option<&str>, expected: &[&[&str]]) {
        let address = Address::parse("http://a.org/").unwrap();
        let commands = browsers(browser, &address);
        let own = &commands[..commands.len() - OPENERS.len()];
        assert_eq!(own, expected, "{browser:?}");
        for opener in &commands[own.len()..] {
            assert_eq!(opener.last().unwrap(), "http://a.org/");
        }
    }

    #[test]
    fn browsers_come_from_the_environment_first() {
        let a = "http://a.org/";
        check_commands(None, &[]);
        check_commands(Some(""), &[]);
        check_commands(Some("firefox"), &[&["firefox", a]]);
        check_commands(
            Some("firefox -P 'my profile':w3m"),
            &[&["firefox", "-P", "my profile", a], &["w3m", a]],
        );
        check_commands(
            Some("open-it --to=%s -x"),
            &[&["open-it", "--to=http://a.org/", "-x"]],
        );
        check_commands(
            Some("sh -c 'echo $(id)' ; rm"),
            &[&["sh", "-c", "echo $(id)", ";", "rm", a]],
        );
        check_commands(Some("'broken:::good"), &[&["good", a]]);
    }

    #[test]
    fn a_missing_browser_makes_way_for_the_next() {
        let (sender, receiver) = channel();
        let failed = move |error| sender.send(error).unwrap();
        let command = |words: &[&str]| words.iter().map(ToString::to_string).collect();
        browse(
            &[command(&["/nowhere/at-all", "x"]), command(&["false", "x"])],
            failed,
        )
        .unwrap();
        assert!(
            matches!(receiver.recv().unwrap(), Error::Failed { program, .. } if program == "false")
        );
        assert!(matches!(
            browse(&[command(&["/nowhere/at-all"])], drop),
            Err(Error::NoBrowser)
        ));
    }

    proptest! {
        #[test]
        fn an_address_is_one_safe_argument(text in "(https?://)?([a-zа-я]{1,5}\\.)?[ -~é日\\x00-\\x1f\\u{202e}]{0,40}") {
            if let Ok(address) = Address::parse(&text) {
                let written = address.as_str();
                prop_assert!(written.starts_with("http://") || written.starts_with("https://"));
                prop_assert!(!written.contains([' ', '\'', '"', '`', '$', '\\', '(', '<', '|']));
                prop_assert!(!written.chars().any(char::is_control));
                prop_assert_eq!(&Address::parse(written).unwrap(), &address);
            }
        }
    }
}
