//! The columns that every page of results looks into, opened once.

use tantivy::SegmentReader;
use tantivy::columnar::{Column, StrColumn};

/// Columns of a segment, of the [`Fields`](crate::Fields) of the same names.
#[derive(Debug)]
pub struct Columns {
    /// The key resolutions are ordered by.
    pub order: Option<StrColumn>,
    /// The place of a clause in its resolution.
    pub place: Column<u64>,
    /// The day of adoption, as the number `20111219`.
    pub adopted: Column<i64>,
    /// The name of the organ.
    pub organ: Option<StrColumn>,
    /// The key of the wording.
    pub wording: Column<u64>,
}

impl Columns {
    /// Opens those of a segment.
    pub(crate) fn open(reader: &SegmentReader) -> tantivy::Result<Columns> {
        let columns = reader.fast_fields();
        Ok(Columns {
            order: columns.str("order")?,
            place: columns.u64("place")?,
            adopted: columns.i64("adopted")?,
            organ: columns.str("organ")?,
            wording: columns.u64("wording")?,
        })
    }
}
