//! libFuzzer on [`alinea_fuzz::query`].

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| alinea_fuzz::query(input));
