//! `tiendo new`: one file with what its kind needs, ready to be filled in.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::args::{Kind, New};
use super::{say, today};
use crate::base::{Date, Lang, slug};

/// Writes the file and prints its path.
pub(super) fn run(new: &New) -> Result<()> {
    let path = create(new, today())?;
    say(&path
        .strip_prefix(".")
        .unwrap_or(&path)
        .display()
        .to_string())?;
    Ok(())
}

/// The folder content/ of a site, which must be there.
pub(super) fn content(root: &Path, lang: Lang) -> Result<PathBuf> {
    let content = root.join("content");
    if !content.is_dir() {
        bail!(
            "{} {}",
            content.display(),
            lang.pick(
                "không có: chạy lệnh ở thư mục gốc của trang, dùng --root, hoặc tạo trang bằng \
                 tiendo init",
                "is not there: run this in the site's folder, use --root, or start a site with \
                 tiendo init"
            )
        );
    }
    Ok(content)
}

fn create(new: &New, today: Date) -> Result<PathBuf> {
    let content = content(&new.root, new.lang)?;
    let slug = slug::slug(&new.title);
    if slug.is_empty() {
        bail!(
            "{}",
            new.lang.pick(
                "không tạo được tên tệp từ tiêu đề này",
                "no file name can be made from this title"
            )
        );
    }
    let kind = match new.kind {
        Kind::News => "news",
        Kind::Initiative => "initiatives",
        Kind::Page => "pages",
    };
    crate::pipeline::refuse_links(&new.root, &format!("content/{kind}/{slug}.md"))?;
    let folder = content.join(kind);
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let path = folder.join(format!("{slug}.md"));
    write_new(&path, text(new.kind, &new.title, today), new.lang)?;
    Ok(path)
}

/// Writes a file that must not be there yet.
pub(super) fn write_new(path: &Path, text: impl AsRef<[u8]>, lang: Lang) -> Result<()> {
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let why = lang.pick(
                "đã có; không ghi đè",
                "is already there; nothing was overwritten",
            );
            bail!("{} {why}", path.display())
        }
        other => other.with_context(|| path.display().to_string())?,
    };
    file.write_all(text.as_ref())
        .with_context(|| path.display().to_string())
}

fn text(kind: Kind, title: &str, today: Date) -> String {
    let template = match kind {
        Kind::News => include_str!("skeleton/new/news.md"),
        Kind::Initiative => include_str!("skeleton/new/initiative.md"),
        Kind::Page => include_str!("skeleton/new/page.md"),
    };
    template
        .replace("DATE", &today.to_string())
        .replace("TITLE", &quoted(title))
}

/// A YAML double-quoted text.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Date = Date::constant(2024, 2, 29);

    fn new(root: &Path, kind: Kind, title: &str) -> New {
        New {
            kind,
            title: title.into(),
            root: root.to_owned(),
            lang: Lang::En,
        }
    }

    #[test]
    fn news_under_an_address_of_its_title() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        let news = new(root.path(), Kind::News, "Đợt 2: \"về đích\"");
        let path = create(&news, DAY).unwrap();
        assert_eq!(path, root.path().join("content/news/dot-2-ve-dich.md"));
        let text = fs::read_to_string(&path).unwrap();
        assert!(
            text.starts_with("---\ntitle: \"Đợt 2: \\\"về đích\\\"\"\ndate: 2024-02-29\n"),
            "{text}"
        );
        let again = create(&news, DAY).unwrap_err();
        assert!(
            again
                .to_string()
                .ends_with("is already there; nothing was overwritten"),
            "{again}"
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }

    #[test]
    fn each_kind_in_its_folder() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        for (kind, folder) in [(Kind::Initiative, "initiatives"), (Kind::Page, "pages")] {
            let path = create(&new(root.path(), kind, "Rơ-le TITLE DATE"), DAY).unwrap();
            assert_eq!(
                path,
                root.path()
                    .join(format!("content/{folder}/ro-le-title-date.md"))
            );
            assert!(
                fs::read_to_string(path)
                    .unwrap()
                    .starts_with("---\ntitle: \"Rơ-le TITLE DATE\"\n")
            );
        }
    }

    #[test]
    fn refuses_what_has_no_place() {
        let root = tempfile::tempdir().unwrap();
        assert!(
            create(&new(root.path(), Kind::Page, "a"), DAY)
                .unwrap_err()
                .to_string()
                .contains("is not there")
        );
        fs::create_dir(root.path().join("content")).unwrap();
        assert!(create(&new(root.path(), Kind::Page, "日本"), DAY).is_err());
        assert_eq!(quoted("a\\b\tc"), "\"a\\\\b\\u0009c\"");
    }
}
