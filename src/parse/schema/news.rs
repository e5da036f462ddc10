//! The keys of news and of other pages.

use super::Kind::{Date, List, Record, Reference, Text};
use super::shared::{ALIASES, DRAFT, IMAGE, PROGRAMME, PUBLISH_FROM, PUBLISH_TO, SLUG, UPDATED};
use super::{Field, may, must};

/// news/**
pub const NEWS: &[Field] = &[
    must("title", Text, "Tiêu đề", "Title"),
    must("date", Date, "Ngày đăng", "Date").hint(
        "Ngày của tin; tin đề ngày sau ngày của số liệu thì chưa được đăng.",
        "The day of the news; news dated later than the figures waits.",
    ),
    UPDATED,
    may("byline", Text, "Người viết", "Byline").hint(
        "Tên người hoặc cơ quan viết tin.",
        "The person or office that wrote it.",
    ),
    may("photo_by", Text, "Người chụp ảnh", "Photos by"),
    may("summary", Text, "Sapô", "Summary").first().hint(
        "Một, hai câu mở đầu; hiện cả trong danh sách tin và kết quả tìm kiếm.",
        "One or two opening sentences; they are in lists and search results too.",
    ),
    may("image", Record(IMAGE), "Ảnh", "Picture")
        .always()
        .hint("Ảnh chính của tin.", "The main picture."),
    may("category", Text, "Chuyên mục", "Section")
        .always()
        .hint(
            "Một chuyên mục của trang tin.",
            "One section \
     of the news.",
        ),
    may("tags", List(&Text), "Chủ đề", "Tags").hint(
        "Vài từ khóa, như sơ kết, khen thưởng.",
        "A few keywords, as sơ kết, khen thưởng.",
    ),
    may(
        "units",
        List(&Reference("unit")),
        "Đơn vị liên quan",
        "Units",
    )
    .hint(
        "Mã hoặc tên của các đơn vị mà tin nói đến.",
        "Ids or names of the units that the \
         news is about.",
    ),
    PROGRAMME,
    may(
        "initiatives",
        List(&Reference("initiative")),
        "Sáng kiến liên quan",
        "Initiatives",
    )
    .hint(
        "Mã của các sáng kiến mà tin nói đến; không có mã thì ghi tên tệp, không đuôi.",
        "Codes of the initiatives that the news is about; without a code, the file's name without \
         ending.",
    ),
    DRAFT,
    PUBLISH_FROM,
    PUBLISH_TO,
    SLUG,
    ALIASES,
];

/// pages/**
pub const PAGE: &[Field] = &[
    must("title", Text, "Tiêu đề", "Title"),
    may("summary", Text, "Tóm tắt", "Summary").first().hint(
        "Một câu cho kết quả tìm kiếm.",
        "One sentence for search results.",
    ),
    UPDATED,
    DRAFT,
    SLUG,
    ALIASES,
];
