//! Feeds as their readers get them: the whole text of an article, cleaned, with addresses that hold
//! outside of the site, and its picture.

use std::fs;
use std::path::Path;

use quick_xml::events::Event;
use serde_json::Value;

use crate::common::{build, put, small};

/// What one feed says of an article.
#[derive(Debug, Default, Clone, PartialEq)]
struct Entry {
    title: String,
    summary: String,
    html: String,
    /// Address, type and bytes of the picture.
    picture: Option<(String, String, u64)>,
}

/// The articles of an RSS or Atom feed.
fn of_xml(text: &str) -> Vec<Entry> {
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut entries, mut inside, mut name) = (Vec::<Entry>::new(), false, String::new());
    loop {
        let event = reader.read_event().unwrap();
        if let Event::Start(tag) | Event::Empty(tag) = &event {
            name = tag.name().as_ref().to_owned();
            if name == "item" || name == "entry" {
                entries.push(Entry::default());
                inside = true;
            }
            let attribute = |key: &str| {
                let found = tag.attributes().flatten().find(|a| a.key.as_ref() == key);
                found.map(|a| a.value.to_string()).unwrap_or_default()
            };
            if name == "enclosure" || attribute("rel") == "enclosure" {
                let url = attribute("url") + &attribute("href");
                let length = attribute("length").parse().unwrap();
                entries.last_mut().unwrap().picture = Some((url, attribute("type"), length));
            }
        }
        let part = match event {
            Event::Text(part) => part.to_string(),
            Event::GeneralRef(part) => {
                let entity = format!("&{};", &*part);
                quick_xml::escape::unescape(&entity).unwrap().into_owned()
            }
            Event::End(_) => {
                name.clear();
                continue;
            }
            Event::Eof => return entries,
            _ => continue,
        };
        if let Some(entry) = entries.last_mut().filter(|_| inside) {
            match name.as_str() {
                "title" => entry.title += &part,
                "description" | "summary" => entry.summary += &part,
                "content:encoded" | "content" => entry.html += &part,
                _ => {}
            }
        }
    }
}

/// The articles of a JSON feed.
fn of_json(text: &str) -> Vec<Entry> {
    let feed: Value = serde_json::from_str(text).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let entry = |item: &Value| {
        let attached = &item["attachments"][0];
        let picture = attached["url"].as_str().map(|url| {
            assert_eq!(item["image"], url);
            let bytes = attached["size_in_bytes"].as_u64().unwrap();
            (url.to_owned(), text(&attached["mime_type"]), bytes)
        });
        Entry {
            title: text(&item["title"]),
            summary: text(&item["summary"]),
            html: text(&item["content_html"]),
            picture,
        }
    };
    feed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(entry)
        .collect()
}

/// The three feeds of a list.
fn feeds(root: &Path, list: &str) -> [Vec<Entry>; 3] {
    let read = |name: &str| {
        let file = root.join("output").join(list).join(name);
        fs::read_to_string(&file).unwrap_or_else(|e| panic!("{file:?}: {e}"))
    };
    let [mut rss, atom, json] = [
        of_xml(&read("feed.xml")),
        of_xml(&read("atom.xml")),
        of_json(&read("feed.json")),
    ];
    // Readers take a description in RSS for HTML.
    for entry in &mut rss {
        entry.summary = quick_xml::escape::unescape(&entry.summary)
            .unwrap()
            .into_owned();
    }
    [rss, atom, json]
}

fn jpeg() -> Vec<u8> {
    let image = image::RgbImage::from_pixel(640, 480, image::Rgb([90, 120, 150]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

#[test]
fn feeds_carry_the_whole_text_and_the_picture() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    put(root.path(), "content/news/anh.jpg", jpeg());
    put(root.path(), "content/news/trong-bai.jpg", jpeg());
    let text = "---\ntitle: Hội nghị\ndate: 2022-06-30\nsummary: Tóm tắt <ngắn> & gọn.\nimage: \
        {src: anh.jpg, alt: Toàn cảnh, caption: Hội trường}\n---\nĐoạn **đầu** xem \
        [tin](@/news/hai.md), [mục](#muc), [ngoài](https://khac.example/x?a=1&b=2).[^1]\n\n## \
        Mục\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n![Máy](trong-bai.jpg)\n\nCó {{ figure \
        metric=\"submitted\" phase=\"g1\" }} lượt.\n\n{{ chart id=\"phases\" }}\n\nCâu \
        cuối \u{7}của bài.\n\n[^1]: Chú thích.\n";
    put(root.path(), "content/news/hoi-nghi.md", text);
    build(root.path(), &[]);
    let home = "https://example.org/a/";
    let [rss, atom, json] = feeds(root.path(), "");
    assert_eq!(rss, atom);
    assert_eq!(rss, json);
    assert_eq!(rss.len(), 3);
    let entry = rss.iter().find(|entry| entry.title == "Hội nghị").unwrap();
    assert_eq!(entry.summary, "Tóm tắt <ngắn> & gọn.");
    for part in [
        "<strong>đầu</strong>",
        "<h2>Mục</h2>",
        "<td>2</td>",
        "Có 150 lượt.",
        "Câu cuối của bài.",
        "Chú thích.",
        "alt=\"Toàn cảnh\"",
        "Hội trường",
        "alt=\"Máy\"",
        "href=\"https://example.org/a/tin-tuc/hai/\"",
        "href=\"https://example.org/a/tin-tuc/hoi-nghi/#muc\"",
        "href=\"https://khac.example/x?a=1&amp;b=2\"",
        "src=\"https://example.org/a/du-lieu/bieu-do/",
    ] {
        assert!(entry.html.contains(part), "{part}: {}", entry.html);
    }
    for part in ["<svg", "<script", "class=", "id=", "srcset", "<button"] {
        assert!(!entry.html.contains(part), "{part}: {}", entry.html);
    }
    // Every address holds outside of the site, and leads to a file of it.
    let addresses = entry
        .html
        .split("src=\"")
        .chain(entry.html.split("href=\""));
    for address in addresses
        .filter_map(|part| part.split_once('"'))
        .map(|(address, _)| address)
    {
        if let Some(path) = address.strip_prefix(home) {
            let path = path.split('#').next().unwrap();
            let file = root.path().join("output").join(path);
            assert!(file.exists(), "{address}");
        }
    }
    assert_eq!(entry.html.matches("=\"https://").count(), {
        entry.html.matches("src=\"").count() + entry.html.matches("href=\"").count()
    });
    let (url, kind, bytes) = entry.picture.clone().unwrap();
    assert_eq!(kind, "image/jpeg");
    let file = root
        .path()
        .join("output")
        .join(url.strip_prefix(home).unwrap());
    assert_eq!(fs::metadata(file).unwrap().len(), bytes);
    let rss = fs::read_to_string(root.path().join("output/feed.xml")).unwrap();
    assert!(rss.contains(&format!(
        "<media:content url=\"{url}\" fileSize=\"{bytes}\""
    )));
    // An article with no picture names none.
    assert!(atom.iter().any(|entry| entry.picture.is_none()));
}

#[test]
fn feeds_of_lists_are_bounded() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    for number in 10..40 {
        let text = format!(
            "---\ntitle: Bài {number}\ndate: 2022-05-{:02}\ntags: [Thi đua]\n---\nCâu đầu \
             {number}. Chữ của bài {number}.\n",
            number - 9
        );
        put(root.path(), &format!("content/news/b{number}.md"), text);
    }
    // Longer than a feed may be.
    let long = "Một câu khá dài của bài. ".repeat(25_000);
    put(
        root.path(),
        "content/news/dai.md",
        format!("---\ntitle: Dài\ndate: 2022-06-01\ntags: [Thi đua]\n---\n{long}\n"),
    );
    build(root.path(), &[]);
    let [rss, atom, json] = feeds(root.path(), "");
    assert_eq!((rss.len(), &rss), (20, &atom));
    let whole = |entries: &[Entry]| entries.iter().filter(|e| !e.html.is_empty()).count();
    assert_eq!(
        (whole(&rss), whole(&json)),
        (19, 19),
        "all but the endless one"
    );
    let endless = rss.iter().find(|entry| entry.title == "Dài").unwrap();
    assert_eq!(
        (endless.html.as_str(), endless.summary.as_str()),
        (
            "",
            "Một câu khá dài của bài. Một câu khá dài của bài. Một câu khá dài của bài."
        )
    );
    let [rss, atom, json] = feeds(root.path(), "chu-de/thi-dua");
    assert_eq!((rss.len(), &rss), (20, &atom));
    assert_eq!(
        (whole(&rss), whole(&json)),
        (9, 9),
        "the newest ten, but for the endless one"
    );
}

#[test]
fn feeds_are_the_same_after_an_edit() {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    build(root.path(), &[]);
    let text = "---\ntitle: Tin hai\ndate: 2022-04-01\n---\nXem [tin](@/news/mot.md) và câu mới.\n";
    put(root.path(), "content/news/hai.md", text);
    build(root.path(), &["--verify"]);
    let [rss, ..] = feeds(root.path(), "");
    assert!(
        rss.iter().any(|entry| entry.html.contains("câu mới")),
        "{rss:?}"
    );
}
