//! What was found about the output itself, in words.

use std::io::{self, Write as _};
use std::path::Path;

use super::report::{Report, quietly};
use crate::base::Lang;
use crate::diag::{Place, Problem, Problems};
use crate::pipeline::{Notice, Undeleted};

/// Says on standard error that a list of published files had to be put right.
pub(super) fn tell(notice: Notice, lang: Lang) -> io::Result<()> {
    let head = lang.pick("lưu ý", "note");
    let line = format!("{head}: {}", words(notice, lang));
    quietly(writeln!(io::stderr().lock(), "{line}"))
}

fn words(notice: Notice, lang: Lang) -> &'static str {
    match notice {
        Notice::PublicLost => lang.pick(
            "danh sách tệp đã đăng trong thư mục xuất bị mất hoặc hỏng; đã ghi lại từ bản thứ hai.",
            "the list of published files in the output was lost or damaged; it was written again \
             from the second one.",
        ),
        Notice::FullLost => lang.pick(
            "danh sách tệp đầy đủ trong .tiendo bị mất hoặc hỏng; đã dùng bản trong thư mục xuất. \
             Lần này mọi trang được dựng lại và không so được số liệu với lần đăng trước.",
            "the full list of files in .tiendo was lost or damaged; the one in the output was \
             used. This time every page is made again, and figures cannot be compared with the \
             last publish.",
        ),
        Notice::Differ => lang.pick(
            "thư mục xuất không phải bản đăng sau cùng của trang này (bản sao lưu, hoặc do máy \
             khác ghi); đã theo danh sách trong thư mục xuất.",
            "the output is not what this site published last (a backup, or another computer wrote \
             it); its own list was followed.",
        ),
        Notice::JournalLost => lang.pick(
            "lần đăng trước bị ngắt và sổ của lần đó bị hỏng; đã dựng lại.",
            "the last publish was cut off and its journal is damaged; it was made again.",
        ),
    }
}

/// Reports on standard error the files that could not be deleted.
pub(super) fn complain(undeleted: &[Undeleted], root: &Path, lang: Lang) -> io::Result<()> {
    let mut problems = Problems::default();
    for Undeleted { path, why } in undeleted.iter().cloned() {
        problems.add(Place::Site, Problem::NotDeleted { path, why });
    }
    let report = Report {
        root: root.to_owned(),
        language: lang,
        strict: false,
    };
    let text = report.text(&problems, false);
    quietly(io::stderr().lock().write_all(text.as_bytes()))
}
