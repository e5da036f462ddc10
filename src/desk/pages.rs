//! Which page answers a request, and who may see it.

use std::sync::Arc;

use anyhow::Result;
use serde::Serialize;

use super::ask::{Ask, Reply, Who};
use super::items::{Item, Section};
use super::log::{self, Deed, Entry};
use super::pager::Pager;
use super::sessions::{now, steady};
use super::state::{Desk, HERE};
use super::users::Role;
use super::{excel, grid, history, insert, look, media, overview, publish, saving, view, word};
use crate::base::{Date, Lang};

/// The number of records on one page of a list.
const PAGE: usize = 50;

/// Answers one request.
///
/// # Errors
/// Failures of the environment.
pub(super) fn answer(desk: &Arc<Desk>, ask: &Ask) -> Result<Reply> {
    match (ask.post, ask.path.as_str()) {
        (false, "/desk.css") => return Ok(Reply::File("text/css; charset=utf-8", view::STYLE)),
        (false, "/desk.js") => return Ok(Reply::File("text/javascript", view::SCRIPT)),
        (false, "/intake.css") => {
            return Ok(Reply::File("text/css; charset=utf-8", view::INTAKE_STYLE));
        }
        (false, "/intake.js") => return Ok(Reply::File("text/javascript", view::INTAKE_SCRIPT)),
        (false, "/icon.svg") => return Ok(Reply::File("image/svg+xml", view::ICON)),
        (false, "/vao") => return enter(desk, ask),
        (true, "/vao") => return log_in(desk, ask),
        _ => {}
    }
    let Some(who) = &ask.who else {
        if ask.post {
            let vi = "Phiên làm việc đã hết. Nội dung chưa lưu vẫn được giữ trong trình duyệt \
                      này: hãy đăng nhập lại rồi mở lại bài.";
            let en = "The session is over. What was not saved is kept in this browser: log in \
                      again and open the record again.";
            return desk.view.message(ask, 403, vi, en);
        }
        return Ok(Reply::Go("/vao".into()));
    };
    if ask.post {
        if ask.form.get("token") != who.token {
            let vi = "Biểu mẫu này không phải của phiên làm việc hiện tại. Hãy tải lại trang.";
            let en = "This form is not of the current session. Load the page again.";
            return desk.view.message(ask, 403, vi, en);
        }
        return change(desk, ask, who);
    }
    match ask.path.as_str() {
        "/" => overview::home(desk, ask, who),
        "/sua" => saving::show(desk, ask, who),
        "/moi" => saving::start(desk, ask, who),
        "/xem" => look::show(desk, ask, who),
        "/bang" if view::may_edit(who, Section::Reports) => grid::show(desk, ask, who),
        "/lich-su" => history::show(desk, ask, who),
        "/anh" => media::show(desk, ask, who),
        "/chen" => insert::list(desk, who),
        "/anh/tep" => match media::raw(desk, ask)? {
            Some(reply) => Ok(reply),
            None => not_found(desk, ask),
        },
        "/excel" if who.role >= Role::Editor => excel::show(desk, ask, who),
        "/dang" if who.role >= Role::Publisher => publish::check(desk, ask, who),
        "/dang/tien-trinh" if who.role >= Role::Publisher => publish::progress(desk, ask, who),
        "/dang/zip" if who.role >= Role::Publisher => publish::zip(desk, ask),
        "/bang" | "/dang" | "/dang/tien-trinh" | "/dang/zip" | "/excel" => {
            saving::pages_refused(desk, ask)
        }
        path => match path.strip_prefix("/ds/").and_then(Section::of) {
            Some(section) if view::may_edit(who, section) => list(desk, ask, who, section),
            Some(_) => saving::pages_refused(desk, ask),
            None => not_found(desk, ask),
        },
    }
}

fn not_found(desk: &Desk, ask: &Ask) -> Result<Reply> {
    let (vi, en) = ("Không có trang này.", "There is no such page.");
    desk.view.message(ask, 404, vi, en)
}

/// A form that was sent with the token of its session.
fn change(desk: &Arc<Desk>, ask: &Ask, who: &Who) -> Result<Reply> {
    let is_form = matches!(ask.path.as_str(), "/sua" | "/moi");
    if is_form && let Some(reply) = insert::answer(desk, ask, who)? {
        return Ok(reply);
    }
    match ask.path.as_str() {
        _ if is_form && ask.form.get("then") == "word" => word::insert(desk, ask, who),
        "/dan" => word::pasted(ask, who),
        "/sua" => saving::save(desk, ask, who),
        "/bang" if view::may_edit(who, Section::Reports) => grid::save(desk, ask, who),
        "/moi" => saving::create(desk, ask, who),
        "/lich-su" => history::undo(desk, ask, who),
        "/anh" => media::send(desk, ask, who),
        path if path.starts_with("/excel") => import(desk, ask, who),
        "/dang" if who.role >= Role::Publisher => publish::publish(desk, ask, who),
        "/tro-ve" if who.role >= Role::Publisher => publish::roll_back(desk, ask, who),
        "/bang" | "/dang" | "/tro-ve" => saving::pages_refused(desk, ask),
        "/ra" => {
            desk.sessions().end(&who.cookie)?;
            Ok(Reply::Enter("/vao".into(), String::new()))
        }
        "/ngon-ngu" => {
            let lang = Lang::of_code(ask.form.get("lang")).unwrap_or_default();
            desk.sessions().speak(&who.cookie, lang);
            Ok(Reply::Go("/".into()))
        }
        _ => not_found(desk, ask),
    }
}

/// A form of the Excel lane.
fn import(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    if who.role < Role::Editor {
        return saving::pages_refused(desk, ask);
    }
    match ask.path.as_str() {
        "/excel" => excel::take_file(desk, ask, who),
        "/excel/chon" | "/excel/lay" | "/excel/bo" => excel::decide(desk, ask, who),
        "/excel/hoan-tac" => excel::undo(desk, ask, who),
        _ => not_found(desk, ask),
    }
}

#[derive(Serialize)]
struct Login {
    office: bool,
    wrong: bool,
    wait: u64,
    name: String,
}

/// `GET /vao`: takes the one-time key, or asks for a password.
fn enter(desk: &Desk, ask: &Ask) -> Result<Reply> {
    if desk.take_key(ask.query.get("key")) {
        let cookie = desk
            .sessions()
            .begin(HERE, "", desk.options.language, now())?;
        return Ok(Reply::Enter("/".into(), cookie));
    }
    if ask.who.is_some() {
        return Ok(Reply::Go("/".into()));
    }
    login_page(desk, ask, 200, false, 0)
}

fn login_page(desk: &Desk, ask: &Ask, status: u16, wrong: bool, wait: u64) -> Result<Reply> {
    let login = Login {
        office: desk.options.office.is_some(),
        wrong,
        wait,
        name: ask.form.get("name").to_owned(),
    };
    let lang = desk.options.language;
    let status = if login.office { status } else { 403 };
    desk.view.page(ask, status, "login.html", lang, &login)
}

/// `POST /vao`
fn log_in(desk: &Desk, ask: &Ask) -> Result<Reply> {
    if desk.options.office.is_none() {
        return login_page(desk, ask, 403, false, 0);
    }
    let name = ask.form.get("name");
    let wait = desk.guesses().wait(name, steady());
    if wait > 0 {
        return login_page(desk, ask, 429, false, wait);
    }
    // Counted before the password is tried, so that many tries at once count too.
    desk.guesses().wrong(name, steady());
    match desk.users.log_in(name, ask.form.get("password"))? {
        Some(user) => {
            desk.guesses().right(name);
            log::add(desk.root(), &Entry::of(&user.name, Deed::LogIn))?;
            let language = desk.options.language;
            let cookie = desk
                .sessions()
                .begin(&user.name, &user.stamp(), language, now())?;
            Ok(Reply::Enter("/".into(), cookie))
        }
        None => login_page(desk, ask, 403, true, 0),
    }
}

#[derive(Serialize)]
struct List {
    title: &'static str,
    address: &'static str,
    #[serde(flatten)]
    pager: Pager,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    link: String,
    title: String,
    id: String,
    date: String,
    state: &'static str,
    is_draft: bool,
    table: String,
}

/// `GET /ds/…`
fn list(desk: &Desk, ask: &Ask, who: &Who, section: Section) -> Result<Reply> {
    let index = desk.recent();
    let found = index.search(section, ask.query.get("q"));
    let address = format!("/ds/{}", section.address());
    let pager = Pager::of(&ask.query, &address, found.len(), PAGE);
    let today = (desk.options.today)();
    let rows = found[pager.range()].iter();
    let list = List {
        title: view::title(section, who.lang),
        address: section.address(),
        rows: rows.map(|item| row(item, today, who.lang)).collect(),
        pager,
    };
    desk.view.page(ask, 200, "list.html", who.lang, &list)
}

fn row(item: &Item, today: Date, lang: Lang) -> Row {
    let has_state = matches!(
        Section::of_role(item.role),
        Some(Section::News | Section::Initiatives | Section::Pages)
    );
    let later = item.from.or(item.date).is_some_and(|day| day > today);
    let state = if item.draft {
        lang.pick("Nháp", "Draft")
    } else if item.until.is_some_and(|day| day < today) {
        lang.pick("Đã gỡ", "Withdrawn")
    } else if later {
        lang.pick("Hẹn ngày", "Scheduled")
    } else if has_state {
        lang.pick("Đang đăng", "Public")
    } else {
        ""
    };
    Row {
        link: if item.editable {
            view::record_link(item)
        } else {
            String::new()
        },
        title: item.title.clone(),
        id: item.id.clone(),
        date: saving::day(item.date),
        state,
        is_draft: item.draft,
        table: if item.editable {
            String::new()
        } else {
            item.file.to_string()
        },
    }
}
