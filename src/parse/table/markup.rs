//! Tables of a web page: what web systems export and call `.xls`.

use std::collections::BTreeMap;
use std::io::Read;

use super::csv;
use super::damage::{too_big, unreadable};
use super::grid::Grid;
use super::merged::Area;
use super::part::CELLS;
use super::rows::Seen;
use crate::diag::Problem;

/// The largest page that is read; it is held in memory.
const PAGE: u64 = 64 << 20;
/// The most cells of all tables of a page.
const MOST: u64 = CELLS / 10;
/// The most columns, and the most that one cell may span.
const COLUMNS: u32 = 16_384;
/// How deep tables may be in each other; what lies deeper is text of the cell around it.
const DEPTH: usize = 16;

/// A table that is being read.
#[derive(Default)]
struct Open {
    grid: Grid,
    row: u32,
    cells: Vec<(u32, Seen<'static>)>,
    column: u32,
    /// How many columns `<col>` described.
    described: u32,
    /// Columns that a cell above reaches into: how many rows yet.
    spans: BTreeMap<u32, u32>,
    /// The cell that is being read: its text, and how far it reaches down and across.
    text: Option<(String, u32, u32)>,
}

/// The tables of a page, in the order of their beginnings.
///
/// # Errors
/// When it is too big or cannot be read.
pub(super) fn page<R: Read>(file: R) -> Result<Vec<Grid>, Problem> {
    let mut bytes = Vec::new();
    file.take(PAGE + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > PAGE {
        return Err(too_big(PAGE));
    }
    let (text, ..) = csv::encoding(&bytes[..bytes.len().min(1 << 20)]).decode(&bytes);
    let mut reader = Reader::default();
    reader.read(&text)?;
    let mut grids = reader.done;
    grids.retain(|(_, grid)| !grid.rows.is_empty());
    grids.sort_by_key(|(start, _)| *start);
    let alone = grids.len() == 1;
    let named = (1..).zip(grids).map(|(number, (_, grid))| Grid {
        name: if alone {
            String::new()
        } else {
            format!("Bảng {number}")
        },
        ..grid
    });
    Ok(named.collect())
}

/// Whether the style of a tag takes what it is for from the screen.
fn is_hidden(tag: &str) -> bool {
    let style = attribute(tag, "style").unwrap_or_default();
    let without_blanks: String = style.split_whitespace().collect();
    without_blanks.to_ascii_lowercase().contains("display:none")
}

#[derive(Default)]
struct Reader {
    open: Vec<(usize, Open)>,
    done: Vec<(usize, Grid)>,
    cells: u64,
}

impl Reader {
    fn read(&mut self, text: &str) -> Result<(), Problem> {
        let mut rest = text;
        while let Some(at) = rest.find('<') {
            self.text(&rest[..at]);
            let tag = &rest[at + 1..];
            if let Some(comment) = tag.strip_prefix("!--") {
                rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
                continue;
            }
            let Some(end) = end_of_tag(tag) else {
                break;
            };
            let (inside, behind) = (&tag[..end], &tag[end + 1..]);
            let name: String = inside
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '/' || *c == '!')
                .collect::<String>()
                .to_ascii_lowercase();
            rest = behind;
            if name == "style" || name == "script" {
                let close = format!("</{name}");
                rest = find_ignoring_case(behind, &close).map_or("", |at| &behind[at..]);
                continue;
            }
            let offset = text.len() - rest.len();
            self.tag(&name, inside, offset)?;
        }
        while !self.open.is_empty() {
            self.close()?;
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some((_, open)) = self.open.last_mut()
            && let Some((cell, ..)) = &mut open.text
            && cell.len() <= super::cell::LONGEST * 4
        {
            decode(text, cell);
        }
    }

    fn tag(&mut self, name: &str, tag: &str, offset: usize) -> Result<(), Problem> {
        match name {
            "table" if self.open.len() < DEPTH => self.open.push((offset, Open::default())),
            "/table" => self.close()?,
            "tr" | "/tr" | "/thead" | "/tbody" => {
                self.row()?;
                if let Some((_, open)) = self.open.last_mut()
                    && name == "tr"
                    && is_hidden(tag)
                {
                    open.grid.hidden.row(open.row);
                }
            }
            "col" => {
                if let Some((_, open)) = self.open.last_mut() {
                    let first = open.described;
                    open.described = first.saturating_add(span(tag, "span"));
                    if is_hidden(tag) {
                        open.grid.hidden.columns(first, open.described - 1);
                    }
                }
            }
            "td" | "th" => {
                self.cell()?;
                let Some((_, open)) = self.open.last_mut() else {
                    return Ok(());
                };
                if open.row == 0 {
                    open.row = 1;
                }
                while open.spans.contains_key(&open.column) {
                    open.column += 1;
                }
                let (down, across) = (span(tag, "rowspan"), span(tag, "colspan"));
                let number = attribute(tag, "x:num").unwrap_or_default();
                open.text = Some((number, down, across));
            }
            "/td" | "/th" => self.cell()?,
            "br" | "br/" | "/p" | "/div" => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    /// Ends the cell that is being read.
    fn cell(&mut self) -> Result<(), Problem> {
        let Some((_, open)) = self.open.last_mut() else {
            return Ok(());
        };
        let Some((text, down, across)) = open.text.take() else {
            return Ok(());
        };
        self.cells += 1;
        if self.cells > MOST || open.column.saturating_add(across) > COLUMNS {
            let (what, limit) = if self.cells > MOST {
                ("cells", MOST)
            } else {
                ("columns", u64::from(COLUMNS))
            };
            return Err(Problem::TableTooBig {
                what,
                limit: limit.to_string(),
            });
        }
        let (row, column) = (open.row, open.column);
        if down > 1 || across > 1 {
            let area = Area::of(
                u64::from(row) - 1,
                u64::from(column),
                u64::from(down),
                u64::from(across),
            );
            open.grid.areas.extend(area);
            if down > 1 {
                for column in column..column + across {
                    open.spans.insert(column, down);
                }
            }
        }
        let text = text.trim();
        if !text.is_empty() {
            let data = calamine::DataRef::String(text.to_owned());
            open.cells.push((column, Seen::Data(data)));
        }
        open.column += across;
        Ok(())
    }

    /// Ends the row that is being read.
    fn row(&mut self) -> Result<(), Problem> {
        self.cell()?;
        let Some((_, open)) = self.open.last_mut() else {
            return Ok(());
        };
        let any = open.column > 0 || !open.cells.is_empty();
        if any || open.row == 0 {
            if !open.cells.is_empty() {
                let cells = std::mem::take(&mut open.cells);
                open.grid.rows.push((open.row, cells));
            }
            open.spans.retain(|_, left| {
                *left -= 1;
                *left > 0
            });
            open.row += 1;
            open.column = 0;
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), Problem> {
        self.row()?;
        if let Some((offset, mut open)) = self.open.pop() {
            open.grid.fill_down();
            self.done.push((offset, open.grid));
        }
        Ok(())
    }
}

/// How many rows or columns an attribute says, one where it says nothing.
fn span(tag: &str, key: &str) -> u32 {
    let number = attribute(tag, key).and_then(|number| number.trim().parse().ok());
    number.unwrap_or(1).clamp(1, COLUMNS)
}

/// Where a tag ends: a `>` outside of quotes.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            // A quote that no one closes belongs to a text.
            (Some(_), b'<') => return tag.find('>'),
            _ => {}
        }
    }
    None
}

fn find_ignoring_case(text: &str, word: &str) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    text.windows(word.len())
        .position(|window| window.eq_ignore_ascii_case(word))
}

/// The value of an attribute of a tag.
fn attribute(tag: &str, key: &str) -> Option<String> {
    let at = find_ignoring_case(tag, &format!(" {key}="))?;
    let value = &tag[at + key.len() + 2..];
    let value = match value.as_bytes().first()? {
        quote @ (b'"' | b'\'') => value[1..].split(char::from(*quote)).next()?,
        _ => value.split([' ', '>']).next()?,
    };
    Some(value.to_owned())
}

/// Appends a text with its entities as characters and its blanks as one.
fn decode(text: &str, out: &mut String) {
    if text == "\n" {
        out.push('\n');
        return;
    }
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let entity = (c == '&').then(|| entity(rest)).flatten();
        if let Some((letter, length)) = entity {
            out.push(letter);
            rest = &rest[length..];
            continue;
        }
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
        rest = &rest[c.len_utf8()..];
    }
}

/// The character of an entity at the beginning of a text, and the length of the entity.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = &text[1..end];
    Some((named(name)?, end + 1))
}

/// The character that the name of an entity means.
pub(super) fn named(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    let signs = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", ' '),
        ("ndash", '–'),
        ("mdash", '—'),
        ("hellip", '…'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("shy", '\u{ad}'),
        ("yuml", 'ÿ'),
    ];
    if let Some((_, sign)) = signs.iter().find(|(sign, _)| *sign == name) {
        return Some(*sign);
    }
    // Letters of Latin-1 are named by their base and mark: `agrave`, `Ecirc`.
    let base = name.chars().next().filter(char::is_ascii_alphabetic)?;
    let mark = match &name[1..] {
        "grave" => '\u{300}',
        "acute" => '\u{301}',
        "circ" => '\u{302}',
        "tilde" => '\u{303}',
        "uml" => '\u{308}',
        "cedil" => '\u{327}',
        _ => return None,
    };
    unicode_normalization::char::compose(base, mark)
}
