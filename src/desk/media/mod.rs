//! The page "Ảnh và tệp": photos and documents are sent, and where each is used.

mod take;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::PoisonError;

use anyhow::Result;
use serde::Serialize;

use super::ask::{Ask, Reply, Who};
use super::pager::Pager;
use super::state::Desk;
use super::upload::Upload;
use super::used::Media;
use super::{record, store, upload, view};
use crate::base::{Lang, number, slug};
use crate::edit;
use crate::source::{self, Role};

pub(super) use take::{Taken, file};

/// The number of files on one page of the list.
const PAGE: usize = 24;
/// The number of inputs for files in a form where there are no scripts.
const ROWS: usize = 4;
/// At most this many letters of what was said of a file are in the history.
const NAMED: usize = 70;

/// The page of photos and documents.
#[derive(Default, Serialize)]
struct Shown {
    /// Files that were taken just now, with remarks.
    taken: Vec<(String, Vec<String>)>,
    /// Names of files that were not taken, with why.
    refused: Vec<(String, String)>,
    done: usize,
    rows: Vec<usize>,
    largest: usize,
    #[serde(flatten)]
    pager: Pager,
    files: Vec<File>,
}

/// A file of the list.
#[derive(Serialize)]
struct File {
    path: String,
    /// Address of the picture; empty for documents.
    picture: String,
    /// What it shows or is called.
    words: String,
    size: String,
    /// Titles and links of what names it.
    used: Vec<(String, String)>,
    more: usize,
}

/// `GET /anh`
pub(super) fn show(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let shown = Shown {
        done: ask.query.number("xong"),
        ..Shown::default()
    };
    page(desk, ask, who, 200, shown)
}

fn page(desk: &Desk, ask: &Ask, who: &Who, status: u16, mut shown: Shown) -> Result<Reply> {
    let all = all(desk);
    let said = words(desk);
    let folded = slug::fold(ask.query.get("q"));
    let sought_words: Vec<&str> = folded.split_whitespace().collect();
    let mut found: Vec<&Media> = Vec::new();
    for media in &all {
        let text = slug::fold(&format!("{} {}", media.path, said_of(&said, &media.path)));
        if sought_words.iter().all(|word| text.contains(word)) {
            found.push(media);
        }
    }
    shown.pager = Pager::of(&ask.query, "/anh", found.len(), PAGE);
    shown.rows = (0..ROWS).collect();
    shown.largest = upload::LARGEST >> 20;
    for media in &found[shown.pager.range()] {
        shown.files.push(listed(desk, media, &said, who.lang));
    }
    desk.view.page(ask, status, "media.html", who.lang, &shown)
}

/// All photos and documents of content/.
pub(super) fn all(desk: &Desk) -> Vec<Media> {
    let mut used = desk.media.lock().unwrap_or_else(PoisonError::into_inner);
    used.all(desk.root())
}

/// The address at which the desk shows a picture; empty for other files.
pub(super) fn picture(path: &str) -> String {
    if !source::is_picture(path) {
        return String::new();
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    format!("/anh/tep?{}", query.append_pair("f", path).finish())
}

fn listed(desk: &Desk, media: &Media, said: &BTreeMap<String, String>, lang: Lang) -> File {
    let index = desk.index();
    let mut used = Vec::new();
    for file in media.named_by.iter().take(5) {
        let link = match index.item(file, 0).filter(|item| item.editable) {
            Some(item) => (item.title.clone(), view::record_link(item)),
            None => (file.clone(), String::new()),
        };
        used.push(link);
    }
    File {
        picture: picture(&media.path),
        words: said_of(said, &media.path).to_owned(),
        size: size(media.size, lang),
        more: media.named_by.len().saturating_sub(used.len()),
        used,
        path: media.path.clone(),
    }
}

/// Bytes as people say them.
fn size(bytes: u64, lang: Lang) -> String {
    let (count, unit) = if bytes < 1 << 20 {
        (bytes.div_ceil(1024), "kB")
    } else {
        (bytes.div_ceil(1 << 20), "MB")
    };
    format!("{} {unit}", number::count(count, lang))
}

/// What people said of files when they sent them: offered where a file is put into a text.
pub(super) fn words(desk: &Desk) -> BTreeMap<String, String> {
    // Without the list nothing is offered.
    store::load(&words_file(desk)).unwrap_or_default()
}

fn said_of<'a>(said: &'a BTreeMap<String, String>, path: &str) -> &'a str {
    said.get(path).map_or("", String::as_str)
}

fn words_file(desk: &Desk) -> PathBuf {
    store::folder(desk.root()).join("media.json")
}

/// `POST /anh`: photos and documents arrive, each with its words.
pub(super) fn send(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let mut shown = Shown::default();
    let mut said = BTreeMap::new();
    let mut nth: BTreeMap<&str, usize> = BTreeMap::new();
    for upload in &ask.uploads.files {
        let row = upload.field.strip_prefix("file").unwrap_or_default();
        let number = nth.entry(row).or_default();
        let words = ask.form.all(&format!("words{row}"));
        let words = words.get(*number).map_or("", |words| words.trim());
        *number += 1;
        match take_one(desk, upload, words, who)? {
            Ok(taken) => {
                said.insert(taken.path.clone(), words.to_owned());
                shown.taken.push((taken.path, taken.remarks));
            }
            Err(why) => shown.refused.push((upload.name.clone(), why)),
        }
    }
    if ask.uploads.files.is_empty() {
        let why = who.lang.pick(
            "Chưa chọn tệp nào, hoặc tệp trống.",
            "No file was chosen, or it is empty.",
        );
        shown.refused.push((String::new(), why.to_owned()));
    }
    remember(desk, said)?;
    drop(desk.refresh());
    let is_plain = shown.taken.iter().all(|(_, remarks)| remarks.is_empty());
    if shown.refused.is_empty() && is_plain {
        return Ok(Reply::Go(format!("/anh?xong={}", shown.taken.len())));
    }
    let status = if shown.refused.is_empty() { 200 } else { 422 };
    page(desk, ask, who, status, shown)
}

/// Takes one file, once it was said what it shows.
fn take_one(desk: &Desk, upload: &Upload, words: &str, who: &Who) -> Result<Result<Taken, String>> {
    if words.is_empty() {
        let why = who.lang.pick(
            "Chưa ghi ảnh cho thấy gì (hoặc tên của tệp). Hãy chọn lại tệp này và ghi mô tả.",
            "It was not said what the picture shows (or what the file is). Choose it again, and \
             describe it.",
        );
        return Ok(Err(why.to_owned()));
    }
    let taken = match take::upload(desk, upload, who.lang)? {
        Ok(taken) => taken,
        Err(why) => return Ok(Err(why)),
    };
    note(desk, who, &taken.path, words);
    Ok(Ok(taken))
}

/// Writes down that a file came, by what was said of it or by its name.
pub(super) fn note(desk: &Desk, who: &Who, path: &str, words: &str) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let words = if words.is_empty() { name } else { words };
    let words: String = words.chars().take(NAMED).collect();
    let message = match (record::language(desk), source::is_picture(path)) {
        (Lang::Vi, true) => format!("Thêm ảnh “{words}”"),
        (Lang::Vi, false) => format!("Thêm tệp “{words}”"),
        (Lang::En, true) => format!("Add the picture “{words}”"),
        (Lang::En, false) => format!("Add the file “{words}”"),
    };
    record::written(desk, who, &[(path.to_owned(), None)], &message);
}

/// Keeps what was said of files.
fn remember(desk: &Desk, said: BTreeMap<String, String>) -> Result<()> {
    if said.is_empty() {
        return Ok(());
    }
    // Two people who send at once wait for each other.
    let _one = desk.media.lock().unwrap_or_else(PoisonError::into_inner);
    let mut all = words(desk);
    all.extend(said);
    store::keep(&words_file(desk), &all)
}

/// `GET /anh/tep`: a picture of content/, as it is stored.
pub(super) fn raw(desk: &Desk, ask: &Ask) -> Result<Option<Reply>> {
    let path = ask.query.get("f");
    let kind = match path
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase())
    {
        Some(ending) => match ending.as_str() {
            "jpg" | "jpeg" => "image/jpeg",
            "png" => "image/png",
            "webp" => "image/webp",
            "gif" => "image/gif",
            "svg" => "image/svg+xml",
            _ => return Ok(None),
        },
        None => return Ok(None),
    };
    if source::role_of(path) != Some(Role::Media) {
        return Ok(None);
    }
    let bytes = edit::content_file(desk.root(), path);
    Ok(bytes.map(|bytes| Reply::Content(kind, bytes)))
}
