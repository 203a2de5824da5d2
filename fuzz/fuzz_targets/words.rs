//! libFuzzer on [`alinea_fuzz::words`].

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| alinea_fuzz::words(input));
