//! `tiendo visits`: a log of a million lines, rotated and packed; nothing in what is kept leads to
//! a reader.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Output};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

const AGENT: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 \
 Version/17.0 Safari/604.1";

fn visits(folder: &Path, logs: &[&str], at: &str, more: &[&str]) -> Output {
    let out = folder.join("visits.json");
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
    command
        .current_dir(folder)
        .arg("visits")
        .args(logs)
        .arg("--out")
        .arg(out)
        .args(["--at", at])
        .args(more);
    command.output().unwrap()
}

fn kept(folder: &Path) -> (u64, u64, u64) {
    let kept: Value =
        serde_json::from_slice(&std::fs::read(folder.join("visits.json")).unwrap()).unwrap();
    let number = |key: &str| kept[key].as_u64().unwrap();
    (number("online"), number("today"), number("total"))
}

/// A line of a log at a second of 28 June 2022 (86,400 and more are of the next day).
fn line(out: &mut impl Write, address: u32, second: u32, request: &str, agent: &str) {
    let (day, second) = (28 + second / 86_400, second % 86_400);
    let (h, m, s) = (second / 3600, second / 60 % 60, second % 60);
    let [a, b, c] = [address >> 16, address >> 8 & 255, address & 255];
    writeln!(
        out,
        "10.{a}.{b}.{c} - - [{day}/Jun/2022:{h:02}:{m:02}:{s:02} +0700] \"GET {request} \
     HTTP/2.0\" 200 4321 \"https://example.org/\" \"{agent}\""
    )
    .unwrap();
}

/// 20 requests a reader within a minute, every fourth one of a page: a visit each. 40,000 readers
/// come on the 28th, 10,000 on the 29th, evenly over 23 hours; every tenth is a robot.
#[test]
fn a_million_lines() {
    let folder = tempfile::tempdir().unwrap();
    let old = File::create(folder.path().join("access.log.1.gz")).unwrap();
    let mut old = GzEncoder::new(BufWriter::new(old), Compression::fast());
    let mut new = BufWriter::new(File::create(folder.path().join("access.log")).unwrap());
    let (mut readers, mut today, mut online, mut lines) = (0, 0, 0, 0);
    let now = 86_400 + 40_000;
    for reader in 0..50_000u32 {
        let second = if reader < 40_000 {
            reader * 2
        } else {
            86_400 + (reader - 40_000) * 4
        };
        let robot = reader % 10 == 0;
        let agent = if robot {
            "Mozilla/5.0 (compatible; bingbot/2.0)"
        } else {
            AGENT
        };
        for request in 0..20 {
            let path = if request % 4 == 0 {
                "/tin-tuc/"
            } else {
                "/assets/style.css"
            };
            let at = second + request;
            if reader < 40_000 {
                line(&mut old, reader, at, path, agent)
            } else {
                line(&mut new, reader, at, path, agent)
            }
            lines += 1;
        }
        // The last page of a visit is its 17th request.
        if !robot && second <= now {
            readers += 1;
            today += u64::from(second >= 86_400);
            online += u64::from(
                (0..20)
                    .filter(|r| r % 4 == 0 && second + r <= now)
                    .any(|r| now - (second + r) <= 900),
            );
        }
    }
    old.finish().unwrap();
    new.write_all(b"not a line of a log\n\n").unwrap();
    drop(new);
    assert_eq!(lines, 1_000_000);
    let at = "2022-06-29T11:06:40+07:00";
    // In any order: the oldest log is read first.
    let output = visits(
        folder.path(),
        &["access.log", "access.log.1.gz"],
        at,
        &["--start", "2310907"],
    );
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(String::from_utf8_lossy(&output.stdout).contains("1000002") && online > 0);
    assert_eq!(kept(folder.path()), (online, today, 2_310_907 + readers));
    let text = std::fs::read_to_string(folder.path().join("visits.json")).unwrap();
    assert!(
        !text.contains("10.") && !text.contains("Mozilla") && text.len() < 200,
        "{text}"
    );
    // The same logs once more, a minute later: no one new.
    visits(
        folder.path(),
        &["access.log", "access.log.1.gz"],
        "2022-06-29T11:07:40+07:00",
        &[],
    );
    let (_, again, total) = kept(folder.path());
    assert_eq!((again, total), (today, 2_310_907 + readers));
}

#[test]
fn faults_are_told_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let at = "2022-06-29T10:00:00+07:00";
    assert!(
        !visits(folder.path(), &["missing.log"], at, &[])
            .status
            .success()
    );
    assert!(!folder.path().join("visits.json").exists());
    std::fs::write(folder.path().join("a.log"), b"\x1f\x8bbroken").unwrap();
    assert!(!visits(folder.path(), &["a.log"], at, &[]).status.success());
    std::fs::write(folder.path().join("a.log"), "").unwrap();
    std::fs::write(folder.path().join("visits.json"), "{").unwrap();
    assert!(!visits(folder.path(), &["a.log"], at, &[]).status.success());
    assert_eq!(
        std::fs::read_to_string(folder.path().join("visits.json")).unwrap(),
        "{",
        "what is there is kept"
    );
    std::fs::remove_file(folder.path().join("visits.json")).unwrap();
    let endless = [b"10.0.0.1 - - [".as_slice(), &vec![b'x'; 300_000], b"\n"].concat();
    std::fs::write(folder.path().join("a.log"), endless).unwrap();
    assert!(
        visits(folder.path(), &["a.log"], at, &["--start", "7"])
            .status
            .success()
    );
    assert_eq!(kept(folder.path()), (0, 0, 7));
}
