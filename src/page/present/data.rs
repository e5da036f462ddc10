//! The open data as other pages and search engines see it.

use serde_json::{Value, json};

use super::PageBuilder;
use super::json_ld::strip;
use crate::page::view::{DataFileView, DatasetView, Link};

impl PageBuilder<'_> {
    /// The first tables, each in the format for most readers; the data page has them all.
    pub(super) fn downloads(&self) -> Vec<Link> {
        let mut links = Vec::new();
        for dataset in self.context.data.datasets.iter().take(4) {
            if let Some(file) = dataset.files.first() {
                let title = format!("{} ({})", dataset.title, file.format);
                links.push(self.link(&title, file.url.clone()));
            }
        }
        links
    }

    /// The licence of the data: its address, else its words.
    pub(super) fn licence(&self) -> Value {
        let licence = self.context.data.licence.as_ref();
        json!(licence.map(|link| if link.url.is_empty() {
            &link.title
        } else {
            &link.url
        }))
    }

    /// Every table for search engines: a dataset with its files.
    pub(super) fn datasets(&self, owner: &Value) -> Vec<Value> {
        self.context
            .data
            .datasets
            .iter()
            .map(|dataset| strip(self.dataset(dataset, owner)))
            .collect()
    }

    fn dataset(&self, dataset: &DatasetView, owner: &Value) -> Value {
        let site = &self.context.portal.site;
        let as_of = self.context.progress.as_of;
        let address = self.address(&self.page.url, &format!("#{}", dataset.id));
        // A dataset is found by itself, so that its words say whose it is and from when.
        let day = self.date(as_of).text;
        let description = self.say(
            "about-dataset",
            &[
                ("about", (&dataset.description).into()),
                ("site", (&site.title).into()),
                ("day", (&day).into()),
            ],
        );
        let days = dataset.from.as_ref().zip(dataset.to.as_ref());
        let quantities = dataset.columns.iter().filter(|column| column.numeric);
        let quantities: Vec<Value> = quantities
            .map(|c| json!({"@type": "PropertyValue", "name": c.title, "description": c.description}))
            .collect();
        json!({
            "@type": "Dataset",
            "@id": address,
            "url": address,
            "identifier": dataset.id,
            "name": dataset.title,
            "description": description,
            "inLanguage": self.lang,
            "isAccessibleForFree": true,
            "license": self.licence(),
            "creator": owner,
            "publisher": owner,
            "dateModified": as_of.to_string(),
            "version": as_of.to_string(),
            "temporalCoverage": days.map(|(from, to)| format!("{}/{}", from.iso, to.iso)),
            "variableMeasured": if quantities.is_empty() { Value::Null } else { Value::Array(quantities) },
            "distribution": dataset.files.iter().map(|file| self.distribution(file)).collect::<Value>(),
        })
    }

    pub(super) fn distribution(&self, file: &DataFileView) -> Value {
        json!({
            "@type": "DataDownload",
            "name": file.name,
            "contentUrl": self.address(&file.url, ""),
            "encodingFormat": file.media_type,
            "contentSize": format!("{} B", file.bytes),
            "sha256": file.sha256,
        })
    }

    /// An absolute address, or one relative to this page where the site has none.
    fn address(&self, url: &str, anchor: &str) -> String {
        match &self.context.portal.site.base_url {
            Some(base) => format!("{base}{url}{anchor}"),
            None if *url == self.page.url => anchor.to_owned(),
            None => format!("{}{url}{anchor}", self.root),
        }
    }
}
