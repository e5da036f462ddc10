//! What a build makes: a path below the output folder, and bytes.

/// One file of the site, not yet written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Path below the output folder, `/` between the parts: `tin-tuc/index.html`.
    pub path: String,
    /// The whole content of the file.
    pub bytes: Vec<u8>,
}

impl Artifact {
    /// An artifact of any bytes.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }
}
