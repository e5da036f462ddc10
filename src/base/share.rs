//! One rule for every percentage, pace and rate that is printed or published.
//!
//! Both are kept as whole numbers and rounded once, half away from zero, when they are written.
//! Rounding never crosses a line that has a meaning: 39,999 of 40,000 is "almost 100%", 40,001 is
//! "over 100%", 10 is "under 0.1%", and a pace that is not zero is never "0" (docs/en/method.md).

use super::Lang;
use std::cmp::Ordering;
use std::fmt::{self, Display, Formatter};

use super::number::{self, NBSP};

/// Decimals in data files.
const PLACES: u32 = 4;
/// What percentages typed by editors are kept in: millionths.
const TYPED: f64 = 1e6;

/// A part of a whole that is above zero, to be said in percent.
#[derive(Debug, Clone, Copy)]
pub struct Share {
    part: i64,
    whole: i64,
}

/// This many times a count over a number of days, members or the like: what is not a share.
#[derive(Debug, Clone, Copy)]
pub struct Rate {
    count: i64,
    per: i64,
    times: i64,
}

/// A number for machines: a decimal point, at most four decimals, none at the end that is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal(i128);

impl Share {
    /// `None` for a whole of zero or less, of which nothing is a percentage.
    pub fn new(part: i64, whole: i64) -> Option<Self> {
        (whole > 0).then_some(Self { part, whole })
    }

    /// A percentage that was published as such, to six decimals.
    pub fn published(percent: f64) -> Self {
        Self {
            // The cast saturates.
            part: (percent * TYPED).round() as i64,
            whole: 100 * TYPED as i64,
        }
    }

    /// `425,8%`, `100%`; `gần 100%`, `hơn 100%`, `dưới 0,1%` for what only rounds to a line.
    pub fn text(self, language: Lang) -> String {
        let forms = language.forms();
        let tenths = scaled(self.part, self.whole, 100, 1);
        let (word, tenths) = match (tenths, self.part.cmp(&0), self.part.cmp(&self.whole)) {
            (0, Ordering::Greater, _) => (forms.under, 1),
            (0, Ordering::Less, _) => (forms.under, 0),
            (1000, _, Ordering::Less) => (forms.almost, tenths),
            (1000, _, Ordering::Greater) => (forms.over, tenths),
            _ => ("", tenths),
        };
        format!("{}%", hedged(word, &number::tenths(tenths, language)))
    }

    /// What lies above the whole, in percent of it: `325,8%`, `dưới 0,1%`; `None` when nothing
    /// does.
    pub fn surplus(self, language: Lang) -> Option<String> {
        let above = self.above().filter(|above| above.part > 0)?;
        let tenths = scaled(above.part, above.whole, 100, 1);
        // Twice the target has no meaning of its own, so that only zero is a line here.
        Some(format!("{}%", above_zero(tenths, 1, language)))
    }

    /// The surplus for machines.
    pub fn surplus_exact(self) -> Option<Decimal> {
        self.above()
            .filter(|above| above.part > 0)
            .map(|above| Decimal(off_line(scaled(above.part, above.whole, 100, PLACES), 0, 1)))
    }

    fn above(self) -> Option<Self> {
        let part = self.part.checked_sub(self.whole)?;
        Some(Self { part, ..self })
    }

    /// In percent, for machines. What only rounds to 0 or 100 is written a ten-thousandth beside
    /// it.
    pub fn exact(self) -> Decimal {
        let value = scaled(self.part, self.whole, 100, PLACES);
        let zero = order(self.part.cmp(&0));
        let whole = order(self.part.cmp(&self.whole));
        Decimal(off_line(off_line(value, 0, zero), 1_000_000, whole))
    }

    /// In percent, for places on a scale and for distances.
    pub fn percent(self) -> f64 {
        self.part as f64 * 100.0 / self.whole as f64
    }
}

impl PartialEq for Share {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Share {}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Share {
    /// Before rounding: 412 of 400 and 103 of 100 are equal.
    fn cmp(&self, other: &Self) -> Ordering {
        let own = i128::from(self.part) * i128::from(other.whole);
        own.cmp(&(i128::from(other.part) * i128::from(self.whole)))
    }
}

impl Rate {
    /// `count` × `times` ÷ `per`; `None` for a divisor of zero or less.
    pub fn new(count: i64, per: i64, times: i64) -> Option<Self> {
        (per > 0).then_some(Self { count, per, times })
    }

    /// `3,5`; `dưới 0,1` for what only rounds to nothing.
    pub fn text(self, language: Lang) -> String {
        let tenths = scaled(self.count, self.per, self.times, 1);
        above_zero(tenths, self.count, language)
    }

    /// For machines. What only rounds to 0 is written a ten-thousandth beside it.
    pub fn exact(self) -> Decimal {
        let value = scaled(self.count, self.per, self.times, PLACES);
        Decimal(off_line(value, 0, order(self.count.cmp(&0))))
    }
}

impl Decimal {
    /// For workbooks, whose numbers are such.
    pub fn float(self) -> f64 {
        self.0 as f64 / 1e4
    }

    /// For fingerprints.
    pub fn bytes(self) -> [u8; 16] {
        self.0.to_le_bytes()
    }
}

impl Display for Decimal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (
            self.0.unsigned_abs() / 10_000,
            self.0.unsigned_abs() % 10_000,
        );
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let rest = format!("{rest:04}");
        write!(f, "{sign}{whole}.{}", rest.trim_end_matches('0'))
    }
}

/// `part` × `times` ÷ `whole` in units of the last of this many decimals, half away from zero.
fn scaled(part: i64, whole: i64, times: i64, places: u32) -> i128 {
    let top = i128::from(part) * i128::from(times) * 10_i128.pow(places);
    let whole = i128::from(whole);
    (2 * top.abs() + whole).div_euclid(2 * whole) * top.signum()
}

/// A rounded value, one unit beside a line that the exact value only lies next to.
fn off_line(value: i128, line: i128, side: i128) -> i128 {
    if value == line { line + side } else { value }
}

fn order(order: Ordering) -> i128 {
    order as i128
}

/// Tenths, with a word when what is not zero rounds to it.
fn above_zero(tenths: i128, count: i64, language: Lang) -> String {
    let under = language.forms().under;
    match (tenths, count.cmp(&0)) {
        (0, Ordering::Greater) => hedged(under, &number::tenths(1, language)),
        (0, Ordering::Less) => hedged(under, &number::tenths(0, language)),
        _ => number::tenths(tenths, language),
    }
}

fn hedged(word: &str, number: &str) -> String {
    if word.is_empty() {
        number.to_owned()
    } else {
        format!("{word}{NBSP}{number}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(part: i64, whole: i64) -> Share {
        Share::new(part, whole).unwrap()
    }

    fn both(part: i64, whole: i64) -> [String; 2] {
        Lang::ALL.map(|language| share(part, whole).text(language).replace(NBSP, " "))
    }

    #[test]
    fn rounding_never_crosses_a_line() {
        assert_eq!(both(170_324, 40_000), ["425,8%", "425.8%"]);
        assert_eq!(
            both(95, 400),
            ["23,8%", "23.8%"],
            "23.75 is rounded away from zero"
        );
        assert_eq!(both(39_999, 40_000), ["gần 100%", "almost 100%"]);
        assert_eq!(both(40_000, 40_000), ["100%", "100%"]);
        assert_eq!(both(40_001, 40_000), ["hơn 100%", "over 100%"]);
        assert_eq!(both(39_980, 40_000), ["gần 100%", "almost 100%"], "99.95");
        assert_eq!(both(39_979, 40_000), ["99,9%", "99.9%"]);
        assert_eq!(both(10, 40_000), ["dưới 0,1%", "under 0.1%"]);
        assert_eq!(both(20, 40_000), ["0,1%", "0.1%"], "0.05");
        assert_eq!(both(0, 40_000), ["0%", "0%"]);
        assert_eq!(both(-1, 40_000), ["dưới 0%", "under 0%"]);
        assert_eq!(both(-5, 200), ["−2,5%", "−2.5%"]);
        assert_eq!(both(1_000, 500), ["200%", "200%"]);
        assert_eq!(both(60_000, 500), ["12.000%", "12,000%"]);
        assert!(Share::new(1, 0).is_none() && Share::new(1, -1).is_none());
    }

    #[test]
    fn near_the_largest_number() {
        assert_eq!(both(i64::MAX, i64::MAX)[1], "100%");
        assert_eq!(both(i64::MAX - 1, i64::MAX)[1], "almost 100%");
        assert_eq!(both(1, i64::MAX)[1], "under 0.1%");
        assert_eq!(both(i64::MAX, 1)[1], "922,337,203,685,477,580,700%");
        assert_eq!(
            share(i64::MAX, 1).exact().to_string(),
            "922337203685477580700"
        );
        assert_eq!(share(i64::MIN, 1).surplus(Lang::Vi), None);
        assert!(share(i64::MAX - 1, i64::MAX) < share(1, 1));
    }

    #[test]
    fn a_surplus_is_what_lies_above() {
        let surplus = |part, whole| share(part, whole).surplus(Lang::Vi);
        assert_eq!(surplus(170_324, 40_000).unwrap(), "325,8%");
        assert_eq!(surplus(40_001, 40_000).unwrap(), "dưới\u{a0}0,1%");
        assert_eq!(surplus(79_999, 40_000).unwrap(), "100%", "beside 200%");
        assert_eq!(surplus(40_000, 40_000), None);
        assert_eq!(surplus(39_999, 40_000), None);
        assert_eq!(
            share(40_001, 40_000).surplus_exact().unwrap().to_string(),
            "0.0025"
        );
    }

    #[test]
    fn machines_read_four_decimals() {
        let exact = |part, whole| share(part, whole).exact().to_string();
        assert_eq!(exact(170_324, 40_000), "425.81");
        assert_eq!(exact(39_999, 40_000), "99.9975");
        assert_eq!(exact(1, 3), "33.3333");
        assert_eq!(exact(2, 3), "66.6667");
        assert_eq!(exact(1, 2_000_000), "0.0001", "half away from zero");
        assert_eq!(exact(3, 2_000_000), "0.0002");
        assert_eq!(exact(-3, 2_000_000), "-0.0002");
        assert_eq!(exact(1, i64::MAX), "0.0001", "never 0 for something");
        assert_eq!(exact(i64::MAX - 1, i64::MAX), "99.9999");
        assert_eq!(exact(40_000_001, 40_000_000), "100.0001");
        assert_eq!(exact(0, 7), "0");
    }

    #[test]
    fn a_rate_is_never_nothing_for_something() {
        let rate = |count, per, times| Rate::new(count, per, times).unwrap();
        assert_eq!(rate(272, 77, 1).text(Lang::Vi), "3,5");
        assert_eq!(rate(1, 77, 1).text(Lang::Vi), "dưới\u{a0}0,1");
        assert_eq!(rate(1, 77, 1).text(Lang::En), "under\u{a0}0.1");
        assert_eq!(rate(0, 77, 1).text(Lang::Vi), "0");
        assert_eq!(rate(-1, 77, 1).text(Lang::Vi), "dưới\u{a0}0");
        assert_eq!(rate(103, 2_000, 100).text(Lang::En), "5.2", "5.15");
        assert_eq!(rate(-1, 20, 1).text(Lang::Vi), "−0,1");
        assert_eq!(rate(1, 77, 1).exact().to_string(), "0.013");
        assert!(Rate::new(1, 0, 1).is_none());
    }

    #[test]
    fn published_percentages_follow_the_same_rule() {
        let text = |percent| Share::published(percent).text(Lang::Vi);
        assert_eq!(text(425.8), "425,8%");
        assert_eq!(text(99.97), "gần\u{a0}100%");
        assert_eq!(text(100.0), "100%");
        assert_eq!(text(0.02), "dưới\u{a0}0,1%");
        assert_eq!(Share::published(351.4).exact().to_string(), "351.4");
    }
}
