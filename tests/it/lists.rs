//! What lies beside the site in an output, which files are ours, what happens when a list of them
//! is lost, and which folders are refused.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Output};

use crate::common::{build, bytes, codes, copy, put, rounds, small, tiendo, tree};
use tempfile::{TempDir, tempdir};
use tiendo::base::{Artifact, Date};
use tiendo::pipeline::{self, Input};
use tiendo::publish::{Figures, Home, How, Notice, Stage, rollback};

const NAME: &str = "Nguoi Bi Rut Ten";
const STATE: &str = ".tiendo/publish/output";

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}

fn site() -> TempDir {
    let root = tempdir().unwrap();
    small(root.path());
    root
}

/// The same with a news item that will be taken back.
fn site_with_name() -> TempDir {
    let root = site();
    put(
        root.path(),
        "content/news/rut-ten.md",
        format!("---\ntitle: {NAME}\ndate: 2022-05-01\n---\n{NAME}\n"),
    );
    root
}

/// What is in the output's own folder.
fn beside(root: &Path) -> Vec<String> {
    tree(&root.join("output/.tiendo")).into_keys().collect()
}

/// Whether anything below a folder holds a text, or has it in its name.
fn holds(folder: &Path, text: &str) -> bool {
    let name = text.to_lowercase().replace(' ', "-");
    tree(folder).iter().any(|(path, (bytes, _))| {
        path.contains(&name)
            || bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
    })
}

#[test]
fn what_was_taken_back_is_not_below_the_output() {
    let root = site_with_name();
    build(root.path(), &[]);
    assert!(holds(&root.path().join("output"), NAME));
    assert_eq!(beside(root.path()), ["manifest.txt"]);
    fs::remove_file(root.path().join("content/news/rut-ten.md")).unwrap();
    build(root.path(), &["--allow-shrink"]);
    assert_eq!(beside(root.path()), ["manifest.txt"]);
    assert!(!holds(&root.path().join("output"), NAME));
    assert!(!holds(&root.path().join("output"), "rut-ten"));
    // An output elsewhere has its state beside it.
    let elsewhere = tempdir().unwrap();
    let output = elsewhere.path().join("www");
    build(root.path(), &["--output", output.to_str().unwrap()]);
    assert!(elsewhere.path().join(".www.tiendo/manifest.txt").is_file());
    assert_eq!(fs::read_dir(output.join(".tiendo")).unwrap().count(), 1);
    // rollback finds it there.
    assert!(tiendo(root.path(), &["rollback"]).status.success());
    assert!(holds(&root.path().join("output"), NAME));
}

/// The lines of a list as the version before wrote them.
fn second_version(list: &Path) -> String {
    let text = fs::read_to_string(list).unwrap();
    let lines = text.lines().skip(1);
    let lines = lines.filter(|line| !line.starts_with(['!', '-', '=']));
    let lines: Vec<&str> = lines.collect();
    format!("tiendo manifest 2\n{}\n", lines.join("\n"))
}

/// Moves all that is kept for an output back to where the version before kept it.
fn as_before(root: &Path) {
    let (state, old) = (root.join(STATE), root.join("output/.tiendo"));
    for name in ["manifest.txt", "previous/manifest.txt"] {
        if state.join(name).exists() {
            let text = second_version(&state.join(name));
            fs::remove_file(state.join(name)).unwrap();
            put(&state, name, text);
        }
    }
    for entry in fs::read_dir(&state).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_owned();
        if name != "own" {
            fs::rename(&path, old.join(name)).unwrap();
        }
    }
    for entry in fs::read_dir(state.join("own")).unwrap() {
        let path = entry.unwrap().path();
        fs::rename(&path, old.join(path.file_name().unwrap())).unwrap();
    }
    fs::remove_dir_all(&state).unwrap();
}

#[test]
fn old_places_are_taken_over_by_the_first_build() {
    let root = site_with_name();
    put(
        root.path(),
        "content/units.csv",
        "Mã;Tên;Loại;Cấp trên\nb;B;cấp trên cơ sở;tinh\n",
    );
    build(root.path(), &["--allow-shrink"]);
    let first = bytes(&root.path().join("output"));
    fs::remove_file(root.path().join("content/news/rut-ten.md")).unwrap();
    build(root.path(), &["--allow-shrink"]);
    let second = bytes(&root.path().join("output"));
    as_before(root.path());
    assert!(beside(root.path()).len() > 3);
    let sent = root.path().join("sent");
    let deploy = Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(["deploy", sent.to_str().unwrap(), "--output"])
        .arg(root.path().join("output"))
        .output()
        .unwrap();
    assert!(deploy.status.success(), "{}", words(&deploy));
    let mut deployed = bytes(&sent);
    deployed.retain(|path, _| !path.starts_with(".tiendo/"));
    assert!(deployed == second);
    build(root.path(), &[]);
    assert_eq!(beside(root.path()), ["manifest.txt"]);
    assert!(!holds(&root.path().join("output"), NAME));
    assert!(bytes(&root.path().join("output")) == second);
    assert!(tiendo(root.path(), &["rollback"]).status.success());
    assert!(bytes(&root.path().join("output")) == first);
}

#[test]
fn a_commit_that_the_version_before_began_is_finished() {
    let folder = tempdir().unwrap();
    let home = publish(folder.path(), 1);
    let old = home.output().join(".tiendo");
    let first = fs::read(home.output().join("index.html")).unwrap();
    publish(folder.path(), 2);
    // As if the second one had been cut off before its last steps, in the old places.
    let root = folder.path();
    fs::create_dir_all(old.join("stage")).unwrap();
    let next = second_version(&root.join(STATE).join("manifest.txt"));
    let last = second_version(&root.join(STATE).join("previous/manifest.txt"));
    fs::rename(
        home.output().join("index.html"),
        old.join("stage/index.html"),
    )
    .unwrap();
    put(home.output(), "index.html", &first);
    put(home.output(), "gone-1.html", "1");
    put(&old, "next.txt", next);
    put(&old, "manifest.txt", last);
    fs::remove_dir_all(root.join(STATE)).unwrap();
    let stage = Stage::open(&home, How::default()).unwrap();
    drop(stage);
    assert!(bytes(home.output()) == version(2));
    assert_eq!(fs::read_dir(&old).unwrap().count(), 1);
}

#[test]
fn a_publish_that_was_replaced_is_kept_for_thirty_days() {
    let root = site_with_name();
    let on = |day: i8, month: i8| {
        let input = Input {
            today: Some(Date::constant(2030, month, day)),
            allow_shrink: true,
            ..Input::new(root.path().to_owned())
        };
        assert!(pipeline::build(&input).unwrap().summary.is_some());
        root.path()
            .join(STATE)
            .join("previous/manifest.txt")
            .exists()
    };
    assert!(!on(1, 1));
    fs::remove_file(root.path().join("content/news/rut-ten.md")).unwrap();
    assert!(on(2, 1));
    let output = tree(&root.path().join("output"));
    assert!(on(31, 1));
    assert!(on(1, 2));
    assert!(!on(2, 2), "it is kept for 30 days and not for longer");
    assert!(tree(&root.path().join("output")) == output);
    assert!(!holds(&root.path().join(STATE).join("previous"), NAME));
    let none = tiendo(root.path(), &["rollback"]);
    assert!(words(&none).contains("30 ngày"), "{}", words(&none));
}

/// Files that a version of a small site consists of, in the output.
fn version(number: u32) -> BTreeMap<String, Vec<u8>> {
    let files = [
        ("index.html".to_owned(), format!("home {number}")),
        ("same.css".to_owned(), "same".to_owned()),
        (format!("gone-{number}.html"), number.to_string()),
        (format!("a/b-{number}.html"), number.to_string()),
    ];
    files
        .into_iter()
        .map(|(path, text)| (path, text.into_bytes()))
        .collect()
}

fn publish(root: &Path, number: u32) -> Home {
    let home = Home::new(root, &root.join("output")).unwrap();
    let (home, _) = try_publish(home, number).unwrap();
    home
}

fn try_publish(home: Home, number: u32) -> anyhow::Result<(Home, Vec<Notice>)> {
    let stage = Stage::open(&home, How::default())?;
    let notices = stage.notices().to_vec();
    let mut receipts = Vec::new();
    for (path, bytes) in version(number) {
        receipts.push(stage.put_as(&Artifact::page(path, bytes), "key", "note")?);
    }
    let own = Artifact::new(".tiendo/tables.json", number.to_string());
    receipts.push(stage.put(&own)?);
    stage.commit(receipts, &Figures::from([("pages".to_owned(), 4)]))?;
    Ok((home, notices))
}

/// Every seventh byte, and each of them in .ci/slow.
#[test]
fn a_flipped_byte_of_a_list_changes_nothing() {
    let folder = tempdir().unwrap();
    let home = publish(folder.path(), 1);
    let lists = [
        home.output().join(".tiendo/manifest.txt"),
        home.state().join("manifest.txt"),
    ];
    let mut number = 1;
    for list in &lists {
        let length = fs::read(list).unwrap().len();
        for place in (0..length).step_by(rounds(7, 1)) {
            let mut spoilt = fs::read(list).unwrap();
            let place = place.min(spoilt.len() - 1);
            spoilt[place] ^= 1 << (place % 8);
            fs::write(list, spoilt).unwrap();
            number = if number == 1 { 2 } else { 1 };
            let (_, notices) = try_publish(home.clone(), number).unwrap();
            assert!(bytes(home.output()) == version(number), "byte {place}");
            assert_eq!(notices.len(), 1, "byte {place}");
        }
    }
    // What was cut off, or is empty, is as bad as what was garbled.
    for list in &lists {
        let length = fs::read(list).unwrap().len();
        for end in (0..length).step_by(40) {
            let whole = fs::read(list).unwrap();
            fs::write(list, &whole[..end.min(whole.len() - 1)]).unwrap();
            number = if number == 1 { 2 } else { 1 };
            publish(folder.path(), number);
            assert!(bytes(home.output()) == version(number), "cut at {end}");
        }
    }
}

#[test]
fn when_both_lists_are_lost_nothing_is_touched() {
    for spoilt in [
        None,
        Some(""),
        Some("index.html\n"),
        Some("tiendo manifest 2\n"),
    ] {
        let root = site_with_name();
        build(root.path(), &[]);
        let before = bytes(&root.path().join("output"));
        for list in [
            "output/.tiendo/manifest.txt",
            &format!("{STATE}/manifest.txt"),
        ] {
            match spoilt {
                Some(text) => put(root.path(), list, text),
                None => fs::remove_file(root.path().join(list)).unwrap(),
            }
        }
        fs::remove_file(root.path().join("content/news/rut-ten.md")).unwrap();
        let run = tiendo(root.path(), &["build", "--allow-shrink"]);
        let reported = words(&run);
        match spoilt {
            // A list of the first version: what it names is ours, all else would be written over.
            Some("index.html\n") => assert!(reported.contains("ghi đè"), "{reported}"),
            None => assert!(reported.contains("thư mục trống"), "{reported}"),
            Some(_) => assert!(
                reported.contains("xóa cả thư mục rồi dựng lại")
                    && reported.contains("delete this folder"),
                "{reported}"
            ),
        }
        assert_eq!(run.status.code(), Some(1));
        assert!(bytes(&root.path().join("output")) == before, "{spoilt:?}");
        // As it says.
        fs::remove_dir_all(root.path().join("output")).unwrap();
        build(root.path(), &[]);
        assert!(!holds(&root.path().join("output"), NAME));
    }
}

#[test]
fn a_lost_list_is_no_reason_to_leave_pages_for_ever() {
    let full = format!("{STATE}/manifest.txt");
    for list in ["output/.tiendo/manifest.txt", &full, ".tiendo"] {
        let root = site_with_name();
        build(root.path(), &[]);
        let path = root.path().join(list);
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap();
        } else {
            fs::remove_file(path).unwrap();
        }
        fs::remove_file(root.path().join("content/news/rut-ten.md")).unwrap();
        let run = tiendo(root.path(), &["build", "--allow-shrink"]);
        assert!(run.status.success(), "{list}: {}", words(&run));
        assert!(words(&run).contains("lưu ý: danh sách"), "{}", words(&run));
        assert!(!holds(&root.path().join("output"), NAME), "{list}");
        let again = tiendo(root.path(), &["build"]);
        assert!(!words(&again).contains("lưu ý: danh sách"), "{list}");
    }
}

#[test]
fn a_backup_that_was_restored_is_what_is_public() {
    let (root, backup) = (site_with_name(), tempdir().unwrap());
    build(root.path(), &[]);
    let output = root.path().join("output");
    copy(&output, backup.path());
    fs::remove_file(root.path().join("content/news/rut-ten.md")).unwrap();
    build(root.path(), &["--allow-shrink"]);
    let clean = bytes(&output);
    fs::remove_dir_all(&output).unwrap();
    copy(backup.path(), &output);
    assert!(holds(&output, NAME));
    let run = tiendo(root.path(), &["build", "--allow-shrink"]);
    assert!(run.status.success(), "{}", words(&run));
    assert!(words(&run).contains("bản sao lưu"), "{}", words(&run));
    assert!(bytes(&output) == clean);
}

/// Runs the program as a user to whom permissions apply.
fn as_nobody(root: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
    if fs::metadata("/proc/self").map(|own| own.uid()).unwrap_or(1) == 0 {
        command.uid(65_534);
    }
    command.args(args).arg("--root").arg(root).output().unwrap()
}

/// Gives a folder with all below it to that user.
fn give(folder: &Path) {
    if fs::metadata("/proc/self").map(|own| own.uid()).unwrap_or(1) == 0 {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                give(&path);
            }
            chown(&path, Some(65_534), None).unwrap();
        }
        chown(folder, Some(65_534), None).unwrap();
    }
}

#[test]
fn a_file_that_cannot_be_deleted_is_reported_until_it_is_gone() {
    let root = site_with_name();
    build(root.path(), &[]);
    let page = "tin-tuc/rut-ten";
    let folder = root.path().join("output").join(page);
    fs::remove_file(root.path().join("content/news/rut-ten.md")).unwrap();
    give(root.path());
    let lock = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    lock(0o555);
    for round in 0..3 {
        let args = ["build", "--allow-shrink", "--format", "json"];
        let run = as_nobody(root.path(), &args);
        assert_eq!(run.status.code(), Some(1), "round {round}: {}", words(&run));
        assert_eq!(codes(&run), [("not-deleted".to_owned(), String::new())]);
        assert!(words(&run).contains(page), "{}", words(&run));
        assert!(folder.join("index.html").is_file());
        let public = fs::read_to_string(root.path().join("output/.tiendo/manifest.txt")).unwrap();
        assert!(!public.contains(page) && public.contains("tin-tuc/mot/"));
        // All else is published, and the publish before is still there to return to.
        let news = fs::read_to_string(root.path().join("output/tin-tuc/index.html")).unwrap();
        assert!(!news.contains(NAME));
        assert!(
            root.path()
                .join(STATE)
                .join("previous/files")
                .join(page)
                .exists()
        );
    }
    let sent = root.path().join("sent");
    let deploy = Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(["deploy", sent.to_str().unwrap(), "--output"])
        .arg(root.path().join("output"))
        .output()
        .unwrap();
    assert!(deploy.status.success() && !sent.join(page).exists());
    // The page may come back.
    assert!(as_nobody(root.path(), &["rollback"]).status.success());
    let back = as_nobody(root.path(), &["build", "--allow-shrink"]);
    assert_eq!(back.status.code(), Some(1));
    lock(0o755);
    let run = as_nobody(root.path(), &["build", "--allow-shrink"]);
    assert!(run.status.success(), "{}", words(&run));
    assert!(!folder.exists());
}

#[test]
fn nothing_is_deleted_through_a_link() {
    let (root, elsewhere) = (site_with_name(), tempdir().unwrap());
    build(root.path(), &[]);
    let folder = root.path().join("output/tin-tuc/rut-ten");
    put(elsewhere.path(), "index.html", "mine");
    fs::remove_dir_all(&folder).unwrap();
    symlink(elsewhere.path(), &folder).unwrap();
    fs::remove_file(root.path().join("content/news/rut-ten.md")).unwrap();
    let run = tiendo(root.path(), &["build", "--allow-shrink"]);
    assert_eq!(run.status.code(), Some(1), "{}", words(&run));
    assert!(words(&run).contains("not-deleted"), "{}", words(&run));
    assert!(elsewhere.path().join("index.html").is_file());
    fs::remove_file(&folder).unwrap();
    build(root.path(), &["--allow-shrink"]);
}

#[test]
fn rollback_returns_only_to_what_was_published() {
    let folder = tempdir().unwrap();
    publish(folder.path(), 1);
    let home = publish(folder.path(), 2);
    let kept = home.state().join("previous/files");
    let refused = |name: &str| {
        let error = rollback(&home).unwrap_err().to_string();
        assert!(error.contains(name), "{error}");
    };
    // A kept file that is another one, of the same size too, or is lost.
    for name in ["index.html", "a/b-1.html"] {
        let whole = fs::read(kept.join(name)).unwrap();
        let time = fs::metadata(kept.join(name)).unwrap().modified().unwrap();
        for spoilt in [Some(&b"home x"[..]), Some(b"3"), None] {
            fs::remove_file(kept.join(name)).unwrap();
            if let Some(spoilt) = spoilt {
                fs::write(kept.join(name), spoilt).unwrap();
                let file = fs::File::options().write(true).open(kept.join(name));
                file.unwrap().set_modified(time).unwrap();
            } else {
                fs::create_dir(kept.join(name)).unwrap();
            }
            refused(name);
            assert!(bytes(home.output()) == version(2));
            if spoilt.is_none() {
                fs::remove_dir(kept.join(name)).unwrap();
            }
            fs::write(kept.join(name), &whole).unwrap();
        }
    }
    // What was changed by hand would be lost, or would stay.
    for name in ["index.html", "gone-2.html", "same.css"] {
        let whole = fs::read(home.output().join(name)).unwrap();
        fs::write(home.output().join(name), "by hand").unwrap();
        refused(name);
        assert_eq!(fs::read(home.output().join(name)).unwrap(), b"by hand");
        fs::write(home.output().join(name), whole).unwrap();
    }
    rollback(&home).unwrap();
    assert!(bytes(home.output()) == version(1));
}

/// Runs the program in a folder, which refuses with words that say what to choose instead.
fn refuses(folder: &Path, args: &[&str], what: &str) {
    let run = Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1), "{what}: {}", words(&run));
    assert!(words(&run).contains("hãy chọn"), "{what}: {}", words(&run));
}

#[test]
fn an_output_of_somebody_else_stays_as_it_is() {
    let root = site();
    symlink("content", root.path().join("link")).unwrap();
    let foreign = tempdir().unwrap();
    put(foreign.path(), "www/index.html", "mine");
    put(foreign.path(), "www/robots.txt", "mine");
    put(foreign.path(), "state/.tiendo/memory/a", "mine");
    put(foreign.path(), "state/index.html", "mine");
    put(foreign.path(), "only/.tiendo/other.txt", "mine");
    let before = (tree(root.path()), tree(foreign.path()));
    let path = |name: &str| foreign.path().join(name).to_string_lossy().into_owned();
    for output in [
        ".",
        "..",
        "content",
        "content/media/out",
        "Content/media/out",
        "./content/../content/x",
        "themes",
        "themes/x",
        "link/out",
        ".tiendo",
        "/",
        &path("www"),
        &path("state"),
        &path("only"),
    ] {
        refuses(root.path(), &["build", "--output", output], output);
        assert!(
            (tree(root.path()), tree(foreign.path())) == before,
            "{output}"
        );
        assert!(!root.path().join(".tiendo").exists(), "{output}");
    }
    let run = tiendo(root.path(), &["build", "--output", &path("www")]);
    assert!(
        words(&run).contains("index.html, robots.txt"),
        "{}",
        words(&run)
    );
    // One that is empty is taken.
    fs::create_dir(foreign.path().join("empty")).unwrap();
    build(root.path(), &["--output", &path("empty")]);
    for target in ["content", "content/x", "themes/x", "."] {
        let before = tree(root.path());
        let args = ["deploy", target, "--output", &path("empty")];
        refuses(root.path(), &args, target);
        assert!(tree(root.path()) == before, "{target}");
    }
}

#[test]
fn a_file_of_somebody_else_within_the_output_is_not_written_over() {
    let root = site();
    build(root.path(), &[]);
    let output = root.path().join("output");
    put(&output, "tin-tuc/ba/index.html", "mine");
    put(
        root.path(),
        "content/news/ba.md",
        "---\ntitle: Ba\ndate: 2022-05-01\n---\nA\n",
    );
    let before = bytes(&output);
    let run = tiendo(root.path(), &["build"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(
        words(&run).contains("tin-tuc/ba/index.html"),
        "{}",
        words(&run)
    );
    assert!(bytes(&output) == before);
    // The owner of an output may have put another folder in its place.
    fs::rename(&output, root.path().join("old")).unwrap();
    put(&output, "index.html", "mine");
    let run = tiendo(root.path(), &["build"]);
    assert_eq!(run.status.code(), Some(1), "{}", words(&run));
    assert_eq!(bytes(&output).len(), 1);
    fs::remove_dir_all(&output).unwrap();
    build(root.path(), &[]);
}

/// In .ci/fast some of the bytes: each of them takes a build of the whole site.
#[test]
fn a_flipped_byte_of_the_memory_changes_nothing() {
    let root = site();
    let build = |title: &str| {
        put(
            root.path(),
            "content/site.yaml",
            format!("title: {title}\nbase_url: https://example.org/a\n"),
        );
        let built = pipeline::build(&Input::new(root.path().to_owned())).unwrap();
        let found: Vec<_> = built.problems.iter().collect();
        assert!(built.summary.is_some(), "{found:?}");
        bytes(&root.path().join("output"))
    };
    let clean = [build("Thử"), build("Hai")];
    let memory = root.path().join(".tiendo/memory");
    let files: Vec<_> = fs::read_dir(&memory)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    let stride = rounds(53, 1);
    let mut number = 0;
    for file in &files {
        let length = fs::read(file).unwrap().len();
        for place in (0..length).step_by(stride) {
            let mut spoilt = fs::read(file).unwrap_or_default();
            if let Some(byte) = spoilt.get_mut(place) {
                *byte ^= 1 << (place % 8);
                fs::write(file, &spoilt).unwrap();
            }
            number += 1;
            // Another title, so that all pages are made again and ask for all texts.
            let title = if number % 2 == 1 { "Thử" } else { "Hai" };
            let same = build(title) == clean[(number + 1) % 2];
            assert!(same, "{} byte {place}", file.display());
        }
    }
    assert!(number > 10, "{files:?}");
}
