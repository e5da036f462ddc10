//! Texts of initiatives, which may be hundreds of thousands: those that an earlier step wrote into
//! the memory of the build are read again where they are needed, so that no step holds all of them.

use crate::base::hash;
use std::borrow::Cow;
use std::sync::Arc;

use super::Body;
use crate::base::memo::Texts;
use crate::diag::Problem;

/// A text that is here or can be read.
#[derive(Debug, Clone)]
pub enum Text {
    /// In memory.
    Here(Body),
    /// In the memory of the build.
    Kept(Kept),
}

/// Where a text is in the memory of the build.
#[derive(Debug, Clone)]
pub struct Kept {
    pub(super) texts: Arc<Texts>,
    pub(super) place: u64,
    pub(super) length: u32,
    pub(super) first_line: u32,
    /// Of the file that it was written in.
    pub(super) hash: [u8; 16],
    /// CRC-32 of its bytes: a disk that lost power may hold others.
    pub(super) sum: u32,
    /// Whether its HTML depends on nothing but itself.
    pub(super) plain: bool,
}

impl Text {
    /// The text.
    ///
    /// # Errors
    /// When what was remembered of it cannot be read any more.
    pub fn read(&self) -> Result<Cow<'_, Body>, Problem> {
        match self {
            Self::Here(body) => Ok(Cow::Borrowed(body)),
            Self::Kept(kept) => kept.read().map(Cow::Owned),
        }
    }

    /// A fingerprint of a text whose HTML depends on nothing but itself: it has no link, picture,
    /// macro or HTML. Nothing for others.
    pub fn print(&self) -> Option<[u8; 16]> {
        match self {
            Self::Here(body) => plain(&body.text).then(|| print(body)),
            Self::Kept(kept) => kept.plain.then_some(kept.hash),
        }
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.read().ok() == other.read().ok()
    }
}

impl Kept {
    fn read(&self) -> Result<Body, Problem> {
        let text = self
            .texts
            .read(self.place, self.length as usize, self.sum)
            .ok_or_else(|| Problem::Unreadable {
                why:
                    "the memory of the site (.tiendo/memory) is damaged · bộ nhớ của trang bị hỏng"
                        .to_owned(),
            })?;
        Ok(Body {
            text,
            first_line: self.first_line,
        })
    }
}

/// A fingerprint of a text and of the line it begins at, which problems in it name.
fn print(body: &Body) -> [u8; 16] {
    let mut hasher = hash::Hasher::new();
    hasher
        .update(&body.first_line.to_le_bytes())
        .update(body.text.as_bytes());
    hasher.finalize().as_bytes()[..16]
        .try_into()
        .unwrap_or_default()
}

/// Whether the HTML of a text depends on nothing but itself.
pub(super) fn plain(text: &str) -> bool {
    !text
        .bytes()
        .any(|byte| matches!(byte, b'[' | b'<' | b'{' | b'&'))
}
