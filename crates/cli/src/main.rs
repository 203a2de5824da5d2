//! The binary `alinea`.
fn main() {}
