//! Charts: what is around one, the page of all of them, and the pages that other sites embed.

use super::PageBuilder;
use super::unit::on_unit_page;
use crate::base::AddressWord;
use crate::base::markup::escape;
use crate::chart::{Chart, Drawing, Kind, PICTURES, Request, Width, linked};
use crate::diag::Problem;
use crate::model::{Phase, Portal, UnitKind};
use crate::page::macros::Macro;
use crate::page::plan;
use crate::page::requests;
use crate::page::view::{ChartGroup, ChartsView, EmbedView, FigureView, FileLink, Link, TableView};
use crate::page::words::{self, held_together};

/// The height of an embedded chart before it tells its own, in pixels.
const HEIGHT: u32 = 560;

impl PageBuilder<'_> {
    /// A chart with what is around it; `copy` tells the second and later ones in a page apart.
    pub(super) fn figure(&self, chart: &Chart, copy: usize) -> FigureView {
        let mut chart = chart.clone();
        let id = chart.id.clone();
        if copy > 0 {
            chart.id = format!("{}-{}", chart.id, copy + 1);
        }
        let [wide, middle, narrow] = [Width::Wide, Width::Middle, Width::Narrow]
            .map(|width| linked(&chart, width, &|unit| self.unit_address(unit)));
        FigureView {
            wide,
            middle,
            narrow,
            table: TableView {
                head: chart.table.head,
                numeric: chart.table.numeric,
                rows: chart.table.rows,
            },
            id: chart.id,
            title: held_together(&chart.title),
            subtitle: held_together(&chart.subtitle),
            source: chart.source.as_deref().map(held_together),
            note: chart.note.as_deref().map(held_together),
            more: (chart.request.kind == Kind::Organisations).then(|| self.all_organisations()),
            downloads: self.chart_files(&id),
            embed: plan::embed_url(&id),
        }
    }

    /// Files of a chart: its table, which says the same in any language, and its pictures.
    fn chart_files(&self, id: &str) -> Vec<FileLink> {
        let mut files = Vec::new();
        for ending in ["csv", "xlsx"] {
            files.push(self.chart_file(ending, plan::chart_file(id, ending)));
        }
        if PICTURES {
            files.push(self.chart_file("png", self.chart_picture(id, "png")));
        }
        files.push(self.chart_file("svg", self.chart_picture(id, "svg")));
        files
    }

    /// Address below the files of a picture of a chart in the language of the page.
    pub(super) fn chart_picture(&self, id: &str, ending: &str) -> String {
        plan::chart_picture(self.context.plan.prefix(), id, ending)
    }

    /// The way from this page to that of a unit.
    fn unit_address(&self, id: &str) -> Option<String> {
        let unit = self.context.portal.unit(id)?;
        Some(format!("{}{}", self.root, self.addresses().unit(unit)))
    }

    /// A file of a chart, with its size as the page of open data says it.
    fn chart_file(&self, ending: &str, url: String) -> FileLink {
        let files = self
            .context
            .data
            .charts
            .iter()
            .flat_map(|chart| &chart.files);
        let size = files
            .into_iter()
            .find(|file| file.url == url)
            .map(|file| file.size.clone());
        FileLink {
            title: ending.to_uppercase(),
            name: url.rsplit('/').next().unwrap_or(&url).to_owned(),
            url,
            size,
        }
    }

    fn all_organisations(&self) -> Link {
        let grassroots = self
            .context
            .portal
            .units
            .iter()
            .any(|u| u.kind == UnitKind::Grassroots);
        let url = self.here(if grassroots {
            AddressWord::Organisations
        } else {
            AddressWord::Data
        });
        self.link(&self.say("see-all", &[]), url)
    }

    /// The charts that are about the same.
    pub(super) fn figures_of(&self, about: impl Fn(&Request) -> bool) -> Vec<FigureView> {
        self.context
            .charts
            .iter()
            .filter(|c| about(&c.request))
            .map(|c| self.figure(c, 0))
            .collect()
    }

    /// Charts of a whole programme, of some kinds.
    pub(super) fn programme_charts(&self, programme: &str, kinds: &[Kind]) -> Vec<FigureView> {
        let whole = |request: &Request| {
            request.unit.is_none() && request.phase.is_none() && request.months.is_none()
        };
        let named =
            |request: &Request| request.programme == programme && kinds.contains(&request.kind);
        self.figures_of(|request| whole(request) && named(request))
    }

    /// The charts of a kind that show a phase of the whole.
    pub(super) fn phase_charts(&self, phase: &Phase, kind: Kind) -> Vec<FigureView> {
        self.figures_of(|request| {
            request.kind == kind
                && request.unit.is_none()
                && request.phase.as_ref() == Some(&phase.id)
        })
    }

    /// Every chart of the whole and its phases; those of units by name.
    pub(super) fn charts(&self) -> ChartsView {
        let Portal {
            programmes, units, ..
        } = self.context.portal;
        let mut groups = Vec::new();
        for programme in programmes {
            let figures = self
                .figures_of(|request| request.programme == programme.id && request.unit.is_none());
            if !figures.is_empty() {
                let title = programme.title.clone();
                groups.push(ChartGroup { title, figures });
            }
        }
        let of_units = units.iter().map(|unit| {
            let charts = self
                .context
                .charts
                .iter()
                .filter(|c| c.request.unit.as_ref() == Some(&unit.id));
            let links = charts
                .map(|c| self.link(&c.title, plan::embed_url(&c.id)))
                .collect();
            (words::unit_name(&unit.title), links)
        });
        ChartsView {
            groups,
            units: of_units
                .filter(|(_, links): &(String, Vec<Link>)| !links.is_empty())
                .map(|(title, links)| crate::page::view::LinkGroup { title, links })
                .collect(),
        }
    }

    /// One chart for other sites, and what they copy to show it.
    pub(super) fn embed(&self, index: usize) -> EmbedView {
        let chart = &self.context.charts[index];
        let base = self.context.portal.site.base_url.as_deref();
        let code = base.map(|base| {
            let url = format!(
                "{}{}",
                self.context.plan.prefix(),
                plan::embed_url(&chart.id)
            );
            let title = escape(&chart.title);
            format!(
                "<iframe src=\"{base}{url}\" title=\"{title}\" width=\"100%\" height=\"{HEIGHT}\" \
                 frameborder=\"0\" loading=\"lazy\"></iframe>\n<script src=\"{base}{}\" \
                 async></script>",
                plan::EMBED_SCRIPT
            )
        });
        EmbedView {
            figure: self.figure(chart, 0),
            url: self.url_of(chart),
            code,
            script: plan::EMBED_SCRIPT,
        }
    }

    /// Where a chart is on a page: on that of its unit or among all charts, which name the other
    /// charts of units.
    fn url_of(&self, chart: &Chart) -> String {
        let Some(id) = &chart.request.unit else {
            return format!(
                "{}#{}",
                self.addresses().list(AddressWord::Charts),
                chart.id
            );
        };
        match self.context.portal.unit(id) {
            Some(unit) if on_unit_page(&chart.request) => {
                format!("{}#{}", self.addresses().unit(unit), chart.id)
            }
            _ => self.addresses().list(AddressWord::Charts).to_owned(),
        }
    }

    /// A chart in a text. `used` holds the charts that this text has shown already.
    pub(super) fn chart_block(&self, m: &Macro, used: &mut Vec<String>) -> Result<String, Problem> {
        let wanted = m.argument("id").unwrap_or_default();
        let charts = self.context.charts;
        let asked = requests::request(self.context.portal, self.context.progress.as_of, m)?;
        let found = match &asked {
            Some(request) => charts.iter().find(|chart| chart.request == *request),
            None => charts.iter().find(|chart| chart.id == wanted),
        };
        let Some(chart) = found else {
            return Err(match asked {
                Some(_) => Problem::EmptyChart {
                    name: wanted.to_owned(),
                },
                None => {
                    let known: Vec<&str> = Kind::all().map(Kind::name).collect();
                    Problem::UnknownChart {
                        name: wanted.to_owned(),
                        known: known.join(", "),
                    }
                }
            });
        };
        if self.in_feed {
            let title = m.argument("title").unwrap_or(&chart.title);
            return Ok(self.chart_in_feed(chart, title));
        }
        let mut figure = self.figure(
            chart,
            used.iter().filter(|other| **other == chart.id).count(),
        );
        if let Some(title) = m.argument("title") {
            let strange = strange_numbers(title, chart);
            if !strange.is_empty() {
                return Err(Problem::ChartTitle {
                    title: title.to_owned(),
                    numbers: strange.join(", "),
                });
            }
            let titled = Chart {
                title: title.to_owned(),
                id: figure.id.clone(),
                ..chart.clone()
            };
            figure = FigureView {
                downloads: figure.downloads,
                embed: figure.embed,
                ..self.figure(&titled, 0)
            };
        }
        used.push(chart.id.clone());
        let html = self
            .context
            .theme
            .figure(&figure, (&self.root, &self.files), &self.page.url);
        Ok(html.unwrap_or_else(|found| {
            self.report(found);
            String::new()
        }))
    }
}

/// The numbers of a title that are not among those of its chart.
fn strange_numbers(title: &str, chart: &Chart) -> Vec<String> {
    let mut texts: Vec<&str> = vec![&chart.title, &chart.subtitle, &chart.desc];
    texts.extend(chart.note.as_deref());
    texts.extend(
        chart
            .table
            .head
            .iter()
            .chain(chart.table.rows.iter().flatten())
            .map(String::as_str),
    );
    match &chart.drawing {
        Drawing::Steps(steps) => {
            texts.extend(steps.phases.iter().map(|phase| phase.label.as_str()))
        }
        Drawing::Bullets { rows, .. } => texts.extend(rows.iter().map(|row| row.label.as_str())),
        Drawing::Bars(_) | Drawing::Heat(_) | Drawing::Map(_) => {}
    }
    let known: std::collections::BTreeSet<String> = texts.into_iter().flat_map(numbers).collect();
    numbers(title)
        .filter(|number| !known.contains(number))
        .collect()
}

/// The numbers in a text as they are written: digits, with marks between digits.
fn numbers(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .map(|part| part.trim_matches(['.', ',']).to_owned())
        .filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_written() {
        let found: Vec<String> = numbers("Giai đoạn 1: 170.324 lượt, đạt 425,8%.").collect();
        assert_eq!(found, ["1", "170.324", "425,8"]);
    }
}
