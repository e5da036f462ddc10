//! Figures: the whole and every unit in every phase, cumulative counts, and how they grew.

use super::super::table::Kind::{Day, Number, Text, Whole};
use super::super::table::{Cell, Column, Rows, Table, may, must};
use super::columns::{
    DATE, EXPECTED, IN_PART, OFFICIAL, OLDEST, ORIGIN, PACE_BLANK, PERCENT, PERCENT_BLANK, PHASE,
    RANK_BLANK, RANKED, REPORTED, SET_BY, SETTLED, STATUS, SUBMITTED, SUBMITTED_BLANK, TARGET,
    UNCOUNTED, VALID, VALID_BLANK, VALID_PERCENT, official, pace_blank, percent_blank, rank_blank,
    reason,
};
use super::{METRIC, PHASES, PROGRAMME, UNIT, UNITS, origin};
use crate::model::programme::Metric;
use crate::model::{Portal, UnitKind};
use crate::progress::{Pace, PhaseProgress, Progress, SetBy};

/// Every phase as a whole.
pub(super) fn phases<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    const COLUMNS: &[Column] = &[
        PROGRAMME,
        PHASE,
        must(
            "title",
            Text,
            ["Tên", "Title"],
            ["Tên giai đoạn.", "Of the phase."],
        ),
        must(
            "start",
            Day,
            ["Từ ngày", "From"],
            ["Ngày đầu tiên.", "The first day."],
        ),
        must(
            "end",
            Day,
            ["Đến ngày", "To"],
            ["Ngày cuối cùng.", "The last day."],
        ),
        TARGET,
        SUBMITTED,
        PERCENT,
        VALID,
        VALID_PERCENT,
        DATE,
        may(
            "source",
            Text,
            ["Nguồn", "Source"],
            ["Nơi công bố số đã nộp.", "Who published the count."],
        ),
        STATUS,
        OFFICIAL,
        SUBMITTED_BLANK,
        VALID_BLANK,
        PERCENT_BLANK,
        REPORTED,
        IN_PART,
        EXPECTED,
    ];
    Table {
        name: "giai-doan",
        title: ["Kết quả theo giai đoạn", "Results by phase"],
        description: [
            "Chỉ tiêu, số lượt nộp trong giai đoạn và tỷ lệ đạt của toàn chương trình.",
            "Target, submissions within the phase and percent reached, of the whole programme.",
        ],
        columns: COLUMNS,
        key: &["programme", "phase"],
        refers: &[],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                let figures = &progress.programmes[&programme.id].phases;
                for (phase, p) in programme.phases.iter().zip(figures) {
                    let coverage = p.count.and_then(|c| c.coverage());
                    visit(&[
                        Cell::from(programme.id.as_str()),
                        phase.id.as_str().into(),
                        phase.title.as_str().into(),
                        phase.start.into(),
                        phase.end.into(),
                        p.target.into(),
                        p.submitted.into(),
                        p.percent.into(),
                        p.valid.map(|v| v.value).into(),
                        p.valid_percent.into(),
                        p.count.map(|c| c.date).into(),
                        p.last.and_then(|last| last.source()).into(),
                        p.status.key().into(),
                        official(p),
                        p.blank.map(reason).into(),
                        p.valid_blank.map(reason).into(),
                        percent_blank(p).into(),
                        coverage.map(|c| c.reported).into(),
                        coverage.map(|c| c.partial).into(),
                        coverage.map(|c| c.expected).into(),
                    ]);
                }
            }
        }),
    }
}

/// Every unit in every phase.
pub(super) fn units<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    const COLUMNS: &[Column] = &[
        PROGRAMME,
        PHASE,
        UNIT,
        TARGET,
        SET_BY,
        SUBMITTED,
        PERCENT,
        VALID,
        VALID_PERCENT,
        DATE,
        OLDEST,
        ORIGIN,
        REPORTED,
        IN_PART,
        EXPECTED,
        may(
            "per_100_members",
            Number,
            ["Trên 100 đoàn viên", "Per 100 members"],
            [
                "Lượt nộp; chỉ tính cho đơn vị có từ 100 đoàn viên.",
                "Submitted; of units with at least 100 members.",
            ],
        ),
        may(
            "rank_percent",
            Whole,
            ["Hạng theo tỷ lệ", "Rank by percent"],
            RANKED,
        ),
        may(
            "rank_count",
            Whole,
            ["Hạng theo số lượt", "Rank by count"],
            RANKED,
        ),
        may(
            "rank_per_100_members",
            Whole,
            ["Hạng theo đoàn viên", "Rank per 100 members"],
            RANKED,
        ),
        may(
            "required_per_day",
            Number,
            ["Cần mỗi ngày", "Pace needed"],
            ["Để đạt chỉ tiêu.", "To meet the target."],
        ),
        may(
            "actual_per_day",
            Number,
            ["Nhịp gần đây", "Pace of late"],
            [
                "Lượt mỗi ngày, giữa hai ngày bên cạnh.",
                "A day, between the two days beside it.",
            ],
        ),
        may(
            "actual_from",
            Day,
            ["Nhịp từ ngày", "Pace from"],
            [
                "Báo cáo đầu của nhịp gần đây.",
                "The first report of the pace of late.",
            ],
        ),
        may(
            "actual_to",
            Day,
            ["Nhịp đến ngày", "Pace to"],
            [
                "Báo cáo cuối của nhịp gần đây.",
                "The last report of the pace of late.",
            ],
        ),
        may(
            "forecast",
            Whole,
            ["Dự báo", "Forecast"],
            [
                "Khi hết giai đoạn, nếu giữ nhịp giữa hai ngày ghi ở cột sau.",
                "For the end of the phase, if the pace between the days of the next columns holds.",
            ],
        ),
        may(
            "forecast_low",
            Whole,
            ["Dự báo thấp nhất", "Forecast, low"],
            [
                "Theo nhịp chậm nhất giữa hai báo cáo liền nhau.",
                "At the slowest pace between neighbouring reports.",
            ],
        ),
        may(
            "forecast_high",
            Whole,
            ["Dự báo cao nhất", "Forecast, high"],
            [
                "Theo nhịp nhanh nhất giữa hai báo cáo liền nhau.",
                "At the fastest pace between neighbouring reports.",
            ],
        ),
        may(
            "forecast_from",
            Day,
            ["Dự báo theo nhịp từ ngày", "Forecast: pace from"],
            [
                "Báo cáo đầu tiên được dùng.",
                "The first report that it uses.",
            ],
        ),
        may(
            "forecast_to",
            Day,
            ["Dự báo theo nhịp đến ngày", "Forecast: pace to"],
            [
                "Báo cáo cuối cùng được dùng.",
                "The last report that it uses.",
            ],
        ),
        STATUS,
        OFFICIAL,
        UNCOUNTED,
        SETTLED,
        SUBMITTED_BLANK,
        VALID_BLANK,
        PERCENT_BLANK,
        RANK_BLANK,
        PACE_BLANK,
    ];
    Table {
        name: "tien-do",
        title: ["Tiến độ của từng đơn vị", "Progress of each unit"],
        description: [
            "Mỗi đơn vị trong mỗi giai đoạn: chỉ tiêu, số đã nộp, tỷ lệ, hạng, nhịp độ, dự báo và trạng thái.",
            "Each unit in each phase: target, count, percent, ranks, paces, forecast and status.",
        ],
        columns: COLUMNS,
        key: &["programme", "phase", "unit"],
        refers: &[PHASES, UNITS],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                let figures = &progress.programmes[&programme.id].units;
                for (number, phase) in programme.phases.iter().enumerate() {
                    for (unit, figures) in portal.units.iter().zip(figures) {
                        if let Some(p) = &figures.phases[number] {
                            visit(&row(portal, &programme.id, &phase.id, &unit.id, p));
                        }
                    }
                }
            }
        }),
    }
}

fn row<'c>(
    portal: &'c Portal,
    programme: &'c str,
    phase: &'c str,
    unit: &'c str,
    p: &'c PhaseProgress<'_>,
) -> [Cell<'c>; 37] {
    let coverage = p.count.and_then(|c| c.coverage());
    let pace = |pace: Option<Pace>| pace.and_then(Pace::rate);
    let set_by = match p.set_by {
        SetBy::Written(text) => Some(text),
        SetBy::Above(unit) => Some(portal.units[unit].title.as_str()),
        SetBy::Sum => Some("sum"),
        SetBy::Unknown => None,
    };
    [
        programme.into(),
        phase.into(),
        unit.into(),
        p.target.into(),
        set_by.filter(|_| p.target.is_some()).into(),
        p.submitted.into(),
        p.percent.into(),
        p.valid.map(|v| v.value).into(),
        p.valid_percent.into(),
        p.count.map(|c| c.date).into(),
        p.count.map(|c| c.oldest).into(),
        p.count.map(origin).into(),
        coverage.map(|c| c.reported).into(),
        coverage.map(|c| c.partial).into(),
        coverage.map(|c| c.expected).into(),
        p.per_100_members.into(),
        p.ranks.percent.map(|r| r.place).into(),
        p.ranks.count.map(|r| r.place).into(),
        p.ranks.per_100_members.map(|r| r.place).into(),
        pace(p.required).into(),
        pace(p.actual).into(),
        p.actual_days.map(|days| days.0).into(),
        p.actual_days.map(|days| days.1).into(),
        p.forecast.map(|f| f.expected).into(),
        p.forecast.map(|f| f.low).into(),
        p.forecast.map(|f| f.high).into(),
        p.forecast.map(|f| f.from).into(),
        p.forecast.map(|f| f.to).into(),
        p.status.key().into(),
        official(p),
        coverage.map(|c| c.uncounted).into(),
        coverage.map(|c| c.settled).into(),
        p.blank.map(reason).into(),
        p.valid_blank.map(reason).into(),
        percent_blank(p).into(),
        rank_blank(p).into(),
        pace_blank(p).into(),
    ]
}

/// Cumulative counts of every unit that has one.
pub(super) fn totals<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    const COLUMNS: &[Column] = &[
        PROGRAMME,
        UNIT,
        METRIC,
        must(
            "value",
            Whole,
            ["Lũy kế", "Cumulative"],
            ["Từ ngày bắt đầu đếm.", "Since counting began."],
        ),
        DATE,
        OLDEST,
        ORIGIN,
        REPORTED,
        IN_PART,
        EXPECTED,
        may(
            "in_phases",
            Whole,
            ["Trong các giai đoạn", "In phases"],
            [
                "Cộng các giai đoạn tính được.",
                "The sum of the phases that can be counted.",
            ],
        ),
        may(
            "outside_phases",
            Whole,
            ["Ngoài các giai đoạn", "Outside of phases"],
            [
                "Trước, giữa, sau các giai đoạn, hoặc không rõ ngày nộp.",
                "Before, between or after them, or without a date.",
            ],
        ),
        may(
            "in_unknown_phase",
            Whole,
            ["Chưa rõ giai đoạn", "In an unknown phase"],
            [
                "Phần còn lại của lũy kế: thuộc giai đoạn chưa tính được.",
                "The rest: in phases that cannot be counted.",
            ],
        ),
    ];
    Table {
        name: "luy-ke",
        title: [
            "Số lũy kế của từng đơn vị",
            "Cumulative counts of each unit",
        ],
        description: [
            "Số lũy kế mới nhất của mỗi đơn vị, lấy từ đâu và gồm bao nhiêu đơn vị.",
            "The newest cumulative count of each unit, where it comes from and of how many units it is made.",
        ],
        columns: COLUMNS,
        key: &["programme", "unit", "metric"],
        refers: &[UNITS],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                for (unit, figures) in portal
                    .units
                    .iter()
                    .zip(&progress.programmes[&programme.id].units)
                {
                    for of in [Metric::Submitted, Metric::Valid] {
                        let Some(count) = figures.totals.latest(of) else {
                            continue;
                        };
                        let coverage = count.coverage();
                        let placed = match of {
                            Metric::Submitted => figures.totals.placed,
                            Metric::Valid => figures.totals.valid_placed,
                        };
                        visit(&[
                            Cell::from(programme.id.as_str()),
                            unit.id.as_str().into(),
                            of.key().into(),
                            count.value.into(),
                            count.date.into(),
                            count.oldest.into(),
                            origin(count).into(),
                            coverage.map(|c| c.reported).into(),
                            coverage.map(|c| c.partial).into(),
                            coverage.map(|c| c.expected).into(),
                            placed.map(|p| p.in_phases).into(),
                            placed.map(|p| p.outside).into(),
                            placed.map(|p| p.unknown).into(),
                        ]);
                    }
                }
            }
        }),
    }
}

/// How counts grew: of every unit but grassroots unions that are only counted by the list, whose
/// days are in it.
pub(super) fn series<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    const COLUMNS: &[Column] = &[
        PROGRAMME,
        UNIT,
        METRIC,
        must(
            "date",
            Day,
            ["Ngày", "Day"],
            ["Ngày của số liệu.", "The day that it stands for."],
        ),
        must(
            "value",
            Whole,
            ["Lũy kế", "Cumulative"],
            ["Đến hết ngày đó.", "Up to the end of that day."],
        ),
        may(
            "source",
            Text,
            ["Nguồn", "Source"],
            [
                "Trống khi được cộng hoặc đếm.",
                "Empty when summed or counted.",
            ],
        ),
    ];
    Table {
        name: "chuoi-so-lieu",
        title: ["Số lũy kế theo thời gian", "Cumulative counts over time"],
        description: [
            "Số lũy kế của từng đơn vị vào mỗi ngày có số; ngày không có số không được suy ra.",
            "The cumulative count of each unit on each day that has one; other days are not filled in.",
        ],
        columns: COLUMNS,
        key: &["programme", "unit", "metric", "date"],
        refers: &[UNITS],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                for (unit, figures) in portal
                    .units
                    .iter()
                    .zip(&progress.programmes[&programme.id].units)
                {
                    let totals = &figures.totals;
                    for (of, series) in [
                        (Metric::Submitted, &totals.series),
                        (Metric::Valid, &totals.valid_series),
                    ] {
                        if unit.kind == UnitKind::Grassroots && series.daily {
                            continue;
                        }
                        for point in &series.points {
                            visit(&[
                                Cell::from(programme.id.as_str()),
                                unit.id.as_str().into(),
                                of.key().into(),
                                point.date.into(),
                                point.value.into(),
                                point.source().into(),
                            ]);
                        }
                    }
                }
            }
        }),
    }
}
