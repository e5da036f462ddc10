//! The keys of units and of their reports.

use super::Kind::{Choice, Count, Counts, Date, Flag, Id, List, Record, Reference, Text};
use super::shared::{PERSON, PROGRAMME};
use super::{Field, Word, may, must, word};

const UNIT_KIND: &[Word] = &[
    word("province", "Cấp tỉnh", "Province", &["Tỉnh", "LĐLĐ tỉnh"]),
    word("cluster", "Cụm thi đua", "Cluster", &["Cụm"]),
    word(
        "upper",
        "Công đoàn cấp trên cơ sở",
        "Upper-level union",
        &["Cấp trên", "Cấp trên cơ sở", "Cấp trên trực tiếp cơ sở"],
    ),
    word(
        "grassroots",
        "Công đoàn cơ sở",
        "Grassroots union",
        &["Cơ sở", "CĐCS"],
    ),
];

/// units.yaml
pub const UNIT: &[Field] = &[
    must("id", Id, "Mã", "Id")
        .in_tables(
            "Mã riêng, không đổi; bỏ trống thì được lấy từ tên đơn \
     vị.",
        )
        .example("dong-son")
        .hint(
            "Mã riêng, không đổi, chữ thường không dấu, nối bằng gạch: ldld-thanh-pho-sam-son.",
            "An id of its own that never changes, small letters and hyphens: \
             ldld-thanh-pho-sam-son.",
        )
        .headings(&["Mã đơn vị", "Mã số", "Mã số đơn vị"]),
    must("title", Text, "Tên đơn vị", "Title")
        .example("LĐLĐ huyện Đông Sơn")
        .width(44)
        .hint(
            "Tên đầy đủ, đúng như trong quyết định.",
            "The full official name.",
        )
        .headings(&["Đơn vị", "Tên", "Tên đầy đủ", "Tên công đoàn"]),
    may("short_title", Text, "Tên ngắn", "Short title")
        .first()
        .example("Đông Sơn")
        .hint(
            "Tên dùng trong bảng và biểu đồ.",
            "The name used in tables and charts.",
        )
        .headings(&["Tên viết tắt", "Tên gọi tắt", "Viết tắt", "Tên rút gọn"]),
    must("kind", Choice(UNIT_KIND), "Cấp", "Kind")
        .hint(
            "Cấp của đơn vị trong hệ thống công đoàn.",
            "The unit's level among the unions.",
        )
        .headings(&["Loại", "Loại đơn vị", "Cấp đơn vị", "Cấp công đoàn"]),
    may("parent", Reference("unit"), "Cấp trên", "Parent")
        .first()
        .in_tables(
            "Đơn vị cấp trên: tên hoặc \
     mã, kể cả đơn vị mới trong bảng này.",
        )
        .hint(
            "Mã hoặc tên của đơn vị cấp trên trực tiếp; chỉ đơn vị cao nhất bỏ trống.",
            "Id or name of the unit right above it; only the topmost has none.",
        )
        .headings(&[
            "Trực thuộc",
            "Đơn vị cấp trên",
            "Công đoàn cấp trên",
            "Mã cấp trên",
            "Mã đơn vị cấp trên",
            "Cụm",
            "Cụm thi đua",
        ]),
    may("members", Count, "Số đoàn viên", "Members")
        .always()
        .hint("Tổng số đoàn viên.", "All members.")
        .headings(&["Đoàn viên", "Tổng số đoàn viên", "Số lượng đoàn viên"]),
    may("place_code", Text, "Mã địa bàn", "Place code")
        .hint(
            "Mã đơn vị hành chính của ngành thống kê, giữ cả số 0 ở đầu.",
            "The statistics office's code of the place, with its leading zeros.",
        )
        .headings(&["Mã hành chính", "Mã đơn vị hành chính", "Mã xã", "Mã huyện"]),
    may(
        "targets",
        Counts("phase"),
        "Chỉ tiêu theo giai đoạn",
        "Targets by phase",
    )
    .hint(
        "Mỗi dòng một giai đoạn: mã giai đoạn, rồi chỉ tiêu.",
        "One line a phase: its id, \
         then the target.",
    ),
    may(
        "targets_set_by",
        Text,
        "Nơi giao chỉ tiêu",
        "Who set the targets",
    )
    .example(
        "LĐLĐ tỉnh, Kế \
     hoạch số 45/KH-LĐLĐ",
    )
    .hint(
        "Ai giao chỉ tiêu, theo văn bản nào; bỏ trống là đơn vị cấp trên.",
        "Who set the targets, and in which document; the unit above when left out.",
    )
    .headings(&["Nơi giao", "Căn cứ giao chỉ tiêu"]),
    may("valid_from", Date, "Hoạt động từ", "Valid from")
        .hint(
            "Ngày đơn vị bắt đầu hoạt động.",
            "The day on which the unit began.",
        )
        .headings(&["Từ ngày", "Ngày thành lập", "Hoạt động từ ngày"]),
    may("valid_to", Date, "Hoạt động đến", "Valid to")
        .hint(
            "Ngày cuối cùng hoạt động; đơn vị đã kết thúc thì ghi ngày này, không xóa đơn vị.",
            "The last day of the unit; a unit that ended keeps its record.",
        )
        .headings(&[
            "Đến ngày",
            "Ngày kết thúc",
            "Ngày giải thể",
            "Hoạt động đến ngày",
        ]),
    may(
        "successors",
        List(&Reference("unit")),
        "Đơn vị kế tục",
        "Successors",
    )
    .hint(
        "Mã của các đơn vị nhận nhiệm vụ sau khi sáp nhập.",
        "Ids of the units that took \
         over after a merger.",
    ),
    may("note", Text, "Ghi chú", "Note")
        .example("Thành lập sau khi sáp nhập")
        .width(48)
        .hint("Hiện trên trang của đơn vị.", "Shown on the unit's page.")
        .headings(&["Chú thích", "Chú ý"]),
    may("about", Text, "Giới thiệu", "About")
        .example("Quản lý 120 công đoàn cơ sở")
        .width(48)
        .hint("Một đoạn ngắn về đơn vị.", "A short text about the unit.")
        .headings(&["Giới thiệu đơn vị"]),
    may("chair", Record(PERSON), "Chủ tịch công đoàn", "Chair").headings(&[
        "Chủ tịch",
        "Họ tên chủ \
     tịch",
    ]),
];

/// reports/*.yaml
pub const REPORT: &[Field] = &[
    must("as_of", Date, "Tính đến ngày", "As of")
        .hint(
            "Ngày mà số liệu thể hiện, không phải ngày gửi báo cáo.",
            "The day that the figures stand for, not the day on which they were sent.",
        )
        .headings(&[
            "Ngày",
            "Ngày báo cáo",
            "Tính đến",
            "Số liệu đến ngày",
            "Số liệu tính đến ngày",
            "Đến ngày",
            "Thời điểm",
            "Tháng",
            "Tháng báo cáo",
            "Kỳ báo cáo",
            "Ngày chốt",
            "Ngày chốt số liệu",
            "Số liệu đến",
            "Số liệu tính đến",
            "Thời điểm báo cáo",
            "Tính đến hết ngày",
            "Đến hết ngày",
            "Ngày số liệu",
        ]),
    must("unit", Reference("unit"), "Đơn vị", "Unit")
        .hint(
            "Mã hoặc tên của đơn vị báo cáo, có trong units.yaml.",
            "Id or name of the unit that \
         reports, from units.yaml.",
        )
        .headings(&[
            "Tên đơn vị",
            "Mã đơn vị",
            "Đơn vị báo cáo",
            "Công đoàn cấp trên",
            "LĐLĐ huyện",
        ]),
    PROGRAMME,
    may("submitted", Count, "Lũy kế đã nộp", "Submitted")
        .first()
        .hint(
            "Tổng số lượt nộp từ đầu chương trình đến ngày này, không phải số trong kỳ; chưa có \
             thì bỏ trống, đừng ghi 0.",
            "All submitted since the programme began, not those of the period; leave it out when \
             unknown, not 0.",
        )
        .headings(&[
            "Số lượt nộp",
            "Lượt nộp",
            "Đã nộp",
            "Nộp",
            "Số nộp",
            "Lũy kế nộp",
            "Số lượng nộp",
            "Số đã nộp",
            "Lũy kế",
            "Lũy kế lượt nộp",
            "Số sáng kiến",
            "Tổng số sáng kiến",
            "Số sáng kiến đã nộp",
        ]),
    may("valid", Count, "Lũy kế hợp lệ", "Valid")
        .first()
        .hint(
            "Tổng số sáng kiến hợp lệ từ đầu chương trình đến ngày này; không cộng với số lượt \
             nộp.",
            "All valid ones since the programme began; never added to those submitted.",
        )
        .headings(&[
            "Hợp lệ",
            "Số hợp lệ",
            "Số lượng hợp lệ",
            "Lượt hợp lệ",
            "Số sáng kiến hợp \
         lệ",
            "Sáng kiến \
         hợp lệ",
        ]),
    may("source", Text, "Nguồn", "Source")
        .always()
        .example("Báo cáo số 12/BC-LĐLĐ ngày 31/05/2022")
        .hint(
            "Nơi công bố số liệu và thời gian.",
            "Who published the figures, and when.",
        )
        .headings(&["Nguồn số liệu", "Nguồn tin", "Căn cứ"]),
    may("published", Date, "Ngày công bố lại", "Published again on")
        .hint(
            "Chỉ ghi khi sửa số của một ngày đã báo cáo: ngày công bố số mới; cả hai số đều được \
             nêu.",
            "Only when the figure of a day is reported again: the day of the new figure; both are \
             shown.",
        )
        .headings(&["Ngày sửa", "Ngày đính chính", "Ngày công bố"]),
    may("note", Text, "Ghi chú", "Note")
        .example("Chưa gồm số liệu của khối trường học")
        .width(48)
        .hint(
            "Điều người \
     đọc cần biết.",
            "What readers \
     should know.",
        )
        .headings(&["Chú thích", "Chú ý"]),
    may("conflicts", Flag, "Chỉ để tham khảo", "Only for reference").hint(
        "Khi số này trái với số khác: trang vẫn nêu, nhưng không dùng để tính.",
        "When the figure contradicts another: it is shown, but never counted with.",
    ),
];

/// snapshots/*.csv, written by `tiendo snapshot`
pub const SNAPSHOT: &[Field] = &[
    must("as_of", Date, "Tính đến ngày", "As of").hint("Ngày chốt số.", "The day of the totals."),
    must("unit", Reference("unit"), "Đơn vị", "Unit").hint("Mã của đơn vị.", "Id of the unit."),
    PROGRAMME,
    may("submitted", Count, "Lũy kế đã nộp", "Submitted")
        .hint("Số đã đăng vào ngày đó.", "What was published on that day."),
    may("valid", Count, "Lũy kế hợp lệ", "Valid")
        .hint("Số đã đăng vào ngày đó.", "What was published on that day."),
];
