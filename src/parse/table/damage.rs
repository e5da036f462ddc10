//! Why a file cannot be read as a table.

use std::io;

use crate::diag::Problem;

/// Why a file cannot be read; vi.rs has the words for it.
pub(super) const DAMAGED: &str = "the file is damaged or ends too early";

/// A file, or a part of one, with more bytes than are read.
pub(super) fn too_big(limit: u64) -> Problem {
    Problem::TableTooBig {
        what: "bytes",
        limit: format!("{} MB", limit >> 20),
    }
}

// What a library says of a damaged file means nothing to an editor; it is left out.

/// A file that cannot be read.
pub(super) fn unreadable(_: io::Error) -> Problem {
    Problem::TableBroken { why: DAMAGED }
}

/// A packed file that cannot be unpacked.
pub(super) fn packed(_: zip::result::ZipError) -> Problem {
    Problem::TableBroken { why: DAMAGED }
}
