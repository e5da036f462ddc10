//! The words of charts: findings, labels and headings, out of the message files.
//!
//! "Đạt" is the whole percentage, "vượt" is what lies above 100 %. A phase that is over is never
//! "đang", and only a phase that is open "đã đạt … tính đến …". A count is of submissions ("lượt
//! nộp") and never of valid ones.

use crate::base::messages::Arg;
use crate::base::{Date, Share, Texts, date, number};
use crate::model::{Phase, Portal, Programme};
use crate::progress::{Blank, Count, Coverage, Origin, PhaseProgress, PhaseState};

/// The messages of a language and what is counted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'a> {
    /// The sentences.
    pub(super) texts: Texts<'a>,
    /// "sáng kiến".
    pub(super) unit: &'a str,
}

#[cfg(test)]
pub(super) use samples::{EN, VI};

impl<'a> Words<'a> {
    /// The words for one programme.
    pub(super) fn new(portal: &'a Portal, programme: &'a Programme) -> Self {
        Self {
            texts: portal.site.texts(),
            unit: &programme.unit_of_count,
        }
    }

    /// A message.
    pub(super) fn say(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.texts.say(id, args)
    }

    /// `170.324`
    pub(super) fn n(&self, value: i64) -> String {
        number::whole(value, self.texts.lang)
    }

    /// `31/05/2022`
    pub(super) fn day(&self, day: Date) -> String {
        date::written(day, self.texts.lang)
    }

    /// `01/09/2021–31/05/2022`
    pub(super) fn period(&self, from: Date, to: Date) -> String {
        let (from, to) = (self.day(from), self.day(to));
        self.say(
            "days-span",
            &[("from", (&from).into()), ("to", (&to).into())],
        )
    }

    /// `lượt sáng kiến nộp`
    pub(super) fn metric(&self) -> String {
        match self.unit.trim() {
            "" => self.say("metric-submitted-bare", &[]),
            unit => self.say("metric-submitted", &[("unit", unit.into())]),
        }
    }

    /// The metric at the beginning of a sentence.
    pub(super) fn metric_capital(&self) -> String {
        capital(&self.metric())
    }

    /// What the count is not.
    pub(super) fn metric_note(&self) -> String {
        self.say("chart-metric-note", &[])
    }

    /// `425,8%` of a whole.
    pub(super) fn percent(&self, part: i64, whole: i64) -> Option<String> {
        Share::new(part, whole).map(|share| share.text(self.texts.lang))
    }

    /// The count as a share of the target.
    pub(super) fn share(&self, p: &PhaseProgress<'_>) -> Option<String> {
        self.percent(p.submitted?, p.target?)
    }

    /// `170.324 / 40.000 · 425,8%`
    pub(super) fn value(&self, p: &PhaseProgress) -> String {
        match (p.submitted, p.target) {
            (None, _) if p.state == PhaseState::Ahead => self.say("blank-not-begun", &[]),
            (None, _) => self.why(p),
            (Some(s), None) => self.say("chart-value-without-target", &[("count", s.into())]),
            (Some(s), Some(t)) => match self.percent(s, t) {
                Some(percent) => format!("{} / {} · {percent}", self.n(s), self.n(t)),
                None => format!("{} / {}", self.n(s), self.n(t)),
            },
        }
    }

    /// Why a phase that has begun has no count.
    fn why(&self, p: &PhaseProgress) -> String {
        match p.blank {
            Some(Blank::NotReported) | None => self.unknown(),
            Some(reason) => self::blank(reason, self.texts),
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
    pub(super) fn no_share(&self) -> String {
        self.say("chart-no-share", &[])
    }

    /// `chưa có số liệu`
    pub(super) fn unknown(&self) -> String {
        self.say("chart-unknown", &[])
    }

    /// `chỉ tiêu 40.000`
    pub(super) fn target(&self, value: i64) -> String {
        self.say("chart-target", &[("count", value.into())])
    }

    /// `nếu giữ nhịp: 61.000 vào 30/06/2022`
    pub(super) fn forecast(&self, value: i64, day: Date) -> String {
        let day = self.day(day);
        self.say(
            "chart-forecast",
            &[("count", value.into()), ("day", (&day).into())],
        )
    }

    /// `tính đến 01/09/2023`
    pub(super) fn until(&self, day: Date) -> String {
        let day = self.day(day);
        self.say("days-until", &[("day", (&day).into())])
    }

    /// The finding of one phase, as a sentence without a full stop.
    pub(super) fn phase(&self, phase: &Phase, p: &PhaseProgress) -> String {
        self.clause(&phase.title, phase, p, Place::First)
    }

    /// The finding of two phases, the second in the shadow of the first.
    pub(super) fn two_phases(
        &self,
        first: (&Phase, &PhaseProgress),
        second: (&Phase, &PhaseProgress),
    ) -> String {
        let name = self.texts.inside(&second.0.title);
        let place = match first.1.percent.and(second.1.percent) {
            Some(_) => Place::AfterTarget,
            None => Place::Second,
        };
        format!(
            "{}; {}",
            self.phase(first.0, first.1),
            self.clause(&name, second.0, second.1, place)
        )
    }

    fn clause(&self, name: &str, phase: &Phase, p: &PhaseProgress, place: Place) -> String {
        let clause = self.bare_clause(name, phase, p, place);
        format!("{clause}{}", self.of_units(p))
    }

    /// ` (2/3 đơn vị)`, behind a count of which not all is known.
    pub(super) fn of_units(&self, p: &PhaseProgress) -> String {
        self.some_units(p)
            .map(|units| format!(" ({units})"))
            .unwrap_or_default()
    }

    /// The same without what is around it.
    fn some_units(&self, p: &PhaseProgress) -> Option<String> {
        partial(p.coverage(), self.texts)
    }

    fn bare_clause(&self, name: &str, phase: &Phase, p: &PhaseProgress, place: Place) -> String {
        let Some(submitted) = p.submitted else {
            return self.blank_clause(name, phase, p, place);
        };
        // A phase that is over is spoken of without a date only when its last day was reported.
        let over = p.state == PhaseState::Over;
        let state = ("state", state(over));
        let name = ("phase", name.into());
        let percent = p
            .target
            .and_then(|t| Some((t, self.percent(submitted, t)?)));
        let metric = self.metric();
        let clause = match percent {
            _ if submitted == 0 => {
                let metric = ("metric", (&metric).into());
                self.say("chart-phase-nothing", &[name, state, metric])
            }
            Some((target, percent)) => {
                let exactly = Arg::yes(submitted == target);
                let goal = Arg::yes(place != Place::AfterTarget);
                let percent = ("percent", (&percent).into());
                self.say(
                    "chart-phase-reached",
                    &[name, state, percent, ("exactly", exactly), ("goal", goal)],
                )
            }
            None => {
                let metric = ("metric", (&metric).into());
                let count = ("count", submitted.into());
                self.say("chart-phase-count", &[name, state, count, metric])
            }
        };
        match p.last.filter(|last| !over || last.date < phase.end) {
            Some(last) => {
                let day = self.day(last.date);
                self.say(
                    "chart-clause-until",
                    &[("clause", (&clause).into()), ("day", (&day).into())],
                )
            }
            None => clause,
        }
    }

    /// Of a phase without a count: when it begins, or why there is none.
    fn blank_clause(&self, name: &str, phase: &Phase, p: &PhaseProgress, place: Place) -> String {
        let name = ("phase", name.into());
        if p.state == PhaseState::Ahead {
            let day = self.day(phase.start);
            return self.say("chart-phase-begins", &[name, ("day", (&day).into())]);
        }
        let why = self.why(p);
        let why = ("why", (&why).into());
        // "Giai đoạn 2: chưa có số liệu" as a second clause needs no colon.
        match place {
            Place::First => self.say("chart-phase-blank", &[name, why]),
            Place::Second | Place::AfterTarget => {
                self.say("chart-phase-blank-second", &[name, why])
            }
        }
    }

    /// A fact for screen readers: "Giai đoạn 1: 170.324 trên chỉ tiêu 40.000, đạt 425,8%, vượt
    /// 325,8%."
    pub(super) fn fact(&self, phase: &Phase, p: &PhaseProgress) -> String {
        let name = &phase.title;
        let both = p.submitted.zip(p.target);
        let share = both.and_then(|(submitted, target)| Share::new(submitted, target));
        let (Some((submitted, target)), Some(share)) = (both, share) else {
            return format!("{name}: {}.", self.value(p));
        };
        let lang = self.texts.lang;
        let (percent, above) = (share.text(lang), share.surplus(lang));
        let units = self.some_units(p);
        self.say(
            "chart-fact",
            &[
                ("phase", name.into()),
                ("count", submitted.into()),
                ("target", target.into()),
                ("percent", (&percent).into()),
                ("above", Arg::or_none(above.as_deref())),
                ("units", Arg::or_none(units.as_deref())),
            ],
        )
    }

    /// What goes before a source.
    pub(super) fn source(&self) -> String {
        self.say("source", &[])
    }

    /// Where a count comes from that no report tells as it is.
    pub(super) fn origin(&self, count: Count) -> Option<String> {
        match count.origin {
            Origin::Report => None,
            Origin::Records => Some(self.list()),
            Origin::Sum(sum) => {
                let units = coverage(sum, self.texts);
                Some(format!("{} ({units})", self.say("chart-sum", &[])))
            }
        }
    }

    /// Where the figures are.
    pub(super) fn table_below(&self) -> String {
        self.say("chart-table-below", &[])
    }
}

/// Where the clause of a phase is in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Its beginning.
    First,
    /// Behind that of another phase.
    Second,
    /// The same, and the first one has said that percentages are of the target.
    AfterTarget,
}

/// By which messages choose between what is over and what may still change.
pub(super) fn state(over: bool) -> Arg<'static> {
    Arg::Text(if over { "over" } else { "open" })
}

/// `60 trong 62 đơn vị đã báo cáo, 1 đơn vị mới báo cáo một phần`
pub fn coverage(coverage: Coverage, texts: Texts<'_>) -> String {
    // A unit that cannot be counted did report, so that the others are not those that did.
    texts.say(
        "units-coverage",
        &[
            ("reported", coverage.reported.into()),
            ("expected", coverage.expected.into()),
            ("partial", coverage.partial.into()),
            ("uncounted", coverage.uncounted.into()),
        ],
    )
}

/// How much of a sum is known, in few words: `23/24 đơn vị`; nothing when all of it is.
pub fn partial(coverage: Option<Coverage>, texts: Texts<'_>) -> Option<String> {
    let coverage = coverage.filter(|c| !c.complete())?;
    Some(texts.say(
        "units-of-units",
        &[
            ("reported", coverage.reported.into()),
            ("expected", coverage.expected.into()),
        ],
    ))
}

/// Whether figures are final.
pub fn certainty(official: bool, texts: Texts<'_>) -> String {
    if official {
        texts.say("figures-final", &[])
    } else {
        texts.say("figures-provisional", &[])
    }
}

/// Why there is no count: `chưa tính được trong giai đoạn: thiếu số của ngày 30/06/2024`
pub fn blank(blank: Blank, texts: Texts<'_>) -> String {
    match blank {
        Blank::NotBegun => texts.say("blank-not-begun", &[]),
        Blank::Ended => texts.say("blank-ended", &[]),
        Blank::NotReported => texts.say("blank-not-reported", &[]),
        Blank::NotComparable => texts.say("blank-not-comparable", &[]),
        Blank::Undated => texts.say("blank-undated", &[]),
        Blank::NoBaseline(eve) => {
            let day = date::written(eve, texts.lang);
            texts.say("blank-no-baseline", &[("day", (&day).into())])
        }
    }
}

/// The first letter as a capital.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|c| c.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod samples {
    use std::sync::LazyLock;

    use super::Words;
    use crate::base::{Lang, Messages};

    static MESSAGES: LazyLock<Messages> = LazyLock::new(Messages::default);
    pub(in crate::chart::scene) static VI: LazyLock<Words<'static>> = LazyLock::new(|| Words {
        texts: MESSAGES.of(Lang::Vi),
        unit: "sáng kiến",
    });
    pub(in crate::chart::scene) static EN: LazyLock<Words<'static>> = LazyLock::new(|| Words {
        texts: MESSAGES.of(Lang::En),
        unit: "initiatives",
    });
}
