//! News and other pages.

use super::initiative::Image;
use super::{Alias, Body, Origin, Publish};
use crate::base::Date;
use crate::diag::Place;

/// A news article.
#[derive(Debug, Clone, Default)]
pub struct News {
    /// Path below news/ without its ending.
    pub id: String,
    /// Address part.
    pub slug: String,
    /// Headline.
    pub title: String,
    /// Day of publication.
    pub date: Date,
    /// Day of the last real edit.
    pub updated: Option<Date>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Who took the photos.
    pub photo_by: Option<String>,
    /// Sapô.
    pub summary: Option<String>,
    /// Lead picture.
    pub image: Option<Image>,
    /// Section.
    pub category: Option<String>,
    /// Tags, as written.
    pub tags: Vec<String>,
    /// Where each tag, the section, the summary and the address are written.
    pub places: Places,
    /// Unit ids.
    pub units: Vec<String>,
    /// Programme id.
    pub programme: Option<String>,
    /// Initiative ids.
    pub initiatives: Vec<String>,
    /// When it may be seen.
    pub publish: Publish,
    /// Old addresses that lead here.
    pub aliases: Vec<Alias>,
    /// The text.
    pub body: Body,
    /// Where it was written.
    pub origin: Origin,
}

/// Any other page.
#[derive(Debug, Clone, Default)]
pub struct StaticPage {
    /// Address below the root, without slashes at the ends.
    pub slug: String,
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: Option<String>,
    /// Day of the last edit.
    pub updated: Option<Date>,
    /// Not yet finished.
    pub draft: bool,
    /// Where the address and the summary are written.
    pub places: Places,
    /// Old addresses that lead here.
    pub aliases: Vec<Alias>,
    /// The text.
    pub body: Body,
    /// Where it was written.
    pub origin: Origin,
}

/// Where some keys of a record are written; the record's own place where a key is not there.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// `slug`
    pub slug: Place,
    /// `summary`
    pub summary: Place,
    /// `category`
    pub category: Place,
    /// Each of `tags`.
    pub tags: Vec<Place>,
}
