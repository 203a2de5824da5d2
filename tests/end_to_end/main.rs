//! The program as a user runs it, on the shipped corpus and on files made for the test.

mod common;
mod determinism;
mod index;
mod oracle;
mod output;
mod results;
mod search;
mod segment;
mod show;
