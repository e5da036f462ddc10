//! The inputs of a record, from the schema alone.

use std::collections::{BTreeMap, BTreeSet};

use super::values::{fits, shown};
use crate::base::Lang;
use crate::base::markup::escape;
use crate::edit::Value;
use crate::parse::schema::{Asked, Field, Kind, Word};

/// The list of pictures that a field may name, among the kinds of records.
pub(super) const PICTURES: &str = "pictures";

/// A message at a field: what is wrong, and how to fix it.
pub(super) type Messages = BTreeMap<String, Vec<(String, String)>>;

/// The inputs of a whole record as HTML.
pub(super) struct Parts {
    /// Those that are asked for before its text.
    pub(super) first: String,
    /// Those behind its text.
    pub(super) rest: String,
    /// Kinds of records that the fields name, to be offered.
    pub(super) references: BTreeSet<&'static str>,
}

/// The inputs of a record as HTML.
pub(super) struct Form<'a> {
    /// Language of the labels.
    lang: Lang,
    /// Messages by the key of a field.
    messages: &'a Messages,
    references: BTreeSet<&'static str>,
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

    /// The inputs of all fields of a record, by where the schema says that they are asked for.
    pub(super) fn parts(mut self, fields: &'static [Field], record: &Value) -> Parts {
        let (asked_first, others): (Vec<&Field>, Vec<&Field>) =
            fields.iter().partition(|field| field.asked == Asked::First);
        for field in asked_first {
            self.field(field, record.get(field.key), field.key);
        }
        let first = std::mem::take(&mut self.html);
        let mut folded = Vec::new();
        for field in others {
            let value = record.get(field.key);
            let may_wait = field.asked == Asked::WhenNeeded && is_empty(value);
            if may_wait && !self.has_messages(field.key) {
                folded.push(field);
            } else {
                self.field(field, value, field.key);
            }
        }
        self.folded(&folded);
        Parts {
            first,
            rest: self.html,
            references: self.references,
        }
    }

    /// Fields without a value that are rarely needed, behind a line that names them.
    fn folded(&mut self, fields: &[&'static Field]) {
        if fields.is_empty() {
            return;
        }
        let labels: Vec<&str> = fields.iter().map(|field| label(field, self.lang)).collect();
        let labels = escape(&labels.join(" · "));
        let more = self.lang.pick("Thêm", "More");
        let begin = format!(
            "<details class=\"more\"><summary>{more} <span class=\"hint\">{labels}</span></summary>"
        );
        self.html.push_str(&begin);
        for field in fields {
            self.field(field, None, field.key);
        }
        self.html.push_str("</details>");
    }

    /// Whether something is said at a field or at one inside it.
    fn has_messages(&self, key: &str) -> bool {
        let mut names = self.messages.keys();
        names.any(|name| name.split('.').next() == Some(key))
    }

    /// Adds the inputs of all fields of a record that is part of another.
    fn record(&mut self, fields: &'static [Field], value: Option<&Value>, prefix: &str) {
        for field in fields {
            let there = value.and_then(|value| value.get(field.key));
            let name = format!("{prefix}{}", field.key);
            self.field(field, there, &name);
        }
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
        let value = escape(&text);
        let input = match field.kind {
            Kind::Choice(words) => choices(words, &text, &about, self.lang),
            Kind::Reference(what) => {
                self.references.insert(what);
                format!(
                    "<input {about} value=\"{value}\" list=\"list-{what}\" autocomplete=\"off\">"
                )
            }
            Kind::Date => format!(
                "<input class=\"day\" {about} value=\"{value}\" placeholder=\"dd/mm/yyyy\" \
                 inputmode=\"numeric\" autocomplete=\"off\">"
            ),
            Kind::Count | Kind::Number => {
                format!("<input class=\"day\" {about} value=\"{value}\" inputmode=\"decimal\">")
            }
            Kind::Text if field.key == "src" => {
                self.references.insert(PICTURES);
                format!(
                    "<input {about} value=\"{value}\" list=\"list-{PICTURES}\" autocomplete=\"off\">"
                )
            }
            Kind::List(_) | Kind::Counts(_) | Kind::Texts => area(&about, &text, 3),
            _ if text.contains('\n') || is_long(field) => area(&about, &text, 3),
            _ => format!("<input {about} value=\"{value}\">"),
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

fn is_empty(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Empty) => true,
        Some(Value::Text(text)) => text.trim().is_empty(),
        Some(Value::List(items)) => items.is_empty(),
        Some(Value::Map(entries)) => entries.is_empty(),
    }
}

/// A list of choices; a text that is none of them stays one.
fn choices(words: &[Word], text: &str, about: &str, lang: Lang) -> String {
    let mut options = String::from("<option value=\"\"></option>");
    let known = words.iter().any(|word| word.value == text);
    if !known && !text.is_empty() {
        let text = escape(text);
        options.push_str(&format!("<option selected>{text}</option>"));
    }
    for word in words {
        let chosen = if word.value == text { " selected" } else { "" };
        let (value, words) = (word.value, escape(lang.pick(word.vi, word.en)));
        options.push_str(&format!(
            "<option value=\"{value}\"{chosen}>{words}</option>"
        ));
    }
    format!("<select {about}>{options}</select>")
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

/// What editors call an input, with what it is in: "Tác giả 2: Họ tên".
pub(super) fn label_of(fields: &[Field], name: &str, lang: Lang) -> String {
    let (key, rest) = name.split_once('.').unwrap_or((name, ""));
    let Some(field) = fields.iter().find(|field| field.key == key) else {
        return lang.pick("Nội dung", "Text").to_owned();
    };
    let own = label(field, lang);
    match field.kind {
        Kind::Record(fields) if !rest.is_empty() => {
            format!("{own}: {}", label_of(fields, rest, lang))
        }
        Kind::List(Kind::Record(fields)) => match rest.split_once('.') {
            Some((number, rest)) => {
                let number = number.parse().map_or(1, |number: usize| number + 1);
                format!("{own} {number}: {}", label_of(fields, rest, lang))
            }
            None => own.to_owned(),
        },
        _ => own.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::schema::{INITIATIVE, NEWS, PAGE, PROGRAMME, REPORT, UNIT};

    #[test]
    fn every_field_of_the_schema_has_one_input() {
        let messages = Messages::new();
        let schemas = [NEWS, PAGE, INITIATIVE, UNIT, REPORT, PROGRAMME];
        for fields in schemas {
            let parts = Form::new(Lang::Vi, &messages).parts(fields, &Value::Map(Vec::new()));
            let html = parts.first + &parts.rest;
            for field in fields {
                let input = format!("id=\"f-{}\"", field.key);
                assert_eq!(html.matches(&input).count(), 1, "{}", field.key);
            }
        }
    }

    #[test]
    fn a_field_that_is_rarely_needed_is_folded_while_nothing_is_in_it() {
        let place = |html: &str, key: &str| html.find(&format!("id=\"f-{key}\""));
        let parts = |record: Value, messages: &Messages| {
            let parts = Form::new(Lang::Vi, messages).parts(NEWS, &record);
            let (open, folded) = parts.rest.split_once("<details class=\"more\">").unwrap();
            (parts.first, open.to_owned(), folded.to_owned())
        };
        let (first, open, folded) = parts(Value::Map(Vec::new()), &Messages::new());
        assert!(place(&first, "title") < place(&first, "summary"), "{first}");
        assert!(place(&open, "draft").is_some(), "{open}");
        assert!(
            place(&folded, "byline") < place(&folded, "slug"),
            "{folded}"
        );
        let filled = Value::Map(vec![("byline".into(), Value::text("Ban biên tập"))]);
        let messages = [("slug".to_owned(), vec![(String::new(), String::new())])];
        let (_, open, folded) = parts(filled, &messages.into());
        assert!(place(&open, "byline").is_some(), "{open}");
        assert!(
            place(&open, "slug").is_some(),
            "what is wrong is in sight: {open}"
        );
        assert!(place(&folded, "slug").is_none(), "{folded}");
    }
}
