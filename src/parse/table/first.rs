//! What the headings and the first rows of a form show of all of them.

use super::above::Above;
use super::cell::Cell;
use super::form;
use super::heading::Layout;
use super::merged::Area;
use super::money::Unit;
use super::rows::{Line, Row};
use crate::base::number::saturated;
use crate::diag::{Problem, Problems};
use crate::parse::schema::Kind;

/// The unit of amounts that a line above the table says, where their headings say none. A line that
/// says one that is not known is a problem: it holds for the amounts all the same.
pub(super) fn measure(layout: &mut Layout, above: &Above, problems: &mut Problems) {
    for bound in layout.bound.iter_mut().filter(|b| b.column.money()) {
        if bound.scale.is_some() || bound.currency.is_some() {
            continue;
        }
        match (&above.money, &above.strange_money) {
            (Some((_, Unit::Dong(scale))), _) => bound.scale = Some(*scale),
            (Some((_, Unit::Foreign(currency))), _) => bound.currency = Some(currency),
            (None, Some((place, words))) => problems.add(
                place.clone(),
                Problem::UnknownUnit {
                    heading: bound.heading.clone(),
                    unit: words.clone(),
                },
            ),
            (None, None) => {}
        }
    }
}

/// Whether the first rows have a figure; totals are none.
pub(super) fn figures(layout: &Layout, rows: &[Row<'_>]) -> bool {
    let bound = layout.bound.iter();
    let counts = bound.filter(|b| matches!(b.column.field().kind, Kind::Count));
    let columns: Vec<usize> = counts.map(|b| b.index).collect();
    rows.iter().any(|row| has_figure(&row.line(), &columns))
}

fn has_figure(row: &Line<'_>, columns: &[usize]) -> bool {
    let (texts, _) = form::words(row);
    let total = texts.first().is_some_and(|(_, text)| form::total(text));
    !total
        && columns
            .iter()
            .any(|column| row.cell(*column) != Cell::Empty)
}

/// Whether the first rows count their records.
pub(super) fn numbered(layout: &Layout, rows: &[Row<'_>]) -> bool {
    let columns = &layout.counters;
    rows.iter().any(|row| {
        columns
            .iter()
            .any(|column| is_number(&row.line().cell(*column)))
    })
}

fn is_number(cell: &Cell<'_>) -> bool {
    let shown = cell.shown();
    let mark = shown.trim_end_matches(['.', ')']);
    !mark.is_empty() && mark.bytes().all(|b| b.is_ascii_digit())
}

/// For each bound column, and behind these each that counts rows, the areas over several rows that
/// cover it.
pub(super) fn tall(layout: &Layout, areas: &[Area]) -> Vec<Vec<Area>> {
    let down: Vec<Area> = areas
        .iter()
        .filter(|area| area.bottom > area.top)
        .copied()
        .collect();
    let bound = layout.bound.iter().map(|b| b.index);
    bound
        .chain(layout.counters.iter().copied())
        .map(|column| covering(&down, column))
        .collect()
}

fn covering(areas: &[Area], column: usize) -> Vec<Area> {
    let column = saturated(column);
    let covering = areas
        .iter()
        .filter(|area| (area.left..=area.right).contains(&column));
    covering.copied().collect()
}
