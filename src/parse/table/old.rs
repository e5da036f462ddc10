//! Old Vietnamese encodings in texts: TCVN3 (ABC), by TCVN 5712:1993, and VNI, which fonts showed
//! as Vietnamese while the file holds Latin letters.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// The letters of TCVN3 by the Latin-1 character that represents each.
const TCVN3: [(&str, &str); 6] = [
    ("µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®", "àáảãạăằắẳẵặâầấẩẫậđ"),
    ("ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞ", "èéẻẽẹêềếểễệìíỉĩị"),
    ("ßãáâä«åèæçé¬êíëìî", "òóỏõọôồốổỗộơờớởỡợ"),
    ("ïóñòô\u{ad}õøö÷ù", "ùúủũụưừứửữự"),
    ("úýûüþ", "ỳýỷỹỵ"),
    ("¡¢§£¤¥¦", "ĂÂĐÊÔƠƯ"),
];

/// What VNI writes behind a letter, and the mark that it means.
const VNI_MARKS: &str = "ùøûõïâáàåãäêéèúüë";

/// What became of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Old {
    /// It is in this encoding, and reads so in Unicode.
    Read(&'static str, String),
    /// It looks like an old encoding, but does not read as Vietnamese in any.
    Unsure,
}

/// How many words of a text are not Vietnamese.
fn strange_words(text: &str) -> usize {
    words(text)
        .filter(|word| !word.is_ascii() && !syllable(word) && !abbreviation(word))
        .count()
}

/// Looks at a text; `None` where it is as it should be. Costs little for texts in ASCII, and for
/// those with letters that only Unicode has.
pub(super) fn look(text: &str) -> Option<Old> {
    if text.is_ascii() || text.chars().any(only_unicode) {
        return None;
    }
    // A text whose words all read as Vietnamese is Vietnamese: "toán", "hoà".
    let before = strange_words(text);
    if before == 0 && !text.contains(['\u{ad}', '§', '¦', '¬', '®', '¨', '©', 'ª', '«']) {
        return None;
    }
    let candidates = [("TCVN3 (ABC)", tcvn3(text)), ("VNI", vni(text))];
    let mut good: Vec<(&'static str, String)> = Vec::new();
    for (name, candidate) in candidates {
        if let Some(read) = candidate
            && strange_words(&read) == 0
            && !read.is_ascii()
            && !humps(&read)
        {
            good.push((name, read));
        }
    }
    match good.as_slice() {
        [(name, read)] => Some(Old::Read(name, read.clone())),
        [] if signs(text) >= 2 => Some(Old::Unsure),
        [] => None,
        _ => Some(Old::Unsure),
    }
}

/// Whether a capital is behind a small letter: the marks of another encoding were taken for it.
fn humps(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars() {
        if before.is_lowercase() && c.is_uppercase() {
            return true;
        }
        before = c;
    }
    false
}

/// Letters of Vietnamese that Latin-1 does not have, and combining marks.
fn only_unicode(c: char) -> bool {
    matches!(
        c,
        'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư'
    ) || matches!(c, '\u{1ea0}'..='\u{1ef9}' | '\u{300}'..='\u{36f}')
}

/// How many characters are as such texts have them and others hardly do.
fn signs(text: &str) -> usize {
    let mut before = ' ';
    let mut count = 0;
    for c in text.chars() {
        let tcvn3 = before.is_alphabetic() && matches!(c, '\u{a8}'..='\u{be}' | '§');
        let vni = "aeiouyAEIOUYôöÔÖ".contains(before)
            && VNI_MARKS.contains(c.to_lowercase().next().unwrap_or(c))
            && !matches!(c, 'á' | 'à' | 'é' | 'è' | 'ê' | 'ã' | 'ù' | 'ú');
        count += usize::from(tcvn3 || vni || matches!(c, 'ñ' | 'Ñ' | '§'));
        before = c;
    }
    count
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| {
        !(c.is_alphabetic() || ('\u{a1}'..='\u{be}').contains(&c) || "×÷".contains(c))
    })
    .filter(|word| !word.is_empty())
}

fn tcvn3_letter(shown: char) -> Option<char> {
    TCVN3.iter().find_map(|(old, new)| {
        let at = old.chars().position(|letter| letter == shown)?;
        new.chars().nth(at)
    })
}

fn tcvn3(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match tcvn3_letter(c) {
            Some(letter) => out.push(letter),
            None if c.is_ascii() || !c.is_alphabetic() => out.push(c),
            None => return None,
        }
    }
    // Fonts of capitals (.VnTimeH) show small letters as capitals.
    Some(out)
}

fn vni(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let small = c.to_lowercase().next().unwrap_or(c);
        let alone = match small {
            'ñ' => Some('đ'),
            'ö' => Some('ư'),
            'ô' => Some('ơ'),
            'í' => Some('í'),
            'ì' => Some('ì'),
            'æ' => Some('ỉ'),
            'ó' => Some('ĩ'),
            'ò' => Some('ị'),
            'î' => Some('ỵ'),
            'a' | 'e' | 'o' | 'u' | 'y' => Some(small),
            _ if c.is_ascii() || !c.is_alphabetic() => None,
            _ => return None,
        };
        let Some(base) = alone else {
            out.push(c);
            continue;
        };
        let mark = chars.peek().and_then(|mark| mark.to_lowercase().next());
        let marked = mark.and_then(|mark| vni_letter(base, mark));
        if marked.is_some() {
            chars.next();
        }
        let letter = marked.unwrap_or(base);
        if c.is_uppercase() {
            out.extend(letter.to_uppercase());
        } else {
            out.push(letter);
        }
    }
    Some(out)
}

/// A letter with the mark that VNI writes behind it.
fn vni_letter(base: char, mark: char) -> Option<char> {
    let (letters, marks) = match base {
        'a' => ("áàảãạâấầẩẫậăắằẳẵặ", "ùøûõïâáàåãäêéèúüë"),
        'e' => ("éèẻẽẹêếềểễệ", "ùøûõïâáàåãä"),
        'o' => ("óòỏõọôốồổỗộ", "ùøûõïâáàåãä"),
        'ơ' => ("ớờởỡợ", "ùøûõï"),
        'u' => ("úùủũụ", "ùøûõï"),
        'ư' => ("ứừửữự", "ùøûõï"),
        'y' => ("ýỳỷỹ", "ùøûõ"),
        _ => return None,
    };
    let at = marks.chars().position(|letter| letter == mark)?;
    letters.chars().nth(at)
}

const ONSETS: [&str; 28] = [
    "ngh", "ng", "nh", "th", "tr", "ch", "ph", "kh", "gh", "gi", "qu", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

const CODAS: [&str; 9] = ["ng", "nh", "ch", "c", "m", "n", "p", "t", ""];

/// Nuclei without tones, by the letters that Vietnamese has; those that take no coda first.
const OPEN: &str = "ai ao au ay âu ây eo êu ia iu oi ôi ơi ua ui uy ưa ưi ưu iêu yêu oai oao oay \
    oeo uây uôi ươi ươu uya uyu";
const CLOSED: &str = "iê yê oa oă oe uâ uê uô uơ uy ươ uyê oo";

/// The most letters of a syllable.
const SYLLABLE: usize = 7;

/// All syllables without tones: some thousands.
static SYLLABLES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut all = HashSet::new();
    for onset in ONSETS {
        for coda in CODAS {
            for nucleus in nuclei(coda) {
                all.insert([onset, &nucleus, coda].concat());
            }
        }
    }
    all
});

/// The nuclei that a coda can follow.
fn nuclei(coda: &str) -> impl Iterator<Item = String> {
    let one = "aăâeêioôơuư".chars().map(String::from);
    let closed = CLOSED.split_whitespace().map(str::to_owned);
    let open = ["y"].into_iter().chain(OPEN.split_whitespace());
    let open = open.filter(|_| coda.is_empty()).map(str::to_owned);
    one.chain(closed).chain(open)
}

/// Whether a word is built as a Vietnamese syllable: onset, nucleus, coda, one tone.
fn syllable(word: &str) -> bool {
    let (mut letters, mut count, mut tones) = (String::with_capacity(16), 0, 0);
    for c in word.chars().flat_map(char::to_lowercase) {
        let (letter, tone) = untoned(c);
        letters.push(letter);
        count += 1;
        tones += usize::from(tone);
    }
    tones <= 1 && count <= SYLLABLE && SYLLABLES.contains(&letters)
}

/// Whether a word is an abbreviation as offices write them, with the Đ that old encodings change:
/// `LĐLĐ`, `CĐCS`, `HĐND`. Fonts of capitals keep those of trade unions in small letters.
fn abbreviation(word: &str) -> bool {
    const SMALL: [&str; 5] = ["lđlđ", "tlđ", "cđ", "cđcs", "cđn"];
    let consonant = |c: char| c == 'Đ' || (c.is_ascii_uppercase() && !"AEIOU".contains(c));
    let length = word.chars().count();
    ((2..=6).contains(&length) && word.chars().all(consonant)) || SMALL.contains(&word)
}

/// A letter without its tone, and whether it had one.
fn untoned(c: char) -> (char, bool) {
    if c.is_ascii() {
        return (c, false);
    }
    const ROWS: [&str; 12] = [
        "aàáảãạ",
        "ăằắẳẵặ",
        "âầấẩẫậ",
        "eèéẻẽẹ",
        "êềếểễệ",
        "iìíỉĩị",
        "oòóỏõọ",
        "ôồốổỗộ",
        "ơờớởỡợ",
        "uùúủũụ",
        "ưừứửữự",
        "yỳýỷỹỵ",
    ];
    for row in ROWS {
        if let Some(at) = row.chars().position(|letter| letter == c) {
            return (row.chars().next().unwrap_or(c), at > 0);
        }
    }
    (c, false)
}

/// Whether letters were lost when the file was saved: `C?i ti?n`.
pub(super) fn lost_letters(text: &str) -> bool {
    if !text.contains('?') || text.contains("://") || text.contains("www.") {
        return false;
    }
    let chars: Vec<char> = text.chars().collect();
    chars
        .windows(3)
        .any(|three| three[1] == '?' && three[0].is_alphabetic() && three[2].is_alphabetic())
}

/// Whether bytes that are not UTF-8 are an old encoding: more of their cells read as Vietnamese
/// once it is undone than as letters of windows-1258.
pub(super) fn bytes_are_old(latin: &str, vietnamese: &str) -> bool {
    const MARKS: &[char] = &['\n', ',', ';', '\t', '|'];
    let old = latin
        .split(MARKS)
        .filter(|cell| matches!(look(cell.trim()), Some(Old::Read(..))))
        .count();
    let plain = vietnamese
        .split(MARKS)
        .map(|cell| cell.trim().nfc().collect::<String>())
        .filter(|cell| !cell.is_ascii() && words(cell).all(|w| w.is_ascii() || syllable(w)))
        .count();
    old >= 2 && old > plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_encodings_are_recognised_and_read() {
        for (name, old, new) in [
            ("TCVN3 (ABC)", "C¶i tiÕn kü thuËt", "Cải tiến kỹ thuật"),
            ("TCVN3 (ABC)", "§¬n vÞ", "Đơn vị"),
            ("TCVN3 (ABC)", "S¸ng kiÕn", "Sáng kiến"),
            ("TCVN3 (ABC)", "Hîp lÖ", "Hợp lệ"),
            ("TCVN3 (ABC)", "L§L§ huyÖn §«ng S¬n", "LĐLĐ huyện Đông Sơn"),
            ("TCVN3 (ABC)", "C§CS MÇm non", "CĐCS Mầm non"),
            ("TCVN3 (ABC)", "l®l® thÞ x·", "lđlđ thị xã"),
            ("VNI", "LÑLÑ huyeän Ñoâng Sôn", "LĐLĐ huyện Đông Sơn"),
            ("VNI", "Saùng kieán", "Sáng kiến"),
            ("VNI", "Ñôn vò", "Đơn vị"),
            (
                "VNI",
                "Coâng ñoaøn ngaønh Giaùo duïc",
                "Công đoàn ngành Giáo dục",
            ),
            (
                "VNI",
                "Caûi tieán kyõ thuaät maùy eùp",
                "Cải tiến kỹ thuật máy ép",
            ),
        ] {
            assert_eq!(look(old), Some(Old::Read(name, new.into())), "{old}");
        }
        for fine in [
            "toán",
            "Hoà bình",
            "Hoá chất",
            "Ban Mê",
            "El Niño",
            "cà phê",
            "Máy ép",
            "Tên",
            "Mã số",
        ] {
            assert_eq!(look(fine), None, "{fine}");
        }
    }

    #[test]
    fn lost_letters_are_seen() {
        assert!(lost_letters("C?i ti?n"));
        assert!(!lost_letters("Tại sao? Vì thế") && !lost_letters("https://a.vn/b?c=d"));
    }
}
