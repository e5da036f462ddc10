//! Each kind of form is read in two layouts at least: what offices do, what cells hold, what files
//! are, and what records they give. That each specimen gives what is beside it is seen by
//! `forms.rs`.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::forms::folder;

/// What the meaning of a specimen must show, so that it can be of a kind.
enum Shows {
    /// Records.
    Records,
    /// Records, and this code.
    RecordsAnd(&'static str),
    /// No records, and this code.
    Refused(&'static str),
}
use Shows::{Records, RecordsAnd, Refused};

type Kind = (&'static str, Shows, &'static [&'static str]);

const PASSED: Shows = RecordsAnd("rows-passed-over");

/// What a form may look like.
const HABITS: &[Kind] = &[
    (
        "headings in rows, merged across and down",
        Records,
        &[
            "bieu-thang.xlsx",
            "bieu-thang-cu.xls",
            "ba-tang.xlsx",
            "hai-tang.csv",
            "he-thong.xls",
        ],
    ),
    (
        "numbers of columns below the headings",
        PASSED,
        &[
            "bieu-thang.xlsx",
            "nam-thoi-quen-2.xlsx",
            "nam-thoi-quen-3.csv",
        ],
    ),
    (
        "merged cells among the data",
        Records,
        &["danh-sach.xlsx", "gop-cu.xls", "gop-html.xls"],
    ),
    (
        "sections that name units or groups",
        PASSED,
        &[
            "danh-sach.xlsx",
            "danh-sach.csv",
            "muc.csv",
            "muc-o-cot-ma.xlsx",
            "muc-cach-dong.csv",
        ],
    ),
    (
        "sections that state sums",
        PASSED,
        &["muc-so-chu.xlsx", "muc-so-chu.csv"],
    ),
    (
        "sections that name nothing known",
        Refused("unknown-reference"),
        &["muc-la.csv", "muc-la.xlsx", "muc-trong.csv"],
    ),
    (
        "totals",
        PASSED,
        &[
            "bieu-thang.xlsx",
            "bao-cao-2023-09.csv",
            "so-lieu.xlsx",
            "tong-truoc-cu.xls",
        ],
    ),
    (
        "totals where a default fills what is missing",
        PASSED,
        &["mac-dinh.csv", "tong-tcvn3.xls"],
    ),
    (
        "totals that do not add up",
        RecordsAnd("total-differs"),
        &["tong-sai.csv", "tong-sai.xlsx"],
    ),
    (
        "the day in the title",
        Records,
        &["bieu-thang.xlsx", "ky-bao-cao.csv", "nam-thoi-quen-3.csv"],
    ),
    (
        "the day in the name of the sheet or of the file",
        Records,
        &["so-lieu.xlsx", "bao-cao-2023-09.csv"],
    ),
    (
        "two days that disagree",
        Refused("days-differ"),
        &["hai-ngay.xlsx", "hai-ngay-2023-07.csv"],
    ),
    (
        "a period whose last day is not said",
        Refused("missing-column"),
        &["tuan.csv", "tuan.xlsx"],
    ),
    (
        "a column for each day, month or quarter",
        Records,
        &[
            "cac-ngay.csv",
            "cac-thang.xlsx",
            "cac-quy.xlsx",
            "cot-thang.xlsx",
        ],
    ),
    (
        "a sheet for each month or unit",
        Records,
        &["theo-thang.xlsx", "theo-don-vi.xlsx"],
    ),
    (
        "signatures and notes",
        PASSED,
        &["bieu-thang.xlsx", "mac-dinh.csv", "nam-thoi-quen-2.xlsx"],
    ),
    (
        "months as sections that the day of the table contradicts",
        Refused("days-differ"),
        &["muc-thang.csv", "muc-thang.xlsx"],
    ),
    (
        "hidden rows",
        RecordsAnd("hidden-rows"),
        &[
            "dong-an.xlsx",
            "dong-an-2.xlsx",
            "dong-an-cu.xls",
            "dong-an.ods",
            "dong-an-html.xls",
            "dong-an-xml.xls",
        ],
    ),
    (
        "hidden columns",
        RecordsAnd("hidden-columns"),
        &[
            "cot-an.xlsx",
            "cot-an-cu.xls",
            "cot-an.ods",
            "cot-an-html.xls",
            "cot-an-xml.xls",
        ],
    ),
    (
        "groups that are the sum of the rows numbered below them",
        PASSED,
        &[
            "so-cap.xlsx",
            "so-cap-chu.xlsx",
            "so-cap.csv",
            "so-cap-gach.csv",
        ],
    ),
    (
        "groups that are not the sum of the rows numbered below them",
        Refused("unknown-reference"),
        &["so-cap-sai.xlsx", "so-cap-sai.csv"],
    ),
    (
        "totals in the place of a title",
        PASSED,
        &["cong-o-ten.xlsx", "cong-o-ten.csv"],
    ),
    (
        "totals of clusters, shares beside counts",
        PASSED,
        &["cong-cum.xlsx", "cong-cum.csv"],
    ),
    (
        "sections that name groups, and no unit anywhere",
        Refused("missing-column"),
        &["nhom-khong-don-vi.csv", "nhom-khong-don-vi.xlsx"],
    ),
    (
        "two tables of the same fields side by side",
        RecordsAnd("table-beside"),
        &["canh-nhau-2.xlsx", "canh-nhau.csv"],
    ),
    (
        "a column for each unit",
        Refused("table-turned"),
        &["xoay.xlsx", "xoay.csv", "xoay-2.xlsx"],
    ),
    (
        "records below a gap",
        Records,
        &["hai-cot-trong.csv", "hai-cot-trong.xlsx"],
    ),
    (
        "a small table of other things",
        RecordsAnd("table-not-read"),
        &["bang-phu.csv", "bang-phu-duoi.xlsx"],
    ),
    (
        "two tables in a sheet",
        PASSED,
        &["hai-bang.csv", "hai-bang-duoi.xlsx"],
    ),
    (
        "a sheet with instructions first",
        RecordsAnd("sheets-not-read"),
        &["theo-thang.xlsx", "mau-truoc.xlsx"],
    ),
    (
        "letters for the columns of names and remarks, numbers between them",
        PASSED,
        &["phu-luc.xlsx", "phu-luc-2.csv"],
    ),
    (
        "people in rows beside what is merged down over them",
        Records,
        &["tac-gia-gop.xlsx", "tac-gia-gop.xls"],
    ),
    (
        "a hidden sheet that looks like the form",
        RecordsAnd("sheets-not-read"),
        &[
            "trang-an.xlsx",
            "trang-an-cu.xls",
            "trang-an.ods",
            "trang-an-xml.xls",
        ],
    ),
    (
        "headings again on each page, subtotals of Excel",
        PASSED,
        &["lap-tieu-de.xlsx", "hai-cot.csv", "ma-so.xlsx"],
    ),
    (
        "a code and a name for one thing",
        Records,
        &["hai-cot.csv", "thang-bao-cao.csv", "nam-thoi-quen-3.csv"],
    ),
    (
        "a unit of money in the heading or above",
        Records,
        &["ma-so.csv", "ma-so.xlsx", "ma-so-cu.xls", "tien-nam.xlsx"],
    ),
    (
        "a unit of money above the table, in other words",
        Records,
        &["tien-don-vi.csv", "tien-don-vi.xlsx"],
    ),
    (
        "a unit of money that is not known",
        Refused("unknown-unit"),
        &["tien-don-vi-la.csv", "tien-don-vi-la.xlsx"],
    ),
    (
        "month and running total side by side",
        RecordsAnd("period-column"),
        &[
            "bieu-thang.xlsx",
            "bieu-thang-cu.xls",
            "nam-thoi-quen-3.csv",
        ],
    ),
    (
        "people of one record in several rows",
        Records,
        &["nhieu-tac-gia.xlsx", "nhieu-tac-gia.csv"],
    ),
    (
        "five habits in one file",
        PASSED,
        &[
            "nam-thoi-quen.xlsx",
            "nam-thoi-quen-2.xlsx",
            "nam-thoi-quen-3.csv",
        ],
    ),
];

/// What a cell may hold.
const CELLS: &[Kind] = &[
    (
        "codes as Excel shows them",
        Records,
        &["ma-so.xlsx", "ma-so-cu.xls", "ma-so.ods"],
    ),
    (
        "codes as text tables keep them",
        Records,
        &["ma-so.csv", "ma-so-utf16.csv"],
    ),
    (
        "marks for what is not reported",
        PASSED,
        &["bao-cao-2023-09.csv", "nam-thoi-quen-2.xlsx"],
    ),
    (
        "what is not a count",
        Refused("unclear-number"),
        &[
            "so-xau.csv",
            "so-xau.xlsx",
            "phan-tram-cu.xls",
            "phan-tram.ods",
        ],
    ),
    (
        "commas and points in thousands",
        Records,
        &[
            "nghin.csv",
            "tien.csv",
            "nam-thoi-quen-3.csv",
            "don-vi-nghin.csv",
        ],
    ),
    (
        "money of other countries",
        Records,
        &["tien.csv", "do-la.xlsx", "do-la-cu.xls", "do-la.ods"],
    ),
    (
        "letters that were lost",
        Refused("lost-letters"),
        &["mat-chu.csv", "mat-chu.xlsx"],
    ),
    (
        "quotes that swallow rows",
        Refused("swallowed-rows"),
        &["ngoac-kep.csv", "ngoac-kep-phay.csv"],
    ),
    (
        "days that no one meant",
        Refused("unlikely-day"),
        &[
            "ngay-xau.csv",
            "ngay-xau.xlsx",
            "nam-xau.csv",
            "nam-xau.xlsx",
            "ngay.ods",
        ],
    ),
    (
        "cells too narrow for their day",
        Refused("cell-hidden"),
        &["ngay-xau.csv", "ngay-xau.xlsx"],
    ),
    (
        "days with the month first",
        Refused("month-first"),
        &["thang-truoc.csv", "thang-truoc.xlsx"],
    ),
    (
        "characters that no one sees",
        Records,
        &["vni.xlsx", "nam-thoi-quen-2.xlsx"],
    ),
    (
        "spellings of days",
        Records,
        &[
            "cach-viet-ngay.csv",
            "nam-thoi-quen-2.xlsx",
            "thang-bao-cao.csv",
        ],
    ),
    (
        "moments with a zone",
        Records,
        &["hai-cot.csv", "thoi-diem.xlsx"],
    ),
    (
        "formulas without a value",
        Refused("no-kept-value"),
        &["toan-cong-thuc.xlsx", "cong-thuc.ods", "cong-thuc-cu.xls"],
    ),
    (
        "formulas that failed",
        Refused("cell-error"),
        &["loi-cong-thuc.xlsx", "loi-cong-thuc.csv"],
    ),
    (
        "TCVN3",
        RecordsAnd("old-encoding"),
        &["tcvn3.csv", "tcvn3-cu.xls", "tong-tcvn3.xls"],
    ),
    (
        "TCVN3 in one column, Unicode in the next",
        RecordsAnd("old-encoding"),
        &["tcvn3-cot.xls", "tcvn3-cot.csv"],
    ),
    ("VNI", RecordsAnd("old-encoding"), &["vni.xlsx", "vni.csv"]),
    (
        "names of units without their marks",
        RecordsAnd("other-marks"),
        &["khong-dau.csv", "khong-dau.xlsx"],
    ),
    (
        "names of units for short, with marks of footnotes",
        Records,
        &["chu-thich.csv", "chu-thich.xlsx"],
    ),
];

/// What a file may be, and what its records are.
const FILES: &[Kind] = &[
    (
        "a web page under another name",
        RecordsAnd("other-kind"),
        &["he-thong.xls", "that-ra-html.csv", "gop-html.xls"],
    ),
    (
        "SpreadsheetML 2003 under another name",
        RecordsAnd("other-kind"),
        &["xml2003.xls", "xml2003-2.xls"],
    ),
    (
        "a workbook under the name of another",
        RecordsAnd("other-kind"),
        &["doi-ten.xls", "that-ra-xls.xlsx", "that-ra-ods.xlsx"],
    ),
    (
        "texts full of separators that are not those of the cells",
        Records,
        &["tab-phay.csv", "tab-utf16.csv", "phay-o-tieu-de.csv"],
    ),
    (
        "workbooks with a prefix before each name",
        RecordsAnd("hidden-rows"),
        &["tien-to.xlsx", "dong-an.xlsx"],
    ),
    (
        "text called a workbook",
        RecordsAnd("other-kind"),
        &["that-ra-csv.xlsx", "doi-ten.xlsx"],
    ),
    (
        "reports",
        Records,
        &["bieu-thang.xlsx", "bieu-thang-cu.xls", "cac-ngay.csv"],
    ),
    (
        "initiatives",
        Records,
        &["danh-sach.xlsx", "danh-sach.csv", "ma-so.ods"],
    ),
    (
        "units with their targets",
        Records,
        &["don-vi.xlsx", "don-vi.csv"],
    ),
];

fn errors((kind, shows, specimens): &Kind) -> Vec<String> {
    let mut errors = Vec::new();
    if specimens.iter().collect::<BTreeSet<_>>().len() < 2 {
        errors.push(format!("{kind}: one layout only"));
    }
    let mut layouts = BTreeSet::new();
    for name in *specimens {
        let path = folder().join(format!("{name}.json"));
        let Ok(meaning) = fs::read(&path) else {
            errors.push(format!("{kind}: {name} is not there"));
            continue;
        };
        layouts.insert(fs::read(folder().join(name)).unwrap());
        let meaning: Value = serde_json::from_slice(&meaning).unwrap();
        let records = meaning["records"].as_array().unwrap().len();
        let reported = meaning["reported"].as_array().unwrap();
        let says = |code: &str| reported.iter().any(|reported| reported == code);
        let shown = match shows {
            Records => records > 0,
            RecordsAnd(code) => records > 0 && says(code),
            Refused(code) => records == 0 && says(code),
        };
        if !shown {
            errors.push(format!("{kind}: {name} does not show it"));
        }
    }
    if layouts.len() < 2 {
        errors.push(format!("{kind}: one file under two names"));
    }
    errors
}

#[test]
fn each_kind_of_form_is_read_in_two_layouts() {
    let kinds = [HABITS, CELLS, FILES].into_iter().flatten();
    let all: Vec<String> = kinds.flat_map(errors).collect();
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}
