//! Texts among the media that are published as they are, and drawings: tables, areas, SVG. What may
//! be in no record may not be in them either.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::site::Site;
use crate::base::number::saturated;
use crate::diag::{Place, Problem, Problems};
use crate::parse::privacy::{self, Names, pieces};
use crate::source::{self, Source};

/// This many problems of one file are reported: who sees these knows what to do with the file.
const REPORTED: usize = 20;

/// Reports the numbers and addresses of people, and the names of those who did not agree to be
/// named, in the texts that are published; at their lines.
pub(super) fn check(media: &[&Source], site: &Site, problems: &mut Problems) {
    let texts: Vec<(&Source, Kind)> = media
        .iter()
        .filter_map(|source| Some((*source, Kind::of(&source.path)?)))
        .collect();
    if texts.is_empty() {
        return;
    }
    let gate = Gate {
        site,
        own: site.portal.site.own_numbers(),
        names: OnceLock::new(),
    };
    let found: Vec<Problems> = texts
        .par_iter()
        .with_max_len(1)
        .map(|(source, kind)| gate.look(source, *kind))
        .collect();
    for some in found {
        problems.extend(some);
    }
}

/// How a text is written, by the ending of its name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Csv,
    Json,
    Drawing,
}

impl Kind {
    fn of(path: &str) -> Option<Self> {
        let (_, ending) = path.rsplit_once('.')?;
        match &*ending.to_ascii_lowercase() {
            "csv" => Some(Self::Csv),
            "geojson" => Some(Self::Json),
            "svg" => Some(Self::Drawing),
            _ => None,
        }
    }
}

/// What may be in no text.
struct Gate<'a> {
    site: &'a Site,
    /// The office's own numbers, which may.
    own: BTreeSet<String>,
    /// Of hundreds of thousands of people: made when a text has words.
    names: OnceLock<Names<'a>>,
}

impl Gate<'_> {
    fn look(&self, source: &Source, kind: Kind) -> Problems {
        let mut problems = Problems::default();
        // A file that cannot be read is reported where it is copied.
        let Ok(bytes) = source::read(source) else {
            return problems;
        };
        let text = decoded(&bytes);
        let mut within = Within::default();
        for (number, line) in (1..).zip(text.split('\n')) {
            let line = within.masked(kind, line);
            for (start, piece) in pieces(&line) {
                for (range, problem) in self.problems(piece) {
                    let column = line[..start + range.start].chars().count() + 1;
                    let length = saturated(piece[range].chars().count());
                    let place = Place::text(&source.path, number, saturated(column), length);
                    problems.add(place, problem);
                }
            }
            if problems.len() >= REPORTED {
                problems.truncate(REPORTED);
                break;
            }
        }
        problems
    }

    /// The problems of a piece of a line, with their places in it.
    fn problems(&self, piece: &str) -> Vec<(Range<usize>, Problem)> {
        let mut found = Vec::new();
        for number in privacy::find(piece) {
            if !self.own.contains(&number.key) {
                let data = number.personal(true);
                found.push((number.start..number.end, Problem::PersonalData { data }));
            }
        }
        if Names::possible(piece) {
            let site = self.site;
            let withheld = || Names::new(site.portal.withheld(&site.held.initiatives));
            found.extend(self.names.get_or_init(withheld).find(piece));
        }
        found
    }
}

/// A text in UTF-8, or in UTF-16 as Excel writes it. Of other encodings the digits stay.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return String::from_utf8_lossy(bytes),
    };
    let units = bytes[2..]
        .chunks_exact(2)
        .map(|pair| unit([pair[0], pair[1]]));
    let chars = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    Cow::Owned(chars.collect())
}

/// What goes on from one line to the next.
#[derive(Default)]
struct Within {
    quotes: bool,
    tag: bool,
}

impl Within {
    /// A line in which what is not text is put out of the way, byte for byte: what is between the
    /// cells of a table, decimal numbers (of two coordinates in a row some look like a phone
    /// number), the tags of a drawing.
    fn masked(&mut self, kind: Kind, line: &str) -> String {
        let mut bytes = line.as_bytes().to_vec();
        match kind {
            Kind::Csv => self.cells(&mut bytes),
            Kind::Json => self.values(&mut bytes),
            Kind::Drawing => self.tags(&mut bytes),
        }
        // Whole characters are masked by ASCII, so that the text is one as before.
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn cells(&mut self, bytes: &mut [u8]) {
        let mut start = 0;
        for at in 0..bytes.len() {
            match bytes[at] {
                b'"' => self.quotes = !self.quotes,
                b',' | b';' | b'\t' if !self.quotes => {
                    bytes[at] = b'|';
                    mask_decimal(&mut bytes[start..at]);
                    start = at + 1;
                }
                _ => {}
            }
        }
        mask_decimal(&mut bytes[start..]);
    }

    fn values(&mut self, bytes: &mut [u8]) {
        let (mut start, mut escaped) = (0, false);
        for at in 0..=bytes.len() {
            let byte = bytes.get(at).copied().unwrap_or(b',');
            if self.quotes {
                let closes = byte == b'"' && !escaped && at < bytes.len();
                escaped = byte == b'\\' && !escaped;
                self.quotes = !closes;
                start = at + 1;
            } else if !byte.is_ascii_digit() && !matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E') {
                mask_decimal(&mut bytes[start.min(at)..at]);
                if at < bytes.len() && byte == b',' {
                    bytes[at] = b'|';
                }
                self.quotes = byte == b'"';
                start = at + 1;
            }
        }
    }

    /// Tags within a run of words are looked through, others are between two texts.
    fn tags(&mut self, bytes: &mut [u8]) {
        let mut at = 0;
        while at < bytes.len() {
            if !self.tag && bytes[at] == b'<' {
                let name = bytes[at + 1..]
                    .strip_prefix(b"/")
                    .unwrap_or(&bytes[at + 1..]);
                let inner = name.starts_with(b"tspan") || name.starts_with(b"a ");
                self.tag = true;
                bytes[at] = if inner { b'\\' } else { b'|' };
            } else if self.tag {
                self.tag = bytes[at] != b'>';
                bytes[at] = b'\\';
            }
            at += 1;
        }
    }
}

/// Puts a decimal number out of the way: one with a whole part as of a coordinate.
fn mask_decimal(cell: &mut [u8]) {
    let text = String::from_utf8_lossy(cell).into_owned();
    let text = text.trim().trim_matches('"').trim_start_matches('-');
    let Some((whole, fraction)) = text.split_once('.') else {
        return;
    };
    let begins = whole == "0" || !whole.starts_with('0');
    let exponent = fraction.trim_end_matches(|c: char| c != 'e' && c != 'E');
    let fraction = if exponent.is_empty() {
        fraction
    } else {
        exponent
    };
    let fraction = fraction.trim_end_matches(['e', 'E']);
    if is_digits(whole) && whole.len() <= 3 && begins && is_digits(fraction) {
        cell.fill(b' ');
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(kind: Kind, text: &str) -> Vec<String> {
        let mut within = Within::default();
        let mut found = Vec::new();
        for line in text.split('\n') {
            let line = within.masked(kind, line);
            found.extend(privacy::find(&line).into_iter().map(|found| found.key));
        }
        found
    }

    #[test]
    fn numbers_of_people_in_tables_areas_and_drawings() {
        let phone = ["0912345678"];
        for (kind, text) in [
            (Kind::Csv, "a,\"0912,345,678\",b"),
            (Kind::Csv, "105.123,0912.345678"),
            (Kind::Csv, "a;0912 345 678"),
            (Kind::Json, "{\"tel\": 84912345678, \"b\": [105.1, 19.2]}"),
            (Kind::Json, "{\"a\\\"b\": \"ĐT 0912.345.678\"}"),
            (
                Kind::Drawing,
                "<text x=\"1\">0912 <tspan x='2'>345</tspan> 678</text>",
            ),
        ] {
            assert_eq!(found(kind, text), phone, "{text}");
        }
        for (kind, text) in [
            (Kind::Csv, "0912,345,678"),
            (Kind::Csv, "105.0912345678,19.038099001234"),
            (
                Kind::Json,
                "[[105.0912345678,19.038099001234],[105.0912345678e1,-9.0912345678]]",
            ),
            (Kind::Drawing, "<text\nx=\"0912345678\">a</text>"),
            (
                Kind::Drawing,
                "<path d=\"M0912 345 678\"/><text>0912</text><text>345678</text>",
            ),
        ] {
            assert_eq!(found(kind, text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_table_of_excel_is_in_utf_16() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("ạ,0912345678".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(decoded(&bytes), "ạ,0912345678");
    }
}
