//! The content contract as JSON Schemas (draft-07), so that a YAML editor names the keys and marks
//! problems while typing.
//!
//! A schema is as free as our reader: an optional key may be empty, a list of one may be
//! without its dash, and a text may look like a number. What only all files together can tell (ids,
//! sums, the order of phases) is left to `check`.

use serde_json::{Map, Value, json};

use super::schema::{self, Field, Kind, Word};

/// A kind of file that has a schema.
#[derive(Debug)]
pub struct File {
    /// Its name: the schema of `units` is in `units.schema.json`.
    pub name: &'static str,
    /// Where such files lie; those ending in `.md` carry the keys in their head.
    pub path: &'static str,
    fields: &'static [Field],
    /// Whether it holds a list of records; one record alone is read as well.
    many: bool,
}

const fn one(name: &'static str, path: &'static str, fields: &'static [Field]) -> File {
    File {
        name,
        path,
        fields,
        many: false,
    }
}

const fn many(name: &'static str, path: &'static str, fields: &'static [Field]) -> File {
    File {
        many: true,
        ..one(name, path, fields)
    }
}

/// Every kind of file that has a schema.
pub const FILES: &[File] = &[
    one("site", "content/site.yaml", schema::SITE),
    one("programme", "content/programmes/*.yaml", schema::PROGRAMME),
    many("units", "content/units.yaml", schema::UNIT),
    many("reports", "content/reports/*.yaml", schema::REPORT),
    many(
        "initiatives",
        "content/initiatives/*.yaml",
        schema::INITIATIVE,
    ),
    one("table", "content/initiatives/*.xlsx.yaml", schema::SIDECAR),
    one("form", "content/forms/*.yaml", schema::FORM),
    one("initiative", "content/initiatives/*.md", schema::INITIATIVE),
    one("news", "content/news/*.md", schema::NEWS),
    one("page", "content/pages/*.md", schema::PAGE),
    one("map", "content/maps/*.yaml", schema::MAP),
    one("translation", "content/*/*.en.md", schema::TRANSLATION),
    one(
        "site-translation",
        "content/site.en.yaml",
        schema::SITE_TRANSLATION,
    ),
];

/// The JSON Schema of a kind of file.
pub fn of(file: &File) -> Value {
    let mut root = record(file.fields, false);
    if file.many {
        root = either(vec![
            json!({"type": "array", "items": root.clone()}),
            root.into(),
        ]);
    }
    root.insert(
        "$schema".into(),
        json!("http://json-schema.org/draft-07/schema#"),
    );
    root.insert("title".into(), json!(format!("tiendo: {}", file.name)));
    root.into()
}

type Object = Map<String, Value>;

fn record(fields: &[Field], blank: bool) -> Object {
    let properties: Object = fields
        .iter()
        .map(|field| (field.key.into(), property(field).into()))
        .collect();
    let required: Vec<_> = fields
        .iter()
        .filter(|field| field.required)
        .map(|field| field.key)
        .collect();
    let mut record = typed(&["object"], blank);
    record.insert("properties".into(), properties.into());
    record.insert("required".into(), json!(required));
    record.insert("additionalProperties".into(), json!(false));
    record
}

/// One key: what editors call it, what to write there, and what it must be.
fn property(field: &Field) -> Object {
    let mut property = value(&field.kind, !field.required);
    if field.required && matches!(field.kind, Kind::Text | Kind::Reference(_)) {
        property.insert("pattern".into(), json!(r"\S"));
    }
    let [vi, en] = field.hint;
    let hint = if vi.is_empty() {
        field.en.to_owned()
    } else {
        format!("{vi} · {en}")
    };
    property.insert("title".into(), json!(field.vi));
    property.insert("description".into(), json!(hint));
    property
}

/// What a value must be; with `blank` it may also be empty.
fn value(kind: &Kind, blank: bool) -> Object {
    match kind {
        Kind::Text | Kind::Reference(_) => typed(&["string", "number", "boolean"], blank),
        Kind::Id => {
            let mut id = pattern("[a-z0-9]+(-[a-z0-9]+)*", "dong-son (a–z, 0–9, -)", blank);
            // An id of digits alone is a number to an editor.
            id.extend(typed(&["string", "integer"], blank));
            id.insert("minimum".into(), json!(0));
            id
        }
        Kind::Date => {
            let (month, day) = ("(0?[1-9]|1[0-2])", "(0?[1-9]|[12][0-9]|3[01])");
            let date = format!(r"[0-9]{{4}}-{month}-{day}|{day}/{month}/[0-9]{{4}}");
            pattern(&date, "2022-05-31 hoặc · or 31/05/2022", blank)
        }
        Kind::Url => pattern(r"https?://[^\s/]\S*", "https://example.org/", blank),
        Kind::Count => whole(blank),
        Kind::Number => at_least_zero(typed(&["number"], blank)),
        Kind::Flag => typed(&["boolean"], blank),
        Kind::Choice(words) => choice(words, blank),
        Kind::Record(fields) => record(fields, blank),
        Kind::List(item) => either(vec![
            json!({"type": "array", "items": value(item, false)}),
            value(item, blank).into(),
        ]),
        Kind::Texts => {
            let mut texts = typed(&["object"], blank);
            texts.insert(
                "additionalProperties".into(),
                value(&Kind::Text, false).into(),
            );
            texts
        }
        Kind::Counts(_) => {
            let mut counts = typed(&["object"], blank);
            counts.insert("additionalProperties".into(), whole(false).into());
            counts
        }
    }
}

fn typed(names: &[&str], blank: bool) -> Object {
    let mut names = names.to_vec();
    names.extend(blank.then_some("null"));
    let types = if let [name] = names.as_slice() {
        json!(name)
    } else {
        json!(names)
    };
    Object::from_iter([("type".into(), types)])
}

fn either(schemas: Vec<Value>) -> Object {
    Object::from_iter([("anyOf".into(), schemas.into())])
}

fn at_least_zero(mut number: Object) -> Object {
    number.insert("minimum".into(), json!(0));
    number
}

/// Our reader takes at most 15 digits.
fn whole(blank: bool) -> Object {
    let mut whole = at_least_zero(typed(&["integer"], blank));
    whole.insert("maximum".into(), json!(999_999_999_999_999_i64));
    whole
}

/// A text of this form, with space around it, as our reader trims it; `example` is reported when it
/// has another form.
fn pattern(form: &str, example: &str, blank: bool) -> Object {
    let mut text = typed(&["string"], blank);
    let maybe = if blank { "?" } else { "" };
    text.insert("pattern".into(), json!(format!(r"^\s*({form}){maybe}\s*$")));
    text.insert(
        "patternErrorMessage".into(),
        json!(format!("Viết như · Write like {example}")),
    );
    text
}

fn choice(words: &[Word], blank: bool) -> Object {
    let mut values: Vec<Value> = words.iter().map(|word| json!(word.value)).collect();
    let mut meanings: Vec<String> = words
        .iter()
        .map(|word| format!("{} · {}", word.vi, word.en))
        .collect();
    if blank {
        values.push(Value::Null);
        meanings.push("Bỏ trống · Left out".into());
    }
    Object::from_iter([
        ("enum".into(), values.into()),
        ("enumDescriptions".into(), json!(meanings)),
        ("markdownEnumDescriptions".into(), json!(meanings)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(name: &str) -> Value {
        of(FILES.iter().find(|file| file.name == name).unwrap())
    }

    #[test]
    fn a_key_is_named_and_bound() {
        let site = schema("site");
        assert_eq!(site["required"], json!(["title"]));
        assert_eq!(site["additionalProperties"], json!(false));
        assert_eq!(site["properties"]["title"]["title"], json!("Tên trang"));
        assert_eq!(site["properties"]["title"]["pattern"], json!(r"\S"));
        let hint = site["properties"]["language"]["description"]
            .as_str()
            .unwrap();
        assert_eq!(
            hint,
            "Ngôn ngữ chính; bỏ trống là tiếng Việt. · The main language; Vietnamese when left out."
        );
        assert_eq!(
            site["properties"]["language"]["enum"],
            json!(["vi", "en", null])
        );
        let meanings = &site["properties"]["language"]["enumDescriptions"];
        assert_eq!(meanings[0], json!("Tiếng Việt · Vietnamese"));
        assert_eq!(meanings.as_array().unwrap().len(), 3);
    }

    #[test]
    fn a_list_takes_one_record_too() {
        let units = schema("units");
        assert_eq!(units["anyOf"][0]["items"], units["anyOf"][1]);
        let unit = &units["anyOf"][1]["properties"];
        assert_eq!(unit["members"]["type"], json!(["integer", "null"]));
        assert_eq!(
            unit["targets"]["additionalProperties"]["type"],
            json!("integer")
        );
        assert_eq!(
            unit["kind"]["enum"],
            json!(["province", "cluster", "upper", "grassroots"])
        );
        assert_eq!(unit["successors"]["anyOf"][0]["type"], json!("array"));
    }

    #[test]
    fn patterns_agree_with_the_reader() {
        let reports = schema("reports");
        let report = &reports["anyOf"][1]["properties"];
        let unit = &schema("units")["anyOf"][1]["properties"];
        let page = &schema("page")["properties"];
        let matches = |property: &Value, text: &str| {
            regex::Regex::new(property["pattern"].as_str().unwrap())
                .unwrap()
                .is_match(text)
        };
        for good in ["2022-05-31", "31/05/2022", "1/9/2021", " 2022-5-1 "] {
            assert!(matches(&report["as_of"], good), "{good}");
        }
        for bad in ["", "31.05.2022", "2022-13-01", "2022-05-31T00:00", "5/2022"] {
            assert!(!matches(&report["as_of"], bad), "{bad}");
        }
        assert!(
            matches(&page["updated"], ""),
            "an optional key may be empty"
        );
        assert!(
            matches(&unit["id"], "dong-son-2")
                && !matches(&unit["id"], "Đông Sơn")
                && !matches(&unit["id"], "a-")
        );
    }
}
