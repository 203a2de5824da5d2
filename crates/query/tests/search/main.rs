//! Searching and looking up, over indexes of invented resolutions.

mod common;
mod looking_up;
mod oracle;
