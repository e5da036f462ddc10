//! Changes for people at a terminal.

use std::fmt::Write as _;

use crate::base::{Lang, Share, date, number};
use crate::pipeline::{Changes, Counts, Programme, Unit};

/// Units and initiatives named; the others are counted.
const NAMED: usize = 10;

/// A few lines for each programme.
pub(super) fn text(changes: &Changes, lang: Lang) -> String {
    let [from, to] = [&changes.from, &changes.to].map(|iso| {
        let day = date::parse(iso);
        day.map(|day| date::written(day, lang)).unwrap_or_default()
    });
    let mut out = format!("{from} → {to}\n");
    for programme in &changes.programmes {
        of_programme(&mut out, programme, lang);
    }
    out
}

/// Writing to a String cannot fail.
fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = writeln!(out, "{text}");
}

fn of_programme(out: &mut String, p: &Programme, lang: Lang) {
    let submitted = change(&p.submitted, none(lang), lang);
    line(out, format_args!("\n{}", p.title));
    line(
        out,
        format_args!("  {}: {submitted}", lang.pick("lượt nộp", "submitted")),
    );
    if p.valid.was.or(p.valid.now).is_some() {
        let valid = change(&p.valid, none(lang), lang);
        line(
            out,
            format_args!("  {}: {valid}", lang.pick("hợp lệ", "valid")),
        );
    }
    for phase in &p.phases {
        let share = phase.submitted.now.zip(phase.target);
        let share = share.and_then(|(count, target)| Share::new(count, target));
        let goal = lang.pick("chỉ tiêu", "of the target");
        // There may be a report, and only the count before the phase missing.
        let count = change(&phase.submitted, lang.pick("chưa rõ", "not known"), lang);
        let percent = share
            .map(|share| format!(", {} {goal}", share.text(lang)))
            .unwrap_or_default();
        line(out, format_args!("  {}: {count}{percent}", phase.title));
    }
    units(out, lang.pick("Đơn vị tăng", "Units up"), &p.up, lang);
    units(out, lang.pick("Đơn vị giảm", "Units down"), &p.down, lang);
    units(
        out,
        lang.pick("Đơn vị tụt hạng", "Units overtaken"),
        &p.overtaken,
        lang,
    );
    revised(out, p, lang);
    new_initiatives(out, p, lang);
}

fn revised(out: &mut String, p: &Programme, lang: Lang) {
    if p.revised.is_empty() {
        return;
    }
    let title = lang.pick("Số liệu sửa", "Revised figures");
    let count = n(p.revised.len() as i64, lang);
    line(out, format_args!("  {title}: {count}"));
    for r in p.revised.iter().take(NAMED) {
        let (was, now) = (n(r.was, lang), n(r.now, lang));
        let (unit, day) = (&r.title, &r.date);
        line(out, format_args!("    {unit}, {day}: {was} → {now}"));
    }
    more(out, p.revised.len(), lang);
}

fn new_initiatives(out: &mut String, p: &Programme, lang: Lang) {
    if p.initiatives.is_empty() {
        return;
    }
    let title = lang.pick("Sáng kiến mới", "New initiatives");
    let count = n(p.initiatives.len() as i64, lang);
    line(out, format_args!("  {title}: {count}"));
    for new in p.initiatives.iter().take(NAMED) {
        let (title, unit, day) = (&new.title, &new.unit, &new.date);
        line(out, format_args!("    {title} ({unit}, {day})"));
    }
    more(out, p.initiatives.len(), lang);
}

fn units(out: &mut String, title: &str, units: &[Unit], lang: Lang) {
    if units.is_empty() {
        return;
    }
    line(
        out,
        format_args!("  {title}: {}", n(units.len() as i64, lang)),
    );
    for unit in units.iter().take(NAMED) {
        let rank = match (unit.rank_was, unit.rank_now) {
            (Some(was), Some(now)) if was != now => lang.pick(
                format!(", hạng {was} → {now}"),
                format!(", place {was} → {now}"),
            ),
            (None, Some(now)) => lang.pick(format!(", hạng {now}"), format!(", place {now}")),
            _ => String::new(),
        };
        line(
            out,
            format_args!(
                "    {}: {}{rank}",
                unit.title,
                change(&unit.submitted, none(lang), lang)
            ),
        );
    }
    more(out, units.len(), lang);
}

fn more(out: &mut String, all: usize, lang: Lang) {
    if all > NAMED {
        let rest = n((all - NAMED) as i64, lang);
        line(
            out,
            format_args!(
                "    {}",
                lang.pick(format!("… và {rest} nữa"), format!("… and {rest} more"))
            ),
        );
    }
}

fn n(value: i64, lang: Lang) -> String {
    number::whole(value, lang)
}

/// Of a cumulative count that no one reported.
fn none(lang: Lang) -> &'static str {
    lang.pick("chưa có số liệu", "no figure")
}

/// `170.324 → 600.175 (+429.851)`
fn change(counts: &Counts, unknown: &str, lang: Lang) -> String {
    let [was, now] = [counts.was, counts.now]
        .map(|count| count.map_or_else(|| unknown.to_owned(), |count| n(count, lang)));
    if counts.was == counts.now {
        return now;
    }
    let sign = if counts.growth > 0 { "+" } else { "" };
    format!("{was} → {now} ({sign}{})", n(counts.growth, lang))
}
