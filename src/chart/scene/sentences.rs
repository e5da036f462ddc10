//! Findings and notes of the charts that compare: units, groups, organisations, amounts.

use super::words::Words;
use crate::base::Lang;
use crate::base::number::NBSP;
use crate::progress::PhaseProgress;

impl Words<'_> {
    /// `18 trong 24 đơn vị đạt chỉ tiêu`: of units that have a target and a count.
    pub(super) fn met(&self, met: usize, all: usize, over: bool) -> String {
        let (m, a) = (self.count(met), self.count(all));
        match (self.language == Lang::Vi, met) {
            (true, 0) if over => "không đơn vị nào đạt chỉ tiêu".to_owned(),
            (true, 0) => "chưa đơn vị nào đạt chỉ tiêu".to_owned(),
            (true, _) if all == 1 && over => {
                "đơn vị duy nhất có chỉ tiêu và số liệu đạt chỉ tiêu".to_owned()
            }
            (true, _) if all == 1 => {
                "đơn vị duy nhất có chỉ tiêu và số liệu đã đạt chỉ tiêu".to_owned()
            }
            (true, _) => {
                let so_far = if over { "" } else { "đã " };
                if met == all {
                    format!("cả {a} đơn vị {so_far}đạt chỉ tiêu")
                } else {
                    format!("{m} trong {a} đơn vị {so_far}đạt chỉ tiêu")
                }
            }
            (false, 0) if over => "no unit met its target".to_owned(),
            (false, 0) => "no unit has met its target yet".to_owned(),
            (false, _) if all == 1 => {
                "the only unit with a target and figures met its target".to_owned()
            }
            (false, _) => {
                let verb = match (over, met) {
                    (true, _) => "met",
                    (false, 1) => "has met",
                    (false, _) => "have met",
                };
                if met == all {
                    format!("all {a} units {verb} their targets")
                } else {
                    format!(
                        "{m} of {a} units {verb} {} target",
                        if met == 1 { "its" } else { "their" }
                    )
                }
            }
        }
    }

    /// `2 trong 3 giai đoạn có chỉ tiêu đã đạt`. `aimless` have a count but no target.
    pub(super) fn met_phases(&self, met: usize, aims: usize, aimless: usize, over: bool) -> String {
        let (m, a) = (self.count(met), self.count(aims));
        let so_far = if over { "" } else { "đã " };
        let among = if aimless > 0 { " có chỉ tiêu" } else { "" };
        let vi = self.language == Lang::Vi;
        match (vi, met) {
            (true, _) if aims == 0 => "Các giai đoạn chưa có chỉ tiêu".to_owned(),
            (false, _) if aims == 0 => "No phase has a target yet".to_owned(),
            (true, 0) if over => format!("Không giai đoạn nào{among} đạt chỉ tiêu"),
            (true, 0) => format!("Chưa giai đoạn nào{among} đạt chỉ tiêu"),
            (true, _) if met == aims && aims > 1 => {
                format!("Cả {a} giai đoạn{among} {so_far}đạt chỉ tiêu")
            }
            (true, _) => format!("{m} trong {a} giai đoạn{among} {so_far}đạt chỉ tiêu"),
            (false, _) => {
                let among = if aimless > 0 { " with a target" } else { "" };
                let noun = if aims == 1 { "phase" } else { "phases" };
                let verb = if over {
                    "met"
                } else if met == 1 {
                    "has met"
                } else {
                    "have met"
                };
                let count = if met == 0 { "none".to_owned() } else { m };
                let text = format!(
                    "{count} of {a} {noun}{among} {verb} {} target",
                    if met == 1 { "its" } else { "the" }
                );
                super::words::capital(&text)
            }
        }
    }

    /// `, cao nhất là Đông Sơn (425,8%)`; two names at most, none that is longer than `room`.
    pub(super) fn best(&self, top: &[&str], best: &str, room: usize) -> String {
        let vi = self.language == Lang::Vi;
        match top {
            [] => String::new(),
            [first] if fits(&[first], room) && vi => format!(", cao nhất là {first} ({best})"),
            [first] if fits(&[first], room) => format!(", {first} leads with {best}"),
            [_] if vi => format!(", cao nhất đạt {best}"),
            [_] => format!(", the best reached {best}"),
            [a, b] if fits(&[a, b], room) && vi => format!(", cao nhất là {a} và {b} ({best})"),
            [a, b] if fits(&[a, b], room) => format!(", {a} and {b} lead with {best}"),
            many if vi => format!(", {} đơn vị cùng cao nhất ({best})", self.count(many.len())),
            many => format!(", {} units lead with {best}", self.count(many.len())),
        }
    }

    /// Of the only unit with a result: `, Đông Sơn đạt 80%`. It is not the best of one.
    pub(super) fn alone(&self, name: &str, share: &str, room: usize) -> String {
        match (fits(&[name], room), self.language == Lang::Vi) {
            (true, true) => format!(", {name} đạt {share}"),
            (true, false) => format!(", {name} has reached {share}"),
            (false, true) => format!(", đạt {share}"),
            (false, false) => format!(", {share}"),
        }
    }

    /// Of the only unit with a count: `Đông Sơn có 12.345 lượt sáng kiến nộp`.
    pub(super) fn count_of(&self, name: &str, count: i64, room: usize) -> String {
        let (metric, n) = (self.metric(), self.n(count));
        match (fits(&[name], room), self.language == Lang::Vi) {
            (true, true) => format!("{name} có {n}{NBSP}{metric}"),
            (true, false) => format!("{name} has {n} {metric}"),
            (false, true) => format!("mới có {n}{NBSP}{metric}"),
            (false, false) => format!("{n} {metric}"),
        }
    }

    /// `… và 170 đơn vị nữa trong bảng số liệu`
    pub(super) fn more_units(&self, n: usize) -> String {
        match (self.language == Lang::Vi, n) {
            (true, _) => format!("… và {} đơn vị nữa trong bảng số liệu", self.count(n)),
            (false, 1) => "… and 1 more unit in the table".to_owned(),
            (false, _) => format!("… and {} more units in the table", self.count(n)),
        }
    }

    /// Without targets: `Đông Sơn có nhiều lượt sáng kiến nộp nhất (12.345)`.
    pub(super) fn most(&self, top: &[&str], most: i64, room: usize) -> String {
        let (metric, n) = (self.metric(), self.n(most));
        match (top, self.language == Lang::Vi) {
            _ if most <= 0 && self.language == Lang::Vi => format!("chưa đơn vị nào có {metric}"),
            _ if most <= 0 => format!("no unit has any {metric}"),
            ([first], true) if fits(&[first], room) => {
                format!("{first} có nhiều {metric} nhất ({n})")
            }
            ([first], false) if fits(&[first], room) => format!("{first} has most {metric} ({n})"),
            ([a, b], true) if fits(&[a, b], room) => {
                format!("{a} và {b} cùng có nhiều {metric} nhất ({n})")
            }
            ([a, b], false) if fits(&[a, b], room) => {
                format!("{a} and {b} both have most {metric} ({n})")
            }
            (many, true) if many.len() > 1 => {
                format!("{} đơn vị cùng có nhiều {metric} nhất ({n})", many.len())
            }
            (many, false) if many.len() > 1 => {
                format!("{} units have most {metric} ({n} each)", many.len())
            }
            (_, true) => format!("nhiều nhất là {n}{NBSP}{metric}"),
            (_, false) => format!("the most is {n} {metric}"),
        }
    }

    /// How units are ranked.
    pub(super) fn rank_note(&self) -> &'static str {
        self.language.pick(
            "Xếp theo % chỉ tiêu; đơn vị bằng nhau cùng hạng; đơn vị không có chỉ tiêu, hoặc mới \
             có một phần số liệu, không xếp hạng.",
            "Sorted by % of target; equal units share a rank; units without a target, or of which \
             only a part is known, have none.",
        )
    }

    /// `170.324 / 40.000`
    pub(super) fn fraction(&self, p: &PhaseProgress<'_>) -> String {
        let part = |n: Option<i64>| n.map_or_else(|| "–".to_owned(), |n| self.n(n));
        format!("{} / {}", part(p.submitted), part(p.target))
    }

    /// A title of a phase in the middle of a sentence: "giai đoạn 1".
    pub(super) fn inside(&self, title: &str) -> String {
        match title.strip_prefix("Giai đoạn ") {
            Some(tail) if self.language == Lang::Vi => format!("giai đoạn {tail}"),
            _ => title.to_owned(),
        }
    }

    /// `9 trong 12 kết quả theo đơn vị và giai đoạn đạt chỉ tiêu`
    pub(super) fn met_cells(&self, met: usize, all: usize) -> String {
        let (m, a) = (self.count(met), self.count(all));
        match (self.language == Lang::Vi, met) {
            (true, 0) => "Chưa đơn vị nào đạt chỉ tiêu ở giai đoạn nào".to_owned(),
            (true, _) if met == all => "Mọi đơn vị đạt chỉ tiêu ở mọi giai đoạn".to_owned(),
            (true, _) => format!("{m} trong {a} kết quả theo đơn vị và giai đoạn đạt chỉ tiêu"),
            (false, 0) => "No unit has met its target in any phase".to_owned(),
            (false, _) if met == all => "Every unit met its target in every phase".to_owned(),
            (false, _) => format!("{m} of {a} results by unit and phase met the target"),
        }
    }

    /// `; cao nhất là Khối 1 ở giai đoạn 2 (512,3%)`
    pub(super) fn best_cell(&self, unit: &str, phase: &str, share: &str) -> String {
        if self.language == Lang::Vi {
            format!("; cao nhất là {unit} ở {phase} ({share})")
        } else {
            format!("; the best is {unit} in {phase} ({share})")
        }
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
        let (things, a) = (self.things(), self.count(all));
        let vi = self.language == Lang::Vi;
        match top {
            _ if most <= 0 && vi => format!("Chưa {things} nào được xếp nhóm"),
            _ if most <= 0 => format!("No {things} have been put into groups yet"),
            [one] if all == 1 && fits(&[one], room) && vi => {
                format!("{one} chiếm {share} số {things}")
            }
            [one] if all == 1 && fits(&[one], room) => {
                format!("{one} makes up {share} of {things}")
            }
            [one] if fits(&[one], room) && vi => {
                format!("{one} chiếm {share} số {things}, nhiều nhất trong {a} nhóm")
            }
            [one] if fits(&[one], room) => {
                format!("{one} makes up {share} of {things}, the most of {a} groups")
            }
            [a, b] if fits(&[a, b], room) && vi => {
                format!("{a} và {b} cùng nhiều nhất, mỗi nhóm {share} số {things}")
            }
            [a, b] if fits(&[a, b], room) => {
                format!("{a} and {b} are largest with {share} of {things} each")
            }
            [_] if vi => format!("Nhóm lớn nhất chiếm {share} số {things}"),
            [_] => format!("The largest group makes up {share} of {things}"),
            many if vi => format!(
                "{} nhóm cùng nhiều nhất, mỗi nhóm {share} số {things}",
                self.count(many.len())
            ),
            many => format!(
                "{} groups are largest with {share} of {things} each",
                self.count(many.len())
            ),
        }
    }

    /// What is in no group.
    pub(super) fn without_group(&self) -> &'static str {
        self.language.pick("Chưa phân loại", "Without a group")
    }

    /// "sáng kiến"
    pub(super) fn things(&self) -> String {
        let unit = self.unit.trim();
        if unit.is_empty() {
            self.language.pick("kết quả", "records").to_owned()
        } else {
            unit.to_owned()
        }
    }

    /// Where counts of records come from.
    pub(super) fn list(&self) -> &'static str {
        self.language.pick(
            "danh sách sáng kiến trên cổng này",
            "the list of initiatives on this site",
        )
    }

    /// `Công ty A có nhiều sáng kiến nhất (512)`
    pub(super) fn most_records(&self, top: &[&str], most: i64, room: usize) -> String {
        let (things, n) = (self.things(), self.n(most));
        match (top, self.language == Lang::Vi) {
            ([first], true) if fits(&[first], room) => {
                format!("{first} có nhiều {things} nhất ({n})")
            }
            ([first], false) if fits(&[first], room) => format!("{first} has most {things} ({n})"),
            ([a, b], true) if fits(&[a, b], room) => {
                format!("{a} và {b} cùng có nhiều {things} nhất ({n})")
            }
            ([a, b], false) if fits(&[a, b], room) => {
                format!("{a} and {b} both have most {things} ({n})")
            }
            (_, true) => format!("Nơi có nhiều nhất nộp {n}{NBSP}{things}"),
            (_, false) => format!("The most from one organisation is {n} {things}"),
        }
    }

    /// `34,5 trên 100 đoàn viên`
    pub(super) fn per_100(&self, per: &str) -> String {
        format!(
            "{per} {}",
            self.language.pick("trên 100 đoàn viên", "per 100 members")
        )
    }

    /// How many of how many are shown.
    pub(super) fn top_of(&self, shown: usize, all: usize) -> String {
        let (s, a) = (self.count(shown), self.count(all));
        if self.language == Lang::Vi {
            format!("{s} nơi có nhiều nhất trong {a} nơi có {}.", self.things())
        } else if all == 1 {
            format!("The only organisation with {}.", self.things())
        } else {
            format!("The top {s} of {a} organisations with {}.", self.things())
        }
    }

    /// `162 tỷ đồng giá trị làm lợi được xác nhận, nhiều nhất ở nhóm Kỹ thuật`
    pub(super) fn benefit(&self, amount: &str, top: Option<&str>) -> String {
        match (self.language == Lang::Vi, top) {
            (true, Some(name)) => {
                format!("{amount} giá trị làm lợi được xác nhận, nhiều nhất ở nhóm {name}")
            }
            (true, None) => format!("{amount} giá trị làm lợi được xác nhận"),
            (false, Some(name)) => {
                format!("{amount} of certified benefit, the largest part in {name}")
            }
            (false, None) => format!("{amount} of certified benefit"),
        }
    }

    /// What was summed and what was not.
    pub(super) fn benefit_note(&self, records: i64, others: &[String], claimed: i64) -> String {
        let things = self.things();
        let (n, c) = (self.n(records), self.n(claimed));
        let vi = self.language == Lang::Vi;
        let mut note = if vi {
            format!(
                "Chỉ cộng giá trị đã có nơi xác nhận ({n} {things}), không quy đổi giữa các loại \
                 tiền."
            )
        } else {
            format!(
                "Only certified amounts are summed ({n} {things}); no currency is converted into \
                 another."
            )
        };
        if !others.is_empty() {
            let others = others.join(", ");
            note.push_str(&if vi {
                format!(" Ngoài ra: {others}.")
            } else {
                format!(" Besides: {others}.")
            });
        }
        if claimed > 0 {
            note.push_str(&if vi {
                format!(" {c} {things} khác nêu giá trị nhưng chưa có xác nhận.")
            } else {
                format!(" {c} more {things} name an amount that no one has certified.")
            });
        }
        note
    }

    pub(super) fn count(&self, n: usize) -> String {
        self.n(i64::try_from(n).unwrap_or(i64::MAX))
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
            "A has most initiatives submitted (12,345)"
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
        assert_eq!(VI.inside("Giai đoạn 2"), "giai đoạn 2");
    }
}
