//! What a text can hold beside words: pictures, documents, figures and charts of the site are
//! chosen from a list. Nothing is saved: the form comes back with what was chosen.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use anyhow::Result;
use serde::Serialize;

use super::ask::{Ask, Pairs, Reply, Who};
use super::items::Index;
use super::media;
use super::saving::{self, Put};
use super::state::Desk;
use super::upload::Uploads;
use crate::base::Lang;
use crate::pipeline;
use crate::source;

/// The inputs of a form that are no part of its record.
const OWN: [&str; 3] = ["token", "then", "code"];
/// At most this many pictures, and this many documents, are offered.
const PICTURES: usize = 300;

/// Something that can be put into a text.
#[derive(Serialize)]
struct Choice {
    /// What is written.
    code: String,
    /// What it is.
    label: String,
    /// The address of its picture; empty for what has none.
    picture: String,
}

impl Choice {
    fn of_figure(arguments: &str, label: String) -> Self {
        Self {
            code: format!("{{{{ figure {arguments} }}}}"),
            label,
            picture: String::new(),
        }
    }
}

/// What can be put into a text.
#[derive(Serialize)]
struct Choices {
    pictures: Vec<Choice>,
    documents: Vec<Choice>,
    figures: Vec<Choice>,
    charts: Vec<Choice>,
}

/// The page where something is chosen, with the form that waits.
#[derive(Serialize)]
struct Shown {
    action: String,
    pairs: Vec<(String, String)>,
    choices: Choices,
}

/// A form that asks for something else than to be saved; `None` for one that is to be saved.
///
/// # Errors
/// Failures of the environment.
pub(super) fn answer(desk: &Desk, ask: &Ask, who: &Who) -> Result<Option<Reply>> {
    match ask.form.get("then") {
        "choose" => choose(desk, ask, who).map(Some),
        "put" => {
            let text = ask.form.get("code").to_owned();
            let put = Put {
                text,
                ..Put::default()
            };
            with_text(desk, ask, who, put).map(Some)
        }
        "back" => with_text(desk, ask, who, Put::default()).map(Some),
        _ => Ok(None),
    }
}

/// The form again, with a text behind what its own text holds.
///
/// # Errors
/// Failures of the environment.
pub(super) fn with_text(desk: &Desk, ask: &Ask, who: &Who, put: Put) -> Result<Reply> {
    let text = put.text.trim();
    let mut pairs = Vec::new();
    for (name, value) in ask.form.iter() {
        let mut value = value.to_owned();
        if name == "body" && !text.is_empty() {
            let before = value.trim_end();
            let gap = if before.is_empty() { "" } else { "\n\n" };
            value = format!("{before}{gap}{text}\n");
        }
        if !OWN.contains(&name) {
            pairs.push((name.to_owned(), value));
        }
    }
    let again = Ask {
        post: true,
        path: ask.path.clone(),
        query: Pairs::default(),
        form: Pairs::from(pairs),
        uploads: Uploads::default(),
        who: ask.who.clone(),
    };
    saving::again(desk, &again, who, put)
}

fn choose(desk: &Desk, ask: &Ask, who: &Who) -> Result<Reply> {
    let own = |name: &str| OWN.contains(&name);
    let pairs = ask.form.iter().filter(|(name, _)| !own(name));
    let shown = Shown {
        action: ask.path.clone(),
        pairs: pairs
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        choices: choices(desk, who.lang),
    };
    desk.view.page(ask, 200, "insert.html", who.lang, &shown)
}

/// `GET /chen`: the same for the script of the form.
///
/// # Errors
/// When it cannot be written as JSON, which cannot be.
pub(super) fn list(desk: &Desk, who: &Who) -> Result<Reply> {
    let choices = choices(desk, who.lang);
    Ok(Reply::Text(200, serde_json::to_string(&choices)?))
}

fn choices(desk: &Desk, lang: Lang) -> Choices {
    let said = media::words(desk);
    let (mut pictures, mut documents) = (Vec::new(), Vec::new());
    for media in media::all(desk) {
        // A file beside a text can be named by that text alone.
        let Some(name) = media.path.strip_prefix("content/media/") else {
            continue;
        };
        let words = said.get(&media.path).map_or("", String::as_str);
        let label = if words.is_empty() { name } else { words };
        let is_picture = source::is_picture(name);
        let mark = if is_picture { "!" } else { "" };
        let choice = Choice {
            code: format!("{mark}[{}]({})", safe(words), address(name)),
            label: label.to_owned(),
            picture: media::picture(&media.path),
        };
        if is_picture {
            pictures.push(choice);
        } else {
            documents.push(choice);
        }
    }
    pictures.truncate(PICTURES);
    documents.truncate(PICTURES);
    let mut kept = desk.named.lock().unwrap_or_else(PoisonError::into_inner);
    let changes = desk.recent().changes();
    kept.refresh(desk.root(), (desk.options.today)(), changes);
    Choices {
        pictures,
        documents,
        figures: figures(&desk.index(), &kept.phases, lang),
        charts: charts(&kept.charts),
    }
}

fn charts(charts: &[pipeline::Named]) -> Vec<Choice> {
    let mut titles: BTreeMap<&str, usize> = BTreeMap::new();
    for chart in charts {
        *titles.entry(&chart.title).or_default() += 1;
    }
    let mut choices = Vec::new();
    for pipeline::Named { code, title } in charts {
        let label = match titles[&**title] {
            1 => title.clone(),
            // Charts that say the same thing in another form.
            _ => format!("{title} · {}", code.trim_matches(['{', '}', ' '])),
        };
        choices.push(Choice {
            label,
            code: code.clone(),
            picture: String::new(),
        });
    }
    choices
}

/// A file of content/media/ as the address of a link.
fn address(name: &str) -> String {
    if name.contains([' ', '(', ')']) {
        format!("<media/{name}>")
    } else {
        format!("media/{name}")
    }
}

/// Words as the text of a link.
fn safe(words: &str) -> String {
    let mut text = String::new();
    for c in words.chars() {
        if matches!(c, '[' | ']' | '\\' | '`' | '*' | '_' | '<') {
            text.push('\\');
        }
        text.push(if c.is_control() { ' ' } else { c });
    }
    text
}

/// The figures of each programme since counting began, and those of each phase.
fn figures(index: &Index, phases: &[(String, String)], lang: Lang) -> Vec<Choice> {
    let of_all = [
        ("cumulative", "Lũy kế đã nộp", "Submitted so far"),
        ("cumulative-valid", "Lũy kế hợp lệ", "Valid so far"),
    ];
    let of_phase = [
        ("submitted", "đã nộp", "submitted"),
        ("valid", "hợp lệ", "valid"),
        ("target", "chỉ tiêu", "target"),
        (
            "percent",
            "đã nộp so với chỉ tiêu (%)",
            "submitted against the target (%)",
        ),
        (
            "valid-percent",
            "hợp lệ so với chỉ tiêu (%)",
            "valid against the target (%)",
        ),
    ];
    let mut figures = Vec::new();
    let programmes = index.names("programme");
    for (metric, vi, en) in of_all {
        let (argument, label) = (format!("metric=\"{metric}\""), lang.pick(vi, en));
        if programmes.len() < 2 {
            figures.push(Choice::of_figure(&argument, label.to_owned()));
            continue;
        }
        for (id, title) in &programmes {
            let of_one = format!("{argument} programme=\"{id}\"");
            figures.push(Choice::of_figure(&of_one, format!("{title}: {label}")));
        }
    }
    for (phase, title) in phases {
        for (metric, vi, en) in of_phase {
            let arguments = format!("metric=\"{metric}\" phase=\"{phase}\"");
            let label = format!("{title}: {}", lang.pick(vi, en));
            figures.push(Choice::of_figure(&arguments, label));
        }
    }
    figures
}
