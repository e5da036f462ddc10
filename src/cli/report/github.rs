//! Problems as annotations of GitHub Actions: `::error file=…,line=…,col=…,title=…::message`.

use std::fmt::Write as _;
use std::path::Path;

use super::{Report, name, veil};
use crate::diag::{Diagnostic, Place, Problems};

pub(super) fn render(report: &Report, problems: &Problems) -> String {
    let mut out = String::new();
    for diagnostic in problems.iter() {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}", command(report, diagnostic));
    }
    out
}

fn command(report: &Report, diagnostic: &Diagnostic) -> String {
    let words = veil::words(diagnostic, report.language);
    let mut properties = Vec::new();
    if let Some(file) = diagnostic.place.file() {
        properties.push(format!(
            "file={}",
            property(&from_workspace(report.root(), file))
        ));
    }
    if let Some(line) = diagnostic.place.line() {
        properties.push(format!("line={line}"));
    }
    if let Place::Text { column, .. } | Place::Cell { column, .. } = &diagnostic.place {
        properties.push(format!("col={column}"));
    }
    properties.push(format!("title={}", property(diagnostic.problem.code())));
    let message = data(&format!("{}\n{}", words.message.trim_end(), words.help));
    format!(
        "::{} {}::{message}",
        name(report.severity(diagnostic)),
        properties.join(",")
    )
}

/// GitHub counts paths from the repository, where the command runs; problems count them from the
/// site.
fn from_workspace(root: &Path, file: &str) -> String {
    let root = root.to_string_lossy().replace('\\', "/");
    let root = root.trim_start_matches("./").trim_end_matches('/');
    if root.is_empty() || root == "." {
        file.to_owned()
    } else {
        format!("{root}/{file}")
    }
}

/// Escapes a message as the runner's toolkit does.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property as the runner's toolkit does.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Lang;
    use crate::diag::Problem;

    fn reported(root: &str, place: Place, problem: Problem) -> String {
        let mut problems = Problems::default();
        problems.add(place, problem);
        render(
            &Report {
                root: root.into(),
                language: Lang::Vi,
                strict: false,
            },
            &problems,
        )
    }

    #[test]
    fn exact_lines() {
        let place = Place::text(&"content/a,b: 100%.yaml".into(), 3, 9, 7);
        assert_eq!(
            reported("./site/", place, Problem::NotAMapping),
            "::error file=site/content/a%2Cb%3A 100%25.yaml,line=3,col=9,title=not-a-mapping::ở \
             đây cần các dòng gồm tên mục, dấu hai chấm, rồi giá trị%0AVí dụ: title: Tên sáng \
             kiến\n"
        );
        let lost = reported(".", Place::Site, Problem::MissingContent);
        assert!(
            lost.starts_with(
                "::error title=missing-content::không tìm thấy thư mục content/%0AChạy"
            ),
            "{lost}"
        );
        let file = reported(
            ".",
            Place::File("content/x.txt".into()),
            Problem::UnknownFile {
                name: "x.txt".into(),
                belongs: crate::diag::Belongs::Nowhere,
            },
        );
        assert!(
            file.starts_with("::warning file=content/x.txt,title=unknown-file::"),
            "{file}"
        );
    }
}
