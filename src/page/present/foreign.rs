//! Vietnamese names on pages in another language: marked as such, so that screen readers say them
//! as Vietnamese.

use crate::base::Lang;

/// Elements whose text is left alone: it is no text of the page, or may hold no other element.
const APART: [&str; 9] = [
    "head", "script", "style", "svg", "option", "textarea", "pre", "code", "title",
];

/// English words that end a Vietnamese name, even between two of its words.
const ENGLISH: [&str; 19] = [
    "and", "or", "of", "in", "on", "the", "to", "by", "for", "with", "at", "from", "has", "is",
    "are", "was", "had", "no", "than",
];

/// What a Vietnamese syllable may begin and end with, longer ones first.
const BEGINS: [&str; 26] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h",
    "k", "l", "m", "n", "p", "r", "s", "t", "v", "x",
];
const ENDS: [&str; 9] = ["ch", "ng", "nh", "c", "m", "n", "p", "t", ""];

/// Small letters of Vietnamese that ASCII lacks, but for those from Ạ to ỹ.
const MARKED: [char; 22] = [
    'à', 'á', 'â', 'ã', 'è', 'é', 'ê', 'ì', 'í', 'ò', 'ó', 'ô', 'õ', 'ù', 'ú', 'ý', 'ă', 'đ', 'ĩ',
    'ũ', 'ơ', 'ư',
];

/// Words without a mark that may be inside a name: "Liên đoàn Lao động tỉnh Thanh Hóa".
const INSIDE: usize = 2;

/// The page with `lang="vi"` around its Vietnamese words; one in Vietnamese is as it was.
pub(super) fn marked(html: Vec<u8>, lang: Lang) -> Vec<u8> {
    if lang == Lang::Vi {
        return html;
    }
    match String::from_utf8(html) {
        Ok(html) => mark(&html).into_bytes(),
        Err(error) => error.into_bytes(),
    }
}

fn mark(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 1024);
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        names(&mut out, &rest[..start]);
        rest = &rest[start..];
        let end = match apart(rest) {
            Some(element) => {
                let close = format!("</{element}>");
                rest.find(&close).map(|at| at + close.len())
            }
            None => rest.find('>').map(|at| at + 1),
        };
        let end = end.unwrap_or(rest.len());
        out.push_str(&rest[..end]);
        rest = &rest[end..];
    }
    names(&mut out, rest);
    out
}

/// The element that begins here, where its text is left alone.
fn apart(tag: &str) -> Option<&'static str> {
    let name = tag.get(1..)?;
    APART.into_iter().find(|element| {
        let rest = name.strip_prefix(element);
        rest.is_some_and(|rest| rest.starts_with(['>', ' ', '\n']))
    })
}

/// Adds a text with its Vietnamese names marked.
fn names(out: &mut String, text: &str) {
    let words = words(text);
    let mut at = 0;
    let mut word = 0;
    while word < words.len() {
        if !vietnamese(&text[words[word].0..words[word].1]) {
            word += 1;
            continue;
        }
        let last = end_of_name(text, &words, word);
        let first = beginning_of_name(text, &words, word, at);
        let (start, end) = (words[first].0, words[last].1);
        out.push_str(&text[at..start]);
        out.push_str("<span lang=\"vi\">");
        out.push_str(&text[start..end]);
        out.push_str("</span>");
        at = end;
        word = last + 1;
    }
    out.push_str(&text[at..]);
}

/// The last word of the name that begins with a word.
fn end_of_name(text: &str, words: &[(usize, usize)], first: usize) -> usize {
    let mut last = first;
    for next in first + 1..words.len() {
        let (start, end) = words[next];
        // Only blanks are inside a name, and neither numbers nor English words.
        let between = &text[words[next - 1].1..start];
        let word = &text[start..end];
        let ends = word.starts_with(|c: char| c.is_ascii_digit())
            || ENGLISH.contains(&&*word.to_lowercase());
        if ends || !between.chars().all(char::is_whitespace) {
            break;
        }
        if vietnamese(word) || next == last + 1 && syllable(word) {
            last = next;
        } else if next - last > INSIDE {
            break;
        }
    }
    last
}

/// The first word of the name in which a word is: "Thanh Hóa" begins without a mark. What is
/// before `taken` is in the name before.
fn beginning_of_name(text: &str, words: &[(usize, usize)], word: usize, taken: usize) -> usize {
    let mut first = word;
    while first > 0 {
        let (start, end) = words[first - 1];
        let between = &text[end..words[first].0];
        let blank = between.chars().all(char::is_whitespace);
        if start < taken || !blank || !syllable(&text[start..end]) {
            break;
        }
        first -= 1;
    }
    first
}

/// Whether a word with a capital may be a Vietnamese syllable without a mark: "Thanh", "Trung".
fn syllable(word: &str) -> bool {
    let small = word.to_lowercase();
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) || ENGLISH.contains(&&*small) {
        return false;
    }
    let begin = BEGINS.iter().find(|begin| small.starts_with(**begin));
    let rest = &small[begin.map_or(0, |begin| begin.len())..];
    let vowels = rest.len()
        - rest
            .trim_start_matches(['a', 'e', 'i', 'o', 'u', 'y'])
            .len();
    (1..=3).contains(&vowels) && ENDS.contains(&&rest[vowels..])
}

/// Where the words of a text begin and end.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(begin)) => {
                words.push((begin, at));
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|begin| (begin, text.len())));
    words
}

/// Whether Vietnamese has a letter that ASCII lacks.
fn letter(c: char) -> bool {
    matches!(c, 'Ạ'..='ỹ') || c.to_lowercase().any(|small| MARKED.contains(&small))
}

/// Whether a word has a letter that English lacks, and none that Vietnamese lacks: "Müller" and
/// "Москва" are of other languages.
fn vietnamese(word: &str) -> bool {
    word.contains(foreign_to_english) && !word.contains(|c| foreign_to_english(c) && !letter(c))
}

fn foreign_to_english(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(html: &str) -> String {
        mark(html)
            .replace("<span lang=\"vi\">", "[")
            .replace("</span>", "]")
    }

    #[test]
    fn names_are_marked_as_a_whole() {
        let name = "<h1>Liên đoàn Lao động tỉnh Thanh Hóa</h1>";
        assert_eq!(marked(name), "<h1>[Liên đoàn Lao động tỉnh Thanh Hóa]</h1>");
        assert_eq!(
            marked("<p>Labour of Hoằng Hóa and of Đông Sơn, 2022.</p>"),
            "<p>Labour of [Hoằng Hóa] and of [Đông Sơn], 2022.</p>"
        );
        assert_eq!(
            marked("<b>Thanh Hóa</b> Federation, Hà Trung District; In Nga Sơn 3 The Sơn"),
            "<b>[Thanh Hóa]</b> Federation, [Hà Trung] District; In [Nga Sơn] 3 The [Sơn]"
        );
        assert_eq!(marked("Sakurai, 5 &amp; more"), "Sakurai, 5 &amp; more");
        let others = "Müller of Москва in Ελλάδα, façade, Ångström";
        assert_eq!(marked(others), others);
        assert_eq!(marked("<b>ĐÔNG SƠN</b>, Ưng"), "<b>[ĐÔNG SƠN]</b>, [Ưng]");
    }

    #[test]
    fn what_may_hold_no_element_is_left_alone() {
        let html = "<head><title>Hóa</title></head><option value=\"a\">Hóa</option><svg \
                    class=\"x\"><text>Hóa</text></svg><a title=\"Hóa\">Hà Nội</a>";
        assert_eq!(
            marked(html),
            html.replace(">Hà Nội<", ">[Hà Nội]<"),
            "attributes too"
        );
    }
}
