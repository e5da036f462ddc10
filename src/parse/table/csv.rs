//! Text tables: encoding and separator are found out, rows numbered as a spreadsheet numbers them.

use std::cell::Cell as Counter;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use csv::{Reader, ReaderBuilder};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::damage::DAMAGED;
use super::old;
use super::rows::{Cells, Row, Rows};
use crate::base::number::saturated;
use crate::diag::Problem;

/// How much of a file is looked at to find out its encoding and separator.
const SAMPLE: usize = 1 << 20;

/// The longest row that is read; a quote that is never closed would take the rest of the file for
/// one cell.
const LONGEST_ROW: u64 = 16 << 20;

/// The most columns that a spreadsheet has.
const COLUMNS: usize = 16_384;

/// What parts cells, most usual first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Opens a text table.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn open<R: Read + Seek>(mut file: R) -> Result<impl Rows<'static>, Problem> {
    let mut sample = Vec::new();
    file.by_ref()
        .take(SAMPLE as u64)
        .read_to_end(&mut sample)
        .map_err(Problem::unreadable)?;
    file.seek(SeekFrom::Start(0)).map_err(Problem::unreadable)?;
    let encoding = encoding(&sample);
    let (text, ..) = encoding.decode(&sample);
    let (separator, said) = separator(&text);
    let decoded = DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding))
        .bom_override(true)
        .utf8_passthru(true)
        .strip_bom(true)
        .build(file);
    let crlf = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
    // Every row ends in a line break, also the last one.
    let ended = decoded.chain(if crlf { &b"\r\n"[..] } else { b"\n" });
    let read = Rc::new(Counter::new(0));
    let guarded = Guarded {
        inner: ended,
        read: read.clone(),
    };
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .buffer_capacity(1 << 18)
        .from_reader(guarded);
    Ok(Table {
        reader,
        read,
        number: 0,
        line: 0,
        crlf,
        said,
        separator: char::from(separator),
    })
}

/// Counts what was read since the last row ended, and stops when that is too much.
struct Guarded<R> {
    inner: R,
    read: Rc<Counter<u64>>,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read.get() > LONGEST_ROW {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let count = self.inner.read(buffer)?;
        self.read.set(self.read.get() + count as u64);
        Ok(count)
    }
}

struct Table<R> {
    reader: Reader<R>,
    read: Rc<Counter<u64>>,
    /// Rows so far.
    number: u32,
    /// The line of the file on which the last row ended.
    line: u64,
    /// Whether lines end in two characters. The reader leaves the second one for the next row.
    crlf: bool,
    /// Whether the first line only says the separator, as Excel understands it: `sep=;`.
    said: bool,
    separator: char,
}

impl<R: Read> Rows<'static> for Table<R> {
    fn next(&mut self, row: &mut Row<'static>) -> Result<bool, Problem> {
        if !matches!(row.cells, Cells::Text(_)) {
            *row = Row::default();
        }
        let Cells::Text(record) = &mut row.cells else {
            return Ok(false);
        };
        loop {
            let more = self
                .reader
                .read_byte_record(record)
                .map_err(|error| broken(&error))?;
            self.read.set(0);
            if !more {
                return Ok(false);
            }
            if record.len() > COLUMNS {
                return Err(Problem::TableTooBig {
                    what: "columns",
                    limit: COLUMNS.to_string(),
                });
            }
            // Blank lines are skipped by the reader, but a spreadsheet counts them.
            let end = self
                .reader
                .position()
                .line()
                .saturating_sub(u64::from(!self.crlf));
            let inside = record
                .as_slice()
                .iter()
                .filter(|byte| **byte == b'\n')
                .count() as u64;
            let blank = end.saturating_sub(inside + self.line + 1);
            self.number = self.number.saturating_add(saturated(blank + 1));
            self.line = end;
            if std::mem::take(&mut self.said) {
                self.number = 0;
            } else if !record.as_slice().iter().all(u8::is_ascii_whitespace) {
                row.number = self.number;
                row.separator = (inside > 0).then_some(self.separator);
                return Ok(true);
            }
        }
    }
}

fn broken(error: &csv::Error) -> Problem {
    match error.kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            Problem::TableTooBig {
                what: "characters",
                limit: LONGEST_ROW.to_string(),
            }
        }
        _ => Problem::TableBroken { why: DAMAGED },
    }
}

/// By its mark, by zeros between Latin letters, as UTF-8 if nearly all of it is, else by the
/// letters' frequency.
pub(super) fn encoding(sample: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(sample) {
        return encoding;
    }
    let head = &sample[..sample.len().min(4096)];
    for (place, encoding) in [(1, UTF_16LE), (0, UTF_16BE)] {
        let high = head.iter().skip(place).step_by(2);
        if high.filter(|byte| **byte == 0).count() * 8 > head.len() {
            return encoding;
        }
    }
    let (mut good, mut bad) = (0, 0);
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if bad == 0 || good > bad * 2 {
        return UTF_8;
    }
    // Old fonts showed Latin letters as Vietnamese: these bytes are letters of windows-1252.
    let (latin, ..) = WINDOWS_1252.decode(sample);
    let (vietnamese, ..) = WINDOWS_1258.decode(sample);
    if old::bytes_are_old(&latin, &vietnamese) {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(Some(b"vn"), Utf8Detection::Deny)
}

/// The separator that `sep=` says, or that parts the first rows into most cells; whether it was
/// said.
fn separator(text: &str) -> (u8, bool) {
    let first = text
        .trim_start_matches('\u{feff}')
        .lines()
        .next()
        .unwrap_or_default();
    if let Some(said) = first
        .trim()
        .strip_prefix("sep=")
        .and_then(|rest| rest.bytes().next().or(Some(b'\t')))
    {
        return (said, true);
    }
    let head: String = text.split_inclusive('\n').take(50).collect();
    // Of those that do equally well, the most usual one: the last of the greatest is taken.
    let best = SEPARATORS
        .into_iter()
        .rev()
        .max_by_key(|separator| regular_cells(&head, *separator));
    (best.unwrap_or(b','), false)
}

/// How many cells a separator makes of the rows that have the most usual width; a text with commas
/// in it gives rows of many widths. The first cell of a row does not count.
fn regular_cells(head: &str, separator: u8) -> usize {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(head.as_bytes());
    let widths: Vec<usize> = reader
        .byte_records()
        .map_while(Result::ok)
        .map(|record| record.len())
        .filter(|width| *width > 1)
        .collect();
    let usual = widths
        .iter()
        .map(|w| (widths.iter().filter(|other| *other == w).count(), *w))
        .max();
    usual.map_or(0, |(count, width)| count * (width - 1))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn rows(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let mut table = open(Cursor::new(bytes.to_vec())).unwrap();
        let mut rows = Vec::new();
        let mut row = Row::default();
        while table.next(&mut row).unwrap() {
            let row = row.line();
            rows.push((
                row.number,
                row.shown().map(|(_, text)| text.into_owned()).collect(),
            ));
        }
        rows
    }

    fn utf16(text: &str, mark: bool) -> Vec<u8> {
        let mark = mark.then_some(0xFEFF);
        mark.into_iter()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect()
    }

    #[test]
    fn encodings_and_separators_are_found_out() {
        let expected = vec![
            (1, vec!["Mã".to_owned(), "Đơn vị".into()]),
            (2, vec!["01".into(), "Bỉm Sơn, thị xã".into()]),
        ];
        let text = "Mã;Đơn vị\r\n01;Bỉm Sơn, thị xã\r\n";
        assert_eq!(rows(text.as_bytes()), expected);
        assert_eq!(rows(format!("\u{feff}{text}").as_bytes()), expected);
        assert_eq!(rows(&utf16(&text.replace(';', "\t"), true)), expected);
        assert_eq!(rows(&utf16(&text.replace(';', "\t"), false)), expected);
        assert_eq!(
            rows("sep=|\nMã|Đơn vị\n01|Bỉm Sơn, thị xã\n".as_bytes()),
            expected
        );
        assert_eq!(
            rows("Mã,Đơn vị\n01,\"Bỉm Sơn, thị xã\"\n".as_bytes()),
            expected
        );
    }

    #[test]
    fn windows_1258_is_told_from_utf8() {
        // "Đơn vị, Tên sáng kiến" with tone marks behind their letters, as the code page has them.
        let text =
            b"\xd0\xf5n v\xf2i;T\xean s\xe1ng ki\xea\xecn;Ng\xf4\xd2 th\xfd\n1;2;3\n".to_vec();
        let text = [
            text,
            b"M\xe1y \xe9p nhi\xea\xf2t;Qu\xe2\xd2n l\xfd;Gi\xe1o du\xf2c\n".repeat(20),
        ]
        .concat();
        assert_eq!(rows(&text)[0].1[1], "Tên sáng kiến");
        let one_bad_byte = "Đơn vị;Tên\nBỉm Sơn và Đông Sơn;x"
            .as_bytes()
            .iter()
            .copied()
            .chain([0xff])
            .collect::<Vec<_>>();
        assert_eq!(rows(&one_bad_byte)[1].1[1], "x\u{fffd}");
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        let numbers = |text: &str| {
            rows(text.as_bytes())
                .into_iter()
                .map(|(number, _)| number)
                .collect::<Vec<_>>()
        };
        let text = "\na,b\n\n\"x\ny\",1\n,,\nc,d\n\ne,f";
        assert_eq!(numbers(text), [2, 4, 6, 8]);
        assert_eq!(numbers(&text.replace('\n', "\r\n")), [2, 4, 6, 8]);
    }

    #[test]
    fn what_never_ends_is_refused() {
        let open_quote = [b"a,b\n\"x".to_vec(), vec![b'y'; 20 << 20]].concat();
        let mut table = open(Cursor::new(open_quote)).unwrap();
        assert!(table.next(&mut Row::default()).is_ok());
        assert!(matches!(
            table.next(&mut Row::default()),
            Err(Problem::TableTooBig {
                what: "characters",
                ..
            })
        ));
        let mut wide = open(Cursor::new(vec![b','; 1_000_000])).unwrap();
        assert!(matches!(
            wide.next(&mut Row::default()),
            Err(Problem::TableTooBig {
                what: "columns",
                ..
            })
        ));
    }
}
