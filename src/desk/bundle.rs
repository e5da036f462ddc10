//! What changed between a publish and now, as a ZIP for those who upload by hand. Of each publish
//! through the desk the list of its files is kept: `.tiendo/desk/published/`.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::state::Desk;
use super::store;
use crate::pipeline;

/// At most this many lists are kept.
const LISTS: usize = 10;
/// The file that names what is to be deleted.
const DELETE: &str = "XOA-CAC-TEP-NAY.txt";

/// Hashes of files by their paths.
type Files = BTreeMap<String, String>;

/// Keeps the list of the published files; its name. The oldest ones go.
///
/// # Errors
/// When the output is not as it was published, or the disk refuses.
pub(super) fn keep(desk: &Desk) -> Result<String> {
    let files = now(desk)?;
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    for (path, hash) in &files {
        writeln!(packed, "{hash} {path}")?;
    }
    let folder = folder(desk.root());
    let mut there = numbers(&folder);
    // Numbers in their order: the clock may have been set back.
    let number = there.last().map_or(1, |last| last + 1);
    store::write(&folder.join(name(number)), &packed.finish()?)?;
    there.push(number);
    for old in &there[..there.len().saturating_sub(LISTS)] {
        store::remove(&folder.join(name(*old)));
    }
    Ok(number.to_string())
}

/// Whether the list of a publish is still kept.
pub(super) fn is_kept(root: &Path, list: &str) -> bool {
    let number = list.parse::<u64>().ok();
    number.is_some_and(|number| numbers(&folder(root)).contains(&number))
}

/// Where ZIP files wait to be fetched.
pub(super) fn waiting(root: &Path) -> PathBuf {
    store::folder(root).join("zip")
}

/// Makes a ZIP of what was published since a publish, or of everything; its name. Those that were
/// made before go.
///
/// # Errors
/// When the output is not as it was published, or the disk refuses.
pub(super) fn make(desk: &Desk, since: Option<&str>) -> Result<String> {
    let root = desk.root();
    let files = now(desk)?;
    let before = match since {
        Some(list) => load(root, list)?,
        None => Files::new(),
    };
    let folder = waiting(root);
    for old in store::names(&folder) {
        store::remove(&folder.join(old));
    }
    let name = match since {
        Some(list) => format!("thay-doi-tu-lan-dang-{list}.zip"),
        None => "ca-trang.zip".to_owned(),
    };
    let changed = files
        .iter()
        .filter(|(path, hash)| before.get(*path) != Some(*hash));
    let deleted: Vec<&str> = (before.keys())
        .filter(|path| !files.contains_key(*path))
        .map(String::as_str)
        .collect();
    let mut zip = ZipWriter::new(store::create(&folder.join(&name))?);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        // The clock is read by no file.
        .last_modified_time(DateTime::default());
    for (path, _) in changed {
        zip.start_file(path, options)?;
        let mut file = store::open(&desk.output().join(path))?;
        std::io::copy(&mut file, &mut zip).with_context(|| path.clone())?;
    }
    if !deleted.is_empty() {
        zip.start_file(DELETE, options)?;
        zip.write_all((deleted.join("\r\n") + "\r\n").as_bytes())?;
    }
    zip.finish()?.sync_all()?;
    Ok(name)
}

fn now(desk: &Desk) -> Result<Files> {
    let files = pipeline::published(&desk.output())?.into_iter();
    Ok(files.map(|file| (file.path, file.hash)).collect())
}

fn load(root: &Path, list: &str) -> Result<Files> {
    let number: u64 = list.parse().context("no such list")?;
    let file = store::open(&folder(root).join(name(number)))?;
    let mut text = String::new();
    GzDecoder::new(file).read_to_string(&mut text)?;
    let pairs = text.lines().filter_map(|line| line.split_once(' '));
    Ok(pairs
        .map(|(hash, path)| (path.to_owned(), hash.to_owned()))
        .collect())
}

fn folder(root: &Path) -> PathBuf {
    store::folder(root).join("published")
}

fn name(number: u64) -> String {
    format!("{number}.gz")
}

/// The numbers of the lists that are there, in their order.
fn numbers(folder: &Path) -> Vec<u64> {
    let names = store::names(folder).into_iter();
    let number = |name: String| name.strip_suffix(".gz")?.parse().ok();
    let mut numbers: Vec<u64> = names.filter_map(number).collect();
    numbers.sort_unstable();
    numbers
}
