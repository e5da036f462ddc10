//! How a unit is doing in a phase, in words: its count and where that comes from, paces, forecast,
//! ranks, status.

use super::view::FactView;
use super::words::unit_kind;
use crate::base::markup::capital;
use crate::base::markup::escape;
use crate::base::messages::Arg;
use crate::base::{Date, Lang, Rate, Texts, date, number};
use crate::chart;
use crate::model::{Portal, Unit};
use crate::progress::{
    Blank, Count, Coverage, Forecast, Origin, Pace, PhaseProgress, Point, Rank, SetBy, Status,
    enough_members,
};

/// The words of one language about the units of one site.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing<'a> {
    pub(super) portal: &'a Portal,
    pub(super) texts: Texts<'a>,
}

/// The status of a unit in a phase for classes, and in words.
pub(super) fn status(p: &PhaseProgress<'_>, texts: Texts<'_>) -> (&'static str, String) {
    let words = match p.status {
        Status::Ahead => texts.say("standing-ahead", &[]),
        Status::Unreported | Status::NoBaseline | Status::Undated => blank(p, texts),
        Status::NoTarget => texts.say("standing-no-target", &[]),
        Status::Exceeded => texts.say("standing-exceeded", &[]),
        Status::Met => texts.say("standing-met", &[]),
        Status::Missed => texts.say("standing-missed", &[]),
        Status::Undecided => undecided(p, texts),
        Status::OnTrack => texts.say("standing-on-track", &[]),
        Status::Behind => texts.say("standing-behind", &[]),
        Status::Silent => {
            let day = p.count.map(|count| date::written(count.date, texts.lang));
            let day = day.unwrap_or_default();
            texts.say("standing-silent", &[("day", (&day).into())])
        }
    };
    (p.status.key(), words)
}

/// Why there is no count, at the beginning of a sentence.
pub(super) fn blank(p: &PhaseProgress<'_>, texts: Texts<'_>) -> String {
    capital(&reason(p, texts))
}

/// Why there is no count, inside a sentence.
pub(super) fn reason(p: &PhaseProgress<'_>, texts: Texts<'_>) -> String {
    // A unit that reported valid ones is not silent.
    if matches!(p.blank, Some(Blank::NotReported)) && p.valid.is_some() {
        return texts.say("blank-only-valid", &[]);
    }
    chart::blank(p.blank.unwrap_or(Blank::NotReported), texts)
}

/// `Chưa đủ số liệu để kết luận (3 trong 5 đơn vị)`: those that reported up to the last day; of a
/// unit that reports itself, to which day it did.
fn undecided(p: &PhaseProgress<'_>, texts: Texts<'_>) -> String {
    let Some(count) = p.count else {
        return texts.say("standing-undecided", &[]);
    };
    match count.coverage() {
        Some(units) => texts.say(
            "standing-undecided-units",
            &[
                ("settled", units.settled.into()),
                ("expected", units.expected.into()),
            ],
        ),
        None => {
            let day = date::written(count.date, texts.lang);
            texts.say("standing-undecided-until", &[("day", (&day).into())])
        }
    }
}

/// Whether a count of a phase is final, and how much of a sum is known: `số chính thức`, `số tạm
/// tính (2/3 đơn vị)`.
pub(super) fn certainty(p: &PhaseProgress<'_>, texts: Texts<'_>) -> Option<String> {
    p.submitted?;
    let words = chart::certainty(p.official, texts);
    Some(match chart::partial(p.coverage(), texts) {
        Some(partial) => format!("{words} ({partial})"),
        None => words,
    })
}

/// Submissions of a unit for each 100 members, where these are enough to be compared.
pub(super) fn per_100_members(unit: &Unit, p: &PhaseProgress<'_>, lang: Lang) -> Option<String> {
    let rate = Rate::new(p.submitted?, enough_members(unit.members)?, 100)?;
    Some(rate.text(lang))
}

impl Standing<'_> {
    fn say(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.texts.say(id, args)
    }

    /// ` (trang này tính: 600.175 − 170.324; 3/4 đơn vị)`: what limits the count of a phase.
    pub(super) fn limits(&self, p: &PhaseProgress<'_>) -> String {
        let limits = [self.computed(p), self.partial(p.count)];
        let limits: Vec<String> = limits.into_iter().flatten().collect();
        match limits.as_slice() {
            [] => String::new(),
            some => format!(" ({})", some.join("; ")),
        }
    }

    /// Of a count that no report gives but the difference of two: `trang này tính: 600.175 −
    /// 170.324`.
    pub(super) fn computed(&self, p: &PhaseProgress<'_>) -> Option<String> {
        let (base, last) = p.base.as_ref().zip(p.last.as_ref())?;
        Some(self.say(
            "standing-computed",
            &[("last", last.value.into()), ("base", base.value.into())],
        ))
    }

    /// The same with the source and day of both reports.
    pub(super) fn computed_from(&self, p: &PhaseProgress<'_>) -> Option<String> {
        let (base, last) = p.base.as_ref().zip(p.last.as_ref())?;
        let (last, base) = (self.report(last), self.report(base));
        Some(self.say(
            "standing-computed-from",
            &[("last", (&last).into()), ("base", (&base).into())],
        ))
    }

    /// A count with the source and day of its report.
    fn report(&self, point: &Point<'_>) -> String {
        let source = point.source().map(|source| format!("{source}, "));
        let day = self.day(point.date);
        let value = self.n(point.value);
        format!("{value} ({}{day})", source.unwrap_or_default())
    }

    /// What is ahead of a phase that is under way: whether it is on track, what is needed each day,
    /// and where it ends if the pace holds, as HTML. Nothing of what the share says by itself.
    pub(super) fn outlook(&self, p: &PhaseProgress<'_>, end: Date) -> Option<String> {
        let judged = [
            Status::OnTrack,
            Status::Behind,
            Status::Silent,
            Status::Undecided,
            Status::Missed,
        ];
        if !judged.contains(&p.status) {
            return None;
        }
        let status = escape(&status(p, self.texts).1);
        let required = p.required.and_then(|r| Some((self.pace(r)?, r.days)));
        let pace = required.as_ref().map(|(pace, _)| escape(pace));
        let forecast = p.forecast;
        let [from, to] = match forecast {
            Some(forecast) => [forecast.from, forecast.to].map(|day| self.day(day)),
            None => Default::default(),
        };
        let expected = forecast.map(|f| self.n(f.expected));
        Some(self.say(
            "standing-outlook",
            &[
                ("status", (&status).into()),
                ("pace", Arg::or_none(pace.as_deref())),
                ("days", required.map_or(0, |(_, days)| days).into()),
                ("forecast", Arg::or_none(expected.as_deref())),
                ("from", (&from).into()),
                ("to", (&to).into()),
                ("end", (&self.day(end)).into()),
            ],
        ))
    }

    fn n(&self, value: i64) -> String {
        number::whole(value, self.texts.lang)
    }

    fn day(&self, day: Date) -> String {
        date::written(day, self.texts.lang)
    }

    /// `60 trong 62 đơn vị đã báo cáo, 1 đơn vị mới báo cáo một phần`
    pub(super) fn coverage(&self, coverage: Coverage) -> String {
        chart::coverage(coverage, self.texts)
    }

    /// The same in few words, `23/24 đơn vị`; nothing when the count is whole.
    pub(super) fn partial(&self, count: Option<Count>) -> Option<String> {
        chart::partial(count.and_then(|count| count.coverage()), self.texts)
    }

    /// The days that a count represents: `tính đến 30/06/2024`, and from which day when its parts
    /// are older.
    pub(super) fn days(&self, count: Count) -> String {
        let until = self.day(count.date);
        if count.oldest == count.date {
            return self.say("days-until", &[("day", (&until).into())]);
        }
        let oldest = self.day(count.oldest);
        self.say(
            "units-days",
            &[("from", (&oldest).into()), ("to", (&until).into())],
        )
    }

    /// Where a count comes from.
    pub(super) fn origin(&self, count: Count) -> String {
        match count.origin {
            Origin::Report => self.say("origin-report", &[]),
            Origin::Records => self.say("origin-records", &[]),
            Origin::Sum(_) => self.say("origin-sum", &[]),
        }
    }

    /// Who set a target.
    pub(super) fn set_by(&self, set_by: SetBy<'_>) -> Option<String> {
        match set_by {
            SetBy::Written(text) => Some(text.to_owned()),
            SetBy::Above(unit) => {
                let unit = &self.portal.units[unit].title;
                Some(self.say("target-set-by", &[("unit", unit.into())]))
            }
            SetBy::Sum => Some(self.say("target-sum", &[])),
            SetBy::Unknown => None,
        }
    }

    /// `3,5 lượt mỗi ngày`
    pub(super) fn pace(&self, pace: Pace) -> Option<String> {
        let rate = pace.rate()?.text(self.texts.lang);
        Some(self.say("pace", &[("rate", (&rate).into())]))
    }

    /// `từ 31/08/2024 đến 15/10/2024`
    pub(super) fn between(&self, from: Date, to: Date) -> String {
        let (from, to) = (self.day(from), self.day(to));
        self.say(
            "days-between",
            &[("from", (&from).into()), ("to", (&to).into())],
        )
    }

    /// Under which condition a forecast holds, and what its range is.
    pub(super) fn condition(&self, forecast: Forecast) -> String {
        let (from, to) = (self.day(forecast.from), self.day(forecast.to));
        self.say(
            "forecast-condition",
            &[
                ("from", (&from).into()),
                ("to", (&to).into()),
                ("low", forecast.low.into()),
                ("high", forecast.high.into()),
            ],
        )
    }

    /// `thứ 2/60 theo tỷ lệ`, and that the place is shared; the message says by what.
    fn rank(&self, rank: Rank, by: &str) -> String {
        self.say(
            by,
            &[
                ("place", rank.place.into()),
                ("of", rank.of.into()),
                ("tied", Arg::yes(rank.tied)),
            ],
        )
    }

    /// Everything known of a unit in a phase but its count, target and percent, which are beside
    /// it.
    pub(super) fn facts(&self, unit: Option<&Unit>, p: &PhaseProgress<'_>) -> Vec<FactView> {
        let mut facts = self.counts(p);
        let per = unit.and_then(|unit| per_100_members(unit, p, self.texts.lang));
        facts.extend(self.fact("per_100", per, None));
        if let Some(unit) = unit {
            let kind = unit_kind(unit.kind, self.texts);
            let among = match p.count {
                Some(count) => format!("{kind}; {}", self.days(count)),
                None => kind,
            };
            facts.extend(self.fact("fact-rank", self.ranks(p), Some(among)));
        }
        let days_left = p
            .required
            .map(|r| self.say("days-left", &[("count", r.days.into())]));
        let pace_needed = p.required.and_then(|r| self.pace(r));
        facts.extend(self.fact("fact-pace-needed", pace_needed, days_left));
        let pace = p.actual.and_then(|a| self.pace(a));
        let days = p.actual_days.map(|(from, to)| self.between(from, to));
        facts.extend(self.fact("fact-pace", pace, days));
        let expected = p.forecast.map(|f| self.n(f.expected));
        let condition = p.forecast.map(|f| self.condition(f));
        facts.extend(self.fact("fact-forecast", expected, condition));
        facts
    }

    /// The target, and what was counted against it.
    fn counts(&self, p: &PhaseProgress<'_>) -> Vec<FactView> {
        let how = |c| self.computed(p).unwrap_or_else(|| self.origin(c));
        let count = p.count.map(|c| format!("{}, {}", how(c), self.days(c)));
        let coverage = p.coverage().map(|c| self.coverage(c));
        let lang = self.texts.lang;
        let valid = p.valid.map(|v| match p.valid_percent {
            Some(percent) => self.of_target(v.value, &percent.text(lang)),
            None => self.n(v.value),
        });
        let valid_note = p.valid.map(|v| match v.coverage() {
            Some(coverage) => format!("{}; {}", self.days(v), self.coverage(coverage)),
            None => self.days(v),
        });
        let surplus = p
            .surplus
            .zip(p.percent.and_then(|share| share.surplus(lang)));
        let surplus = surplus.map(|(count, share)| self.of_target(count, &share));
        let facts = [
            self.fact("target", p.target.map(|n| self.n(n)), self.set_by(p.set_by)),
            self.fact("submitted", p.submitted.map(|n| self.n(n)), count),
            self.fact("fact-reports", coverage, None),
            self.fact("valid", valid, valid_note),
            self.fact("fact-above", surplus, None),
            self.fact("fact-missing", p.missing.map(|n| self.n(n)), None),
        ];
        facts.into_iter().flatten().collect()
    }

    /// A fact under the message of its label; nothing without a value.
    fn fact(&self, label: &str, value: Option<String>, note: Option<String>) -> Option<FactView> {
        Some(FactView {
            label: self.say(label, &[]),
            value: value?,
            note,
        })
    }

    /// `1.234 · 12,3% chỉ tiêu`
    fn of_target(&self, count: i64, share: &str) -> String {
        self.say(
            "fact-of-target",
            &[("count", count.into()), ("share", share.into())],
        )
    }

    /// The places of a unit among those of its level.
    fn ranks(&self, p: &PhaseProgress<'_>) -> Option<String> {
        let mut texts = Vec::new();
        for (rank, by) in [
            (p.ranks.percent, "rank-percent"),
            (p.ranks.count, "rank-count"),
            (p.ranks.per_100_members, "rank-per-100"),
        ] {
            texts.extend(rank.map(|rank| self.rank(rank, by)));
        }
        (!texts.is_empty()).then(|| texts.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_place_is_said() {
        let portal = Portal::default();
        let standing = Standing {
            portal: &portal,
            texts: portal.site.texts(),
        };
        let rank = Rank {
            place: 2,
            of: 60,
            tied: true,
        };
        assert_eq!(
            standing.rank(rank, "rank-percent"),
            "thứ 2/60 theo tỷ lệ, đồng hạng"
        );
    }
}
