//! Words for files that are not where they belong, or not what they say.

use super::{Belongs, Content};
use crate::base::Lang;

/// What to do with the file, in Vietnamese.
pub(super) fn vi(belongs: &Belongs) -> String {
    match belongs {
        Belongs::Folder(folder) => format!("Chuyển tệp vào {folder}."),
        Belongs::Rename(name) => format!(
            "Đổi tên tệp thành “{name}”. Nếu Windows giấu phần đuôi: mở View (Xem), chọn File name \
             extensions (Phần mở rộng tên tệp)."
        ),
        Belongs::Word => "Mở bằng Word, chép phần chữ vào một tệp .md (tạo bằng tiendo new), hoặc \
                          chuyển tệp vào content/media/ rồi đặt liên kết đến tệp trong bài để \
                          người đọc tải về."
            .into(),
        Belongs::Heic => {
            "Đây là ảnh HEIC của iPhone, trình duyệt không mở được. Mở ảnh, xuất hoặc \
                          lưu lại thành .jpg; trên iPhone: Cài đặt > Camera > Định dạng > Tương \
                          thích nhất."
                .into()
        }
        Belongs::Table => "Báo cáo số liệu để trong content/reports/, danh sách sáng kiến trong \
                           content/initiatives/, danh sách đơn vị là content/units.xlsx. Muốn \
                           người đọc tải bảng về thì lưu thành .pdf."
            .into(),
        Belongs::Sidecar(table) => format!(
            "Đặt cạnh tệp này bảng “{table}” mà nó nói đến, hoặc \
         xóa tệp."
        ),
        Belongs::Nowhere => {
            "Xóa tệp khỏi content/, hoặc để ở nơi khác. Bài viết có đuôi .md, khai \
                             báo có đuôi .yaml, ảnh và tài liệu để trong content/media/."
                .into()
        }
    }
}

/// What to do with the file, in English.
pub(super) fn en(belongs: &Belongs) -> String {
    match belongs {
        Belongs::Folder(folder) => format!("Move it to {folder}."),
        Belongs::Rename(name) => format!(
            "Rename it to “{name}”. If Windows hides the ending: View, then File name extensions."
        ),
        Belongs::Word => {
            "Open it in Word and copy its text into an .md file (made by tiendo new), \
                          or move it to content/media/ and link to it from a text for readers to \
                          download."
                .into()
        }
        Belongs::Heic => "This is a HEIC photo of an iPhone, which browsers cannot show. Open it \
                          and export it as .jpg; on the iPhone: Settings > Camera > Formats > Most \
                          Compatible."
            .into(),
        Belongs::Table => "Reports belong in content/reports/, lists of initiatives in \
                           content/initiatives/, units are content/units.xlsx. For readers to \
                           download a table, save it as .pdf."
            .into(),
        Belongs::Sidecar(table) => {
            format!("Put the table “{table}” that it describes beside it, or delete it.")
        }
        Belongs::Nowhere => "Delete it from content/, or keep it elsewhere. Texts end in .md, \
                             records in .yaml; pictures and documents belong in content/media/."
            .into(),
    }
}

/// What is wrong with a file whose bytes are not what its ending says, and what to do.
pub(super) fn other_content(ending: &str, content: Content, lang: Lang) -> (String, String) {
    let inside = inside(content, lang);
    let message = lang.pick(
        format!("tên tệp có đuôi .{ending} nhưng bên trong {inside}"),
        format!("the name ends in .{ending}, but inside it {inside}"),
    );
    let help = match (ending, content) {
        ("csv", Content::Unknown) => lang.pick(
            "Mở bảng bằng Excel rồi lưu lại, chọn kiểu “CSV UTF-8”.".to_owned(),
            "Open the table in Excel and save it as “CSV UTF-8”.".to_owned(),
        ),
        (_, Content::Office(right)) => lang.pick(
            format!("Đổi đuôi tệp thành .{right}, hoặc mở tệp rồi lưu lại thành .{ending}."),
            format!("Rename it to end in .{right}, or open it and save it as .{ending}."),
        ),
        _ => lang.pick(
            format!(
                "Mở tệp bằng chương trình đã tạo ra nó rồi lưu lại thành .{ending}, hoặc tải lại \
                 từ nơi gửi; nếu tệp không cần đăng thì xóa đi."
            ),
            format!(
                "Open it in the program that made it and save it as .{ending}, or get it again \
                 from who sent it; delete it if it is not to be published."
            ),
        ),
    };
    (message, help)
}

/// What is inside a file, as the end of a sentence.
fn inside(content: Content, lang: Lang) -> String {
    let (vi, en) = match content {
        Content::Empty => ("không có gì", "is nothing"),
        Content::Page => ("là một trang web (HTML)", "is a web page (HTML)"),
        Content::Pdf => ("là một tệp PDF", "is a PDF"),
        Content::Office(right) => {
            return lang.pick(
                format!("là một tệp .{right}"),
                format!("is a .{right} file"),
            );
        }
        Content::OldOffice => (
            "là một tệp Office đời cũ (.doc, .xls, .ppt) hoặc tệp có mật khẩu",
            "is a document of an old Office (.doc, .xls, .ppt), or one with a password",
        ),
        Content::Zip => ("là một tệp nén ZIP", "is a ZIP archive"),
        Content::Picture => ("là một ảnh", "is a picture"),
        Content::Film => ("là phim hoặc âm thanh", "is a film or a sound"),
        Content::Program => ("là một chương trình máy tính", "is a computer program"),
        Content::Text => ("chỉ có chữ thường", "is plain text"),
        Content::Unknown => ("không đọc được là loại gì", "is nothing that is known here"),
    };
    lang.pick(vi, en).to_owned()
}
