//! Initiatives counted in one pass: by unit and day, status, group, organisation and month;
//! certified benefit.

use std::collections::{BTreeMap, HashMap};

use super::series::{Point, Series};
use crate::base::Date;
use crate::model::initiative::Status;
use crate::model::programme::Metric;
use crate::model::{Initiative, Portal, Programme, UnitKind};

/// Counts of initiatives of a unit and all below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// All of them.
    pub records: i64,
    /// By how far they got: submitted, valid, recognised, awarded; each is in one of them.
    pub statuses: [i64; 4],
    /// By the programme's groups in their order; those of no group come last.
    pub groups: Vec<i64>,
}

/// Submitted initiatives and those found valid among them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Both {
    /// All.
    pub submitted: i64,
    /// Found valid, recognised or awarded.
    pub valid: i64,
}

/// Initiatives of one organisation: a grassroots union, or what a record names in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation<'a> {
    /// Index of the unit that the records are under.
    pub unit: usize,
    /// Its name in words; `None` when it is that unit itself.
    pub name: Option<&'a str>,
    /// How many.
    pub count: Both,
}

/// Certified benefit in one currency.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Benefit {
    /// The sum of certified amounts.
    pub amount: i64,
    /// Of how many initiatives.
    pub records: i64,
    /// How many more name an amount that no one certified: it is not summed.
    pub claimed: i64,
    /// The certified amounts by group, in the programme's order; the last one is of those without
    /// a group.
    pub groups: Vec<i64>,
}

/// Everything that is counted from a programme's initiatives.
#[derive(Debug, Default)]
pub(super) struct Records<'a> {
    /// By unit, its own ones only: day, counts up to it.
    days: Vec<Vec<(Date, Both)>>,
    undated: Vec<Both>,
    /// How many groups the programme has.
    groups: usize,
    /// By unit, those of all units below with them.
    pub(super) tallies: Vec<Tally>,
    /// By year and month; those without a date under `None`.
    pub(super) months: BTreeMap<Option<(i16, i8)>, Both>,
    /// Most initiatives first.
    pub(super) organisations: Vec<Organisation<'a>>,
    /// By currency.
    pub(super) benefit: BTreeMap<&'a str, Benefit>,
    /// By unit: initiatives dated on a day on which it did not exist.
    pub(super) outside: Vec<i64>,
}

/// Whether an initiative belongs to a programme: where there is only one, no one needs to say so.
pub(super) fn belongs(portal: &Portal, programme: &Programme, initiative: &Initiative) -> bool {
    match &initiative.programme {
        Some(id) => **id == programme.id,
        None => portal.programmes.len() == 1,
    }
}

/// What organisations have, by the unit that they belong to and their names.
type Organisations<'a> = HashMap<(usize, &'a str), Both>;

impl<'a> Records<'a> {
    /// Counts the initiatives of a programme that are on the site on a day. Those dated before the
    /// programme began to count, or when their unit did not exist, are in the tallies but in no
    /// count against a target.
    pub(super) fn count(portal: &'a Portal, programme: &Programme, as_of: Date) -> Self {
        let units = portal.units.len();
        let groups = programme.groups.len();
        let mut records = Self {
            days: vec![Vec::new(); units],
            undated: vec![Both::default(); units],
            groups,
            outside: vec![0; units],
            tallies: vec![
                Tally {
                    groups: vec![0; groups + 1],
                    ..Tally::default()
                };
                units
            ],
            ..Self::default()
        };
        let mut organisations = Organisations::new();
        // Initiatives are newest first, so from the back each unit's days come in order.
        for initiative in portal.initiatives.iter().rev() {
            if initiative.date.is_none_or(|day| day <= as_of)
                && belongs(portal, programme, initiative)
            {
                records.add(portal, programme, initiative, &mut organisations);
            }
        }
        records.organisations = records.sorted(portal, organisations);
        for unit in portal.tree.upwards() {
            if let Some(parent) = portal.tree.parent(*unit) {
                let below = std::mem::take(&mut records.tallies[*unit]);
                records.tallies[parent].add(&below);
                records.tallies[*unit] = below;
            }
        }
        records
    }

    /// Counts one initiative.
    fn add(
        &mut self,
        portal: &'a Portal,
        programme: &Programme,
        initiative: &'a Initiative,
        organisations: &mut Organisations<'a>,
    ) {
        let Some(unit) = portal.tree.index(&initiative.unit) else {
            return;
        };
        let one = Both {
            submitted: 1,
            valid: i64::from(initiative.status >= Status::Valid),
        };
        let id = initiative.group.as_deref();
        let group = id.and_then(|id| programme.groups.iter().position(|g| g.id == id));
        let group = group.unwrap_or(self.groups);
        let tally = &mut self.tallies[unit];
        tally.records += 1;
        tally.statuses[initiative.status as usize] += 1;
        tally.groups[group] += 1;
        if let Some(name) = &initiative.organisation
            && portal.units[unit].kind != UnitKind::Grassroots
        {
            organisations.entry((unit, name)).or_default().add(one);
        }
        self.benefit(initiative, group);
        let month = initiative.date.map(|day| (day.year(), day.month()));
        self.months.entry(month).or_default().add(one);
        match initiative.date {
            None => self.undated[unit].add(one),
            Some(day) if programme.begins().is_some_and(|from| day < from) => {}
            Some(day) if portal.units[unit].existed(Some(day), day) => self.on(unit, day, one),
            Some(_) => self.outside[unit] += 1,
        }
    }

    /// All of them, where no one is above all units.
    pub(super) fn whole(&self, portal: &Portal) -> Tally {
        let mut whole = Tally {
            groups: vec![0; self.groups + 1],
            ..Tally::default()
        };
        for root in portal.tree.roots() {
            whole.add(&self.tallies[*root]);
        }
        whole
    }

    /// Grassroots unions, and organisations named in words: most initiatives first; of as many, by
    /// unit and name.
    fn sorted(&self, portal: &Portal, named: Organisations<'a>) -> Vec<Organisation<'a>> {
        let mut list: Vec<Organisation<'a>> = Vec::new();
        for (unit, record) in portal.units.iter().enumerate() {
            let Tally {
                records, statuses, ..
            } = &self.tallies[unit];
            if record.kind == UnitKind::Grassroots && *records > 0 {
                list.push(Organisation {
                    unit,
                    name: None,
                    count: Both {
                        submitted: *records,
                        valid: records - statuses[0],
                    },
                });
            }
        }
        list.extend(named.into_iter().map(|((unit, name), count)| Organisation {
            unit,
            name: Some(name),
            count,
        }));
        list.sort_by(|a, b| {
            let more = b.count.submitted.cmp(&a.count.submitted);
            let (unit, other) = (&portal.units[a.unit].id, &portal.units[b.unit].id);
            more.then_with(|| (unit, a.name).cmp(&(other, b.name)))
        });
        list
    }

    fn on(&mut self, unit: usize, day: Date, one: Both) {
        let days = &mut self.days[unit];
        match days.last_mut() {
            Some((last, both)) if *last == day => both.add(one),
            last => {
                let mut both = last.map(|(_, both)| *both).unwrap_or_default();
                both.add(one);
                days.push((day, both));
            }
        }
    }

    fn benefit(&mut self, initiative: &'a Initiative, group: usize) {
        let Some(amount) = initiative.amount else {
            return;
        };
        let of_currency = self.benefit.entry(initiative.currency());
        let benefit = of_currency.or_insert_with(|| Benefit {
            groups: vec![0; self.groups + 1],
            ..Benefit::default()
        });
        if initiative.certified_by.is_some() {
            benefit.amount = benefit.amount.saturating_add(amount);
            benefit.records += 1;
            benefit.groups[group] = benefit.groups[group].saturating_add(amount);
        } else {
            benefit.claimed += 1;
        }
    }

    /// The initiatives of one unit that were counted on days outside of those given.
    pub(super) fn counted_outside(&self, unit: usize, from: Option<Date>, to: Option<Date>) -> i64 {
        let days = &self.days[unit];
        let before = from.map_or(0, |from| days.partition_point(|(day, _)| *day < from));
        let last = to.map_or(days.len(), |to| days.partition_point(|(day, _)| *day <= to));
        let [before, until_last, all] = [&days[..before], &days[..last.max(before)], days]
            .map(|days| days.last().map_or(0, |(_, count)| count.submitted));
        before + all - until_last
    }

    /// The count of one unit's own initiatives up to a day, those without a date among them, as a
    /// unit above counts them that exists from a day on; `None` where there are none.
    pub(super) fn counted(
        &self,
        unit: usize,
        metric: Metric,
        (from, to): (Option<Date>, Date),
    ) -> Option<i64> {
        let series = self.series(unit, metric);
        let eve = from.and_then(|from| from.yesterday().ok());
        let before = eve.and_then(|eve| series.at(eve));
        let before = before.map_or(0, |point| point.value - series.undated);
        series.at(to).map(|point| point.value - before)
    }

    /// The count of one unit's own initiatives. Where none was found valid, nothing is known of
    /// valid ones.
    pub(super) fn series<'s>(&self, unit: usize, metric: Metric) -> Series<'s> {
        let undated = self.undated[unit].count(metric);
        let mut points: Vec<Point<'_>> = Vec::new();
        for (date, both) in &self.days[unit] {
            let value = undated + both.count(metric);
            if points.last().map_or(undated, |last| last.value) != value {
                points.push(Point {
                    date: *date,
                    value,
                    report: None,
                });
            }
        }
        Series {
            begin: None,
            points,
            daily: true,
            undated,
        }
    }
}

impl Both {
    fn count(self, metric: Metric) -> i64 {
        match metric {
            Metric::Submitted => self.submitted,
            Metric::Valid => self.valid,
        }
    }

    fn add(&mut self, other: Self) {
        self.submitted += other.submitted;
        self.valid += other.valid;
    }
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.records += other.records;
        for (sum, part) in self.statuses.iter_mut().zip(other.statuses) {
            *sum += part;
        }
        for (sum, part) in self.groups.iter_mut().zip(&other.groups) {
            *sum += part;
        }
    }
}
