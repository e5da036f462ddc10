//! Scales from zero with few, round ticks.

use super::words::Words;
use crate::base::number;
use crate::chart::spec::{Axis, Tick};

/// A scale that reaches 5 % beyond `most`, never cut at a target, with at most five ticks.
pub(super) fn axis(most: i64, words: &Words<'_>) -> Axis {
    let most = most.max(0);
    let max = most.saturating_add(most / 20).max(most.saturating_add(1));
    let step = step(max);
    let values: Vec<i64> = if most == 0 {
        vec![0]
    } else {
        (0..=4)
            .map(|n: i64| n.saturating_mul(step))
            .take_while(|v| *v <= max)
            .collect()
    };
    let biggest = values.last().copied().unwrap_or(0);
    let ticks = values
        .iter()
        .map(|v| Tick {
            at: *v,
            label: number::rounded(*v, biggest, words.texts.lang),
        })
        .collect();
    Axis { max, ticks }
}

/// The smallest of 1, 2, 5, 10, 20 … that fits at most four times and a bit.
fn step(max: i64) -> i64 {
    let mut power: i64 = 1;
    loop {
        for digit in [1, 2, 5] {
            let step = power.saturating_mul(digit);
            if max / step <= 4 {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reaches_past_the_most_and_counts_roundly() {
        let words = *super::super::words::VI;
        let a = axis(600_175, &words);
        assert_eq!(a.max, 630_183);
        let labels: Vec<_> = a.ticks.iter().map(|t| t.label.as_str()).collect();
        assert_eq!(
            labels,
            ["0", "200\u{a0}nghìn", "400\u{a0}nghìn", "600\u{a0}nghìn"]
        );
        assert_eq!(axis(0, &words).ticks.len(), 1);
        assert_eq!(axis(1, &words).max, 2);
        for most in [1, 9, 10, 99, 12_345, 999_999_999, i64::MAX] {
            let a = axis(most, &words);
            assert!(
                a.ticks.len() >= 2 && a.ticks.len() <= 5,
                "{most}: {:?}",
                a.ticks
            );
            assert!(a.max >= most);
        }
    }
}
