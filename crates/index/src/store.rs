//! What is stored of records and files, in a file of a segment of its own.
//!
//! The engine has a store, which keeps something of every document, most of which store nothing, and copies a block of some
//! 16 KiB, or the whole of a longer record, to read any of it. Ours holds what is stored and nothing else, and gives it as it
//! lies in the mapped file: the values one behind the other; then, of each, the number of its document (four bytes) and where it
//! ends (eight), rising; and at the end how many there are (four). All numbers have their lowest byte first.
//!
//! To the engine this is a plugin.

use crate::entry::Entry;
use std::any::Any;
use std::io::{self, Write};
use tantivy::directory::{OwnedBytes, TerminatingWrite, WritePtr};
use tantivy::index::SegmentComponent;
use tantivy::indexer::doc_id_mapping::DocIdMapping;
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::schema::Schema;
use tantivy::schema::document::ErasedDocument;
use tantivy::{DocAddress, DocId, Searcher, Segment, SegmentReader};

/// The file of a segment ends with it.
const EXTENSION: &str = "stored";

/// The file of a segment.
pub(crate) fn component() -> SegmentComponent {
    SegmentComponent::Custom(EXTENSION.to_owned())
}

/// The plugin, which is registered when an index is made and whenever it is opened for writing.
pub(crate) struct Storing;

impl SegmentPlugin for Storing {
    fn extensions(&self) -> &[&str] {
        &[EXTENSION]
    }

    fn create_writer(&self, context: &PluginWriterContext) -> tantivy::Result<Box<dyn PluginWriter>> {
        Ok(Box::new(StoreWriter::create(context.segment)?))
    }

    fn merge(&self, context: PluginMergeContext) -> tantivy::Result<()> {
        let mut writer = StoreWriter::create(context.target_segment)?;
        // Documents that are not deleted keep their order, and are counted anew.
        let mut next = 0;
        for reader in context.readers {
            let store = Store::open(reader)?;
            let mut values = store.documents().zip(0..).peekable();
            for doc in reader.doc_ids_alive() {
                while values.next_if(|&(stored, _)| stored < doc).is_some() {}
                if let Some((_, number)) = values.next_if(|&(stored, _)| stored == doc) {
                    writer.put(next, &store.value(number)?)?;
                }
                next += 1;
            }
        }
        Ok(writer.close()?)
    }
}

/// Writes the file of a segment.
struct StoreWriter {
    file: WritePtr,
    /// Bytes of the values so far.
    length: u64,
    documents: Vec<DocId>,
    ends: Vec<u64>,
}

impl StoreWriter {
    fn create(segment: &Segment) -> tantivy::Result<Self> {
        let file = segment.open_write(component())?;
        Ok(StoreWriter { file, length: 0, documents: Vec::new(), ends: Vec::new() })
    }

    /// Stores the value of a document. Documents come in rising order.
    fn put(&mut self, doc: DocId, value: &[u8]) -> io::Result<()> {
        self.file.write_all(value)?;
        self.length += value.len() as u64;
        self.documents.push(doc);
        self.ends.push(self.length);
        Ok(())
    }

    fn close(mut self) -> io::Result<()> {
        for doc in &self.documents {
            self.file.write_all(&doc.to_le_bytes())?;
        }
        for end in &self.ends {
            self.file.write_all(&end.to_le_bytes())?;
        }
        self.file.write_all(&(self.documents.len() as u32).to_le_bytes())?;
        self.file.terminate()
    }
}

impl PluginWriter for StoreWriter {
    fn add_document(&mut self, doc: DocId, document: &dyn ErasedDocument, _: &Schema) -> tantivy::Result<()> {
        if let Some(stored) = document.as_any().downcast_ref::<Entry>().and_then(Entry::stored) {
            self.put(doc, stored)?;
        }
        Ok(())
    }

    fn serialize(self: Box<Self>, _: &Segment, _: Option<&DocIdMapping>) -> tantivy::Result<()> {
        Ok(self.close()?)
    }

    fn mem_usage(&self) -> usize {
        self.documents.capacity() * size_of::<DocId>() + self.ends.capacity() * size_of::<u64>()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

/// What is stored in each segment of an index.
pub(crate) struct Stores(Vec<Store>);

impl Stores {
    /// Opens them. Fails when a file is not what was written, as far as its end tells.
    pub(crate) fn open(searcher: &Searcher) -> tantivy::Result<Self> {
        Ok(Stores(searcher.segment_readers().iter().map(Store::open).collect::<tantivy::Result<_>>()?))
    }

    /// What a document stores; nothing where it stores nothing. Fails where the file is damaged.
    pub(crate) fn bytes(&self, address: DocAddress) -> io::Result<OwnedBytes> {
        let store = &self.0[address.segment_ord as usize];
        store.find(address.doc_id).map_or_else(|| Ok(OwnedBytes::empty()), |number| store.value(number))
    }
}

/// What is stored in a segment.
struct Store {
    values: OwnedBytes,
    documents: OwnedBytes,
    ends: OwnedBytes,
}

impl Store {
    fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        Ok(Store::read(reader.open_read(component())?.read_bytes()?)?)
    }

    fn read(file: OwnedBytes) -> io::Result<Self> {
        let (rest, number) = file.split_last_chunk().ok_or_else(damaged)?;
        let number = u32::from_le_bytes(*number) as usize;
        let (ends, documents) = (number * size_of::<u64>(), number * size_of::<DocId>());
        let ends = rest.len().checked_sub(ends).ok_or_else(damaged)?..rest.len();
        let documents = ends.start.checked_sub(documents).ok_or_else(damaged)?..ends.start;
        let values = 0..documents.start;
        Ok(Store { values: file.slice(values), documents: file.slice(documents), ends: file.slice(ends) })
    }

    /// The documents that store something, in order.
    fn documents(&self) -> impl Iterator<Item = DocId> {
        self.documents.as_chunks().0.iter().map(|doc| DocId::from_le_bytes(*doc))
    }

    /// Which of them a document is.
    fn find(&self, doc: DocId) -> Option<usize> {
        self.documents.as_chunks().0.binary_search_by_key(&doc, |doc| DocId::from_le_bytes(*doc)).ok()
    }

    /// What the document with this number among them stores.
    fn value(&self, number: usize) -> io::Result<OwnedBytes> {
        let ends = self.ends.as_chunks().0;
        let end = |number: usize| {
            let end = ends.get(number).map(|end| u64::from_le_bytes(*end)).and_then(|end| usize::try_from(end).ok());
            end.ok_or_else(damaged)
        };
        let (begin, end) = (number.checked_sub(1).map_or(Ok(0), end)?, end(number)?);
        if begin > end || end > self.values.len() {
            return Err(damaged());
        }
        Ok(self.values.slice(begin..end))
    }
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "what is stored is not as long as it says")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(values: &[(DocId, &str)]) -> Vec<u8> {
        let mut file: Vec<u8> = values.iter().flat_map(|(_, value)| value.bytes()).collect();
        file.extend(values.iter().flat_map(|(doc, _)| doc.to_le_bytes()));
        let mut end = 0;
        for (_, value) in values {
            end += value.len() as u64;
            file.extend(end.to_le_bytes());
        }
        file.extend((values.len() as u32).to_le_bytes());
        file
    }

    #[test]
    fn every_document_has_its_value_and_no_other() {
        let values = [(0, "un"), (3, ""), (4, "deux"), (1_000_000, "trois")];
        let store = Store::read(OwnedBytes::new(file(&values))).unwrap();
        assert!(store.documents().eq(values.iter().map(|&(doc, _)| doc)));
        for (doc, value) in values {
            assert_eq!(store.value(store.find(doc).unwrap()).unwrap().as_slice(), value.as_bytes());
        }
        assert_eq!([1, 2, 5, DocId::MAX].map(|doc| store.find(doc)), [None; 4]);
        assert_eq!(Store::read(OwnedBytes::new(file(&[]))).unwrap().find(0), None);
    }

    #[test]
    fn a_damaged_file_is_refused_or_its_values_are() {
        let values = [(0, "un"), (2, "deux")];
        let sound = file(&values);
        for length in 0..sound.len() {
            // What is left may end as a file does, but does not give what it held.
            let gives = |store: Store| {
                let same = |number, value: &str| store.value(number).is_ok_and(|found| &*found == value.as_bytes());
                values.iter().all(|&(doc, value)| store.find(doc).is_some_and(|number| same(number, value)))
            };
            assert!(!Store::read(OwnedBytes::new(sound[..length].to_owned())).is_ok_and(gives));
        }
        let mut beyond = sound.clone();
        let last_end = sound.len() - size_of::<u32>() - size_of::<u64>();
        beyond[last_end] += 1;
        let store = Store::read(OwnedBytes::new(beyond)).unwrap();
        assert!(store.value(0).is_ok() && store.value(1).is_err());
    }
}
