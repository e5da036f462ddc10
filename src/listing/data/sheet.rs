//! The rows of a table as a workbook, in parts that are written and packed by themselves. All but
//! these rows is made by the library; its way of keeping memory low took ten times as long.
//! Cells as in ECMA-376, part 1, 18.3.1.

use std::fmt::Write as _;
use std::ops::Range;

use anyhow::{Context as _, Result};
use rust_xlsxwriter::utility::column_number_to_name;

use super::archive::{Archive, Tally};
use super::cells::{Value, has_any, index, is_trimmed};
use super::table::{Cell, Table};
use crate::listing::deflate::Packer;

/// The file of the first sheet.
pub(super) const FILE: &str = "xl/worksheets/sheet1.xml";

/// How hard rows are packed, of 9: 6, the usual level, takes a third longer and saves a twentieth.
const LEVEL: u32 = 3;

/// A workbook without the rows of its first sheet.
#[derive(Debug)]
pub(super) struct Sheet {
    archive: Archive,
    /// What is before the rows, and behind them.
    around: [String; 2],
    /// Of each column, its name and the attribute of its style.
    columns: Vec<(String, String)>,
}

/// What is in a sheet before the name of the range of its cells, and behind it.
pub(super) fn around_range(xml: &str) -> Result<(&str, &str)> {
    const BEFORE: &str = "<dimension ref=\"";
    let (_, rest) = xml.split_once(BEFORE).context("no dimension in a sheet")?;
    let (range, _) = rest.split_once('"').context("no dimension in a sheet")?;
    let start = xml.len() - rest.len();
    Ok((&xml[..start], &xml[start + range.len()..]))
}

/// The attribute of the style of an empty cell, such as `A2`.
pub(super) fn style_of<'x>(xml: &'x str, cell: &str) -> &'x str {
    let cell = xml.split_once(&format!("<c r=\"{cell}\""));
    let attributes = cell.and_then(|(_, cell)| cell.split_once("/>"));
    attributes.map_or("", |(attributes, _)| attributes)
}

impl Sheet {
    /// From a workbook whose first sheet has its heading, and in the row below it an empty cell for
    /// each column that has a style.
    ///
    /// # Errors
    /// When that is not such a workbook.
    pub(super) fn new(book: &[u8], width: usize, rows: usize) -> Result<Self> {
        let (archive, [xml]) = Archive::open(book, [FILE])?;
        let end = xml.find("</sheetData>").context("no rows in a sheet")?;
        let start = xml[..end].find("<row r=\"2\"").unwrap_or(end);
        let mut columns: Vec<(String, String)> = Vec::with_capacity(width);
        for at in 0..width {
            let name = column_number_to_name(index(at));
            let style = style_of(&xml[start..end], &format!("{name}2")).to_owned();
            columns.push((name, style));
        }
        let last = columns.last().map_or("A", |(name, _)| name);
        let (before, after) = around_range(&xml[..start])?;
        let before = format!("{before}A1:{last}{}{after}", rows + 1);
        Ok(Self {
            archive,
            around: [before, xml[end..].to_owned()],
            columns,
        })
    }

    /// What is before the rows.
    ///
    /// # Errors
    /// When it is too large for an archive.
    pub(super) fn head(&self) -> Result<Vec<u8>> {
        let mut head = self.archive.head(FILE)?;
        head.append(&mut Packer::new(LEVEL).piece(self.around[0].as_bytes()));
        Ok(head)
    }

    /// Some rows of the table; the first of all has the number 0.
    pub(super) fn part(&self, table: &Table<'_>, part: Range<usize>) -> (Vec<u8>, Tally) {
        let mut xml = String::new();
        // Below the heading, and sheets count from 1.
        let mut number = part.start + 2;
        table.each(part, |cells| {
            let row = number.to_string();
            let _ = write!(xml, "<row r=\"{row}\">");
            for (cell, column) in cells.iter().zip(&self.columns) {
                put(&mut xml, cell, &row, column);
            }
            xml.push_str("</row>");
            number += 1;
        });
        let packed = Packer::new(LEVEL).piece(xml.as_bytes());
        let tally = Tally::of(xml.as_bytes(), &packed);
        (packed, tally)
    }

    /// What is behind the rows; `rows` is what [`Sheet::part`] gave for them.
    ///
    /// # Errors
    /// When the sheet is larger than 4 GB.
    pub(super) fn tail(&self, rows: impl Iterator<Item = Tally>) -> Result<Vec<u8>> {
        let [before, after] = self.around.each_ref().map(String::as_bytes);
        let mut packer = Packer::new(LEVEL);
        let begun = Tally::of(before, &packer.piece(before));
        let mut tail = packer.packed(after, b"");
        let all = rows.fold(begun, Tally::and).and(Tally::of(after, &tail));
        tail.append(&mut self.archive.tail(FILE, all)?);
        Ok(tail)
    }
}

fn put(xml: &mut String, cell: &Cell<'_>, row: &str, (name, style): &(String, String)) {
    match Value::of(cell) {
        Value::Nothing => {}
        Value::Text(value) => text(xml, &value, (name, row), ""),
        Value::Number(value) => number(xml, value, (name, row), style),
        Value::Flag(flag) => {
            begin(xml, (name, row), [" t=\"b\""]);
            xml.push_str(if flag { "<v>1</v></c>" } else { "<v>0</v></c>" });
        }
    }
}

/// Begins the cell of a column and a row, with these attributes.
fn begin<const N: usize>(xml: &mut String, (column, row): (&str, &str), attributes: [&str; N]) {
    for part in ["<c r=\"", column, row, "\""].into_iter().chain(attributes) {
        xml.push_str(part);
    }
    xml.push('>');
}

/// A number in the cell of a column and a row, with the attribute of its style.
pub(super) fn number(xml: &mut String, number: f64, place: (&str, &str), style: &str) {
    begin(xml, place, [style]);
    // Writing to a text cannot fail.
    let _ = write!(xml, "<v>{number}</v></c>");
}

/// The same of a text.
pub(super) fn text(xml: &mut String, text: &str, place: (&str, &str), style: &str) {
    begin(xml, place, [style, " t=\"inlineStr\""]);
    xml.push_str(if is_trimmed(text) {
        "<is><t>"
    } else {
        "<is><t xml:space=\"preserve\">"
    });
    escaped(xml, text);
    xml.push_str("</t></is></c>");
}

/// A text as an element's: what XML has no words for is `_x000B_`, as Excel writes it (ECMA-376,
/// part 1, 22.9.2.19).
fn escaped(xml: &mut String, text: &str) {
    if !has_any(text, special) {
        return xml.push_str(text);
    }
    let mut rest = text;
    while let Some(at) = rest.bytes().position(special) {
        let (plain, from) = rest.split_at(at);
        xml.push_str(plain);
        let mut letters = from.chars();
        match letters.next().unwrap_or_default() {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '_' if code(letters.as_str()) => xml.push_str("_x005F_"),
            c if (c < ' ' && c != '\t' && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                let _ = write!(xml, "_x{:04X}_", u32::from(c));
            }
            c => xml.push(c),
        }
        rest = letters.as_str();
    }
    xml.push_str(rest);
}

/// Whether a byte may begin what is written otherwise.
fn special(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'_' | 0xef) || byte < 0x20
}

/// Whether a text begins as such a code does behind its first `_`.
fn code(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > 5
        && bytes[0] == b'x'
        && bytes[1..5].iter().all(u8::is_ascii_hexdigit)
        && bytes[5] == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_as_excel_writes_them() {
        let written = |text: &str| {
            let mut xml = String::new();
            escaped(&mut xml, text);
            xml
        };
        assert_eq!(written("a<b> & “c”\n\td"), "a&lt;b&gt; &amp; “c”\n\td");
        assert_eq!(
            written("\u{1}\r\u{ffff}\u{feff}"),
            "_x0001__x000D__xFFFF_\u{feff}"
        );
        assert_eq!(written("a_b _x0041_ _xyz_"), "a_b _x005F_x0041_ _xyz_");
    }
}
