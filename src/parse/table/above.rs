//! What is around a table: the day of its figures, the unit of its money, whose it is.

use super::head::Around;
use super::heading::{Matcher, Site};
use super::merged::Area;
use super::money::{self, Unit};
use super::period::{self, Period};
use super::rows::Row;
use super::understood::{DayFrom, DaySeen};
use super::{Candidate, form};
use crate::base::{Date, slug};
use crate::diag::{Place, Problem, Problems};

/// What the lines above a table, its sheet and its file say.
#[derive(Debug, Default)]
pub(super) struct Above {
    pub(super) days: Vec<Said>,
    /// The year that a line or a name says.
    pub(super) year: Option<i16>,
    /// Whether the lines speak of what came within a month or quarter alone.
    pub(super) in_period: bool,
    /// Whether the lines speak of valid ones only.
    pub(super) valid: bool,
    /// The unit of amounts, and the words that say it.
    pub(super) money: Option<(String, Unit)>,
    /// Where a line says a unit of money that is not known, and its words.
    pub(super) strange_money: Option<(Place, String)>,
    /// What may say whose records these are, the nearest first.
    pub(super) candidates: Vec<Candidate>,
}

/// A day that is said of all rows.
#[derive(Debug)]
pub(super) struct Said {
    period: Period,
    from: DayFrom,
    words: String,
    place: Place,
}

impl Said {
    /// Whether it says another day than rows from the first to the last day.
    fn differs(&self, first: Date, last: Date) -> bool {
        let one = first == last && !(self.period.first..=self.period.last).contains(&last);
        self.from != DayFrom::Sidecar && (one || last > self.period.last)
    }
}

impl Above {
    /// Looks at the rows above the headings, at the name of the sheet and at that of the file.
    pub(super) fn new(rows: &[Row<'_>], matcher: &Matcher<'_>, site: &Site) -> Self {
        let mut above = Self::default();
        let (mut nop, mut hop_le) = (false, false);
        let (mut within, mut running) = (false, false);
        for row in rows {
            let line = row.line();
            for (column, text) in line.shown() {
                let text = text.into_owned();
                let slug = slug::slug(&text);
                nop |= slug.contains("nop") || slug.contains("gui");
                hop_le |= slug.contains("hop-le");
                within |= ["trong-thang", "trong-quy", "trong-ky"]
                    .iter()
                    .any(|words| slug.contains(words));
                running |= slug.contains("luy-ke") || slug.contains("den-");
                above.year = above.year.or_else(|| period::year_of(&text));
                let place = site.cell(row.number, column);
                let measure = money::line(&text);
                if let Some(Ok(unit)) = measure {
                    above.money.get_or_insert((text.clone(), unit));
                } else if let Some(Err(words)) = measure {
                    above.strange_money.get_or_insert((place.clone(), words));
                } else if let Some(name) = unit_line(&text) {
                    let text = name.to_owned();
                    above.candidates.push(Candidate {
                        text,
                        place: place.clone(),
                    });
                }
                if let Some(period) = period::of_title(&text) {
                    above.days.push(Said {
                        period,
                        from: DayFrom::Title,
                        words: text,
                        place,
                    });
                }
            }
        }
        above.valid = hop_le && !nop;
        above.in_period = within && !running;
        above.named(matcher, site);
        above
    }

    /// What headings are read with.
    pub(super) fn around<'a>(&self, areas: &'a [Area]) -> Around<'a> {
        Around {
            areas,
            year: self.year,
            valid: self.valid,
            in_period: self.in_period,
        }
    }

    /// What the names of the sheet and of the file say, and the sidecar.
    fn named(&mut self, matcher: &Matcher<'_>, site: &Site) {
        let stem = site.file.rsplit('/').next().unwrap_or(&site.file);
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        self.year = self
            .year
            .or_else(|| period::year_of(&site.sheet))
            .or_else(|| period::year_of(stem));
        let here = Place::File(site.file.clone());
        for (name, from) in [(&*site.sheet, DayFrom::Sheet), (stem, DayFrom::File)] {
            if let Some(period) = period::of_name(name, self.year) {
                self.days.push(Said {
                    period,
                    from,
                    words: name.to_owned(),
                    place: here.clone(),
                });
            }
        }
        if !site.sheet.is_empty() {
            self.candidates.push(Candidate {
                text: site.sheet.to_string(),
                place: here,
            });
        }
        let default = matcher
            .sidecar
            .defaults
            .iter()
            .find(|((key, _), _)| key == "as_of");
        if let Some((_, (text, place))) = default
            && let Some(period) = period::of_name(text, self.year)
        {
            let said = Said {
                period,
                from: DayFrom::Sidecar,
                words: text.clone(),
                place: place.clone(),
            };
            self.days.insert(0, said);
        }
    }

    /// The day of all rows, and where it is said. Two that disagree are a problem.
    pub(super) fn day(&self, problems: &mut Problems) -> Option<(DaySeen, Place)> {
        let first = self.days.first()?;
        if let Some(other) = self
            .days
            .iter()
            .find(|other| !other.period.agrees(&first.period))
        {
            problems.add(
                first.place.clone(),
                Problem::DaysDiffer {
                    first: first.words.clone(),
                    second: other.words.clone(),
                },
            );
        }
        // A line that says the day itself goes before one that says its month.
        let exact = self
            .days
            .iter()
            .filter(|said| said.from == first.from)
            .find(|said| said.period.first == said.period.last);
        let said = exact.unwrap_or(first);
        let seen = DaySeen {
            day: said.period.last,
            from: said.from,
            words: said.words.clone(),
        };
        Some((seen, said.place.clone()))
    }
}

/// What says another day than the rows do: the same day where they have only one, and none that
/// comes after it.
pub(super) fn differing(said: &[Said], first: Date, last: Date) -> Option<(Place, String)> {
    let found = said.iter().find(|said| said.differs(first, last))?;
    Some((found.place.clone(), found.words.clone()))
}

/// The name in a line that says whose table it is: `Đơn vị: LĐLĐ huyện X`.
fn unit_line(text: &str) -> Option<&str> {
    let (before, name) = text.split_once(':')?;
    let says = [
        "don-vi",
        "ten-don-vi",
        "don-vi-bao-cao",
        "cong-doan",
        "ldld",
    ];
    let name = form::name(name.trim());
    (says.contains(&slug::slug(before).as_str()) && !name.is_empty()).then_some(name)
}
