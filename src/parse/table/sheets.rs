//! Which sheets of a workbook are the form, and where its headings are.

use std::collections::BTreeSet;
use std::io::{Read, Seek};

use super::above::Above;
use super::head::Head;
use super::heading::{Match, Matcher, Site, has_words};
use super::job::Job;
use super::merged::Area;
use super::preview;
use super::rows::Row;
use super::understood::AlikeSheet;
use super::workbook::Workbook;
use crate::base::slug;
use crate::diag::{Place, Problem, Problems};
use crate::parse::{Made, Record};

/// The headings among the first rows of a sheet.
pub(super) fn head(
    matcher: &Matcher<'_>,
    rows: &[Row<'_>],
    areas: &[Area],
    site: &Site,
) -> Option<Head> {
    // The year of the title is needed to know columns of months; a title has few cells in a row.
    let title = |row: &&Row<'_>| row.line().shown().take(4).count() < 4;
    let until = rows.iter().take_while(title).count();
    let above = Above::new(&rows[..until], matcher, site);
    matcher.head(rows, &above.around(areas))
}

/// Sheets that explain a form, by words of their names.
const EXPLAINING: [&str; 8] = [
    "huong-dan",
    "mau",
    "vi-du",
    "danh-muc",
    "readme",
    "example",
    "huong-dan-nhap",
    "ghi-chu",
];

fn explains(sheet: &str) -> bool {
    let slug = slug::slug(sheet);
    has_words(&slug, &EXPLAINING)
}

/// The sheet of a name, hidden or not.
pub(super) fn named_sheet<R: Read + Seek>(book: &Workbook<R>, wanted: &str) -> Option<String> {
    let sheets = [book.sheets(), book.hidden_sheets()].concat();
    // Blanks at the ends and capitals are not seen in Excel's own list.
    let plain = wanted.trim().to_lowercase();
    let exact = sheets.iter().find(|sheet| *sheet == wanted);
    let alike = sheets
        .iter()
        .find(|sheet| sheet.trim().to_lowercase() == plain);
    exact.or(alike).cloned()
}

/// A sheet with headings.
struct Headed {
    sheet: String,
    /// How many fields its headings name.
    score: usize,
    /// The fields by which sheets of one form are known.
    keys: BTreeSet<String>,
}

/// What the first rows of a sheet show.
enum Look {
    /// No headings.
    Nothing,
    /// A column for each unit: the row from 1 and the column from 0 of the first of them.
    Turned(u32, usize),
    Headed(Headed),
}

/// The sheets of a workbook that are not hidden.
#[derive(Default)]
struct Seen {
    with_headings: Vec<Headed>,
    turned: Vec<(String, (u32, usize))>,
}

impl Seen {
    /// The fields of the sheet that is the form: the one with most of them. One that explains only
    /// when there is no other.
    fn best(&self) -> Option<BTreeSet<String>> {
        let forms = self.with_headings.iter();
        let best = forms.max_by_key(|headed| (!explains(&headed.sheet), headed.score));
        best.map(|headed| headed.keys.clone())
    }
}

impl<T: Made, M: Fn(Record, &mut Problems) -> Option<T> + Sync> Job<'_, T, M> {
    /// The sheet that the sidecar names, else all that look like the form: those with the fields of
    /// the one that has most of them. Others with headings are reported, hidden ones where they look
    /// like the form; so is a sheet that is not there.
    pub(super) fn choose<R: Read + Seek>(
        &mut self,
        book: &mut Workbook<R>,
    ) -> Result<Vec<String>, Problem> {
        if let Some((wanted, place)) = &self.matcher.sidecar.sheet {
            if let Some(sheet) = named_sheet(book, wanted) {
                self.alike = self.alike(book, &sheet);
                return Ok(vec![sheet]);
            }
            let name = wanted.clone();
            let known = [book.sheets(), book.hidden_sheets()].concat().join(", ");
            self.add(place.clone(), Problem::NoSheet { name, known });
            self.parsed.broken = true;
            return Ok(Vec::new());
        }
        let seen = self.headed(book)?;
        if seen.with_headings.is_empty() && !seen.turned.is_empty() {
            for (sheet, (row, column)) in seen.turned {
                let place = self.site(&sheet).cell(row, column);
                self.add(place, Problem::TableTurned);
            }
            self.parsed.broken = true;
            return Ok(Vec::new());
        }
        let best = seen.best();
        let hidden = self.hidden_alike(book, best.as_ref());
        let Some(best) = best else {
            self.not_read(&[], &[], &hidden);
            return Err(Problem::NoHeading {
                known: self.matcher.required(),
            });
        };
        let lone = seen
            .with_headings
            .iter()
            .all(|headed| explains(&headed.sheet));
        let mut read = Vec::new();
        let mut others: Vec<String> = seen.turned.into_iter().map(|(sheet, _)| sheet).collect();
        for Headed { sheet, keys, .. } in seen.with_headings {
            if keys == best && (lone || !explains(&sheet)) {
                read.push(sheet);
            } else {
                others.push(sheet);
            }
        }
        self.not_read(&read, &others, &hidden);
        Ok(read)
    }

    /// Reports the sheets that are not read, if there are any.
    fn not_read(&mut self, read: &[String], others: &[String], hidden: &[String]) {
        if others.is_empty() && hidden.is_empty() {
            return;
        }
        self.add(
            Place::File(self.source.path.clone()),
            Problem::SheetsNotRead {
                read: read.join(", "),
                others: others.join(", "),
                hidden: hidden.join(", "),
            },
        );
    }

    /// The sheets that are not hidden and have headings.
    fn headed<R: Read + Seek>(&self, book: &mut Workbook<R>) -> Result<Seen, Problem> {
        let mut seen = Seen::default();
        for sheet in book.sheets() {
            match self.look(book, &sheet)? {
                Look::Headed(headed) => seen.with_headings.push(headed),
                Look::Turned(row, column) => seen.turned.push((sheet, (row, column))),
                Look::Nothing => {}
            }
        }
        Ok(seen)
    }

    /// What the first rows of a sheet show.
    fn look<R: Read + Seek>(&self, book: &mut Workbook<R>, sheet: &str) -> Result<Look, Problem> {
        let areas = book.areas(sheet).unwrap_or_default();
        let preview = preview(book.rows(sheet)?.as_mut())?;
        let head = head(self.matcher, &preview, &areas, &self.site(sheet));
        if let Some((row, column)) = self.matcher.turned(head.as_ref(), &preview) {
            return Ok(Look::Turned(row, column));
        }
        Ok(head.map_or(Look::Nothing, |head| {
            Look::Headed(Headed {
                sheet: sheet.to_owned(),
                score: head.score,
                keys: self.core(&head),
            })
        }))
    }

    /// The hidden sheets that look like the form. Where none of the others does (`best`), those that
    /// look like any form.
    fn hidden_alike<R: Read + Seek>(
        &self,
        book: &mut Workbook<R>,
        best: Option<&BTreeSet<String>>,
    ) -> Vec<String> {
        let mut alike = Vec::new();
        for sheet in book.hidden_sheets() {
            // A hidden sheet that is damaged stops nothing: it is not read.
            if let Ok(Look::Headed(headed)) = self.look(book, &sheet)
                && best.is_none_or(|best| *best == headed.keys)
            {
                alike.push(sheet);
            }
        }
        alike
    }

    /// The other sheets that look like the one that was named.
    fn alike<R: Read + Seek>(&self, book: &mut Workbook<R>, named: &str) -> Vec<AlikeSheet> {
        let Ok(Look::Headed(wanted)) = self.look(book, named) else {
            return Vec::new();
        };
        let shown = book.sheets().into_iter().map(|sheet| (sheet, false));
        let hidden = book.hidden_sheets().into_iter().map(|sheet| (sheet, true));
        let others = shown.chain(hidden).filter(|(sheet, _)| sheet != named);
        let mut alike = Vec::new();
        for (sheet, hidden) in others.collect::<Vec<_>>() {
            // One that is damaged is not read either.
            if let Ok(Look::Headed(headed)) = self.look(book, &sheet)
                && headed.keys == wanted.keys
            {
                alike.push(AlikeSheet { sheet, hidden });
            }
        }
        alike
    }

    /// The fields by which sheets of one form are known: what each record has, and figures.
    fn core(&self, head: &Head) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for (_, texts) in &head.columns {
            if let Match::Field(column, _) = self.matcher.find_all(texts) {
                let figure = ["submitted", "valid"].contains(&column.key.as_str());
                if column.required() && column.key != "unit" || figure {
                    keys.insert(column.key.clone());
                }
            }
        }
        keys
    }
}
