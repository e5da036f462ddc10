//! The content contract, once: which keys each kind of record has, of what kind, and what they are called.

use crate::source::Role;

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Any scalar, as written.
    Text,
    /// a–z, 0–9 and hyphens.
    Id,
    /// The id of another record; `what` names the kind: `unit`, `group` …
    Reference(&'static str),
    /// A day.
    Date,
    /// A whole number, not negative.
    Count,
    /// A number, not negative.
    Number,
    /// `true` or `false`.
    Flag,
    /// One of a few words.
    Choice(&'static [Word]),
    /// An absolute address.
    Url,
    /// A list of such values; one value alone counts as a list of one.
    List(&'static Kind),
    /// A mapping with keys of its own.
    Record(&'static [Field]),
    /// Ids of the kind `what` to counts.
    Counts(&'static str),
    /// Any texts to texts.
    Texts,
}

/// One key of a record.
#[derive(Debug)]
pub struct Field {
    /// The key as written.
    pub key: &'static str,
    /// What its value must be.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
    /// What editors call it, in Vietnamese.
    pub vi: &'static str,
    /// And in English.
    pub en: &'static str,
    /// What to write there, in Vietnamese and English; empty where the label says it all.
    pub hint: [&'static str; 2],
    /// What else the column is called in the tables that offices have, besides the key and the labels.
    pub headings: &'static [&'static str],
}

/// One of the values of a [`Kind::Choice`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Word {
    /// As it stands in YAML.
    pub value: &'static str,
    /// What editors call it, in Vietnamese; a table may say this too.
    pub vi: &'static str,
    /// And in English.
    pub en: &'static str,
    /// What else tables say for it.
    pub also: &'static [&'static str],
}

const fn may(key: &'static str, kind: Kind, vi: &'static str, en: &'static str) -> Field {
    Field { key, kind, required: false, vi, en, hint: ["", ""], headings: &[] }
}

const fn must(key: &'static str, kind: Kind, vi: &'static str, en: &'static str) -> Field {
    Field { required: true, ..may(key, kind, vi, en) }
}

const fn word(value: &'static str, vi: &'static str, en: &'static str, also: &'static [&'static str]) -> Word {
    Word { value, vi, en, also }
}

impl Field {
    #[expect(dead_code, reason = "hints follow")]
    const fn hint(self, vi: &'static str, en: &'static str) -> Self {
        Self { hint: [vi, en], ..self }
    }

    const fn headings(self, headings: &'static [&'static str]) -> Self {
        Self { headings, ..self }
    }
}

use Kind::{Choice, Count, Counts, Date, Flag, Id, List, Number, Record, Reference, Text, Texts, Url};

const METRIC: Kind = Choice(&[word("submitted", "Lượt nộp", "Submitted", &[]), word("valid", "Hợp lệ", "Valid", &[])]);

const LICENCE: &[Field] = &[
    must("number", Text, "Số giấy phép", "Number"),
    may("issuer", Text, "Cơ quan cấp", "Issuer"),
    may("date", Date, "Ngày cấp", "Date"),
];

const ORGANISATION: &[Field] = &[
    must("name", Text, "Tên cơ quan", "Name"),
    may("short_name", Text, "Tên viết tắt", "Short name"),
    may("kind", Text, "Loại trang", "Kind of site"),
    may("address", Text, "Địa chỉ", "Address"),
    may("phone", Text, "Điện thoại", "Phone"),
    may("fax", Text, "Fax", "Fax"),
    may("email", Text, "Thư điện tử", "E-mail"),
    may("responsible", Text, "Chịu trách nhiệm", "Responsible"),
    may("licence", Record(LICENCE), "Giấy phép", "Licence"),
    may("built_by", Text, "Đơn vị xây dựng", "Built by"),
];

const LINK: &[Field] = &[must("title", Text, "Chữ", "Words"), must("url", Text, "Địa chỉ", "Address")];

const LANGUAGE: &[Word] = &[word("vi", "Tiếng Việt", "Vietnamese", &[]), word("en", "Tiếng Anh", "English", &[])];

const DETAIL_PAGES: &[Word] =
    &[word("featured", "Chỉ sáng kiến tiêu biểu", "Featured ones", &[]), word("all", "Tất cả", "All", &[])];

const AUTHORS: &[Word] = &[
    word("consented", "Chỉ người đã đồng ý", "Those who agreed", &[]),
    word("all", "Tất cả", "All", &[]),
    word("none", "Không ai", "Nobody", &[]),
];

const SITE_INITIATIVES: &[Field] = &[
    may("detail_pages", Choice(DETAIL_PAGES), "Sáng kiến có trang riêng", "Which get a page"),
    may("page_size", Count, "Số dòng một trang", "Rows on a page"),
    may("authors", Choice(AUTHORS), "Công khai tác giả", "Whose names are published"),
];

const VISITS: &[Field] = &[
    may("online", Count, "Đang truy cập", "Online"),
    may("today", Count, "Hôm nay", "Today"),
    may("total", Count, "Tổng lượt", "Total"),
    may("as_of", Date, "Tính đến ngày", "As of"),
    may("as_of_text", Text, "Thời điểm", "As of, in words"),
];

/// site.yaml
pub const SITE: &[Field] = &[
    must("title", Text, "Tên trang", "Title"),
    may("slogan", Text, "Khẩu hiệu", "Slogan"),
    may("base_url", Url, "Địa chỉ trang", "Base address"),
    may("language", Choice(LANGUAGE), "Ngôn ngữ", "Language"),
    may("languages", List(&Choice(LANGUAGE)), "Các ngôn ngữ", "Languages"),
    may("timezone", Text, "Múi giờ", "Time zone"),
    may("theme", Id, "Giao diện", "Theme"),
    may("as_of", Date, "Số liệu tính đến", "As of"),
    may("organisation", Record(ORGANISATION), "Cơ quan chủ quản", "Organisation"),
    may("initiatives", Record(SITE_INITIATIVES), "Tùy chọn sáng kiến", "Initiatives"),
    may("menu", List(&Record(LINK)), "Trình đơn", "Menu"),
    may("visits", Record(VISITS), "Lượt truy cập", "Visits"),
    may("social", List(&Record(LINK)), "Mạng xã hội", "Social profiles"),
    may("dataset_licence", Text, "Giấy phép dữ liệu", "Licence of the data"),
];

const PHASE: &[Field] = &[
    must("id", Id, "Mã", "Id"),
    must("title", Text, "Tên giai đoạn", "Title"),
    must("start", Date, "Từ ngày", "Start"),
    must("end", Date, "Đến ngày", "End"),
    may("target", Count, "Chỉ tiêu", "Target"),
];

const GROUP: &[Field] = &[must("id", Id, "Mã", "Id"), must("title", Text, "Tên nhóm", "Title")];

const TARGET: &[Field] = &[
    must("title", Text, "Nội dung", "Title"),
    may("from", Date, "Từ ngày", "From"),
    may("to", Date, "Đến ngày", "To"),
    must("value", Count, "Chỉ tiêu", "Value"),
    may("source", Text, "Nguồn", "Source"),
];

const INDICATOR: &[Field] = &[
    must("title", Text, "Nội dung", "Title"),
    may("percent", Number, "Tỷ lệ %", "Percent"),
    may("value", Count, "Số lượng", "Value"),
    may("as_of", Date, "Tính đến ngày", "As of"),
    may("period", Text, "Thời kỳ", "Period"),
    may("source", Text, "Nguồn", "Source"),
];

const RESULT: &[Field] = &[
    must("as_of", Date, "Tính đến ngày", "As of"),
    must("metric", METRIC, "Số đếm", "Metric"),
    may("value", Count, "Số lượng", "Value"),
    may("percent_of_target", Number, "% chỉ tiêu đã công bố", "Percent of the target, as published"),
    must("source", Text, "Nguồn", "Source"),
    may("note", Text, "Ghi chú", "Note"),
];

const RANK: &[Field] = &[
    must("as_of", Date, "Tính đến ngày", "As of"),
    must("scope", Text, "Phạm vi", "Among whom"),
    may("metric", METRIC, "Số đếm", "Metric"),
    must("rank", Count, "Thứ hạng", "Rank"),
    must("source", Text, "Nguồn", "Source"),
];

const PERSON: &[Field] = &[
    must("name", Text, "Họ tên", "Name"),
    may("role", Text, "Chức vụ, công việc", "Role").headings(&["Chức vụ", "Chức danh", "Vị trí công tác"]),
    may("consent", Flag, "Đồng ý nêu tên", "Consent").headings(&["Đồng ý", "Cho phép nêu tên"]),
];

/// `programmes/<id>.yaml`
pub const PROGRAMME: &[Field] = &[
    must("id", Id, "Mã", "Id"),
    must("title", Text, "Tên chương trình", "Title"),
    may("short_title", Text, "Tên ngắn", "Short title"),
    may("unit_of_count", Text, "Đơn vị đếm", "Unit of count"),
    may("launched_by", Text, "Đơn vị phát động", "Launched by"),
    may("counted_from", Date, "Tính từ ngày", "Counted from"),
    may("summary", Text, "Tóm tắt", "Summary"),
    may("phases", List(&Record(PHASE)), "Các giai đoạn", "Phases"),
    may("groups", List(&Record(GROUP)), "Các nhóm", "Groups"),
    may("groups_source", Text, "Nguồn của tên nhóm", "Source of the groups"),
    may("targets", List(&Record(TARGET)), "Chỉ tiêu khác", "Other targets"),
    may("indicators", List(&Record(INDICATOR)), "Chỉ số thực hiện", "Indicators"),
    may("results", List(&Record(RESULT)), "Số liệu đã công bố", "Published figures"),
    may("ranks", List(&Record(RANK)), "Xếp hạng đã công bố", "Published ranks"),
    may("contact", Record(PERSON), "Liên hệ", "Contact"),
];

const UNIT_KIND: &[Word] = &[
    word("province", "Cấp tỉnh", "Province", &["Tỉnh", "LĐLĐ tỉnh"]),
    word("cluster", "Cụm thi đua", "Cluster", &["Cụm"]),
    word(
        "upper",
        "Công đoàn cấp trên cơ sở",
        "Upper-level union",
        &["Cấp trên", "Cấp trên cơ sở", "Cấp trên trực tiếp cơ sở"],
    ),
    word("grassroots", "Công đoàn cơ sở", "Grassroots union", &["Cơ sở", "CĐCS"]),
];

/// units.yaml
pub const UNIT: &[Field] = &[
    must("id", Id, "Mã", "Id").headings(&["Mã đơn vị"]),
    must("title", Text, "Tên đơn vị", "Title").headings(&["Đơn vị", "Tên"]),
    may("short_title", Text, "Tên ngắn", "Short title").headings(&["Tên viết tắt", "Tên gọi tắt"]),
    must("kind", Choice(UNIT_KIND), "Cấp", "Kind").headings(&["Loại", "Loại đơn vị", "Cấp công đoàn"]),
    may("parent", Reference("unit"), "Cấp trên", "Parent").headings(&["Trực thuộc", "Đơn vị cấp trên", "Cụm", "Thuộc"]),
    may("members", Count, "Số đoàn viên", "Members").headings(&["Đoàn viên", "Tổng số đoàn viên"]),
    may("place_code", Text, "Mã địa bàn", "Place code"),
    may("targets", Counts("phase"), "Chỉ tiêu theo giai đoạn", "Targets by phase"),
    may("valid_from", Date, "Hoạt động từ", "Valid from"),
    may("valid_to", Date, "Hoạt động đến", "Valid to"),
    may("successors", List(&Reference("unit")), "Đơn vị kế tục", "Successors"),
    may("note", Text, "Ghi chú", "Note"),
    may("about", Text, "Giới thiệu", "About"),
    may("chair", Record(PERSON), "Chủ tịch công đoàn", "Chair"),
];

/// reports/*.yaml
pub const REPORT: &[Field] = &[
    must("as_of", Date, "Tính đến ngày", "As of").headings(&[
        "Ngày",
        "Ngày báo cáo",
        "Tính đến",
        "Số liệu đến ngày",
        "Đến ngày",
    ]),
    must("unit", Reference("unit"), "Đơn vị", "Unit").headings(&["Tên đơn vị", "Mã đơn vị"]),
    may("programme", Reference("programme"), "Chương trình", "Programme"),
    may("submitted", Count, "Lũy kế đã nộp", "Submitted").headings(&[
        "Số lượt nộp",
        "Lượt nộp",
        "Đã nộp",
        "Lũy kế",
        "Tổng số sáng kiến",
        "Số sáng kiến đã nộp",
        "Số sáng kiến nộp",
    ]),
    may("valid", Count, "Lũy kế hợp lệ", "Valid").headings(&["Hợp lệ", "Số hợp lệ", "Số sáng kiến hợp lệ"]),
    may("source", Text, "Nguồn", "Source").headings(&["Nguồn số liệu"]),
    may("note", Text, "Ghi chú", "Note"),
    may("conflicts", Flag, "Chỉ để tham khảo", "Only for reference"),
];

const CURRENCY: &[Word] = &[
    word("VND", "Đồng", "Vietnamese dong", &["VNĐ", "đ", "Việt Nam đồng"]),
    word("USD", "Đô la Mỹ", "US dollar", &["Đô la"]),
    word("JPY", "Yên Nhật", "Japanese yen", &["Yên"]),
    word("EUR", "Euro", "Euro", &[]),
];

const BENEFIT: &[Field] = &[
    may("amount", Count, "Giá trị làm lợi", "Amount").headings(&[
        "Số tiền làm lợi",
        "Tiền làm lợi",
        "Hiệu quả kinh tế",
        "Trị giá làm lợi",
        "Làm lợi",
    ]),
    may("currency", Choice(CURRENCY), "Loại tiền", "Currency").headings(&["Loại tiền làm lợi", "Đơn vị tiền"]),
    may("note", Text, "Ai xác nhận", "Note").headings(&["Cơ quan xác nhận"]),
];

const IMAGE: &[Field] = &[
    must("src", Text, "Tệp ảnh", "File"),
    must("alt", Text, "Mô tả ảnh", "Description"),
    may("caption", Text, "Chú thích", "Caption"),
    may("credit", Text, "Ảnh của", "Credit"),
];

const SOURCE: &[Field] = &[must("title", Text, "Tên nguồn", "Title"), may("url", Url, "Địa chỉ", "Address")];

const STATUS: &[Word] = &[
    word("submitted", "Đã nộp", "Submitted", &["Nộp", "Mới nộp"]),
    word("valid", "Hợp lệ", "Valid", &["Đã duyệt", "Đạt"]),
    word("recognised", "Được công nhận", "Recognised", &["Công nhận", "Đã công nhận"]),
    word("awarded", "Được khen thưởng", "Awarded", &["Khen thưởng", "Đạt giải", "Được tặng Bằng khen"]),
];

/// initiatives/**
pub const INITIATIVE: &[Field] = &[
    must("title", Text, "Tên sáng kiến", "Title").headings(&[
        "Tên đề tài",
        "Tên giải pháp",
        "Tên sáng kiến, giải pháp",
        "Nội dung sáng kiến",
        "Tên",
    ]),
    may("code", Text, "Mã sáng kiến", "Code").headings(&["Mã", "Mã SK", "Mã số", "Mã hồ sơ", "Số hồ sơ"]),
    may("date", Date, "Ngày nộp", "Date").headings(&["Ngày", "Ngày gửi", "Ngày đăng ký", "Thời gian nộp", "Ngày tạo"]),
    may("programme", Reference("programme"), "Chương trình", "Programme"),
    must("unit", Reference("unit"), "Đơn vị", "Unit").headings(&[
        "Tên đơn vị",
        "Mã đơn vị",
        "Công đoàn cấp trên",
        "Công đoàn cấp trên cơ sở",
        "LĐLĐ huyện",
    ]),
    may("organisation", Text, "Nơi làm việc", "Organisation").headings(&[
        "Công ty",
        "Cơ quan",
        "Đơn vị công tác",
        "Nơi công tác",
        "Công đoàn cơ sở",
        "Doanh nghiệp",
    ]),
    may("group", Reference("group"), "Nhóm", "Group").headings(&[
        "Nhóm đối tượng",
        "Lĩnh vực",
        "Nhóm sáng kiến",
        "Mã nhóm",
    ]),
    may("authors", List(&Record(PERSON)), "Tác giả", "Authors").headings(&[
        "Họ và tên",
        "Họ tên",
        "Họ và tên tác giả",
        "Họ tên tác giả",
        "Tên tác giả",
        "Đồng tác giả",
        "Người nộp",
    ]),
    may("status", Choice(STATUS), "Trạng thái", "Status").headings(&["Tình trạng", "Kết quả", "Kết quả xét duyệt"]),
    may("benefit", Record(BENEFIT), "Giá trị làm lợi", "Benefit"),
    may("summary", Text, "Tóm tắt", "Summary").headings(&["Tóm tắt nội dung", "Mô tả", "Nội dung", "Nội dung tóm tắt"]),
    may("featured", Flag, "Tiêu biểu", "Featured"),
    may("image", Record(IMAGE), "Ảnh", "Picture"),
    may("draft", Flag, "Bản nháp", "Draft"),
    may("publish_from", Date, "Đăng từ ngày", "Publish from"),
    may("publish_to", Date, "Đăng đến ngày", "Publish to"),
    may("slug", Id, "Địa chỉ ngắn", "Slug"),
    may("aliases", List(&Text), "Địa chỉ cũ", "Old addresses"),
    may("sources", List(&Record(SOURCE)), "Nguồn", "Sources"),
];

/// news/**
pub const NEWS: &[Field] = &[
    must("title", Text, "Tiêu đề", "Title"),
    must("date", Date, "Ngày đăng", "Date"),
    may("updated", Date, "Ngày sửa", "Updated"),
    may("byline", Text, "Người viết", "Byline"),
    may("photo_by", Text, "Người chụp ảnh", "Photos by"),
    may("summary", Text, "Sapô", "Summary"),
    may("image", Record(IMAGE), "Ảnh", "Picture"),
    may("category", Text, "Chuyên mục", "Section"),
    may("tags", List(&Text), "Chủ đề", "Tags"),
    may("units", List(&Reference("unit")), "Đơn vị liên quan", "Units"),
    may("programme", Reference("programme"), "Chương trình", "Programme"),
    may("initiatives", List(&Reference("initiative")), "Sáng kiến liên quan", "Initiatives"),
    may("draft", Flag, "Bản nháp", "Draft"),
    may("publish_from", Date, "Đăng từ ngày", "Publish from"),
    may("publish_to", Date, "Đăng đến ngày", "Publish to"),
    may("slug", Id, "Địa chỉ ngắn", "Slug"),
    may("aliases", List(&Text), "Địa chỉ cũ", "Old addresses"),
];

/// pages/**
pub const PAGE: &[Field] = &[
    must("title", Text, "Tiêu đề", "Title"),
    may("summary", Text, "Tóm tắt", "Summary"),
    may("updated", Date, "Ngày sửa", "Updated"),
    may("draft", Flag, "Bản nháp", "Draft"),
    may("slug", Id, "Địa chỉ ngắn", "Slug"),
    may("aliases", List(&Text), "Địa chỉ cũ", "Old addresses"),
];

/// `<table>.yaml`, beside a table
pub const SIDECAR: &[Field] = &[
    may("sheet", Text, "Trang tính", "Sheet"),
    may("header_row", Count, "Dòng tiêu đề", "Row of the headings"),
    may("columns", Texts, "Tên cột: khóa", "Headings to keys"),
    may("ignore", List(&Text), "Các cột bỏ qua", "Headings to leave out"),
    may("defaults", Texts, "Khóa: giá trị chung", "Keys to values for empty cells"),
    may("programme", Text, "Chương trình", "Programme"),
    may("max_rejects", Count, "Số dòng được phép bỏ", "How many rows may be left out"),
];

/// The keys of the records in a file of this role; none for files without keys.
pub fn of(role: Role) -> &'static [Field] {
    match role {
        Role::Site => SITE,
        Role::Programme => PROGRAMME,
        Role::Units => UNIT,
        Role::Reports => REPORT,
        Role::Initiative | Role::Initiatives => INITIATIVE,
        Role::News => NEWS,
        Role::Page => PAGE,
        Role::ProgrammeBody | Role::Media => &[],
    }
}
