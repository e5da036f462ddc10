//! Laws of the figures, for any tree of units, any reports and any records.
#![allow(clippy::disallowed_methods, reason = "a test writes its own site")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index;
use tiendo::base::{Date, Interner, date};
use tiendo::diag::Problems;
use tiendo::model::{self, Options, Origin, Portal};
use tiendo::progress::{self, PhaseProgress, ProgrammeProgress, Ranks, UnitProgress};

use crate::common::put;

const DAYS: [&str; 6] = [
    "2024-01-31",
    "2024-03-31",
    "2024-06-30",
    "2024-07-31",
    "2024-09-30",
    "2024-11-15",
];

/// What a site says, in rows that may come in any order.
#[derive(Debug, Clone)]
struct Site {
    /// Parent (an earlier unit), kind, first and last day as indices of [`DAYS`].
    units: Vec<(usize, usize, Option<usize>, Option<usize>)>,
    /// Unit, day, count.
    reports: Vec<(usize, usize, u16)>,
    /// Unit, day if known, whether valid.
    records: Vec<(usize, Option<usize>, bool)>,
}

fn sites() -> impl Strategy<Value = Site> {
    let day = || prop::option::weighted(0.2, 0..DAYS.len());
    let unit = (any::<Index>(), 0..3usize, day(), day());
    (2..14usize).prop_flat_map(move |n| {
        let units = prop::collection::vec(unit.clone(), n);
        let reports = prop::collection::vec((0..n, 0..DAYS.len(), 0..500u16), 0..20);
        let records = prop::collection::vec(
            (
                0..n,
                prop::option::weighted(0.9, 0..DAYS.len()),
                any::<bool>(),
            ),
            0..20,
        );
        (units, reports, records).prop_map(|(units, reports, records)| Site {
            units: units
                .into_iter()
                .enumerate()
                .map(|(i, (p, k, a, b))| (p.index(i.max(1)), k, a, b))
                .collect(),
            reports,
            records,
        })
    })
}

impl Site {
    fn rows(&self) -> [Vec<String>; 3] {
        let day = |day: Option<usize>| day.map_or("", |d| DAYS[d]);
        let kinds = ["cluster", "upper", "grassroots"];
        let units = self
            .units
            .iter()
            .enumerate()
            .map(|(i, (parent, kind, from, to))| {
                let (parent, kind) = if i == 0 {
                    (String::new(), "province")
                } else {
                    (format!("u{parent}"), kinds[*kind])
                };
                let (from, to) = if i == 0 {
                    (None, None)
                } else {
                    (*from, to.filter(|to| from.is_none_or(|f| f < *to)))
                };
                format!(
                    "u{i};Đơn vị {i};{kind};{parent};{};{};{}",
                    i * 40,
                    day(from),
                    day(to)
                )
            });
        // One report of a unit and day, so that no two contradict each other.
        let reports: BTreeMap<(usize, usize), u16> = self
            .reports
            .iter()
            .map(|(u, d, n)| ((*u, *d), *n))
            .collect();
        let reports = reports
            .iter()
            .map(|((unit, day), n)| format!("{};u{unit};{n}", DAYS[*day]));
        let records = self
            .records
            .iter()
            .enumerate()
            .map(|(i, (unit, when, valid))| {
                format!(
                    "SK{i};Sáng kiến {i};u{unit};{};{}",
                    day(*when),
                    if *valid { "valid" } else { "submitted" }
                )
            });
        [units.collect(), reports.collect(), records.collect()]
    }

    fn portal(&self, order: impl Fn(&mut Vec<String>)) -> Portal {
        let root = tempfile::tempdir().unwrap();
        let mut rows = self.rows();
        rows.iter_mut().for_each(order);
        let table = |head: &str, rows: &[String]| format!("{head}\n{}\n", rows.join("\n"));
        put(root.path(), "content/site.yaml", "title: T\n");
        put(
            root.path(),
            "content/programmes/p.yaml",
            "id: p\ntitle: P\ncounted_from: 2024-01-01\nphases:\n  - {id: g1, title: G1, start: 2024-01-01, end: \
             2024-06-30, target: 900}\n  - {id: g2, title: G2, start: 2024-07-01, end: 2024-12-31, target: 700}\n",
        );
        put(
            root.path(),
            "content/units.csv",
            table("id;title;kind;parent;members;valid_from;valid_to", &rows[0]),
        );
        put(
            root.path(),
            "content/reports/r.csv",
            table("as_of;unit;submitted", &rows[1]),
        );
        put(
            root.path(),
            "content/initiatives/i.csv",
            table("code;title;unit;date;status", &rows[2]),
        );
        let mut problems = Problems::default();
        let sources = tiendo::source::discover(root.path(), &mut problems);
        let interner = Interner::default();
        let files = sources
            .iter()
            .map(|source| model::convert(source, &interner));
        let mut portal = model::assemble(files, &sources, Options::default(), &mut problems).0;
        // In which row a report stands is no part of a figure.
        portal
            .reports
            .iter_mut()
            .for_each(|report| report.origin = Origin::default());
        portal
    }
}

fn as_of() -> Date {
    date::parse("2024-11-30").unwrap()
}

/// Everything about a unit but its ranks, which are about the others; in words, so that any
/// difference shows.
fn said(figures: &UnitProgress<'_>) -> String {
    let phases: Vec<Option<PhaseProgress<'_>>> = figures
        .phases
        .iter()
        .map(|p| {
            p.clone().map(|p| PhaseProgress {
                ranks: Ranks::default(),
                ..p
            })
        })
        .collect();
    format!("{:?} {phases:?}", figures.totals)
}

fn with<T>(portal: &Portal, look: impl FnOnce(&ProgrammeProgress<'_>) -> T) -> T {
    look(&progress::compute(portal, as_of()).programmes["p"])
}

/// Sums of the units below, and of a unit's own records.
fn check_sums(portal: &Portal, figures: &ProgrammeProgress<'_>) {
    let (start, end) = (date::parse("2024-01-01"), as_of());
    for (unit, of) in figures.units.iter().enumerate() {
        let children: Vec<usize> = portal
            .tree
            .children(unit)
            .iter()
            .copied()
            .filter(|c| portal.units[*c].existed(start, end))
            .collect();
        for count in [of.totals.submitted, of.totals.valid].into_iter().flatten() {
            let below = portal.tree.below(unit);
            let existed = |u: &usize| portal.units[*u].existed(start, end);
            let reports = |u: usize| portal.reports.iter().any(|r| r.unit == portal.units[u].id);
            // A list may speak for a whole branch only where nobody in it reports.
            if count.origin == progress::Origin::Records && below.iter().all(existed) {
                assert!(!below.into_iter().skip(1).any(reports), "u{unit}");
            }
        }
        let Some(count) = of
            .totals
            .submitted
            .filter(|c| c.origin != progress::Origin::Report)
        else {
            continue;
        };
        let below: i64 = children
            .iter()
            .filter_map(|c| figures.units[*c].totals.submitted)
            .map(|c| c.value)
            .sum();
        let own = portal
            .initiatives
            .iter()
            .filter(|i| *i.unit == portal.units[unit].id)
            .count();
        assert_eq!(count.value, below + own as i64, "u{unit}");
        assert_eq!(
            of.totals.series.at(end).map(|p| p.value),
            Some(count.value),
            "the series ends at the total: u{unit}"
        );
        for (number, phase) in of.phases.iter().enumerate() {
            let Some(phase) = phase.as_ref().filter(|p| {
                p.count
                    .is_some_and(|c| c.origin != progress::Origin::Report)
            }) else {
                continue;
            };
            let of = |c: &usize| {
                figures.units[*c].phases[number]
                    .as_ref()
                    .and_then(|p| p.submitted)
            };
            let below: i64 = portal.tree.children(unit).iter().filter_map(of).sum();
            let (from, to) = [("2024-01-01", "2024-06-30"), ("2024-07-01", "2024-12-31")][number];
            let inside = |day: Date| date::parse(from) <= Some(day) && Some(day) <= date::parse(to);
            let own = portal
                .initiatives
                .iter()
                .filter(|i| *i.unit == portal.units[unit].id);
            let own = own.filter(|i| i.date.is_some_and(inside)).count();
            assert_eq!(
                phase.submitted,
                Some(below + own as i64),
                "u{unit} in phase {number}"
            );
        }
        if let progress::Origin::Sum(coverage) = count.origin {
            assert!(
                coverage.reported + coverage.partial <= coverage.expected,
                "u{unit}: {coverage:?}"
            );
            assert!(
                coverage.reported + coverage.partial > 0,
                "a sum of nothing is no sum: u{unit}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sums_hold_under_any_tree(site in sites()) {
        let portal = site.portal(|_| {});
        with(&portal, |figures| check_sums(&portal, figures));
    }

    #[test]
    fn the_order_of_rows_never_matters(site in sites(), seed in any::<u64>()) {
        let (portal, shuffled) = (site.portal(|_| {}), site.portal(|rows| shuffle(rows, seed)));
        let of = |portal: &Portal| with(portal, |figures| {
            let units = portal.units.iter().zip(&figures.units);
            let by_id: BTreeMap<String, (String, Vec<Option<Ranks>>)> = units
                .map(|(u, f)| (u.id.clone(), (said(f), f.phases.iter().map(|p| p.as_ref().map(|p| p.ranks)).collect())))
                .collect();
            by_id
        });
        prop_assert_eq!(of(&portal), of(&shuffled));
    }

    #[test]
    fn who_is_not_above_or_below_changes_nothing(site in sites(), who in any::<Index>(), count in 0..900u16) {
        let who = who.index(site.units.len());
        let mut changed = site.clone();
        changed.reports.push((who, 2, count));
        changed.records.push((who, Some(3), true));
        let (before, after) = (site.portal(|_| {}), changed.portal(|_| {}));
        let of = |portal: &Portal| with(portal, |figures| figures.units.iter().map(said).collect::<Vec<_>>());
        let (was, is) = (of(&before), of(&after));
        for unit in 0..site.units.len() {
            let touched = unit == who || before.ancestors(&before.units[who]).iter().any(|a| a.id == before.units[unit].id);
            prop_assert!(touched || was[unit] == is[unit], "u{unit} changed with u{who}:\n{}\n{}", was[unit], is[unit]);
        }
    }

    #[test]
    fn later_days_do_not_change_what_was_known(site in sites()) {
        // A figure of a day is the same whether the site stands at that day or sees later reports that it must not count.
        let portal = site.portal(|_| {});
        let early = site.clone();
        let early = Site {
            reports: early.reports.into_iter().filter(|(_, d, _)| *d < 3).collect(),
            records: early.records.into_iter().filter(|(_, d, _)| d.is_none_or(|d| d < 3)).collect(),
            ..early
        };
        let early = early.portal(|_| {});
        let day = date::parse("2024-06-30").unwrap();
        let of = |portal: &Portal| {
            let progress = progress::compute(portal, day);
            // Sources are told apart by where they stand; here the figures alone are compared.
            progress.programmes["p"].units.iter().map(|u| (u.totals.submitted, u.totals.valid)).collect::<Vec<_>>()
        };
        prop_assert_eq!(of(&portal), of(&early));
    }
}

/// Fisher and Yates, with a generator that gives the same order for a seed.
fn shuffle(rows: &mut [String], mut seed: u64) {
    for at in (1..rows.len()).rev() {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        rows.swap(at, (seed >> 33) as usize % (at + 1));
    }
}
