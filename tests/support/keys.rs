//! Keys as tests write them, and the bytes that a terminal sends for them.

/// Names of keys, and the bytes that xterm sends for them. Escape is sent in its `CSI u`
/// form, because ESC and a letter right after it are the letter held with Alt.
const NAMED: [(&str, &str); 18] = [
    ("enter", "\r"),
    ("esc", "\x1b[27u"),
    ("tab", "\t"),
    ("backtab", "\x1b[Z"),
    ("bs", "\x7f"),
    ("del", "\x1b[3~"),
    ("up", "\x1b[A"),
    ("down", "\x1b[B"),
    ("right", "\x1b[C"),
    ("left", "\x1b[D"),
    ("home", "\x1b[H"),
    ("end", "\x1b[F"),
    ("pgup", "\x1b[5~"),
    ("pgdn", "\x1b[6~"),
    ("space", " "),
    ("lt", "<"),
    ("f1", "\x1bOP"),
    ("f5", "\x1b[15~"),
];

/// The bytes of keys: characters as they are, `<name>`, `<c-x>` with Ctrl, `<a-x>` with Alt.
pub(crate) fn encode(keys: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = keys;
    while let Some((plain, after)) = rest.split_once('<') {
        let (name, next) = after
            .split_once('>')
            .unwrap_or_else(|| panic!("no > in {keys:?}"));
        bytes.extend_from_slice(plain.as_bytes());
        match (name.strip_prefix("c-"), name.strip_prefix("a-")) {
            (Some(key), _) => bytes.extend(key.bytes().map(|byte| byte & 0x1f)),
            (_, Some(key)) => bytes.extend(format!("\x1b{key}").bytes()),
            _ => {
                let known = NAMED.iter().find(|(known, _)| *known == name);
                let (_, sent) = known.unwrap_or_else(|| panic!("no key {name:?}"));
                bytes.extend_from_slice(sent.as_bytes());
            }
        }
        rest = next;
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}
