//! Publishing never harms the site that is up: every problem at every moment, and what is made of
//! the same is the same.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests write their own files, wait, and tell counts"
)]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::common::{build, bytes, codes, put, rounds, small, tiendo};
use tempfile::tempdir;
use tiendo::base::Artifact;
use tiendo::publish::{Figures, Home, How, Stage, rollback};

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}

/// Numbers that look random and are the same each time (Knuth's linear congruential generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

fn artifact(number: u64, version: u64) -> Artifact {
    let text = format!(
        "{version} {number} {}",
        "x".repeat(usize::try_from(number * 37 % 3000).unwrap())
    );
    let folder = number % 7 + 10 * (version % 2) * (number % 3);
    match number % 3 {
        0 => Artifact::new(format!("assets/{folder}/{number}.css"), text),
        1 => Artifact::page(format!("p/{folder}/{number}.html"), text),
        _ => Artifact::listing(format!("{number}.xml"), text),
    }
}

/// The home of an output whose root is the folder that it lies in.
fn home(output: &Path) -> Home {
    Home::new(output.parent().unwrap(), output).unwrap()
}

/// Publishes a version of 300 files through the stage. Every version changes two thirds of them,
/// and moves some.
fn publish(output: &Path, version: u64) {
    let stage = Stage::open(&home(output), How::default()).unwrap();
    let changed = |number: u64| if number.is_multiple_of(5) { 0 } else { version };
    let made = (0..300)
        .map(|number| stage.put(&artifact(number, changed(number))).unwrap())
        .collect();
    stage
        .commit(made, &Figures::from([("pages".to_owned(), 300)]))
        .unwrap();
}

/// Not a test of its own: publishes for ever in the folder that the test below names.
#[test]
fn publishes_until_it_is_killed() {
    let Some(output) = std::env::var_os("TIENDO_TEST_OUTPUT") else {
        return;
    };
    for version in 1.. {
        publish(Path::new(&output), version);
    }
}

#[test]
fn a_build_killed_at_any_moment_leaves_whole_files_and_the_next_is_clean() {
    let folder = tempdir().unwrap();
    let output = folder.path().join("out");
    publish(&output, 0);
    let mut dice = Dice(8);
    let mut under_way = 0;
    let kills = rounds(40, 200);
    for round in 0..kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "publish::publishes_until_it_is_killed"])
            .env("TIENDO_TEST_OUTPUT", &output)
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        // Four of five within a commit, which begins when this file is there; the others at any
        // moment.
        let state = home(&output).state().to_owned();
        let next = state.join("next.txt");
        while round % 5 != 0 && !next.exists() {
            assert!(
                child.try_wait().unwrap().is_none(),
                "the child ended by itself"
            );
        }
        thread::sleep(Duration::from_micros(dice.below(if round % 5 == 0 {
            60_000
        } else {
            6_000
        })));
        child.kill().unwrap();
        child.wait().unwrap();
        under_way += u32::from(next.exists());
        for (path, bytes) in bytes(&output) {
            let text = String::from_utf8(bytes).unwrap();
            let mut parts = text.split(' ');
            let mut number = || parts.next().unwrap().parse::<u64>().unwrap();
            let (version, number) = (number(), number());
            let whole = artifact(number, version);
            assert!(
                whole.path == path && whole.bytes == text.as_bytes(),
                "round {round}: {path} is not whole"
            );
        }
        if round % 4 == 1 {
            // What is gone back to is one publish and not two.
            rollback(&home(&output)).unwrap();
            let version = |bytes: Vec<u8>| {
                String::from_utf8(bytes)
                    .unwrap()
                    .split(' ')
                    .next()
                    .unwrap()
                    .to_owned()
            };
            let mut versions: BTreeSet<String> =
                bytes(&output).into_values().map(version).collect();
            versions.remove("0");
            assert!(
                versions.len() <= 1 && bytes(&output).len() == 300,
                "round {round}: {versions:?}"
            );
        }
        publish(&output, 1_000 + round);
        let clean = folder.path().join("clean");
        publish(&clean, 1_000 + round);
        assert!(bytes(&output) == bytes(&clean), "round {round}");
        assert!(!state.join("stage").exists() && !next.exists());
        let ours: Vec<_> = fs::read_dir(output.join(".tiendo")).unwrap().collect();
        assert_eq!(ours.len(), 1, "{ours:?}");
        fs::remove_dir_all(clean).unwrap();
    }
    println!("{under_way} of {kills} kills were within a commit");
    assert!(
        u64::from(under_way) * 5 > kills,
        "only {under_way} of {kills} kills were within a commit"
    );
}

#[test]
fn rollback_returns_and_returns_again() {
    let folder = tempdir().unwrap();
    let output = folder.path().join("out");
    publish(&output, 1);
    let first = bytes(&output);
    assert!(
        rollback(&home(&output)).is_err(),
        "nothing was before the first"
    );
    publish(&output, 2);
    let second = bytes(&output);
    assert!(first != second);
    let done = rollback(&home(&output)).unwrap();
    assert!(
        bytes(&output) == first && done.written > 0 && done.deleted > 0,
        "{done:?}"
    );
    rollback(&home(&output)).unwrap();
    assert!(bytes(&output) == second);
    // What was kept are second names of the old files: they cost no room of their own.
    publish(&output, 3);
    let kept = home(&output).state().join("previous/files/assets");
    assert!(kept.is_dir());
    publish(&output, 3);
    assert!(kept.is_dir(), "a publish that changes nothing is none");
}

fn site() -> tempfile::TempDir {
    let root = tempdir().unwrap();
    small(root.path());
    root
}

#[test]
fn much_less_than_before_is_not_published_unasked() {
    let root = site();
    for number in 0..30 {
        put(
            root.path(),
            &format!("content/news/n{number}.md"),
            format!("---\ntitle: Tin {number}\ndate: 2022-05-01\n---\nA\n"),
        );
    }
    build(root.path(), &[]);
    let output = root.path().join("output");
    let before = bytes(&output);
    for number in 0..10 {
        fs::remove_file(root.path().join(format!("content/news/n{number}.md"))).unwrap();
    }
    let refused = tiendo(root.path(), &["build", "--format", "json"]);
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(codes(&refused), [("shrunk".to_owned(), String::new())]);
    assert!(bytes(&output) == before);
    build(root.path(), &["--allow-shrink"]);
    let after = bytes(&output);
    assert!(after != before);
    // The memory of the last build does not hide that the output is another one.
    assert!(tiendo(root.path(), &["rollback"]).status.success());
    assert!(bytes(&output) == before);
    build(root.path(), &["--allow-shrink"]);
    assert!(bytes(&output) == after);
    // A headline that falls by over 5 % is as much of an accident.
    put(
        root.path(),
        "content/reports/r.yaml",
        "- {as_of: 2022-06-30, unit: tinh, submitted: 142}\n",
    );
    let refused = tiendo(root.path(), &["build", "--format", "json"]);
    assert_eq!(codes(&refused), [("shrunk".to_owned(), String::new())]);
}

#[test]
fn a_headline_that_jumps_is_not_published_unasked() {
    let root = site();
    let report = |count: i64| {
        let text = format!("- {{as_of: 2022-06-30, unit: tinh, submitted: {count}}}\n");
        put(root.path(), "content/reports/r.yaml", text);
    };
    report(2_610);
    build(root.path(), &[]);
    let before = bytes(&root.path().join("output"));
    report(26_100);
    for flag in ["--quiet", "--allow-shrink"] {
        let refused = tiendo(root.path(), &["build", "--format", "json", flag]);
        assert_eq!(refused.status.code(), Some(1));
        assert_eq!(codes(&refused), [("jumped".to_owned(), String::new())]);
        assert!(bytes(&root.path().join("output")) == before);
    }
    build(root.path(), &["--allow-jump"]);
    assert!(bytes(&root.path().join("output")) != before);
    // What was published represents the next comparison: half as much again is not a jump.
    report(39_150);
    build(root.path(), &[]);
}

#[test]
fn a_new_site_is_filled_in_without_a_flag() {
    let root = tempdir().unwrap();
    let dir = root.path().join("trang");
    let made = Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(["init".as_ref(), dir.as_os_str()])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", words(&made));
    build(&dir, &[]);
    // The sample's own counts are replaced, in place and in a programme of one's own.
    let samples = dir.join("content/reports/vi-du.yaml");
    let text = fs::read_to_string(&samples).unwrap();
    let counts = text.replace("submitted: ", "submitted: 99");
    assert_ne!(text, counts);
    fs::write(&samples, &counts).unwrap();
    build(&dir, &[]);
    let programme = dir.join("content/programmes/vi-du.yaml");
    let text = fs::read_to_string(&programme).unwrap();
    fs::remove_file(programme).unwrap();
    let own = text.replace("id: vi-du", "id: sang-kien");
    assert_ne!(text, own);
    fs::write(dir.join("content/programmes/sang-kien.yaml"), own).unwrap();
    for file in [
        "reports/vi-du.yaml",
        "initiatives/xe-day-hai-tang.md",
        "news/phat-dong.md",
    ] {
        let file = dir.join("content").join(file);
        let text = fs::read_to_string(&file).unwrap();
        fs::write(file, text.replace(": vi-du", ": sang-kien")).unwrap();
    }
    build(&dir, &[]);
}

#[test]
fn one_build_at_a_time() {
    let root = site();
    build(root.path(), &[]);
    let output = root.path().join("output");
    let stage = Stage::open(&home(&output), How::default()).unwrap();
    put(
        root.path(),
        "content/news/ba.md",
        "---\ntitle: Ba\ndate: 2022-05-01\n---\nA\n",
    );
    let second = tiendo(root.path(), &["build"]);
    assert_eq!(second.status.code(), Some(1));
    assert!(
        words(&second).contains("một lần dựng khác"),
        "{}",
        words(&second)
    );
    drop(stage);
    build(root.path(), &[]);
}

#[test]
fn a_disk_that_is_full_harms_nothing() {
    let root = site();
    build(root.path(), &[]);
    let output = root.path().join("output");
    let before = bytes(&output);
    put(
        root.path(),
        "content/site.yaml",
        "title: Tên mới\nbase_url: https://example.org/a\n",
    );
    // No file may grow beyond 8 kB: some of those that changed do not fit.
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"";
    let run = Command::new("bash")
        .args([
            "-c",
            script,
            env!("CARGO_BIN_EXE_tiendo"),
            "build",
            "--root",
        ])
        .arg(root.path())
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1), "{}", words(&run));
    assert!(words(&run).contains("không ghi được"), "{}", words(&run));
    assert!(bytes(&output) == before && !home(&output).state().join("stage").exists());
    build(root.path(), &[]);
    assert!(bytes(&output) != before);
}

/// Who may not write where only root may: root itself is not a test of permissions.
fn as_nobody(command: &mut Command, folder: &Path) {
    if fs::metadata("/proc/self").map(|own| own.uid()).unwrap_or(1) == 0 {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
        command.uid(65_534);
    }
}

#[test]
fn an_output_that_is_read_only_is_told() {
    let root = site();
    build(root.path(), &[]);
    let output = root.path().join("output");
    let before = bytes(&output);
    put(
        root.path(),
        "content/news/ba.md",
        "---\ntitle: Ba\ndate: 2022-05-01\n---\nA\n",
    );
    for folder in [output.join(".tiendo"), output.clone()] {
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
    as_nobody(&mut command, root.path());
    let run = command
        .args(["build", "--root"])
        .arg(root.path())
        .output()
        .unwrap();
    for folder in [output.clone(), output.join(".tiendo")] {
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    }
    assert_eq!(run.status.code(), Some(1), "{}", words(&run));
    assert!(words(&run).contains("không ghi được"), "{}", words(&run));
    assert!(bytes(&output) == before);
}

#[test]
fn an_output_on_another_file_system() {
    let root = site();
    let Ok(other) = tempfile::tempdir_in("/dev/shm") else {
        return println!("there is no /dev/shm to try it on");
    };
    let output = other.path().join("out");
    build(root.path(), &[]);
    build(root.path(), &["--output", output.to_str().unwrap()]);
    assert!(bytes(&output) == bytes(&root.path().join("output")));
    put(
        root.path(),
        "content/news/ba.md",
        "---\ntitle: Ba\ndate: 2022-05-01\n---\nA\n",
    );
    build(root.path(), &["--output", output.to_str().unwrap()]);
    assert!(output.join("tin-tuc/ba/index.html").is_file());
}

/// Tells others that a test has ended, whichever way.
struct Ended<'a>(&'a AtomicBool);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn a_file_that_changes_while_it_is_read_is_read_whole_or_told() {
    let root = site();
    let text = |letter: &str| {
        format!(
            "---\ntitle: Tin\ndate: 2022-05-01\n---\n{}\n",
            format!("{letter} ").repeat(200_000)
        )
    };
    put(root.path(), "content/news/dai.md", text("a"));
    build(root.path(), &[]);
    let (stop, path) = (AtomicBool::new(false), root.path().to_owned());
    thread::scope(|scope| {
        let _ended = Ended(&stop);
        scope.spawn(|| {
            for letter in ["a", "b"]
                .iter()
                .cycle()
                .take_while(|_| !stop.load(Ordering::Relaxed))
            {
                // As programs save: beside, and then in the place of the old one.
                put(&path, "beside.md", text(letter));
                fs::rename(path.join("beside.md"), path.join("content/news/dai.md")).unwrap();
            }
        });
        for _ in 0..8 {
            let run = tiendo(
                root.path(),
                &["build", "--format", "json", "--allow-shrink"],
            );
            assert!(run.status.success(), "{}", words(&run));
            let page =
                fs::read_to_string(root.path().join("output/tin-tuc/dai/index.html")).unwrap();
            let count = |letter: &str| page.matches(&format!("{letter} ")).count();
            assert!(
                count("a").max(count("b")) >= 199_999,
                "half a file was published"
            );
            assert!(
                count("a").min(count("b")) < 1000,
                "two versions were published as one"
            );
        }
    });
    // What changed just before or while it was read is not taken for what was read.
    for letter in ["a", "b", "a", "b"] {
        put(root.path(), "content/news/dai.md", text(letter));
        build(root.path(), &[]);
        let page = fs::read_to_string(root.path().join("output/tin-tuc/dai/index.html")).unwrap();
        assert!(
            page.matches(&format!("{letter} ")).count() >= 199_999,
            "the last version is not published"
        );
    }
}

#[test]
fn links_in_the_output_lead_nowhere() {
    let (root, elsewhere) = (site(), tempdir().unwrap());
    build(root.path(), &[]);
    let output = root.path().join("output");
    fs::remove_dir_all(output.join("tin-tuc/mot")).unwrap();
    symlink(elsewhere.path(), output.join("tin-tuc/mot")).unwrap();
    let run = tiendo(root.path(), &["build"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(words(&run).contains("tệp hoặc liên kết"), "{}", words(&run));
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    // A folder in the place of a page, too.
    fs::remove_file(output.join("tin-tuc/mot")).unwrap();
    fs::create_dir_all(output.join("tin-tuc/mot/index.html/a")).unwrap();
    assert!(words(&tiendo(root.path(), &["build"])).contains("đang là thư mục"));
    fs::remove_dir_all(output.join("tin-tuc/mot")).unwrap();
    build(root.path(), &[]);
    assert!(output.join("tin-tuc/mot/index.html").is_file());
}

#[test]
fn names_that_cannot_be() {
    let folder = tempdir().unwrap();
    let output = folder.path().join("out");
    let stage = Stage::open(&home(&output), How::default()).unwrap();
    for path in [
        "../a",
        "/a",
        "a/../b",
        "a//b",
        "",
        "a/./b",
        "a\nb",
        &"x".repeat(256),
    ] {
        assert!(stage.put(&Artifact::new(path, "x")).is_err(), "{path}");
    }
    let name = "x".repeat(255);
    let twice: Vec<_> = ["Ảnh/A.txt", "ảnh/a.txt", &name]
        .map(|path| stage.put(&Artifact::new(path, "x")).unwrap())
        .into();
    let refused = stage
        .commit(twice, &Figures::new())
        .unwrap_err()
        .to_string();
    assert!(refused.contains("chữ hoa"), "{refused}");
    assert!(!output.exists(), "a first build that fails leaves no trace");
}

#[test]
fn what_is_in_nobodys_manifest_stays() {
    let root = site();
    let output = root.path().join("output");
    put(&output, "cua-ai.txt", "x");
    let run = tiendo(root.path(), &["build"]);
    assert!(
        !run.status.success() && words(&run).contains("không do tiendo tạo ra"),
        "{}",
        words(&run)
    );
    assert_eq!(bytes(&output).len(), 1);
}

/// Writes a list with the seal that its lines ask for.
fn put_sealed(file: &Path, text: &str) {
    let (lines, _) = text.trim_end().rsplit_once('\n').unwrap();
    let lines = format!("{lines}\n");
    let seal = tiendo::base::hash::full(lines.as_bytes());
    fs::write(file, format!("{lines}={seal}\n")).unwrap();
}

#[test]
fn verify_finds_a_page_that_is_not_what_its_key_says() {
    let root = site();
    build(root.path(), &[]);
    build(root.path(), &["--verify"]);
    let manifest = root.path().join(".tiendo/publish/output/manifest.txt");
    let text = fs::read_to_string(&manifest).unwrap();
    let line = text
        .lines()
        .find(|line| line.ends_with("\tdon-vi/a/index.html"))
        .unwrap();
    let mut parts: Vec<&str> = line.split('\t').collect();
    parts[3] = "00000000000000000000000000000000";
    put_sealed(&manifest, &text.replace(line, &parts.join("\t")));
    let run = tiendo(root.path(), &["build", "--verify"]);
    assert!(
        !run.status.success() && words(&run).contains("don-vi/a/index.html"),
        "{}",
        words(&run)
    );
}

#[test]
fn a_memory_that_is_damaged_is_an_empty_one() {
    let root = site();
    build(root.path(), &[]);
    let before = bytes(&root.path().join("output"));
    let memory = root.path().join(".tiendo/memory");
    let named = |start: &str| {
        let files = fs::read_dir(&memory)
            .unwrap()
            .map(|file| file.unwrap().path());
        files
            .into_iter()
            .find(|file| {
                file.file_name()
                    .unwrap()
                    .to_string_lossy()
                    .starts_with(start)
            })
            .unwrap()
    };
    for start in ["head.bin", "files-"] {
        let whole = fs::read(named(start)).unwrap();
        for spoilt in [
            Vec::new(),
            whole[..whole.len() / 2].to_vec(),
            [&whole[..4], &[0xff; 4], &whole[8..]].concat(),
        ] {
            fs::write(named(start), spoilt).unwrap();
            put(
                root.path(),
                "content/news/ba.md",
                "---\ntitle: Ba\ndate: 2022-05-01\n---\nA\n",
            );
            build(root.path(), &[]);
            fs::remove_file(root.path().join("content/news/ba.md")).unwrap();
            build(root.path(), &["--allow-shrink"]);
            assert!(bytes(&root.path().join("output")) == before);
        }
    }
}
