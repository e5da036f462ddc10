//! Which sheets of a workbook are the form, and where its headings are.

use std::collections::BTreeSet;
use std::io::{Read, Seek};

use super::above::Above;
use super::head::{Around, Head};
use super::heading::{Match, Matcher, Site, has_words};
use super::merged::Area;
use super::preview;
use super::reading::Job;
use super::rows::Row;
use super::workbook::Workbook;
use crate::base::slug;
use crate::diag::{Place, Problem, Problems};
use crate::parse::Record;

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
    let around = Around {
        areas,
        year: above.year,
        valid: above.valid,
        in_period: above.in_period,
    };
    matcher.head(rows, &around)
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

impl<T: Send, M: Fn(Record, &mut Problems) -> Option<T> + Sync> Job<'_, T, M> {
    /// The sheet that the sidecar names, else all that look like the form: those with the fields of
    /// the one that has most of them. Others with headings are reported; so is a sheet that is not
    /// there.
    pub(super) fn choose<R: Read + Seek>(
        &mut self,
        book: &mut Workbook<R>,
    ) -> Result<Vec<String>, Problem> {
        let sheets = book.sheets();
        if let Some((wanted, place)) = &self.matcher.sidecar.sheet {
            // Blanks at the ends and capitals are not seen in Excel's own list.
            let plain = |name: &str| name.trim().to_lowercase();
            let exact = sheets.iter().find(|sheet| *sheet == wanted);
            let found = exact.or_else(|| sheets.iter().find(|s| plain(s) == plain(wanted)));
            if let Some(sheet) = found {
                return Ok(vec![sheet.clone()]);
            }
            let (name, known) = (wanted.clone(), sheets.join(", "));
            self.add(place.clone(), Problem::NoSheet { name, known });
            self.parsed.broken = true;
            return Ok(Vec::new());
        }
        let mut turned = Vec::new();
        let mut with_headings: Vec<(String, usize, BTreeSet<String>)> = Vec::new();
        for sheet in &sheets {
            let areas = book.areas(sheet).unwrap_or_default();
            let site = self.site(sheet);
            let preview = preview(book.rows(sheet)?.as_mut())?;
            let head = head(self.matcher, &preview, &areas, &site);
            if let Some(found) = self.matcher.turned(head.as_ref(), &preview) {
                turned.push((sheet.clone(), found));
            } else if let Some(head) = head {
                let keys = self.core(&head);
                with_headings.push((sheet.clone(), head.score, keys));
            }
        }
        if with_headings.is_empty() && !turned.is_empty() {
            for (sheet, (row, column)) in turned {
                let place = self.site(&sheet).cell(row, column);
                self.add(place, Problem::TableTurned);
            }
            self.parsed.broken = true;
            return Ok(Vec::new());
        }
        if with_headings.is_empty() {
            return Err(Problem::NoHeading {
                known: self.matcher.required(),
            });
        }
        let forms = with_headings.iter().filter(|(sheet, ..)| !explains(sheet));
        let best = forms
            .chain(&with_headings)
            .max_by_key(|(sheet, score, _)| (!explains(sheet), *score))
            .map(|(_, _, keys)| keys.clone())
            .unwrap_or_default();
        let lone = with_headings.iter().all(|(sheet, ..)| explains(sheet));
        let mut read = Vec::new();
        let mut others: Vec<String> = turned.into_iter().map(|(sheet, _)| sheet).collect();
        for (sheet, _, keys) in with_headings {
            if keys == best && (lone || !explains(&sheet)) {
                read.push(sheet);
            } else {
                others.push(sheet);
            }
        }
        if !others.is_empty() {
            let (read, others) = (read.join(", "), others.join(", "));
            self.add(
                Place::File(self.source.path.clone()),
                Problem::SheetsNotRead { read, others },
            );
        }
        Ok(read)
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
