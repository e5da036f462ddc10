//! The table as JSON, one row a line, and the JSON Schema that it follows.

use serde_json::{Value, json};

use super::table::{Cell, Column, Kind, Table};
use crate::base::Date;

/// `{"as_of": …, "rows": […]}`; what is not known is `null`.
pub(super) fn json(table: &Table<'_>, as_of: Date) -> Vec<u8> {
    let mut out = format!("{{\"as_of\": \"{as_of}\", \"rows\": [").into_bytes();
    let mut first = true;
    (table.rows)(&mut |row| {
        out.extend_from_slice(if first { b"\n{" } else { b",\n{" });
        first = false;
        for (at, (column, cell)) in table.columns.iter().zip(row).enumerate() {
            if at > 0 {
                out.extend_from_slice(b", ");
            }
            out.extend_from_slice(format!("\"{}\": ", column.key).as_bytes());
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

/// The schema of [`json`], draft 2020-12, in the site's language.
pub(super) fn schema(table: &Table<'_>, language: usize) -> Vec<u8> {
    let property = |column: &Column| {
        let kind = match column.kind {
            Kind::Text | Kind::Day => "string",
            Kind::Whole => "integer",
            Kind::Number => "number",
            Kind::Flag => "boolean",
        };
        let mut value = json!({"title": column.title[language], "description": column.description[language]});
        value["type"] = if column.required { json!(kind) } else { json!([kind, "null"]) };
        if column.kind == Kind::Day {
            value["format"] = json!("date");
        }
        value
    };
    let properties: serde_json::Map<String, Value> =
        table.columns.iter().map(|column| (column.key.to_owned(), property(column))).collect();
    let keys: Vec<&str> = table.columns.iter().map(|column| column.key).collect();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.title[language],
        "description": table.description[language],
        "type": "object",
        "required": ["as_of", "rows"],
        "additionalProperties": false,
        "properties": {
            "as_of": {"type": "string", "format": "date"},
            "rows": {"type": "array", "items": {
                "type": "object", "required": keys, "additionalProperties": false, "properties": properties,
            }},
        },
    });
    format!("{schema:#}\n").into_bytes()
}
