//! Searching and looking up, over indexes of invented resolutions.

mod common;
mod grammar;
mod looking_up;
mod oracle;
mod printing;
mod scan;
mod stretches;
mod typed;
mod values;
mod vocabulary;
