//! `datapackage.json`: every table and chart described for programs, as Frictionless Data Package
//! 2.0.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::{Value, json};

use super::file::{File, Format};
use super::table::{Column, Kind, Table};
use super::words::Words;
use crate::base::{date, slug};
use crate::chart::Chart;
use crate::model::Portal;

/// The name of the file; programs look for it.
pub(super) const NAME: &str = "datapackage.json";

#[derive(Serialize)]
struct Package<'a> {
    #[serde(rename = "$schema")]
    profile: &'static str,
    name: String,
    title: String,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    homepage: Option<String>,
    version: String,
    created: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    licenses: Vec<Value>,
    contributors: [Value; 1],
    resources: Vec<Resource<'a>>,
}

/// A file of the package.
#[derive(Serialize)]
pub(super) struct Resource<'a> {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<&'static str>,
    path: &'a str,
    title: Cow<'a, str>,
    description: Cow<'a, str>,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    bytes: u64,
    hash: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    dialect: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<Schema>,
}

#[derive(Serialize)]
struct Schema {
    fields: Vec<Field>,
    #[serde(rename = "missingValues")]
    missing: [&'static str; 1],
    #[serde(rename = "primaryKey", skip_serializing_if = "<[_]>::is_empty")]
    primary_key: &'static [&'static str],
    #[serde(rename = "foreignKeys", skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<Value>,
}

#[derive(Serialize)]
struct Field {
    name: String,
    r#type: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<Value>,
}

/// The package of these resources.
pub(super) fn package(portal: &Portal, about: &Words<'_>, resources: Vec<Resource<'_>>) -> Vec<u8> {
    let site = &portal.site;
    let name = slug::slug(about.site);
    let licence = about.licence.as_ref();
    let slogan = site.slogan.as_deref().unwrap_or(about.owner);
    let as_of = date::written(about.as_of, about.texts.lang);
    super::pretty(&Package {
        profile: "https://datapackage.org/profiles/2.0/datapackage.json",
        name: if name.is_empty() {
            "tiendo".to_owned()
        } else {
            name
        },
        title: about
            .texts
            .say("package-title", &[("site", about.site.into())]),
        description: about.texts.say(
            "package-about",
            &[("about", slogan.into()), ("day", (&as_of).into())],
        ),
        homepage: about.homepage(),
        version: about.as_of.to_string(),
        created: date::rfc3339(about.as_of, &site.timezone),
        licenses: licence
            .map(|l| stripped(json!({"name": l.name, "title": l.title, "path": l.url})))
            .into_iter()
            .collect(),
        contributors: [stripped(json!({
            "title": about.owner, "path": about.base_url, "email": site.organisation.email, "roles": ["publisher"],
        }))],
        resources,
    })
}

impl Schema {
    /// That of the table of a chart: texts and numbers.
    fn of_chart(chart: &Chart) -> Self {
        let head = chart.csv.first().into_iter().flatten();
        let mut fields = Vec::new();
        for (title, numeric) in head.zip(&chart.table.numeric) {
            fields.push(Field {
                name: title.clone(),
                r#type: if *numeric { "number" } else { "string" },
                title: title.clone(),
                description: None,
                constraints: None,
            });
        }
        Self {
            fields,
            missing: [""],
            primary_key: &[],
            foreign_keys: Vec::new(),
        }
    }
}

impl<'a> Resource<'a> {
    /// The CSV of a table.
    pub(super) fn table(table: &'a Table<'_>, file: &'a File, about: &Words<'a>) -> Self {
        let schema = Schema {
            fields: table
                .columns
                .iter()
                .map(|column| field(column, about))
                .collect(),
            missing: [""],
            primary_key: table.key,
            foreign_keys: table
                .refers
                .iter()
                .map(|to| {
                    // A reference to the table itself names no resource (Data Package v2).
                    let resource = (to.table != table.name).then_some(to.table);
                    let reference = stripped(json!({"resource": resource, "fields": to.to}));
                    json!({"fields": to.columns, "reference": reference})
                })
                .collect(),
        };
        Self::new(
            table.name.to_owned(),
            file,
            about.say(table.words),
            about.about(table.words),
            Some(schema),
        )
    }

    /// The CSV of a chart, or its picture.
    pub(super) fn chart(chart: &'a Chart, file: &'a File) -> Self {
        let csv = file.format == Format::Csv;
        let kind = file.format.ending().trim_start_matches('.');
        Self::new(
            format!("bieu-do-{}-{kind}", chart.id),
            file,
            chart.title.as_str(),
            chart.subtitle.as_str(),
            csv.then(|| Schema::of_chart(chart)),
        )
    }

    fn new(
        name: String,
        file: &'a File,
        title: impl Into<Cow<'a, str>>,
        description: impl Into<Cow<'a, str>>,
        schema: Option<Schema>,
    ) -> Self {
        // The byte order mark is not part of the dialect: readers of utf-8 pass over it.
        let dialect = || json!({"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true});
        Self {
            name,
            r#type: schema.as_ref().map(|_| "table"),
            path: &file.path,
            title: title.into(),
            description: description.into(),
            format: file.format.ending().trim_start_matches('.'),
            mediatype: file.format.media_type(),
            encoding: "utf-8",
            bytes: file.bytes,
            hash: format!("sha256:{}", file.sha256),
            dialect: schema.as_ref().map(|_| dialect()),
            schema,
        }
    }
}

fn field(column: &Column, about: &Words<'_>) -> Field {
    let mut constraints = serde_json::Map::new();
    if column.required {
        constraints.insert("required".to_owned(), json!(true));
    }
    if !column.choices.is_empty() {
        constraints.insert("enum".to_owned(), json!(column.choices));
    }
    Field {
        name: column.key.to_owned(),
        r#type: match column.kind {
            Kind::Text => "string",
            Kind::Whole => "integer",
            Kind::Number => "number",
            Kind::Day => "date",
            Kind::Flag => "boolean",
        },
        title: about.say(column.words),
        description: Some(about.about(column.words)),
        constraints: (!constraints.is_empty()).then_some(Value::Object(constraints)),
    }
}

/// The same object without what is null.
fn stripped(mut value: Value) -> Value {
    if let Value::Object(map) = &mut value {
        map.retain(|_, value| !value.is_null());
    }
    value
}
