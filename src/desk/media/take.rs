//! One file that was sent becomes a file of content/media/, or is refused in plain words.

use std::path::Path;

use anyhow::Result;

use crate::base::{Lang, slug};
use crate::desk::state::Desk;
use crate::desk::upload::Upload;
use crate::diag::{Diagnostic, Place, Problem, Traces, initials};
use crate::document::{self, Clean};
use crate::edit;
use crate::photo::{self, PictureError};
use crate::source::{self, Role};

/// A file that was taken.
#[derive(Debug)]
pub(in crate::desk) struct Taken {
    /// Its path below the root.
    pub(in crate::desk) path: String,
    /// What the person should know of it.
    pub(in crate::desk) remarks: Vec<String>,
}

/// Why a file is not taken, in words.
pub(in crate::desk) type Refused = String;

/// Takes a photo or document that was sent.
///
/// # Errors
/// When the disk refuses.
pub(in crate::desk) fn upload(
    desk: &Desk,
    upload: &Upload,
    lang: Lang,
) -> Result<Result<Taken, Refused>> {
    let head = upload.head()?;
    if head.is_empty() {
        let why = lang.pick(
            "Tệp trống. Hãy chép lại từ máy ảnh hoặc máy tính.",
            "The file is empty. Copy it again from where it comes.",
        );
        return Ok(Err(why.to_owned()));
    }
    if photo::is_heic(&head) {
        return Ok(Err(heic(lang)));
    }
    let stem = upload
        .name
        .rsplit_once('.')
        .map_or(&*upload.name, |(stem, _)| stem);
    file(desk, &upload.name, stem, upload.read()?, lang)
}

/// Takes a file by its name, whose ending tells its kind, as `stem`.
///
/// # Errors
/// When the disk refuses.
pub(in crate::desk) fn file(
    desk: &Desk,
    name: &str,
    stem: &str,
    bytes: Vec<u8>,
    lang: Lang,
) -> Result<Result<Taken, Refused>> {
    let short: String = slug::slug(stem).chars().take(60).collect();
    let is_picture = source::is_picture(name);
    let stem = match short.trim_matches('-') {
        "" if is_picture => "anh",
        "" => "tep",
        stem => stem,
    };
    if is_picture {
        return picture(desk.root(), name, stem, &bytes, lang);
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.to_ascii_lowercase();
    let may_be = format!("content/media/a.{ending}");
    if source::role_of(&may_be) != Some(Role::Media) {
        return Ok(Err(kind(lang)));
    }
    if let Err(problem) = document::check(name, &bytes) {
        return Ok(Err(words(problem, lang)));
    }
    let Clean { bytes, traces } = document::clean(name, bytes);
    let mut remarks = Vec::new();
    if let Some((traces, names)) = traces {
        remarks.push(names_inside(traces, &names, lang));
    }
    let kept = keep(desk.root(), stem, &ending, &bytes, lang);
    Ok(kept.map(|path| Taken { path, remarks }))
}

fn picture(
    root: &Path,
    name: &str,
    stem: &str,
    bytes: &[u8],
    lang: Lang,
) -> Result<Result<Taken, Refused>> {
    let stored = match photo::stored(name, bytes) {
        Ok(stored) => stored,
        Err(error) => return Ok(Err(broken(error, lang))),
    };
    let mut remarks = Vec::new();
    if !stored.removed.is_empty() {
        let removed = stored.removed.join(", ");
        remarks.push(words(Problem::DrawingCleaned { removed }, lang));
    }
    let kept = keep(root, stem, stored.ending, &stored.bytes, lang);
    Ok(kept.map(|path| Taken { path, remarks }))
}

/// Keeps a file in content/media/ and gives its path.
fn keep(
    root: &Path,
    stem: &str,
    ending: &str,
    bytes: &[u8],
    lang: Lang,
) -> Result<String, Refused> {
    // A name that Windows reserves is one with another word before it.
    let added = edit::add_media(root, stem, ending, bytes)
        .or_else(|_| edit::add_media(root, &format!("tep-{stem}"), ending, bytes));
    let path = added.map(|(path, _)| path);
    path.map_err(|error| error.words(lang))
}

/// What is wrong with a picture.
fn broken(error: PictureError, lang: Lang) -> String {
    match error {
        PictureError::TooLarge(width, height) => {
            words(Problem::HugePicture { width, height }, lang)
        }
        PictureError::Broken(why) => words(Problem::BrokenPicture { why }, lang),
    }
}

fn names_inside(traces: Traces, names: &[String], lang: Lang) -> String {
    let mut shown: Vec<String> = names.iter().map(|name| initials(name)).collect();
    shown.sort();
    shown.dedup();
    shown.retain(|name| !name.is_empty());
    let names = match traces {
        // The place of a film is not a name.
        Traces::Film => String::new(),
        _ => shown.join(", "),
    };
    words(Problem::NamesInside { traces, names }, lang)
}

/// A problem in a line: what it is, and how to fix it.
fn words(problem: Problem, lang: Lang) -> String {
    let diagnostic = Diagnostic {
        place: Place::Site,
        problem,
        left_out: false,
    };
    let words = diagnostic.words(lang);
    format!("{} {}", words.message, words.help)
}

fn heic(lang: Lang) -> String {
    lang.pick(
        "Ảnh kiểu HEIC của điện thoại, nhiều máy không mở được. Trên iPhone: Cài đặt › Camera › \
         Định dạng › “Tương thích nhất”, rồi chụp lại; hoặc gửi ảnh qua Zalo cho chính mình rồi \
         tải xuống, ảnh sẽ là JPG.",
        "A photo of the kind HEIC, which many devices cannot open. On an iPhone: Settings › \
         Camera › Formats › “Most Compatible”, then take it again; or send it to yourself by \
         e-mail, and it becomes a JPG.",
    )
    .to_owned()
}

fn kind(lang: Lang) -> String {
    lang.pick(
        "Loại tệp này không đưa lên trang được. Dùng ảnh (JPG, PNG, WebP, GIF, SVG), PDF, Word, \
         Excel, PowerPoint, tệp âm thanh MP3 hoặc phim MP4.",
        "Files of this kind cannot be on the site. Use pictures (JPG, PNG, WebP, GIF, SVG), PDF, \
         Word, Excel, PowerPoint, MP3 or MP4.",
    )
    .to_owned()
}
