//! libFuzzer on [`alinea_fuzz::damage`].

#![no_main]

// A panic that the index turns into an error is none: only what leaves the target ends the run.
libfuzzer_sys::fuzz_target!(init: std::panic::set_hook(Box::new(|_| {})), |input: &[u8]| alinea_fuzz::damage(input));
