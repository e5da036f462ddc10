//! The table as JSON, one row a line, so that a change is one line of a diff.

use super::table::{Cell, Table};
use crate::base::Date;

/// `{"as_of": …, "rows": […]}`; what is not known is `null`.
pub(super) fn json(table: &Table<'_>, as_of: Date) -> Vec<u8> {
    let mut out = format!("{{\"as_of\": \"{as_of}\", \"rows\": [").into_bytes();
    let keys: Vec<String> = table.columns.iter().map(|column| format!("\"{}\": ", column.key)).collect();
    let mut first = true;
    table.each(|row| {
        out.extend_from_slice(if first { b"\n{" } else { b",\n{" });
        first = false;
        for (at, (key, cell)) in keys.iter().zip(row).enumerate() {
            if at > 0 {
                out.extend_from_slice(b", ");
            }
            out.extend_from_slice(key.as_bytes());
            match cell {
                Cell::Empty => out.extend_from_slice(b"null"),
                // Writing to memory cannot fail.
                Cell::Text(text) => drop(serde_json::to_writer(&mut out, text)),
                Cell::Day(day) => out.extend_from_slice(format!("\"{day}\"").as_bytes()),
                other => out.extend_from_slice(other.machine().as_bytes()),
            }
        }
        out.push(b'}');
    });
    out.extend_from_slice(b"\n]}\n");
    out
}

#[cfg(test)]
mod tests {
    use super::super::table::{Column, Kind, may};
    use super::*;

    const COLUMNS: &[Column] = &[
        may("text", Kind::Text, [""; 2], [""; 2]),
        may("whole", Kind::Whole, [""; 2], [""; 2]),
        may("number", Kind::Number, [""; 2], [""; 2]),
        may("day", Kind::Day, [""; 2], [""; 2]),
        may("flag", Kind::Flag, [""; 2], [""; 2]),
    ];

    fn written(rows: Vec<[Cell<'static>; 5]>) -> String {
        let table = Table {
            name: "t",
            title: [""; 2],
            description: [""; 2],
            columns: COLUMNS,
            key: &[],
            refers: &[],
            rows: Box::new(move |visit| rows.iter().for_each(|row| visit(row))),
        };
        String::from_utf8(json(&table, Date::constant(2022, 5, 31))).unwrap()
    }

    #[test]
    fn one_row_a_line_and_types_kept() {
        let day = Date::constant(2022, 1, 2);
        let full = ["007 \"=1\"\n\u{1}".into(), (-3_i64).into(), 1e21.into(), day.into(), false.into()];
        let empty = ["".into(), Cell::Empty, f64::INFINITY.into(), Cell::Empty, Cell::Empty];
        let text = written(vec![full, empty]);
        assert_eq!(text.lines().count(), 4, "{text}");
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["as_of"], "2022-05-31");
        let row = serde_json::json!({
            "text": "007 \"=1\"\n\u{1}", "whole": -3, "number": 1e21, "day": "2022-01-02", "flag": false,
        });
        assert_eq!(value["rows"][0]["number"].as_f64(), row["number"].as_f64());
        for key in ["text", "whole", "day", "flag"] {
            assert_eq!(value["rows"][0][key], row[key]);
        }
        assert!(value["rows"][1].as_object().unwrap().values().all(serde_json::Value::is_null), "{text}");
    }

    #[test]
    fn no_rows_are_an_empty_list() {
        assert_eq!(written(Vec::new()), "{\"as_of\": \"2022-05-31\", \"rows\": [\n]}\n");
    }
}
