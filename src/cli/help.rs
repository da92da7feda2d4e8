//! What the help says behind the list of options: the contract with scripts, and examples.

/// Behind the help of the program.
pub(super) const PROGRAM: &str = "\
Examples:
  dossier                                    browse the sample collection
  dossier articles                           browse a folder
  dossier articles/monday.txt archive.jsonl  browse files
  dossier search 'security deal' articles    print what a query finds
  dossier entities --merged articles         print who and what is named
  dossier export --entity NATO articles      print all that they tell of it
  dossier bench articles                     measure what reading and searching takes

Exit codes: 0 done, 1 nothing found, 2 wrong usage or nothing readable.";

/// Behind the help of `dossier search`.
pub(super) const SEARCH: &str = "\
Text in a terminal is laid out to be read. In a pipe, an article is a line of five fields
with tabs between them: title, source, date, path (with :LINE for a record of a file),
snippet. A date only inferred has a question mark behind it.

JSON objects have these fields:
  rank        place in the results, from 1
  score       relevance; 0 where nothing was weighed
  path        the file as given; - for standard input, sample/NAME for the sample
  id          the id field of a record, else the file's name without its extension
  title       the title; of an article without one, its first sentence
  source      who published it, or null
  date        when, ISO 8601 cut to what is known (2025-01), or null
  snippet     the best line of the text, printable, of at most 160 columns
  highlights  [start, end] of each term in the snippet, in bytes

Words are found in any form: deal, deals. =word is the word as written, \"a b\" words in
order, \"a b\"~5 near each other, word* a beginning, word~ with a slip in it; mentions:2025-01
a date in the text, told at least as exactly. Where no article has all words, those that have
any are printed, and standard error says so; it also says what may be meant by a word that
none has.

--facets prints what the articles name, who published them and when: lines of facet, name and
number of articles, or {articles, source: [{name, articles}], year, month, person, ...}.

--topics FILE --format run answers a file of lines ID<TAB>WORDS, in which no character is an
operator and any word will do, with lines of a TREC run: topic Q0 article rank score dossier.

Examples:
  dossier search 'security deal' articles
  dossier search '\"security guarantees\" -treaty date:>2024' articles
  dossier search --format jsonl --limit 0 'person:Rubio OR org:NATO' articles
  dossier search --sort newest '' articles
  cat articles/monday.txt | dossier search ceasefire -

Exit codes: 0 found, 1 nothing found, 2 wrong usage or nothing readable.";

/// Behind the help of `dossier entities`.
pub(super) const ENTITIES: &str = "\
Text in a terminal is laid out to be read. In a pipe, an entity of an article is a line of
fields with tabs between them: path, kind, name, mentions, spellings; with --mentions a
mention is one: path, kind, name, start, end, text; with --merged an entity is one: kind,
name, articles, mentions, spellings. A path has :LINE behind it for a record of a file.

JSON has an object for each article:
  path, line, id, title   where it is; line is that of a record in its file, or null
  entities                [{name, kind, count, forms, mentions}]: count is the number of
                          mentions in the article, forms its spellings, the most frequent
                          first, mentions [{start, end, kind, text}] with --mentions; money
                          and quantities whose worth can be told have value, a number, and
                          unit: a currency's ISO 4217 code, %, km, kg
  dates                   [{start, end, text, value, until, assumed, resolved_from}]: value
                          is ISO 8601 cut to what is known (2025-01), or null; until the
                          end of a range or the last year of a decade or century, or null;
                          assumed is true where the words leave a choice; resolved_from is
                          the article's own date where the value rests on it, or null
With --merged it has one for each entity: name, kind, articles, mentions, forms
[{text, count}], and value, unit, until as above where it has them. In JSON Lines an object
is a line, in JSON all are one array.

A value is a day 2025-01-31, week 2025-W05, month 2025-01, quarter 2024-Q3, half 2024-H1,
season 2024-SU (SP, SU, FA, WI; a winter has the year that it starts in), year 2025, decade
199 or century 19.

start and end are bytes in the article's text. For a text file in UTF-8 that is the file
itself, from the byte behind a byte order mark; for a record of a JSON Lines file it is the
title, a blank line, and the body. text has no marks, invisible characters and hyphens at
line ends, which may stand between start and end.

Examples:
  dossier entities articles
  dossier entities --merged --kind person,organization articles
  dossier entities --format jsonl --mentions articles/monday.txt
  cat articles/monday.txt | dossier entities --format json -

Exit codes: 0 found, 1 nothing found, 2 wrong usage or nothing readable.";

/// Behind the help of `dossier export`.
pub(super) const EXPORT: &str = "\
The name may be any spelling; of several entities with it the one that most articles name is
printed, and standard error names the others. Markdown lists at most 40 rows of each kind,
and says how many more there are.

JSON is one object:
  name, kind              what it is called here, and what it is
  articles, mentions      how many name it, and how often
  first, last             dates of the first and the last dated article, or null
  forms, called           [{text, count}]: spellings; titles and appositions beside the name
  over_time               [{date, articles}] by day, month or year, without gaps
  named_with, dates       [{name, kind, count}]: names in the same articles, by articles;
                          dates in the same sentences, by mentions
  in_context              [{path, title, source, date, start, end, before, text, after}]:
                          mentions, start and end in bytes of the article's text

dates, called and in_context are read from the newest articles, up to 5,000 mentions.

Examples:
  dossier export --entity 'Marco Rubio' articles > rubio.md
  dossier export --entity Kiev --kind place --order before articles
  dossier export --entity NATO --format json articles

Exit codes: 0 printed, 1 no such entity, 2 wrong usage or nothing readable.";

/// Behind the help of `dossier bench`.
pub(super) const BENCH: &str = "\
Stages: reading and parsing, and indexing, are told apart in a reading of their own, each as
if spread evenly over the threads; all searchable is the time from the start until every
article is indexed, as the browser reads; entities is the time from then until all are known
and texts are packed.
Queries are asked up to 100 times, keystrokes typed 3 times.

JSON is one object, with times in seconds and sizes in bytes:
  threads, files, articles, skipped    numbers
  text       bytes of all texts
  stages     [{stage, seconds, bytes_per_second, articles_per_second}]
  memory     cards (title, source, date, place), texts as they are kept, index; of the
             process when all was searchable and when all entities were known,
             or null where the system does not tell: searchable, known
  queries    [{class, query, articles, median, worst}]
  finder     pattern typed letter by letter, preparing, median, worst

Examples:
  dossier bench articles
  dossier bench --threads 1 articles
  dossier bench --format json articles
  dossier bench

Exit codes: 0 done, 2 wrong usage or nothing readable.";
