//! The charts and phases that a text can name.

use std::path::Path;

use crate::base::Date;
use crate::pipeline;

/// The charts and phases of the site. Counting takes long, so they are kept until content/ or the
/// day changes.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// What they were made from.
    key: Option<Key>,
    /// The charts of all programmes.
    pub(super) charts: Vec<pipeline::Named>,
    /// Ids and titles.
    pub(super) phases: Vec<(String, String)>,
}

/// What decides whether the lists are made again.
#[derive(Debug, PartialEq, Eq)]
struct Key {
    /// [`super::items::Index::changes`].
    changes: u64,
    today: Date,
}

impl Named {
    /// Counts again what changed: `changes` is [`super::items::Index::changes`].
    pub(super) fn refresh(&mut self, root: &Path, today: Date, changes: u64) {
        let key = Some(Key { changes, today });
        if self.key != key {
            let (_, charts) = pipeline::charts(root, Some(today), None);
            self.charts = charts.unwrap_or_default();
            self.phases = pipeline::phases(root);
            self.key = key;
        }
    }
}
