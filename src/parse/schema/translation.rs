//! The keys of translations: `a.en.md` beside `a.md`, and `site.en.yaml`.

use super::Kind::{List, Record, Text, Texts};
use super::addresses;
use super::site::LINK;
use super::{Field, may, must};

/// `news/a.en.md`, `pages/a.en.md`, `initiatives/a.en.md`: what is left out stays as it is in the
/// original.
pub const TRANSLATION: &[Field] = &[
    must("title", Text, "Tiêu đề", "Title"),
    may("summary", Text, "Sapô", "Summary")
        .hint("Bản dịch của sapô.", "The opening sentences, translated."),
    may(
        "alt",
        Text,
        "Mô tả ảnh chính",
        "Description of the main picture",
    ),
    may(
        "caption",
        Text,
        "Chú thích ảnh chính",
        "Caption of the main picture",
    ),
];

const ORGANISATION: &[Field] = &[
    may("name", Text, "Tên cơ quan", "Name"),
    may("short_name", Text, "Tên viết tắt", "Short name"),
    may("kind", Text, "Loại trang", "Kind of site"),
    may("address", Text, "Địa chỉ", "Address"),
    may("responsible", Text, "Chịu trách nhiệm", "Responsible"),
    may("built_by", Text, "Đơn vị xây dựng", "Built by"),
];

/// `site.en.yaml`
pub const SITE_TRANSLATION: &[Field] = &[
    may("title", Text, "Tên trang", "Title"),
    may("slogan", Text, "Khẩu hiệu", "Slogan"),
    may(
        "organisation",
        Record(ORGANISATION),
        "Cơ quan chủ quản",
        "Organisation",
    ),
    may("menu", List(&Record(LINK)), "Trình đơn", "Menu"),
    addresses::FIELD,
    may("words", Texts, "Từ và câu ngắn", "Words").hint(
        "Chữ gốc trong các tệp YAML và bản dịch: tên chương trình, giai đoạn, nhóm, đơn vị, \
         nguồn …",
        "Words of the YAML files and what they are in this language: programmes, phases, groups, \
         units, sources …",
    ),
];
