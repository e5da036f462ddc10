//! Packed copies of texts, for servers that send `a.html.gz` or `a.html.br` where they have it
//! (nginx's gzip_static and brotli_static, Caddy's precompressed).

use std::io::Write as _;

use brotli::enc::{BrotliEncoderParams, writer::CompressorWriter};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Level of gzip, of 9: 9 gives the same size on pages within a thousandth.
const GZIP: u32 = 6;
/// Quality of brotli, of 11: pages come out a twelfth smaller than by gzip, in the same time (27 ms
/// a megabyte, 0.25 ms a page of 9 kB). 10 and 11 save a tenth more and take twenty to forty times
/// as long: 15 to 33 minutes of processor time for 170,000 pages.
const BROTLI: i32 = 5;
/// Smaller files fit into one network packet either way.
const LEAST: usize = 1_024;

/// Ends of names whose files are text and not packed already.
const TEXTS: &[&str] = &[
    "html",
    "htm",
    "css",
    "js",
    "mjs",
    "json",
    "geojson",
    "webmanifest",
    "xml",
    "svg",
    "txt",
    "md",
    "csv",
];

/// Whether a file of this name is worth packing.
pub fn worth(path: &str) -> bool {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| TEXTS.contains(&&*ending))
}

/// A file packed by gzip and by brotli. The same bytes give the same bytes: no time and no name
/// is in them. `None` where the file is small, or either would not save a tenth of it.
pub fn packed(bytes: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    if bytes.len() < LEAST {
        return None;
    }
    let gz = gzip(bytes).ok()?;
    let br = brotli(bytes).ok()?;
    let largest = bytes.len() - bytes.len() / 10;
    (gz.len() <= largest && br.len() <= largest).then_some((gz, br))
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::new(GZIP));
    packer.write_all(bytes)?;
    packer.finish()
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: BROTLI,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packer =
        CompressorWriter::with_params(Vec::with_capacity(bytes.len() / 3), 64 << 10, &params);
    packer.write_all(bytes)?;
    Ok(packer.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn text() -> Vec<u8> {
        (0..2_000)
            .flat_map(|n| format!("<p>Sáng kiến số {n}</p>\n").into_bytes())
            .collect()
    }

    #[test]
    fn texts_are_worth_it() {
        for path in [
            "index.html",
            "a/b.CSS",
            "feed.xml",
            "du-lieu/a.geojson",
            "manifest.webmanifest",
            "robots.txt",
        ] {
            assert!(worth(path), "{path}");
        }
        for path in [
            "a.png",
            "a.webp",
            "a.woff2",
            "a.xlsx",
            "a.html.gz",
            "a.html.br",
            "t/00.bin",
            "_headers",
            "html",
        ] {
            assert!(!worth(path), "{path}");
        }
    }

    #[test]
    fn unpacks_to_the_same() {
        let bytes = text();
        let (gz, br) = packed(&bytes).unwrap();
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(&*gz)
            .read_to_end(&mut back)
            .unwrap();
        assert_eq!(back, bytes);
        back.clear();
        brotli::Decompressor::new(&*br, 4_096)
            .read_to_end(&mut back)
            .unwrap();
        assert_eq!(back, bytes);
        assert!(br.len() < gz.len() && gz.len() < bytes.len() / 3);
    }

    #[test]
    fn the_same_bytes_each_time() {
        let bytes = text();
        let (gz, br) = packed(&bytes).unwrap();
        assert_eq!(packed(&bytes), Some((gz.clone(), br)));
        assert_eq!(&gz[4..8], [0; 4], "no time");
        assert_eq!(gz[3], 0, "no name");
    }

    #[test]
    fn what_gains_nothing_is_left_out() {
        assert_eq!(packed(b""), None);
        assert_eq!(packed(&text()[..LEAST - 1]), None);
        // Bytes without any order.
        let mut state = 1_u32;
        let noise = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        });
        assert_eq!(packed(&noise.take(8_192).collect::<Vec<_>>()), None);
    }
}
