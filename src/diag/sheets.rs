//! Words for the sheets of a workbook that are not read, and for cells that repeat others.

use crate::base::Lang;

/// Which sheets were read, and which were not although they hold tables or look like the form.
pub(super) fn not_read(read: &str, others: &str, hidden: &str, lang: Lang) -> String {
    if others.is_empty() {
        return lang.pick(
            format!("trang tính đang ẩn cũng giống biểu này mà không được đọc: {hidden}"),
            format!("hidden sheets look like this form too and were not read: {hidden}"),
        );
    }
    let words = lang.pick(
        format!("chỉ đọc trang tính “{read}”, trong khi các trang tính này cũng có bảng: {others}"),
        format!("only the sheet “{read}” was read, but these hold tables too: {others}"),
    );
    if hidden.is_empty() {
        return words;
    }
    lang.pick(
        format!("{words}; đang ẩn mà cũng giống biểu này: {hidden}"),
        format!("{words}; hidden sheets that look like the form: {hidden}"),
    )
}

/// A mark for the value of the cell above: what is wrong, and what to write.
pub(super) fn repeated(mark: &str, lang: Lang) -> (String, String) {
    lang.pick(
        (
            format!("“{mark}” là ký hiệu lặp lại ô phía trên; mỗi dòng phải ghi đủ nội dung của mình"),
            "Chép ô phía trên xuống (trong Excel: chọn ô rồi bấm Ctrl+D), hoặc để trống nếu chưa có."
                .to_owned(),
        ),
        (
            format!("“{mark}” repeats the cell above; each row has to say its own value"),
            "Copy the cell above down (in Excel: select the cell and press Ctrl+D), or leave the \
             cell empty if there is no value."
                .to_owned(),
        ),
    )
}
