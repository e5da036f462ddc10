//! Words for what is kept out of a publication for its safety: personal data, files that could act,
//! texts that would take minutes.

use super::{Bound, Problem, Traces, causes, files};
use crate::base::{Lang, number};

/// Message and help in Vietnamese; nothing for other problems.
pub(super) fn vi(problem: &Problem) -> Option<(String, String)> {
    Some(match problem {
        Problem::PersonalData { data } => data.vi(),
        Problem::NamedWithoutConsent { initials } => (
            format!("nêu tên {initials}, người của bản ghi này chưa đồng ý cho nêu tên"),
            "Bỏ tên khỏi chỗ này (cả trong tên tệp). Nếu người ấy đã đồng ý, ghi consent: true.".into(),
        ),
        Problem::ConsentForEach { names, given } => (
            format!("có {names} tác giả nhưng chỉ {given} câu trả lời có đồng ý nêu tên hay không"),
            "Ghi cho từng người, theo thứ tự, cách nhau bằng dấu chấm phẩy: có; không.".into(),
        ),
        Problem::TooMuch { what, limit } => {
            let what = match *what {
                "letters" => "ký tự",
                "bytes" => "byte",
                "bytes in a tag" => "byte trong một thẻ HTML",
                "tags" => "thẻ HTML",
                "items" => "mục trong một danh sách",
                "keys" => "khóa trong một bản ghi",
                "tags in each other" => "thẻ HTML lồng nhau",
                "marks before a line" => "dấu > ở đầu một dòng",
                _ => "độ dài khác nhau của dãy dấu `",
            };
            (
                format!("quá dài: có hơn {limit} {what}"),
                "Rút gọn, hoặc chia thành nhiều bài.".into(),
            )
        }
        Problem::ThemeBehind => (
            "tệp này được chép từ giao diện có sẵn, nhưng bản có sẵn nay đã khác".into(),
            "Đổi tên tệp này, chạy lại tiendo theme eject để chép bản mới, rồi đưa các chỗ đã sửa \
             sang; hoặc xóa tệp để dùng bản có sẵn.".into(),
        ),
        Problem::TemplateBound { bound } => (
            match bound {
                Bound::Steps(most) => format!(
                    "mẫu giao diện cần hơn {} bước cho một trang nên đã bị dừng",
                    number::count(*most, Lang::Vi)
                ),
                Bound::Megabytes(most) => {
                    format!("mẫu giao diện viết hơn {most} MB cho một trang nên đã bị dừng")
                }
            },
            "Xem các vòng lặp lồng nhau ở dòng này; hoặc xóa tệp trong themes/ để dùng lại mẫu có \
             sẵn.".into(),
        ),
        Problem::RefusedFile { ending } => (
            format!("không đăng tệp .{ending}"),
            "Ảnh dùng .jpg, .png, .webp, .gif hoặc .svg; tài liệu dùng .pdf, .docx, .xlsx. Chuyển \
             tệp khác ra khỏi content/."
                .into(),
        ),
        Problem::OtherContent { ending, content } => files::other_content(ending, *content, Lang::Vi),
        Problem::DrawingCleaned { removed } => (
            format!("ảnh SVG đã được bỏ {removed} trước khi đăng"),
            "Nếu hình vẫn đúng thì không phải làm gì. Lưu lại bằng Inkscape dạng Plain SVG để hết \
             thông báo.".into(),
        ),
        Problem::NotDeleted { path, why } => (
            format!("không xóa được {path}, tệp này vẫn công khai: {}", causes::cause_vi(why)),
            "Mọi thay đổi khác đã đăng. Đóng chương trình đang mở tệp hoặc sửa quyền của thư mục \
             rồi dựng lại; mỗi lần dựng đều thử xóa lại."
                .into(),
        ),
        Problem::NamesInside { traces, names } => traces.vi(names),
        Problem::HiddenFile { name } => (
            format!("“{name}” là tệp hoặc thư mục ẩn (tên bắt đầu bằng dấu chấm) nên không được \
             đăng"),
            "Cấu hình máy chủ (như .htaccess) thì đặt thẳng trên máy chủ; tệp khác thì đổi tên, bỏ \
             dấu chấm ở đầu; không cần nữa thì xóa."
                .into(),
        ),
        Problem::MenuLink { target } => (
            format!("mục trình đơn dẫn đến “{target}”, trang này không có hoặc chưa đăng"),
            "Sửa url của mục trình đơn, hoặc đăng trang ấy.".into(),
        ),
        _ => return None,
    })
}

/// The same in English.
pub(super) fn en(problem: &Problem) -> Option<(String, String)> {
    Some(match problem {
        Problem::PersonalData { data } => data.en(),
        Problem::NamedWithoutConsent { initials } => (
            format!("names {initials}, a person of this record who did not agree to be named"),
            "Remove the name from here (also from names of files). If the person agreed, write \
             consent: true.".into(),
        ),
        Problem::ConsentForEach { names, given } => (
            format!("{names} authors, but {given} answers whether they agree to be named"),
            "Answer for each of them, in order, parted by semicolons: yes; no.".into(),
        ),
        Problem::TooMuch { what, limit } => (
            format!("too long: more than {limit} {what}"),
            "Shorten it, or make several texts of it.".into(),
        ),
        Problem::ThemeBehind => (
            "this file was copied from the built-in theme, whose own file has changed since".into(),
            "Rename this file, copy the new one with tiendo theme eject, and bring your changes \
             over; or delete it to use the built-in one.".into(),
        ),
        Problem::TemplateBound { bound } => (
            match bound {
                Bound::Steps(most) => format!(
                    "the template takes more than {} steps for one page, so it was stopped",
                    number::count(*most, Lang::En)
                ),
                Bound::Megabytes(most) => {
                    format!("the template writes more than {most} MB for one page, so it was \
                     stopped")
                }
            },
            "Look at the loops inside each other at this line, or delete the file in themes/ to \
             use the built-in one."
                .into(),
        ),
        Problem::RefusedFile { ending } => (
            format!("files that end in .{ending} are not published"),
            "Pictures end in .jpg, .png, .webp, .gif or .svg, documents in .pdf, .docx, .xlsx. \
             Keep other files outside of content/."
                .into(),
        ),
        Problem::OtherContent { ending, content } => files::other_content(ending, *content, Lang::En),
        Problem::DrawingCleaned { removed } => (
            format!("{removed} was taken out of the SVG before it was published"),
            "If it still looks right there is nothing to do. Save it as Plain SVG in Inkscape to \
             end this message.".into(),
        ),
        Problem::NotDeleted { path, why } => (
            format!("{path} cannot be deleted and is still public: {}", system_en(why)),
            "All other changes are published. Close the program that has the file open, or correct \
             the rights of its folder, and build again; each build tries again."
                .into(),
        ),
        Problem::NamesInside { traces, names } => traces.en(names),
        Problem::HiddenFile { name } => (
            format!("“{name}” is hidden (its name begins with a dot), so it is not published"),
            "Put settings of a server, such as .htaccess, on the server itself; give other files a \
             name without the dot, or delete them."
                .into(),
        ),
        Problem::MenuLink { target } => (
            format!("the menu leads to “{target}”, a page that does not exist or is not published"),
            "Correct the url of the menu item, or publish that page.".into(),
        ),
        _ => return None,
    })
}

/// Why the system refused something, without the Vietnamese half that our own reasons have.
fn system_en(why: &str) -> &str {
    why.split_once(" · ").map_or(why, |(english, _)| english)
}

/// What a document tells, and the first letters of whom it names.
fn named(what: &str, initials: &str) -> String {
    if initials.is_empty() {
        what.to_owned()
    } else {
        format!("{what}: {initials}")
    }
}

impl Traces {
    /// The message on names that stay in a document, and what to do, in Vietnamese.
    fn vi(self, names: &str) -> (String, String) {
        let (what, how) = match self {
            Self::Office => (
                "tệp được đăng có tên người trong chú thích, thay đổi được theo dõi hoặc chữ ký",
                "Mở tệp bằng Word, Excel hoặc PowerPoint, chọn File › Info › Check for Issues › \
                 Inspect Document (Tệp › Thông tin › Kiểm tra vấn đề › Kiểm tra tài liệu), bấm \
                 Remove All (Loại bỏ tất cả) ở mục chú thích, rồi lưu và thay tệp.",
            ),
            Self::OpenDocument => (
                "tệp được đăng có tên người trong chú thích, thay đổi được ghi lại hoặc chữ ký",
                "Mở tệp bằng LibreOffice, xóa các chú thích, chọn Edit › Track Changes › Accept \
                 All (Sửa › Theo dõi thay đổi › Chấp nhận tất cả), rồi lưu và thay tệp.",
            ),
            Self::Pdf => (
                "tệp PDF được đăng có tên người trong thuộc tính, chú thích hoặc chữ ký",
                "Mở tệp bằng Acrobat, chọn Redact › Remove Hidden Information (Che › Xóa thông tin \
                 ẩn), rồi lưu và thay tệp; hoặc xuất lại PDF từ tài liệu gốc đã xóa tên tác giả.",
            ),
            Self::Old => (
                "tệp được đăng có tên người trong thuộc tính",
                "Mở tệp bằng Word, Excel hoặc PowerPoint, lưu thành .docx, .xlsx hoặc .pptx, rồi \
                 thay tệp.",
            ),
            Self::Film => (
                "phim được đăng cho biết nơi quay",
                "Xuất lại phim bằng phần mềm dựng phim và không kèm vị trí, rồi thay tệp.",
            ),
            Self::Closed => {
                return (
                    "không xem được bên trong tệp nên không biết tệp có mang tên người hay không"
                        .into(),
                    "Nếu tệp có mật khẩu, lưu lại không đặt mật khẩu; nếu không mở được, xin lại \
                     tệp."
                        .into(),
                );
            }
        };
        (named(what, names), how.into())
    }

    /// The same in English.
    fn en(self, names: &str) -> (String, String) {
        let (what, how) = match self {
            Self::Office => (
                "the published file has names of people in its comments, tracked changes or \
                 signature",
                "Open it in Word, Excel or PowerPoint, choose File › Info › Check for Issues › \
                 Inspect Document, press Remove All for comments, save it and replace the file.",
            ),
            Self::OpenDocument => (
                "the published file has names of people in its comments, recorded changes or \
                 signature",
                "Open it in LibreOffice, delete the comments, choose Edit › Track Changes › Accept \
                 All, save it and replace the file.",
            ),
            Self::Pdf => (
                "the published PDF has names of people in its properties, comments or signature",
                "Open it in Acrobat, choose Redact › Remove Hidden Information, save it and \
                 replace the file; or export the PDF again from a document without its author's \
                 name.",
            ),
            Self::Old => (
                "the published file has names of people in its properties",
                "Open it in Word, Excel or PowerPoint, save it as .docx, .xlsx or .pptx and \
                 replace the file.",
            ),
            Self::Film => (
                "the published film tells where it was made",
                "Export it again without its location, and replace the file.",
            ),
            Self::Closed => {
                return (
                    "the file cannot be looked into, so no one knows whether it names people"
                        .into(),
                    "Save it without its password; if it cannot be opened, ask for it again."
                        .into(),
                );
            }
        };
        (named(what, names), how.into())
    }
}
