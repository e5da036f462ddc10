//! What search engines are called with a page: JSON-LD by schema.org.

use serde::Serialize;
use serde_json::{Value, json};

use super::PageBuilder;
use crate::base::date;
use crate::model::{News, Phase, UnitKind};
use crate::page::plan::Kind;

/// What a page is about, or whose it is. What is not known is left out.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Thing<'a> {
    #[serde(rename = "@context", skip_serializing_if = "str::is_empty")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    main_entity_of_page: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    telephone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fax_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "Value::is_null")]
    license: Value,
    #[serde(skip_serializing_if = "Value::is_null")]
    image: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dataset: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temporal_coverage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spatial_coverage: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_accessible_for_free: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    distribution: Vec<Value>,
}

impl PageBuilder<'_> {
    /// JSON-LD of the page, safe inside a `<script>`.
    pub(super) fn json_ld(&self, canonical: Option<&str>, description: &str) -> String {
        let portal = self.context.portal;
        let site = &portal.site;
        let thing = Thing {
            context: "https://schema.org",
            kind: "WebPage",
            name: Some(&self.summary.title),
            description: Some(description),
            url: canonical,
            in_language: Some(self.lang.code()),
            ..Thing::default()
        };
        let thing = match self.page.kind {
            Kind::Home => Thing {
                kind: "WebSite",
                // Of each language its own home.
                name: Some(&*site.title),
                publisher: self.publisher(),
                ..thing
            },
            Kind::Article(i) => self.news_article(&portal.news[i], canonical, thing),
            Kind::Phase(i, j) => self.phase_dataset(&portal.programmes[i].phases[j], thing),
            Kind::Data => Thing {
                kind: "DataCatalog",
                dataset: self.datasets(&json!(self.owner())),
                publisher: self.publisher(),
                license: self.licence(),
                date_modified: Some(self.context.progress.as_of.to_string()),
                ..thing
            },
            Kind::Unit(i) => Thing {
                kind: ORGANIZATION,
                name: Some(&*portal.units[i].title),
                in_language: None,
                ..thing
            },
            Kind::Initiative(_) => Thing {
                kind: "Article",
                headline: thing.name,
                publisher: self.publisher(),
                image: self.json_image(),
                ..thing
            },
            _ => thing,
        };
        // Texts and lists of texts always have a JSON form.
        script_safe(serde_json::to_string(&thing).unwrap_or_default())
    }

    fn news_article<'t>(
        &'t self,
        news: &'t News,
        canonical: Option<&'t str>,
        page: Thing<'t>,
    ) -> Thing<'t> {
        let zone = &self.context.portal.site.timezone;
        let author = news.byline.as_deref().map(|name| Thing {
            kind: ORGANIZATION,
            name: Some(name),
            ..Thing::default()
        });
        let modified = news.updated.unwrap_or(news.date);
        Thing {
            kind: "NewsArticle",
            name: None,
            headline: Some(&news.title),
            url: None,
            main_entity_of_page: canonical,
            date_published: Some(date::rfc3339(news.date, zone)),
            date_modified: Some(date::rfc3339(modified, zone)),
            author: author.map(Box::new),
            publisher: self.publisher(),
            image: self.json_image_or_card(),
            ..page
        }
    }

    fn phase_dataset<'t>(&'t self, phase: &Phase, page: Thing<'t>) -> Thing<'t> {
        Thing {
            kind: "Dataset",
            creator: self.publisher(),
            publisher: self.publisher(),
            license: self.licence(),
            temporal_coverage: Some(format!("{}/{}", phase.start, phase.end)),
            spatial_coverage: self.place(),
            is_accessible_for_free: Some(true),
            date_modified: Some(self.context.progress.as_of.to_string()),
            distribution: self.phase_files(),
            ..page
        }
    }

    fn publisher(&self) -> Option<Box<Thing<'_>>> {
        Some(Box::new(self.owner()))
    }

    fn owner(&self) -> Thing<'_> {
        let site = &self.context.portal.site;
        let organisation = &site.organisation;
        Thing {
            kind: ORGANIZATION,
            name: Some(if organisation.name.is_empty() {
                &site.title
            } else {
                &organisation.name
            }),
            url: site.base_url.as_deref(),
            telephone: organisation.phone.as_deref(),
            fax_number: organisation.fax.as_deref(),
            email: organisation.email.as_deref(),
            address: organisation.address.as_deref(),
            ..Thing::default()
        }
    }

    /// The way from home to this page (schema.org BreadcrumbList, as Google asks for it: absolute
    /// addresses).
    pub(super) fn json_ld_crumbs(&self, canonical: Option<&str>) -> Option<String> {
        let base = self.context.portal.site.base_url.as_deref()?;
        let above = self.breadcrumbs();
        if above.is_empty() {
            return None;
        }
        let prefix = self.context.plan.prefix();
        let mut steps: Vec<Value> = Vec::new();
        for link in &above {
            let address = format!("{base}{prefix}{}", link.url);
            steps.push(step(steps.len() + 1, &link.title, &address));
        }
        steps.push(step(steps.len() + 1, &self.summary.title, canonical?));
        let list = json!({
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": steps,
        });
        Some(script_safe(list.to_string()))
    }

    /// The province that figures are about, by the name of its union.
    fn place(&self) -> Option<Box<Thing<'_>>> {
        let mut units = self.context.portal.units.iter();
        let root = units.find(|unit| unit.parent.is_none() && unit.kind == UnitKind::Province)?;
        let title = ["Liên đoàn Lao động ", "LĐLĐ "]
            .into_iter()
            .find_map(|before| root.title.strip_prefix(before))
            .unwrap_or(&root.title);
        Some(Box::new(Thing {
            kind: "Place",
            name: Some(title),
            ..Thing::default()
        }))
    }

    /// The files of the table of phases.
    fn phase_files(&self) -> Vec<Value> {
        let mut tables = self.context.data.datasets.iter();
        let Some(phases) = tables.find(|table| table.id == "giai-doan") else {
            return Vec::new();
        };
        phases
            .files
            .iter()
            .map(|file| self.distribution(file))
            .collect()
    }

    /// The lead photo of a record, else the card that is shown where it is shared.
    fn json_image_or_card(&self) -> Value {
        let photo = self.json_image();
        match (photo.is_null(), self.share_image()) {
            (true, Some(card)) => {
                json!({"@type": "ImageObject", "url": card.url, "width": 1200, "height": 630})
            }
            _ => photo,
        }
    }

    /// The lead photo of a record; nothing without one or without a base_url.
    fn json_image(&self) -> Value {
        let base = self.context.portal.site.base_url.as_deref();
        let photo = self
            .lead_photo()
            .and_then(|image| Some((image, self.photo(image)?)));
        let Some((base, (image, photo))) = base.zip(photo) else {
            return Value::Null;
        };
        strip(
            json!({"@type": "ImageObject", "url": format!("{base}{}", photo.plain().url), "width": photo.plain().width,
            "caption": image.caption, "creditText": image.credit}),
        )
    }
}

/// One step of the way to a page.
fn step(position: usize, name: &str, address: &str) -> Value {
    json!({"@type": "ListItem", "position": position, "name": name, "item": address})
}

const ORGANIZATION: &str = "Organization";

/// Leaves out what is null.
pub(super) fn strip(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(strip).collect()),
        Value::Object(map) => {
            let kept = map
                .into_iter()
                .filter(|(_, v)| !v.is_null())
                .map(|(k, v)| (k, strip(v)));
            Value::Object(kept.collect())
        }
        other => other,
    }
}

/// JSON that cannot end a `<script>`.
pub(super) fn script_safe(json: String) -> String {
    if !json.contains(['<', '>', '&']) {
        return json;
    }
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_end_the_script() {
        let safe = script_safe(json!({"name": "</script><b>&"}).to_string());
        assert!(
            !safe.contains('<')
                && serde_json::from_str::<Value>(&safe).unwrap()["name"] == "</script><b>&"
        );
    }
}
