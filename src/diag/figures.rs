//! Words for problems of counts: what does not agree, cannot be, or is not there.

use super::{Problem, TargetError};
use crate::base::{Lang, number};

pub(super) fn whole_vi(value: i64) -> String {
    number::whole(value, Lang::Vi)
}

pub(super) fn whole_en(value: i64) -> String {
    number::whole(value, Lang::En)
}

/// What is said behind "figure" where it is of valid initiatives.
pub(super) fn valid_vi(valid: bool) -> &'static str {
    if valid { " hợp lệ" } else { "" }
}

/// The same in English.
pub(super) fn valid_en(valid: bool) -> &'static str {
    if valid { " valid" } else { "" }
}

/// Message and way to fix it in Vietnamese; `None` for problems of other kinds.
pub(super) fn vi(problem: &Problem) -> Option<(String, String)> {
    use Problem as P;
    Some(match problem {
        P::ReportOvertaken {
            valid,
            date,
            value,
            unit,
            later,
            count,
        } => (
            format!(
                "báo cáo mới nhất của đơn vị cấp trên (ngày {date}) là {}{}, nhưng riêng “{unit}” \
                 ở bên dưới đã báo cáo {} vào ngày {later}",
                whole_vi(*value),
                valid_vi(*valid),
                whole_vi(*count)
            ),
            "Bổ sung báo cáo mới của đơn vị cấp trên, hoặc kiểm tra lại hai số; đến khi đó trang \
             vẫn công bố số của đơn vị cấp trên."
                .into(),
        ),
        P::NoBaseline { phase, eve, valid } => (
            format!(
                "chưa tính được số{} trong {phase}: thiếu số lũy kế của ngày {eve}",
                valid_vi(*valid)
            ),
            format!(
                "Bổ sung báo cáo lũy kế của đơn vị cho đúng ngày {eve}; nếu đơn vị được thành lập \
                 sau ngày đó thì ghi valid_from."
            ),
        ),
        P::ReportFalls {
            valid,
            was,
            now,
            date,
        } => (
            format!(
                "số lũy kế{} giảm từ {} ({date}) xuống {}",
                valid_vi(*valid),
                whole_vi(*was),
                whole_vi(*now)
            ),
            "Kiểm tra lại; nếu đã điều chỉnh thật thì ghi lý do ở note.".into(),
        ),
        P::Jumped { before, now } => (
            format!(
                "con số chính của trang tăng từ {} ở lần đăng trước lên {}: hơn một nửa",
                whole_vi(*before),
                whole_vi(*now)
            ),
            "Kiểm tra các báo cáo mới xem có thừa chữ số 0 không. Nếu số đúng, dựng một lần với \
             --allow-jump."
                .into(),
        ),
        P::LaterThanToday { date, today, .. } => (
            format!("ngày {date} ở sau hôm nay ({today})"),
            "Kiểm tra năm và thứ tự ngày/tháng. Ngày mới nhất của báo cáo và sáng kiến là ngày số \
             liệu của cả trang, nên một ngày gõ nhầm làm mọi con số tính đến ngày ấy."
                .into(),
        ),
        P::GrowthLeaps {
            valid,
            sum,
            was,
            before,
            now,
            date,
            times,
        } => (
            format!(
                "{}số lũy kế{} tăng từ {} ({before}) lên {} ({date}): nhanh gấp {} lần nhịp trước \
                 đó",
                if *sum {
                    "tổng của các đơn vị bên dưới: "
                } else {
                    ""
                },
                valid_vi(*valid),
                whole_vi(*was),
                whole_vi(*now),
                whole_vi(*times)
            ),
            "Kiểm tra xem có thừa chữ số 0 không. Nếu số đúng thì để nguyên; trang vẫn công bố số \
             này."
                .into(),
        ),
        P::ValidAbove {
            valid,
            date,
            submitted,
            later,
        } => (
            format!(
                "số hợp lệ ({}, ngày {date}) lớn hơn số đã nộp ({}{})",
                whole_vi(*valid),
                whole_vi(*submitted),
                later
                    .as_ref()
                    .map(|day| format!(", ngày {day}"))
                    .unwrap_or_default()
            ),
            "Kiểm tra xem hai số có bị ghi đổi chỗ, hoặc có thừa chữ số không; trang vẫn công bố \
             cả hai số."
                .into(),
        ),
        P::TargetHistory { error } => match error {
            TargetError::Outside { since, from, to } => (
                format!(
                    "chỉ tiêu điều chỉnh từ ngày {since}, ngoài thời gian của chương trình \
                 ({from} – {to})"
                ),
                "Kiểm tra lại năm và thứ tự ngày/tháng ở since.".into(),
            ),
            TargetError::Twice { since } => (
                match since {
                    Some(day) => format!("hai chỉ tiêu cùng có hiệu lực từ ngày {day}"),
                    None => "hai chỉ tiêu cùng không ghi ngày có hiệu lực".into(),
                },
                "Ghi since khác nhau; chỉ chỉ tiêu đầu tiên được bỏ trống.".into(),
            ),
            TargetError::Differs { value, plain } => (
                format!(
                    "chỉ tiêu mới nhất ở đây là {}, khác với {} ghi ở target hoặc targets",
                    whole_vi(*value),
                    whole_vi(*plain)
                ),
                "Ghi số mới nhất ở cả hai chỗ, hoặc bỏ số ghi ở target của giai đoạn (targets của \
                 đơn vị)."
                    .into(),
            ),
        },
        _ => return None,
    })
}

/// The same in English.
pub(super) fn en(problem: &Problem) -> Option<(String, String)> {
    use Problem as P;
    Some(match problem {
        P::ReportOvertaken {
            valid,
            date,
            value,
            unit,
            later,
            count,
        } => (
            format!(
                "the newest report of the unit above (for {date}) says {}{}, but “{unit}” below it \
                 alone reported {} for {later}",
                whole_en(*value),
                valid_en(*valid),
                whole_en(*count)
            ),
            "Add a new report of the unit above, or check both; until then the count of the unit \
             above is published."
                .into(),
        ),
        P::NoBaseline { phase, eve, valid } => (
            format!(
                "the{} count within {phase} is not known: the cumulative count of {eve} is missing",
                valid_en(*valid)
            ),
            format!(
                "Add a cumulative report of the unit for exactly {eve}; if the unit was founded \
                 after that day, write valid_from."
            ),
        ),
        P::ReportFalls {
            valid,
            was,
            now,
            date,
        } => (
            format!(
                "the{} cumulative count falls from {} ({date}) to {}",
                valid_en(*valid),
                whole_en(*was),
                whole_en(*now)
            ),
            "Check it; if it was really revised, say why in note.".into(),
        ),
        P::Jumped { before, now } => (
            format!(
                "the headline figure rises from {} in the last publish to {}: by over half",
                whole_en(*before),
                whole_en(*now)
            ),
            "Look for an extra zero in the new reports. If the figure is right, build once with \
             --allow-jump."
                .into(),
        ),
        P::LaterThanToday { date, today, .. } => (
            format!("the date {date} is after today ({today})"),
            "Check the year and the order of day and month. The newest date of reports and \
             initiatives is the day that all figures of the site stand for, so that one typing \
             error moves them all."
                .into(),
        ),
        P::GrowthLeaps {
            valid,
            sum,
            was,
            before,
            now,
            date,
            times,
        } => (
            format!(
                "{}the{} cumulative count rises from {} ({before}) to {} ({date}): {} times as \
                 fast as before",
                if *sum { "sum of the units below: " } else { "" },
                valid_en(*valid),
                whole_en(*was),
                whole_en(*now),
                whole_en(*times)
            ),
            "Look for an extra zero. If the figure is right, leave it; it is published as it is."
                .into(),
        ),
        P::ValidAbove {
            valid,
            date,
            submitted,
            later,
        } => (
            format!(
                "the valid count ({}, on {date}) is above the submitted one ({}{})",
                whole_en(*valid),
                whole_en(*submitted),
                later
                    .as_ref()
                    .map(|day| format!(", on {day}"))
                    .unwrap_or_default()
            ),
            "Check whether the two are swapped, or one has an extra digit; both are published as \
             they are."
                .into(),
        ),
        P::TargetHistory { error } => match error {
            TargetError::Outside { since, from, to } => (
                format!("the target is changed on {since}, outside the programme ({from} – {to})"),
                "Check the year and the order of day and month in since.".into(),
            ),
            TargetError::Twice { since } => (
                match since {
                    Some(day) => format!("two targets hold from {day} on"),
                    None => "two targets have no day from which they hold".into(),
                },
                "Write another since; only the first target may have none.".into(),
            ),
            TargetError::Differs { value, plain } => (
                format!(
                    "the newest target is {} here, and {} in target or targets",
                    whole_en(*value),
                    whole_en(*plain)
                ),
                "Write the newest one in both places, or leave out the phase's target (the unit's \
                 targets)."
                    .into(),
            ),
        },
        _ => return None,
    })
}
