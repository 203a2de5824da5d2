//! Text to resolutions: what comes in are the bytes of a file, what leaves is a [`Document`], resolutions with their
//! headers, clauses and footnotes, and an account of everything else that stood in the file.
//!
//! ```
//! let text = alinea_segment::decode(b"L'Assembl\xe9e g\xe9n\xe9rale,\n\nRappelant sa r\xe9solution 65/1,\n").unwrap();
//! assert!(text.starts_with("L'Assemblée générale,"));
//! let document = alinea_segment::segment("A-RES-66-1", &text);
//! assert!(document.leftovers.iter().all(|left| left.lines.0 >= 1));
//! ```

mod block;
mod body;
mod clean;
mod closing;
mod data;
mod dates;
mod decode;
mod distance;
mod document;
mod draft;
mod finish;
mod footnotes;
mod front;
mod furniture;
mod header;
mod headings;
mod hyphen;
mod labels;
mod letters;
mod levels;
mod marks;
mod notes;
mod openers;
mod ordinals;
mod organs;
mod piece;
mod structure;

pub use decode::{DecodeError, decode};
pub use document::{Diagnostic, Document, DocumentKind, Leftover, LeftoverKind, Level};
pub use structure::segment;

/// Version of the segmentation: to be raised when the same text comes to other clauses, so that indexes read it again.
pub const VERSION: u32 = 11;
