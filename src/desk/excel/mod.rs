//! The page "Nhập Excel": a table is sent, shown as it was understood with what would change, and
//! taken or left. All of it is `tiendo import`, from the library.

mod choices;
mod kept;
mod shown;

use std::path::Path;
use std::sync::{MutexGuard, PoisonError};

use anyhow::Result;
use serde::Serialize;

use self::kept::Kept;
use super::ask::{Ask, Reply, Who};
use super::state::Desk;
use super::{record, saving};
use crate::base::{Lang, slug};
use crate::edit::{self, EditError};
use crate::pipeline::{self, Import, ImportPlan, Undone};
use crate::source::Role;

/// The page where a table is sent.
#[derive(Default, Serialize)]
struct Start {
    /// What is wrong with what was sent.
    wrong: String,
    /// What was done just now.
    done: String,
    /// Tables that wait: their ids and names.
    waiting: Vec<(String, String)>,
    /// The table of the newest import and its files.
    newest: Option<(String, String)>,
    /// Files that were changed since that import.
    edited: String,
    largest: usize,
}

/// `GET /excel`
pub(super) fn show(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let id = ask.query.get("x");
    if id.is_empty() {
        let done = match ask.query.get("xong") {
            "lay" => who.lang.pick("Đã lấy bảng vào.", "The table was taken."),
            "bo" => who.lang.pick(
                "Đã bỏ bảng; content/ vẫn như cũ.",
                "The table was left; content/ is as it was.",
            ),
            "hoan-tac" => who.lang.pick(
                "Đã hoàn tác: mọi tệp trở lại như trước lần nhập.",
                "Undone: all files are as they were before the import.",
            ),
            _ => "",
        };
        let start = Start {
            done: done.to_owned(),
            ..Start::default()
        };
        return page(desk, ask, who, 200, start);
    }
    match Kept::find(desk.root(), &who.user, id) {
        Some(kept) => look(desk, ask, who, &kept, "", 200),
        None => gone(desk, ask, who),
    }
}

fn page(desk: &Desk, ask: &Ask, who: &Who, status: u16, start: Start) -> Result<Reply> {
    let waiting = Kept::all(desk.root(), &who.user).into_iter();
    let newest = pipeline::newest_import(desk.root())?;
    let start = Start {
        waiting: waiting.map(|kept| (kept.id, kept.about.name)).collect(),
        newest: newest.map(|(table, files)| (table, files.join(", "))),
        largest: super::upload::LARGEST >> 20,
        ..start
    };
    desk.view.page(ask, status, "excel.html", who.lang, &start)
}

fn gone(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let wrong = who.lang.pick(
        "Bảng này không còn: đã lấy, đã bỏ, hoặc đã quá một ngày. Hãy gửi lại tệp.",
        "This table is gone: taken, left, or older than a day. Send the file again.",
    );
    let start = Start {
        wrong: wrong.to_owned(),
        ..Start::default()
    };
    page(desk, ask, who, 404, start)
}

/// `POST /excel`: a table arrives.
pub(super) fn take_file(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let wrong = match ask.uploads.files.first() {
        None => who.lang.pick(
            "Chưa chọn tệp nào, hoặc tệp trống.",
            "No file was chosen, or it is empty.",
        ),
        Some(upload) if !pipeline::is_table(Path::new(&upload.name)) => who.lang.pick(
            "Tệp này không phải bảng: cần tệp .xlsx, .xls, .ods hoặc .csv.",
            "This file is not a table: it has to be .xlsx, .xls, .ods or .csv.",
        ),
        Some(upload) if upload.head()?.is_empty() => who.lang.pick(
            "Tệp này trống. Hãy lưu lại trong Excel rồi gửi.",
            "This file is empty. Save it again in Excel, then send it.",
        ),
        Some(upload) => {
            let _one = one_at_a_time(desk);
            let kept = Kept::new(desk.root(), &who.user, upload)?;
            return Ok(Reply::Go(format!("/excel?x={}", kept.id)));
        }
    };
    let start = Start {
        wrong: wrong.to_owned(),
        ..Start::default()
    };
    page(desk, ask, who, 422, start)
}

/// `POST /excel/chon`, `/excel/lay`, `/excel/bo`: what becomes of a table that waits.
pub(super) fn decide(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let Some(mut kept) = Kept::find(desk.root(), &who.user, ask.form.get("x")) else {
        return gone(desk, ask, who);
    };
    match ask.path.as_str() {
        "/excel/bo" => {
            kept.leave();
            Ok(Reply::Go("/excel?xong=bo".into()))
        }
        "/excel/chon" => {
            let plan = {
                let _one = one_at_a_time(desk);
                plan(desk, &kept)?
            };
            let choices = choices::read(&ask.form, &kept.about.choices, &plan);
            let sidecar = choices::sidecar(&choices, &plan);
            kept.choose(choices, &sidecar)?;
            Ok(Reply::Go(format!("/excel?x={}", kept.id)))
        }
        _ => take(desk, ask, who, &kept),
    }
}

fn one_at_a_time(desk: &Desk) -> MutexGuard<'_, ()> {
    desk.importing
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
}

/// What an import of a table would do now.
fn plan(desk: &Desk, kept: &Kept) -> Result<ImportPlan> {
    let choices = &kept.about.choices;
    let target = slug::slug(&choices.target);
    pipeline::plan_import(&Import {
        root: desk.root().clone(),
        file: kept.file(),
        to: match choices.to.as_str() {
            "initiatives" => Some(Role::Initiatives),
            "reports" => Some(Role::Reports),
            "units" => Some(Role::Units),
            _ => None,
        },
        name: if target.is_empty() {
            choices::TARGET.to_owned()
        } else {
            target
        },
        sheet: Some(choices.sheet.clone()).filter(|sheet| !sheet.is_empty()),
        form: None,
        replace: choices.replace,
        no_revision: choices.no_revision,
        published: None,
    })
}

/// The page of a table that waits.
fn look(desk: &Desk, ask: &Ask, who: &Who, kept: &Kept, wrong: &str, status: u16) -> Result<Reply> {
    let look = {
        let _one = one_at_a_time(desk);
        let plan = plan(desk, kept)?;
        shown::look(kept, &plan, wrong, who.lang)
    };
    desk.view.page(ask, status, "table.html", who.lang, &look)
}

/// `POST /excel/lay`: the table is taken, if what it does is what the person saw.
fn take(desk: &Desk, ask: &Ask, who: &Who, kept: &Kept) -> Result<Reply> {
    let one = one_at_a_time(desk);
    let plan = plan(desk, kept)?;
    let lang = who.lang;
    let files: Vec<String> = plan.files().map(str::to_owned).collect();
    let unmerged = EditError::Unmerged.words(lang);
    let wrong = if plan.stop.is_some() || !plan.changes_anything() {
        lang.pick("Chưa lấy vào được.", "It cannot be taken as it is.")
    } else if plan.stamp() != ask.form.get("stamp") {
        lang.pick(
            "Nội dung của trang vừa đổi. Hãy xem lại rồi bấm “Lấy vào” lần nữa.",
            "The content has changed in the meantime. Look again, then take it.",
        )
    } else if plan.lost() > 0 && ask.form.get("lose").is_empty() {
        lang.pick(
            "Có mục sẽ mất. Nếu đúng thế, hãy đánh dấu ô xác nhận rồi bấm “Lấy vào”.",
            "Some records would go. If that is meant, tick the box, then take it.",
        )
    } else if record::is_unmerged(desk, &files) {
        &unmerged
    } else if files.iter().any(|file| edit::is_linked(desk.root(), file)) {
        lang.pick(
            "Tệp đích nằm sau một liên kết; hãy nhờ người quản trị.",
            "The file to write is behind a link; ask who runs this computer.",
        )
    } else {
        ""
    };
    if !wrong.is_empty() {
        drop(one);
        return look(desk, ask, who, kept, wrong, 409);
    }
    plan.set_rejects_aside(desk.root())?;
    let name = &kept.about.name;
    let language = record::language(desk);
    let what = shown::in_one_line(&plan, language);
    let message = language.pick(
        format!("Nhập bảng {name}: {what}"),
        format!("Import {name}: {what}"),
    );
    let today = (desk.options.today)();
    record::around(desk, who, &files, &message, || {
        plan.carry_out(desk.root(), today, name)
    })?;
    drop(one);
    drop(desk.refresh());
    kept.leave();
    Ok(Reply::Go("/excel?xong=lay".into()))
}

/// `POST /excel/hoan-tac`: the newest import is taken back.
pub(super) fn undo(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let one = one_at_a_time(desk);
    let newest = pipeline::newest_import(desk.root())?;
    let Some((table, files)) = newest else {
        return saving::pages_refused(desk, ask);
    };
    if files.iter().any(|file| edit::is_linked(desk.root(), file)) {
        return saving::pages_refused(desk, ask);
    }
    // Two people who undo at once must not undo two imports.
    if ask.form.get("table") != table {
        return Ok(Reply::Go("/excel".into()));
    }
    if record::is_unmerged(desk, &files) {
        let [vi, en] = [Lang::Vi, Lang::En].map(|lang| EditError::Unmerged.words(lang));
        return desk.view.message(ask, 409, &vi, &en);
    }
    let force = !ask.form.get("force").is_empty();
    let message = record::language(desk).pick(
        format!("Hoàn tác lần nhập bảng {table}"),
        format!("Undo the import of {table}"),
    );
    let undone = record::around(desk, who, &files, &message, || {
        pipeline::undo_import(desk.root(), force)
    })?;
    drop(one);
    match undone {
        Undone::Nothing => Ok(Reply::Go("/excel".into())),
        Undone::Edited(files) => {
            let start = Start {
                edited: files.join(", "),
                ..Start::default()
            };
            page(desk, ask, who, 409, start)
        }
        Undone::Done { .. } => {
            drop(desk.refresh());
            Ok(Reply::Go("/excel?xong=hoan-tac".into()))
        }
    }
}
