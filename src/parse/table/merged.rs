//! Merged cells: what is in the first cell of an area holds for each of its rows.

use crate::diag::cell_name;

/// The most cells that an area among the data may cover: beyond that the sheet is a form no longer.
const MOST: u64 = 200_000;

/// A merged area; rows and columns count from 0, both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) top: u32,
    pub(super) left: u32,
    pub(super) bottom: u32,
    pub(super) right: u32,
}

impl Area {
    /// `A1:H2`
    pub(super) fn read(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(':')?;
        let ((top, left), (bottom, right)) = (cell(first)?, cell(last)?);
        (top <= bottom && left <= right).then_some(Self {
            top,
            left,
            bottom,
            right,
        })
    }

    /// An area from its first cell, and how far it goes down and across.
    pub(super) fn of(top: u64, left: u64, down: u64, across: u64) -> Option<Self> {
        Some(Self {
            top: u32::try_from(top).ok()?,
            left: u32::try_from(left).ok()?,
            bottom: last(top, down)?,
            right: last(left, across)?,
        })
    }

    /// Whether it covers more than a form ever merges.
    pub(super) fn too_big(&self) -> bool {
        let (rows, columns) = (self.bottom - self.top, self.right - self.left);
        (u64::from(rows) + 1) * (u64::from(columns) + 1) > MOST && rows > 0
    }

    /// As a person finds it: `A1:H2`.
    pub(super) fn shown(&self) -> String {
        let corners = [(self.top, self.left), (self.bottom, self.right)];
        corners
            .map(|(row, column)| cell_name(row.saturating_add(1), column.saturating_add(1)))
            .join(":")
    }

    /// Whether a cell belongs to it.
    pub(super) fn covers(&self, row: u32, column: u32) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }
}

/// The last of so many rows or columns from the first one on.
fn last(first: u64, many: u64) -> Option<u32> {
    u32::try_from(first.checked_add(many)?.checked_sub(1)?).ok()
}

/// `AB12` as row and column from 0.
fn cell(name: &str) -> Option<(u32, u32)> {
    let name = name.trim_start_matches('$');
    let letters = name.find(|c: char| !c.is_ascii_alphabetic())?;
    let column = name[..letters].bytes().try_fold(0_u32, |sum, letter| {
        sum.checked_mul(26)?
            .checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    let row: u32 = name[letters..].trim_start_matches('$').parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_read_as_spreadsheets_name_them() {
        let area = Area::read("B2:AA10").unwrap();
        assert_eq!(
            (area.top, area.left, area.bottom, area.right),
            (1, 1, 9, 26)
        );
        assert_eq!(area.shown(), "B2:AA10");
        assert!(area.covers(9, 26) && !area.covers(10, 26));
        assert!(!area.too_big() && Area::read("A1:XFD500000").unwrap().too_big());
        assert!(
            !Area::read("A1:XFD1").unwrap().too_big(),
            "a title is as wide as the sheet"
        );
        assert_eq!(Area::read("A1"), None);
    }
}
