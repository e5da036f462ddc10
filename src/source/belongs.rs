//! Where a file belongs that is not read where it is.

use super::Format;
use crate::base::slug;
use crate::diag::Belongs;

/// Folders of content/ and what editors call them.
const FOLDERS: [(&str, &[&str]); 8] = [
    (
        "content/news/",
        &[
            "news",
            "new",
            "tin-tuc",
            "tin",
            "bai-viet",
            "thong-bao",
            "posts",
            "articles",
            "su-kien",
        ],
    ),
    (
        "content/initiatives/",
        &[
            "initiatives",
            "initiative",
            "sang-kien",
            "giai-phap",
            "de-tai",
            "danh-sach",
            "cai-tien",
        ],
    ),
    (
        "content/reports/",
        &["reports", "report", "bao-cao", "so-lieu", "tien-do", "data"],
    ),
    (
        "content/pages/",
        &["pages", "page", "trang", "gioi-thieu", "lien-he"],
    ),
    (
        "content/programmes/",
        &[
            "programmes",
            "programs",
            "programme",
            "chuong-trinh",
            "phong-trao",
        ],
    ),
    (
        "content/media/",
        &[
            "media",
            "anh",
            "hinh",
            "hinh-anh",
            "images",
            "image",
            "photos",
            "tai-lieu",
            "files",
            "file",
            "van-ban",
            "docs",
            "documents",
            "img",
        ],
    ),
    ("content/maps/", &["maps", "map", "ban-do"]),
    ("content/snapshots/", &["snapshots", "snapshot", "chot-so"]),
];

/// Endings of Markdown that other programs write.
const MARKDOWN: [&str; 3] = ["markdown", "mdown", "mkd"];
/// Endings of documents of Word and its like.
const WORD: [&str; 4] = ["doc", "docx", "odt", "rtf"];

/// Where the file at a path below the root belongs. `kept` says whether a file of this path would
/// be read.
pub(super) fn belongs(path: &str, kept: impl Fn(&str) -> bool) -> Belongs {
    let name = path.rsplit('/').next().unwrap_or(path);
    let folder = &path[..path.len() - name.len()];
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let ending = ending.to_lowercase();
    if matches!(&*ending, "heic" | "heif") {
        return Belongs::Heic;
    }
    // tin.md.txt: Windows hides the last ending.
    let renamed = match &*ending {
        "txt" | "bak" | "text" if stem.contains('.') => stem.to_owned(),
        ending if MARKDOWN.contains(&ending) => format!("{stem}.md"),
        "txt" | "text" | "" if folder != "content/" => format!("{stem}.md"),
        "json" | "yaml~" => format!("{stem}.yaml"),
        _ => String::new(),
    };
    if !renamed.is_empty() && kept(&format!("{folder}{renamed}")) {
        return Belongs::Rename(renamed);
    }
    let table = path
        .strip_suffix(".yaml")
        .filter(|table| Format::of(table).is_some());
    if let Some(table) = table {
        return Belongs::Sidecar(table.rsplit('/').next().unwrap_or(table).to_owned());
    }
    if let Some(meant) = folder_of(path).filter(|meant| kept(&format!("{meant}{name}"))) {
        return Belongs::Folder(meant);
    }
    if WORD.contains(&&*ending) {
        return Belongs::Word;
    }
    if Format::of(name).is_some() {
        return Belongs::Table;
    }
    by_ending(&ending, folder, &kept, name)
}

/// The folder that the name of another one means: `content/tin-tuc/`, `content/News/`.
fn folder_of(path: &str) -> Option<&'static str> {
    let mut parts = path.split('/').skip(1);
    let written = parts.next()?;
    parts.next()?;
    let first = slug::slug(written);
    let called = FOLDERS.iter().find(|(_, names)| names.contains(&&*first));
    if let Some((folder, _)) = called {
        return Some(folder);
    }
    let names = FOLDERS.iter().flat_map(|(_, names)| names.iter().copied());
    let near = slug::nearest(&first, names)?;
    let (folder, _) = FOLDERS.iter().find(|(_, names)| names.contains(&near))?;
    Some(folder)
}

/// A folder that takes files of this ending.
fn by_ending(ending: &str, folder: &str, kept: &impl Fn(&str) -> bool, name: &str) -> Belongs {
    let meant = match ending {
        "md" if folder == "content/" => "content/pages/",
        "md" => "content/news/",
        "geojson" => "content/maps/",
        _ => "content/media/",
    };
    if ending != "txt" && meant != folder && kept(&format!("{meant}{name}")) {
        Belongs::Folder(meant)
    } else {
        Belongs::Nowhere
    }
}
