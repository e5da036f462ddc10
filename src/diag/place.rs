//! Where a problem is.

use std::cmp::Ordering;
use std::fmt;

use arcstr::ArcStr;

use crate::base::Lang;

/// Where a problem is. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Place {
    /// The site as a whole.
    #[default]
    Site,
    /// A whole file, by its path below the site's root.
    File(ArcStr),
    /// A stretch of text on one line of a file.
    Text {
        /// Path below the site's root.
        file: ArcStr,
        /// Line.
        line: u32,
        /// First column.
        column: u32,
        /// Characters, at least 1.
        length: u32,
    },
    /// A cell of a table.
    Cell {
        /// Path below the site's root.
        file: ArcStr,
        /// Sheet, empty for CSV.
        sheet: ArcStr,
        /// Row as the spreadsheet numbers it.
        row: u32,
        /// Column, from 1.
        column: u32,
    },
}

impl Place {
    /// A stretch of text.
    pub fn text(file: &ArcStr, line: u32, column: u32, length: u32) -> Self {
        Self::Text {
            file: file.clone(),
            line,
            column,
            length: length.max(1),
        }
    }

    /// The file, where there is one.
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::Site => None,
            Self::File(file) | Self::Text { file, .. } | Self::Cell { file, .. } => Some(file),
        }
    }

    /// The place as a person finds it: cells by the names that a spreadsheet gives them.
    pub fn in_language(&self, language: Lang) -> String {
        let Self::Cell {
            file,
            sheet,
            row,
            column,
        } = self
        else {
            return self.to_string();
        };
        let cell = match language {
            Lang::Vi => "ô",
            Lang::En => "cell",
        };
        let sheet = if sheet.is_empty() {
            String::new()
        } else {
            format!("[{sheet}] ")
        };
        format!("{file} {sheet}{cell} {}", cell_name(*row, *column))
    }

    /// Where in its line or row it begins, and how long it is there; cells by their sheets.
    fn within(&self) -> (&str, u32, u32) {
        match self {
            Self::Site | Self::File(_) => ("", 0, 0),
            Self::Text { column, length, .. } => ("", *column, *length),
            Self::Cell { sheet, column, .. } => (sheet, *column, 0),
        }
    }

    /// The line or row, where there is one.
    pub fn line(&self) -> Option<u32> {
        match self {
            Self::Site | Self::File(_) => None,
            Self::Text { line, .. } => Some(*line),
            Self::Cell { row, .. } => Some(*row),
        }
    }
}

/// By file, then from top to bottom; the site comes first, and a whole file before its lines.
impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        let [this, other] = [self, other].map(|place| (place.file(), place.line(), place.within()));
        this.cmp(&other)
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A cell as a spreadsheet names it: row 4, column 2 is `B4`; row 10, column 27 is `AA10`.
pub fn cell_name(row: u32, column: u32) -> String {
    format!("{}{row}", column_name(column))
}

/// A column as a spreadsheet names it: `B` for 2, `AA` for 27.
pub fn column_name(column: u32) -> String {
    let (mut left, mut letters) = (column, Vec::new());
    while left > 0 {
        // There is no digit for zero: after Z comes AA.
        left -= 1;
        letters.push(char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    letters.iter().rev().collect()
}

/// With numbers, the same in every language.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Site => Ok(()),
            Self::File(file) => f.write_str(file),
            Self::Text {
                file, line, column, ..
            } => write!(f, "{file}:{line}:{column}"),
            Self::Cell {
                file,
                sheet,
                row,
                column,
            } if sheet.is_empty() => write!(f, "{file}:{row}:{column}"),
            Self::Cell {
                file,
                sheet,
                row,
                column,
            } => write!(f, "{file} [{sheet}] {row}:{column}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_as_a_spreadsheet_names_them() {
        let names = [
            (4, 2),
            (1, 26),
            (10, 27),
            (1, 52),
            (1, 53),
            (1, 702),
            (1, 703),
            (1_048_576, 16_384),
        ];
        let names = names.map(|(row, column)| cell_name(row, column));
        assert_eq!(
            names,
            [
                "B4",
                "Z1",
                "AA10",
                "AZ1",
                "BA1",
                "ZZ1",
                "AAA1",
                "XFD1048576"
            ]
        );
    }

    #[test]
    fn for_people_and_for_programs() {
        let cell = |sheet: &str| Place::Cell {
            file: "a.xlsx".into(),
            sheet: sheet.into(),
            row: 4,
            column: 2,
        };
        assert_eq!(cell("Quý 1").in_language(Lang::Vi), "a.xlsx [Quý 1] ô B4");
        assert_eq!(cell("").in_language(Lang::En), "a.xlsx cell B4");
        assert_eq!(
            (cell("Quý 1").to_string(), cell("").to_string()),
            ("a.xlsx [Quý 1] 4:2".into(), "a.xlsx:4:2".into())
        );
        let text = Place::text(&"a.yaml".into(), 3, 9, 7);
        assert_eq!(text.in_language(Lang::Vi), text.to_string());
    }
}
