//! Publish: what is about to be published, how far it is, what it came to, and what can be fetched
//! of it.

use std::sync::Arc;

use anyhow::Result;
use serde::Serialize;

use super::ask::{Ask, Reply, Who};
use super::figures::{self, Figure};
use super::history::{self, Line};
use super::job::{self, Order};
use super::jobs::{Note, State, Step};
use super::log::{self, Deed};
use super::problems::{self, ProblemView};
use super::state::Desk;
use super::{bundle, record, saving};
use crate::base::Lang;
use crate::diag::{Severity, causes_vi};
use crate::pipeline::{self, Built};

/// At most this many publishes are listed.
const LISTED: usize = 20;

/// A publish of the log.
#[derive(Serialize)]
struct Past {
    when: String,
    who: String,
    deed: &'static str,
    reason: String,
    as_of: String,
    /// Where its list is kept, to fetch what changed since.
    list: String,
}

#[derive(Serialize, Default)]
struct Publish {
    failed: String,
    done: bool,
    notes: Vec<(bool, String)>,
    errors: usize,
    warnings: usize,
    problems: Vec<ProblemView>,
    unpublished: Vec<Line>,
    more_unpublished: bool,
    figures: Vec<Figure>,
    more_figures: usize,
    published: String,
    target: String,
    pages: usize,
    written: usize,
    deleted: usize,
    as_of: String,
    missing_reason: bool,
    log: Vec<Past>,
}

/// How far a publish is.
#[derive(Serialize)]
struct Progress {
    who: String,
    step: &'static str,
    done: usize,
    total: usize,
}

impl Progress {
    fn of(state: &State, lang: Lang) -> Self {
        Self {
            who: history::recorded_name(&state.who, lang),
            step: words(state.step, lang),
            done: state.done,
            total: state.total,
        }
    }
}

/// `GET /dang`: the check before a publish.
pub(super) fn check(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    if runs(desk).is_some() {
        return Ok(Reply::Go("/dang/tien-trinh".into()));
    }
    let built = pipeline::check(&job::input(desk));
    let built = built.map_err(|error| format!("{error:#}"));
    let page = page(desk, who, Some(&built));
    desk.view.page(ask, 200, "publish.html", who.lang, &page)
}

/// `POST /dang`
pub(super) fn publish(desk: &Arc<Desk>, ask: &Ask, who: &Who) -> Result<Reply> {
    let reason = ask.form.get("reason").trim().to_owned();
    let allow = !ask.form.get("allow").is_empty() && !reason.is_empty();
    start(desk, ask, who, Order::Publish { reason, allow })
}

/// `POST /tro-ve`
pub(super) fn roll_back(desk: &Arc<Desk>, ask: &Ask, who: &Who) -> Result<Reply> {
    start(desk, ask, who, Order::Rollback)
}

fn start(desk: &Arc<Desk>, ask: &Ask, who: &Who, order: Order) -> Result<Reply> {
    if job::start(desk, who, order) {
        return Ok(Reply::Go("/dang/tien-trinh".into()));
    }
    let (vi, en) = (
        "Đang có người đăng; hãy thử lại sau.",
        "Somebody is publishing; try again later.",
    );
    desk.view.message(ask, 409, vi, en)
}

/// The publish that runs.
fn runs(desk: &Desk) -> Option<State> {
    desk.jobs.state().filter(|state| state.step != Step::Done)
}

/// `GET /dang/tien-trinh`: how far it is; once it is over, what it came to.
pub(super) fn progress(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let Some(state) = desk.jobs.state() else {
        return Ok(Reply::Go("/dang".into()));
    };
    let lang = who.lang;
    if state.step != Step::Done {
        let progress = Progress::of(&state, lang);
        return desk.view.page(ask, 200, "progress.html", lang, &progress);
    }
    let mut page = page(desk, who, state.built.as_deref());
    let of_lang = |note: &Note| (note.good, note.words[lang.pick(0, 1)].clone());
    page.notes = state.notes.iter().map(of_lang).collect();
    page.missing_reason = state.needs_reason;
    page.done = match state.built.as_deref() {
        Some(Ok(built)) => built.summary.is_some() && !state.needs_reason,
        Some(Err(_)) => false,
        None => state.rollback && page.notes.first().is_some_and(|(good, _)| *good),
    };
    if let Some(Ok(built)) = state.built.as_deref()
        && let Some(summary) = built.summary.as_ref().filter(|_| page.done)
    {
        (page.pages, page.written) = (summary.pages, summary.written);
        page.deleted = summary.deleted;
        page.as_of = saving::day(summary.as_of);
    }
    let status = if page.done { 200 } else { 422 };
    desk.view.page(ask, status, "publish.html", lang, &page)
}

/// How far a publish is, for a stream of events; whether it is over.
pub(super) fn event(desk: &Desk, lang: Lang) -> (String, bool) {
    let Some(state) = runs(desk) else {
        return (String::new(), true);
    };
    let progress = Progress::of(&state, lang);
    // Numbers and fixed words are always JSON.
    (serde_json::to_string(&progress).unwrap_or_default(), false)
}

fn words(step: Step, lang: Lang) -> &'static str {
    match step {
        Step::Check => lang.pick("Đang kiểm tra nội dung", "Checking the content"),
        Step::Pages => lang.pick("Đang dựng các trang", "Making the pages"),
        Step::Write => lang.pick("Đang ghi vào output/", "Writing to output/"),
        Step::Send => lang.pick("Đang gửi lên nơi đăng", "Sending the site"),
        Step::Push => lang.pick("Đang đẩy lên kho Git", "Pushing to Git"),
        Step::Done => lang.pick("Xong", "Done"),
    }
}

/// `GET /dang/zip`: makes what is asked for and leads to it.
pub(super) fn zip(desk: &Desk, ask: &Ask) -> Result<Reply> {
    let since = ask.query.find("tu");
    if since.is_some_and(|list| !bundle::is_kept(desk.root(), list)) {
        let (vi, en) = (
            "Danh sách tệp của lần đăng này không còn được giữ; hãy tải cả trang.",
            "The list of this publish is no longer kept; fetch the whole site.",
        );
        return desk.view.message(ask, 404, vi, en);
    }
    let made = desk.zipping(|| bundle::make(desk, since));
    match made {
        Ok(name) => Ok(Reply::Go(format!("/dang/tep/{name}"))),
        Err(error) => {
            let text = format!("{error:#}");
            desk.view.message(ask, 409, &causes_vi(&text), &text)
        }
    }
}

fn page(desk: &Desk, who: &Who, built: Option<&Result<Built, String>>) -> Publish {
    let lang = who.lang;
    let since = history::since_publish(desk, who, history::PAGE);
    let index = desk.recent();
    let mut page = Publish {
        unpublished: since.lines,
        more_unpublished: since.is_more,
        published: since.published,
        target: pipeline::deploy_target(desk.root())
            .ok()
            .flatten()
            .map(|to| to.target)
            .unwrap_or_default(),
        log: past(desk, lang),
        ..Publish::default()
    };
    match built {
        Some(Ok(built)) => {
            page.errors = built.problems.count(Severity::Error);
            page.warnings = built.problems.count(Severity::Warning);
            page.problems = problems::views(&built.problems, &index, lang);
            (page.figures, page.more_figures) = figures::changed(desk, &index, lang);
        }
        Some(Err(text)) => page.failed = lang.pick(causes_vi(text), text.clone()),
        None => {}
    }
    page
}

/// The newest publishes.
fn past(desk: &Desk, lang: Lang) -> Vec<Past> {
    // With a damaged file, accounts are called by their names.
    let users = desk.users.all().unwrap_or_default();
    let mut found = Vec::new();
    for entry in log::all(desk.root()) {
        let deed = match entry.deed {
            Deed::Publish => lang.pick("đăng", "published"),
            Deed::Rollback => lang.pick("trở về bản trước", "returned to the publish before"),
            Deed::LogIn => continue,
        };
        let kept = bundle::is_kept(desk.root(), &entry.files);
        found.push(Past {
            when: record::in_words(entry.time),
            who: history::name(&users, &entry.who, lang),
            deed,
            as_of: saving::day(entry.as_of.parse().ok()),
            list: if kept { entry.files } else { String::new() },
            reason: entry.reason,
        });
        if found.len() == LISTED {
            break;
        }
    }
    found
}
