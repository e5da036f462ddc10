//! Initiatives.

use super::{Body, Origin, Person, Publish};
use crate::base::Date;

/// How far an initiative got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Status {
    /// Sent in.
    #[default]
    Submitted,
    /// Found valid.
    Valid,
    /// Recognised.
    Recognised,
    /// Given an award.
    Awarded,
}

/// One initiative.
#[derive(Debug, Clone, Default)]
pub struct Initiative {
    /// `code`, else the path below initiatives/ without its ending.
    pub id: String,
    /// Code in the national system.
    pub code: Option<String>,
    /// Title.
    pub title: String,
    /// Address part, from `slug`, else from the id.
    pub slug: String,
    /// Day of submission.
    pub date: Option<Date>,
    /// Programme id.
    pub programme: Option<String>,
    /// Unit id.
    pub unit: String,
    /// Organisation in words, where it is no unit of its own.
    pub organisation: Option<String>,
    /// Group id.
    pub group: Option<String>,
    /// Authors.
    pub authors: Vec<Person>,
    /// Status.
    pub status: Status,
    /// Benefit.
    pub benefit: Option<Benefit>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Shown on the home page and with a page of its own.
    pub featured: bool,
    /// Lead picture.
    pub image: Option<Image>,
    /// Where it was published.
    pub sources: Vec<Source>,
    /// When it may be seen.
    pub publish: Publish,
    /// Old addresses that lead here.
    pub aliases: Vec<String>,
    /// The text.
    pub body: Option<Body>,
    /// Where it was written.
    pub origin: Origin,
}

/// Money or another gain.
#[derive(Debug, Clone)]
pub struct Benefit {
    /// Amount in `currency`.
    pub amount: Option<i64>,
    /// ISO 4217 code.
    pub currency: String,
    /// Who certified it, or what else to know.
    pub note: Option<String>,
}

/// A picture.
#[derive(Debug, Clone)]
pub struct Image {
    /// Path below content/.
    pub src: String,
    /// What is to be seen.
    pub alt: String,
    /// Caption.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// Where something was published.
#[derive(Debug, Clone)]
pub struct Source {
    /// Words.
    pub title: String,
    /// Address.
    pub url: Option<String>,
}
