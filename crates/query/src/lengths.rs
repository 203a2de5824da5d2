//! How long texts are.

use crate::clauses::Opening;
use crate::score::Bm25;
use std::sync::LazyLock;
use tantivy::DocId;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;

/// How long the texts of a field of a segment are.
pub(crate) struct Lengths {
    lengths: FieldNormReader,
    /// What a length adds below the line of BM25, by the number the engine keeps for the length.
    damping: Box<[f32; 256]>,
}

impl Lengths {
    pub(crate) fn open(opening: &Opening<'_>, field: Field, bm25: Bm25) -> tantivy::Result<Lengths> {
        // Numbers as they are needed, so that several are worked out at once.
        static WORDS: LazyLock<[f32; 256]> =
            LazyLock::new(|| std::array::from_fn(|id| FieldNormReader::id_to_fieldnorm(id as u8) as f32));
        let mut damping = Box::new(*WORDS);
        // Above nothing, for it is divided by it and how often a text says something, which may be never.
        damping.iter_mut().for_each(|damping| *damping = bm25.damping(*damping).max(f32::MIN_POSITIVE));
        Ok(Lengths { lengths: opening.reader.get_fieldnorms_reader(field)?, damping })
    }

    pub(crate) fn words(&self, doc: DocId) -> u32 {
        self.lengths.fieldnorm(doc)
    }

    #[inline]
    pub(crate) fn damping(&self, doc: DocId) -> f32 {
        self.damping[usize::from(self.lengths.fieldnorm_id(doc))]
    }
}
