//! How long a whole build takes: `cargo bench --bench build [-- N…]`, on N initiatives in Markdown with a page each.
//!
//! Prints, for each N, the time of a first build, of a second one without a change, and of one after one edit.
#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench reads the clock and prints what it saw")]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use tiendo::pipeline::{Input, build};

fn put(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn initiative(number: usize, note: &str) -> String {
    let unit = number % 40;
    format!(
        "---\ntitle: \"Cải tiến hệ thống rơ le thời gian số {number}\"\ncode: TH{number:06}\ndate: 2022-0{}-15\nunit: u{unit}\n\
         authors: [{{name: \"Tác giả\", consent: true}}]\nbenefit: {{amount: {}, currency: VND}}\n---\n\n{}{note}\n",
        1 + number % 5,
        (number % 500) * 1_000_000,
        "Nhóm tác giả khảo sát thực tế trong ba tuần, ghi lại từng thao tác thừa và lấy ý kiến tổ sản xuất.\n\n"
            .repeat(5),
    )
}

fn corpus(root: &Path, count: usize) {
    put(root, "content/site.yaml", "title: Thử\nbase_url: https://example.org\ninitiatives: {detail_pages: all}\n");
    put(
        root,
        "content/programmes/p.yaml",
        "id: p\ntitle: P\nphases:\n  - {id: g1, title: G, start: 2022-01-01, end: 2022-12-31, target: 1000}\n",
    );
    let units: String =
        (0..40).map(|n| format!("- {{id: u{n}, title: Đơn vị {n}, kind: upper, parent: tinh}}\n")).collect();
    put(root, "content/units.yaml", &format!("- {{id: tinh, title: Tỉnh, kind: province}}\n{units}"));
    for number in 0..count {
        put(root, &format!("content/initiatives/u{}/{number}.md", number % 40), &initiative(number, ""));
    }
}

fn main() {
    let mut counts: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    if counts.is_empty() {
        counts = vec![1_000, 10_000];
    }
    println!("{:>9} {:>10} {:>10} {:>10} {:>8}", "records", "cold", "no change", "one edit", "files");
    for count in counts {
        let folder = tempfile::tempdir().unwrap();
        corpus(folder.path(), count);
        let input = Input {
            root: folder.path().to_owned(),
            output: folder.path().join("output"),
            base_url: None,
            as_of: None,
            drafts: false,
            future: false,
            strict: true,
            jobs: None,
            host: None,
            watch: Arc::new(|_| {}),
        };
        let run = || {
            let start = Instant::now();
            let summary = build(&input).unwrap().summary.expect("the corpus has no fault");
            (start.elapsed().as_secs_f64(), summary)
        };
        let (cold, summary) = run();
        let (same, unchanged) = run();
        assert_eq!(unchanged.written, 0);
        put(folder.path(), "content/initiatives/u1/1.md", &initiative(1, "Sửa."));
        let (edit, edited) = run();
        assert!(edited.written >= 1 && edited.written < 10, "{edited:?}");
        println!("{count:>9} {cold:>8.2} s {same:>8.2} s {edit:>8.2} s {:>8}", summary.files);
    }
}
