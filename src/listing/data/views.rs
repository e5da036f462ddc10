//! What the data page says of the tables, the charts and their files.

use super::table::{Cell, Kind, Table};
use super::words::{Words, kind};
use super::{Dataset, File, Job, Of, tables, xlsx};
use crate::base::{Date, date, number};
use crate::chart::Chart;
use crate::page::licence::Licence;
use crate::page::view::{ColumnView, DataFileView, DatasetView, DateView, Link, TableView};

/// The tables, each with its files.
pub(super) fn datasets<'m>(
    datasets: &[Dataset<'_>],
    made: impl Iterator<Item = (&'m Job, &'m File)> + Clone,
    about: &Words<'_>,
) -> Vec<DatasetView> {
    let mut views = Vec::new();
    for (at, dataset) in datasets.iter().enumerate() {
        let of_table = |subject: &Of| matches!(subject, Of::Table(n) if *n == at);
        views.push(DatasetView {
            files: files(made.clone(), about, of_table),
            ..table_view(dataset, about)
        });
    }
    views
}

/// A table without its files.
fn table_view(dataset: &Dataset<'_>, about: &Words<'_>) -> DatasetView {
    let Dataset { table, days, .. } = dataset;
    let day = |day: Date| DateView {
        iso: day.to_string(),
        text: date::written(day, about.texts.lang),
    };
    DatasetView {
        id: table.name.to_owned(),
        title: about.say(table.words),
        description: about.about(table.words),
        rows: rows(dataset.rows, about),
        from: days.map(|(first, _)| day(first)),
        to: days.map(|(_, last)| day(last)),
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
pub(super) fn charts<'m>(
    charts: &[Chart],
    made: impl Iterator<Item = (&'m Job, &'m File)> + Clone,
    about: &Words<'_>,
) -> Vec<DatasetView> {
    let mut views = Vec::new();
    for (at, chart) in charts.iter().enumerate() {
        // Those of units are on their pages.
        if chart.request.unit.is_some() {
            continue;
        }
        let of_chart = |subject: &Of| matches!(subject, Of::Chart(n) if *n == at);
        views.push(DatasetView {
            id: chart.id.clone(),
            title: chart.title.clone(),
            description: chart.subtitle.clone(),
            rows: rows(chart.csv.len().saturating_sub(1), about),
            from: None,
            to: None,
            preview: TableView::default(),
            columns: Vec::new(),
            files: files(made.clone(), about, of_chart),
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

fn files<'m>(
    made: impl Iterator<Item = (&'m Job, &'m File)>,
    about: &Words<'_>,
    subject: impl Fn(&Of) -> bool,
) -> Vec<DataFileView> {
    made.filter(|(job, _)| subject(&job.of))
        .map(|(_, file)| file.view(about.texts.lang))
        .collect()
}

fn columns(table: &Table<'_>, about: &Words<'_>) -> Vec<ColumnView> {
    let view = |column: &super::Column| ColumnView {
        key: column.key,
        title: about.say(column.words),
        description: about.about(column.words),
        kind: kind(column.kind, about.texts),
        numeric: matches!(column.kind, Kind::Whole | Kind::Number),
    };
    table.columns.iter().map(view).collect()
}

/// The first rows as people read them: days and numbers of the language, every decimal that the
/// files have, a sign for yes.
fn preview(dataset: &Dataset<'_>, about: &Words<'_>) -> TableView {
    let columns = dataset.table.columns;
    let text = |cell: &Cell<'_>| match cell {
        Cell::Empty => "–".to_owned(),
        Cell::Text(text) => text.to_string(),
        Cell::Whole(value) => number::whole(*value, about.texts.lang),
        Cell::Number(value) => {
            let decimal = about.texts.lang.forms().decimal;
            value.to_string().replace('.', &decimal.to_string())
        }
        Cell::Day(day) => date::written(*day, about.texts.lang),
        Cell::Flag(flag) => if *flag { "✓" } else { "–" }.to_owned(),
    };
    let column = |key: &str| columns.iter().position(|column| column.key == key);
    let units = column("units_reported").zip(column("units_expected"));
    let row = |row: &Vec<Cell<'_>>| {
        let mut texts: Vec<String> = row.iter().map(text).collect();
        // Of how many units a sum is, as on every other page.
        if let Some((reported, expected)) = units
            && let (Cell::Whole(some), Cell::Whole(all)) = (&row[reported], &row[expected])
            && some < all
        {
            let args = [("reported", (*some).into()), ("expected", (*all).into())];
            texts[reported] = about.texts.say("units-of-units", &args);
        }
        texts
    };
    TableView {
        head: columns
            .iter()
            .map(|column| about.say(column.words))
            .collect(),
        numeric: columns
            .iter()
            .map(|column| matches!(column.kind, Kind::Whole | Kind::Number))
            .collect(),
        rows: dataset.preview.iter().map(row).collect(),
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
