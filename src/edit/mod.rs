//! Content files are edited at the places that change: comments, order, quotes and line endings of
//! everything else stay as their authors wrote them.
//!
//! [`Document`] opens one file below content/, takes new values for its fields, and gives the text
//! with the smallest change that says so. What it gives is read again and compared with what was
//! asked; a file that cannot be changed safely is refused, never guessed at. [`save`] writes it
//! only over the version that was opened, [`History`] keeps who changed what, and [`taken_back`]
//! undoes one change.

mod added;
mod changes;
mod document;
mod git;
mod history;
mod outline;
pub mod paste;
mod patch;
mod path;
mod save;
mod scalar;
pub mod word;

pub use added::{add_media, content_file};
pub use changes::{BODY, FieldChange, changes, label, name, summary, taken_back};
pub use document::{Document, schema_of};
pub use history::{Change, History, Recorded, Versions};
pub use path::{ContentPath, is_linked};
pub use save::{Saved, Version, add_line, create, remove, replace, save};

use std::io;

use crate::base::Lang;
use crate::diag::causes_vi;

/// A value of a record as an editor sees it: text without quotes, or lists and mappings of such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A scalar, without quotes.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Keys with their values in written order; a key without a value is `Empty`.
    Map(Vec<(String, Value)>),
    /// A key that is written without a value.
    Empty,
}

impl Value {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The value of a key; `None` for other values and keys that are not there.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }
}

/// Why a file is not edited. Its `Display` is for logs; [`EditError::words`] are for editors.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// The path is not that of a file of records below content/.
    #[error("{0} is not a file of content/ that can be edited")]
    Path(String),
    /// The file cannot be read as YAML or UTF-8, or has no record of this number.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
    /// The change cannot be made without a risk for the rest of the file.
    #[error("this cannot be changed without touching the rest of the file")]
    Unsafe,
    /// A merge of Git is not finished, and both sides changed the file.
    #[error("Git is in the middle of a merge in which both sides changed this file")]
    Unmerged,
    /// Another version was saved since this one was opened.
    #[error("someone else saved this file in the meantime")]
    Changed {
        /// The text that is there now; `None` when the file was deleted.
        theirs: Option<Vec<u8>>,
    },
    /// The disk refused.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl EditError {
    /// What happened and what to do, for editors. Nothing was saved in any of these cases.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Path(path) => lang.pick(
                format!("Chưa lưu: {path} không phải tệp nội dung sửa được ở đây."),
                format!("Not saved: {path} is not a file of content/ that can be edited here."),
            ),
            Self::Unreadable(cause) => lang.pick(
                format!(
                    "Chưa lưu: không đọc được tệp này. Hãy nhờ người quản trị sửa tệp bằng tay \
                     trước ({cause})."
                ),
                format!(
                    "Not saved: the file cannot be read. Ask who runs this computer to correct it \
                     by hand first ({cause})."
                ),
            ),
            Self::Unsafe => lang.pick(
                "Chưa lưu: không sửa được chỗ này mà giữ nguyên phần còn lại của tệp. Hãy nhờ \
                 người quản trị sửa tệp bằng tay."
                    .to_owned(),
                "Not saved: this cannot be changed without touching the rest of the file. Ask who \
                 runs this computer to edit it by hand."
                    .to_owned(),
            ),
            Self::Unmerged => lang.pick(
                "Chưa lưu: Git đang ghép dở và tệp này bị sửa ở cả hai bên. Hãy nhờ người giữ kho \
                 Git chọn bản đúng trước."
                    .to_owned(),
                "Not saved: Git is in the middle of a merge in which both sides changed this \
                 file. Ask who keeps the repository to say first which text holds."
                    .to_owned(),
            ),
            Self::Changed { .. } => lang.pick(
                "Chưa lưu: người khác vừa lưu tệp này. Hãy mở lại rồi sửa.".to_owned(),
                "Not saved: someone else saved this file in the meantime. Open it again."
                    .to_owned(),
            ),
            Self::Io(error) => {
                let cause = error.to_string();
                let cause_vi = causes_vi(&cause);
                lang.pick(
                    format!("Chưa lưu: máy không ghi hoặc không đọc được tệp ({cause_vi})."),
                    format!("Not saved: the file cannot be written or read ({cause})."),
                )
            }
        }
    }
}
