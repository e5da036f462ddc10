//! Problems for programs: one object a line, the last one a summary.

use serde::Serialize;

use super::{Report, name, veil};
use crate::base::Lang;
use crate::diag::{Diagnostic, Place, Words};
use crate::pipeline::{Balance, Built, Held, Summary};

#[derive(Serialize)]
struct ProblemLine<'a> {
    severity: &'a str,
    code: &'a str,
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
    length: Option<u32>,
    message_vi: String,
    message_en: String,
    help_vi: String,
    help_en: String,
}

#[derive(Serialize)]
struct Last<'a> {
    summary: Counts,
    tables: &'a [Balance],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    held: &'a [Held],
    #[serde(skip_serializing_if = "Option::is_none")]
    sample_address: Option<&'a str>,
}

#[derive(Serialize)]
struct Counts {
    ok: bool,
    errors: usize,
    warnings: usize,
    pages: Option<usize>,
    charts: Option<usize>,
    files: Option<usize>,
    written: Option<usize>,
    unchanged: Option<usize>,
    deleted: Option<usize>,
    bytes_written: Option<u64>,
    bytes_unchanged: Option<u64>,
    as_of: Option<String>,
}

pub(super) fn render(report: &Report, built: &Built) -> String {
    let mut out = String::new();
    for diagnostic in built.problems.iter() {
        line(&mut out, &problem_line(report, diagnostic));
    }
    let (errors, warnings) = report.count(&built.problems);
    line(
        &mut out,
        &Last {
            summary: counts(built.summary.as_ref(), errors, warnings),
            tables: &built.tables,
            held: &built.held,
            sample_address: built.sample_address.as_deref(),
        },
    );
    out
}

fn line(out: &mut String, value: &impl Serialize) {
    // Strings, numbers and booleans always have a JSON form.
    out.push_str(&serde_json::to_string(value).unwrap_or_default());
    out.push('\n');
}

fn problem_line<'a>(report: &Report, diagnostic: &'a Diagnostic) -> ProblemLine<'a> {
    let Words {
        message: message_vi,
        help: help_vi,
    } = veil::words(diagnostic, Lang::Vi);
    let Words {
        message: message_en,
        help: help_en,
    } = veil::words(diagnostic, Lang::En);
    let (sheet, column, length) = match &diagnostic.place {
        Place::Site | Place::File(_) => (None, None, None),
        Place::Text { column, length, .. } => (None, Some(*column), Some(*length)),
        Place::Cell { sheet, column, .. } => (Some(&**sheet), Some(*column), None),
    };
    ProblemLine {
        severity: name(report.severity(diagnostic)),
        code: diagnostic.problem.code(),
        // Programs open the file by it, so that it is never veiled.
        file: diagnostic.place.file(),
        sheet,
        line: diagnostic.place.line(),
        column,
        length,
        message_vi,
        message_en,
        help_vi,
        help_en,
    }
}

fn counts(summary: Option<&Summary>, errors: usize, warnings: usize) -> Counts {
    Counts {
        ok: summary.is_some() && errors == 0,
        errors,
        warnings,
        pages: summary.map(|s| s.pages),
        charts: summary.map(|s| s.charts),
        files: summary.map(|s| s.files),
        written: summary.map(|s| s.written),
        unchanged: summary.map(|s| s.unchanged),
        deleted: summary.map(|s| s.deleted),
        bytes_written: summary.map(|s| s.bytes_written),
        bytes_unchanged: summary.map(|s| s.bytes_unchanged),
        as_of: summary.and_then(|s| s.as_of).map(|day| day.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Date;
    use crate::diag::{Problem, Problems};

    fn report() -> Report {
        Report {
            root: ".".into(),
            language: Lang::Vi,
            strict: false,
        }
    }

    #[test]
    fn one_object_a_line() {
        let mut problems = Problems::default();
        problems.add(
            Place::text(&"content/a.yaml".into(), 3, 9, 7),
            Problem::YamlAlias,
        );
        let cell = Place::Cell {
            file: "content/a.xlsx".into(),
            sheet: "Quý 1".into(),
            row: 4,
            column: 2,
        };
        problems.add(cell, Problem::EmptyReport);
        let text = render(
            &report(),
            &Built {
                problems,
                ..Built::default()
            },
        );
        let lines: Vec<&str> = text.lines().collect();
        let alias = "{\"severity\":\"error\",\"code\":\"yaml-alias\",\"file\":\"content/a.yaml\",\"line\":3,\"column\":9,\"length\":7,\"message_vi\":\"giá \
            trị bắt đầu bằng dấu & hoặc * nên máy không đọc được\",";
        assert!(lines[0].starts_with(alias), "{}", lines[0]);
        assert!(
            lines[1].contains("\"sheet\":\"Quý 1\",\"line\":4,\"column\":2,\"length\":null,"),
            "{}",
            lines[1]
        );
        let last = "{\"summary\":{\"ok\":false,\"errors\":2,\"warnings\":0,\"pages\":null,\"charts\":null,\"files\":null,\"written\":null,\"unchanged\":null,\"deleted\":null,\"bytes_written\":null,\"bytes_unchanged\":null,\"as_of\":null},\"tables\":[]}";
        assert_eq!(lines[2..], [last]);
    }

    #[test]
    fn a_good_build() {
        let as_of = Some(Date::constant(2023, 9, 1));
        let summary = Some(Summary {
            pages: 58,
            files: 65,
            written: 62,
            as_of,
            ..Summary::default()
        });
        let text = render(
            &report(),
            &Built {
                summary,
                ..Built::default()
            },
        );
        let expected = "{\"summary\":{\"ok\":true,\"errors\":0,\"warnings\":0,\"pages\":58,\"charts\":0,\"files\":65,\"written\":62,\"unchanged\":0,\"deleted\":0,\"bytes_written\":0,\"bytes_unchanged\":0,\"as_of\":\"2023-09-01\"},\"tables\":[]}\n";
        assert_eq!(text, expected);
    }
}
