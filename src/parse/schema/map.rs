//! The keys of a map.

use super::Kind::{Date, Text};
use super::{Field, may, must};

/// `maps/<id>.yaml`, beside `<id>.geojson`
pub const MAP: &[Field] = &[
    may("title", Text, "Tên bản đồ", "Title"),
    must(
        "edition",
        Text,
        "Bản ranh giới",
        "Edition of the boundaries",
    )
    .hint(
        "Ranh giới của năm nào, theo văn bản nào; in dưới bản đồ.",
        "Of which year and by which act the boundaries are; printed below the map.",
    ),
    may(
        "source",
        Text,
        "Nguồn ranh giới",
        "Source of the boundaries",
    ),
    may("code", Text, "Thuộc tính chứa mã", "Property with the code").hint(
        "Thuộc tính của mỗi vùng trong tệp GeoJSON chứa mã địa bàn (place_code của đơn vị); bỏ \
         trống thì tự tìm.",
        "The property of each feature that holds the place_code of its unit; looked for when left \
         out.",
    ),
    may("valid_from", Date, "Dùng từ ngày", "In use from").hint(
        "Dành cho giai đoạn kết thúc từ ngày này.",
        "For phases that end on this day or \
         later.",
    ),
    may("valid_to", Date, "Dùng đến ngày", "In use until").hint(
        "Dành cho giai đoạn kết thúc đến ngày này.",
        "For phases that end by this day.",
    ),
];
