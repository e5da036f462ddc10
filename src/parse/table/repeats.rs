//! Marks that offices write for the value of the cell above.

use crate::base::letters::alphabetic;
use crate::base::slug;

/// What people write around such a mark.
fn is_beside(c: char) -> bool {
    matches!(c, '-' | '‐'..='―' | '−' | '.' | '…' | '_' | '(' | ')') || c.is_whitespace()
}

/// Whether a text is a mark for the value of the cell above: `"`, `-//-`, `nt`, `như trên`. A name
/// may be as short as `nt`, where `named` says that the text is one.
pub(super) fn repeats(text: &str, named: bool) -> bool {
    if text.len() > 40 {
        return false;
    }
    let mark = text.trim_matches(is_beside);
    match mark.chars().next() {
        None => false,
        Some('/' | ',' | '\'' | '’' | '‘') => {
            matches!(mark, "//" | "///" | ",," | "''" | "’’" | "‘‘")
        }
        Some('"' | '“' | '”' | '„' | '″' | '〃') => mark
            .chars()
            .all(|c| matches!(c, '"' | '“' | '”' | '„' | '″' | '〃') || is_beside(c)),
        Some('n' | 'N') if mark.len() < 4 => {
            !named && matches!(slug::slug(mark).as_str(), "nt" | "n-t")
        }
        Some('n' | 'N' | 't' | 'T' | 'd' | 'D' | 'i' | 'I') if !begins_otherwise(mark) => {
            REPEATS.contains(&slug::slug(mark).as_str())
        }
        Some(_) => false,
    }
}

/// Whether the second letter is that of none of [`REPEATS`].
fn begins_otherwise(mark: &str) -> bool {
    let second = mark.chars().nth(1).unwrap_or_default();
    alphabetic(second)
        && !matches!(
            second,
            'h' | 'H' | 'u' | 'U' | 'ư' | 'Ư' | 'i' | 'I' | 'd' | 'D'
        )
}

/// Words for the value of the cell above.
const REPEATS: [&str; 8] = [
    "nhu-tren",
    "nhu-dong-tren",
    "nhu-o-tren",
    "nhu-muc-tren",
    "tuong-tu",
    "tuong-tu-nhu-tren",
    "ditto",
    "idem",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_for_the_cell_above() {
        for mark in [
            "\"",
            "″",
            "〃",
            "”",
            "- \" -",
            "-\"-",
            "\" \"",
            "//",
            "-//-",
            "''",
            ",,",
            "nt",
            "NT",
            "-nt-",
            "n.t.",
            "(nt)",
            "như trên",
            "Như trên.",
            "(như trên)",
            "Tương tự",
            "ditto",
        ] {
            assert!(repeats(mark, false), "{mark}");
        }
        for own in [
            "a",
            "n",
            "no",
            "NTA",
            "nta",
            "/a",
            "\"Nhà máy\"",
            "“Xanh”",
            "Tương tự hóa",
            "tổ 2",
            "Như trên đồng ruộng",
            "12",
            "'",
            "''a",
        ] {
            assert!(!repeats(own, false), "{own}");
        }
        // A unit may be called so.
        assert!(!repeats("NT", true) && repeats("như trên", true) && repeats("〃", true));
    }
}
