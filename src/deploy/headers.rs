//! What a store says of each file when a browser asks for it.

/// A year: what has its hash in its name is never another file.
pub(super) const FOREVER: &str = "public, max-age=31536000, immutable";
/// Five minutes: a correction is with every reader soon, and a page never names old data for long.
pub(super) const SHORT: &str = "public, max-age=300";

/// How long a file may be kept by browsers.
pub(super) fn cache_control(path: &str) -> &'static str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    // Assets and cards have 16 digits of it, `site.0123456789abcdef.css`, photos 8,
    // `anh.0123abcd-800.webp`.
    let hashed = name
        .split('.')
        .any(|part| part.len() == 16 && is_hexadecimal(part))
        || name
            .split('.')
            .skip(1)
            .any(|part| is_hash_of_photo(part.split('-').next().unwrap_or(part)));
    let page = name.ends_with(".html") || name.ends_with(".xml");
    if !page && hashed { FOREVER } else { SHORT }
}

/// Whether a text consists of the digits 0–9 and a–f, the small letters that hashes are written in.
fn is_hexadecimal(text: &str) -> bool {
    text.bytes()
        .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// A day such as 20220531 is not a hash.
fn is_hash_of_photo(part: &str) -> bool {
    part.len() == 8 && is_hexadecimal(part) && part.bytes().any(|b| b.is_ascii_alphabetic())
}

/// The type of a file by the end of its name. Texts are UTF-8.
pub(super) fn content_type(path: &str) -> &'static str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    match name
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_ascii_lowercase()
        .as_str()
    {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "geojson" => "application/geo+json",
        "webmanifest" => "application/manifest+json",
        // Atom and RSS too: browsers show feeds of their own types as a download.
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "zip" => "application/zip",
        "gz" => "application/gzip",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "odt" => "application/vnd.oasis.opendocument.text",
        // `_headers`, `SHA256SUMS`.
        "" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_names_are_kept_for_ever_and_pages_shortly() {
        for path in [
            "assets/site.b8ceb2a84e61b46e.css",
            "chia-se/0b653bf8d08ef312.png",
            "media/anh.0b653bf8-800.webp",
        ] {
            assert_eq!(cache_control(path), FOREVER, "{path}");
        }
        for path in [
            "index.html",
            "b8ceb2a84e61b46e/index.html",
            "b8ceb2a84e61b46e.html",
            "feed.xml",
            "du-lieu/a.20220531.csv",
            "tim-kiem/d/00",
            "media/bao-cao.pdf",
            "media/deadbeef.png",
        ] {
            assert_eq!(cache_control(path), SHORT, "{path}");
        }
    }

    #[test]
    fn types_by_ending() {
        assert_eq!(content_type("a/index.html"), "text/html; charset=utf-8");
        assert_eq!(content_type("a.b/SHA256SUMS"), "text/plain; charset=utf-8");
        assert_eq!(content_type("A.PNG"), "image/png");
        assert_eq!(
            content_type("tim-kiem/words.bin"),
            "application/octet-stream"
        );
    }
}
