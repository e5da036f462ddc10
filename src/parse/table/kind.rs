//! What a file is by its bytes, whatever its name says.

use std::io::{Read, Seek, SeekFrom};

use super::damage::unreadable;
use crate::base::compound;
use crate::diag::Problem;
use crate::source::Format;

/// What a table is packed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text with one row a line.
    Text,
    /// `.xlsx`
    Xlsx,
    /// `.xls`
    Xls,
    /// `.ods`
    Ods,
    /// A web page, as web systems export it.
    Html,
    /// SpreadsheetML 2003.
    Xml,
}

/// How much of a file is looked at.
const HEAD: u64 = 1 << 16;

/// How old workbooks begin, and new ones that are locked.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0";

impl Kind {
    /// What a person calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "CSV",
            Self::Xlsx => ".xlsx",
            Self::Xls => ".xls",
            Self::Ods => ".ods",
            Self::Html => "HTML",
            Self::Xml => "XML (SpreadsheetML 2003)",
        }
    }

    fn named(format: Format) -> Self {
        match format {
            Format::Csv => Self::Text,
            Format::Xlsx => Self::Xlsx,
            Format::Xls => Self::Xls,
            Format::Ods => Self::Ods,
        }
    }

    /// What a file is, and whether its name says otherwise.
    ///
    /// # Errors
    /// When it is empty, locked, or no table at all.
    pub(super) fn of<R: Read + Seek>(
        file: &mut R,
        format: Format,
    ) -> Result<(Self, bool), Problem> {
        let mut head = Vec::new();
        file.rewind().map_err(unreadable)?;
        file.by_ref()
            .take(HEAD)
            .read_to_end(&mut head)
            .map_err(unreadable)?;
        let kind = if head.is_empty() {
            return Err(Problem::TableNothing);
        } else if head.starts_with(b"PK") {
            packed(&head, format)
        } else if head.starts_with(OLE) {
            if locked(file)? {
                return Err(Problem::TableLocked);
            }
            Self::Xls
        } else {
            text(&head, format)?
        };
        file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
        Ok((kind, kind != Self::named(format)))
    }
}

fn packed(head: &[u8], format: Format) -> Kind {
    let is_excel = has(head, b"[Content_Types].xml") || has(head, b"xl/");
    let named_ods = format == Format::Ods && !is_excel;
    if named_ods || has(head, b"opendocument.spreadsheet") {
        Kind::Ods
    } else {
        Kind::Xlsx
    }
}

fn has(head: &[u8], word: &[u8]) -> bool {
    head.windows(word.len()).any(|window| window == word)
}

fn locked<R: Read + Seek>(file: &mut R) -> Result<bool, Problem> {
    let mut bytes = Vec::new();
    file.rewind().map_err(unreadable)?;
    file.by_ref()
        .take(1 << 24)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    Ok(compound::is_locked(&bytes))
}

fn text(head: &[u8], format: Format) -> Result<Kind, Problem> {
    let not_a_table = Problem::TableBroken {
        why: "it is not a table",
    };
    let other: [&[u8]; 7] = [
        b"%PDF",
        b"{\\rtf",
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"Rar!",
        b"7z\xBC\xAF",
        b"GIF8",
    ];
    if other.iter().any(|start| head.starts_with(start)) {
        return Err(not_a_table);
    }
    let decoded = if head.starts_with(b"\xFF\xFE") {
        encoding_rs::UTF_16LE.decode(head).0
    } else if head.starts_with(b"\xFE\xFF") {
        encoding_rs::UTF_16BE.decode(head).0
    } else {
        String::from_utf8_lossy(head)
    };
    let lower = decoded
        .trim_start_matches('\u{feff}')
        .trim_start()
        .to_ascii_lowercase();
    if lower.starts_with("<?xml") && lower.contains("urn:schemas-microsoft-com:office:spreadsheet")
    {
        // A page that Excel saved has the same words for its namespaces, and is a page.
        return Ok(if lower.contains("<html") {
            Kind::Html
        } else {
            Kind::Xml
        });
    }
    if lower.starts_with("<workbook") {
        return Ok(Kind::Xml);
    }
    if lower.starts_with('<') && (lower.contains("<html") || lower.contains("<table")) {
        return Ok(Kind::Html);
    }
    if format == Format::Csv || rows_of_text(&lower) {
        return Ok(Kind::Text);
    }
    Err(not_a_table)
}

/// Whether the first lines are as those of a text table: each has the same separator.
fn rows_of_text(text: &str) -> bool {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(5)
        .collect();
    let each = |separator| lines.iter().all(|line| line.contains(separator));
    let printed = !text.chars().any(|c| c == '\0' || c == '\u{fffd}');
    printed && lines.len() >= 2 && [',', ';', '\t', '|'].into_iter().any(each)
}
