//! The open data: what is on the pages, for machines and spreadsheets. Names follow the site's
//! rule for authors.
//!
//! `tables/` says what is published; `table.rs` what a table is. [`Package`] makes the files one by
//! one, each when it is asked for: `delimited.rs`, `json.rs`, `xlsx.rs` and `json_schema.rs` write
//! them, `pieces.rs` those that may be long, `slices.rs` what is of one unit or phase, `file.rs`
//! takes their hashes. When all are made, `package.rs` describes them for programs, `whole.rs`
//! packs them into one archive and `views.rs` describes them for the data page.

mod archive;
mod cells;
mod chart_books;
mod counted;
mod dataset;
mod delimited;
mod file;
mod json;
mod json_schema;
mod package;
mod pieces;
mod sheet;
mod slices;
mod table;
mod tables;
mod views;
mod whole;
mod words;
mod xlsx;

use std::sync::OnceLock;

use anyhow::{Context as _, Result, anyhow};
use rayon::prelude::*;

use crate::base::{Artifact, Date, hash, memo};
use crate::chart::{Chart, Credit, Width, picture, standalone};
use crate::model::Portal;
use crate::page::plan;
use crate::page::view::DataView;
use crate::progress::Progress;
use chart_books::ChartBooks;
use dataset::Dataset;
pub use file::File;
use file::{FOLDER, Format};
use package::Resource;
use pieces::Form;
pub use pieces::{Pieces, Read};
use slices::Slices;
pub use table::{Cell, Column, Kind, Reference, Rows, Table};
pub use tables::tables;
pub use whole::Whole;
use words::Words;

/// The name of the file with the hashes of the others.
const SUMS: &str = "SHA256SUMS";
/// The name of the file that says under which terms the data may be used again.
const TERMS: &str = "giay-phep.txt";

/// All data of a site, before its files are made.
pub struct Package<'a> {
    portal: &'a Portal,
    about: Words<'a>,
    datasets: Vec<Dataset<'a>>,
    charts: &'a [Chart],
    /// A fingerprint of each chart.
    chart_prints: Vec<hash::Hash>,
    /// Made with the first workbook of a chart.
    chart_books: OnceLock<Result<ChartBooks>>,
    slices: Slices,
    /// Who publishes the charts.
    credit: Credit,
    /// A fingerprint of the words around every table.
    print: [u8; 32],
}

/// The tables of a site, and what was learned by going through each once.
pub struct Datasets<'a>(Vec<Dataset<'a>>);

/// How a file is made.
pub enum Making<'p> {
    /// At once: its bytes.
    Whole(Artifact),
    /// Piece by piece.
    Pieces(Pieces<'p>),
}

/// A file that waits to be made.
#[derive(Debug, Clone, Copy)]
pub struct Job {
    of: Of,
    format: Format,
}

impl Job {
    fn new(of: Of, format: Format) -> Self {
        Self { of, format }
    }
}

/// What a file is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Table(usize),
    Chart(usize),
    Unit(usize),
    Phase(usize),
}

impl<'a> Package<'a> {
    /// The data of a site.
    pub fn new(
        portal: &'a Portal,
        progress: &'a Progress<'a>,
        Datasets(datasets): Datasets<'a>,
        charts: &'a [Chart],
    ) -> Self {
        let about = Words::new(portal, progress.as_of);
        let print = *hash::of(format!("{:?}", about).as_bytes()).as_bytes();
        Self {
            portal,
            chart_books: OnceLock::new(),
            slices: Slices::new(&datasets, portal, &about),
            // The main language has no folder of its own.
            credit: about.credit(""),
            about,
            datasets,
            charts,
            chart_prints: charts.par_iter().map(print_of).collect(),
            print,
        }
    }

    /// The files to make, in any order or at the same time.
    pub fn jobs(&self) -> Vec<Job> {
        let mut jobs = Vec::new();
        for (at, dataset) in self.datasets.iter().enumerate() {
            let fits = dataset.fits_a_sheet();
            let formats = Format::TABLE.into_iter();
            let formats = formats.filter(|format| fits || *format != Format::Xlsx);
            jobs.extend(formats.map(|format| Job::new(Of::Table(at), format)));
        }
        for at in 0..self.charts.len() {
            let formats = Format::CHART.iter();
            jobs.extend(formats.map(|&format| Job::new(Of::Chart(at), format)));
        }
        let units = (0..self.slices.units.len()).map(Of::Unit);
        let phases = (0..self.slices.phases.len()).map(Of::Phase);
        jobs.extend(units.chain(phases).map(|of| Job::new(of, Format::Json)));
        jobs
    }

    /// Makes one file, or tells how its pieces are made.
    ///
    /// # Errors
    /// None that a table or a chart could cause.
    pub fn make(&self, job: Job) -> Result<Making<'_>> {
        let path = self.path(job);
        let bytes = match job.of {
            Of::Chart(at) => self.of_chart(&self.charts[at], job.format),
            Of::Unit(at) => Ok(self.slices.units[at].json.clone()),
            Of::Phase(at) => Ok(self.slices.phases[at].json.clone()),
            Of::Table(at) => match self.form(&self.datasets[at], job.format)? {
                Some(form) => return Ok(Making::Pieces(self.pieces(&self.datasets[at], form))),
                None => Ok(json_schema::json_schema(
                    &self.datasets[at].table,
                    &self.about,
                )),
            },
        };
        let bytes = bytes.with_context(|| format!("cannot make {path}"))?;
        Ok(Making::Whole(Artifact::new(path, bytes)))
    }

    /// What the data page has to know of a file besides its size: its SHA-256.
    pub fn note(&self, artifact: &Artifact) -> String {
        file::sha256(&artifact.bytes)
    }

    /// What is known of a file that was made, now or by an earlier build: its size and its note.
    pub fn file(&self, job: Job, bytes: u64, note: &str) -> File {
        // What is behind the hash is for `pieces.rs`.
        let sha256 = note.split(' ').next().unwrap_or_default();
        File::known(&self.path(job), job.format, bytes, sha256)
    }

    /// What a file is made from.
    pub fn key(&self, job: Job) -> String {
        let mut fingerprint = hash::Hasher::new();
        fingerprint
            .update(memo::program().as_bytes())
            .update(job.format.ending().as_bytes())
            .update(&self.print);
        match job.of {
            Of::Table(at) => self.datasets[at].print(&mut fingerprint),
            Of::Chart(at) => fingerprint.update(self.chart_prints[at].as_bytes()),
            Of::Unit(at) => fingerprint.update(&self.slices.units[at].json),
            Of::Phase(at) => fingerprint.update(&self.slices.phases[at].json),
        };
        fingerprint.finalize().to_hex()[..32].to_owned()
    }

    /// What represents a file where none is made: the data page names it, without its size.
    pub fn unmade(&self, job: Job) -> File {
        File::of(&Artifact::new(self.path(job), Vec::new()), job.format)
    }

    /// `datapackage.json`. `files` are those of [`Self::jobs`], in their order.
    pub fn describe(&self, files: &[File]) -> Artifact {
        let jobs = self.jobs();
        let made = jobs.iter().zip(files);
        let resources = made.filter_map(|(job, file)| match job.of {
            Of::Table(at) if job.format == Format::Csv => {
                Some(Resource::table(&self.datasets[at].table, file, &self.about))
            }
            // Readers of a data package want the figures and one picture.
            Of::Chart(at) if matches!(job.format, Format::Csv | Format::Svg) => {
                Some(Resource::chart(&self.charts[at], file))
            }
            Of::Table(_) | Of::Chart(_) | Of::Unit(_) | Of::Phase(_) => None,
        });
        let package = package::package(self.portal, &self.about, resources.collect());
        Artifact::new(format!("{FOLDER}{}", package::NAME), package)
    }

    /// Publisher, day, address and licence in words, for people who open the archive. `None` for
    /// data without a licence.
    pub fn terms(&self) -> Option<Artifact> {
        self.about.licence.as_ref()?;
        // Windows finds the end of a line by both signs only.
        let lines = self.about.lines().into_iter().map(|line| line + "\r\n");
        Some(Artifact::new(
            format!("{FOLDER}{TERMS}"),
            lines.collect::<String>(),
        ))
    }

    /// The archive of all tables and charts.
    pub fn whole<'p>(&'p self, described: &'p Artifact) -> Whole<'p> {
        Whole {
            package: self,
            described,
        }
    }

    /// What is known of the archive once it is made: its size and its note.
    pub fn whole_file(&self, bytes: u64, note: &str) -> File {
        let sha256 = note.split(' ').next().unwrap_or_default();
        File::known(whole::NAME, Format::Zip, bytes, sha256)
    }

    /// What represents the archive where none is made.
    pub fn unmade_whole(&self) -> File {
        let path = format!("{FOLDER}{}", whole::NAME);
        File::of(&Artifact::new(path, Vec::new()), Format::Zip)
    }

    /// What the data page says, and the list of hashes. `files` are those of [`Self::jobs`], in
    /// their order.
    pub fn finish(
        &self,
        files: &[File],
        described: &Artifact,
        whole: &File,
    ) -> (DataView, Artifact) {
        let jobs = self.jobs();
        let made: Vec<(&Job, &File)> = jobs.iter().zip(files).collect();
        let described = File::of(described, Format::Package);
        let terms = self.terms().map(|terms| File::of(&terms, Format::Terms));
        let sums = file::sums(files.iter().chain([&described, whole]).chain(&terms));
        let sums = Artifact::new(format!("{FOLDER}{SUMS}"), sums);
        let listed = File::of(&sums, Format::Sums);
        let view = DataView {
            datasets: views::datasets(&self.datasets, &made, &self.about),
            charts: views::charts(self.charts, &made, &self.about),
            whole: whole.view(self.about.texts.lang),
            package: [described, listed]
                .iter()
                .chain(&terms)
                .map(|file| file.view(self.about.texts.lang))
                .collect(),
            licence: self.about.licence.as_ref().map(views::licence),
            differences: Vec::new(),
        };
        (view, sums)
    }

    /// Where all files lie, below the output: those of the jobs, and those about them.
    pub fn paths(&self) -> Vec<String> {
        let about = [package::NAME, whole::NAME, SUMS].map(|name| format!("{FOLDER}{name}"));
        let jobs = self.jobs().into_iter().map(|job| self.path(job));
        let terms = self.terms().map(|terms| terms.path);
        jobs.chain(about).chain(terms).collect()
    }

    /// Where a file lies, below the output.
    pub fn path(&self, job: Job) -> String {
        let ending = job.format.ending();
        match job.of {
            Of::Table(at) => format!("{FOLDER}{}{ending}", self.datasets[at].table.name),
            Of::Chart(at) => format!("{FOLDER}bieu-do/{}{ending}", self.charts[at].id),
            Of::Unit(at) => plan::unit_data(&self.slices.units[at].id),
            Of::Phase(at) => plan::phase_data(&self.slices.phases[at].id),
        }
    }

    fn of_chart(&self, chart: &Chart, format: Format) -> Result<Vec<u8>> {
        Ok(match format {
            Format::Csv => delimited::of_texts(&chart.csv),
            Format::Xlsx => self.chart_books()?.book(chart, &self.about)?,
            Format::Png => {
                let made = picture(chart, Width::Wide, &self.credit);
                made.context("the picture is too large")?
            }
            _ => standalone(chart, Width::Wide, &self.credit).into_bytes(),
        })
    }

    fn chart_books(&self) -> Result<&ChartBooks> {
        let books = self
            .chart_books
            .get_or_init(|| ChartBooks::new(&self.about));
        books.as_ref().map_err(|error| anyhow!("{error:#}"))
    }

    /// How the rows of a table are written, where that is done in pieces.
    fn form(&self, dataset: &Dataset<'_>, format: Format) -> Result<Option<Form>> {
        Ok(match format {
            Format::Csv => Some(Form::Csv),
            Format::Json => Some(Form::Json(json::head(&self.about))),
            Format::Xlsx => Some(Form::Sheet(Box::new(xlsx::sheet(dataset, &self.about)?))),
            _ => None,
        })
    }

    fn pieces<'p>(&'p self, dataset: &'p Dataset<'p>, form: Form) -> Pieces<'p> {
        let about = hash::Hash::from(self.print).to_hex();
        Pieces {
            dataset,
            form,
            print: format!("{} {about}", memo::program()),
        }
    }
}

impl<'a> Datasets<'a> {
    /// Goes through all tables of a site once.
    pub fn new(portal: &'a Portal, progress: &'a Progress<'a>) -> Self {
        Self(
            tables(portal, progress)
                .into_par_iter()
                .map(Dataset::new)
                .filter(Dataset::published)
                .collect(),
        )
    }
}

/// A fingerprint of all that a chart shows and says.
pub fn print_of(chart: &Chart) -> hash::Hash {
    hash::of(format!("{chart:?}").as_bytes())
}

/// Who publishes the charts of a language, whose pages are below `prefix`.
pub fn credit(portal: &Portal, as_of: Date, prefix: &str) -> Credit {
    Words::new(portal, as_of).credit(prefix)
}

/// JSON for readers too.
fn pretty(value: &impl serde::Serialize) -> Vec<u8> {
    // Nothing that is written here can fail: all keys are texts.
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use std::ops::Range;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::table::{Rows, may};
    use super::*;

    const COLUMNS: &[Column] = &[
        may("day", Kind::Day, ""),
        may("a", Kind::Text, "").one_of(&["x", "=1"]),
    ];

    fn package(portal: &Portal, rows: usize) -> Package<'_> {
        let day = Date::constant(2022, 5, 31);
        let table = Table {
            name: "t",
            words: "table-progress",
            columns: COLUMNS,
            key: &[],
            refers: &[],
            // By their place from the end, so that those of a longer table end as these do.
            rows: Rows::numbered(rows, move |at, visit| {
                visit(&[
                    day.into(),
                    if (rows - at).is_multiple_of(7) {
                        "x"
                    } else {
                        "=1"
                    }
                    .into(),
                ]);
            }),
        };
        let about = Words::new(portal, day);
        Package {
            portal,
            chart_books: OnceLock::new(),
            about,
            datasets: vec![Dataset::new(table)],
            charts: &[],
            chart_prints: Vec::new(),
            slices: Slices {
                units: Vec::new(),
                phases: Vec::new(),
            },
            credit: Credit::default(),
            print: [0; 32],
        }
    }

    #[test]
    fn a_table_too_long_for_a_sheet_has_no_workbook_and_says_so() {
        let portal = Portal::default();
        for (rows, files) in [(xlsx::MAX_ROWS, 4), (xlsx::MAX_ROWS + 1, 3)] {
            let package = package(&portal, rows);
            let jobs = package.jobs();
            let made: Vec<File> = jobs.iter().map(|job| package.unmade(*job)).collect();
            let described = package.describe(&made);
            let (view, _) = package.finish(&made, &described, &package.unmade_whole());
            assert_eq!(view.datasets[0].files.len(), files);
            assert_eq!(view.datasets[0].note.is_some(), files == 3);
        }
    }

    /// The bytes of a file and the note about it, made with what is in an earlier one.
    fn made(
        package: &Package<'_>,
        job: Job,
        before: Option<&(Vec<u8>, String)>,
        taken: &AtomicUsize,
    ) -> (Vec<u8>, String) {
        match package.make(job).unwrap() {
            Making::Whole(artifact) => {
                let note = package.note(&artifact);
                (artifact.bytes, note)
            }
            Making::Pieces(pieces) => {
                let mut out = Vec::new();
                let read = |at: Range<u64>| {
                    taken.fetch_add(1, Ordering::Relaxed);
                    before
                        .and_then(|(bytes, _)| bytes.get(at.start as usize..at.end as usize))
                        .map(<[u8]>::to_vec)
                };
                let before = before.map(|(_, note)| (note.as_str(), &read as pieces::Read<'_>));
                let note = pieces.write(before, &mut out).unwrap();
                (out, note)
            }
        }
    }

    #[test]
    fn the_same_bytes_whatever_stood_there_and_every_file_listed() {
        let portal = Portal::default();
        let mut before: Vec<(Vec<u8>, String)> = Vec::new();
        for rows in [3, 10_001, 12_000] {
            let package = package(&portal, rows);
            let jobs = package.jobs();
            let none = AtomicUsize::new(0);
            let clean: Vec<_> = jobs
                .iter()
                .map(|job| made(&package, *job, None, &none))
                .collect();
            let some = AtomicUsize::new(0);
            let again = jobs
                .iter()
                .enumerate()
                .map(|(at, job)| made(&package, *job, before.get(at), &some));
            assert!(
                clean.iter().cloned().eq(again),
                "{rows}: the same bytes with parts of an earlier file"
            );
            let all = AtomicUsize::new(0);
            let same = jobs
                .iter()
                .zip(&clean)
                .map(|(job, same)| made(&package, *job, Some(same), &all));
            assert!(
                clean.iter().cloned().eq(same),
                "{rows}: the same bytes with all parts of this file"
            );
            // CSV, JSON and the workbook; of the shorter table the last two parts stay, but in a
            // sheet.
            let counts = [none, some, all].map(AtomicUsize::into_inner);
            assert_eq!(
                counts,
                match rows {
                    3 => [0, 0, 3],
                    10_001 => [0, 0, 9],
                    _ => [0, 4, 9],
                }
            );
            every_file_is_listed(&package, &jobs, &clean);
            before = clean;
        }
    }

    fn every_file_is_listed(package: &Package<'_>, jobs: &[Job], made: &[(Vec<u8>, String)]) {
        let list = |(job, (bytes, note)): (&Job, &(Vec<u8>, String))| {
            package.file(*job, bytes.len() as u64, note)
        };
        let files: Vec<File> = jobs.iter().zip(made).map(list).collect();
        let described = package.describe(&files);
        let whole = package.whole_file(3, &"0".repeat(64));
        let (view, sums) = package.finish(&files, &described, &whole);
        let dataset = &view.datasets[0];
        assert_eq!(
            dataset.from.as_ref().map(|day| day.iso.as_str()),
            Some("2022-05-31")
        );
        let sums = String::from_utf8(sums.bytes.clone()).unwrap();
        for (file, (bytes, _)) in dataset.files.iter().zip(made) {
            assert_eq!(file.sha256, file::sha256(bytes));
        }
        for file in dataset.files.iter().chain(&view.package[..1]) {
            let line = format!("{}  {}\n", file.sha256, file.name);
            assert!(sums.contains(&line), "{sums}");
        }
        assert_eq!(sums.lines().count(), 6, "all but the list itself: {sums}");
    }

    #[test]
    fn the_schema_names_what_a_cell_may_hold() {
        let portal = Portal::default();
        let package = package(&portal, 1);
        let schema = json_schema::json_schema(&package.datasets[0].table, &package.about);
        let schema: serde_json::Value = serde_json::from_slice(&schema).unwrap();
        let row = &schema["$defs"]["row"];
        assert_eq!(
            row["properties"]["a"]["enum"],
            serde_json::json!(["x", "=1", null])
        );
        assert_eq!(
            row["properties"]["day"]["type"],
            serde_json::json!(["string", "null"])
        );
        assert_eq!(row["required"], serde_json::json!(["day", "a"]));
    }
}
