//! The keys of initiatives.

use super::Kind::{Choice, Count, Date, Flag, List, Record, Reference, Text, Url};
use super::shared::{ALIASES, DRAFT, IMAGE, PERSON, PROGRAMME, PUBLISH_FROM, PUBLISH_TO, SLUG};
use super::{Field, Word, may, must, word};

const CURRENCY: &[Word] = &[
    word(
        "VND",
        "Đồng",
        "Vietnamese dong",
        &["VNĐ", "đ", "Việt Nam đồng"],
    ),
    word("USD", "Đô la Mỹ", "US dollar", &["Đô la"]),
    word("JPY", "Yên Nhật", "Japanese yen", &["Yên"]),
    word("EUR", "Euro", "Euro", &[]),
];

const BENEFIT: &[Field] = &[
    may("amount", Count, "Giá trị làm lợi", "Amount")
        .in_tables(
            "Số tiền làm lợi, viết đủ bằng \
     số.",
        )
        .example("250000000")
        .hint(
            "Số nguyên, không dấu chấm: 250000000.",
            "A whole number without separators: \
         250000000.",
        )
        .headings(&[
            "Số tiền làm lợi",
            "Tiền làm lợi",
            "Hiệu quả kinh tế",
            "Giá trị",
            "Số tiền",
            "Thành tiền",
        ]),
    may("currency", Choice(CURRENCY), "Loại tiền", "Currency")
        .hint(
            "Bỏ trống là đồng Việt Nam.",
            "Vietnamese dong when left out.",
        )
        .headings(&[
            "Loại tiền",
            "Tiền tệ",
            "Đơn vị tiền",
            "Đơn vị tiền tệ",
            "Đồng tiền",
            "Đơn vị tính",
        ]),
    may("certified_by", Text, "Ai xác nhận", "Certified by")
        .example(
            "Hội đồng sáng kiến của công \
     ty",
        )
        .hint(
            "Hội đồng hoặc cơ quan đã xác nhận giá trị; chỉ giá trị đã xác nhận mới được cộng vào \
             tổng.",
            "The council or body that certified the amount; only certified amounts are summed.",
        )
        .headings(&[
            "Ai xác nhận",
            "Người xác nhận",
            "Đơn vị xác nhận",
            "Nơi xác nhận",
            "Xác nhận",
        ]),
    may("note", Text, "Cách tính giá trị", "Note")
        .example("Tiền điện tiết kiệm trong 12 tháng")
        .width(48)
        .hint(
            "Giá trị được tính như thế nào.",
            "How the amount was reckoned.",
        )
        .headings(&[
            "Cách tính",
            "Cách tính giá trị làm lợi",
            "Ghi chú giá trị làm lợi",
        ]),
];

const SOURCE: &[Field] = &[
    must("title", Text, "Tên nguồn", "Title")
        .hint(
            "Tên bài, nơi đăng và ngày.",
            "The article, where it was published, and when.",
        )
        .headings(&["Tên nguồn"]),
    may("url", Url, "Địa chỉ", "Address").headings(&[
        "Địa chỉ nguồn",
        "Đường dẫn nguồn",
        "Liên kết nguồn",
    ]),
];

const STATUS: &[Word] = &[
    word("submitted", "Đã nộp", "Submitted", &["Nộp", "Mới nộp"]),
    word("valid", "Hợp lệ", "Valid", &["Đã duyệt", "Đạt"]),
    word(
        "recognised",
        "Được công nhận",
        "Recognised",
        &["Công nhận", "Đã công nhận"],
    ),
    word(
        "awarded",
        "Được khen thưởng",
        "Awarded",
        &["Khen thưởng", "Đạt giải", "Được tặng Bằng khen"],
    ),
];

/// initiatives/**
pub const INITIATIVE: &[Field] = &[
    must("title", Text, "Tên sáng kiến", "Title")
        .example("Cải tiến bàn nâng vật liệu")
        .width(44)
        .hint("Tên đầy đủ của sáng kiến.", "Its full name.")
        .headings(&[
            "Sáng kiến",
            "Tên đề tài",
            "Tên giải pháp",
            "Tên sáng kiến/giải pháp",
            "Tên sáng kiến, giải pháp",
            "Tên đề tài, sáng kiến",
            "Tên sáng kiến, đề tài",
            "Nội dung sáng kiến",
            "Tên",
        ]),
    may("code", Text, "Mã sáng kiến", "Code")
        .first()
        .example("000123")
        .width(18)
        .hint(
            "Mã trên hệ thống quốc gia; giữ nguyên, vì địa chỉ trang theo mã này.",
            "Its code in the national system; keep it, the page's address is made from it.",
        )
        .headings(&[
            "Mã",
            "Mã SK",
            "Mã số",
            "Mã số sáng kiến",
            "Mã hồ sơ",
            "Số hồ sơ",
            "Mã đề tài",
        ]),
    may("date", Date, "Ngày nộp", "Date")
        .first()
        .hint(
            "Ngày nộp sáng kiến: 2022-05-31 hoặc 31/05/2022.",
            "The day it was submitted: 2022-05-31 or 31/05/2022.",
        )
        .headings(&[
            "Ngày",
            "Ngày gửi",
            "Ngày đăng ký",
            "Ngày tháng",
            "Thời gian nộp",
            "Thời gian gửi",
            "Thời gian",
        ]),
    PROGRAMME,
    must("unit", Reference("unit"), "Đơn vị", "Unit")
        .hint(
            "Mã hoặc tên của công đoàn cấp trên nơi sáng kiến được tính, có trong units.yaml.",
            "Id or name of the union that the initiative counts for, from units.yaml.",
        )
        .headings(&[
            "Tên đơn vị",
            "Mã đơn vị",
            "Đơn vị nộp",
            "Công đoàn cấp trên",
            "Công đoàn cấp trên cơ sở",
            "Công đoàn cấp trên trực tiếp cơ sở",
            "LĐLĐ huyện",
            "LĐLĐ huyện, thị xã, thành phố",
        ]),
    may("organisation", Text, "Nơi làm việc", "Organisation")
        .always()
        .example("Công ty May Bình Minh")
        .hint(
            "Công ty, cơ quan hoặc trường nơi tác giả làm việc.",
            "Company, office or school of the authors.",
        )
        .headings(&[
            "Công ty",
            "Doanh nghiệp",
            "Cơ quan",
            "Đơn vị công tác",
            "Nơi công tác",
            "Công đoàn cơ sở",
            "CĐCS",
        ]),
    may("group", Reference("group"), "Nhóm", "Group")
        .always()
        .hint(
            "Mã của một nhóm trong chương trình.",
            "Id of one of the programme's groups.",
        )
        .headings(&[
            "Nhóm sáng kiến",
            "Nhóm đối tượng",
            "Lĩnh vực",
            "Loại sáng kiến",
            "Mã nhóm",
            "Tên nhóm",
        ]),
    may("authors", List(&Record(PERSON)), "Tác giả", "Authors")
        .always()
        .hint(
            "Tên chỉ được nêu khi tác giả đã đồng ý.",
            "A name is published only when its owner agreed.",
        )
        .headings(&[
            "Tên tác giả",
            "Họ tên tác giả",
            "Họ và tên tác giả",
            "Nhóm tác giả",
            "Đồng tác giả",
            "Tác giả, đồng tác giả",
            "Người nộp",
            "Chủ sáng kiến",
        ]),
    may("status", Choice(STATUS), "Trạng thái", "Status")
        .always()
        .hint("Bỏ trống là đã nộp.", "Submitted when left out.")
        .headings(&[
            "Tình trạng",
            "Kết quả",
            "Kết quả xét duyệt",
            "Kết quả xét",
            "Kết quả đánh giá",
            "Xét duyệt",
        ]),
    may("benefit", Record(BENEFIT), "Giá trị làm lợi", "Benefit"),
    may("summary", Text, "Tóm tắt", "Summary")
        .first()
        .example("Bàn nâng giúp một người xếp được vật liệu nặng")
        .width(48)
        .hint(
            "Một, hai câu: vấn đề gì, giải quyết ra sao.",
            "One or two sentences: what was the matter, what was done.",
        )
        .headings(&[
            "Tóm tắt nội dung",
            "Tóm tắt sáng kiến",
            "Mô tả",
            "Mô tả sáng kiến",
            "Nội dung",
            "Nội dung tóm tắt",
            "Nội dung giải pháp",
        ]),
    may("featured", Flag, "Tiêu biểu", "Featured")
        .hint(
            "Sáng kiến có trang riêng và lên trang chủ.",
            "It gets a page of its own and a place on the home page.",
        )
        .headings(&["Sáng kiến tiêu biểu"]),
    may("image", Record(IMAGE), "Ảnh", "Picture").always(),
    DRAFT,
    PUBLISH_FROM,
    PUBLISH_TO,
    SLUG,
    ALIASES,
    may("sources", List(&Record(SOURCE)), "Nguồn", "Sources")
        .hint(
            "Nơi thông tin này đã được công bố.",
            "Where this was published before.",
        )
        .headings(&["Nguồn tin"]),
];
