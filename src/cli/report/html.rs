//! Problems as one page that can be mailed to an editor: no script, nothing from elsewhere, good on
//! a phone and on paper.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::fold::{Item, fold, ranges};
use super::source::Reader;
use super::width::clean;
use super::words::{Counts, Words};
use super::{Report, name, veil};
use crate::base::markup;
use crate::cli::held;
use crate::diag::{Diagnostic, Severity};
use crate::pipeline::{self, Balance, Built};

/// This many problems of a kind are shown, the others by their lines only.
const SHOWN: usize = 20;

/// So many files that are held back for one reason are named.
const HELD: usize = 300;

/// This many runs of lines are named.
const RUNS: usize = 300;

/// Is inside the page: it is mailed as one file.
const STYLE: &str = include_str!("html.css");

/// The problems of one file, or of the site as a whole, in their order.
type Files<'a> = BTreeMap<Option<&'a str>, Vec<&'a Diagnostic>>;

/// The whole page, also when there are no problems.
pub(super) fn render(report: &Report, built: &Built) -> String {
    let words = Words(report.language);
    let mut files = Files::new();
    for diagnostic in built.problems.iter() {
        files
            .entry(diagnostic.place.file())
            .or_default()
            .push(diagnostic);
    }
    let (errors, warnings) = report.count(&built.problems);
    // With a problem of the whole site, a number of files would tell half of it.
    let counts = Counts {
        errors,
        warnings,
        files: if files.contains_key(&None) {
            0
        } else {
            files.len()
        },
    };
    let mut page = Page {
        report,
        words,
        reader: Reader::new(report.root(), &built.problems),
        out: String::new(),
    };
    page.head(counts, built);
    page.held(built);
    page.tables(&built.tables);
    for (file, diagnostics) in &files {
        page.file(*file, diagnostics);
    }
    page.line("</main>\n</body>\n</html>");
    page.out
}

struct Page<'a> {
    report: &'a Report,
    words: Words,
    reader: Reader<'a>,
    out: String,
}

impl Page<'_> {
    fn head(&mut self, counts: Counts, built: &Built) {
        let (lang, headline) = (self.words.0.code(), self.words.headline(counts));
        let advice = self.words.advice(counts, built.summary.as_ref());
        let tone = match (counts.errors, counts.warnings, &built.summary) {
            (0, 0, Some(_)) => "good",
            (0, _, Some(_)) => name(Severity::Warning),
            _ => name(Severity::Error),
        };
        self.line(&format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{headline}</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body class=\"{tone}\">\n<main>\n\
             <header>\n<h1>{headline}</h1>\n<p>{advice}</p>\n</header>"
        ));
    }

    /// What is not published, by reason, as on the terminal.
    fn held(&mut self, built: &Built) {
        let lang = self.words.0;
        let reasons = held::by_reason(built, HELD, lang);
        if let Some(counts) = held::counts(built, lang) {
            let (title, counts) = (self.words.held(), escape(&counts));
            self.line(&format!(
                "<section>\n<h2>{title}</h2>\n<p class=\"count\">{counts}</p>"
            ));
            for (reason, files) in reasons {
                self.line(&format!("<h3>{reason}</h3>\n<ul>"));
                for file in files {
                    self.line(&format!("<li><code>{}</code></li>", escape(&file)));
                }
                self.line("</ul>");
            }
            self.line("</section>");
        }
        if let Some(address) = &built.sample_address {
            let note = escape(&held::sample_address(address, lang));
            self.line(&format!("<section>\n<p>{note}</p>\n</section>"));
        }
    }

    /// What became of the rows of each table.
    fn tables(&mut self, tables: &[Balance]) {
        if tables.is_empty() {
            return;
        }
        self.line(&format!("<section>\n<h2>{}</h2>", self.words.tables()));
        for table in tables {
            let sheet = if table.sheet.is_empty() {
                String::new()
            } else {
                format!(" [{}]", table.sheet)
            };
            self.line(&format!(
                "<h3>{}</h3>\n<dl>",
                escape(&format!("{}{sheet}", table.file))
            ));
            let counts = [
                table.rows,
                table.published,
                table.rejected,
                table.duplicates,
                table.blank,
            ];
            for (sign, (name, count)) in ["", "=", "+", "+", "+"]
                .iter()
                .zip(self.words.rows().iter().zip(counts))
            {
                let count = self.words.whole(count);
                self.line(&format!(
                    "<div><dt>{sign} {name}</dt><dd>{count}</dd></div>"
                ));
            }
            self.line("</dl>");
            if table.rejected > 0 {
                let path = escape(&pipeline::rejects_path(&table.file));
                self.line(&format!(
                    "<p class=\"count\">{} <code>{path}</code></p>",
                    self.words.rejects()
                ));
            }
        }
        self.line("</section>");
    }

    fn file(&mut self, file: Option<&str>, diagnostics: &[&Diagnostic]) {
        let title = match file.map(|file| file.rsplit_once('/').unwrap_or(("", file))) {
            None => self.words.site().to_owned(),
            Some(("", name)) => escape(name),
            Some((folder, name)) => format!("<span>{}/</span>{}", escape(folder), escape(name)),
        };
        let errors = diagnostics
            .iter()
            .filter(|diagnostic| self.report.severity(diagnostic) == Severity::Error)
            .count();
        let counts = self.words.counts(errors, diagnostics.len() - errors);
        self.line(&format!(
            "<section>\n<h2>{title}</h2>\n<p class=\"count\">{counts}</p>\n<ol>"
        ));
        for item in fold(diagnostics.iter().copied(), SHOWN) {
            match item {
                Item::Problem(diagnostic) => self.diagnostic(diagnostic),
                Item::More(more) => self.more(&more),
            }
        }
        self.line("</ol>\n</section>");
    }

    fn diagnostic(&mut self, diagnostic: &Diagnostic) {
        let (words, severity) = (self.words, self.report.severity(diagnostic));
        let shown = veil::words(diagnostic, self.report.language);
        let (class, label, message) = (
            name(severity),
            words.severity(severity),
            escape(&shown.message),
        );
        self.line(&format!(
            "<li class=\"{class}\">\n<h3><b>{label}:</b> {message}</h3>"
        ));
        if let Some(place) = words.place(&diagnostic.place) {
            self.line(&format!(
                "<p class=\"where\">{}</p>",
                escape(&veil::numbers(&place))
            ));
        }
        if let Some(snippet) = self.reader.snippet(diagnostic) {
            // Where something is missing there is a blank to mark.
            let part = if snippet.part.is_empty() {
                "&nbsp;".to_owned()
            } else {
                markup::escape(&snippet.part)
            };
            let (before, after) = (
                markup::escape(&snippet.before),
                markup::escape(&snippet.after),
            );
            self.line(&format!(
                "<pre><code>{before}<mark>{part}</mark>{after}</code></pre>"
            ));
        }
        self.line(&format!(
            "<p class=\"help\"><b>{}</b> {}</p>",
            words.help(),
            escape(&shown.help)
        ));
        self.line(&format!(
            "<p class=\"name\">{} <code>{}</code></p>\n</li>",
            words.name(),
            diagnostic.problem.code()
        ));
    }

    /// Problems like the one before, by their lines.
    fn more(&mut self, more: &[&Diagnostic]) {
        let Some(first) = more.first() else { return };
        let severity = self.report.severity(first);
        let (mut lines, left) = ranges(
            more.iter().filter_map(|diagnostic| diagnostic.place.line()),
            RUNS,
        );
        let (summary, class) = (
            self.words.more(more.len(), severity, !lines.is_empty()),
            name(severity),
        );
        if lines.is_empty() {
            return self.line(&format!(
                "<li class=\"more {class}\">\n<p>{summary}</p>\n</li>"
            ));
        }
        if left > 0 {
            lines = format!("{lines} {}", self.words.others(left));
        }
        // A line may break between ranges, not within one.
        lines = lines.replace('–', "&#8288;–&#8288;");
        let which = self.words.lines(&first.place);
        self.line(&format!(
            "<li class=\"more {class}\">\n<details>\n<summary>{summary}</summary>\n<p>{which}: \
             {lines}</p>\n</details>\n</li>"
        ));
    }

    fn line(&mut self, text: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.out, "{text}");
    }
}

/// Words of a file as they may be in a page: no markup, nothing that turns the writing
/// direction.
fn escape(text: &str) -> String {
    markup::escape(&clean(text, ""))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::base::Date;
    use crate::base::Lang;
    use crate::diag::Problem;
    use crate::diag::{Place, Problems};
    use crate::pipeline::Summary;

    fn page(language: Lang, problems: Problems, summary: Option<Summary>) -> String {
        let root = tempfile::tempdir().unwrap();
        #[expect(clippy::disallowed_methods, reason = "a test makes its own files")]
        fs::write(root.path().join("a.yaml"), "x: y\n  unit: <b>\u{202e}&\n").unwrap();
        let report = Report {
            root: root.path().to_owned(),
            language,
            strict: false,
        };
        let html = render(
            &report,
            &Built {
                problems,
                summary,
                ..Built::default()
            },
        );
        html.replace('\u{a0}', " ").replace("&#8288;", "")
    }

    fn cell(row: u32, column: u32) -> Place {
        Place::Cell {
            file: "content/a.xlsx".into(),
            sheet: "Quý <1>".into(),
            row,
            column,
        }
    }

    #[test]
    fn a_good_build_says_so() {
        let summary = Summary {
            pages: 1058,
            as_of: Some(Date::constant(2023, 9, 1)),
            ..Summary::default()
        };
        let vi = page(Lang::Vi, Problems::default(), Some(summary.clone()));
        assert!(
            vi.starts_with("<!DOCTYPE html>\n<html lang=\"vi\">"),
            "{vi}"
        );
        assert!(
            vi.contains("<title>Không có lỗi</title>") && vi.contains("<body class=\"good\">"),
            "{vi}"
        );
        let advice = "<p>Không cần sửa gì. Nội dung này tạo được 1.058 trang, số liệu tính đến \
         01/09/2023.</p>";
        assert!(vi.contains(advice), "{vi}");
        let en = page(Lang::En, Problems::default(), Some(summary));
        assert!(
            en.contains("<h1>No problems</h1>") && en.contains("1,058 pages, with figures as of"),
            "{en}"
        );
    }

    #[test]
    fn personal_data_does_not_travel_with_the_page() {
        let mut problems = Problems::default();
        problems.add(
            Place::text(&"a.yaml".into(), 1, 4, 1),
            Problem::PersonalData {
                data: crate::diag::Personal {
                    what: "phone number",
                    key: "0912345678".into(),
                    own: true,
                },
            },
        );
        let html = page(Lang::Vi, problems, None);
        assert!(
            html.contains("x: <mark>•</mark>") && !html.contains("x: y"),
            "{html}"
        );
    }

    #[test]
    fn nothing_of_a_file_is_markup_or_turns_the_text() {
        let mut problems = Problems::default();
        problems.add(
            Place::text(&"a.yaml".into(), 2, 9, 5),
            Problem::BadChoice {
                value: "<b>\u{202e}&\"".into(),
                choices: "a, b".into(),
                nearest: None,
            },
        );
        problems.add(
            Place::File("<i>/\u{1b}.txt".into()),
            Problem::UnknownFile {
                name: "<i>".into(),
                belongs: crate::diag::Belongs::Nowhere,
            },
        );
        problems.add(cell(4, 2), Problem::EmptyReport);
        let html = page(Lang::Vi, problems, None);
        assert!(
            html.contains("“&lt;b&gt; &amp;&quot;” không nằm trong"),
            "{html}"
        );
        assert!(
            html.contains("<pre><code>  unit: <mark>&lt;b&gt; &amp;</mark></code></pre>"),
            "{html}"
        );
        assert!(
            html.contains("<h2><span>&lt;i&gt;/</span> .txt</h2>"),
            "{html}"
        );
        assert!(
            html.contains("<p class=\"where\">Trang tính Quý &lt;1&gt;, ô B4</p>"),
            "{html}"
        );
        assert!(
            !html.contains("<i>") && !html.contains(['\u{1b}', '\u{202e}']),
            "{html}"
        );
    }

    #[test]
    fn a_section_for_each_file_and_true_counts() {
        let mut problems = Problems::default();
        problems.add(
            Place::File("b.txt".into()),
            Problem::UnknownFile {
                name: "b.txt".into(),
                belongs: crate::diag::Belongs::Nowhere,
            },
        );
        problems.add(Place::File("a.yaml".into()), Problem::NulByte);
        problems.add(Place::text(&"a.yaml".into(), 1, 5, 1), Problem::YamlAlias);
        let html = page(Lang::En, problems.clone(), None);
        assert!(
            html.contains("<h1>2 errors and 1 warning in 2 files</h1>"),
            "{html}"
        );
        assert!(
            html.contains("<h2>a.yaml</h2>\n<p class=\"count\">2 errors</p>"),
            "{html}"
        );
        assert!(
            html.contains("<h2>b.txt</h2>\n<p class=\"count\">1 warning</p>"),
            "{html}"
        );
        assert!(
            html.contains("<pre><code>x: y<mark>&nbsp;</mark></code></pre>"),
            "{html}"
        );
        assert!(
            html.contains("<p class=\"name\">Name: <code>yaml-alias</code></p>"),
            "{html}"
        );
        problems.add(Place::Site, Problem::MissingContent);
        let html = page(Lang::Vi, problems, None);
        assert!(
            html.contains("<h1>3 lỗi và 1 cảnh báo</h1>") && html.contains("<h2>Cả trang web</h2>"),
            "{html}"
        );
    }

    #[test]
    fn many_alike_are_folded_to_their_rows() {
        let mut problems = Problems::default();
        for row in (2..=30).chain([40]) {
            problems.add(cell(row, 2), Problem::EmptyReport);
        }
        problems.add(cell(41, 3), Problem::EmptyReport);
        let html = page(Lang::Vi, problems.clone(), None);
        assert_eq!(html.matches("empty-report").count(), 21, "{html}");
        assert!(html.contains("<h1>31 lỗi trong 1 tệp</h1>"), "{html}");
        assert!(
            html.contains("<summary>… và 10 lỗi giống vậy ở các dòng khác</summary>"),
            "{html}"
        );
        assert!(html.contains("<p>Cột B, các dòng: 22–30, 40</p>"), "{html}");
        let html = page(Lang::En, problems, None);
        assert!(
            html.contains("<summary>… and 10 more errors like it in other lines</summary>"),
            "{html}"
        );
        assert!(html.contains("<p>Column B, rows: 22–30, 40</p>"), "{html}");
    }

    #[test]
    fn a_hundred_thousand_faults_make_a_small_page() {
        let mut problems = Problems::default();
        for row in 1..=100_000 {
            problems.add(cell(2 * row, 2), Problem::EmptyReport);
        }
        let html = page(Lang::Vi, problems, None);
        assert!(html.contains(", 638, 640 và 99.680 dòng nữa</p>"), "{html}");
        assert!(html.len() < 30_000, "{}", html.len());
    }
}
