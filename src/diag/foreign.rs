//! What libraries say in English, in Vietnamese: the kinds that editors meet are recognised.

use super::YamlError;

/// Why a YAML text cannot be read: message and way to fix it.
pub(super) fn yaml_vi(error: &YamlError) -> (String, String) {
    match error {
        YamlError::Colon { key, fixed } => (
            format!("phần sau “{key}:” có dấu hai chấm nên máy hiểu nhầm thành một mục khác"),
            format!("Đặt cả phần đó trong dấu nháy đơn: {fixed}"),
        ),
        YamlError::Quote { fixed } => (
            "dấu nháy mở mà không đóng, hoặc sau dấu nháy đóng còn chữ".into(),
            format!("Đặt cả phần giá trị trong dấu nháy đơn: {fixed}"),
        ),
        YamlError::Start { character, fixed } => (
            format!("giá trị bắt đầu bằng “{character}”, là dấu có nghĩa riêng ở phần khai báo"),
            format!("Đặt cả phần giá trị trong dấu nháy đơn: {fixed}"),
        ),
        YamlError::Tab { fixed } => (
            "đầu dòng có dấu Tab; phần khai báo chỉ dùng dấu cách".into(),
            format!("Thay dấu Tab bằng hai dấu cách: {fixed}"),
        ),
        YamlError::Indent { fixed } => (
            "đầu dòng thừa hoặc thiếu dấu cách".into(),
            match fixed {
                Some(fixed) => format!("Viết sát đầu dòng như các mục khác: {fixed}"),
                None => "Các mục cùng cấp phải thẳng hàng với nhau: xem lại số dấu cách ở đầu dòng \
                 này và dòng trên.".into(),
            },
        ),
        YamlError::NoColon { text } if joined(text).is_some() => {
            let (key, value) = joined(text).unwrap_or_default();
            (
                format!("sau “{key}:” thiếu dấu cách"),
                format!("Viết: {key}: {value}"),
            )
        }
        YamlError::NoColon { text } => (
            format!("dòng “{text}” không có dạng mục: giá trị"),
            "Mỗi dòng khai báo gồm tên mục, dấu hai chấm, dấu cách, rồi giá trị, ví dụ title: Tên \
             bài. Nếu đây là phần bài viết thì thêm dòng --- ở trên."
                .into(),
        ),
        YamlError::Bracket => (
            "dấu ngoặc [ hoặc { mở mà không đóng đúng".into(),
            "Đóng ngoặc ở cuối danh sách, ví dụ tags: [thi đua, khen thưởng].".into(),
        ),
        YamlError::Other { .. } => (
            "dòng này viết không đúng cách khai báo".into(),
            "So với một tệp đang dùng được: tên mục, dấu hai chấm, dấu cách, giá trị; đầu dòng chỉ \
             dùng dấu cách; giá trị có dấu hai chấm thì đặt trong dấu nháy đơn."
                .into(),
        ),
    }
}

/// The same in English.
pub(super) fn yaml_en(error: &YamlError) -> (String, String) {
    match error {
        YamlError::Colon { key, fixed } => (
            format!("what follows “{key}:” has a colon, so that it reads as another key"),
            format!("Put all of it in single quotes: {fixed}"),
        ),
        YamlError::Quote { fixed } => (
            "a quote is not closed, or text follows a closing quote".into(),
            format!("Put the whole value in single quotes: {fixed}"),
        ),
        YamlError::Start { character, fixed } => (
            format!("the value begins with “{character}”, which has a meaning of its own here"),
            format!("Put the whole value in single quotes: {fixed}"),
        ),
        YamlError::Tab { fixed } => (
            "the line begins with a tab; only blanks are allowed here".into(),
            format!("Write two blanks instead of the tab: {fixed}"),
        ),
        YamlError::Indent { fixed } => (
            "the line begins with too many or too few blanks".into(),
            match fixed {
                Some(fixed) => format!("Begin it where the other keys begin: {fixed}"),
                None => "Keys of one level are in one column: check the blanks before this line \
                 and the one above."
                    .into(),
            },
        ),
        YamlError::NoColon { text } if joined(text).is_some() => {
            let (key, value) = joined(text).unwrap_or_default();
            (
                format!("a blank is missing after “{key}:”"),
                format!("Write: {key}: {value}"),
            )
        }
        YamlError::NoColon { text } => (
            format!("the line “{text}” is not of the form key: value"),
            "A line is a key, a colon, a blank and a value, such as title: A name. If the text \
             begins here, write a line --- above it."
                .into(),
        ),
        YamlError::Bracket => (
            "a bracket [ or { is not closed correctly".into(),
            "Close it at the end of the list, such as tags: [a, b].".into(),
        ),
        YamlError::Other { why } => (
            format!("the YAML cannot be read: {why}"),
            "Check the indentation (blanks only), and put quotes around values with a colon."
                .into(),
        ),
    }
}

/// `title:Tin` in its two parts: a colon without the blank that must follow it.
fn joined(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.split_once(':')?;
    let named = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_');
    (named && !value.is_empty() && !value.starts_with([' ', '/'])).then_some((key, value))
}

/// What is wrong with the head of a file whose first line is not `---`; `first` is the first line
/// that is not blank.
pub(super) fn head_vi(first: &str) -> (String, String) {
    if first == "---" {
        return (
            "trước dòng --- đầu tiên còn dòng trống".into(),
            "Xóa các dòng trống ở đầu tệp, để --- là dòng đầu tiên.".into(),
        );
    }
    if dashes(first) {
        return (
            format!("dòng đầu “{first}” không phải là ba dấu gạch ngang thường ---"),
            "Thay bằng đúng ba dấu gạch ngang viết liền --- ở đầu và ở cuối phần khai báo (Word \
             hay tự đổi chúng thành gạch dài)."
                .into(),
        );
    }
    (
        "thiếu phần khai báo ở đầu tệp".into(),
        "Bắt đầu tệp bằng một dòng --- , các dòng khai báo như title: …, rồi một dòng --- nữa."
            .into(),
    )
}

/// The same in English.
pub(super) fn head_en(first: &str) -> (String, String) {
    if first == "---" {
        return (
            "there are blank lines before the first line ---".into(),
            "Delete them, so that --- is the first line.".into(),
        );
    }
    if dashes(first) {
        return (
            format!("the first line “{first}” is not three plain hyphens ---"),
            "Write --- with three plain hyphens before and behind the head; Word turns them into \
             dashes."
                .into(),
        );
    }
    (
        "the head of the file is missing".into(),
        "Begin with a line ---, lines such as title: …, and another line ---.".into(),
    )
}

/// Whether a line is made of dashes of any kind.
fn dashes(line: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '―' | '−' | '_' | '=' | '‐' | '‑');
    !line.is_empty() && line.chars().all(dash)
}

/// What is wrong with a file of a theme: a template, or a style sheet.
pub(super) fn theme_vi(why: &str) -> String {
    if why.contains('`') || why.starts_with("Unknown") {
        return template_vi(why);
    }
    super::causes::cause_vi(why)
}

/// What the template engine says: one of these has all its words in the message.
const TEMPLATE_ERRORS: [(&[&[&str]], &str); 8] = [
    (
        &[&["has a component"]],
        "thiếu thành phần mà bản có sẵn có và các mẫu khác dùng",
    ),
    (
        &[&["unknown filter"], &["filter", "not found"]],
        "không có bộ lọc này",
    ),
    (
        &[&["unknown function"], &["function", "not found"]],
        "không có hàm này",
    ),
    (
        &[&["unknown test"], &["test", "not found"]],
        "không có phép thử này",
    ),
    (
        &[&["recursion"], &["circular"], &["loop"]],
        "các mẫu gọi nhau thành vòng",
    ),
    (
        &[
            &["template", "not found"],
            &["template", "doesn't exist"],
            &["template", "missing"],
        ],
        "không có mẫu này",
    ),
    (
        &[
            &["undefined"],
            &["not found"],
            &["not defined"],
            &["unknown variable"],
        ],
        "không có trường này",
    ),
    (
        &[&["unexpected"], &["expected"], &["syntax"], &["unclosed"]],
        "viết sai cú pháp của mẫu",
    ),
];

/// What the template engine says, in Vietnamese. The names it quotes are kept.
pub(super) fn template_vi(message: &str) -> String {
    let first = message.lines().find(|line| !line.trim().is_empty());
    let line = first.unwrap_or(message).trim();
    let lower = line.to_lowercase();
    let name = quoted(line).unwrap_or_default();
    let mut kind = "mẫu không chạy được";
    for (alternatives, text) in TEMPLATE_ERRORS {
        let mut alternatives = alternatives.iter();
        if alternatives.any(|words| words.iter().all(|word| lower.contains(word))) {
            kind = text;
            break;
        }
    }
    if name.is_empty() {
        format!("{kind} ({line})")
    } else {
        format!("{kind}: {name}")
    }
}

/// The first thing that a message quotes.
fn quoted(text: &str) -> Option<&str> {
    ['`', '"', '\''].into_iter().find_map(|quote| {
        let (_, rest) = text.split_once(quote)?;
        let (name, _) = rest.split_once(quote)?;
        (!name.trim().is_empty()).then_some(name)
    })
}
