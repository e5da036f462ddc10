//! Laws of the figures, for any tree of units, any reports and any records.
#![allow(clippy::disallowed_methods, reason = "a test writes its own site")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index;
use tiendo::base::{Date, Interner, date};
use tiendo::diag::Problems;
use tiendo::model::{self, Options, Origin, Portal};
use tiendo::progress::{
    self, PhaseProgress, ProgrammeProgress, Ranks, SetBy, Status, UnitProgress,
};

use crate::common::put;

/// The last one is after the day of the figures.
const DAYS: [&str; 7] = [
    "2024-01-31",
    "2024-03-31",
    "2024-06-30",
    "2024-07-31",
    "2024-09-30",
    "2024-11-15",
    "2025-06-30",
];
/// This many of them are drawn.
const SEEN: usize = 6;

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
    let day = || prop::option::weighted(0.2, 0..SEEN);
    let unit = (any::<Index>(), 0..3usize, day(), day());
    (2..14usize).prop_flat_map(move |n| {
        let units = prop::collection::vec(unit.clone(), n);
        let reports = prop::collection::vec((0..n, 0..SEEN, 0..500u16), 0..20);
        let records = prop::collection::vec(
            (0..n, prop::option::weighted(0.9, 0..SEEN), any::<bool>()),
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
                let target = match kind {
                    "upper" | "grassroots" => (20 + i * 13).to_string(),
                    _ => String::new(),
                };
                format!(
                    "u{i};Đơn vị {i};{kind};{parent};{};{};{};{target}",
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
            "id: p\ntitle: P\ncounted_from: 2024-01-01\nphases:\n  - {id: g1, title: G1, start: \
             2024-01-01, end: 2024-06-30}\n  - {id: g2, title: G2, start: 2024-07-01, end: \
             2024-12-31, target: 700}\n",
        );
        put(
            root.path(),
            "content/units.csv",
            table(
                "id;title;kind;parent;members;valid_from;valid_to;Chỉ tiêu G1",
                &rows[0],
            ),
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
        // In which row a report is is not part of a figure.
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
                // The unit above is named by its place in the file.
                set_by: SetBy::Unknown,
                ..p
            })
        })
        .collect();
    format!("{:?} {phases:?}", figures.totals)
}

fn with<T>(portal: &Portal, look: impl FnOnce(&ProgrammeProgress<'_>) -> T) -> T {
    look(&progress::compute(portal, as_of()).programmes["p"])
}

/// Whether no unit below one existed before or after it, nor before or after one between them.
fn nested(portal: &Portal, unit: usize) -> bool {
    let above = &portal.units[unit];
    portal.tree.children(unit).iter().all(|child| {
        let below = &portal.units[*child];
        let ends = above
            .valid_to
            .is_none_or(|last| below.valid_to.is_some_and(|day| day <= last));
        above.valid_from <= below.valid_from && ends && nested(portal, *child)
    })
}

/// A unit's own initiatives that count: without a date, or dated in a time in which it existed.
fn own_records(portal: &Portal, unit: usize, inside: impl Fn(Option<Date>) -> bool) -> i64 {
    let unit = &portal.units[unit];
    let own = portal.initiatives.iter().filter(|i| *i.unit == unit.id);
    let own = own.filter(|i| i.date.is_none_or(|day| unit.existed(Some(day), day)));
    own.filter(|i| inside(i.date)).count() as i64
}

/// Sums of the units below, and of a unit's own records.
fn check_sums(portal: &Portal, figures: &ProgrammeProgress<'_>) {
    let end = as_of();
    for (unit, of) in figures.units.iter().enumerate() {
        for count in [of.totals.submitted, of.totals.valid].into_iter().flatten() {
            let below = portal.tree.below(unit);
            let reports = |u: usize| {
                let unit = &portal.units[u];
                let mut reports = portal.reports.iter().filter(|r| r.unit == unit.id);
                reports.any(|r| unit.existed(Some(r.as_of), r.as_of))
            };
            // A list may speak for a whole branch only where no one in it reports.
            if count.origin == progress::Origin::Records && nested(portal, unit) {
                assert!(!below.into_iter().skip(1).any(reports), "u{unit}");
            }
        }
        let Some(count) = of
            .totals
            .submitted
            .filter(|c| c.origin != progress::Origin::Report && nested(portal, unit))
        else {
            continue;
        };
        let children = portal.tree.children(unit).iter();
        let below: i64 = children
            .filter_map(|c| figures.units[*c].totals.submitted)
            .map(|c| c.value)
            .sum();
        let own = own_records(portal, unit, |_| true);
        assert_eq!(count.value, below + own, "u{unit}");
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
            let inside = |day: Option<Date>| date::parse(from) <= day && day <= date::parse(to);
            let own = own_records(portal, unit, |day| day.is_some() && inside(day));
            assert_eq!(
                phase.submitted,
                Some(below + own),
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
                "a sum of nothing is not a sum: u{unit}"
            );
        }
    }
}

/// Where cumulative counts lie: the three parts are all of them.
fn check_placed(figures: &ProgrammeProgress<'_>) {
    for (unit, of) in figures.units.iter().enumerate() {
        let placed = of.totals.placed;
        assert_eq!(placed.is_some(), of.totals.submitted.is_some(), "u{unit}");
        let (Some(placed), Some(count)) = (placed, of.totals.submitted) else {
            continue;
        };
        let phases = of.phases.iter().flatten().filter_map(|p| p.submitted);
        assert_eq!(placed.in_phases, phases.sum::<i64>(), "u{unit}");
        let all = placed.in_phases + placed.outside + placed.unknown;
        assert_eq!(all, count.value, "u{unit}: {placed:?}");
    }
}

impl Site {
    /// The days on which a unit exists, by index of [`DAYS`].
    fn lives(&self, unit: usize, day: usize) -> bool {
        let (_, _, from, to) = self.units[unit];
        let to = to.filter(|to| from.is_none_or(|f| f < *to));
        unit == 0 || (from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to))
    }

    /// The units above one.
    fn above(&self, mut unit: usize) -> Vec<usize> {
        let mut above = Vec::new();
        while unit > 0 {
            unit = self.units[unit].0;
            above.push(unit);
        }
        above
    }

    /// Every unit that reports does so on the eve of the second phase too, on its own last day and
    /// on the newest one.
    fn with_all_baselines(mut self) -> Self {
        let mut more = Vec::new();
        for unit in 0..self.units.len() {
            if self
                .reports
                .iter()
                .any(|r| r.0 == unit && self.lives(unit, r.1))
            {
                let days = [Some(2), Some(5), self.units[unit].3];
                let days = days
                    .into_iter()
                    .flatten()
                    .filter(|day| self.lives(unit, *day));
                more.extend(days.map(|day| (unit, day, 7)));
            }
        }
        // Of two reports of a day the last one holds.
        self.reports.splice(0..0, more);
        self
    }

    fn reports_at_all(&self, unit: usize) -> bool {
        self.reports.iter().any(|report| report.0 == unit)
    }

    /// Counts that never fall, no lists, units that always existed, and no report of a unit for
    /// which one above reports.
    fn growing(mut self) -> Self {
        self.records.clear();
        self.units
            .iter_mut()
            .for_each(|unit| (unit.2, unit.3) = (None, None));
        let site = self.clone();
        let spoken_for = |unit| {
            site.above(unit)
                .iter()
                .any(|above| site.reports_at_all(*above))
        };
        self.reports.retain(|report| !spoken_for(report.0));
        let days: BTreeMap<(usize, usize), u16> = self
            .reports
            .iter()
            .map(|(u, d, n)| ((*u, *d), *n))
            .collect();
        self.reports.clear();
        for unit in 0..self.units.len() {
            let of_unit = || days.iter().filter(|((u, _), _)| *u == unit);
            let mut counts: Vec<u16> = of_unit().map(|(_, n)| *n).collect();
            counts.sort_unstable();
            let days = of_unit().map(|((_, day), _)| *day);
            self.reports
                .extend(days.zip(counts).map(|(day, n)| (unit, day, n)));
        }
        self
    }

    /// Reports for the last day of the first phase of all who can be asked for one: units that
    /// report, and those below which no one is. They lie between the reports before and after.
    fn completed(mut self, more: u16) -> Self {
        for unit in 0..self.units.len() {
            let own: Vec<(usize, u16)> = self
                .reports
                .iter()
                .filter(|r| r.0 == unit)
                .map(|r| (r.1, r.2))
                .collect();
            // Clusters that do not report are not asked.
            let asked = |below: usize| {
                self.above(below).contains(&unit)
                    && (self.units[below].1 != 0 || self.reports.iter().any(|r| r.0 == below))
            };
            let leaf = !(1..self.units.len()).any(asked);
            let cluster = unit > 0 && self.units[unit].1 == 0;
            let spoken_for = self
                .above(unit)
                .iter()
                .any(|above| self.reports_at_all(*above));
            let asked = !own.is_empty() || (leaf && !cluster && !spoken_for);
            if !asked || own.iter().any(|(day, _)| *day == 2) {
                continue;
            }
            let before = own.iter().filter(|(day, _)| *day < 2).map(|r| r.1).max();
            let after = own.iter().filter(|(day, _)| *day > 2).map(|r| r.1).min();
            let count = before.unwrap_or(0).saturating_add(more);
            self.reports
                .push((unit, 2, after.map_or(count, |after| after.min(count))));
        }
        self
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sums_hold_under_any_tree(site in sites()) {
        let portal = site.portal(|_| {});
        with(&portal, |figures| {
            check_sums(&portal, figures);
            check_placed(figures);
        });
    }

    #[test]
    fn with_all_baselines_phases_and_what_is_outside_are_all(site in sites()) {
        let portal = site.with_all_baselines().portal(|_| {});
        with(&portal, |figures| for (unit, of) in figures.units.iter().enumerate() {
            let below = portal.tree.below(unit);
            if let Some(placed) = of.totals.placed.filter(|_| below.iter().all(|u| nested(&portal, *u))) {
                assert_eq!(placed.unknown, 0, "u{unit}: {placed:?}");
            }
        });
    }

    #[test]
    fn a_cluster_in_which_nobody_is_changes_nothing(site in sites(), above in any::<Index>(), later in any::<bool>()) {
        let n = site.units.len();
        let mut changed = site.clone();
        changed.units.push((above.index(n), 0, None, None));
        if later {
            changed.units.push((n, 1, Some(SEEN), None));
        }
        let of = |portal: &Portal| with(portal, |figures| {
            let ranks = |f: &UnitProgress<'_>| f.phases.iter().map(|p| p.as_ref().map(|p| p.ranks)).collect::<Vec<_>>();
            figures.units[..n].iter().map(|f| (said(f), ranks(f))).collect::<Vec<_>>()
        });
        prop_assert_eq!(of(&site.portal(|_| {})), of(&changed.portal(|_| {})));
    }

    #[test]
    fn missed_stays_missed_whatever_is_reported_afterwards(site in sites(), more in 0..900u16) {
        let site = site.growing();
        let (before, after) = (site.clone().portal(|_| {}), site.completed(more).portal(|_| {}));
        let of = |portal: &Portal| with(portal, |figures| {
            let first = figures.units.iter().map(|f| f.phases[0].as_ref());
            first.map(|p| p.map(|p| (p.status, p.official, p.submitted))).collect::<Vec<_>>()
        });
        for (unit, (was, now)) in of(&before).into_iter().zip(of(&after)).enumerate() {
            let (Some(was), Some(now)) = (was, now) else { continue };
            let reached = matches!(now.0, Status::Met | Status::Exceeded);
            prop_assert!(was.0 != Status::Missed || !reached, "u{unit}: {was:?}, then {now:?}");
            prop_assert!(now.0 != Status::Undecided, "all reported, and no verdict: u{unit} \
             {now:?}");
            prop_assert_eq!(now.1, now.2.is_some(), "final: u{} {:?}", unit, now);
        }
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
        // A figure of a day is the same whether the site is at that day or sees later reports that
        // it must not count.
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
            // Sources are distinguished by where they are; here the figures alone are compared.
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
