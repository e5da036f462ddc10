//! The keys of `addresses` in site.yaml and site.en.yaml.

use super::Kind::{Id, List, Record};
use super::{Field, may};

const fn one(key: &'static str, vi: &'static str, en: &'static str) -> Field {
    may(key, List(&Id), vi, en)
}

/// Each is a word of addresses ([`crate::base::AddressWord`]).
const ADDRESSES: &[Field] = &[
    one("news", "Tin tức", "News"),
    one("sections", "Chuyên mục", "Sections of the news"),
    one("topics", "Chủ đề", "Topics"),
    one("initiatives", "Sáng kiến", "Initiatives"),
    one("units", "Đơn vị", "Units"),
    one("organisations", "Công đoàn cơ sở", "Grassroots unions"),
    one("programmes", "Chương trình", "Programmes"),
    one("progress", "Tiến độ", "Progress"),
    one("compare", "So sánh hai đơn vị", "Compare two units"),
    one("changes", "Có gì mới", "What is new"),
    one("charts", "Biểu đồ", "Charts"),
    one("method", "Cách tính", "How figures are computed"),
    one("search", "Tìm kiếm", "Search"),
    one("data", "Dữ liệu mở", "Open data"),
    one("page", "Trang thứ mấy", "Page of a list").hint(
        "Đứng trước số trang của danh sách: trang-2.",
        "Before the number of a page of a list: page-2.",
    ),
    one("year", "Năm", "Year").hint(
        "Đứng trước năm của danh sách tin: nam-2024.",
        "Before the year of a list of articles: year-2024.",
    ),
];

/// The field that holds them, of a site and of its translations.
pub(super) const FIELD: Field = may(
    "addresses",
    Record(ADDRESSES),
    "Chữ trong địa chỉ",
    "Words of addresses",
)
.hint(
    "Chữ trong địa chỉ các trang, khi muốn khác chữ của ngôn ngữ: {news: tin-moi}. Ghi nhiều chữ \
     thì chữ đầu đang dùng, các chữ sau là chữ cũ và địa chỉ cũ dẫn tới địa chỉ mới: {news: \
     [tin-moi, tin-tuc]}.",
    "Words in the addresses of pages, where they are not those of the language: {news: stories}. \
     Of a list the first is in use; the others were in use before, and old addresses lead to the \
     new ones: {news: [stories, news]}.",
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::AddressWord;

    #[test]
    fn each_word_of_addresses_has_a_key() {
        let keys: Vec<&str> = ADDRESSES.iter().map(|field| field.key).collect();
        assert_eq!(keys, AddressWord::ALL.map(AddressWord::key));
    }
}
