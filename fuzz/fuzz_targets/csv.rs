//! Any bytes as content/initiatives/a.csv.
#![no_main]

use tiendo::source::Role;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tiendo_fuzz::read(
    "content/initiatives/a.csv",
    Role::Initiatives,
    bytes
));
