//! Initiatives.

use arcstr::{ArcStr, Substr};

use super::{Alias, Origin, People, Publish, Text};
use crate::base::{Date, slug};

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

/// One initiative. There may be hundreds of thousands of them in memory: what few have is
/// apart, and what many share is shared.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Initiative {
    /// The code in the national system, else a name made from where and what it is.
    pub id: Box<str>,
    /// Whether the id is the code in the national system.
    pub coded: bool,
    /// Title.
    pub title: Substr,
    /// Day of submission.
    pub date: Option<Date>,
    /// Programme id.
    pub programme: Option<ArcStr>,
    /// Unit id.
    pub unit: ArcStr,
    /// Organisation in words, where it is not a unit of its own.
    pub organisation: Option<ArcStr>,
    /// Group id.
    pub group: Option<ArcStr>,
    /// Authors.
    pub authors: People,
    /// Status.
    pub status: Status,
    /// Amount of the benefit, in its currency.
    pub amount: Option<i64>,
    /// Who certified the amount; without it the amount is only claimed.
    pub certified_by: Option<ArcStr>,
    /// One or two sentences.
    pub summary: Option<Substr>,
    /// Shown on the home page and with a page of its own.
    pub featured: bool,
    /// What few have.
    pub extra: Option<Box<InitiativeExtra>>,
    /// Where it was written.
    pub origin: Origin,
}

/// What an initiative written in a file of its own may have.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InitiativeExtra {
    /// Address part, where it is not made from the id.
    pub slug: Option<Box<str>>,
    /// Currency of the benefit, ISO 4217, where it is not VND.
    pub currency: Option<ArcStr>,
    /// How the benefit was reckoned.
    pub benefit_note: Option<Box<str>>,
    /// Lead picture.
    pub image: Option<Box<Image>>,
    /// Where it was published.
    pub sources: Box<[Source]>,
    /// When it may be seen.
    pub publish: Publish,
    /// Old addresses that lead here.
    pub aliases: Box<[Alias]>,
    /// The text.
    pub body: Option<Text>,
}

impl Initiative {
    /// Whether both say the same, wherever each was written. Without `..`: a new field does
    /// not compile until it is decided whether rows that differ in it are the same row.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let Self {
            id,
            coded,
            title,
            date,
            programme,
            unit,
            organisation,
            group,
            authors,
            status,
            amount,
            certified_by,
            summary,
            featured,
            extra,
            origin: _,
        } = self;
        let extras = match (extra, &other.extra) {
            (Some(one), Some(two)) => one.says_the_same(two),
            (None, None) => true,
            _ => false,
        };
        extras
            && *id == other.id
            && *coded == other.coded
            && *title == other.title
            && *date == other.date
            && *programme == other.programme
            && *unit == other.unit
            && *organisation == other.organisation
            && *group == other.group
            && *authors == other.authors
            && *status == other.status
            && *amount == other.amount
            && *certified_by == other.certified_by
            && *summary == other.summary
            && *featured == other.featured
    }

    /// Code in the national system.
    pub fn code(&self) -> Option<&str> {
        self.coded.then_some(&*self.id)
    }

    /// Address part.
    pub fn slug(&self) -> String {
        let own = self.extra.as_ref().and_then(|extra| extra.slug.as_deref());
        own.map_or_else(|| slug::address(&self.id), ToOwned::to_owned)
    }

    /// Currency of the benefit, ISO 4217.
    pub fn currency(&self) -> &str {
        self.extra
            .as_ref()
            .and_then(|extra| extra.currency.as_deref())
            .unwrap_or("VND")
    }

    /// How the benefit was reckoned.
    pub fn benefit_note(&self) -> Option<&str> {
        self.extra.as_ref()?.benefit_note.as_deref()
    }

    /// Lead picture.
    pub fn image(&self) -> Option<&Image> {
        self.extra.as_ref()?.image.as_deref()
    }

    /// Where it was published.
    pub fn sources(&self) -> &[Source] {
        self.extra.as_ref().map_or(&[], |extra| &extra.sources)
    }

    /// When it may be seen.
    pub fn publish(&self) -> Publish {
        self.extra
            .as_ref()
            .map(|extra| extra.publish)
            .unwrap_or_default()
    }

    /// Old addresses that lead here.
    pub fn aliases(&self) -> &[Alias] {
        self.extra.as_ref().map_or(&[], |extra| &extra.aliases)
    }

    /// The text.
    pub fn body(&self) -> Option<&Text> {
        self.extra.as_ref()?.body.as_ref()
    }
}

impl InitiativeExtra {
    fn says_the_same(&self, other: &Self) -> bool {
        let Self {
            slug,
            currency,
            benefit_note,
            image,
            sources,
            publish,
            aliases,
            body,
        } = self;
        let (image, other_image) = (image.as_deref(), other.image.as_deref());
        *slug == other.slug
            && *currency == other.currency
            && *benefit_note == other.benefit_note
            && image.map(Image::texts) == other_image.map(Image::texts)
            && *sources == other.sources
            && *publish == other.publish
            && aliases
                .iter()
                .map(Alias::address)
                .eq(other.aliases.iter().map(Alias::address))
            && *body == other.body
    }
}

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// Path below content/.
    pub src: String,
    /// What is to be seen.
    pub alt: String,
    /// Caption.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Where its file is named.
    pub origin: Origin,
}

impl Image {
    /// What is said of it, without the place.
    fn texts(&self) -> (&str, &str, Option<&str>, Option<&str>) {
        let Self {
            src,
            alt,
            caption,
            credit,
            origin: _,
        } = self;
        (src, alt, caption.as_deref(), credit.as_deref())
    }
}

/// Where something was published.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Words.
    pub title: String,
    /// Address.
    pub url: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_hundreds_of_thousands_takes_little() {
        let (record, author) = (size_of::<Initiative>(), size_of::<People>());
        assert!(
            record <= 184 && author <= 24,
            "{record} bytes, {author} of them for an author"
        );
    }
}
