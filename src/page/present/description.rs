//! What search engines and shared links say of a page: an editor's words, else the first sentences
//! of its text, else what its own figures say. No page has its title there.

use crate::base::Lang;
use std::iter;

use super::{PageBuilder, home};
use crate::model::programme::Metric;
use crate::model::{Body, Initiative, Programme, Unit, UnitKind};
use crate::page::macros::Macro;
use crate::page::plan::{self, ARTICLES, Kind, Shelf};
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
            Some(slogan) => slogan.as_str(),
            None if !owner.is_empty() && *owner != site.title => owner,
            None => self
                .lang
                .pick("Tiến độ, số liệu và tin tức", "Progress, figures and news"),
        };
        format!("{} – {about}", site.title)
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
        if self.lang == Lang::Vi {
            format!("Số liệu, biểu đồ, đơn vị và tin tức của {title}, tính đến {day}.")
        } else {
            format!("Figures, charts, units and news of {title}, as of {day}.")
        }
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
            Kind::Organisations => vec![self.organisations_facts()],
            Kind::Unit(i) => vec![self.unit_facts(&portal.units[*i])],
            Kind::Initiatives(number) => vec![self.list_facts(*number)],
            Kind::Initiative(i) => vec![self.initiative_facts(&portal.initiatives[*i])],
            Kind::News(number) => {
                let all: Vec<usize> = (0..portal.news.len()).collect();
                vec![self.news_facts(&all, "", *number)]
            }
            Kind::Tag(i, number) => {
                let tag = &self.context.plan.tags[*i];
                let about = match (tag.shelf, self.lang) {
                    (Shelf::Topic, Lang::Vi) => format!(" về chủ đề “{}”", tag.title),
                    (Shelf::Section, Lang::Vi) => format!(" trong chuyên mục “{}”", tag.title),
                    (Shelf::Year, Lang::Vi) => format!(" trong năm {}", tag.title),
                    (Shelf::Topic, Lang::En) => format!(" about “{}”", tag.title),
                    (Shelf::Section, Lang::En) => format!(" in “{}”", tag.title),
                    (Shelf::Year, Lang::En) => format!(" of {}", tag.title),
                };
                vec![self.news_facts(&tag.articles, &about, *number)]
            }
            Kind::Article(i) => vec![self.article_facts(*i)],
            Kind::Tags => vec![self.tags_facts()],
            Kind::Data => vec![self.data_facts()],
            Kind::Search => vec![self.search_facts()],
            Kind::NotFound => vec![self.not_found_facts()],
            Kind::Redirect(to) => vec![if self.lang == Lang::Vi {
                format!("Trang này đã chuyển sang địa chỉ mới: /{to}")
            } else {
                format!("This page has moved to another address: /{to}")
            }],
            Kind::Specimen => {
                let text = self.lang.pick(
                    "Mọi thành phần của giao diện trên một trang, cho người làm giao diện.",
                    "Every part of the theme on one page, for those who work on it.",
                );
                vec![text.to_owned()]
            }
            Kind::Charts | Kind::Embed(_) | Kind::Method | Kind::Static(_) => Vec::new(),
        }
    }

    /// "3 chương trình", "chưa có chương trình nào".
    fn counted(&self, count: usize, vi: &str, en: [&str; 2]) -> String {
        match (count, self.lang) {
            (0, Lang::Vi) => format!("Chưa có {vi} nào"),
            (0, Lang::En) => format!("No {} yet", en[1]),
            _ => words::counted(count, vi, en, self.lang),
        }
    }

    fn programmes_facts(&self) -> String {
        let programmes = &self.context.portal.programmes;
        if self.page.url == "tien-do/" {
            let mut findings = Vec::new();
            for programme in programmes {
                let figures = &self.context.progress.programmes[&programme.id].phases;
                for (phase, figures) in programme.phases.iter().zip(figures) {
                    findings.push(format!("{}: {}", phase.title, self.finding(figures)));
                }
            }
            if !findings.is_empty() {
                let day = self.as_of();
                findings.push(if self.lang == Lang::Vi {
                    format!("Số liệu tính đến {day}.")
                } else {
                    format!("Figures as of {day}.")
                });
                return findings.join(" ");
            }
            let none = self.lang.pick(
                "Chưa có giai đoạn nào được công bố.",
                "There is no phase yet.",
            );
            return none.to_owned();
        }
        let count = self.counted(
            programmes.len(),
            "chương trình",
            ["programme", "programmes"],
        );
        listed(&count, programmes.iter().map(|p| p.title.as_str()))
    }

    fn programme_facts(&self, programme: &Programme) -> String {
        let mut text = short(&programme.title);
        let phases = self.counted(programme.phases.len(), "giai đoạn", ["phase", "phases"]);
        let begin = programme.phases.iter().map(|phase| phase.start).min();
        let end = programme.phases.iter().map(|phase| phase.end).max();
        if let Some((begin, end)) = begin.zip(end) {
            let (begin, end) = (self.date(begin).text, self.date(end).text);
            text.push_str(&if self.lang == Lang::Vi {
                format!(": {phases}, từ {begin} đến {end}")
            } else {
                format!(": {phases}, from {begin} to {end}")
            });
        }
        let figures = self.context.progress.programmes.get(&programme.id);
        if let Some(count) = figures.and_then(|figures| figures.totals.submitted) {
            text.push_str("; ");
            text.push_str(&self.total(programme, count));
        }
        text + "."
    }

    /// "1.200 lượt sáng kiến nộp tính đến 30/06/2024", with how much of a sum is known.
    fn total(&self, programme: &Programme, count: crate::progress::Count) -> String {
        let what = words::metric(Metric::Submitted, programme, self.lang);
        let partial = match self.standing().partial(Some(count)) {
            Some(partial) => format!(" ({partial})"),
            None => String::new(),
        };
        let days = self.standing().days(count);
        format!("{} {what}{partial}, {days}", self.whole(count.value))
    }

    fn phase_facts(&self, programme: usize, phase: usize) -> Vec<String> {
        let programme_title = short(&self.context.portal.programmes[programme].short_title);
        let dates = &self.context.portal.programmes[programme].phases[phase];
        let (start, end) = (self.date(dates.start).text, self.date(dates.end).text);
        let span = if self.lang == Lang::Vi {
            format!("{programme_title}, từ {start} đến {end}.")
        } else {
            format!("{programme_title}, from {start} to {end}.")
        };
        vec![self.phase_text(programme, phase), span]
    }

    fn units_facts(&self) -> String {
        let view = self.units();
        let cards: Vec<_> = view.groups.iter().flat_map(|group| &group.units).collect();
        let nouns = ["upper-level union", "upper-level unions"];
        let count = self.counted(cards.len(), "công đoàn cấp trên cơ sở", nouns);
        listed(&count, cards.iter().map(|card| card.short_title.as_str()))
    }

    fn organisations_facts(&self) -> String {
        let units = self.context.portal.units.iter();
        let titles: Vec<&str> = units
            .filter(|unit| unit.kind == UnitKind::Grassroots)
            .map(|unit| unit.short_title.as_str())
            .collect();
        let nouns = ["grassroots union", "grassroots unions"];
        let count = self.counted(titles.len(), "công đoàn cơ sở", nouns);
        listed(&count, titles.into_iter())
    }

    fn unit_facts(&self, unit: &Unit) -> String {
        let mut text = short(&unit.title);
        let above = self.context.portal.ancestors(unit);
        if let Some(above) = above.last() {
            let within = self.lang.pick("thuộc", "part of");
            text.push_str(&format!(", {within} {}", short(&above.short_title)));
        }
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
            let none = self
                .lang
                .pick("chưa có số liệu tính đến", "no figures yet as of");
            facts.push(format!("{none} {}", self.as_of()));
        }
        format!("{text}: {}.", facts.join("; "))
    }

    /// "Trang 2/5: " for all but the first page of a list.
    fn page_of(&self, number: usize, total: usize) -> String {
        let (number, total) = (number as i64, total as i64);
        match number {
            1 => String::new(),
            _ => format!(
                "{} {}/{}, ",
                self.lang.pick("Trang", "Page"),
                self.whole(number),
                self.whole(total)
            ),
        }
    }

    fn list_facts(&self, number: usize) -> String {
        let portal = self.context.portal;
        let (size, all) = (portal.site.page_size, &portal.initiatives);
        let page = self.page_of(number, plan::pages_of(all.len(), size));
        let count = self.counted(all.len(), "sáng kiến", ["initiative", "initiatives"]);
        let shown = all.iter().skip((number - 1) * size).take(size);
        let titles = shown.map(|initiative| &*initiative.title);
        format!("{page}{}", listed(&count, titles))
    }

    fn initiative_facts(&self, initiative: &Initiative) -> String {
        let code = initiative.code().map(|code| format!(" {code}"));
        let unit = self.context.portal.unit(&initiative.unit);
        let by = match (initiative.organisation.as_deref(), unit) {
            (Some(organisation), Some(unit)) => {
                format!("{}, {}", short(organisation), short(&unit.short_title))
            }
            (Some(organisation), None) => short(organisation),
            (None, Some(unit)) => short(&unit.short_title),
            (None, None) => String::new(),
        };
        let mut facts = vec![if self.lang == Lang::Vi {
            format!("Sáng kiến{} của {by}", code.unwrap_or_default())
        } else {
            format!("Initiative{} of {by}", code.unwrap_or_default())
        }];
        facts.extend(initiative.date.map(|day| self.date(day).text));
        facts.push(words::status(initiative.status, self.lang).to_lowercase());
        let amount = words::benefit(initiative.amount, initiative.currency(), self.lang);
        let worth = self.lang.pick("giá trị làm lợi", "benefit");
        facts.extend(amount.map(|amount| format!("{worth} {amount}")));
        format!("{}: {}", facts.join(", "), initiative.title)
    }

    fn news_facts(&self, articles: &[usize], about: &str, number: usize) -> String {
        let news = &self.context.portal.news;
        let page = self.page_of(number, plan::pages_of(articles.len(), ARTICLES));
        let count = self.counted(articles.len(), "tin", ["article", "articles"]);
        let shown: Vec<usize> = articles
            .iter()
            .skip((number - 1) * ARTICLES)
            .take(ARTICLES)
            .copied()
            .collect();
        let days = match (shown.last(), shown.first()) {
            (Some(last), Some(first)) => {
                let (from, to) = (
                    self.date(news[*last].date).text,
                    self.date(news[*first].date).text,
                );
                match (from == to, self.lang) {
                    (true, Lang::Vi) => format!(", ngày {to}"),
                    (true, Lang::En) => format!(", {to}"),
                    (false, Lang::Vi) => format!(", từ {from} đến {to}"),
                    (false, Lang::En) => format!(", from {from} to {to}"),
                }
            }
            _ => String::new(),
        };
        let titles = shown.iter().map(|article| news[*article].title.as_str());
        format!("{page}{}", listed(&format!("{count}{about}{days}"), titles))
    }

    fn article_facts(&self, index: usize) -> String {
        let portal = self.context.portal;
        let news = &portal.news[index];
        let day = self.date(news.date).text;
        let mut about: Vec<&str> = news.category.iter().map(String::as_str).collect();
        about.extend(news.tags.iter().map(String::as_str));
        let units = news.units.iter().filter_map(|id| portal.unit(id));
        about.extend(units.map(|unit| unit.short_title.as_str()));
        let about = if about.is_empty() {
            String::new()
        } else {
            format!(" ({})", about.join(", "))
        };
        if self.lang == Lang::Vi {
            format!("Tin ngày {day}{about}: {}", news.title)
        } else {
            format!("News of {day}{about}: {}", news.title)
        }
    }

    fn tags_facts(&self) -> String {
        let tags = &self.context.plan.tags;
        let topics: Vec<&str> = tags
            .iter()
            .filter(|tag| tag.shelf == Shelf::Topic)
            .map(|tag| tag.title.as_str())
            .collect();
        let count = self.counted(
            topics.len(),
            "chủ đề của tin tức",
            ["topic of the news", "topics of the news"],
        );
        listed(&count, topics.into_iter())
    }

    fn data_facts(&self) -> String {
        let tables = &self.context.data.datasets;
        let count = self.counted(tables.len(), "bảng số liệu", ["table", "tables"]);
        let day = self.as_of();
        let count = if self.lang == Lang::Vi {
            format!("{count} tải về được (CSV, JSON, Excel), tính đến {day}")
        } else {
            format!("{count} to download (CSV, JSON, Excel), as of {day}")
        };
        listed(&count, tables.iter().map(|table| table.title.as_str()))
    }

    fn search_facts(&self) -> String {
        let portal = self.context.portal;
        let kinds = [
            (
                portal.initiatives.len(),
                "sáng kiến",
                ["initiative", "initiatives"],
            ),
            (portal.news.len(), "tin", ["article", "articles"]),
            (portal.units.len(), "đơn vị", ["unit", "units"]),
            (portal.pages.len(), "trang", ["page", "pages"]),
        ];
        let counts: Vec<String> = kinds
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, vi, en)| self.counted(count, vi, en))
            .collect();
        let (counts, title) = (counts.join(", "), &portal.site.title);
        if self.lang == Lang::Vi {
            format!("Tìm không cần gõ dấu trong {title}: {counts}.")
        } else {
            format!("Search {title}: {counts}.")
        }
    }

    fn not_found_facts(&self) -> String {
        let title = &self.context.portal.site.title;
        if self.lang == Lang::Vi {
            format!("Địa chỉ này không có trang nào. Xin tìm từ trang chủ của {title}.")
        } else {
            format!("There is no page at this address. Please begin at the home page of {title}.")
        }
    }
}

/// A name among others.
fn short(name: &str) -> String {
    words::shortened(name, NAME)
}

/// "3 chủ đề: A; B; C.": a count and the first names.
fn listed<'a>(count: &str, names: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<String> = names.take(NAMES + 1).map(short).collect();
    let more = names.len() > NAMES;
    names.truncate(NAMES);
    if names.is_empty() {
        return format!("{count}.");
    }
    let end = if more { "…" } else { "." };
    format!("{count}: {}{end}", names.join("; "))
}
