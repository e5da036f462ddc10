//! How long tables take to typed records: `cargo bench --bench intake [-- ROWS…]`, on a table of
//! initiatives such as a province exports, as CSV and as XLSX.
//!
//! A monthly form of 60 units as an office fills it in is read too, to the portal that it gives.
//!
//! Prints, for each size and format, the size of the file, the median time of three readings from
//! the page cache and the most memory that a process of its own took for one.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench reads the clock and prints what it saw"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use rust_xlsxwriter::{Format, Workbook};
use tiendo::base::Interner;
use tiendo::diag::Problems;
use tiendo::model::{Options, assemble, convert};
use tiendo::source::{Role, discover};

const HEADINGS: [&str; 8] = [
    "Mã sáng kiến",
    "Tên sáng kiến",
    "Tác giả",
    "Đơn vị",
    "Nhóm",
    "Ngày nộp",
    "Giá trị làm lợi",
    "Tóm tắt",
];
const VERBS: [&str; 7] = [
    "Thiết kế",
    "Cải tiến",
    "Ứng dụng",
    "Chế tạo",
    "Xây dựng",
    "Tự động hóa",
    "Rút ngắn thời gian",
];
const THINGS: [&str; 6] = [
    "hệ thống rơ le thời gian cho máy ép nhiệt",
    "phần mềm quản lý tồn kho phụ liệu",
    "quy trình đóng gói hàng may mặc",
    "phương pháp dạy học trực tuyến lớp ghép",
    "hồ sơ bệnh án điện tử",
    "phương án sản xuất ba tại chỗ",
];
const PLACES: [&str; 5] = [
    "tại phân xưởng may số 2",
    "cho học sinh miền núi",
    "bằng vật liệu sẵn có",
    "theo chuẩn 5S",
    "không cần dừng máy",
];
const SENTENCES: [&str; 6] = [
    "Trước khi có sáng kiến, công đoạn này mất nhiều thời gian và phụ thuộc vào kinh nghiệm của \
     từng người.",
    "Nhóm tác giả khảo sát thực tế trong ba tuần, ghi lại từng thao tác thừa và lấy ý kiến tổ sản \
     xuất.",
    "Giải pháp dùng linh kiện có sẵn trên thị trường, chi phí thấp và dễ thay thế khi hỏng.",
    "Sau hai tháng áp dụng, năng suất tăng rõ rệt, tỷ lệ lỗi giảm và người lao động đỡ vất vả hơn.",
    "Công đoàn cơ sở đã hỗ trợ viết báo cáo và bố trí người hướng dẫn kỹ thuật.",
    "Sáng kiến có thể nhân rộng cho các đơn vị cùng ngành mà không cần đầu tư lớn.",
];

/// A row without a random number: the same row for the same number, and another text for each, so
/// that a workbook cannot share its texts among rows.
fn row(number: usize) -> [String; 8] {
    let pick = |list: &[&'static str], step: usize| list[(number / step + number * 7) % list.len()];
    let sentences: Vec<&str> = (0..4)
        .map(|k| SENTENCES[(number + k * 5 + number / 11) % SENTENCES.len()])
        .collect();
    [
        format!("TH{number:06}"),
        format!(
            "{} {} {} lần {number}",
            pick(&VERBS, 1),
            pick(&THINGS, 3),
            pick(&PLACES, 5)
        ),
        format!("Nguyễn Văn {number}"),
        format!("LĐLĐ huyện số {}", number % 40),
        format!("n{}", number % 5 + 1),
        format!("{:02}/{:02}/2022", number % 28 + 1, number % 5 + 1),
        format!("{}", number % 500 * 1_000_000),
        format!("Hồ sơ {number}. {}", sentences.join(" ")),
    ]
}

fn csv(path: &Path, rows: usize) {
    let mut out = HEADINGS.join(",") + "\r\n";
    for number in 0..rows {
        let cells = row(number).map(|cell| {
            if cell.contains(',') {
                format!("\"{cell}\"")
            } else {
                cell
            }
        });
        let _ = write!(out, "{}\r\n", cells.join(","));
    }
    fs::write(path, out).unwrap();
}

/// As Excel saves it: days and amounts are numbers.
fn xlsx(path: &Path, rows: usize) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write_string(0, column, heading).unwrap();
    }
    for number in 0..rows {
        let line = u32::try_from(number).unwrap() + 1;
        for (column, cell) in (0..).zip(row(number)) {
            match column {
                5 => drop(
                    sheet
                        .write_number_with_format(
                            line,
                            column,
                            (44_562 + number % 150) as f64,
                            &day,
                        )
                        .unwrap(),
                ),
                6 => drop(
                    sheet
                        .write_number(line, column, cell.parse::<f64>().unwrap())
                        .unwrap(),
                ),
                _ => drop(sheet.write_string(line, column, cell).unwrap()),
            }
        }
    }
    book.save(path).unwrap();
}

/// Reads every table of a site to typed records: how many, and the seconds it took.
fn read(root: &Path) -> (usize, f64) {
    let mut problems = Problems::default();
    let sources = discover(root, &mut problems);
    let interner = Interner::default();
    let start = Instant::now();
    let tables = sources
        .iter()
        .filter(|source| source.role == Role::Initiatives);
    let read: Vec<_> = tables.map(|source| convert(source, &interner)).collect();
    let seconds = start.elapsed().as_secs_f64();
    assert!(
        read.iter().all(|file| file.problems.is_empty()),
        "{:?}",
        read[0].problems.iter().next()
    );
    (read.iter().map(|file| file.items.len()).sum(), seconds)
}

/// How many units the monthly form has.
const UNITS: usize = 60;

/// The monthly form of an office: its day above the table, headings in two rows, a section for
/// every twenty units, totals, signatures.
fn form(root: &Path) {
    let mut units = String::from("- {id: tinh, title: LĐLĐ tỉnh, kind: province}\n");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Format::new().set_bold();
    sheet
        .write_string(0, 0, "(Số liệu tính đến hết ngày 20/8/2023)")
        .unwrap();
    for (column, heading) in (0..).zip(["TT", "Đơn vị", "Trong tháng", "", "Lũy kế", "", "Ghi chú"])
    {
        sheet.write_string(2, column, heading).unwrap();
    }
    sheet.merge_range(2, 2, 2, 3, "Trong tháng", &bold).unwrap();
    sheet.merge_range(2, 4, 2, 5, "Lũy kế", &bold).unwrap();
    for (column, heading) in (2..).zip(["Nộp", "Hợp lệ", "Nộp", "Hợp lệ"]) {
        sheet.write_string(3, column, heading).unwrap();
    }
    let mut row = 4;
    for unit in 0..UNITS {
        if unit % 20 == 0 {
            sheet
                .write_string(row, 0, ["I", "II", "III"][unit / 20])
                .unwrap();
            sheet.write_string(row, 1, "Khối huyện, thị xã").unwrap();
            row += 1;
        }
        let _ = writeln!(
            units,
            "- {{id: u{unit}, title: LĐLĐ huyện Số {unit}, kind: upper, parent: tinh}}"
        );
        sheet.write_number(row, 0, unit as f64).unwrap();
        sheet
            .write_string(row, 1, format!("LĐLĐ huyện Số {unit}"))
            .unwrap();
        for (column, figure) in (2..).zip([unit, unit / 2, unit * 10, unit * 5]) {
            sheet.write_number(row, column, figure as f64).unwrap();
        }
        row += 1;
    }
    sheet.write_string(row, 1, "Tổng cộng").unwrap();
    for (column, times) in (2..).zip([1, 0, 10, 5]) {
        let sum = (0..UNITS)
            .map(|unit| if times == 0 { unit / 2 } else { unit * times })
            .sum::<usize>();
        sheet.write_number(row, column, sum as f64).unwrap();
    }
    sheet.write_string(row + 2, 1, "Người lập biểu").unwrap();
    fs::create_dir_all(root.join("content/reports")).unwrap();
    book.save(root.join("content/reports/bieu.xlsx")).unwrap();
    fs::write(root.join("content/units.yaml"), units).unwrap();
    fs::write(root.join("content/site.yaml"), "title: Thử\n").unwrap();
}

/// Reads the form, with its units, to the portal: how many reports, and the seconds it took.
fn read_form(root: &Path) -> (usize, f64) {
    let mut problems = Problems::default();
    let start = Instant::now();
    let sources = discover(root, &mut problems);
    let interner = Interner::default();
    let files = sources.iter().map(|source| convert(source, &interner));
    let options = Options { drafts: true };
    let (portal, _) = assemble(files, &sources, options, &mut problems);
    (portal.reports.len(), start.elapsed().as_secs_f64())
}

/// The most memory that this process has held, in MB.
fn peak() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap_or("0");
    line.trim()
        .trim_end_matches(" kB")
        .parse::<f64>()
        .unwrap_or(0.0)
        / 1024.0
}

/// The median of three readings, each in a process of its own: seconds, and the most memory. Each
/// must give this many records.
fn median(root: &Path, how: &str, records: usize) -> (f64, f64) {
    let mut runs = [0; 3].map(|_| once(root, how, records));
    runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    runs[1]
}

fn once(root: &Path, how: &str, records: usize) -> (f64, f64) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let output = command.arg(how).arg(root).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let numbers: Vec<f64> = text
        .split_whitespace()
        .map(|n| n.parse().unwrap())
        .collect();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(numbers[0] as usize, records, "{errors}");
    (numbers[1], numbers[2])
}

fn main() {
    if let Some(root) = std::env::args().skip_while(|a| a != "--form").nth(1) {
        let (reports, seconds) = read_form(&PathBuf::from(root));
        println!("{reports} {seconds} {}", peak());
        return;
    }
    if let Some(root) = std::env::args().skip_while(|a| a != "--read").nth(1) {
        let (rows, seconds) = read(&PathBuf::from(root));
        println!("{rows} {seconds} {}", peak());
        return;
    }
    let mut sizes: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 20_000, 170_324, 600_000];
    }
    println!(
        "{:>8} {:>6} {:>9} {:>9} {:>9}",
        "rows", "format", "file", "time", "memory"
    );
    let folder = tempfile::tempdir().unwrap();
    form(folder.path());
    let size = fs::metadata(folder.path().join("content/reports/bieu.xlsx"))
        .unwrap()
        .len() as f64
        / 1e6;
    let (seconds, memory) = median(folder.path(), "--form", UNITS);
    println!(
        "{UNITS:>8} {:>6} {size:>6.1} MB {seconds:>7.3} s {memory:>6.0} MB",
        "form"
    );
    for rows in sizes {
        for (format, make) in [("csv", csv as fn(&Path, usize)), ("xlsx", xlsx)] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder
                .path()
                .join("content/initiatives")
                .join(format!("a.{format}"));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            make(&path, rows);
            let size = fs::metadata(&path).unwrap().len() as f64 / 1e6;
            let (seconds, memory) = median(folder.path(), "--read", rows);
            println!("{rows:>8} {format:>6} {size:>6.1} MB {seconds:>7.2} s {memory:>6.0} MB");
        }
    }
}
