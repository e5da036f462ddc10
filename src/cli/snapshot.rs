//! `tiendo snapshot`: the totals of a day, kept.

use anyhow::{Result, bail};

use super::args::{Format, Snapshot};
use super::new::content;
use super::report::Report;
use super::say;
use crate::base::{date, number};
use crate::pipeline;

/// Keeps the totals, or tells why not. Whether the content was good.
pub(super) fn run(flags: &Snapshot) -> Result<bool> {
    let lang = flags.lang;
    content(&flags.root, lang)?;
    let (problems, kept) = pipeline::snapshot(&flags.root, flags.as_of)?;
    let Some(kept) = kept else {
        let report = Report {
            root: flags.root.clone(),
            language: lang,
            strict: false,
        };
        report.tell(
            &pipeline::Built {
                problems,
                ..Default::default()
            },
            Format::Text,
        )?;
        return Ok(false);
    };
    let (day, file) = (date::written(kept.as_of, lang), &kept.file);
    if kept.there {
        bail!(
            "{file} {}",
            lang.pick(
                "đã có: số đã chốt thì không ghi đè. Nếu chốt nhầm, xóa tệp ấy rồi chạy lại.",
                "is there already: what was kept is not overwritten. If it was kept by mistake, \
                 delete it and run again."
            )
        );
    }
    if kept.rows == 0 {
        say(&lang.pick(
            format!("Đến {day} chưa có số nào để chốt."),
            format!("There is no figure to keep by {day}."),
        ))?;
        return Ok(true);
    }
    let rows = number::count(kept.rows, lang);
    say(&lang.pick(
        format!("Đã chốt số của {rows} đơn vị đến {day} vào {file}"),
        format!("Kept the totals of {rows} units as of {day} in {file}"),
    ))?;
    Ok(true)
}
