//! Figures: the whole and every unit in every phase, cumulative counts, and how they grew.

use super::super::table::Kind::{Day, Number, Text, Whole};
use super::super::table::{Cell, Column, Rows, Table, fields, may, must};
use super::columns::{
    DATE, EXPECTED, IN_PART, OFFICIAL, OLDEST, ORIGIN, PACE_BLANK, PERCENT, PERCENT_BLANK, PHASE,
    RANK_BLANK, RANKED, REPORTED, SET_BY, SETTLED, STATUS, SUBMITTED, SUBMITTED_BLANK, TARGET,
    UNCOUNTED, VALID, VALID_BLANK, VALID_PERCENT, official, pace_blank, percent_blank, rank_blank,
    reason,
};
use super::{METRIC, PHASES, PROGRAMME, UNIT, UNITS, origin};
use crate::model::programme::Metric;
use crate::model::{Phase, Portal, Programme, Unit, UnitKind};
use crate::progress::{Count, Pace, PhaseProgress, Point, Progress, SetBy, Totals};

/// Every phase as a whole.
pub(super) fn phases<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (programme: &'c Programme, phase: &'c Phase, p: &'c PhaseProgress<'_>) {
            let coverage = p.count.and_then(|c| c.coverage());
        }
        PROGRAMME => programme.id.as_str(),
        PHASE => phase.id.as_str(),
        must(
            "title",
            Text,
            ["Tên", "Title"],
            ["Tên giai đoạn.", "Of the phase."],
        ) => phase.title.as_str(),
        must(
            "start",
            Day,
            ["Từ ngày", "From"],
            ["Ngày đầu tiên.", "The first day."],
        ) => phase.start,
        must(
            "end",
            Day,
            ["Đến ngày", "To"],
            ["Ngày cuối cùng.", "The last day."],
        ) => phase.end,
        TARGET => p.target,
        SUBMITTED => p.submitted,
        PERCENT => p.percent,
        VALID => p.valid.map(|v| v.value),
        VALID_PERCENT => p.valid_percent,
        DATE => p.count.map(|c| c.date),
        may(
            "source",
            Text,
            ["Nguồn", "Source"],
            ["Nơi công bố số đã nộp.", "Who published the count."],
        ) => p.last.and_then(|last| last.source()),
        STATUS => p.status.key(),
        OFFICIAL => official(p),
        SUBMITTED_BLANK => p.blank.map(reason),
        VALID_BLANK => p.valid_blank.map(reason),
        PERCENT_BLANK => percent_blank(p),
        REPORTED => coverage.map(|c| c.reported),
        IN_PART => coverage.map(|c| c.partial),
        EXPECTED => coverage.map(|c| c.expected),
    }
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
                    visit(&row(programme, phase, p));
                }
            }
        }),
    }
}

/// Every unit in every phase.
pub(super) fn units<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (portal: &'c Portal, programme: &'c Programme, phase: &'c Phase, unit: &'c Unit,
         p: &'c PhaseProgress<'_>) {
            let coverage = p.count.and_then(|c| c.coverage());
            let pace = |pace: Option<Pace>| pace.and_then(Pace::rate);
            let set_by = match p.set_by {
                SetBy::Written(text) => Some(text),
                SetBy::Above(unit) => Some(portal.units[unit].title.as_str()),
                SetBy::Sum => Some("sum"),
                SetBy::Unknown => None,
            };
        }
        PROGRAMME => &*programme.id,
        PHASE => &*phase.id,
        UNIT => &*unit.id,
        TARGET => p.target,
        SET_BY => set_by.filter(|_| p.target.is_some()),
        SUBMITTED => p.submitted,
        PERCENT => p.percent,
        VALID => p.valid.map(|v| v.value),
        VALID_PERCENT => p.valid_percent,
        DATE => p.count.map(|c| c.date),
        OLDEST => p.count.map(|c| c.oldest),
        ORIGIN => p.count.map(origin),
        REPORTED => coverage.map(|c| c.reported),
        IN_PART => coverage.map(|c| c.partial),
        EXPECTED => coverage.map(|c| c.expected),
        may(
            "per_100_members",
            Number,
            ["Trên 100 đoàn viên", "Per 100 members"],
            [
                "Lượt nộp; chỉ tính cho đơn vị có từ 100 đoàn viên.",
                "Submitted; of units with at least 100 members.",
            ],
        ) => p.per_100_members,
        may(
            "rank_percent",
            Whole,
            ["Hạng theo tỷ lệ", "Rank by percent"],
            RANKED,
        ) => p.ranks.percent.map(|r| r.place),
        may(
            "rank_count",
            Whole,
            ["Hạng theo số lượt", "Rank by count"],
            RANKED,
        ) => p.ranks.count.map(|r| r.place),
        may(
            "rank_per_100_members",
            Whole,
            ["Hạng theo đoàn viên", "Rank per 100 members"],
            RANKED,
        ) => p.ranks.per_100_members.map(|r| r.place),
        may(
            "required_per_day",
            Number,
            ["Cần mỗi ngày", "Pace needed"],
            ["Để đạt chỉ tiêu.", "To meet the target."],
        ) => pace(p.required),
        may(
            "actual_per_day",
            Number,
            ["Nhịp gần đây", "Pace of late"],
            [
                "Lượt mỗi ngày, giữa hai ngày bên cạnh.",
                "A day, between the two days beside it.",
            ],
        ) => pace(p.actual),
        may(
            "actual_from",
            Day,
            ["Nhịp từ ngày", "Pace from"],
            [
                "Báo cáo đầu của nhịp gần đây.",
                "The first report of the pace of late.",
            ],
        ) => p.actual_days.map(|days| days.0),
        may(
            "actual_to",
            Day,
            ["Nhịp đến ngày", "Pace to"],
            [
                "Báo cáo cuối của nhịp gần đây.",
                "The last report of the pace of late.",
            ],
        ) => p.actual_days.map(|days| days.1),
        may(
            "forecast",
            Whole,
            ["Dự báo", "Forecast"],
            [
                "Khi hết giai đoạn, nếu giữ nhịp giữa hai ngày ghi ở cột sau.",
                "For the end of the phase, if the pace between the days of the next columns holds.",
            ],
        ) => p.forecast.map(|f| f.expected),
        may(
            "forecast_low",
            Whole,
            ["Dự báo thấp nhất", "Forecast, low"],
            [
                "Theo nhịp chậm nhất giữa hai báo cáo liền nhau.",
                "At the slowest pace between neighbouring reports.",
            ],
        ) => p.forecast.map(|f| f.low),
        may(
            "forecast_high",
            Whole,
            ["Dự báo cao nhất", "Forecast, high"],
            [
                "Theo nhịp nhanh nhất giữa hai báo cáo liền nhau.",
                "At the fastest pace between neighbouring reports.",
            ],
        ) => p.forecast.map(|f| f.high),
        may(
            "forecast_from",
            Day,
            ["Dự báo theo nhịp từ ngày", "Forecast: pace from"],
            [
                "Báo cáo đầu tiên được dùng.",
                "The first report that it uses.",
            ],
        ) => p.forecast.map(|f| f.from),
        may(
            "forecast_to",
            Day,
            ["Dự báo theo nhịp đến ngày", "Forecast: pace to"],
            [
                "Báo cáo cuối cùng được dùng.",
                "The last report that it uses.",
            ],
        ) => p.forecast.map(|f| f.to),
        STATUS => p.status.key(),
        OFFICIAL => official(p),
        UNCOUNTED => coverage.map(|c| c.uncounted),
        SETTLED => coverage.map(|c| c.settled),
        SUBMITTED_BLANK => p.blank.map(reason),
        VALID_BLANK => p.valid_blank.map(reason),
        PERCENT_BLANK => percent_blank(p),
        RANK_BLANK => rank_blank(p),
        PACE_BLANK => pace_blank(p),
    }
    Table {
        name: "tien-do",
        title: ["Tiến độ của từng đơn vị", "Progress of each unit"],
        description: [
            "Mỗi đơn vị trong mỗi giai đoạn: chỉ tiêu, số đã nộp, tỷ lệ, hạng, nhịp độ, dự báo và \
             trạng thái.",
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
                            visit(&row(portal, programme, phase, unit, p));
                        }
                    }
                }
            }
        }),
    }
}

/// Cumulative counts of every unit that has one.
pub(super) fn totals<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (programme: &'c Programme, unit: &'c Unit, metric: Metric, totals: &'c Totals<'_>,
         count: Count) {
            let coverage = count.coverage();
            let placed = match metric {
                Metric::Submitted => totals.placed,
                Metric::Valid => totals.valid_placed,
            };
        }
        PROGRAMME => programme.id.as_str(),
        UNIT => unit.id.as_str(),
        METRIC => metric.key(),
        must(
            "value",
            Whole,
            ["Lũy kế", "Cumulative"],
            ["Từ ngày bắt đầu đếm.", "Since counting began."],
        ) => count.value,
        DATE => count.date,
        OLDEST => count.oldest,
        ORIGIN => origin(count),
        REPORTED => coverage.map(|c| c.reported),
        IN_PART => coverage.map(|c| c.partial),
        EXPECTED => coverage.map(|c| c.expected),
        may(
            "in_phases",
            Whole,
            ["Trong các giai đoạn", "In phases"],
            [
                "Cộng các giai đoạn tính được.",
                "The sum of the phases that can be counted.",
            ],
        ) => placed.map(|p| p.in_phases),
        may(
            "outside_phases",
            Whole,
            ["Ngoài các giai đoạn", "Outside of phases"],
            [
                "Trước, giữa, sau các giai đoạn, hoặc không rõ ngày nộp.",
                "Before, between or after them, or without a date.",
            ],
        ) => placed.map(|p| p.outside),
        may(
            "in_unknown_phase",
            Whole,
            ["Chưa rõ giai đoạn", "In an unknown phase"],
            [
                "Phần còn lại của lũy kế: thuộc giai đoạn chưa tính được.",
                "The rest: in phases that cannot be counted.",
            ],
        ) => placed.map(|p| p.unknown),
    }
    Table {
        name: "luy-ke",
        title: [
            "Số lũy kế của từng đơn vị",
            "Cumulative counts of each unit",
        ],
        description: [
            "Số lũy kế mới nhất của mỗi đơn vị, lấy từ đâu và gồm bao nhiêu đơn vị.",
            "The newest cumulative count of each unit, where it comes from and of how many units \
             it is made.",
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
                    for metric in [Metric::Submitted, Metric::Valid] {
                        let Some(count) = figures.totals.latest(metric) else {
                            continue;
                        };
                        visit(&row(programme, unit, metric, &figures.totals, count));
                    }
                }
            }
        }),
    }
}

/// How counts grew: of every unit but grassroots unions that are only counted by the list, whose
/// days are in it.
pub(super) fn series<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (programme: &'c Programme, unit: &'c Unit, metric: Metric, point: &'c Point<'_>) {}
        PROGRAMME => programme.id.as_str(),
        UNIT => unit.id.as_str(),
        METRIC => metric.key(),
        must(
            "date",
            Day,
            ["Ngày", "Day"],
            ["Ngày của số liệu.", "The day that it represents."],
        ) => point.date,
        must(
            "value",
            Whole,
            ["Lũy kế", "Cumulative"],
            ["Đến hết ngày đó.", "Up to the end of that day."],
        ) => point.value,
        may(
            "source",
            Text,
            ["Nguồn", "Source"],
            [
                "Trống khi được cộng hoặc đếm.",
                "Empty when summed or counted.",
            ],
        ) => point.source(),
    }
    Table {
        name: "chuoi-so-lieu",
        title: ["Số lũy kế theo thời gian", "Cumulative counts over time"],
        description: [
            "Số lũy kế của từng đơn vị vào mỗi ngày có số; ngày không có số không được suy ra.",
            "The cumulative count of each unit on each day that has one; other days are not filled \
             in.",
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
                    for (metric, series) in [
                        (Metric::Submitted, &totals.series),
                        (Metric::Valid, &totals.valid_series),
                    ] {
                        if unit.kind == UnitKind::Grassroots && series.daily {
                            continue;
                        }
                        for point in &series.points {
                            visit(&row(programme, unit, metric, point));
                        }
                    }
                }
            }
        }),
    }
}
