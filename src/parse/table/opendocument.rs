//! What a reader of `.ods` does not tell: what is merged, how numbers are shown, which formulas
//! were never calculated (OpenDocument 1.3, part 3: 9.1 tables, 16.29 data styles).

use std::collections::BTreeMap;
use std::io;

use quick_xml::events::{BytesStart, Event};

use super::biff::{Look, Looks};
use super::damage::{DAMAGED, too_big};
use super::hidden;
use super::merged::Area;
use super::part::{AREAS, CELLS, Part, Parts};
use super::shown::Pattern;
use crate::base::number::saturated;
use crate::diag::Problem;

/// Whether rows or columns are not shown: hidden by hand or by a filter.
fn is_collapsed(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "table:visibility").is_some_and(|shown| shown != "visible")
}

/// The most cells of a file whose look is kept.
const LOOKS: usize = 2_000_000;

/// The pass over `content.xml`.
#[derive(Default)]
struct Pass {
    parts: Parts,
    patterns: Vec<Pattern>,
    /// Data styles by name, and the cell styles that use them.
    data: BTreeMap<String, usize>,
    styles: BTreeMap<String, usize>,
    /// The data style that is being read: its name, and its code as Excel writes it.
    code: Option<(String, String)>,
    /// The text that is being read, and the number of places it is before the end.
    text: Option<(String, Option<usize>)>,
    /// The sheet: its name, its row from 0, how often that row is there, and the next column.
    sheet: String,
    row: u64,
    rows: u64,
    /// Whether the row is not shown.
    collapsed: bool,
    column: u64,
    /// Cell styles of whole columns: up to which column each holds.
    columns: Vec<(u64, Option<usize>)>,
    /// The style of the row.
    line: Option<usize>,
    /// How many cells the row comes to, whether it holds any, and how many all rows have.
    width: u64,
    filled: bool,
    cells: u64,
    looks: usize,
}

/// Counts what the cells of an `.ods` come to when those that are written once and repeated are
/// written out, and gives what is special about the cells of each sheet.
pub(super) fn parts(part: impl io::BufRead, limit: u64) -> Result<(Parts, Vec<Pattern>), Problem> {
    let mut xml = quick_xml::Reader::from_reader(part);
    let (mut buffer, mut pass) = (Vec::new(), Pass::default());
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => pass.start(&tag),
            Ok(Event::Empty(tag)) => {
                pass.start(&tag);
                pass.end(tag.name().as_ref())?;
            }
            Ok(Event::End(tag)) => pass.end(tag.name().as_ref())?,
            Ok(Event::Text(text)) => {
                if let Some((said, _)) = &mut pass.text {
                    said.push_str(&text);
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) if xml.buffer_position() < limit => {
                return Err(Problem::TableBroken { why: DAMAGED });
            }
            Err(_) => return Err(too_big(limit)),
        }
    }
    if xml.buffer_position() >= limit {
        return Err(too_big(limit));
    }
    Ok((pass.parts, pass.patterns))
}

fn attribute(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|a| a.key.as_ref() == key)?;
    Some(found.value.to_string())
}

fn number(tag: &BytesStart<'_>, key: &str) -> u64 {
    attribute(tag, key)
        .and_then(|value| value.parse().ok())
        .unwrap_or(1)
}

impl Pass {
    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "number:number-style"
            | "number:percentage-style"
            | "number:currency-style"
            | "number:date-style" => {
                self.code = attribute(tag, "style:name").map(|name| (name, String::new()));
            }
            "style:style" => {
                let data = attribute(tag, "style:data-style-name");
                let pattern = data.and_then(|data| self.data.get(&data).copied());
                self.styles
                    .extend(attribute(tag, "style:name").zip(pattern));
            }
            "table:table" => {
                self.sheet = attribute(tag, "table:name").unwrap_or_default();
                (self.row, self.rows) = (0, 0);
                self.columns.clear();
            }
            "table:table-column" => {
                let many = number(tag, "table:number-columns-repeated");
                let before = self.columns.last().map_or(0, |(end, _)| *end);
                let style = self.style(tag, "table:default-cell-style-name");
                let end = before.saturating_add(many);
                self.columns.push((end, style));
                if is_collapsed(tag) {
                    let last = saturated(end.saturating_sub(1));
                    let first = saturated(before);
                    let part = self.parts.entry(self.sheet.clone()).or_default();
                    part.hidden.columns(first, last);
                }
            }
            "table:table-row" => {
                self.row = self.row.saturating_add(self.rows);
                self.rows = number(tag, "table:number-rows-repeated");
                self.collapsed = is_collapsed(tag);
                self.line = self.style(tag, "table:default-cell-style-name");
                (self.width, self.filled, self.column) = (0, false, 0);
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell(tag),
            name => self.shown(name, tag),
        }
    }

    fn style(&self, tag: &BytesStart<'_>, key: &str) -> Option<usize> {
        self.styles.get(&attribute(tag, key)?).copied()
    }

    /// A part of a data style, as Excel's codes say it.
    fn shown(&mut self, name: &str, tag: &BytesStart<'_>) {
        let Some((_, code)) = &mut self.code else {
            return;
        };
        match name {
            "number:number" => {
                let zeros = number(tag, "number:min-integer-digits").min(20);
                let grouped = attribute(tag, "number:grouping").as_deref() == Some("true");
                code.push_str(if grouped { "#,##" } else { "" });
                code.extend((0..zeros).map(|_| '0'));
                if attribute(tag, "number:display-factor").is_some() {
                    code.push(',');
                }
                if attribute(tag, "number:decimal-places").is_some_and(|places| places != "0") {
                    code.push_str(".0");
                }
            }
            "number:fraction" => code.push_str("# ?/?"),
            "number:scientific-number" => code.push_str("0E+0"),
            "number:day" => code.push('d'),
            "number:month" => code.push('m'),
            "number:year" => code.push('y'),
            "number:text" | "number:currency-symbol" => self.text = Some((String::new(), None)),
            "number:embedded-text" => {
                let places = number(tag, "number:position");
                self.text = Some((String::new(), usize::try_from(places).ok()));
            }
            _ => {}
        }
    }

    /// A text of a data style: in its place, in quotes, so that it is not a sign of a code.
    fn said(&mut self, name: &str) {
        let (Some((_, code)), Some((text, places))) = (&mut self.code, self.text.take()) else {
            return;
        };
        let quoted = match name {
            "number:currency-symbol" => format!("[${text}]"),
            _ if text.contains('%') => text,
            _ => format!("\"{text}\""),
        };
        code.insert_str(
            places.map_or(code.len(), |places| before_digits(code, places)),
            &quoted,
        );
    }

    fn end(&mut self, name: &str) -> Result<(), Problem> {
        match name {
            "number:text" | "number:currency-symbol" | "number:embedded-text" => self.said(name),
            "number:number-style"
            | "number:percentage-style"
            | "number:currency-style"
            | "number:date-style" => {
                if let Some((name, code)) = self.code.take()
                    && let Some(pattern) = Pattern::new(&code)
                {
                    self.patterns.push(pattern);
                    self.data.insert(name, self.patterns.len() - 1);
                }
            }
            "table:table-row" if self.filled => {
                self.hide();
                self.cells = self
                    .cells
                    .saturating_add(self.width.saturating_mul(self.rows));
                if self.cells > CELLS {
                    let limit = CELLS.to_string();
                    return Err(Problem::TableTooBig {
                        what: "cells",
                        limit,
                    });
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Keeps the numbers of a row that holds something and is not shown.
    fn hide(&mut self) {
        if !self.collapsed {
            return;
        }
        let part = self.parts.entry(self.sheet.clone()).or_default();
        let left = hidden::MOST.saturating_sub(part.hidden.rows.len());
        let first = saturated(self.row);
        let rows = usize::try_from(self.rows).unwrap_or(usize::MAX);
        let numbers = (first.saturating_add(1)..).take(rows.min(left));
        numbers.for_each(|row| part.hidden.row(row));
    }

    /// The style of the column that is read.
    fn column_style(&self) -> Option<usize> {
        let column = self.columns.iter().find(|(end, _)| self.column < *end);
        column.and_then(|(_, style)| *style)
    }

    fn cell(&mut self, tag: &BytesStart<'_>) {
        let many = number(tag, "table:number-columns-repeated");
        let down = number(tag, "table:number-rows-spanned");
        let across = number(tag, "table:number-columns-spanned");
        let kind = attribute(tag, "office:value-type");
        let formula = kind.is_none() && attribute(tag, "table:formula").is_some();
        let style = match attribute(tag, "table:style-name") {
            Some(name) => self.styles.get(&name).copied(),
            None => self.line.or_else(|| self.column_style()),
        };
        let look = match kind.as_deref() {
            _ if formula => Some(Look::NoValue),
            Some("float" | "percentage" | "currency" | "date") => style.map(Look::Pattern),
            _ => None,
        };
        if down > 1 || across > 1 || look.is_some() {
            let part = self.parts.entry(self.sheet.clone()).or_default();
            if part.areas.len() < AREAS && (down > 1 || across > 1) {
                part.areas
                    .extend(Area::of(self.row, self.column, down, across));
            }
            if let Some(look) = look {
                self.looks += keep(
                    part,
                    look,
                    (self.row, self.rows),
                    (self.column, many),
                    self.looks,
                );
            }
        }
        self.column = self.column.saturating_add(many);
        self.filled |= kind.is_some() || formula;
        // Blanks at the end of a row are repeated up to the last column, and cost nothing.
        self.width = self
            .width
            .saturating_add(if kind.is_some() { many } else { 1 });
    }
}

/// Where the last this many digits of a code begin; texts in quotes are not digits.
fn before_digits(code: &str, mut digits: usize) -> usize {
    let mut quoted = false;
    for (at, sign) in code.char_indices().rev() {
        if digits == 0 {
            return at + sign.len_utf8();
        }
        quoted ^= sign == '"';
        digits -= usize::from(!quoted && sign == '0');
    }
    0
}

/// Keeps the look of a cell that may be there several times; how many were kept.
fn keep(
    part: &mut Part,
    look: Look,
    rows: (u64, u64),
    columns: (u64, u64),
    before: usize,
) -> usize {
    let looks: &mut Looks = &mut part.looks;
    let many = rows.1.saturating_mul(columns.1);
    if many > LOOKS.saturating_sub(before) as u64 {
        return 0;
    }
    for row in rows.0..rows.0.saturating_add(rows.1) {
        for column in columns.0..columns.0.saturating_add(columns.1) {
            looks.extend(
                u32::try_from(row)
                    .ok()
                    .zip(u32::try_from(column).ok())
                    .map(|at| (at, look)),
            );
        }
    }
    usize::try_from(many).unwrap_or(usize::MAX)
}
