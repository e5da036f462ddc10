//! What somebody told: reports, published figures, revisions, and where reports and records do not
//! agree.

use super::super::table::Kind::{Day, Flag, Number, Text, Whole};
use super::super::table::{Cell, Column, Rows, Table, may, must};
use super::columns::PHASE;
use super::{METRIC, METRICS, PROGRAMME, UNIT, UNITS};
use crate::base::Share;
use crate::model::programme::Indicator;
use crate::model::{Portal, target};
use crate::progress::Progress;

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
    const COLUMNS: &[Column] = &[
        must(
            "as_of",
            Day,
            ["Tính đến ngày", "As of"],
            ["Ngày của số liệu.", "The day that it stands for."],
        ),
        PROGRAMME,
        UNIT,
        may(
            "submitted",
            Whole,
            ["Lũy kế đã nộp", "Submitted"],
            ["Từ ngày bắt đầu đếm.", "Since counting began."],
        ),
        may(
            "valid",
            Whole,
            ["Lũy kế hợp lệ", "Valid"],
            ["Số đếm khác với đã nộp.", "Another metric."],
        ),
        may(
            "published",
            Day,
            ["Ngày công bố lại", "Published again"],
            ["Khi số của ngày đó được sửa.", "When revised."],
        ),
        must(
            "conflicts",
            Flag,
            ["Chỉ để tham khảo", "Only for reference"],
            [
                "Trái với số khác; không dùng để tính.",
                "Contradicts another; never counted with.",
            ],
        ),
        SOURCE,
        NOTE,
    ];
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
                visit(&[
                    Cell::from(r.as_of),
                    r.programme.as_str().into(),
                    r.unit.as_str().into(),
                    r.submitted.into(),
                    r.valid.into(),
                    r.published.into(),
                    r.conflicts.into(),
                    r.source.as_deref().into(),
                    r.note.as_deref().into(),
                ]);
            }
        }),
    }
}

/// Indicators, targets, results and ranks that somebody published.
pub(super) fn public_figures<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    const COLUMNS: &[Column] = &[
        PROGRAMME,
        must(
            "kind",
            Text,
            ["Loại", "Kind"],
            [
                "indicator: chỉ số; target: chỉ tiêu; result: kết quả; rank: xếp hạng.",
                "What it is.",
            ],
        )
        .one_of(&["indicator", "target", "result", "rank"]),
        must(
            "title",
            Text,
            ["Nội dung", "Title"],
            ["Số này nói về điều gì.", "What it is about."],
        ),
        may(
            "metric",
            Text,
            ["Số đếm", "Metric"],
            ["submitted hoặc valid.", "submitted or valid."],
        )
        .one_of(METRICS),
        may(
            "value",
            Whole,
            ["Số liệu", "Value"],
            ["Số lượng hoặc thứ hạng.", "A count, or a place."],
        ),
        may(
            "percent",
            Number,
            ["Tỷ lệ %", "Percent"],
            ["Đúng như đã công bố.", "As it was published."],
        ),
        may(
            "date",
            Day,
            ["Ngày", "Day"],
            ["Ngày của số liệu.", "The day that it stands for."],
        ),
        may(
            "period",
            Text,
            ["Thời kỳ", "Period"],
            ["Khi không có ngày cụ thể.", "Where there is no exact day."],
        ),
        SOURCE,
        NOTE,
    ];
    Table {
        name: "chi-so",
        title: [
            "Chỉ số và số liệu đã công bố",
            "Indicators and published figures",
        ],
        description: [
            "Chỉ số thực hiện, chỉ tiêu khác, kết quả và xếp hạng do các nơi công bố, kèm ngày và nguồn.",
            "Indicators, other targets, results and ranks as published, each with its date and source.",
        ],
        columns: COLUMNS,
        key: &[],
        refers: &[],
        rows: Rows::whole(move |visit| {
            for p in &portal.programmes {
                let id = || Cell::from(p.id.as_str());
                let day = progress.as_of;
                let seen = |i: &&Indicator| i.as_of.is_none_or(|known| known <= day);
                for i in p.indicators.iter().filter(seen) {
                    let when = [i.as_of.into(), i.period.as_deref().into()];
                    let [date, period] = when;
                    let figure = [i.value.into(), i.percent.map(Share::published).into()];
                    let [value, percent] = figure;
                    let (title, source) = (i.title.as_str().into(), i.source.as_deref().into());
                    let (kind, none, note) = ("indicator".into(), Cell::Empty, Cell::Empty);
                    visit(&[
                        id(),
                        kind,
                        title,
                        none,
                        value,
                        percent,
                        date,
                        period,
                        source,
                        note,
                    ]);
                }
                for t in &p.targets {
                    let period = t.from.zip(t.to).map(|(from, to)| format!("{from}/{to}"));
                    let (title, source) = (t.title.as_str().into(), t.source.as_deref().into());
                    let (value, period) = (t.value.into(), period.into());
                    let empty = || Cell::Empty;
                    let kind = "target".into();
                    visit(&[
                        id(),
                        kind,
                        title,
                        empty(),
                        value,
                        empty(),
                        empty(),
                        period,
                        source,
                        empty(),
                    ]);
                }
                for r in p.results.iter().filter(|r| r.as_of <= progress.as_of) {
                    visit(&[
                        id(),
                        "result".into(),
                        p.short_title.as_str().into(),
                        r.metric.key().into(),
                        r.value.into(),
                        r.percent_of_target.map(Share::published).into(),
                        r.as_of.into(),
                        Cell::Empty,
                        r.source.as_str().into(),
                        r.note.as_deref().into(),
                    ]);
                }
                for r in p.ranks.iter().filter(|r| r.as_of <= progress.as_of) {
                    visit(&[
                        id(),
                        "rank".into(),
                        r.scope.as_str().into(),
                        r.metric.key().into(),
                        r.rank.into(),
                        Cell::Empty,
                        r.as_of.into(),
                        Cell::Empty,
                        r.source.as_str().into(),
                        Cell::Empty,
                    ]);
                }
            }
        }),
    }
}

/// Figures of a day that were told again with another value.
pub(super) fn revisions<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
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
            "was",
            Whole,
            ["Số trước", "Before"],
            ["Công bố trước.", "First told."],
        ),
        must(
            "now",
            Whole,
            ["Số sau", "After"],
            ["Công bố sau.", "Told later."],
        ),
        may(
            "published",
            Day,
            ["Ngày công bố lại", "Published again"],
            ["Của số sau.", "Of the later one."],
        ),
        may(
            "source",
            Text,
            ["Nguồn", "Source"],
            [
                "Trống khi số đã chốt khác với số tính lại.",
                "Empty when a kept total differs from the one counted now.",
            ],
        ),
    ];
    Table {
        name: "sua-doi",
        title: ["Số liệu đã sửa", "Revised figures"],
        description: [
            "Số của cùng một ngày được công bố lại: cả hai số đều được nêu.",
            "Figures of a day that were published again: both stand.",
        ],
        columns: COLUMNS,
        key: &[],
        refers: &[UNITS],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                for r in &progress.programmes[&programme.id].revisions {
                    visit(&[
                        Cell::from(programme.id.as_str()),
                        portal.units[r.unit].id.as_str().into(),
                        r.metric.key().into(),
                        r.date.into(),
                        r.was.into(),
                        r.now.into(),
                        r.report.and_then(|report| report.published).into(),
                        r.report.and_then(|report| report.source.as_deref()).into(),
                    ]);
                }
            }
        }),
    }
}

/// Targets that were changed; nothing where none was.
pub(super) fn targets<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Option<Table<'a>> {
    const COLUMNS: &[Column] = &[
        PROGRAMME,
        PHASE,
        may(
            "unit",
            Text,
            ["Đơn vị", "Unit"],
            [
                "Mã đơn vị; trống là toàn chương trình.",
                "Id; empty is the whole programme.",
            ],
        ),
        must(
            "since",
            Day,
            ["Từ ngày", "Since"],
            [
                "Ngày chỉ tiêu mới có hiệu lực.",
                "The first day of the new target.",
            ],
        ),
        must(
            "was",
            Whole,
            ["Chỉ tiêu trước", "Before"],
            ["Trước ngày đó.", "Before that day."],
        ),
        must(
            "now",
            Whole,
            ["Chỉ tiêu sau", "After"],
            ["Từ ngày đó.", "From that day on."],
        ),
        SOURCE,
    ];
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
                    let unit = change.unit.map(|unit| portal.units[unit].id.as_str());
                    visit(&[
                        Cell::from(programme.id.as_str()),
                        programme.phases[change.phase].id.as_str().into(),
                        unit.into(),
                        change.since.into(),
                        change.was.into(),
                        change.now.into(),
                        change.source.into(),
                    ]);
                }
            }
        }),
    })
}

/// Where a report and the list of initiatives do not agree.
pub(super) fn differences<'a>(portal: &'a Portal, progress: &'a Progress<'a>) -> Table<'a> {
    const COLUMNS: &[Column] = &[
        PROGRAMME,
        UNIT,
        METRIC,
        must(
            "date",
            Day,
            ["Ngày", "Day"],
            ["Ngày của báo cáo.", "Of the report."],
        ),
        must(
            "reported",
            Whole,
            ["Theo báo cáo", "Reported"],
            ["Số được công bố.", "What is published."],
        ),
        must(
            "counted",
            Whole,
            ["Theo danh sách", "Counted"],
            ["Số sáng kiến trên trang đến ngày đó.", "Listed by then."],
        ),
        must(
            "complete",
            Flag,
            ["Danh sách là toàn bộ", "The list is meant to be whole"],
            [
                "Sai khi trang chỉ đăng một số tiêu biểu.",
                "False when only examples are published.",
            ],
        ),
    ];
    Table {
        name: "doi-chieu",
        title: [
            "Đối chiếu báo cáo và danh sách",
            "Reports against the list of initiatives",
        ],
        description: [
            "Những nơi báo cáo và danh sách sáng kiến trên trang không bằng nhau; số của báo cáo được công bố.",
            "Where a report and the initiatives listed here are not equal; the report is published.",
        ],
        columns: COLUMNS,
        key: &["programme", "unit", "metric"],
        refers: &[UNITS],
        rows: Rows::whole(move |visit| {
            for programme in &portal.programmes {
                for d in &progress.programmes[&programme.id].differences {
                    visit(&[
                        Cell::from(programme.id.as_str()),
                        portal.units[d.unit].id.as_str().into(),
                        d.metric.key().into(),
                        d.report.as_of.into(),
                        d.reported.into(),
                        d.counted.into(),
                        programme.counts_records.into(),
                    ]);
                }
            }
        }),
    }
}
