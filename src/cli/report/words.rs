//! The words of the page of problems, in both languages. An editor reads them: no word of
//! programming.

use crate::base::{Lang, date, number};
use crate::diag::{Place, Severity, cell_name, column_name};
use crate::pipeline::Summary;

/// How many problems there are, in how many files.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counts {
    /// Errors.
    pub(super) errors: usize,
    /// Warnings.
    pub(super) warnings: usize,
    /// Files; 0 when a problem is in no file.
    pub(super) files: usize,
}

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words(pub(super) Lang);

impl Words {
    /// A number with its noun, which no line breaks apart: "3 lỗi", "1 error".
    fn many(self, n: usize, vi: &str, en: &str) -> String {
        let shown = number::count(n, self.0);
        let plural = if n == 1 { "" } else { "s" };
        let many = self
            .0
            .pick(format!("{shown} {vi}"), format!("{shown} {en}{plural}"));
        many.replace(' ', &number::NBSP.to_string())
    }

    /// "2 lỗi và 1 cảnh báo", without what there is none of.
    pub(super) fn counts(self, errors: usize, warnings: usize) -> String {
        match (errors, warnings) {
            (0, 0) => self.0.pick("Không có lỗi", "No problems").to_owned(),
            (_, 0) => self.many(errors, "lỗi", "error"),
            (0, _) => self.many(warnings, "cảnh báo", "warning"),
            _ => {
                let warnings = self.many(warnings, "cảnh báo", "warning");
                format!(
                    "{} {} {warnings}",
                    self.many(errors, "lỗi", "error"),
                    self.0.pick("và", "and")
                )
            }
        }
    }

    /// "3 lỗi và 1 cảnh báo trong 2 tệp"
    pub(super) fn headline(self, counts: Counts) -> String {
        let problems = self.counts(counts.errors, counts.warnings);
        if counts.files == 0 {
            return problems;
        }
        format!(
            "{problems} {} {}",
            self.0.pick("trong", "in"),
            self.many(counts.files, "tệp", "file")
        )
    }

    /// Above what is not published.
    pub(super) fn held(self) -> &'static str {
        self.0.pick("Chưa đăng", "Not published")
    }

    /// Above the balances of tables.
    pub(super) fn tables(self) -> &'static str {
        self.0.pick("Các bảng", "Tables")
    }

    /// What became of the rows of a table: all, and the four parts that make them up.
    pub(super) fn rows(self) -> [&'static str; 5] {
        self.0.pick(
            ["dòng", "đăng", "bị loại", "trùng", "trống"],
            ["rows", "published", "rejected", "duplicates", "blank"],
        )
    }

    /// Before the path of the rejected rows.
    pub(super) fn rejects(self) -> &'static str {
        self.0.pick(
            "Khi dựng trang, dòng bị loại nằm trong",
            "When the site is built, the rejected rows are in",
        )
    }

    /// A count with its thousands set apart.
    pub(super) fn whole(self, n: usize) -> String {
        number::count(n, self.0)
    }

    /// What to do next.
    pub(super) fn advice(self, counts: Counts, summary: Option<&Summary>) -> String {
        match summary {
            Some(summary) if counts.errors + counts.warnings == 0 => self.good(summary),
            Some(_) if counts.errors == 0 => self
                .0
                .pick(
                    "Trang web vẫn dùng được nội dung này. Xin xem lại những chỗ dưới đây; chỗ nào \
                     đã đúng thì không cần sửa.",
                    "The site can be published as it is. Please look at the places below; what is \
                     right needs no change.",
                )
                .to_owned(),
            // Only what is found after all else was published is an error of a build that
            // published.
            Some(_) => self
                .0
                .pick(
                    "Trang web đã cập nhật, nhưng còn tệp cũ chưa xóa được. Xin gửi danh sách này \
                     cho người phụ trách trang web.",
                    "The site is updated, but old files could not be deleted. Please send this \
                     list to the person who keeps the site.",
                )
                .to_owned(),
            None => self
                .0
                .pick(
                    "Trang web chưa cập nhật được với nội dung này. Xin mở từng tệp dưới đây, sửa \
                     ở chỗ được chỉ ra, lưu lại rồi gửi cho người phụ trách trang web.",
                    "The site cannot be updated with this content. Please open each file below, \
                     fix it at the places shown, save it and send it to the person who keeps the \
                     site.",
                )
                .to_owned(),
        }
    }

    fn good(self, summary: &Summary) -> String {
        let mut text = self
            .0
            .pick(
                "Không cần sửa gì. Nội dung này tạo được ",
                "Nothing to fix. This content makes ",
            )
            .to_owned();
        text += &self.many(summary.pages, "trang", "page");
        if let Some(day) = summary.as_of {
            text += self.0.pick(", số liệu tính đến ", ", with figures as of ");
            text += &date::written(day, self.0);
        }
        text + "."
    }

    /// Heading of the problems that are in no file.
    pub(super) fn site(self) -> &'static str {
        self.0.pick("Cả trang web", "The whole site")
    }

    /// "Lỗi" or "Cảnh báo".
    pub(super) fn severity(self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.0.pick("Lỗi", "Error"),
            Severity::Warning => self.0.pick("Cảnh báo", "Warning"),
        }
    }

    /// Where in its file a problem is: "Dòng 3", "Trang tính Quý 1, ô B4".
    pub(super) fn place(self, place: &Place) -> Option<String> {
        match place {
            Place::Site | Place::File(_) => None,
            Place::Text { line, .. } => Some(format!("{} {line}", self.0.pick("Dòng", "Line"))),
            Place::Cell {
                sheet, row, column, ..
            } if sheet.is_empty() => Some(format!(
                "{} {}",
                self.0.pick("Ô", "Cell"),
                cell_name(*row, *column)
            )),
            Place::Cell {
                sheet, row, column, ..
            } => {
                let (label, cell) = self.0.pick(("Trang tính", "ô"), ("Sheet", "cell"));
                Some(format!(
                    "{label} {sheet}, {cell} {}",
                    cell_name(*row, *column)
                ))
            }
        }
    }

    /// Before the way to fix.
    pub(super) fn help(self) -> &'static str {
        self.0.pick("Cách sửa:", "How to fix:")
    }

    /// Before the name of a problem.
    pub(super) fn name(self) -> &'static str {
        self.0.pick("Mã lỗi:", "Name:")
    }

    /// "… và 290 lỗi giống vậy ở các dòng khác"
    pub(super) fn more(self, n: usize, severity: Severity, lines: bool) -> String {
        let many = match severity {
            Severity::Error => self.many(n, "lỗi", "more error"),
            Severity::Warning => self.many(n, "cảnh báo", "more warning"),
        };
        let text = self.0.pick(
            format!("… và {many} giống vậy"),
            format!("… and {many} like it"),
        );
        if lines {
            text + self.0.pick(" ở các dòng khác", " in other lines")
        } else {
            text
        }
    }

    /// Before the lines of problems alike: "Cột B, các dòng".
    pub(super) fn lines(self, place: &Place) -> String {
        match place {
            Place::Cell { column, .. } => {
                let (label, lines) = self.0.pick(("Cột", "các dòng"), ("Column", "rows"));
                format!("{label} {}, {lines}", column_name(*column))
            }
            _ => self.0.pick("Các dòng", "Lines").to_owned(),
        }
    }

    /// Behind lines that are too many to be named.
    pub(super) fn others(self, n: usize) -> String {
        format!(
            "{} {}",
            self.0.pick("và", "and"),
            self.many(n, "dòng nữa", "more line")
        )
    }
}
