//! docs/vi/problems.md and docs/en/problems.md have a page for each code, made of the specimens in
//! tests/problems and of the messages of the program. `UPDATE=1 cargo test --test it faults` writes
//! them.
#![allow(
    clippy::disallowed_methods,
    reason = "a test writes its own expectation"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;

use serde_json::Value;
use tiendo::base::Lang;
use tiendo::diag::{Diagnostic, HostLimit, Place, Problem, Severity};

use crate::common::{binary, put};
use crate::docs::same;
use crate::problems::{BASE, ELSEWHERE, check, codes, specimen, specimens};

/// A page: whether it stops the build, the message and the cure in each language, and the lines of
/// an example.
struct Page {
    error: bool,
    vi: [String; 2],
    en: [String; 2],
    example: Option<(String, String)>,
}

/// Lines of an example at most, before and behind the one with the problem.
const AROUND: usize = 3;

/// The line with a problem and those around it.
fn excerpt(text: &str, line: usize) -> String {
    let first = line.saturating_sub(AROUND + 1);
    let lines: Vec<&str> = text.lines().skip(first).take(2 * AROUND + 1).collect();
    lines.join("\n")
}

/// A message as it is said on one day: a page must not change with the clock.
fn on_one_day(message: &str) -> String {
    for today in ["today (", "hôm nay ("] {
        if let Some((before, after)) = message.split_once(today) {
            let rest = after.get(10..).unwrap_or_default();
            return format!("{before}{today}15/06/2024{rest}");
        }
    }
    message.to_owned()
}

fn page(diagnostic: &Value, files: &[(String, String)]) -> Page {
    let text = |key: &str| on_one_day(diagnostic[key].as_str().unwrap_or_default());
    let file = text("file");
    let written = files.iter().find(|(path, _)| *path == file);
    let line = usize::try_from(diagnostic["line"].as_u64().unwrap_or(1)).unwrap();
    Page {
        error: diagnostic["severity"] == "error",
        vi: [text("message_vi"), text("help_vi")],
        en: [text("message_en"), text("help_en")],
        example: written.map(|(path, text)| (path.clone(), excerpt(text, line))),
    }
}

/// What no specimen can show, with made-up values.
fn others() -> Vec<Problem> {
    let text = String::from;
    vec![
        Problem::MissingContent,
        Problem::MissingSite,
        Problem::Unreadable {
            why: text("permission denied"),
        },
        Problem::OutsideLink,
        Problem::NotUtf8 { byte: 12 },
        Problem::ThemeMissing { name: text("xuan") },
        Problem::CellTooLong { limit: 32_767 },
        Problem::Shrunk {
            what: text("unit"),
            before: 40,
            now: 12,
            gone: (vec![text("dong-son"), text("tho-xuan")], 28),
        },
        Problem::Jumped {
            before: 1_200,
            now: 9_000,
        },
        Problem::NoSheet {
            name: text("Quý 1"),
            known: text("Quý 2, Quý 3"),
        },
        Problem::SheetsNotRead {
            read: text("Quý 1"),
            others: text("Quý 2"),
            hidden: text("Quý 3"),
        },
        Problem::TableLocked,
        Problem::NoKeptValue,
        Problem::UnfaithfulCode {
            value: text("1.23457E+11"),
        },
        Problem::OtherKind { kind: "PDF" },
        Problem::HiddenRows {
            rows: text("4, 7–12"),
        },
        Problem::HiddenColumns {
            columns: text("Mã, Hợp lệ"),
        },
        Problem::TableNothing,
        Problem::MergedFigure,
        Problem::MergedTooBig {
            area: text("A2:XFD1048576"),
        },
        Problem::TableTooBig {
            what: "rows",
            limit: text("1,048,576"),
        },
        Problem::HugePicture {
            width: 60_000,
            height: 70_000,
        },
        Problem::DeadLink {
            url: text("https://example.org/bai-cu"),
            why: text("404"),
        },
        Problem::HostLimit {
            host: "Cloudflare Pages",
            error: HostLimit::Files {
                count: 25_000,
                limit: 20_000,
            },
        },
        Problem::NotDeleted {
            path: text("tin-tuc/cu/index.html"),
            why: text("permission denied"),
        },
        Problem::Stopped {
            why: text("no space left on device"),
        },
    ]
}

/// Every code with its page.
fn pages() -> BTreeMap<String, Page> {
    let mut pages = BTreeMap::new();
    for problem in others() {
        let diagnostic = Diagnostic {
            place: Place::Site,
            problem,
            left_out: false,
        };
        let [vi, en] = [Lang::Vi, Lang::En].map(|language| {
            let words = diagnostic.words(language);
            [words.message, words.help]
        });
        let page = Page {
            error: diagnostic.severity() == Severity::Error,
            vi,
            en,
            example: None,
        };
        pages.insert(diagnostic.problem.code().to_owned(), page);
    }
    for (_, text) in specimens() {
        let (files, _) = specimen(&text);
        let root = tempfile::tempdir().unwrap();
        for (path, text) in BASE {
            put(root.path(), path, text);
        }
        for (path, text) in &files {
            put(root.path(), path, text);
        }
        for diagnostic in check(root.path()).0 {
            let code = diagnostic["code"].as_str().unwrap().to_owned();
            let known = pages
                .get(&code)
                .is_some_and(|page: &Page| page.example.is_some());
            if !known {
                pages.insert(code, page(&diagnostic, &files));
            }
        }
    }
    pages
}

fn write(pages: &BTreeMap<String, Page>, language: Lang) -> String {
    let vi = language == Lang::Vi;
    let pick = |vi_text: &'static str, en: &'static str| if vi { vi_text } else { en };
    let mut out = String::from(pick(
        "# Lỗi và cảnh báo\n\nMỗi mục là một mã lỗi: điều không ổn, cách sửa, và một ví dụ. Mã \
         đứng cạnh thông báo; `tiendo explain MÃ` cho xem mục ấy. Tên và số trong lời báo là của \
         ví dụ.\n",
        "# Errors and warnings\n\nA section for each code: what is wrong, how to fix it, and an \
         example. The code is beside the message; `tiendo explain CODE --lang en` shows its \
         section. Names and numbers in a message are those of the example.\n",
    ));
    for (code, page) in pages {
        let [message, help] = if vi { &page.vi } else { &page.en };
        let severity = if page.error {
            pick("Lỗi: không đăng được.", "An error: nothing is published.")
        } else {
            pick("Cảnh báo: vẫn đăng.", "A warning: the site is published.")
        };
        let cure = pick("Cách sửa", "How to fix it");
        write!(
            out,
            "\n## `{code}`\n\n{message}\n\n{severity}\n\n**{cure}:** {help}\n"
        )
        .unwrap();
        if let Some((path, text)) = &page.example {
            let kind = path.rsplit('.').next().unwrap_or_default();
            let shown = text.trim_end().replace('\0', "␀");
            write!(out, "\n`{path}`\n\n~~~{kind}\n{shown}\n~~~\n").unwrap();
        }
    }
    out
}

#[test]
fn each_problem_has_its_page() {
    let pages = pages();
    for (code, _) in ELSEWHERE {
        assert!(pages.contains_key(*code), "{code} has no page");
    }
    same("vi/faults.md", &write(&pages, Lang::Vi));
    same("en/faults.md", &write(&pages, Lang::En));
}

#[test]
fn each_code_is_explained() {
    let pages = [
        include_str!("../../docs/vi/faults.md"),
        include_str!("../../docs/en/faults.md"),
    ];
    for code in codes() {
        for page in pages {
            assert!(
                page.contains(&format!("\n## `{code}`\n")),
                "{code} has no page"
            );
        }
    }
    let explain = |code: &str| {
        let command = Command::new(binary())
            .args(["explain", code, "--lang", "en"])
            .output();
        command.unwrap()
    };
    let shown = String::from_utf8(explain("unknown-reference").stdout).unwrap();
    assert!(shown.contains("How to fix it"), "{shown}");
    let wrong = explain("unknown-referense");
    assert_eq!(wrong.status.code(), Some(1));
    let words = String::from_utf8(wrong.stderr).unwrap();
    assert!(words.contains("Did you mean unknown-reference?"), "{words}");
}
