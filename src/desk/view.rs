//! The desk's own pages: templates, words and the style sheet, all inside the program.

use anyhow::{Context as _, Result};
use serde::Serialize;
use tera::{Context, Tera, Value};

use super::ask::{Ask, Reply, Who};
use super::items::{Item, Section};
use super::users::Role;
use crate::base::Lang;

/// The style sheet.
pub(super) const STYLE: &[u8] = include_bytes!("templates/desk.css");
/// The icon: the portal's blue.
pub(super) const ICON: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'>\
    <rect width='8' height='8' rx='2' fill='#12436d'/>\
    <path d='M2 6h4M2 4h4M2 2h2' stroke='#fff'/></svg>";
/// The script: an unsent form survives a closed window.
pub(super) const SCRIPT: &[u8] = include_bytes!("templates/desk.js");

/// Style sheet and script of the pages where something is brought in: tables, photos, Word files.
pub(super) const INTAKE_STYLE: &[u8] = include_bytes!("templates/intake.css");
pub(super) const INTAKE_SCRIPT: &[u8] = include_bytes!("templates/intake.js");

const TEMPLATES: [(&str, &str); 17] = [
    ("base.html", include_str!("templates/base.html")),
    ("login.html", include_str!("templates/login.html")),
    ("home.html", include_str!("templates/home.html")),
    ("list.html", include_str!("templates/list.html")),
    ("edit.html", include_str!("templates/edit.html")),
    ("grid.html", include_str!("templates/grid.html")),
    ("excel.html", include_str!("templates/excel.html")),
    ("media.html", include_str!("templates/media.html")),
    ("insert.html", include_str!("templates/insert.html")),
    ("table.html", include_str!("templates/table.html")),
    ("look.html", include_str!("templates/look.html")),
    ("progress.html", include_str!("templates/progress.html")),
    ("problem.html", include_str!("templates/problem.html")),
    ("figures.html", include_str!("templates/figures.html")),
    ("publish.html", include_str!("templates/publish.html")),
    ("history.html", include_str!("templates/history.html")),
    ("message.html", include_str!("templates/message.html")),
];

/// The parsed templates with their words.
#[derive(Debug)]
pub(super) struct View {
    tera: Tera,
    words: [Value; 2],
}

#[derive(Serialize)]
struct Entry {
    address: String,
    title: String,
    here: bool,
}

impl View {
    /// Parses the templates.
    ///
    /// # Errors
    /// When one of them is wrong, which a test excludes.
    pub(super) fn new() -> Result<Self> {
        let mut tera = Tera::new();
        tera.add_raw_templates(TEMPLATES)
            .context("the templates of the desk")?;
        let vi = words([
            include_str!("templates/vi.json"),
            include_str!("templates/intake.vi.json"),
        ])?;
        let en = words([
            include_str!("templates/en.json"),
            include_str!("templates/intake.en.json"),
        ])?;
        Ok(Self {
            tera,
            words: [Value::from_serializable(&vi), Value::from_serializable(&en)],
        })
    }

    /// One page with its status.
    ///
    /// # Errors
    /// When a template does not fit its values.
    pub(super) fn page(
        &self,
        ask: &Ask,
        status: u16,
        template: &str,
        lang: Lang,
        values: &impl Serialize,
    ) -> Result<Reply> {
        let mut context = Context::new();
        context.insert("v", values);
        context.insert_value("t", self.words[lang.pick(0, 1)].clone());
        context.insert("lang", lang.code());
        context.insert("other", lang.pick("en", "vi"));
        context.insert("menu", &menu(ask, lang));
        let token = ask.who.as_ref().map_or("", |who| &who.token);
        context.insert("token", token);
        context.insert("user", ask.who.as_ref().map_or("", |who| &who.user));
        let text = self.tera.render(template, &context)?;
        Ok(Reply::Page(status, text))
    }

    /// A page of one message.
    ///
    /// # Errors
    /// As [`View::page`].
    pub(super) fn message(&self, ask: &Ask, status: u16, vi: &str, en: &str) -> Result<Reply> {
        let lang = ask.who.as_ref().map_or(Lang::Vi, |who| who.lang);
        self.page(ask, status, "message.html", lang, &lang.pick(vi, en))
    }
}

/// The words of some files.
fn words(files: [&str; 2]) -> Result<serde_json::Map<String, serde_json::Value>> {
    let mut all = serde_json::Map::new();
    for file in files {
        let words: serde_json::Map<_, _> = serde_json::from_str(file)?;
        all.extend(words);
    }
    Ok(all)
}

fn menu(ask: &Ask, lang: Lang) -> Vec<Entry> {
    let Some(who) = &ask.who else {
        return Vec::new();
    };
    let mut all = vec![("/".to_owned(), lang.pick("Tổng quan", "Overview"))];
    for section in Section::ALL {
        if may_edit(who, section) {
            all.push((format!("/ds/{}", section.address()), title(section, lang)));
        }
    }
    all.push(("/anh".into(), lang.pick("Ảnh và tệp", "Files")));
    if who.role >= Role::Editor {
        all.push(("/excel".into(), lang.pick("Nhập Excel", "Import")));
    }
    all.push(("/xem".into(), lang.pick("Xem thử", "Preview")));
    if who.role >= Role::Publisher {
        all.push(("/dang".into(), lang.pick("Đăng", "Publish")));
    }
    all.push(("/lich-su".into(), lang.pick("Lịch sử", "History")));
    let mut entries = Vec::new();
    for (address, title) in all {
        entries.push(Entry {
            here: ask.path == address
                || (address.len() > 1 && ask.path.starts_with(&format!("{address}/"))),
            title: title.to_owned(),
            address,
        });
    }
    entries
}

/// The address of the form of a record.
pub(super) fn record_link(item: &Item) -> String {
    format!("/sua?{}", record_query(&item.file, item.number))
}

/// The query that names a record of a file in addresses of the desk.
pub(super) fn record_query(file: &str, number: usize) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("file", file);
    query.append_pair("n", &number.to_string());
    query.finish()
}

/// What editors call a section.
pub(super) fn title(section: Section, lang: Lang) -> &'static str {
    match section {
        Section::News => lang.pick("Tin", "News"),
        Section::Initiatives => lang.pick("Sáng kiến", "Initiatives"),
        Section::Pages => lang.pick("Trang", "Pages"),
        Section::Units => lang.pick("Đơn vị", "Units"),
        Section::Programmes => lang.pick("Chương trình", "Programmes"),
        Section::Reports => lang.pick("Báo cáo", "Reports"),
    }
}

/// Whether a person may change records of a section.
pub(super) fn may_edit(who: &Who, section: Section) -> bool {
    let everyone = matches!(
        section,
        Section::News | Section::Initiatives | Section::Pages
    );
    everyone || who.role >= Role::Editor
}
