//! What may be right of each token of a labelled sentence.
//!
//! In go a sentence as the trainer sees it and its document's labels; out comes a set of
//! tags for each token. Labels of people are mostly believed: then a set holds one tag.
//! Where labels are known to be no good it holds several, and what of these is right, the
//! other sentences tell (Tsuboi and others 2008).

use crate::crf::TagSet;
use crate::labelled::Document;
use crate::lessons::Labels;
use dossier::entities::tagger::{Class, Lesson, Tag};
use dossier::text::Span;

/// What may be right of each token.
pub(crate) fn right(lesson: &Lesson, document: &Document, labels: Labels) -> Vec<TagSet> {
    let text = document.article.text.as_str();
    let tags = tags(lesson, document);
    let mut right: Vec<TagSet> = tags.iter().map(|tag| TagSet::only(*tag)).collect();
    for (right, span) in right.iter_mut().zip(&lesson.spans) {
        if is_handle(text, *span) {
            *right = TagSet::ALL;
        }
    }
    if labels == Labels::Derived {
        doubt_derived(lesson, document, &tags, &mut right);
    }
    if labels != Labels::Gold {
        doubt_differing(lesson, &tags, &mut right);
    }
    right
}

/// Whether the token belongs to `@somebody` or `#something`: the files do not agree whether
/// that is a name, nor whether the sign is a part of it.
fn is_handle(text: &str, span: Span) -> bool {
    let signs = ['@', '#'];
    let before = text.get(..span.from()).unwrap_or_default();
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    let before = before.trim_end_matches(inside).trim_end_matches(' ');
    before.ends_with(signs) || span.slice(text).starts_with(signs)
}

/// Doubts what cannot be trusted in labels of other things that names were derived from:
/// names of which no label tells, and labels of what is written small.
fn doubt_derived(lesson: &Lesson, document: &Document, tags: &[Tag], right: &mut [TagSet]) {
    let text = document.article.text.as_str();
    let large = |span: &Span| span.slice(text).starts_with(char::is_uppercase);
    for (at, (tag, span)) in tags.iter().zip(&lesson.spans).enumerate() {
        if tag.class().is_none() && at > 0 && large(span) {
            right[at] = TagSet::ALL;
        }
    }
    let small = document.names.iter().filter(|(name, _)| !large(name));
    for (name, _) in small {
        for (right, span) in right.iter_mut().zip(&lesson.spans) {
            if span.overlaps(*name) {
                *right = TagSet::ALL;
            }
        }
    }
}

/// In a stretch of names of which labels and rules do not say the same, either may be right.
fn doubt_differing(lesson: &Lesson, tags: &[Tag], right: &mut [TagSet]) {
    let other = Some(Class::Other);
    let classes = tags.iter().map(|tag| tag.class());
    let pairs: Vec<_> = classes.zip(lesson.hinted.iter().copied()).collect();
    let mut at = 0;
    while at < pairs.len() {
        let start = at;
        let named = |(tag, hint): &(Option<Class>, Option<Class>)| tag.is_some() || hint.is_some();
        at += pairs[start..].iter().take_while(|pair| named(pair)).count();
        let differs = |(tag, hint): &(Option<Class>, Option<Class>)| {
            tag != hint && *tag != other && *hint != other
        };
        if pairs[start..at].iter().any(differs) {
            for (right, (_, hint)) in right[start..at].iter_mut().zip(&pairs[start..at]) {
                *right = right.or(hinted(*hint));
            }
        }
        at = at.max(start + 1);
    }
}

/// The tags that a rule's opinion allows.
fn hinted(class: Option<Class>) -> TagSet {
    match class {
        None => TagSet::only(Tag::OUTSIDE),
        Some(class) => TagSet::only(Tag::first(class)).or(TagSet::only(Tag::inside(class))),
    }
}

/// The tags of a sentence's tokens: a token belongs to the name that it overlaps.
fn tags(lesson: &Lesson, document: &Document) -> Vec<Tag> {
    let class = |label: &str| match label {
        "PER" => Some(Class::Person),
        "ORG" => Some(Class::Organization),
        "LOC" => Some(Class::Place),
        "NORP" => Some(Class::Group),
        "MISC" => Some(Class::Other),
        _ => None,
    };
    let mut before = None;
    let tag = |span: &Span| {
        let next = document
            .names
            .partition_point(|(name, _)| name.end <= span.start);
        let name = document
            .names
            .get(next)
            .filter(|(name, _)| name.overlaps(*span));
        let found = name.and_then(|(_, label)| Some((next, class(label)?)));
        let tag = match found {
            None => Tag::OUTSIDE,
            Some((_, class)) if before == found => Tag::inside(class),
            Some((_, class)) => Tag::first(class),
        };
        before = found;
        tag
    };
    lesson.spans.iter().map(tag).collect()
}
