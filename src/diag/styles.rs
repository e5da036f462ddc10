//! The words of what is wrong with style sheets, and how to fix it.

use super::SheetError;

/// In Vietnamese.
pub(super) fn vi(error: &SheetError) -> (String, String) {
    match error {
        SheetError::Open { what } => (
            format!("“{what}” ở đây không được đóng lại"),
            format!("Thêm {} vào chỗ kết thúc.", end_of(what)),
        ),
        SheetError::Stray { bracket } => (
            format!("dấu {bracket} này không có dấu mở đi trước"),
            format!("Xóa dấu {bracket}, hoặc thêm dấu mở còn thiếu ở phía trên."),
        ),
        SheetError::NoBlock => (
            "chỗ này phải là một quy tắc CSS nhưng không có khối { … }".into(),
            "Viết bộ chọn rồi đến khối, ví dụ h1 { color: teal; }.".into(),
        ),
        SheetError::NoDeclaration => (
            "chỗ này phải là một khai báo CSS nhưng không có dấu hai chấm sau tên thuộc tính"
                .into(),
            "Viết thuộc tính: giá trị; ví dụ color: teal;.".into(),
        ),
        SheetError::NoValue { property } => (
            format!("thuộc tính {property} không có giá trị"),
            format!("Ghi giá trị sau {property}:, hoặc xóa dòng này."),
        ),
        SheetError::Selector { token } => (
            format!("bộ chọn CSS viết sai ở “{token}” nên trình duyệt sẽ bỏ qua cả quy tắc"),
            "Sửa bộ chọn, ví dụ .card > h2 hoặc a:hover.".into(),
        ),
        SheetError::Deep { most } => (
            format!("hơn {most} dấu ngoặc lồng nhau"),
            "Bớt các khối lồng nhau, hoặc đóng các dấu ngoặc còn mở.".into(),
        ),
    }
}

/// In English.
pub(super) fn en(error: &SheetError) -> (String, String) {
    match error {
        SheetError::Open { what } => (
            format!("“{what}” is not closed"),
            format!("Add {} where it ends.", end_of(what)),
        ),
        SheetError::Stray { bracket } => (
            format!("this {bracket} has no opening bracket before it"),
            format!("Delete {bracket}, or add the opening bracket that is missing above."),
        ),
        SheetError::NoBlock => (
            "a CSS rule is expected here, but there is no block { … }".into(),
            "Write a selector and its block, such as h1 { color: teal; }.".into(),
        ),
        SheetError::NoDeclaration => (
            "a CSS declaration is expected here, but no colon follows the name of a property"
                .into(),
            "Write property: value; such as color: teal;.".into(),
        ),
        SheetError::NoValue { property } => (
            format!("the property {property} has no value"),
            format!("Write a value after {property}:, or delete this line."),
        ),
        SheetError::Selector { token } => (
            format!("the CSS selector is invalid at “{token}”, so that browsers ignore the rule"),
            "Fix the selector, such as .card > h2 or a:hover.".into(),
        ),
        SheetError::Deep { most } => (
            format!("more than {most} brackets in each other"),
            "Nest fewer blocks, or close the brackets that are open.".into(),
        ),
    }
}

/// What ends what begins so.
fn end_of(what: &str) -> &str {
    match what {
        "{" => "}",
        "[" => "]",
        "(" | "url(" => ")",
        "/*" => "*/",
        quote => quote,
    }
}
