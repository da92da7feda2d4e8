//! Queries: the best twenty with the exact count of all, and the same with snippets.
//!
//! Exact words (`=word`) stand beside the peer's default tokenizer, words in any form
//! beside its English stemmer. The peer answers with tantivy's cheapest means: words, AND,
//! OR and phrases as its query parser makes them, a beginning as an automaton over the
//! terms, slips as its Levenshtein automaton. Where the numbers of hits differ (the two
//! sides cut words differently), both are in the table.

use crate::options::Options;
use crate::peer::{Peer, Question, Tokenizer};
use crate::table::{Row, grouped, section};
use crate::times::{Effort, alternate};
use anyhow::{Context, ensure};
use dossier::corpus::files::load::Input;
use dossier::library::{self, Library};
use dossier::query::{Extent, Hit, Mode, Query, Sort, parse, search, snippet};
use std::time::Duration;

/// Articles shown.
const BEST: usize = 20;
/// Width of a snippet in columns, and in characters.
const COLUMNS: usize = 150;
/// What each question is worth.
const EFFORT: Effort = Effort {
    rounds: 200,
    limit: Duration::from_millis(800),
};

/// How the words of a question are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// As written.
    Exact,
    /// In all their forms.
    Any,
}

/// A class of questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    All,
    Either,
    Phrase,
    Beginning,
    Slip,
}

/// The classes with their words: of a large collection of news, and of the sample, in
/// whichever all are known.
const QUESTIONS: [(&str, Class, [&str; 2]); 11] = [
    ("common word", Class::All, ["said", "said"]),
    ("medium word", Class::All, ["government", "talks"]),
    ("rare word", Class::All, ["cholera", "ceasefire"]),
    ("AND", Class::All, ["oil prices", "security talks"]),
    ("AND, common", Class::All, ["said new", "said ukraine"]),
    ("OR", Class::Either, ["oil prices", "security talks"]),
    (
        "phrase",
        Class::Phrase,
        ["interest rates", "security guarantees"],
    ),
    ("phrase, common", Class::Phrase, ["of the", "of the"]),
    ("beginning", Class::Beginning, ["gov", "guar"]),
    ("one letter", Class::Beginning, ["s", "s"]),
    ("typing slip", Class::Slip, ["goverment", "guarentees"]),
];

/// Measures and prints.
///
/// # Errors
/// When the collection cannot be read, and those of the peer.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let path = options.collections.last().context("no collection")?;
    let library = library::read(&[Input::Path(path.clone())], None, options.threads);
    let texts: Vec<String> = library
        .corpus
        .articles(library.corpus.iter().map(|(id, _)| id))
        .map(|(_, article)| article.text)
        .collect();
    let peer = |tokenizer| {
        let texts = texts.iter().map(String::as_str);
        let mut peer = Peer::build(texts, tokenizer, options.threads)?;
        peer.settle()?;
        anyhow::Ok(peer)
    };
    let bench = Bench {
        exact: peer(Tokenizer::Default)?,
        stemmed: peer(Tokenizer::English)?,
        library,
        texts,
    };
    section(&format!(
        "Best {BEST} of {} articles with the exact count",
        bench.n_articles()
    ));
    bench.each(Bench::counted)?;
    section("The same with their snippets");
    bench.each(Bench::with_snippets)
}

struct Bench {
    library: Library,
    texts: Vec<String>,
    exact: Peer,
    stemmed: Peer,
}

/// A question to both sides.
struct Asked<'a> {
    what: String,
    class: Class,
    ours: Query,
    peer: &'a Peer,
    peers: Question,
}

impl Bench {
    fn n_articles(&self) -> String {
        grouped(self.library.corpus.len())
    }

    fn each(
        &self,
        measure: impl Fn(&Self, &Asked<'_>) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        for (name, class, words) in QUESTIONS {
            let known = |words: &&&str| {
                let mut words = words.split(' ');
                class == Class::Slip || words.all(|word| self.knows(word))
            };
            let words = words
                .iter()
                .find(known)
                .context("the sample's words are known")?;
            for form in [Form::Exact, Form::Any] {
                // Phrases, beginnings and slips are of words as written.
                if form == Form::Exact || matches!(class, Class::All | Class::Either) {
                    measure(self, &self.asked(name, class, words, form)?)?;
                }
            }
        }
        Ok(())
    }

    fn knows(&self, word: &str) -> bool {
        let with = |segment: &dossier::index::Segment| {
            let (lexicon, range) = (segment.lexicon(), segment.lexicon().with_prefix(word));
            !lexicon.is_empty() && !range.is_empty()
        };
        self.library
            .index
            .segments()
            .any(|(_, segment)| with(segment))
    }

    fn asked(
        &self,
        name: &str,
        class: Class,
        words: &str,
        form: Form,
    ) -> anyhow::Result<Asked<'_>> {
        let peer = match form {
            Form::Exact => &self.exact,
            Form::Any => &self.stemmed,
        };
        let joined = |before: &str, between: &str| {
            let words: Vec<String> = words
                .split(' ')
                .map(|word| format!("{before}{word}"))
                .collect();
            words.join(between)
        };
        let sign = if form == Form::Exact { "=" } else { "" };
        let (ours, peers) = match class {
            Class::All => (joined(sign, " "), peer.parse(&joined("+", " "))?),
            Class::Either => (joined(sign, " OR "), peer.parse(&joined("", " OR "))?),
            Class::Phrase => (format!("\"{words}\""), peer.parse(&format!("\"{words}\""))?),
            Class::Beginning => (format!("{words}*"), peer.beginning(words)?),
            Class::Slip => (format!("{words}~"), peer.near(words, 2)),
        };
        Ok(Asked {
            what: format!("{name}: `{ours}`"),
            class,
            ours: parse(&ours, Mode::Whole),
            peer,
            peers,
        })
    }

    fn counted(&self, asked: &Asked<'_>) -> anyhow::Result<()> {
        let n_ours = self.search(&asked.ours).1;
        let (_, n_peers) = asked.peer.search(&*asked.peers, BEST)?;
        let (ours, peers) = alternate(
            EFFORT,
            || self.search(&asked.ours),
            || asked.peer.search(&*asked.peers, BEST),
        );
        let hits = match n_ours {
            n if n == n_peers => format!("{} hits", grouped(n)),
            n => format!("{} hits, peer {}", grouped(n), grouped(n_peers)),
        };
        Row::times(format!("{}, {hits}", asked.what), &ours, &peers)
            .ratio_at_most(1.0)
            .at_most("p99", ours.p99(), Duration::from_millis(10))
            .print();
        Ok(())
    }

    /// The peer marks no words of beginnings and slips, so there is nothing to compare.
    fn with_snippets(&self, asked: &Asked<'_>) -> anyhow::Result<()> {
        if matches!(asked.class, Class::Beginning | Class::Slip) {
            return Ok(());
        }
        let n = (asked.peer).snippets(&*asked.peers, BEST, &self.texts, COLUMNS)?;
        ensure!(n > 0 && self.snippets(&asked.ours) > 0, "no snippets");
        let (ours, peers) = alternate(
            EFFORT,
            || self.snippets(&asked.ours),
            || {
                asked
                    .peer
                    .snippets(&*asked.peers, BEST, &self.texts, COLUMNS)
            },
        );
        Row::times(&asked.what, &ours, &peers)
            .ratio_at_most(0.5)
            .print();
        Ok(())
    }

    /// The best of ours and the number of all.
    fn search(&self, query: &Query) -> (Vec<Hit>, usize) {
        let (view, extent) = (self.library.view(), Extent::First(BEST));
        let results = search(view, query, &[], Sort::Relevance, extent);
        (results.hits, results.n_hits)
    }

    /// The bytes of the snippets of the best of ours.
    fn snippets(&self, query: &Query) -> usize {
        let (best, _) = self.search(query);
        let best = best.iter().map(|hit| hit.article);
        let articles = self.library.corpus.articles(best);
        articles
            .map(|(_, article)| snippet(&article, query, COLUMNS).span.len())
            .sum()
    }
}
