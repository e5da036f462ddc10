//! Which field of a record a problem is of, so that it is reported at that field's line or cell.

use super::{Problem, TargetError};

impl Problem {
    /// The key of the field; `None` where the problem is of a whole record, or of several.
    pub(super) fn field(&self) -> Option<&'static str> {
        let count = |valid: bool| if valid { "valid" } else { "submitted" };
        match self {
            Self::LaterThanToday { key, .. } => Some(key),
            Self::PhaseOrder { .. } => Some("end"),
            Self::PhaseOverlap { .. } => Some("start"),
            Self::UnitOrder { .. } => Some("valid_to"),
            Self::SuccessorOrder { .. } => Some("successors"),
            Self::OutsideValidity { .. } => Some("as_of"),
            Self::PublishedEarly { .. } => Some("published"),
            Self::TargetHistory {
                error: TargetError::Outside { .. } | TargetError::Twice { .. },
            } => Some("since"),
            Self::TargetHistory {
                error: TargetError::Differs { .. },
            } => Some("value"),
            Self::ValidAbove { .. } => Some("valid"),
            Self::GrowthLeaps {
                valid, sum: false, ..
            }
            | Self::ReportFalls { valid, .. }
            | Self::SumDiffers { valid, .. }
            | Self::ReportOvertaken { valid, .. }
            | Self::RecordsDiffer { valid, .. }
            | Self::NoBaseline { valid, .. } => Some(count(*valid)),
            _ => None,
        }
    }
}
