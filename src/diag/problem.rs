//! Every fault that the program knows. `vi.rs` and `en.rs` hold its words: exhaustive matches, so a
//! new fault does not compile without both.

use super::parts::{AliasFault, AreaFault, Belongs, YamlFault};
use super::{Personal, Place};

/// Whether a fault stops the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published, but somebody should look. An error under `--strict`.
    Warning,
}

/// A limit of a host that a site passes. Counts are of files, sizes of bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "as those of a problem; a folder is empty where it is the site's own"
)]
pub enum HostLimit {
    Files {
        count: u64,
        limit: u64,
    },
    FileSize {
        path: String,
        bytes: u64,
        limit: u64,
    },
    Total {
        bytes: u64,
        limit: u64,
    },
    Folder {
        folder: String,
        count: u64,
        limit: u64,
    },
}

/// A fault, with what a reader needs to mend it.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "the fields are the words' blanks; vi.rs and en.rs show each in its sentence"
)]
pub enum Problem {
    MissingContent,
    MissingSite,
    Unreadable {
        why: String,
    },
    OutsideLink,
    Shrunk {
        what: String,
        before: i64,
        now: i64,
        gone: (Vec<String>, usize),
    },
    UnknownFile {
        name: String,
        belongs: Belongs,
    },
    UnusedFile {
        bytes: u64,
    },
    Stopped {
        why: String,
    },
    NotUtf8 {
        byte: usize,
    },
    NulByte,
    TableBroken {
        why: &'static str,
    },
    TableLocked,
    TableTooBig {
        what: &'static str,
        limit: String,
    },
    NoSheet {
        name: String,
        known: String,
    },
    NoHeading {
        known: String,
    },
    SheetsNotRead {
        read: String,
        others: String,
    },
    UnknownColumn {
        heading: String,
        nearest: Option<&'static str>,
    },
    UnnamedColumn,
    DuplicateColumn {
        heading: String,
        field: &'static str,
        first: String,
    },
    MissingColumn {
        vi: &'static str,
        en: &'static str,
    },
    ColumnNotFound {
        heading: String,
        known: String,
    },
    RowsPassedOver {
        rows: String,
    },
    CellError {
        value: String,
    },
    ExtraCells {
        expected: usize,
        found: usize,
    },
    BrokenCharacter,
    CellTooLong {
        limit: usize,
    },
    BadFlag {
        value: String,
    },
    MangledCode {
        value: String,
    },
    UnclearNumber {
        value: String,
        why: &'static str,
    },
    UnlikelyDay {
        value: String,
    },
    MonthFirst {
        heading: String,
        value: String,
    },
    NoKeptValue,
    CellHidden,
    LostLetters {
        value: String,
    },
    SwallowedRows {
        rows: usize,
    },
    OldEncoding {
        name: &'static str,
        cells: usize,
    },
    OldEncodingUnsure {
        value: String,
    },
    UnfaithfulCode {
        value: String,
    },
    OtherKind {
        kind: &'static str,
    },
    TableNothing,
    MergedFigure,
    MergedTooBig {
        area: String,
    },
    DaysDiffer {
        first: String,
        second: String,
    },
    TotalDiffers {
        heading: String,
        stated: i64,
        sum: i64,
    },
    TableNotRead {
        rows: usize,
        words: String,
    },
    NamesDiffer {
        code: String,
        name: String,
    },
    PeriodColumn {
        heading: String,
    },
    UnknownUnit {
        heading: String,
        unit: String,
    },
    AmbiguousName {
        what: &'static str,
        name: String,
        ids: String,
    },
    OtherMarks {
        what: &'static str,
        name: String,
        title: String,
    },
    FrontMatterMissing,
    FrontMatterUnclosed,
    Yaml {
        fault: YamlFault,
    },
    YamlAlias,
    YamlDepth {
        limit: usize,
    },
    NotAMapping,
    DuplicateKey {
        key: String,
    },
    UnknownKey {
        key: String,
        nearest: Option<&'static str>,
        known: String,
    },
    MissingKey {
        key: &'static str,
    },
    Empty {
        key: String,
    },
    WrongType {
        key: String,
        expected: &'static str,
    },
    BadDate {
        value: String,
    },
    BadNumber {
        value: String,
    },
    BadChoice {
        value: String,
        choices: String,
        nearest: Option<&'static str>,
    },
    BadId {
        value: String,
        suggestion: String,
    },
    BadUrl {
        value: String,
    },
    BadZone {
        value: String,
    },
    UnknownReference {
        what: &'static str,
        id: String,
        nearest: Option<String>,
    },
    DuplicateId {
        what: &'static str,
        id: String,
        first: Place,
    },
    UnitCycle {
        path: String,
    },
    NoRoot,
    PhaseOrder {
        start: String,
        end: String,
    },
    PhaseOverlap {
        other: String,
    },
    UnitOrder {
        start: String,
        end: String,
    },
    SuccessorOrder {
        id: String,
        end: String,
    },
    TargetsSum {
        phase: String,
        target: i64,
        sum: i64,
        all: bool,
        child: Place,
    },
    TargetTwice {
        phase: String,
        target: i64,
        first: Place,
    },
    ZeroTarget,
    OutsideValidity {
        unit: String,
        from: Option<String>,
        to: Option<String>,
    },
    PublishedEarly {
        date: String,
    },
    SumDiffers {
        valid: bool,
        date: String,
        value: i64,
        sum: i64,
        all: bool,
    },
    ReportOvertaken {
        valid: bool,
        date: String,
        value: i64,
        unit: String,
        later: String,
        count: i64,
    },
    NoBaseline {
        phase: String,
        eve: String,
        valid: bool,
    },
    OutsideUnit {
        unit: String,
        own: bool,
        from: Option<String>,
        to: Option<String>,
        records: i64,
        reports: i64,
    },
    PhasesDiffer {
        programme: String,
        valid: bool,
        total: i64,
        in_phases: i64,
        outside: i64,
    },
    RecordsDiffer {
        valid: bool,
        date: String,
        reported: i64,
        counted: i64,
    },
    ReportConflict {
        first: Place,
    },
    ReportFalls {
        was: i64,
        now: i64,
        date: String,
    },
    EmptyReport,
    PersonalData {
        data: Personal,
    },
    TooMuch {
        what: &'static str,
        limit: usize,
    },
    RefusedFile {
        ending: String,
    },
    DrawingCleaned {
        removed: String,
    },
    MenuLink {
        target: String,
    },
    ConsentForEach {
        names: usize,
        given: usize,
    },
    SameAddress {
        url: String,
        first: Place,
        page: Option<[&'static str; 2]>,
    },
    NoAddress {
        value: String,
    },
    BadAlias {
        value: String,
        fault: AliasFault,
    },
    TagNeedsSlug {
        tag: String,
    },
    TableCells {
        columns: usize,
        cells: usize,
    },
    UnclosedMark {
        mark: String,
    },
    NoFootnote {
        name: String,
    },
    UnusedFootnote {
        name: String,
    },
    NoReference {
        name: String,
    },
    BadMacro {
        text: String,
    },
    UnknownMacro {
        name: String,
    },
    UnknownArgument {
        name: String,
        known: String,
    },
    UnknownFigure {
        name: String,
        known: String,
    },
    UnknownChart {
        name: String,
        known: String,
    },
    MapFile {
        why: String,
    },
    MapAlone {
        missing: String,
    },
    MapArea {
        area: String,
        fault: AreaFault,
    },
    MapCode {
        name: String,
        code: String,
        nearest: Option<String>,
    },
    NotOnMap {
        unit: String,
        code: String,
    },
    EmptyChart {
        name: String,
    },
    ChartTitle {
        title: String,
        numbers: String,
    },
    FigureContradicts {
        typed: String,
        known: String,
        date: Option<String>,
        source: Option<String>,
    },
    BrokenLink {
        target: String,
        nearest: Option<String>,
    },
    DeadLink {
        url: String,
        why: String,
    },
    MissingAlt {
        src: String,
    },
    MissingMedia {
        src: String,
        nearest: Option<String>,
    },
    BrokenPicture {
        why: String,
    },
    HugePicture {
        width: u32,
        height: u32,
    },
    UnsafeHtml {
        what: String,
    },
    HiddenDirection,
    LanguageNotShown {
        language: String,
    },
    TranslationAlone {
        original: String,
    },
    ThemeMissing {
        name: String,
    },
    ThemeFile {
        why: String,
    },
    Template {
        message: String,
        page: String,
        record: String,
    },
    HostLimit {
        host: &'static str,
        fault: HostLimit,
    },
}

impl Problem {
    /// A stable name for machines and searches: `unknown-reference`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::MissingContent => "missing-content",
            Self::MissingSite => "missing-site",
            Self::Unreadable { .. } => "unreadable",
            Self::OutsideLink => "outside-link",
            Self::Shrunk { .. } => "shrunk",
            Self::UnknownFile { .. } => "unknown-file",
            Self::UnusedFile { .. } => "unused-file",
            Self::Stopped { .. } => "stopped",
            Self::NotUtf8 { .. } => "not-utf8",
            Self::NulByte => "nul-byte",
            Self::TableBroken { .. } => "table-broken",
            Self::TableLocked => "table-locked",
            Self::TableTooBig { .. } => "table-too-big",
            Self::NoSheet { .. } => "no-sheet",
            Self::NoHeading { .. } => "no-heading",
            Self::SheetsNotRead { .. } => "sheets-not-read",
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
            Self::NamesDiffer { .. } => "names-differ",
            Self::PeriodColumn { .. } => "period-column",
            Self::UnknownUnit { .. } => "unknown-unit",
            Self::AmbiguousName { .. } => "ambiguous-name",
            Self::OtherMarks { .. } => "other-marks",
            Self::FrontMatterMissing => "front-matter-missing",
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
            Self::BadZone { .. } => "bad-zone",
            Self::UnknownReference { .. } => "unknown-reference",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::UnitCycle { .. } => "unit-cycle",
            Self::NoRoot => "no-root",
            Self::PhaseOrder { .. } => "phase-order",
            Self::PhaseOverlap { .. } => "phase-overlap",
            Self::UnitOrder { .. } => "unit-order",
            Self::SuccessorOrder { .. } => "successor-order",
            Self::TargetsSum { .. } => "targets-sum",
            Self::TargetTwice { .. } => "target-twice",
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
            Self::TooMuch { .. } => "too-much",
            Self::RefusedFile { .. } => "refused-file",
            Self::DrawingCleaned { .. } => "drawing-cleaned",
            Self::MenuLink { .. } => "menu-link",
            Self::ConsentForEach { .. } => "consent-for-each",
            Self::SameAddress { .. } => "same-address",
            Self::NoAddress { .. } => "no-address",
            Self::BadAlias { .. } => "bad-alias",
            Self::TagNeedsSlug { .. } => "tag-needs-slug",
            Self::TableCells { .. } => "table-cells",
            Self::UnclosedMark { .. } => "unclosed-mark",
            Self::NoFootnote { .. } => "no-footnote",
            Self::UnusedFootnote { .. } => "unused-footnote",
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
            Self::Template { .. } => "template",
            Self::HostLimit { .. } => "host-limit",
        }
    }

    /// Whether it stops the build.
    pub fn severity(&self) -> Severity {
        match self {
            Self::ReportFalls { .. }
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
            | Self::DrawingCleaned { .. }
            | Self::UnknownFile { .. }
            | Self::UnusedFile { .. }
            | Self::UnclosedMark { .. }
            | Self::UnusedFootnote { .. }
            | Self::SheetsNotRead { .. }
            | Self::UnknownColumn { .. }
            | Self::OldEncoding { .. }
            | Self::OtherKind { .. }
            | Self::TotalDiffers { .. }
            | Self::TableNotRead { .. }
            | Self::PeriodColumn { .. }
            | Self::UnnamedColumn
            | Self::OtherMarks { .. }
            | Self::RowsPassedOver { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }
}
