//! `tiendo theme`: the files of the built-in theme are listed, copied to be changed, and are
//! before the built-in ones.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::fs;

use crate::common::{build, bytes, codes, small, tiendo};

#[test]
fn a_file_of_the_theme_is_changed_by_the_site() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    build(root.path(), &[]);
    let before = bytes(&root.path().join("output"));

    let listed = String::from_utf8(tiendo(root.path(), &["theme", "list"]).stdout).unwrap();
    let files: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(
        files.contains(&"templates/article.html") && files.contains(&"assets/style.css"),
        "{listed}"
    );

    assert!(
        tiendo(root.path(), &["theme", "eject", "templates/article.html"])
            .status
            .success()
    );
    let own = root.path().join("themes/default/templates/article.html");
    build(root.path(), &[]);
    assert!(
        before == bytes(&root.path().join("output")),
        "a copy that no one changed changes nothing"
    );

    let changed = fs::read_to_string(&own)
        .unwrap()
        .replace("<article", "<article data-ours");
    fs::write(&own, &changed).unwrap();
    build(root.path(), &[]);
    let after = bytes(&root.path().join("output"));
    let differ: Vec<&String> = after
        .iter()
        .filter(|(path, now)| before.get(*path) != Some(now))
        .map(|(p, _)| p)
        .collect();
    assert!(
        !differ.is_empty() && differ.iter().all(|path| path.starts_with("tin-tuc/")),
        "{differ:?}"
    );

    let again = tiendo(root.path(), &["theme", "eject", "templates/article.html"]);
    assert!(
        !again.status.success() && fs::read_to_string(&own).unwrap() == changed,
        "what is there stays"
    );
    let other = tiendo(root.path(), &["theme", "eject", "templates/artcle.html"]);
    assert!(
        String::from_utf8_lossy(&other.stderr).contains("templates/article.html"),
        "the nearest name is reported"
    );
}

/// A small site with a file of its own theme; its home page.
fn home_with(files: &[(&str, &str)]) -> String {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    for (path, text) in files {
        let path = root.path().join("themes/default").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    build(root.path(), &[]);
    fs::read_to_string(root.path().join("output/index.html")).unwrap()
}

#[test]
fn a_site_fills_the_blocks_of_every_page() {
    let mut own = String::from("{% extends \"default/base.html\" %}\n");
    for block in ["head", "banner", "before_content", "after_content", "foot"] {
        own += &format!(
            "{{% block {block} %}}{{{{ super() }}}}<!-- own {block} -->{{% endblock {block} %}}\n"
        );
    }
    let home = home_with(&[("templates/base.html", &own)]);
    let place = |text: &str| {
        home.find(text)
            .unwrap_or_else(|| panic!("{text} is not in\n{home}"))
    };
    let order = [
        "<!-- own head -->",
        "</head>",
        "<header",
        "<!-- own banner -->",
        "<main",
        "<!-- own before_content -->",
        "<h1>",
        "<!-- own after_content -->",
        "</main>",
        "<footer",
        "<!-- own foot -->",
    ];
    let places = order.map(place);
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn the_style_sheet_of_a_site_is_loaded_last() {
    let home = home_with(&[("assets/site.css", "h1 { color: teal }")]);
    let sheets: Vec<&str> = (home.lines())
        .filter(|line| line.contains("rel=\"stylesheet\""))
        .collect();
    assert_eq!(sheets.len(), 2, "{sheets:?}");
    assert!(sheets[0].contains("assets/style."), "{sheets:?}");
    assert!(sheets[1].contains("assets/site."), "{sheets:?}");
    assert!(
        !home_with(&[])
            .lines()
            .any(|line| { line.contains("rel=\"stylesheet\"") && line.contains("assets/site.") })
    );
}

#[test]
fn a_copy_remembers_what_it_was_copied_from() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    let eject = |file: &str| {
        let ran = tiendo(root.path(), &["theme", "eject", file]);
        assert!(ran.status.success());
    };
    eject("templates/404.html");
    eject("assets/favicon.svg");
    let record = root.path().join("themes/default/ejected.txt");
    let kept = fs::read_to_string(&record).unwrap();
    assert_eq!(kept.lines().count(), 2, "{kept}");
    let own = root.path().join("themes/default/templates/404.html");
    let changed = fs::read_to_string(&own).unwrap() + "{# ours #}\n";
    fs::write(&own, changed).unwrap();
    let warned = || {
        let built = tiendo(root.path(), &["check", "--lang", "en"]);
        String::from_utf8_lossy(&built.stderr).contains("theme-behind")
    };
    assert!(!warned(), "the built-in file is the one that was copied");
    // As if the program that copied it had had another file.
    let older = kept.replace(
        &kept[..4],
        if kept.starts_with("0000") {
            "1111"
        } else {
            "0000"
        },
    );
    fs::write(&record, older).unwrap();
    assert!(warned());
    fs::remove_file(&own).unwrap();
    assert!(!warned(), "a file that is gone is behind nothing");
    eject("templates/404.html");
    assert_eq!(fs::read_to_string(&record).unwrap().lines().count(), 2);
    assert!(!warned());
}

#[test]
fn partials_say_what_they_need() {
    let mut wrong = Vec::new();
    for path in crate::project::files("themes/default/templates", "html") {
        let text = crate::project::read(&path);
        let page = text.contains("{% extends ") || text.contains("<!DOCTYPE html>");
        if !page && !text.starts_with("{# ") {
            wrong.push(format!("{path}: does not say at its top what it needs"));
        }
        for block in ["head", "banner", "before_content", "after_content", "foot"] {
            let filled = text.contains(&format!("{{% block {block} %}}"));
            let kept = text.contains(&format!("{{% block {block} %}}{{{{ super() }}}}"));
            if text.starts_with("{% extends ") && filled && !kept {
                wrong.push(format!(
                    "{path}: {block} begins with super(), for what a site put there"
                ));
            }
        }
        if text.contains("{% include ") || text.contains("{%- include ") {
            wrong.push(format!(
                "{path}: an include takes whatever is there; use a component"
            ));
        }
        if text.contains("{% set ") || text.contains("{%- set ") {
            wrong.push(format!(
                "{path}: what is set here may be read elsewhere; pass it"
            ));
        }
        for folder in [
            "tin-tuc/",
            "sang-kien/",
            "cach-tinh/",
            "tim-kiem/",
            "to-chuc/",
            "don-vi/",
        ] {
            if text.contains(&format!("}}}}{folder}")) {
                wrong.push(format!("{path}: {folder} is in `urls`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_file_without_the_component_of_the_built_in_one_is_the_one_to_blame() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    let templates = root.path().join("themes/default/templates");
    fs::create_dir_all(&templates).unwrap();
    fs::write(
        templates.join("initiative-card.html"),
        "<article></article>",
    )
    .unwrap();
    fs::write(templates.join("news-card.html"), "<article></article>").unwrap();
    fs::write(templates.join("404.html"), "<p>{{ page. }}</p>").unwrap();
    let done = tiendo(root.path(), &["build", "--format", "json", "--lang", "vi"]);
    let files: Vec<String> = codes(&done)
        .into_iter()
        .filter(|(code, _)| code == "theme-file")
        .map(|(_, file)| file.rsplit('/').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(
        files,
        ["404.html", "initiative-card.html", "news-card.html"]
    );
    let text = String::from_utf8(done.stdout).unwrap();
    assert!(
        text.contains("thiếu thành phần mà bản có sẵn có và các mẫu khác dùng: initiative_card"),
        "{text}"
    );
}
