//! The words that addresses of pages are made of: `tin-tuc/`, `news/`. Each language has its own
//! (`base/lang.rs`), and a site may say others.

/// Folders of the program's own files that are below no word: what themes bring, cards, files for
/// servers.
pub const FOLDERS: [&str; 3] = ["assets", "chia-se", "may-chu"];

/// The folder of photos and documents.
pub const MEDIA: &str = "media";

/// A word in the addresses of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AddressWord {
    /// News: the lists of articles and the articles.
    News,
    /// Sections of the news.
    Sections,
    /// Topics.
    Topics,
    /// Initiatives.
    Initiatives,
    /// Units above the grassroots.
    Units,
    /// Grassroots unions.
    Organisations,
    /// Programmes.
    Programmes,
    /// Phases, and the list of them.
    Progress,
    /// Two units side by side.
    Compare,
    /// What became known lately.
    Changes,
    /// All charts.
    Charts,
    /// How figures are computed.
    Method,
    /// The search.
    Search,
    /// The open data.
    Data,
    /// Before the number of a page of a list: `trang-2`.
    Page,
    /// Before the year of a list of articles: `nam-2024`.
    Year,
}

impl AddressWord {
    /// All words.
    pub const ALL: [Self; 16] = [
        Self::News,
        Self::Sections,
        Self::Topics,
        Self::Initiatives,
        Self::Units,
        Self::Organisations,
        Self::Programmes,
        Self::Progress,
        Self::Compare,
        Self::Changes,
        Self::Charts,
        Self::Method,
        Self::Search,
        Self::Data,
        Self::Page,
        Self::Year,
    ];

    /// Its key in `addresses` of site.yaml.
    pub const fn key(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Sections => "sections",
            Self::Topics => "topics",
            Self::Initiatives => "initiatives",
            Self::Units => "units",
            Self::Organisations => "organisations",
            Self::Programmes => "programmes",
            Self::Progress => "progress",
            Self::Compare => "compare",
            Self::Changes => "changes",
            Self::Charts => "charts",
            Self::Method => "method",
            Self::Search => "search",
            Self::Data => "data",
            Self::Page => "page",
            Self::Year => "year",
        }
    }

    /// Whether a number follows it: `trang-2`. Other words are folders.
    pub const fn is_numbered(self) -> bool {
        matches!(self, Self::Page | Self::Year)
    }

    /// Whether files that programs fetch are below [`AddressWord::files`]: feeds, open data, charts
    /// for other sites, the index of the search.
    pub const fn has_files(self) -> bool {
        matches!(
            self,
            Self::Sections
                | Self::Topics
                | Self::Units
                | Self::Organisations
                | Self::Changes
                | Self::Charts
                | Self::Search
                | Self::Data
        )
    }
}
