//! Findings and notes of the charts that compare: units, groups, organisations, amounts.

use super::cells::dash;
use super::words::{Words, state};
use crate::base::messages::Arg;
use crate::progress::PhaseProgress;

impl Words<'_> {
    /// `18 trong 24 đơn vị đạt chỉ tiêu`: of units that have a target and a count.
    pub(super) fn met(&self, met: usize, all: usize, over: bool) -> String {
        let args = [
            ("met", met.into()),
            ("all", all.into()),
            ("state", state(over)),
        ];
        match met {
            0 => self.say("chart-units-none-met", &[("state", state(over))]),
            _ if all == 1 => self.say("chart-units-only-met", &[("state", state(over))]),
            _ if met == all => self.say("chart-units-all-met", &args[1..]),
            _ => self.say("chart-units-met", &args),
        }
    }

    /// `2 trong 3 giai đoạn có chỉ tiêu đã đạt`. `aimless` have a count but no target.
    pub(super) fn met_phases(&self, met: usize, aims: usize, aimless: usize, over: bool) -> String {
        let args = [
            ("met", met.into()),
            ("all", aims.into()),
            ("among", Arg::yes(aimless > 0)),
            ("state", state(over)),
        ];
        match met {
            _ if aims == 0 => self.say("chart-phases-aimless", &[]),
            0 => self.say("chart-phases-none-met", &args[1..]),
            _ if met == aims && aims > 1 => self.say("chart-phases-all-met", &args[1..]),
            _ => self.say("chart-phases-met", &args),
        }
    }

    /// `, cao nhất là Đông Sơn (425,8%)`; two names at most, none that is longer than `room`.
    pub(super) fn best(&self, top: &[&str], best: &str, room: usize) -> String {
        let share = ("share", best.into());
        match top {
            [] => String::new(),
            [first] if fits(&[first], room) => {
                self.say("chart-best", &[("unit", (*first).into()), share])
            }
            [_] => self.say("chart-best-unnamed", &[share]),
            [a, b] if fits(&[a, b], room) => {
                let (a, b) = (("first", (*a).into()), ("second", (*b).into()));
                self.say("chart-best-two", &[a, b, share])
            }
            many => self.say("chart-best-many", &[("count", many.len().into()), share]),
        }
    }

    /// Of the only unit with a result: `, Đông Sơn đạt 80%`. It is not the best of one.
    pub(super) fn alone(&self, name: &str, share: &str, room: usize) -> String {
        let share = ("share", share.into());
        if fits(&[name], room) {
            self.say("chart-alone", &[("unit", name.into()), share])
        } else {
            self.say("chart-alone-unnamed", &[share])
        }
    }

    /// Of the only unit with a count: `Đông Sơn có 12.345 lượt sáng kiến nộp`.
    pub(super) fn count_of(&self, name: &str, count: i64, room: usize) -> String {
        let metric = self.metric();
        let (count, metric) = (("count", count.into()), ("metric", (&metric).into()));
        if fits(&[name], room) {
            self.say("chart-count-of", &[("unit", name.into()), count, metric])
        } else {
            self.say("chart-count-unnamed", &[count, metric])
        }
    }

    /// `… và 170 đơn vị nữa trong bảng số liệu`
    pub(super) fn more_units(&self, n: usize) -> String {
        self.say("chart-more-units", &[("count", n.into())])
    }

    /// Without targets: `Đông Sơn có nhiều lượt sáng kiến nộp nhất (12.345)`.
    pub(super) fn most(&self, top: &[&str], most: i64, room: usize) -> String {
        let metric = self.metric();
        let what = ("metric", (&metric).into());
        if most <= 0 {
            return self.say("chart-most-none", &[what]);
        }
        if let Some(named) = self.named_most(top, &metric, most, room) {
            return named;
        }
        let count = ("count", most.into());
        match top.len() {
            0 | 1 => self.say("chart-most-unnamed", &[count, what]),
            units => self.say("chart-most-many", &[("units", units.into()), what, count]),
        }
    }

    /// `Đông Sơn có nhiều lượt sáng kiến nộp nhất (12.345)`, of one or two that are named; nothing
    /// where they are more, or a name is longer than `room`.
    fn named_most(&self, top: &[&str], metric: &str, most: i64, room: usize) -> Option<String> {
        let (count, metric) = (("count", most.into()), ("metric", metric.into()));
        match top {
            [first] if fits(&[first], room) => {
                Some(self.say("chart-most", &[("unit", (*first).into()), metric, count]))
            }
            [a, b] if fits(&[a, b], room) => {
                let (a, b) = (("first", (*a).into()), ("second", (*b).into()));
                Some(self.say("chart-most-two", &[a, b, metric, count]))
            }
            _ => None,
        }
    }

    /// How units are ranked.
    pub(super) fn rank_note(&self) -> String {
        self.say("chart-rank-note", &[])
    }

    /// `170.324 / 40.000`
    pub(super) fn fraction(&self, p: &PhaseProgress<'_>) -> String {
        let [submitted, target] =
            [p.submitted, p.target].map(|n| n.map_or_else(dash, |n| self.n(n)));
        format!("{submitted} / {target}")
    }

    /// `9 trong 12 kết quả theo đơn vị và giai đoạn đạt chỉ tiêu`
    pub(super) fn met_cells(&self, met: usize, all: usize) -> String {
        match met {
            0 => self.say("chart-cells-none-met", &[]),
            _ if met == all => self.say("chart-cells-all-met", &[]),
            _ => self.say(
                "chart-cells-met",
                &[("met", met.into()), ("all", all.into())],
            ),
        }
    }

    /// `; cao nhất là Khối 1 ở giai đoạn 2 (512,3%)`
    pub(super) fn best_cell(&self, unit: &str, phase: &str, share: &str) -> String {
        self.say(
            "chart-best-cell",
            &[
                ("unit", unit.into()),
                ("phase", phase.into()),
                ("share", share.into()),
            ],
        )
    }

    /// `Kỹ thuật chiếm 45,2% số sáng kiến, nhiều nhất trong 6 nhóm`
    pub(super) fn largest_group(
        &self,
        top: &[&str],
        share: &str,
        most: i64,
        all: usize,
        room: usize,
    ) -> String {
        let things = self.things();
        let (things, share) = (("things", (&things).into()), ("share", share.into()));
        match top {
            _ if most <= 0 => self.say("chart-groups-none", &[things]),
            [one] if fits(&[one], room) => {
                let (group, all) = (("group", (*one).into()), ("all", all.into()));
                self.say("chart-group-largest", &[group, share, things, all])
            }
            [a, b] if fits(&[a, b], room) => {
                let (a, b) = (("first", (*a).into()), ("second", (*b).into()));
                self.say("chart-groups-two", &[a, b, share, things])
            }
            [_] => self.say("chart-group-unnamed", &[share, things]),
            many => {
                let count = ("count", many.len().into());
                self.say("chart-groups-many", &[count, share, things])
            }
        }
    }

    /// What is in no group.
    pub(super) fn without_group(&self) -> String {
        self.say("chart-without-group", &[])
    }

    /// "sáng kiến"
    pub(super) fn things(&self) -> String {
        match self.unit.trim() {
            "" => self.say("chart-things", &[]),
            unit => unit.to_owned(),
        }
    }

    /// Where counts of records come from.
    pub(super) fn list(&self) -> String {
        self.say("chart-list", &[])
    }

    /// `Công ty A có nhiều sáng kiến nhất (512)`
    pub(super) fn most_records(&self, top: &[&str], most: i64, room: usize) -> String {
        let things = self.things();
        self.named_most(top, &things, most, room)
            .unwrap_or_else(|| {
                let args = [("count", most.into()), ("things", (&things).into())];
                self.say("chart-organisations-most", &args)
            })
    }

    /// `34,5 trên 100 đoàn viên`
    pub(super) fn per_100(&self, per: &str) -> String {
        self.say("chart-per-100", &[("rate", per.into())])
    }

    /// How many of how many are shown.
    pub(super) fn top_of(&self, shown: usize, all: usize) -> String {
        let things = self.things();
        self.say(
            "chart-organisations-top",
            &[
                ("shown", shown.into()),
                ("all", all.into()),
                ("things", (&things).into()),
            ],
        )
    }

    /// `162 tỷ đồng giá trị làm lợi được xác nhận, nhiều nhất ở nhóm Kỹ thuật`
    pub(super) fn benefit(&self, amount: &str, top: Option<&str>) -> String {
        let amount = ("amount", amount.into());
        match top {
            Some(group) => self.say("chart-benefit-most", &[amount, ("group", group.into())]),
            None => self.say("chart-benefit", &[amount]),
        }
    }

    /// What was summed and what was not.
    pub(super) fn benefit_note(&self, records: i64, others: &[String], claimed: i64) -> String {
        let (things, others) = (self.things(), others.join(", "));
        let others = Some(others.as_str()).filter(|others| !others.is_empty());
        self.say(
            "chart-benefit-note",
            &[
                ("count", records.into()),
                ("things", (&things).into()),
                ("others", Arg::or_none(others)),
                ("claimed", claimed.into()),
            ],
        )
    }
}

fn fits(names: &[&str], room: usize) -> bool {
    names.iter().map(|name| name.chars().count()).sum::<usize>() <= room
}

#[cfg(test)]
mod tests {
    use super::super::words::{EN, VI};

    #[test]
    fn how_many_units_met_their_targets() {
        let vi = |met, all, over| VI.met(met, all, over);
        assert_eq!(
            vi(0, 24, true),
            "không đơn vị nào đạt chỉ tiêu",
            "it is over: never chưa"
        );
        assert_eq!(vi(0, 24, false), "chưa đơn vị nào đạt chỉ tiêu");
        assert_eq!(vi(18, 24, true), "18 trong 24 đơn vị đạt chỉ tiêu");
        assert_eq!(vi(18, 24, false), "18 trong 24 đơn vị đã đạt chỉ tiêu");
        assert_eq!(vi(24, 24, true), "cả 24 đơn vị đạt chỉ tiêu");
        assert_eq!(
            vi(1, 1, true),
            "đơn vị duy nhất có chỉ tiêu và số liệu đạt chỉ tiêu"
        );
        let en = |met, all, over| EN.met(met, all, over);
        assert_eq!(en(0, 24, true), "no unit met its target");
        assert_eq!(en(0, 24, false), "no unit has met its target yet");
        assert_eq!(en(1, 24, false), "1 of 24 units has met its target");
        assert_eq!(en(2, 24, true), "2 of 24 units met their target");
        assert_eq!(en(24, 24, false), "all 24 units have met their targets");
        assert_eq!(
            en(1, 1, true),
            "the only unit with a target and figures met its target"
        );
    }

    #[test]
    fn how_many_phases() {
        let vi = |met, aims, aimless, over| VI.met_phases(met, aims, aimless, over);
        assert_eq!(vi(12, 12, 0, true), "Cả 12 giai đoạn đạt chỉ tiêu");
        assert_eq!(vi(0, 3, 0, true), "Không giai đoạn nào đạt chỉ tiêu");
        assert_eq!(
            vi(0, 1, 2, false),
            "Chưa giai đoạn nào có chỉ tiêu đạt chỉ tiêu"
        );
        assert_eq!(vi(0, 0, 3, false), "Các giai đoạn chưa có chỉ tiêu");
        assert_eq!(vi(1, 2, 0, false), "1 trong 2 giai đoạn đã đạt chỉ tiêu");
        let en = |met, aims, aimless, over| EN.met_phases(met, aims, aimless, over);
        assert_eq!(en(1, 3, 0, false), "1 of 3 phases has met its target");
        assert_eq!(en(0, 3, 0, true), "None of 3 phases met the target");
        assert_eq!(
            en(2, 2, 1, true),
            "2 of 2 phases with a target met the target"
        );
        assert_eq!(en(0, 0, 1, true), "No phase has a target yet");
    }

    #[test]
    fn who_is_best() {
        let long = "Liên đoàn Lao động ".repeat(8);
        assert_eq!(
            VI.best(&["Đông Sơn"], "425,8%", 60),
            ", cao nhất là Đông Sơn (425,8%)"
        );
        assert_eq!(VI.best(&[&long], "425,8%", 60), ", cao nhất đạt 425,8%");
        assert_eq!(
            VI.best(&["A", "B"], "99%", 60),
            ", cao nhất là A và B (99%)"
        );
        assert_eq!(
            VI.best(&["A", "B", "C"], "99%", 60),
            ", 3 đơn vị cùng cao nhất (99%)"
        );
        assert_eq!(VI.best(&[], "", 60), "");
        assert_eq!(VI.alone("A", "99%", 60), ", A đạt 99%");
        assert_eq!(
            EN.count_of("A", 1_200, 60),
            "A has 1,200 initiatives submitted"
        );
        assert_eq!(EN.best(&["A"], "99%", 60), ", A leads with 99%");
        assert_eq!(EN.best(&["A", "B"], "99%", 60), ", A and B lead with 99%");
        assert_eq!(
            EN.best(&["A", "B", "C"], "99%", 60),
            ", 3 units lead with 99%"
        );
        assert_eq!(EN.more_units(1), "… and 1 more unit in the table");
    }

    #[test]
    fn counts_without_targets() {
        assert_eq!(
            VI.most(&["A"], 12_345, 60),
            "A có nhiều lượt sáng kiến nộp nhất (12.345)"
        );
        assert_eq!(
            VI.most(&["A", "B", "C"], 7, 60),
            "3 đơn vị cùng có nhiều lượt sáng kiến nộp nhất (7)"
        );
        assert_eq!(
            VI.most(&["A", "B"], 0, 60),
            "chưa đơn vị nào có lượt sáng kiến nộp"
        );
        assert_eq!(
            EN.most(&["A"], 12_345, 60),
            "A has the most initiatives submitted (12,345)"
        );
        assert_eq!(
            EN.most(&["A", "B"], 0, 60),
            "no unit has any initiatives submitted"
        );
    }

    #[test]
    fn groups_organisations_and_money() {
        let vi = |top: &[&str], most, all| VI.largest_group(top, "45,2%", most, all, 80);
        assert_eq!(
            vi(&["Kỹ thuật"], 9, 6),
            "Kỹ thuật chiếm 45,2% số sáng kiến, nhiều nhất trong 6 nhóm"
        );
        assert_eq!(vi(&["Kỹ thuật"], 9, 1), "Kỹ thuật chiếm 45,2% số sáng kiến");
        assert_eq!(
            vi(&["A", "B"], 9, 6),
            "A và B cùng nhiều nhất, mỗi nhóm 45,2% số sáng kiến"
        );
        assert_eq!(vi(&["A", "B"], 0, 2), "Chưa sáng kiến nào được xếp nhóm");
        let en = |top: &[&str], most, all| EN.largest_group(top, "45.2%", most, all, 80);
        assert_eq!(
            en(&["Technology"], 9, 6),
            "Technology makes up 45.2% of initiatives, the most of 6 groups"
        );
        assert_eq!(
            en(&["A", "B", "C"], 9, 6),
            "3 groups are largest with 45.2% of initiatives each"
        );
        assert_eq!(
            VI.most_records(&["Công ty A"], 512, 80),
            "Công ty A có nhiều sáng kiến nhất (512)"
        );
        assert_eq!(
            EN.most_records(&["A", "B", "C"], 2, 80),
            "The most from one organisation is 2 initiatives"
        );
        assert_eq!(
            VI.top_of(10, 1_234),
            "10 nơi có nhiều nhất trong 1.234 nơi có sáng kiến."
        );
        assert_eq!(EN.top_of(1, 1), "The only organisation with initiatives.");
        assert_eq!(
            VI.benefit("162 tỷ đồng", None),
            "162 tỷ đồng giá trị làm lợi được xác nhận"
        );
        let note = EN.benefit_note(3, &["20,000 USD".into()], 1);
        assert!(
            note.contains("(3 initiatives)")
                && note.contains("Besides: 20,000 USD.")
                && note.contains("1 more")
        );
        assert_eq!(
            VI.met_cells(0, 12),
            "Chưa đơn vị nào đạt chỉ tiêu ở giai đoạn nào"
        );
        assert_eq!(
            EN.met_cells(12, 12),
            "Every unit met its target in every phase"
        );
        assert_eq!(VI.texts.inside("Giai đoạn 2"), "giai đoạn 2");
    }
}
