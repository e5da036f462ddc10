//! Photos of a site: small, upright, without what the camera wrote, remembered, and reported when
//! they cannot be shown.
#![allow(clippy::disallowed_methods, reason = "tests write their own files")]

use std::io::Cursor;

use crate::common::{build, bytes, codes, put, small, tiendo, tree};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// A landscape of soft colours with the EXIF of a phone that was held upright: turned, and with a
/// place.
pub(crate) fn photo(width: u32, height: u32) -> Vec<u8> {
    let part = |n: u32, of: u32| u8::try_from(n * 255 / of).unwrap();
    let image = RgbImage::from_fn(width, height, |x, y| {
        Rgb([part(x, width), part(y, height), 120])
    });
    let mut jpeg = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(image)
        .write_to(&mut jpeg, ImageFormat::Jpeg)
        .unwrap();
    let mut tiff =
        b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    tiff.extend(b"GPS 19.8075N 105.7764E");
    let length = u16::try_from(tiff.len() + 2).unwrap().to_be_bytes();
    let jpeg = jpeg.into_inner();
    [&jpeg[..2], &[0xff, 0xe1], &length, &tiff, &jpeg[2..]].concat()
}

fn site() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    put(root.path(), "content/media/Hội nghị.jpg", photo(1600, 1200));
    put(
        root.path(),
        "content/news/anh/index.md",
        "---\ntitle: Tin ảnh\ndate: 2022-06-30\nimage: {src: media/Hội nghị.jpg, alt: Hội nghị, \
         caption: Toàn cảnh, credit: Thanh Huê}\n---\nBài.\n\n![Máy ép](may.jpg \"Máy ép \
         mếch\")\n\nXem [ảnh lớn](@/media/Hội nghị.jpg).\n",
    );
    put(root.path(), "content/news/anh/may.jpg", photo(700, 500));
    root
}

#[test]
fn an_article_shows_its_photos_in_several_widths() {
    let root = site();
    build(root.path(), &[]);
    let files = bytes(&root.path().join("output"));
    let page = String::from_utf8(files["tin-tuc/anh/index.html"].clone()).unwrap();
    let names = |text: &str| -> Vec<String> {
        let found = page
            .split(['"', ' '])
            .filter(|part| part.contains(text) && part.contains("media/"));
        found
            .map(|part| part.trim_start_matches("../").to_owned())
            .collect()
    };
    let (lead, own) = (names("media/hoi-nghi."), names("media/news/anh/may."));
    assert!(lead.len() >= 4 && own.len() >= 3, "{lead:?} {own:?}");
    for name in lead
        .iter()
        .chain(&own)
        .filter(|name| !name.starts_with("https:"))
    {
        assert!(files.contains_key(name), "{name} was not made");
    }
    // Held upright: 1600 × 1200 as stored is 1200 × 1600 as seen.
    assert!(
        page.contains("width=\"1200\" height=\"1600\"")
            && page.contains("Toàn cảnh")
            && page.contains("Thanh Huê")
    );
    assert!(
        page.contains("<figcaption>Máy ép mếch</figcaption>")
            && page.contains("fetchpriority=\"high\"")
    );
    assert!(
        page.contains("og:image:type\" content=\"image/jpeg\""),
        "the photo is what others see"
    );
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("media/")) {
        assert!(
            !bytes.windows(4).any(|w| w == b"Exif" || w == b"GPS "),
            "{path} tells where it was taken"
        );
        assert!(bytes.len() < 300_000, "{path}: {} bytes", bytes.len());
    }
}

#[test]
fn they_are_remembered_and_the_same_everywhere() {
    let (root, other) = (site(), site());
    let output = root.path().join("output");
    build(root.path(), &["--jobs", "1"]);
    let before = tree(&output);
    build(root.path(), &[]);
    let pages = |files: &std::collections::BTreeMap<String, (Vec<u8>, std::time::SystemTime)>| {
        files
            .iter()
            .filter(|(path, _)| !path.starts_with(".tiendo"))
            .map(|(p, (_, t))| (p.clone(), *t))
            .collect::<Vec<_>>()
    };
    assert!(
        pages(&before) == pages(&tree(&output)),
        "nothing is written again"
    );
    build(other.path(), &["--jobs", "4"]);
    assert!(bytes(&output) == bytes(&other.path().join("output")));
    // One that was lost is drawn again; one whose photo is gone goes too.
    let photo = before.keys().find(|path| path.ends_with(".webp")).unwrap();
    std::fs::remove_file(output.join(photo)).unwrap();
    build(root.path(), &[]);
    assert!(bytes(&output)[photo] == before[photo].0);
    std::fs::remove_dir_all(root.path().join("content/news/anh")).unwrap();
    build(root.path(), &[]);
    assert!(bytes(&output).keys().all(|path| !path.contains("may.")));
}

#[test]
fn what_cannot_be_shown_is_told_and_changes_nothing() {
    let root = site();
    build(root.path(), &[]);
    let before = tree(&root.path().join("output"));
    // Cut off behind its head, and a head that promises four billion pixels.
    let whole = photo(900, 600);
    put(root.path(), "content/media/cut.png", &png()[..60]);
    put(root.path(), "content/media/cut.jpg", &whole[..200]);
    put(
        root.path(),
        "content/media/half.jpg",
        &whole[..whole.len() / 2],
    );
    put(root.path(), "content/media/huge.png", huge());
    let output = tiendo(root.path(), &["build", "--format", "json"]);
    let reported = codes(&output);
    for (code, file) in [
        ("broken-picture", "content/media/cut.png"),
        ("broken-picture", "content/media/cut.jpg"),
        ("broken-picture", "content/media/half.jpg"),
        ("huge-picture", "content/media/huge.png"),
    ] {
        assert!(
            reported.contains(&(code.to_owned(), file.to_owned())),
            "{code} {file}: {reported:?}"
        );
    }
    assert!(before == tree(&root.path().join("output")));
}

fn png() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(RgbImage::new(64, 64))
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// A PNG of a few bytes whose head says 65,500 × 65,500.
pub(crate) fn huge() -> Vec<u8> {
    let mut bytes = png();
    for at in [16, 20] {
        bytes[at..at + 4].copy_from_slice(&65_500u32.to_be_bytes());
    }
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| {
            if c & 1 == 1 {
                (c >> 1) ^ 0xedb8_8320
            } else {
                c >> 1
            }
        })
    };
    let crc = !bytes[12..29].iter().fold(!0, step);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}
