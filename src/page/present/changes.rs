//! What became known lately: a page by day, and the entries of its feeds.

use super::{PageBuilder, RenderContext};
use crate::base::Date;
use crate::base::markup::escape;
use crate::model::programme::Metric;
use crate::model::{Programme, Report};
use crate::page::PageSummary;
use crate::page::plan::Kind;
use crate::page::view::{ChangesDay, ChangesOfProgramme, ChangesView, Link, ReportedView};
use crate::page::words;
use crate::progress::Revision;
use crate::progress::recent::{self, News};

/// Days on the page; its feeds have as many entries.
const DAYS: usize = 20;
/// Reports of a programme that a day names.
const REPORTS: usize = 30;
/// Reports that are shown without being asked for.
const SHOWN: usize = 5;
/// Initiatives of a programme that a day names.
const INITIATIVES: usize = 5;

/// An entry of the feeds of the page.
#[derive(Debug, Clone)]
pub struct ChangeNews {
    /// Its title, address and day.
    pub summary: PageSummary,
    /// HTML with absolute addresses.
    pub html: String,
}

/// The entries of the feeds, newest first; none for a site without an address.
pub fn changes(context: RenderContext<'_>) -> Vec<ChangeNews> {
    let pages = &context.plan.pages;
    let page = pages.iter().position(|page| page.kind == Kind::Changes);
    let (Some(page), Some(base)) = (page, &context.portal.site.base_url) else {
        return Vec::new();
    };
    let mut builder = PageBuilder::of(context, page);
    builder.root = format!("{base}{}", context.plan.prefix());
    let mut entries = Vec::new();
    for day in builder.recent() {
        for news in &day.programmes {
            entries.push(builder.change_news(day.date, news));
        }
    }
    entries.truncate(DAYS);
    entries
}

impl<'a> PageBuilder<'a> {
    fn recent(&self) -> Vec<recent::Day<'a>> {
        let context = self.context;
        recent::recent(context.portal, context.progress, DAYS, INITIATIVES)
    }

    pub(super) fn changes(&self) -> ChangesView {
        let recent = self.recent();
        let several = self.context.portal.programmes.len() > 1;
        let newest = recent.first().map(|day| day.date);
        let mut days = Vec::new();
        for day in &recent {
            let mut programmes = Vec::new();
            for news in &day.programmes {
                programmes.push(ChangesOfProgramme {
                    newest: newest == Some(day.date),
                    ..self.changes_of(day.date, news, several)
                });
            }
            let date = self.date(day.date);
            days.push(ChangesDay { date, programmes });
        }
        ChangesView { days }
    }

    fn changes_of(&self, date: Date, news: &News<'_>, several: bool) -> ChangesOfProgramme {
        let programme = news.programme;
        let count = news.reports.len();
        let more = count.saturating_sub(REPORTS);
        let url = self.addresses().programme(programme);
        let mut revisions = self.revised(programme, |revision| published_on(revision, date));
        revisions.extend(self.target_changes(programme, |change| change.since == date));
        ChangesOfProgramme {
            anchor: anchor(date, programme),
            programme: several.then(|| self.link(&programme.short_title, url)),
            reports: self.reported(news),
            newest: false,
            report_count: (count > SHOWN)
                .then(|| self.say("count-units", &[("count", count.into())])),
            more_reports: (more > 0)
                .then(|| self.say("count-more-rows", &[("count", more.into())])),
            revisions,
            initiatives: news
                .initiatives
                .iter()
                .map(|index| self.initiative_link(*index))
                .collect(),
            initiative_count: self.say(
                "count-initiatives",
                &[("count", news.initiative_count.into())],
            ),
            more_initiatives: news.initiative_count > news.initiatives.len(),
        }
    }

    fn reported(&self, news: &News<'_>) -> Vec<ReportedView> {
        let mut views = Vec::new();
        for (index, report) in news.reports.iter().take(REPORTS) {
            let unit = &self.context.portal.units[*index];
            views.push(ReportedView {
                unit: self.unit_link(unit),
                counts: self.counts(report, news.programme),
                revised: self.revised_since(*index, report, news.programme),
                source: report.source.as_deref().map(words::held_together),
            });
        }
        views
    }

    /// `600.175 lượt sáng kiến nộp, 16 sáng kiến hợp lệ`
    fn counts(&self, report: &Report, programme: &Programme) -> String {
        let metrics = [
            (Metric::Submitted, report.submitted),
            (Metric::Valid, report.valid),
        ];
        let mut parts = Vec::new();
        for (metric, value) in metrics {
            let Some(value) = value else { continue };
            let what = words::metric(metric, programme, self.texts());
            let args = [("count", value.into()), ("what", (&what).into())];
            parts.push(self.say("changes-count", &args));
        }
        parts.join(", ")
    }

    /// That a reported count was changed later, so that no one quotes the old one.
    fn revised_since(&self, unit: usize, report: &Report, programme: &Programme) -> Option<String> {
        let figures = self.context.progress.programmes.get(&programme.id)?;
        let newest = figures
            .revisions
            .iter()
            .rfind(|revision| revision.unit == unit && revision.date == report.as_of)?;
        Some(self.say("changes-revised-since", &[("now", newest.now.into())]))
    }

    /// An entry of the feeds.
    fn change_news(&self, date: Date, news: &News<'_>) -> ChangeNews {
        let shown = self.changes_of(date, news, true);
        let summary = PageSummary {
            url: format!(
                "{}{}#{}",
                self.context.plan.prefix(),
                self.page.url,
                shown.anchor
            ),
            title: self.change_title(date, news, &shown),
            summary: news.programme.title.clone(),
            date: Some(date),
            updated: None,
            in_feeds: true,
            in_sitemap: false,
        };
        ChangeNews {
            summary,
            html: self.change_html(&shown),
        }
    }

    /// What became known, in one line.
    fn change_title(&self, date: Date, news: &News<'_>, shown: &ChangesOfProgramme) -> String {
        let day = self.date(date).text;
        let mut titles = Vec::new();
        let mut counts = Vec::new();
        if let ([_], [report]) = (&*news.reports, &*shown.reports) {
            let args = [
                ("unit", (&report.unit.title).into()),
                ("counts", (&report.counts).into()),
                ("day", (&day).into()),
            ];
            titles.push(self.say("changes-one-report", &args));
        } else {
            counts.push(("changes-reports", news.reports.len()));
        }
        counts.extend([
            ("changes-revisions", news.revisions.len()),
            ("changes-targets", news.targets.len()),
            ("changes-initiatives", news.initiative_count),
        ]);
        for (message, count) in counts {
            if count > 0 {
                let args = [("count", count.into()), ("day", (&day).into())];
                titles.push(self.say(message, &args));
            }
        }
        titles.join("; ")
    }

    /// What an entry says, as lists.
    fn change_html(&self, shown: &ChangesOfProgramme) -> String {
        let mut items = Vec::new();
        for report in &shown.reports {
            let mut item = format!(
                "{}: {}",
                self.link_html(&report.unit),
                escape(&report.counts)
            );
            if let Some(revised) = &report.revised {
                item.push_str(&format!(" ({})", escape(revised)));
            }
            if let Some(source) = &report.source {
                item.push_str(&format!(". {}", escape(source)));
            }
            items.push(item);
        }
        items.extend(shown.more_reports.iter().map(|more| escape(more)));
        for revision in &shown.revisions {
            let args = [
                ("what", (&revision.metric).into()),
                ("day", (&revision.date.text).into()),
                ("was", (&revision.was).into()),
                ("now", (&revision.now).into()),
            ];
            let said = self.say("changes-revision", &args);
            items.push(format!(
                "{}: {}",
                self.link_html(&revision.unit),
                escape(&said)
            ));
        }
        let initiatives = shown.initiatives.iter();
        items.extend(initiatives.map(|link| self.link_html(link)));
        let items: String = items
            .iter()
            .map(|item| format!("<li>{item}</li>"))
            .collect();
        format!("<ul>{items}</ul>")
    }

    fn link_html(&self, link: &Link) -> String {
        let title = escape(&link.title);
        format!("<a href=\"{}{}\">{title}</a>", self.root, link.url)
    }
}

fn published_on(revision: &Revision<'_>, date: Date) -> bool {
    revision.report.and_then(|report| report.published) == Some(date)
}

/// Letters first, so that it is valid everywhere.
fn anchor(date: Date, programme: &Programme) -> String {
    format!("ngay-{date}-{}", programme.id)
}
