//! Faults for a person: what, where with the line itself, and how to mend it.

use std::fmt::Write as _;
use std::fs;

use unicode_normalization::UnicodeNormalization as _;

use super::Report;
use super::width::{printed, width};
use crate::diag::{Diagnostic, Language, Place, Problems, Severity};

/// The longest stretch of a line that is shown, in characters.
const WIDTH: usize = 100;

const RED: &str = "1;31";
const YELLOW: &str = "1;33";
const BLUE: &str = "1;34";
const BOLD: &str = "1";

pub(super) fn render(report: &Report, problems: &Problems, colour: bool) -> String {
    let mut page = Page { report, colour, out: String::new(), file: String::new(), lines: Vec::new() };
    for diagnostic in problems.iter() {
        page.diagnostic(diagnostic);
    }
    if !problems.is_empty() {
        let (errors, warnings) = report.count(problems);
        page.line(&counts(errors, warnings, report.language));
    }
    page.out
}

/// "2 lỗi, 1 cảnh báo"
fn counts(errors: usize, warnings: usize, language: Language) -> String {
    match language {
        Language::Vi => format!("{errors} lỗi, {warnings} cảnh báo"),
        Language::En => {
            let many = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
            format!("{}, {}", many(errors, "error"), many(warnings, "warning"))
        }
    }
}

struct Page<'a> {
    report: &'a Report,
    colour: bool,
    out: String,
    /// The file whose lines are held; faults come sorted, so one is enough.
    file: String,
    lines: Vec<String>,
}

impl Page<'_> {
    fn diagnostic(&mut self, diagnostic: &Diagnostic) {
        let words = diagnostic.words(self.report.language);
        let (label, colour) = match (self.report.severity(diagnostic), self.report.language) {
            (Severity::Error, Language::Vi) => ("lỗi", RED),
            (Severity::Error, Language::En) => ("error", RED),
            (Severity::Warning, Language::Vi) => ("cảnh báo", YELLOW),
            (Severity::Warning, Language::En) => ("warning", YELLOW),
        };
        let label = self.paint(colour, &format!("{label}[{}]", diagnostic.problem.code()));
        let message = self.paint(BOLD, &format!(": {}", clean(&words.message, "  ")));
        self.line(&format!("{label}{message}"));
        if diagnostic.place != Place::Site {
            let arrow = self.paint(BLUE, "-->");
            self.line(&format!("  {arrow} {}", clean(&diagnostic.place.told(self.report.language), "")));
        }
        self.snippet(&diagnostic.place, colour);
        let equals = self.paint(BLUE, "=");
        let help = match self.report.language {
            Language::Vi => "cách sửa",
            Language::En => "help",
        };
        let help = self.paint(BOLD, &format!("{help}:"));
        self.line(&format!("     {equals} {help} {}", clean(&words.help, "       ")));
        self.line("");
    }

    fn snippet(&mut self, place: &Place, colour: &str) {
        let Place::Text { file, line, column, length } = place else { return };
        let Some(text) = self.source(file, *line) else { return };
        let (shown, start, length) = around(&text, *column as usize, *length as usize);
        let number = self.paint(BLUE, &format!("{line:>4} |"));
        let bar = self.paint(BLUE, &format!("{:>4} |", ""));
        let marks = self.paint(colour, &"^".repeat(length));
        self.line(&bar);
        self.line(format!("{number} {shown}").trim_end());
        self.line(&format!("{bar} {}{marks}", " ".repeat(start)));
    }

    /// A line of a file as the program counts its characters; `None` when it cannot be read.
    fn source(&mut self, file: &str, line: u32) -> Option<String> {
        if self.file != file {
            file.clone_into(&mut self.file);
            let bytes = fs::read(self.report.root().join(file)).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            self.lines = text.lines().map(str::to_owned).collect();
        }
        let line = self.lines.get(usize::try_from(line).ok()?.checked_sub(1)?)?;
        Some(line.nfc().collect())
    }

    fn paint(&self, colour: &str, text: &str) -> String {
        if self.colour { format!("\x1b[{colour}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn line(&mut self, text: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.out, "{text}");
    }
}

/// The part of a line around a place as it is printed, how many columns in the place is, and how many it takes.
fn around(line: &str, column: usize, length: usize) -> (String, usize, usize) {
    let chars: Vec<char> = line.chars().collect();
    let at = column.saturating_sub(1).min(chars.len());
    // A place may lie just behind the last character: something is missing there.
    let length = length.min(chars.len() - at).max(1);
    let (from, to) = if chars.len() <= WIDTH {
        (0, chars.len())
    } else {
        let from = if at + length <= WIDTH - 10 { 0 } else { at.saturating_sub(30) };
        (from, (from + WIDTH).min(chars.len()))
    };
    let (before, after) = (if from > 0 { "…" } else { "" }, if to < chars.len() { "…" } else { "" });
    let shown = format!("{before}{}{after}", printed(&chars[from..to]));
    let start = before.chars().count() + width(&chars[from..at]);
    (shown, start, width(&chars[at..(at + length).min(to)]).max(1))
}

/// Words of a file may hold anything, even what moves a terminal's cursor. Lines after the first are indented.
fn clean(text: &str, indent: &str) -> String {
    let lines: Vec<String> = text.trim_end().lines().map(|line| printed(&line.chars().collect::<Vec<_>>())).collect();
    lines.join(&format!("\n{indent}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Problem;

    fn report(root: &std::path::Path, language: Language, strict: bool) -> Report {
        Report { root: root.to_owned(), language, strict }
    }

    fn problems(column: u32) -> Problems {
        let mut problems = Problems::default();
        let nearest = Some("dong-son".to_owned());
        let problem = Problem::UnknownReference { what: "unit", id: "dong-sn".into(), nearest };
        problems.add(Place::text(&"content/a.yaml".into(), 2, column, 7), problem);
        problems.add(Place::File("content/b.txt".into()), Problem::UnknownFile { name: "b\u{1b}.txt".into() });
        problems
    }

    #[test]
    fn as_rustc_does() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        #[expect(clippy::disallowed_methods, reason = "a test makes its own files")]
        fs::write(root.path().join("content/a.yaml"), "\u{feff}as_of: x\r\n\tunit: dong-sn\r\n").unwrap();
        let text = render(&report(root.path(), Language::Vi, false), &problems(8), false);
        let expected = "\
lỗi[unknown-reference]: không có đơn vị nào mang mã “dong-sn”
  --> content/a.yaml:2:8
     |
   2 |     unit: dong-sn
     |           ^^^^^^^
     = cách sửa: Có phải “dong-son”? Sửa mã, hoặc khai báo đơn vị đó trước.

cảnh báo[unknown-file]: tệp “b .txt” không thuộc loại nào mà trang đọc, nên bị bỏ qua
  --> content/b.txt
     = cách sửa: Chuyển tệp vào content/media/ nếu là ảnh hay tài liệu, hoặc xóa đi.

1 lỗi, 1 cảnh báo
";
        assert_eq!(text, expected);
    }

    #[test]
    fn without_the_file_there_is_no_line_and_strict_has_no_warnings() {
        let text = render(&report("/nowhere".as_ref(), Language::En, true), &problems(8), false);
        assert!(text.starts_with("error[unknown-reference]: "), "{text}");
        assert!(!text.contains('|') && text.contains("error[unknown-file]"), "{text}");
        assert!(text.ends_with("\n2 errors, 0 warnings\n"), "{text}");
    }

    #[test]
    fn a_long_line_is_shown_around_its_place() {
        let line = format!("{}{}{}", "a".repeat(300), "Đông", "b".repeat(300));
        let (shown, start, length) = around(&line, 301, 4);
        assert_eq!((start, length), (31, 4));
        assert_eq!(shown.chars().skip(start).take(length).collect::<String>(), "Đông");
        assert!(shown.starts_with("…a") && shown.ends_with("b…"));
        assert_eq!(around("title:", 7, 1), ("title:".into(), 6, 1));
        assert_eq!(around("", 9, 5), (String::new(), 0, 1));
        assert_eq!(around(&line, 1, 600).2, 100);
    }

    #[test]
    fn marks_stand_under_what_they_mean() {
        assert_eq!(around("title: 日本 x", 8, 2), ("title: 日本 x".into(), 7, 4));
        assert_eq!(around("日本: 日 x", 7, 1).1, 9);
        // Ạ̃ has no form in one character: its mark takes no column.
        assert_eq!(around("ạ\u{303}b: sai", 6, 3), ("ạ\u{303}b: sai".into(), 4, 3));
        assert_eq!(around("\ta\tb", 4, 1), ("    a    b".into(), 9, 1));
    }

    #[test]
    fn colour_only_when_asked() {
        let one = report("/nowhere".as_ref(), Language::En, false);
        assert!(render(&one, &problems(8), true).starts_with("\x1b[1;31merror[unknown-reference]\x1b[0m"));
        assert_eq!(render(&one, &Problems::default(), true), "");
    }
}
