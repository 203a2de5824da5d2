//! What the user typed to ranked clauses.
