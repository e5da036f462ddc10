//! Problems for a person: what, where with the line itself, and how to fix it.

use std::fmt::Write as _;

use super::fold::{Item, fold};
use super::source::{Reader, Snippet};
use super::width::{clean, width};
use super::{Report, veil};
use crate::base::Lang;
use crate::diag::{Diagnostic, Place, Problems, Severity};

/// This many problems of a kind are reported, the others counted.
const SHOWN: usize = 10;

const RED: &str = "1;31";
const YELLOW: &str = "1;33";
const BLUE: &str = "1;34";
const BOLD: &str = "1";

pub(super) fn render(report: &Report, problems: &Problems, colour: bool) -> String {
    let mut page = Page {
        report,
        colour,
        out: String::new(),
        reader: Reader::new(report.root(), problems),
    };
    for item in fold(problems.iter(), SHOWN) {
        match item {
            Item::Problem(diagnostic) => page.diagnostic(diagnostic),
            Item::More(more) => page.more(&more),
        }
    }
    if !problems.is_empty() {
        let (errors, warnings) = report.count(problems);
        page.line(&counts(errors, warnings, report.language));
    }
    page.out
}

/// "2 lỗi, 1 cảnh báo"
fn counts(errors: usize, warnings: usize, language: Lang) -> String {
    match language {
        Lang::Vi => format!("{errors} lỗi, {warnings} cảnh báo"),
        Lang::En => format!("{}, {}", many(errors, "error"), many(warnings, "warning")),
    }
}

fn many(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

struct Page<'a> {
    report: &'a Report,
    colour: bool,
    out: String,
    reader: Reader<'a>,
}

impl Page<'_> {
    fn diagnostic(&mut self, diagnostic: &Diagnostic) {
        let words = veil::words(diagnostic, self.report.language);
        let (label, colour) = match (self.report.severity(diagnostic), self.report.language) {
            (Severity::Error, Lang::Vi) => ("lỗi", RED),
            (Severity::Error, Lang::En) => ("error", RED),
            (Severity::Warning, Lang::Vi) => ("cảnh báo", YELLOW),
            (Severity::Warning, Lang::En) => ("warning", YELLOW),
        };
        let label = self.paint(colour, &format!("{label}[{}]", diagnostic.problem.code()));
        let message = self.paint(BOLD, &format!(": {}", clean(&words.message, "  ")));
        self.line(&format!("{label}{message}"));
        if diagnostic.place != Place::Site {
            let arrow = self.paint(BLUE, "-->");
            self.line(&format!(
                "  {arrow} {}",
                clean(
                    &veil::numbers(&diagnostic.place.in_language(self.report.language)),
                    ""
                )
            ));
        }
        self.snippet(diagnostic, colour);
        let equals = self.paint(BLUE, "=");
        let help = match self.report.language {
            Lang::Vi => "cách sửa",
            Lang::En => "help",
        };
        let help = self.paint(BOLD, &format!("{help}:"));
        self.line(&format!(
            "     {equals} {help} {}",
            clean(&words.help, "       ")
        ));
        self.line("");
    }

    fn snippet(&mut self, diagnostic: &Diagnostic, colour: &str) {
        let Some(Snippet {
            line,
            before,
            part,
            after,
        }) = self.reader.snippet(diagnostic)
        else {
            return;
        };
        let number = self.paint(BLUE, &format!("{line:>4} |"));
        let bar = self.paint(BLUE, &format!("{:>4} |", ""));
        let marks = self.paint(colour, &"^".repeat(width(&part).max(1)));
        self.line(&bar);
        self.line(format!("{number} {before}{part}{after}").trim_end());
        self.line(&format!("{bar} {}{marks}", " ".repeat(width(&before))));
    }

    /// Of many problems alike the first ones are reported.
    fn more(&mut self, more: &[&Diagnostic]) {
        let (n, first) = (more.len(), more.first());
        let error =
            first.is_none_or(|diagnostic| self.report.severity(diagnostic) == Severity::Error);
        let words = match (self.report.language, error) {
            (Lang::Vi, true) => format!("… và {n} lỗi giống vậy nữa"),
            (Lang::Vi, false) => format!("… và {n} cảnh báo giống vậy nữa"),
            (Lang::En, true) => format!("… and {} like it", many(n, "more error")),
            (Lang::En, false) => format!("… and {} like it", many(n, "more warning")),
        };
        self.line(&self.paint(BOLD, &words));
        self.line("");
    }

    fn paint(&self, colour: &str, text: &str) -> String {
        if self.colour {
            format!("\x1b[{colour}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }

    fn line(&mut self, text: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.out, "{text}");
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::diag::Problem;

    fn report(root: &std::path::Path, language: Lang, strict: bool) -> Report {
        Report {
            root: root.to_owned(),
            language,
            strict,
        }
    }

    fn problems(column: u32) -> Problems {
        let mut problems = Problems::default();
        let nearest = Some("dong-son".to_owned());
        let problem = Problem::UnknownReference {
            what: "unit",
            id: "dong-sn".into(),
            nearest,
        };
        problems.add(Place::text(&"content/a.yaml".into(), 2, column, 7), problem);
        problems.add(
            Place::File("content/b.txt".into()),
            Problem::UnknownFile {
                name: "b\u{1b}.txt".into(),
                belongs: crate::diag::Belongs::Nowhere,
            },
        );
        problems
    }

    #[test]
    fn as_rustc_does() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        #[expect(clippy::disallowed_methods, reason = "a test makes its own files")]
        fs::write(
            root.path().join("content/a.yaml"),
            "\u{feff}as_of: x\r\n\tunit: dong-sn\r\n",
        )
        .unwrap();
        let text = render(&report(root.path(), Lang::Vi, false), &problems(8), false);
        let expected = "\
lỗi[unknown-reference]: không có đơn vị nào mang mã hay tên “dong-sn”
  --> content/a.yaml:2:8
     |
   2 |     unit: dong-sn
     |           ^^^^^^^
     = cách sửa: Có phải “dong-son”? Sửa mã, hoặc khai báo đơn vị đó trước.

cảnh báo[unknown-file]: tệp “b .txt” không thuộc loại nào mà trang đọc ở thư mục này, nên bị bỏ qua
  --> content/b.txt
     = cách sửa: Xóa tệp khỏi content/, hoặc để ở nơi khác. Bài viết có đuôi .md, khai báo có đuôi .yaml, ảnh và tài liệu để trong content/media/.

1 lỗi, 1 cảnh báo
";
        assert_eq!(text, expected);
    }

    #[test]
    fn without_the_file_there_is_no_line_and_strict_has_no_warnings() {
        let text = render(
            &report("/nowhere".as_ref(), Lang::En, true),
            &problems(8),
            false,
        );
        assert!(text.starts_with("error[unknown-reference]: "), "{text}");
        assert!(
            !text.contains('|') && text.contains("error[unknown-file]"),
            "{text}"
        );
        assert!(text.ends_with("\n2 errors, 0 warnings\n"), "{text}");
    }

    #[test]
    fn marks_stand_under_what_they_mean() {
        for (line, column, length, marks) in [
            ("title: 日本 x", 8, 2, "       ^^^^"),
            ("日本: 日 x", 7, 1, "         ^"),
            // Ạ̃ has no form in one character: its mark takes no column.
            ("ạ\u{303}b: sai", 6, 3, "    ^^^"),
            ("\ta\tb", 4, 1, "         ^"),
            ("title:", 7, 1, "      ^"),
        ] {
            let root = tempfile::tempdir().unwrap();
            #[expect(clippy::disallowed_methods, reason = "a test makes its own files")]
            fs::write(root.path().join("a.yaml"), line).unwrap();
            let mut problems = Problems::default();
            problems.add(
                Place::text(&"a.yaml".into(), 1, column, length),
                Problem::YamlAlias,
            );
            let text = render(&report(root.path(), Lang::En, false), &problems, false);
            let under = text
                .lines()
                .nth(4)
                .and_then(|line| line.strip_prefix("     | "));
            assert_eq!(under, Some(marks), "{text}");
        }
    }

    #[test]
    fn of_many_alike_ten_are_told() {
        let mut problems = Problems::default();
        for row in 2..=100_001 {
            let place = Place::Cell {
                file: "content/a.xlsx".into(),
                sheet: "Quý 1".into(),
                row,
                column: 2,
            };
            problems.add(place, Problem::EmptyReport);
        }
        let text = render(
            &report("/nowhere".as_ref(), Lang::Vi, false),
            &problems,
            false,
        );
        assert!(
            text.contains("\n  --> content/a.xlsx [Quý 1] ô B2\n"),
            "{text}"
        );
        assert_eq!(text.matches("lỗi[empty-report]").count(), 10);
        assert!(
            text.ends_with("\n\n… và 99990 lỗi giống vậy nữa\n\n100000 lỗi, 0 cảnh báo\n"),
            "{text}"
        );
        let text = render(
            &report("/nowhere".as_ref(), Lang::En, false),
            &problems,
            true,
        );
        assert!(
            text.contains("\x1b[1m… and 99990 more errors like it\x1b[0m\n"),
            "{text}"
        );
    }

    #[test]
    fn colour_only_when_asked() {
        let one = report("/nowhere".as_ref(), Lang::En, false);
        assert!(
            render(&one, &problems(8), true)
                .starts_with("\x1b[1;31merror[unknown-reference]\x1b[0m")
        );
        assert_eq!(render(&one, &Problems::default(), true), "");
    }
}
