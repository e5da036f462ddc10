//! The first sentences of a text, for descriptions.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::parts::{Part, parts};
use super::prepare;
use crate::page::macros::{self, Macro};

/// Letters that a description should have, so that one short sentence is followed by the next.
const ENOUGH: usize = 50;
/// Letters that it may have.
const MOST: usize = 155;

/// The first sentences of a text, from its paragraphs alone: headings, tables, lists and notes are
/// left out. `figure` says a macro in words; sentences from the first one on that holds a macro
/// without words are left out, because a sentence without its figure would be wrong.
pub(super) fn lead(text: &str, figure: &dyn Fn(&Macro) -> Option<String>) -> String {
    let text = prepare::prepare(text);
    let mut lead = String::new();
    paragraphs(&text, figure, |paragraph| add(&mut lead, &paragraph));
    lead
}

/// Adds the sentences of a paragraph; whether no more are to be added.
fn add(lead: &mut String, Paragraph { words, unsaid }: &Paragraph) -> bool {
    // A chart alone in its paragraph takes no sentence apart.
    if words.trim().is_empty() {
        return false;
    }
    for sentence in sentences(words) {
        let end = sentence.as_ptr() as usize - words.as_ptr() as usize + sentence.len();
        let length = lead.chars().count();
        let full = length >= ENOUGH || (length > 0 && length + sentence.chars().count() > MOST);
        if full || unsaid.is_some_and(|place| place < end) {
            return true;
        }
        if !lead.is_empty() {
            lead.push(' ');
        }
        lead.push_str(sentence);
    }
    // The next sentence would not be added.
    lead.chars().count() >= ENOUGH
}

/// The words of a paragraph, and where the first macro is that has no words.
#[derive(Default)]
struct Paragraph {
    words: String,
    unsaid: Option<usize>,
}

/// Gives the words of each paragraph to `take`, until that says that it has enough.
fn paragraphs(
    text: &str,
    figure: &dyn Fn(&Macro) -> Option<String>,
    mut take: impl FnMut(Paragraph) -> bool,
) {
    let mut open: Option<Paragraph> = None;
    let (mut in_note, mut in_picture) = (false, false);
    for part in parts(text) {
        let event = match part {
            Part::Markdown(event, _) => event,
            Part::Macro(range) => {
                if let Some(Paragraph { words, unsaid }) = &mut open {
                    match macros::parse(&text[range]).and_then(|parsed| figure(&parsed)) {
                        Some(said) => words.push_str(&said),
                        None => *unsaid = unsaid.or(Some(words.len())),
                    }
                }
                continue;
            }
        };
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => in_note = true,
            Event::End(TagEnd::FootnoteDefinition) => in_note = false,
            Event::Start(Tag::Image { .. }) => in_picture = true,
            Event::End(TagEnd::Image) => in_picture = false,
            Event::Start(Tag::Paragraph) if !in_note => open = Some(Paragraph::default()),
            Event::End(TagEnd::Paragraph) => {
                let enough = open.take().is_some_and(&mut take);
                if enough {
                    return;
                }
            }
            Event::Text(part) | Event::Code(part) if !in_picture => {
                if let Some(Paragraph { words, .. }) = &mut open {
                    words.push_str(&prepare::shown(&part).unwrap_or_else(|| part.to_string()));
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(Paragraph { words, .. }) = &mut open {
                    words.push(' ');
                }
            }
            _ => {}
        }
    }
}

/// The sentences of a paragraph. A dot after an abbreviation ("TP.", "ThS.") or a number ends none.
fn sentences(paragraph: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, c) in paragraph.char_indices() {
        let end = at + c.len_utf8();
        if !matches!(c, '.' | '!' | '?' | '…') || !paragraph[end..].starts_with([' ', '\u{a0}']) {
            continue;
        }
        let word = paragraph[start..at].rsplit(' ').next().unwrap_or_default();
        let short = word.chars().count() <= 4;
        let abbreviated =
            c == '.' && short && word.chars().any(|c| c.is_uppercase() || c.is_ascii_digit());
        if !abbreviated {
            sentences.push(paragraph[start..end].trim());
            start = end;
        }
    }
    sentences.push(paragraph[start..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentences_of_the_paragraphs() {
        let none = |_: &Macro| None;
        let words = |_: &Macro| Some("150".to_owned());
        let text = "## Mục\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n![Ảnh](a.jpg)\n\n\
            Câu **đầu** của ThS. An[^1]. Câu hai.\n\n[^1]: Chú thích.\n";
        assert_eq!(lead(text, &none), "Câu đầu của ThS. An. Câu hai.");
        let long = "Một câu dài hơn năm mươi chữ cái để đứng một mình trong mô tả. Câu hai.";
        assert_eq!(
            lead(long, &none),
            "Một câu dài hơn năm mươi chữ cái để đứng một mình trong mô tả."
        );
        let figure = "{{ chart id=\"phases\" }}\n\nCó {{ figure metric=\"submitted\" }} lượt. Tốt.";
        assert_eq!(lead(figure, &none), "");
        assert_eq!(lead(figure, &words), "150 Có 150 lượt. Tốt.");
        assert_eq!(
            lead("Đầu tiên. Có {{ figure }} lượt. Sau.", &none),
            "Đầu tiên."
        );
        assert_eq!(lead("- a\n- b\n", &none), "");
    }
}
