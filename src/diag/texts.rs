//! Words for problems of texts and addresses.

use super::{AliasError, Place, Problem, WordError};
use crate::base::Lang;

/// Message and way to fix it in Vietnamese; `None` for problems of other kinds.
pub(super) fn vi(problem: &Problem) -> Option<(String, String)> {
    use Problem as P;
    Some(match problem {
        P::Shrunk {
            what,
            before,
            now,
            gone,
        } => (
            format!(
                "lần đăng trước có {before} {}, lần này chỉ còn {now}: giảm hơn 5 %{}",
                list(what)[0],
                members(gone, "; sẽ mất", "và", "mục nữa")
            ),
            "Nếu đúng ý, dựng một lần với --allow-shrink. Nếu không, xem trong content/ có thiếu \
             tệp nào."
                .into(),
        ),
        P::SameAddress { url, first, page } => (
            match page {
                Some([title, _]) => format!(
                    "địa chỉ /{url} đã thuộc về trang “{title}” mà chương \
                 trình tự tạo"
                ),
                None => format!("địa chỉ /{url} đã thuộc về {}", owner(first, Lang::Vi)),
            },
            match page {
                Some(_) => {
                    "Ghi slug khác cho bài này, ví dụ slug: ten-khac, hoặc đổi tên tệp.".into()
                }
                None => "Đổi slug hoặc mã của một trong hai.".into(),
            },
        ),
        P::NoAddress { value } => (
            format!(
                "không tạo được địa chỉ từ “{value}” vì không có chữ cái La-tinh hay chữ số \
             nào"
            ),
            "Thêm một dòng slug: gồm chữ không dấu, số và dấu gạch nối, ví dụ slug: \
             hoi-nghi-thang-5; hoặc đổi tên tệp."
                .into(),
        ),
        P::BadAlias { value, error } => (
            format!(
                "địa chỉ cũ “{value}” không thể giữ lại: {}",
                alias_vi(error)
            ),
            "Ghi phần đường dẫn sau tên miền, ví dụ aliases: [tin-cu/bai-12.html]; hoặc xóa địa \
             chỉ này."
                .into(),
        ),
        P::AddressWord { key, word, error } => (
            format!(
                "chữ “{word}” không dùng cho địa chỉ của {key} được: {}",
                word_vi(error)
            ),
            "Ghi chữ khác, chưa có ở mục nào trong addresses; hoặc bỏ chữ này để dùng chữ có sẵn \
             của ngôn ngữ."
                .into(),
        ),
        P::TagNeedsSlug { tag } => (
            format!("chủ đề hoặc chuyên mục “{tag}” không có chữ cái nên không có địa chỉ"),
            format!(
                "Đặt địa chỉ ở content/site.yaml, mục tags, ví dụ: tags: {{\"{tag}\": \
             ten-khong-dau}}; hoặc đổi tên."
            ),
        ),
        P::TableCells { columns, cells } => (
            format!(
                "dòng này của bảng có {cells} ô, trong khi tiêu đề bảng chỉ có {columns} cột; \
             ô thừa không hiện ra"
            ),
            "Thêm cột ở dòng tiêu đề và dòng gạch ngang, hoặc bỏ ô thừa. Dấu | nằm trong chữ thì \
             viết \\|."
                .into(),
        ),
        P::UnclosedMark { mark } if mark == "](" => (
            "liên kết viết chưa đúng nên hiện nguyên ra trang".into(),
            "Viết [chữ](địa chỉ), đóng ngoặc ngay sau địa chỉ; trong địa chỉ không có dấu cách."
                .into(),
        ),
        P::UnclosedMark { mark } if mark.starts_with('#') => (
            format!("sau {mark} thiếu dấu cách nên dòng này không thành đề mục"),
            format!("Thêm một dấu cách: {mark} Tên đề mục"),
        ),
        P::UnclosedMark { mark } => (
            format!("dấu {mark} không có dấu đóng nên hiện nguyên ra trang"),
            format!(
                "Đặt {mark} sát cả hai đầu phần chữ: {mark}chữ{mark}. Nếu muốn hiện chính dấu \
             ấy, viết \\{mark}."
            ),
        ),
        P::NoFootnote { name } => (
            format!("chú thích [^{name}] không có phần giải thích"),
            format!("Thêm ở cuối bài một dòng: [^{name}]: nội dung chú thích."),
        ),
        P::UnusedFootnote { name } => (
            format!("bài không nhắc đến chú thích [^{name}] nên chú thích này không hiện ra"),
            format!("Ghi [^{name}] ở chỗ cần chú thích, hoặc xóa phần giải thích này."),
        ),
        P::UnusedReference { name } => (
            format!(
                "dòng [{name}]: … đặt tên cho một địa chỉ mà bài không dùng, nên không hiện ra"
            ),
            format!(
                "Ghi [chữ][{name}] ở chỗ cần liên kết; muốn hiện cả dòng thì bỏ dấu ngoặc vuông: \
                 {name}: …; không cần nữa thì xóa."
            ),
        ),
        P::DefinedTwice { name, first } => (
            format!("[{name}]: … đã có ở dòng {first}, nên dòng sau không hiện ra"),
            "Đặt tên khác cho một trong hai dòng, hoặc xóa dòng thừa.".into(),
        ),
        P::NoReference { name } => (
            format!("liên kết dạng [chữ][{name}] không có địa chỉ nào tên “{name}”"),
            format!("Viết thẳng [chữ](địa chỉ), hoặc thêm một dòng [{name}]: https://…"),
        ),
        _ => return None,
    })
}

/// The same in English.
pub(super) fn en(problem: &Problem) -> Option<(String, String)> {
    use Problem as P;
    Some(match problem {
        P::Shrunk {
            what,
            before,
            now,
            gone,
        } => (
            format!(
                "the last publish had {before} {}, of which this one would have {now}: over 5 % \
                 fewer{}",
                list(what)[1],
                members(gone, "; would go", "and", "more")
            ),
            "If that is meant, build once with --allow-shrink. If not, look whether a file is \
             missing in content/."
                .into(),
        ),
        P::SameAddress { url, first, page } => (
            match page {
                Some([_, title]) => format!(
                    "the address /{url} belongs to the page “{title}”, \
                 which the program makes"
                ),
                None => format!(
                    "the address /{url} already belongs to {}",
                    owner(first, Lang::En)
                ),
            },
            match page {
                Some(_) => {
                    "Give this record another slug, such as slug: other-name, or rename its \
                 file."
                        .into()
                }
                None => "Change the slug or the id of one of them.".into(),
            },
        ),
        P::NoAddress { value } => (
            format!("no address can be made from “{value}”, which has no Latin letter or digit"),
            "Add a line slug: of plain letters, digits and hyphens, such as slug: meeting-in-may; \
             or rename the file."
                .into(),
        ),
        P::BadAlias { value, error } => (
            format!(
                "the old address “{value}” cannot be kept: {}",
                alias_en(error)
            ),
            "Write the path behind the domain, such as aliases: [tin-cu/bai-12.html]; or delete \
             it."
            .into(),
        ),
        P::AddressWord { key, word, error } => (
            format!(
                "“{word}” cannot be a word in the addresses of {key}: {}",
                word_en(error)
            ),
            "Write another word that no key of addresses has; or delete it, and the word of the \
             language is used."
                .into(),
        ),
        P::TagNeedsSlug { tag } => (
            format!("the tag or section “{tag}” has no letters, so it has no address"),
            format!(
                "Give it one in content/site.yaml, under tags: tags: {{\"{tag}\": \
             plain-name}}; or rename it."
            ),
        ),
        P::TableCells { columns, cells } => (
            format!(
                "this row of the table has {cells} cells but its head has {columns} columns; \
             the others are not shown"
            ),
            "Add columns to the head and to the line of dashes, or delete the extra cells. A | in \
             a text is written \\|."
                .into(),
        ),
        P::UnclosedMark { mark } if mark == "](" => (
            "this link is not complete, so it is shown as it is".into(),
            "Write [words](address) and close it behind the address, which has no blanks.".into(),
        ),
        P::UnclosedMark { mark } if mark.starts_with('#') => (
            format!("a blank is missing after {mark}, so this line is not a heading"),
            format!("Add a blank: {mark} Heading"),
        ),
        P::UnclosedMark { mark } => (
            format!("{mark} is not closed, so it is shown as it is"),
            format!(
                "Put {mark} at both ends of the words: {mark}words{mark}. To show the sign \
             itself, write \\{mark}."
            ),
        ),
        P::NoFootnote { name } => (
            format!("the footnote [^{name}] has no text"),
            format!("Add a line at the end: [^{name}]: the note."),
        ),
        P::UnusedFootnote { name } => (
            format!("the text does not refer to the footnote [^{name}], so it is not shown"),
            format!("Write [^{name}] where it belongs, or delete the note."),
        ),
        P::UnusedReference { name } => (
            format!("the line [{name}]: … names an address that no link uses, so it is not shown"),
            format!(
                "Write [text][{name}] where the link belongs; to show the line itself, leave out \
                 the brackets: {name}: …; delete it if it is not needed."
            ),
        ),
        P::DefinedTwice { name, first } => (
            format!("[{name}]: … is defined in line {first} already, so this one is not shown"),
            "Give one of the two another name, or delete it.".into(),
        ),
        P::NoReference { name } => (
            format!("the link [text][{name}] has no address of the name “{name}”"),
            format!("Write [text](address), or add a line [{name}]: https://…"),
        ),
        _ => return None,
    })
}

/// What shrank, in Vietnamese and English.
fn list(what: &str) -> [&'static str; 2] {
    match what {
        "pages" | "page" => ["trang", "pages"],
        "records" | "initiative" => ["sáng kiến", "initiatives"],
        "unit" => ["đơn vị", "units"],
        "report" => ["báo cáo", "reports"],
        "news" => ["bài tin", "news items"],
        _ => [
            "lượt nộp ở con số chính",
            "submissions in the headline figure",
        ],
    }
}

fn members((names, more): &(Vec<String>, usize), head: &str, and: &str, rest: &str) -> String {
    if names.is_empty() {
        return String::new();
    }
    let rest = if *more > 0 {
        format!(" {and} {more} {rest}")
    } else {
        String::new()
    };
    format!("{head}: {}{rest}", names.join(", "))
}

fn owner(first: &Place, language: Lang) -> String {
    match (first, language) {
        (Place::Site, Lang::Vi) => "một trang mà chương trình tự tạo".into(),
        (Place::Site, Lang::En) => "a page that the program makes".into(),
        _ => first.in_language(language),
    }
}

fn alias_vi(error: &AliasError) -> String {
    match error {
        AliasError::Empty => "đây là trang chủ, hoặc để trống".into(),
        AliasError::Host(host) => format!("tên miền {host} không phải của trang này (base_url)"),
        AliasError::Fragment => "máy chủ không nhận được phần sau dấu #".into(),
        AliasError::Character(c) => format!("tên tệp không thể có ký tự “{c}”"),
        AliasError::Part(part) => format!("phần “{part}” không dùng làm tên tệp hay thư mục được"),
    }
}

fn word_vi(error: &WordError) -> String {
    match error {
        WordError::Taken(key) => format!("{key} đang dùng hoặc từng dùng chữ này"),
        WordError::Twice => "chữ này ghi hai lần".into(),
        WordError::Folder => "đây là thư mục của chương trình hoặc của một ngôn ngữ".into(),
    }
}

fn word_en(error: &WordError) -> String {
    match error {
        WordError::Taken(key) => format!("{key} has or had it"),
        WordError::Twice => "it is there twice".into(),
        WordError::Folder => "it is a folder of the program or of a language".into(),
    }
}

fn alias_en(error: &AliasError) -> String {
    match error {
        AliasError::Empty => "it is the home page, or empty".into(),
        AliasError::Host(host) => format!("the domain {host} is not that of this site (base_url)"),
        AliasError::Fragment => "servers are not sent what is behind #".into(),
        AliasError::Character(c) => format!("a file name cannot have the character “{c}”"),
        AliasError::Part(part) => format!("“{part}” cannot be the name of a file or folder"),
    }
}
