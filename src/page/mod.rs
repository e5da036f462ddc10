//! Pages: which there are, what each says, and its HTML.

pub mod found;
pub mod licence;
pub mod lint;
mod macros;
mod markdown;
pub mod plan;
pub mod present;
mod requests;
mod standing;
pub mod theme;
pub mod view;
mod words;

pub use markdown::{files, outside};
pub use plan::{Kind, Page, Plan};
pub use present::RenderContext;
pub use requests::{as_macro, requests};
pub use theme::Theme;

/// What a list, a feed or the sitemap says of a page: plain text only.
#[derive(Debug, Clone)]
pub struct PageSummary {
    /// Address below the root.
    pub url: String,
    /// Title.
    pub title: String,
    /// One sentence or two by an editor; empty where there are none.
    pub summary: String,
    /// Day of publication, for articles.
    pub date: Option<crate::base::Date>,
    /// Day of the last real edit.
    pub updated: Option<crate::base::Date>,
    /// Whether the feeds carry it.
    pub in_feeds: bool,
    /// Whether search engines may see it.
    pub in_sitemap: bool,
}
