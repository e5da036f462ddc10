//! What is held back from a publication: drafts, what is dated later than the as-of date, and what
//! has expired. Nothing is left out without being listed.

use std::collections::BTreeMap;

use arcstr::ArcStr;
use serde::{Deserialize, Serialize};

use super::site::Authors;
use super::{Initiative, News, Origin, Person, Portal, Publish, StaticPage};
use crate::base::{Date, Lang};

/// Why a record is held back. A draft that is also dated later is a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// Not finished: `draft: true`.
    Draft,
    /// Its date, or its first day of publication, is after the as-of date.
    Later,
    /// Its last day of publication is before the as-of date.
    Expired,
    /// A picture or document that only records which are held back name.
    Attached,
    /// The name of a person who did not agree to be named, in a record that is published.
    Unnamed,
    /// A file that a system or a program left behind: `Thumbs.db`, `~$so-lieu.xlsx`.
    System,
}

/// The records of one file that are held back for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Path below the root.
    pub file: String,
    /// Why.
    pub reason: Reason,
    /// How many records.
    pub count: usize,
    /// Whether they are published all the same, because somebody asked for it.
    pub published: bool,
}

/// What somebody asks to see besides what is published on a day.
#[derive(Debug, Clone, Copy)]
pub struct Publication {
    /// The as-of date.
    pub day: Date,
    /// Show drafts, whatever their dates.
    pub drafts: bool,
    /// Show what is dated later and what has expired.
    pub future: bool,
    /// Mark what is shown though it is held back, in its title.
    pub marks: bool,
}

/// What was taken out of a portal.
#[derive(Debug, Default)]
pub struct HeldBack {
    /// By reason and file.
    pub list: Vec<Held>,
    /// News that are not shown.
    pub news: Vec<News>,
    /// Pages that are not shown.
    pub pages: Vec<StaticPage>,
    /// Initiatives that are not shown.
    pub initiatives: Vec<Initiative>,
}

impl Held {
    /// A file that a system or a program left behind.
    pub fn system(file: String) -> Self {
        Self {
            file,
            reason: Reason::System,
            count: 1,
            published: false,
        }
    }
}

impl HeldBack {
    /// Whether a file is the Markdown of a draft that is not published: such a file holds one
    /// record, so that each of its problems is a problem of that draft.
    pub fn is_draft(&self, file: &str) -> bool {
        file.ends_with(".md")
            && self
                .list
                .iter()
                .any(|held| held.reason == Reason::Draft && !held.published && held.file == file)
    }

    /// Adds a file that is held back with the records that name it.
    pub fn attach(&mut self, file: String) {
        self.list.push(Held {
            file,
            reason: Reason::Attached,
            count: 1,
            published: false,
        });
    }
}

impl Publication {
    /// What is published on a day.
    pub fn of(day: Date) -> Self {
        Self {
            day,
            drafts: false,
            future: false,
            marks: false,
        }
    }

    fn reason(&self, publish: Publish, date: Option<Date>) -> Option<Reason> {
        let mut first_days = [date, publish.from].into_iter().flatten();
        if publish.draft {
            Some(Reason::Draft)
        } else if first_days.any(|day| day > self.day) {
            Some(Reason::Later)
        } else if publish.to.is_some_and(|to| to < self.day) {
            Some(Reason::Expired)
        } else {
            None
        }
    }

    fn shows(&self, reason: Reason) -> bool {
        match reason {
            Reason::Draft => self.drafts,
            _ => self.future,
        }
    }
}

/// Counts what is held back, by reason and file.
#[derive(Default)]
struct Count(BTreeMap<(Reason, ArcStr), usize>);

impl Count {
    fn add(&mut self, reason: Reason, origin: &Origin) {
        *self.0.entry((reason, origin.file().into())).or_default() += 1;
    }
}

impl Portal {
    /// Takes out the drafts alone.
    pub(super) fn drop_drafts(&mut self) {
        self.hold_back(Publication {
            future: true,
            ..Publication::of(Date::MAX)
        });
    }

    /// Takes out what is not to be seen, and lists it. Reports of later days stay, since figures
    /// are counted as of a day, but they are listed too.
    pub fn hold_back(&mut self, publication: Publication) -> HeldBack {
        let mut count = Count::default();
        for report in self.reports.iter().chain(&self.snapshots) {
            let reported = report.published.unwrap_or(report.as_of).max(report.as_of);
            if reported > publication.day {
                count.add(Reason::Later, &report.origin);
            }
        }
        let mut marker = Marker {
            publication,
            language: self.site.language,
            count,
        };
        let news = split(&mut self.news, |news| {
            marker.keeps(news.publish, Some(news.date), &news.origin, |mark| {
                news.title = format!("{mark} {}", news.title);
            })
        });
        let pages = split(&mut self.pages, |page| {
            let publish = Publish {
                draft: page.draft,
                ..Publish::default()
            };
            marker.keeps(publish, None, &page.origin, |mark| {
                page.title = format!("{mark} {}", page.title);
            })
        });
        let initiatives = split(&mut self.initiatives, |initiative| {
            let publish = initiative.publish();
            marker.keeps(publish, initiative.date, &initiative.origin, |mark| {
                initiative.title = format!("{mark} {}", initiative.title).into();
            })
        });
        let list = marker.count.0.into_iter();
        let list = list.map(|((reason, file), count)| Held {
            file: file.to_string(),
            reason,
            count,
            published: publication.shows(reason) && !publication.marks,
        });
        let mut list: Vec<Held> = list.collect();
        list.extend(self.unnamed());
        // A table is not a record of its own: no link leads to it.
        let gone = initiatives
            .iter()
            .filter(|i| !i.origin.is_row())
            .map(|i| i.origin.file());
        let gone = gone
            .chain(news.iter().map(|n| n.origin.file()))
            .chain(pages.iter().map(|p| p.origin.file()));
        self.hidden.extend(gone.map(ArcStr::from));
        HeldBack {
            list,
            news,
            pages,
            initiatives,
        }
    }
}

/// This many files are named with the people who did not agree; those of further files are counted
/// by folder.
const UNNAMED_FILES: usize = 1000;

impl Portal {
    /// The people who did not agree to be named, by file, where the site names those who did.
    fn unnamed(&self) -> Vec<Held> {
        if self.site.authors != Authors::Consented {
            return Vec::new();
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for initiative in &self.initiatives {
            count_unnamed(&mut counts, &initiative.authors, &initiative.origin);
        }
        for unit in &self.units {
            count_unnamed(&mut counts, unit.chair.as_slice(), &unit.origin);
        }
        for programme in &self.programmes {
            count_unnamed(&mut counts, programme.contact.as_slice(), &programme.origin);
        }
        let held = counts.into_iter().map(|(file, count)| Held {
            file: file.to_owned(),
            reason: Reason::Unnamed,
            count,
            published: false,
        });
        held.collect()
    }
}

/// Counts those of some people who did not agree, at their file.
fn count_unnamed<'a>(counts: &mut BTreeMap<&'a str, usize>, people: &[Person], origin: &'a Origin) {
    let unnamed = people
        .iter()
        .filter(|person| person.public(Authors::Consented).is_none())
        .count();
    if unnamed > 0 {
        let file = origin.file();
        let full = counts.len() >= UNNAMED_FILES && !counts.contains_key(file);
        let folder = file.rfind('/').map_or(file, |end| &file[..=end]);
        *counts.entry(if full { folder } else { file }).or_default() += unnamed;
    }
}

/// Decides about records, one after another.
struct Marker {
    publication: Publication,
    language: Lang,
    count: Count,
}

impl Marker {
    /// Whether a record stays; one that stays though it is held back goes through `mark`.
    fn keeps(
        &mut self,
        publish: Publish,
        date: Option<Date>,
        origin: &Origin,
        mark: impl FnOnce(&str),
    ) -> bool {
        let Some(reason) = self.publication.reason(publish, date) else {
            return true;
        };
        self.count.add(reason, origin);
        let shown = self.publication.shows(reason);
        if shown && self.publication.marks {
            mark(word(reason, self.language));
        }
        shown
    }
}

/// Before the title of a record that is shown though it is held back.
fn word(reason: Reason, language: Lang) -> &'static str {
    match (reason, language) {
        (Reason::Draft, Lang::Vi) => "[Bản nháp]",
        (Reason::Draft, Lang::En) => "[Draft]",
        (Reason::Later, Lang::Vi) => "[Chưa đến ngày đăng]",
        (Reason::Later, Lang::En) => "[Not yet due]",
        // Others are the reasons of no record.
        (_, Lang::Vi) => "[Đã hết hạn đăng]",
        (_, Lang::En) => "[Expired]",
    }
}

/// Takes out the records that do not stay; nothing is moved when all do.
fn split<T>(records: &mut Vec<T>, mut stays: impl FnMut(&mut T) -> bool) -> Vec<T> {
    records.extract_if(.., |record| !stays(record)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Place;

    fn news(title: &str, day: i8, draft: bool, to: Option<i8>) -> News {
        let date = |day| Date::constant(2024, 6, day);
        News {
            title: title.to_owned(),
            date: date(day),
            publish: Publish {
                draft,
                from: None,
                to: to.map(date),
            },
            origin: Origin {
                place: Place::File(format!("content/news/{title}.md").into()),
            },
            ..News::default()
        }
    }

    fn titles(drafts: bool, future: bool, marks: bool) -> (Vec<String>, Vec<(Reason, bool)>) {
        let mut portal = Portal::default();
        portal.site.language = Lang::Vi;
        portal.news = vec![
            news("out", 1, false, None),
            news("later", 30, false, None),
            news("draft later", 30, true, None),
            news("gone", 1, false, Some(2)),
        ];
        let held = portal.hold_back(Publication {
            day: Date::constant(2024, 6, 15),
            drafts,
            future,
            marks,
        });
        let list = held.list.iter().map(|h| (h.reason, h.published)).collect();
        (portal.news.into_iter().map(|n| n.title).collect(), list)
    }

    #[test]
    fn each_is_listed_and_a_draft_that_is_dated_later_is_a_draft() {
        let (shown, list) = titles(false, false, false);
        assert_eq!(shown, ["out"]);
        assert_eq!(
            list,
            [
                (Reason::Draft, false),
                (Reason::Later, false),
                (Reason::Expired, false)
            ]
        );
        let (shown, list) = titles(true, false, false);
        assert_eq!(shown, ["out", "draft later"]);
        assert_eq!(list[0], (Reason::Draft, true));
        let (shown, _) = titles(true, true, true);
        assert_eq!(
            shown,
            [
                "out",
                "[Chưa đến ngày đăng] later",
                "[Bản nháp] draft later",
                "[Đã hết hạn đăng] gone"
            ]
        );
    }
}
