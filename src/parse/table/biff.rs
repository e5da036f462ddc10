//! What a reader of old workbooks does not tell: the number formats of `.xls` cells, and formulas
//! that were never calculated (MS-XLS).

use std::collections::{BTreeMap, BTreeSet};

use super::hidden::Hidden;
use super::shown::Pattern;
use crate::base::compound;

/// What is special about the cells of one sheet, by row and column from 0.
pub(super) type Looks = BTreeMap<(u32, u32), Look>;

/// What a cell says besides its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Its number is shown by this pattern.
    Pattern(usize),
    /// It is a formula whose result the file does not hold.
    NoValue,
}

/// The patterns of a workbook, and the cells of each sheet in the order of the sheets.
#[derive(Debug, Default)]
pub(super) struct Formats {
    pub(super) patterns: Vec<Pattern>,
    pub(super) sheets: Vec<Sheet>,
}

/// What the records of one sheet say besides its values.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) looks: Looks,
    pub(super) hidden: Hidden,
}

/// The most cells with a look of their own.
const MOST: usize = 5_000_000;

/// What the records of a workbook say. What cannot be followed ends the look, not the reading: the
/// library has read the same file.
pub(super) fn formats(file: &[u8]) -> Formats {
    let stream = ["Workbook", "Book"]
        .into_iter()
        .find_map(|name| compound::stream(file, name))
        .unwrap_or_default();
    let mut formats = Formats::default();
    let (mut codes, mut styles, mut starts) = (BTreeMap::new(), Vec::new(), Vec::new());
    // Excel says of each file which version calculated it; other programs do not.
    let (mut wide, mut by_excel) = (true, false);
    for (kind, data) in records(&stream) {
        match kind {
            // The version: 0x0600 writes texts with two bytes a letter where they need them.
            0x0809 => wide = half(data, 0) == Some(0x0600),
            0x0085 => starts.extend(word(data, 0)),
            0x01C1 => by_excel = true,
            0x041E => codes.extend(half(data, 0).zip(code(data, wide))),
            0x00E0 => styles.push(half(data, 2).unwrap_or_default()),
            0x000A => break,
            _ => {}
        }
    }
    let mut by_style = Vec::with_capacity(styles.len());
    for style in styles {
        let code = codes.get(&style).map(String::as_str);
        let pattern = code.or_else(|| built_in(style)).and_then(Pattern::new);
        by_style.push(pattern.map(|pattern| {
            formats.patterns.push(pattern);
            formats.patterns.len() - 1
        }));
    }
    let mut left = MOST;
    for start in starts {
        let records = records(stream.get(start as usize..).unwrap_or_default());
        let sheet = sheet(records, &by_style, by_excel, left);
        left = left.saturating_sub(sheet.looks.len());
        formats.sheets.push(sheet);
    }
    formats
}

/// What one sheet hides, and its cells whose look matters.
fn sheet(records: Records<'_>, by_style: &[Option<usize>], by_excel: bool, most: usize) -> Sheet {
    let (mut looks, mut hidden, mut rows) = (Looks::new(), Hidden::default(), BTreeSet::new());
    let mut depth = 0_usize;
    for (kind, data) in records {
        match kind {
            0x0809 => depth += 1,
            0x000A if depth <= 1 => break,
            0x000A => depth -= 1,
            // A row: its number, its cells, its height, and with what height it is shown: none.
            0x0208 if depth <= 1 && data.get(12).is_some_and(|flags| flags & 0x20 != 0) => {
                rows.extend(half(data, 0).map(|row| u32::from(row) + 1));
                continue;
            }
            // Columns: the first and the last one, their width, style, and whether they are hidden.
            0x007D if depth <= 1 => {
                let shown = half(data, 8).is_none_or(|flags| flags & 1 == 0);
                if let (Some(first), Some(last), false) = (half(data, 0), half(data, 2), shown) {
                    hidden.columns(first.into(), last.into());
                }
                continue;
            }
            _ if depth > 1 || looks.len() >= most => continue,
            _ => {}
        }
        let (Some(row), Some(column)) = (half(data, 0), half(data, 2)) else {
            continue;
        };
        let (row, column) = (u32::from(row), u32::from(column));
        match kind {
            0x0203 | 0x027E => {
                looks.extend(pattern(data, 4, by_style).map(|look| ((row, column), look)));
            }
            0x00BD => {
                for (at, column) in (column..)
                    .enumerate()
                    .take(data.len().saturating_sub(6) / 6)
                {
                    let look = pattern(data, 4 + at * 6, by_style);
                    looks.extend(look.map(|look| ((row, column), look)));
                }
            }
            0x0006 => {
                let look = if never_calculated(data, by_excel) {
                    Some(Look::NoValue)
                } else {
                    pattern(data, 4, by_style)
                };
                looks.extend(look.map(|look| ((row, column), look)));
            }
            _ => {}
        }
    }
    rows.into_iter().for_each(|row| hidden.row(row));
    Sheet { looks, hidden }
}

/// The pattern of the style whose number is at a place of a record.
fn pattern(data: &[u8], at: usize, by_style: &[Option<usize>]) -> Option<Look> {
    let style = half(data, at)?;
    Some(Look::Pattern((*by_style.get(usize::from(style))?)?))
}

/// Whether a formula has no result yet: an empty text, of a formula that does not make one itself,
/// and Excel is to calculate it or has never opened the file.
fn never_calculated(data: &[u8], by_excel: bool) -> bool {
    let empty = data.get(6) == Some(&3) && half(data, 12) == Some(0xFFFF);
    let asked = data.get(14).is_some_and(|flags| flags & 3 != 0) || !by_excel;
    // What `""` is in a formula: a text without letters.
    let says_so = |formula: &[u8]| formula.windows(2).any(|two| two == [0x17, 0]);
    empty && asked && !data.get(22..).is_some_and(says_so)
}

/// The code of a format record: the version with two bytes a letter, or the one before it.
fn code(data: &[u8], wide: bool) -> Option<String> {
    if !wide {
        let text = data.get(3..3 + usize::from(*data.get(2)?))?;
        return Some(text.iter().map(|byte| char::from(*byte)).collect());
    }
    let (letters, text) = (usize::from(half(data, 2)?), data.get(5..)?);
    Some(if data.get(4)? & 1 == 0 {
        let text = text.get(..letters)?;
        text.iter().map(|byte| char::from(*byte)).collect()
    } else {
        let text = text.get(..letters * 2)?;
        let units = text
            .chunks_exact(2)
            .map(|two| u16::from_le_bytes([two[0], two[1]]));
        char::decode_utf16(units)
            .map(|c| c.unwrap_or('\u{fffd}'))
            .collect()
    })
}

/// The formats that every workbook has and that show more than a number (MS-XLS 2.4.126). Those of
/// money are another currency on each computer, and say nothing.
fn built_in(format: u16) -> Option<&'static str> {
    Some(match format {
        9 => "0%",
        10 => "0.00%",
        12 => "# ?/?",
        13 => "# ??/??",
        17 => "mmm-yy",
        _ => return None,
    })
}

fn half(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at + 2)?;
    Some(u16::from_le_bytes([bytes[0], bytes[1]]))
}

fn word(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at + 4)?;
    Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}

/// Records of a stream: a kind, a length, and this many bytes.
struct Records<'a>(&'a [u8]);

fn records(stream: &[u8]) -> Records<'_> {
    Records(stream)
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (half(self.0, 0)?, usize::from(half(self.0, 2)?));
        let data = self.0.get(4..4 + length)?;
        self.0 = &self.0[4 + length..];
        Some((kind, data))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODES: &[u8] = include_bytes!("../../../tests/tables/forms/ma-so-cu.xls");

    #[test]
    fn formats_of_an_old_workbook_are_found() {
        let formats = formats(CODES);
        let looks = &formats.sheets[0].looks;
        let text = |row, number| match looks[&(row, 0)] {
            Look::Pattern(at) => formats.patterns[at].text(number),
            Look::NoValue => String::new(),
        };
        assert_eq!(text(2, 45_012.0), "045-012");
        assert_eq!(text(3, 129.0), "000129");
        assert_eq!(text(4, 7.0), "TH0007");
        assert_eq!(looks.len(), 3);
    }

    #[test]
    fn a_file_that_is_cut_off_or_turned_in_a_circle_ends_the_look() {
        for end in (0..CODES.len()).step_by(97) {
            formats(&CODES[..end]);
        }
        let mut circle = CODES.to_vec();
        // Every sector leads to the first one.
        let table = (usize::from(half(CODES, 76).unwrap()) + 1) * 512;
        circle[table..table + 512].fill(0);
        formats(&circle);
    }
}
