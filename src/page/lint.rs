//! Numbers typed by hand in news that contradict the data of that date.
//!
//! A number is looked at when it counts what the programme counts ("170.234 lượt sáng kiến") or is
//! a percentage of a target ("420% chỉ tiêu"). It is reported only when the data are close and yet
//! another: a sentence that names a phase or a unit, or the whole, and a number within half of what
//! is known of it; or, whatever the sentence names, a number of four digits or more that is one
//! slip of the finger away from a known one. A hedge ("hơn", "gần", "khoảng", "nghìn") is taken
//! at its word. Any figure up to the article's date may be quoted, one that was published elsewhere
//! too; where the sentence names a day of which there are figures, those of that day, and of a
//! target that was changed, the value that held on that day, unless the sentence tells the old and
//! the new one; and any difference of two figures of one subject. Macros, code, addresses and
//! markup are not looked at.

mod claims;
mod days;

use crate::base::number::saturated;
use crate::base::{Date, Lang, Lines, Share, date, number};
use crate::diag::{Place, Problem, Problems};
use claims::{Claim, Hedge, Kind};

/// What a figure is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// The whole programme, by its number.
    Whole(usize),
    /// A phase: programme and number.
    Phase(usize, usize),
    /// A unit, by index.
    Unit(usize),
}

/// A count, or a share of a target.
#[derive(Debug, Clone, Copy)]
pub(super) enum Amount {
    /// This many.
    Count(i64),
    /// This many per cent.
    Share(Share),
}

impl Amount {
    /// The count, or the percentage.
    fn value(self) -> f64 {
        match self {
            Self::Count(count) => count as f64,
            Self::Share(share) => share.percent(),
        }
    }

    fn is_share(self) -> bool {
        matches!(self, Self::Share(_))
    }

    /// As the language writes it.
    pub(super) fn text(self, language: Lang) -> String {
        match self {
            Self::Count(count) => number::whole(count, language),
            Self::Share(share) => share.text(language),
        }
    }
}

/// A figure that the data hold.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// What it is about.
    pub(super) subject: Subject,
    /// The count, or the share of a target.
    pub(super) amount: Amount,
    /// The day it represents; a target is always, or from this day on when it was changed.
    pub(super) date: Option<Date>,
    /// Of a target that was changed: the days on which it held.
    pub(super) held: Option<Held>,
    /// Who published it.
    pub(super) source: Option<String>,
}

impl Figure {
    /// The day of a figure that is not a changed target.
    fn reported(&self) -> Option<Date> {
        self.date.filter(|_| self.held.is_none())
    }
}

/// The days on which a target held; `None` is without a beginning, or without an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Held {
    /// The first day.
    pub(super) from: Option<Date>,
    /// The day from which another one holds.
    pub(super) until: Option<Date>,
}

impl Held {
    fn on(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

/// Everything that news are compared with.
#[derive(Debug, Default)]
pub struct Facts {
    /// Figures of all days.
    pub(super) figures: Vec<Figure>,
    /// Names in small letters, and what they are about.
    pub(super) names: Vec<(String, Subject)>,
    /// What is counted, in small letters: "sáng kiến".
    pub(super) nouns: Vec<String>,
    /// Titles of programmes in small letters: "1 triệu sáng kiến" is a name and no claim.
    pub(super) titles: Vec<String>,
    /// The language in which its numbers are written.
    pub(super) lang: Lang,
}

/// A text with where it is.
pub(super) struct Text<'a> {
    /// The words.
    pub(super) text: &'a str,
    /// Its file and the line on which it begins, for a body; else the place of the record.
    pub(super) place: Result<(&'a str, u32), &'a Place>,
}

/// Looks at one text of an article that is dated so.
pub(super) fn lint(text: &Text<'_>, day: Date, facts: &Facts, problems: &mut Problems) {
    // Small letters may take more bytes; where they do, places would be wrong, so such letters
    // stay.
    let small = claims::small(&claims::masked(text.text));
    let lines = Lines::new(text.text);
    for sentence in claims::sentences(&small) {
        let subjects = named(&small[sentence.clone()], facts);
        let days = days::named(&small[sentence.clone()]);
        let claims = claims::claims(&small, sentence, facts);
        let both = both_targets(&claims, facts);
        for claim in &claims {
            if let Some(known) = contradicted(claim, &subjects, (day, &days, &both), facts) {
                let language = facts.lang;
                problems.add(
                    place(text, &lines, claim),
                    Problem::FigureContradicts {
                        typed: text.text[claim.range.clone()].to_owned(),
                        known: known.amount.text(language),
                        date: known.date.map(|day| date::written(day, language)),
                        source: known.source.clone(),
                    },
                );
            }
        }
    }
}

fn place(text: &Text<'_>, lines: &Lines<'_>, claim: &Claim) -> Place {
    match text.place {
        Err(place) => place.clone(),
        Ok((file, first)) => {
            let (line, column) = lines.place(claim.range.start);
            let length = text.text[claim.range.clone()].chars().count();
            Place::text(&file.into(), first + line, column, saturated(length))
        }
    }
}

/// What a sentence names.
fn named(sentence: &str, facts: &Facts) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for (name, subject) in &facts.names {
        if !subjects.contains(subject) && words(sentence, name) {
            subjects.push(*subject);
        }
    }
    subjects
}

/// Whether a text holds a name as whole words.
fn words(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let goes_on = text[at + name.len()..].starts_with(char::is_alphanumeric);
        !goes_on && !text[..at].ends_with(char::is_alphanumeric)
    })
}

/// The figure that a claim should have said, when it contradicts the data.
fn contradicted<'f>(
    claim: &Claim,
    subjects: &[Subject],
    (day, days, both): (Date, &[Date], &[Subject]),
    facts: &'f Facts,
) -> Option<&'f Figure> {
    let percent = claim.kind != Kind::Count;
    let known: Vec<&Figure> = facts
        .figures
        .iter()
        .filter(|f| f.amount.is_share() == percent && f.date.is_none_or(|date| date <= day))
        .collect();
    let known = of_days(known, days, both);
    let agrees = known.iter().any(|f| claim.agrees(value(f, claim)));
    if agrees || difference(claim, &known) {
        return None;
    }
    if let Some(target) = other_target(claim, subjects, &known, facts) {
        return Some(target);
    }
    if let Some(meant) = nearest(claim, &known, |f| is_slip(claim, f)) {
        return Some(meant);
    }
    let near = nearest(claim, &known, |f| subjects.contains(&f.subject));
    let close = |f: &&Figure| distance(f, claim) <= 0.5 * value(f, claim).abs().max(1.0);
    // Each subject that is named must be known, else the number may be about the one that is not.
    let all_known = subjects
        .iter()
        .all(|s| known.iter().any(|f| f.subject == *s));
    near.filter(|_| all_known).filter(close)
}

/// The value of a figure as a claim would state it: for a surplus, what is above 100 %.
fn value(figure: &Figure, claim: &Claim) -> f64 {
    if claim.kind == Kind::Surplus {
        figure.amount.value() - 100.0
    } else {
        figure.amount.value()
    }
}

fn distance(figure: &Figure, claim: &Claim) -> f64 {
    (value(figure, claim) - claim.value).abs()
}

/// Of the figures that match, the one nearest to a claim.
fn nearest<'f>(
    claim: &Claim,
    known: &[&'f Figure],
    matches: impl Fn(&Figure) -> bool,
) -> Option<&'f Figure> {
    let matching = known.iter().copied().filter(|figure| matches(figure));
    matching.min_by(|a, b| distance(a, claim).total_cmp(&distance(b, claim)))
}

/// Whether a claim is one slip of the finger away from a count.
fn is_slip(claim: &Claim, figure: &Figure) -> bool {
    match figure.amount {
        Amount::Count(count) => claim.hedge == Hedge::None && claims::slip(&claim.digits, count),
        Amount::Share(_) => false,
    }
}

/// Of the subjects that have figures of a day which the sentence names, those figures alone; of
/// others all. A day without any figure is that of a meeting or a letter, and says nothing.
fn of_days<'f>(known: Vec<&'f Figure>, days: &[Date], both: &[Subject]) -> Vec<&'f Figure> {
    let of_those = |figure: &&&Figure| figure.reported().is_some_and(|day| days.contains(&day));
    let decided: Vec<Subject> = known
        .iter()
        .filter(of_those)
        .map(|figure| figure.subject)
        .collect();
    let mut figures = Vec::new();
    for figure in known {
        let holds = match figure.held {
            Some(held) if !days.is_empty() && !both.contains(&figure.subject) => {
                days.iter().any(|day| held.on(*day))
            }
            _ => true,
        };
        let of_another_day = figure.reported().is_some_and(|day| !days.contains(&day));
        if holds && !(of_another_day && decided.contains(&figure.subject)) {
            figures.push(figure);
        }
    }
    figures
}

/// The target of the day that the sentence names, where a claim is exactly the target of another
/// day: however far apart the two are, it is what was meant.
fn other_target<'f>(
    claim: &Claim,
    subjects: &[Subject],
    known: &[&'f Figure],
    facts: &Facts,
) -> Option<&'f Figure> {
    let of_another_day = |f: &&Figure| {
        f.held.is_some() && subjects.contains(&f.subject) && claim.agrees(f.amount.value())
    };
    if claim.kind != Kind::Count {
        return None;
    }
    let other = facts.figures.iter().find(of_another_day)?;
    known
        .iter()
        .find(|f| f.held.is_some() && f.subject == other.subject)
        .copied()
}

/// The subjects of which a sentence tells two values that their target had: "từ 200 xuống 100".
fn both_targets(claims: &[Claim], facts: &Facts) -> Vec<Subject> {
    if claims.len() < 2 {
        return Vec::new();
    }
    let mut once: Vec<(Subject, Option<Date>)> = Vec::new();
    let mut both = Vec::new();
    for figure in facts.figures.iter().filter(|f| f.held.is_some()) {
        let value = figure.amount.value();
        if !claims.iter().any(|claim| claim.agrees(value)) {
            continue;
        }
        let another = |(subject, date): &(Subject, Option<Date>)| {
            *subject == figure.subject && *date != figure.date
        };
        if once.iter().any(another) {
            both.push(figure.subject);
        }
        once.push((figure.subject, figure.date));
    }
    both
}

/// Whether a number is what lies between two figures of one subject: growth, surplus, what is
/// missing.
fn difference(claim: &Claim, known: &[&Figure]) -> bool {
    if claim.kind != Kind::Count {
        return false;
    }
    // Figures of one subject are together.
    for of_subject in known.chunk_by(|a, b| a.subject == b.subject) {
        for (index, a) in of_subject.iter().enumerate() {
            let mut others = of_subject[index + 1..].iter();
            if others.any(|b| claim.agrees((a.amount.value() - b.amount.value()).abs())) {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests;
