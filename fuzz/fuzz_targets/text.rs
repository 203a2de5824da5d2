//! libFuzzer on [`alinea_fuzz::text`].

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| alinea_fuzz::text(input));
