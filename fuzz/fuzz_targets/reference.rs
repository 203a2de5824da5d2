//! libFuzzer on [`alinea_fuzz::reference`].

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| alinea_fuzz::reference(input));
