//! The stable name of each problem, and whether it stops the build.

use super::{MessageError, Problem, Severity};

impl Problem {
    /// A stable name for machines and searches: `unknown-reference`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::MissingContent => "missing-content",
            Self::MissingSite => "missing-site",
            Self::Unreadable { .. } => "unreadable",
            Self::OutsideLink => "outside-link",
            Self::Shrunk { .. } => "shrunk",
            Self::Jumped { .. } => "jumped",
            Self::LaterThanToday { .. } => "later-than-today",
            Self::GrowthLeaps { .. } => "growth-leaps",
            Self::ValidAbove { .. } => "valid-above",
            Self::UnknownFile { .. } => "unknown-file",
            Self::UnusedFile { .. } => "unused-file",
            Self::HiddenFile { .. } => "hidden-file",
            Self::Stopped { .. } => "stopped",
            Self::NotDeleted { .. } => "not-deleted",
            Self::NotUtf8 { .. } => "not-utf8",
            Self::NulByte => "nul-byte",
            Self::TableBroken { .. } => "table-broken",
            Self::TableLocked => "table-locked",
            Self::TableTooBig { .. } => "table-too-big",
            Self::NoSheet { .. } => "no-sheet",
            Self::NoHeading { .. } => "no-heading",
            Self::SheetsNotRead { .. } => "sheets-not-read",
            Self::HiddenRows { .. } => "hidden-rows",
            Self::HiddenColumns { .. } => "hidden-columns",
            Self::UnknownColumn { .. } => "unknown-column",
            Self::UnnamedColumn => "unnamed-column",
            Self::DuplicateColumn { .. } => "duplicate-column",
            Self::MissingColumn { .. } => "missing-column",
            Self::ColumnNotFound { .. } => "column-not-found",
            Self::RowsPassedOver { .. } => "rows-passed-over",
            Self::CellError { .. } => "cell-error",
            Self::ExtraCells { .. } => "extra-cells",
            Self::BrokenCharacter => "broken-character",
            Self::CellTooLong { .. } => "cell-too-long",
            Self::BadFlag { .. } => "bad-flag",
            Self::MangledCode { .. } => "mangled-code",
            Self::UnclearNumber { .. } => "unclear-number",
            Self::UnlikelyDay { .. } => "unlikely-day",
            Self::MonthFirst { .. } => "month-first",
            Self::NoKeptValue => "no-kept-value",
            Self::CellHidden => "cell-hidden",
            Self::RepeatMark { .. } => "repeat-mark",
            Self::LostLetters { .. } => "lost-letters",
            Self::SwallowedRows { .. } => "swallowed-rows",
            Self::OldEncoding { .. } => "old-encoding",
            Self::OldEncodingUnsure { .. } => "old-encoding-unsure",
            Self::UnfaithfulCode { .. } => "unfaithful-code",
            Self::OtherKind { .. } => "other-kind",
            Self::TableNothing => "table-nothing",
            Self::MergedFigure => "merged-figure",
            Self::MergedTooBig { .. } => "merged-too-big",
            Self::DaysDiffer { .. } => "days-differ",
            Self::TotalDiffers { .. } => "total-differs",
            Self::TableNotRead { .. } => "table-not-read",
            Self::TableBeside { .. } => "table-beside",
            Self::TableTurned => "table-turned",
            Self::NamesDiffer { .. } => "names-differ",
            Self::PeriodColumn { .. } => "period-column",
            Self::UnknownUnit { .. } => "unknown-unit",
            Self::AmbiguousName { .. } => "ambiguous-name",
            Self::OtherMarks { .. } => "other-marks",
            Self::FrontMatterMissing { .. } => "front-matter-missing",
            Self::FrontMatterUnclosed => "front-matter-unclosed",
            Self::Yaml { .. } => "yaml",
            Self::YamlAlias => "yaml-alias",
            Self::YamlDepth { .. } => "yaml-depth",
            Self::NotAMapping => "not-a-mapping",
            Self::DuplicateKey { .. } => "duplicate-key",
            Self::UnknownKey { .. } => "unknown-key",
            Self::MissingKey { .. } => "missing-key",
            Self::Empty { .. } => "empty",
            Self::WrongType { .. } => "wrong-type",
            Self::BadDate { .. } => "bad-date",
            Self::BadNumber { .. } => "bad-number",
            Self::BadChoice { .. } => "bad-choice",
            Self::BadId { .. } => "bad-id",
            Self::BadUrl { .. } => "bad-url",
            Self::BadBaseUrl { .. } => "bad-base-url",
            Self::BadZone { .. } => "bad-zone",
            Self::UnknownReference { .. } => "unknown-reference",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::UnitCycle { .. } => "unit-cycle",
            Self::UnitDepth { .. } => "unit-depth",
            Self::NoRoot => "no-root",
            Self::PhaseOrder { .. } => "phase-order",
            Self::PhaseOverlap { .. } => "phase-overlap",
            Self::UnitOrder { .. } => "unit-order",
            Self::SuccessorOrder { .. } => "successor-order",
            Self::TargetsSum { .. } => "targets-sum",
            Self::TargetTwice { .. } => "target-twice",
            Self::TargetHistory { .. } => "target-history",
            Self::ZeroTarget => "zero-target",
            Self::OutsideValidity { .. } => "outside-validity",
            Self::PublishedEarly { .. } => "published-early",
            Self::SumDiffers { .. } => "sum-differs",
            Self::ReportOvertaken { .. } => "report-overtaken",
            Self::NoBaseline { .. } => "no-baseline",
            Self::OutsideUnit { .. } => "outside-unit",
            Self::PhasesDiffer { .. } => "phases-differ",
            Self::RecordsDiffer { .. } => "records-differ",
            Self::ReportConflict { .. } => "report-conflict",
            Self::ReportFalls { .. } => "report-falls",
            Self::EmptyReport => "empty-report",
            Self::PersonalData { .. } => "personal-data",
            Self::NamedWithoutConsent { .. } => "named-without-consent",
            Self::TooMuch { .. } => "too-much",
            Self::RefusedFile { .. } => "refused-file",
            Self::OtherContent { .. } => "other-content",
            Self::DrawingCleaned { .. } => "drawing-cleaned",
            Self::NamesInside { .. } => "names-inside",
            Self::MenuLink { .. } => "menu-link",
            Self::ConsentForEach { .. } => "consent-for-each",
            Self::SameAddress { .. } => "same-address",
            Self::NoAddress { .. } => "no-address",
            Self::BadAlias { .. } => "bad-alias",
            Self::AddressWord { .. } => "address-word",
            Self::TagNeedsSlug { .. } => "tag-needs-slug",
            Self::TableCells { .. } => "table-cells",
            Self::UnclosedMark { .. } => "unclosed-mark",
            Self::NoFootnote { .. } => "no-footnote",
            Self::UnusedFootnote { .. } => "unused-footnote",
            Self::UnusedReference { .. } => "unused-reference",
            Self::DefinedTwice { .. } => "defined-twice",
            Self::NoReference { .. } => "no-reference",
            Self::BadMacro { .. } => "bad-macro",
            Self::UnknownMacro { .. } => "unknown-macro",
            Self::UnknownArgument { .. } => "unknown-argument",
            Self::UnknownFigure { .. } => "unknown-figure",
            Self::UnknownChart { .. } => "unknown-chart",
            Self::MapFile { .. } => "map-file",
            Self::MapAlone { .. } => "map-alone",
            Self::MapArea { .. } => "map-area",
            Self::MapCode { .. } => "map-code",
            Self::NotOnMap { .. } => "not-on-map",
            Self::EmptyChart { .. } => "empty-chart",
            Self::ChartTitle { .. } => "chart-title",
            Self::FigureContradicts { .. } => "figure-contradicts",
            Self::BrokenLink { .. } => "broken-link",
            Self::DeadLink { .. } => "dead-link",
            Self::MissingAlt { .. } => "missing-alt",
            Self::MissingMedia { .. } => "missing-media",
            Self::BrokenPicture { .. } => "broken-picture",
            Self::HugePicture { .. } => "huge-picture",
            Self::UnsafeHtml { .. } => "unsafe-html",
            Self::HiddenDirection => "hidden-direction",
            Self::LanguageNotShown { .. } => "language-not-shown",
            Self::TranslationAlone { .. } => "translation-alone",
            Self::ThemeMissing { .. } => "theme-missing",
            Self::ThemeFile { .. } => "theme-file",
            Self::StyleSheet { .. } => "style-sheet",
            Self::MessageFile { error, .. } => match error {
                MessageError::Missing { .. } => "message-missing",
                MessageError::NoFile { .. } => "language-without-messages",
                _ => "message-file",
            },
            Self::ThemeBehind => "theme-behind",
            Self::Template { .. } => "template",
            Self::TemplateBound { .. } => "template-bound",
            Self::HostLimit { .. } => "host-limit",
        }
    }

    /// Whether it stops the build.
    pub fn severity(&self) -> Severity {
        match self {
            Self::OtherContent { content, .. } if !content.is_dangerous() => Severity::Warning,
            Self::MessageFile { replaced: true, .. }
            | Self::ReportFalls { .. }
            | Self::LaterThanToday { .. }
            | Self::GrowthLeaps { .. }
            | Self::ValidAbove { .. }
            | Self::PhaseOverlap { .. }
            | Self::TargetsSum { .. }
            | Self::ZeroTarget
            | Self::SumDiffers { .. }
            | Self::NotOnMap { .. }
            | Self::ReportOvertaken { .. }
            | Self::NoBaseline { .. }
            | Self::OutsideUnit { .. }
            | Self::PhasesDiffer { .. }
            | Self::RecordsDiffer { .. }
            | Self::FigureContradicts { .. }
            | Self::UnsafeHtml { .. }
            | Self::HiddenDirection
            | Self::DeadLink { .. }
            | Self::LanguageNotShown { .. }
            | Self::ThemeBehind
            | Self::DrawingCleaned { .. }
            | Self::NamesInside { .. }
            | Self::UnknownFile { .. }
            | Self::UnusedFile { .. }
            | Self::HiddenFile { .. }
            | Self::UnclosedMark { .. }
            | Self::UnusedFootnote { .. }
            | Self::UnusedReference { .. }
            | Self::SheetsNotRead { .. }
            | Self::HiddenRows { .. }
            | Self::HiddenColumns { .. }
            | Self::UnknownColumn { .. }
            | Self::OldEncoding { .. }
            | Self::OtherKind { .. }
            | Self::TotalDiffers { .. }
            | Self::TableNotRead { .. }
            | Self::TableBeside { .. }
            | Self::PeriodColumn { .. }
            | Self::UnnamedColumn
            | Self::OtherMarks { .. }
            | Self::RowsPassedOver { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }
}
