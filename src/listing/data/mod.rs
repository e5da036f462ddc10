//! The open data: what stands on the pages, as CSV, JSON and workbooks for machines and people, with a package that
//! describes them. Names follow the site's rule for authors.

mod delimited;
mod json;
mod package;
mod table;
mod tables;
mod xlsx;

use anyhow::Result;

use crate::base::{Artifact, Date, number};
use crate::chart::{Chart, Width, standalone};
use crate::model::Portal;
use crate::page::view::{DataFileView, DatasetView};
pub use table::{Cell, Column, Kind, Table};
pub use tables::tables;

/// The folder of the open data.
const FOLDER: &str = "du-lieu";

/// Takes the files as they are made, one at a time.
pub type Put<'p> = &'p (dyn Fn(Artifact) -> Result<()> + Sync);

/// A table whose files were made.
pub struct Made {
    /// What the data page says of it.
    pub view: DatasetView,
    resource: package::Resource,
}

/// Makes the files of one table: CSV, JSON with its schema, and a workbook. An empty table that no site needs has none.
///
/// # Errors
/// When a file cannot be set aside.
pub fn make(portal: &Portal, table: &Table<'_>, as_of: Date, put: Put<'_>) -> Result<Option<Made>> {
    let language = usize::from(portal.site.language != "vi");
    let mut rows = 0;
    (table.rows)(&mut |_| rows += 1);
    if rows == 0 && !tables::ALWAYS.contains(&table.name) {
        return Ok(None);
    }
    let mut files = Vec::new();
    let mut add = |ending: &str, format: &str, bytes: Vec<u8>| {
        files.push(file(portal, &format!("{}.{ending}", table.name), format, &bytes));
        put(Artifact::new(format!("{FOLDER}/{}.{ending}", table.name), bytes))
    };
    let bytes = delimited::csv(table);
    let there = |name: &str| tables::ALWAYS.contains(&name);
    let resource = package::resource(table, &bytes, language, &there);
    add("csv", "CSV", bytes)?;
    if let Some(bytes) = xlsx::xlsx(table, rows, language) {
        add("xlsx", "XLSX", bytes)?;
    }
    add("json", "JSON", json::json(table, as_of))?;
    add("schema.json", "JSON Schema", json::schema(table, language))?;
    let lang = portal.site.language.as_str();
    let noun = if lang == "vi" { "dòng" } else { "rows" };
    let rows = number::whole(i64::try_from(rows).unwrap_or(i64::MAX), lang);
    let view = DatasetView {
        id: table.name.to_owned(),
        title: table.title[language].to_owned(),
        description: table.description[language].to_owned(),
        rows: format!("{rows}{}{noun}", number::NBSP),
        files,
    };
    Ok(Some(Made { view, resource }))
}

/// What the data page says of all tables; makes the package, the list of hashes and the files of the charts.
///
/// # Errors
/// When a file cannot be set aside.
pub fn finish(
    portal: &Portal,
    as_of: Date,
    made: Vec<Made>,
    charts: &[Chart],
    put: Put<'_>,
) -> Result<Vec<DatasetView>> {
    let (mut views, mut resources) = (Vec::new(), Vec::new());
    for Made { view, resource } in made {
        views.push(view);
        resources.push(resource);
    }
    let mut sums: Vec<(String, String)> =
        views.iter().flat_map(|v| &v.files).map(|f| (f.name.clone(), f.sha256.clone())).collect();
    let mut add = |name: String, bytes: Vec<u8>| {
        sums.push((name.clone(), package::sha256(&bytes)));
        put(Artifact::new(format!("{FOLDER}/{name}"), bytes))
    };
    for chart in charts {
        add(format!("bieu-do/{}.csv", chart.id), delimited::of_texts(&chart.csv))?;
        add(format!("bieu-do/{}.svg", chart.id), standalone(chart, Width::Wide).into_bytes())?;
    }
    add("datapackage.json".to_owned(), package::package(portal, as_of, resources))?;
    sums.sort();
    let lines: String = sums.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect();
    put(Artifact::new(format!("{FOLDER}/SHA256SUMS"), lines))?;
    Ok(views)
}

fn file(portal: &Portal, name: &str, format: &str, bytes: &[u8]) -> DataFileView {
    let lang = portal.site.language.as_str();
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let size = match length {
        0..1_000 => format!("{length}{}B", number::NBSP),
        1_000..1_000_000 => format!("{}{}kB", number::decimal(length as f64 / 1e3, lang), number::NBSP),
        _ => format!("{}{}MB", number::decimal(length as f64 / 1e6, lang), number::NBSP),
    };
    DataFileView {
        format: format.to_owned(),
        name: name.to_owned(),
        url: format!("{FOLDER}/{name}"),
        media_type: match name.rsplit('.').next() {
            Some("csv") => "text/csv",
            Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _ => "application/json",
        },
        size,
        bytes: length,
        sha256: package::sha256(bytes),
    }
}
