//! Small words that the program itself writes, in the language of the site.

use super::markdown::typography;
use crate::base::{Lang, Texts, number};
use crate::model::initiative::Status;
use crate::model::programme::Metric;
use crate::model::{Programme, UnitKind};
use crate::progress::PhaseState;

/// A text with no-break spaces between a noun and its number.
pub(super) fn held_together(text: &str) -> String {
    typography::numbered(text)
}

/// A text for a picture: no line ends inside a name, nor between a number and what it counts.
pub(super) fn held_in_pictures(text: &str) -> String {
    typography::for_pictures(&name_held_together(text))
}

/// The name of a unit or an organisation with no-break spaces before its numbers and inside the
/// names of places in it: `Liên đoàn Lao động huyện Hoằng Hóa`.
pub(super) fn unit_name(title: &str) -> String {
    name_held_together(&number::held_in_name(title))
}

/// A title with no-break spaces inside the names in it: two or three words with capitals
/// that follow each other. More of them are a title in capitals, which may break anywhere. A word
/// longer than any Vietnamese syllable ends a name: an English title has capitals throughout.
pub(super) fn name_held_together(title: &str) -> String {
    // One more than a name may have.
    const LOOKED_AT: usize = 4;
    let words: Vec<&str> = title.split(' ').collect();
    let mut out = String::with_capacity(title.len());
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            let (left, right) = words.split_at(index);
            let left = left.iter().rev().take(LOOKED_AT);
            let before = left.take_while(|word| is_capital(word)).count();
            let right = right.iter().take(LOOKED_AT);
            let after = right.take_while(|word| is_capital(word)).count();
            let name = before > 0 && after > 0 && before + after < LOOKED_AT;
            out.push(if name { number::NBSP } else { ' ' });
        }
        out.push_str(word);
    }
    out
}

/// Whether a word may be one of a Vietnamese name.
fn is_capital(word: &str) -> bool {
    /// Letters of `nghiêng`.
    const SYLLABLE: usize = 7;
    let letters = word.chars().filter(|c| c.is_alphabetic());
    word.starts_with(char::is_uppercase) && letters.count() <= SYLLABLE
}

/// Level of a unit.
pub(super) fn unit_kind(kind: UnitKind, texts: Texts<'_>) -> String {
    match kind {
        UnitKind::Province => texts.say("unit-province", &[]),
        UnitKind::Cluster => texts.say("unit-cluster", &[]),
        UnitKind::Upper => texts.say("unit-upper", &[]),
        UnitKind::Grassroots => texts.say("unit-grassroots", &[]),
    }
}

/// The same for code and classes.
pub(super) fn unit_kind_key(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Province => "province",
        UnitKind::Cluster => "cluster",
        UnitKind::Upper => "upper",
        UnitKind::Grassroots => "grassroots",
    }
}

/// How far an initiative got.
pub(super) fn status(status: Status, texts: Texts<'_>) -> String {
    match status {
        Status::Submitted => texts.say("status-submitted", &[]),
        Status::Valid => texts.say("status-valid", &[]),
        Status::Recognised => texts.say("status-recognised", &[]),
        Status::Awarded => texts.say("status-awarded", &[]),
    }
}

/// All of them, from the first to the last.
pub(super) const STATUSES: [Status; 4] = [
    Status::Submitted,
    Status::Valid,
    Status::Recognised,
    Status::Awarded,
];

/// `over`, `open`, `ahead`, and the same in words.
pub(super) fn state(state: PhaseState, texts: Texts<'_>) -> (&'static str, String) {
    match state {
        PhaseState::Over => ("over", texts.say("phase-over", &[])),
        PhaseState::Open => ("open", texts.say("phase-open", &[])),
        PhaseState::Ahead => ("ahead", texts.say("phase-ahead", &[])),
    }
}

/// What a metric counts: "lượt sáng kiến nộp".
pub(super) fn metric(metric: Metric, programme: &Programme, texts: Texts<'_>) -> String {
    let unit = (&programme.unit_of_count).into();
    match metric {
        Metric::Submitted => texts.say("metric-submitted", &[("unit", unit)]),
        Metric::Valid => texts.say("metric-valid", &[("unit", unit)]),
    }
}

/// `162 triệu đồng`; nothing for nothing.
pub(super) fn benefit(amount: Option<i64>, currency: &str, lang: Lang) -> Option<String> {
    Some(number::money(amount.filter(|a| *a > 0)?, currency, lang))
}

/// A description for search engines: one line, at most 155 characters, cut at a word.
pub(super) fn describe(text: &str) -> String {
    shortened(text, 155)
}

/// One line of at most `limit` characters, cut at a word where one ends in its second half.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.len() <= limit || line.chars().count() <= limit {
        return line;
    }
    let cut: String = line.chars().take(limit - 1).collect();
    let end = cut.rfind(' ').filter(|end| *end > cut.len() / 2);
    let cut = &cut[..end.unwrap_or(cut.len())];
    format!("{}…", cut.trim_end_matches([',', ';', ':', '.', ' ', '–']))
}

/// Letters that a description has at least, so that search engines do not make one of their own.
const SHORT: usize = 50;

/// A description of a page out of sentences: the first that says more than the title, and as many
/// more as it takes until it is long enough.
pub(super) fn description(title: &str, sentences: impl IntoIterator<Item = String>) -> String {
    let mut text = String::new();
    for sentence in sentences {
        let sentence = sentence.trim();
        if sentence.is_empty() || bare(sentence).eq(bare(title)) {
            continue;
        }
        if !text.is_empty() {
            let ended = text.ends_with(['.', '!', '?', '…', ':']);
            text.push_str(if ended { " " } else { ". " });
        }
        text.push_str(sentence);
        if text.chars().count() >= SHORT {
            break;
        }
    }
    describe(&text)
}

/// A sentence without what surrounds it, in small letters.
fn bare(text: &str) -> impl Iterator<Item = char> {
    let text = text.trim().trim_end_matches('.');
    text.chars().flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_on_one_line() {
        let held = |title: &str| name_held_together(title).replace(number::NBSP, "_");
        assert_eq!(held("Sáng kiến Thanh Hóa"), "Sáng kiến Thanh_Hóa");
        assert_eq!(held("Công đoàn Bà Rịa Cũ"), "Công đoàn Bà_Rịa_Cũ");
        assert_eq!(held("SÁNG KIẾN THANH HÓA"), "SÁNG KIẾN THANH HÓA");
        assert_eq!(held("Thanh Hóa Initiatives"), "Thanh_Hóa Initiatives");
        assert_eq!(held("Sáng kiến Thừa Thiên Huế"), "Sáng kiến Thừa_Thiên_Huế");
    }

    #[test]
    fn money_in_words() {
        let money = |amount| benefit(Some(amount), "VND", Lang::Vi);
        assert_eq!(
            money(162_000_000_000).as_deref(),
            Some("162\u{a0}tỷ\u{a0}đồng")
        );
        assert_eq!(
            money(1_500_000).as_deref(),
            Some("1,5\u{a0}triệu\u{a0}đồng")
        );
        assert_eq!(money(500).as_deref(), Some("500\u{a0}đồng"));
        assert_eq!(money(0), None);
    }

    #[test]
    fn descriptions_are_cut_at_words() {
        let long = describe(&"sáng kiến ".repeat(40));
        assert!(
            long.chars().count() <= 155 && long.ends_with("kiến…") || long.ends_with("sáng…"),
            "{long}"
        );
        assert_eq!(describe(" a \n b "), "a b");
        let endless = describe(&format!("Sáng kiến của {}", "x".repeat(200)));
        assert_eq!(endless.chars().count(), 155);
        let said = |sentences: [&str; 3]| description("Tin", sentences.map(String::from));
        assert_eq!(said(["Tin.", "", "Câu"]), "Câu");
        assert_eq!(said(["Một câu", "Hai.", "Ba"]), "Một câu. Hai. Ba");
        let long = "Một câu dài hơn năm mươi chữ cái để đứng một mình đây";
        assert_eq!(said([long, "Hai.", "Ba"]), long);
    }
}
