//! What is in an index: three kinds of documents of the engine, told apart by the field `kind`.
//!
//! * a **clause**: everything that is searched, filtered, sorted by or counted, and nothing stored;
//! * a **resolution**: its [`Record`](crate::Record), stored; not searched. Every resolution of every file has one, also one that is set
//!   aside because another file holds a more complete text of the same symbol: it must come back when that file goes;
//! * a **file**: its [`FileEntry`](crate::FileEntry), stored: what was read and from which bytes, so that a file that has not changed is not read again.
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

use crate::terms::Zone;
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};

/// Version of the layout: to be raised with every change of what is below or of the stored records.
pub const FORMAT: u32 = 12;

/// The fields of the schema.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// `clause`, `resolution` or `file`; of the first clause of a resolution also `first`.
    pub kind: Field,
    /// The words of all texts by [`word_term`](crate::word_term) and [`Zone`], with positions.
    pub words: Field,
    /// By zone, two common words side by side, as one word, at the position of the first: see
    /// [`is_common`](crate::is_common) and [`pair_of`](crate::pair_of). Across a border, the two words about it, common or not.
    pub pairs: Field,
    /// How many words the text of a clause has; this and the next two have lengths only, and no terms.
    pub text: Field,
    /// How many words its chapeaux have.
    pub chapeau: Field,
    /// How many words the title has.
    pub title: Field,
    /// Introductory words by exact form.
    pub opener: Field,
    /// Column with the introductory words as printed.
    pub opener_column: Field,
    /// Infinitive of the opener, folded.
    pub verb: Field,
    /// Column with the infinitive as printed.
    pub verb_column: Field,
    /// Symbol in canonical form. The clauses that are searched of a symbol are of one resolution.
    pub symbol: Field,
    /// Column to sort by symbol in natural order, unique to a resolution: see [`order_key`](crate::order::order_key).
    pub order: Field,
    /// Name of the adopting organ, folded.
    pub organ: Field,
    /// Column with the name of the organ.
    pub organ_column: Field,
    /// Session as cited, folded.
    pub session: Field,
    /// Column with the session as cited.
    pub session_column: Field,
    /// Column with the day of adoption as the number `20111219`.
    pub adopted: Field,
    /// Machine-readable name of the part.
    pub part: Field,
    /// Column with the part.
    pub part_column: Field,
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
}

impl Fields {
    /// The field with the lengths of the texts of a zone; `None` where they are not kept.
    pub fn lengths_of(&self, zone: Zone) -> Option<Field> {
        match zone {
            Zone::Text => Some(self.text),
            Zone::Chapeau => Some(self.chapeau),
            Zone::Title => Some(self.title),
            Zone::Across => None,
        }
    }
}

/// Values of the field `kind`.
pub(crate) const CLAUSE: &str = "clause";
pub(crate) const FIRST: &str = "first";
pub(crate) const RESOLUTION: &str = "resolution";
pub(crate) const FILE: &str = "file";

/// Words with their places. The engine wants a tokenizer named that exists; it is never asked, since the
/// [inversion](crate::inversion) finds the terms.
fn words() -> TextOptions {
    indexed(IndexRecordOption::WithFreqsAndPositions, false)
}

/// How many words a text has.
fn length() -> TextOptions {
    indexed(IndexRecordOption::Basic, true)
}

/// A value that is one term, neither counted nor scored.
fn whole() -> TextOptions {
    indexed(IndexRecordOption::Basic, false)
}

fn indexed(option: IndexRecordOption, lengths: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer("raw").set_fieldnorms(lengths);
    TextOptions::default().set_indexing_options(indexing.set_index_option(option))
}

/// A value to be read, sorted by or counted.
fn column() -> TextOptions {
    TextOptions::default().set_fast("raw")
}

/// The schema and its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let fields = Fields {
        kind: schema.add_text_field("kind", whole()),
        words: schema.add_text_field("words", words()),
        pairs: schema.add_text_field("pairs", words()),
        text: schema.add_text_field("text", length()),
        chapeau: schema.add_text_field("chapeau", length()),
        title: schema.add_text_field("title", length()),
        opener: schema.add_text_field("opener", words()),
        opener_column: schema.add_text_field("opener_column", column()),
        verb: schema.add_text_field("verb", whole()),
        verb_column: schema.add_text_field("verb_column", column()),
        symbol: schema.add_text_field("symbol", whole()),
        order: schema.add_text_field("order", column()),
        organ: schema.add_text_field("organ", whole()),
        organ_column: schema.add_text_field("organ_column", column()),
        session: schema.add_text_field("session", whole()),
        session_column: schema.add_text_field("session_column", column()),
        adopted: schema.add_i64_field("adopted", FAST),
        part: schema.add_text_field("part", whole()),
        part_column: schema.add_text_field("part_column", column()),
        place: schema.add_u64_field("place", FAST),
        wording: schema.add_u64_field("wording", FAST),
        file: schema.add_text_field("file", whole()),
        key: schema.add_text_field("key", whole()),
        name: schema.add_text_field("name", whole()),
    };
    (schema.build(), fields)
}
