//! Kills and errors at the calls with which a build or a deployment changes files: strace counts
//! the calls of a run, and then ends the program, or lets a call fail, at some of them. Whatever
//! happens, each published file is a whole old or a whole new one, none that is in both is missing,
//! and the next run makes it good. A run that fails says why.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests write their own files, and say what they did"
)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Output};

use crate::common::{binary, build, bytes, program, put, rounds, small};
use tempfile::{TempDir, tempdir};

/// Calls that change files. `?` is for those that a kind of processor does not have.
const CHANGING: [&str; 17] = [
    "?open",
    "openat",
    "write",
    "pwrite64",
    "?rename",
    "?renameat",
    "renameat2",
    "?link",
    "linkat",
    "?unlink",
    "unlinkat",
    "?mkdir",
    "mkdirat",
    "?rmdir",
    "ftruncate",
    "?copy_file_range",
    "flock",
];
/// Calls that read them.
const READING: [&str; 4] = ["read", "pread64", "statx", "getdents64"];

type Files = BTreeMap<String, Vec<u8>>;

/// A run that changes `site`, below a folder that is copied for each trial.
struct Trial {
    base: TempDir,
    args: fn(&Path) -> Vec<String>,
    site: &'static str,
    old: Files,
    new: Files,
}

fn strings<const N: usize>(args: [&str; N]) -> Vec<String> {
    args.map(str::to_owned).to_vec()
}

/// A site that is built, and then edited: pages change, come and go.
fn edited() -> TempDir {
    let base = tempdir().unwrap();
    let root = base.path();
    small(root);
    for number in 0..6 {
        news(root, number, "Cũ");
    }
    build(root, &["--jobs", "1"]);
    root_edit(root);
    base
}

fn news(root: &Path, number: u32, title: &str) {
    let text = format!(
        "---\ntitle: {title} {number}\ndate: 2022-05-0{}\n---\nCâu.\n",
        number + 1
    );
    put(root, &format!("content/news/n{number}.md"), text);
}

fn root_edit(root: &Path) {
    for number in 2..8 {
        news(root, number, "Mới");
    }
    fs::remove_file(root.join("content/news/n0.md")).unwrap();
    put(
        root,
        "content/pages/trang.md",
        "---\ntitle: Trang\n---\nMới.\n",
    );
}

fn clean(root: &Path) -> Files {
    let copy = copied(root);
    let output = copy.path().join("clean");
    build(
        copy.path(),
        &["--no-cache", "--output", output.to_str().unwrap()],
    );
    bytes(&output)
}

fn a_build() -> Trial {
    let base = edited();
    Trial {
        old: bytes(&base.path().join("output")),
        new: clean(base.path()),
        site: "output",
        args: |root| {
            let mut args = strings(["build", "--quiet", "--jobs", "1", "--root"]);
            args.push(root.to_str().unwrap().to_owned());
            args
        },
        base,
    }
}

fn a_deployment() -> Trial {
    let base = edited();
    let deploy = |root: &Path| {
        let path = |name| root.join(name).to_str().unwrap().to_owned();
        vec![
            "deploy".to_owned(),
            path("target"),
            "--output".to_owned(),
            path("output"),
        ]
    };
    // What is at the target is the site before the edit.
    let before = tempdir().unwrap();
    let trial = Trial {
        old: Files::new(),
        new: Files::new(),
        site: "target",
        args: deploy,
        base: before,
    };
    copy_all(base.path(), trial.base.path());
    let run = trial.plain(trial.base.path());
    assert!(run.status.success(), "{}", words(&run));
    build(trial.base.path(), &["--jobs", "1"]);
    let (old, new) = (
        bytes(&trial.base.path().join("target")),
        bytes(&trial.base.path().join("output")),
    );
    Trial { old, new, ..trial }
}

/// Copies a folder as it is, with its times and links.
fn copy_all(from: &Path, to: &Path) {
    let run = Command::new("cp")
        .arg("-a")
        .arg(from.join("."))
        .arg(to)
        .status()
        .unwrap();
    assert!(run.success());
}

fn copied(from: &Path) -> TempDir {
    let work = tempdir().unwrap();
    copy_all(from, work.path());
    work
}

fn words(run: &Output) -> String {
    String::from_utf8_lossy(&[run.stdout.as_slice(), &run.stderr].concat()).into_owned()
}

impl Trial {
    fn plain(&self, root: &Path) -> Output {
        Command::new(binary())
            .args((self.args)(root))
            .output()
            .unwrap()
    }

    /// Runs the program under strace, which writes the calls of `trace` to a log. Without
    /// `--seccomp-bpf`: strace 6.1 then sends the signals of `inject` to the first thread only.
    fn traced(
        &self,
        root: &Path,
        trace: &str,
        inject: Option<&str>,
        args: &[String],
    ) -> (Output, String) {
        let log = root.join("strace.log");
        let mut command = Command::new("timeout");
        command.args([
            "--signal=KILL",
            "300",
            "strace",
            "-f",
            "-qq",
            "-s",
            "0",
            "-o",
        ]);
        command.arg(&log).args(["-e", &format!("trace={trace}")]);
        if let Some(inject) = inject {
            command.args(["-e", &format!("inject={trace}:{inject}")]);
        }
        let run = command.arg(binary()).args(args).output().unwrap();
        let text =
            fs::read_to_string(&log).unwrap_or_else(|_| panic!("{:?} {}", run.status, words(&run)));
        fs::remove_file(log).unwrap();
        (run, text)
    }

    /// Of each call, how often the busiest thread makes it, and how many of these only start the
    /// program.
    fn calls(&self, kinds: &[&str]) -> BTreeMap<String, (usize, usize)> {
        let count = |args: &[String], root: &Path| {
            let (run, log) = self.traced(root, &kinds.join(","), None, args);
            assert!(run.status.success(), "{}", words(&run));
            let mut counts = BTreeMap::new();
            for (thread, call) in log
                .lines()
                .filter_map(|line| line.split_once(char::is_whitespace))
            {
                // What another thread cut in two has a second line, `<... openat resumed>`.
                if let Some((name, _)) = call
                    .trim_start()
                    .split_once('(')
                    .filter(|(name, _)| !name.starts_with('<'))
                {
                    *counts
                        .entry((name.to_owned(), thread.to_owned()))
                        .or_insert(0) += 1;
                }
            }
            let mut most: BTreeMap<String, usize> = BTreeMap::new();
            for ((name, _), number) in counts {
                let entry = most.entry(name).or_default();
                *entry = number.max(*entry);
            }
            most
        };
        let work = copied(self.base.path());
        let start = count(&strings(["--version"]), work.path());
        let all = count(&(self.args)(work.path()), work.path());
        let begins = |name: &str| start.get(name).copied().unwrap_or_default();
        all.into_iter()
            .map(|(name, number)| {
                let begin = begins(&name);
                (name, (begin, number))
            })
            .collect()
    }

    /// Every file is a whole old or a whole new one, and none of those that are in both is missing.
    /// A transfer into a folder writes `name#1` first; the next run deletes it (`healed`).
    fn whole(&self, root: &Path, moment: &str) {
        let seen = bytes(&root.join(self.site));
        for (path, text) in seen.iter().filter(|(path, _)| !path.ends_with("#1")) {
            let good = self.old.get(path) == Some(text) || self.new.get(path) == Some(text);
            assert!(good, "{moment}: {path} is neither the old nor the new one");
        }
        for path in self.old.keys().filter(|path| self.new.contains_key(*path)) {
            assert!(seen.contains_key(path), "{moment}: {path} is missing");
        }
    }

    fn healed(&self, root: &Path, moment: &str) {
        let run = self.plain(root);
        assert!(run.status.success(), "after {moment}: {}", words(&run));
        assert!(
            bytes(&root.join(self.site)) == self.new,
            "after {moment} another site is published"
        );
    }

    /// Kills the program at this many calls, spread over all kinds.
    fn kills(&self, count: usize) {
        let calls: Vec<_> = self
            .calls(&CHANGING)
            .into_iter()
            .filter(|(_, (begin, all))| all > begin)
            .collect();
        assert!(calls.len() >= 5, "{calls:?}");
        let mut killed = 0;
        for number in 0..count {
            let (name, (begin, all)) = &calls[number % calls.len()];
            let turn = number / calls.len();
            let turns = count.div_ceil(calls.len());
            let when = begin + 1 + (all - begin - 1) * turn / turns.max(1);
            let moment = format!("a kill at {name} number {when} of {all}");
            let work = copied(self.base.path());
            let inject = format!("signal=KILL:when={when}");
            let (run, _) = self.traced(work.path(), name, Some(&inject), &(self.args)(work.path()));
            killed += usize::from(run.status.signal() == Some(9) || run.status.code() == Some(137));
            self.whole(work.path(), &moment);
            self.healed(work.path(), &moment);
        }
        println!(
            "{killed} of {count} runs of {} were killed at {} kinds of calls",
            self.site,
            calls.len()
        );
        assert!(
            killed * 10 >= count * 9,
            "only {killed} of {count} runs were killed"
        );
    }

    /// Lets calls of each kind but `without` fail in three ways, once or from then on, so often
    /// each.
    fn errors(&self, count: usize, without: &[&str]) {
        let kinds = [&CHANGING[..], &READING[..]].concat();
        let calls = self
            .calls(&kinds)
            .into_iter()
            .filter(|(name, (begin, all))| all > begin && !without.contains(&&**name));
        let (mut runs, mut failed) = (0, 0);
        for (kind, (name, (begin, all))) in calls.enumerate() {
            for number in 0..count {
                let error = ["ENOSPC", "EIO", "EACCES"][(kind + number) % 3];
                let when = begin + 1 + (all - begin - 1) * number / count;
                let onwards = if number % 2 == 0 { "+" } else { "" };
                runs += 1;
                failed +=
                    usize::from(!self.error(&name, &format!("error={error}:when={when}{onwards}")));
            }
        }
        println!(
            "{failed} of {runs} runs for {} failed by errors in calls, the others made the same",
            self.site
        );
        assert!(failed * 4 > runs, "only {failed} of {runs} runs failed");
    }

    /// Lets a call fail; whether the run went well nevertheless.
    fn error(&self, name: &str, inject: &str) -> bool {
        let moment = format!("{name}: {inject}");
        let work = copied(self.base.path());
        let args = (self.args)(work.path());
        let (run, _) = self.traced(work.path(), name, Some(inject), &args);
        self.whole(work.path(), &moment);
        if run.status.success() {
            let same = bytes(&work.path().join(self.site)) == self.new;
            assert!(same, "{moment}: exit 0, and another site");
        } else {
            let said = words(&run);
            assert!(
                run.status.code() == Some(1),
                "{moment}: {:?} {said}",
                run.status
            );
            // Who may not write cannot say why either.
            assert!(
                said.trim().len() > 20 || name == "write",
                "{moment} is not explained: {said}"
            );
        }
        self.healed(work.path(), &moment);
        run.status.success()
    }
}

#[test]
fn a_build_killed_at_any_call_leaves_whole_files() {
    if program("strace").is_some() {
        a_build().kills(rounds(4, 100));
    }
}

#[test]
fn a_deployment_killed_at_any_call_leaves_whole_files() {
    if program("strace").is_some() {
        a_deployment().kills(rounds(4, 50));
    }
}

#[test]
fn a_build_whose_calls_fail_publishes_nothing_broken() {
    if program("strace").is_some() {
        a_build().errors(rounds(1, 9), &[]);
    }
}

#[test]
fn a_deployment_whose_calls_fail_publishes_nothing_broken() {
    if program("strace").is_some() {
        // Its runtime wakes its threads by `write`, and ends with the process when it cannot.
        a_deployment().errors(rounds(1, 6), &["write"]);
    }
}
