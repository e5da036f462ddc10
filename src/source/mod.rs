//! Files of a site: what lies below content/ and themes/, sorted by path, read once.

mod belongs;
mod discover;
mod theme;

use std::path::PathBuf;

use arcstr::ArcStr;

use crate::base::Lang;
use crate::base::Stat;

pub use discover::{discover, discover_all, open, read, read_with, role_of};
pub use theme::{theme_files, theme_stats};

/// What a file below content/ is, by its folder and ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// `site.yaml`
    Site,
    /// `programmes/<id>.yaml`
    Programme,
    /// `programmes/<id>.md`
    ProgrammeBody,
    /// `units.yaml`, or a table
    Units,
    /// `reports/**/*.yaml`, or a table
    Reports,
    /// `snapshots/*.csv`
    Snapshots,
    /// `initiatives/**/*.md`
    Initiative,
    /// `initiatives/**/*.yaml`, or a table
    Initiatives,
    /// `forms/<id>.yaml`: how a form that was imported is read
    Form,
    /// `news/**/*.md`
    News,
    /// `pages/**/*.md`
    Page,
    /// `maps/<id>.yaml`, beside `<id>.geojson`
    Map,
    /// `news/a.en.md` beside `news/a.md`, and so on; `site.en.yaml`
    Translation,
    /// A photo or document, copied.
    Media,
}

/// Whether a file is shown as a picture, by the ending of its name.
pub fn is_picture(path: &str) -> bool {
    let ending = path
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ["jpg", "jpeg", "png", "webp", "gif", "svg"].contains(&&*ending))
}

/// Of a translated file the original's path and the language: `content/news/a.en.md` gives
/// `content/news/a.md`, `en`.
pub fn translation(path: &str) -> Option<(String, Lang)> {
    let (stem, ending) = path
        .rsplit_once('.')
        .filter(|(_, ending)| ["md", "yaml", "yml"].contains(ending))?;
    let (stem, language) = stem.rsplit_once('.')?;
    let ending = if ending == "yml" { "yaml" } else { ending };
    let language = Lang::of_code(language)?;
    Some((format!("{stem}.{ending}"), language))
}

/// How the records of a table are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text with one row a line: `.csv`, `.tsv`
    Csv,
    /// `.xlsx`
    Xlsx,
    /// `.xls`
    Xls,
    /// `.ods`
    Ods,
}

/// A file of the site.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path below the site's root, `/` between parts, NFC: `content/news/a.md`.
    pub path: ArcStr,
    /// Where it really is.
    pub real: PathBuf,
    /// What it is.
    pub role: Role,
    /// What tells it from another version of itself, without reading it.
    pub stat: Stat,
    /// The file `<table>.yaml` beside a table, which says how to read it.
    pub sidecar: Option<Box<Source>>,
    /// The sheet of a table that somebody named, whatever the file beside it says.
    pub sheet: Option<ArcStr>,
}

impl Format {
    /// The format of a table, by the ending of its name in any case; `None` for what is not a
    /// table.
    pub fn of(path: &str) -> Option<Self> {
        const ENDINGS: [(&str, Format); 6] = [
            ("csv", Format::Csv),
            ("tsv", Format::Csv),
            ("xlsx", Format::Xlsx),
            ("xlsm", Format::Xlsx),
            ("xls", Format::Xls),
            ("ods", Format::Ods),
        ];
        let ending = path.rsplit_once('.')?.1;
        let known = ENDINGS.iter();
        let mut known = known.filter(|(known, _)| known.eq_ignore_ascii_case(ending));
        known.next().map(|(_, format)| *format)
    }
}

impl Source {
    /// The path below the folder of its role, without the ending: `content/news/a/index.md` gives
    /// `a`.
    pub fn id(&self) -> String {
        let below = self.path.splitn(3, '/').nth(2).unwrap_or(&self.path);
        let stem = below.rsplit_once('.').map_or(below, |(stem, _)| stem);
        stem.strip_suffix("/index").unwrap_or(stem).to_owned()
    }
}
