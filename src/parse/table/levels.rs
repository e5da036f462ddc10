//! Records that are the sum of others: "1" over "1.1" and "1.2", "1" over "a" and "b". A row of a
//! group is read as one until the model finds that no unit is called so.

use std::collections::BTreeMap;

/// What figures come to.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Sum {
    /// All of them.
    all: i64,
    /// Those of rows that are the sum of rows below them, which are counted twice in `all`.
    twice: i64,
}

impl Sum {
    /// Adds the figure of a record.
    pub(super) fn add(&mut self, figure: i64) {
        self.all += figure;
    }

    /// Tells that the record of this figure is the sum of others.
    pub(super) fn repeated(&mut self, figure: i64) {
        self.twice += figure;
    }

    /// What the figures come to for one who stated this: with the rows that are sums or without.
    pub(super) fn beside(self, stated: i64) -> i64 {
        if self.all == stated {
            stated
        } else {
            self.all - self.twice
        }
    }
}

/// Figures by their columns.
pub(super) type Figures = Vec<(usize, i64)>;

/// A record with a number of its own.
#[derive(Debug)]
struct Numbered {
    row: u32,
    mark: String,
    words: String,
    figures: Figures,
    /// What the rows numbered below it come to, by column.
    below: BTreeMap<usize, i64>,
}

/// The numbered records whose rows below them may not be complete yet.
#[derive(Debug, Default)]
pub(super) struct Levels(Vec<Numbered>);

/// A record that is the sum of the rows numbered below it.
#[derive(Debug)]
pub(super) struct Summing {
    pub(super) row: u32,
    pub(super) words: String,
    pub(super) figures: Figures,
}

impl Levels {
    /// Takes a record, with the text of its column of numbers; gives those that end here and are
    /// sums.
    pub(super) fn add(
        &mut self,
        row: u32,
        number: &str,
        words: String,
        figures: &[(usize, i64)],
    ) -> Vec<Summing> {
        let mark = number
            .trim_matches(|c: char| matches!(c, '.' | ')' | '(' | '/') || c.is_whitespace())
            .replace(',', ".");
        let ended = self.end(Some(&mark));
        if let Some(above) = self.0.last_mut() {
            for (column, figure) in figures {
                *above.below.entry(*column).or_default() += figure;
            }
        }
        if !mark.is_empty() {
            self.0.push(Numbered {
                row,
                mark,
                words,
                figures: figures.to_vec(),
                below: BTreeMap::new(),
            });
        }
        ended
    }

    /// Ends the records that the next one is not below of, all of them where none follows.
    pub(super) fn end(&mut self, next: Option<&str>) -> Vec<Summing> {
        let mut ended = Vec::new();
        while let Some(last) = self.0.pop() {
            if next.is_some_and(|next| is_below(&last.mark, next)) {
                self.0.push(last);
                break;
            }
            let agrees = |(column, figure): &(usize, i64)| last.below.get(column) == Some(figure);
            if !last.figures.is_empty() && last.figures.iter().all(agrees) {
                ended.push(Summing {
                    row: last.row,
                    words: last.words,
                    figures: last.figures,
                });
            }
        }
        ended
    }
}

/// Whether a number is of the level below another one: "1.2" and "1", "a" or "-" or nothing and
/// "1".
fn is_below(above: &str, number: &str) -> bool {
    let dotted = number
        .strip_prefix(above)
        .is_some_and(|rest| rest.starts_with('.'));
    let digits = above.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let mut signs = number.chars();
    let other = match (signs.next(), signs.next()) {
        (None, _) => true,
        (Some(sign), None) => sign.is_lowercase() || matches!(sign, '-' | '–' | '+' | '*' | '•'),
        _ => false,
    };
    dotted || (digits && other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_below_others() {
        for (above, number) in [
            ("1", "1.1"),
            ("1.2", "1.2.10"),
            ("3", "a"),
            ("3", "đ"),
            ("3", "-"),
            ("2.1", ""),
        ] {
            assert!(is_below(above, number), "{above} {number}");
        }
        for (above, number) in [
            ("1", "11"),
            ("1", "2.1"),
            ("1.1", "1.2"),
            ("a", "b"),
            ("a", ""),
            ("1", "2"),
            ("1", "A"),
        ] {
            assert!(!is_below(above, number), "{above} {number}");
        }
    }

    #[test]
    fn only_what_adds_up_is_a_sum() {
        let mut levels = Levels::default();
        let mut ended = Vec::new();
        for (row, number, figure) in [
            (1, "1", 200),
            (2, "1.1", 120),
            (3, "1.2", 80),
            (4, "2", 50),
            (5, "2.1", 20),
        ] {
            ended.extend(levels.add(row, number, String::new(), &[(2, figure)]));
        }
        ended.extend(levels.end(None));
        assert_eq!(ended.iter().map(|sum| sum.row).collect::<Vec<_>>(), [1]);
    }
}
