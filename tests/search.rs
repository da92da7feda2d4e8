//! Search against a naive scan over the texts, on random small collections.

use dossier::corpus::{
    Article, ArticleId, Block, Claim, Corpus, Evidence, Inline, Origin, Role, Style, Title,
};
use dossier::entities::{Catalog, DateMention, Form, Kind, LocalEntity, Recognized};
use dossier::index::{Field, Index, Segment};
use dossier::query::{
    Filter, Hit, Mode, OTHER_FORM, Query, Sort, Value, View, any_of, explain, facets, marks, parse,
    search, snippet,
};
use dossier::text::Span;
use dossier::text::calendar::PartialDate;
use dossier::text::period::{Period, Stretch, Unit};
use dossier::text::stem::stem;
use dossier::text::tokens::{Token, term, tokens};
use proptest::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// Words of the random texts; few, so that they meet, and with all that tokens can be.
const WORDS: [&str; 13] = [
    "rate",
    "rates",
    "rating",
    "Rat",
    "bank",
    "Banks",
    "U.S.",
    "F-16",
    "don't",
    "Kraków",
    "1,364",
    "Ukraine's",
    "日本",
];
const NAMES: [(&str, Kind); 3] = [
    ("Marco Rubio", Kind::Person),
    ("NATO", Kind::Organization),
    ("Kyiv", Kind::Place),
];

/// Words and beginnings to look for near each other.
const NEAR_WORDS: [&str; 6] = ["rate", "rates", "rat", "bank", "us", "don't"];

/// An article as the tests think of it: blocks of words, and what it names.
#[derive(Clone, Debug)]
struct Model {
    blocks: Vec<(Role, Vec<&'static str>)>,
    names: BTreeSet<usize>,
    year: Option<i16>,
    source: Option<&'static str>,
}

fn block() -> impl Strategy<Value = (Role, Vec<&'static str>)> {
    let role = prop::sample::select(vec![
        Role::Paragraph,
        Role::Paragraph,
        Role::Heading(2),
        Role::TitleRepeat,
        Role::FrontMatter,
        Role::Furniture,
    ]);
    (
        role,
        prop::collection::vec(prop::sample::select(&WORDS[..]), 1..9),
    )
}

fn model() -> impl Strategy<Value = Model> {
    let title = prop::option::of(prop::collection::vec(
        prop::sample::select(&WORDS[..]),
        1..5,
    ));
    (
        title,
        prop::collection::vec(block(), 0..5),
        prop::collection::btree_set(0..NAMES.len(), 0..3),
        prop::option::of(2020_i16..2026),
        prop::option::of(prop::sample::select(&["Reuters", "PPL News"][..])),
    )
        .prop_map(|(title, mut blocks, names, year, source)| {
            if let Some(title) = title {
                let at = blocks.len() / 2;
                blocks.insert(at, (Role::Title, title));
            }
            Model {
                blocks,
                names,
                year,
                source,
            }
        })
}

/// Collections in batches.
fn collection() -> impl Strategy<Value = Vec<Vec<Model>>> {
    prop::collection::vec(prop::collection::vec(model(), 0..6), 1..4)
}

impl Model {
    fn article(&self, number: usize) -> Article {
        let (mut text, mut blocks) = (String::new(), Vec::new());
        for (role, words) in &self.blocks {
            let start = text.len();
            text.push_str(&words.join(" "));
            let end = text.len();
            text.push_str("<b>");
            // Hidden markup at the end of every block.
            let hidden = Inline {
                span: Span::new(end, text.len()),
                style: Style::Hidden,
            };
            blocks.push(Block {
                role: *role,
                span: Span::new(start, text.len()),
                inlines: Box::new([hidden]),
            });
            text.push_str("\n\n");
        }
        let evidence = Evidence::Metadata;
        Article {
            name: number.to_string(),
            origin: Origin::File(PathBuf::from(format!("dir{}/{number}.txt", number % 2))),
            text,
            title: Title {
                text: "untitled".into(),
                derived: !self.blocks.iter().any(|(role, _)| *role == Role::Title),
            },
            blocks,
            source: self.source.map(|source| Claim {
                value: source.into(),
                evidence,
            }),
            date: self.year.map(|year| Claim {
                value: PartialDate::year(year).expect("a year"),
                evidence,
            }),
            author: None,
            url: None,
            words: u32::try_from(self.blocks.len()).expect("few blocks"),
            modified: None,
            encoding: None,
        }
    }

    /// The terms of each searched block, and its field.
    fn terms(&self) -> Vec<(Field, Vec<String>)> {
        let shown = self.blocks.iter().filter(|(role, _)| role.is_shown());
        shown
            .map(|(role, words)| {
                let text = words.join(" ");
                let terms = tokens(&text).filter(|token| token.is_term());
                (
                    Field::of(*role).expect("shown blocks are searched"),
                    terms.map(|token| term(token.span.slice(&text))).collect(),
                )
            })
            .collect()
    }
}

/// A query as the tests think of it.
#[derive(Clone, Debug)]
enum Tree {
    Word {
        field: &'static str,
        word: &'static str,
        sign: &'static str,
    },
    Phrase {
        field: &'static str,
        words: Vec<&'static str>,
        star: bool,
    },
    Near {
        field: &'static str,
        words: Vec<&'static str>,
        near: usize,
    },
    Mentions(i16),
    Marked,
    Entity(usize),
    Year {
        sign: &'static str,
        year: i16,
    },
    Source(&'static str),
    Path(&'static str),
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
}

fn tree() -> impl Strategy<Value = Tree> {
    let field = prop::sample::select(&["", "", "title:", "body:"][..]);
    let any_word = prop::sample::select(vec![
        "rate", "rat", "ra", "BANK", "us", "F-16", "16", "dont", "krakow", "1,364", "ukraine",
        "日", "nowhere",
    ]);
    let leaf = prop_oneof![
        4 => (field.clone(), any_word.clone(), prop::sample::select(&["", "", "*", "=", "~"][..]))
            .prop_map(|(field, word, sign)| Tree::Word { field, word, sign }),
        2 => (field, prop::collection::vec(prop::sample::select(&WORDS[..]), 1..4), any::<bool>())
            .prop_map(|(field, words, star)| Tree::Phrase { field, words, star }),
        2 => (prop::sample::select(&["", "title:"][..]), prop::collection::vec(prop::sample::select(&NEAR_WORDS[..]), 2..5), 0_usize..4)
            .prop_map(|(field, words, near)| Tree::Near { field, words, near }),
        1 => (2020_i16..2026).prop_map(Tree::Mentions),
        1 => Just(Tree::Marked),
        1 => (0..NAMES.len()).prop_map(Tree::Entity),
        1 => (prop::sample::select(&["", ">", "<="][..]), 2020_i16..2026).prop_map(|(sign, year)| Tree::Year { sign, year }),
        1 => prop::sample::select(&["reut", "PPL", "none"][..]).prop_map(Tree::Source),
        1 => prop::sample::select(&["dir1", "3.TXT"][..]).prop_map(Tree::Path),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|tree| Tree::Not(Box::new(tree))),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Tree::All),
            prop::collection::vec(inner, 1..4).prop_map(Tree::Any),
        ]
    })
}

impl Tree {
    fn written(&self) -> String {
        let star = |star: &bool| if *star { "*" } else { "" };
        let joined =
            |trees: &[Self], by: &str| trees.iter().map(Self::written).collect::<Vec<_>>().join(by);
        match self {
            Self::Word {
                field,
                word,
                sign: "=",
            } => format!("{field}={word}"),
            Self::Word { field, word, sign } => format!("{field}{word}{sign}"),
            Self::Phrase {
                field,
                words,
                star: s,
            } => format!("{field}\"{}{}\"", words.join(" "), star(s)),
            Self::Near { field, words, near } => format!("{field}\"{}*\"~{near}", words.join(" ")),
            Self::Mentions(year) => format!("mentions:{year}"),
            Self::Marked => "is:unread".to_owned(),
            Self::Entity(n) => format!("entity:\"{}\"", NAMES[*n].0.to_uppercase()),
            Self::Year { sign, year } => format!("date:{sign}{year}"),
            Self::Source(part) => format!("source:{part}"),
            Self::Path(part) => format!("path:{part}"),
            Self::Not(tree) => format!("-({})", tree.written()),
            Self::All(trees) => format!("({})", joined(trees, " ")),
            Self::Any(trees) => format!("({})", joined(trees, " OR ")),
        }
    }

    /// The tree without parents of one.
    fn plain(&self) -> Self {
        match self {
            Self::All(trees) | Self::Any(trees) if trees.len() == 1 => trees[0].plain(),
            Self::All(trees) => Self::All(trees.iter().map(Self::plain).collect()),
            Self::Any(trees) => Self::Any(trees.iter().map(Self::plain).collect()),
            leaf => leaf.clone(),
        }
    }

    /// The tree with the words that it joins by AND joined by OR, if there are two.
    fn loosened(&self) -> Option<Self> {
        let Self::All(trees) = self.plain() else {
            return None;
        };
        let is_word = |tree: &Self| {
            matches!(
                tree,
                Self::Word { .. } | Self::Phrase { .. } | Self::Near { .. }
            )
        };
        let is_words = |tree: &Self| match tree {
            Self::Any(trees) => trees.iter().all(is_word),
            tree => is_word(tree),
        };
        let (words, mut others): (Vec<Self>, Vec<Self>) = trees.into_iter().partition(is_words);
        let loose = words.len() > 1;
        others.push(Self::Any(words));
        loose.then_some(Self::All(others))
    }

    fn holds(&self, model: &Model, number: usize) -> bool {
        match self {
            Self::Word { .. } | Self::Phrase { .. } => self
                .asked()
                .is_some_and(|asked| asked.counts(model).iter().any(|count| *count > 0.0)),
            Self::Near { field, words, near } => nearby(model, field, words, *near),
            Self::Mentions(year) => model.year.is_some_and(|of| of + 1 == *year),
            Self::Marked => false,
            Self::Entity(n) => model.names.contains(n),
            Self::Year { sign, year } => model.year.is_some_and(|of| match *sign {
                ">" => of > *year,
                "<=" => of <= *year,
                _ => of == *year,
            }),
            Self::Source(part) => model
                .source
                .is_some_and(|of| of.to_lowercase().contains(&part.to_lowercase())),
            Self::Path(part) => {
                format!("dir{}/{number}.txt", number % 2).contains(&part.to_lowercase())
            }
            Self::Not(tree) => !tree.holds(model, number),
            Self::All(trees) => trees.iter().all(|tree| tree.holds(model, number)),
            Self::Any(trees) => trees.iter().any(|tree| tree.holds(model, number)),
        }
    }
}

/// Whether a block has the words in any order, each at a place of its own, with at most
/// `near` others among them; anything that begins like the last word will do for it.
fn nearby(model: &Model, field: &str, words: &[&str], near: usize) -> bool {
    fn fits(left: &[String], wanted: &[(String, bool)]) -> bool {
        let Some(((word, begins), others)) = wanted.split_first() else {
            return true;
        };
        (0..left.len()).any(|at| {
            let found = left[at] == *word || (*begins && left[at].starts_with(word.as_str()));
            let mut rest = left.to_vec();
            found && {
                rest.remove(at);
                fits(&rest, others)
            }
        })
    }
    let n = words.len();
    let wanted = words
        .iter()
        .enumerate()
        .map(|(at, word)| (term(word), at + 1 == n));
    let wanted: Vec<(String, bool)> = wanted.collect();
    let searched = model.terms().into_iter();
    searched
        .filter(|(of, _)| field.is_empty() || *of == Field::Title)
        .any(|(_, terms)| {
            terms
                .windows((n + near).min(terms.len()))
                .any(|window| fits(window, &wanted))
        })
}

/// The number of edits between two words by the definition.
fn edits(a: &[char], b: &[char]) -> usize {
    let (Some((x, a_rest)), Some((y, b_rest))) = (a.split_last(), b.split_last()) else {
        return a.len().max(b.len());
    };
    let mut least = (edits(a_rest, b) + 1).min(edits(a, b_rest) + 1);
    least = least.min(edits(a_rest, b_rest) + usize::from(x != y));
    if let ([a_rest @ .., v, w], [b_rest @ .., x, y]) = (a, b)
        && (v, w) == (y, x)
    {
        least = least.min(edits(a_rest, b_rest) + 1);
    }
    least
}

/// A word or phrase as a query asks for it.
struct Asked {
    field: &'static str,
    terms: Vec<String>,
    /// Whether anything that begins like the last word will do.
    begins: bool,
    /// Whether any form of the word will do.
    forms: bool,
    /// Whether what is a slip or two from the word will do.
    slips: bool,
}

impl Tree {
    fn asked(&self) -> Option<Asked> {
        let (field, words, star, exact) = match self {
            Self::Word { field, word, sign } => {
                (*field, (*word).to_owned(), *sign == "*", *sign == "=")
            }
            Self::Phrase { field, words, star } => (*field, words.join(" "), *star, true),
            _ => return None,
        };
        let slips = matches!(self, Self::Word { sign: "~", .. });
        let terms: Vec<String> = tokens(&words)
            .filter(|token| token.is_term())
            .map(|token| term(token.span.slice(&words)))
            .collect();
        Some(Asked {
            field,
            // A star behind a possessive or a dot ends no word.
            begins: star && tokens(&words).last().is_some_and(Token::is_term),
            forms: !exact && !star && !slips && terms.len() == 1,
            slips: slips && terms.len() == 1,
            terms,
        })
    }
}

impl Asked {
    /// What a term counts for the word at that place, 0 if it is no answer to it.
    fn weight(&self, term: &str, at: usize) -> f32 {
        let (wanted, last) = (&self.terms[at], at + 1 == self.terms.len());
        let begins = self.begins && last && term.starts_with(wanted.as_str());
        if term == wanted || begins {
            1.0
        } else if self.slips {
            let [a, b] = [wanted, term].map(|word| word.chars().collect::<Vec<_>>());
            let most = [0, 0, 0, 1, 1, 1].get(a.len()).copied().unwrap_or(2);
            match edits(&a, &b) {
                1 if most > 0 => OTHER_FORM,
                2 if most > 1 => OTHER_FORM * OTHER_FORM,
                _ => 0.0,
            }
        } else if self.forms && stem(term) == stem(wanted) {
            OTHER_FORM
        } else {
            0.0
        }
    }

    /// What the occurrences in the title, in headings and in the body count.
    fn counts(&self, model: &Model) -> [f32; 3] {
        let mut counts = [0.0; 3];
        for (field, terms) in model.terms() {
            let covered = match self.field {
                "title:" => field == Field::Title,
                "body:" => field != Field::Title,
                _ => true,
            };
            for window in terms.windows(self.terms.len()).filter(|_| covered) {
                let each = window
                    .iter()
                    .enumerate()
                    .map(|(at, term)| self.weight(term, at));
                counts[field as usize] += each.fold(1.0_f32, f32::min);
            }
        }
        counts
    }

    /// What the word says about an article that has it.
    fn idf(&self, all: &[&Model]) -> f32 {
        let real = |n: usize| f32::from(u16::try_from(n).expect("small numbers"));
        let idf = (0..self.terms.len()).map(|at| {
            let terms_of = |model: &&Model| -> BTreeSet<String> {
                let terms = model.terms().into_iter().flat_map(|(_, terms)| terms);
                terms.filter(|term| self.weight(term, at) > 0.0).collect()
            };
            let with: usize = all.iter().map(|model| terms_of(model).len()).sum();
            let with = real(with.min(all.len()));
            (1.0 + (real(all.len()) - with + 0.5) / (with + 0.5)).ln()
        });
        idf.sum()
    }

    /// The score of an article by the published formula.
    fn score(&self, model: &Model, all: &[&Model]) -> f32 {
        let real = |n: usize| f32::from(u16::try_from(n).expect("small numbers"));
        let lengths = |model: &Model| {
            let mut lengths = [0.0; 3];
            for (field, terms) in model.terms() {
                lengths[field as usize] += real(terms.len());
            }
            let [title, heading, body] = lengths;
            [title, heading + body]
        };
        let norm = |stream: usize| {
            let sum: f32 = all.iter().map(|model| lengths(model)[stream]).sum();
            0.25 + 0.75 * lengths(model)[stream] * real(all.len()) / sum.max(f32::MIN_POSITIVE)
        };
        let [title, heading, body] = self.counts(model);
        let in_title = if title > 0.0 {
            3.0 * title / norm(0)
        } else {
            0.0
        };
        let f = in_title + (2.0 * heading + body) / norm(1).max(f32::MIN_POSITIVE);
        self.idf(all) * 2.2 * f / (1.2 + f)
    }
}

/// What it is worth that the words stand near each other, by the published formula.
fn bonus(asked: &[Asked], model: &Model, all: &[&Model]) -> f32 {
    let real = |n: usize| f32::from(u16::try_from(n).expect("small numbers"));
    let idf: Vec<f32> = asked.iter().map(|word| word.idf(all)).collect();
    let mut near = vec![0.0; asked.len()];
    for (_, terms) in model.terms() {
        let stands: Vec<(usize, usize)> = terms
            .iter()
            .enumerate()
            .flat_map(|(at, term)| {
                let here = (0..asked.len()).filter(move |word| asked[*word].weight(term, 0) > 0.0);
                here.map(move |word| (at, word))
            })
            .collect();
        for pair in stands.windows(2) {
            let [(a, v), (b, w)] = pair else { continue };
            if a != b && v != w {
                near[*v] += idf[*w] / real(b - a).powi(2);
                near[*w] += idf[*v] / real(b - a).powi(2);
            }
        }
    }
    let length = |model: &Model| -> f32 {
        let blocks = model.terms().into_iter();
        blocks
            .filter(|(field, _)| *field != Field::Title)
            .map(|(_, terms)| real(terms.len()))
            .sum()
    };
    let sum: f32 = all.iter().map(|model| length(model)).sum();
    let norm = 0.25 + 0.75 * length(model) * real(all.len()) / sum.max(f32::MIN_POSITIVE);
    let each = near
        .iter()
        .zip(idf)
        .map(|(near, idf)| idf.min(1.0) * 2.2 * near / (1.2 * norm + near));
    0.5 * each.sum::<f32>()
}

/// The three parts of a snapshot.
struct Built {
    corpus: Corpus,
    index: Index,
    catalog: Catalog,
}

impl Built {
    fn new(batches: &[Vec<Model>]) -> Self {
        let mut built = Self {
            corpus: Corpus::default(),
            index: Index::default(),
            catalog: Catalog::default(),
        };
        let mut number = 0;
        for batch in batches {
            let articles: Vec<Article> = batch
                .iter()
                .zip(number..)
                .map(|(model, number)| model.article(number))
                .collect();
            let segment = Arc::new(Segment::build(&articles));
            let first = built.corpus.push(Arc::new(articles), Vec::new());
            built.index.push(first, segment);
            for (model, id) in batch.iter().zip(first.0..) {
                built.catalog.add(ArticleId(id), model.recognized());
            }
            number += batch.len();
        }
        built
    }

    fn view(&self) -> View<'_> {
        View {
            corpus: &self.corpus,
            index: &self.index,
            catalog: &self.catalog,
        }
    }
}

impl Model {
    fn recognized(&self) -> Recognized {
        let entity = |n: &usize| LocalEntity {
            name: NAMES[*n].0.into(),
            kind: NAMES[*n].1,
            forms: vec![Form {
                text: NAMES[*n].0.into(),
                count: 1,
            }],
            mentions: vec![Span::new(0, 1)],
        };
        Recognized {
            entities: self.names.iter().map(entity).collect(),
            dates: self.year.into_iter().map(next_year).collect(),
        }
    }
}

/// An article names the year after that of its publication.
fn next_year(year: i16) -> DateMention {
    DateMention {
        span: Span::new(2, 3),
        text: (year + 1).to_string(),
        value: Stretch::part(Unit::Month, year + 1, 5).map(Period::from),
        assumed: false,
        resolved_from: None,
    }
}

fn ids(hits: &[Hit]) -> Vec<u32> {
    hits.iter().map(|hit| hit.article.0).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn search_finds_what_a_scan_finds(
        batches in collection(),
        tree in tree(),
        filters in prop::collection::vec((0..NAMES.len(), any::<bool>()), 0..3),
    ) {
        let built = Built::new(&batches);
        let written = tree.written();
        let query = parse(&written, Mode::Whole);
        let unmarked = query.problems.iter().all(|problem| problem.message.contains("not marked"));
        prop_assert!(unmarked, "{written}: {:?}", query.problems);
        let models: Vec<&Model> = batches.iter().flatten().collect();
        let chips: Vec<Filter> = filters
            .iter()
            .map(|(n, exclude)| Filter { value: Value::Entity(NAMES[*n].1, NAMES[*n].0.into()), exclude: *exclude })
            .collect();
        let passes = |model: &Model, skip: usize| {
            let mut others = filters.iter().enumerate().filter(|(n, _)| *n != skip);
            others.all(|(_, (name, exclude))| model.names.contains(name) != *exclude)
        };
        let holding = |tree: &Tree| -> Vec<(u32, &Model)> {
            let all = (0..).zip(models.iter().copied());
            all.filter(|(n, model)| tree.holds(model, *n as usize)).collect()
        };
        let mut answers = holding(&tree);
        let loose = tree.loosened().map(|loose| holding(&loose)).unwrap_or_default();
        let any_of = answers.is_empty() && !loose.is_empty();
        if any_of {
            answers = loose;
        }
        let expected: Vec<u32> =
            answers.iter().filter(|(_, model)| passes(model, usize::MAX)).map(|(n, _)| *n).collect();

        let found = search(built.view(), &query, &chips, Sort::File);
        prop_assert_eq!(ids(&found.hits), expected.clone(), "{}", written);
        prop_assert_eq!(found.n_before_filters, answers.len());
        prop_assert_eq!(found.any_of, any_of);
        let silent = !any_of && found.missing.is_empty();
        prop_assert_eq!(found.notes().is_empty(), silent);
        for (skip, hidden) in found.hidden_by.iter().enumerate() {
            let without = answers.iter().filter(|(_, model)| passes(model, skip)).count();
            prop_assert_eq!(*hidden, without - expected.len());
        }

        let by_score = search(built.view(), &query, &chips, Sort::Relevance).hits;
        let mut sorted = by_score.clone();
        sorted.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.article.cmp(&b.article)));
        prop_assert_eq!(&by_score, &sorted);
        prop_assert_eq!(by_score.iter().map(|hit| hit.article.0).collect::<BTreeSet<_>>(), expected.into_iter().collect());
        for hit in &by_score {
            let sum: f32 = explain(built.view(), &query, hit.article).iter().map(|part| part.score).sum();
            prop_assert!((sum - hit.score).abs() <= 1e-4 * (1.0 + sum), "{sum} {}", hit.score);
        }

        if let Some(asked) = tree.asked() {
            let models: Vec<&Model> = batches.iter().flatten().collect();
            for hit in &by_score {
                let naive = asked.score(models[hit.article.index()], &models);
                prop_assert!((naive - hit.score).abs() <= 1e-4 * (1.0 + naive), "{written}: {naive} {}", hit.score);
            }
        }

        let counted = facets(built.view(), &by_score);
        let mut recount: BTreeMap<&str, u32> = BTreeMap::new();
        for hit in &by_score {
            for appearance in built.catalog.of_article(hit.article).unwrap() {
                *recount.entry(&built.catalog.get(appearance.entity).unwrap().name).or_default() += 1;
            }
        }
        prop_assert!(counted.is_sorted_by_key(|(id, count)| (Reverse(*count), *id)));
        let named = counted.iter().map(|(id, count)| (built.catalog.get(*id).unwrap().name.as_str(), *count));
        prop_assert_eq!(named.collect::<BTreeMap<_, _>>(), recount);
    }

    #[test]
    fn words_near_each_other_score_more(
        batches in collection(),
        words in prop::collection::vec(prop::sample::select(&["rate", "bank", "us", "krakow"][..]), 2..4),
    ) {
        let built = Built::new(&batches);
        let models: Vec<&Model> = batches.iter().flatten().collect();
        let asked: Vec<Asked> = words
            .iter()
            .filter_map(|word| Tree::Word { field: "", word, sign: "" }.asked())
            .collect();
        for hit in search(built.view(), &any_of(&words.join(" ")), &[], Sort::Relevance).hits {
            let model = models[hit.article.index()];
            let of_words: f32 = asked.iter().map(|word| word.score(model, &models)).sum();
            let naive = of_words + bonus(&asked, model, &models);
            prop_assert!((naive - hit.score).abs() <= 1e-4 * (1.0 + naive), "{words:?}: {naive} {}", hit.score);
        }
    }

    #[test]
    fn unknown_words_are_guessed(batches in collection(), word in "[abknrt]{2,6}|uz|kraokw") {
        let built = Built::new(&batches);
        let models: Vec<&Model> = batches.iter().flatten().collect();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for model in models {
            let terms: BTreeSet<String> = model.terms().into_iter().flat_map(|(_, terms)| terms).collect();
            for term in terms {
                *known.entry(term).or_default() += 1;
            }
        }
        let found = search(built.view(), &parse(&format!("={word}"), Mode::Whole), &[], Sort::File);
        prop_assert_eq!(found.missing.is_empty(), known.contains_key(&word));
        let most = if word.len() < 3 { 0 } else { 1 + usize::from(word.len() > 5) };
        let distance = |term: &str| {
            let [a, b] = [word.as_str(), term].map(|word| word.chars().collect::<Vec<_>>());
            edits(&a, &b)
        };
        let mut near: Vec<(usize, Reverse<usize>, String)> =
            known.into_iter().map(|(term, n)| (distance(&term), Reverse(n), term)).collect();
        near.retain(|(distance, ..)| *distance <= most);
        near.sort();
        let expected: Vec<String> = near.into_iter().take(3).map(|(.., term)| term).collect();
        for missing in &found.missing {
            prop_assert_eq!(&missing.suggestions, &expected);
        }
    }

    #[test]
    fn segments_do_not_change_scores(batches in collection(), tree in tree()) {
        let query = parse(&tree.written(), Mode::Whole);
        let one = vec![batches.concat()];
        let hits = |batches: &[Vec<Model>]| {
            let built = Built::new(batches);
            search(built.view(), &query, &[], Sort::Relevance).hits
        };
        let (many, one) = (hits(&batches), hits(&one));
        prop_assert_eq!(ids(&many), ids(&one));
        for (a, b) in many.iter().zip(&one) {
            prop_assert!((a.score - b.score).abs() < 1e-5);
        }
    }

    #[test]
    fn marks_spell_the_words_that_were_found(model in model(), tree in tree(), columns in 1_usize..40) {
        let article = model.article(0);
        let query = parse(&tree.written(), Mode::Whole);
        let marked = marks(&article, &query);
        prop_assert!(marked.is_sorted_by(|a, b| a.end <= b.start));
        let terms_of = |text: &str| -> Vec<String> {
            tokens(text).filter(|token| token.is_term()).map(|token| term(token.span.slice(text))).collect()
        };
        for mark in &marked {
            let marked_terms = terms_of(article.text.get(mark.from()..mark.to()).unwrap());
            for term in &marked_terms {
                let known = query.words().iter().flat_map(|words| &words.words).any(|word| word.accepts(term));
                prop_assert!(known, "{term} of {mark:?} in {}", article.text);
            }
        }
        // A query of one word marks something exactly where it finds the article.
        if let Tree::Word { .. } = &tree {
            prop_assert_eq!(!marked.is_empty(), tree.holds(&model, 0));
        }
        check_snippet(&article, &query, &marked, columns)?;
    }
}

fn check_snippet(
    article: &Article,
    query: &Query,
    marked: &[Span],
    columns: usize,
) -> Result<(), TestCaseError> {
    let snippet = snippet(article, query, columns);
    let text = article.text.get(snippet.span.from()..snippet.span.to());
    prop_assert!(text.is_some());
    prop_assert!(snippet.marks.iter().all(|mark| snippet.span.covers(*mark)));
    prop_assert!(
        snippet
            .marks
            .iter()
            .all(|mark| marked.iter().any(|marked| marked.covers(*mark)))
    );
    let block = article
        .blocks
        .iter()
        .find(|block| block.span.covers(snippet.span));
    prop_assert!(block.is_some() || article.text.is_empty() || snippet.span.is_empty());
    let title = block.is_some_and(|block| block.role == Role::Title);
    let body = article
        .blocks
        .iter()
        .any(|block| block.role.is_shown() && block.role != Role::Title);
    prop_assert!(!title || !body);
    Ok(())
}
