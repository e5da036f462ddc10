//! How a unit is doing in a phase, in words: its count and where that comes from, paces, forecast,
//! ranks, status.

use super::view::FactView;
use super::words::{capital, unit_kind};
use crate::base::{Date, Lang, Rate, date, number};
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
    pub(super) lang: Lang,
}

/// The status of a unit in a phase for classes, and in words.
pub(super) fn status(p: &PhaseProgress<'_>, lang: Lang) -> (&'static str, String) {
    let words = match p.status {
        Status::Ahead => lang.pick("Chưa bắt đầu", "Not started"),
        Status::Unreported | Status::NoBaseline | Status::Undated => {
            return (p.status.key(), blank(p, lang));
        }
        Status::NoTarget => lang.pick("Chưa có chỉ tiêu", "No target"),
        Status::Exceeded => lang.pick("Vượt chỉ tiêu", "Above target"),
        Status::Met => lang.pick("Đạt chỉ tiêu", "On target"),
        Status::Missed => lang.pick("Chưa đạt chỉ tiêu", "Below target"),
        Status::Undecided => return (p.status.key(), undecided(p, lang)),
        Status::OnTrack => lang.pick("Đúng tiến độ", "On track"),
        Status::Behind => lang.pick("Chậm tiến độ", "Behind"),
        Status::Silent => {
            let since = lang.pick("Chưa có số mới từ", "No new figures since");
            let day = p.count.map(|count| date::written(count.date, lang));
            return (
                p.status.key(),
                format!("{since} {}", day.unwrap_or_default()),
            );
        }
    };
    (p.status.key(), words.to_owned())
}

/// Why there is no count, at the beginning of a sentence.
pub(super) fn blank(p: &PhaseProgress<'_>, lang: Lang) -> String {
    capital(&reason(p, lang))
}

/// Why there is no count, inside a sentence.
pub(super) fn reason(p: &PhaseProgress<'_>, lang: Lang) -> String {
    // A unit that reported valid ones is not silent.
    if matches!(p.blank, Some(Blank::NotReported)) && p.valid.is_some() {
        return lang
            .pick("chưa báo cáo số lượt nộp", "submissions not reported")
            .to_owned();
    }
    chart::blank(p.blank.unwrap_or(Blank::NotReported), lang)
}

/// `Chưa đủ số liệu để kết luận (3 trong 5 đơn vị)`: those that reported up to the last day; of a
/// unit that reports itself, to which day it did.
fn undecided(p: &PhaseProgress<'_>, lang: Lang) -> String {
    let words = lang.pick(
        "Chưa đủ số liệu để kết luận",
        "Not enough figures for a verdict",
    );
    let Some(count) = p.count else {
        return words.to_owned();
    };
    let n = |n: usize| number::whole(i64::try_from(n).unwrap_or(i64::MAX), lang);
    let known = match count.coverage() {
        Some(units) if lang == Lang::Vi => {
            format!("{} trong {} đơn vị", n(units.settled), n(units.expected))
        }
        Some(units) => format!("{} of {} units", n(units.settled), n(units.expected)),
        None => {
            let until = lang.pick("số liệu đến", "figures up to");
            format!("{until} {}", date::written(count.date, lang))
        }
    };
    format!("{words} ({known})")
}

/// Whether a count of a phase is final, and how much of a sum is known: `số chính thức`, `số tạm
/// tính (2/3 đơn vị)`.
pub(super) fn certainty(p: &PhaseProgress<'_>, lang: Lang) -> Option<String> {
    p.submitted?;
    let words = chart::certainty(p.official, lang);
    Some(
        match chart::partial(p.count.and_then(|c| c.coverage()), lang) {
            Some(partial) => format!("{words} ({partial})"),
            None => words.to_owned(),
        },
    )
}

/// Submissions of a unit for each 100 members, where these are enough to be compared.
pub(super) fn per_100_members(unit: &Unit, p: &PhaseProgress<'_>, lang: Lang) -> Option<String> {
    let rate = Rate::new(p.submitted?, enough_members(unit.members)?, 100)?;
    Some(rate.text(lang))
}

impl Standing<'_> {
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
        let how = self.lang.pick("trang này tính", "computed here");
        let (last, base) = (self.n(last.value), self.n(base.value));
        // Two long numbers do not fit beside each other on a phone.
        Some(format!("{how}: {last} −{}{base}", number::NBSP))
    }

    /// The same with the source and day of both reports.
    pub(super) fn computed_from(&self, p: &PhaseProgress<'_>) -> Option<String> {
        let (base, last) = p.base.as_ref().zip(p.last.as_ref())?;
        let how = self.lang.pick("Trang này tính", "Computed here");
        let report = |point: &Point<'_>| {
            let source = point.source().map(|source| format!("{source}, "));
            let day = self.day(point.date);
            let value = self.n(point.value);
            format!("{value} ({}{day})", source.unwrap_or_default())
        };
        Some(format!("{how}: {} − {}", report(last), report(base)))
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
        let mut text = format!("<strong>{}</strong>", status(p, self.lang).1);
        if let Some((pace, days)) = p.required.and_then(|r| Some((self.pace(r)?, r.days))) {
            let texts = self.portal.site.texts();
            let days = texts.say("count-days", &[("count", days.into())]);
            text.push_str(&match self.lang {
                Lang::Vi => format!(": cần {pace} trong {days} còn lại"),
                Lang::En => format!(": {pace} is needed for the {days} left"),
            });
        }
        if let Some(forecast) = p.forecast {
            let days = self.between(forecast.from, forecast.to);
            let (end, n) = (self.day(end), self.n(forecast.expected));
            text.push_str(&match self.lang {
                Lang::Vi => format!("; nếu giữ nhịp {days} thì đến {end} là {n}"),
                Lang::En => format!("; if the pace {days} holds, {n} by {end}"),
            });
        }
        Some(format!("{text}."))
    }

    fn n(&self, value: i64) -> String {
        number::whole(value, self.lang)
    }

    fn day(&self, day: Date) -> String {
        date::written(day, self.lang)
    }

    /// `60 trong 62 đơn vị đã báo cáo, 1 đơn vị mới báo cáo một phần`
    pub(super) fn coverage(&self, coverage: Coverage) -> String {
        chart::coverage(coverage, self.lang)
    }

    /// The same in few words, `23/24 đơn vị`; nothing when the count is whole.
    pub(super) fn partial(&self, count: Option<Count>) -> Option<String> {
        chart::partial(count.and_then(|count| count.coverage()), self.lang)
    }

    /// The days that a count represents: `tính đến 30/06/2024`, and from which day when its parts
    /// are older.
    pub(super) fn days(&self, count: Count) -> String {
        let until = self.day(count.date);
        if count.oldest == count.date {
            return format!("{} {until}", self.lang.pick("tính đến", "as of"));
        }
        let oldest = self.day(count.oldest);
        if self.lang == Lang::Vi {
            format!("số liệu của các đơn vị từ {oldest} đến {until}")
        } else {
            format!("figures of the units from {oldest} to {until}")
        }
    }

    /// Where a count comes from.
    pub(super) fn origin(&self, count: Count) -> &'static str {
        match count.origin {
            Origin::Report => self.lang.pick("theo báo cáo của đơn vị", "reported"),
            Origin::Records => self.lang.pick(
                "đếm theo danh sách sáng kiến",
                "counted from the list of initiatives",
            ),
            Origin::Sum(_) => self
                .lang
                .pick("cộng từ các đơn vị bên dưới", "sum of the units below"),
        }
    }

    /// Who set a target.
    pub(super) fn set_by(&self, set_by: SetBy<'_>) -> Option<String> {
        match set_by {
            SetBy::Written(text) => Some(text.to_owned()),
            SetBy::Above(unit) => {
                let title = &self.portal.units[unit].title;
                Some(if self.lang == Lang::Vi {
                    format!("{title} giao")
                } else {
                    format!("set by {title}")
                })
            }
            SetBy::Sum => Some(
                self.lang
                    .pick(
                        "tổng chỉ tiêu các đơn vị bên dưới",
                        "sum of the targets of the units below",
                    )
                    .into(),
            ),
            SetBy::Unknown => None,
        }
    }

    /// `3,5 lượt mỗi ngày`
    pub(super) fn pace(&self, pace: Pace) -> Option<String> {
        let value = pace.rate()?.text(self.lang);
        Some(format!(
            "{value}{}{}",
            number::NBSP,
            self.lang.pick("lượt mỗi ngày", "a day")
        ))
    }

    /// `từ 31/08/2024 đến 15/10/2024`
    pub(super) fn between(&self, from: Date, to: Date) -> String {
        let (from, to) = (self.day(from), self.day(to));
        if self.lang == Lang::Vi {
            format!("từ {from} đến {to}")
        } else {
            format!("from {from} to {to}")
        }
    }

    /// Under which condition a forecast holds, and what its range is.
    pub(super) fn condition(&self, forecast: Forecast) -> String {
        let days = self.between(forecast.from, forecast.to);
        let (low, high) = (self.n(forecast.low), self.n(forecast.high));
        if self.lang == Lang::Vi {
            format!(
                "nếu giữ nhịp {days}; theo nhịp chậm nhất trong thời gian đó là {low}, nhanh nhất \
                 là {high}"
            )
        } else {
            format!(
                "if the pace {days} holds; {low} at the slowest pace of that time, {high} at the \
                 fastest"
            )
        }
    }

    /// `thứ 2/60`, and that the place is shared.
    fn rank(&self, rank: Rank, by: &str) -> String {
        let tied = if rank.tied {
            self.lang.pick(", đồng hạng", ", shared")
        } else {
            ""
        };
        if self.lang == Lang::Vi {
            format!("thứ {}/{} {by}{tied}", rank.place, rank.of)
        } else {
            format!("{} of {} {by}{tied}", rank.place, rank.of)
        }
    }

    /// Everything known of a unit in a phase but its count, target and percent, which are beside
    /// it.
    pub(super) fn facts(&self, unit: Option<&Unit>, p: &PhaseProgress<'_>) -> Vec<FactView> {
        let mut facts = Vec::new();
        let mut add = |label: &'static str, value: Option<String>, note: Option<String>| {
            facts.extend(value.map(|value| FactView {
                label: label.to_owned(),
                value,
                note,
            }));
        };
        let lang = self.lang;
        add(
            lang.pick("Chỉ tiêu", "Target"),
            p.target.map(|n| self.n(n)),
            self.set_by(p.set_by),
        );
        let how = |c| {
            self.computed(p)
                .unwrap_or_else(|| self.origin(c).to_owned())
        };
        let count = p.count.map(|c| format!("{}, {}", how(c), self.days(c)));
        add(
            lang.pick("Lượt nộp", "Submitted"),
            p.submitted.map(|n| self.n(n)),
            count,
        );
        let coverage = p.count.and_then(|c| c.coverage()).map(|c| self.coverage(c));
        add(lang.pick("Báo cáo", "Reports"), coverage, None);
        let valid = p.valid.map(|v| match p.valid_percent {
            Some(percent) => format!(
                "{} · {} {}",
                self.n(v.value),
                percent.text(lang),
                lang.pick("chỉ tiêu", "of the target")
            ),
            None => self.n(v.value),
        });
        let of = p.valid.map(|v| match v.coverage() {
            Some(coverage) => format!("{}; {}", self.days(v), self.coverage(coverage)),
            None => self.days(v),
        });
        add(lang.pick("Hợp lệ", "Valid"), valid, of);
        let surplus = p
            .surplus
            .zip(p.percent.and_then(|share| share.surplus(lang)));
        let of_target = lang.pick("chỉ tiêu", "of the target");
        let surplus =
            surplus.map(|(count, share)| format!("{} · {share} {of_target}", self.n(count)));
        add(lang.pick("Vượt", "Above target"), surplus, None);
        add(
            lang.pick("Còn thiếu", "Missing"),
            p.missing.map(|n| self.n(n)),
            None,
        );
        let per = unit.and_then(|unit| per_100_members(unit, p, lang));
        add(
            lang.pick("Trên 100 đoàn viên", "Per 100 members"),
            per,
            None,
        );
        if let Some(unit) = unit {
            let ranks = [
                p.ranks
                    .percent
                    .map(|r| self.rank(r, lang.pick("theo tỷ lệ", "by percent"))),
                p.ranks
                    .count
                    .map(|r| self.rank(r, lang.pick("theo số lượt", "by count"))),
                p.ranks.per_100_members.map(|r| {
                    self.rank(
                        r,
                        lang.pick("theo số lượt trên 100 đoàn viên", "per 100 members"),
                    )
                }),
            ];
            let ranks: Vec<String> = ranks.into_iter().flatten().collect();
            let text = (!ranks.is_empty()).then(|| ranks.join("; "));
            let kind = unit_kind(unit.kind, self.portal.site.texts());
            let among = match p.count {
                Some(count) => format!("{kind}; {}", self.days(count)),
                None => kind.to_owned(),
            };
            add(lang.pick("Xếp hạng", "Rank"), text, Some(among));
        }
        let to_go = p.required.map(|r| {
            let texts = self.portal.site.texts();
            texts.say("days-left", &[("count", r.days.into())])
        });
        add(
            lang.pick("Cần đạt", "Pace needed"),
            p.required.and_then(|r| self.pace(r)),
            to_go,
        );
        add(
            lang.pick("Nhịp gần đây", "Pace of late"),
            p.actual.and_then(|a| self.pace(a)),
            p.actual_days.map(|(from, to)| self.between(from, to)),
        );
        add(
            lang.pick("Dự báo hết giai đoạn", "Forecast for the end"),
            p.forecast.map(|f| self.n(f.expected)),
            p.forecast.map(|f| self.condition(f)),
        );
        facts
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
            lang: Lang::Vi,
        };
        let rank = Rank {
            place: 2,
            of: 60,
            tied: true,
        };
        assert_eq!(
            standing.rank(rank, "theo tỷ lệ"),
            "thứ 2/60 theo tỷ lệ, đồng hạng"
        );
    }
}
