//! A disk that is full, at any moment of a build: a small file system in memory, which grows a
//! little from build to build.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests write their own files, and say where they cannot be run"
)]

use std::process::Command;

use crate::common::{binary, build, put, rounds, small};
use tempfile::tempdir;

/// In a namespace of its own a user may mount file systems. Prints how each build ended: `full`, or
/// `good` for the last.
const SCRIPT: &str = r#"
set -u
disk=$1 root=$2 old=$3 new=$4 room=$5 step=$6
mount -t tmpfs -o size=64m none "$disk" || exit 77
out=$disk/out
seen() { diff -r --exclude=.tiendo "$1" "$2"; }
while :; do
  mount -o "remount,size=64m,nr_inodes=100k" "$disk"
  rm -rf "$out" "$disk/.out.tiendo" && cp -a "$old" "$out"
  cp -a "$(dirname "$old")/.$(basename "$old").tiendo" "$disk/.out.tiendo"
  # Of the two limits of a file system, one is nearly reached.
  case $room in
    size) limit=size=$(( $(df --output=used -k "$disk" | tail -1) + step ))k ;;
    nr_inodes) limit=nr_inodes=$(( $(df --output=iused "$disk" | tail -1) + step )) ;;
  esac
  mount -o "remount,$limit" "$disk"
  said=$("$TIENDO" build --quiet --root "$root" --output "$out" 2>&1); status=$?
  if [ $status = 0 ]; then
    seen "$new" "$out" || exit 2
    echo good; exit 0
  fi
  [ $status = 1 ] || { echo "status $status"; exit 3; }
  grep -q 'ổ đĩa đã đầy' <<<"$said" || { echo "$said"; exit 4; }
  seen "$old" "$out" || exit 5
  echo full
  mount -o "remount,size=64m,nr_inodes=100k" "$disk"
  said=$("$TIENDO" build --quiet --root "$root" --output "$out" 2>&1) || { echo "$said"; exit 6; }
  seen "$new" "$out" || exit 7
  step=$(( step + $6 ))
done
"#;

/// Fills up `limit`, a little more of it free each time, until the build goes well; how many did
/// not.
fn fill(limit: &str, step: &str) -> Option<usize> {
    let folder = tempdir().unwrap();
    let [disk, root, old, new] =
        ["disk", "root", "old", "new"].map(|name| folder.path().join(name));
    std::fs::create_dir(&disk).unwrap();
    small(&root);
    build(&root, &["--output", old.to_str().unwrap()]);
    put(
        &root,
        "content/site.yaml",
        "title: Tên mới\nbase_url: https://example.org/a\n",
    );
    put(
        &root,
        "content/news/ba.md",
        "---\ntitle: Tin ba\ndate: 2022-05-01\ntags: [Mới]\n---\nNội dung.\n",
    );
    build(&root, &["--output", new.to_str().unwrap(), "--no-cache"]);
    let run = Command::new("unshare")
        .args([
            "--user",
            "--map-root-user",
            "--mount",
            "bash",
            "-c",
            SCRIPT,
            "bash",
        ])
        .args([&disk, &root, &old, &new])
        .args([limit, step])
        .env("TIENDO", binary())
        .output()
        .ok()?;
    let reported = String::from_utf8_lossy(&run.stdout);
    let full = reported.lines().filter(|line| *line == "full").count();
    if full == 0
        && !reported.contains("good")
        && run
            .status
            .code()
            .is_some_and(|code| code == 1 || code == 77)
    {
        println!(
            "no file system may be mounted here: {}",
            String::from_utf8_lossy(&run.stderr)
        );
        return None;
    }
    assert!(
        run.status.success(),
        "{:?}\n{reported}\n{}",
        run.status,
        String::from_utf8_lossy(&run.stderr)
    );
    Some(full)
}

#[test]
fn a_disk_without_room_harms_nothing() {
    if let Some(full) = fill("size", rounds("144", "12")) {
        println!("{full} builds met a full disk");
        assert!(full > rounds(1, 10), "only {full} builds met a full disk");
    }
}

#[test]
fn a_disk_that_takes_no_more_files_harms_nothing() {
    if let Some(full) = fill("nr_inodes", rounds("24", "2")) {
        println!("{full} builds met a full disk");
        assert!(full > rounds(1, 10), "only {full} builds met a full disk");
    }
}
