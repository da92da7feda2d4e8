//! The names that sites and tools give to the fields of an article.
//!
//! In goes a key; out come its meaning and how sure it is. Values are not known here.

/// What a field means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What scripts call the article.
    Id,
    /// Its title.
    Title,
    /// Its date.
    Date,
    /// Who published it.
    Source,
    /// Who wrote it.
    Author,
    /// Where it can be read online.
    Url,
    /// Its text.
    Body,
    /// The records inside a wrapper.
    Records,
}

/// Number of kinds of fields.
pub const KINDS: usize = 8;

/// Names of fields in lower case, without `_`, `-` and blanks; of several in one record the
/// first of its kind that has a value counts.
#[rustfmt::skip]
const FIELDS: &[(&str, Field)] = &[
    ("id", Field::Id), ("uuid", Field::Id), ("guid", Field::Id), ("articleid", Field::Id),
    ("docid", Field::Id), ("documentid", Field::Id), ("slug", Field::Id), ("_id", Field::Id), ("docno", Field::Id),
    ("title", Field::Title), ("headline", Field::Title), ("heading", Field::Title), ("name", Field::Title),
    ("articletitle", Field::Title), ("ogtitle", Field::Title), ("dctitle", Field::Title), ("subject", Field::Title),
    ("date", Field::Date), ("published", Field::Date), ("publishedat", Field::Date),
    ("publisheddate", Field::Date), ("publisheddatetime", Field::Date), ("datepublished", Field::Date), ("publishdate", Field::Date),
    ("publicationdate", Field::Date), ("publishedon", Field::Date), ("pubdate", Field::Date), ("pubtime", Field::Date), ("publishtime", Field::Date),
    ("datetime", Field::Date), ("articledate", Field::Date), ("webpublicationdate", Field::Date),
    ("seendate", Field::Date), ("issued", Field::Date), ("dcdate", Field::Date), ("created", Field::Date),
    ("createdat", Field::Date), ("datecreated", Field::Date), ("timestamp", Field::Date), ("time", Field::Date),
    ("updated", Field::Date), ("updatedat", Field::Date), ("modified", Field::Date), ("year", Field::Date),
    ("source", Field::Source), ("publisher", Field::Source), ("outlet", Field::Source),
    ("publication", Field::Source), ("newspaper", Field::Source), ("sourcename", Field::Source),
    ("site", Field::Source), ("sitename", Field::Source), ("website", Field::Source), ("agency", Field::Source),
    ("feed", Field::Source), ("journal", Field::Source), ("sourcedomain", Field::Source), ("domain", Field::Source),
    ("author", Field::Author), ("authors", Field::Author), ("byline", Field::Author),
    ("creator", Field::Author), ("dccreator", Field::Author), ("writer", Field::Author), ("reporter", Field::Author),
    ("url", Field::Url), ("link", Field::Url), ("canonicalurl", Field::Url), ("articleurl", Field::Url), ("weburl", Field::Url),
    ("permalink", Field::Url), ("href", Field::Url), ("sourceurl", Field::Url), ("uri", Field::Url),
    ("body", Field::Body), ("text", Field::Body), ("content", Field::Body), ("article", Field::Body),
    ("fulltext", Field::Body), ("bodytext", Field::Body), ("articlebody", Field::Body), ("articletext", Field::Body), ("maintext", Field::Body),
    ("contenttext", Field::Body), ("document", Field::Body), ("story", Field::Body), ("paragraphs", Field::Body), ("transcript", Field::Body),
    ("description", Field::Body), ("summary", Field::Body), ("abstract", Field::Body), ("lead", Field::Body),
    ("articles", Field::Records), ("items", Field::Records), ("records", Field::Records), ("documents", Field::Records),
    ("docs", Field::Records), ("results", Field::Records), ("entries", Field::Records), ("data", Field::Records),
];

/// The meaning of `key` and its rank among the names of that meaning, lower is surer.
#[must_use]
pub fn field(key: &str) -> Option<(usize, Field)> {
    let letters = || {
        key.bytes()
            .filter(|byte| !matches!(byte, b'_' | b'-' | b' ' | b':' | b'.'))
    };
    let len = letters().count();
    let same = |name: &str| {
        name.len() == len
            && name
                .bytes()
                .zip(letters())
                .all(|(a, b)| a == b.to_ascii_lowercase())
    };
    let whole = key == "_id";
    let at = FIELDS
        .iter()
        .position(|(name, _)| (whole && *name == key) || same(name))?;
    Some((at, FIELDS[at].1))
}

/// The name in the table at `rank`, as [`field`] gave it.
#[must_use]
pub fn name(rank: usize) -> &'static str {
    FIELDS[rank].0
}

#[cfg(test)]
mod tests {
    use super::{Field, field};

    #[test]
    fn names_are_known_in_any_spelling() {
        let check =
            |key, expected| assert_eq!(field(key).map(|(_, field)| field), expected, "{key}");
        check("pubDate", Some(Field::Date));
        check("published_at", Some(Field::Date));
        check("og:title", Some(Field::Title));
        check("_id", Some(Field::Id));
        check("Full-Text", Some(Field::Body));
        check("", None);
        check("color", None);
    }
}
