//! What a sheet hides although it is read: rows, as a filter leaves them, and columns.

use memchr::{memchr, memmem, memrchr};

/// The most hidden rows, and stretches of hidden columns, that are kept.
pub(super) const MOST: usize = 10_000;

/// What a sheet hides.
#[derive(Debug, Default, Clone)]
pub(super) struct Hidden {
    /// Rows from 1, in their order.
    pub(super) rows: Vec<u32>,
    /// The first and the last column of each stretch, from 0.
    columns: Vec<(u32, u32)>,
}

impl Hidden {
    /// Adds a row, from 1; one that comes after the others.
    pub(super) fn row(&mut self, number: u32) {
        if self.rows.len() < MOST && Some(number) > self.rows.last().copied() {
            self.rows.push(number);
        }
    }

    /// Adds the columns from the first to the last one, from 0.
    pub(super) fn columns(&mut self, first: u32, last: u32) {
        if self.columns.len() < MOST && !self.columns.contains(&(first, last)) {
            self.columns.push((first, last));
        }
    }

    /// Whether a column, from 0, is hidden.
    pub(super) fn has_column(&self, column: u32) -> bool {
        self.columns
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&column))
    }

    /// Adds what a piece of a sheet of an `.xlsx` hides. Pieces may overlap; a tag that one does
    /// not hold whole is left to the next.
    pub(super) fn look(&mut self, xml: &[u8]) {
        let by_excel = memmem::find_iter(xml, b" hidden=\"1\"");
        let by_others = memmem::find_iter(xml, b" hidden=\"true\"");
        let mut places: Vec<usize> = by_excel.chain(by_others).collect();
        places.sort_unstable();
        for at in places {
            let start = memrchr(b'<', &xml[..at]);
            let end = memchr(b'>', &xml[at..]).map(|length| at + length);
            if let Some((start, end)) = start.zip(end) {
                self.tag(&String::from_utf8_lossy(&xml[start + 1..end]));
            }
        }
    }

    fn tag(&mut self, tag: &str) {
        let name = tag.split(' ').next().unwrap_or_default();
        match name.rsplit(':').next() {
            Some("row") => {
                if let Some(row) = number(tag, "r") {
                    self.row(row);
                }
            }
            Some("col") => {
                let (first, last) = (number(tag, "min"), number(tag, "max"));
                if let (Some(first @ 1..), Some(last @ 1..)) = (first, last) {
                    self.columns(first - 1, last - 1);
                }
            }
            _ => {}
        }
    }
}

/// The number of an attribute.
fn number(tag: &str, key: &str) -> Option<u32> {
    let value = tag.split(&format!(" {key}=\"")).nth(1)?;
    value.split('"').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_columns_whatever_the_order_of_their_attributes() {
        let mut hidden = Hidden::default();
        let xml = r#"<cols><col min="2" max="3" hidden="1"/><col hidden="true" min="5" max="5"/>
            <col min="7" max="7"/></cols><sheetData><row r="2" hidden="1"><c/></row>
            <row hidden="true" r="4"/><x:row r="6" hidden="1"/><row r="9" hidden="1""#;
        hidden.look(xml.as_bytes());
        hidden.look(&xml.as_bytes()[20..]);
        assert_eq!(hidden.rows, [2, 4, 6]);
        let columns: Vec<u32> = (0..9).filter(|column| hidden.has_column(*column)).collect();
        assert_eq!(columns, [1, 2, 4]);
    }
}
