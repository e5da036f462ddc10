//! Text of Word in the form of an item: pasted, or as a file `.docx` with its pictures.

use anyhow::Result;

use super::ask::{Ask, Reply, Who};
use super::saving::Put;
use super::state::Desk;
use super::{insert, media};
use crate::base::Lang;
use crate::edit::paste;
use crate::edit::word::{self, LeftOut, Refused};

/// `POST /dan`: what was pasted, as Markdown.
///
/// # Errors
/// When the disk refuses.
pub(super) fn pasted(ask: &Ask, who: &Who) -> Result<Reply> {
    let Some(upload) = ask.uploads.files.first() else {
        return Ok(Reply::Text(200, String::new()));
    };
    let bytes = upload.read()?;
    let pasted = paste::html(&String::from_utf8_lossy(&bytes));
    if pasted.refused {
        let why = who.lang.pick(
            "Đoạn dán quá lớn. Hãy dán từng phần.",
            "What was pasted is too large. Paste it in parts.",
        );
        return Ok(Reply::Text(422, why.to_owned()));
    }
    Ok(Reply::Text(200, pasted.markdown))
}

/// A form with a Word file: the form again, with the text of the file behind its own.
///
/// # Errors
/// When the disk refuses.
pub(super) fn insert(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let lang = who.lang;
    let Some(upload) = ask.uploads.files.first() else {
        let why = lang.pick("Chưa chọn tệp Word nào.", "No Word file was chosen.");
        return insert::with_text(desk, ask, who, refused(why));
    };
    let draft = match word::docx(&upload.read()?) {
        Ok(draft) => draft,
        Err(why) => {
            return insert::with_text(desk, ask, who, refused(words_of(why, lang)));
        }
    };
    let mut markdown = draft.markdown;
    let mut remarks = Vec::new();
    let stem = upload
        .name
        .rsplit_once('.')
        .map_or(&*upload.name, |(stem, _)| stem);
    let mut pictures = 0;
    for (number, (name, bytes)) in draft.pictures.into_iter().enumerate() {
        let own = format!("{stem} {}", number + 1);
        let place = format!("]({name})");
        match media::file(desk, &name, &own, bytes, lang)? {
            Ok(taken) => {
                let file = taken.path.strip_prefix("content/").unwrap_or(&taken.path);
                markdown = markdown.replace(&place, &format!("]({file})"));
                remarks.extend(taken.remarks);
                media::note(desk, who, &taken.path, "");
                pictures += 1;
            }
            Err(why) => {
                remarks.push(format!("{name}: {why}"));
            }
        }
    }
    if pictures > 0 {
        remarks.push(lang.pick(
            format!(
                "Đã lưu {pictures} ảnh. Hãy ghi mỗi ảnh cho thấy gì, giữa hai dấu [ ] của ảnh đó."
            ),
            format!("Stored {pictures} pictures. Say what each shows, between its brackets [ ]."),
        ));
    }
    remarks.extend(
        draft
            .left_out
            .iter()
            .map(|left| left_out(*left, lang).to_owned()),
    );
    let put = Put {
        text: without_strangers(&markdown),
        remarks,
        wrong: None,
    };
    insert::with_text(desk, ask, who, put)
}

fn refused(why: &str) -> Put {
    Put {
        wrong: Some(why.to_owned()),
        ..Put::default()
    }
}

/// A text without the pictures that were not stored: each is a paragraph of its own.
fn without_strangers(markdown: &str) -> String {
    let is_strange = |line: &str| line.starts_with("![](") && !line.starts_with("![](media/");
    let mut text = String::new();
    for line in markdown.lines().filter(|line| !is_strange(line)) {
        let is_second_gap = line.is_empty() && text.ends_with("\n\n");
        if !is_second_gap {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

fn words_of(refused: Refused, lang: Lang) -> &'static str {
    match refused {
        Refused::Kind => lang.pick(
            "Không đọc được tệp Word này. Mở tệp trong Word, chọn Lưu thành “Word (.docx)”, rồi \
             gửi lại.",
            "This Word file cannot be read. Open it in Word, save it as “Word (.docx)”, and send \
             that.",
        ),
        Refused::Size => lang.pick(
            "Tệp Word này quá lớn. Hãy chia nhỏ, hoặc chép từng phần rồi dán vào bài.",
            "This Word file is too large. Split it, or copy it in parts and paste them.",
        ),
    }
}

fn left_out(left: LeftOut, lang: Lang) -> &'static str {
    match left {
        LeftOut::Comments => lang.pick(
            "Các nhận xét trong Word không được lấy.",
            "Comments of the Word file were left out.",
        ),
        LeftOut::Deleted => lang.pick(
            "Chữ đã xóa (theo dõi thay đổi) không được lấy.",
            "Text that was deleted with tracked changes was left out.",
        ),
        LeftOut::Notes => lang.pick(
            "Chú thích cuối trang không được lấy; hãy chép vào bài nếu cần.",
            "Footnotes were left out; copy them into the text if they are needed.",
        ),
        LeftOut::Pictures => lang.pick(
            "Có ảnh không lấy được (quá lớn, quá nhiều, hoặc loại trình duyệt không hiện được).",
            "Some pictures were left out (too large, too many, or of a kind that no browser \
             shows).",
        ),
    }
}
