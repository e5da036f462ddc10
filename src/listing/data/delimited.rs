//! RFC 4180 with a byte order mark, so that Excel reads Vietnamese.

use std::borrow::Cow;
use std::ops::Range;

use super::cells::{has_any, is_trimmed};
use super::table::{Cell, Table};

/// What is before the rows: the headings are the keys of the columns.
pub(super) fn head(table: &Table<'_>) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    line(&mut out, table.columns.iter().map(|column| column.key));
    out.into_bytes()
}

/// Some rows of a table.
pub(super) fn part(table: &Table<'_>, part: Range<usize>) -> Vec<u8> {
    let mut out = String::new();
    table.each(part, |row| {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            match cell {
                Cell::Text(text) => field(&mut out, text),
                other => other.machine(&mut out),
            }
        }
        out.push_str("\r\n");
    });
    out.into_bytes()
}

/// Headings and rows whose cells are texts already.
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

/// Cells that a spreadsheet would run as formulas get a quotation mark before them; numbers stay
/// numbers. Where Excel is set to Vietnamese, a file is parted at semicolons, so that what is
/// behind one is a cell too.
fn field(out: &mut String, text: &str) {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    if risky || !plain(text) {
        put(out, risky, &apart(text));
    } else {
        out.push_str(text);
    }
}

/// Whether a text is a cell as it is: nearly every one.
fn plain(text: &str) -> bool {
    let special = |b: u8| matches!(b, b',' | b'"' | b'\n' | b'\r' | b';' | b'\t');
    !has_any(text, special) && is_trimmed(text)
}

/// Adds a text in quotation marks, where it needs them.
fn put(out: &mut String, risky: bool, text: &str) {
    let safe = if risky { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r']) || !is_trimmed(text) {
        out.push_str(&format!("\"{safe}{}\"", text.replace('"', "\"\"")));
    } else {
        out.push_str(safe);
        out.push_str(text);
    }
}

/// A text with a quotation mark before each formula behind a semicolon or a tab.
fn apart(text: &str) -> Cow<'_, str> {
    if !text.contains([';', '\t']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 1);
    let mut begins = false;
    for c in text.chars() {
        if begins && matches!(c, '=' | '+' | '-' | '@') {
            out.push('\'');
        }
        begins = matches!(c, ';' | '\t');
        out.push(c);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_safe_and_quoted() {
        let rows = vec![vec![
            "=1+1".to_owned(),
            "-5".to_owned(),
            "a,\"b\"".to_owned(),
            " x".to_owned(),
            "a;=1+1;b; c".to_owned(),
            String::new(),
        ]];
        assert_eq!(
            String::from_utf8(of_texts(&rows)).unwrap(),
            "\u{feff}'=1+1,-5,\"a,\"\"b\"\"\",\" x\",a;'=1+1;b; c,\r\n"
        );
    }
}
