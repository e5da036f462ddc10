//! Vietnamese nouns for the keys in which the program thinks.

pub(super) fn thing(what: &str) -> &str {
    match what {
        "unit" => "đơn vị",
        "group" => "nhóm",
        "programme" => "chương trình",
        "phase" => "giai đoạn",
        "initiative" => "sáng kiến",
        other => other,
    }
}

pub(super) fn kind(expected: &str) -> &str {
    match expected {
        "text" => "chữ",
        "date" => "ngày",
        "count" => "số nguyên không âm",
        "number" => "số",
        "boolean" => "true (có) hoặc false (không)",
        "list" => "danh sách",
        "mapping" => "các dòng thụt vào, mỗi dòng một mục và giá trị của nó",
        other => other,
    }
}

/// How such a value is written, by example.
pub(super) fn kind_help(key: &str, expected: &str) -> String {
    match expected {
        "mapping" if key == "image" => "Viết image: {src: anh.jpg, alt: một câu tả ảnh}".to_owned(),
        "text" => format!("Viết chữ trên cùng một dòng: {key}: …"),
        "date" => format!("Viết ngày trên cùng một dòng: {key}: 31/05/2022"),
        "count" => format!("Viết một số nguyên: {key}: 170324"),
        "number" => format!("Viết một số: {key}: 425.8"),
        "boolean" => format!("Viết {key}: true nếu có, {key}: false nếu không."),
        "list" => format!("Viết trong ngoặc vuông, cách nhau bằng dấu phẩy: {key}: [một, hai]"),
        "mapping" => format!(
            "Viết {key}: ở một dòng, các mục của nó ở những dòng dưới, mỗi dòng thụt vào hai dấu \
             cách."
        ),
        _ => "Sửa giá trị theo kiểu đó.".to_owned(),
    }
}

/// What there is too much of.
pub(super) fn large(what: &str) -> &'static str {
    match what {
        "columns" => "cột",
        "characters" => "ký tự trong một dòng",
        "cells" => "ô",
        "days" => "cột ngày",
        "rows" => "dòng",
        _ => "khi giải nén",
    }
}

/// Why a table cannot be read. The keys are the English words.
pub(super) fn broken_table(why: &str) -> &str {
    match why {
        "the file is damaged or ends too early" => "tệp bị hỏng hoặc chưa tải về hết",
        "the file cannot be opened" => "không mở được tệp",
        "its rows are not in order" => "các dòng trong tệp không theo thứ tự",
        "the sheet is not there" => "không có trang tính này",
        "it is not a table" => "tệp không phải là bảng",
        "a part of the file is missing" => "tệp thiếu một phần",
        "the file cannot be written" => "không ghi được tệp",
        "the rejected rows cannot be written" => "không ghi được các dòng bị loại",
        other => other,
    }
}

/// Why a cell is not a number, and what to do, in Vietnamese.
pub(super) fn number_why(why: &str) -> [&'static str; 2] {
    match why {
        "comma" => [
            "không rõ dấu phẩy ngăn hàng nghìn hay hàng thập phân",
            "Ghi số liền không có dấu, hoặc dùng dấu chấm ngăn hàng nghìn: 12.000.",
        ],
        "point" => [
            "không rõ dấu chấm ngăn hàng nghìn hay hàng thập phân, vì cột này dùng cả hai loại dấu",
            "Ghi số liền không có dấu trong cả cột.",
        ],
        "percent" => [
            "là tỷ lệ phần trăm, không phải số lượng",
            "Ghi số lượng; cột tỷ lệ thì khai báo ở ignore.",
        ],
        "split" => [
            "có khoảng trống hay xuống dòng giữa các chữ số",
            "Ghi một số liền trong ô.",
        ],
        "units" => [
            "ghi đơn vị tiền khác với tiêu đề cột",
            "Để số theo đúng đơn vị ở tiêu đề, hoặc sửa tiêu đề.",
        ],
        "whole" => ["không phải số nguyên", "Ghi số nguyên, không có phần lẻ."],
        "shown" => [
            "được Excel hiện khác với số thật trong ô",
            "Đổi định dạng ô thành Số (Number), không rút gọn hàng nghìn.",
        ],
        "currency" => [
            "ghi loại tiền khác với cột Loại tiền",
            "Sửa một trong hai ô cho khớp.",
        ],
        _ => [
            "không phải số dùng được ở đây",
            "Viết số không âm, không kèm chữ, ví dụ 170324.",
        ],
    }
}

/// The same in English.
pub(super) fn number_why_en(why: &str) -> [&'static str; 2] {
    match why {
        "comma" => [
            "it is not clear whether the comma groups thousands or parts the decimals",
            "Write the number without marks, or with points: 12.000.",
        ],
        "point" => [
            "it is not clear whether the point groups thousands, for the column has both marks",
            "Write the numbers of the whole column without marks.",
        ],
        "percent" => [
            "it is a percentage, not a count",
            "Write the count; name a column of shares under ignore.",
        ],
        "split" => [
            "there is a blank or a line break between its digits",
            "Write one number in the cell.",
        ],
        "units" => [
            "it has another unit of money than its heading",
            "Write it in the unit of the heading, or change the heading.",
        ],
        "whole" => ["it is not a whole number", "Write a whole number."],
        "shown" => [
            "Excel shows it otherwise than it is",
            "Give the cell the format Number, without leaving out thousands.",
        ],
        "currency" => [
            "it has another currency than the column of currencies",
            "Change one of the two cells.",
        ],
        _ => [
            "it cannot be used as a number here",
            "Write a number, not negative and without words, such as 170324.",
        ],
    }
}

/// Whether a name is that of a HEIC photo.
pub(super) fn heic(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".heic") || name.ends_with(".heif")
}
