//! Every problem that the program knows. `vi.rs` and `en.rs` hold its words: exhaustive matches, so
//! a new problem does not compile without both.

use super::parts::{
    AliasError, AreaError, Belongs, Bound, Content, HostLimit, MessageError, SheetError,
    TargetError, Traces, WordError, YamlError,
};
use super::{Personal, Place};

/// A problem, with what a reader needs to fix it.
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
    Jumped {
        before: i64,
        now: i64,
    },
    LaterThanToday {
        key: &'static str,
        date: String,
        today: String,
    },
    GrowthLeaps {
        valid: bool,
        sum: bool,
        was: i64,
        before: String,
        now: i64,
        date: String,
        times: i64,
    },
    ValidAbove {
        valid: i64,
        date: String,
        submitted: i64,
        later: Option<String>,
    },
    UnknownFile {
        name: String,
        belongs: Belongs,
    },
    UnusedFile {
        bytes: u64,
    },
    HiddenFile {
        name: String,
    },
    Stopped {
        why: String,
    },
    NotDeleted {
        path: String,
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
    /// Sheets with tables that are not read beside those that are, and hidden sheets that look like
    /// the form; each a list of names.
    SheetsNotRead {
        read: String,
        others: String,
        hidden: String,
    },
    /// Rows of a sheet that are read although they are hidden.
    HiddenRows {
        rows: String,
    },
    /// Columns of a sheet that are read although they are hidden, by their headings.
    HiddenColumns {
        columns: String,
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
        words: String,
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
    /// A mark for the value of the cell above: `nt`, `〃`.
    RepeatMark {
        value: String,
    },
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
    /// A table beside another one, with columns of the same meaning.
    TableBeside {
        /// The first of its headings.
        heading: String,
    },
    /// A table with a column for each unit.
    TableTurned,
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
    FrontMatterMissing {
        /// The first line that is not blank.
        first: String,
    },
    FrontMatterUnclosed,
    Yaml {
        error: YamlError,
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
        /// Only whole numbers can be there.
        whole: bool,
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
    BadBaseUrl {
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
    UnitDepth {
        unit: String,
        limit: usize,
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
    TargetHistory {
        error: TargetError,
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
        valid: bool,
        was: i64,
        now: i64,
        date: String,
    },
    EmptyReport,
    PersonalData {
        data: Personal,
    },
    NamedWithoutConsent {
        initials: String,
    },
    TooMuch {
        what: &'static str,
        limit: usize,
    },
    RefusedFile {
        ending: String,
    },
    /// The bytes of a published file are not what its ending says.
    OtherContent {
        ending: String,
        content: Content,
    },
    DrawingCleaned {
        removed: String,
    },
    NamesInside {
        traces: Traces,
        names: String,
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
        error: AliasError,
    },
    AddressWord {
        key: &'static str,
        word: String,
        error: WordError,
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
    /// A line `[name]: https://…` that no link names.
    UnusedReference {
        name: String,
    },
    /// A note or an address whose name has one already, in the line `first`.
    DefinedTwice {
        name: String,
        first: u32,
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
        error: AreaError,
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
    StyleSheet {
        error: SheetError,
    },
    MessageFile {
        error: MessageError,
        /// Whether the site asks for words of the main language in its place.
        replaced: bool,
    },
    /// The built-in file changed after the site copied it.
    ThemeBehind,
    Template {
        message: String,
        page: String,
        record: String,
    },
    TemplateBound {
        bound: Bound,
    },
    HostLimit {
        host: &'static str,
        error: HostLimit,
    },
}

impl Problem {
    /// What a file is that the system does not let be read.
    pub fn unreadable(error: std::io::Error) -> Self {
        Self::Unreadable {
            why: error.to_string(),
        }
    }
}
