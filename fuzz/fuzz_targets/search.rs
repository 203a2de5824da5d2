//! libFuzzer on [`alinea_fuzz::search`].

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| alinea_fuzz::search(input));
