//! The words of charts: findings, labels and headings in Vietnamese and English.
//!
//! "Đạt" is the whole percentage, "vượt" is what lies above 100 %. A phase that is over is never
//! "đang", and only a phase that is open "đã đạt … tính đến …". A count is of submissions ("lượt
//! nộp") and never of valid ones.

use crate::base::{Date, Lang, Share, date, number};
use crate::model::{Phase, Portal, Programme};
use crate::progress::{Blank, Count, Coverage, Origin, PhaseProgress, PhaseState};

/// The language and what is counted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'a> {
    /// `vi` or `en`.
    pub(super) language: Lang,
    /// "sáng kiến".
    pub(super) unit: &'a str,
}

/// Words for tests.
#[cfg(test)]
pub(super) const VI: Words<'static> = Words {
    language: Lang::Vi,
    unit: "sáng kiến",
};
/// The same in English.
#[cfg(test)]
pub(super) const EN: Words<'static> = Words {
    language: Lang::En,
    unit: "initiatives",
};

impl<'a> Words<'a> {
    /// The words for one programme.
    pub(super) fn new(portal: &'a Portal, programme: &'a Programme) -> Self {
        Self {
            language: portal.site.language,
            unit: &programme.unit_of_count,
        }
    }

    fn vi(&self) -> bool {
        self.language == Lang::Vi
    }

    /// `170.324`
    pub(super) fn n(&self, value: i64) -> String {
        number::whole(value, self.language)
    }

    /// `31/05/2022`
    pub(super) fn day(&self, day: Date) -> String {
        date::written(day, self.language)
    }

    /// `01/09/2021–31/05/2022`
    pub(super) fn period(&self, from: Date, to: Date) -> String {
        let gap = if self.vi() { "–" } else { " – " };
        format!("{}{gap}{}", self.day(from), self.day(to))
    }

    /// `lượt sáng kiến nộp`
    pub(super) fn metric(&self) -> String {
        match (self.vi(), self.unit.trim()) {
            (true, "") => "lượt nộp".to_owned(),
            (true, unit) => format!("lượt {unit} nộp"),
            (false, "") => "submissions".to_owned(),
            (false, unit) => format!("{unit} submitted"),
        }
    }

    /// The metric at the beginning of a sentence.
    pub(super) fn metric_capital(&self) -> String {
        capital(&self.metric())
    }

    /// What the count is not.
    pub(super) fn metric_note(&self) -> &'static str {
        if self.vi() {
            "Đếm lượt nộp, không phải số được công nhận hợp lệ."
        } else {
            "Counts submissions, not those found valid."
        }
    }

    /// `425,8%` of a whole.
    pub(super) fn percent(&self, part: i64, whole: i64) -> Option<String> {
        Share::new(part, whole).map(|share| share.text(self.language))
    }

    /// `200 nghìn`: a round value of a scale whose biggest tick is `biggest`.
    pub(super) fn rounded(&self, value: i64, biggest: i64) -> String {
        let names: [(i64, &str); 3] = if self.vi() {
            [
                (1_000_000_000, "tỷ"),
                (1_000_000, "triệu"),
                (1_000, "nghìn"),
            ]
        } else {
            [
                (1_000_000_000, "billion"),
                (1_000_000, "million"),
                (i64::MAX, ""),
            ]
        };
        let named = names
            .iter()
            .find(|(size, _)| biggest >= *size && biggest >= 10_000);
        match named {
            Some((size, name)) if value != 0 => {
                let scaled = number::decimal(value as f64 / *size as f64, self.language);
                format!("{scaled}{}{name}", number::NBSP)
            }
            _ => self.n(value),
        }
    }

    /// `170.324 / 40.000 · 425,8%`
    pub(super) fn value(&self, p: &PhaseProgress) -> String {
        match (p.submitted, p.target) {
            (None, _) if p.state == PhaseState::Ahead => self
                .language
                .pick("chưa bắt đầu", "not yet begun")
                .to_owned(),
            (None, _) => self.why(p),
            (Some(s), None) => format!(
                "{} · {}",
                self.n(s),
                self.language.pick("chưa có chỉ tiêu", "no target")
            ),
            (Some(s), Some(t)) => match self.percent(s, t) {
                Some(percent) => format!("{} / {} · {percent}", self.n(s), self.n(t)),
                None => format!("{} / {}", self.n(s), self.n(t)),
            },
        }
    }

    /// Why a phase that has begun has no count.
    fn why(&self, p: &PhaseProgress) -> String {
        match p.blank {
            Some(Blank::NotReported) | None => self.unknown().to_owned(),
            Some(reason) => self::blank(reason, self.language),
        }
    }

    /// Whether there are figures, but none that can be counted in the phase.
    pub(super) fn uncounted(&self, p: &PhaseProgress) -> bool {
        matches!(
            p.blank,
            Some(Blank::NoBaseline(_) | Blank::Undated | Blank::NotComparable)
        )
    }

    /// Of a result that is not on a scale: for want of a count or of a target.
    pub(super) fn no_share(&self) -> &'static str {
        self.language.pick("chưa có tỷ lệ", "no percentage yet")
    }

    /// `chưa có số liệu`
    pub(super) fn unknown(&self) -> &'static str {
        if self.vi() {
            "chưa có số liệu"
        } else {
            "no figures yet"
        }
    }

    /// `chỉ tiêu 40.000`
    pub(super) fn target(&self, value: i64) -> String {
        format!(
            "{}{}{}",
            self.language.pick("chỉ tiêu", "target"),
            number::NBSP,
            self.n(value)
        )
    }

    /// `nếu giữ nhịp: 61.000 vào 30/06/2022`
    pub(super) fn forecast(&self, value: i64, day: Date) -> String {
        let (value, day) = (self.n(value), self.day(day));
        if self.vi() {
            format!("nếu giữ nhịp: {value} vào {day}")
        } else {
            format!("at this pace {value} on {day}")
        }
    }

    /// `từ 01/09/2021 đến 31/05/2022`
    pub(super) fn between(&self, from: Date, to: Date) -> String {
        let (from, to) = (self.day(from), self.day(to));
        if self.vi() {
            format!("từ {from} đến {to}")
        } else {
            format!("from {from} to {to}")
        }
    }

    /// `tính đến 01/09/2023`
    pub(super) fn until(&self, day: Date) -> String {
        format!(
            "{} {}",
            self.language.pick("tính đến", "as of"),
            self.day(day)
        )
    }

    /// The finding of one phase, as a sentence without a full stop.
    pub(super) fn phase(&self, phase: &Phase, p: &PhaseProgress) -> String {
        self.clause(phase, p, true)
    }

    /// The finding of two phases, the second in the shadow of the first.
    pub(super) fn two_phases(
        &self,
        first: (&Phase, &PhaseProgress),
        second: (&Phase, &PhaseProgress),
    ) -> String {
        let both = first.1.percent.is_some() && second.1.percent.is_some();
        let rest = self.clause(second.0, second.1, !both);
        let rest = match rest.strip_prefix("Giai đoạn ") {
            Some(tail) if self.vi() => format!("giai đoạn {tail}"),
            _ => rest,
        };
        // "Giai đoạn 2: chưa có số liệu" as a second clause needs no colon.
        let rest = if second.1.submitted.is_none() {
            rest.replacen(": ", " ", 1)
        } else {
            rest
        };
        format!("{}; {rest}", self.clause(first.0, first.1, true))
    }

    /// `of_target` is false where "chỉ tiêu" was said just before.
    fn clause(&self, phase: &Phase, p: &PhaseProgress, of_target: bool) -> String {
        format!(
            "{}{}",
            self.bare_clause(phase, p, of_target),
            self.of_units(p)
        )
    }

    /// ` (2/3 đơn vị)`, behind a count of which not all is known.
    pub(super) fn of_units(&self, p: &PhaseProgress) -> String {
        let coverage = p.submitted.and(p.count).and_then(|c| c.coverage());
        partial(coverage, self.language)
            .map(|units| format!(" ({units})"))
            .unwrap_or_default()
    }

    fn bare_clause(&self, phase: &Phase, p: &PhaseProgress, of_target: bool) -> String {
        let name = &phase.title;
        let Some(submitted) = p.submitted else {
            return match p.state {
                PhaseState::Ahead if self.vi() => {
                    format!("{name} bắt đầu từ {}", self.day(phase.start))
                }
                PhaseState::Ahead => format!("{name} begins on {}", self.day(phase.start)),
                _ => format!("{name}: {}", self.why(p)),
            };
        };
        // A phase that is over is spoken of without a date only when its last day was reported.
        let over = p.state == PhaseState::Over;
        let when = p
            .last
            .as_ref()
            .filter(|last| !over || last.date < phase.end);
        let when = when
            .map(|last| format!(" {}", self.until(last.date)))
            .unwrap_or_default();
        let percent = p
            .target
            .and_then(|t| Some((t, self.percent(submitted, t)?)));
        match percent {
            _ if submitted == 0 => self.nothing(name, over, &when),
            Some((target, percent)) => {
                let exactly = if submitted == target {
                    self.language.pick("đúng ", "exactly ")
                } else {
                    ""
                };
                let goal = if of_target {
                    self.language.pick(" chỉ tiêu", " of its target")
                } else {
                    ""
                };
                let verb = match (self.vi(), over) {
                    (true, true) => "đạt",
                    (true, false) => "đã đạt",
                    (false, true) => "reached",
                    (false, false) => "has reached",
                };
                format!("{name} {verb} {exactly}{percent}{goal}{when}")
            }
            None => {
                let verb = match (self.vi(), over) {
                    (true, true) => "có",
                    (true, false) => "đã có",
                    (false, true) => "had",
                    (false, false) => "has had",
                };
                format!(
                    "{name} {verb} {}{}{}{when}",
                    self.n(submitted),
                    number::NBSP,
                    self.metric()
                )
            }
        }
    }

    fn nothing(&self, name: &str, over: bool, when: &str) -> String {
        let metric = self.metric();
        match (self.vi(), over) {
            (true, true) => format!("{name} không ghi nhận {metric} nào{when}"),
            (true, false) => format!("{name} chưa ghi nhận {metric} nào{when}"),
            (false, true) => format!("{name} had no {metric}{when}"),
            (false, false) => format!("{name} has had no {metric}{when}"),
        }
    }

    /// A fact for screen readers: "Giai đoạn 1: 170.324 trên chỉ tiêu 40.000, đạt 425,8%, vượt
    /// 325,8%."
    pub(super) fn fact(&self, phase: &Phase, p: &PhaseProgress) -> String {
        let name = &phase.title;
        let Some((submitted, target)) = p.submitted.zip(p.target) else {
            return format!("{name}: {}.", self.value(p));
        };
        let (s, t) = (self.n(submitted), self.n(target));
        let Some(share) = Share::new(submitted, target) else {
            return format!("{name}: {}.", self.value(p));
        };
        let (percent, beyond) = (share.text(self.language), share.surplus(self.language));
        let beyond = beyond
            .map(|b| format!(", {} {b}", self.language.pick("vượt", "above by")))
            .unwrap_or_default();
        let units = self.of_units(p);
        if self.vi() {
            format!("{name}: {s} trên chỉ tiêu {t}, đạt {percent}{beyond}{units}.")
        } else {
            format!("{name}: {s} of a target of {t}, {percent}{beyond}{units}.")
        }
    }

    /// What goes before a source.
    pub(super) fn source(&self) -> &'static str {
        if self.vi() { "Nguồn" } else { "Source" }
    }

    /// Where a count comes from that no report tells as it is.
    pub(super) fn origin(&self, count: Count) -> Option<String> {
        match count.origin {
            Origin::Report => None,
            Origin::Records => Some(
                self.language
                    .pick(
                        "danh sách sáng kiến trên cổng này",
                        "the list of initiatives on this site",
                    )
                    .to_owned(),
            ),
            Origin::Sum(sum) => {
                let joining = self.language.pick(
                    "tổng hợp số liệu của các đơn vị",
                    "sum of the units' figures",
                );
                Some(format!("{joining} ({})", coverage(sum, self.language)))
            }
        }
    }

    /// Where the figures are.
    pub(super) fn table_below(&self) -> &'static str {
        if self.vi() {
            "Số liệu đầy đủ ở bảng dưới biểu đồ."
        } else {
            "All figures are in the table below the chart."
        }
    }
}

/// `60 trong 62 đơn vị đã báo cáo, 1 đơn vị mới báo cáo một phần`
pub fn coverage(coverage: Coverage, language: Lang) -> String {
    let n = |n: usize| number::whole(i64::try_from(n).unwrap_or(i64::MAX), language);
    let (reported, expected, partial) =
        (n(coverage.reported), n(coverage.expected), coverage.partial);
    // A unit that cannot be counted did report, so that the others are not those that did.
    let uncounted = coverage.uncounted;
    let mut rest = String::new();
    if language == Lang::Vi {
        if partial > 0 {
            rest.push_str(&format!(", {} đơn vị mới báo cáo một phần", n(partial)));
        }
        if uncounted > 0 {
            rest.push_str(&format!(
                ", {} đơn vị đã báo cáo nhưng chưa tính được",
                n(uncounted)
            ));
            return format!("tính được {reported} trong {expected} đơn vị{rest}");
        }
        format!("{reported} trong {expected} đơn vị đã báo cáo{rest}")
    } else {
        if partial > 0 {
            rest.push_str(&format!(", {} in part", n(partial)));
        }
        if uncounted > 0 {
            rest.push_str(&format!(
                ", {} reported but cannot be counted",
                n(uncounted)
            ));
            return format!("{reported} of {expected} units counted{rest}");
        }
        format!("{reported} of {expected} units reported{rest}")
    }
}

/// How much of a sum is known, in few words: `23/24 đơn vị`; nothing when all of it is.
pub fn partial(coverage: Option<Coverage>, language: Lang) -> Option<String> {
    let coverage = coverage.filter(|c| !c.complete())?;
    let n = |n: usize| number::whole(i64::try_from(n).unwrap_or(i64::MAX), language);
    let (reported, expected) = (n(coverage.reported), n(coverage.expected));
    Some(if language == Lang::Vi {
        format!("{reported}/{expected} đơn vị")
    } else {
        format!("{reported} of {expected} units")
    })
}

/// Whether figures are final.
pub fn certainty(official: bool, language: Lang) -> &'static str {
    match (official, language == Lang::Vi) {
        (true, true) => "số chính thức",
        (true, false) => "final figures",
        (false, true) => "số tạm tính",
        (false, false) => "provisional figures",
    }
}

/// Why there is no count: `chưa tính được trong giai đoạn: thiếu số của ngày 30/06/2024`
pub fn blank(blank: Blank, language: Lang) -> String {
    let vi = language == Lang::Vi;
    let words = match blank {
        Blank::NotBegun if vi => "chưa bắt đầu",
        Blank::NotBegun => "not yet begun",
        Blank::Ended if vi => "đã kết thúc hoạt động, chưa báo cáo",
        Blank::Ended => "ended without a report",
        Blank::NotReported if vi => "chưa báo cáo",
        Blank::NotReported => "not reported",
        Blank::NotComparable if vi => "chưa tính được: danh sách sáng kiến chưa đầy đủ",
        Blank::NotComparable => "cannot be counted: the list of initiatives is not whole",
        Blank::Undated if vi => "chưa tính được trong giai đoạn: có sáng kiến chưa ghi ngày nộp",
        Blank::Undated => "cannot be counted within the phase: initiatives have no date",
        Blank::NoBaseline(eve) if vi => {
            let eve = date::written(eve, language);
            return format!("chưa tính được trong giai đoạn: thiếu số của ngày {eve}");
        }
        Blank::NoBaseline(eve) => {
            let eve = date::written(eve, language);
            return format!("cannot be counted within the phase: the count of {eve} is missing");
        }
    };
    words.to_owned()
}

/// The first letter as a capital.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|c| c.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
