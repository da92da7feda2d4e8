//! Lines that belong to the page an article was saved from, not to the article.
//!
//! In goes a line; out comes whether the tables below name it. A line must be nothing
//! else: a sentence that begins like one is text. Hiding is not done here, and furniture
//! stays searchable, so a wrong guess costs little.

/// Whole lines, in lower case, without punctuation at the end.
#[rustfmt::skip]
const LINES: &[&str] = &[
    "previous post next post",
    "previous post",
    "next post",
    "previous article",
    "next article",
    "previous",
    "next",
    "share this",
    "share this article",
    "share this story",
    "share this post",
    "share",
    "share on facebook",
    "share on twitter",
    "share on x",
    "share on linkedin",
    "share on whatsapp",
    "tweet",
    "tweet this",
    "pin it",
    "copy link",
    "print this article",
    "email this article",
    "facebook twitter linkedin",
    "facebook",
    "twitter",
    "linkedin",
    "whatsapp",
    "telegram",
    "instagram",
    "youtube",
    "advertisement",
    "advertisements",
    "advertising",
    "ad",
    "ads",
    "sponsored",
    "sponsored content",
    "promoted content",
    "paid content",
    "subscribe",
    "subscribe now",
    "sign up",
    "sign in",
    "log in",
    "login",
    "register",
    "read more",
    "read more here",
    "read next",
    "continue reading",
    "keep reading",
    "load more",
    "show more",
    "see more",
    "view more",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "add a comment",
    "comments",
    "no comments",
    "0 comments",
    "view comments",
    "join the conversation",
    "related",
    "related articles",
    "related posts",
    "related stories",
    "related topics",
    "related news",
    "related content",
    "you may also like",
    "you might also like",
    "you may like",
    "recommended for you",
    "recommended",
    "recommended reading",
    "more stories",
    "more news",
    "more on this story",
    "top stories",
    "most read",
    "most popular",
    "trending",
    "trending now",
    "latest news",
    "skip to content",
    "skip to main content",
    "skip to navigation",
    "back to top",
    "go back",
    "menu",
    "main menu",
    "toggle navigation",
    "all rights reserved",
    "cookie policy",
    "privacy policy",
    "terms of use",
    "terms of service",
    "terms and conditions",
    "privacy policy terms of service",
    "contact us",
    "about us",
    "follow us",
    "newsletter",
    "our newsletter",
    "story continues below",
    "story continues below advertisement",
    "article continues below advertisement",
    "article continues after advertisement",
    "scroll to continue",
    "like this",
    "loading",
    "click to share",
    "listen to this article",
    "save this article",
    "gift this article",
    "enlarge this image",
    "hide caption",
    "toggle caption",
    "getty images",
    "end of article",
    "ends",
    "-30-",
    "-ends-",
];

/// Starts of lines, in lower case, and the longest line in bytes that they make furniture.
#[rustfmt::skip]
const STARTS: &[(&str, usize)] = &[
    ("subscribe to our ", 160),
    ("subscribe to the ", 120),
    ("subscribe to ", 100),
    ("subscribe for ", 120),
    ("sign up for ", 140),
    ("sign up to ", 140),
    ("follow us on ", 120),
    ("follow us at ", 120),
    ("like us on ", 120),
    ("join us on ", 120),
    ("join our ", 120),
    ("click here to ", 120),
    ("click to share ", 120),
    ("read more:", 200),
    ("read more -", 200),
    ("read also:", 200),
    ("read next:", 200),
    ("also read:", 200),
    ("also read |", 200),
    ("see also:", 200),
    ("related:", 200),
    ("more from ", 60),
    ("watch:", 160),
    ("share this ", 60),
    ("share on ", 40),
    ("copyright ©", 200),
    ("copyright (c)", 200),
    ("© ", 200),
    ("©20", 200),
    ("(c) 20", 160),
    ("filed under", 160),
    ("posted in ", 120),
    ("tags:", 240),
    ("image credit", 160),
    ("photo credit", 160),
    ("photo: ", 100),
    ("image: ", 100),
    ("download our ", 120),
    ("get our ", 100),
    ("get the latest ", 160),
    ("support our ", 120),
    ("we use cookies", 240),
    ("this site uses cookies", 240),
    ("by continuing to use this site", 240),
    ("your email address will not be published", 160),
    ("please enable javascript", 160),
    ("create a free account", 120),
    ("already a subscriber", 100),
    ("to continue reading", 140),
];

/// Whether `line`, without white space at its ends, is page furniture.
#[must_use]
pub fn is_furniture(line: &str) -> bool {
    if line.len() > 240 {
        return false;
    }
    if is_rule(line) {
        return true;
    }
    if !may_start(line) {
        return line.len() <= 200 && ends_in(line.trim_end_matches('.'), "all rights reserved");
    }
    let bare = line.trim_end_matches([':', '.', '…', '»', '→', '›', '>', '!', '←', ' ']);
    let bare = bare.trim_start_matches(['«', '←', '‹', '<', ' ', '→', '»']);
    LINES.iter().any(|known| known.eq_ignore_ascii_case(bare))
        || STARTS.iter().any(|(start, longest)| {
            line.len() <= *longest
                && line
                    .get(..start.len())
                    .is_some_and(|head| head.eq_ignore_ascii_case(start))
        })
        || (line.len() <= 200 && ends_in(bare, "all rights reserved"))
}

/// Second letters of the table's entries by their first, as bits: a test that spares most
/// lines the tables.
const STARTING: [u32; 32] = {
    let mut pairs = [0; 32];
    let mut at = 0;
    while at < LINES.len() {
        let entry = LINES[at].as_bytes();
        pairs[(entry[0] & 31) as usize] |= 1 << (entry[1] & 31);
        at += 1;
    }
    at = 0;
    while at < STARTS.len() {
        let entry = STARTS[at].0.as_bytes();
        pairs[(entry[0] & 31) as usize] |= 1 << (entry[1] & 31);
        at += 1;
    }
    pairs
};

/// Whether an entry of the tables has the first two letters of `line`, or the line starts
/// with a sign.
fn may_start(line: &str) -> bool {
    let [first, second, ..] = line.as_bytes() else {
        return false;
    };
    !first.is_ascii_alphanumeric() || STARTING[usize::from(first & 31)] & (1 << (second & 31)) != 0
}

fn ends_in(line: &str, end: &str) -> bool {
    line.len()
        .checked_sub(end.len())
        .and_then(|at| line.get(at..))
        .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

/// Whether the line holds no letter and no digit: `***`, `— — —`.
fn is_rule(line: &str) -> bool {
    !line.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !line.chars().any(|c| c.is_alphanumeric() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::is_furniture;

    fn check(line: &str, expected: bool) {
        assert_eq!(is_furniture(line), expected, "{line}");
    }

    #[test]
    fn knows_lines_of_the_page() {
        check("Previous Post Next Post", true);
        check("Share this:", true);
        check("ADVERTISEMENT", true);
        check("Subscribe to our newsletter for more like this", true);
        check("Read more: Ministers meet again", true);
        check("© 2025 The Daily. All rights reserved.", true);
        check("* * *", true);
        check("Read more »", true);
    }

    #[test]
    fn leaves_sentences_alone() {
        check(
            "Article reviewed with AI assistance and edited by the desk.",
            false,
        );
        check("Share prices fell.", false);
        check("Next year will be hard.", false);
        check(
            "Advertisement spending rose by a tenth, the bureau said.",
            false,
        );
        check("Comments by the minister were unclear.", false);
    }
}
