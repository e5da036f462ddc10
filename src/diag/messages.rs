//! The words of what is wrong with message files, and how to fix it.

use super::MessageError;
use crate::base::Lang;

/// In Vietnamese.
pub(super) fn vi(error: &MessageError, replaced: bool) -> (String, String) {
    let (mut what, help) = error_vi(error);
    if replaced {
        what.push_str("; đang hiện câu của chương trình hoặc của ngôn ngữ chính");
    }
    (what, help)
}

fn error_vi(error: &MessageError) -> (String, String) {
    let (what, help) = match error {
        MessageError::Missing { message } => return missing_vi(message),
        MessageError::NoFile { language, message } => return without_vi(*language, message),
        MessageError::Expected { token } => (
            format!("câu chữ viết chưa đúng: chỗ này thiếu dấu {token}"),
            "Xem các câu trong tệp có sẵn của giao diện để viết cho đúng.".into(),
        ),
        MessageError::Empty { message } => (
            format!("câu “{message}” không có chữ"),
            "Ghi chữ sau dấu =, hoặc xóa câu này để dùng câu có sẵn.".into(),
        ),
        MessageError::NoDefault => (
            "phép chọn thiếu trường hợp còn lại".into(),
            "Đặt dấu * trước một trường hợp, ví dụ *[other].".into(),
        ),
        MessageError::Syntax { why } => (
            format!("câu chữ viết chưa đúng cú pháp Fluent ({why})"),
            "Xem các câu trong tệp có sẵn của giao diện để viết cho đúng.".into(),
        ),
        MessageError::Argument {
            message,
            argument,
            known,
        } if known.is_empty() => (
            format!(
                "câu “{message}” dùng ${argument}, nhưng chương trình không đưa gì vào câu này"
            ),
            format!("Xóa {{ ${argument} }}."),
        ),
        MessageError::Argument {
            message,
            argument,
            known,
        } => (
            format!("câu “{message}” dùng ${argument}, nhưng chương trình không có giá trị ấy"),
            format!("Dùng: {}.", list(known)),
        ),
        MessageError::Reference { message, reference } => (
            format!(
                "câu “{message}” nhắc đến “{reference}”, nhưng không có câu hay hàm nào tên ấy"
            ),
            "Sửa tên, hoặc viết thẳng chữ vào câu.".into(),
        ),
        MessageError::Twice { message } => (
            format!("câu “{message}” có hai lần trong tệp"),
            "Giữ một câu.".into(),
        ),
        MessageError::WordList { file } => (
            format!("“{file}” không còn được đọc: câu chữ nay ở thư mục messages/"),
            "Chuyển từng dòng “tên: chữ” sang tệp messages/<ngôn ngữ>.ftl, viết “tên = chữ”."
                .into(),
        ),
        MessageError::Language { file } => (
            format!("tên tệp “{file}” không phải là mã của ngôn ngữ nào mà chương trình có"),
            format!("Đặt tên tệp theo ngôn ngữ: {}.", names()),
        ),
    };
    (what, help)
}

/// In English.
pub(super) fn en(error: &MessageError, replaced: bool) -> (String, String) {
    let (mut what, help) = error_en(error);
    if replaced {
        what.push_str("; the built-in message or that of the main language is shown");
    }
    (what, help)
}

fn error_en(error: &MessageError) -> (String, String) {
    let (what, help) = match error {
        MessageError::Missing { message } => return missing_en(message),
        MessageError::NoFile { language, message } => return without_en(*language, message),
        MessageError::Expected { token } => (
            format!("the message is not well formed: {token} is missing here"),
            "Compare it with the messages of the built-in file.".into(),
        ),
        MessageError::Empty { message } => (
            format!("the message “{message}” has no text"),
            "Write the text after =, or delete the message to use the built-in one.".into(),
        ),
        MessageError::NoDefault => (
            "the choice has no variant for all other values".into(),
            "Put * before one of its variants, such as *[other].".into(),
        ),
        MessageError::Syntax { why } => (
            format!("the message is not well formed Fluent ({why})"),
            "Compare it with the messages of the built-in file.".into(),
        ),
        MessageError::Argument {
            message,
            argument,
            known,
        } if known.is_empty() => (
            format!("the message “{message}” uses ${argument}, but the program gives it nothing"),
            format!("Delete {{ ${argument} }}."),
        ),
        MessageError::Argument {
            message,
            argument,
            known,
        } => (
            format!("the message “{message}” uses ${argument}, which the program does not give it"),
            format!("Use {}.", list(known)),
        ),
        MessageError::Reference { message, reference } => (
            format!(
                "the message “{message}” names “{reference}”, but there is no such message or \
                     function"
            ),
            "Correct the name, or write the words into the message.".into(),
        ),
        MessageError::Twice { message } => (
            format!("the message “{message}” is in the file twice"),
            "Keep one of them.".into(),
        ),
        MessageError::WordList { file } => (
            format!("“{file}” is not read any more: words are in the folder messages/"),
            "Write each line “name: words” into messages/<language>.ftl, as “name = words”.".into(),
        ),
        MessageError::Language { file } => (
            format!("the name of “{file}” is not the code of a language of the program"),
            format!("Name the file after its language: {}.", names()),
        ),
    };
    (what, help)
}

/// A message that another language has, in Vietnamese.
fn missing_vi(message: &str) -> (String, String) {
    (
        format!("thiếu câu “{message}” mà tệp của ngôn ngữ khác có"),
        "Thêm câu ấy bằng ngôn ngữ của tệp này.".into(),
    )
}

/// The same in English.
fn missing_en(message: &str) -> (String, String) {
    (
        format!("the message “{message}”, which another language has, is missing"),
        "Add it in the language of this file.".into(),
    )
}

/// A language without a file, in Vietnamese.
fn without_vi(language: Lang, message: &str) -> (String, String) {
    (
        format!(
            "giao diện thêm câu “{message}” nhưng không có tệp câu chữ cho ngôn ngữ {language}"
        ),
        format!("Tạo tệp {language}.ftl bên cạnh, với những câu mà giao diện thêm vào."),
    )
}

/// The same in English.
fn without_en(language: Lang, message: &str) -> (String, String) {
    (
        format!("the theme adds the message “{message}” but has no message file in {language}"),
        format!("Make {language}.ftl beside this file, with the messages that the theme adds."),
    )
}

fn list(known: &[String]) -> String {
    let names: Vec<String> = known.iter().map(|name| format!("${name}")).collect();
    names.join(", ")
}

fn names() -> String {
    Lang::ALL.map(|lang| format!("{lang}.ftl")).join(", ")
}
