//! SpreadsheetML 2003: one XML file, as older systems export it and call it `.xls`.

use std::collections::BTreeMap;
use std::io::{BufReader, Read};

use calamine::DataRef;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::damage::{DAMAGED, too_big};
use super::grid::{Grid, styled};
use super::markup;
use super::merged::Area;
use super::part::CELLS;
use super::rows::Seen;
use super::shown::Pattern;
use crate::diag::Problem;

/// The largest file that is read; its cells are held in memory.
const BOOK: u64 = 256 << 20;
const MOST: u64 = CELLS / 10;
const COLUMNS: u32 = 16_384;

#[derive(Default)]
struct Book {
    done: Vec<Grid>,
    grid: Grid,
    cells: Vec<(u32, Seen<'static>)>,
    count: u64,
    /// From 1.
    row: u32,
    /// From 0.
    column: u32,
    /// How many columns were described.
    described: u32,
    pattern: Option<Pattern>,
    formula: bool,
    merge_across: u32,
    kind: String,
    text: String,
    inside: bool,
    /// Inside the element that says whether the sheet is hidden.
    in_visible: bool,
}

/// The sheets of a workbook.
///
/// # Errors
/// When it is damaged or too big.
pub(super) fn book<R: Read>(file: R) -> Result<Vec<Grid>, Problem> {
    let mut xml = Reader::from_reader(BufReader::new(file.take(BOOK)));
    xml.config_mut().expand_empty_elements = true;
    let (mut book, mut styles, mut style) = (Book::default(), BTreeMap::new(), String::new());
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let damaged = |_| Problem::TableBroken { why: DAMAGED };
        match xml.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(tag) => match local(&tag) {
                "Style" => style = attribute(&tag, "ID").unwrap_or_default(),
                "NumberFormat" => {
                    let code = attribute(&tag, "Format").unwrap_or_default();
                    styles.insert(style.clone(), pattern(&code));
                }
                name => book.start(name, &tag, &styles),
            },
            Event::End(tag) => book.end(tag.local_name().as_ref())?,
            Event::Text(text) if book.in_visible => {
                book.grid.sheet_hidden = text.xml10_content().trim() != "SheetVisible";
            }
            Event::Text(text) if book.inside => book.text.push_str(&text.xml10_content()),
            Event::CData(text) if book.inside => book.text.push_str(&text.xml10_content()),
            // Entities that the file declares itself are not expanded: no bomb of them goes off.
            Event::GeneralRef(name) if book.inside => {
                book.text.extend(markup::named(&name.xml10_content()));
            }
            Event::Eof => break,
            _ => {}
        }
        if book.text.len() > super::cell::LONGEST * 4 {
            return Err(Problem::CellTooLong {
                limit: super::cell::LONGEST,
            });
        }
    }
    if xml.buffer_position() >= BOOK {
        return Err(too_big(BOOK));
    }
    Ok(book.done)
}

/// The names that SpreadsheetML has for some formats.
fn pattern(code: &str) -> Option<Pattern> {
    Pattern::new(match code {
        "Percent" => "0.00%",
        "General Number" | "Fixed" | "Standard" | "Currency" | "Scientific" | "" => "General",
        other => other,
    })
}

fn number(tag: &BytesStart<'_>, key: &str) -> Option<u32> {
    attribute(tag, key)?.parse().ok()
}

fn is_hidden(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "Hidden").as_deref() == Some("1")
}

impl Book {
    fn start(
        &mut self,
        name: &str,
        tag: &BytesStart<'_>,
        styles: &BTreeMap<String, Option<Pattern>>,
    ) {
        match name {
            "Worksheet" => {
                self.grid = Grid {
                    name: attribute(tag, "Name").unwrap_or_default(),
                    ..Grid::default()
                };
                (self.row, self.described) = (0, 0);
            }
            "Column" => self.describe_columns(tag),
            "Row" => self.start_row(tag),
            "Cell" => self.start_cell(tag, styles),
            "Data" => {
                self.inside = true;
                self.kind = attribute(tag, "Type").unwrap_or_default();
            }
            "Visible" => self.in_visible = true,
            _ => {}
        }
    }

    fn describe_columns(&mut self, tag: &BytesStart<'_>) {
        let index = number(tag, "Index");
        let first = index.map_or(self.described, |index| index.saturating_sub(1));
        let last = first.saturating_add(number(tag, "Span").unwrap_or(0));
        self.described = last.saturating_add(1);
        if is_hidden(tag) {
            self.grid.hidden.columns(first, last);
        }
    }

    fn start_row(&mut self, tag: &BytesStart<'_>) {
        let next = self.row.saturating_add(1);
        self.row = number(tag, "Index").unwrap_or(next).max(self.row + 1);
        self.column = 0;
        if is_hidden(tag) {
            self.grid.hidden.row(self.row);
        }
    }

    fn start_cell(&mut self, tag: &BytesStart<'_>, styles: &BTreeMap<String, Option<Pattern>>) {
        if let Some(index) = number(tag, "Index") {
            self.column = self.column.max(index.saturating_sub(1));
        }
        let (across, down) = (number(tag, "MergeAcross"), number(tag, "MergeDown"));
        if across.is_some() || down.is_some() {
            self.grid.areas.extend(Area::of(
                u64::from(self.row.saturating_sub(1)),
                u64::from(self.column),
                u64::from(down.unwrap_or(0)) + 1,
                u64::from(across.unwrap_or(0)) + 1,
            ));
        }
        self.pattern = attribute(tag, "StyleID")
            .and_then(|id| styles.get(&id).cloned())
            .flatten();
        self.formula = attribute(tag, "Formula").is_some();
        self.kind.clear();
        self.text.clear();
        self.merge_across = across.unwrap_or(0);
    }

    fn end(&mut self, name: &str) -> Result<(), Problem> {
        match name {
            "Data" => self.inside = false,
            "Visible" => self.in_visible = false,
            "Cell" => {
                if self.column >= COLUMNS {
                    return Err(Problem::TableTooBig {
                        what: "columns",
                        limit: COLUMNS.to_string(),
                    });
                }
                self.count += 1;
                if self.count > MOST {
                    return Err(Problem::TableTooBig {
                        what: "cells",
                        limit: MOST.to_string(),
                    });
                }
                if let Some(cell) = self.cell() {
                    self.cells.push((self.column, cell));
                }
                self.column = self
                    .column
                    .saturating_add(1)
                    .saturating_add(self.merge_across);
            }
            "Row" if !self.cells.is_empty() => {
                let cells = std::mem::take(&mut self.cells);
                self.grid.rows.push((self.row, cells));
            }
            "Worksheet" => {
                self.grid.fill_down();
                self.done.push(std::mem::take(&mut self.grid));
            }
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self) -> Option<Seen<'static>> {
        let text = self.text.trim();
        if text.is_empty() {
            return (self.formula && self.kind != "String").then_some(Seen::NoValue);
        }
        Some(match (self.kind.as_str(), text.parse::<f64>()) {
            ("Number", Ok(number)) => match &self.pattern {
                Some(pattern) => styled(number, pattern),
                None => Seen::Data(DataRef::Float(number)),
            },
            ("Boolean", _) => Seen::Data(DataRef::Bool(text == "1")),
            ("DateTime", _) => Seen::Data(DataRef::DateTimeIso(text.to_owned())),
            _ => Seen::Data(DataRef::String(text.to_owned())),
        })
    }
}

fn local<'t>(tag: &'t BytesStart<'_>) -> &'t str {
    let name: &'t str = tag.name().into_inner();
    name.rsplit(':').next().unwrap_or(name)
}

/// An attribute by its name, whatever its prefix.
fn attribute(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let found = tag
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == key)?;
    let value = found.value.to_string();
    Some(quick_xml::escape::unescape(&value).map_or(value.clone(), |text| text.into_owned()))
}
