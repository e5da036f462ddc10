//! `tiendo import`: a table from anywhere into content/, after a look at what changes; and the way
//! back.

mod json;
mod text;
mod understood;

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::Path;

use anyhow::{Result, bail};

use super::args::{Format, Import, ImportFormat, Target};
use super::{Report, say};
use crate::base::Lang;
use crate::pipeline::{self, Fate, ImportPlan, Stop, Undone};
use crate::source::Role;

/// What is done with a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// It is written.
    Write,
    /// A person is asked first.
    Ask,
    /// Nothing was to be written.
    Dry,
    /// All that the table says is there already.
    Same,
    /// It cannot be imported.
    Stopped,
    /// Records would go, and no one agreed to that.
    Loss,
    /// The person who was asked said no.
    Declined,
}

/// Imports; whether the records were taken.
pub(super) fn run(flags: &Import) -> Result<bool> {
    let Some(file) = flags.file.as_deref().filter(|_| !flags.undo) else {
        return undo(flags);
    };
    look(file, flags.lang)?;
    let plan = pipeline::plan_import(&pipeline::Import {
        root: flags.root.clone(),
        file: file.to_owned(),
        to: flags.to.map(|to| match to {
            Target::Initiatives => Role::Initiatives,
            Target::Reports => Role::Reports,
            Target::Units => Role::Units,
        }),
        name: flags.name.clone(),
        sheet: flags.sheet.clone(),
        form: flags.form.clone(),
        replace: flags.replace,
        no_revision: flags.no_revision,
        published: flags.published,
    })?;
    tell_problems(flags, &plan)?;
    if !flags.dry_run && !flags.explain {
        plan.set_rejects_aside(&flags.root)?;
    }
    let mut verdict = verdict(&plan, flags, io::stdin().is_terminal());
    if flags.format == ImportFormat::Text {
        say(text::plan(&plan, flags).trim_end())?;
    }
    if verdict == Verdict::Ask {
        verdict = ask(&plan, flags.lang)?;
    }
    let mut kept = None;
    if verdict == Verdict::Write {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        kept = Some(plan.carry_out(&flags.root, today(), &name)?);
    }
    match flags.format {
        ImportFormat::Text => say(&text::end(&plan, verdict, flags))?,
        ImportFormat::Json => say(&json::line(&plan, verdict, kept.as_deref(), flags.lang))?,
    }
    Ok(matches!(
        verdict,
        Verdict::Write | Verdict::Dry | Verdict::Same
    ))
}

/// Says what is wrong with the name of a file before anything is read.
fn look(file: &Path, lang: Lang) -> Result<()> {
    let shown = file.display();
    if file.is_dir() {
        bail!(lang.pick(
            format!("{shown} là thư mục; ghi tên một tệp bảng trong đó"),
            format!("{shown} is a folder; name a table inside it"),
        ));
    }
    if !file.exists() {
        bail!(lang.pick(
            format!("không có tệp {shown}; kiểm tra lại tên và thư mục"),
            format!("there is no file {shown}; check its name and folder"),
        ));
    }
    // A pipe would keep its reader waiting for ever, and a table is read twice.
    if !file.is_file() {
        bail!(lang.pick(
            format!("{shown} không phải tệp thường; chép nội dung vào một tệp trước"),
            format!("{shown} is not a plain file; copy what it holds into one first"),
        ));
    }
    if !pipeline::is_table(file) {
        bail!(lang.pick(
            format!("{shown} không phải tệp .xlsx, .xls, .ods hay .csv"),
            format!("{shown} is not a file .xlsx, .xls, .ods or .csv"),
        ));
    }
    Ok(())
}

fn tell_problems(flags: &Import, plan: &ImportPlan) -> Result<()> {
    let report = Report {
        root: flags.root.clone(),
        language: flags.lang,
        strict: false,
    };
    let built = pipeline::Built {
        problems: plan.problems.clone(),
        ..Default::default()
    };
    let format = match flags.format {
        ImportFormat::Text => Format::Text,
        ImportFormat::Json => Format::Json,
    };
    report.tell(&built, format)?;
    Ok(())
}

/// What is to be done, when a `terminal` with a person is there or not. A program that reads JSON
/// is never asked.
fn verdict(plan: &ImportPlan, flags: &Import, terminal: bool) -> Verdict {
    if plan.stop.is_some() {
        Verdict::Stopped
    } else if flags.dry_run || flags.explain {
        Verdict::Dry
    } else if !plan.changes_anything() {
        Verdict::Same
    } else if flags.yes {
        Verdict::Write
    } else if terminal && flags.format == ImportFormat::Text && !nothing_to_ask(plan) {
        Verdict::Ask
    } else if plan.lost() > 0 {
        Verdict::Loss
    } else {
        Verdict::Write
    }
}

/// Whether a person need not be asked: the form was read before, and all that comes is new.
fn nothing_to_ask(plan: &ImportPlan) -> bool {
    plan.form.remembered
        && plan.lost() == 0
        && plan
            .changes
            .iter()
            .all(|change| matches!(change.fate, Fate::New | Fate::Missing))
}

/// Asks once.
fn ask(plan: &ImportPlan, lang: Lang) -> Result<Verdict> {
    let target = &plan.target;
    let question = match (plan.lost(), lang) {
        (0, Lang::Vi) => format!("Ghi vào {target}? [c]ó / [k]hông: "),
        (0, Lang::En) => format!("Write {target}? [y]es / [n]o: "),
        (lost, Lang::Vi) => {
            format!("Ghi vào {target}, bỏ {lost} mục đã liệt kê là mất? [c]ó / [k]hông: ")
        }
        (lost, Lang::En) => {
            format!("Write {target}, and lose the {lost} items listed? [y]es / [n]o: ")
        }
    };
    let mut error = io::stderr().lock();
    write!(error, "{question}")?;
    error.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(if agrees(&answer) {
        Verdict::Write
    } else {
        Verdict::Declined
    })
}

/// Whether an answer is a yes, in Vietnamese or English. All else is a no.
fn agrees(answer: &str) -> bool {
    let answer = answer.trim().to_lowercase();
    ["c", "có", "co", "y", "yes"].contains(&answer.as_str())
}

#[expect(
    clippy::disallowed_methods,
    reason = "what an import replaced is kept under the day on which a person ran it"
)]
fn today() -> crate::base::Date {
    jiff::Zoned::now().date()
}

/// Brings back what the last import replaced.
fn undo(flags: &Import) -> Result<bool> {
    let lang = flags.lang;
    let undone = pipeline::undo_import(&flags.root, flags.yes)?;
    let (good, words) = match undone {
        Undone::Nothing => (
            false,
            lang.pick(
                "Không có lần nhập nào để hoàn tác.".to_owned(),
                "There is no import to undo.".to_owned(),
            ),
        ),
        Undone::Edited(files) => {
            let files = files.join(", ");
            (
                false,
                lang.pick(
                    format!(
                        "Không hoàn tác: {files} đã được sửa sau lần nhập, hoàn tác sẽ mất những \
                         chỗ sửa đó. Nếu đúng ý thì thêm --yes."
                    ),
                    format!(
                        "Not undone: {files} was changed after the import, and these edits would \
                         be lost. If that is meant, add --yes."
                    ),
                ),
            )
        }
        Undone::Done { table, files, .. } => {
            let files = files.join(", ");
            (
                true,
                lang.pick(
                    format!("Đã hoàn tác lần nhập “{table}”: {files} trở lại như trước."),
                    format!("Undid the import of “{table}”: {files} as before."),
                ),
            )
        }
    };
    say(&words)?;
    Ok(good)
}

/// Why nothing can be imported, in words.
fn stopped(stop: Stop, lang: Lang) -> &'static str {
    match stop {
        Stop::Errors => lang.pick(
            "Có lỗi nên không nhập gì; content/ vẫn như cũ.",
            "There are errors, so nothing was imported; content/ is as it was.",
        ),
        Stop::Empty => lang.pick(
            "Không nhập: bảng không có bản ghi nào; content/ vẫn như cũ. Kiểm tra xem có đúng tệp, \
             đúng trang tính không.",
            "Refused: the table has no records; content/ is as it was. Check whether it is the \
             right file and sheet.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::{Cli, Command};
    use clap::Parser as _;

    fn flags(args: &[&str]) -> Import {
        let cli = Cli::parse_from([&["tiendo", "import", "a.csv"], args].concat());
        match cli.command {
            Command::Import(import) => import,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_person_is_asked_once_and_a_program_never_loses() {
        let mut plan = ImportPlan::default();
        assert_eq!(verdict(&plan, &flags(&[]), true), Verdict::Same);
        plan.stop = Some(Stop::Empty);
        assert_eq!(verdict(&plan, &flags(&["--yes"]), true), Verdict::Stopped);
        let plan = ImportPlan::example(0);
        assert_eq!(verdict(&plan, &flags(&[]), true), Verdict::Ask);
        assert_eq!(verdict(&plan, &flags(&[]), false), Verdict::Write);
        assert_eq!(verdict(&plan, &flags(&["--dry-run"]), true), Verdict::Dry);
        assert_eq!(verdict(&plan, &flags(&["--yes"]), true), Verdict::Write);
        let json = flags(&["--format", "json"]);
        assert_eq!(verdict(&plan, &json, true), Verdict::Write);
        let mut again = ImportPlan::example(0);
        again.form.remembered = true;
        assert_eq!(verdict(&again, &flags(&[]), true), Verdict::Write);
        let losing = ImportPlan::example(1);
        assert_eq!(verdict(&losing, &flags(&["--replace"]), true), Verdict::Ask);
        assert_eq!(
            verdict(&losing, &flags(&["--replace"]), false),
            Verdict::Loss
        );
        assert_eq!(verdict(&losing, &json, true), Verdict::Loss);
        assert_eq!(verdict(&losing, &flags(&["-y"]), false), Verdict::Write);
    }

    #[test]
    fn only_a_yes_is_a_yes() {
        assert!(["c", "Có\n", "CO", "y", " yes "].into_iter().all(agrees));
        assert!(
            !["", "k", "không", "n", "cancel", "ừ"]
                .into_iter()
                .any(agrees)
        );
    }
}
