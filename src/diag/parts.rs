//! Parts of problems that have several kinds themselves.

use crate::base::Lang;

/// Whether a problem stops the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published, but somebody should look. An error under `--strict`.
    Warning,
}

/// Where a file that is not read belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Belongs {
    /// Into this folder.
    Folder(&'static str),
    /// Where it is, but under this name.
    Rename(String),
    /// A document of Word: its text into a Markdown file.
    Word,
    /// A photo that browsers cannot show.
    Heic,
    /// A table in a folder without tables.
    Table,
    /// Beside the table of this name, which it describes.
    Sidecar(String),
    /// Not into content/.
    Nowhere,
}

/// What a template did too much of for one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Rounds of loops, and other work that is counted: how many it may do.
    Steps(u64),
    /// HTML: how many megabytes it may write.
    Megabytes(usize),
}

/// Where in a published document names are left that the program does not take out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Traces {
    /// Comments, tracked changes or a signature of Word, Excel, PowerPoint.
    Office,
    /// The same of LibreOffice.
    OpenDocument,
    /// Notes, packed properties or a signature of a PDF.
    Pdf,
    /// Properties of a document as before 2007.
    Old,
    /// The place where a film was made.
    Film,
    /// No one knows: it is locked by a password, or broken.
    Closed,
}

/// What a file is by its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// A page of the web.
    Page,
    /// A PDF.
    Pdf,
    /// A document of Office or LibreOffice, by its ending.
    Office(&'static str),
    /// A document as before 2007, or one that a password locks.
    OldOffice,
    /// Another archive.
    Zip,
    /// A picture.
    Picture,
    /// A film or a sound.
    Film,
    /// A program.
    Program,
    /// A text.
    Text,
    /// Anything else.
    Unknown,
}

impl Content {
    /// Whether it does harm where something else is expected; anything else is of no use there.
    pub fn is_dangerous(self) -> bool {
        matches!(self, Self::Page | Self::Program)
    }
}

/// Why no static host can answer at an old address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AliasError {
    /// It is the home page, or nothing at all.
    Empty,
    /// It belongs to another site.
    Host(String),
    /// Browsers keep what is behind `#` to themselves.
    Fragment,
    /// A character that no file name may have.
    Character(char),
    /// A part such as `..` or `.git`, or one that is too long.
    Part(String),
}

/// Why a site cannot have a word in its addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordError {
    /// Pages of another kind have it or had it; its key in `addresses`.
    Taken(&'static str),
    /// It is in the list twice.
    Twice,
    /// The folder of files that the program writes, or of a language.
    Folder,
}

/// Why a YAML text cannot be read. `fixed` is the line as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "as those of a problem")]
pub enum YamlError {
    /// A colon in a value without quotes.
    Colon { key: String, fixed: String },
    /// A quote that is not closed, or closed too early.
    Quote { fixed: String },
    /// A value that begins with a sign of YAML.
    Start { character: char, fixed: String },
    /// A tab before a key.
    Tab { fixed: String },
    /// Blanks before a key.
    Indent { fixed: Option<String> },
    /// A line without a colon.
    NoColon { text: String },
    /// A bracket that is not closed.
    Bracket,
    /// Anything else, as the parser says it in English.
    Other { why: String },
}

/// What is wrong with an area of a map.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "as those of a problem")]
pub enum AreaError {
    NoCode { property: String },
    NotAnArea { kind: String },
    Empty,
    TooManyPoints { limit: usize },
    Crossing { why: String },
    OutOfRange { at: String },
}

/// What is wrong with a target that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "as those of a problem")]
pub enum TargetError {
    Outside {
        since: String,
        from: String,
        to: String,
    },
    Twice {
        since: Option<String>,
    },
    Differs {
        value: i64,
        plain: i64,
    },
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

/// What is wrong in a message file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "as those of a problem")]
pub enum MessageError {
    /// A sign of the syntax is not there.
    Expected {
        token: char,
    },
    /// A message without a text.
    Empty {
        message: String,
    },
    /// A choice without the variant for all other values.
    NoDefault,
    /// Anything else of the syntax, in the parser's words.
    Syntax {
        why: String,
    },
    /// An argument that the program does not give to this message; `known` are those it gives.
    Argument {
        message: String,
        argument: String,
        known: Vec<String>,
    },
    /// A message, term or function that does not exist.
    Reference {
        message: String,
        reference: String,
    },
    Twice {
        message: String,
    },
    /// A message that another language of the site has.
    Missing {
        message: String,
    },
    /// No file at all in a language of the site; `message` is one that another language adds.
    NoFile {
        language: Lang,
        message: String,
    },
    /// A word list of earlier versions.
    WordList {
        file: String,
    },
    /// A file whose name is not a language of the program.
    Language {
        file: String,
    },
}

/// What is wrong in a style sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "as those of a problem")]
pub enum SheetError {
    /// A bracket, text, address or comment that does not end; `what` is how it begins.
    Open {
        what: String,
    },
    /// A closing bracket without its opening one.
    Stray {
        bracket: char,
    },
    /// Text in the place of a rule that has no block.
    NoBlock,
    /// Text in the place of a declaration that has no colon behind its property.
    NoDeclaration,
    NoValue {
        property: String,
    },
    /// A token that cannot be where it is in a selector.
    Selector {
        token: String,
    },
    /// More brackets in each other than are read.
    Deep {
        most: usize,
    },
}
