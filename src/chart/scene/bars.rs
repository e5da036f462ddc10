//! What the initiatives on the site count to: by group, by organisation, and their certified
//! benefit.

use std::cmp::Reverse;

use super::cells::{Cell, split};
use super::words::{Words, capital};
use super::{Scene, short};
use crate::base::{Rate, number};
use crate::chart::Kind;
use crate::chart::spec::{Bar, Bars, Chart, Drawing, Request, Table};
use crate::progress::{Organisation, enough_members};

/// Organisations that are drawn.
const TOP: usize = 10;
/// A title names something of this many letters at most.
const NAME: usize = 80;

/// What differs between the charts of a list.
struct Parts {
    request: Request,
    title: String,
    /// The message that names the kind of chart.
    kind: &'static str,
    /// What is counted.
    subject: String,
    head: Vec<String>,
    cells: Vec<Vec<Cell>>,
    bars: Vec<Bar>,
    note: Option<String>,
}

fn chart(scene: &Scene<'_>, parts: Parts) -> Chart {
    let words = &scene.words;
    let (rows, csv) = split(&parts.head, parts.cells);
    let max = parts.bars.iter().filter_map(|bar| bar.value).max();
    let (kind, title) = (words.say(parts.kind, &[]), parts.title);
    Chart {
        id: scene.id(parts.request.kind.name()),
        request: parts.request,
        desc: format!("{kind} {title}. {}", words.table_below()),
        title,
        subtitle: subtitle(scene, &parts.subject),
        table: Table {
            numeric: (0..parts.head.len()).map(|column| column > 0).collect(),
            head: parts.head,
            rows,
        },
        csv,
        source: Some(words.list()),
        source_word: words.source(),
        note: parts.note,
        drawing: Drawing::Bars(Bars {
            rows: parts.bars,
            max: max.unwrap_or(0),
            goal: None,
            rest: None,
        }),
    }
}

/// Values of groups, and their shares of the whole.
struct Shares<'a> {
    words: &'a Words<'a>,
    /// Groups, largest first; those from `apart` on are what belongs to none.
    named: Vec<(&'a str, i64)>,
    apart: usize,
    whole: i64,
}

impl Shares<'_> {
    fn share(&self, value: i64) -> String {
        self.words.percent(value, self.whole).unwrap_or_default()
    }

    fn cells(&self) -> Vec<Vec<Cell>> {
        let mut rows = Vec::with_capacity(self.named.len());
        for (title, value) in &self.named {
            rows.push(vec![
                Cell::text(title),
                Cell::number(Some(*value), |v| self.words.n(v)),
                Cell::percent(Some(*value), Some(self.whole), Some(self.share(*value))),
            ]);
        }
        rows
    }

    fn bars(&self, text: impl Fn(i64) -> String) -> Vec<Bar> {
        let mut bars = Vec::with_capacity(self.named.len());
        for (at, (title, value)) in self.named.iter().enumerate() {
            bars.push(Bar {
                rank: String::new(),
                label: (*title).to_owned(),
                value: Some(*value),
                text: text(*value),
                note: self.share(*value),
                apart: at >= self.apart,
            });
        }
        bars
    }
}

/// Groups, largest first; what is in no group comes last. Of a few examples no share would mean
/// anything.
pub(super) fn groups(scene: &Scene<'_>) -> Option<Chart> {
    let (words, tally) = (&scene.words, &scene.totals.tally);
    if !scene.programme.counts_records || tally.records == 0 || scene.programme.groups.is_empty() {
        return None;
    }
    let (groups, rest) = sorted(scene, &tally.groups);
    let most = groups.first().map_or(0, |g| g.1);
    let top: Vec<&str> = groups.iter().filter(|g| g.1 == most).map(|g| g.0).collect();
    let count = groups.len();
    let ungrouped = words.without_group();
    let rest = rest.map(|n| (ungrouped.as_str(), n));
    let shares = Shares {
        words,
        named: groups.into_iter().chain(rest).collect(),
        apart: count,
        whole: tally.records,
    };
    let things = capital(&words.things());
    Some(chart(
        scene,
        Parts {
            request: scene.request(Kind::Groups),
            title: words.largest_group(&top, &shares.share(most), most, count, NAME),
            kind: "chart-kind-groups",
            subject: words.say("chart-subject-groups", &[("things", (&things).into())]),
            head: vec![
                words.say("chart-head-group", &[]),
                things,
                words.say("chart-head-share", &[]),
            ],
            cells: shares.cells(),
            bars: shares.bars(|n| words.n(n)),
            note: None,
        },
    ))
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
    let all = scene.progress.organisations.iter();
    let all: Vec<&Organisation<'_>> = all.filter(|o| inside(o.unit)).collect();
    let things = capital(&words.things());
    let shown = all.iter().take(TOP);
    Some(chart(
        scene,
        Parts {
            request: scene.request(Kind::Organisations),
            title: most_records(scene, &all)?,
            kind: "chart-kind-bars",
            subject: words.say(
                "chart-subject-organisations",
                &[("things", (&things).into())],
            ),
            head: vec![
                words.say("chart-head-organisation", &[]),
                things,
                words.say("valid", &[]),
                words.say("per_100", &[]),
            ],
            cells: shown
                .clone()
                .map(|o| organisation_cells(scene, o))
                .collect(),
            bars: shown.map(|o| organisation_bar(scene, o)).collect(),
            note: Some(words.top_of(TOP.min(all.len()), all.len())),
        },
    ))
}

/// The organisations with most initiatives, as a title; none where there are none.
fn most_records(scene: &Scene<'_>, all: &[&Organisation<'_>]) -> Option<String> {
    let most = all.first()?.count.submitted;
    let first = all.iter().take_while(|o| o.count.submitted == most);
    let names: Vec<String> = first.take(3).map(|o| name_of(scene, o)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    Some(scene.words.most_records(&names, most, NAME))
}

fn name_of(scene: &Scene<'_>, organisation: &Organisation<'_>) -> String {
    let unit = short(&scene.portal.units[organisation.unit]);
    match organisation.name {
        Some(name) => format!("{name} ({unit})"),
        None => unit.to_owned(),
    }
}

/// Initiatives for 100 members; of an organisation named in words no one knows the members.
fn per_100(scene: &Scene<'_>, organisation: &Organisation<'_>) -> Option<Rate> {
    let members = enough_members(scene.portal.units[organisation.unit].members);
    let members = members.filter(|_| organisation.name.is_none())?;
    Rate::new(organisation.count.submitted, members, 100)
}

fn organisation_cells(scene: &Scene<'_>, organisation: &Organisation<'_>) -> Vec<Cell> {
    let (words, count) = (&scene.words, organisation.count);
    let per = per_100(scene, organisation);
    let text = per.map(|rate| rate.text(words.texts.lang));
    vec![
        Cell::name(&name_of(scene, organisation)),
        Cell::number(Some(count.submitted), |v| words.n(v)),
        Cell::number(Some(count.valid), |v| words.n(v)),
        Cell::decimal(per.map(Rate::exact), text),
    ]
}

fn organisation_bar(scene: &Scene<'_>, organisation: &Organisation<'_>) -> Bar {
    let (words, count) = (&scene.words, organisation.count);
    let per = per_100(scene, organisation);
    let note = per.map(|rate| words.per_100(&rate.text(words.texts.lang)));
    Bar {
        rank: String::new(),
        label: number::held_in_name(&name_of(scene, organisation)),
        value: Some(count.submitted),
        text: words.n(count.submitted),
        note: note.unwrap_or_default(),
        apart: false,
    }
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
    let lang = words.texts.lang;
    let (groups, rest) = sorted(scene, &main.groups);
    let groups: Vec<(&str, i64)> = groups.into_iter().filter(|g| g.1 > 0).collect();
    let top = groups.first().filter(|_| groups.len() > 1).map(|g| g.0);
    let top = top.filter(|name| name.chars().count() <= NAME);
    let ungrouped = words.without_group();
    let apart = groups.len();
    let rest = rest.map(|n| (ungrouped.as_str(), n));
    let shares = Shares {
        words,
        named: groups.into_iter().chain(rest).collect(),
        apart,
        whole: main.amount,
    };
    let others = all
        .iter()
        .filter(|(code, b)| *code != currency && b.records > 0);
    let others = others.map(|(code, b)| number::money(b.amount, code, lang));
    let others: Vec<String> = others.collect();
    let claimed: i64 = all.values().map(|b| b.claimed).sum();
    let code = [("currency", (*currency).into())];
    Some(chart(
        scene,
        Parts {
            request: scene.request(Kind::Benefit),
            title: words.benefit(&number::money(main.amount, currency, lang), top),
            kind: "chart-kind-groups",
            subject: words.say("chart-subject-benefit", &code),
            head: vec![
                words.say("chart-head-group", &[]),
                words.say("chart-head-amount", &code),
                words.say("chart-head-share", &[]),
            ],
            cells: shares.cells(),
            bars: shares.bars(|n| number::money(n, currency, lang)),
            note: Some(words.benefit_note(main.records, &others, claimed)),
        },
    ))
}
