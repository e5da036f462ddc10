//! One value as YAML text.

/// Where a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// After `key: ` or `- `, whose line is indented by this number of blanks.
    Block(usize),
    /// Between brackets.
    Flow,
}

/// How the value that is replaced was quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    /// Not, or there was none.
    Plain,
    /// `'…'`
    Single,
    /// `"…"`
    Double,
}

/// A scalar that every YAML 1.1 and 1.2 reader takes for this text. Quotes are kept, or put where a
/// text would be read as something else; several lines become a literal block (`|`).
pub(super) fn write(text: &str, quotes: Quotes, context: Context, newline: &str) -> String {
    let plain =
        safe(text) && (context != Context::Flow || !text.contains([',', '[', ']', '{', '}']));
    match quotes {
        Quotes::Plain if plain && !ambiguous(text) => text.to_owned(),
        Quotes::Single if !text.chars().any(char::is_control) && !text.contains('\u{feff}') => {
            format!("'{}'", text.replace('\'', "''"))
        }
        _ => match context {
            Context::Block(indent) if literal(text) => block(text, indent, newline),
            _ => double(text),
        },
    }
}

/// A number, a day, a flag: written without quotes, since that is how its kind is read.
pub(super) fn bare(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/'))
        && !text.starts_with(['-', '.'])
        && !text.ends_with('.')
}

fn safe(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    let second = chars.next();
    let indicator = match first {
        '-' | '?' | ':' => second.is_none_or(char::is_whitespace),
        ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%'
        | '@' | '`' => true,
        _ => false,
    };
    !(indicator
        || text != text.trim()
        || text.contains(": ")
        || text.contains(":\u{a0}")
        || text.contains(" #")
        || text.ends_with(':')
        || text.starts_with("---")
        || text.starts_with("...")
        || text.contains(|c: char| {
            c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
        }))
}

/// Whether a reader of YAML might take a text for a number, a day, a flag or nothing.
fn ambiguous(text: &str) -> bool {
    let word = text.to_ascii_lowercase();
    let special = [
        "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<",
    ];
    let numeric = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'))
        && text.chars().all(|c| {
            c.is_ascii_hexdigit()
                || matches!(
                    c,
                    '+' | '-' | '.' | ':' | '_' | 'x' | 'o' | 'e' | 'E' | ',' | 'T' | 'Z'
                )
        });
    special.contains(&&*word) || numeric || matches!(&*word, ".inf" | "-.inf" | "+.inf" | ".nan")
}

/// Whether a literal block gives a text back: it has lines, does not begin with a blank, and no
/// line ends in one.
fn literal(text: &str) -> bool {
    let body = text.strip_suffix('\n').unwrap_or(text);
    body.contains('\n')
        && !body.starts_with([' ', '\t', '\n'])
        && body
            .split('\n')
            .all(|line| line == line.trim_end() && !line.starts_with('\t'))
        && !body.ends_with('\n')
        && !text.contains(|c: char| {
            (c.is_control() && c != '\n')
                || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
        })
}

fn block(text: &str, indent: usize, newline: &str) -> String {
    let (body, chomp) = match text.strip_suffix('\n') {
        Some(body) => (body, ""),
        None => (text, "-"),
    };
    let mut out = format!("|{chomp}");
    for line in body.split('\n') {
        out.push_str(newline);
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', indent + 2));
            out.push_str(line);
        }
    }
    out
}

fn double(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
