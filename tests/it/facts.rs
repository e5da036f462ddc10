//! The figures of the real site, as they were published: computed, not typed, each with its date
//! and source.
#![allow(
    clippy::disallowed_methods,
    reason = "a test looks at the real content"
)]

use std::fs;
use std::path::Path;

use crate::common::tiendo;

/// The text of a page of the real site without its markup, spaces as one.
fn page(path: &str) -> String {
    use std::sync::LazyLock;
    static SITE: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
        let output = tempfile::tempdir().unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = output.path().join("o");
        let built = tiendo(
            root,
            &[
                "build",
                "--quiet",
                "--strict",
                "--output",
                folder.to_str().unwrap(),
            ],
        );
        assert!(
            built.status.success(),
            "{}",
            String::from_utf8_lossy(&built.stderr)
        );
        output
    });
    let html = fs::read_to_string(SITE.path().join("o").join(path)).unwrap();
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(if c.is_whitespace() { ' ' } else { c }),
            _ => {}
        }
    }
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" ,", ",")
}

fn has(path: &str, parts: &[&str]) {
    let text = page(path);
    for part in parts {
        assert!(text.contains(part), "{path} does not say “{part}”");
    }
}

#[test]
fn the_first_phase_by_submissions() {
    has(
        "tien-do/giai-doan-1/index.html",
        &[
            "Tính đến 31/05/2022, giai đoạn 1 có 170.324 lượt sáng kiến nộp. Đạt 425,8% chỉ tiêu, \
             vượt 325,8%.",
            "Chỉ tiêu 40.000",
            "Vượt 130.324",
            "Cổng thông tin LĐLĐ tỉnh Thanh Hóa, tháng 6/2022",
        ],
    );
    has(
        "index.html",
        &[
            "600.175",
            "425,8%",
            "170.324 / 40.000",
            "toàn quốc theo lượt sáng kiến nộp Thứ nhất",
            "31/05/2022",
        ],
    );
}

#[test]
fn two_public_figures_that_conflict_both_stand() {
    has(
        "chuong-trinh/1-trieu-sang-kien/index.html",
        &[
            "31/05/2022 170.324 lượt sáng kiến nộp, lũy kế Cổng thông tin LĐLĐ tỉnh Thanh Hóa",
            "29/06/2022 170.263 lượt sáng kiến nộp, lũy kế Trang thông tin của Tỉnh ủy Thanh Hóa",
            "29/06/2022 351,4% chỉ tiêu 40.000 (giai đoạn 1) sáng kiến hợp lệ Trang thông tin của \
             Tỉnh ủy Thanh Hóa",
            "01/09/2023 600.175",
            "514,6% chỉ tiêu",
        ],
    );
    // The lower figure is never counted with.
    assert!(!page("tien-do/giai-doan-2/index.html").contains("429.912"));
    has("tien-do/giai-doan-2/index.html", &["429.851", "716,4%"]);
}

#[test]
fn the_rank_and_the_indicators_have_their_source() {
    has(
        "chuong-trinh/1-trieu-sang-kien/index.html",
        &[
            "Hạng 1 toàn quốc",
            "31/05/2022",
            "Công đoàn cấp trên cơ sở triển khai chương trình 100% sau 6 tháng triển khai Cổng \
             thông tin",
            "Công đoàn cơ sở ký kế hoạch thực hiện với người đứng đầu đơn vị 100%",
            "Kế hoạch có mục tiêu, chỉ tiêu cụ thể và cơ chế khuyến khích 100%",
            "đăng ký 2 mô hình sáng kiến riêng của đơn vị 100%",
            "100.000 sáng kiến",
        ],
    );
}

#[test]
fn what_was_not_reported_is_not_zero() {
    has(
        "don-vi/ldld-thanh-pho-sam-son/index.html",
        &["chưa có số liệu"],
    );
    assert!(!page("don-vi/ldld-thanh-pho-sam-son/index.html").contains("Lượt nộp 0"));
}

#[test]
fn the_page_of_the_method_is_published() {
    has(
        "cach-tinh/index.html",
        &["Chưa báo cáo không phải là 0.", "1.605", "đúng tiến độ"],
    );
}
