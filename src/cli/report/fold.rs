//! Many problems alike: the first ones are shown, the others counted. One wrong column of a table
//! is one thing to fix.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Place};

/// One step of a list of problems.
#[derive(Debug)]
pub(super) enum Item<'a> {
    /// A problem to show.
    Problem(&'a Diagnostic),
    /// Those like the problem before, which are not shown.
    More(Vec<&'a Diagnostic>),
}

/// File, code, and for cells sheet and column: what has the same is alike.
type Kind<'a> = (Option<&'a str>, &'static str, Option<(&'a str, u32)>);

/// All problems in their order, but only the first `shown` of each kind; the rest is behind the
/// last one shown.
pub(super) fn fold<'a>(
    diagnostics: impl Iterator<Item = &'a Diagnostic>,
    shown: usize,
) -> Vec<Item<'a>> {
    let (mut seen, mut items) = (BTreeMap::<Kind<'a>, (usize, usize)>::new(), Vec::new());
    let diagnostics: Vec<_> = diagnostics.collect();
    let mut left = BTreeMap::<Kind<'a>, usize>::new();
    for diagnostic in &diagnostics {
        *left.entry(kind(diagnostic)).or_default() += 1;
    }
    for diagnostic in diagnostics {
        let kind = kind(diagnostic);
        let (count, rest) = seen.entry(kind).or_default();
        *count += 1;
        if *count <= shown {
            items.push(Item::Problem(diagnostic));
            if *count == shown && left.get(&kind).is_some_and(|&all| all > shown) {
                *rest = items.len();
                items.push(Item::More(Vec::new()));
            }
        } else if let Some(Item::More(more)) = items.get_mut(*rest) {
            more.push(diagnostic);
        }
    }
    items
}

fn kind(diagnostic: &Diagnostic) -> Kind<'_> {
    let column = match &diagnostic.place {
        Place::Cell { sheet, column, .. } => Some((&**sheet, *column)),
        _ => None,
    };
    (diagnostic.place.file(), diagnostic.problem.code(), column)
}

/// Lines as a person writes them, such as 25–310, 312, and how many are left when only this many
/// ranges are written. They come in order; a line that comes twice is written once.
pub(super) fn ranges(lines: impl Iterator<Item = u32>, most: usize) -> (String, usize) {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for line in lines {
        match runs.last_mut() {
            Some((_, last)) if line == *last || Some(line) == last.checked_add(1) => *last = line,
            _ => runs.push((line, line)),
        }
    }
    let left = runs
        .iter()
        .skip(most)
        .map(|&(first, last)| (last - first) as usize + 1)
        .sum();
    let named: Vec<String> = runs.iter().take(most).map(range).collect();
    (named.join(", "), left)
}

fn range(&(first, last): &(u32, u32)) -> String {
    if first == last {
        format!("{first}")
    } else {
        format!("{first}–{last}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Problem, Problems};

    fn shape(problems: &Problems, shown: usize) -> Vec<String> {
        let one = |d: &Diagnostic| d.place.to_string();
        fold(problems.iter(), shown)
            .iter()
            .map(|item| match item {
                Item::Problem(diagnostic) => one(diagnostic),
                Item::More(more) => format!(
                    "+{}",
                    more.iter().map(|d| one(d)).collect::<Vec<_>>().join(" ")
                ),
            })
            .collect()
    }

    fn add(problems: &mut Problems, sheet: &str, row: u32, column: u32) {
        let place = Place::Cell {
            file: "a".into(),
            sheet: sheet.into(),
            row,
            column,
        };
        problems.add(place, Problem::EmptyReport);
    }

    #[test]
    fn columns_and_sheets_are_counted_apart() {
        let mut problems = Problems::default();
        for row in 1..=4 {
            add(&mut problems, "", row, 1);
            add(&mut problems, "", row, 2 + row % 2);
        }
        add(&mut problems, "S", 9, 1);
        let expected = [
            "a:1:1",
            "a:1:3",
            "a:2:1",
            "+a:3:1 a:4:1",
            "a:2:2",
            "a:3:3",
            "a:4:2",
            "a [S] 9:1",
        ];
        assert_eq!(shape(&problems, 2), expected);
        assert_eq!(
            shape(&problems, 4).len(),
            9,
            "as many as are shown leave no rest"
        );
    }

    #[test]
    fn lines_of_text_are_alike_in_any_column() {
        let mut problems = Problems::default();
        for line in 1..=3 {
            problems.add(Place::text(&"a".into(), line, line, 1), Problem::YamlAlias);
            problems.add(Place::text(&"b".into(), line, 1, 1), Problem::YamlAlias);
        }
        assert_eq!(
            shape(&problems, 1),
            ["a:1:1", "+a:2:2 a:3:3", "b:1:1", "+b:2:1 b:3:1"]
        );
    }

    #[test]
    fn lines_are_written_as_ranges() {
        let text_of = |lines: &[u32], most| ranges(lines.iter().copied(), most);
        assert_eq!(
            text_of(&[25, 26, 27, 29, 31, 32, 32], 3),
            ("25–27, 29, 31–32".into(), 0)
        );
        assert_eq!(
            text_of(&[25, 26, 27, 29, 31, 32, 32], 1),
            ("25–27".into(), 3)
        );
        assert_eq!(text_of(&[], 9), (String::new(), 0));
        assert_eq!(text_of(&[u32::MAX, 1], 9), (format!("{}, 1", u32::MAX), 0));
    }
}
