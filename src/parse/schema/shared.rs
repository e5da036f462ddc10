//! Keys that are in more than one kind of record.

use super::Kind::{Choice, Date, Flag, Id, List, Reference, Text};
use super::{Field, Kind, may, must, word};

pub(super) const METRIC: Kind = Choice(&[
    word("submitted", "Lượt nộp", "Submitted", &[]),
    word("valid", "Hợp lệ", "Valid", &[]),
]);

pub(super) const PERSON: &[Field] = &[
    must("name", Text, "Họ tên", "Name")
        .in_tables("Họ tên tác giả; nhiều người thì cách nhau bằng dấu chấm phẩy.")
        .example("Nguyễn Văn An; Trần Thị Bình")
        .headings(&["Họ và tên", "Họ tên"]),
    may("role", Text, "Chức vụ, công việc", "Role")
        .example("Tổ trưởng tổ cơ điện")
        .hint(
            "Chức vụ hoặc công việc tại nơi làm việc.",
            "Position or work at the workplace.",
        )
        .headings(&["Chức vụ", "Chức danh", "Vị trí", "Công việc"]),
    may("consent", Flag, "Đồng ý nêu tên", "Consent")
        .hint(
            "Chỉ khi người này đã đồng ý cho nêu tên trên trang.",
            "Only when this person has agreed to be named on the site.",
        )
        .headings(&[
            "Đồng ý nêu tên",
            "Đồng ý công khai",
            "Đồng ý công khai tên",
            "Đồng ý",
        ]),
];

pub(super) const IMAGE: &[Field] = &[
    must("src", Text, "Tệp ảnh", "File")
        .hint(
            "Ảnh trong media/, như media/hoi-nghi.jpg (bàn biên tập cho chọn), hoặc tên tệp ảnh để cạnh \
             tệp này.",
            "A picture in media/, as media/meeting.jpg (the desk offers them), or the name of one beside \
             this file.",
        )
        .headings(&["Tệp ảnh", "Hình ảnh"]),
    must("alt", Text, "Mô tả ảnh", "Description").hint(
        "Nói ảnh cho thấy gì, dành cho người không nhìn thấy ảnh.",
        "Say what the picture shows, for those who cannot see it.",
    ),
    may("caption", Text, "Chú thích", "Caption")
        .hint("Câu in dưới ảnh.", "The line beneath the picture."),
    may("credit", Text, "Ảnh của", "Credit")
        .hint("Người chụp hoặc nguồn ảnh.", "Photographer or source."),
];

pub(super) const PROGRAMME: Field = may(
    "programme",
    Reference("programme"),
    "Chương trình",
    "Programme",
)
.hint(
    "Mã của chương trình; có thể bỏ trống khi trang chỉ có một chương trình.",
    "Id of the programme; may be left out when the site has only one.",
)
.headings(&["Mã chương trình", "Tên chương trình", "Phong trào"]);

pub(super) const DRAFT: Field = may("draft", Flag, "Bản nháp", "Draft")
    .always()
    .hint("Khi chưa muốn đăng.", "While it is not to be published.");

pub(super) const PUBLISH_FROM: Field = may("publish_from", Date, "Đăng từ ngày", "Publish from")
    .hint(
        "Ngày đầu tiên được đăng, so với ngày của số liệu.",
        "The first day on which it is shown, by the date of the figures.",
    );

pub(super) const PUBLISH_TO: Field = may("publish_to", Date, "Đăng đến ngày", "Publish to").hint(
    "Ngày cuối cùng còn đăng, so với ngày của số liệu.",
    "The last day on which it is shown, by the date of the figures.",
);

pub(super) const SLUG: Field = may("slug", Id, "Địa chỉ ngắn", "Slug").hint(
    "Phần cuối của địa chỉ trang; bỏ trống thì lấy theo tên tệp hoặc mã.",
    "Last part of the page's address; when left out, it is made from the file's name or the code.",
);

pub(super) const ALIASES: Field = may("aliases", List(&Text), "Địa chỉ cũ", "Old addresses").hint(
    "Địa chỉ trước đây của trang; người đọc mở địa chỉ cũ sẽ được chuyển đến đây.",
    "Earlier addresses of the page; readers who open one are sent here.",
);

pub(super) const UPDATED: Field = may("updated", Date, "Ngày sửa", "Updated").hint(
    "Ngày sửa nội dung gần nhất, sau khi đã đăng.",
    "The day of the last correction after it was published.",
);
