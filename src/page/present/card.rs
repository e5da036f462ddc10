//! Cards: what lists say of a record.

use super::PageBuilder;
use crate::base::date::days_between;
use crate::base::messages::Arg;
use crate::base::{AddressWord, Share};
use crate::model::initiative::Image;
use crate::model::programme::PublicFigure;
use crate::model::{Initiative, News, Person, Phase, Programme, Public, Unit};
use crate::page::view::{
    BarView, GroupView, ImageView, InitiativeCard, NewsCard, PersonView, PhaseCard, ProgrammeCard,
    PublicFigureView, SourceView, UnitCard,
};
use crate::page::words;
use crate::page::{plan, standing};
use crate::photo::{Make, Photo};
use crate::progress::{Blank, PhaseProgress, PhaseState, Point};

impl PageBuilder<'_> {
    pub(super) fn programme_card(&self, programme: &Programme) -> ProgrammeCard {
        ProgrammeCard {
            title: programme.title.clone(),
            short_title: programme.short_title.clone(),
            url: self.addresses().programme(programme),
            summary: programme.summary.clone(),
            launched_by: programme.launched_by.clone(),
        }
    }

    /// The phases of a programme, with bars on one scale.
    pub(super) fn phase_cards(&self, programme: &Programme) -> Vec<PhaseCard> {
        let figures = &self.context.progress.programmes[&programme.id].phases;
        self.phase_cards_on(programme, scale(figures.iter()))
    }

    pub(super) fn phase_cards_on(&self, programme: &Programme, end: f64) -> Vec<PhaseCard> {
        let figures = &self.context.progress.programmes[&programme.id].phases;
        programme
            .phases
            .iter()
            .zip(figures)
            .map(|(phase, figures)| self.phase_card(phase, figures, end))
            .collect()
    }

    /// Whether a phase is over or under way, with the day on which that is so: a page may be read
    /// years later.
    fn dated_state(&self, figures: &PhaseProgress<'_>) -> String {
        let (_, text) = words::state(figures.state, self.texts());
        let (message, day) = match (figures.state, figures.count) {
            (PhaseState::Open, _) => ("phase-state-on", self.context.progress.as_of),
            (PhaseState::Over, Some(count)) => ("phase-state-until", count.date),
            _ => return text,
        };
        let day = self.date(day).text;
        self.say(
            message,
            &[("state", (&text).into()), ("day", (&day).into())],
        )
    }

    /// `351,4% chỉ tiêu 40.000 (Giai đoạn 1)`: a percentage says of which target it is, or that its
    /// source does not.
    fn of_published_target(
        &self,
        percent: &str,
        figure: &PublicFigure,
        programme: &Programme,
    ) -> String {
        let phase = figure.phase.as_ref();
        let phase = phase.and_then(|id| programme.phases.iter().find(|phase| phase.id == *id));
        let percent = ("percent", percent.into());
        let title = phase.map(|phase| self.texts().inside(&phase.title));
        let title = title.as_ref().map(|title| ("phase", title.into()));
        let target = figure.target.map(|target| ("target", target.into()));
        match (target, title) {
            (Some(target), Some(title)) => {
                self.say("published-share-of-phase", &[percent, target, title])
            }
            (Some(target), None) => self.say("published-share", &[percent, target]),
            (None, Some(title)) => self.say("published-share-bare-of-phase", &[percent, title]),
            (None, None) => self.say("published-share-of-nothing", &[percent]),
        }
    }

    /// `end` is that of the scale of its bar.
    pub(super) fn phase_card(&self, phase: &Phase, figures: &PhaseProgress, end: f64) -> PhaseCard {
        let (state, _) = words::state(figures.state, self.texts());
        PhaseCard {
            title: phase.title.clone(),
            url: self.addresses().phase(phase),
            start: self.date(phase.start),
            end: self.date(phase.end),
            state,
            state_text: self.dated_state(figures),
            certainty: standing::certainty(figures, self.texts()),
            target: figures.target.map(|t| self.whole(t)),
            submitted: figures.submitted.map(|s| self.whole(s)),
            percent: self.reached(figures),
            bar: bar(figures, end, 1000.0),
            computed: self.standing().computed(figures),
            as_of: figures.last.as_ref().map(|point| self.date(point.date)),
            finding: self.finding(figures),
        }
    }

    /// "Đạt 425,8% chỉ tiêu, vượt 325,8%."
    pub(super) fn finding(&self, figures: &PhaseProgress) -> String {
        let Some(percent) = figures.percent else {
            return match (figures.submitted, figures.state) {
                (Some(count), _) => self.say("finding-without-target", &[("count", count.into())]),
                (None, PhaseState::Ahead) => self.say("finding-ahead", &[]),
                (None, _) if matches!(figures.blank, None | Some(Blank::NotReported)) => {
                    self.say("finding-unknown", &[])
                }
                (None, _) => format!("{}.", standing::blank(figures, self.texts())),
            };
        };
        let (reached, above) = (percent.text(self.lang), percent.surplus(self.lang));
        let args = [
            ("percent", (&reached).into()),
            ("above", Arg::or_none(above.as_deref())),
        ];
        if figures.state == PhaseState::Open {
            self.say("finding-so-far", &args)
        } else {
            self.say("finding", &args)
        }
    }

    pub(super) fn groups(&self, programme: &Programme) -> Vec<GroupView> {
        let tally = &self.context.progress.programmes[&programme.id]
            .totals
            .tally
            .groups;
        // The last one holds those of no group.
        let counts = tally.iter().take(programme.groups.len());
        let used = counts.filter(|count| **count > 0).count();
        let search = self.addresses().list(AddressWord::Search);
        let mut groups = Vec::new();
        for (number, group) in programme.groups.iter().enumerate() {
            let count = tally.get(number).copied().unwrap_or_default();
            groups.push(GroupView {
                title: group.title.clone(),
                count: (used > 0)
                    .then(|| self.say("count-initiatives", &[("count", count.into())])),
                // The search narrows by what differs, and by what is there.
                url: (used > 1 && count > 0).then(|| format!("{search}?nhom={}", group.id)),
            });
        }
        groups
    }

    pub(super) fn news_card(&self, news: &News) -> NewsCard {
        NewsCard {
            title: words::held_together(&news.title),
            url: self.addresses().article(news),
            date: self.date(news.date),
            summary: news.summary.as_deref().map(words::held_together),
            category: news.category.clone(),
            image: news.image.as_ref().and_then(|i| self.image(i)),
        }
    }

    /// The lead picture of a record; none when its file is not a picture, which was reported.
    pub(super) fn image(&self, image: &Image) -> Option<ImageView> {
        let photo = self.context.photos.get(&image.src)?;
        let (caption, credit) = (image.caption.clone(), image.credit.clone());
        Some(ImageView {
            caption,
            credit,
            ..picture(photo, &image.alt)
        })
    }

    /// A person of any record, when they may be named.
    pub(super) fn person(&self, person: Option<&Person>) -> Option<PersonView> {
        let mut named = self
            .context
            .portal
            .named(person.map_or(&[], std::slice::from_ref));
        named.next().map(view)
    }

    /// Names that may be published.
    pub(super) fn authors(&self, initiative: &Initiative) -> Vec<PersonView> {
        self.context
            .portal
            .named(&initiative.authors)
            .map(view)
            .collect()
    }

    /// Of an initiative by its index in the portal.
    pub(super) fn initiative_card(&self, index: usize) -> InitiativeCard {
        let portal = self.context.portal;
        let initiative = &portal.initiatives[index];
        let unit = portal.unit(&initiative.unit);
        let group = initiative.group.as_ref().and_then(|id| {
            portal
                .programmes
                .iter()
                .flat_map(|p| &p.groups)
                .find(|g| *g.id == **id)
                .map(|g| g.title.clone())
        });
        InitiativeCard {
            title: initiative.title.to_string(),
            url: self
                .context
                .plan
                .url_of(self.context.portal, index)
                .into_owned(),
            anchor: plan::anchor(initiative),
            code: initiative.code().map(Into::into),
            authors: self.authors(initiative),
            unit: unit.map(|u| self.short_unit_link(u)),
            organisation: initiative.organisation.as_deref().map(words::unit_name),
            group,
            date: initiative.date.map(|d| self.date(d)),
            status: words::status(initiative.status, self.texts()),
            summary: initiative.summary.as_deref().map(Into::into),
            benefit: words::benefit(initiative.amount, initiative.currency(), self.lang),
            has_page: plan::has_page(portal, initiative),
        }
    }

    /// `most` is the end of the scale of its trend.
    pub(super) fn unit_card(&self, unit: &Unit, most: i64) -> UnitCard {
        let records: i64 = self
            .of_unit(unit)
            .map(|(_, figures)| figures.totals.tally.records)
            .sum();
        let mut counted = self
            .of_unit(unit)
            .filter(|(_, f)| f.totals.submitted.is_some());
        let first = counted.next();
        let submitted = first.and_then(|(_, figures)| figures.totals.submitted);
        // Of several programmes the number is that of the first, which is named.
        let programme = first.filter(|_| counted.next().is_some());
        let programme = programme.map(|(programme, _)| programme.short_title.clone());
        let limits = [programme, self.standing().partial(submitted)];
        let limits: Vec<String> = limits.into_iter().flatten().collect();
        UnitCard {
            title: words::unit_name(&unit.title),
            short_title: words::unit_name(&unit.short_title),
            url: self.addresses().unit(unit),
            submitted: submitted.map(|count| self.whole(count.value)),
            limits: (!limits.is_empty()).then(|| limits.join("; ")),
            date: submitted.map(|count| self.date(count.date)),
            records: (records > 0).then(|| self.whole(records)),
            trend: self.trend(unit).and_then(|trend| trend.draw(most)),
            ended: unit
                .valid_to
                .filter(|end| *end < self.context.progress.as_of)
                .map(|d| self.date(d)),
        }
    }

    /// The counts of the programme that the unit has reported most of, from its beginning.
    pub(super) fn trend(&self, unit: &Unit) -> Option<Trend> {
        let progress = self.context.progress;
        let reports = self.of_unit(unit).filter(|(_, f)| !f.totals.series.daily);
        let (programme, figures) = reports.max_by_key(|(_, f)| f.totals.series.points.len())?;
        let points = &figures.totals.series.points;
        let first = points.first()?.date;
        let begins = programme.begins().map_or(first, |day| day.min(first));
        let begin = (begins < first).then_some((0, 0));
        let points: Vec<(i64, i64)> = begin
            .into_iter()
            .chain(
                points
                    .iter()
                    .map(|p| (days_between(begins, p.date), p.value)),
            )
            .collect();
        // One point is not a line.
        (points.len() > 1).then(|| Trend {
            points,
            days: days_between(begins, progress.as_of),
        })
    }

    pub(super) fn report_figure(&self, point: &Point, metric: &str) -> PublicFigureView {
        PublicFigureView {
            date: self.date(point.date),
            metric: metric.to_owned(),
            value: self.whole(point.value),
            source: point.source().map(ToOwned::to_owned),
            note: point.note().map(ToOwned::to_owned),
        }
    }

    pub(super) fn public_figure(
        &self,
        figure: &PublicFigure,
        programme: &Programme,
    ) -> PublicFigureView {
        let mut parts: Vec<String> = figure.value.map(|v| self.whole(v)).into_iter().collect();
        let percent = figure
            .percent_of_target
            .map(|p| Share::published(p).text(self.lang));
        parts.extend(percent.map(|p| self.of_published_target(&p, figure, programme)));
        PublicFigureView {
            date: self.date(figure.as_of),
            metric: words::metric(figure.metric, programme, self.texts()),
            value: parts.join(" · "),
            source: Some(figure.source.clone()),
            note: figure.note.clone(),
        }
    }
}

/// Counts of a unit by day since counting began.
#[derive(Debug)]
pub(super) struct Trend {
    points: Vec<(i64, i64)>,
    days: i64,
}

impl Trend {
    /// Its largest count.
    pub(super) fn most(&self) -> i64 {
        let counts = self.points.iter().map(|(_, count)| *count);
        counts.max().unwrap_or_default()
    }

    /// As SVG on a scale from zero to `most`: the lines of one table have one scale.
    pub(super) fn draw(&self, most: i64) -> Option<String> {
        crate::chart::spark(&self.points, self.days, most)
    }
}

/// The end of a scale in per cent for bars next to each other, 5 % beyond the largest: what is
/// longer is more.
pub(super) fn scale<'p>(figures: impl Iterator<Item = &'p PhaseProgress<'p>>) -> f64 {
    largest(figures) * 1.05
}

/// The largest share in per cent, and 100 at least.
pub(super) fn largest<'p>(figures: impl Iterator<Item = &'p PhaseProgress<'p>>) -> f64 {
    let shares = figures.filter_map(|f| f.percent.map(Share::percent));
    shares.fold(100.0, f64::max)
}

/// What was reached, and the target, in per cent of the bar, whose first `room` thousandths are a
/// scale that ends with this share.
pub(super) fn bar(figures: &PhaseProgress<'_>, end: f64, room: f64) -> Option<BarView> {
    let shares = [figures.percent?.percent(), 100.0];
    let [actual, target] = shares.map(|share| (share / end * room).round() / 10.0);
    Some(BarView { actual, target })
}

/// A photo with the words for those who cannot see it.
pub(super) fn picture(photo: &Photo, alt: &str) -> ImageView {
    let webp = photo.files.iter().filter(|file| file.make == Make::WebP);
    let measured = photo.width > 0 && photo.height > 0;
    ImageView {
        src: photo.plain().url.clone(),
        width: measured.then_some(photo.width),
        height: measured.then_some(photo.height),
        sources: webp
            .map(|file| SourceView {
                url: file.url.clone(),
                width: file.width,
            })
            .collect(),
        alt: alt.to_owned(),
        caption: None,
        credit: None,
    }
}

fn view(person: Public<'_>) -> PersonView {
    PersonView {
        initial: initial(person.name),
        name: person.name.to_owned(),
        role: person.role.map(Into::into),
    }
}

/// The first letter of the last word of a name.
fn initial(name: &str) -> String {
    let letter = name
        .split_whitespace()
        .last()
        .and_then(|given| given.chars().next());
    letter
        .map(|letter| letter.to_uppercase().to_string())
        .unwrap_or_default()
}
