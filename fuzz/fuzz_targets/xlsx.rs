//! Any bytes as a workbook, and as the sheet of one that is whole, so that the sheet's reader is
//! reached too.
#![no_main]

use std::io::{Cursor, Read, Write};

use tiendo::source::Role;
use zip::write::SimpleFileOptions;

const WHOLE: &[u8] = include_bytes!("../../tests/tables/reports.xlsx");
const PATH: &str = "content/reports/a.xlsx";

fn around(sheet: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(WHOLE)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        to.start_file(&name, SimpleFileOptions::default()).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        to.write_all(if name.ends_with("sheet1.xml") {
            sheet
        } else {
            &bytes
        })
        .unwrap();
    }
    to.finish().unwrap().into_inner()
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        tiendo_fuzz::read(PATH, Role::Reports, bytes);
    } else {
        tiendo_fuzz::read(PATH, Role::Reports, &around(bytes));
    }
});
