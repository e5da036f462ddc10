//! The keys of the file beside a table.

use super::Kind::{Count, List, Text, Texts};
use super::{Field, may};

/// `<table>.yaml`, beside a table
pub const SIDECAR: &[Field] = &[
    may("sheet", Text, "Trang tính", "Sheet").hint(
        "Tên trang tính cần đọc; bỏ trống thì đọc trang đầu tiên có tiêu đề cột.",
        "The sheet to read; the first one with headings when left out.",
    ),
    may("header_row", Count, "Dòng tiêu đề", "Row of the headings").hint(
        "Số thứ tự của dòng tiêu đề cột; bỏ trống thì tự tìm trong 40 dòng đầu.",
        "The row with the headings; looked for in the first 40 rows when left out.",
    ),
    may("columns", Texts, "Tên cột: khóa", "Headings to keys").hint(
        "Cột có tên lạ là khóa nào: \"SK_NAME: title\".",
        "Which key a heading means that is not known: \"SK_NAME: title\".",
    ),
    may(
        "ignore",
        List(&Text),
        "Các cột bỏ qua",
        "Headings to leave out",
    )
    .hint(
        "Các cột không cần đọc, để không bị nhắc.",
        "Columns that are not read, without a warning.",
    ),
    may(
        "defaults",
        Texts,
        "Khóa: giá trị chung",
        "Keys to values for empty cells",
    )
    .hint(
        "Giá trị cho ô trống hoặc cột không có: \"unit: dong-son\".",
        "Values for empty cells and missing columns: \"unit: dong-son\".",
    ),
    may("programme", Text, "Chương trình", "Programme")
        .hint("Chương trình của mọi dòng.", "The programme of every row."),
    may(
        "max_rejects",
        Count,
        "Số dòng được phép bỏ",
        "How many rows may be left out",
    )
    .hint(
        "Không ghi thì một dòng lỗi cũng dừng việc dựng trang.",
        "Without it, a single faulty row stops the build.",
    ),
];
