//! Laws of paces and of the series of sums, for any tree with lists and reports mixed: each is
//! compared with what a second, slower reckoning finds in the rows.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use tiendo::base::Date;
use tiendo::model::{Portal, UnitKind};
use tiendo::progress;

use crate::figures_pace::{Specimen, day};

/// Days of reports and initiatives in the random sites: within a month and far apart.
const DAYS: [&str; 10] = [
    "2024-05-31",
    "2024-06-30",
    "2024-07-10",
    "2024-07-31",
    "2024-08-15",
    "2024-08-31",
    "2024-09-15",
    "2024-09-30",
    "2024-10-20",
    "2024-11-10",
];

/// What a leaf of a random tree says.
#[derive(Debug, Clone)]
struct RandomLeaf {
    /// Index of the inner unit above.
    parent: usize,
    /// First and last day as indices of [`DAYS`].
    life: (Option<usize>, Option<usize>),
    /// Growth from day to day; `None` is a day without a report. Without any the unit has a list.
    growth: Option<Vec<Option<i64>>>,
    /// Days of its list; `None` is an initiative without a date.
    list: Vec<Option<usize>>,
}

fn random_leaf() -> impl Strategy<Value = RandomLeaf> {
    let growth = prop::collection::vec(prop::option::weighted(0.7, 0..40i64), DAYS.len());
    let dated = prop::option::weighted(0.9, 0..DAYS.len());
    let life = (
        prop::option::weighted(0.15, 3..6usize),
        prop::option::weighted(0.15, 6..9usize),
    );
    let list = prop::collection::vec(dated, 1..4);
    (0..4usize, life, prop::option::of(growth), list).prop_map(|(parent, life, growth, list)| {
        RandomLeaf {
            parent,
            life,
            growth,
            list,
        }
    })
}

/// A tree whose inner units report nothing; leaves report or have a list, and some inner units have
/// a list of their own.
fn mixed() -> impl Strategy<Value = Specimen> {
    let inner = prop::collection::vec((0..4usize, any::<bool>()), 3);
    let leaves = prop::collection::vec(random_leaf(), 1..7);
    (inner, leaves).prop_map(|(inner, leaves)| {
        let mut site = Specimen::new(500, &["i0;province;;;;"]);
        for (number, (parent, list)) in inner.into_iter().enumerate() {
            let unit = format!("i{}", number + 1);
            let parent = parent.min(number);
            site.units.push(format!("{unit};cluster;i{parent};;;"));
            if list {
                site = site.records(&unit, DAYS[number * 3], 2);
            }
        }
        let leaves = leaves.into_iter().enumerate();
        leaves.fold(site, |site, (number, leaf)| site.leaf(number, leaf))
    })
}

impl Specimen {
    fn leaf(mut self, number: usize, leaf: RandomLeaf) -> Self {
        let (from, to) = leaf.life;
        let date = |day: Option<usize>| day.map_or("", |day| DAYS[day]);
        let unit = format!("l{number}");
        let row = format!("{unit};upper;i{};;{};{}", leaf.parent, date(from), date(to));
        self.units.push(row);
        let alive = |day: usize| from.is_none_or(|f| f <= day) && to.is_none_or(|t| day <= t);
        let Some(growth) = leaf.growth else {
            for day in leaf.list.into_iter().filter(|day| day.is_none_or(alive)) {
                self = self.records(&unit, date(day), 1);
            }
            return self;
        };
        let mut count = 0;
        for (day, more) in growth.into_iter().enumerate() {
            if let Some(more) = more.filter(|_| alive(day)) {
                count += more;
                self = self.reports(&unit, &[(DAYS[day], count)]);
            }
        }
        self
    }
}

/// What each unit below another one reported itself, reckoned from the rows alone.
struct Leaf {
    begin: Date,
    end: Option<Date>,
    reports: BTreeMap<Date, i64>,
    records: Vec<Date>,
    undated: i64,
}

impl Leaf {
    fn all(portal: &Portal, above: usize) -> Vec<Self> {
        let mut leaves = Vec::new();
        for unit in portal.tree.below(above) {
            let record = &portal.units[unit];
            let reports = portal.reports.iter().filter(|r| r.unit == record.id);
            let records = portal.initiatives.iter();
            let records = records.filter(|i| *i.unit == record.id);
            let records: Vec<Option<Date>> = records.map(|i| i.date).collect();
            leaves.push(Self {
                begin: day("2024-01-01").max(record.valid_from.unwrap_or(Date::MIN)),
                end: record.valid_to,
                reports: reports
                    .filter_map(|r| Some((r.as_of, r.submitted?)))
                    .collect(),
                undated: records.iter().filter(|date| date.is_none()).count() as i64,
                records: records.into_iter().flatten().collect(),
            });
        }
        leaves.retain(|leaf| {
            !leaf.reports.is_empty() || !leaf.records.is_empty() || leaf.undated > 0
        });
        leaves
    }

    /// The first day of a unit that neither reports nor has a list: from then on a sum of zero is not known.
    fn silent(portal: &Portal, above: usize) -> Option<Date> {
        let counted = |id: &str| {
            portal.reports.iter().any(|r| r.unit == id)
                || portal.initiatives.iter().any(|i| *i.unit == *id)
        };
        let below = portal.tree.below(above).into_iter();
        let below = below.map(|unit| &portal.units[unit]);
        let silent = below.filter(|unit| unit.kind == UnitKind::Upper && !counted(&unit.id));
        silent
            .map(|unit| unit.valid_from.unwrap_or(Date::MIN))
            .min()
    }

    fn count(&self, on: Date) -> i64 {
        if self.reports.is_empty() {
            let dated = self.records.iter().filter(|day| **day <= on).count();
            return self.undated + dated as i64;
        }
        self.reports
            .range(..=on)
            .next_back()
            .map_or(0, |report| *report.1)
    }

    /// Whether the count at the end of a day is known and not carried on from an older report.
    fn known(&self, on: Date) -> bool {
        let ended = self.end.is_some_and(|end| end < on);
        self.reports.is_empty() || on < self.begin || ended || self.reports.contains_key(&on)
    }

    /// Whether it is being counted on a day without having reported yet.
    fn awaited(&self, on: Date) -> bool {
        let first = self.reports.keys().next();
        first.is_some_and(|first| self.begin <= on && on < *first)
    }

    /// Whether its count within the second phase is known: from the eve on.
    fn in_phase(&self) -> bool {
        let (eve, start) = (day("2024-06-30"), day("2024-07-01"));
        let based = self.begin >= start || self.reports.contains_key(&eve);
        let newest = self.reports.keys().next_back();
        let alive = self.end.is_none_or(|end| start <= end);
        alive && (self.reports.is_empty() || (based && newest.is_some_and(|d| *d >= start)))
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_days_of_a_sum_are_those_on_which_nobody_is_awaited(site in mixed()) {
        let portal = site.portal();
        let progress = progress::compute(&portal, day("2024-11-15"));
        for (unit, figures) in progress.programmes["p"].units.iter().enumerate() {
            let leaves = Leaf::all(&portal, unit);
            let mut days: BTreeSet<Date> = BTreeSet::new();
            for leaf in &leaves {
                days.extend(leaf.reports.keys().chain(&leaf.records));
            }
            days.retain(|day| leaves.iter().all(|leaf| !leaf.awaited(*day)));
            let silent = Leaf::silent(&portal, unit);
            let expected: Vec<(Date, i64)> = days
                .into_iter()
                .map(|day| (day, leaves.iter().map(|leaf| leaf.count(day)).sum()))
                .filter(|(day, sum)| *sum != 0 || silent.is_none_or(|since| *day < since))
                .collect();
            let points = figures.totals.series.points.iter();
            prop_assert_eq!(points.map(|p| (p.date, p.value)).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn a_pace_lies_between_days_on_which_all_is_known(site in mixed()) {
        let portal = site.portal();
        let progress = progress::compute(&portal, day("2024-11-15"));
        for (unit, figures) in progress.programmes["p"].units.iter().enumerate() {
            let Some(p) = &figures.phases[1] else { continue };
            let leaves: Vec<Leaf> = Leaf::all(&portal, unit).into_iter().filter(Leaf::in_phase).collect();
            let sum = |on: Date| leaves.iter().map(|leaf| leaf.count(on)).sum::<i64>();
            let all_known = |on: Date| leaves.iter().all(|leaf| leaf.known(on));
            let eve = day("2024-06-30");
            let within = (!leaves.is_empty()).then(|| sum(day("2024-11-15")) - sum(eve));
            // A sum of nothing is blank while somebody or a date is missing.
            if p.submitted.is_none() && within.is_none_or(|n| n == 0) {
                continue;
            }
            prop_assert_eq!(p.submitted, within);
            if let Some((pace, (from, to))) = p.actual.zip(p.actual_days) {
                prop_assert!(all_known(from) && all_known(to), "{from} {to}");
                prop_assert_eq!(pace.count, sum(to) - sum(from));
                prop_assert!((28..=56).contains(&pace.days));
            }
            if let Some(f) = p.forecast {
                prop_assert!(all_known(f.from) && all_known(f.to));
                prop_assert!(f.low <= f.expected && f.expected <= f.high && f.low >= p.submitted.unwrap());
                let ahead = (day("2024-12-31") - f.to).get_days();
                prop_assert!(ahead <= (f.to - f.from).get_days(), "{f:?}");
            }
            // Nothing is left out either: four days of all reports give a forecast when they reach
            // back far enough, and no number fell.
            let reporting = leaves.iter().any(|leaf| !leaf.reports.is_empty() && leaf.end.is_none());
            let common: Vec<Date> = DAYS.iter().map(|d| day(d)).filter(|d| *d > eve && all_known(*d)).collect();
            let reported = |on: &Date| leaves.iter().any(|leaf| leaf.reports.contains_key(on));
            let common: Vec<Date> = common.into_iter().filter(reported).collect();
            if let ([first, .., last], true) = (common.as_slice(), reporting) {
                let back = (*last - *first).get_days();
                let ahead = (day("2024-12-31") - *last).get_days();
                let near = (day("2024-11-15") - *last).get_days() <= 56;
                prop_assert_eq!(p.forecast.is_some(), common.len() >= 4 && ahead <= back && near);
            }
        }
    }
}
