//! Why something failed, as the operating system and libraries say it in English: in Vietnamese.
//! What is not recognised is marked as the words of the machine.

/// What this program says of its own steps; a path follows.
const STEPS: [(&str, &str); 9] = [
    ("cannot make ", "không tạo được "),
    (
        "cannot write the memory of the site",
        "không ghi được bộ nhớ của trang",
    ),
    ("cannot write ", "không ghi được "),
    ("cannot put ", "không đặt được tệp vào "),
    ("cannot keep ", "không giữ được bản trước của "),
    ("cannot look at ", "không xem được "),
    ("cannot delete ", "không xóa được "),
    ("cannot clear ", "không dọn được "),
    ("the build broke off", "lần dựng bị ngắt"),
];

/// What the operating system says.
const SYSTEM: [(&str, &str); 46] = [
    ("no such file", "không có tệp hoặc thư mục này"),
    ("cannot find the file", "không có tệp này"),
    ("cannot find the path", "không có thư mục này"),
    ("permission denied", "không có quyền đọc hoặc ghi"),
    ("access is denied", "không có quyền đọc hoặc ghi"),
    ("privilege is not held", "không có quyền làm việc này"),
    ("not permitted", "hệ thống không cho phép"),
    ("read-only file system", "ổ đĩa chỉ cho đọc"),
    ("write protected", "ổ đĩa chỉ cho đọc"),
    ("resource busy", "hệ thống đang dùng tệp này"),
    ("text file busy", "hệ thống đang dùng tệp này"),
    (
        "being used by another process",
        "tệp đang mở ở chương trình khác",
    ),
    ("user-mapped section", "tệp đang mở ở chương trình khác"),
    ("locked a portion", "tệp đang mở ở chương trình khác"),
    ("is a directory", "đây là thư mục, không phải tệp"),
    (
        "not a directory",
        "một phần của đường dẫn không phải thư mục",
    ),
    (
        "directory name is invalid",
        "một phần của đường dẫn không phải thư mục",
    ),
    ("directory not empty", "thư mục không trống"),
    ("directory is not empty", "thư mục không trống"),
    ("file exists", "đã có tệp hoặc thư mục tên này"),
    ("file already exists", "đã có tệp hoặc thư mục tên này"),
    ("too many open files", "máy đang mở quá nhiều tệp"),
    ("no space left", "ổ đĩa đã đầy"),
    ("not enough space", "ổ đĩa đã đầy"),
    ("quota exceeded", "đã dùng hết dung lượng được cấp"),
    ("file too large", "tệp quá lớn so với giới hạn của ổ đĩa"),
    ("name too long", "tên tệp quá dài"),
    ("filename or extension is too long", "tên tệp quá dài"),
    (
        "volume label syntax",
        "tên tệp có ký tự mà hệ thống không nhận",
    ),
    ("symbolic links", "các liên kết tượng trưng dẫn vòng quanh"),
    ("no such device", "đây không phải tệp thường"),
    ("cross-device", "hai chỗ nằm trên hai ổ đĩa khác nhau"),
    ("input/output error", "ổ đĩa không đọc được"),
    ("stale file handle", "ổ đĩa mạng đã ngắt"),
    ("network path was not found", "ổ đĩa mạng đã ngắt"),
    ("network name is no longer", "ổ đĩa mạng đã ngắt"),
    ("cannot allocate memory", "máy hết bộ nhớ"),
    ("out of memory", "máy hết bộ nhớ"),
    (
        "address already in use",
        "địa chỉ này đang có chương trình khác dùng",
    ),
    (
        "cannot assign requested address",
        "máy không có địa chỉ mạng này",
    ),
    ("valid utf-8", "nội dung không phải chữ đọc được"),
    ("fill whole buffer", "tệp bị cụt"),
    ("unexpected end of file", "tệp bị cụt"),
    ("broken pipe", "chương trình đọc kết quả đã đóng"),
    (
        "invalid argument",
        "hệ thống không nhận tên hoặc giá trị này",
    ),
    ("interrupted", "bị ngắt giữa chừng"),
];

/// What asking for a page of another site came to.
const LINK: [(&str, &str); 9] = [
    ("timeout", "quá lâu không trả lời"),
    ("timed out", "quá lâu không trả lời"),
    ("not found", "không có tên miền này"),
    ("lookup", "không có tên miền này"),
    ("refused", "máy chủ từ chối kết nối"),
    ("reset", "máy chủ ngắt kết nối"),
    ("certificate", "chứng chỉ bảo mật của trang không hợp lệ"),
    ("redirect", "trang chuyển tiếp quá nhiều lần"),
    ("unreachable", "không đến được máy chủ"),
];

/// One cause, in Vietnamese.
pub fn cause_vi(text: &str) -> String {
    // What the program says in both languages.
    if let Some((_, vietnamese)) = text.split_once(" · ") {
        return vietnamese.to_owned();
    }
    for (english, vietnamese) in STEPS {
        if let Some(rest) = text.strip_prefix(english) {
            return format!("{vietnamese}{rest}");
        }
    }
    if let Some(known) = find(&SYSTEM, text) {
        return known.to_owned();
    }
    // A path, or words that are Vietnamese already.
    if !text.contains(' ') || !text.is_ascii() || text.contains(['/', '\\']) {
        return text.to_owned();
    }
    format!("máy báo nguyên văn: “{text}”")
}

/// A chain of causes, a line each, from the outermost on.
pub fn causes_vi(lines: &str) -> String {
    let (mut said, mut english_halves): (Vec<String>, Vec<&str>) = (Vec::new(), Vec::new());
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        // The English half may be the one that names the place: the editor's comes first.
        let cause = match line.split_once(" · ") {
            Some((english, vietnamese)) => {
                english_halves.push(english);
                vietnamese.to_owned()
            }
            None => cause_vi(line.trim()),
        };
        // A library may repeat what is below it.
        if !said.iter().any(|earlier| earlier.contains(&cause)) {
            said.push(cause);
        }
    }
    let mut halves = vec![said.join(": ")];
    halves.extend(english_halves.into_iter().map(ToOwned::to_owned));
    halves.join(" · ")
}

/// Words of a reader of pictures, and what they mean.
const PICTURE_CAUSES: [(&[&str], &str); 6] = [
    (
        &["feature `pictures`"],
        "ảnh phải xoay lại, mà bản tiendo này dịch không có tính năng `pictures`",
    ),
    (
        &[
            "cut off",
            "unexpected end",
            "eof",
            "fill whole buffer",
            "truncated",
            "too short",
        ],
        "tệp bị cụt, có lẽ chưa chép hoặc tải về hết",
    ),
    (&["svg", "xml"], "không phải hình SVG đúng"),
    (&["jpg, png"], "chỉ nhận jpg, png, webp, gif, svg"),
    (
        &[
            "not supported",
            "unsupported",
            "not recognized",
            "unrecognized",
        ],
        "kiểu ảnh này chưa đọc được",
    ),
    (
        &["limit", "memory", "too large"],
        "ảnh lớn quá mức đọc được",
    ),
];

/// Why a picture cannot be shown.
pub(super) fn picture_vi(why: &str) -> String {
    let lower = why.to_lowercase();
    let cause = PICTURE_CAUSES
        .iter()
        .find(|(words, _)| words.iter().any(|word| lower.contains(word)));
    let text = cause.map_or(
        "tệp bị hỏng, hoặc không phải ảnh thuộc loại ghi ở đuôi tệp",
        |(_, text)| *text,
    );
    text.to_owned()
}

/// Why a map cannot be read.
pub(super) fn map_vi(why: &str) -> String {
    if let Some(limit) = why.strip_prefix("> ") {
        return format!("tệp lớn hơn {limit}");
    }
    let text = if why.contains("FeatureCollection") {
        "tệp không gồm một danh sách các vùng (FeatureCollection)"
    } else {
        "nội dung không đúng dạng GeoJSON"
    };
    match position(why) {
        Some(line) => format!("{text}, từ dòng {line}"),
        None => text.to_owned(),
    }
}

/// Why an address of another site cannot be opened.
pub(super) fn link_vi(why: &str) -> String {
    if why.chars().all(|c| c.is_ascii_digit()) {
        return match why {
            "404" | "410" => format!("trang không còn (mã {why})"),
            "401" | "403" => format!("trang không cho người ngoài xem (mã {why})"),
            _ if why.starts_with('5') => format!("máy chủ đang lỗi (mã {why})"),
            _ => format!("máy chủ trả lời mã {why}"),
        };
    }
    if !why.is_ascii() {
        return cause_vi(why);
    }
    let known = find(&LINK, why).unwrap_or("không kết nối được");
    known.to_owned()
}

/// The line that a message names: "at line 3 column 7".
fn position(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("line ")?;
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}

fn find(table: &[(&str, &'static str)], text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let found = table.iter().find(|(english, _)| lower.contains(english));
    found.map(|(_, vietnamese)| *vietnamese)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_are_said_in_vietnamese() {
        let chain = "cannot make /x/output\nPermission denied (os error 13)";
        assert_eq!(
            causes_vi(chain),
            "không tạo được /x/output: không có quyền đọc hoặc ghi"
        );
        assert_eq!(
            causes_vi("/x y.csv\nFile exists (os error 17)"),
            "/x y.csv: đã có tệp hoặc thư mục tên này"
        );
        let both = "/x holds other files · thư mục này có tệp khác";
        assert_eq!(cause_vi(both), "thư mục này có tệp khác");
        assert_eq!(
            causes_vi(both),
            "thư mục này có tệp khác · /x holds other files"
        );
        assert_eq!(cause_vi("odd thing"), "máy báo nguyên văn: “odd thing”");
        assert_eq!(cause_vi("không có gì"), "không có gì");
        assert_eq!(
            picture_vi("Format error decoding Jpeg: bad"),
            "tệp bị hỏng, hoặc không phải ảnh thuộc loại ghi ở đuôi tệp"
        );
        assert_eq!(
            map_vi("expected value at line 3 column 1"),
            "nội dung không đúng dạng GeoJSON, từ dòng 3"
        );
        assert_eq!(link_vi("404"), "trang không còn (mã 404)");
        assert_eq!(link_vi("io: Connection refused"), "máy chủ từ chối kết nối");
    }
}
