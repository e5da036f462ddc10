//! The floor that the disk gives: a bare program that reads the sources of a site and writes as
//! many files of the same bytes as its output has, and nothing else.
//!
//! `cargo bench --bench floor -- CONTENT OUTPUT DEST` prints the seconds that reading CONTENT and
//! writing a copy of OUTPUT to DEST took. The bytes of OUTPUT are in memory before the clock
//! starts.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench reads the clock and prints what it saw"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;
use walkdir::WalkDir;

/// All files below a folder, in the order of their paths; what a program keeps for itself is left
/// out.
fn files(folder: &Path) -> Vec<PathBuf> {
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    let seen = walk
        .filter_entry(|entry| entry.file_name() != ".tiendo")
        .filter_map(Result::ok);
    seen.filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().to_owned())
        .collect()
}

fn main() {
    let arguments: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .map(PathBuf::from)
        .collect();
    let [content, output, dest] = arguments.as_slice() else {
        return println!("floor CONTENT OUTPUT DEST");
    };
    let copies: Vec<(PathBuf, Vec<u8>)> = files(output)
        .into_par_iter()
        .map(|file| {
            (
                dest.join(file.strip_prefix(output).unwrap()),
                fs::read(&file).unwrap(),
            )
        })
        .collect();
    let start = Instant::now();
    let read: usize = files(content)
        .par_iter()
        .map(|file| fs::read(file).unwrap().len())
        .sum();
    let reading = start.elapsed().as_secs_f64();
    let folders: BTreeSet<&Path> = copies
        .iter()
        .filter_map(|(file, _)| file.parent())
        .collect();
    folders
        .iter()
        .for_each(|folder| fs::create_dir_all(folder).unwrap());
    copies
        .par_iter()
        .for_each(|(file, bytes)| fs::write(file, bytes).unwrap());
    let all = start.elapsed().as_secs_f64();
    println!(
        "{all:.2} s: read {} MB in {reading:.2} s, wrote {} files",
        read / 1_000_000,
        copies.len()
    );
}
