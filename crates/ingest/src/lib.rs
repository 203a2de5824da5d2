//! Files to clauses, clauses to the index.
