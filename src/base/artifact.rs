//! What a build makes: a path below the output folder, and bytes.

/// When a file becomes visible: what is named comes before what names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Order {
    /// Style sheets, pictures, data: what pages name.
    #[default]
    Asset,
    /// Pages.
    Page,
    /// Feeds, sitemaps and manifests: what names pages.
    Listing,
}

/// One file of the site, not yet written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Path below the output folder, `/` between the parts: `tin-tuc/index.html`.
    pub path: String,
    /// The whole content of the file.
    pub bytes: Vec<u8>,
    /// When it becomes visible.
    pub order: Order,
}

impl Artifact {
    /// An asset of any bytes.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.into(),
            bytes: bytes.into(),
            order: Order::Asset,
        }
    }

    /// The same as a page.
    pub fn page(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            order: Order::Page,
            ..Self::new(path, bytes)
        }
    }

    /// The same as a listing.
    pub fn listing(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            order: Order::Listing,
            ..Self::new(path, bytes)
        }
    }
}
