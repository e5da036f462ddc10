//! Which figures readers will see change: those of the published site beside those of the preview.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use super::items::Index;
use super::state::Desk;
use super::store;
use crate::base::{Lang, number};

/// The open data with the cumulative figures of each unit.
const DATA: &str = "du-lieu/luy-ke.json";
/// At most this many figures are shown.
const SHOWN: usize = 60;

/// A figure on the published site and on the preview.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub(super) struct Figure {
    /// Unit and what is counted.
    label: String,
    /// As published; empty when there was none.
    before: String,
    /// As it will be; empty when there will be none.
    after: String,
}

/// Programme, unit and metric.
type Key = (String, String, String);
/// The figures of a site.
type Figures = BTreeMap<Key, i64>;

/// The figures that differ, and how many more there are than a page shows; none before the first
/// publish.
pub(super) fn changed(desk: &Desk, index: &Index, lang: Lang) -> (Vec<Figure>, usize) {
    let (Some(before), Some(after)) = (read(&desk.output()), read(desk.preview.site())) else {
        return (Vec::new(), 0);
    };
    let titles: BTreeMap<&str, &str> = (index.units())
        .map(|unit| (unit.id.as_str(), unit.title.as_str()))
        .collect();
    let differing = differing(&before, &after);
    let mut shown = Vec::new();
    for key in differing.iter().take(SHOWN) {
        let [before, after] = [&before, &after].map(|figures| {
            let value = figures.get(key);
            value.map_or(String::new(), |value| number::whole(*value, lang))
        });
        shown.push(Figure {
            label: label(key, &titles, lang),
            before,
            after,
        });
    }
    (shown, differing.len().saturating_sub(SHOWN))
}

/// What a figure is of, in words. `titles` are those of units, by their ids.
fn label((programme, unit, metric): &Key, titles: &BTreeMap<&str, &str>, lang: Lang) -> String {
    let unit = titles.get(unit.as_str()).copied().unwrap_or(unit);
    let metric = match metric.as_str() {
        "submitted" => lang.pick("đã nộp", "submitted"),
        "valid" => lang.pick("hợp lệ", "valid"),
        other => other,
    };
    format!("{unit} · {metric} ({programme})")
}

/// What figures are new, changed or gone.
fn differing<'a>(before: &'a Figures, after: &'a Figures) -> Vec<&'a Key> {
    let keys: BTreeSet<&Key> = before.keys().chain(after.keys()).collect();
    let mut differing: Vec<&Key> = keys.into_iter().collect();
    differing.retain(|key| before.get(*key) != after.get(*key));
    differing
}

fn read(site: &Path) -> Option<Figures> {
    let bytes = store::bytes(&site.join(DATA))?;
    rows(&serde_json::from_slice(&bytes).ok()?)
}

fn rows(data: &Value) -> Option<Figures> {
    let mut found = Figures::new();
    for row in data.as_array()? {
        let key = ["programme", "unit", "metric"]
            .map(|name| row.get(name).and_then(Value::as_str).map(str::to_owned));
        let [Some(programme), Some(unit), Some(metric)] = key else {
            continue;
        };
        if let Some(value) = row.get("value").and_then(Value::as_i64) {
            found.insert((programme, unit, metric), value);
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_changed_and_lost_figures_differ() {
        let key = |unit: &str| ("p".to_owned(), unit.to_owned(), "valid".to_owned());
        let before = Figures::from([(key("a"), 1), (key("b"), 2), (key("c"), 3)]);
        let after = Figures::from([(key("a"), 1), (key("b"), 5), (key("d"), 4)]);
        let expected = [key("b"), key("c"), key("d")];
        assert_eq!(
            differing(&before, &after),
            expected.iter().collect::<Vec<_>>()
        );
    }
}
