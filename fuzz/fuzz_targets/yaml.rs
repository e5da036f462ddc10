//! Any bytes as content/reports/a.yaml.
#![no_main]

use tiendo::source::Role;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tiendo_fuzz::read(
    "content/reports/a.yaml",
    Role::Reports,
    bytes
));
