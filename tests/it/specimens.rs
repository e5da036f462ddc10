//! The specimen sites, each built once for all tests that look at every one of them. Beside its own
//! records each holds what must not come out: drafts, later and expired items, a person without
//! consent, photos that say where they were taken.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use crate::common::{copy, is_thorough, put, tiendo};

/// A site that was built in a folder of its own.
pub(crate) struct Specimen {
    /// Its folder below the repository.
    pub(crate) name: String,
    /// Where it was built: `content/` and `output/`.
    pub(crate) root: tempfile::TempDir,
    /// What the build said of it, as JSON lines.
    pub(crate) report: String,
}

/// Every site in the repository that has a content/ folder: the real one, and those of the tests.
pub(crate) fn folders() -> Vec<PathBuf> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![home.to_owned()];
    let mut folders = vec![home.join("tests")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            // Transcripts of commands have sites with errors.
            if !path.is_dir() || path.ends_with("node_modules") || path.ends_with("tests/cmd") {
                continue;
            }
            if path.ends_with("content") {
                found.push(folder.clone());
            } else {
                folders.push(path);
            }
        }
    }
    found.sort();
    found
}

/// All of them, built; the site of 230 units only in .ci/slow.
pub(crate) fn built() -> &'static [Specimen] {
    static BUILT: OnceLock<Vec<Specimen>> = OnceLock::new();
    BUILT.get_or_init(|| {
        let mut waiting = folders();
        waiting.retain(|folder| is_thorough() || !folder.ends_with("gallery/many"));
        assert!(waiting.len() >= 10, "{waiting:?}");
        let (waiting, built) = (Mutex::new(waiting), Mutex::new(Vec::new()));
        let next = || waiting.lock().unwrap().pop();
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    while let Some(folder) = next() {
                        let specimen = build(&folder);
                        built.lock().unwrap().push(specimen);
                    }
                });
            }
        });
        let mut built = built.into_inner().unwrap();
        built.sort_by(|a, b| a.name.cmp(&b.name));
        built
    })
}

fn build(folder: &Path) -> Specimen {
    let root = tempfile::tempdir().unwrap();
    for part in ["content", "themes"] {
        if folder.join(part).is_dir() {
            copy(&folder.join(part), &root.path().join(part));
        }
    }
    plant(root.path());
    let output = tiendo(root.path(), &["build", "--format", "json"]);
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}: {report}", folder.display());
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let name = folder.strip_prefix(home).unwrap();
    Specimen {
        name: format!("./{}", name.display()),
        root,
        report,
    }
}

/// In no file of any output: the word of all that is held back, a number of a draft, the place of
/// an expired item and of photos, a person without consent.
pub(crate) const PLANTED: [&str; 5] = [
    "zzbimat",
    "0912345678",
    "19.80751",
    "105.77642",
    "Zzbí Văn Kín",
];

/// Puts records beside those of a site, all of which are held back but for an article with photos
/// and an initiative whose author is not named.
fn plant(root: &Path) {
    let site = fs::read_to_string(root.join("content/site.yaml")).unwrap();
    let english = site.contains("en]");
    for (name, head) in [
        ("zz-nhap", "date: 2021-01-05\ndraft: true"),
        ("zz-sau", "date: 2021-01-04\npublish_from: 2098-01-05"),
        ("zz-het", "date: 2020-12-01\npublish_to: 2020-12-31"),
    ] {
        let number = if name == "zz-nhap" { "0912345678" } else { "" };
        let text = format!(
            "---\ntitle: Zzbimat {name}\n{head}\ntags: [zzbimat]\ncategory: Zzbimat\nsummary: \
             zzbimat\n---\nzzbimat {number} ở 19.80751, 105.77642 [tệp](zzbimat.pdf)\n"
        );
        put(root, &format!("content/news/{name}.md"), text);
        if english {
            let text = "---\ntitle: Zzbimat\n---\nzzbimat\n";
            put(root, &format!("content/news/{name}.en.md"), text);
        }
    }
    put(root, "content/news/zzbimat.pdf", "%PDF-1.4 zzbimat");
    put(root, "content/media/zz-thua.pdf", "%PDF-1.4 zzbimat");
    put(
        root,
        "content/pages/zz-nhap.md",
        "---\ntitle: Zzbimat\ndraft: true\n---\nzzbimat\n",
    );
    if let Some(unit) = first_unit(root) {
        let head = format!("unit: {unit}\nauthors: [{{name: Zzbí Văn Kín, role: zzbimat}}]");
        put(
            root,
            "content/initiatives/zz-nhap.md",
            format!("---\ntitle: Zzbimat\n{head}\ndraft: true\n---\nzzbimat\n"),
        );
        put(
            root,
            "content/initiatives/zz-kin.md",
            format!(
                "---\ntitle: Khuôn dập tự động zz\n{head}\nfeatured: true\n---\nMột khuôn dập.\n"
            ),
        );
    }
    put(root, "content/news/zz-anh.jpg", photos::jpeg());
    put(root, "content/news/zz-anh.png", photos::png());
    put(root, "content/news/zz-anh.webp", photos::webp());
    put(
        root,
        "content/news/zz-anh.md",
        "---\ntitle: Ảnh có ghi nơi chụp\ndate: 2021-01-05\nimage: {src: zz-anh.jpg, alt: Ảnh \
         một}\n---\n![Ảnh hai](zz-anh.png)\n\n![Ảnh ba](zz-anh.webp)\n",
    );
}

/// The id of the first unit of a site.
fn first_unit(root: &Path) -> Option<String> {
    if let Ok(table) = fs::read_to_string(root.join("content/units.csv")) {
        let row = table.lines().nth(1).unwrap();
        return Some(row.split([';', ',']).next().unwrap().to_owned());
    }
    let units = fs::read_to_string(root.join("content/units.yaml")).ok()?;
    let start = units.find("id: ")? + "id: ".len();
    let id = units[start..].split([',', '\n', ' ']).next().unwrap();
    Some(id.to_owned())
}

/// Photos that say where they were taken, in every way that cameras and programs use.
pub(crate) mod photos {
    use std::io::{Cursor, Write as _};

    use image::{ImageFormat, Rgb, RgbImage};

    /// EXIF with a place: a directory whose tag 0x8825 leads to that of GPS, and the place as text.
    fn exif() -> Vec<u8> {
        let mut tiff = b"II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0".to_vec();
        tiff.extend(b"\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0");
        tiff.extend(b"zzbimat 19.80751 105.77642");
        tiff
    }

    fn xmp() -> &'static [u8] {
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>zzbimat 19.80751, 105.77642</x:xmpmeta>"
    }

    fn image(format: ImageFormat) -> Vec<u8> {
        let image = RgbImage::from_fn(640, 480, |x, y| {
            Rgb([(x % 256) as u8, (y % 256) as u8, 120])
        });
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// With APP1 (EXIF, XMP) and a comment.
    pub(crate) fn jpeg() -> Vec<u8> {
        let plain = image(ImageFormat::Jpeg);
        let mut jpeg = plain[..2].to_vec();
        let exif = [b"Exif\0\0".as_slice(), &exif()].concat();
        let xmp = [b"http://ns.adobe.com/xap/1.0/\0".as_slice(), xmp()].concat();
        for (marker, data) in [(0xe1, &*exif), (0xe1, &*xmp), (0xfe, b"zzbimat 19.80751")] {
            jpeg.extend([0xff, marker]);
            jpeg.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
            jpeg.extend(data);
        }
        jpeg.extend(&plain[2..]);
        jpeg
    }

    /// With eXIf, and texts plain and packed.
    pub(crate) fn png() -> Vec<u8> {
        let plain = image(ImageFormat::Png);
        let mut packed =
            flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(xmp()).unwrap();
        let packed = packed.finish().unwrap();
        let head = 8 + 12 + 13;
        let mut png = plain[..head].to_vec();
        for (kind, data) in [
            (b"eXIf", exif()),
            (b"tEXt", b"Comment\0zzbimat 19.80751".to_vec()),
            (b"zTXt", [b"Comment\0\0".as_slice(), &packed].concat()),
            (
                b"iTXt",
                [b"XML:com.adobe.xmp\0\x01\0\0\0".as_slice(), &packed].concat(),
            ),
        ] {
            let body = [kind.as_slice(), &data].concat();
            png.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
            png.extend(&body);
            png.extend(crc32fast::hash(&body).to_be_bytes());
        }
        png.extend(&plain[head..]);
        png
    }

    /// With the chunks EXIF and XMP.
    pub(crate) fn webp() -> Vec<u8> {
        let plain = image(ImageFormat::WebP);
        let mut body = b"WEBP".to_vec();
        let mut chunk = |kind: &[u8; 4], data: &[u8]| {
            body.extend(kind);
            body.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
            body.extend(data);
            body.extend(vec![0; data.len() % 2]);
        };
        // Flags of EXIF and XMP, then width and height less one, three bytes each.
        chunk(b"VP8X", &[0x0c, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0]);
        let length = u32::from_le_bytes(plain[16..20].try_into().unwrap()) as usize;
        chunk(b"VP8L", &plain[20..20 + length]);
        chunk(b"EXIF", &exif());
        chunk(b"XMP ", xmp());
        let length = u32::try_from(body.len()).unwrap().to_le_bytes();
        [b"RIFF".as_slice(), &length, &body].concat()
    }
}
