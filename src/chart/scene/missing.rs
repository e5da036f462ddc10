//! What a finding leaves out, and why: units and phases without a count, and results that no one
//! can judge yet. Each reason (`Blank`) has words of its own, so that "no figures" is never said of
//! a unit that reported.

use std::collections::BTreeMap;

use super::words::Words;
use crate::base::messages::Arg;
use crate::progress::{Blank, PhaseProgress, Status};

/// What is counted in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Noun {
    Unit,
    Phase,
}

impl Noun {
    /// By which messages choose.
    fn key(self) -> Arg<'static> {
        Arg::Text(match self {
            Self::Unit => "unit",
            Self::Phase => "phase",
        })
    }
}

impl Words<'_> {
    /// `; 2 đơn vị chưa có số liệu; 1 đơn vị chưa tính được (thiếu số của ngày 30/06/2024)`;
    /// nothing when each unit has a count.
    pub(super) fn missing_units<'p>(
        &self,
        units: impl Iterator<Item = &'p PhaseProgress<'p>>,
    ) -> String {
        self.missing(Noun::Unit, units)
    }

    /// The same of phases.
    pub(super) fn missing_phases<'p>(
        &self,
        phases: impl Iterator<Item = &'p PhaseProgress<'p>>,
    ) -> String {
        self.missing(Noun::Phase, phases)
    }

    /// `; 1 đơn vị chưa đủ số liệu để kết luận`: what is below its target now, and may have met it.
    pub(super) fn undecided_units<'p>(
        &self,
        units: impl Iterator<Item = &'p PhaseProgress<'p>>,
    ) -> String {
        self.undecided(Noun::Unit, units)
    }

    /// The same of phases.
    pub(super) fn undecided_phases<'p>(
        &self,
        phases: impl Iterator<Item = &'p PhaseProgress<'p>>,
    ) -> String {
        self.undecided(Noun::Phase, phases)
    }

    /// `; 1 đơn vị chưa có chỉ tiêu`: of units with a count that are beside others with a target.
    pub(super) fn aimless_units<'p>(
        &self,
        units: impl Iterator<Item = &'p PhaseProgress<'p>>,
    ) -> String {
        let aimless = |p: &&PhaseProgress<'_>| p.submitted.is_some() && p.percent.is_none();
        match units.filter(aimless).count() {
            0 => String::new(),
            n => self.say("chart-units-aimless", &[("count", n.into())]),
        }
    }

    fn undecided<'p>(
        &self,
        noun: Noun,
        results: impl Iterator<Item = &'p PhaseProgress<'p>>,
    ) -> String {
        match results.filter(|p| p.status == Status::Undecided).count() {
            0 => String::new(),
            n => self.say(
                "chart-undecided",
                &[("count", n.into()), ("noun", noun.key())],
            ),
        }
    }

    fn missing<'p>(
        &self,
        noun: Noun,
        results: impl Iterator<Item = &'p PhaseProgress<'p>>,
    ) -> String {
        let mut reasons: BTreeMap<Blank, usize> = BTreeMap::new();
        let mut eves = 0;
        for p in results.filter(|p| p.submitted.is_none()) {
            let reason = p.blank.unwrap_or(Blank::NotReported);
            let n = reasons.entry(reason).or_default();
            if *n == 0 && matches!(reason, Blank::NoBaseline(_)) {
                eves += 1;
            }
            *n += 1;
        }
        let mut text = String::new();
        let mut without_eve = 0;
        for (reason, n) in reasons {
            // Phases lack the counts of different days, which would be a list of dates.
            if eves > 1 && matches!(reason, Blank::NoBaseline(_)) {
                without_eve += n;
                continue;
            }
            text.push_str(&self.without_count(noun, n, reason));
        }
        if without_eve > 0 {
            let args = [("count", without_eve.into()), ("noun", noun.key())];
            text.push_str(&self.say("chart-missing-baselines", &args));
        }
        text
    }

    /// `; 2 đơn vị chưa có số liệu`
    fn without_count(&self, noun: Noun, n: usize, reason: Blank) -> String {
        let args = &[("count", n.into()), ("noun", noun.key())];
        match reason {
            Blank::NotBegun => self.say("chart-missing-not-begun", args),
            Blank::Ended => self.say("chart-missing-ended", args),
            Blank::NotReported => self.say("chart-missing-not-reported", args),
            Blank::NotComparable => self.say("chart-missing-not-comparable", args),
            Blank::Undated => self.say("chart-missing-undated", args),
            Blank::NoBaseline(day) => {
                let day = self.day(day);
                let args = &[args[0], args[1], ("day", (&day).into())];
                self.say("chart-missing-baseline", args)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::{EN, VI};
    use super::*;

    fn without(blank: Blank) -> PhaseProgress<'static> {
        PhaseProgress {
            blank: Some(blank),
            ..PhaseProgress::default()
        }
    }

    fn eve(text: &str) -> Blank {
        Blank::NoBaseline(crate::base::date::parse(text).unwrap())
    }

    #[test]
    fn each_reason_has_its_words() {
        let units = [
            without(Blank::NotReported),
            without(eve("2024-06-30")),
            without(Blank::NotReported),
            without(Blank::Ended),
            without(Blank::Undated),
            without(Blank::NotComparable),
            PhaseProgress {
                submitted: Some(0),
                ..PhaseProgress::default()
            },
        ];
        assert_eq!(
            VI.missing_units(units.iter()),
            "; 1 đơn vị đã kết thúc hoạt động, chưa báo cáo; 2 đơn vị chưa có số liệu; \
             1 đơn vị chưa tính được (danh sách sáng kiến chưa đầy đủ); \
             1 đơn vị chưa tính được (có sáng kiến chưa ghi ngày nộp); \
             1 đơn vị chưa tính được (thiếu số của ngày 30/06/2024)"
        );
        assert_eq!(
            EN.missing_units(units[..2].iter()),
            "; 1 unit has no figures yet; 1 unit cannot be counted (the count of 30 June 2024 is \
             missing)"
        );
        let two = [without(Blank::NotReported), without(Blank::NotReported)];
        assert_eq!(
            EN.missing_units(two.iter()),
            "; 2 units have no figures yet"
        );
        assert_eq!(VI.missing_units([].iter()), "");
    }

    #[test]
    fn phases_lack_the_counts_of_different_days() {
        let phases = [
            without(eve("2024-06-30")),
            without(eve("2024-12-31")),
            without(Blank::NotBegun),
        ];
        assert_eq!(
            VI.missing_phases(phases.iter()),
            "; 1 giai đoạn chưa bắt đầu; 2 giai đoạn chưa tính được (thiếu số của ngày trước giai \
             đoạn)"
        );
        assert_eq!(
            EN.missing_phases(phases[..2].iter()),
            "; 2 phases cannot be counted (the count of the day before the phase is missing)"
        );
    }

    #[test]
    fn who_has_no_target_is_not_forgotten() {
        let aimless = PhaseProgress {
            submitted: Some(5),
            ..PhaseProgress::default()
        };
        let none = without(Blank::NotReported);
        assert_eq!(
            VI.aimless_units([&aimless, &none].into_iter()),
            "; 1 đơn vị chưa có chỉ tiêu"
        );
        assert_eq!(
            EN.aimless_units([&aimless, &aimless].into_iter()),
            "; 2 units have no target"
        );
        assert_eq!(VI.aimless_units([&none].into_iter()), "");
    }

    #[test]
    fn what_may_still_have_been_met() {
        let undecided = PhaseProgress {
            submitted: Some(5),
            status: Status::Undecided,
            ..PhaseProgress::default()
        };
        assert_eq!(
            VI.undecided_units([&undecided].into_iter()),
            "; 1 đơn vị chưa đủ số liệu để kết luận"
        );
        assert_eq!(
            EN.undecided_phases([&undecided, &undecided].into_iter()),
            "; 2 phases have not enough figures for a verdict"
        );
        assert_eq!(VI.undecided_units([].into_iter()), "");
    }
}
