//! Which row holds the headings, and which column is which field.

use arcstr::ArcStr;

use super::column::{Column, columns};
use super::money::{self, Unit};
use super::sidecar::Sidecar;
use crate::base::number::saturated;
use crate::base::{Date, slug};
use crate::diag::Place;
use crate::parse::schema::{Field, Kind};

/// How far down the headings are looked for.
pub(super) const DEPTH: usize = 40;

/// Columns that tables have for people, and that mean nothing here. The last is the one that
/// rejected rows get.
const COUNTERS: [&str; 8] = [
    "stt",
    "tt",
    "so-tt",
    "so-thu-tu",
    "no",
    "thu-tu",
    "id-dong",
    "ly-do-bi-loai",
];

/// The name of the column that says why a row was rejected.
pub const WHY: &str = "Lý do bị loại";

/// Headings of what was reported last, in the form for reports; they are not read.
pub(super) const BESIDE: [&str; 3] = ["Lần trước: ngày", "Lần trước: đã nộp", "Lần trước: hợp lệ"];

/// Whether a heading, as a slug, is of a column that only shows what was reported last.
fn is_beside(heading: &str) -> bool {
    heading.starts_with("lan-truoc") && BESIDE.iter().any(|text| slug::slug(text) == heading)
}

/// A column of the table that is a field.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    /// From 0.
    pub(super) index: usize,
    /// As written in the table.
    pub(super) heading: String,
    /// What it is.
    pub(super) column: Column,
    /// What numbers are multiplied by, where the heading says so: "triệu đồng".
    pub(super) scale: Option<f64>,
    /// The currency that the heading says, where it is not đồng.
    pub(super) currency: Option<&'static str>,
    /// For counts by id: the id that the heading names.
    pub(super) id: Option<String>,
    /// For columns of days: the day that the heading says.
    pub(super) day: Option<Date>,
}

impl Bound {
    /// Whether its cells are whole numbers: counts, and counts by id such as targets.
    pub(super) fn is_count(&self) -> bool {
        self.id.is_some() || matches!(self.column.field().kind, Kind::Count)
    }

    /// Whether it is the field of another column: for the same id and day, where they have one.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        (&self.column.key, &self.id, self.day) == (&other.column.key, &other.id, other.day)
    }

    /// Whether the heading says that its cells are codes: `Mã đơn vị`.
    pub(super) fn is_code(&self) -> bool {
        let slug = slug::slug(&self.heading);
        slug.split('-').any(|word| word == "ma")
    }
}

/// What a table's columns are.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    /// The rows of the headings, a row of column numbers among them.
    pub(super) rows: Vec<u32>,
    /// The last of them.
    pub(super) row: u32,
    /// Columns that are fields.
    pub(super) bound: Vec<Bound>,
    /// The name beside the code of one thing, or the other way round: they must agree.
    pub(super) also: Vec<Bound>,
    /// Columns that count rows.
    pub(super) counters: Vec<usize>,
    /// All columns with a heading, whether they are read or not.
    pub(super) seen: Vec<(usize, String)>,
    /// How many columns have a heading, or lie before one that has.
    pub(super) width: usize,
    /// Where another table begins beside this one; nothing from there on is read.
    pub(super) cut: Option<usize>,
    /// Columns before that without a heading.
    pub(super) unnamed: Vec<usize>,
    /// The texts of the heading rows, to know them when they are repeated.
    pub(super) signatures: Vec<Vec<String>>,
}

impl Layout {
    /// Whether a column says the value of a key; headings that are days say that of `as_of`.
    pub(super) fn holds(&self, key: &str) -> bool {
        let mut columns = self.bound.iter();
        columns.any(|bound| bound.column.key == key || key == "as_of" && bound.day.is_some())
    }
}

/// The place of a table's cells.
#[derive(Debug, Clone)]
pub(super) struct Site {
    pub(super) file: ArcStr,
    pub(super) sheet: ArcStr,
}

impl Site {
    /// The same names, held by themselves.
    pub(super) fn apart(&self) -> Self {
        Self {
            file: (&*self.file).into(),
            sheet: (&*self.sheet).into(),
        }
    }

    /// A cell; `column` counts from 0.
    pub(super) fn cell(&self, row: u32, column: usize) -> Place {
        let column = saturated(column).saturating_add(1);
        Place::Cell {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            row,
            column,
        }
    }
}

pub(super) enum Match<'a> {
    Field(&'a Column, Said),
    Counts(&'a Column, String),
    /// The figures of a period, not running totals.
    Period,
    /// Numbers the rows.
    Counter,
    Ignored,
    Unknown,
}

impl Match<'_> {
    /// Whether it is a field that is a count.
    pub(super) fn is_count(&self) -> bool {
        match self {
            Self::Field(column, _) => matches!(column.field().kind, Kind::Count),
            _ => false,
        }
    }
}

/// What a heading says of the unit of its numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Said {
    Nothing,
    Scale(f64),
    Currency(&'static str),
    /// Words that mean no unit.
    Strange,
}

/// The schema's columns with what a sidecar adds to them.
pub(super) struct Matcher<'a> {
    pub(super) columns: Vec<Column>,
    counts: Vec<Column>,
    pub(super) sidecar: &'a Sidecar,
}

/// Words that make a column something else than a count of what was handed in or found valid.
const NOT_COUNTS: [&str; 14] = [
    "ty-le",
    "ti-le",
    "phan-tram",
    "chi-tieu",
    "ke-hoach",
    "so-voi",
    "cung-ky",
    "tang",
    "giam",
    "con-lai",
    "chua",
    "khong",
    "con-thieu",
    "xep-hang",
];

/// Words for the figures of a period.
const PERIODS: [&str; 14] = [
    "trong-thang",
    "thang-nay",
    "thang-bao-cao",
    "trong-ky",
    "ky-nay",
    "ky-bao-cao",
    "trong-quy",
    "quy-nay",
    "trong-tuan",
    "tuan-nay",
    "phat-sinh",
    "trong-nam",
    "moi-nop-trong",
    "thang-truoc",
];

/// Words of a heading that say nothing by themselves.
const GENERIC: [&str; 8] = [
    "so-luong",
    "so",
    "tong-so",
    "tong",
    "so-sk",
    "so-sang-kien",
    "sl",
    "luot",
];

/// Words that say nothing of what figures of initiatives count.
const FILLING: [&str; 17] = [
    "trong", "do", "so", "luong", "luot", "tong", "da", "duoc", "sang", "kien", "sk", "sl", "cac",
    "luy", "ke", "gui", "cua",
];

/// What a heading of a report counts, however it is put: `Số SK đã nộp`, `Tổng số sáng kiến hợp
/// lệ`.
fn counted(slug: &str) -> Option<&'static str> {
    let words: Vec<&str> = slug
        .split('-')
        .filter(|word| !FILLING.contains(word))
        .collect();
    match words.as_slice() {
        ["nop"] => Some("submitted"),
        ["hop", "le"] | ["cong", "nhan", "hop", "le"] => Some("valid"),
        _ => None,
    }
}

/// What tells a heading from others: "Hợp lệ (%)" beside "Hợp lệ" is another column.
fn distinct(heading: &str) -> (String, bool) {
    (slug::slug(heading), heading.contains('%'))
}

/// A heading with its abbreviations written out, where it has some: `Tên ĐV`, `Mã SK`.
fn written_out(slug: &str) -> Option<String> {
    let words: Vec<&str> = slug.split('-').map(long_form).collect();
    let written = words.join("-");
    (written != slug).then_some(written)
}

/// A word of a heading, written out where it is an abbreviation.
fn long_form(word: &str) -> &str {
    match word {
        "dv" => "don-vi",
        "sk" => "sang-kien",
        "sl" => "so-luong",
        "cd" => "cong-doan",
        _ => word,
    }
}

/// Whether a heading only says that figures are running totals: `Lũy kế`, `Lũy kế đến nay`,
/// `Lũy kế từ đầu chương trình`.
fn running(slug: &str) -> bool {
    let rest = slug
        .strip_prefix("luy-ke")
        .or_else(|| slug.strip_prefix("cong-don"));
    rest.is_some_and(|rest| rest.split('-').all(says_until_when))
}

/// Words of headings that only say from when and until when figures are.
const UNTIL_WHEN: [&str; 17] = [
    "", "den", "nay", "het", "tu", "dau", "nam", "chuong", "trinh", "thang", "ngay", "quy", "ky",
    "bao", "cao", "thoi", "diem",
];

fn says_until_when(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit()) || UNTIL_WHEN.contains(&word)
}

pub(super) fn has_words(slug: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        slug == *word
            || slug.starts_with(&format!("{word}-"))
            || slug.ends_with(&format!("-{word}"))
            || slug.contains(&format!("-{word}-"))
    })
}

impl<'a> Matcher<'a> {
    pub(super) fn new(schema: &'static [Field], sidecar: &'a Sidecar) -> Self {
        let counts = schema
            .iter()
            .filter(|f| matches!(f.kind, Kind::Counts(_)))
            .map(Column::counts)
            .collect();
        Self {
            columns: columns(schema),
            counts,
            sidecar,
        }
    }

    /// The column of a key.
    pub(super) fn column(&self, key: &str) -> Option<&Column> {
        self.columns
            .iter()
            .find(|c| c.key == key || (c.names() && c.top.key == key))
    }

    /// Whether the records are reports of running totals.
    pub(super) fn reports(&self) -> bool {
        self.column("as_of").is_some()
    }

    /// Whether the file beside the table says a value for empty cells of a key.
    pub(super) fn has_default(&self, key: &str) -> bool {
        let mut defaults = self.sidecar.defaults.iter();
        defaults.any(|((other, _), _)| other == key)
    }

    /// The key nearest to one that is not there.
    pub(super) fn nearest(&self, key: &str) -> Option<&'static str> {
        slug::nearest(
            key,
            self.columns
                .iter()
                .filter(|c| c.inner.is_none())
                .map(|c| c.top.key),
        )
    }

    /// All keys, for those who look for one.
    pub(super) fn known(&self) -> String {
        let columns = self.columns.iter().filter(|c| c.inner.is_none());
        let keys: Vec<String> = columns
            .map(|c| format!("{} ({})", c.top.key, c.top.vi))
            .collect();
        keys.join(", ")
    }

    /// The key that one text of a heading names.
    pub(super) fn key_of(&self, text: &str) -> Option<String> {
        match self.find(text) {
            Match::Field(column, _) => Some(column.key.clone()),
            _ => None,
        }
    }

    /// What the sidecar says of a heading.
    pub(super) fn in_sidecar(&self, heading: &str) -> Option<Match<'_>> {
        let meaning = distinct(heading);
        let mut columns = self.sidecar.columns.iter();
        if let Some((_, (key, _))) = columns.find(|((said, _), _)| distinct(said) == meaning) {
            // A key that does not exist is reported where it was written.
            let column = self.column(key);
            return Some(column.map_or(Match::Ignored, |c| Match::Field(c, Said::Nothing)));
        }
        let mut ignored = self.sidecar.ignore.iter();
        let is_ignored = ignored.any(|(said, _)| distinct(said) == meaning);
        // Numbers of rows tell records from sections, whether or not anybody wants to see them.
        is_ignored.then(|| match COUNTERS.contains(&meaning.0.as_str()) {
            true => Match::Counter,
            false => Match::Ignored,
        })
    }

    /// What one text of a heading means.
    fn find(&self, heading: &str) -> Match<'_> {
        let folded = slug::slug(heading);
        if let Some(found) = self.in_sidecar(heading) {
            return found;
        }
        if is_beside(&folded) {
            return Match::Ignored;
        }
        if COUNTERS.contains(&folded.as_str()) {
            return Match::Counter;
        }
        if let Some(column) = self.meant_by(&folded) {
            return Match::Field(column, Said::Nothing);
        }
        self.before_brackets(heading, &folded)
            .or_else(|| self.in_other_words(heading, &folded))
            .or_else(|| self.by_id(heading))
            .unwrap_or(Match::Unknown)
    }

    /// The column that a heading, as a slug, is the name of.
    fn meant_by(&self, slug: &str) -> Option<&Column> {
        self.columns.iter().find(|c| c.means(slug))
    }

    /// What a heading means without what is in brackets: "Giá trị làm lợi (triệu đồng)", "Tên sáng
    /// kiến (*)".
    fn before_brackets(&self, heading: &str, folded: &str) -> Option<Match<'_>> {
        let (before, inside) = money::split(heading);
        let slug = slug::slug(before);
        let base = slug.strip_prefix("trong-do-").unwrap_or(&slug);
        if base == folded || base.is_empty() {
            return None;
        }
        if COUNTERS.contains(&base) {
            return Some(Match::Counter);
        }
        let column = self.meant_by(base)?;
        Some(self.measured(column, inside))
    }

    /// What a heading means that has two words for one thing ("Tác giả/ Nhóm tác giả"),
    /// abbreviations, or words of its own for what reports count.
    fn in_other_words(&self, heading: &str, folded: &str) -> Option<Match<'_>> {
        let twice = heading.split_once('/').and_then(|(one, other)| {
            let (one, other) = (slug::slug(one), slug::slug(other));
            let mut columns = self.columns.iter();
            columns.find(|c| c.means(&one) && c.means(&other))
        });
        let column = twice
            .or_else(|| self.meant_by(&written_out(folded)?))
            .or_else(|| self.column(counted(folded).filter(|_| self.reports())?))?;
        Some(Match::Field(column, Said::Nothing))
    }

    /// The id of a heading that counts by id: "Chỉ tiêu p-g2 (Giai đoạn 2)", where what is in
    /// brackets is for people.
    fn by_id(&self, heading: &str) -> Option<Match<'_>> {
        let folded = slug::slug(heading.split('(').next().unwrap_or(heading));
        for column in &self.counts {
            for prefix in [column.top.key, column.top.vi, "Chỉ tiêu"].map(slug::slug) {
                let id = folded.strip_prefix(&format!("{prefix}-"));
                if let Some(id) = id.filter(|id| !id.is_empty()) {
                    return Some(Match::Counts(column, id.to_owned()));
                }
            }
        }
        None
    }

    /// A column whose heading says something in brackets, which may be the unit of its numbers.
    fn measured<'c>(&self, column: &'c Column, inside: &str) -> Match<'c> {
        let says_nothing = slug::slug(inside).is_empty() || slug::slug(inside).len() <= 1;
        if !matches!(column.field().kind, Kind::Count | Kind::Number) || says_nothing {
            return Match::Field(column, Said::Nothing);
        }
        if inside.contains('%') {
            return Match::Unknown;
        }
        if inside.bytes().all(|b| b.is_ascii_digit()) {
            return Match::Field(column, Said::Nothing);
        }
        if !column.money() {
            // "(người)", "(lượt)"; thousands of them would be said as such.
            let slug = slug::slug(inside);
            return match ["nghin", "ngan", "trieu", "ty"]
                .iter()
                .any(|w| slug.starts_with(w))
            {
                true => Match::Field(column, Said::Strange),
                false => Match::Field(column, Said::Nothing),
            };
        }
        Match::Field(
            column,
            match money::unit_of(inside) {
                Some(Unit::Dong(scale)) => Said::Scale(scale),
                Some(Unit::Foreign(currency)) => Said::Currency(currency),
                None => Said::Strange,
            },
        )
    }

    /// What the texts of a heading mean, from top to bottom: the lowest first, then the joined
    /// ones.
    pub(super) fn find_all(&self, texts: &[String]) -> Match<'_> {
        let Some(lowest) = texts.last() else {
            return Match::Unknown;
        };
        let joined = texts.join(" ");
        let slugs: Vec<String> = texts.iter().map(|text| slug::slug(text)).collect();
        for heading in [&joined].into_iter().chain(texts.iter().rev()) {
            if let Some(found) = self.in_sidecar(heading) {
                return found;
            }
        }
        let found = self.lowest(texts, lowest, &joined, &slugs);
        if !self.reports() || texts.is_empty() {
            return found;
        }
        let may_count = matches!(found, Match::Unknown) || found.is_count();
        // "% hợp lệ" beside "Hợp lệ"
        if may_count && joined.contains('%') {
            return Match::Unknown;
        }
        let exact = texts.len() == 1 && !matches!(found, Match::Unknown);
        if may_count && !exact {
            if slugs.iter().any(|slug| has_words(slug, &PERIODS)) {
                return Match::Period;
            }
            if texts.len() > 1 && slugs.iter().any(|s| has_words(s, &NOT_COUNTS)) {
                return Match::Unknown;
            }
        }
        found
    }

    fn lowest(&self, texts: &[String], lowest: &str, joined: &str, slugs: &[String]) -> Match<'_> {
        // "Lũy kế" below "Hợp lệ" is a running total of valid ones.
        if self.reports() && slugs.last().is_some_and(|slug| running(slug)) {
            let above = texts[..texts.len() - 1].iter().rev();
            for found in above.map(|text| self.find(text)) {
                if found.is_count() {
                    return found;
                }
            }
        }
        let found = self.find(lowest);
        if !matches!(found, Match::Unknown) {
            return found;
        }
        if texts.len() == 1 {
            return found;
        }
        let found = self.find(joined);
        if !matches!(found, Match::Unknown) {
            return found;
        }
        if let [_, middle, _] = texts {
            let found = self.find(&format!("{middle} {lowest}"));
            if !matches!(found, Match::Unknown) {
                return found;
            }
        }
        let generic = slugs
            .last()
            .is_some_and(|slug| GENERIC.contains(&slug.as_str()));
        if generic || money::unit_of(lowest).is_some() {
            let above = &texts[..texts.len() - 1];
            let found = self.find(above.last().map_or("", String::as_str));
            if let (Match::Field(column, _), false) = (&found, generic) {
                return self.measured(column, lowest);
            }
            return found;
        }
        Match::Unknown
    }

    /// The labels of the required columns, for the one who has no headings yet.
    pub(super) fn required(&self) -> String {
        let mut labels: Vec<&str> = self
            .columns
            .iter()
            .filter(|c| c.required())
            .map(Column::label)
            .collect();
        labels.extend(
            self.columns
                .iter()
                .filter(|c| !c.required())
                .map(Column::label)
                .take(2),
        );
        labels.join(", ")
    }
}
