//! How a line of a file looks on a terminal: how wide each character is, and nothing that moves the
//! cursor.

use unicode_normalization::char::is_combining_mark;

/// A tab becomes this.
const TAB: &str = "    ";

/// A text as it may be printed: tabs expanded, controls and what turns the writing direction made
/// visible blanks.
pub(super) fn printed(text: &[char]) -> String {
    let mut out = String::new();
    for &c in text {
        match c {
            '\t' => out.push_str(TAB),
            c if c.is_control() || turns(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Words of a file may hold anything, even what moves a terminal's cursor. Lines after the first
/// are indented.
pub(super) fn clean(text: &str, indent: &str) -> String {
    let lines: Vec<String> = text
        .trim_end()
        .lines()
        .map(|line| printed(&line.chars().collect::<Vec<_>>()))
        .collect();
    lines.join(&format!("\n{indent}"))
}

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

fn columns(c: char) -> usize {
    match c {
        '\t' => TAB.len(),
        // Joiners, variation selectors: they change the character before them.
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => 0,
        c if is_combining_mark(c) => 0,
        c if is_wide(c) => 2,
        _ => 1,
    }
}

/// Embeddings, overrides and isolates of the bidirectional algorithm: they can show a line other
/// than it is.
fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The blocks that UAX 11 has as wide: Han, kana, Hangul, full-width forms, pictures.
fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{a4cf}' | '\u{a960}'..='\u{a97c}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1f64f}' | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f900}'..='\u{1f9ff}' | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> usize {
        width(text)
    }

    #[test]
    fn as_a_terminal_counts() {
        assert_eq!((of("Đông Sơn"), of("Đo\u{302}ng So\u{31b}n")), (8, 8));
        assert_eq!(
            (of("日本"), of("😀\u{fe0f}"), of("\ta"), of("")),
            (4, 2, 5, 0)
        );
    }

    #[test]
    fn nothing_moves_the_cursor() {
        let chars: Vec<char> = "a\tb\u{1b}[2J\u{202e}c".chars().collect();
        assert_eq!(printed(&chars), "a    b [2J c");
        assert_eq!(clean("a\u{61c}\nb\u{7f}\n", "  "), "a \n  b ");
    }
}
