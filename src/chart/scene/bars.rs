//! What the initiatives on the site count to: by group, by organisation, and their certified
//! benefit.

use std::cmp::Reverse;

use super::cells::{Cell, split};
use super::words::capital;
use super::{Scene, short};
use crate::base::{Rate, number};
use crate::chart::Kind;
use crate::chart::spec::{Bar, Bars, Chart, Drawing, Table};
use crate::progress::enough_members;

/// Organisations that are drawn.
const TOP: usize = 10;
/// A title names something of this many letters at most.
const NAME: usize = 80;

/// Groups, largest first; what is in no group comes last. Of a few examples no share would mean
/// anything.
pub(super) fn groups(scene: &Scene<'_>) -> Option<Chart> {
    let (words, tally) = (&scene.words, &scene.totals.tally);
    if !scene.programme.counts_records || tally.records == 0 || scene.programme.groups.is_empty() {
        return None;
    }
    let share = |n: i64| words.percent(n, tally.records).unwrap_or_default();
    let (groups, rest) = sorted(scene, &tally.groups);
    let most = groups.first().map_or(0, |g| g.1);
    let top: Vec<&str> = groups.iter().filter(|g| g.1 == most).map(|g| g.0).collect();
    let title = words.largest_group(&top, &share(most), most, groups.len(), NAME);
    let ungrouped = words.without_group();
    let named = groups
        .iter()
        .copied()
        .chain(rest.map(|n| (ungrouped.as_str(), n)));
    let what = capital(&words.things());
    let head = vec![
        words.say("chart-head-group", &[]),
        what.clone(),
        words.say("chart-head-share", &[]),
    ];
    let cells = named.clone().map(|(title, n)| {
        vec![
            Cell::text(title),
            Cell::number(Some(n), |v| words.n(v)),
            Cell::percent(Some(n), Some(tally.records), Some(share(n))),
        ]
    });
    let (rows, csv) = split(&head, cells.collect());
    let bars = named.enumerate().map(|(at, (title, n))| Bar {
        rank: String::new(),
        label: title.to_owned(),
        value: Some(n),
        text: words.n(n),
        note: share(n),
        apart: at >= groups.len(),
    });
    let bars: Vec<Bar> = bars.collect();
    let most = bars.iter().filter_map(|bar| bar.value).max().unwrap_or(0);
    let kind = words.say("chart-kind-groups", &[]);
    Some(Chart {
        id: scene.id("groups"),
        request: scene.request(Kind::Groups),
        desc: format!("{kind} {title}. {}", words.table_below()),
        title,
        subtitle: subtitle(
            scene,
            &words.say("chart-subject-groups", &[("things", (&what).into())]),
        ),
        table: Table {
            head,
            numeric: vec![false, true, true],
            rows,
        },
        csv,
        source: Some(words.list()),
        source_word: words.source(),
        note: None,
        drawing: Drawing::Bars(Bars {
            rows: bars,
            max: most,
            goal: None,
            rest: None,
        }),
    })
}

/// Groups with a value each, largest first, and what belongs to none.
fn sorted<'a>(scene: &Scene<'a>, values: &[i64]) -> (Vec<(&'a str, i64)>, Option<i64>) {
    let groups = scene.programme.groups.iter().zip(values);
    let mut groups: Vec<(&str, i64)> = groups.map(|(g, n)| (g.title.as_str(), *n)).collect();
    groups.sort_by_key(|g| Reverse(g.1));
    (groups, values.last().copied().filter(|n| *n > 0))
}

fn subtitle(scene: &Scene<'_>, what: &str) -> String {
    let words = &scene.words;
    let area = if scene.area.is_empty() {
        String::new()
    } else {
        format!(", {}", scene.area)
    };
    format!("{what}{area}; {}", words.until(scene.as_of))
}

/// Where most initiatives come from.
pub(super) fn organisations(scene: &Scene<'_>) -> Option<Chart> {
    let (portal, words) = (scene.portal, &scene.words);
    if !scene.programme.counts_records {
        return None;
    }
    let below = scene.unit.map(|unit| portal.tree.below(unit));
    let inside = |unit: usize| below.as_ref().is_none_or(|below| below.contains(&unit));
    let all: Vec<_> = scene
        .progress
        .organisations
        .iter()
        .filter(|o| inside(o.unit))
        .collect();
    let name = |o: &crate::progress::Organisation<'_>| {
        let unit = &portal.units[o.unit];
        o.name.map_or_else(
            || short(unit).to_owned(),
            |name| format!("{name} ({})", short(unit)),
        )
    };
    let most = all.first()?.count.submitted;
    let names: Vec<String> = all
        .iter()
        .take_while(|o| o.count.submitted == most)
        .take(3)
        .map(|o| name(o))
        .collect();
    let title = words.most_records(
        &names.iter().map(String::as_str).collect::<Vec<_>>(),
        most,
        NAME,
    );
    // Of an organisation named in words no one knows the members.
    let per = |o: &crate::progress::Organisation<'_>| {
        let members = enough_members(portal.units[o.unit].members);
        let members = members.filter(|_| o.name.is_none())?;
        Rate::new(o.count.submitted, members, 100)
    };
    let per_head = words.say("per_100", &[]);
    let head = vec![
        words.say("chart-head-organisation", &[]),
        capital(&words.things()),
        words.say("valid", &[]),
        per_head,
    ];
    let cells = all.iter().take(TOP).map(|o| {
        let per = per(o);
        vec![
            Cell::name(&name(o)),
            Cell::number(Some(o.count.submitted), |v| words.n(v)),
            Cell::number(Some(o.count.valid), |v| words.n(v)),
            Cell::decimal(
                per.map(Rate::exact),
                per.map(|rate| rate.text(words.texts.lang)),
            ),
        ]
    });
    let (rows, csv) = split(&head, cells.collect());
    let bars = all.iter().take(TOP).map(|o| Bar {
        rank: String::new(),
        label: number::held_in_name(&name(o)),
        value: Some(o.count.submitted),
        text: words.n(o.count.submitted),
        note: per(o)
            .map(|rate| words.per_100(&rate.text(words.texts.lang)))
            .unwrap_or_default(),
        apart: false,
    });
    let kind = words.say("chart-kind-bars", &[]);
    let what = words.say(
        "chart-subject-organisations",
        &[("things", (&capital(&words.things())).into())],
    );
    Some(Chart {
        id: scene.id("organisations"),
        request: scene.request(Kind::Organisations),
        desc: format!("{kind} {title}. {}", words.table_below()),
        title,
        subtitle: subtitle(scene, &what),
        table: Table {
            head,
            numeric: vec![false, true, true, true],
            rows,
        },
        csv,
        source: Some(words.list()),
        source_word: words.source(),
        note: Some(words.top_of(TOP.min(all.len()), all.len())),
        drawing: Drawing::Bars(Bars {
            rows: bars.collect(),
            max: most,
            goal: None,
            rest: None,
        }),
    })
}

/// Certified benefit by group in the currency of most initiatives; other currencies are reported,
/// never converted.
pub(super) fn benefit(scene: &Scene<'_>) -> Option<Chart> {
    let words = &scene.words;
    if scene.unit.is_some() || !scene.programme.counts_records {
        return None;
    }
    let all = &scene.progress.benefit;
    // Of as many, the first by its code.
    let (currency, main) = all
        .iter()
        .filter(|(_, b)| b.records > 0)
        .min_by_key(|(code, b)| (-b.records, **code))?;
    let money = |n: i64| number::money(n, currency, words.texts.lang);
    let (groups, rest) = sorted(scene, &main.groups);
    let groups: Vec<(&str, i64)> = groups.into_iter().filter(|g| g.1 > 0).collect();
    let top = groups.first().filter(|_| groups.len() > 1).map(|g| g.0);
    let title = words.benefit(
        &money(main.amount),
        top.filter(|name| name.chars().count() <= NAME),
    );
    let ungrouped = words.without_group();
    let named: Vec<(&str, i64)> = groups
        .into_iter()
        .chain(rest.map(|n| (ungrouped.as_str(), n)))
        .collect();
    let amount = words.say("chart-head-amount", &[("currency", (*currency).into())]);
    let head = vec![
        words.say("chart-head-group", &[]),
        amount,
        words.say("chart-head-share", &[]),
    ];
    let share = |n: i64| words.percent(n, main.amount).unwrap_or_default();
    let cells = named.iter().map(|(title, n)| {
        vec![
            Cell::text(title),
            Cell::number(Some(*n), |v| words.n(v)),
            Cell::percent(Some(*n), Some(main.amount), Some(share(*n))),
        ]
    });
    let (rows, csv) = split(&head, cells.collect());
    let last = named.len() - usize::from(rest.is_some());
    let bars = named.iter().enumerate().map(|(at, (title, n))| Bar {
        rank: String::new(),
        label: (*title).to_owned(),
        value: Some(*n),
        text: money(*n),
        note: share(*n),
        apart: at >= last,
    });
    let most = named.iter().map(|g| g.1).max().unwrap_or(0);
    let others = all
        .iter()
        .filter(|(code, b)| *code != currency && b.records > 0);
    let others: Vec<String> = others
        .map(|(code, b)| number::money(b.amount, code, words.texts.lang))
        .collect();
    let claimed: i64 = all.values().map(|b| b.claimed).sum();
    let kind = words.say("chart-kind-groups", &[]);
    let what = words.say("chart-subject-benefit", &[("currency", (*currency).into())]);
    Some(Chart {
        id: scene.id("benefit"),
        request: scene.request(Kind::Benefit),
        desc: format!("{kind} {title}. {}", words.table_below()),
        title,
        subtitle: subtitle(scene, &what),
        table: Table {
            head,
            numeric: vec![false, true, true],
            rows,
        },
        csv,
        source: Some(words.list()),
        source_word: words.source(),
        note: Some(words.benefit_note(main.records, &others, claimed)),
        drawing: Drawing::Bars(Bars {
            rows: bars.collect(),
            max: most,
            goal: None,
            rest: None,
        }),
    })
}
