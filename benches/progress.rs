//! All figures of 600,000 initiatives over 20,000 grassroots unions: `cargo bench --bench
//! progress`.
//!
//! The portal is made in memory, since reading it is another bench. A third of the unions report
//! each month besides, the others are counted by their records; every level above is summed up, and
//! targets, ranks, paces and forecasts are computed for two phases.
#![allow(clippy::disallowed_methods, reason = "a bench looks at the clock")]
#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::time::Instant;

use arcstr::ArcStr;
use tiendo::base::Date;
use tiendo::model::initiative::Status;
use tiendo::model::{
    Group, Initiative, Origin, Phase, Portal, Programme, Report, Tree, Unit, UnitKind,
};
use tiendo::progress::compute;

const GRASSROOTS: usize = 20_000;
const UPPER: usize = 60;
const RECORDS: usize = 600_000;

fn unit(id: String, kind: UnitKind, parent: Option<String>) -> Unit {
    let targets = [("g1".to_owned(), 20), ("g2".to_owned(), 30)].into();
    Unit {
        title: id.clone(),
        short_title: id.clone(),
        id,
        kind,
        parent,
        members: Some(120),
        targets,
        ..Unit::default()
    }
}

fn portal() -> Portal {
    let mut units = vec![Unit {
        targets: Default::default(),
        ..unit("tinh".into(), UnitKind::Province, None)
    }];
    units.extend((0..5).map(|n| unit(format!("cum-{n}"), UnitKind::Cluster, Some("tinh".into()))));
    units.extend((0..UPPER).map(|n| {
        unit(
            format!("cap-tren-{n}"),
            UnitKind::Upper,
            Some(format!("cum-{}", n % 5)),
        )
    }));
    let below = |n: usize| {
        unit(
            format!("co-so-{n:05}"),
            UnitKind::Grassroots,
            Some(format!("cap-tren-{}", n % UPPER)),
        )
    };
    units.extend((0..GRASSROOTS).map(below));
    let day = |n: usize| {
        Date::constant(2021, 9, 1)
            .checked_add(jiff::Span::new().days(n as i64))
            .unwrap()
    };
    let phase = |id: &str, start, end, target| Phase {
        id: id.into(),
        title: id.into(),
        start,
        end,
        target: Some(target),
        targets: Vec::new(),
        set_by: None,
        origin: Origin::default(),
    };
    let groups = ["a", "b", "c", "d", "e"].map(|id| Group {
        id: id.into(),
        title: id.into(),
    });
    let programme = Programme {
        id: "p".into(),
        counted_from: Some(day(0)),
        counts_records: true,
        phases: vec![
            phase("g1", day(0), day(272), 400_000),
            phase("g2", day(273), day(759), 600_000),
        ],
        groups: groups.to_vec(),
        ..Programme::default()
    };
    let names: Vec<ArcStr> = (0..GRASSROOTS)
        .map(|n| format!("co-so-{n:05}").into())
        .collect();
    let groups: Vec<ArcStr> = groups.iter().map(|g| g.id.as_str().into()).collect();
    let initiatives = (0..RECORDS).rev().map(|n| Initiative {
        id: format!("SK{n:06}").into(),
        date: Some(day(n * 730 / RECORDS)),
        unit: names[n.wrapping_mul(7_919) % GRASSROOTS].clone(),
        group: Some(groups[n % 5].clone()),
        status: if n % 3 == 0 {
            Status::Valid
        } else {
            Status::Submitted
        },
        amount: (n % 10 == 0).then_some(1_000_000),
        ..Initiative::default()
    });
    let mut reports = Vec::new();
    for month in 1..=24 {
        let grassroots = units
            .iter()
            .enumerate()
            .filter(|(_, u)| u.kind == UnitKind::Grassroots);
        let reporters = grassroots.filter(|(n, _)| n % 3 == 0);
        reports.extend(reporters.map(|(n, u)| Report {
            as_of: day(month * 30),
            unit: u.id.clone(),
            programme: "p".into(),
            submitted: Some((month * (n % 50 + 1)) as i64),
            valid: None,
            source: None,
            published: None,
            note: None,
            conflicts: false,
            origin: Origin::default(),
        }));
    }
    let tree = Tree::new(&units);
    Portal {
        programmes: vec![programme],
        units,
        reports,
        initiatives: initiatives.collect(),
        tree,
        ..Portal::default()
    }
}

fn main() {
    let portal = portal();
    let as_of = Date::constant(2023, 9, 1);
    let mut seconds: Vec<f64> = (0..5)
        .map(|_| {
            let begun = Instant::now();
            let progress = compute(&portal, as_of);
            let spent = begun.elapsed().as_secs_f64();
            assert_eq!(
                progress.programmes["p"].totals.tally.records,
                RECORDS as i64
            );
            spent
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    println!(
        "{RECORDS} initiatives, {GRASSROOTS} grassroots unions, {} reports: {:.2} s (median of 5; \
         {:.2} to {:.2})",
        portal.reports.len(),
        seconds[2],
        seconds[0],
        seconds[4]
    );
}
