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
        "boolean" => "true hoặc false",
        "list" => "danh sách",
        "mapping" => "các dòng khóa: giá trị",
        other => other,
    }
}

/// What there is too much of.
pub(super) fn large(what: &str) -> &'static str {
    match what {
        "columns" => "cột",
        "characters" => "ký tự trong một dòng",
        "cells" => "ô",
        _ => "khi giải nén",
    }
}
