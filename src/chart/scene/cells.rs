//! Cells of tables: as printed, and for machines.

use crate::base::{Date, Decimal, Share, number};
use crate::progress::Coverage;

/// One cell, said twice.
pub(super) struct Cell {
    /// For readers.
    pub(super) printed: String,
    /// For machines.
    pub(super) machine: String,
}

impl Cell {
    /// Words, the same for both but for formula signs.
    pub(super) fn text(text: &str) -> Self {
        Self {
            printed: text.to_owned(),
            machine: safe(text),
        }
    }

    /// A name, whose numbers are on its line for readers.
    pub(super) fn name(name: &str) -> Self {
        Self {
            printed: number::held_in_name(name),
            machine: safe(name),
        }
    }

    /// A number; what is missing prints `–` and is empty for machines.
    pub(super) fn number(value: Option<i64>, printed: impl Fn(i64) -> String) -> Self {
        Self {
            printed: value.map_or_else(dash, printed),
            machine: value.map(|v| v.to_string()).unwrap_or_default(),
        }
    }

    /// Of how many units a sum is made: `2/3`. Empty for what is not a sum.
    pub(super) fn share(coverage: Option<Coverage>) -> Self {
        let text = coverage.map(|c| format!("{}/{}", c.reported, c.expected));
        Self {
            machine: text.clone().unwrap_or_default(),
            printed: text.unwrap_or_else(dash),
        }
    }

    /// A percentage of `whole`.
    pub(super) fn percent(part: Option<i64>, whole: Option<i64>, printed: Option<String>) -> Self {
        let share = part.zip(whole).and_then(|(p, w)| Share::new(p, w));
        Self::decimal(share.map(Share::exact), printed)
    }

    /// A number with decimals.
    pub(super) fn decimal(value: Option<Decimal>, printed: Option<String>) -> Self {
        Self {
            printed: printed.unwrap_or_else(dash),
            machine: value.map(|v| v.to_string()).unwrap_or_default(),
        }
    }

    /// A day.
    pub(super) fn day(date: Option<Date>, printed: impl Fn(Date) -> String) -> Self {
        Self {
            printed: date.map_or_else(dash, printed),
            machine: date.map(|d| d.to_string()).unwrap_or_default(),
        }
    }
}

/// What is written where nothing is known.
pub(super) fn dash() -> String {
    "–".to_owned()
}

/// A spreadsheet takes such a cell for a formula, so a quotation mark goes before it.
fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Rows of cells as the two tables want them: printed rows, machine rows with headings first.
pub(super) fn split(head: &[String], rows: Vec<Vec<Cell>>) -> (Vec<Vec<String>>, Vec<Vec<String>>) {
    let mut csv = vec![head.iter().map(|h| safe(h)).collect()];
    let mut printed = Vec::new();
    for row in rows {
        let (p, m): (Vec<String>, Vec<String>) =
            row.into_iter().map(|c| (c.printed, c.machine)).unzip();
        printed.push(p);
        csv.push(m);
    }
    (printed, csv)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_none_is_rounded_away() {
        assert_eq!(Cell::text("=SUM(A1)").machine, "'=SUM(A1)");
        assert_eq!(Cell::text("@x").machine, "'@x");
        assert_eq!(Cell::name("=Khối 1").printed, "=Khối\u{a0}1");
        assert_eq!(Cell::name("=Khối 1").machine, "'=Khối 1");
        assert_eq!(Cell::text("Giai đoạn 1").machine, "Giai đoạn 1");
        assert_eq!(
            Cell::percent(Some(170_324), Some(40_000), None).machine,
            "425.81"
        );
        assert_eq!(Cell::percent(Some(1), Some(0), None).machine, "");
        assert_eq!(Cell::number(None, |v| v.to_string()).printed, "–");
    }
}
