//! The keys of site.yaml.

use super::Kind::{Choice, Count, Date, Flag, Id, List, Record, Text, Texts, Url};
use super::addresses;
use super::{Field, Word, may, must, word};

const LICENCE: &[Field] = &[
    must("number", Text, "Số giấy phép", "Number"),
    may("issuer", Text, "Cơ quan cấp", "Issuer"),
    may("date", Date, "Ngày cấp", "Date"),
];

const ORGANISATION: &[Field] = &[
    must("name", Text, "Tên cơ quan", "Name"),
    may("short_name", Text, "Tên viết tắt", "Short name"),
    may("kind", Text, "Loại trang", "Kind of site").hint(
        "Loại trang ghi trong giấy phép: Trang thông tin điện tử …",
        "As the licence says it: Trang thông tin điện tử …",
    ),
    may("address", Text, "Địa chỉ", "Address"),
    may("phone", Text, "Điện thoại", "Phone"),
    may("fax", Text, "Fax", "Fax"),
    may("email", Text, "Thư điện tử", "E-mail"),
    may("responsible", Text, "Chịu trách nhiệm", "Responsible").hint(
        "Người chịu trách nhiệm nội dung, với chức vụ.",
        "Who answers for the content, with position.",
    ),
    may("licence", Record(LICENCE), "Giấy phép", "Licence"),
    may("built_by", Text, "Đơn vị xây dựng", "Built by"),
];

pub(super) const LINK: &[Field] = &[
    must("title", Text, "Chữ", "Words"),
    must("url", Text, "Địa chỉ", "Address").hint(
        "Đường dẫn trong trang (tien-do/) hoặc địa chỉ đầy đủ https://….",
        "A path of this site (tien-do/) or a whole address https://….",
    ),
];

const LANGUAGE: &[Word] = &[
    word("vi", "Tiếng Việt", "Vietnamese", &[]),
    word("en", "Tiếng Anh", "English", &[]),
];

const DETAIL_PAGES: &[Word] = &[
    word("featured", "Chỉ sáng kiến tiêu biểu", "Featured ones", &[]),
    word("all", "Tất cả", "All", &[]),
];

const AUTHORS: &[Word] = &[
    word("consented", "Chỉ người đã đồng ý", "Those who agreed", &[]),
    word("all", "Tất cả", "All", &[]),
    word("none", "Không ai", "No one", &[]),
];

const SITE_INITIATIVES: &[Field] = &[
    may(
        "detail_pages",
        Choice(DETAIL_PAGES),
        "Sáng kiến có trang riêng",
        "Which get a page",
    ),
    may("page_size", Count, "Số dòng một trang", "Rows on a page")
        .hint("Bỏ trống là 100.", "100 when left out."),
    may(
        "authors",
        Choice(AUTHORS),
        "Công khai tác giả",
        "Whose names are published",
    )
    .hint(
        "Tên người là dữ liệu cá nhân; bỏ trống thì chỉ nêu người đã đồng ý.",
        "Names are personal data; only those who agreed when left out.",
    ),
];

const VISITS: &[Field] = &[
    may("live", Flag, "Tự cập nhật", "Refreshed").hint(
        "Ghi true khi máy chủ chạy tiendo visits và giữ visits.json cạnh trang chủ.",
        "Write true when the server runs tiendo visits and keeps visits.json beside the home page.",
    ),
    may("online", Count, "Đang truy cập", "Online"),
    may("today", Count, "Hôm nay", "Today"),
    may("total", Count, "Tổng lượt", "Total"),
    may("as_of", Date, "Tính đến ngày", "As of"),
    may("as_of_text", Text, "Thời điểm", "As of, in words").hint(
        "Dùng khi không rõ ngày: tháng 6/2022.",
        "When the day is not known: tháng 6/2022.",
    ),
];

/// site.yaml
pub const SITE: &[Field] = &[
    must("title", Text, "Tên trang", "Title"),
    may("slogan", Text, "Khẩu hiệu", "Slogan"),
    may("base_url", Url, "Địa chỉ trang", "Base address").hint(
        "Địa chỉ trang chủ trên mạng; cần cho nguồn tin, sơ đồ trang và thẻ chia sẻ.",
        "Address of the home page on the web; feeds, the sitemap and share cards need it.",
    ),
    may("deploy", Text, "Nơi đăng", "Where it goes").hint(
        "Bàn biên tập khi đăng, và lệnh `tiendo deploy` khi không ghi đích, gửi trang tới đây: thư \
         mục, s3://kho/thu-muc, user@may-chu:duong-dan, sftp://user@may-chu/thu-muc hoặc \
         ftps://user@may-chu/thu-muc.",
        "The desk sends the site there with each publish, and so does `tiendo deploy` without a \
         target: a folder, s3://bucket/prefix, user@host:path, sftp://user@host/folder or \
         ftps://user@host/folder.",
    ),
    may(
        "deploy_host_key",
        Text,
        "Khóa máy chủ nơi đăng",
        "Key of that server",
    )
    .hint(
        "Khóa mà máy chủ SFTP phải có, như ssh-keyscan cho thấy: ssh-ed25519 AAAA…; với FTPS là dấu \
         vân tay SHA-256 của chứng thư: AB:CD:…",
        "The key that the SFTP server has to have, as ssh-keyscan shows it: ssh-ed25519 AAAA…; for \
         FTPS the SHA-256 fingerprint of its certificate: AB:CD:…",
    ),
    may("language", Choice(LANGUAGE), "Ngôn ngữ", "Language").hint(
        "Ngôn ngữ chính; bỏ trống là tiếng Việt.",
        "The main language; Vietnamese when left \
         out.",
    ),
    may(
        "languages",
        List(&Choice(LANGUAGE)),
        "Các ngôn ngữ",
        "Languages",
    )
    .hint(
        "Các ngôn ngữ của trang; bài dịch đặt cạnh bản gốc: bai.en.md.",
        "The languages of the site; a translation is beside its original: bai.en.md.",
    ),
    may("message_fallback", Flag, "Thay câu còn thiếu", "Fall back").hint(
        "Câu chữ của giao diện còn thiếu hoặc sai trong một ngôn ngữ khác thì hiện bằng ngôn ngữ \
         chính, và chỉ được nhắc, không dừng việc tạo trang.",
        "Messages of the theme that another language lacks or has wrong are shown in the main \
         language, with a warning; otherwise they stop the build.",
    ),
    may("timezone", Text, "Múi giờ", "Time zone").hint(
        "Tên múi giờ IANA; bỏ trống là Asia/Ho_Chi_Minh.",
        "IANA name; Asia/Ho_Chi_Minh when \
         left out.",
    ),
    may("theme", Id, "Giao diện", "Theme").hint(
        "Tên thư mục trong themes; bỏ trống là default.",
        "A folder in themes; default when \
         left out.",
    ),
    may("mark", Text, "Biểu trưng", "Mark").hint(
        "Tệp SVG trong content/: media/bieu-trung.svg; dùng cho đầu trang và biểu tượng trên điện \
         thoại.",
        "An SVG below content/: media/mark.svg; for the head of the pages and the icons on phones.",
    ),
    may("as_of", Date, "Số liệu tính đến", "As of").hint(
        "Ngày của số liệu; bỏ trống thì lấy ngày của báo cáo hoặc sáng kiến mới nhất.",
        "The day of the figures; that of the newest report or initiative when left out.",
    ),
    may(
        "organisation",
        Record(ORGANISATION),
        "Cơ quan chủ quản",
        "Organisation",
    ),
    may(
        "contacts",
        List(&Text),
        "Số liên hệ của cơ quan",
        "The office's own numbers",
    )
    .hint(
        "Số điện thoại, thư điện tử khác của cơ quan được phép có trong bài.",
        "Other phone numbers and e-mail addresses of the office that texts may hold.",
    ),
    may(
        "initiatives",
        Record(SITE_INITIATIVES),
        "Tùy chọn sáng kiến",
        "Initiatives",
    ),
    may("menu", List(&Record(LINK)), "Trình đơn", "Menu"),
    addresses::FIELD,
    may("tags", Texts, "Địa chỉ chủ đề", "Addresses of tags").hint(
        "Địa chỉ cho chủ đề hoặc chuyên mục không có chữ cái, hay muốn đặt riêng: {\"C++\": \
         lap-trinh-cpp}.",
        "Addresses for tags or sections without letters, or to be chosen: {\"C++\": \
         programming-cpp}.",
    ),
    may("visits", Record(VISITS), "Lượt truy cập", "Visits").hint(
        "Số đọc được ở bộ đếm khác; không tự cập nhật.",
        "Read from another counter; not \
         updated by itself.",
    ),
    may(
        "social",
        List(&Record(LINK)),
        "Mạng xã hội",
        "Social profiles",
    ),
    may(
        "dataset_licence",
        Text,
        "Giấy phép dữ liệu",
        "Licence of the data",
    )
    .hint(
        "Điều kiện dùng lại dữ liệu mở: tên, địa chỉ của giấy phép, hoặc cả hai: CC BY 4.0.",
        "Terms of the open data: the licence's name, its address, or both: CC BY 4.0.",
    ),
];
