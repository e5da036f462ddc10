//! The schema of a record as columns of a table: `benefit.amount` is a column, and so are the names
//! of authors.

use crate::base::slug;
use crate::parse::schema::{Field, Kind};

/// A field of the schema that a cell can hold.
#[derive(Debug, Clone)]
pub struct Column {
    /// Key, with the key around it: `benefit.amount`.
    pub key: String,
    /// The key of the record.
    pub top: &'static Field,
    /// The key inside it, where the field is a mapping or a list of them.
    pub inner: Option<&'static Field>,
    slugs: Vec<String>,
}

impl Column {
    fn new(top: &'static Field, inner: Option<&'static Field>) -> Self {
        let field = inner.unwrap_or(top);
        let key = inner.map_or_else(
            || top.key.to_owned(),
            |inner| format!("{}.{}", top.key, inner.key),
        );
        let words = [key.as_str(), field.vi, field.en]
            .into_iter()
            .chain(field.headings.iter().copied());
        let slugs = words.map(slug::slug).collect();
        Self {
            key,
            top,
            inner,
            slugs,
        }
    }

    /// A field of counts by id, which has a column for each id.
    pub(super) fn counts(top: &'static Field) -> Self {
        Self {
            key: top.key.to_owned(),
            top,
            inner: None,
            slugs: Vec::new(),
        }
    }

    /// The field whose value a cell holds.
    pub fn field(&self) -> &'static Field {
        self.inner.unwrap_or(self.top)
    }

    /// Whether each record must have it. An id that a table does not say is made from the title.
    pub fn required(&self) -> bool {
        self.inner.is_none() && self.top.required && !matches!(self.top.kind, Kind::Id)
    }

    /// What the column is called, in Vietnamese. A list of people is called by the list's own name.
    pub fn label(&self) -> &'static str {
        if self.names() {
            self.top.vi
        } else {
            self.field().vi
        }
    }

    /// Whether a cell holds the first text of each record of a list, such as the names of authors.
    pub fn names(&self) -> bool {
        match (self.top.kind, self.inner) {
            (Kind::List(Kind::Record(fields)), Some(inner)) => std::ptr::eq(inner, &fields[0]),
            _ => false,
        }
    }

    /// Whether it holds amounts of money, which have units and currencies.
    pub(super) fn money(&self) -> bool {
        self.key == "benefit.amount"
    }

    /// Whether a heading, as a slug, means this column.
    pub(super) fn means(&self, heading: &str) -> bool {
        self.slugs.iter().any(|slug| slug == heading)
    }
}

/// The columns that a table of such records may have, in the order of the schema. Lists of mappings
/// inside mappings, and counts by id, which have a column for each id, are not among them.
pub fn columns(schema: &'static [Field]) -> Vec<Column> {
    let mut columns = Vec::new();
    for top in schema {
        match top.kind {
            Kind::Record(fields) | Kind::List(&Kind::Record(fields)) => {
                let scalar = |f: &&Field| {
                    !matches!(f.kind, Kind::Record(_) | Kind::List(_) | Kind::Counts(_))
                };
                columns.extend(
                    fields
                        .iter()
                        .filter(scalar)
                        .map(|inner| Column::new(top, Some(inner))),
                );
            }
            Kind::Counts(_) | Kind::Texts => {}
            _ => columns.push(Column::new(top, None)),
        }
    }
    // The name of a list ("Tác giả") means its names; what a record calls its own goes before what
    // is inside one.
    let own: Vec<String> = columns
        .iter()
        .filter(|c| c.inner.is_none())
        .flat_map(|c| c.slugs.clone())
        .collect();
    let mut taken: Vec<String> = own;
    for column in columns.iter_mut().filter(|c| c.inner.is_some()) {
        column.slugs.retain(|slug| !taken.contains(slug));
        if column.names() {
            column
                .slugs
                .extend([column.top.key, column.top.vi, column.top.en].map(slug::slug));
            column.slugs.extend(
                column
                    .top
                    .headings
                    .iter()
                    .map(|heading| slug::slug(heading)),
            );
        }
        taken.extend(column.slugs.clone());
    }
    columns
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::parse::schema::{INITIATIVE, REPORT, UNIT};

    #[test]
    fn no_heading_means_two_columns() {
        for schema in [INITIATIVE, REPORT, UNIT] {
            let mut seen = BTreeMap::new();
            for column in columns(schema) {
                assert!(column.means(&slug::slug(&column.key)), "{}", column.key);
                assert!(
                    column.field().headings.iter().all(|h| !h.contains('(')),
                    "what is in brackets is dropped"
                );
                for slug in &column.slugs {
                    let other = seen.insert(slug.clone(), column.key.clone());
                    assert!(
                        other.is_none_or(|other| other == column.key),
                        "{slug}: {}",
                        column.key
                    );
                }
            }
        }
    }

    #[test]
    fn what_a_list_is_called_stands_for_its_names() {
        let key = |heading: &str| {
            columns(INITIATIVE)
                .into_iter()
                .find(|c| c.means(&slug::slug(heading)))
                .map(|column| column.key)
        };
        assert_eq!(key("TÁC GIẢ").as_deref(), Some("authors.name"));
        assert_eq!(key("Giá trị làm lợi").as_deref(), Some("benefit.amount"));
        assert_eq!(key("Chức vụ").as_deref(), Some("authors.role"));
        assert_eq!(key("Ghi chú"), None);
    }
}
