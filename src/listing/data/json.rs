//! The table as JSON, one row a line, so that a change is one line of a diff.

use super::table::{Cell, Table};
use crate::base::Date;

/// `{"as_of": …, "rows": […]}`; what is not known is `null`.
pub(super) fn json(table: &Table<'_>, as_of: Date) -> Vec<u8> {
    let mut out = format!("{{\"as_of\": \"{as_of}\", \"rows\": [").into_bytes();
    let mut first = true;
    table.each(|row| {
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
