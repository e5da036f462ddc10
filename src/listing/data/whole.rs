//! All tables and charts in one ZIP archive, with the data package that describes them. Rows of
//! long tables that an earlier archive has are taken from it.

use std::collections::HashMap;
use std::io::Write;

use anyhow::Result;
use rayon::prelude::*;

use super::archive::{self, Tally};
use super::counted::Counted;
use super::file::FOLDER;
use super::pieces::{Read, kept};
use super::{Dataset, Package, delimited, package};
use crate::base::{Artifact, hash, memo};
use crate::chart::{Chart, Width, standalone};
use crate::listing::deflate::Packer;

/// Name of the archive.
pub(super) const NAME: &str = "tat-ca.zip";
/// Pieces that are in memory together.
const TOGETHER: usize = 16;
/// How hard it tries to pack: tables of hundreds of thousands of rows are packed in each build that
/// changes them.
const LEVEL: u32 = 1;
/// An empty last block: what is before it was packed as pieces of a longer stream.
const END: [u8; 2] = [3, 0];

/// The archive, before it is made.
pub struct Whole<'p> {
    pub(super) package: &'p Package<'p>,
    /// `datapackage.json`, which has the SHA-256 of every file.
    pub(super) described: &'p Artifact,
}

/// A part of a file of the archive.
struct Piece<'p> {
    /// Of the first piece of a file: its name.
    begins: Option<String>,
    /// Whether it is the last one of its file.
    ends: bool,
    of: Of<'p>,
}

impl<'p> Piece<'p> {
    /// A file of one piece.
    fn whole(name: String, of: Of<'p>) -> Self {
        Self {
            begins: Some(name),
            ends: true,
            of,
        }
    }
}

enum Of<'p> {
    Described,
    Terms,
    Head(&'p Dataset<'p>),
    Rows(&'p Dataset<'p>, usize),
    Figures(&'p Chart),
    Drawing(&'p Chart),
}

/// A piece as it is in the archive; the key names rows that a later archive may take.
type Packed = (Vec<u8>, Tally, Option<String>);

impl<'p> Whole<'p> {
    /// Where it lies, below the output.
    pub fn path(&self) -> String {
        format!("{FOLDER}{NAME}")
    }

    /// What it is made from.
    pub fn key(&self) -> String {
        let mut fingerprint = hash::Hasher::new();
        fingerprint.update(memo::program().as_bytes());
        fingerprint.update(&self.described.bytes);
        fingerprint.finalize().to_hex()[..32].to_owned()
    }

    /// Writes the archive; see [`super::Pieces::write`] for what is before and what it gives.
    ///
    /// # Errors
    /// When it cannot be written, or is larger than 4 GB.
    pub fn write(&self, before: Option<(&str, Read<'_>)>, out: &mut dyn Write) -> Result<String> {
        let (note, read) = before.unzip();
        let known = places(note.unwrap_or_default());
        let mut out = Counted::new(out);
        let (mut directory, mut files, mut marks) = (Vec::new(), 0, String::new());
        let (mut name, mut start, mut sum) = (String::new(), 0, Tally::default());
        for pieces in self.pieces().chunks(TOGETHER) {
            let make = |piece: &Piece<'_>| self.packed(piece, &known, read);
            let made: Vec<Packed> = pieces.par_iter().with_max_len(1).map(make).collect();
            for (piece, (bytes, tally, key)) in pieces.iter().zip(made) {
                if let Some(begins) = &piece.begins {
                    (name, start, sum) = (begins.clone(), out.at, Tally::default());
                    out.put(&archive::before(&name)?)?;
                }
                if let Some(key) = key {
                    marks.push_str(&format!(" {key}:{}:{tally}", out.at));
                }
                out.put(&bytes)?;
                sum = sum.and(tally);
                if piece.ends {
                    out.put(&END)?;
                    sum.packed += END.len() as u64;
                    out.put(&archive::behind(sum)?)?;
                    archive::listed(&mut directory, &name, sum, start)?;
                    files += 1;
                }
            }
        }
        let end = archive::end(&directory, out.at, files)?;
        out.put(&end)?;
        Ok(format!("{}{marks}", out.digest.hex()))
    }

    /// Everything, in the order of the data page.
    fn pieces(&self) -> Vec<Piece<'p>> {
        let mut pieces = vec![Piece::whole(package::NAME.to_owned(), Of::Described)];
        if self.package.about.licence.is_some() {
            pieces.push(Piece::whole(super::TERMS.to_owned(), Of::Terms));
        }
        for dataset in &self.package.datasets {
            pieces.push(Piece {
                begins: Some(format!("{}.csv", dataset.table.name)),
                ends: false,
                of: Of::Head(dataset),
            });
            let last = dataset.parts.len().saturating_sub(1);
            for part in 0..dataset.parts.len() {
                pieces.push(Piece {
                    begins: None,
                    ends: part == last,
                    of: Of::Rows(dataset, part),
                });
            }
        }
        for chart in self.package.charts {
            let files = [("csv", Of::Figures(chart)), ("svg", Of::Drawing(chart))];
            for (ending, of) in files {
                pieces.push(Piece::whole(format!("bieu-do/{}.{ending}", chart.id), of));
            }
        }
        pieces
    }

    fn packed(
        &self,
        piece: &Piece<'_>,
        known: &HashMap<&str, (u64, Tally)>,
        read: Option<Read<'_>>,
    ) -> Packed {
        let mut key = None;
        if let Of::Rows(dataset, part) = piece.of {
            let name = format!("{} {}", memo::program(), dataset.parts[part].1.to_hex());
            let name = hash::of(name.as_bytes()).to_hex()[..16].to_owned();
            if let Some((bytes, tally)) = kept(known, read, &name) {
                return (bytes, tally, Some(name));
            }
            key = Some(name);
        }
        let raw = match piece.of {
            Of::Described => self.described.bytes.clone(),
            Of::Terms => self
                .package
                .terms()
                .map(|terms| terms.bytes)
                .unwrap_or_default(),
            Of::Head(dataset) => delimited::head(&dataset.table),
            Of::Rows(dataset, part) => {
                delimited::part(&dataset.table, dataset.parts[part].0.clone())
            }
            Of::Figures(chart) => delimited::of_texts(&chart.csv),
            Of::Drawing(chart) => standalone(chart, Width::Wide, &self.package.credit).into_bytes(),
        };
        let packed = Packer::new(LEVEL).piece(&raw);
        let tally = Tally::of(&raw, &packed);
        (packed, tally, key)
    }
}

/// Where the rows are in an archive, by its note.
fn places(note: &str) -> HashMap<&str, (u64, Tally)> {
    let rows = note.split(' ').skip(1).map_while(|word| {
        let (key, rest) = word.split_once(':')?;
        let (place, tally) = rest.split_once(':')?;
        Some((key, (place.parse().ok()?, Tally::parse(tally)?)))
    });
    rows.collect()
}
