//! What the data page says of the tables, the charts and their files.

use super::table::{Cell, Table};
use super::words::{Words, kind};
use super::{Dataset, File, Job, Of, tables, xlsx};
use crate::base::{Lang, date, number};
use crate::chart::Chart;
use crate::page::licence::Licence;
use crate::page::view::{ColumnView, DataFileView, DatasetView, DateView, Link, TableView};

/// The tables, each with its files.
pub(super) fn datasets(
    datasets: &[Dataset<'_>],
    made: &[(&Job, &File)],
    about: &Words<'_>,
) -> Vec<DatasetView> {
    let mut views = Vec::new();
    for (at, dataset) in datasets.iter().enumerate() {
        views.push(DatasetView {
            files: files(made, about, Of::Table(at)),
            ..table_view(dataset, about)
        });
    }
    views
}

/// A table without its files.
fn table_view(dataset: &Dataset<'_>, about: &Words<'_>) -> DatasetView {
    let Dataset { table, days, .. } = dataset;
    DatasetView {
        id: table.name.to_owned(),
        title: about.say(table.words),
        description: about.about(table.words),
        rows: rows(dataset.rows, about),
        from: days.map(|(first, _)| DateView::new(first, about.texts.lang)),
        to: days.map(|(_, last)| DateView::new(last, about.texts.lang)),
        // Sums are not shown without the units that they are of.
        preview: match table.name {
            tables::SERIES => TableView::default(),
            _ => preview(dataset, about),
        },
        columns: columns(table, about),
        files: Vec::new(),
        note: (!dataset.fits_a_sheet()).then(|| too_long(about)),
    }
}

/// The charts, each with its files.
pub(super) fn charts(
    charts: &[Chart],
    made: &[(&Job, &File)],
    about: &Words<'_>,
) -> Vec<DatasetView> {
    let mut views = Vec::new();
    for (at, chart) in charts.iter().enumerate() {
        // Those of units are on their pages.
        if chart.request.unit.is_some() {
            continue;
        }
        views.push(DatasetView {
            id: chart.id.clone(),
            title: chart.title.clone(),
            description: chart.subtitle.clone(),
            rows: rows(chart.csv.len().saturating_sub(1), about),
            from: None,
            to: None,
            preview: TableView::default(),
            columns: Vec::new(),
            files: files(made, about, Of::Chart(at)),
            note: None,
        });
    }
    views
}

/// A licence as a link; without an address its words alone.
pub(super) fn licence(licence: &Licence) -> Link {
    let url = licence.url.clone().unwrap_or_default();
    Link {
        title: licence.title.clone(),
        external: !url.is_empty(),
        url,
        current: false,
    }
}

fn files(made: &[(&Job, &File)], about: &Words<'_>, subject: Of) -> Vec<DataFileView> {
    let made = made.iter().filter(|(job, _)| job.of == subject);
    made.map(|(_, file)| file.view(about.texts.lang)).collect()
}

fn columns(table: &Table<'_>, about: &Words<'_>) -> Vec<ColumnView> {
    let columns = table.columns.iter();
    columns.map(|column| column_view(column, about)).collect()
}

fn column_view(column: &super::Column, about: &Words<'_>) -> ColumnView {
    ColumnView {
        key: column.key,
        title: about.say(column.words),
        description: about.about(column.words),
        kind: kind(column.kind, about.texts),
        numeric: column.kind.is_number(),
    }
}

/// The first rows as people read them: days and numbers of the language, every decimal that the
/// files have, a sign for yes.
fn preview(dataset: &Dataset<'_>, about: &Words<'_>) -> TableView {
    let columns = dataset.table.columns;
    let [reported, expected] = ["units_reported", "units_expected"]
        .map(|key| columns.iter().position(|column| column.key == key));
    let units = reported.zip(expected);
    let mut rows = Vec::with_capacity(dataset.preview.len());
    for row in &dataset.preview {
        let cells = row.iter().map(|cell| shown(cell, about.texts.lang));
        let mut texts: Vec<String> = cells.collect();
        // Of how many units a sum is, as on every other page.
        if let Some((reported, expected)) = units
            && let (Cell::Whole(some), Cell::Whole(all)) = (&row[reported], &row[expected])
            && some < all
        {
            let args = [("reported", (*some).into()), ("expected", (*all).into())];
            texts[reported] = about.texts.say("units-of-units", &args);
        }
        rows.push(texts);
    }
    TableView {
        head: columns
            .iter()
            .map(|column| about.say(column.words))
            .collect(),
        numeric: columns
            .iter()
            .map(|column| column.kind.is_number())
            .collect(),
        rows,
    }
}

/// A cell as people read it.
fn shown(cell: &Cell<'_>, lang: Lang) -> String {
    match cell {
        Cell::Empty => "–".to_owned(),
        Cell::Text(text) => text.to_string(),
        Cell::Whole(value) => number::whole(*value, lang),
        Cell::Number(value) => {
            let decimal = lang.forms().decimal;
            value.to_string().replace('.', &decimal.to_string())
        }
        Cell::Day(day) => date::written(*day, lang),
        Cell::Flag(flag) => if *flag { "✓" } else { "–" }.to_owned(),
    }
}

/// `1.234 dòng`
fn rows(count: usize, about: &Words<'_>) -> String {
    about.texts.say("count-rows", &[("count", count.into())])
}

fn too_long(about: &Words<'_>) -> String {
    let most = xlsx::MAX_ROWS.into();
    about.texts.say("data-too-long", &[("most", most)])
}
