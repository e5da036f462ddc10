//! The picture that others see when a page is shared.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::home::joined;
use super::{PageBuilder, RenderContext};
use crate::base::Fingerprint;
use crate::chart::{self, Card, Chart, Drawing, PICTURES};
use crate::model::initiative::Image;
use crate::model::{Initiative, Programme, UnitKind};
use crate::page::plan::{self, Kind, Page};
use crate::page::standing;
use crate::page::view::{BigFigure, ImageMeta};
use crate::page::words;
use crate::photo::Photo;
use crate::progress::ProgrammeProgress;

/// This many pages of one kind have a card each. Where there are more, a page shows the card of
/// what it belongs to: a hundred thousand pictures would take gigabytes, and no one shares a
/// hundred thousand pages.
const CARDS: usize = 20_000;
/// Where they lie.
const FOLDER: &str = "chia-se/";

/// The cards of a site, by what each shows.
pub type Shares = BTreeMap<Kind, Share>;

/// A card: its address, which tells its content, and what is to be seen, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Address below the root.
    pub url: String,
    /// In words.
    pub alt: String,
}

/// What the cards of all pages show, each once; nothing without a `base_url`, for others need an
/// absolute address, and in a program without pictures.
pub fn subjects(context: RenderContext<'_>) -> BTreeSet<Kind> {
    if context.portal.site.base_url.is_none() || !PICTURES {
        return BTreeSet::new();
    }
    let shared = context
        .plan
        .pages
        .par_iter()
        .filter(|page| !matches!(page.kind, Kind::Redirect(_) | Kind::NotFound));
    let subjects = shared.map(|page| subject(context, &page.kind));
    subjects
        .fold(BTreeSet::new, with)
        .reduce(BTreeSet::new, union)
}

fn with(mut kinds: BTreeSet<Kind>, kind: Kind) -> BTreeSet<Kind> {
    kinds.insert(kind);
    kinds
}

fn union(mut kinds: BTreeSet<Kind>, mut others: BTreeSet<Kind>) -> BTreeSet<Kind> {
    kinds.append(&mut others);
    kinds
}

/// The card of a subject: what pages say of it, and what it shows.
pub fn share(context: RenderContext<'_>, subject: &Kind) -> (Share, Card) {
    // A card is not a page: what is on it is that of the home page but for its subject.
    let written = PageBuilder::of(context, 0).card(subject);
    // The note says how much of a sum is known.
    let alt = match &written.figure {
        Some((value, label)) => format!("{}: {value} {label}. {}", written.title, written.note),
        None => written.title.clone(),
    };
    let card = held_together(written);
    // Another program version may draw another picture of the same card.
    let mut fingerprint = Fingerprint::new(env!("CARGO_PKG_VERSION").as_bytes(), "card");
    fingerprint.view(&card);
    let name = &fingerprint.hash().to_hex()[..16];
    let url = format!("{FOLDER}{name}.png");
    (Share { url, alt }, card)
}

/// A card whose lines do not end inside a name, nor between a number and what it counts.
fn held_together(card: Card) -> Card {
    let held = words::held_in_pictures;
    Card {
        title: held(&card.title),
        text: held(&card.text),
        figure: card.figure.map(|(value, label)| (value, held(&label))),
        ..card
    }
}

/// Whose card a page shows: its own, or that of what it belongs to.
fn subject(context: RenderContext<'_>, kind: &Kind) -> Kind {
    let portal = context.portal;
    let crowd = context.plan.crowds();
    match kind {
        Kind::Initiatives(_) => Kind::Initiatives(1),
        Kind::News(_) => Kind::News(1),
        Kind::Tag(i, _) if crowd.tags <= CARDS => Kind::Tag(*i, 1),
        Kind::Tag(..) => Kind::News(1),
        Kind::Article(_) if crowd.articles > CARDS => Kind::News(1),
        Kind::Initiative(i) if crowd.initiatives > CARDS && !portal.initiatives[*i].featured => {
            let unit = portal.tree.index(&portal.initiatives[*i].unit);
            unit.map_or(Kind::Initiatives(1), |unit| {
                subject(context, &Kind::Unit(unit))
            })
        }
        Kind::Unit(i)
            if crowd.organisations > CARDS && portal.units[*i].kind == UnitKind::Grassroots =>
        {
            portal.tree.parent(*i).map_or(Kind::Organisations, |above| {
                subject(context, &Kind::Unit(above))
            })
        }
        other => other.clone(),
    }
}

/// The card that a page shows when it has no photo.
pub(super) fn image_of<'a>(context: RenderContext<'a>, kind: &Kind) -> Option<&'a Share> {
    context.shares.get(&subject(context, kind))
}

/// The first of some figures, with what it is.
fn first(figures: Vec<BigFigure>) -> Option<(String, String)> {
    let figure = figures.into_iter().next()?;
    Some((figure.value, figure.label))
}

impl PageBuilder<'_> {
    /// What the head says of the card.
    pub(super) fn share_image(&self) -> Option<ImageMeta> {
        let base = self.context.portal.site.base_url.as_ref()?;
        if let Some((image, card)) = self
            .lead_photo()
            .and_then(|image| Some((image, self.photo(image)?.card()?)))
        {
            let url = format!("{base}{}", card.url);
            return Some(ImageMeta {
                url,
                media_type: "image/jpeg",
                alt: image.alt.clone(),
            });
        }
        let share = image_of(self.context, &self.page.kind)?;
        Some(ImageMeta {
            url: format!("{base}{}", share.url),
            media_type: "image/png",
            alt: share.alt.clone(),
        })
    }

    /// The lead picture of the page's record.
    pub(super) fn lead_photo(&self) -> Option<&Image> {
        let portal = self.context.portal;
        match self.page.kind {
            Kind::Article(i) => portal.news[i].image.as_ref(),
            Kind::Initiative(i) => portal.initiatives[i].image(),
            _ => None,
        }
    }

    pub(super) fn photo(&self, image: &Image) -> Option<&Photo> {
        self.context.photos.get(&image.src)
    }

    fn card(&self, kind: &Kind) -> Card {
        let portal = self.context.portal;
        let page = Page {
            url: String::new(),
            kind: kind.clone(),
        };
        let (charts, site) = (self.context.charts, self.context.plan);
        let base = self.plain_card(plan::title(portal, charts, site, &page));
        match kind {
            Kind::Home => self.share_home(base),
            Kind::Programme(i) => {
                let programme = &portal.programmes[*i];
                let figures = self.context.progress.programmes.get(&programme.id);
                self.share_programme(base, programme, figures)
            }
            Kind::Phase(i, j) => self.share_phase(base, &portal.programmes[*i], *j),
            Kind::Unit(i) => self.share_unit(base, *i),
            Kind::Initiative(i) => self.share_initiative(base, &portal.initiatives[*i]),
            Kind::Article(i) => {
                let news = &portal.news[*i];
                Card {
                    kicker: self.date(news.date).text,
                    note: portal.site.title.clone(),
                    text: news.summary.clone().unwrap_or_default(),
                    ..base
                }
            }
            Kind::Embed(i) => self.chart_card(base, &self.context.charts[*i]),
            Kind::Static(i) => Card {
                text: portal.pages[*i].summary.clone().unwrap_or_default(),
                ..base
            },
            Kind::Data | Kind::Changes | Kind::Pair | Kind::Method | Kind::Charts => Card {
                text: plan::summary(portal, charts, site, &page).summary,
                ..base
            },
            _ => base,
        }
    }

    /// What all cards have: whose it is, and of which day.
    fn plain_card(&self, title: String) -> Card {
        let site = &self.context.portal.site;
        let owner = &site.organisation.name;
        let organisation = if owner.is_empty() { &site.title } else { owner };
        let day = self.date(self.context.progress.as_of).text;
        Card {
            organisation: organisation.clone(),
            kicker: site.title.clone(),
            title,
            note: self.say("data-as-of", &[("day", (&day).into())]),
            ..Card::default()
        }
    }

    fn share_home(&self, base: Card) -> Card {
        let slogan = self.context.portal.site.slogan.clone();
        let card = Card {
            title: slogan.unwrap_or(base.title),
            ..base
        };
        match self.main_programme() {
            Some((programme, figures)) => self.share_programme(card, programme, Some(figures)),
            None => card,
        }
    }

    fn share_programme(
        &self,
        base: Card,
        programme: &Programme,
        figures: Option<&ProgrammeProgress<'_>>,
    ) -> Card {
        let count = figures.and_then(|f| f.totals.submitted);
        let card = Card {
            figure: figures.and_then(|f| first(self.big_figures(programme, f))),
            note: joined(base.note, [self.standing().partial(count)]),
            ..base
        };
        self.with_phases(card, &programme.id, None, None)
    }

    fn share_phase(&self, base: Card, programme: &Programme, number: usize) -> Card {
        let phase = &programme.phases[number];
        let figures = &self.context.progress.programmes[&programme.id].phases[number];
        let reached = self.reached(figures);
        let card = Card {
            title: phase.title.clone(),
            kicker: programme.title.clone(),
            figure: reached.map(|share| (share, self.say("card-of-target", &[]))),
            note: joined(base.note, [standing::certainty(figures, self.texts())]),
            ..base
        };
        self.with_phases(card, &programme.id, Some(&phase.id), None)
    }

    fn share_unit(&self, base: Card, index: usize) -> Card {
        let portal = self.context.portal;
        let unit = &portal.units[index];
        let mut figures = self.of_unit(unit);
        let reported = figures.find(|(_, f)| f.totals.submitted.is_some());
        let count = reported.and_then(|(_, f)| f.totals.submitted);
        let card = Card {
            figure: first(self.unit_figures(unit)),
            note: joined(base.note, [self.standing().partial(count)]),
            ..base
        };
        let whole = *portal.tree.roots() == [index];
        let id = (!whole).then_some(unit.id.as_str());
        match reported {
            Some((programme, _)) => self.with_phases(card, &programme.id, None, id),
            None => card,
        }
    }

    fn share_initiative(&self, base: Card, initiative: &Initiative) -> Card {
        let amount = words::benefit(initiative.amount, initiative.currency(), self.lang);
        let organisation = initiative.organisation.as_deref().map(ToOwned::to_owned);
        let unit = self.context.portal.unit(&initiative.unit);
        let owner = organisation.or_else(|| unit.map(|unit| unit.title.clone()));
        Card {
            kicker: self.say("kind-initiative", &[]),
            text: initiative.summary.as_deref().unwrap_or_default().to_owned(),
            figure: amount.map(|amount| (amount, self.say("card-benefit", &[]))),
            note: owner.unwrap_or(base.note),
            ..base
        }
    }

    /// The chart itself, beside what it shows.
    fn chart_card(&self, base: Card, chart: &Chart) -> Card {
        let card = Card {
            text: chart.subtitle.clone(),
            ..base
        };
        let (card, rows) = card.with_chart(&chart.drawing);
        let more = rows.map(|rows| {
            let args = [("shown", rows.shown.into()), ("of", rows.of.into())];
            self.say("card-first-rows", &args)
        });
        Card {
            note: joined(card.note, [more]),
            ..card
        }
    }

    /// The bars of a chart of phases, where there is one.
    fn with_phases(
        &self,
        card: Card,
        programme: &str,
        phase: Option<&str>,
        unit: Option<&str>,
    ) -> Card {
        let kind = match phase {
            Some(_) => chart::Kind::Phase,
            None => chart::Kind::Phases,
        };
        let mut requests = self.context.charts.iter();
        let chart = requests.find(|Chart { request, .. }| {
            request.programme == programme
                && request.kind == kind
                && request.phase.as_deref() == phase
                && request.unit.as_deref() == unit
        });
        match chart.map(|chart| &chart.drawing) {
            Some(Drawing::Bullets { rows, axis }) => card.with_bars(rows, axis),
            _ => card,
        }
    }
}
