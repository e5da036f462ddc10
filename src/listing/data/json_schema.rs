//! What the JSON of a table must be, as a JSON Schema (2020-12).

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Value, json};

use super::file::{FOLDER, Format};
use super::table::{Column, Kind, Table};
use super::words::Words;

#[derive(Serialize)]
struct Schema<'a> {
    #[serde(rename = "$schema")]
    dialect: &'static str,
    #[serde(rename = "$id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    title: String,
    description: String,
    r#type: &'static str,
    properties: Value,
    required: [&'static str; 4],
    #[serde(rename = "additionalProperties")]
    additional: bool,
    #[serde(rename = "$defs")]
    definitions: Definitions<'a>,
}

#[derive(Serialize)]
struct Definitions<'a> {
    row: Row<'a>,
}

#[derive(Serialize)]
struct Row<'a> {
    r#type: &'static str,
    properties: Properties<'a>,
    required: Vec<&'static str>,
    #[serde(rename = "additionalProperties")]
    additional: bool,
}

/// Columns by key, in their own order.
struct Properties<'a>(&'a [Column], &'a Words<'a>);

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for column in self.0 {
            map.serialize_entry(column.key, &property(column, self.1))?;
        }
        map.end()
    }
}

/// The schema of a table.
pub(super) fn json_schema(table: &Table<'_>, about: &Words<'_>) -> Vec<u8> {
    let schema = Schema {
        dialect: "https://json-schema.org/draft/2020-12/schema",
        id: about
            .base_url
            .map(|base| format!("{base}{FOLDER}{}{}", table.name, Format::Schema.ending())),
        title: about.say(table.words),
        description: about.about(table.words),
        r#type: "object",
        properties: json!({
            "as_of": {
                "type": "string",
                "format": "date",
                "description": about.say("data-as-of-about"),
            },
            "publisher": {"type": "string"},
            "licence": {"type": ["string", "null"]},
            "rows": {"type": "array", "items": {"$ref": "#/$defs/row"}},
        }),
        required: ["as_of", "publisher", "licence", "rows"],
        additional: false,
        definitions: Definitions {
            row: Row {
                r#type: "object",
                properties: Properties(table.columns, about),
                required: table.columns.iter().map(|column| column.key).collect(),
                additional: false,
            },
        },
    };
    super::pretty(&schema)
}

fn property(column: &Column, about: &Words<'_>) -> Value {
    let kind = match column.kind {
        Kind::Text | Kind::Day => "string",
        Kind::Whole => "integer",
        Kind::Number => "number",
        Kind::Flag => "boolean",
    };
    let mut property = json!({
        "title": about.say(column.words),
        "description": about.about(column.words),
        "type": if column.required { json!(kind) } else { json!([kind, "null"]) },
    });
    if column.kind == Kind::Day {
        property["format"] = json!("date");
    }
    if !column.choices.is_empty() {
        let mut choices: Vec<Value> = column.choices.iter().map(|choice| json!(choice)).collect();
        if !column.required {
            choices.push(Value::Null);
        }
        property["enum"] = Value::Array(choices);
    }
    property
}
