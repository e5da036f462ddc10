//! Words for what is kept out of a publication for its safety: personal data, files that could act,
//! texts that would take minutes.

use super::{Problem, foreign};

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
                "tags in each other" => "thẻ HTML lồng nhau",
                "marks before a line" => "dấu > ở đầu một dòng",
                _ => "độ dài khác nhau của dãy dấu `",
            };
            (
                format!("quá dài: có hơn {limit} {what}"),
                "Rút gọn, hoặc chia thành nhiều bài.".into(),
            )
        }
        Problem::RefusedFile { ending } => (
            format!("không đăng tệp .{ending}"),
            "Ảnh dùng .jpg, .png, .webp, .gif hoặc .svg; tài liệu dùng .pdf, .docx, .xlsx. Chuyển tệp khác ra khỏi content/."
                .into(),
        ),
        Problem::DrawingCleaned { removed } => (
            format!("ảnh SVG đã được bỏ {removed} trước khi đăng"),
            "Nếu hình vẫn đúng thì không phải làm gì. Lưu lại bằng Inkscape dạng Plain SVG để hết thông báo.".into(),
        ),
        Problem::NotDeleted { path, why } => (
            format!("không xóa được {path}, tệp này vẫn công khai: {}", foreign::system_vi(why)),
            "Mọi thay đổi khác đã đăng. Đóng chương trình đang mở tệp hoặc sửa quyền của thư mục rồi dựng lại; mỗi lần \
             dựng đều thử xóa lại."
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
            "Remove the name from here (also from names of files). If the person agreed, write consent: true.".into(),
        ),
        Problem::ConsentForEach { names, given } => (
            format!("{names} authors, but {given} answers whether they agree to be named"),
            "Answer for each of them, in order, parted by semicolons: yes; no.".into(),
        ),
        Problem::TooMuch { what, limit } => (
            format!("too long: more than {limit} {what}"),
            "Shorten it, or make several texts of it.".into(),
        ),
        Problem::RefusedFile { ending } => (
            format!("files that end in .{ending} are not published"),
            "Pictures end in .jpg, .png, .webp, .gif or .svg, documents in .pdf, .docx, .xlsx. Keep other files outside of \
             content/."
                .into(),
        ),
        Problem::DrawingCleaned { removed } => (
            format!("{removed} was taken out of the SVG before it was published"),
            "If it still looks right there is nothing to do. Save it as Plain SVG in Inkscape to end this message.".into(),
        ),
        Problem::NotDeleted { path, why } => (
            format!("{path} cannot be deleted and is still public: {}", system_en(why)),
            "All other changes are published. Close the program that has the file open, or correct the rights of its \
             folder, and build again; each build tries again."
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
