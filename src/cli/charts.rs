//! `tiendo charts`: the charts that a text can name, each with the line to copy.

use anyhow::Result;

use super::args::{Charts, Format};
use super::new::content;
use super::report::Report;
use super::say;
use crate::pipeline;

/// Lists the charts of the whole, or of one unit. Whether the content was good.
pub(super) fn run(flags: &Charts) -> Result<bool> {
    let lang = flags.lang;
    content(&flags.root, lang)?;
    let (problems, charts) = pipeline::charts(&flags.root, flags.as_of, flags.unit.as_deref());
    let Some(charts) = charts else {
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
    if charts.is_empty() {
        let none = lang.pick(
            "Chưa có số liệu nào để vẽ biểu đồ.",
            "There are no figures to make a chart of yet.",
        );
        say(none)?;
    }
    for chart in &charts {
        say(&chart.code)?;
        say(&format!("    {}", chart.title))?;
    }
    if !charts.is_empty() {
        say("")?;
        say(lang.pick(
            "Chép một dòng {{ chart … }} vào bài. Thêm months=\"6\" vào cumulative để chỉ lấy 6 \
             tháng gần nhất, title=\"…\" để tự đặt tiêu đề.",
            "Copy a line {{ chart … }} into a text. months=\"6\" narrows cumulative to the last 6 \
             months, title=\"…\" is a title of your own.",
        ))?;
    }
    Ok(true)
}
