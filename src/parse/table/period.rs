//! Days, months and quarters in titles, in names of sheets and files, and in headings.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::base::{Date, slug};

/// A stretch of days that a text means; a single day begins where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Period {
    pub(super) first: Date,
    /// The day that figures stand for.
    pub(super) last: Date,
}

impl Period {
    fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        let date = Date::new(year, month, day).ok()?;
        Some(Self {
            first: date,
            last: date,
        })
    }

    fn month(year: i16, month: i8) -> Option<Self> {
        Self::months(year, month, month)
    }

    fn quarter(year: i16, quarter: i8) -> Option<Self> {
        Self::months(year, quarter * 3 - 2, quarter * 3)
    }

    fn months(year: i16, first: i8, last: i8) -> Option<Self> {
        Some(Self {
            first: Date::new(year, first, 1).ok()?,
            last: Date::new(year, last, 1).ok()?.last_of_month(),
        })
    }

    /// Whether one lies within the other: a day agrees with its month.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.contains(other) || other.contains(self)
    }

    fn contains(&self, inner: &Self) -> bool {
        self.first <= inner.first && inner.last <= self.last
    }
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is constant and tested")
}

// Over folded texts: small letters without marks.
static ISO: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(20\d\d)[-_.](\d\d)[-_.](\d\d)\b|\b(20\d\d)(\d\d)(\d\d)\b"));
// Both separators are the same: in `15/5-14/6/2024` the day is the second one.
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    let forms = ["/", r"\.", "-"]
        .map(|mark| format!(r"\b(\d{{1,2}})\s*{mark}\s*(\d{{1,2}})\s*{mark}\s*(20\d\d|\d\d)\b"));
    pattern(&forms.join("|"))
});
static DAY_IN_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:ngay\s*)?(\d{1,2})\s*thang\s*(\d{1,2})\s*(?:nam|/|-|,)\s*(20\d\d)\b")
});
static MONTHS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(\d{1,2})\s*thang(?:\s*dau)?\s*nam\s*(20\d\d)\b"));
static MONTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:thang|thg|t)\s*\.?\s*(\d{1,2})(?:\s*(?:nam|/|\.|-|,)\s*|\s+)(20\d\d|\d\d)\b")
});
static BARE_MONTH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(\d{1,2})\s*[/\-.]\s*(20\d\d)\b|\b(20\d\d)[-_.](\d\d)\b"));
static QUARTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\bq(?:uy)?\s*\.?\s*(iv|iii|ii|i|[1-4])(?:\s*(?:nam|/|\.|-|,)\s*|\s+)(20\d\d|\d\d)\b")
});
static MONTH_ALONE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:thang|thg|t)\s*\.?\s*(\d{1,2})\b"));
static QUARTER_ALONE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:quy|q)\s*\.?\s*(iv|iii|ii|i|[1-4])\b"));
static DAY_ALONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(\d{1,2})/(\d{1,2})\b"));
static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bnam\s*(20\d\d)\b|\b(20\d\d)\b"));

/// "Tính đến ngày …": what is behind is what the figures are about.
static UNTIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:den het|tinh den|den ngay|den thang|den|het ngay|chot ngay)\b")
});
/// Days that are not those of the figures: of a document that is named, of the signature.
static OF_A_PAPER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"kem theo|cong van|quyet dinh|ke hoach so|thong bao so|bao cao so[:\s]*[\d.…/_]|\bso:|\bso \d+|,\s*ngay[\s\d.…_]*(?:thang|/)",
    )
});
/// The number of a week, which is neither a day nor a month.
static WEEK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\btuan\s*(?:le\s*)?(?:thu\s*)?(?:\d+|[ivx]+\b)"));
/// A part of a month, whose last day is not that of the month.
static PART: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\btuan\b|\bnua\s+dau\b|\b(?:dau|giua)\s+thang|\bngay\s+dau\b"));
/// What is between the first and the last day of a stretch.
static TO: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*[-–—]+>?\s*"));

fn number(found: &Captures<'_>, at: usize) -> Option<i16> {
    found.get(at)?.as_str().parse().ok()
}

fn year(found: &Captures<'_>, at: usize) -> Option<i16> {
    number(found, at).map(|year| if year < 100 { 2000 + year } else { year })
}

fn small(found: &Captures<'_>, at: usize) -> Option<i8> {
    found.get(at)?.as_str().parse().ok()
}

fn quarter(found: &Captures<'_>, at: usize) -> Option<i8> {
    Some(match found.get(at)?.as_str() {
        "i" | "1" => 1,
        "ii" | "2" => 2,
        "iii" | "3" => 3,
        _ => 4,
    })
}

/// What makes a period of what a pattern found.
type Make = fn(&Captures<'_>) -> Option<Period>;

/// The patterns of periods with their years, in the order in which they are tried.
static WITH_YEAR: [(&LazyLock<Regex>, Make); 7] = [
    (&ISO, |found| {
        let at = if found.get(1).is_some() { 1 } else { 4 };
        Period::day(
            number(found, at)?,
            small(found, at + 1)?,
            small(found, at + 2)?,
        )
    }),
    (&DAY, |found| {
        let at = [1, 4, 7].into_iter().find(|at| found.get(*at).is_some())?;
        Period::day(
            year(found, at + 2)?,
            small(found, at + 1)?,
            small(found, at)?,
        )
    }),
    (&DAY_IN_WORDS, |found| {
        Period::day(number(found, 3)?, small(found, 2)?, small(found, 1)?)
    }),
    (&MONTHS, |found| {
        Period::months(number(found, 2)?, 1, small(found, 1)?)
    }),
    (&MONTH, |found| {
        Period::month(year(found, 2)?, small(found, 1)?)
    }),
    (&QUARTER, |found| {
        Period::quarter(year(found, 2)?, quarter(found, 1)?)
    }),
    (&BARE_MONTH, |found| match found.get(1) {
        Some(_) => Period::month(number(found, 2)?, small(found, 1)?),
        None => Period::month(number(found, 3)?, small(found, 4)?),
    }),
];

/// The same with a year that the text does not say.
type MakeOfYear = fn(&Captures<'_>, i16) -> Option<Period>;

/// The patterns of periods without their years.
static WITHOUT_YEAR: [(&LazyLock<Regex>, MakeOfYear); 3] = [
    (&DAY_ALONE, |found, year| {
        Period::day(year, small(found, 2)?, small(found, 1)?)
    }),
    (&QUARTER_ALONE, |found, year| {
        Period::quarter(year, quarter(found, 1)?)
    }),
    (&MONTH_ALONE, |found, year| {
        Period::month(year, small(found, 1)?)
    }),
];

/// The first period of a folded text; `known_year` is that of texts which say none.
fn first(text: &str, known_year: Option<i16>) -> Option<(Period, Range<usize>)> {
    for (pattern, make) in &WITH_YEAR {
        let found = pattern.captures(text);
        if let Some(period) = found.as_ref().and_then(make) {
            return Some((period, found?.get(0)?.range()));
        }
    }
    let year = known_year?;
    for (pattern, make) in &WITHOUT_YEAR {
        let found = pattern.captures(text);
        if let Some(period) = found.as_ref().and_then(|found| make(found, year)) {
            return Some((period, found?.get(0)?.range()));
        }
    }
    None
}

/// The period that a line of a title says its figures are about.
pub(super) fn of_title(text: &str) -> Option<Period> {
    let folded = slug::fold(text);
    if let Some(until) = UNTIL.find_iter(&folded).last()
        && let Some((period, _)) = first(&folded[until.end()..], None)
    {
        return Some(period);
    }
    if OF_A_PAPER.is_match(&folded) {
        return None;
    }
    let without_weeks = WEEK.replace_all(&folded, "tuan ");
    let (period, range) = first(&without_weeks, None)?;
    let behind = &without_weeks[range.end..];
    if let Some(to) = TO.find(behind)
        && let Some((last, next)) = first(&behind[to.end()..], None)
        && next.start == 0
    {
        return Some(last);
    }
    // "Tuần 3 tháng 6/2024" ends on a day that it does not say.
    (period.first == period.last || !PART.is_match(&without_weeks)).then_some(period)
}

/// The period that the name of a sheet or a file says.
pub(super) fn of_name(name: &str, known_year: Option<i16>) -> Option<Period> {
    let folded = slug::fold(name).replace('_', " ");
    let without_weeks = WEEK.replace_all(&folded, "tuan ");
    let (period, _) = first(&without_weeks, known_year)?;
    (period.first == period.last || !PART.is_match(&without_weeks)).then_some(period)
}

/// The period that a heading is, and nothing else: `31/7/2023`, `Tháng 8`, `Đến 20/8/2023`.
pub(super) fn of_heading(text: &str, known_year: Option<i16>) -> Option<Period> {
    let folded = slug::fold(text);
    if !folded.bytes().any(|b| b.is_ascii_digit()) && !folded.trim_start().starts_with('q') {
        return None;
    }
    let (period, range) = first(&folded, known_year)?;
    let around = format!("{} {}", &folded[..range.start], &folded[range.end..]);
    let rest = slug::slug(&around);
    let only = rest.split('-').all(|word| {
        [
            "", "den", "het", "tinh", "ngay", "so", "lieu", "thang", "nam", "luy", "ke",
        ]
        .contains(&word)
    });
    only.then_some(period)
}

/// The year that a text names.
pub(super) fn year_of(text: &str) -> Option<i16> {
    let folded = slug::fold(text);
    let found = YEAR.captures(&folded)?;
    number(&found, 1).or_else(|| number(&found, 2))
}

/// The year that a heading is, and nothing else: `Năm 2024`.
pub(super) fn only_year(text: &str) -> Option<i16> {
    let slug = slug::slug(text);
    let year = slug.strip_prefix("nam-").unwrap_or(&slug);
    let digits =
        year.len() == 4 && year.starts_with("20") && year.bytes().all(|b| b.is_ascii_digit());
    if digits { year.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(period: Option<Period>) -> Option<String> {
        period.map(|period| period.last.to_string())
    }

    #[test]
    fn titles_say_the_day_of_their_figures() {
        for (text, day) in [
            ("Số liệu tính đến hết ngày 20/8/2023", Some("2023-08-20")),
            ("BÁO CÁO THÁNG 8 NĂM 2023", Some("2023-08-31")),
            ("Quý III/2023", Some("2023-09-30")),
            ("(Từ ngày 01/8/2023 đến ngày 15/8/2023)", Some("2023-08-15")),
            ("Tính đến ngày 9 tháng 7 năm 2023", Some("2023-07-09")),
            ("6 tháng đầu năm 2023", Some("2023-06-30")),
            ("Thanh Hóa, ngày 25 tháng 8 năm 2023", None),
            ("(Kèm theo Công văn số 12/CV-LĐLĐ ngày 25/8/2023)", None),
            ("Kế hoạch số 15/KH-LĐLĐ ngày 1/2/2023", None),
            ("Năm 2023", None),
            ("Tháng 2/2024", Some("2024-02-29")),
            ("Kỳ báo cáo: 15/5/2024 - 14/6/2024", Some("2024-06-14")),
            ("(15/5-14/6/2024)", Some("2024-06-14")),
            ("Từ 15.5 đến 14.6.2024", Some("2024-06-14")),
            ("Tháng 5/2024 – tháng 6/2024", Some("2024-06-30")),
            ("Tính đến 16h00 ngày 20/6/2024", Some("2024-06-20")),
            ("Thời điểm báo cáo: 20-6-24", Some("2024-06-20")),
            ("Tháng 6, lũy kế 6 tháng năm 2024", Some("2024-06-30")),
            ("Báo cáo tuần 3 tháng 6/2024", None),
            ("BÁO CÁO TUẦN 25 NĂM 2024", None),
            ("Nửa đầu tháng 6/2024", None),
            ("Số liệu cuối tháng 6/2024", Some("2024-06-30")),
            ("10 ngày đầu tháng 6 năm 2024", None),
            ("Tuần 25, đến ngày 20/6/2024", Some("2024-06-20")),
            ("Thanh Hóa, ngày    tháng 7 năm 2024", None),
            ("Thanh Hóa, ngày … tháng 7 năm 2024", None),
            ("Thanh Hóa, ngày ..../7/2024", None),
        ] {
            assert_eq!(last(of_title(text)).as_deref(), day, "{text}");
        }
    }

    #[test]
    fn names_and_headings_say_days() {
        for (name, day) in [
            ("T8.23", Some("2023-08-31")),
            ("Thang 8-2023", Some("2023-08-31")),
            ("bao-cao-2023-08", Some("2023-08-31")),
            ("so lieu 20.8.2023", Some("2023-08-20")),
            ("20230820", Some("2023-08-20")),
            ("Tuần 3 tháng 6.2024", None),
            ("Sheet1", None),
            ("Đông Sơn", None),
        ] {
            assert_eq!(last(of_name(name, None)).as_deref(), day, "{name}");
        }
        assert_eq!(
            last(of_name("T8", Some(2023))).as_deref(),
            Some("2023-08-31")
        );
        assert_eq!(
            last(of_heading("Tháng 8", Some(2023))).as_deref(),
            Some("2023-08-31")
        );
        assert_eq!(
            last(of_heading("Đến 20/8/2023", None)).as_deref(),
            Some("2023-08-20")
        );
        assert_eq!(
            last(of_heading("Quý I", Some(2024))).as_deref(),
            Some("2024-03-31")
        );
        assert_eq!(of_heading("Chỉ tiêu 8/2023", None), None);
        assert_eq!(year_of("Năm 2023"), Some(2023));
    }
}
