//! What the second reckoning (tests/reckoning/) found, each with its right value by hand.

use tiendo::progress::Origin;

use crate::verdicts::{LIST, REPORTS, day, phase, reports, with};

#[test]
fn a_cluster_without_units_takes_no_target_away_for_one_of_another_phase() {
    let programme = "id: p\ntitle: P\ncounted_from: 2024-01-01\nphases:\n  - {id: g1, title: Giai \
     đoạn 1, start: 2024-01-01, end: 2024-06-30}\n  - {id: g2, title: Giai đoạn 2, start: \
     2024-07-01, end: 2024-12-31}\n";
    let units = "- {id: t, title: Tỉnh, kind: province}\n- {id: c, title: Cụm, kind: cluster, \
     parent: t, targets: {g1: 7}}\n- {id: a, title: A, kind: upper, parent: t, targets: {g1: 10, \
     g2: 100}}\n- {id: b, title: B, kind: upper, parent: t, targets: {g1: 20, g2: 50}}\n";
    let files = [
        ("content/programmes/p.yaml", programme),
        ("content/units.yaml", units),
    ];
    with(&files, "31/08/2024", |figures| {
        assert_eq!(phase(figures, 0, 0).target, Some(37), "its own is counted");
        assert_eq!(phase(figures, 0, 1).target, Some(150));
    });
}

#[test]
fn the_report_of_one_unit_of_several_is_not_published_for_the_whole() {
    let reported = reports(&[("01-31", "a", 3)]);
    with(&[(REPORTS, &reported)], "31/03/2024", |figures| {
        let [sum, own] = [0, 1].map(|unit| figures.units[unit].totals.series.points[0]);
        assert_eq!((sum.value, own.value), (3, 3));
        assert!(sum.report.is_none() && own.report.is_some(), "B is missing");
    });
    let alone =
        "- {id: t, title: Tỉnh, kind: province}\n- {id: a, title: A, kind: upper, parent: t}\n";
    let files = [("content/units.yaml", alone), (REPORTS, &reported)];
    with(&files, "31/03/2024", |figures| {
        assert!(figures.units[0].totals.series.points[0].report.is_some());
    });
}

#[test]
fn an_empty_cluster_below_a_silent_unit_does_not_make_it_known() {
    let reported = reports(&[("01-31", "a", 3)]);
    let units = "- {id: t, title: Tỉnh, kind: province}\n- {id: a, title: A, kind: upper, parent: \
     t}\n- {id: b, title: B, kind: upper, parent: t}\n- {id: c, title: Cụm, kind: cluster, parent: \
     b}\n";
    let files = [("content/units.yaml", units), (REPORTS, &reported)];
    with(&files, "31/03/2024", |figures| {
        let sum = figures.units[0].totals.series.points[0];
        assert!(sum.report.is_none(), "B is missing");
    });
}

#[test]
fn a_sum_of_zero_while_somebody_is_missing_is_no_day_of_the_series() {
    let reported = reports(&[("01-31", "a", 0), ("02-28", "a", 5)]);
    with(&[(REPORTS, &reported)], "31/03/2024", |figures| {
        let series = &figures.units[0].totals.series;
        let points: Vec<_> = series.points.iter().map(|p| (p.date, p.value)).collect();
        assert_eq!(points, [(day("28/02/2024"), 5)]);
        let own = &figures.units[1].totals.series;
        assert_eq!(own.points[0].value, 0, "a itself reported 0");
    });
    let both = reports(&[("01-31", "a", 0), ("01-31", "b", 0)]);
    with(&[(REPORTS, &both)], "31/03/2024", |figures| {
        assert_eq!(figures.units[0].totals.series.points[0].value, 0);
    });
}

#[test]
fn a_union_that_outlives_its_district_holds_up_no_pace_above() {
    let units = "- {id: t, title: Tỉnh, kind: province}\n- {id: a, title: A, kind: upper, parent: \
     t}\n- {id: d, title: D, kind: upper, parent: t, valid_to: 2024-07-31}\n- {id: d1, title: D1, \
     kind: grassroots, parent: d}\n";
    let reported = reports(&[
        ("06-30", "a", 10),
        ("08-31", "a", 20),
        ("09-30", "a", 50),
        ("06-30", "d1", 5),
        ("07-31", "d1", 30),
        ("08-31", "d1", 40),
    ]);
    let files = [("content/units.yaml", units), (REPORTS, &reported)];
    with(&files, "30/09/2024", |figures| {
        let second = phase(figures, 0, 1);
        assert_eq!(second.submitted, Some(40 + 25));
        // With the district D ended what D1 counts for it: 30, on each later day.
        let days = (day("31/08/2024"), day("30/09/2024"));
        assert_eq!(second.actual_days, Some(days));
        let pace = second.actual.unwrap();
        assert_eq!((pace.count, pace.days), (30, 30));
    });
}

#[test]
fn a_pace_is_of_the_units_in_the_count_alone() {
    let list = "code;title;unit;date\nS1;Một;b;2024-06-25\nS2;Hai;b;\n";
    let reported = reports(&[("06-20", "a", 10), ("06-30", "a", 12), ("07-20", "a", 40)]);
    with(
        &[(LIST, list), (REPORTS, &reported)],
        "20/07/2024",
        |figures| {
            assert_eq!(phase(figures, 2, 1).submitted, None, "S2 may be of July");
            let second = phase(figures, 0, 1);
            assert_eq!(second.submitted, Some(28));
            let pace = second.actual.unwrap();
            assert_eq!((pace.count, pace.days), (30, 30), "not S1 of 25 June");
        },
    );
}

#[test]
fn a_list_of_the_unit_above_that_is_not_known_is_in_no_pace() {
    let list = "code;title;unit;date\nS1;Một;t;2024-06-25\nS2;Hai;t;\nS3;Ba;b;2024-07-05\n";
    with(&[(LIST, list)], "20/07/2024", |figures| {
        let second = phase(figures, 0, 1);
        assert_eq!(second.submitted, Some(1), "S3; S2 may be of July");
        let pace = second.actual.unwrap();
        assert_eq!((pace.count, pace.days), (1, 28), "not S1 of 25 June");
    });
}

#[test]
fn a_list_counts_up_to_the_day_of_the_figures_when_a_union_in_it_ended() {
    let units = "- {id: t, title: Tỉnh, kind: province}\n- {id: h, title: H, kind: upper, parent: \
     t}\n- {id: h1, title: H1, kind: grassroots, parent: h, valid_to: 2024-03-31}\n- {id: h2, \
     title: H2, kind: grassroots, parent: h}\n";
    let list = "code;title;unit;date\nS1;Một;h1;2024-02-01\n";
    let files = [("content/units.yaml", units), (LIST, list)];
    with(&files, "31/05/2024", |figures| {
        let whole = figures.units[1].totals.submitted.unwrap();
        assert_eq!((whole.value, whole.origin), (1, Origin::Records));
        let today = day("31/05/2024");
        assert_eq!((whole.oldest, whole.date), (today, today));
        let ended = figures.units[2].totals.submitted.unwrap();
        assert_eq!(ended.date, day("31/03/2024"));
    });
}

#[test]
fn the_zero_of_a_unit_in_a_cluster_is_a_part_of_the_sum_above_with_its_day() {
    let reported = reports(&[("02-28", "d", 5), ("03-31", "a", 0)]);
    let units = "- {id: t, title: Tỉnh, kind: province}\n- {id: k, title: Cụm, kind: cluster, \
     parent: t}\n- {id: a, title: A, kind: upper, parent: k}\n- {id: b, title: B, kind: upper, \
     parent: k}\n- {id: d, title: D, kind: upper, parent: t}\n";
    let files = [("content/units.yaml", units), (REPORTS, &reported)];
    with(&files, "31/03/2024", |figures| {
        let count = figures.units[0].totals.submitted.unwrap();
        assert_eq!((count.value, count.date), (5, day("31/03/2024")));
        assert_eq!(count.oldest, day("28/02/2024"));
        let coverage = count.coverage().unwrap();
        assert_eq!((coverage.reported, coverage.expected), (2, 3));
        assert!(
            figures.units[1].totals.submitted.is_none(),
            "nothing so far, while B is missing, is not nothing"
        );
    });
}
