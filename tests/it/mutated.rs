//! Damaged forms: the specimens of tests/tables/forms/ with cells changed, rows dropped, doubled
//! and swapped, columns moved, and bytes flipped. Whatever comes, nothing panics or hangs, and each
//! row of a sheet is read, rejected, a duplicate, or passed over and said.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use calamine::Reader;
use tiendo::base::Interner;
use tiendo::base::Stat;
use tiendo::diag::{Place, Problem, Problems};
use tiendo::model::{Options, Portal, assemble, convert};
use tiendo::parse::table::Table;
use tiendo::source::{Role, Source};

use crate::common::{put, rounds};
use crate::forms::{folder, meanings, site};

/// What offices write in a cell, put in the place of what is there.
const CELLS: [&str; 40] = [
    "",
    "-",
    "…",
    "nt",
    "0",
    "7",
    "12",
    "1.200",
    "12,000",
    "45,5",
    "75%",
    "1 234",
    "#REF!",
    "#####",
    "Đông Sơn",
    "LĐLĐ thị xã Bỉm Sơn",
    "Công đoàn ngành Giáo dục",
    "LĐLĐ huyện Hạ Long",
    "I",
    "II.",
    "A",
    "Khối huyện",
    "I. Khối ngành",
    "Tổng cộng",
    "Cộng I",
    "TOÀN TỈNH:",
    "Người lập biểu",
    "Ghi chú: số liệu sơ bộ",
    "Thanh Hóa, ngày 5 tháng 9 năm 2023",
    "31/8/2023",
    "8/2023",
    "3/15/2023",
    "Đơn vị",
    "Lũy kế",
    "Trong tháng",
    "Đã nộp",
    "Hợp lệ",
    "Tên sáng kiến",
    "C¶i tiÕn m¸y Ðp",
    "a\nb",
];

/// Numbers without order, the same in each run (xorshift, Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

type Grid = Vec<Vec<String>>;

/// The sheets of a specimen as texts; none where it cannot be read on purpose.
fn grids(bytes: &[u8]) -> Vec<Grid> {
    let cursor = std::io::Cursor::new(bytes.to_vec());
    if let Ok(mut book) = calamine::open_workbook_auto_from_rs(cursor) {
        let sheets = book.worksheets();
        return sheets
            .into_iter()
            .map(|(_, range)| of_range(&range))
            .collect();
    }
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    // The lines of markup are not the rows of its table.
    if text.trim_start().starts_with('<') {
        return Vec::new();
    }
    let separator = if text.contains(';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let rows = reader.records().flatten();
    vec![
        rows.map(|row| row.iter().map(ToOwned::to_owned).collect())
            .collect(),
    ]
}

/// A sheet as it is in its workbook, with the rows and columns before its first cell.
fn of_range(range: &calamine::Range<calamine::Data>) -> Grid {
    let (top, left) = range.start().unwrap_or_default();
    let mut grid = vec![Vec::new(); top as usize];
    for row in range.rows() {
        let mut cells = vec![String::new(); left as usize];
        cells.extend(row.iter().map(ToString::to_string));
        grid.push(cells);
    }
    grid
}

fn mutate(grid: &mut Grid, random: &mut Random) {
    if grid.is_empty() {
        return;
    }
    let row = random.below(grid.len());
    let other = random.below(grid.len());
    match random.below(8) {
        0 => drop(grid.remove(row)),
        1 => grid.insert(other, grid[row].clone()),
        2 => grid.swap(row, other),
        3 => grid.insert(row, Vec::new()),
        4 => {
            let width = grid.iter().map(Vec::len).max().unwrap_or(0);
            let (from, to) = (random.below(width), random.below(width));
            for cells in grid.iter_mut() {
                cells.resize(width, String::new());
                if width > 0 {
                    cells.swap(from, to);
                }
            }
        }
        _ => {
            let column = random.below(grid[row].len() + 1);
            if column == grid[row].len() {
                grid[row].push(String::new());
            }
            CELLS[random.below(CELLS.len())].clone_into(&mut grid[row][column]);
        }
    }
}

/// The file of a grid: text, a web page, or a workbook.
fn file(grid: &Grid, random: &mut Random) -> (&'static str, Vec<u8>) {
    let blank = [String::new()];
    match random.below(3) {
        0 => {
            let mut writer = csv::WriterBuilder::new()
                .flexible(true)
                .delimiter(b';')
                .from_writer(Vec::new());
            for row in grid {
                // The writer refuses a row without cells.
                let row = if row.is_empty() { &blank } else { &row[..] };
                writer.write_record(row).unwrap();
            }
            ("csv", writer.into_inner().unwrap())
        }
        1 => {
            let mut page = String::from("<html><table>");
            for row in grid {
                // Excel writes a blank row with a cell.
                let row = if row.is_empty() { &blank } else { &row[..] };
                let cells = row.iter().map(|cell| format!("<td>{}</td>", escaped(cell)));
                page += &format!("<tr>{}</tr>", cells.collect::<String>());
            }
            ("xls", (page + "</table></html>").into_bytes())
        }
        _ => {
            let mut book = rust_xlsxwriter::Workbook::new();
            let sheet = book.add_worksheet();
            for (row, cells) in (0..).zip(grid) {
                for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                    match cell.parse::<f64>() {
                        Ok(number) => sheet.write_number(row, column, number),
                        Err(_) => sheet.write_string(row, column, cell),
                    }
                    .unwrap();
                }
            }
            ("xlsx", book.save_to_buffer().unwrap())
        }
    }
}

fn escaped(cell: &str) -> String {
    cell.replace('&', "&amp;").replace('<', "&lt;")
}

struct Reading {
    portal: Portal,
    tables: Vec<Table>,
    problems: Problems,
}

fn read(root: &Path, known: &[Source], role: Role, ending: &str, bytes: &[u8]) -> Reading {
    let folder = if role == Role::Reports {
        "reports"
    } else {
        "initiatives"
    };
    let path = format!("content/{folder}/a.{ending}");
    put(root, &path, bytes);
    let source = Source {
        path: path.as_str().into(),
        real: root.join(&path),
        role,
        stat: Stat::default(),
        sidecar: None,
        sheet: None,
    };
    let sources: Vec<Source> = known.iter().cloned().chain([source]).collect();
    let interner = Interner::default();
    let files = sources.iter().map(|source| convert(source, &interner));
    let mut problems = Problems::default();
    let options = Options { drafts: true };
    let (portal, tables) = assemble(files, &sources, options, &mut problems);
    Reading {
        portal,
        tables,
        problems,
    }
}

/// Everything that is wrong with how a file was read.
fn errors(reading: &Reading) -> Vec<String> {
    let Reading {
        portal,
        tables,
        problems,
    } = reading;
    let mut errors = Vec::new();
    for table in tables {
        let sum = table.accepted() + table.rejected_records() + table.duplicates + table.blank;
        let reasons: usize = table.reasons().values().sum();
        if table.rows != sum || table.blank != reasons {
            errors.push(format!("{} rows, {sum} accounted for", table.rows));
        }
    }
    let records = portal.reports.len() + portal.initiatives.len();
    let accepted: usize = tables.iter().map(Table::accepted).sum();
    if accepted != records {
        errors.push(format!("{accepted} accepted, {records} records"));
    }
    for diagnostic in problems.iter() {
        let words = diagnostic.words(tiendo::base::Lang::Vi);
        if words.message.trim().is_empty() || words.help.trim().is_empty() {
            errors.push(format!("{diagnostic:?} says nothing"));
        }
    }
    errors
}

/// The rows of a grid that hold something and of which nothing is known: neither records, nor
/// rejected, nor passed over, and not above the headings.
fn lost(grid: &Grid, reading: &Reading) -> Vec<usize> {
    let [table] = &reading.tables[..] else {
        return Vec::new();
    };
    // A sheet without headings, or with errors in them, is refused as a whole.
    if table.rows == 0 && reading.problems.any_error() {
        return Vec::new();
    }
    let row_of = |place: &Place| match place {
        Place::Cell { row, .. } => Some(*row),
        _ => None,
    };
    let reports = reading.portal.reports.iter().map(|r| &r.origin.place);
    let initiatives = reading.portal.initiatives.iter().map(|i| &i.origin.place);
    let records: BTreeSet<u32> = reports.chain(initiatives).filter_map(row_of).collect();
    let reported: BTreeSet<u32> = (reading.problems.iter())
        .filter_map(|diagnostic| row_of(&diagnostic.place))
        .collect();
    let holds = |cell: &String| {
        // What no one reads anything in: see FORMS.md, "not reported".
        let text = cell.trim();
        !text.is_empty() && !["-", "–", "—", "/", "…"].contains(&text)
    };
    // A table beside the one that is read is reported once, at its first heading.
    let beside = reading.problems.iter().filter_map(|diagnostic| {
        let column = match (&diagnostic.problem, &diagnostic.place) {
            (Problem::TableBeside { .. }, Place::Cell { column, .. }) => *column,
            _ => return None,
        };
        usize::try_from(column).ok()?.checked_sub(1)
    });
    let width = beside.min().unwrap_or(usize::MAX);
    let mut lost = Vec::new();
    for (number, row) in (1_u32..).zip(grid) {
        let seen = number <= table.heading
            || records.contains(&number)
            || table.rejected.contains(&number)
            || table.passed(number)
            || reported.contains(&number);
        // A number alone may be in a column that no one reads, as in a row that is not filled in
        // yet.
        let filled: Vec<&String> = row.iter().take(width).filter(|cell| holds(cell)).collect();
        let words = filled.iter().any(|cell| cell.contains(char::is_alphabetic));
        if (words || filled.len() > 1) && !seen {
            lost.push(number as usize);
        }
    }
    // A duplicate is counted and its row is not kept.
    if lost.len() <= table.duplicates {
        lost.clear();
    }
    lost
}

fn known(root: &Path) -> Vec<Source> {
    let sources = tiendo::source::discover(root, &mut Problems::default());
    let named = [Role::Site, Role::Programme, Role::Units];
    sources
        .into_iter()
        .filter(|source| named.contains(&source.role))
        .collect()
}

fn specimens() -> Vec<(PathBuf, Role)> {
    let mut specimens = Vec::new();
    for (form, meaning) in meanings() {
        let role = match meaning["role"].as_str() {
            Some("reports") => Role::Reports,
            Some("units") => Role::Units,
            _ => Role::Initiatives,
        };
        specimens.push((folder().join(form), role));
    }
    specimens.sort();
    specimens
}

#[test]
fn changed_forms_lose_no_row_in_silence() {
    let root = site();
    let known = known(root.path());
    let mut random = Random(0x5eed_f0f3);
    let (mut read_well, mut all) = (0, Vec::new());
    for (path, role) in specimens() {
        if role == Role::Units {
            continue;
        }
        for grid in grids(&fs::read(&path).unwrap()) {
            for round in 0..rounds(4, 60) {
                let mut changed = grid.clone();
                for _ in 0..random.below(5) {
                    mutate(&mut changed, &mut random);
                }
                let (ending, bytes) = file(&changed, &mut random);
                let start = Instant::now();
                let reading = read(root.path(), &known, role, ending, &bytes);
                let mut wrong = errors(&reading);
                let rows = lost(&changed, &reading);
                if !rows.is_empty() {
                    wrong.push(format!("rows {rows:?} are lost"));
                }
                if start.elapsed() > Duration::from_secs(10) {
                    wrong.push(format!("took {:?}", start.elapsed()));
                }
                if !wrong.is_empty() {
                    let name = path.file_name().unwrap().to_string_lossy();
                    all.push(format!(
                        "{name} round {round} as {ending}: {wrong:?}\n{changed:?}"
                    ));
                }
                read_well += usize::from(reading.tables.iter().any(|table| table.rows > 0));
            }
        }
    }
    assert!(read_well > 200, "{read_well} forms were read");
    assert!(all.is_empty(), "{} of them:\n{}", all.len(), all.join("\n"));
}

#[test]
fn flipped_bytes_of_forms_break_nothing() {
    let root = site();
    let known = known(root.path());
    let mut random = Random(0xb17e_f11b);
    for (path, role) in specimens() {
        let bytes = fs::read(&path).unwrap();
        let ending = path.extension().unwrap().to_string_lossy().into_owned();
        for _ in 0..rounds(3, 60) {
            let mut damaged = bytes.clone();
            for _ in 0..=random.below(6) {
                let at = random.below(damaged.len());
                if let Some(byte) = damaged.get_mut(at) {
                    *byte = random.below(256) as u8;
                }
            }
            let role = if role == Role::Units {
                Role::Reports
            } else {
                role
            };
            let start = Instant::now();
            let reading = read(root.path(), &known, role, &ending, &damaged);
            let wrong = errors(&reading);
            assert!(wrong.is_empty(), "{}: {wrong:?}", path.display());
            let took = start.elapsed();
            assert!(
                took < Duration::from_secs(10),
                "{}: {took:?}",
                path.display()
            );
        }
    }
}

/// What the fuzz target `forms` does: cells that offices write in any order, some of them merged.
#[test]
fn cells_in_any_order_are_accounted_for() {
    let root = site();
    let known = known(root.path());
    let mut random = Random(0xce11_5eed);
    for round in 0..rounds(400, 20_000) {
        let mut page = String::from("<html><table><tr>");
        for _ in 0..random.below(120) {
            let cell = CELLS[random.below(CELLS.len())];
            page += &match random.below(5) {
                0 => format!("</tr><tr><td>{cell}</td>"),
                1 => {
                    let (down, across) = (random.below(4) + 1, random.below(3) + 1);
                    format!("<td rowspan={down} colspan={across}>{cell}</td>")
                }
                _ => format!("<td>{cell}</td>"),
            };
        }
        page += "</tr></table></html>";
        let role = [Role::Reports, Role::Initiatives][random.below(2)];
        let wrong = errors(&read(root.path(), &known, role, "xls", page.as_bytes()));
        assert!(wrong.is_empty(), "{round}: {wrong:?}\n{page}");
    }
}
