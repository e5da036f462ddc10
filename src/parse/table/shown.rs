//! What Excel shows for a number, by the number format of its cell (ECMA-376 part 1, 18.8.31): a
//! code with its zeros and hyphens, a percentage, an amount of another currency.

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

impl Pattern {
    /// The pattern of a format code; none where a number is shown as a plain number or a day.
    pub(super) fn new(code: &str) -> Option<Self> {
        let section = code.split(';').next().unwrap_or_default();
        let mut tokens = Vec::new();
        let (mut brackets, mut quoted, mut letters) = (String::new(), false, String::new());
        let (mut percent, mut point, mut comma_behind, mut fraction) = (false, false, false, false);
        let mut grouped = false;
        let mut chars = section.chars();
        while let Some(c) = chars.next() {
            if quoted {
                match c {
                    '"' => quoted = false,
                    c => tokens.push(Token::Text(c)),
                }
                continue;
            }
            match c {
                '"' => quoted = true,
                '\\' => tokens.extend(chars.next().map(Token::Text)),
                '_' | '*' => drop(chars.next()),
                '[' => brackets.extend(chars.by_ref().take_while(|c| *c != ']').chain([' '])),
                '0' => tokens.push(Token::Zero),
                '#' | '?' => tokens.push(Token::Maybe),
                '%' => percent = true,
                '.' => point = true,
                ',' => grouped = true,
                '/' => {
                    fraction = true;
                    tokens.push(Token::Text('/'));
                }
                'a'..='z' | 'A'..='Z' | '@' => letters.push(c.to_ascii_lowercase()),
                c => tokens.push(Token::Text(c)),
            }
            comma_behind = c == ',';
        }
        let texts: String = tokens
            .iter()
            .filter_map(|token| match token {
                Token::Text(c) => Some(*c),
                _ => None,
            })
            .collect();
        let shown = if ["d", "m", "y", "h", "s"]
            .iter()
            .any(|l| letters.contains(l))
        {
            let month = letters.contains('m') && letters.contains('y') && !letters.contains('d');
            (month && !letters.contains('h')).then_some(Shown::Month)?
        } else if percent {
            Shown::Percent
        } else if let Some(currency) = currency(&format!("{brackets}{texts}")) {
            (currency != "VND").then_some(Shown::Money(currency))?
        } else if letters.contains("general") || letters.contains('@') || letters.contains('e') {
            return None;
        } else if comma_behind {
            Shown::Scaled
        } else if fraction {
            Shown::Unfaithful
        } else {
            let zeros = tokens.iter().filter(|token| **token == Token::Zero).count();
            let between = texts
                .trim()
                .chars()
                .any(|c| c.is_alphanumeric() || "-/.".contains(c));
            match (
                point || grouped,
                zeros >= 2 || (between && !money_words(&texts)),
            ) {
                (true, _) | (_, false) => return None,
                _ => Shown::Code,
            }
        };
        Some(Self { shown, tokens })
    }

    /// The number as Excel shows it.
    pub(super) fn text(&self, number: f64) -> String {
        match self.shown {
            Shown::Percent => format!("{}%", trimmed(number * 100.0)),
            Shown::Money(currency) => format!("{} {currency}", trimmed(number)),
            Shown::Month => super::written::serial(number).map_or_else(
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
