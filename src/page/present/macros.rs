//! Figures and charts named in a text.

use super::Sheet;
use crate::base::Date;
use crate::chart::{Chart, Scope};
use crate::diag::Problem;
use crate::page::macros::Macro;
use crate::page::words::escape;
use crate::progress::PhaseProgress;

const METRICS: &str = "submitted, target, percent, surplus, cumulative";

impl Sheet<'_> {
    /// HTML of a macro. `used` holds the charts that this text has shown already.
    pub(super) fn expand(&self, m: &Macro, used: &mut Vec<String>) -> Result<String, Problem> {
        match m.name.as_str() {
            "figure" => self.figure_value(m),
            "chart" => self.chart_block(m, used),
            name => Err(Problem::UnknownMacro { name: name.to_owned() }),
        }
    }

    fn figure_value(&self, m: &Macro) -> Result<String, Problem> {
        let unknown =
            |name: &str, known: &str| Problem::UnknownFigure { name: name.to_owned(), known: known.to_owned() };
        let metric = m.arguments.get("metric").map_or("submitted", String::as_str);
        if metric == "cumulative" {
            let wanted = m.arguments.get("programme");
            let mut programmes = self.desk.progress.programmes.iter();
            let found = programmes.find(|(id, _)| wanted.is_none_or(|wanted| wanted == *id));
            let (_, progress) = found.ok_or_else(|| unknown(wanted.map_or("", |w| w), METRICS))?;
            let last = progress.totals.submitted;
            return Ok(last.map_or_else(
                || self.no_figure(),
                |point| self.value(&point.value.to_string(), &self.whole(point.value), Some(point.date)),
            ));
        }
        let id = m.arguments.get("phase").map_or("", String::as_str);
        let phases: Vec<&PhaseProgress> = self.desk.progress.programmes.values().flat_map(|p| &p.phases).collect();
        let known = || phases.iter().map(|p| p.id.as_str()).collect::<Vec<_>>().join(", ");
        let phase = phases.iter().find(|p| p.id == id).ok_or_else(|| unknown(id, &known()))?;
        let day = phase.last.as_ref().map(|point| point.date);
        let whole = |value: Option<i64>, day| value.map(|v| self.value(&v.to_string(), &self.whole(v), day));
        let percent = |value: Option<f64>| value.map(|v| self.value(&format!("{v:.1}"), &self.percent(v), day));
        let html = match metric {
            "submitted" => whole(phase.submitted, day),
            "target" => whole(phase.target, None),
            "percent" => percent(phase.percent),
            "surplus" => percent(phase.percent.map(|p| p - 100.0).filter(|p| *p >= 0.0)),
            other => return Err(unknown(other, METRICS)),
        };
        Ok(html.unwrap_or_else(|| self.no_figure()))
    }

    fn no_figure(&self) -> String {
        self.pick("chưa có số liệu", "no figure yet").to_owned()
    }

    fn value(&self, machine: &str, text: &str, day: Option<Date>) -> String {
        let until = self.pick("tính đến", "as of");
        let title = day.map(|d| format!(" title=\"{until} {}\"", escape(&self.date(d).text))).unwrap_or_default();
        format!("<data class=\"figure-value\" value=\"{machine}\"{title}>{text}</data>")
    }

    fn chart_block(&self, m: &Macro, used: &mut Vec<String>) -> Result<String, Problem> {
        let id = m.arguments.get("id").map_or("", String::as_str);
        let argument = |key: &str| m.arguments.get(key).map(String::as_str);
        let fits = |chart: &&Chart| {
            (chart.name == id || chart.id == id)
                && match &chart.scope {
                    Scope::Programme(programme) => argument("programme").is_none_or(|p| p == programme),
                    Scope::Phase(phase) => argument("phase").is_none_or(|p| p == phase),
                    Scope::Unit(unit) => argument("unit").is_none_or(|u| u == unit),
                }
        };
        let Some(chart) = self.desk.charts.iter().find(fits) else {
            let known: Vec<&str> = self.desk.charts.iter().map(|c| c.id.as_str()).collect();
            return Err(Problem::UnknownChart { name: id.to_owned(), known: known.join(", ") });
        };
        let copy = used.iter().filter(|other| **other == chart.id).count();
        used.push(chart.id.clone());
        let html = self.desk.theme.figure(&self.figure(chart, copy), &self.root, &self.page.url);
        Ok(html.unwrap_or_else(|fault| {
            self.fault(fault);
            String::new()
        }))
    }
}
