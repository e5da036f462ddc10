//! What the charts say at the edges: nothing, zero, just below, exactly, just above, before and
//! after.

use super::words::{EN, VI};
use crate::base::{Date, Lang};
use crate::chart::draw::tests::{charts, two};
use crate::chart::spec::Chart;
use crate::model::Phase;
use crate::progress::{PhaseProgress, PhaseState, Point};

fn day(text: &str) -> Date {
    crate::base::date::parse(text).unwrap()
}

fn phase() -> Phase {
    let (start, end) = (day("2021-09-01"), day("2022-05-31"));
    Phase {
        id: "p".into(),
        title: "Giai đoạn 1".into(),
        start,
        end,
        target: Some(40_000),
        set_by: None,
        targets: Vec::new(),
        origin: crate::model::Origin::default(),
    }
}

/// A phase with this count, reported on a day.
fn figures(
    state: PhaseState,
    submitted: Option<i64>,
    target: Option<i64>,
    last: &str,
) -> PhaseProgress<'static> {
    let last = submitted.map(|value| Point {
        date: day(last),
        value,
        report: None,
    });
    let percent = submitted
        .zip(target)
        .and_then(|(s, t)| crate::base::Share::new(s, t));
    PhaseProgress {
        id: "p".into(),
        state,
        target,
        submitted,
        percent,
        last,
        ..PhaseProgress::default()
    }
}

fn over(submitted: i64) -> String {
    VI.phase(
        &phase(),
        &figures(
            PhaseState::Over,
            Some(submitted),
            Some(40_000),
            "2022-05-31",
        ),
    )
}

fn open(submitted: i64) -> String {
    VI.phase(
        &phase(),
        &figures(
            PhaseState::Open,
            Some(submitted),
            Some(40_000),
            "2022-03-01",
        ),
    )
}

#[test]
fn a_phase_that_is_over() {
    assert_eq!(over(170_324), "Giai đoạn 1 đạt 425,8% chỉ tiêu");
    assert_eq!(over(40_000), "Giai đoạn 1 đạt đúng 100% chỉ tiêu");
    assert_eq!(over(39_999), "Giai đoạn 1 đạt gần\u{a0}100% chỉ tiêu");
    assert_eq!(over(40_001), "Giai đoạn 1 đạt hơn\u{a0}100% chỉ tiêu");
    assert_eq!(over(39_900), "Giai đoạn 1 đạt 99,8% chỉ tiêu");
    assert_eq!(over(12), "Giai đoạn 1 đạt dưới\u{a0}0,1% chỉ tiêu");
    assert_eq!(over(0), "Giai đoạn 1 không ghi nhận lượt sáng kiến nộp nào");
    let early = figures(PhaseState::Over, Some(20_000), Some(40_000), "2022-05-01");
    assert_eq!(
        VI.phase(&phase(), &early),
        "Giai đoạn 1 đạt 50% chỉ tiêu tính đến 01/05/2022"
    );
}

#[test]
fn a_phase_that_is_open() {
    assert_eq!(
        open(170_324),
        "Giai đoạn 1 đã đạt 425,8% chỉ tiêu tính đến 01/03/2022"
    );
    assert_eq!(
        open(40_000),
        "Giai đoạn 1 đã đạt đúng 100% chỉ tiêu tính đến 01/03/2022"
    );
    assert_eq!(
        open(0),
        "Giai đoạn 1 chưa ghi nhận lượt sáng kiến nộp nào tính đến 01/03/2022"
    );
}

#[test]
fn what_is_not_known_is_said() {
    let unknown = |state| VI.phase(&phase(), &figures(state, None, Some(40_000), ""));
    assert_eq!(unknown(PhaseState::Over), "Giai đoạn 1: chưa có số liệu");
    assert_eq!(unknown(PhaseState::Open), "Giai đoạn 1: chưa có số liệu");
    assert_eq!(
        unknown(PhaseState::Ahead),
        "Giai đoạn 1 bắt đầu từ 01/09/2021"
    );
    let aimless = figures(PhaseState::Over, Some(5), None, "2022-05-31");
    assert_eq!(
        VI.phase(&phase(), &aimless),
        "Giai đoạn 1 có 5\u{a0}lượt sáng kiến nộp"
    );
    let at_zero = figures(PhaseState::Over, Some(5), Some(0), "2022-05-31");
    assert_eq!(VI.value(&at_zero), "5 / 0");
}

#[test]
fn beyond_is_only_what_lies_above_the_target() {
    let fact = |n| {
        VI.fact(
            &phase(),
            &figures(PhaseState::Over, Some(n), Some(40_000), "2022-05-31"),
        )
    };
    assert_eq!(
        fact(170_324),
        "Giai đoạn 1: 170.324 trên chỉ tiêu 40.000, đạt 425,8%, vượt 325,8%."
    );
    assert_eq!(
        fact(40_000),
        "Giai đoạn 1: 40.000 trên chỉ tiêu 40.000, đạt 100%."
    );
    assert_eq!(
        fact(40_001),
        "Giai đoạn 1: 40.001 trên chỉ tiêu 40.000, đạt hơn\u{a0}100%, vượt dưới\u{a0}0,1%."
    );
    assert!(!fact(39_999).contains("vượt"));
}

#[test]
fn english() {
    let say = |state| {
        EN.phase(
            &phase(),
            &figures(state, Some(170_324), Some(40_000), "2022-05-31"),
        )
    };
    assert_eq!(
        say(PhaseState::Over),
        "Giai đoạn 1 reached 425.8% of its target"
    );
    assert_eq!(
        say(PhaseState::Open),
        "Giai đoạn 1 has reached 425.8% of its target as of 31 May 2022"
    );
}

fn titles(charts: &[Chart]) -> Vec<(&str, &str)> {
    charts
        .iter()
        .map(|c| (c.id.as_str(), c.title.as_str()))
        .collect()
}

#[test]
fn the_published_site() {
    let made = charts(
        two(40_000, 60_000),
        &[("2022-05-31", 170_324), ("2023-09-01", 600_175)],
        "2023-09-01",
        Lang::Vi,
    );
    assert_eq!(
        titles(&made),
        [
            (
                "phases-mot-trieu",
                "Giai đoạn 1 đạt 425,8% chỉ tiêu; giai đoạn 2 đã đạt 716,4% tính đến 01/09/2023"
            ),
            (
                "cumulative-mot-trieu",
                "600.175\u{a0}lượt sáng kiến nộp tính đến 01/09/2023"
            ),
            ("phase-p1", "Giai đoạn 1 đạt 425,8% chỉ tiêu"),
            (
                "phase-p2",
                "Giai đoạn 2 đã đạt 716,4% chỉ tiêu tính đến 01/09/2023"
            ),
        ]
    );
    let row = [
        "Giai đoạn 1",
        "01/09/2021",
        "31/05/2022",
        "40.000",
        "170.324",
        "425,8%",
        "31/05/2022",
    ];
    assert_eq!(made[0].table.rows[0], row);
    let row = [
        "Giai đoạn 1",
        "2021-09-01",
        "2022-05-31",
        "40000",
        "170324",
        "425.81",
        "2022-05-31",
    ];
    assert_eq!(made[0].csv[1], row);
    assert!(
        made.iter()
            .all(|c| c.subtitle.to_lowercase().contains("lượt sáng kiến nộp"))
    );
    assert!(made.iter().all(|c| c.source.is_some()));
}

#[test]
fn without_reports_there_are_targets_only() {
    let made = charts(two(40_000, 60_000), &[], "2022-01-01", Lang::Vi);
    let names: Vec<&str> = made.iter().map(|c| c.request.kind.name()).collect();
    assert_eq!(names, ["phases", "phase", "phase"]);
    assert_eq!(made[0].title, "1 triệu sáng kiến: chưa có số liệu");
    assert_eq!(made[0].table.rows[0][4], "–");
    assert_eq!(made[0].csv[1][4], "");
    assert_eq!(made[0].source, None);
    assert_eq!(
        charts(two(40_000, 60_000), &[], "2021-01-01", Lang::Vi)[0].title,
        "Giai đoạn 1 bắt đầu từ 01/09/2021"
    );
}

#[test]
fn one_known_and_one_not() {
    let made = charts(
        two(40_000, 60_000),
        &[("2022-05-31", 170_324)],
        "2022-07-01",
        Lang::Vi,
    );
    assert_eq!(
        made[0].title,
        "Giai đoạn 1 đạt 425,8% chỉ tiêu; giai đoạn 2 chưa có số liệu"
    );
    let made = charts(
        two(40_000, 60_000),
        &[("2022-05-31", 170_324)],
        "2022-05-31",
        Lang::Vi,
    );
    assert_eq!(
        made[0].title,
        "Giai đoạn 1 đã đạt 425,8% chỉ tiêu tính đến 31/05/2022; giai đoạn 2 bắt đầu từ 01/06/2022"
    );
}

#[test]
fn a_site_without_anything_has_no_chart() {
    assert!(charts(Vec::new(), &[], "2022-01-01", Lang::Vi).is_empty());
}

#[test]
fn a_sum_says_of_how_many_units_it_is_made() {
    use super::words::coverage;
    use crate::progress::Coverage;
    let said = |partial, language| {
        coverage(
            Coverage {
                reported: 60,
                partial,
                expected: 62,
                ..Coverage::default()
            },
            language,
        )
    };
    assert_eq!(said(0, VI.texts), "60 trong 62 đơn vị đã báo cáo");
    assert_eq!(
        said(1, VI.texts),
        "60 trong 62 đơn vị đã báo cáo, 1 đơn vị mới báo cáo một phần"
    );
    assert_eq!(said(2, EN.texts), "60 of 62 units reported, 2 in part");
}
