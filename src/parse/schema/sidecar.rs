//! The keys of the file beside a table.

use super::Kind::{Choice, Count, List, Record, Text, Texts};
use super::{Field, may, must, word};

/// `<table>.yaml`, beside a table
pub const SIDECAR: &[Field] = &[
    may("sheet", Text, "Trang tính", "Sheet").hint(
        "Tên trang tính cần đọc; bỏ trống thì đọc mọi trang tính có dạng của biểu.",
        "The sheet to read; all that have the shape of the form when left out.",
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
        "dates",
        Choice(&[
            word("day-first", "Ngày trước", "Day first", &[]),
            word("month-first", "Tháng trước", "Month first", &[]),
        ]),
        "Thứ tự ngày, tháng",
        "Order of days",
    )
    .hint(
        "Ghi month-first khi bảng viết tháng trước ngày: 3/15/2024.",
        "Write month-first where the table has the month first: 3/15/2024.",
    ),
    may(
        "max_rejects",
        Count,
        "Số dòng được phép bỏ",
        "How many rows may be left out",
    )
    .hint(
        "Không ghi thì một dòng lỗi cũng dừng việc dựng trang.",
        "Without it, a single invalid row stops the build.",
    ),
];

/// `forms/<id>.yaml`, written by `tiendo import`
pub const FORM: &[Field] = &[
    must(
        "to",
        Choice(&[
            word("reports", "Báo cáo", "Reports", &[]),
            word("initiatives", "Sáng kiến", "Initiatives", &[]),
            word("units", "Đơn vị", "Units", &[]),
        ]),
        "Mỗi dòng là",
        "What its rows are",
    ),
    must("fingerprint", Text, "Dấu nhận", "Fingerprint").hint(
        "Được tính từ các tiêu đề; đừng sửa.",
        "Made from the headings; not to be edited.",
    ),
    may("headings", List(&Text), "Các tiêu đề", "Headings").hint(
        "Tiêu đề các cột khi biểu được nhập, để nói được tệp sau khác ở đâu.",
        "The headings when it was imported, so that what differs in a later file can be said.",
    ),
    may("day", Text, "Ngày lấy từ", "Where the day came from").hint(
        "Ngày của số liệu lần trước lấy từ đâu: title, sheet, file.",
        "Where the day of the figures came from: title, sheet, file.",
    ),
    may("read", Record(SIDECAR), "Cách đọc", "How it is read").hint(
        "Như tệp đi kèm bảng: columns, ignore, defaults.",
        "As the file beside a table: columns, ignore, defaults.",
    ),
];
