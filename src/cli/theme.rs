//! `tiendo theme`: the files of the built-in theme, and one of them to change.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::args::{Theme as Flags, ThemeDo};
use super::new::content;
use super::say;
use crate::base::regular;
use crate::pipeline;

/// Lists the files, or copies one into the site's own theme, where it is before the built-in
/// one.
pub(super) fn run(flags: &Flags) -> Result<()> {
    match &flags.what {
        ThemeDo::List => {
            for (path, bytes) in pipeline::theme_files() {
                say(&format!("{path}  ({} B)", bytes.len()))?;
            }
            Ok(())
        }
        ThemeDo::Eject { file } => eject(flags, file),
    }
}

fn eject(flags: &Flags, file: &str) -> Result<()> {
    let lang = flags.lang;
    content(&flags.root, lang)?;
    let files = pipeline::theme_files();
    let wanted = file.trim_start_matches("./");
    let Some(bytes) = files.get(wanted) else {
        let nearest = crate::base::slug::nearest(wanted, files.keys().map(String::as_str));
        let hint = nearest
            .map(|name| format!(" {} {name}", lang.pick("Có phải", "Did you mean")))
            .unwrap_or_default();
        bail!(
            "{} “{file}”.{hint}",
            lang.pick(
                "giao diện có sẵn không có tệp",
                "the built-in theme has no file"
            )
        );
    };
    let own = format!("themes/{}", pipeline::theme_of(&flags.root));
    pipeline::refuse_links(&flags.root, &format!("{own}/{wanted}"))?;
    pipeline::refuse_links(&flags.root, &format!("{own}/{}", pipeline::EJECTED))?;
    let folder = flags.root.join(own);
    let path = folder.join(wanted);
    if path.exists() {
        let hint = lang.pick(
            "đã có; đổi tên hoặc xóa nó trước",
            "is there already; rename or delete it first",
        );
        bail!("{} {hint}", path.display());
    }
    write(&path, bytes).with_context(|| path.display().to_string())?;
    let record = folder.join(pipeline::EJECTED);
    remember(&record, wanted, bytes).with_context(|| record.display().to_string())?;
    say(&format!(
        "{} {}",
        lang.pick("Đã chép; sửa tệp này:", "Copied; change this file:"),
        path.display()
    ))?;
    Ok(())
}

/// Keeps which built-in file was copied, so that a build can say when it changed.
fn remember(record: &Path, path: &str, bytes: &[u8]) -> std::io::Result<()> {
    let kept = match regular::text(record) {
        Ok(kept) => kept,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let others = (kept.lines())
        .filter(|line| line.split_once(' ').is_none_or(|(_, other)| other != path))
        .map(|line| format!("{line}\n"));
    let text = others.collect::<String>() + &pipeline::ejected(path, bytes);
    write_over(record, text.as_bytes())
}

#[expect(
    clippy::disallowed_methods,
    reason = "a record of what was copied, which the next copy completes"
)]
fn write_over(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    fs::write(path, bytes)
}

/// Writes a new file; one that is there is not overwritten.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?
        .write_all(bytes)
}
