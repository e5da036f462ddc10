//! What a look at the packed parts of a workbook brings to light, and its limits.

use std::collections::BTreeMap;

use super::biff::Looks;
use super::hidden::Hidden;
use super::merged::Area;

/// The most cells of a sheet that is held whole.
pub(super) const CELLS: u64 = 20_000_000;
/// The most merged areas of a sheet.
pub(super) const AREAS: usize = 100_000;

/// What a look at a part of a workbook brought to light besides its size.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) areas: Vec<Area>,
    pub(super) formulas: bool,
    pub(super) hidden: Hidden,
    /// Of an `.ods`: cells whose value is not all that they show.
    pub(super) looks: Looks,
}

/// What the sheets hold, by their names.
pub(super) type Parts = BTreeMap<String, Part>;
