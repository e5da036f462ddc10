//! The portal: typed records with every reference resolved. Read this to know what the site is
//! about.

mod alias;
pub mod assemble;
mod check;
pub mod convert;
mod held;
pub mod initiative;
mod kept;
pub mod map;
mod names;
pub mod news;
mod people;
pub mod person;
pub mod programme;
mod rows;
pub mod site;
pub mod target;
mod text;
mod together;
pub mod translate;
pub mod tree;
pub mod unit;
mod unlikely;

use std::collections::BTreeSet;

use arcstr::ArcStr;

use crate::base::Date;
use crate::diag::Place;
pub use alias::{Alias, decode};
pub use assemble::{Options, assemble};
pub use check::{later_than, leaps, nearest_media};
pub use convert::{Converted, Item, convert, convert_by};
pub use held::{Held, HeldBack, Publication, Reason};
pub use initiative::Initiative;
pub use kept::{PackedRows, keep, pack_rows, recall, set_text_aside, text_length, unpack_rows};
pub use map::Map;
pub use names::{Names, core_of_name, office_words};
pub use news::{News, StaticPage};
pub use people::People;
pub use person::{Person, Public, people_shown};
pub use programme::{DatedTarget, Group, Phase, Programme, Report};
pub use rows::Above;
pub use site::Site;
pub use text::Text;
pub use translate::Translation;
pub use tree::Tree;
pub use unit::{Unit, UnitKind};

/// Everything the content says, ids resolved. Records are in a fixed order that does not
/// depend on the order of files on the disk.
#[derive(Debug, Clone, Default)]
pub struct Portal {
    /// Identity and options.
    pub site: Site,
    /// Programmes by id.
    pub programmes: Vec<Programme>,
    /// Units, in the order of units.yaml: parents may come after children.
    pub units: Vec<Unit>,
    /// Dated counts, sorted by date, publication, unit and file.
    pub reports: Vec<Report>,
    /// Totals that were kept on earlier days, in the same order.
    pub snapshots: Vec<Report>,
    /// Initiatives, newest first, undated last, then by id.
    pub initiatives: Vec<Initiative>,
    /// News, newest first, then by id.
    pub news: Vec<News>,
    /// Other pages, by address.
    pub pages: Vec<StaticPage>,
    /// Maps, by name.
    pub maps: Vec<Map>,
    /// Files under media/: path below content/.
    pub media: Vec<String>,
    /// Those of them that nothing names, which are not published: what a wrong name may mean.
    pub unnamed_media: Vec<String>,
    /// Files of records that are not to be seen yet or any more: a link to one is shown as plain
    /// words.
    pub hidden: BTreeSet<ArcStr>,
    /// Markdown files that say of themselves that they are drafts and could not be read further.
    pub broken_drafts: BTreeSet<ArcStr>,
    /// Translated files.
    pub translations: Vec<Translation>,
    /// Who is below whom.
    pub tree: Tree,
}

impl Portal {
    /// The newest day in reports and initiatives: what the figures stand for when no one says. A
    /// news item moves no figure: its day is taken only where there is nothing to count. A draft
    /// does not count, so that a look at the drafts shows the same figures.
    pub fn newest(&self) -> Option<Date> {
        let reports = self.reports.iter().map(|r| r.as_of);
        let initiatives = self
            .initiatives
            .iter()
            .filter(|i| !i.publish().draft)
            .filter_map(|i| i.date);
        let news = self
            .news
            .iter()
            .filter(|n| !n.publish.draft)
            .map(|n| n.date);
        reports.chain(initiatives).max().or_else(|| news.max())
    }

    /// The unit with this id.
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.tree.index(id).map(|i| &self.units[i])
    }

    /// Those of some people whose names may be published.
    pub fn named<'a>(&self, people: &'a [Person]) -> impl Iterator<Item = Public<'a>> + use<'a> {
        let rule = self.site.authors;
        people.iter().filter_map(move |person| person.public(rule))
    }

    /// The programme with this id.
    pub fn programme(&self, id: &str) -> Option<&Programme> {
        self.programmes.iter().find(|p| p.id == id)
    }

    /// The units whose parent is this one, in the order of units.yaml.
    pub fn children<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Unit> {
        let below = self
            .tree
            .index(id)
            .map_or(&[][..], |i| self.tree.children(i));
        below.iter().map(|i| &self.units[*i])
    }

    /// The units that this one carries on.
    pub fn predecessors<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Unit> {
        let before = self
            .tree
            .index(id)
            .map_or(&[][..], |i| self.tree.predecessors(i));
        before.iter().map(|i| &self.units[*i])
    }

    /// The chain from the root to this unit's parent.
    pub fn ancestors(&self, unit: &Unit) -> Vec<&Unit> {
        let mut chain: Vec<&Unit> = Vec::new();
        let mut unit = self.tree.index(&unit.id);
        while let Some(above) = unit.and_then(|unit| self.tree.parent(unit)) {
            chain.push(&self.units[above]);
            unit = Some(above);
        }
        chain.reverse();
        chain
    }
}

/// Text in Markdown and where its first line is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Body {
    /// The Markdown, without front matter.
    pub text: String,
    /// The line of the file at which it begins, from 1.
    pub first_line: u32,
}

/// When a record may be seen.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Publish {
    /// Not yet finished.
    pub draft: bool,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Publish {
    /// Whether the record is out on a day, apart from being a draft.
    pub fn on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// Where a record came from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Origin {
    /// Place to name in a diagnostic: the first line, or the row.
    pub place: Place,
}

impl Origin {
    /// Path below the site's root.
    pub fn file(&self) -> &str {
        self.place.file().unwrap_or_default()
    }

    /// Whether it is a row of a table.
    pub fn is_row(&self) -> bool {
        matches!(self.place, Place::Cell { .. })
    }
}
