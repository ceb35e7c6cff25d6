#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| notelint_fuzz::run("decode", data));
