//! Paces, forecasts, standing of old figures and ranks: small sites whose right values were
//! worked out by hand, and laws for any tree with lists and reports mixed.
#![allow(clippy::disallowed_methods, reason = "a test writes its own site")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use tiendo::base::{Date, Interner, date};
use tiendo::diag::Problems;
use tiendo::model::{self, Options, Portal};
use tiendo::progress::{self, Pace, PhaseProgress, ProgrammeProgress, Ranks, Status};

use crate::common::put;

/// A programme counted from 2024-01-01 with two half-years, and units, reports and initiatives
/// as rows.
#[derive(Debug, Clone, Default)]
struct Specimen {
    /// Further keys of the programme.
    programme: &'static str,
    /// Of the phases, and of each unit when it has one of its own.
    target: i64,
    unit_targets: bool,
    /// `id;kind;parent;members;valid_from;valid_to`
    units: Vec<String>,
    /// `as_of;unit;submitted`
    reports: Vec<String>,
    /// `unit;date`
    records: Vec<String>,
}

impl Specimen {
    fn new(target: i64, units: &[&str]) -> Self {
        let owned = |row: &&str| (*row).to_owned();
        Self {
            target,
            units: units.iter().map(owned).collect(),
            ..Self::default()
        }
    }

    /// Cumulative counts of a unit, by days.
    fn reports(mut self, unit: &str, counts: &[(&str, i64)]) -> Self {
        let row = |(day, count): &(&str, i64)| format!("{day};{unit};{count}");
        self.reports.extend(counts.iter().map(row));
        self
    }

    /// Initiatives of a unit, so many on a day.
    fn records(mut self, unit: &str, day: &str, count: usize) -> Self {
        let row = format!("{unit};{day}");
        self.records.extend(std::iter::repeat_n(row, count));
        self
    }

    fn portal(&self) -> Portal {
        let root = tempfile::tempdir().unwrap();
        put(root.path(), "content/site.yaml", "title: T\n");
        let programme = format!(
            "id: p\ntitle: P\ncounted_from: 2024-01-01\n{}phases:\n  - {{id: g1, title: G1, start: \
             2024-01-01, end: 2024-06-30, target: {target}}}\n  - {{id: g2, title: G2, start: \
             2024-07-01, end: 2024-12-31, target: {target}}}\n",
            self.programme,
            target = self.target
        );
        put(root.path(), "content/programmes/p.yaml", programme);
        let table = |head: &str, rows: &[String]| format!("{head}\n{}\n", rows.join("\n"));
        let titled = |row: &String| {
            let (id, rest) = row.split_once(';').unwrap();
            let target = if self.unit_targets {
                self.target.to_string()
            } else {
                String::new()
            };
            format!("{id};Đơn vị {id};{rest};{target};{target}")
        };
        let units: Vec<String> = self.units.iter().map(titled).collect();
        let head = "id;title;kind;parent;members;valid_from;valid_to;targets.g1;targets.g2";
        put(root.path(), "content/units.csv", table(head, &units));
        put(
            root.path(),
            "content/reports/r.csv",
            table("as_of;unit;submitted", &self.reports),
        );
        let coded =
            |(number, row): (usize, &String)| format!("SK{number};Sáng kiến {number};{row}");
        let records: Vec<String> = self.records.iter().enumerate().map(coded).collect();
        if !records.is_empty() {
            put(
                root.path(),
                "content/initiatives/i.csv",
                table("code;title;unit;date", &records),
            );
        }
        let mut problems = Problems::default();
        let sources = tiendo::source::discover(root.path(), &mut problems);
        let interner = Interner::default();
        let files = sources
            .iter()
            .map(|source| model::convert(source, &interner));
        model::assemble(files, &sources, Options::default(), &mut problems).0
    }

    /// What is computed for a day, to be looked at.
    fn on<T>(&self, as_of: &str, look: impl FnOnce(&Portal, &ProgrammeProgress<'_>) -> T) -> T {
        let portal = self.portal();
        let progress = progress::compute(&portal, day(as_of));
        look(&portal, &progress.programmes["p"])
    }

    /// Pace of late, and the forecast as expected, low and high, of a unit.
    fn pacing(&self, as_of: &str, phase: usize, unit: &str) -> (Option<Pace>, Option<[i64; 3]>) {
        self.on(as_of, |portal, figures| {
            let p = in_phase(portal, figures, phase, unit);
            (p.actual, p.forecast.map(|f| [f.expected, f.low, f.high]))
        })
    }

    /// The days and counts of a unit's series.
    fn series(&self, as_of: &str, unit: &str) -> Vec<(String, i64)> {
        self.on(as_of, |portal, figures| {
            let unit = portal.units.iter().position(|u| u.id == unit).unwrap();
            let points = figures.units[unit].totals.series.points.iter();
            points.map(|p| (p.date.to_string(), p.value)).collect()
        })
    }
}

fn day(text: &str) -> Date {
    date::parse(text).unwrap()
}

fn in_phase<'p, 'a>(
    portal: &Portal,
    figures: &'p ProgrammeProgress<'a>,
    phase: usize,
    unit: &str,
) -> &'p PhaseProgress<'a> {
    let unit = portal.units.iter().position(|u| u.id == unit).unwrap();
    figures.units[unit].phases[phase].as_ref().unwrap()
}

const TWO: [&str; 3] = ["t;province;;;;", "a;upper;t;;;", "b;upper;t;;;"];

/// The province has stood still since 20 September.
fn stalled() -> Specimen {
    let grown = [
        ("2024-06-30", 0),
        ("2024-07-31", 50),
        ("2024-08-31", 100),
        ("2024-09-10", 150),
        ("2024-09-20", 200),
    ];
    let same = [
        ("2024-09-30", 200),
        ("2024-10-10", 200),
        ("2024-10-31", 200),
        ("2024-11-15", 200),
    ];
    Specimen::new(500, &TWO)
        .reports("a", &grown)
        .reports("a", &same)
        .reports("b", &[("2024-06-30", 5)])
}

#[test]
fn a_sum_that_stands_still_has_no_pace() {
    let site = stalled();
    let (pace, forecast) = site.pacing("2024-11-15", 1, "t");
    assert_eq!(pace, Some(Pace { count: 0, days: 36 }));
    assert_eq!(forecast, Some([264, 200, 430]));
    let days: Vec<String> = site
        .series("2024-11-15", "t")
        .into_iter()
        .map(|(day, _)| day)
        .collect();
    assert_eq!(
        days[4..],
        [
            "2024-09-20",
            "2024-09-30",
            "2024-10-10",
            "2024-10-31",
            "2024-11-15"
        ]
    );
}

#[test]
fn a_list_does_not_make_the_first_report_of_another_growth() {
    let site = Specimen::new(5_000, &TWO)
        .reports("b", &[("2024-05-20", 1_000)])
        .records("a", "2024-02-01", 1);
    assert_eq!(site.pacing("2024-06-05", 0, "t"), (None, None));
    assert_eq!(
        site.series("2024-06-05", "t"),
        [("2024-05-20".to_owned(), 1_001)]
    );
}

#[test]
fn nor_does_one_that_is_summed_further_down() {
    let units = [
        "t;province;;;;",
        "c;cluster;t;;;",
        "a;upper;c;;;",
        "b;upper;c;;;",
        "d;upper;t;;;",
    ];
    let site = Specimen::new(5_000, &units)
        .reports("b", &[("2024-05-20", 1_000)])
        .records("a", "2024-02-01", 1)
        .records("d", "2024-03-01", 2);
    for unit in ["c", "t"] {
        assert_eq!(site.pacing("2024-06-05", 0, unit), (None, None), "{unit}");
    }
    assert_eq!(
        site.series("2024-06-05", "t"),
        [("2024-05-20".to_owned(), 1_003)]
    );
}

#[test]
fn a_sum_grows_on_the_days_on_which_all_its_units_reported() {
    let days = ["2024-07-31", "2024-08-31", "2024-09-30", "2024-10-31"];
    let on = |counts: [i64; 4]| -> Vec<(&str, i64)> { days.into_iter().zip(counts).collect() };
    let site = Specimen::new(500, &TWO)
        .reports("a", &[("2024-06-30", 10)])
        .reports("b", &[("2024-06-30", 100)])
        .reports("a", &on([20, 30, 40, 50]))
        .reports("b", &on([100, 110, 130, 160]));
    // 10 + 0, 20 + 10, 30 + 30 and 40 + 60 within the phase: 90 in 92 days, 61 days are left; from
    // one report to the next 20/31, 30/30 and 40/31.
    assert_eq!(
        site.pacing("2024-10-31", 1, "t"),
        (
            Some(Pace {
                count: 40,
                days: 31
            }),
            Some([160, 139, 179])
        )
    );
    // A newer report of one of the two is no day of both, but is known: 45 more at least.
    let ahead = site.reports("a", &[("2024-11-10", 150)]);
    assert_eq!(
        ahead.pacing("2024-11-10", 1, "t"),
        (
            Some(Pace {
                count: 40,
                days: 31
            }),
            Some([200, 200, 200])
        )
    );
}

#[test]
fn reports_on_different_days_give_no_forecast_of_the_sum() {
    let site = Specimen::new(500, &TWO)
        .reports(
            "a",
            &[("2024-06-30", 0), ("2024-07-31", 10), ("2024-08-31", 20)],
        )
        .reports("a", &[("2024-09-30", 30), ("2024-10-31", 40)])
        .reports(
            "b",
            &[("2024-06-30", 0), ("2024-07-15", 10), ("2024-08-15", 20)],
        )
        .reports("b", &[("2024-09-15", 30), ("2024-10-15", 40)]);
    assert_eq!(site.pacing("2024-10-31", 1, "t"), (None, None));
    assert!(site.pacing("2024-10-31", 1, "a").1.is_some());
}

#[test]
fn a_unit_that_began_or_ended_in_the_phase_is_known_on_the_other_days() {
    let units = [
        "t;province;;;;",
        "a;upper;t;;;",
        "old;upper;t;;;2024-08-31",
        "new;upper;t;;2024-09-01;",
    ];
    let site = Specimen::new(500, &units)
        .reports(
            "a",
            &[("2024-06-30", 0), ("2024-07-31", 10), ("2024-08-31", 20)],
        )
        .reports("a", &[("2024-09-30", 30), ("2024-10-31", 40)])
        .reports(
            "old",
            &[("2024-06-30", 5), ("2024-07-31", 8), ("2024-08-31", 9)],
        )
        .reports("new", &[("2024-09-30", 2), ("2024-10-31", 3)]);
    // 13, 24, 36 and 47 within the phase.
    assert_eq!(
        site.pacing("2024-10-31", 1, "t"),
        (
            Some(Pace {
                count: 11,
                days: 31
            }),
            Some([70, 69, 71])
        )
    );
}

#[test]
fn the_units_of_the_count_are_the_units_of_the_pace() {
    // No count of b on the eve of the phase: it is not in the count, so its growth is not either.
    let site = Specimen::new(500, &TWO)
        .reports(
            "a",
            &[("2024-06-30", 0), ("2024-08-31", 20), ("2024-10-31", 40)],
        )
        .reports(
            "b",
            &[
                ("2024-05-31", 0),
                ("2024-08-31", 900),
                ("2024-10-31", 2_000),
            ],
        );
    site.on("2024-10-31", |portal, figures| {
        let p = in_phase(portal, figures, 1, "t");
        assert_eq!(p.submitted, Some(40));
        assert_eq!(p.actual, None, "61 days from report to report");
    });
    let monthly = site
        .reports("a", &[("2024-09-30", 30)])
        .reports("b", &[("2024-09-30", 1_000)]);
    let (pace, _) = monthly.pacing("2024-10-31", 1, "t");
    assert_eq!(
        pace,
        Some(Pace {
            count: 10,
            days: 31
        })
    );
}

#[test]
fn forty_days_of_history_forecast_no_year() {
    let counts = [
        ("2024-07-01", 0),
        ("2024-07-10", 1_000),
        ("2024-07-20", 4_000),
        ("2024-07-31", 9_000),
        ("2024-08-10", 18_000),
    ];
    let site = Specimen::new(10_000, &TWO)
        .reports("a", &[("2024-06-30", 0)])
        .reports("a", &counts);
    for unit in ["a", "t"] {
        assert_eq!(site.pacing("2024-08-10", 1, unit).1, None, "{unit}");
    }
}

#[test]
fn a_fall_leaves_no_forecast() {
    let site = Specimen::new(500, &TWO)
        .reports(
            "a",
            &[("2024-06-30", 0), ("2024-07-31", 10), ("2024-08-31", 20)],
        )
        .reports("a", &[("2024-09-30", 18), ("2024-10-31", 40)])
        .reports(
            "b",
            &[("2024-06-30", 0), ("2024-07-31", 10), ("2024-08-31", 20)],
        )
        .reports("b", &[("2024-09-30", 50), ("2024-10-31", 90)]);
    for unit in ["a", "t"] {
        assert_eq!(site.pacing("2024-10-31", 1, unit).1, None, "{unit}");
    }
    let before_the_phase = Specimen::new(500, &TWO)
        .reports(
            "a",
            &[("2024-06-30", 20), ("2024-07-31", 10), ("2024-08-31", 20)],
        )
        .reports("a", &[("2024-09-30", 30), ("2024-10-31", 40)]);
    assert_eq!(before_the_phase.pacing("2024-10-31", 1, "a").1, None);
}

#[test]
fn reports_are_counted_by_metric_day_and_phase() {
    let site = Specimen::new(500, &TWO)
        .reports(
            "a",
            &[("2024-06-30", 0), ("2024-07-31", 10), ("2024-08-31", 20)],
        )
        .reports("a", &[("2024-09-30", 30)]);
    let mut again = site.clone();
    again.reports.push("2024-09-30;a;30".to_owned());
    assert_eq!(again.pacing("2024-09-30", 1, "a").1, None, "three days");
    let four = site.reports("a", &[("2024-10-31", 40)]);
    assert_eq!(four.pacing("2024-10-31", 1, "a").1, Some([60, 60, 60]));
}

#[test]
fn on_the_last_day_nothing_is_forecast() {
    let mut site = Specimen::new(500, &TWO)
        .reports(
            "a",
            &[("2024-06-30", 0), ("2024-07-31", 10), ("2024-08-31", 20)],
        )
        .reports("a", &[("2024-09-30", 30), ("2024-12-31", 40)]);
    site.unit_targets = true;
    site.on("2024-12-31", |portal, figures| {
        let p = in_phase(portal, figures, 1, "a");
        assert_eq!((p.required, p.forecast), (None, None));
        assert_eq!(p.status, Status::Behind);
    });
}

/// Two units at 14 %: one silent since July, one that reported yesterday.
fn silent() -> Specimen {
    Specimen::new(500, &TWO)
        .reports("a", &[("2024-06-30", 0), ("2024-07-25", 70)])
        .reports("b", &[("2024-06-30", 0), ("2024-11-14", 70)])
}

#[test]
fn silence_is_not_rewarded() {
    let mut with_targets = silent();
    with_targets.unit_targets = true;
    with_targets.on("2024-11-15", |portal, figures| {
        let [a, b] = ["a", "b"].map(|unit| in_phase(portal, figures, 1, unit));
        assert_eq!((a.status, b.status), (Status::Silent, Status::Behind));
        assert_eq!((a.required, a.actual, a.forecast), (None, None, None));
        assert!(b.required.is_some());
    });
    // 56 days after 25 July is 19 September.
    for (as_of, status) in [
        ("2024-09-19", Status::OnTrack),
        ("2024-09-20", Status::Silent),
    ] {
        with_targets.on(as_of, |portal, figures| {
            assert_eq!(in_phase(portal, figures, 1, "a").status, status, "{as_of}");
        });
    }
    with_targets.programme = "silent_after: 120\n";
    with_targets.on("2024-11-15", |portal, figures| {
        assert_eq!(in_phase(portal, figures, 1, "a").status, Status::OnTrack);
    });
}

#[test]
fn what_was_reached_stays_reached() {
    let mut site = Specimen::new(70, &TWO)
        .reports("a", &[("2024-06-30", 0), ("2024-07-26", 70)])
        .reports("b", &[("2024-06-30", 0), ("2024-07-26", 71)]);
    site.unit_targets = true;
    site.on("2024-11-15", |portal, figures| {
        let status = |unit| in_phase(portal, figures, 1, unit).status;
        assert_eq!((status("a"), status("b")), (Status::Met, Status::Exceeded));
    });
}

#[test]
fn one_alone_has_no_rank_and_a_few_members_make_no_ratio() {
    let units = [
        "t;province;;5000;;",
        "a;upper;t;7;;",
        "b;upper;t;100;;",
        "c;upper;t;99;;",
        "d;upper;t;4000;;",
        "e;grassroots;d;;;",
    ];
    let mut site = Specimen::new(500, &units);
    site.unit_targets = true;
    for (unit, count) in [("a", 10_000), ("b", 20), ("c", 30), ("d", 40), ("e", 5)] {
        site = site.reports(unit, &[("2024-06-30", count)]);
    }
    site.on("2024-06-30", |portal, figures| {
        let [a, b, c, d, e, t] =
            ["a", "b", "c", "d", "e", "t"].map(|unit| in_phase(portal, figures, 0, unit));
        assert_eq!(e.ranks, Ranks::default(), "the only union of its level");
        assert_eq!(t.ranks, Ranks::default());
        let place = |p: &PhaseProgress<'_>| p.ranks.per_100_members.map(|r| (r.place, r.of));
        assert_eq!(
            [a, b, c, d].map(place),
            [None, Some((1, 2)), None, Some((2, 2))]
        );
        assert_eq!((a.per_100_members, c.per_100_members), (None, None));
        assert_eq!(b.per_100_members, Some(20.0));
        assert_eq!(a.ranks.count.map(|r| (r.place, r.of)), Some((1, 4)));
    });
    let mut alone = Specimen::new(500, &TWO).reports("a", &[("2024-06-30", 3)]);
    alone.unit_targets = true;
    alone.on("2024-06-30", |portal, figures| {
        assert_eq!(in_phase(portal, figures, 0, "a").ranks, Ranks::default());
    });
}

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

/// A tree whose inner units report nothing: leaves report, have a list, or both below one unit.
fn mixed() -> impl Strategy<Value = Specimen> {
    let leaf = (
        0..4usize,
        prop::option::weighted(0.15, 3..6usize),
        prop::option::weighted(0.15, 6..9usize),
        // Growth from day to day; none is a day without a report.
        prop::collection::vec(prop::option::weighted(0.7, 0..40i64), DAYS.len()),
        prop::collection::vec(0..DAYS.len(), 1..4),
        any::<bool>(),
    );
    let inner = prop::collection::vec(0..4usize, 3);
    (inner, prop::collection::vec(leaf, 1..7)).prop_map(|(inner, leaves)| {
        let mut site = Specimen::new(500, &["i0;province;;;;"]);
        for (number, parent) in inner.iter().enumerate() {
            let parent = parent.min(&number);
            site.units
                .push(format!("i{};cluster;i{parent};;;", number + 1));
        }
        for (number, (parent, from, to, growth, list, reports)) in leaves.into_iter().enumerate() {
            let date = |day: Option<usize>| day.map_or("", |day| DAYS[day]);
            let (first, last) = (date(from), date(to));
            let unit = format!("l{number}");
            site.units
                .push(format!("{unit};upper;i{parent};;{first};{last}"));
            let alive =
                |day: &usize| from.is_none_or(|f| f <= *day) && to.is_none_or(|t| *day <= t);
            if !reports {
                for day in list.into_iter().filter(alive) {
                    site = site.records(&unit, DAYS[day], day % 3 + 1);
                }
                continue;
            }
            let mut count = 0;
            for (day, more) in growth.into_iter().enumerate().filter(|(day, _)| alive(day)) {
                let Some(more) = more else { continue };
                count += more;
                site = site.reports(&unit, &[(DAYS[day], count)]);
            }
        }
        site
    })
}

/// What each unit below another one told itself, reckoned from the rows alone.
struct Leaf {
    begin: Date,
    end: Option<Date>,
    reports: BTreeMap<Date, i64>,
    records: Vec<Date>,
}

impl Leaf {
    fn all(portal: &Portal, above: usize) -> Vec<Self> {
        let mut leaves = Vec::new();
        for unit in portal.tree.below(above) {
            let record = &portal.units[unit];
            let reports = portal.reports.iter().filter(|r| r.unit == record.id);
            let records = portal.initiatives.iter().filter(|i| *i.unit == record.id);
            leaves.push(Self {
                begin: day("2024-01-01").max(record.valid_from.unwrap_or(Date::MIN)),
                end: record.valid_to,
                reports: reports
                    .filter_map(|r| Some((r.as_of, r.submitted?)))
                    .collect(),
                records: records.filter_map(|i| i.date).collect(),
            });
        }
        leaves.retain(|leaf| !leaf.reports.is_empty() || !leaf.records.is_empty());
        leaves
    }

    fn count(&self, on: Date) -> i64 {
        if self.reports.is_empty() {
            return self.records.iter().filter(|day| **day <= on).count() as i64;
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
            let expected: Vec<(Date, i64)> = days
                .into_iter()
                .map(|day| (day, leaves.iter().map(|leaf| leaf.count(day)).sum()))
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
