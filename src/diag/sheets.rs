//! Words for the sheets of a workbook that are not read.

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
