//! The open data: what stands on the pages, as CSV and JSON for machines. Names follow the site's rule for authors.

use serde_json::{Value, json};

use crate::base::{Artifact, number};
use crate::chart::{Chart, Width, standalone};
use crate::model::initiative::Status;
use crate::model::site::Authors;
use crate::model::{Portal, UnitKind};
use crate::page::view::DataFileView;
use crate::progress::Progress;

/// A table for machines: headings first, dates ISO, decimal points.
struct Sheet {
    name: &'static str,
    title: [&'static str; 2],
    description: [&'static str; 2],
    rows: Vec<Vec<String>>,
}

/// The files of the data page, and what the page says of them.
pub fn files(portal: &Portal, progress: &Progress, charts: &[Chart]) -> (Vec<DataFileView>, Vec<Artifact>) {
    let lang = portal.site.language.as_str();
    let sheets = [phases(portal, progress), reports(portal), units(portal), initiatives(portal)];
    let (mut views, mut artifacts) = (Vec::new(), Vec::new());
    for sheet in &sheets {
        let rows = sheet.rows.len() - 1;
        let csv = Artifact::new(format!("du-lieu/{}.csv", sheet.name), csv(&sheet.rows));
        let json = Artifact::new(format!("du-lieu/{}.json", sheet.name), json_of(progress, sheet));
        for artifact in [csv, json] {
            views.push(view(sheet, &artifact, rows, lang));
            artifacts.push(artifact);
        }
    }
    for chart in charts {
        let svg = standalone(chart, Width::Wide);
        artifacts.push(Artifact::new(format!("du-lieu/bieu-do/{}.csv", chart.id), csv(&chart.csv)));
        artifacts.push(Artifact::new(format!("du-lieu/bieu-do/{}.svg", chart.id), svg));
    }
    (views, artifacts)
}

fn view(sheet: &Sheet, artifact: &Artifact, rows: usize, lang: &str) -> DataFileView {
    let in_language = |texts: &[&str; 2]| texts[usize::from(lang != "vi")].to_owned();
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    let noun = if lang == "vi" { "dòng" } else { "rows" };
    let bytes = i64::try_from(artifact.bytes.len()).unwrap_or(i64::MAX);
    let size = if bytes < 1000 {
        format!("{bytes}{}B", number::NBSP)
    } else {
        format!("{}{}kB", number::decimal(bytes as f64 / 1000.0, lang), number::NBSP)
    };
    DataFileView {
        title: in_language(&sheet.title),
        description: in_language(&sheet.description),
        name: artifact.path.rsplit('/').next().unwrap_or_default().to_owned(),
        url: artifact.path.clone(),
        rows: format!("{}{}{noun}", number::whole(rows, lang), number::NBSP),
        size,
    }
}

/// RFC 4180 with a byte order mark, so that Excel reads Vietnamese; cells that a spreadsheet would run are made safe.
fn csv(rows: &[Vec<String>]) -> String {
    let mut out = String::from("\u{feff}");
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(&safe(cell))).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

fn safe(cell: &str) -> String {
    let risky = cell.starts_with(['=', '+', '-', '@', '\t']) && cell.parse::<f64>().is_err();
    if risky { format!("'{cell}") } else { cell.to_owned() }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

fn json_of(progress: &Progress, sheet: &Sheet) -> String {
    let (head, rows) = sheet.rows.split_first().expect("a sheet has its headings");
    let cell = |text: &String| match text.parse::<f64>() {
        _ if text.is_empty() => Value::Null,
        Ok(_) if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && (text == "0" || !text.starts_with('0')) => {
            serde_json::from_str(text).unwrap_or(Value::Null)
        }
        _ => json!(text),
    };
    let row = |row: &Vec<String>| head.iter().cloned().zip(row.iter().map(cell)).collect::<serde_json::Map<_, _>>();
    let rows: Vec<_> = rows.iter().map(row).collect();
    format!("{:#}\n", json!({"as_of": progress.as_of.to_string(), "rows": rows}))
}

fn head(keys: &[&str]) -> Vec<Vec<String>> {
    vec![keys.iter().map(|k| (*k).to_owned()).collect()]
}

fn text<T: ToString>(value: Option<T>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

fn phases(portal: &Portal, progress: &Progress) -> Sheet {
    let mut rows =
        head(&["programme", "phase", "title", "start", "end", "target", "submitted", "percent", "as_of", "source"]);
    for programme in &portal.programmes {
        let figures = &progress.programmes[&programme.id].phases;
        for (phase, f) in programme.phases.iter().zip(figures) {
            let last = f.last.as_ref();
            rows.push(vec![
                programme.id.clone(),
                phase.id.clone(),
                phase.title.clone(),
                phase.start.to_string(),
                phase.end.to_string(),
                text(phase.target),
                text(f.submitted),
                f.percent.map(|p| format!("{p:.2}")).unwrap_or_default(),
                text(last.map(|p| p.date)),
                text(last.and_then(|p| p.source())),
            ]);
        }
    }
    Sheet {
        name: "giai-doan",
        title: ["Kết quả theo giai đoạn", "Results by phase"],
        description: [
            "Chỉ tiêu, số lượt nộp trong giai đoạn và tỷ lệ đạt.",
            "Target, submissions within the phase and percent reached.",
        ],
        rows,
    }
}

fn reports(portal: &Portal) -> Sheet {
    let mut rows = head(&["as_of", "programme", "unit", "submitted", "valid", "conflicts", "source", "note"]);
    for r in &portal.reports {
        rows.push(vec![
            r.as_of.to_string(),
            r.programme.clone(),
            r.unit.clone(),
            text(r.submitted),
            text(r.valid),
            r.conflicts.to_string(),
            text(r.source.clone()),
            text(r.note.clone()),
        ]);
    }
    Sheet {
        name: "bao-cao",
        title: ["Số liệu lũy kế theo ngày", "Cumulative counts by date"],
        description: [
            "Từng số liệu đã công bố, có ngày và nguồn; conflicts là số liệu chỉ để tham khảo.",
            "Each published figure with its date and source; conflicts marks those only for reference.",
        ],
        rows,
    }
}

fn units(portal: &Portal) -> Sheet {
    let mut rows = head(&["id", "title", "kind", "parent", "valid_from", "valid_to", "successors"]);
    for u in &portal.units {
        let kind = match u.kind {
            UnitKind::Province => "province",
            UnitKind::Cluster => "cluster",
            UnitKind::Upper => "upper",
            UnitKind::Grassroots => "grassroots",
        };
        rows.push(vec![
            u.id.clone(),
            u.title.clone(),
            kind.to_owned(),
            text(u.parent.clone()),
            text(u.valid_from),
            text(u.valid_to),
            u.successors.join(" "),
        ]);
    }
    Sheet {
        name: "don-vi",
        title: ["Danh mục đơn vị", "List of units"],
        description: ["Cây đơn vị và thời gian hoạt động.", "The tree of units and when they existed."],
        rows,
    }
}

fn initiatives(portal: &Portal) -> Sheet {
    let keys = [
        "id",
        "title",
        "date",
        "programme",
        "unit",
        "organisation",
        "group",
        "status",
        "benefit",
        "currency",
        "authors",
    ];
    let mut rows = head(&keys);
    for i in &portal.initiatives {
        let may = |consent| match portal.site.authors {
            Authors::All => true,
            Authors::Consented => consent,
            Authors::None => false,
        };
        let names: Vec<&str> = i.authors.iter().filter(|a| may(a.consent)).map(|a| &*a.name).collect();
        let status = match i.status {
            Status::Submitted => "submitted",
            Status::Valid => "valid",
            Status::Recognised => "recognised",
            Status::Awarded => "awarded",
        };
        let amount = i.amount;
        rows.push(vec![
            i.id.to_string(),
            i.title.to_string(),
            text(i.date),
            text(i.programme.clone()),
            i.unit.to_string(),
            text(i.organisation.clone()),
            text(i.group.clone()),
            status.to_owned(),
            text(amount),
            amount.map(|_| i.currency().to_owned()).unwrap_or_default(),
            names.join("; "),
        ]);
    }
    Sheet {
        name: "sang-kien",
        title: ["Danh sách sáng kiến", "List of initiatives"],
        description: ["Những sáng kiến có trên trang này.", "The initiatives that stand on this site."],
        rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_safe_and_quoted() {
        let rows = vec![vec!["=1+1".to_owned(), "-5".to_owned(), "a,\"b\"".to_owned()]];
        assert_eq!(csv(&rows), "\u{feff}'=1+1,-5,\"a,\"\"b\"\"\"\r\n");
    }
}
