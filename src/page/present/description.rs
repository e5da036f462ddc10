//! What search engines and shared links say of a page: an editor's words, else the first sentences
//! of its text, else what its own figures say. No page has its title there.

use std::iter;

use super::{PageBuilder, home};
use crate::model::programme::Metric;
use crate::model::{Body, Initiative, Programme, Unit, UnitKind};
use crate::page::macros::Macro;
use crate::page::plan::{self, ARTICLES, Kind, Shelf, Tag};
use crate::page::{markdown, words};

/// Names that a list of them begins with.
const NAMES: usize = 6;
/// Letters of a name among others.
const NAME: usize = 70;

impl<'a> PageBuilder<'a> {
    /// The description of the page.
    pub(super) fn description(&self) -> String {
        // Most pages have enough in their first sentence: the others are not made.
        let own = iter::once_with(|| self.own_words());
        let facts = iter::once_with(|| self.facts_of_page()).flatten();
        let site = iter::once_with(|| self.about_site());
        words::description(&self.summary.title, own.chain(facts).chain(site))
    }

    /// Text of `<title>` of the home page: the name of the site and what it is about.
    pub(super) fn home_title(&self) -> String {
        let site = &self.context.portal.site;
        let owner = &site.organisation.name;
        let about = match &site.slogan {
            Some(slogan) => slogan.clone(),
            None if !owner.is_empty() && *owner != site.title => owner.clone(),
            None => self.say("title-home-about", &[]),
        };
        self.say(
            "title-home",
            &[("site", (&site.title).into()), ("about", (&about).into())],
        )
    }

    /// What an editor wrote of the page.
    fn own_words(&self) -> String {
        let portal = self.context.portal;
        let (summary, body) = match self.page.kind {
            Kind::Article(i) => (&portal.news[i].summary, Some(&portal.news[i].body)),
            Kind::Static(i) => (&portal.pages[i].summary, Some(&portal.pages[i].body)),
            Kind::Programme(i) => {
                let programme = &portal.programmes[i];
                (&programme.summary, programme.body.as_ref())
            }
            Kind::Initiative(i) => return self.initiative_words(&portal.initiatives[i]),
            Kind::Home => return self.result_text(),
            _ => return self.summary.summary.clone(),
        };
        match body {
            Some(body) if summary.is_none() && body.text.contains("{{") => self.lead(body),
            _ => self.summary.summary.clone(),
        }
    }

    /// The first sentences of a text with their figures.
    fn lead(&self, body: &Body) -> String {
        markdown::lead(&body.text, &|m| self.figure_in_words(m))
    }

    /// A figure in a text in words; nothing for a chart, and for a figure that is not there.
    fn figure_in_words(&self, m: &Macro) -> Option<String> {
        if m.name != "figure" {
            return None;
        }
        // What is wrong with it is reported where the text is shown.
        let html = self.expand(m, &mut Vec::new()).ok()?;
        Some(home::without_tags(&html))
    }

    fn initiative_words(&self, initiative: &'a Initiative) -> String {
        if let Some(summary) = &initiative.summary {
            return summary.to_string();
        }
        match self.text_of(initiative) {
            Some(Ok(body)) => self.lead(body),
            _ => String::new(),
        }
    }

    /// What is true of every page, for those that have too little to say.
    fn about_site(&self) -> String {
        let (title, day) = (&self.context.portal.site.title, self.as_of());
        self.say(
            "about-site",
            &[("site", title.into()), ("day", (&day).into())],
        )
    }

    fn as_of(&self) -> String {
        self.date(self.context.progress.as_of).text
    }

    /// Sentences made from what the page shows.
    fn facts_of_page(&self) -> Vec<String> {
        let portal = self.context.portal;
        match &self.page.kind {
            Kind::Home => portal.site.slogan.iter().cloned().collect(),
            Kind::Programmes => vec![self.programmes_facts()],
            Kind::Programme(i) => vec![self.programme_facts(&portal.programmes[*i])],
            Kind::Phase(i, j) => self.phase_facts(*i, *j),
            Kind::Units => vec![self.units_facts()],
            Kind::Pair => vec![self.say("about-pair", &[("day", (&self.as_of()).into())])],
            Kind::Organisations => vec![self.organisations_facts()],
            Kind::Unit(i) => vec![self.unit_facts(&portal.units[*i])],
            Kind::Initiatives(number) => vec![self.list_facts(*number)],
            Kind::Initiative(i) => vec![self.initiative_facts(&portal.initiatives[*i])],
            Kind::News(number) => {
                let all: Vec<usize> = (0..portal.news.len()).collect();
                vec![self.news_facts(&all, None, *number)]
            }
            Kind::Tag(i, number) => {
                let tag = &self.context.plan.tags[*i];
                vec![self.news_facts(&tag.articles, Some(tag), *number)]
            }
            Kind::Article(i) => vec![self.article_facts(*i)],
            Kind::Tags => vec![self.tags_facts()],
            Kind::Data => vec![self.data_facts()],
            Kind::Changes => vec![self.say("about-changes", &[("day", (&self.as_of()).into())])],
            Kind::Search => vec![self.search_facts()],
            Kind::NotFound => vec![self.not_found_facts()],
            Kind::Redirect(to) => {
                vec![self.say("about-redirect", &[("path", (&self.path_of(to)).into())])]
            }
            Kind::Specimen => vec![self.say("about-specimen", &[])],
            Kind::Charts | Kind::Embed(_) | Kind::Method | Kind::Static(_) => Vec::new(),
        }
    }

    fn programmes_facts(&self) -> String {
        let programmes = &self.context.portal.programmes;
        if self.context.plan.is_progress(self.page) {
            let mut findings = Vec::new();
            for programme in programmes {
                let figures = &self.context.progress.programmes[&programme.id].phases;
                for (phase, figures) in programme.phases.iter().zip(figures) {
                    findings.push(format!("{}: {}", phase.title, self.finding(figures)));
                }
            }
            if findings.is_empty() {
                return self.say("about-no-phases", &[]);
            }
            findings.push(self.say("about-as-of", &[("day", (&self.as_of()).into())]));
            return findings.join(" ");
        }
        let count = self.say("about-programmes", &[("count", programmes.len().into())]);
        self.listed(&count, programmes.iter().map(|p| p.title.as_str()))
    }

    fn programme_facts(&self, programme: &Programme) -> String {
        let title = short(&programme.title);
        let phases = self.say("about-phases", &[("count", programme.phases.len().into())]);
        let begin = programme.phases.iter().map(|phase| phase.start).min();
        let end = programme.phases.iter().map(|phase| phase.end).max();
        let days = begin.zip(end);
        let days = days.map(|(begin, end)| (self.date(begin).text, self.date(end).text));
        let figures = self.context.progress.programmes.get(&programme.id);
        let count = figures.and_then(|figures| figures.totals.submitted);
        let figure = count.map(|count| self.total(programme, count));
        match (&days, &figure) {
            (Some((from, to)), Some(figure)) => self.say(
                "about-programme-dated-counted",
                &[
                    ("programme", (&title).into()),
                    ("phases", (&phases).into()),
                    ("from", from.into()),
                    ("to", to.into()),
                    ("figure", figure.into()),
                ],
            ),
            (Some((from, to)), None) => self.say(
                "about-programme-dated",
                &[
                    ("programme", (&title).into()),
                    ("phases", (&phases).into()),
                    ("from", from.into()),
                    ("to", to.into()),
                ],
            ),
            (None, Some(figure)) => self.say(
                "about-programme-counted",
                &[("programme", (&title).into()), ("figure", figure.into())],
            ),
            (None, None) => self.say("about-programme", &[("programme", (&title).into())]),
        }
    }

    /// "1.200 lượt sáng kiến nộp tính đến 30/06/2024", with how much of a sum is known.
    fn total(&self, programme: &Programme, count: crate::progress::Count) -> String {
        let what = words::metric(Metric::Submitted, programme, self.texts());
        let days = self.standing().days(count);
        let number = count.value.into();
        match self.standing().partial(Some(count)) {
            Some(partial) => self.say(
                "about-figure-partial",
                &[
                    ("count", number),
                    ("what", (&what).into()),
                    ("partial", (&partial).into()),
                    ("days", (&days).into()),
                ],
            ),
            None => self.say(
                "about-figure",
                &[
                    ("count", number),
                    ("what", (&what).into()),
                    ("days", (&days).into()),
                ],
            ),
        }
    }

    fn phase_facts(&self, programme: usize, phase: usize) -> Vec<String> {
        let programme_title = short(&self.context.portal.programmes[programme].short_title);
        let dates = &self.context.portal.programmes[programme].phases[phase];
        let (start, end) = (self.date(dates.start).text, self.date(dates.end).text);
        let span = self.say(
            "about-phase",
            &[
                ("programme", (&programme_title).into()),
                ("from", (&start).into()),
                ("to", (&end).into()),
            ],
        );
        vec![self.phase_text(programme, phase), span]
    }

    fn units_facts(&self) -> String {
        let view = self.units();
        let cards: Vec<_> = view.groups.iter().flat_map(|group| &group.units).collect();
        let count = self.say("about-upper-unions", &[("count", cards.len().into())]);
        self.listed(&count, cards.iter().map(|card| card.short_title.as_str()))
    }

    fn organisations_facts(&self) -> String {
        let units = self.context.portal.units.iter();
        let titles: Vec<&str> = units
            .filter(|unit| unit.kind == UnitKind::Grassroots)
            .map(|unit| unit.short_title.as_str())
            .collect();
        let count = self.say("about-grassroots", &[("count", titles.len().into())]);
        self.listed(&count, titles.into_iter())
    }

    fn unit_facts(&self, unit: &Unit) -> String {
        let mut facts = Vec::new();
        for (programme, figures) in self.of_unit(unit) {
            facts.extend(
                figures
                    .totals
                    .submitted
                    .map(|count| self.total(programme, count)),
            );
        }
        if facts.is_empty() {
            facts.push(self.say("about-unit-unknown", &[("day", (&self.as_of()).into())]));
        }
        let (title, figures) = (short(&unit.title), facts.join("; "));
        let above = self.context.portal.ancestors(unit);
        match above.last() {
            Some(above) => self.say(
                "about-unit-within",
                &[
                    ("unit", (&title).into()),
                    ("above", (&short(&above.short_title)).into()),
                    ("figures", (&figures).into()),
                ],
            ),
            None => self.say(
                "about-unit",
                &[("unit", (&title).into()), ("figures", (&figures).into())],
            ),
        }
    }

    /// "Trang 2/5, 12 tin: …" for all but the first page of a list.
    fn on_page(&self, number: usize, pages: usize, text: String) -> String {
        if number == 1 {
            return text;
        }
        self.say(
            "about-on-page",
            &[
                ("number", number.into()),
                ("pages", pages.into()),
                ("text", (&text).into()),
            ],
        )
    }

    fn list_facts(&self, number: usize) -> String {
        let portal = self.context.portal;
        let (size, all) = (portal.site.page_size, &portal.initiatives);
        let count = self.say("about-initiatives", &[("count", all.len().into())]);
        let shown = all.iter().skip((number - 1) * size).take(size);
        let titles = shown.map(|initiative| &*initiative.title);
        let list = self.listed(&count, titles);
        self.on_page(number, plan::pages_of(all.len(), size), list)
    }

    fn initiative_facts(&self, initiative: &Initiative) -> String {
        let unit = self.context.portal.unit(&initiative.unit);
        let by = match (initiative.organisation.as_deref(), unit) {
            (Some(organisation), Some(unit)) => {
                format!("{}, {}", short(organisation), short(&unit.short_title))
            }
            (Some(organisation), None) => short(organisation),
            (None, Some(unit)) => short(&unit.short_title),
            (None, None) => String::new(),
        };
        let mut facts = vec![match initiative.code() {
            Some(code) => self.say(
                "about-initiative-coded",
                &[("code", code.into()), ("by", (&by).into())],
            ),
            None => self.say("about-initiative", &[("by", (&by).into())]),
        }];
        facts.extend(initiative.date.map(|day| self.date(day).text));
        facts.push(words::status(initiative.status, self.texts()).to_lowercase());
        let amount = words::benefit(initiative.amount, initiative.currency(), self.lang);
        let worth = |amount: String| self.say("about-benefit", &[("amount", (&amount).into())]);
        facts.extend(amount.map(worth));
        format!("{}: {}", facts.join(", "), initiative.title)
    }

    fn news_facts(&self, articles: &[usize], tag: Option<&Tag>, number: usize) -> String {
        let news = &self.context.portal.news;
        let mut what = self.say("about-news", &[("count", articles.len().into())]);
        if let Some(tag) = tag {
            let (news, title) = ((&what).into(), (&tag.title).into());
            what = match tag.shelf {
                Shelf::Topic => self.say("about-news-topic", &[("news", news), ("topic", title)]),
                Shelf::Section => {
                    self.say("about-news-section", &[("news", news), ("section", title)])
                }
                Shelf::Year => self.say("about-news-year", &[("news", news), ("year", title)]),
            };
        }
        let shown: Vec<usize> = articles
            .iter()
            .skip((number - 1) * ARTICLES)
            .take(ARTICLES)
            .copied()
            .collect();
        if let (Some(last), Some(first)) = (shown.last(), shown.first()) {
            let from = self.date(news[*last].date).text;
            let to = self.date(news[*first].date).text;
            what = if from == to {
                self.say(
                    "about-news-day",
                    &[("news", (&what).into()), ("day", (&to).into())],
                )
            } else {
                self.say(
                    "about-news-days",
                    &[
                        ("news", (&what).into()),
                        ("from", (&from).into()),
                        ("to", (&to).into()),
                    ],
                )
            };
        }
        let titles = shown.iter().map(|article| news[*article].title.as_str());
        let list = self.listed(&what, titles);
        self.on_page(number, plan::pages_of(articles.len(), ARTICLES), list)
    }

    fn article_facts(&self, index: usize) -> String {
        let portal = self.context.portal;
        let news = &portal.news[index];
        let day = self.date(news.date).text;
        let mut about: Vec<&str> = news.category.iter().map(String::as_str).collect();
        about.extend(news.tags.iter().map(String::as_str));
        let units = news.units.iter().filter_map(|id| portal.unit(id));
        about.extend(units.map(|unit| unit.short_title.as_str()));
        let (day, title) = ((&day).into(), (&news.title).into());
        if about.is_empty() {
            return self.say("about-article", &[("day", day), ("title", title)]);
        }
        self.say(
            "about-article-on",
            &[
                ("day", day),
                ("topics", (&about.join(", ")).into()),
                ("title", title),
            ],
        )
    }

    fn tags_facts(&self) -> String {
        let tags = &self.context.plan.tags;
        let topics: Vec<&str> = tags
            .iter()
            .filter(|tag| tag.shelf == Shelf::Topic)
            .map(|tag| tag.title.as_str())
            .collect();
        let count = self.say("about-topics", &[("count", topics.len().into())]);
        self.listed(&count, topics.into_iter())
    }

    fn data_facts(&self) -> String {
        let tables = &self.context.data.datasets;
        let count = self.say("about-tables", &[("count", tables.len().into())]);
        let what = self.say(
            "about-data",
            &[("tables", (&count).into()), ("day", (&self.as_of()).into())],
        );
        self.listed(&what, tables.iter().map(|table| table.title.as_str()))
    }

    fn search_facts(&self) -> String {
        let portal = self.context.portal;
        let (initiatives, news) = (portal.initiatives.len(), portal.news.len());
        let (units, pages) = (portal.units.len(), portal.pages.len());
        let counts: Vec<String> = [
            (
                initiatives,
                self.say("count-initiatives", &[("count", initiatives.into())]),
            ),
            (news, self.say("count-news", &[("count", news.into())])),
            (units, self.say("count-units", &[("count", units.into())])),
            (pages, self.say("count-pages", &[("count", pages.into())])),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, text)| text)
        .collect();
        self.say(
            "about-search",
            &[
                ("site", (&portal.site.title).into()),
                ("counts", (&counts.join(", ")).into()),
            ],
        )
    }

    fn not_found_facts(&self) -> String {
        let title = &self.context.portal.site.title;
        self.say("about-not-found", &[("site", title.into())])
    }

    /// "3 chủ đề: A; B; C.": a count and the first names.
    fn listed<'n>(&self, what: &str, names: impl Iterator<Item = &'n str>) -> String {
        let mut names: Vec<String> = names.take(NAMES + 1).map(short).collect();
        let more = names.len() > NAMES;
        names.truncate(NAMES);
        if names.is_empty() {
            return format!("{what}.");
        }
        let names = names.join("; ");
        let args = [("what", what.into()), ("names", (&names).into())];
        if more {
            self.say("about-list-more", &args)
        } else {
            self.say("about-list", &args)
        }
    }
}

/// A name among others.
fn short(name: &str) -> String {
    words::shortened(name, NAME)
}
