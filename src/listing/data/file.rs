//! Files of the open data: formats, sizes, fingerprints.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::base::{Artifact, Lang, number};
use crate::chart::PICTURES;
use crate::page::view::DataFileView;

/// Where all of them lie.
pub(super) const FOLDER: &str = "du-lieu/";

/// What a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Format {
    Xlsx,
    Csv,
    Json,
    Schema,
    Svg,
    Png,
    Package,
    Terms,
    Zip,
    Sums,
}

impl Format {
    /// What a table is published in, the one for most readers first.
    pub(super) const TABLE: [Self; 4] = [Self::Xlsx, Self::Csv, Self::Json, Self::Schema];

    /// What a chart is published in.
    pub(super) const CHART: &[Self] = if PICTURES {
        &[Self::Csv, Self::Xlsx, Self::Png, Self::Svg]
    } else {
        &[Self::Csv, Self::Xlsx, Self::Svg]
    };

    /// The end of the file's name, which begins with the name of the table.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => ".xlsx",
            Self::Csv => ".csv",
            Self::Json => ".json",
            Self::Schema => ".schema.json",
            Self::Svg => ".svg",
            Self::Png => ".png",
            Self::Package | Self::Terms | Self::Zip | Self::Sums => "",
        }
    }

    /// How readers call it.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Xlsx => "XLSX",
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::Schema => "Schema",
            Self::Svg => "SVG",
            Self::Png => "PNG",
            Self::Package => "Data Package",
            Self::Terms => "TXT",
            Self::Zip => "ZIP",
            Self::Sums => "SHA-256",
        }
    }

    /// Media type.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv",
            Self::Json | Self::Package => "application/json",
            Self::Schema => "application/schema+json",
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Zip => "application/zip",
            Self::Terms | Self::Sums => "text/plain",
        }
    }
}

/// What is known of a file once it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Path below [`FOLDER`].
    pub(super) path: String,
    pub(super) format: Format,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

impl File {
    pub(super) fn of(artifact: &Artifact, format: Format) -> Self {
        Self::known(
            &artifact.path,
            format,
            artifact.bytes.len() as u64,
            &sha256(&artifact.bytes),
        )
    }

    /// A file that was made before.
    pub(super) fn known(path: &str, format: Format, bytes: u64, sha256: &str) -> Self {
        let path = path.strip_prefix(FOLDER).unwrap_or(path).to_owned();
        Self {
            path,
            format,
            bytes,
            sha256: sha256.to_owned(),
        }
    }

    pub(super) fn view(&self, lang: Lang) -> DataFileView {
        DataFileView {
            format: self.format.title(),
            name: self.path.rsplit('/').next().unwrap_or_default().to_owned(),
            url: format!("{FOLDER}{}", self.path),
            media_type: self.format.media_type(),
            size: size(self.bytes, lang),
            bytes: self.bytes,
            sha256: self.sha256.clone(),
        }
    }
}

/// SHA-256 of what comes in pieces.
#[derive(Default)]
pub(super) struct Digest(Sha256);

impl Digest {
    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// In hexadecimal digits.
    pub(super) fn hex(self) -> String {
        let mut text = String::with_capacity(64);
        for byte in self.0.finalize() {
            // Writing to a text cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        text
    }
}

/// SHA-256 in hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    let mut digest = Digest::default();
    digest.update(bytes);
    digest.hex()
}

/// The list that `sha256sum -c` reads in the folder of the data, sorted by path.
pub(super) fn sums<'a>(files: impl Iterator<Item = &'a File>) -> String {
    let mut lines: Vec<String> = files
        .map(|file| format!("{}  {}\n", file.sha256, file.path))
        .collect();
    lines.sort_by(|a, b| a[64..].cmp(&b[64..]));
    lines.concat()
}

/// `12,3 kB`
fn size(bytes: u64, lang: Lang) -> String {
    let space = number::NBSP;
    let (size, unit) = match bytes {
        0..1_000 => return format!("{bytes}{space}B"),
        // What would be rounded up to 1.000 kB is a megabyte.
        1_000..999_950 => (1e3, "kB"),
        _ => (1e6, "MB"),
    };
    format!(
        "{}{space}{unit}",
        number::decimal(bytes as f64 / size, lang)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_as_others_make_it() {
        let file = File::of(&Artifact::new("du-lieu/a.csv", "abc"), Format::Csv);
        assert_eq!(
            file.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!((file.path.as_str(), file.bytes), ("a.csv", 3));
        let other = File {
            path: "Z.csv".into(),
            ..file.clone()
        };
        let list = sums([&file, &other].into_iter());
        assert!(
            list.starts_with(&other.sha256) && list.ends_with("  a.csv\n"),
            "{list}"
        );
    }

    #[test]
    fn sizes_in_words() {
        assert_eq!(size(999, Lang::Vi), "999\u{a0}B");
        assert_eq!(size(12_345, Lang::Vi), "12,3\u{a0}kB");
        assert_eq!(size(999_949, Lang::En), "999.9\u{a0}kB");
        assert_eq!(size(999_950, Lang::En), "1\u{a0}MB");
        assert_eq!(size(70_123_456, Lang::En), "70.1\u{a0}MB");
    }
}
