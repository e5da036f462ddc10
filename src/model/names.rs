//! What records are called, so that a table or a text may name a unit by its id, its title or its
//! short title, with or without "LĐLĐ", "CĐ" or "P." before it.
//!
//! A text is looked for step by step, and the first step that finds a record decides: the id; the
//! name as written; the name in other letters ("ĐÔNG SƠN"); the name with its abbreviations written
//! out, or without the words that say what kind of union or place it is; and then the same without
//! marks. A step that finds two records is an error: nothing is guessed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use arcstr::ArcStr;

use super::{Programme, Unit};
use crate::base::slug;
use crate::diag::Problem;

/// Ids and names of the records of every kind.
#[derive(Debug, Default)]
pub struct Names {
    kinds: BTreeMap<&'static str, Known>,
    found: HashMap<(&'static str, ArcStr), Found>,
    /// What was reported as taken in spite of other marks.
    reported: HashSet<(&'static str, ArcStr)>,
}

/// The record that a text means, or why it means none.
type Found = Result<Named, Problem>;

/// A record that was found by a text.
#[derive(Debug, Clone)]
struct Named {
    id: ArcStr,
    /// The name that was meant, where the text differs from it in marks.
    other_marks: Option<ArcStr>,
}

#[derive(Debug, Default)]
struct Known {
    ids: BTreeSet<ArcStr>,
    /// Ids with the titles that they bear.
    titles: Vec<(ArcStr, ArcStr)>,
    /// Made when a text is looked for that is not an id.
    index: Option<Index>,
}

/// Names to those who bear them, a map for each step. The values are indices into
/// `Known::titles`, or ids.
#[derive(Debug, Default)]
struct Index {
    /// As written, with single spaces.
    exact: BTreeMap<String, Vec<usize>>,
    /// In small letters, with blanks in place of all that is neither letter nor digit.
    marked: BTreeMap<String, Vec<usize>>,
    /// The core of names with marks, and without.
    cores: BTreeMap<String, Vec<(Parts, usize)>>,
    folded_cores: BTreeMap<String, Vec<(Parts, usize)>>,
    /// Without marks.
    folded: BTreeMap<String, Vec<usize>>,
    /// Ids without marks and capitals.
    ids: BTreeMap<String, Vec<ArcStr>>,
}

/// A name taken apart: "LĐLĐ huyện Đông Sơn" is a "lđlđ" of the "huyện" called "đông sơn".
#[derive(Debug, Clone, PartialEq, Eq)]
struct Parts {
    union: Option<&'static str>,
    place: Option<&'static str>,
    core: String,
}

/// A word before a name: as written, without marks, and what it means.
type Word = (&'static str, &'static str, &'static str);

/// Words before a name that say what kind of union it is.
const UNIONS: [Word; 8] = [
    ("liên đoàn lao động", "lien doan lao dong", "lđlđ"),
    ("lđlđ", "ldld", "lđlđ"),
    ("ldld", "ldld", "lđlđ"),
    ("công đoàn cơ sở", "cong doan co so", "cđcs"),
    ("cđcs", "cdcs", "cđcs"),
    ("công đoàn", "cong doan", "cđ"),
    ("cđ", "cd", "cđ"),
    ("cd", "cd", "cđ"),
];

/// Words before a name that say what kind of place or branch it is.
const PLACES: [Word; 17] = [
    ("thành phố", "thanh pho", "thành phố"),
    ("tp", "tp", "thành phố"),
    ("thị xã", "thi xa", "thị xã"),
    ("tx", "tx", "thị xã"),
    ("thị trấn", "thi tran", "thị trấn"),
    ("tt", "tt", "thị trấn"),
    ("quận", "quan", "quận"),
    ("q", "q", "quận"),
    ("huyện", "huyen", "huyện"),
    ("h", "h", "huyện"),
    ("phường", "phuong", "phường"),
    ("p", "p", "phường"),
    ("xã", "xa", "xã"),
    ("x", "x", "xã"),
    ("tỉnh", "tinh", "tỉnh"),
    ("ngành", "nganh", "ngành"),
    ("khối", "khoi", "khối"),
];

impl Parts {
    /// Takes a name in small letters apart; `folded` is one without marks.
    fn new(name: &str, folded: bool) -> Self {
        let branch = if folded { "cdn " } else { "cđn " };
        if let Some(core) = name.strip_prefix(branch) {
            return Self {
                union: Some("cđ"),
                place: Some("ngành"),
                core: core.to_owned(),
            };
        }
        let (union, rest) = before(name, &UNIONS, folded);
        let (place, rest) = before(rest, &PLACES, folded);
        Self {
            union,
            place,
            core: rest.to_owned(),
        }
    }

    /// Whether both may name the same: what one of them leaves out may be anything.
    fn agrees(&self, other: &Self) -> bool {
        let mut words = [(self.union, other.union), (self.place, other.place)].into_iter();
        self.core == other.core && words.all(|(a, b)| a.is_none() || b.is_none() || a == b)
    }
}

/// A name without the words for the kind of union and place, in small letters: that of "LĐLĐ huyện
/// Đông Sơn" is "đông sơn".
pub fn core_of_name(name: &str) -> String {
    Parts::new(&marked(name), false).core
}

/// The words before a name that say what kind of union or place it is, without marks.
pub fn office_words() -> Vec<&'static str> {
    let mut plain: Vec<&str> = Vec::new();
    for (_, word, _) in UNIONS.iter().chain(&PLACES) {
        if !plain.contains(word) {
            plain.push(word);
        }
    }
    plain
}

/// The kind of union or place that a name begins with, and the rest; a name of nothing else keeps
/// its words.
fn before<'a>(name: &'a str, words: &[Word], folded: bool) -> (Option<&'static str>, &'a str) {
    for (marked, plain, meaning) in words {
        let word = if folded { plain } else { marked };
        let rest = name.strip_prefix(word);
        if let Some(rest) = rest.and_then(|rest| rest.strip_prefix(' ')) {
            return (Some(meaning), rest);
        }
    }
    (None, name)
}

/// A name in small letters, with one blank in place of all that is neither letter nor digit.
fn marked(name: &str) -> String {
    let name = name.replace('&', " và ");
    let spaced: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    single(&spaced).to_lowercase()
}

/// A name without the mark of a footnote behind it: `Đông Sơn (1)`, `Đông Sơn (*)`.
fn without_footnote(text: &str) -> Option<&str> {
    let (name, mark) = text.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let note = |b: u8| b.is_ascii_digit() || b == b'*';
    let marked = (1..=3).contains(&mark.len()) && mark.bytes().all(note);
    Some(name.trim_end()).filter(|name| marked && !name.is_empty())
}

fn single(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Names {
    /// What units, and programmes with their phases and groups, are called.
    pub fn of(units: &[Unit], programmes: &[Programme]) -> Self {
        let mut names = Self::default();
        for unit in units {
            names.add("unit", &unit.id, &[&unit.title, &unit.short_title]);
        }
        for programme in programmes {
            names.add(
                "programme",
                &programme.id,
                &[&programme.title, &programme.short_title],
            );
            for phase in &programme.phases {
                names.add("phase", &phase.id, &[&phase.title]);
            }
            for group in &programme.groups {
                names.add("group", &group.id, &[&group.title]);
            }
        }
        names
    }

    /// Makes a record known by its id and its titles.
    pub(super) fn add(&mut self, what: &'static str, id: &str, titles: &[&str]) {
        let known = self.kinds.entry(what).or_default();
        let id: ArcStr = id.into();
        for (at, title) in titles.iter().enumerate() {
            if !titles[..at].contains(title) {
                known.titles.push((id.clone(), (*title).into()));
            }
        }
        known.index = None;
        known.ids.insert(id);
    }

    /// Whether there is a record of this id.
    pub(super) fn has(&self, what: &str, id: &str) -> bool {
        self.kinds
            .get(what)
            .is_some_and(|known| known.ids.contains(id))
    }

    /// Whether a text names a record, and nothing about it has to be reported.
    pub(super) fn plain(&mut self, what: &'static str, text: &ArcStr) -> bool {
        self.has(what, text)
            || self
                .named(what, text)
                .is_ok_and(|named| named.other_marks.is_none())
    }

    /// The id nearest to one that is not there.
    pub(super) fn nearest(&self, what: &str, id: &str) -> Option<String> {
        let known = self.kinds.get(what)?;
        slug::nearest(id, known.ids.iter().map(|id| &**id)).map(ToOwned::to_owned)
    }

    /// The id of the record that a text names, or why there is none.
    ///
    /// # Errors
    /// That it is unknown, or that more than one record is called so.
    pub fn find(&mut self, what: &'static str, text: &ArcStr) -> Result<ArcStr, Problem> {
        self.named(what, text).map(|named| named.id)
    }

    /// What has to be reported of a text that names a record: that it was taken although its marks
    /// are others. Once for each text.
    pub(super) fn remark(&mut self, what: &'static str, text: &ArcStr) -> Option<Problem> {
        let title = self.named(what, text).ok()?.other_marks?;
        self.reported
            .insert((what, text.clone()))
            .then(|| Problem::OtherMarks {
                what,
                name: text.to_string(),
                title: title.to_string(),
            })
    }

    fn named(&mut self, what: &'static str, text: &ArcStr) -> Found {
        if let Some(found) = self.found.get(&(what, text.clone())) {
            return found.clone();
        }
        let known = self.kinds.entry(what).or_default();
        let found = known.look(what, text);
        self.found.insert((what, text.clone()), found.clone());
        found
    }
}

impl Known {
    /// The record that a text names; where none is called so, that which it names without the mark
    /// of a footnote.
    fn look(&mut self, what: &'static str, text: &str) -> Found {
        let found = self.look_whole(what, text);
        match (&found, without_footnote(text)) {
            (Err(Problem::UnknownReference { .. }), Some(name)) => {
                self.look_whole(what, name).or(found)
            }
            _ => found,
        }
    }

    fn look_whole(&mut self, what: &'static str, text: &str) -> Found {
        if let Some(id) = self.ids.get(text) {
            return Ok(Named {
                id: id.clone(),
                other_marks: None,
            });
        }
        if self.index.is_none() {
            self.index = Some(self.indexed());
        }
        let Some(index) = &self.index else {
            return Err(self.unknown(what, text));
        };
        let written = marked(text);
        let folded = slug::slug(text);
        let (parts, folded_parts) = (
            Parts::new(&written, false),
            Parts::new(&slug::fold(&written), true),
        );
        let with_marks = [
            index.exact.get(&single(text)).cloned(),
            index.marked.get(&written).cloned(),
            agreeing(&self.titles, &index.cores, &parts),
        ];
        if let Some(bearers) = with_marks.into_iter().flatten().next() {
            return self.one(what, text, &bearers);
        }
        // An id is a name without marks too: "Hà Trung" and "Hạ Trung" are both "Ha Trung", even
        // when one of them has the id ha-trung.
        let bearers = index.folded.get(&folded).cloned();
        let bearers = bearers
            .or_else(|| agreeing(&self.titles, &index.folded_cores, &folded_parts))
            .unwrap_or_default();
        let by_id = index.ids.get(&folded).map(Vec::as_slice);
        let bearing = bearers.iter().map(|at| &self.titles[*at].0);
        let ids: BTreeSet<&ArcStr> = bearing.chain(by_id.unwrap_or_default()).collect();
        let mut found = ids.iter();
        match (found.next(), found.next()) {
            (None, _) => Err(self.unknown(what, text)),
            (Some(_), Some(_)) => Err(self.ambiguous(what, text, ids.into_iter())),
            (Some(id), None) => Ok(Named {
                id: (*id).clone(),
                // Headings of phases are read without their marks in any case.
                other_marks: bearers
                    .first()
                    .filter(|_| what != "phase")
                    .map(|at| self.titles[*at].1.clone()),
            }),
        }
    }

    /// The only one of those who bear a name.
    fn one(&self, what: &'static str, text: &str, bearers: &[usize]) -> Found {
        let ids: BTreeSet<&ArcStr> = bearers.iter().map(|at| &self.titles[*at].0).collect();
        if ids.len() > 1 {
            return Err(self.ambiguous(what, text, ids.into_iter()));
        }
        Ok(Named {
            id: self.titles[bearers[0]].0.clone(),
            other_marks: None,
        })
    }

    fn ambiguous<'a>(
        &self,
        what: &'static str,
        text: &str,
        ids: impl Iterator<Item = &'a ArcStr>,
    ) -> Problem {
        let ids: Vec<String> = ids.map(|id| self.with_title(id)).collect();
        Problem::AmbiguousName {
            what,
            name: text.to_owned(),
            ids: ids.join(", "),
        }
    }

    fn with_title(&self, id: &ArcStr) -> String {
        match self.titles.iter().find(|(other, _)| other == id) {
            Some((_, title)) => format!("{id} ({title})"),
            None => id.to_string(),
        }
    }

    fn unknown(&self, what: &'static str, text: &str) -> Problem {
        let titles = self.titles.iter().map(|(_, title)| &**title);
        let nearest = slug::nearest(text, titles.chain(self.ids.iter().map(|id| &**id)));
        Problem::UnknownReference {
            what,
            id: text.to_owned(),
            nearest: nearest.map(ToOwned::to_owned),
        }
    }

    fn indexed(&self) -> Index {
        let mut index = Index::default();
        for id in &self.ids {
            let ids = index.ids.entry(slug::slug(id)).or_default();
            ids.push(id.clone());
        }
        for (at, (_, title)) in self.titles.iter().enumerate() {
            let written = marked(title);
            let folded = slug::slug(title);
            if written.is_empty() || folded.is_empty() {
                continue;
            }
            index.exact.entry(single(title)).or_default().push(at);
            for (cores, parts) in [
                (&mut index.cores, Parts::new(&written, false)),
                (
                    &mut index.folded_cores,
                    Parts::new(&slug::fold(&written), true),
                ),
            ] {
                let same = cores.entry(parts.core.clone()).or_default();
                same.push((parts, at));
            }
            index.marked.entry(written).or_default().push(at);
            index.folded.entry(folded).or_default().push(at);
        }
        index
    }
}

/// Those whose names may mean the same as these parts. "Phường Đông Sơn" is not "LĐLĐ huyện Đông
/// Sơn", although that is "Đông Sơn" for short.
fn agreeing(
    titles: &[(ArcStr, ArcStr)],
    cores: &BTreeMap<String, Vec<(Parts, usize)>>,
    parts: &Parts,
) -> Option<Vec<usize>> {
    let same = cores.get(&parts.core)?;
    let others: BTreeSet<&ArcStr> = same
        .iter()
        .filter(|(other, _)| !parts.agrees(other))
        .map(|(_, at)| &titles[*at].0)
        .collect();
    let agreeing: Vec<usize> = same
        .iter()
        .map(|(_, at)| *at)
        .filter(|at| !others.contains(&titles[*at].0))
        .collect();
    (!agreeing.is_empty()).then_some(agreeing)
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNITS: [(&str, &str, &str); 8] = [
        ("tinh", "LĐLĐ tỉnh", "LĐLĐ tỉnh"),
        ("dong-son", "LĐLĐ huyện Đông Sơn", "Đông Sơn"),
        ("giao-duc", "Công đoàn ngành Giáo dục", "Giáo dục"),
        ("hac-thanh", "Công đoàn phường Hạc Thành", ""),
        ("ha-trung", "LĐLĐ huyện Hà Trung", ""),
        ("ha-trung-2", "Công đoàn phường Hạ Trung", ""),
        ("tx-nghi-son", "LĐLĐ thị xã Nghi Sơn", ""),
        ("p-nghi-son", "LĐLĐ phường Nghi Sơn", ""),
    ];

    fn found(text: &str) -> Result<(String, bool), Problem> {
        let mut names = Names::default();
        for (id, title, short) in UNITS {
            let short = if short.is_empty() { title } else { short };
            names.add("unit", id, &[title, short]);
        }
        let text: ArcStr = text.into();
        let id = names.find("unit", &text)?;
        Ok((id.to_string(), names.remark("unit", &text).is_some()))
    }

    #[test]
    fn units_are_named_as_tables_name_them() {
        let cases = [
            ("dong-son", "dong-son", false),
            ("DONG-SON", "dong-son", true),
            ("Đông Sơn", "dong-son", false),
            ("ĐÔNG  SƠN", "dong-son", false),
            ("Huyện Đông Sơn", "dong-son", false),
            ("H. Đông Sơn", "dong-son", false),
            ("LĐLĐ Đông Sơn", "dong-son", false),
            ("Liên đoàn Lao động huyện Đông Sơn", "dong-son", false),
            ("LDLD huyen Dong Son", "dong-son", true),
            ("Dong Son", "dong-son", true),
            ("Tỉnh", "tinh", false),
            ("CĐ ngành Giáo dục", "giao-duc", false),
            ("CĐ Giáo dục", "giao-duc", false),
            ("Ngành Giáo dục", "giao-duc", false),
            ("P. Hạc Thành", "hac-thanh", false),
            ("CĐ P.Hạc Thành", "hac-thanh", false),
            ("Hạc Thành", "hac-thanh", false),
            ("Hac Thanh", "hac-thanh", true),
            // Names that differ in a mark: the exact one first.
            ("Hà Trung", "ha-trung", false),
            ("Hạ Trung", "ha-trung-2", false),
            ("TX Nghi Sơn", "tx-nghi-son", false),
            ("CĐN Giáo dục", "giao-duc", false),
            ("CDN Giao duc", "giao-duc", true),
            ("Đông Sơn (1)", "dong-son", false),
            ("H. Đông Sơn (*)", "dong-son", false),
            ("Đông Sơn *", "dong-son", false),
            ("P. Nghi Sơn", "p-nghi-son", false),
        ];
        for (text, id, reported) in cases {
            assert_eq!(found(text), Ok((id.to_owned(), reported)), "{text}");
        }
    }

    #[test]
    fn what_may_be_two_is_an_error_with_both() {
        for (text, ids) in [
            (
                "Nghi Sơn",
                "p-nghi-son (LĐLĐ phường Nghi Sơn), tx-nghi-son (LĐLĐ thị xã Nghi Sơn)",
            ),
            (
                "Ha Trung",
                "ha-trung (LĐLĐ huyện Hà Trung), ha-trung-2 (Công đoàn phường Hạ Trung)",
            ),
        ] {
            match found(text) {
                Err(Problem::AmbiguousName { ids: found, .. }) => assert_eq!(found, ids),
                other => panic!("{text}: {other:?}"),
            }
        }
        for text in [
            "Phường Đông Sơn",
            "CĐ Đông Sơn Hai",
            "Xã Hà Trung",
            "LĐLĐ",
            "Huyện",
        ] {
            assert!(
                matches!(found(text), Err(Problem::UnknownReference { .. })),
                "{text}: {:?}",
                found(text)
            );
        }
    }
}
