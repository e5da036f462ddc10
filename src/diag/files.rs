//! Words for files that are not where they belong.

use super::Belongs;

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
