//! RFC 4180 with a byte order mark, so that Excel reads Vietnamese.

use super::table::{Cell, Table};

/// The table as CSV; its headings are the keys of the columns.
pub(super) fn csv(table: &Table<'_>) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    line(&mut out, table.columns.iter().map(|column| column.key));
    table.each(|row| {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            match cell {
                Cell::Text(text) => field(&mut out, text),
                other => out.push_str(&other.machine()),
            }
        }
        out.push_str("\r\n");
    });
    out.into_bytes()
}

/// The same for cells that are texts already.
pub(super) fn of_texts(rows: &[Vec<String>]) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    for row in rows {
        line(&mut out, row.iter().map(String::as_str));
    }
    out.into_bytes()
}

fn line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        field(out, cell);
    }
    out.push_str("\r\n");
}

/// Cells that a spreadsheet would run as formulas get a quotation mark before them; numbers stay numbers.
fn field(out: &mut String, text: &str) {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    let safe = if risky { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r']) || text != text.trim() {
        out.push_str(&format!("\"{safe}{}\"", text.replace('"', "\"\"")));
    } else {
        out.push_str(safe);
        out.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_safe_and_quoted() {
        let rows = vec![vec!["=1+1".to_owned(), "-5".to_owned(), "a,\"b\"".to_owned(), " x".to_owned(), String::new()]];
        assert_eq!(String::from_utf8(of_texts(&rows)).unwrap(), "\u{feff}'=1+1,-5,\"a,\"\"b\"\"\",\" x\",\r\n");
    }
}
