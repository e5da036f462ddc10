//! The words of what is wrong with an area of a map, and how to fix it.

use super::AreaError;

/// In Vietnamese.
pub(super) fn vi(area: &str, error: &AreaError) -> (String, String) {
    let (what, help) = match error {
        AreaError::NoCode { property } => (
            format!("không có thuộc tính “{property}” chứa mã địa bàn"),
            "Thêm thuộc tính ấy, hoặc ghi code: tên thuộc tính chứa mã vào tệp .yaml của bản đồ.",
        ),
        AreaError::NotAnArea { kind } => (
            format!("là {kind}, không phải một vùng"),
            "Chỉ giữ các vùng Polygon và MultiPolygon.",
        ),
        AreaError::Empty => (
            "không có diện tích".to_owned(),
            "Vẽ lại vùng này: ít nhất ba góc, không nằm trên một đường thẳng.",
        ),
        AreaError::TooManyPoints { limit } => (
            format!("có đường ranh hơn {limit} điểm"),
            "Đơn giản hóa đường ranh trong phần mềm bản đồ (QGIS: Simplify) rồi xuất lại.",
        ),
        AreaError::Crossing { .. } => (
            "có đường ranh tự cắt".to_owned(),
            "Sửa bằng lệnh sửa hình học của phần mềm bản đồ (QGIS: Fix geometries) rồi xuất lại.",
        ),
        AreaError::OutOfRange { at } => (
            format!("có tọa độ {at} không phải kinh độ, vĩ độ"),
            "Xuất lại với hệ tọa độ WGS 84 (EPSG:4326), không phải VN-2000.",
        ),
    };
    (format!("vùng “{area}” {what}"), help.to_owned())
}

/// In English.
pub(super) fn en(area: &str, error: &AreaError) -> (String, String) {
    let (what, help) = match error {
        AreaError::NoCode { property } => (
            format!("has no property “{property}” with its code"),
            "Add that property, or say in the map's .yaml which one holds the code (code: …).",
        ),
        AreaError::NotAnArea { kind } => (
            format!("is a {kind} and no area"),
            "Keep only features that are a Polygon or a MultiPolygon.",
        ),
        AreaError::Empty => (
            "has no area".to_owned(),
            "Draw it again: at least three corners that are not in one line.",
        ),
        AreaError::TooManyPoints { limit } => (
            format!("has a boundary of more than {limit} points"),
            "Simplify it with your map program (QGIS: Simplify) and export it again.",
        ),
        AreaError::Crossing { why } => (
            format!("has a boundary that crosses itself ({why})"),
            "Fix it with your map program (QGIS: Fix geometries) and export it again.",
        ),
        AreaError::OutOfRange { at } => (
            format!("has the coordinate {at}, which is not longitude and latitude"),
            "Export it again in WGS 84 (EPSG:4326), not in a national grid.",
        ),
    };
    (format!("the area “{area}” {what}"), help.to_owned())
}
