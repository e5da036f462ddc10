//! Where a fault is.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// Where a fault is. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Place {
    /// The site as a whole.
    #[default]
    Site,
    /// A whole file, by its path below the site's root.
    File(Arc<str>),
    /// A stretch of text on one line of a file.
    Text {
        /// Path below the site's root.
        file: Arc<str>,
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
        file: Arc<str>,
        /// Sheet, empty for CSV.
        sheet: Arc<str>,
        /// Row as the spreadsheet numbers it.
        row: u32,
        /// Column, from 1.
        column: u32,
    },
}

impl Place {
    /// A stretch of text.
    pub fn text(file: &Arc<str>, line: u32, column: u32, length: u32) -> Self {
        Self::Text { file: file.clone(), line, column, length: length.max(1) }
    }

    /// The file, where there is one.
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::Site => None,
            Self::File(file) | Self::Text { file, .. } | Self::Cell { file, .. } => Some(file),
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
        let rest = |place: &Self| match place {
            Self::Site | Self::File(_) => ("".into(), 0, 0),
            Self::Text { column, length, .. } => ("".into(), *column, *length),
            Self::Cell { sheet, column, .. } => (sheet.clone(), *column, 0),
        };
        (self.file(), self.line(), rest(self)).cmp(&(other.file(), other.line(), rest(other)))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Site => Ok(()),
            Self::File(file) => f.write_str(file),
            Self::Text { file, line, column, .. } => write!(f, "{file}:{line}:{column}"),
            Self::Cell { file, sheet, row, column } if sheet.is_empty() => write!(f, "{file}:{row}:{column}"),
            Self::Cell { file, sheet, row, column } => write!(f, "{file} [{sheet}] {row}:{column}"),
        }
    }
}
