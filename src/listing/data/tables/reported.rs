//! What somebody reported: reports, published figures, revisions, and where reports and records do
//! not agree.

use super::super::table::Kind::{Day, Flag, Number, Text, Whole};
use super::super::table::{Cell, Column, Rows, Table, fields, may, must};
use super::columns::PHASE;
use super::{METRIC, METRICS, PROGRAMME, UNIT, UNITS};
use crate::base::{Date, Share};
use crate::model::programme::Metric;
use crate::model::target::{self, Change};
use crate::model::{Portal, Programme, Report};
use crate::progress::{Difference, Progress, Revision};

const SOURCE: Column = may(
    "source",
    Text,
    ["Nguồn", "Source"],
    ["Nơi công bố.", "Who published it."],
);
const NOTE: Column = may(
    "note",
    Text,
    ["Ghi chú", "Note"],
    ["Điều cần biết.", "What to know."],
);

/// Reports as they were written, up to the day of the site.
pub(super) fn reports<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (r: &'c Report) {}
        must(
            "as_of",
            Day,
            ["Tính đến ngày", "As of"],
            ["Ngày của số liệu.", "The day that it represents."],
        ) => r.as_of,
        PROGRAMME => r.programme.as_str(),
        UNIT => r.unit.as_str(),
        may(
            "submitted",
            Whole,
            ["Lũy kế đã nộp", "Submitted"],
            ["Từ ngày bắt đầu đếm.", "Since counting began."],
        ) => r.submitted,
        may(
            "valid",
            Whole,
            ["Lũy kế hợp lệ", "Valid"],
            ["Số đếm khác với đã nộp.", "Another metric."],
        ) => r.valid,
        may(
            "published",
            Day,
            ["Ngày công bố lại", "Published again"],
            ["Khi số của ngày đó được sửa.", "When revised."],
        ) => r.published,
        must(
            "conflicts",
            Flag,
            ["Chỉ để tham khảo", "Only for reference"],
            [
                "Trái với số khác; không dùng để tính.",
                "Contradicts another; never counted with.",
            ],
        ) => r.conflicts,
        SOURCE => r.source.as_deref(),
        NOTE => r.note.as_deref(),
    }
    Table {
        name: "bao-cao",
        title: ["Báo cáo lũy kế theo ngày", "Cumulative reports by date"],
        description: [
            "Từng báo cáo đã công bố, có ngày và nguồn, kể cả số chỉ để tham khảo.",
            "Each published report with its date and source, those only for reference among them.",
        ],
        columns: COLUMNS,
        key: &[],
        refers: &[UNITS],
        rows: Rows::whole(move |visit| {
            for r in portal.reports.iter().filter(|r| r.seen(progress.as_of)) {
                visit(&row(r));
            }
        }),
    }
}

/// Indicators, targets, results and ranks that somebody published.
pub(super) fn public_figures<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (programme: &'c Programme, figure: &Published<'c>) {}
        PROGRAMME => &*programme.id,
        must(
            "kind",
            Text,
            ["Loại", "Kind"],
            [
                "indicator: chỉ số; target: chỉ tiêu; result: kết quả; rank: xếp hạng.",
                "What it is.",
            ],
        )
        .one_of(&["indicator", "target", "result", "rank"]) => figure.kind,
        must(
            "title",
            Text,
            ["Nội dung", "Title"],
            ["Số này nói về điều gì.", "What it is about."],
        ) => figure.title,
        may(
            "metric",
            Text,
            ["Số đếm", "Metric"],
            ["submitted hoặc valid.", "submitted or valid."],
        )
        .one_of(METRICS) => figure.metric.map(Metric::key),
        may(
            "value",
            Whole,
            ["Số liệu", "Value"],
            ["Số lượng hoặc thứ hạng.", "A count, or a place."],
        ) => figure.value,
        may(
            "percent",
            Number,
            ["Tỷ lệ %", "Percent"],
            ["Đúng như đã công bố.", "As it was published."],
        ) => figure.percent.map(Share::published),
        may(
            "date",
            Day,
            ["Ngày", "Day"],
            ["Ngày của số liệu.", "The day that it represents."],
        ) => figure.date,
        may(
            "period",
            Text,
            ["Thời kỳ", "Period"],
            ["Khi không có ngày cụ thể.", "Where there is no exact day."],
        ) => figure.period.clone(),
        SOURCE => figure.source,
        NOTE => figure.note,
    }
    Table {
        name: "chi-so",
        title: [
            "Chỉ số và số liệu đã công bố",
            "Indicators and published figures",
        ],
        description: [
            "Chỉ số thực hiện, chỉ tiêu khác, kết quả và xếp hạng do các nơi công bố, kèm ngày và \
             nguồn.",
            "Indicators, other targets, results and ranks as published, each with its date and \
             source.",
        ],
        columns: COLUMNS,
        key: &[],
        refers: &[],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                for figure in figures(programme, progress.as_of) {
                    visit(&row(programme, &figure));
                }
            }
        }),
    }
}

/// A figure that somebody published, of any kind.
#[derive(Default)]
struct Published<'a> {
    kind: &'static str,
    title: &'a str,
    metric: Option<Metric>,
    value: Option<i64>,
    percent: Option<f64>,
    date: Option<Date>,
    period: Option<String>,
    source: Option<&'a str>,
    note: Option<&'a str>,
}

/// The published figures of a programme up to a day: indicators, targets, results, ranks.
fn figures(programme: &Programme, day: Date) -> Vec<Published<'_>> {
    let mut figures = Vec::new();
    for indicator in &programme.indicators {
        if indicator.as_of.is_none_or(|date| date <= day) {
            figures.push(Published {
                kind: "indicator",
                title: &indicator.title,
                value: indicator.value,
                percent: indicator.percent,
                date: indicator.as_of,
                period: indicator.period.clone(),
                source: indicator.source.as_deref(),
                ..Published::default()
            });
        }
    }
    for target in &programme.targets {
        let period = target.from.zip(target.to);
        figures.push(Published {
            kind: "target",
            title: &target.title,
            value: Some(target.value),
            period: period.map(|(from, to)| format!("{from}/{to}")),
            source: target.source.as_deref(),
            ..Published::default()
        });
    }
    for result in programme.results.iter().filter(|r| r.as_of <= day) {
        figures.push(Published {
            kind: "result",
            title: &programme.short_title,
            metric: Some(result.metric),
            value: result.value,
            percent: result.percent_of_target,
            date: Some(result.as_of),
            source: Some(&result.source),
            note: result.note.as_deref(),
            ..Published::default()
        });
    }
    for rank in programme.ranks.iter().filter(|r| r.as_of <= day) {
        figures.push(Published {
            kind: "rank",
            title: &rank.scope,
            metric: Some(rank.metric),
            value: Some(rank.rank),
            date: Some(rank.as_of),
            source: Some(&rank.source),
            ..Published::default()
        });
    }
    figures
}

/// Figures of a day that were reported again with another value.
pub(super) fn revisions<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (portal: &'c Portal, programme: &'c Programme, r: &'c Revision<'_>) {}
        PROGRAMME => programme.id.as_str(),
        UNIT => portal.units[r.unit].id.as_str(),
        METRIC => r.metric.key(),
        must(
            "date",
            Day,
            ["Ngày", "Day"],
            ["Ngày của số liệu.", "The day that it represents."],
        ) => r.date,
        must(
            "was",
            Whole,
            ["Số trước", "Before"],
            ["Công bố trước.", "First reported."],
        ) => r.was,
        must(
            "now",
            Whole,
            ["Số sau", "After"],
            ["Công bố sau.", "Reported later."],
        ) => r.now,
        may(
            "published",
            Day,
            ["Ngày công bố lại", "Published again"],
            ["Của số sau.", "Of the later one."],
        ) => r.report.and_then(|report| report.published),
        may(
            "source",
            Text,
            ["Nguồn", "Source"],
            [
                "Trống khi số đã chốt khác với số tính lại.",
                "Empty when a kept total differs from the one counted now.",
            ],
        ) => r.report.and_then(|report| report.source.as_deref()),
    }
    Table {
        name: "sua-doi",
        title: ["Số liệu đã sửa", "Revised figures"],
        description: [
            "Số của cùng một ngày được công bố lại: cả hai số đều được nêu.",
            "Figures of a day that were published again: both are kept.",
        ],
        columns: COLUMNS,
        key: &[],
        refers: &[UNITS],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                for r in &progress.programmes[&programme.id].revisions {
                    visit(&row(portal, programme, r));
                }
            }
        }),
    }
}

/// Targets that were changed; nothing where none was.
pub(super) fn targets<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Option<Table<'a>> {
    fields! {
        (portal: &'c Portal, programme: &'c Programme, change: &Change<'c>) {
            let unit = change.unit.map(|unit| portal.units[unit].id.as_str());
        }
        PROGRAMME => programme.id.as_str(),
        PHASE => programme.phases[change.phase].id.as_str(),
        may(
            "unit",
            Text,
            ["Đơn vị", "Unit"],
            [
                "Mã đơn vị; trống là toàn chương trình.",
                "Id; empty is the whole programme.",
            ],
        ) => unit,
        must(
            "since",
            Day,
            ["Từ ngày", "Since"],
            [
                "Ngày chỉ tiêu mới có hiệu lực.",
                "The first day of the new target.",
            ],
        ) => change.since,
        must(
            "was",
            Whole,
            ["Chỉ tiêu trước", "Before"],
            ["Trước ngày đó.", "Before that day."],
        ) => change.was,
        must(
            "now",
            Whole,
            ["Chỉ tiêu sau", "After"],
            ["Từ ngày đó.", "From that day on."],
        ) => change.now,
        SOURCE => change.source,
    }
    let changes = |p| target::changes(portal, p, progress.as_of);
    portal.programmes.iter().flat_map(changes).next()?;
    Some(Table {
        name: "dieu-chinh-chi-tieu",
        title: ["Chỉ tiêu đã điều chỉnh", "Changed targets"],
        description: [
            "Chỉ tiêu của một giai đoạn được thay đổi: cả hai số đều được nêu.",
            "Targets of a phase that were changed: both values are given.",
        ],
        columns: COLUMNS,
        key: &[],
        refers: &[],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                for change in target::changes(portal, programme, progress.as_of) {
                    visit(&row(portal, programme, &change));
                }
            }
        }),
    })
}

/// Where a report and the list of initiatives do not agree.
pub(super) fn differences<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    fields! {
        (portal: &'c Portal, programme: &'c Programme, d: &'c Difference<'_>) {}
        PROGRAMME => programme.id.as_str(),
        UNIT => portal.units[d.unit].id.as_str(),
        METRIC => d.metric.key(),
        must(
            "date",
            Day,
            ["Ngày", "Day"],
            ["Ngày của báo cáo.", "Of the report."],
        ) => d.report.as_of,
        must(
            "reported",
            Whole,
            ["Theo báo cáo", "Reported"],
            ["Số được công bố.", "What is published."],
        ) => d.reported,
        must(
            "counted",
            Whole,
            ["Theo danh sách", "Counted"],
            ["Số sáng kiến trên trang đến ngày đó.", "Listed by then."],
        ) => d.counted,
        must(
            "complete",
            Flag,
            ["Danh sách là toàn bộ", "The list is meant to be whole"],
            [
                "Sai khi trang chỉ đăng một số tiêu biểu.",
                "False when only examples are published.",
            ],
        ) => programme.counts_records,
    }
    Table {
        name: "doi-chieu",
        title: [
            "Đối chiếu báo cáo và danh sách",
            "Reports against the list of initiatives",
        ],
        description: [
            "Những nơi báo cáo và danh sách sáng kiến trên trang không bằng nhau; số của báo cáo \
             được công bố.",
            "Where a report and the initiatives listed here are not equal; the report is \
             published.",
        ],
        columns: COLUMNS,
        key: &["programme", "unit", "metric"],
        refers: &[UNITS],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                for d in &progress.programmes[&programme.id].differences {
                    visit(&row(portal, programme, d));
                }
            }
        }),
    }
}
