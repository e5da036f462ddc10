//! A publish while it runs: the build, the snapshot of the day's figures, what is sent to readers,
//! and the push. It runs in a thread of its own, so that a closed window ends nothing.

use std::sync::Arc;

use anyhow::Result;

use super::ask::Who;
use super::jobs::{Jobs, Step};
use super::log::{self, Deed, Entry};
use super::state::Desk;
use super::{bundle, deploy, record};
use crate::base::Date;
use crate::diag::Severity;
use crate::edit::History;
use crate::pipeline::{self, Built, Event, Input};

/// What was asked for.
#[derive(Debug, Clone)]
pub(super) enum Order {
    /// Publish the content: why in spite of warnings, and whether a sudden fall is right.
    Publish { reason: String, allow: bool },
    /// Bring the publish before back.
    Rollback,
}

/// Begins a publish; false while another runs.
pub(super) fn start(desk: &Arc<Desk>, who: &Who, order: Order) -> bool {
    if !desk.jobs.begin(&who.name, matches!(order, Order::Rollback)) {
        return false;
    }
    let (desk, who) = (desk.clone(), who.clone());
    std::thread::spawn(move || {
        let _end = End(&desk.jobs);
        run(&desk, &who, order);
    });
    true
}

/// Ends a publish, even one that panicked.
struct End<'a>(&'a Jobs);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.step(Step::Done, 0);
    }
}

fn run(desk: &Arc<Desk>, who: &Who, order: Order) {
    let published = match order {
        Order::Publish { reason, allow } => publish(desk, who, &reason, allow),
        Order::Rollback => roll_back(desk, who),
    };
    if !published {
        return;
    }
    send(desk);
    push(desk);
}

/// Builds the site; whether it was published.
fn publish(desk: &Arc<Desk>, who: &Who, reason: &str, allow: bool) -> bool {
    let input = input(desk);
    if reason.is_empty() {
        let built = pipeline::check(&input);
        let warns = |built: &Built| built.problems.count(Severity::Warning) > 0;
        if built.as_ref().is_ok_and(warns) {
            desk.jobs.change(|state| state.needs_reason = true);
            keep(desk, built);
            return false;
        }
    }
    let history = History::of(desk.root());
    // What is saved while the pages are made may be in none of them.
    let mark = history.mark();
    let watched = desk.clone();
    let built = pipeline::build(&Input {
        allow_shrink: allow,
        allow_jump: allow,
        watch: Arc::new(move |event| watch(&watched.jobs, event)),
        ..input
    });
    let summary = built.as_ref().ok().and_then(|built| built.summary.clone());
    keep(desk, built);
    let Some(summary) = summary else { return false };
    let mut entry = Entry {
        reason: reason.to_owned(),
        as_of: summary.as_of.map_or(String::new(), |day| day.to_string()),
        ..Entry::of(&who.user, Deed::Publish)
    };
    let list = bundle::keep(desk);
    match list {
        Ok(name) => entry.files = name,
        Err(error) => desk.jobs.failed(
            "Chưa ghi được danh sách tệp của lần đăng",
            "The list of the files could not be kept",
            &format!("{error:#}"),
        ),
    }
    let kept = snapshot(desk, who);
    let since = history.since(&mark).unwrap_or_default();
    // The snapshot is not a change that waits for a publish.
    entry.mark = if kept && since.len() == 1 {
        history.mark()
    } else {
        mark
    };
    remember(desk, &entry);
    true
}

fn watch(jobs: &Jobs, event: Event) {
    match event {
        Event::Step(pipeline::Step::Write) => jobs.step(Step::Write, 0),
        Event::Pages(total) => jobs.step(Step::Pages, total),
        Event::Page => jobs.change(|state| state.done += 1),
        Event::Step(_) => {}
    }
}

fn keep(desk: &Desk, built: Result<Built>) {
    let built = built.map_err(|error| format!("{error:#}"));
    desk.jobs
        .change(|state| state.built = Some(Arc::new(built)));
}

fn remember(desk: &Desk, entry: &Entry) {
    if let Err(error) = log::add(desk.root(), entry) {
        desk.jobs.failed(
            "Đã đăng, nhưng chưa ghi được nhật ký",
            "Published, but the log could not be written",
            &format!("{error:#}"),
        );
    }
}

/// Keeps the figures of the day, as `tiendo snapshot` does; whether a file was written.
fn snapshot(desk: &Desk, who: &Who) -> bool {
    let kept = match pipeline::snapshot(desk.root(), None) {
        Ok((_, Some(kept))) => kept,
        Ok((_, None)) => return false,
        Err(error) => {
            desk.jobs.failed(
                "Chưa chốt được số của ngày",
                "The figures of the day could not be kept",
                &format!("{error:#}"),
            );
            return false;
        }
    };
    if kept.there || kept.rows == 0 {
        return false;
    }
    let day = super::saving::day(Some(kept.as_of));
    let message = record::language(desk).pick(
        format!("Chốt số đến ngày {day} khi đăng"),
        format!("Keep the figures as of {day}, as published"),
    );
    record::written(desk, who, &[(kept.file, None)], &message);
    drop(desk.refresh());
    desk.jobs.note(
        true,
        format!("Đã chốt số đến ngày {day}."),
        format!("Kept the figures as of {day}."),
    );
    true
}

fn roll_back(desk: &Arc<Desk>, who: &Who) -> bool {
    let input = input(desk);
    desk.jobs.step(Step::Write, 0);
    match pipeline::rollback(&input.root, &input.output, input.today) {
        Ok(_) => {}
        Err(error) => {
            keep(desk, Err(error));
            return false;
        }
    }
    let mut entry = Entry {
        mark: log::before(desk.root()),
        ..Entry::of(&who.user, Deed::Rollback)
    };
    // Without the list the next ZIP begins at another publish, and says which.
    entry.files = bundle::keep(desk).unwrap_or_default();
    remember(desk, &entry);
    desk.jobs.note(
        true,
        "Đã trở về bản đăng trước.".to_owned(),
        "The publish before is back.".to_owned(),
    );
    true
}

/// Sends the output to where site.yaml says.
fn send(desk: &Arc<Desk>) {
    let to = match pipeline::deploy_target(desk.root()) {
        Ok(None) => return,
        Ok(Some(to)) => to,
        Err(error) => {
            desk.jobs.failed(
                "Chưa gửi trang đi đâu: không đọc được nơi đăng",
                "Sent nowhere: where the site goes cannot be read",
                &format!("{error:#}"),
            );
            return;
        }
    };
    desk.jobs.step(Step::Send, 0);
    let target = &to.target;
    match deploy::send(desk.root(), &to, &|sent, total| desk.jobs.advance(sent, total)) {
        Ok((sent, deleted)) => desk.jobs.note(
            true,
            format!("Đã gửi lên {target}: {sent} tệp mới hoặc đổi, {deleted} tệp bỏ đi."),
            format!("Sent to {target}: {sent} files new or changed, {deleted} deleted."),
        ),
        Err(error) => desk.jobs.failed(
            &format!(
                "Trang đã dựng trong output/ nhưng chưa gửi được lên {target}; bấm Đăng lần nữa để gửi \
                 tiếp"
            ),
            &format!("Built in output/, but not sent to {target}; publish again to go on"),
            &format!("{error:#}"),
        ),
    }
}

/// Sends the commits to the repository that the content comes from.
fn push(desk: &Desk) {
    desk.jobs.step(Step::Push, 0);
    match History::of(desk.root()).push() {
        None => {}
        Some(Ok(to)) => desk.jobs.note(
            true,
            format!("Đã đẩy các thay đổi lên kho Git {to}."),
            format!("Pushed the changes to {to}."),
        ),
        Some(Err(why)) => desk.jobs.failed(
            "Chưa đẩy được lên kho Git; các thay đổi vẫn còn ở máy này và sẽ được đẩy ở lần đăng sau",
            "Not pushed to the Git repository; the changes are kept here and go with the next \
             publish",
            &why,
        ),
    }
}

/// What a publish is asked to do.
pub(super) fn input(desk: &Desk) -> Input {
    let today: Date = (desk.options.today)();
    Input {
        today: Some(today),
        ..Input::new(desk.root().clone())
    }
}
