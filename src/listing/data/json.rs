//! The table as JSON, one row a line, so that a change is one line of a diff.

use std::ops::Range;

use super::cells::has_any;
use super::table::{Cell, Table};
use super::words::Words;

/// What is before the rows of `{"as_of": …, "publisher": …, "licence": …, "rows": […]}`; what is
/// not known is `null`.
pub(super) fn head(about: &Words<'_>) -> Vec<u8> {
    let mut out = String::new();
    begin(&mut out, about);
    out.push_str(", \"rows\": [");
    out.into_bytes()
}

/// The day, the publisher and the licence, which no file is without.
fn begin(out: &mut String, about: &Words<'_>) {
    out.push_str("{\"as_of\": ");
    quoted(out, &about.as_of.to_string());
    out.push_str(", \"publisher\": ");
    quoted(out, about.owner);
    out.push_str(", \"licence\": ");
    match &about.licence {
        Some(licence) => quoted(out, licence.url.as_deref().unwrap_or(&licence.title)),
        None => out.push_str("null"),
    }
}

/// A file of one unit or phase: what it is of, its id and title; rows as JSON by table.
pub(super) fn slice<'r>(
    about: &Words<'_>,
    (kind, id, title): (&str, &str, &str),
    tables: impl Iterator<Item = (&'r &'static str, &'r Vec<String>)>,
) -> Vec<u8> {
    let mut out = String::new();
    begin(&mut out, about);
    for (key, text) in [(kind, id), ("title", title)] {
        out.push_str(&format!(", \"{key}\": "));
        quoted(&mut out, text);
    }
    out.push_str(", \"tables\": {");
    for (at, (name, rows)) in tables.enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let rows = rows.join(",\n");
        out.push_str(&format!("{comma}\n\"{name}\": [\n{rows}\n]"));
    }
    out.push_str("\n}}\n");
    out.into_bytes()
}

/// What is behind them.
pub(super) const TAIL: &[u8] = b"\n]}\n";

/// Some rows of a table; the first of all has no comma before it.
pub(super) fn part(table: &Table<'_>, part: Range<usize>) -> Vec<u8> {
    let mut out = String::new();
    let keys = keys(table);
    let mut first = part.start == 0;
    table.each(part, |row| {
        out.push_str(if first { "\n" } else { ",\n" });
        first = false;
        self::row(&mut out, &keys, row);
    });
    out.into_bytes()
}

/// The keys of a row, ready to be written.
pub(super) fn keys(table: &Table<'_>) -> Vec<String> {
    let key = |column: &super::Column| format!("\"{}\": ", column.key);
    table.columns.iter().map(key).collect()
}

/// A row.
pub(super) fn row(out: &mut String, keys: &[String], row: &[Cell<'_>]) {
    out.push('{');
    for (at, (key, cell)) in keys.iter().zip(row).enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        out.push_str(key);
        match cell {
            Cell::Empty => out.push_str("null"),
            Cell::Text(text) => quoted(out, text),
            Cell::Day(_) => {
                out.push('"');
                cell.machine(out);
                out.push('"');
            }
            other => other.machine(out),
        }
    }
    out.push('}');
}

fn quoted(out: &mut String, text: &str) {
    if has_any(text, |b| matches!(b, b'"' | b'\\') || b < 0x20) {
        out.push_str(&serde_json::Value::from(text).to_string());
    } else {
        out.push('"');
        out.push_str(text);
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::{Column, Kind, Rows, may};
    use super::*;
    use crate::base::{Date, Share};
    use crate::model::Portal;

    const COLUMNS: &[Column] = &[
        may("text", Kind::Text, ""),
        may("whole", Kind::Whole, ""),
        may("number", Kind::Number, ""),
        may("day", Kind::Day, ""),
        may("flag", Kind::Flag, ""),
    ];

    fn written(rows: Vec<[Cell<'static>; 5]>) -> String {
        let table = Table {
            name: "t",
            words: "",
            columns: COLUMNS,
            key: &[],
            refers: &[],
            rows: Rows::whole(move |visit| rows.iter().for_each(|row| visit(row))),
        };
        String::from_utf8(
            [
                head(&Words::new(&Portal::default(), Date::constant(2022, 5, 31))),
                part(&table, 0..0),
                TAIL.to_vec(),
            ]
            .concat(),
        )
        .unwrap()
    }

    #[test]
    fn one_row_a_line_and_types_kept() {
        let day = Date::constant(2022, 1, 2);
        let full = [
            "007 \"=1\"\n\u{1}".into(),
            (-3_i64).into(),
            Share::new(1, 3).into(),
            day.into(),
            false.into(),
        ];
        let empty = [
            "".into(),
            Cell::Empty,
            Share::new(1, 0).into(),
            Cell::Empty,
            Cell::Empty,
        ];
        let text = written(vec![full, empty]);
        assert_eq!(text.lines().count(), 4, "{text}");
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["as_of"], "2022-05-31");
        let row = serde_json::json!({
            "text": "007 \"=1\"\n\u{1}", "whole": -3, "number": 33.3333, "day": "2022-01-02", "flag": false,
        });
        assert_eq!(value["rows"][0]["number"].as_f64(), row["number"].as_f64());
        for key in ["text", "whole", "day", "flag"] {
            assert_eq!(value["rows"][0][key], row[key]);
        }
        assert!(
            value["rows"][1]
                .as_object()
                .unwrap()
                .values()
                .all(serde_json::Value::is_null),
            "{text}"
        );
    }

    #[test]
    fn no_rows_are_an_empty_list() {
        assert_eq!(
            written(Vec::new()),
            "{\"as_of\": \"2022-05-31\", \"publisher\": \"\", \"licence\": null, \"rows\": [\n]}\n"
        );
    }
}
