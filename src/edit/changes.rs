//! What differs between two versions of a file, field by field.

use super::patch::gaps;
use super::{Document, EditError, Value, schema_of};
use crate::base::Lang;

/// One field whose value differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Record of the file, from 0.
    pub record: usize,
    /// Its key; `None` for a whole record, and `body` for the text of a Markdown file.
    pub key: Option<String>,
    /// The value before; `None` where there was none.
    pub before: Option<Value>,
    /// And after.
    pub after: Option<Value>,
}

/// The key under which changes of the Markdown body are.
pub const BODY: &str = "body";

/// The fields that differ, in the order in which they are written.
///
/// # Errors
/// When one of the versions cannot be read.
pub fn changes(before: &Document, after: &Document) -> Result<Vec<FieldChange>, EditError> {
    let (old, new) = (before.records()?, after.records()?);
    let mut found = Vec::new();
    for (gone, added) in gaps(&old, &new) {
        let both = gone.len().min(added.len());
        for (i, j) in gone.clone().zip(added.clone()) {
            found.extend(of_record(&old[i], &new[j], j));
        }
        let whole = |record, before, after| FieldChange {
            record,
            key: None,
            before,
            after,
        };
        found.extend(
            gone.skip(both)
                .map(|i| whole(i, Some(old[i].clone()), None)),
        );
        found.extend(
            added
                .skip(both)
                .map(|j| whole(j, None, Some(new[j].clone()))),
        );
    }
    if before.body() != after.body() {
        let text = |document: &Document| document.body().map(Value::text);
        found.push(FieldChange {
            record: 0,
            key: Some(BODY.to_owned()),
            before: text(before),
            after: text(after),
        });
    }
    Ok(found)
}

fn of_record(old: &Value, new: &Value, record: usize) -> Vec<FieldChange> {
    let (Value::Map(a), Value::Map(b)) = (old, new) else {
        return Vec::new();
    };
    let keys = b
        .iter()
        .chain(a.iter().filter(|(key, _)| new.get(key).is_none()));
    let differs = |key: &String| {
        let (before, after) = (old.get(key).cloned(), new.get(key).cloned());
        (before != after).then(|| FieldChange {
            record,
            key: Some(key.clone()),
            before,
            after,
        })
    };
    keys.filter_map(|(key, _)| differs(key)).collect()
}

/// What editors call a field of a file.
pub fn label(document: &Document, key: &str, lang: Lang) -> String {
    if key == BODY {
        return lang.pick("Nội dung", "Text").to_owned();
    }
    let field = schema_of(document.path())
        .iter()
        .find(|field| field.key == key);
    field.map_or_else(
        || key.to_owned(),
        |field| lang.pick(field.vi, field.en).to_owned(),
    )
}

/// One line that says what a change did, as a person would write it into a log: "Sửa Tiêu đề, Ngày
/// đăng của “Đợt 2”".
pub fn summary(before: Option<&Document>, after: Option<&Document>, lang: Lang) -> String {
    let name = |document: &Document| {
        let record = document.record(0).ok();
        let title = record.as_ref().and_then(|record| record.get("title"));
        match title {
            Some(Value::Text(title)) => title.clone(),
            _ => document
                .path()
                .below()
                .trim_start_matches("content/")
                .to_owned(),
        }
    };
    match (before, after) {
        (None, Some(after)) => lang.pick(
            format!("Thêm “{}”", name(after)),
            format!("Add “{}”", name(after)),
        ),
        (Some(before), None) => lang.pick(
            format!("Xóa “{}”", name(before)),
            format!("Delete “{}”", name(before)),
        ),
        (Some(before), Some(after)) => {
            let mut labels: Vec<String> = Vec::new();
            for change in changes(before, after).unwrap_or_default() {
                let named = change.key.map(|key| label(after, &key, lang));
                let named = named.unwrap_or_else(|| lang.pick("bản ghi", "records").to_owned());
                if !labels.contains(&named) {
                    labels.push(named);
                }
            }
            let (labels, name) = (labels.join(", "), name(after));
            lang.pick(
                format!("Sửa {labels} của “{name}”"),
                format!("Change {labels} of “{name}”"),
            )
        }
        (None, None) => String::new(),
    }
}

/// `now` with the changes from `before` to `after` taken back, each where its field still has the
/// value that it got; the fields that somebody changed since are returned too and stay.
///
/// # Errors
/// [`EditError::Unsafe`] when records came or went, so that fields cannot be matched.
pub fn taken_back(
    now: &Document,
    before: &Document,
    after: &Document,
) -> Result<(Document, Vec<FieldChange>), EditError> {
    let (mut result, mut kept) = (now.clone(), Vec::new());
    for change in changes(before, after)? {
        let key = change.key.clone().ok_or(EditError::Unsafe)?;
        if key == BODY {
            if now.body() == after.body() {
                result = result.with_body(before.body().unwrap_or_default())?;
            } else {
                kept.push(change);
            }
            continue;
        }
        if now.record(change.record)?.get(&key) == change.after.as_ref() {
            result = result.with_field(change.record, &key, change.before.clone())?;
        } else {
            kept.push(change);
        }
    }
    Ok((result, kept))
}
