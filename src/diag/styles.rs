//! The words of what is wrong with style sheets, and how to fix it.

use super::SheetFault;

/// In Vietnamese.
pub(super) fn vi(fault: &SheetFault) -> (String, String) {
    match fault {
        SheetFault::Open { what } => (
            format!("“{what}” ở đây không được đóng lại"),
            format!("Thêm {} vào chỗ kết thúc.", end_of(what)),
        ),
        SheetFault::Stray { bracket } => (
            format!("dấu {bracket} này không có dấu mở đi trước"),
            format!("Xóa dấu {bracket}, hoặc thêm dấu mở còn thiếu ở phía trên."),
        ),
        SheetFault::NoBlock => (
            "chỗ này phải là một quy tắc CSS nhưng không có khối { … }".into(),
            "Viết bộ chọn rồi đến khối, ví dụ h1 { color: teal; }.".into(),
        ),
        SheetFault::NoDeclaration => (
            "chỗ này phải là một khai báo CSS nhưng không có dấu hai chấm sau tên thuộc tính"
                .into(),
            "Viết thuộc tính: giá trị; ví dụ color: teal;.".into(),
        ),
        SheetFault::NoValue { property } => (
            format!("thuộc tính {property} không có giá trị"),
            format!("Ghi giá trị sau {property}:, hoặc xóa dòng này."),
        ),
        SheetFault::Selector { token } => (
            format!("bộ chọn CSS viết sai ở “{token}” nên trình duyệt sẽ bỏ qua cả quy tắc"),
            "Sửa bộ chọn, ví dụ .card > h2 hoặc a:hover.".into(),
        ),
        SheetFault::Deep { most } => (
            format!("hơn {most} dấu ngoặc lồng nhau"),
            "Bớt các khối lồng nhau, hoặc đóng các dấu ngoặc còn mở.".into(),
        ),
    }
}

/// In English.
pub(super) fn en(fault: &SheetFault) -> (String, String) {
    match fault {
        SheetFault::Open { what } => (
            format!("“{what}” is not closed"),
            format!("Add {} where it ends.", end_of(what)),
        ),
        SheetFault::Stray { bracket } => (
            format!("this {bracket} has no opening bracket before it"),
            format!("Delete {bracket}, or add the opening bracket that is missing above."),
        ),
        SheetFault::NoBlock => (
            "a CSS rule is expected here, but there is no block { … }".into(),
            "Write a selector and its block, such as h1 { color: teal; }.".into(),
        ),
        SheetFault::NoDeclaration => (
            "a CSS declaration is expected here, but no colon follows the name of a property"
                .into(),
            "Write property: value; such as color: teal;.".into(),
        ),
        SheetFault::NoValue { property } => (
            format!("the property {property} has no value"),
            format!("Write a value after {property}:, or delete this line."),
        ),
        SheetFault::Selector { token } => (
            format!("the CSS selector is invalid at “{token}”, so that browsers ignore the rule"),
            "Fix the selector, such as .card > h2 or a:hover.".into(),
        ),
        SheetFault::Deep { most } => (
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
