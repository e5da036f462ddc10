//! The data page, other pages, and the page for addresses that lead nowhere.

use super::Sheet;
use crate::model::{Body, Origin};
use crate::page::view::{DataView, NotFoundView, StaticView};

impl Sheet<'_> {
    pub(super) fn data(&self) -> DataView {
        DataView { files: self.desk.data.to_vec(), licence: self.desk.portal.site.dataset_licence.clone() }
    }

    pub(super) fn static_page(&self, index: usize) -> StaticView {
        let page = &self.desk.portal.pages[index];
        StaticView {
            summary: page.summary.clone(),
            body: self.prose(&page.body, &page.origin),
            updated: page.updated.map(|d| self.date(d)),
        }
    }

    /// How figures are made: the same text as in the program's documentation, whose example is tested.
    pub(super) fn method_page(&self) -> StaticView {
        let text = self.pick(include_str!("../../../docs/method.md"), include_str!("../../../docs/method.en.md"));
        let body = Body { text: text.to_owned(), first_line: 1 };
        StaticView { summary: None, body: self.prose(&body, &Origin::default()), updated: None }
    }

    pub(super) fn not_found(&self) -> NotFoundView {
        let links = [
            (self.pick("Trang chủ", "Home"), ""),
            (self.pick("Tiến độ", "Progress"), "tien-do/"),
            (self.pick("Sáng kiến", "Initiatives"), "sang-kien/"),
            (self.pick("Tin tức", "News"), "tin-tuc/"),
        ];
        NotFoundView { links: links.iter().map(|(title, url)| self.link(title, *url)).collect() }
    }
}
