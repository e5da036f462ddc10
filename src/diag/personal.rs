//! Personal data in a published text, and what to do about it.

/// A number or an address that may be somebody's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Personal {
    /// `e-mail address`, `identity number` or `phone number`.
    pub what: &'static str,
    /// The number as digits, or the address.
    pub key: String,
    /// Whether it may be here when it is the office's own.
    pub own: bool,
}

/// The first letters of a name: enough to find it, where the log of a build may be public.
pub fn initials(name: &str) -> String {
    name.split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| word.chars().next().filter(|c| c.is_alphabetic()))
        .map(|letter| format!("{letter}."))
        .collect()
}

impl Personal {
    /// Enough of it to find it: logs of a build may be public.
    fn shown(&self) -> String {
        let chars: Vec<char> = self.key.chars().collect();
        // Short addresses would be shown as a whole.
        let first = if self.key.contains('@') { 1 } else { 3 };
        let hidden = |at: usize| at >= first && at + 2 < chars.len() && chars[at] != '@';
        let shown = chars.iter().enumerate();
        shown
            .map(|(at, c)| if hidden(at) { '•' } else { *c })
            .collect()
    }

    pub(super) fn vi(&self) -> (String, String) {
        let what = match self.what {
            "identity number" => "số căn cước, số định danh",
            "phone number" => "số điện thoại",
            _ => "địa chỉ thư điện tử",
        };
        let help = if self.own && self.what != "identity number" {
            "Xóa khỏi bài. Nếu là số hoặc thư của cơ quan, ghi thêm vào contacts trong \
             content/site.yaml."
        } else {
            "Xóa thông tin cá nhân này trước khi đăng; nếu nằm trong tên tệp thì đổi tên tệp."
        };
        let message = format!("có {what} ({}) trong nội dung sẽ công khai", self.shown());
        (message, help.into())
    }

    pub(super) fn en(&self) -> (String, String) {
        let help = if self.own && self.what != "identity number" {
            "Delete it. If it is the office's own, add it to contacts in content/site.yaml."
        } else {
            "Delete it before publishing; rename the file when it is in the file's name."
        };
        let message = format!("published content holds a {} ({})", self.what, self.shown());
        (message, help.into())
    }
}
