//! What a document goes by besides its title: a unit as offices write it, the words that readers
//! use for a page of the site, figures and days.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Date, Lang, Texts, date, number};
use crate::chart::{self, Chart};
use crate::model::core_of_name;
use crate::model::{Body, Phase, Unit};
use crate::page::lint::{Amount, Facts, Subject};
use crate::page::plan::Kind;

/// What is written out, and how offices shorten it; longer ones first.
pub const SHORT: [(&str, &str); 18] = [
    ("liên đoàn lao động", "lđlđ"),
    ("công đoàn cơ sở", "cđcs"),
    ("tổng công ty", "tct"),
    ("trách nhiệm hữu hạn", "tnhh"),
    ("nông nghiệp và phát triển nông thôn", "nn&ptnt"),
    ("giao thông vận tải", "gtvt"),
    ("giáo dục và đào tạo", "gd&đt"),
    ("trung học cơ sở", "thcs"),
    ("trung học phổ thông", "thpt"),
    ("khu công nghiệp", "kcn"),
    ("khu kinh tế", "kkt"),
    ("công đoàn", "cđ"),
    ("công ty", "cty"),
    ("cổ phần", "cp"),
    ("thành phố", "tp"),
    ("thị xã", "tx"),
    ("thị trấn", "tt"),
    ("điện thoại", "đt"),
];

/// Words between the kind of union and the name, which offices leave out.
const PLACES: [&str; 8] = [
    "thành phố",
    "thị xã",
    "thị trấn",
    "huyện",
    "quận",
    "phường",
    "xã",
    "ngành",
];

/// How offices write a unit, a line each: short, written out, without the kind of place.
pub(super) fn offices(unit: &Unit) -> String {
    let mut lines = vec![unit.short_title.to_lowercase()];
    let title = written_out(&unit.title.to_lowercase());
    for line in [without_place(&title), title] {
        add_new(&mut lines, shortened(&line));
        add_new(&mut lines, line);
    }
    // The name alone, with the kind of place: "tx bỉm sơn".
    let core = core_of_name(&unit.title);
    let place = PLACES.iter().find(|place| {
        unit.title
            .to_lowercase()
            .contains(&format!(" {place} {core}"))
    });
    if let Some(place) = place {
        add_new(&mut lines, shortened(&format!("{place} {core}")));
    }
    lines.join("\n")
}

fn add_new(lines: &mut Vec<String>, line: String) {
    if !lines.contains(&line) {
        lines.push(line);
    }
}

fn shortened(name: &str) -> String {
    let mut name = format!(" {name} ");
    for (long, short) in SHORT {
        name = name.replace(&format!(" {long} "), &format!(" {short} "));
    }
    name.trim().to_owned()
}

fn written_out(name: &str) -> String {
    let mut name = format!(" {name} ");
    for (long, short) in SHORT {
        name = name.replace(&format!(" {short} "), &format!(" {long} "));
    }
    name.trim().to_owned()
}

/// "liên đoàn lao động huyện hoằng hóa" as "liên đoàn lao động hoằng hóa".
fn without_place(name: &str) -> String {
    let (union, rest) = ["liên đoàn lao động ", "công đoàn "]
        .iter()
        .find_map(|union| Some((*union, name.strip_prefix(union)?)))
        .unwrap_or(("", name));
    let place = PLACES
        .iter()
        .find_map(|place| rest.strip_prefix(place)?.strip_prefix(' '));
    format!("{union}{}", place.unwrap_or(rest))
}

/// A code without what is between its letters and digits; nothing for one that has no more.
pub(super) fn compact(code: &str) -> String {
    let compact: String = code.chars().filter(|c| c.is_alphanumeric()).collect();
    if compact == code {
        String::new()
    } else {
        compact
    }
}

/// The words for a page that is no text of editors.
pub(super) fn of_page(kind: &Kind, texts: Texts<'_>) -> String {
    let message = match kind {
        Kind::Data => "search-data",
        Kind::Charts => "search-charts",
        Kind::Changes => "search-changes",
        Kind::Method => "search-method",
        Kind::Units => "search-units",
        Kind::Pair => "search-pair",
        Kind::Organisations => "search-organisations",
        Kind::Initiatives(_) => "search-initiatives",
        Kind::News(_) => "search-news",
        Kind::Programmes => "search-programmes",
        _ => return String::new(),
    };
    texts.say(message, &[])
}

/// The words for what a page of editors has besides text.
pub(super) fn of_text(body: &Body, texts: Texts<'_>) -> String {
    let mut lines = Vec::new();
    if body.text.contains("(tel:") {
        lines.push(texts.say("search-telephone", &[]));
    }
    if body.text.contains("(mailto:") {
        lines.push(texts.say("search-mail", &[]));
    }
    lines.join("\n")
}

/// The words for charts that a phase has.
pub(super) fn of_charts(
    charts: &[Chart],
    phase: &Phase,
    programme: &str,
    texts: Texts<'_>,
) -> String {
    let mut lines = vec![texts.say("search-phase", &[])];
    for (kind, message) in [
        (chart::Kind::Ranking, "search-ranking"),
        (chart::Kind::Map, "search-map"),
    ] {
        let has_chart = charts.iter().any(|chart| {
            let request = &chart.request;
            let its = request.phase.as_deref() == Some(&phase.id) && request.programme == programme;
            its && request.kind == kind
        });
        if has_chart {
            lines.push(texts.say(message, &[]));
        }
    }
    lines.join("\n")
}

/// A day as it is looked for, and as the language writes it.
pub(super) fn day(day: Date, lang: Lang) -> String {
    format!("{day}\n{}", date::written(day, lang))
}

fn joined(lines: BTreeSet<String>) -> String {
    lines.into_iter().collect::<Vec<_>>().join("\n")
}

/// The figures of a site by what they are about, with their days.
#[derive(Debug, Default)]
pub(super) struct Figures(BTreeMap<Subject, Vec<(Option<Date>, Amount)>>);

impl Figures {
    pub(super) fn new(facts: &Facts) -> Self {
        let mut figures = Self::default();
        for figure in &facts.figures {
            let amounts = figures.0.entry(figure.subject).or_default();
            amounts.push((figure.date, figure.amount));
        }
        figures
    }

    /// Those of a subject, a line each.
    pub(super) fn of(&self, subject: Subject, lang: Lang) -> String {
        let amounts = self.amounts(subject).iter();
        let lines: BTreeSet<String> = amounts.map(|(_, amount)| amount.text(lang)).collect();
        joined(lines)
    }

    /// How far the counts of a phase are from its target, and what is above it in percent.
    pub(super) fn surplus(&self, phase: Subject, lang: Lang) -> String {
        let amounts = self.amounts(phase);
        let mut lines = BTreeSet::new();
        for (day, amount) in amounts {
            match (day, amount) {
                (None, Amount::Count(target)) => {
                    let distances = distances(amounts, *target);
                    lines.extend(distances.map(|n| number::whole(n.cast_signed(), lang)));
                }
                (_, Amount::Share(share)) => lines.extend(share.surplus(lang)),
                _ => {}
            }
        }
        joined(lines)
    }

    fn amounts(&self, subject: Subject) -> &[(Option<Date>, Amount)] {
        self.0.get(&subject).map_or(&[], Vec::as_slice)
    }

    /// The days of those of a subject, a line each.
    pub(super) fn days(&self, subject: Subject, lang: Lang) -> String {
        let amounts = self.amounts(subject).iter();
        let days: BTreeSet<Date> = amounts.filter_map(|(date, _)| *date).collect();
        let lines: Vec<String> = days.into_iter().map(|date| day(date, lang)).collect();
        lines.join("\n")
    }
}

/// How far the counts of days are from a target, without those that are the target itself.
fn distances(amounts: &[(Option<Date>, Amount)], target: i64) -> impl Iterator<Item = u64> {
    amounts
        .iter()
        .filter_map(move |(day, amount)| match amount {
            Amount::Count(count) if day.is_some() && *count != target => {
                Some(count.abs_diff(target))
            }
            _ => None,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_as_offices_write_them() {
        for (title, written) in [
            ("Liên đoàn Lao động huyện Hoằng Hóa", "lđlđ huyện hoằng hóa"),
            ("Liên đoàn Lao động huyện Hoằng Hóa", "lđlđ hoằng hóa"),
            (
                "Liên đoàn Lao động huyện Hoằng Hóa",
                "liên đoàn lao động hoằng hóa",
            ),
            ("LĐLĐ huyện Hoằng Hóa", "liên đoàn lao động huyện hoằng hóa"),
            ("Liên đoàn Lao động thị xã Bỉm Sơn", "lđlđ tx bỉm sơn"),
            ("Liên đoàn Lao động thị xã Bỉm Sơn", "tx bỉm sơn"),
            ("Công đoàn ngành Giao thông vận tải", "cđ ngành gtvt"),
            ("Công đoàn ngành Giao thông vận tải", "cđ gtvt"),
            (
                "Công đoàn cơ sở Công ty TNHH May Mây",
                "cđcs cty tnhh may mây",
            ),
        ] {
            let unit = Unit {
                title: title.to_owned(),
                ..Unit::default()
            };
            let lines = offices(&unit);
            assert!(lines.lines().any(|line| line == written), "{lines}");
        }
    }

    #[test]
    fn codes_without_signs() {
        assert_eq!(compact("SK-2022/015"), "SK2022015");
        assert_eq!(compact("TH000123"), "");
    }
}
