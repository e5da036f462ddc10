//! Which figures readers will see change: those of the published site beside those of the preview.

use std::collections::BTreeMap;
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
    /// As it will be.
    after: String,
}

/// Programme, unit and metric.
type Key = (String, String, String);

/// The figures that differ; none before the first publish.
pub(super) fn changed(desk: &Desk, index: &Index, lang: Lang) -> Vec<Figure> {
    let output = desk.root().join("output");
    let (Some(before), Some(after)) = (read(&output), read(desk.preview.site())) else {
        return Vec::new();
    };
    let titles: BTreeMap<&str, &str> = (index.units())
        .map(|unit| (unit.id.as_str(), unit.title.as_str()))
        .collect();
    let mut found = Vec::new();
    for (key, now) in &after {
        let was = before.get(key);
        if was == Some(now) || found.len() == SHOWN {
            continue;
        }
        let (programme, unit, metric) = key;
        let unit = titles.get(unit.as_str()).copied().unwrap_or(unit);
        let metric = match metric.as_str() {
            "submitted" => lang.pick("đã nộp", "submitted"),
            "valid" => lang.pick("hợp lệ", "valid"),
            other => other,
        };
        let words =
            |value: Option<&i64>| value.map_or(String::new(), |value| number::whole(*value, lang));
        found.push(Figure {
            label: format!("{unit} · {metric} ({programme})"),
            before: words(was),
            after: words(Some(now)),
        });
    }
    found
}

fn read(site: &Path) -> Option<BTreeMap<Key, i64>> {
    let bytes = store::bytes(&site.join(DATA))?;
    rows(&serde_json::from_slice(&bytes).ok()?)
}

fn rows(data: &Value) -> Option<BTreeMap<Key, i64>> {
    let mut found = BTreeMap::new();
    for row in data.as_array()? {
        let text = |key: &str| row.get(key).and_then(Value::as_str).map(str::to_owned);
        let key = (text("programme"), text("unit"), text("metric"));
        let (Some(programme), Some(unit), Some(metric)) = key else {
            continue;
        };
        if let Some(value) = row.get("value").and_then(Value::as_i64) {
            found.insert((programme, unit, metric), value);
        }
    }
    Some(found)
}
