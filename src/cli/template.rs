//! `tiendo template`: a workbook for editors to fill in.

use anyhow::{Result, anyhow, bail};

use super::args::{Target, Template};
use super::{new::write_new, say};
use crate::base::slug;
use crate::parse::table;
use crate::pipeline;
use crate::source::Role;

/// Writes the workbook and says what to do with it.
pub(super) fn run(template: &Template) -> Result<()> {
    let lang = template.lang;
    let name = template.file.file_name().unwrap_or_default().to_string_lossy();
    if !name.to_ascii_lowercase().ends_with(".xlsx") {
        bail!("{} {}", template.file.display(), lang.pick("phải là tệp .xlsx", "must end in .xlsx"));
    }
    let of = template.of.unwrap_or_else(|| match slug::slug(&name).as_str() {
        units if units.starts_with("units") || units.starts_with("don-vi") => Target::Units,
        reports if reports.starts_with("reports") || reports.starts_with("bao-cao") => Target::Reports,
        _ => Target::Initiatives,
    });
    let (role, folder) = match of {
        Target::Initiatives => (Role::Initiatives, "content/initiatives/"),
        Target::Reports => (Role::Reports, "content/reports/"),
        Target::Units => (Role::Units, "content/units.xlsx"),
    };
    let bytes = table::template(role, &pipeline::lists(&template.root)).map_err(|problem| anyhow!("{problem:?}"))?;
    write_new(&template.file, &bytes, lang)?;
    let path = template.file.display();
    say(&lang.pick(
        format!("Đã ghi {path}. Điền xong thì đặt vào {folder}, hoặc chạy tiendo import."),
        format!("Wrote {path}. Fill it in and put it into {folder}, or run tiendo import."),
    ))?;
    Ok(())
}
