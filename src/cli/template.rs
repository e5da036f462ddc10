//! `tiendo template`: a workbook for editors to fill in.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};

use super::args::{Target, Template};
use super::new::{content, write_new};
use super::say;
use crate::base::slug;
use crate::diag::{Diagnostic, Place};
use crate::parse::table;
use crate::pipeline;
use crate::source::Role;

/// Writes the workbook and says what to do with it.
pub(super) fn run(template: &Template) -> Result<()> {
    let lang = template.lang;
    content(&template.root, lang)?;
    let (role, folder) = match template.of.unwrap_or_else(|| target(&template.file)) {
        Target::Initiatives => (Role::Initiatives, "content/initiatives/"),
        Target::Reports => (Role::Reports, "content/reports/"),
        Target::Units => (Role::Units, "content/units.xlsx"),
    };
    let made = table::template(role, &pipeline::lists(&template.root));
    let bytes = made.map_err(|problem| {
        let reported = Diagnostic {
            place: Place::Site,
            problem,
            left_out: false,
        };
        anyhow!("{}", reported.words(lang).message)
    })?;
    if let Some(above) = template.file.parent() {
        fs::create_dir_all(above).with_context(|| above.display().to_string())?;
    }
    write_new(&template.file, &bytes, lang)?;
    let path = template.file.display();
    say(&lang.pick(
        format!("Đã ghi {path}. Điền xong thì đặt vào {folder}, hoặc chạy tiendo import."),
        format!("Wrote {path}. Fill it in and put it into {folder}, or run tiendo import."),
    ))?;
    Ok(())
}

/// How the names of files and folders begin, and what is in them.
const NAMES: [(&str, Target); 4] = [
    ("units", Target::Units),
    ("don-vi", Target::Units),
    ("reports", Target::Reports),
    ("bao-cao", Target::Reports),
];

/// What a file is for, by its name, else by the folder it is in.
fn target(file: &Path) -> Target {
    let folder = file.parent().and_then(Path::file_name);
    for name in [file.file_name(), folder].into_iter().flatten() {
        let name = slug::slug(&name.to_string_lossy());
        for (begin, target) in NAMES {
            if name.starts_with(begin) {
                return target;
            }
        }
    }
    Target::Initiatives
}
