//! The index on disk: schema, opening, format version, analysis.
