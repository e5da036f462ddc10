//! Why a text is not YAML, by the line itself: the parser speaks of tokens, an editor knows colons,
//! quotes and blanks.

use crate::diag::YamlError;

/// Signs that a value without quotes may not begin with.
const SIGNS: &str = "@`%!&*|>,?";

/// The problem that the parser met at `line` (from 0) of `text`, and the line that it is on: often
/// the one before, where a value or a quote was begun.
pub(super) fn explain(text: &str, line: usize, why: &str) -> (usize, YamlError) {
    let lines: Vec<&str> = text.lines().collect();
    let above = (0..line.min(lines.len()))
        .rev()
        .find(|n| !passed_over(lines[*n]));
    let here = Some(line).filter(|n| *n < lines.len());
    for number in here.into_iter().chain(above) {
        if let Some(error) = of_line(lines[number]) {
            return (number, error);
        }
    }
    // The parser stops before a tab that it does not take for blanks.
    if let Some(error @ YamlError::Tab { .. }) = lines.get(line + 1).and_then(|text| of_line(text))
    {
        return (line + 1, error);
    }
    // A quote or a bracket may have been opened far above.
    for number in (0..line.min(lines.len())).rev() {
        match value_of(lines[number]) {
            Some((key, value)) if open_quote(value) => {
                let fixed = quoted(key, value.trim_start_matches(['"', '\'']));
                return (number, YamlError::Quote { fixed });
            }
            Some((_, value)) if open_bracket(value) => return (number, YamlError::Bracket),
            _ => {}
        }
    }
    let number = here.or(above).unwrap_or(line);
    let error = match lines.get(number) {
        Some(text) if text.starts_with(' ') => indented(text),
        _ => YamlError::Other {
            why: why.to_owned(),
        },
    };
    (number, error)
}

/// Whether a line says nothing.
fn passed_over(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

/// What is wrong with a line by itself.
fn of_line(line: &str) -> Option<YamlError> {
    if passed_over(line) {
        return None;
    }
    let blanks = &line[..line.len() - line.trim_start().len()];
    if blanks.contains('\t') {
        let fixed = format!("{}{}", blanks.replace('\t', "  "), line.trim());
        return Some(YamlError::Tab { fixed });
    }
    let Some((key, value)) = value_of(line) else {
        return without_value(line);
    };
    let first = value.chars().next()?;
    match first {
        '"' | '\'' if open_quote(value) => Some(YamlError::Quote {
            fixed: quoted(key, value.trim_start_matches(first)),
        }),
        '"' | '\'' if text_behind_quote(value) => Some(YamlError::Quote {
            fixed: quoted(key, value),
        }),
        '"' | '\'' => None,
        '[' | '{' => open_bracket(value).then_some(YamlError::Bracket),
        _ if SIGNS.contains(first) => Some(YamlError::Start {
            character: first,
            fixed: quoted(key, value),
        }),
        _ if value.contains(": ") || value.ends_with(':') => Some(YamlError::Colon {
            key: key.trim().trim_start_matches("- ").to_owned(),
            fixed: quoted(key, value),
        }),
        _ => None,
    }
}

/// A line that has no colon with a blank behind it.
fn without_value(line: &str) -> Option<YamlError> {
    let text = line.trim();
    let inner = text.trim_start_matches("- ");
    if inner.ends_with(':') || inner == "-" || text.starts_with("- ") {
        return None;
    }
    if matches!(text.chars().next(), Some('[' | ']' | '{' | '}')) {
        return Some(YamlError::Bracket);
    }
    let shown: String = text.chars().take(60).collect();
    Some(YamlError::NoColon { text: shown })
}

fn indented(line: &str) -> YamlError {
    YamlError::Indent {
        fixed: value_of(line).map(|_| line.trim().to_owned()),
    }
}

/// The key of a line with its blanks and dash, and the value behind it.
fn value_of(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(": ")?;
    let name = key.trim().trim_start_matches("- ");
    let plain = !name.is_empty() && !name.contains(['"', '\'', '[', '{', '#']);
    (plain && !value.trim().is_empty()).then(|| (key, value.trim()))
}

/// The line with its value in single quotes.
fn quoted(key: &str, value: &str) -> String {
    format!("{}: '{}'", key.trim_start(), value.replace('\'', "''"))
}

/// Whether a value opens a quote and does not close it.
fn open_quote(value: &str) -> bool {
    let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return false;
    };
    end_of_quote(value, quote).is_none()
}

/// Whether something but a comment follows the quote that closes.
fn text_behind_quote(value: &str) -> bool {
    let Some(quote) = value.chars().next() else {
        return false;
    };
    end_of_quote(value, quote).is_some_and(|end| {
        let rest = value[end..].trim_start();
        !rest.is_empty() && !rest.starts_with('#')
    })
}

/// Where the text behind a quoted value begins.
fn end_of_quote(value: &str, quote: char) -> Option<usize> {
    let mut chars = value.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && quote == '"' {
            chars.next();
        } else if c == quote {
            // Two single quotes are one that is meant.
            if quote == '\'' && chars.next_if(|(_, c)| *c == '\'').is_some() {
                continue;
            }
            return Some(at + 1);
        }
    }
    None
}

fn open_bracket(value: &str) -> bool {
    let mut pairs = [('[', ']'), ('{', '}')].into_iter();
    pairs.any(|(open, close)| value.matches(open).count() != value.matches(close).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_clerks_write() {
        let error_of = |text: &str, line: usize| explain(text, line, "x");
        let colon = YamlError::Colon {
            key: "title".into(),
            fixed: "title: 'Hội nghị: tổng kết'".into(),
        };
        assert_eq!(
            error_of("title: Hội nghị: tổng kết\ndate: 1", 0),
            (0, colon)
        );
        let fixed = "title: '\"Bàn tay vàng\" lần 2'".to_owned();
        assert_eq!(
            error_of("title: \"Bàn tay vàng\" lần 2\n", 0),
            (0, YamlError::Quote { fixed })
        );
        let fixed = "title: 'Hội nghị'".to_owned();
        assert_eq!(
            error_of("title: \"Hội nghị\ndate: 2022-01-01\n", 2),
            (0, YamlError::Quote { fixed })
        );
        let fixed = "date: 2022".to_owned();
        let tab = error_of("title: a\n\tdate: 2022", 1);
        assert_eq!(
            tab,
            (
                1,
                YamlError::Tab {
                    fixed: format!("  {fixed}")
                }
            )
        );
        assert_eq!(
            error_of("title: a\n date: 2022", 1),
            (1, YamlError::Indent { fixed: Some(fixed) })
        );
        let text = "Hôm nay có hội nghị".to_owned();
        assert_eq!(
            error_of("title: a\nHôm nay có hội nghị\n", 1),
            (1, YamlError::NoColon { text })
        );
        assert_eq!(error_of("tags: [a, b\ndate: 1", 1).1, YamlError::Bracket);
        assert!(matches!(
            error_of("title: @a", 0).1,
            YamlError::Start { character: '@', .. }
        ));
    }
}
