//! What benchmarks measure, and how their answers are checked.
//!
//! | module | gives |
//! |---|---|
//! | `corpus` | the files of a folder |
//! | `invented` | a folder of invented resolutions |
//! | `queries` | queries of eight classes, drawn from the clauses of an index |
//! | `scan` | how many clauses a query ought to find, without an index |
//! | `floor` | what a query costs at least: reading the postings of its words |

pub mod corpus;
pub mod floor;
pub mod invented;
pub mod queries;
pub mod scan;
