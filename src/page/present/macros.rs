//! Figures and charts named in a text.

use super::PageBuilder;
use crate::base::markup::escape;
use crate::base::{Date, Rate, Share, date};
use crate::diag::Problem;
use crate::model::programme::Metric;
use crate::page::macros::Macro;
use crate::progress::{Blank, Count, Pace, PhaseProgress, Point, Series, Totals};

/// Figures since counting began; a `date` may be given.
const CUMULATIVE: [&str; 2] = ["cumulative", "cumulative-valid"];
/// Figures of a phase, which must be given.
const OF_PHASE: [&str; 12] = [
    "submitted",
    "valid",
    "target",
    "percent",
    "valid-percent",
    "surplus",
    "missing",
    "rank",
    "per-100-members",
    "pace",
    "required-pace",
    "forecast",
];
const ARGUMENTS: [&str; 5] = ["metric", "phase", "unit", "programme", "date"];

/// A figure for machines and for readers, and what it is of: its day, or the condition of a
/// forecast.
struct Figure {
    machine: String,
    text: String,
    title: Option<String>,
    /// How much of a sum is known, when it is not all of it.
    partial: Option<String>,
}

fn unknown(name: &str, known: impl Into<String>) -> Problem {
    Problem::UnknownFigure {
        name: name.to_owned(),
        known: known.into(),
    }
}

impl PageBuilder<'_> {
    /// HTML of a macro. `used` holds the charts that this text has shown already.
    pub(super) fn expand(&self, m: &Macro, used: &mut Vec<String>) -> Result<String, Problem> {
        match m.name.as_str() {
            "figure" => {}
            "chart" => return self.chart_block(m, used),
            name => {
                return Err(Problem::UnknownMacro {
                    name: name.to_owned(),
                });
            }
        }
        if let Some(name) = m
            .arguments
            .keys()
            .find(|key| !ARGUMENTS.contains(&key.as_str()))
        {
            return Err(Problem::UnknownArgument {
                name: name.clone(),
                known: ARGUMENTS.join(", "),
            });
        }
        Ok(match self.figure_value(m)? {
            Ok(figure) => value(&figure),
            Err(reason) => reason,
        })
    }

    /// The figure, or why there is none, in words.
    fn figure_value(&self, m: &Macro) -> Result<Result<Figure, String>, Problem> {
        let metric = m.argument("metric").unwrap_or("submitted");
        if CUMULATIVE.contains(&metric) {
            let figure = self.cumulative(
                metric,
                m.argument("programme"),
                m.argument("unit"),
                m.argument("date"),
            )?;
            return Ok(figure.ok_or_else(|| self.no_figure()));
        }
        if !OF_PHASE.contains(&metric) {
            return Err(unknown(
                metric,
                [&CUMULATIVE[..], &OF_PHASE].concat().join(", "),
            ));
        }
        if m.argument("date").is_some() {
            return Err(Problem::UnknownArgument {
                name: "date".to_owned(),
                known: CUMULATIVE.join(", "),
            });
        }
        let (unit, id) = (m.argument("unit"), m.argument("phase").unwrap_or_default());
        let Some(phase) = self.phase_of(id, unit)? else {
            return Ok(Err(self.no_figure()));
        };
        let figure = self.of_phase(metric, phase);
        Ok(figure.ok_or_else(|| self.no_figure_of(metric, phase)))
    }

    fn no_figure(&self) -> String {
        self.say("unknown", &[])
    }

    /// Why a figure of a phase is not known: for want of its count, of the target, or for a reason
    /// of its own.
    fn no_figure_of(&self, metric: &str, p: &PhaseProgress<'_>) -> String {
        let blank = match metric {
            "target" => None,
            "valid" | "valid-percent" => p.valid_blank,
            _ => p.blank,
        };
        let aimless = p.target.is_none_or(|target| target <= 0);
        match (blank, metric) {
            (Some(Blank::NotReported), _) => self.no_figure(),
            (Some(reason), _) => crate::chart::blank(reason, self.texts()),
            (None, "percent" | "valid-percent" | "surplus" | "missing" | "required-pace")
                if aimless =>
            {
                self.say("macro-no-target", &[])
            }
            (None, "target") => self.say("macro-no-target", &[]),
            (None, "rank") => self.say("macro-no-rank", &[]),
            (None, "surplus") => self.say("macro-no-surplus", &[]),
            (None, "missing") => self.say("macro-nothing-missing", &[]),
            (None, "pace" | "required-pace") => self.say("macro-no-pace", &[]),
            (None, "forecast") => self.say("macro-no-forecast", &[]),
            (None, _) => self.no_figure(),
        }
    }

    /// The figures of a phase: of a unit, or of the whole; `None` where the unit did not exist in
    /// the phase.
    fn phase_of(
        &self,
        id: &str,
        unit: Option<&str>,
    ) -> Result<Option<&PhaseProgress<'_>>, Problem> {
        let mut known: Vec<&str> = Vec::new();
        let mut found = None;
        for programme in &self.context.portal.programmes {
            for (number, phase) in programme.phases.iter().enumerate() {
                known.push(&phase.id);
                if phase.id == id && found.is_none() {
                    found = Some((programme, number));
                }
            }
        }
        let (programme, number) = found.ok_or_else(|| unknown(id, known.join(", ")))?;
        let figures = &self.context.progress.programmes[&programme.id];
        let Some(unit) = unit else {
            return Ok(figures.phases.get(number));
        };
        let index = self.unit_index(unit)?;
        Ok(figures.units[index].phases[number].as_ref())
    }

    fn unit_index(&self, id: &str) -> Result<usize, Problem> {
        let units = || self.context.portal.units.iter().map(|u| u.id.as_str());
        let nearest = || crate::base::slug::nearest(id, units()).map(ToOwned::to_owned);
        self.context
            .portal
            .tree
            .index(id)
            .ok_or_else(|| Problem::UnknownReference {
                what: "unit",
                id: id.to_owned(),
                nearest: nearest(),
            })
    }

    fn cumulative(
        &self,
        metric: &str,
        programme: Option<&str>,
        unit: Option<&str>,
        day: Option<&str>,
    ) -> Result<Option<Figure>, Problem> {
        let mut programmes = self.context.progress.programmes.iter();
        let found = programmes.find(|(id, _)| programme.is_none_or(|wanted| wanted == *id));
        let (_, progress) =
            found.ok_or_else(|| unknown(programme.unwrap_or_default(), CUMULATIVE.join(", ")))?;
        let totals: &Totals<'_> = match unit {
            Some(id) => &progress.units[self.unit_index(id)?].totals,
            None => &progress.totals,
        };
        let metric = if metric == "cumulative" {
            Metric::Submitted
        } else {
            Metric::Valid
        };
        let Some(day) = day else {
            let count = totals.latest(metric);
            let partial = self.standing().partial(count);
            return Ok(count.map(|count| Figure {
                partial,
                ..self.whole_figure(count.value, Some(count.date))
            }));
        };
        let day = date::parse(day).ok_or_else(|| Problem::BadDate {
            value: day.to_owned(),
        })?;
        let series: &Series<'_> = if metric == Metric::Valid {
            &totals.valid_series
        } else {
            &totals.series
        };
        let point = series.at(day.min(self.context.progress.as_of));
        Ok(point.map(|point| Figure {
            partial: self.some_units(&point, totals.latest(metric)),
            ..self.whole_figure(point.value, Some(point.date))
        }))
    }

    /// How much of the sum of a day is known: no one kept of how many units an older one is made.
    fn some_units(&self, point: &Point<'_>, latest: Option<Count>) -> Option<String> {
        let latest = latest.filter(|count| point.report.is_none() && !count.complete())?;
        if latest.date == point.date {
            return self.standing().partial(Some(latest));
        }
        Some(self.say("units-some", &[]))
    }

    fn of_phase(&self, metric: &str, p: &PhaseProgress<'_>) -> Option<Figure> {
        let day = p.last.map(|point| point.date);
        let counted = match metric {
            "target" | "rank" => None,
            "valid" | "valid-percent" => p.valid,
            _ => p.count,
        };
        let figure = match metric {
            "submitted" => p.submitted.map(|count| self.whole_figure(count, day)),
            "valid" => p
                .valid
                .map(|valid| self.whole_figure(valid.value, Some(valid.date))),
            "target" => p.target.map(|target| self.whole_figure(target, None)),
            "percent" => p.percent.map(|share| self.share_figure(share, day)),
            "valid-percent" => p.valid_percent.map(|share| self.share_figure(share, day)),
            "surplus" => p.percent.and_then(|share| self.surplus_figure(share, day)),
            "missing" => p.missing.map(|count| self.whole_figure(count, day)),
            "rank" => {
                let place = i64::try_from(p.ranks.percent?.place).ok();
                place.map(|place| self.whole_figure(place, day))
            }
            "per-100-members" => {
                let rate = p.per_100_members;
                rate.map(|rate| self.rate_figure(rate, self.until(day)))
            }
            "pace" => {
                let days = p.actual_days;
                let title = days.map(|(a, b)| self.standing().between(a, b));
                let rate = p.actual.and_then(Pace::rate);
                rate.map(|rate| self.rate_figure(rate, title))
            }
            "required-pace" => {
                let rate = p.required.and_then(Pace::rate);
                rate.map(|rate| self.rate_figure(rate, self.until(day)))
            }
            _ => p.forecast.map(|forecast| {
                let expected = forecast.expected;
                let condition = self.standing().condition(forecast);
                figure(expected.to_string(), self.whole(expected), Some(condition))
            }),
        };
        let partial = self.standing().partial(counted);
        figure.map(|figure| Figure { partial, ..figure })
    }

    fn whole_figure(&self, value: i64, day: Option<Date>) -> Figure {
        figure(value.to_string(), self.whole(value), self.until(day))
    }

    fn share_figure(&self, share: Share, day: Option<Date>) -> Figure {
        let exact = share.exact().to_string();
        figure(exact, share.text(self.lang), self.until(day))
    }

    /// What of a share is above the target; none below it.
    fn surplus_figure(&self, share: Share, day: Option<Date>) -> Option<Figure> {
        let (exact, text) = (share.surplus_exact()?, share.surplus(self.lang)?);
        Some(figure(exact.to_string(), text, self.until(day)))
    }

    fn rate_figure(&self, rate: Rate, title: Option<String>) -> Figure {
        figure(rate.exact().to_string(), rate.text(self.lang), title)
    }

    fn until(&self, day: Option<Date>) -> Option<String> {
        let day = self.date(day?).text;
        Some(self.say("days-until", &[("day", (&day).into())]))
    }
}

fn value(figure: &Figure) -> String {
    let Figure {
        machine,
        text,
        title,
        partial,
    } = figure;
    let title = title
        .as_ref()
        .map(|title| format!(" title=\"{}\"", escape(title)))
        .unwrap_or_default();
    let partial = partial
        .as_ref()
        .map(|partial| format!(" <span class=\"partial\">({partial})</span>"))
        .unwrap_or_default();
    format!("<data class=\"figure-value\" value=\"{machine}\"{title}>{text}</data>{partial}")
}

fn figure(machine: String, text: String, title: Option<String>) -> Figure {
    Figure {
        machine,
        text,
        title,
        partial: None,
    }
}
