//! What Excel shows for a number, by the number format of its cell (ECMA-376 part 1, 18.8.31): a
//! code with its zeros and hyphens, a percentage, an amount of another currency.

use crate::base::Date;

/// What a number format makes of a number that a bare number does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// Zeros in front, or texts between the digits: a code.
    Code,
    /// Per cent: 0.75 is shown as 75%.
    Percent,
    /// An amount of this currency.
    Money(&'static str),
    /// Thousands or millions are left out.
    Scaled,
    /// A month without its day.
    Month,
    /// What this program cannot show as Excel does, such as a fraction.
    Unfaithful,
}

/// The day that Excel counts so.
pub(super) fn serial(number: f64) -> Option<Date> {
    if !(0.0..80_000.0).contains(&number) || (1.0..10_000.0).contains(&number) {
        return None;
    }
    let days = jiff::Span::new().days(number.floor() as i64);
    Date::constant(1899, 12, 30).checked_add(days).ok()
}

/// A number format that matters, once for each style of a workbook.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    pub(super) shown: Shown,
    tokens: Vec<Token>,
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    /// A place for a digit: `0`.
    Zero,
    /// A place that stays empty without one: `#`, `?`.
    Maybe,
    Text(char),
}

/// What the first section of a format code has.
#[derive(Default)]
struct Section {
    tokens: Vec<Token>,
    /// What is in brackets, parted by blanks.
    brackets: String,
    /// Letters outside quotes, in lower case.
    letters: String,
    percent: bool,
    point: bool,
    grouped: bool,
    fraction: bool,
    /// Whether a comma comes last: thousands are left out.
    comma_behind: bool,
}

impl Section {
    fn read(code: &str) -> Self {
        let mut section = Self::default();
        let mut quoted = false;
        let mut chars = code.split(';').next().unwrap_or_default().chars();
        while let Some(c) = chars.next() {
            if quoted {
                match c {
                    '"' => quoted = false,
                    c => section.tokens.push(Token::Text(c)),
                }
                continue;
            }
            match c {
                '"' => quoted = true,
                '\\' => section.tokens.extend(chars.next().map(Token::Text)),
                '_' | '*' => drop(chars.next()),
                '[' => {
                    let inside = chars.by_ref().take_while(|c| *c != ']');
                    section.brackets.extend(inside.chain([' ']));
                }
                c => section.add(c),
            }
            section.comma_behind = c == ',';
        }
        section
    }

    /// Adds a character that means something by itself.
    fn add(&mut self, c: char) {
        match c {
            '0' => self.tokens.push(Token::Zero),
            '#' | '?' => self.tokens.push(Token::Maybe),
            '%' => self.percent = true,
            '.' => self.point = true,
            ',' => self.grouped = true,
            '/' => {
                self.fraction = true;
                self.tokens.push(Token::Text('/'));
            }
            'a'..='z' | 'A'..='Z' | '@' => self.letters.push(c.to_ascii_lowercase()),
            c => self.tokens.push(Token::Text(c)),
        }
    }

    /// The texts between the digits.
    fn texts(&self) -> String {
        let mut texts = String::new();
        for token in &self.tokens {
            if let Token::Text(c) = token {
                texts.push(*c);
            }
        }
        texts
    }

    /// What it makes of a number; none where that is a plain number or a day.
    fn shown(&self) -> Option<Shown> {
        let (letters, texts) = (&self.letters, self.texts());
        if letters.contains(['d', 'm', 'y', 'h', 's']) {
            let month = letters.contains('m') && letters.contains('y') && !letters.contains('d');
            return (month && !letters.contains('h')).then_some(Shown::Month);
        }
        if self.percent {
            return Some(Shown::Percent);
        }
        if let Some(currency) = currency(&format!("{}{texts}", self.brackets)) {
            return (currency != "VND").then_some(Shown::Money(currency));
        }
        if letters.contains("general") || letters.contains(['@', 'e']) {
            return None;
        }
        if self.comma_behind {
            return Some(Shown::Scaled);
        }
        if self.fraction {
            return Some(Shown::Unfaithful);
        }
        (!self.point && !self.grouped && self.is_code(&texts)).then_some(Shown::Code)
    }

    /// Whether it has zeros in front, or texts between the digits that do not say a currency.
    fn is_code(&self, texts: &str) -> bool {
        let zeros = self.tokens.iter().filter(|token| **token == Token::Zero);
        let word = |c: char| c.is_alphanumeric() || "-/.".contains(c);
        let between = texts.trim().chars().any(word);
        zeros.count() >= 2 || (between && !money_words(texts))
    }
}

impl Pattern {
    /// The pattern of a format code; none where a number is shown as a plain number or a day.
    pub(super) fn new(code: &str) -> Option<Self> {
        let section = Section::read(code);
        Some(Self {
            shown: section.shown()?,
            tokens: section.tokens,
        })
    }

    /// The number as Excel shows it.
    pub(super) fn text(&self, number: f64) -> String {
        match self.shown {
            Shown::Percent => format!("{}%", trimmed(number * 100.0)),
            Shown::Money(currency) => format!("{} {currency}", trimmed(number)),
            Shown::Month => serial(number).map_or_else(
                || trimmed(number),
                |day| format!("{:02}/{}", day.month(), day.year()),
            ),
            Shown::Code if number.fract() == 0.0 && (0.0..1e15).contains(&number) => {
                self.code(number)
            }
            _ => trimmed(number),
        }
    }

    /// Whether this number is shown whole by the pattern.
    pub(super) fn faithful(&self, number: f64) -> bool {
        match self.shown {
            Shown::Code => number.fract() == 0.0 && (0.0..1e15).contains(&number),
            Shown::Unfaithful | Shown::Scaled => false,
            _ => true,
        }
    }

    /// Digits into their places from the right; those that are left over are before the first.
    fn code(&self, number: f64) -> String {
        let mut digits: Vec<char> = format!("{number:.0}").chars().collect();
        if number == 0.0 {
            digits.clear();
        }
        let mut out: Vec<char> = Vec::new();
        let first = self
            .tokens
            .iter()
            .position(|token| !matches!(token, Token::Text(_)));
        for (index, token) in self.tokens.iter().enumerate().rev() {
            match token {
                Token::Text(c) => out.push(*c),
                Token::Zero => out.push(digits.pop().unwrap_or('0')),
                Token::Maybe => out.extend(digits.pop()),
            }
            if Some(index) == first {
                while let Some(digit) = digits.pop() {
                    out.push(digit);
                }
            }
        }
        out.iter().rev().collect::<String>().trim().to_owned()
    }
}

fn trimmed(number: f64) -> String {
    let rounded = (number * 1e6).round() / 1e6;
    if rounded.fract() == 0.0 && rounded.abs() < 1e15 {
        format!("{rounded:.0}")
    } else {
        rounded.to_string().replace('.', ",")
    }
}

/// Words that only say that a number is money.
fn money_words(texts: &str) -> bool {
    super::money::unit(texts.trim()).is_some()
}

/// The currency that a sign or a name in a format means.
fn currency(text: &str) -> Option<&'static str> {
    let signs: String = text
        .split(' ')
        .map(|part| match part.strip_prefix('$') {
            // In brackets, `[$₫-42A]`: what is between `$` and `-`; nothing for a language only.
            Some(rest) if part.len() > 1 => rest.split('-').next().unwrap_or_default(),
            _ => part,
        })
        .collect::<Vec<_>>()
        .join(" ");
    super::money::currency(&signs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: f64) -> Option<(Shown, String)> {
        Pattern::new(code).map(|pattern| (pattern.shown, pattern.text(number)))
    }

    #[test]
    fn codes_are_shown_as_excel_shows_them() {
        for (code, number, text) in [
            ("000-000", 45_012.0, "045-012"),
            ("000000", 129.0, "000129"),
            ("\"TH\"0000", 12.0, "TH0012"),
            ("\\S\\K-00000", 7.0, "SK-00007"),
            ("00\\.000", 1_234.0, "01.234"),
            ("000-000", 12_345_678.0, "12345-678"),
            ("0000;[Red]-0000", 5.0, "0005"),
        ] {
            assert_eq!(
                shown(code, number),
                Some((Shown::Code, text.into())),
                "{code}"
            );
        }
    }

    #[test]
    fn what_a_bare_number_does_not_say() {
        assert_eq!(shown("0%", 0.75), Some((Shown::Percent, "75%".into())));
        assert_eq!(
            shown("0.0%", 0.7525),
            Some((Shown::Percent, "75,25%".into()))
        );
        assert_eq!(shown("[$$-409]#,##0", 5e3).unwrap().0, Shown::Money("USD"));
        assert_eq!(shown("\"$\"#,##0.00", 5e3).unwrap().0, Shown::Money("USD"));
        assert_eq!(shown("#,##0 [$€-407]", 5e3).unwrap().0, Shown::Money("EUR"));
        assert_eq!(shown("#,##0,", 5e6).unwrap().0, Shown::Scaled);
        assert_eq!(shown("mmm-yy", 45_000.0).unwrap().0, Shown::Month);
        assert_eq!(shown("# ?/?", 0.5).unwrap().0, Shown::Unfaithful);
        for plain in [
            "General",
            "0",
            "#,##0",
            "#,##0.00",
            "0.00",
            "@",
            "dd/mm/yyyy",
            "[$-42A]dd mmmm yyyy",
            "#,##0 \"đ\"",
            "#,##0 [$₫-42A]",
            "_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)",
            "h:mm",
        ] {
            assert_eq!(shown(plain, 5.0), None, "{plain}");
        }
    }
}
