//! The figures of all units for one day on one page. What is there already is never written over
//! without a word: a changed figure is a correction beside the old one, unless the old one was not
//! published yet.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Serialize;

use super::ask::{Ask, Pairs, Reply, Who};
use super::items::{Index, Item, Section};
use super::state::Desk;
use super::{notes, record, saving};
use crate::base::{Date, Lang, date};
use crate::edit::{ContentPath, Document, EditError, Value, Version};

/// The two figures of a report, as the schema calls them.
const KEYS: [&str; 2] = ["submitted", "valid"];
/// A figure that is this many times the one before is asked about.
const LEAP: i64 = 10;
/// At most this many units are named in the history.
const NAMED: usize = 3;

#[derive(Serialize)]
struct Grid {
    day: String,
    day_wrong: bool,
    version: String,
    rows: Vec<Row>,
    programmes: Vec<(String, String)>,
    programme: String,
    source: String,
    messages: Vec<(String, String)>,
    unsure: bool,
    conflict: bool,
    saved: bool,
}

#[derive(Serialize)]
struct Row {
    unit: String,
    title: String,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
struct CellView {
    name: String,
    value: String,
    before: String,
    before_day: String,
    mark: &'static str,
}

/// What the index says of one unit's figure.
#[derive(Clone, Copy, Default)]
struct Figures {
    /// On the day itself, with the newest correction.
    there: Option<i64>,
    /// On the newest day before.
    before: Option<(Date, i64)>,
}

/// `GET /bang`
pub(super) fn show(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    page(
        desk,
        ask,
        who,
        &ask.query,
        200,
        Vec::new(),
        Flags {
            saved: !ask.query.get("luu").is_empty(),
            ..Flags::default()
        },
    )
}

/// What a page of the grid says besides its figures.
#[derive(Default)]
struct Flags {
    unsure: bool,
    conflict: bool,
    saved: bool,
}

/// `POST /bang`
pub(super) fn save(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let form = &ask.form;
    let Some(day) = date::parse(form.get("day")) else {
        return page(desk, ask, who, form, 422, Vec::new(), Flags::default());
    };
    let path = match ContentPath::new(&format!("content/reports/{day}.yaml")) {
        Ok(path) => path,
        Err(error) => return refused(desk, ask, &error),
    };
    let there = match Document::open_or_new(desk.root(), &path) {
        Ok(there) => there,
        Err(error) => return refused(desk, ask, &error),
    };
    if there.version().map_or("", Version::as_str) != form.get("version") {
        let flags = Flags {
            conflict: true,
            ..Flags::default()
        };
        return page(desk, ask, who, form, 409, Vec::new(), flags);
    }
    let plan = {
        let index = desk.refresh();
        plan(&index, form, day)
    };
    if plan.unsure && form.get("sure").is_empty() {
        let flags = Flags {
            unsure: true,
            ..Flags::default()
        };
        return page(desk, ask, who, form, 422, Vec::new(), flags);
    }
    if plan.changes.is_empty() {
        return Ok(Reply::Go(address(day, false)));
    }
    let replace = !form.get("replace").is_empty();
    let written =
        records(&there, &plan, form, day, replace).and_then(|steps| changed(&there, &steps));
    let document = match written {
        Ok(document) => document,
        Err(error) => return refused(desk, ask, &error),
    };
    let messages = notes::errors(&there, &document, who.lang);
    if !messages.is_empty() {
        return page(desk, ask, who, form, 422, messages, Flags::default());
    }
    let message = plan.message(record::language(desk), day);
    match record::save(desk, who, &there, &document, &message) {
        Ok(_) => {}
        Err(EditError::Changed { .. }) => {
            let flags = Flags {
                conflict: true,
                ..Flags::default()
            };
            return page(desk, ask, who, form, 409, Vec::new(), flags);
        }
        Err(error) => return refused(desk, ask, &error),
    }
    drop(desk.refresh());
    Ok(Reply::Go(address(day, true)))
}

/// One more change of the file.
enum Step {
    /// This record in the place of another.
    Put(usize, Value),
    /// A new record.
    Add(Value),
}

/// The file with all changes made. Sixty one after the other would read it 180 times; only where it
/// is not a plain list of records are they made so.
fn changed(there: &Document, steps: &[Step]) -> Result<Document, EditError> {
    let mut all = there.records()?;
    for step in steps {
        match step {
            Step::Put(number, record) => {
                *all.get_mut(*number).ok_or(EditError::Unsafe)? = record.clone();
            }
            Step::Add(record) => all.push(record.clone()),
        }
    }
    let together = there.with_records(&all);
    together.or_else(|_| steps.iter().try_fold(there.clone(), changed_by))
}

fn changed_by(document: Document, step: &Step) -> Result<Document, EditError> {
    match step {
        Step::Put(number, record) => document.with_record(*number, record),
        Step::Add(record) => document.with_new_record(record),
    }
}

/// A figure as it is there, and what was typed.
type Typed = (Option<i64>, String);

/// What a form changes.
struct Plan {
    /// Unit, its name, and of each figure what is there and what was typed.
    changes: Vec<(String, String, [Typed; 2])>,
    /// Whether a figure falls or leaps.
    unsure: bool,
    /// The newest day of all reports.
    newest: Option<Date>,
}

impl Plan {
    /// What the history says of it.
    fn message(&self, lang: Lang, day: Date) -> String {
        let titles = self.changes.iter().map(|(_, title, _)| title.as_str());
        let mut named: Vec<&str> = titles.take(NAMED).collect();
        let more = self.changes.len().saturating_sub(NAMED);
        let rest = lang.pick(format!("{more} đơn vị khác"), format!("{more} more"));
        if more > 0 {
            named.push(&rest);
        }
        let (day, named) = (saving::day(Some(day)), named.join(", "));
        let is_new = |(.., figures): &(_, _, [Typed; 2])| only_new(figures);
        let deed = match self.changes.iter().all(is_new) {
            true => lang.pick("Nhập báo cáo đến ngày", "Enter reports as of"),
            false => lang.pick("Sửa báo cáo đến ngày", "Correct reports as of"),
        };
        format!("{deed} {day}: {named}")
    }
}

fn plan(index: &Index, form: &Pairs, day: Date) -> Plan {
    let mut plan = Plan {
        changes: Vec::new(),
        unsure: false,
        newest: (index.of(Section::Reports))
            .filter_map(|item| item.date)
            .max(),
    };
    let figures = figures(index, day);
    for unit in index.units() {
        let there = figures.get(unit.id.as_str()).copied().unwrap_or_default();
        let typed = [0, 1].map(|place| {
            let text = count(form.get(&format!("{}.{}", KEYS[place], unit.id)));
            let there = there[place].there;
            // A figure is never taken out here: an empty cell says nothing.
            (there, if text.is_empty() { shown(there) } else { text })
        });
        let mut differs = false;
        for ((old, text), Figures { before, .. }) in typed.iter().zip(there) {
            if *text != shown(*old) {
                differs = true;
                plan.unsure |= !mark(text, before).is_empty();
            }
        }
        if differs {
            plan.changes
                .push((unit.id.clone(), unit.title.clone(), typed));
        }
    }
    plan
}

/// A figure as its cell shows it.
fn shown(figure: Option<i64>) -> String {
    figure.map_or(String::new(), |figure| figure.to_string())
}

/// The changes of the file that a plan asks for.
fn records(
    there: &Document,
    plan: &Plan,
    form: &Pairs,
    day: Date,
    replace: bool,
) -> Result<Vec<Step>, EditError> {
    let old = there.records()?;
    let mut steps = Vec::new();
    for (unit, title, figures) in &plan.changes {
        let place = old.iter().rposition(|record| match record.get("unit") {
            Some(Value::Text(text)) => text == unit || text == title,
            _ => false,
        });
        let had = figures.iter().any(|(old, _)| old.is_some());
        if let Some(place) = place.filter(|_| replace || only_new(figures)) {
            let Value::Map(mut entries) = old[place].clone() else {
                return Err(EditError::Unsafe);
            };
            for ((_, text), key) in figures.iter().zip(KEYS) {
                let value = Value::text(text.clone());
                match entries.iter_mut().find(|(name, _)| name == key) {
                    Some(entry) => entry.1 = value,
                    None if !text.is_empty() => entries.push((key.into(), value)),
                    None => {}
                }
            }
            steps.push(Step::Put(place, Value::Map(entries)));
            continue;
        }
        let mut entries = vec![
            ("as_of".to_owned(), Value::text(day.to_string())),
            ("unit".to_owned(), Value::text(unit.clone())),
        ];
        push_text(&mut entries, "programme", form.get("programme"));
        for ((_, text), key) in figures.iter().zip(KEYS) {
            push_text(&mut entries, key, text);
        }
        push_text(&mut entries, "source", form.get("source").trim());
        if had {
            let published = plan.newest.map_or(day, |newest| newest.max(day));
            push_text(&mut entries, "published", &published.to_string());
        }
        steps.push(Step::Add(Value::Map(entries)));
    }
    Ok(steps)
}

/// Adds a field to a record, unless its text is empty.
fn push_text(entries: &mut Vec<(String, Value)>, key: &str, text: &str) {
    if !text.is_empty() {
        entries.push((key.to_owned(), Value::text(text)));
    }
}

/// Whether a change only fills in what was not reported.
fn only_new(figures: &[(Option<i64>, String); 2]) -> bool {
    let same = |(old, new): &(Option<i64>, String)| old.is_none_or(|old| old.to_string() == *new);
    figures.iter().all(same)
}

/// A count as it is typed or pasted: with separators of thousands, or not.
fn count(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    for separator in ['.', ','] {
        let mut groups = text.split(separator);
        let first = groups.next().unwrap_or_default();
        let mut rest = groups.peekable();
        let separated = (1..=3).contains(&first.len())
            && rest.peek().is_some()
            && rest.all(|group| group.len() == 3)
            && (text.chars()).all(|c| c == separator || c.is_ascii_digit());
        if separated {
            return text.replace(separator, "");
        }
    }
    text
}

/// What is odd about a figure, as a key of the words: it falls, or leaps.
fn mark(text: &str, before: Option<(Date, i64)>) -> &'static str {
    match (text.parse::<i64>(), before) {
        (Ok(new), Some((_, old))) if new < old => "falls",
        (Ok(new), Some((_, old))) if old > 0 && new >= old.saturating_mul(LEAP) => "leaps",
        _ => "",
    }
}

/// The figures of each unit, by its id.
fn figures(index: &Index, day: Date) -> BTreeMap<&str, [Figures; 2]> {
    let units = index.named_units();
    let mut sorted: Vec<&Item> = index.of(Section::Reports).collect();
    sorted.sort_by_key(|item| (item.date, item.published));
    let mut found: BTreeMap<&str, [Figures; 2]> = BTreeMap::new();
    for item in sorted {
        let (Some(unit), Some(date)) = (units.get(item.title.as_str()), item.date) else {
            continue;
        };
        let entry = found.entry(unit.id.as_str()).or_default();
        for (figure, value) in entry.iter_mut().zip(item.counts) {
            match value {
                Some(value) if date == day => figure.there = Some(value),
                Some(value) if date < day => figure.before = Some((date, value)),
                _ => {}
            }
        }
    }
    found
}

fn page(
    desk: &Desk,
    ask: &Ask,
    who: &Who,
    pairs: &Pairs,
    status: u16,
    messages: Vec<(String, String)>,
    flags: Flags,
) -> Result<Reply> {
    let typed = pairs.find("day");
    let today = (desk.options.today)();
    let day = typed.map_or(Some(today), date::parse);
    let index = desk.recent();
    let at = day.unwrap_or(today);
    let figures = figures(&index, at);
    let rows = index.units().map(|unit| row(unit, &figures, pairs));
    let path = ContentPath::new(&format!("content/reports/{at}.yaml"));
    let there = path.and_then(|path| Document::open_or_new(desk.root(), &path));
    let version = there.as_ref().ok().and_then(Document::version);
    let programmes = index.names("programme");
    let grid = Grid {
        day: day.map_or(typed.unwrap_or_default().to_owned(), |day| {
            saving::day(Some(day))
        }),
        day_wrong: day.is_none(),
        version: version.map_or(String::new(), |version| version.as_str().to_owned()),
        rows: rows.collect(),
        programme: pairs.get("programme").to_owned(),
        programmes: if programmes.len() > 1 {
            programmes
        } else {
            Vec::new()
        },
        source: pairs.get("source").to_owned(),
        messages,
        unsure: flags.unsure,
        conflict: flags.conflict,
        saved: flags.saved,
    };
    desk.view.page(ask, status, "grid.html", who.lang, &grid)
}

fn row(unit: &Item, figures: &BTreeMap<&str, [Figures; 2]>, pairs: &Pairs) -> Row {
    let there = figures.get(unit.id.as_str()).copied().unwrap_or_default();
    let mut cells = Vec::new();
    for (key, Figures { there, before }) in KEYS.iter().zip(there) {
        let name = format!("{key}.{}", unit.id);
        let value = match pairs.find(&name) {
            Some(typed) => typed.to_owned(),
            None => shown(there),
        };
        cells.push(CellView {
            mark: mark(&count(&value), before),
            before: shown(before.map(|(_, value)| value)),
            before_day: saving::day(before.map(|(day, _)| day)),
            name,
            value,
        });
    }
    Row {
        unit: unit.id.clone(),
        title: unit.title.clone(),
        cells,
    }
}

fn address(day: Date, saved: bool) -> String {
    let saved = if saved { "&luu=1" } else { "" };
    format!("/bang?day={day}{saved}")
}

fn refused(desk: &Desk, ask: &Ask, error: &EditError) -> Result<Reply> {
    let [vi, en] = [Lang::Vi, Lang::En].map(|lang| error.words(lang));
    desk.view.message(ask, 409, &vi, &en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_offices_type_them() {
        let typed = [
            "600.175",
            "600,175",
            " 1 234 ",
            "12",
            "1.5",
            "12.34",
            "mười",
            "1.234.567",
        ];
        let read = typed.map(count);
        let expected = [
            "600175", "600175", "1234", "12", "1.5", "12.34", "mười", "1234567",
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn falls_and_leaps_are_marked() {
        let before = Some((Date::constant(2022, 5, 31), 100));
        let marks = ["99", "100", "999", "1000", "x"].map(|text| mark(text, before));
        assert_eq!(marks, ["falls", "", "", "leaps", ""]);
        assert_eq!(mark("5", None), "");
    }
}
