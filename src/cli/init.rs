//! `tiendo init`: a small complete site with example values, ready to be built and changed.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::args::Init;
use super::new::write_new;
use super::say;
use crate::base::Lang;

/// Every file of a new site, by its path.
const FILES: &[(&str, &str)] = &[
    (".gitignore", include_str!("skeleton/gitignore")),
    (
        "content/site.yaml",
        include_str!("skeleton/content/site.yaml"),
    ),
    (
        "content/units.yaml",
        include_str!("skeleton/content/units.yaml"),
    ),
    (
        "content/programmes/vi-du.yaml",
        include_str!("skeleton/content/programmes/vi-du.yaml"),
    ),
    (
        "content/reports/vi-du.yaml",
        include_str!("skeleton/content/reports/vi-du.yaml"),
    ),
    (
        "content/initiatives/xe-day-hai-tang.md",
        include_str!("skeleton/content/initiatives/xe-day-hai-tang.md"),
    ),
    (
        "content/news/phat-dong.md",
        include_str!("skeleton/content/news/phat-dong.md"),
    ),
    (
        "content/pages/gioi-thieu.md",
        include_str!("skeleton/content/pages/gioi-thieu.md"),
    ),
    (
        "content/pages/lien-he.md",
        include_str!("skeleton/content/pages/lien-he.md"),
    ),
];

/// The same in English.
const FILES_EN: &[(&str, &str)] = &[
    (".gitignore", include_str!("skeleton/gitignore")),
    (
        "content/site.yaml",
        include_str!("skeleton/en/content/site.yaml"),
    ),
    (
        "content/units.yaml",
        include_str!("skeleton/en/content/units.yaml"),
    ),
    (
        "content/programmes/example.yaml",
        include_str!("skeleton/en/content/programmes/example.yaml"),
    ),
    (
        "content/reports/example.yaml",
        include_str!("skeleton/en/content/reports/example.yaml"),
    ),
    (
        "content/initiatives/two-tier-trolley.md",
        include_str!("skeleton/en/content/initiatives/two-tier-trolley.md"),
    ),
    (
        "content/news/launch.md",
        include_str!("skeleton/en/content/news/launch.md"),
    ),
    (
        "content/pages/about.md",
        include_str!("skeleton/en/content/pages/about.md"),
    ),
    (
        "content/pages/contact.md",
        include_str!("skeleton/en/content/pages/contact.md"),
    ),
];

/// Writes the site and says what to do next.
pub(super) fn run(init: &Init) -> Result<()> {
    create(&init.dir, init.lang)?;
    let (dir, root) = (init.dir.display(), shell(&init.dir));
    let (vi, en) = (
        format!(
            "Đã tạo {} tệp trong {dir}. Xem thử: tiendo serve --root {root}",
            FILES.len()
        ),
        format!(
            "Made {} files in {dir}. See it: tiendo serve --root {root}",
            FILES.len()
        ),
    );
    say(init.lang.pick(&vi, &en))?;
    Ok(())
}

/// A path as it can be pasted into a shell, on Windows too: in quotes when it holds more than plain
/// characters.
fn shell(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/\\:._-".contains(c);
    if path.chars().all(plain) {
        path
    } else {
        format!("\"{path}\"")
    }
}

fn create(dir: &Path, lang: Lang) -> Result<()> {
    match fs::read_dir(dir) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                let why = lang.pick(
                    "không trống; không ghi gì",
                    "is not empty; nothing was written",
                );
                bail!("{} {why}", dir.display());
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error).with_context(|| dir.display().to_string()),
    }
    for (path, text) in lang.pick(FILES, FILES_EN) {
        let path = dir.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        }
        write_new(&path, text, lang)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Lang;
    use crate::pipeline::{self, Input};

    fn input(root: &Path) -> Input {
        Input {
            drafts: true,
            future: true,
            strict: true,
            jobs: Some(1),
            ..Input::new(root.to_owned())
        }
    }

    #[test]
    fn a_new_site_has_no_problems() {
        for lang in [Lang::Vi, Lang::En] {
            assert_good(lang);
        }
    }

    fn assert_good(lang: Lang) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("trang mới");
        create(&root, lang).unwrap();
        let built = pipeline::check(&input(&root)).unwrap();
        let problems: Vec<String> = (built.problems.iter())
            .filter(|d| {
                d.place
                    .file()
                    .is_none_or(|file| file.starts_with("content/"))
            })
            .map(|d| format!("{}: {}", d.place, d.words(Lang::En).message))
            .collect();
        assert_eq!(problems, Vec::<String>::new());
    }

    #[test]
    fn a_path_to_paste() {
        assert_eq!(shell("./công-đoàn".as_ref()), "./công-đoàn");
        assert_eq!(shell("trang mới".as_ref()), "\"trang mới\"");
    }

    #[test]
    fn refuses_a_folder_that_holds_something() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("của tôi")).unwrap();
        let error = create(root.path(), Lang::En).unwrap_err().to_string();
        assert!(
            error.ends_with("is not empty; nothing was written"),
            "{error}"
        );
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }
}
