//! What is in an index: three kinds of documents of the engine, told apart by the field `kind`.
//!
//! * a **clause**: everything that is searched, filtered, sorted by or counted, and nothing stored;
//! * a **resolution**: its record, stored; not searched. Every resolution of every file has one, also one that is set
//!   aside because another file holds a more complete text of the same symbol: it must come back when that file goes;
//! * a **file**: what was read and from which bytes, so that a file that has not changed is not read again.
//!
//! A resolution whose clauses are searched has them right behind it, in order: the record of the clause at place `p` that
//! is document `d` is document `d - 1 - p`, of the same segment. It holds because
//!
//! * a resolution and its clauses are added in one batch, which the engine keeps together, in one segment
//!   ([`Writer::add_resolution`](crate::Writer::add_resolution));
//! * a merge keeps the order of the documents that are not deleted;
//! * clauses are deleted all together, and a record never without the clauses behind it
//!   ([`Writer::remove_file`](crate::Writer::remove_file), [`Writer::remove_clauses`](crate::Writer::remove_clauses),
//!   [`Writer::replace_record`](crate::Writer::replace_record)).
//!
//! It is checked whenever a clause is read ([`Index::owner`](crate::Index::owner)). Stored once and together, a resolution
//! is printed whole with one read.
//!
//! The title, which all clauses of a resolution share, is that of the first of them, and holds for those behind it:
//! [`Runs`](crate::Runs) tells how far. It goes when the clauses go.

use crate::tokenizer::{ACROSS, EXACT, FOLDED, MEETING, PAIRS, WORDS};
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};

/// Version of the layout: to be raised with every change of what is below or of the stored records.
pub const FORMAT: u32 = 8;

/// The fields of the schema.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// `clause`, `resolution` or `file`; of the first clause of a resolution also `first`.
    pub kind: Field,
    /// Clause text by [`word_term`](crate::word_term), with positions.
    pub text: Field,
    /// The same text: two common words side by side, as one word, at the position of the first. See
    /// [`is_common`](crate::is_common).
    pub pairs: Field,
    /// Texts of the clauses that introduce this one, the nearest first.
    pub chapeau: Field,
    /// Their pairs, as in [`Fields::pairs`].
    pub chapeau_pairs: Field,
    /// Of a sub-paragraph: its chapeaux and its text as they read, without the labels. The text begins at position
    /// [`BORDER`](crate::BORDER), and as many words are kept on each side.
    pub across: Field,
    /// The word of [`Fields::across`] before the border and the one behind it, as one word: see [`pair_of`](crate::pair_of).
    pub border: Field,
    /// Of the first clause of a resolution: its title.
    pub title: Field,
    /// Its pairs, as in [`Fields::pairs`].
    pub title_pairs: Field,
    /// Introductory words by exact form; the whole as printed in the column.
    pub opener: Field,
    /// Infinitive of the opener, folded; as printed in the column.
    pub verb: Field,
    /// Symbol in canonical form. The clauses that are searched of a symbol are of one resolution.
    pub symbol: Field,
    /// Column to sort by symbol in natural order, unique to a resolution: see [`order_key`](crate::order::order_key).
    pub order: Field,
    /// Name of the adopting organ, folded; as it is in the column.
    pub organ: Field,
    /// Session as cited, folded; as it is in the column.
    pub session: Field,
    /// Column with the day of adoption as the number `20111219`.
    pub adopted: Field,
    /// Machine-readable name of the part.
    pub part: Field,
    /// Column with the place among the clauses of the resolution, from 0.
    pub place: Field,
    /// Column with the [`wording_key`](crate::wording_key).
    pub wording: Field,
    /// The file all three kinds come from.
    pub file: Field,
    /// Key of a record itself.
    pub key: Field,
    /// Of a record: its symbol, or the name of its file where it has none, folded.
    pub name: Field,
    /// The stored [`Record`](crate::Record) of a resolution.
    pub record: Field,
    /// The stored [`FileEntry`](crate::FileEntry) of a file.
    pub entry: Field,
}

impl Fields {
    /// The field with the pairs of the words of another; `None` where pairs of it are not indexed.
    pub fn pairs_of(&self, words: Field) -> Option<Field> {
        let pairs = [(self.text, self.pairs), (self.chapeau, self.chapeau_pairs), (self.title, self.title_pairs)];
        pairs.into_iter().find(|&(field, _)| field == words).map(|(_, pairs)| pairs)
    }
}

/// Values of the field `kind`.
pub(crate) const CLAUSE: &str = "clause";
pub(crate) const FIRST: &str = "first";
pub(crate) const RESOLUTION: &str = "resolution";
pub(crate) const FILE: &str = "file";

fn text(tokenizer: &str) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions),
    )
}

/// Words that are found by their places and never scored.
fn unscored(tokenizer: &str) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions)
            .set_fieldnorms(false),
    )
}

/// A value that is one term, neither counted nor scored.
fn whole(tokenizer: &str) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false),
    )
}

/// The schema and its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let fields = Fields {
        kind: schema.add_text_field("kind", whole("raw")),
        text: schema.add_text_field("text", text(WORDS)),
        pairs: schema.add_text_field("pairs", unscored(PAIRS)),
        chapeau: schema.add_text_field("chapeau", text(WORDS)),
        chapeau_pairs: schema.add_text_field("chapeau_pairs", unscored(PAIRS)),
        across: schema.add_text_field("across", unscored(ACROSS)),
        border: schema.add_text_field("border", whole(MEETING)),
        title: schema.add_text_field("title", text(WORDS)),
        title_pairs: schema.add_text_field("title_pairs", unscored(PAIRS)),
        opener: schema.add_text_field("opener", unscored(EXACT).set_fast("raw")),
        verb: schema.add_text_field("verb", whole(FOLDED).set_fast("raw")),
        symbol: schema.add_text_field("symbol", whole("raw")),
        order: schema.add_text_field("order", TextOptions::default().set_fast("raw")),
        organ: schema.add_text_field("organ", whole(FOLDED).set_fast("raw")),
        session: schema.add_text_field("session", whole(FOLDED).set_fast("raw")),
        adopted: schema.add_i64_field("adopted", FAST),
        part: schema.add_text_field("part", whole("raw").set_fast("raw")),
        place: schema.add_u64_field("place", FAST),
        wording: schema.add_u64_field("wording", FAST),
        file: schema.add_text_field("file", whole("raw")),
        key: schema.add_text_field("key", whole("raw")),
        name: schema.add_text_field("name", whole(FOLDED)),
        record: schema.add_bytes_field("record", STORED),
        entry: schema.add_bytes_field("entry", STORED),
    };
    (schema.build(), fields)
}
