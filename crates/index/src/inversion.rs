//! Documents to postings, our own way.
//!
//! The engine can do this: it asks a tokenizer for the tokens of each field, looks each up in a hash of terms, and adds
//! its place to the chain of blocks of that term. For us that is most of the time of indexing, for most of our fields are
//! of the same words: those of a clause are also the chapeau of its sub-paragraphs, what is read across their borders, and
//! pairs. So a text is cut into words once, a word becomes a number once, and a field is which stretches of these numbers
//! a document has, at which positions ([`Inverter`]). When the segment is written each field is sorted by term in one pass
//! ([`Lists`]). The files are written by the engine's own serializers, and read and merged by the engine.
//!
//! To the engine this is a plugin without files of its own. It is not asked to index anything by itself, and writes an
//! index of nothing; that is taken away, and the real one put in its place. In place of what it has stored of each document,
//! which is nothing as well, comes a store without any documents, which stays one when segments are merged.

use crate::common::is_common;
use crate::entry::Entry;
use crate::inverter::Inverter;
use crate::lists::{Keys, Lists};
use crate::schema::Fields;
use crate::terms::SEPARATOR;
use std::any::Any;
use tantivy::directory::error::DeleteError;
use tantivy::fieldnorm::{FieldNormReaders, FieldNormsSerializer};
use tantivy::index::SegmentComponent;
use tantivy::indexer::doc_id_mapping::DocIdMapping;
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::postings::InvertedIndexSerializer;
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Field, Schema};
use tantivy::store::StoreWriter;
use tantivy::{Directory, DocId, IndexSettings, Segment, TantivyError};

/// The plugin, to be registered with an index that is opened for writing.
pub(crate) struct Inversion(pub(crate) Fields);

impl SegmentPlugin for Inversion {
    fn extensions(&self) -> &[&str] {
        &[]
    }

    fn create_writer(&self, context: &PluginWriterContext) -> tantivy::Result<Box<dyn PluginWriter>> {
        Ok(Box::new(Inverter::new(self.0, &context.segment.schema())))
    }

    /// The engine merges the files itself.
    fn merge(&self, _: PluginMergeContext) -> tantivy::Result<()> {
        Ok(())
    }
}

impl Inverter {
    /// Writes the lengths of texts, all fields, and a store of nothing, in place of what the engine has written.
    fn write(mut self, segment: &Segment) -> tantivy::Result<()> {
        use SegmentComponent::{FieldNorms, Positions, Postings, Store, Terms};
        let directory = segment.index().directory();
        for component in [FieldNorms, Terms, Postings, Positions, Store] {
            match directory.delete(&segment.relative_path(component)) {
                Ok(()) | Err(DeleteError::FileDoesNotExist(_)) => {}
                Err(DeleteError::IoError { io_error, .. }) => return Err(TantivyError::IoError(io_error)),
            }
        }
        self.lengths.fill_up_to_max_doc(self.documents);
        let lengths = FieldNormsSerializer::from_write(segment.open_write(FieldNorms)?)?;
        self.lengths.serialize(lengths, None)?;
        let mut files = Files {
            schema: segment.schema(),
            serializer: InvertedIndexSerializer::open(segment)?,
            lengths: FieldNormReaders::open(segment.open_read(FieldNorms)?)?,
        };
        self.write_fields(&mut files)?;
        files.serializer.close()?;
        let IndexSettings { docstore_compression, docstore_blocksize, .. } = *segment.index().settings();
        Ok(StoreWriter::new(segment.open_write(Store)?, docstore_compression, docstore_blocksize, false)?.close()?)
    }

    fn write_fields(&self, files: &mut Files) -> tantivy::Result<()> {
        let (fields, vocabulary) = (&self.fields, &self.vocabulary);
        let numbers = 0..vocabulary.words() as u32;
        let separator = SEPARATOR.to_string();
        let word = |word| [vocabulary.stem(word), &separator, vocabulary.exact(word)];
        let words = Keys::with_zones(numbers.clone().map(word));
        let mut lists = Lists::default();
        lists.fill(words.len(), self.occurrences());
        files.write(fields.words, &words, &lists)?;
        let common: Vec<bool> = numbers.clone().map(|word| is_common(vocabulary.stem(word))).collect();
        let (pairs, occurrences) = self.pairs(&common);
        let pairs: Vec<String> = pairs.into_iter().map(|pair| self.pair(pair)).collect();
        let pairs = Keys::with_zones(pairs.iter().map(|pair| [pair.as_str()]));
        lists.fill(pairs.len(), occurrences.iter().copied());
        files.write(fields.pairs, &pairs, &lists)?;
        let forms = Keys::new(numbers.map(|word| [vocabulary.exact(word)]));
        lists.fill(forms.len(), self.occurrences_in(&self.opener));
        files.write(fields.opener, &forms, &lists)?;
        for (field, values) in &self.values {
            let keys = values.keys();
            lists.fill(keys.len(), values.occurrences());
            files.write(*field, &keys, &lists)?;
        }
        Ok(())
    }
}

/// The files of a segment that lists are written to.
struct Files {
    schema: Schema,
    serializer: InvertedIndexSerializer,
    lengths: FieldNormReaders,
}

impl Files {
    /// Writes a field, with what the schema says is kept of it. One without any words has none in the files.
    fn write(&mut self, field: Field, keys: &Keys, lists: &Lists) -> tantivy::Result<()> {
        if lists.len() > 0 {
            let option = self.schema.get_field_entry(field).field_type().index_record_option();
            let placed = option.is_some_and(|option| option.has_positions());
            let lengths = self.lengths.get_field(field)?;
            let mut serializer = self.serializer.new_field(field, lists.len() as u64, lengths)?;
            lists.write(keys, placed, &mut serializer)?;
            serializer.close()?;
        }
        Ok(())
    }
}

impl PluginWriter for Inverter {
    fn add_document(&mut self, doc: DocId, document: &dyn ErasedDocument, _: &Schema) -> tantivy::Result<()> {
        if let Some(entry) = document.as_any().downcast_ref::<Entry>() {
            self.add(doc, entry);
        }
        Ok(())
    }

    fn serialize(self: Box<Self>, segment: &Segment, _: Option<&DocIdMapping>) -> tantivy::Result<()> {
        self.write(segment)
    }

    fn mem_usage(&self) -> usize {
        self.size()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}
