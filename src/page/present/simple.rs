//! The data page, other pages, and the page for addresses that lead nowhere.

use super::{PageBuilder, home};
use crate::base::AddressWord;
use crate::model::{Body, Origin, Programme};
use crate::page::view::{DataView, Link, NotFoundView, StaticView};
use crate::page::words::{self, metric};
use crate::progress::Difference;

impl PageBuilder<'_> {
    pub(super) fn data(&self) -> DataView {
        DataView {
            differences: self.differences(),
            ..self.context.data.clone()
        }
    }

    /// A line for each unit whose report and list do not agree.
    fn differences(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for programme in &self.context.portal.programmes {
            // A list of a few examples says nothing of a report; in the data it is marked as such.
            if programme.counts_records {
                let figures = &self.context.progress.programmes[&programme.id];
                let differences = figures.differences.iter();
                lines.extend(differences.map(|d| self.difference(programme, d)));
            }
        }
        lines
    }

    fn difference(&self, programme: &Programme, difference: &Difference<'_>) -> String {
        let unit = &self.context.portal.units[difference.unit];
        let title = words::unit_name(&unit.title);
        let day = self.date(difference.report.as_of).text;
        let what = metric(difference.metric, programme, self.texts());
        self.say(
            "difference",
            &[
                ("unit", (&title).into()),
                ("day", (&day).into()),
                ("reported", difference.reported.into()),
                ("what", (&what).into()),
                ("counted", difference.counted.into()),
            ],
        )
    }

    pub(super) fn static_page(&self, index: usize) -> StaticView {
        let page = &self.context.portal.pages[index];
        let body = self.prose(&page.body, &page.origin);
        StaticView {
            summary: page.summary.clone(),
            contents: contents(&body),
            body,
            updated: page.updated.map(|d| self.date(d)),
        }
    }

    /// How figures are made: the same text as in the program's documentation, whose example is
    /// tested.
    pub(super) fn method_page(&self) -> StaticView {
        let body = Body {
            text: self.lang.method().to_owned(),
            first_line: 1,
        };
        let body = self.prose(&body, &Origin::default());
        StaticView {
            summary: None,
            contents: contents(&body),
            body,
            updated: None,
        }
    }

    pub(super) fn not_found(&self) -> NotFoundView {
        let lists = [
            ("menu-progress", AddressWord::Progress),
            ("title-initiatives", AddressWord::Initiatives),
            ("title-news", AddressWord::News),
            ("title-units", AddressWord::Units),
            ("title-data", AddressWord::Data),
        ];
        let mut links = vec![self.link(&self.say("home", &[]), "")];
        for (title, word) in lists {
            links.push(self.link(&self.say(title, &[]), self.here(word)));
        }
        NotFoundView { links }
    }
}

/// Headings of a text from which on a list of them helps.
const LONG: usize = 3;

/// Links to the headings of the second level in the HTML of a text; none for a short text.
pub(super) fn contents(body: &str) -> Vec<Link> {
    let mut links = Vec::new();
    for part in body.split("<h2 id=\"").skip(1) {
        let Some((id, rest)) = part.split_once("\">") else {
            continue;
        };
        let title = rest.split("</h2>").next().unwrap_or_default();
        links.push(Link {
            title: home::without_tags(title),
            url: format!("#{id}"),
            ..Link::default()
        });
    }
    if links.len() < LONG {
        links.clear();
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_has_its_headings_as_links() {
        let body = "<h2 id=\"a\">Một &amp; <em>hai</em></h2><p>…</p><h2 id=\"b\">Ba</h2><h3 \
         id=\"x\">Bốn</h3>";
        assert!(contents(body).is_empty(), "two headings need no list");
        let body = format!("{body}<h2 id=\"c\">Năm</h2>");
        let links: Vec<(String, String)> = contents(&body)
            .into_iter()
            .map(|l| (l.url, l.title))
            .collect();
        let expected = [("#a", "Một & hai"), ("#b", "Ba"), ("#c", "Năm")];
        assert_eq!(
            links,
            expected.map(|(url, title)| (url.to_owned(), title.to_owned()))
        );
    }
}
