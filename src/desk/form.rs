//! Inputs from the schema alone, and values from what a form brings back. What was not touched
//! comes back as the value that is there, so that its text stays as it was written.

use std::collections::{BTreeMap, BTreeSet};

use super::ask::Pairs;
use crate::base::markup::escape;
use crate::base::{Lang, date};
use crate::edit::Value;
use crate::parse::schema::{Field, Kind};

/// The list of pictures that a field may name, among the kinds of records.
pub(super) const PICTURES: &str = "pictures";

/// A message at a field: what is wrong, and how to fix it.
pub(super) type Messages = BTreeMap<String, Vec<(String, String)>>;

/// The inputs of a record as HTML.
pub(super) struct Form<'a> {
    /// Language of the labels.
    pub(super) lang: Lang,
    /// Messages by the key of a field.
    pub(super) messages: &'a Messages,
    /// Kinds of records that the fields name, to be offered.
    pub(super) references: BTreeSet<&'static str>,
    html: String,
}

impl<'a> Form<'a> {
    /// An empty form.
    pub(super) fn new(lang: Lang, messages: &'a Messages) -> Self {
        Self {
            lang,
            messages,
            references: BTreeSet::new(),
            html: String::new(),
        }
    }

    /// Adds the inputs of all fields of a record.
    pub(super) fn record(&mut self, fields: &'static [Field], value: Option<&Value>, prefix: &str) {
        for field in fields {
            let there = value.and_then(|value| value.get(field.key));
            let name = format!("{prefix}{}", field.key);
            self.field(field, there, &name);
        }
    }

    /// The HTML.
    pub(super) fn html(self) -> String {
        self.html
    }

    fn field(&mut self, field: &'static Field, value: Option<&Value>, name: &str) {
        if !fits(&field.kind, value) {
            self.only_in_the_file(field, name);
            return;
        }
        match field.kind {
            Kind::Record(fields) => {
                self.open_group(field, name);
                self.record(fields, value, &format!("{name}."));
                self.html.push_str("</fieldset>");
            }
            Kind::List(Kind::Record(fields)) => {
                self.open_group(field, name);
                let rows = match value {
                    Some(Value::List(rows)) => rows.iter().collect(),
                    Some(one) => vec![one],
                    None => Vec::new(),
                };
                for number in 0..=rows.len() {
                    let row = rows.get(number).copied();
                    let title = match row {
                        Some(_) => format!("{} {}", label(field, self.lang), number + 1),
                        None => format!("+ {}", label(field, self.lang)),
                    };
                    let open = if row.is_some() { " open" } else { "" };
                    let title = escape(&title);
                    let begin = format!("<details class=\"row\"{open}><summary>{title}</summary>");
                    self.html.push_str(&begin);
                    self.record(fields, row, &format!("{name}.{number}."));
                    self.html.push_str("</details>");
                }
                self.html.push_str("</fieldset>");
            }
            Kind::Flag => self.flag(field, value, name),
            _ => self.plain(field, value, name),
        }
    }

    fn open_group(&mut self, field: &Field, name: &str) {
        let legend = escape(label(field, self.lang));
        let begin = format!("<fieldset id=\"f-{name}\"><legend>{legend}</legend>");
        self.html.push_str(&begin);
        let hint = self.hint(field, name);
        self.html.push_str(&hint);
    }

    fn only_in_the_file(&mut self, field: &Field, name: &str) {
        let words = self.lang.pick(
            "Phần này viết theo cách riêng; chỉ sửa được trong tệp.",
            "This is written in a way of its own; it can only be changed in the file.",
        );
        let label = escape(label(field, self.lang));
        let text = format!(
            "<div class=\"field\" id=\"f-{name}\"><b>{label}</b><p class=\"hint\">{words}</p></div>"
        );
        self.html.push_str(&text);
    }

    fn flag(&mut self, field: &Field, value: Option<&Value>, name: &str) {
        let checked = if shown(&field.kind, value) == "true" {
            " checked"
        } else {
            ""
        };
        let label = escape(label(field, self.lang));
        let hint = self.hint(field, name);
        let text = format!(
            "<div class=\"field\"><input type=\"hidden\" name=\"there.{name}\" value=\"1\"><label \
             class=\"check\"><input type=\"checkbox\" id=\"f-{name}\" name=\"{name}\" \
             value=\"true\"{checked} aria-describedby=\"h-{name}\"> {label}</label>{hint}</div>"
        );
        self.html.push_str(&text);
    }

    fn plain(&mut self, field: &Field, value: Option<&Value>, name: &str) {
        let text = shown(&field.kind, value);
        let optional = if field.required {
            ""
        } else {
            self.lang
                .pick(" <span>(không bắt buộc)</span>", " <span>(optional)</span>")
        };
        let label = escape(label(field, self.lang));
        let hint = self.hint(field, name);
        let wrong = self.messages.contains_key(name);
        let mark = if wrong { " aria-invalid=\"true\"" } else { "" };
        let about = format!("id=\"f-{name}\" name=\"{name}\" aria-describedby=\"h-{name}\"{mark}");
        let input = match field.kind {
            Kind::Choice(words) => {
                let mut options = String::from("<option value=\"\"></option>");
                let known = words.iter().any(|word| word.value == text);
                if !known && !text.is_empty() {
                    let text = escape(&text);
                    options.push_str(&format!("<option selected>{text}</option>"));
                }
                for word in words {
                    let chosen = if word.value == text { " selected" } else { "" };
                    let words = escape(self.lang.pick(word.vi, word.en));
                    let value = word.value;
                    options.push_str(&format!(
                        "<option value=\"{value}\"{chosen}>{words}</option>"
                    ));
                }
                format!("<select {about}>{options}</select>")
            }
            Kind::Reference(what) => {
                self.references.insert(what);
                let text = escape(&text);
                format!(
                    "<input {about} value=\"{text}\" list=\"list-{what}\" autocomplete=\"off\">"
                )
            }
            Kind::Date => {
                let text = escape(&text);
                format!(
                    "<input class=\"day\" {about} value=\"{text}\" placeholder=\"dd/mm/yyyy\" \
                     inputmode=\"numeric\" autocomplete=\"off\">"
                )
            }
            Kind::Count | Kind::Number => {
                let text = escape(&text);
                format!("<input class=\"day\" {about} value=\"{text}\" inputmode=\"decimal\">")
            }
            Kind::Text if field.key == "src" => {
                self.references.insert(PICTURES);
                let text = escape(&text);
                format!(
                    "<input {about} value=\"{text}\" list=\"list-{PICTURES}\" autocomplete=\"off\">"
                )
            }
            Kind::List(_) | Kind::Counts(_) | Kind::Texts => area(&about, &text, 3),
            _ if text.contains('\n') || is_long(field) => area(&about, &text, 3),
            _ => format!("<input {about} value=\"{}\">", escape(&text)),
        };
        let text = format!(
            "<div class=\"field\"><label for=\"f-{name}\">{label}{optional}</label>{hint}{input}\
             </div>"
        );
        self.html.push_str(&text);
    }

    /// The hint of a field with what is wrong at it.
    fn hint(&self, field: &Field, name: &str) -> String {
        let mut parts = Vec::new();
        let [vi, en] = field.hint;
        let hint = self.lang.pick(vi, en);
        if !hint.is_empty() {
            parts.push(escape(hint));
        }
        if matches!(field.kind, Kind::List(kind) if !matches!(kind, Kind::Record(_))) {
            parts.push(self.lang.pick("Mỗi dòng một mục.", "One a line.").into());
        }
        if matches!(field.kind, Kind::Counts(_) | Kind::Texts) {
            let words = self.lang.pick(
                "Mỗi dòng: mã, dấu hai chấm, giá trị.",
                "One a line: id, colon, value.",
            );
            parts.push(words.into());
        }
        let hint = parts.join(" ");
        let mut text = format!("<div class=\"hint\" id=\"h-{name}\">{hint}");
        for (message, help) in self.messages.get(name).into_iter().flatten() {
            let (message, help) = (escape(message), escape(help));
            text.push_str(&format!("<p class=\"wrong\"><b>{message}</b> {help}</p>"));
        }
        text.push_str("</div>");
        text
    }
}

fn area(about: &str, text: &str, rows: usize) -> String {
    // A newline behind the tag is dropped by browsers, so one of the text's own would be lost.
    let rows = rows.max(text.lines().count().min(12));
    format!(
        "<textarea {about} rows=\"{rows}\">\n{}</textarea>",
        escape(text)
    )
}

fn is_long(field: &Field) -> bool {
    field.width.is_some_and(|width| width >= 44)
        || matches!(field.key, "summary" | "note" | "alt" | "caption" | "text")
}

/// What editors call a field.
pub(super) fn label(field: &Field, lang: Lang) -> &'static str {
    lang.pick(field.vi, field.en)
}

/// Whether a value has the shape of its kind, so that a form can hold it.
fn fits(kind: &Kind, value: Option<&Value>) -> bool {
    let is_text = |value: &Value| matches!(value, Value::Text(_) | Value::Empty);
    match (kind, value) {
        (_, None | Some(Value::Empty)) => true,
        (Kind::Record(_), Some(value)) => matches!(value, Value::Map(_)),
        (Kind::List(Kind::Record(_)), Some(Value::List(rows))) => {
            rows.iter().all(|row| matches!(row, Value::Map(_)))
        }
        (Kind::List(Kind::Record(_)), Some(value)) => matches!(value, Value::Map(_)),
        (Kind::List(_), Some(Value::List(items))) => items.iter().all(is_text),
        (Kind::Counts(_) | Kind::Texts, Some(Value::Map(entries))) => {
            entries.iter().all(|(_, value)| is_text(value))
        }
        (Kind::Counts(_) | Kind::Texts, Some(_)) => false,
        (_, Some(value)) => is_text(value),
    }
}

/// A value as its input shows it.
pub(super) fn shown(kind: &Kind, value: Option<&Value>) -> String {
    let text = |value: &Value| match value {
        Value::Text(text) => text.trim().to_owned(),
        _ => String::new(),
    };
    match (kind, value) {
        (_, None) => String::new(),
        (Kind::Date, Some(value)) => {
            let text = text(value);
            date::parse(&text).map_or(text, |day| date::written(day, Lang::Vi))
        }
        (_, Some(Value::List(items))) => {
            let lines: Vec<String> = items.iter().map(text).collect();
            lines.join("\n")
        }
        (_, Some(Value::Map(entries))) => {
            let line = |(key, value): &(String, Value)| format!("{key}: {}", text(value));
            let lines: Vec<String> = entries.iter().map(line).collect();
            lines.join("\n")
        }
        (_, Some(value)) => text(value),
    }
}

/// The record that a form describes; keys that it does not have stay as they are in `old`.
pub(super) fn read(
    form: &Pairs,
    fields: &'static [Field],
    old: Option<&Value>,
    prefix: &str,
) -> Value {
    let mut entries = match old {
        Some(Value::Map(entries)) => entries.clone(),
        _ => Vec::new(),
    };
    for field in fields {
        let there = entries.iter().position(|(key, _)| key == field.key);
        let before = there.map(|place| &entries[place].1);
        let name = format!("{prefix}{}", field.key);
        let after = value(form, field, before, &name);
        match (there, after) {
            (Some(place), Some(value)) => entries[place].1 = value,
            (Some(place), None) => {
                entries.remove(place);
            }
            (None, Some(value)) => entries.push((field.key.to_owned(), value)),
            (None, None) => {}
        }
    }
    Value::Map(entries)
}

/// The value of one field in a form.
fn value(form: &Pairs, field: &'static Field, old: Option<&Value>, name: &str) -> Option<Value> {
    if !fits(&field.kind, old) {
        return old.cloned();
    }
    match field.kind {
        Kind::Record(fields) => {
            let record = read(form, fields, old, &format!("{name}."));
            kept(record, old)
        }
        Kind::List(Kind::Record(fields)) => rows(form, fields, old, name),
        Kind::Flag => {
            let before = shown(&field.kind, old) == "true";
            let after = form.get(name) == "true";
            if form.find(&format!("there.{name}")).is_none() || before == after {
                return old.cloned();
            }
            after.then(|| Value::text("true"))
        }
        _ => {
            let Some(posted) = form.find(name) else {
                return old.cloned();
            };
            let posted = posted.replace("\r\n", "\n");
            let posted = posted.trim();
            if posted == shown(&field.kind, old) {
                return old.cloned();
            }
            written(&field.kind, posted)
        }
    }
}

/// A record of no keys is the same as none.
fn kept(record: Value, old: Option<&Value>) -> Option<Value> {
    let empty = matches!(&record, Value::Map(entries) if entries.is_empty());
    if empty {
        old.filter(|old| **old == Value::Empty).cloned()
    } else {
        Some(record)
    }
}

fn rows(form: &Pairs, fields: &'static [Field], old: Option<&Value>, name: &str) -> Option<Value> {
    let start = format!("{name}.");
    let begins = |key: &str| {
        let key = key.strip_prefix("there.").unwrap_or(key);
        let rest = key.strip_prefix(&start)?;
        rest.split('.').next()?.parse::<usize>().ok()
    };
    let posted: BTreeSet<usize> = form
        .names()
        .filter_map(begins)
        .filter(|n| *n < 10_000)
        .collect();
    if posted.is_empty() {
        return old.cloned();
    }
    let before: &[Value] = match old {
        Some(Value::List(rows)) => rows,
        Some(one @ Value::Map(_)) => std::slice::from_ref(one),
        _ => &[],
    };
    let mut after = Vec::new();
    for number in posted {
        let there = before.get(number);
        let row = read(form, fields, there, &format!("{name}.{number}."));
        after.extend(kept(row, None));
    }
    if after == before {
        return old.cloned();
    }
    (!after.is_empty()).then_some(Value::List(after))
}

/// A text of an input as it is written into the file.
fn written(kind: &Kind, text: &str) -> Option<Value> {
    if text.is_empty() {
        return None;
    }
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    Some(match kind {
        Kind::Date => {
            let day = date::parse(text).map(|day| day.to_string());
            Value::Text(day.unwrap_or_else(|| text.to_owned()))
        }
        Kind::List(item) => {
            let items = lines().filter_map(|line| written(item, line));
            Value::List(items.collect())
        }
        Kind::Counts(_) | Kind::Texts => {
            let mut entries = Vec::new();
            for line in lines() {
                let (key, value) = line.split_once(':').unwrap_or((line, ""));
                entries.push((key.trim().to_owned(), Value::text(value.trim())));
            }
            Value::Map(entries)
        }
        _ => Value::text(text),
    })
}

/// A value in words: choices by their labels, lists of records row by row.
pub(super) fn in_words(kind: &Kind, value: Option<&Value>, lang: Lang) -> String {
    match (kind, value) {
        (Kind::Choice(words), Some(Value::Text(text))) => {
            let word = words.iter().find(|word| word.value == text);
            word.map_or(text.clone(), |word| lang.pick(word.vi, word.en).to_owned())
        }
        (Kind::List(Kind::Record(fields)), Some(Value::List(rows))) => {
            let rows = rows.iter().map(|row| record_in_words(fields, row, lang));
            rows.collect::<Vec<String>>().join("\n")
        }
        _ => shown(kind, value),
    }
}

/// The values of a record, one behind the other.
pub(super) fn record_in_words(fields: &'static [Field], record: &Value, lang: Lang) -> String {
    let words = |field: &'static Field| in_words(&field.kind, record.get(field.key), lang);
    let texts = fields.iter().map(words);
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    texts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::schema::NEWS;

    fn pairs(text: &str) -> Pairs {
        Pairs::of(text.as_bytes())
    }

    #[test]
    fn what_nobody_touched_stays() {
        let old = Value::Map(vec![
            ("date".into(), Value::text("2022-06-29")),
            ("title".into(), Value::text("Một tin")),
            ("own".into(), Value::text("x")),
            ("draft".into(), Value::text("false")),
        ]);
        let form = pairs("title=M%E1%BB%99t+tin&date=29%2F06%2F2022&there.draft=1&summary=");
        assert_eq!(read(&form, NEWS, Some(&old), ""), old);
        let form = pairs("title=Hai&date=30%2F06%2F2022&there.draft=1&draft=true&tags=a%0D%0Ab");
        let new = read(&form, NEWS, Some(&old), "");
        assert_eq!(new.get("date"), Some(&Value::text("2022-06-30")));
        assert_eq!(new.get("draft"), Some(&Value::text("true")));
        let tags = Value::List(vec![Value::text("a"), Value::text("b")]);
        assert_eq!(new.get("tags"), Some(&tags));
        assert_eq!(new.get("own"), Some(&Value::text("x")));
    }

    #[test]
    fn every_field_of_the_schema_has_an_input() {
        let messages = Messages::new();
        let mut form = Form::new(Lang::Vi, &messages);
        form.record(NEWS, None, "");
        let html = form.html();
        for field in NEWS {
            assert!(
                html.contains(&format!("id=\"f-{}\"", field.key)),
                "{}",
                field.key
            );
        }
    }
}
