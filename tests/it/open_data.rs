//! The workbooks of the open data hold what the CSV holds, as days and numbers, and no name that
//! may not be published.
#![allow(clippy::disallowed_methods, reason = "a test makes its own site")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{bytes, example, png_chunks, put, real, small, small_site, tiendo, unzipped};
use calamine::{Data, Reader as _, Xlsx, open_workbook};

fn built(root: &Path) -> PathBuf {
    let output = root.join("o");
    let done = tiendo(
        root,
        &["build", "--quiet", "--output", output.to_str().unwrap()],
    );
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    output.join("du-lieu")
}

/// Cells of a CSV file; none of them holds a line break here.
fn csv(path: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap();
    let mut rows = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines() {
        let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
        for c in line.chars() {
            match c {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(std::mem::take(&mut cell)),
                c => cell.push(c),
            }
        }
        cells.push(cell);
        rows.push(cells);
    }
    rows
}

fn workbook(path: &Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let cell = |data: &Data| match data {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => format!("{number:.4}")
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned(),
        Data::Int(number) => number.to_string(),
        Data::Bool(flag) => flag.to_string(),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        other => panic!("{other:?}"),
    };
    range
        .rows()
        .map(|row| row.iter().map(cell).collect())
        .collect()
}

/// Compares each workbook of a folder with the CSV beside it, from a row on; how many rows these
/// have.
fn compared(folder: &Path, from: usize) -> usize {
    let mut rows = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "xlsx") {
            continue;
        }
        let (sheet, text) = (workbook(&path), csv(&path.with_extension("csv")));
        assert_eq!(sheet.len(), text.len(), "{}", path.display());
        for (sheet, text) in sheet.iter().zip(&text).skip(from) {
            let width = text.len();
            let sheet: Vec<&str> = (0..width)
                .map(|at| sheet.get(at).map_or("", String::as_str))
                .collect();
            assert_eq!(sheet, *text, "{}", path.display());
        }
        rows += text.len();
    }
    rows
}

#[test]
fn a_workbook_holds_what_the_csv_holds() {
    let root = example("tree");
    let folder = built(root.path());
    // The headings of tables are words in a workbook and keys in CSV.
    let rows = compared(&folder, 1);
    assert!(rows > 100, "{rows} rows");
}

/// With a sheet of what the chart says; a name may have what XML has signs for.
#[test]
fn a_workbook_of_a_chart_holds_what_it_shows() {
    let root = example("tree");
    let site = root.path().join("content/site.yaml");
    let text = fs::read_to_string(&site).unwrap();
    let text = text.replace("Liên đoàn Lao động Ví dụ", "A & B <c> “d”");
    fs::write(&site, text).unwrap();
    let folder = built(root.path()).join("bieu-do");
    let rows = compared(&folder, 0);
    assert!(rows > 20, "{rows} rows");
    let mut books = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "xlsx") {
            continue;
        }
        let mut book: Xlsx<_> = open_workbook(&path).unwrap();
        let notes = book.worksheet_range_at(1).unwrap().unwrap();
        assert!(
            notes.height() > 3 && notes.width() == 1,
            "{}",
            path.display()
        );
        let owner = notes.rows().any(|row| row[0] == "A & B <c> “d”");
        assert!(owner, "{}", path.display());
        books += 1;
    }
    assert!(books > 3, "{books}");
}

#[test]
fn a_long_workbook_holds_what_the_csv_holds() {
    let root = small_site();
    let row = |n: u32| {
        format!(
            "T{n},Dòng <{n}> & “{n}”,a,2022-02-{:02},{n}000,=1+{n}\n",
            1 + n % 28
        )
    };
    let rows: String = (0..12_345).map(row).collect();
    let table = format!("Mã,Tên sáng kiến,Đơn vị,Ngày nộp,Giá trị làm lợi,Nơi làm việc\n{rows}");
    put(root.path(), "content/initiatives/bang.csv", table);
    let folder = built(root.path());
    let (sheet, text) = (
        workbook(&folder.join("sang-kien.xlsx")),
        csv(&folder.join("sang-kien.csv")),
    );
    assert!(
        text.len() > 12_345 && sheet.len() == text.len(),
        "{} of {}",
        sheet.len(),
        text.len()
    );
    let mut days = 0;
    for (sheet, text) in sheet.iter().zip(&text).skip(1) {
        // CSV has a mark before what a spreadsheet would run.
        let text: Vec<&str> = text
            .iter()
            .map(|cell| cell.trim_start_matches('\''))
            .collect();
        assert_eq!(*sheet, text);
        days += usize::from(sheet[2].starts_with("2022-02-"));
    }
    assert!(days >= 12_345, "{days} days");
}

#[test]
fn texts_that_look_like_formulas_stay_texts() {
    let root = small_site();
    put(
        root.path(),
        "content/initiatives/x.yaml",
        "- {code: '=1+1', title: '@SUM(A1)', unit: a}\n",
    );
    let folder = built(root.path());
    let sheet = workbook(&folder.join("sang-kien.xlsx"));
    assert!(
        sheet
            .iter()
            .any(|row| row[0] == "=1+1" && row[1] == "@SUM(A1)"),
        "{sheet:?}"
    );
    let text = fs::read_to_string(folder.join("sang-kien.csv")).unwrap();
    assert!(text.contains("'=1+1,'@SUM(A1),"), "{text}");
}

#[test]
fn titles_of_a_site_give_names_that_sheets_may_have() {
    let root = small_site();
    put(
        root.path(),
        "themes/default/messages/vi.ftl",
        "data-notes = {\"\"}\ntable-units = Đơn vị [2023]: cấp trên trực tiếp cơ sở và cơ sở\n\
         table-totals = History\n",
    );
    let folder = built(root.path());
    let names = |file: &str| -> Vec<String> {
        let book: Xlsx<_> = open_workbook(folder.join(file)).unwrap();
        book.sheet_names()
    };
    assert_eq!(
        names("don-vi.xlsx"),
        ["Đơn vị 2023 cấp trên trực tiếp", "2"]
    );
    assert_eq!(names("luy-ke.xlsx"), ["History (1)", "2"]);
}

#[test]
fn no_workbook_names_an_author_who_did_not_agree() {
    let root = small_site();
    let mut all = String::new();
    for entry in fs::read_dir(built(root.path())).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "xlsx") {
            for part in unzipped(&fs::read(path).unwrap()).into_values() {
                all.push_str(&String::from_utf8(part).unwrap());
            }
        }
    }
    assert!(all.contains("Người Đồng Ý") && !all.contains("Người Giấu Tên"));
}

#[test]
fn a_workbook_says_what_its_columns_mean() {
    let root = small_site();
    let mut book: Xlsx<_> = open_workbook(built(root.path()).join("don-vi.xlsx")).unwrap();
    let notes = book.worksheet_range_at(1).unwrap().unwrap();
    let texts: Vec<String> = notes.rows().flatten().map(ToString::to_string).collect();
    for text in [
        "Danh mục đơn vị",
        "Thử",
        "https://example.org/a/du-lieu/",
        "valid_from",
        "ngày",
    ] {
        assert!(texts.iter().any(|t| t == text), "{text} in {texts:?}");
    }
}

/// The datasets that the data page tells search engines of.
fn catalogue(folder: &Path) -> serde_json::Value {
    let html = fs::read_to_string(folder.join("index.html")).unwrap();
    let (_, rest) = html
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    let (json, _) = rest.split_once("</script>").unwrap();
    let catalogue: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(catalogue["@type"], "DataCatalog");
    catalogue
}

#[test]
fn search_engines_are_told_of_every_file() {
    for base in ["https://example.org/a/", ""] {
        let root = tempfile::tempdir().unwrap();
        small(root.path());
        let address = if base.is_empty() {
            String::new()
        } else {
            format!("base_url: {base}\n")
        };
        let licence = "dataset_licence: CC BY 4.0";
        put(
            root.path(),
            "content/site.yaml",
            format!("title: Thử\n{address}{licence}\n"),
        );
        let folder = built(root.path());
        let mut files = 0;
        for dataset in catalogue(&folder)["dataset"].as_array().unwrap() {
            assert_eq!(
                dataset["license"],
                "https://creativecommons.org/licenses/by/4.0/"
            );
            assert!(dataset["description"].as_str().unwrap().len() >= 50);
            for file in dataset["distribution"].as_array().unwrap() {
                let url = file["contentUrl"].as_str().unwrap();
                let start = if base.is_empty() { "../" } else { base };
                let path = url.strip_prefix(start).unwrap_or_else(|| panic!("{url}"));
                let bytes = fs::read(folder.parent().unwrap().join(path)).unwrap();
                assert_eq!(file["contentSize"], format!("{} B", bytes.len()));
                let sums = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
                assert!(sums.contains(file["sha256"].as_str().unwrap()), "{url}");
                files += 1;
            }
        }
        assert!(files >= 16, "{files} files");
    }
}

#[test]
fn the_archive_holds_the_package_and_keeps_rows_that_stay() {
    let site = small_site();
    let root = site.path();
    let mut rows = String::from("- {title: Đầu, unit: tinh, date: 2022-01-01}\n");
    for number in 0..9_000 {
        rows.push_str(&format!(
            "- {{title: Số {number}, unit: tinh, date: 2022-02-01}}\n"
        ));
    }
    put(root, "content/initiatives/many.yaml", &rows);
    let folder = built(root);
    let archive = || fs::read(folder.join("tat-ca.zip")).unwrap();
    let check = |bytes: &[u8]| {
        let files = unzipped(bytes);
        for (name, bytes) in &files {
            assert!(*bytes == fs::read(folder.join(name)).unwrap(), "{name}");
        }
        for name in ["datapackage.json", "sang-kien.csv"] {
            assert!(files.contains_key(name), "{:?}", files.keys());
        }
    };
    let first = archive();
    check(&first);
    // One row differs: what is taken from the archive before and what is made again are one.
    let edited = rows.replacen("Số 17,", "Số mười bảy,", 1);
    put(root, "content/initiatives/many.yaml", &edited);
    built(root);
    let again = archive();
    assert_ne!(again, first);
    check(&again);
    put(root, "content/initiatives/many.yaml", &rows);
    built(root);
    assert_eq!(archive(), first, "the same content, the same bytes");
}

#[test]
fn a_unit_and_a_phase_have_a_file_of_their_own() {
    let root = example("tree");
    let folder = built(root.path());
    let read = |name: &str| -> serde_json::Value {
        serde_json::from_str(&fs::read_to_string(folder.join(name)).unwrap()).unwrap()
    };
    let unit = read("don-vi/huyen-a.json");
    assert_eq!(unit["unit"], "huyen-a");
    assert_eq!(unit["title"], "Huyện A");
    assert!(unit["publisher"].is_string(), "{unit}");
    // Row by row what the tables say.
    for (name, rows) in unit["tables"].as_object().unwrap() {
        let table = read(&format!("{name}.json"));
        let key = if name == "don-vi" { "id" } else { "unit" };
        let all = table["rows"].as_array().unwrap().iter();
        let own: Vec<_> = all.filter(|row| row[key] == "huyen-a").cloned().collect();
        assert_eq!(rows.as_array().unwrap(), &own, "{name}");
    }
    for table in ["don-vi", "tien-do", "bao-cao", "luy-ke"] {
        assert!(unit["tables"][table].is_array(), "{table}: {unit}");
    }
    let phase = read("giai-doan/g1.json");
    let rows = phase["tables"]["tien-do"].as_array().unwrap();
    assert!(rows.len() > 3 && rows.iter().all(|row| row["phase"] == "g1"));
    // Grassroots unions are too many.
    assert!(!folder.join("don-vi/co-so-1.json").exists());
    let page = fs::read_to_string(root.path().join("o/don-vi/huyen-a/index.html")).unwrap();
    assert!(page.contains("du-lieu/don-vi/huyen-a.json"), "{page}");
}

#[test]
fn the_page_of_the_data_shows_the_first_rows() {
    let root = example("tree");
    let folder = built(root.path());
    let html = fs::read_to_string(folder.join("index.html")).unwrap();
    let part = html.split("id=\"bao-cao\"").nth(1).unwrap();
    let preview = part.split("class=\"preview\"").nth(1).unwrap();
    let preview = preview.split("</table>").next().unwrap();
    let rows = csv(&folder.join("bao-cao.csv"));
    let shown = preview.matches("<tr>").count() - 1;
    assert_eq!(shown, (rows.len() - 1).min(10));
    // Days as people write them.
    let (year, rest) = rows[1][0].split_once('-').unwrap();
    let (month, day) = rest.split_once('-').unwrap();
    assert!(
        preview.contains(&format!("{day}/{month}/{year}")),
        "{preview}"
    );
    assert!(html.contains("du-lieu/tat-ca.zip"), "{html}");
}

/// The texts of a PNG that are not packed, by keyword (W3C PNG, 11.3.3.4).
fn texts_of(png: &[u8]) -> BTreeMap<String, String> {
    let texts = png_chunks(png)
        .into_iter()
        .filter(|(kind, _)| kind == b"iTXt");
    texts
        .map(|(_, data)| {
            let end = data.iter().position(|byte| *byte == 0).unwrap();
            let keyword = String::from_utf8(data[..end].to_vec()).unwrap();
            (
                keyword,
                String::from_utf8(data[end + 5..].to_vec()).unwrap(),
            )
        })
        .collect()
}

#[test]
fn each_picture_and_the_archive_say_their_terms() {
    const PAGE: &str = "https://sang-kien.example/bieu-do/phases-1-trieu-sang-kien/";
    let root = real();
    let site = fs::read_to_string(root.path().join("content/site.yaml")).unwrap();
    // Of a licence that changes nothing is left, in a folder that was built before too.
    for licence in ["by-sa", "by"] {
        let address = format!("https://creativecommons.org/licenses/{licence}/4.0/");
        put(
            root.path(),
            "content/site.yaml",
            format!("{site}\ndataset_licence: {address}\n"),
        );
        let folder = built(root.path());
        let terms = format!("<cc:license rdf:resource=\"{address}\"/>");
        let mut seen = [0, 0];
        for (path, bytes) in bytes(folder.parent().unwrap()) {
            if !path.contains("du-lieu/bieu-do/") {
                continue;
            }
            if path.ends_with(".svg") {
                let text = String::from_utf8(bytes).unwrap();
                assert_eq!(text.matches(&terms).count(), 1, "{path}");
                seen[usize::from(path.starts_with("en/"))] += 1;
            } else if path.ends_with(".png") {
                let texts = texts_of(&bytes);
                assert!(texts["XML:com.adobe.xmp"].contains(&terms), "{path}");
                assert!(texts["Copyright"].contains(&address), "{path}");
                seen[usize::from(path.starts_with("en/"))] += 1;
            }
        }
        assert!(seen.iter().all(|count| *count > 5), "{seen:?}");
        let drawing = "bieu-do/phases-1-trieu-sang-kien.svg";
        let text = fs::read_to_string(folder.join(drawing)).unwrap();
        assert!(
            text.contains(&format!("<dc:source>{PAGE}</dc:source>")),
            "{text}"
        );
        let archive = unzipped(&fs::read(folder.join("tat-ca.zip")).unwrap());
        assert_eq!(archive[drawing], text.as_bytes());
        let words = String::from_utf8(archive["giay-phep.txt"].clone()).unwrap();
        assert!(
            words.contains(&address) && words.contains("Thanh Hóa"),
            "{words}"
        );
        let sums = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
        assert!(sums.contains("  giay-phep.txt\n"), "{sums}");
    }
    put(root.path(), "content/site.yaml", site);
    let folder = built(root.path());
    assert!(!folder.join("giay-phep.txt").exists());
}
