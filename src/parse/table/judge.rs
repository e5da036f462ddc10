//! What each row of a form is, in the order of the rows: a record, or what a form has besides.

use std::borrow::Cow;

use super::Section;
use super::cell::Cell;
use super::form;
use super::heading::Bound;
use super::levels::Figures;
use super::row::Reader;
use super::rows::{Line, Row};
use super::state::State;
use super::understood::Why;
use super::written::{Marks, month_first};
use crate::base::slug;
use crate::parse::schema::Kind;
use crate::source::Role;

/// What a first, cheap look at a row brings to light.
#[derive(Debug, Default)]
pub(super) struct Quick {
    /// Whether it may be no record.
    odd: bool,
    /// Marks in numbers, by the bound column.
    pub(super) marks: Vec<(usize, Marks)>,
    /// A column whose day has the month first.
    pub(super) month_first: Option<usize>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A record; `open` when something above it may say its unit.
    Record {
        open: bool,
    },
    /// Nothing at all.
    Blank,
    Passed(Why),
    /// More people of the record above.
    Continued,
    /// Headings of another table.
    Headings,
}

/// How many cells a line of notes fills at most.
const WORDS: usize = 3;
/// How many a line below a gap may fill without being a record.
const FEW: usize = 2;

/// The cells of a row that hold words, and whether it has figures.
struct Cells<'r> {
    texts: Vec<(usize, Cow<'r, str>)>,
    figures: bool,
    filled: usize,
    /// The cell that counts the row.
    counter: Option<Cow<'r, str>>,
}

impl Reader<'_> {
    /// A first look at a row, which needs none of the others.
    pub(super) fn quick(&self, row: &Line<'_>) -> Quick {
        let mut quick = Quick::default();
        let (mut filled, mut missing, mut first) = (0, false, true);
        for (index, bound) in self.layout.bound.iter().enumerate() {
            let cell = row.cell(bound.index);
            if cell == Cell::Empty {
                missing |= bound.column.required();
                continue;
            }
            filled += 1;
            let Cell::Text(text) = cell else {
                continue;
            };
            if first || bound.column.required() {
                first = false;
                quick.odd |= form::total(&cell.shown()) || text == bound.heading;
            }
            match bound.column.field().kind {
                _ if bound.is_count() && text.contains(['.', ',']) => {
                    let mut marks = Marks::default();
                    marks.see(text);
                    quick.marks.push((index, marks));
                }
                Kind::Date if quick.month_first.is_none() && month_first(text) => {
                    quick.month_first = Some(index);
                }
                _ => {}
            }
        }
        if self.numbered {
            // A letter, or nothing, in the place of the number.
            let mut places = self.layout.counters.iter();
            quick.odd |= places.any(|column| match row.cell(*column) {
                Cell::Text(text) => form::counts_sections(text),
                cell => cell == Cell::Empty,
            });
        }
        quick.odd |= missing || filled <= FEW || self.layout.rows.len() > 1;
        quick
    }

    /// What a row is. Sections are added to those of the table.
    pub(super) fn judge(
        &self,
        row: &Line<'_>,
        quick: &Quick,
        state: &mut State,
        sections: &mut Vec<Section>,
    ) -> Verdict {
        let gap = row.number > state.last.saturating_add(1);
        state.last = row.number;
        if gap {
            state.gap = true;
            if std::mem::take(&mut state.small) {
                state.other = false;
            }
        }
        let plain = !quick.odd && !state.gap && !state.tail && !state.other;
        let verdict = if !gap && self.continues(row, state) {
            Verdict::Continued
        } else if plain {
            Verdict::Record {
                open: self.open || !sections.is_empty(),
            }
        } else {
            self.look(row, gap, state, sections)
        };
        match verdict {
            Verdict::Record { .. } => {
                state.records += 1;
                // The first rows show whether records are counted; the others are not asked.
                let asked = state.records > 500 && plain;
                state.counted += usize::from(asked || self.counter(row).is_some());
                state.odd = false;
                state.gap = false;
            }
            Verdict::Blank | Verdict::Continued => {}
            Verdict::Passed(_) | Verdict::Headings => state.odd = true,
        }
        state.continues = matches!(verdict, Verdict::Record { .. } | Verdict::Continued);
        verdict
    }

    /// What a row is that is not plainly a record.
    fn look(
        &self,
        row: &Line<'_>,
        gap: bool,
        state: &mut State,
        sections: &mut Vec<Section>,
    ) -> Verdict {
        let cells = self.cells(row);
        if cells.filled == 0 {
            return Verdict::Blank;
        }
        if self.repeated(row) {
            return Verdict::Passed(Why::Heading);
        }
        let bare = cells.counter.is_none() && !self.coded(row);
        if self.is_total(&cells, bare) {
            return Verdict::Passed(Why::Total);
        }
        if (gap || state.odd || state.tail || state.other) && self.headings_of_another(row) {
            return Verdict::Headings;
        }
        if state.other {
            return Verdict::Passed(Why::OtherTable);
        }
        let signature = cells.texts.iter().any(|(_, text)| form::signature(text));
        if state.tail || (signature && cells.filled <= WORDS && self.counter(row).is_none()) {
            // Remarks may be between records; signatures come after the last one.
            state.tail |= state.records > 0 && (state.gap || signature);
            return Verdict::Passed(Why::Note);
        }
        if gap && state.records > 0 && self.looks_like_headings(row, &cells) {
            (state.other, state.small) = (true, true);
            return Verdict::Passed(Why::OtherTable);
        }
        let below_gap = state.gap && state.records > 0 && bare;
        if below_gap && self.is_note_below_gap(row, &cells, state, !sections.is_empty()) {
            return Verdict::Passed(Why::Note);
        }
        if let Some(section) = self.section(row, &cells, self.missing(row)) {
            sections.push(section);
            return Verdict::Passed(Why::Section);
        }
        if self.has_nothing_required(row) {
            let empty = |b: &Bound| row.cell(b.index) == Cell::Empty;
            if self.layout.bound.iter().all(empty) && cells.texts.is_empty() {
                return Verdict::Blank;
            }
            return Verdict::Passed(Why::Note);
        }
        Verdict::Record {
            open: self.open || !sections.is_empty(),
        }
    }

    /// Whether a row states a total: its first words say so, or some beside figures, or, in a row
    /// that is not numbered, those in the place of what each record must have ("Cộng: 02" instead
    /// of a title, beside the unit that is merged down to it).
    fn is_total(&self, cells: &Cells<'_>, bare: bool) -> bool {
        let first = cells.texts.first();
        if first.is_some_and(|(_, text)| form::total(text)) {
            return true;
        }
        cells.texts.iter().any(|(column, text)| {
            form::total(text) && (cells.figures || bare && self.is_required(*column))
        })
    }

    fn is_required(&self, column: usize) -> bool {
        let mut bound = self.layout.bound.iter();
        bound.any(|bound| bound.index == column && bound.column.required())
    }

    /// Whether a row below a gap, without a number of its own, is a note. `named` says whether
    /// sections have named units so far.
    fn is_note_below_gap(
        &self,
        row: &Line<'_>,
        cells: &Cells<'_>,
        state: &State,
        named: bool,
    ) -> bool {
        let missing = self.missing(row);
        let few = cells.filled <= FEW && !cells.figures && !self.dated(row);
        let counted = state.counted * 10 >= state.records * 9 && state.counted > 0;
        // A name alone below a gap is that of the unit of the rows below it where sections say
        // the units: taken for a note, it would leave these rows to the unit above.
        let section = missing
            && cells.texts.len() == 1
            && !cells.figures
            && (self.names_section(row, cells) || named);
        !section && (few || (counted && (missing || !self.layout.counters.is_empty())))
    }

    /// Whether a row has few values, and none of those that a record must have.
    fn has_nothing_required(&self, row: &Line<'_>) -> bool {
        let bound = self.layout.bound.iter();
        let mut given = bound.filter(|bound| row.cell(bound.index) != Cell::Empty);
        self.missing(row)
            && given.clone().count() <= WORDS
            && !given.any(|bound| bound.column.required())
            && !self.coded(row)
            && row.width() <= self.layout.width
    }

    /// Whether a row says a day and whatever else the table asks of each record, as no note does.
    fn dated(&self, row: &Line<'_>) -> bool {
        let (days, mut required) = (self.layout.bound.iter(), self.layout.bound.iter());
        let mut days = days.filter(|bound| matches!(bound.column.field().kind, Kind::Date));
        days.any(|bound| has_digit(&row.cell(bound.index).shown()))
            && required.all(|b| !b.column.required() || row.cell(b.index) != Cell::Empty)
    }

    fn cells<'r>(&self, row: &'r Line<'_>) -> Cells<'r> {
        let mut cells = Cells {
            texts: Vec::new(),
            figures: false,
            filled: 0,
            counter: None,
        };
        for column in 0..row.width() {
            let cell = row.cell(column);
            if cell == Cell::Empty {
                continue;
            }
            cells.filled += 1;
            let counter = self.layout.counters.contains(&column)
                || (self.of_codes(column) && form::counts_sections(&cell.shown()));
            let shown = cell.shown();
            let number = shown
                .trim_end_matches(['.', ')'])
                .bytes()
                .all(|b| b.is_ascii_digit());
            if counter && (number || form::counts_sections(&shown)) {
                cells.counter = Some(shown);
                continue;
            }
            match cell {
                Cell::Text(text) if !form::is_figure(text) => {
                    cells.texts.push((column, cell.shown()));
                }
                _ => cells.figures = true,
            }
        }
        cells
    }

    /// What numbers a row of reports with figures, and its first words; none where no column does.
    pub(super) fn numbered(&self, row: &Row<'_>, figures: &Figures) -> Option<(String, String)> {
        if self.role != Role::Reports || figures.is_empty() {
            return None;
        }
        let line = row.line();
        let column = self.layout.counters.first()?;
        Some((line.cell(*column).shown().into_owned(), line.first_words()))
    }

    /// The cell that counts a row as a record: a number.
    fn counter<'r>(&self, row: &'r Line<'_>) -> Option<Cow<'r, str>> {
        let shown = |column: &usize| row.cell(*column).shown();
        let found = self.layout.counters.iter().map(shown).find(|text| {
            let mark = text.trim_end_matches(['.', ')']);
            !mark.is_empty() && mark.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        });
        found.or_else(|| self.coded(row).then_some(Cow::Borrowed("")))
    }

    /// Whether a row has a code of its own; the letter of a section is none.
    fn coded(&self, row: &Line<'_>) -> bool {
        self.layout.bound.iter().any(|b| {
            let shown = row.cell(b.index).shown();
            let code = !shown.is_empty() && !shown.contains(' ');
            b.column.key == "code" && code && !form::counts_sections(&shown)
        })
    }

    /// Whether a column holds codes.
    fn of_codes(&self, column: usize) -> bool {
        let bound = &self.layout.bound;
        bound
            .iter()
            .any(|b| b.index == column && b.column.key == "code")
    }

    /// Whether a row lacks something that it must have itself.
    fn missing(&self, row: &Line<'_>) -> bool {
        let bound = &self.layout.bound;
        bound
            .iter()
            .any(|b| b.column.required() && row.cell(b.index) == Cell::Empty)
            || self.unit_unbound
    }

    /// Whether a column cannot hold the name of anything, where sections have to name the unit.
    fn no_name(&self, bound: &Bound) -> bool {
        self.unit_unbound && matches!(bound.column.field().kind, Kind::Date)
    }

    /// Whether a row is one of the headings again, or numbers the columns.
    fn repeated(&self, row: &Line<'_>) -> bool {
        if form::numbers_columns(row) && row.shown().count() * 2 > self.layout.seen.len() {
            return true;
        }
        let texts: Vec<String> = row.shown().map(|(_, text)| slug::slug(&text)).collect();
        texts.len() >= 2 && self.layout.signatures.contains(&texts)
    }

    fn headings_of_another(&self, row: &Line<'_>) -> bool {
        let (texts, figures) = form::words(row);
        if figures || texts.len() < 2 || texts.len() > 256 {
            return false;
        }
        let keys: std::collections::BTreeSet<String> = texts
            .iter()
            .filter_map(|(_, text)| self.matcher.key_of(text))
            .collect();
        keys.len() >= 2
    }

    /// Whether a row below a gap heads a small table of other things: words only, also where this
    /// table has days and numbers.
    fn looks_like_headings(&self, row: &Line<'_>, cells: &Cells<'_>) -> bool {
        if cells.figures || cells.texts.len() < 2 || cells.counter.is_some() {
            return false;
        }
        let mut headings = 0;
        for bound in &self.layout.bound {
            let cell = row.cell(bound.index);
            let is_typed = matches!(bound.column.field().kind, Kind::Count | Kind::Date);
            if !is_typed || cell == Cell::Empty {
                continue;
            }
            if !may_head(&cell.shown()) {
                return false;
            }
            headings += 1;
        }
        headings > 0
    }

    /// Whether a text alone in its row names a section.
    fn names_section(&self, row: &Line<'_>, cells: &Cells<'_>) -> bool {
        let (column, text) = &cells.texts[0];
        form::level(text) < 5
            || cells.counter.as_deref().is_some_and(form::counts_sections)
            || form::across(self.areas, row.number, *column)
    }

    /// The section that a row begins. "II" alone, its name left out, is one too: the rows below it
    /// are not those of the section above.
    fn section(&self, row: &Line<'_>, cells: &Cells<'_>, missing: bool) -> Option<Section> {
        let counter = cells.counter.as_deref();
        let (column, name) = if self.is_section(row, cells, missing) {
            let (column, text) = &cells.texts[0];
            (*column, text.as_ref())
        } else {
            let mark = counter.filter(|mark| cells.filled == 1 && form::counts_sections(mark))?;
            let column = (0..row.width()).find(|column| row.cell(*column) != Cell::Empty)?;
            (column, mark)
        };
        let text = if cells.texts.is_empty() {
            name
        } else {
            form::name(name)
        };
        Some(Section {
            row: row.number,
            level: form::level(counter.unwrap_or(name)),
            text: text.to_owned(),
            place: self.site.cell(row.number, column),
        })
    }

    fn is_section(&self, row: &Line<'_>, cells: &Cells<'_>, missing: bool) -> bool {
        if cells.texts.len() != 1 || self.role == Role::Units {
            return false;
        }
        let (column, text) = &cells.texts[0];
        let counter = cells.counter.as_deref();
        let lettered = counter.is_some_and(form::counts_sections);
        let group = ["khoi", "cum", "nhom", "cac"]
            .iter()
            .any(|word| slug::slug(form::name(text)).split('-').next() == Some(word));
        if cells.figures {
            // Where rows are numbered, a letter in the place of the number makes a section, which
            // may state what its rows come to.
            let unnumbered = counter.is_none() && self.numbered;
            return (lettered && (group || self.numbered)) || (unnumbered && group);
        }
        if lettered && self.numbered {
            return true;
        }
        if !missing || counter.is_some_and(|counter| !form::counts_sections(counter)) {
            return false;
        }
        if lettered || self.names_section(row, cells) {
            return true;
        }
        // Alone in its row, and not where a default would make a record of it.
        let titled = self
            .layout
            .bound
            .iter()
            .any(|b| b.index == *column && b.column.required() && !self.no_name(b));
        !titled || !self.layout.counters.is_empty()
    }
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether what is in the place of a figure or a day can be a heading: "chưa gửi" is what people
/// write of a figure that is not there.
fn may_head(text: &str) -> bool {
    let slug = slug::slug(text);
    let first = slug.split('-').next().unwrap_or_default();
    let excuses = ["", "chua", "khong", "ko", "nghi", "mung", "ngay", "thang"];
    !has_digit(&slug) && !excuses.contains(&first)
}
