//! The portal: typed records with every reference resolved. Read this to know what the site is about.

pub mod assemble;
mod convert;
pub mod initiative;
pub mod news;
pub mod programme;
pub mod site;
pub mod unit;

use std::collections::BTreeMap;

use crate::base::Date;
use crate::diag::Place;
pub use assemble::assemble;
pub use initiative::Initiative;
pub use news::{News, StaticPage};
pub use programme::{Group, Phase, Programme, Report};
pub use site::Site;
pub use unit::{Unit, UnitKind};

/// Everything the content says, ids resolved. Records stand in a fixed order that does not
/// depend on the order of files on the disk.
#[derive(Debug, Default)]
pub struct Portal {
    /// Identity and options.
    pub site: Site,
    /// Programmes by id.
    pub programmes: Vec<Programme>,
    /// Units, in the order of units.yaml: parents may come after children.
    pub units: Vec<Unit>,
    /// Dated counts, sorted by date, unit and file.
    pub reports: Vec<Report>,
    /// Initiatives, newest first, undated last, then by id.
    pub initiatives: Vec<Initiative>,
    /// News, newest first, then by id.
    pub news: Vec<News>,
    /// Other pages, by address.
    pub pages: Vec<StaticPage>,
    /// Files under media/: path below content/.
    pub media: Vec<String>,
    /// The newest date in reports, initiatives and news.
    pub newest: Option<Date>,
    pub(crate) unit_index: BTreeMap<String, usize>,
}

impl Portal {
    /// The unit with this id.
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.unit_index.get(id).map(|i| &self.units[*i])
    }

    /// The programme with this id.
    pub fn programme(&self, id: &str) -> Option<&Programme> {
        self.programmes.iter().find(|p| p.id == id)
    }

    /// The units whose parent is this one, in the order of units.yaml.
    pub fn children<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Unit> {
        self.units.iter().filter(move |u| u.parent.as_deref() == Some(id))
    }

    /// The chain from the root to this unit's parent.
    pub fn ancestors(&self, unit: &Unit) -> Vec<&Unit> {
        let mut chain: Vec<&Unit> = Vec::new();
        let mut next = unit.parent.as_deref();
        while let Some(parent) = next.and_then(|id| self.unit(id)) {
            if chain.iter().any(|seen| seen.id == parent.id) {
                break;
            }
            chain.push(parent);
            next = parent.parent.as_deref();
        }
        chain.reverse();
        chain
    }
}

/// Text in Markdown and where its first line stands.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The Markdown, without front matter.
    pub text: String,
    /// The line of the file at which it begins, from 1.
    pub first_line: u32,
}

/// A person as the content names them.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Role or post.
    pub role: Option<String>,
    /// Whether they agreed to be named.
    pub consent: bool,
}

/// Where a record came from: its file and its first line.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// Path below content/, `/` between parts.
    pub file: String,
    /// Place to name in a diagnostic.
    pub place: Place,
}
