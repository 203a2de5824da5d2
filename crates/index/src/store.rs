//! The stored part of documents, read without copying it.
//!
//! The engine would copy a value byte by byte, which takes longer than everything else about a hit.

use tantivy::directory::OwnedBytes;
use tantivy::schema::Field;
use tantivy::store::StoreReader;
use tantivy::{DocAddress, Searcher};

/// Blocks of some 16 KiB that are kept for each segment.
const BLOCKS: usize = 100;

/// The store of each segment.
pub(crate) struct Stores(Vec<StoreReader>);

impl Stores {
    /// The stores of an index.
    pub(crate) fn open(searcher: &Searcher) -> std::io::Result<Self> {
        let stores = searcher.segment_readers().iter().map(|reader| reader.get_store_reader(BLOCKS));
        Ok(Stores(stores.collect::<Result<_, _>>()?))
    }

    /// The bytes a document stores in `field`; none if it stores nothing, or something else.
    pub(crate) fn bytes(&self, address: DocAddress, field: Field) -> tantivy::Result<Option<OwnedBytes>> {
        let document = self.0[address.segment_ord as usize].get_document_bytes(address.doc_id)?;
        Ok(value(&document, field).map(|begin| document.slice(begin..document.len())))
    }
}

/// Where the one value begins that a document stores, if it is bytes in `field`. Before it stand the number of values,
/// the field, the type of the value, and its length; numbers of any length end with the byte that has the highest bit.
fn value(document: &[u8], field: Field) -> Option<usize> {
    const ONE: u8 = 0x81;
    const BYTES: u8 = 4;
    let [a, b, c, d] = field.field_id().to_le_bytes();
    let rest = document.strip_prefix(&[ONE, a, b, c, d, BYTES])?;
    let length = rest.iter().position(|byte| byte & 0x80 != 0)? + 1;
    Some(document.len() - rest.len() + length)
}
