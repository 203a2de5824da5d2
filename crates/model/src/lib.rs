//! The nouns of Alinea: [`Symbol`], [`Organ`], [`Resolution`], [`Clause`], [`Reference`].
//!
//! Nothing here knows files, formats or tantivy. Every other crate speaks in these types.
//!
//! ```
//! use alinea_model::{Organ, Reference, Symbol};
//!
//! let symbol = Symbol::parse("a-res-66-122").unwrap();
//! assert_eq!(symbol.as_str(), "A/RES/66/122");
//! assert_eq!(symbol.organ(), Some(Organ::GeneralAssembly));
//!
//! let typed = Reference::parse("66/122, paragraphe 3").unwrap();
//! assert!(typed.matches("A/RES/66/122, par. 3"));
//! ```

mod clause;
mod organ;
mod provision;
mod reference;
mod resolution;
mod roman;
mod symbol;

pub use clause::{Clause, Part};
pub use organ::{Gender, Organ};
pub use provision::Provision;
pub use reference::{Reference, assign_references};
pub use resolution::{Footnote, Header, Resolution};
pub use roman::roman_value;
pub use symbol::Symbol;

/// A calendar day, written and read as ISO 8601 (`2011-12-19`).
pub use jiff::civil::Date;
