//! Forms that were read before: `content/forms/<id>.yaml` says what their columns are, so that the
//! next file with the same headings is read the same way, without a question.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Serialize;

use crate::base::{hash, slug};
use crate::parse;
use crate::parse::table::{Carried, DayFrom, Understood, carried, quoted};
use crate::source::{Role, Source};

/// A form that was read before.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) id: String,
    pub(super) source: Source,
    to: String,
    fingerprint: String,
    headings: Vec<String>,
}

impl Kept {
    /// Whether tables of a role with these headings are read with it.
    fn is_for(&self, role: Role, fingerprint: &str) -> bool {
        self.to == to(role) && self.fingerprint == fingerprint
    }

    /// How many of its headings are among others.
    fn count_common(&self, headings: &[String]) -> usize {
        self.headings.len() - without(&self.headings, headings).len()
    }
}

/// The form of a table.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Form {
    /// Its id, which is the name of its file in content/forms/.
    pub id: String,
    /// Whether it was read before, and read the same way now.
    pub remembered: bool,
    /// The form that was compared, where its headings differ.
    pub compared: Option<String>,
    /// Headings that the compared form does not have.
    pub more: Vec<String>,
    /// Headings of the compared form that are not here.
    pub fewer: Vec<String>,
}

/// What the rows of a role are called in a form.
fn to(role: Role) -> &'static str {
    match role {
        Role::Units => "units",
        Role::Reports => "reports",
        _ => "initiatives",
    }
}

/// The forms of a site. One that cannot be read is reported by a check of the site.
pub(super) fn kept(sources: &[Source]) -> Vec<Kept> {
    let mut forms = Vec::new();
    for source in sources.iter().filter(|source| source.role == Role::Form) {
        let parsed = parse::source(source, |record, _| Some(record.fields));
        for fields in parsed.items {
            let texts = fields.texts("headings").into_iter();
            forms.push(Kept {
                id: source.id(),
                source: source.clone(),
                to: fields.text("to").unwrap_or_default(),
                fingerprint: fields.text("fingerprint").unwrap_or_default(),
                headings: texts.map(|(text, _)| text).collect(),
            });
        }
    }
    forms
}

/// The headings of a table as they are compared: a heading that is a day is any day.
pub(super) fn headings(understood: &[Understood]) -> Vec<String> {
    let mut headings: Vec<String> = Vec::new();
    for column in understood.iter().flat_map(|sheet| &sheet.columns) {
        let heading = if column.day.is_some() {
            "…".to_owned()
        } else {
            column.heading.clone()
        };
        if !headings.contains(&heading) {
            headings.push(heading);
        }
    }
    headings
}

fn fingerprint(headings: &[String]) -> String {
    let slugs: Vec<String> = headings.iter().map(|heading| slug::slug(heading)).collect();
    hash::short(slugs.join("\n").as_bytes())
}

/// Which form a table is. `wanted` is the one that somebody named, `file` the name of the table.
pub(super) fn choose<'a>(
    forms: &'a [Kept],
    wanted: Option<&str>,
    role: Role,
    headings: &[String],
    file: &str,
) -> (Form, Option<&'a Kept>) {
    let print = fingerprint(headings);
    let named = wanted.map(|id| forms.iter().find(|form| form.id == id));
    let found = match named {
        Some(named) => named.filter(|form| form.is_for(role, &print)),
        None => forms.iter().find(|form| form.is_for(role, &print)),
    };
    if let Some(kept) = found {
        let form = Form {
            id: kept.id.clone(),
            remembered: true,
            ..Form::default()
        };
        return (form, Some(kept));
    }
    let compared = match named {
        Some(named) => named,
        None => nearest(forms, role, headings),
    };
    let mut form = Form {
        id: wanted.map_or_else(|| new_id(forms, role, file), ToOwned::to_owned),
        ..Form::default()
    };
    if let Some(kept) = compared {
        form.compared = Some(kept.id.clone());
        form.more = without(headings, &kept.headings);
        form.fewer = without(&kept.headings, headings);
    }
    (form, None)
}

/// The form that has most headings in common, and half of them at least.
fn nearest<'a>(forms: &'a [Kept], role: Role, headings: &[String]) -> Option<&'a Kept> {
    forms
        .iter()
        .filter(|form| form.to == to(role))
        .map(|form| (form.count_common(headings), form))
        .max_by_key(|(common, _)| *common)
        .filter(|(common, form)| common * 2 > headings.len().max(form.headings.len()))
        .map(|(_, form)| form)
}

fn without(headings: &[String], others: &[String]) -> Vec<String> {
    let others: BTreeSet<String> = others.iter().map(|heading| slug::slug(heading)).collect();
    headings
        .iter()
        .filter(|heading| !others.contains(&slug::slug(heading)))
        .cloned()
        .collect()
}

/// An id for a form that is new: from the name of its file without days and months, so that it
/// suits next month's file too.
fn new_id(forms: &[Kept], role: Role, file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let slug = slug::slug(stem);
    let words: Vec<&str> = slug
        .split('-')
        .filter(|word| !word.bytes().any(|b| b.is_ascii_digit()))
        .filter(|word| !["thang", "ngay", "nam", "quy", "ky", "t", "q"].contains(word))
        .collect();
    let base = if words.is_empty() {
        to(role).to_owned()
    } else {
        words.join("-")
    };
    let taken = |id: &String| forms.iter().any(|form| form.id == *id);
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    std::iter::once(base.clone())
        .chain(numbered)
        .find(|id| !taken(id))
        .unwrap_or(base)
}

/// The file that remembers a form.
pub(super) fn yaml(
    role: Role,
    source: &Source,
    understood: &[Understood],
    headings: &[String],
) -> String {
    let mut out = String::from(
        "# Cách đọc một biểu mẫu; sửa được. Tệp sau có cùng các tiêu đề này sẽ được đọc đúng như \
         thế.\n# How a form is read; it may be edited. The next file with these headings is read \
         the same way.\n",
    );
    // Writing to a String cannot fail.
    let _ = writeln!(out, "to: {}", to(role));
    let _ = writeln!(out, "fingerprint: {}", quoted(&fingerprint(headings)));
    out.push_str("headings:\n");
    for heading in headings {
        let _ = writeln!(out, "  - {}", quoted(heading));
    }
    let day = understood.iter().find_map(|sheet| sheet.day.as_ref());
    if let Some(day) = day {
        let from = match day.from {
            DayFrom::Sidecar => "sidecar",
            DayFrom::Title => "title",
            DayFrom::Sheet => "sheet",
            DayFrom::File => "file",
        };
        let _ = writeln!(out, "day: {from}");
    }
    let read = read(source, understood).yaml(2);
    if !read.is_empty() {
        out.push_str("read:\n");
        out.push_str(&read);
    }
    out
}

/// What was said of the table, and what its columns were taken for.
fn read(source: &Source, understood: &[Understood]) -> Carried {
    let mut read = carried(source);
    for column in understood.iter().flat_map(|sheet| &sheet.columns) {
        let heading = &column.heading;
        let said = read.columns.iter().map(|(heading, _)| heading);
        let slug = slug::slug(heading);
        let known = said
            .chain(&read.ignore)
            .any(|other| slug::slug(other) == slug);
        // Columns of days and of targets are known by their headings alone.
        if known || heading.is_empty() || column.day.is_some() {
            continue;
        }
        match &column.key {
            Some(key) if !key.starts_with("targets") && column.scale.is_none() => {
                read.columns.push((heading.clone(), key.clone()));
            }
            Some(_) => {}
            None => read.ignore.push(heading.clone()),
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_suits_next_month_too() {
        for (file, id) in [
            ("Báo cáo tháng 8.2023.xlsx", "bao-cao"),
            ("T8.23.xls", "reports"),
            (
                "Số liệu quý III-2023 (các huyện).xlsx",
                "so-lieu-iii-cac-huyen",
            ),
            ("20230831.csv", "reports"),
        ] {
            assert_eq!(new_id(&[], Role::Reports, file), id, "{file}");
        }
    }
}
