//! A picture as it is kept in content/: upright, not larger than a page needs, and without what the
//! camera wrote into it. What is stored can no longer tell where it was taken.

use super::size::{self, PictureError};
use super::{clean, strip};

/// The longer side of a photo that is kept, in pixels.
#[cfg(feature = "pictures")]
const SIDE: u32 = 2000;

/// A picture that may be kept.
#[derive(Debug)]
pub struct Stored {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The ending of its name.
    pub ending: &'static str,
    /// What was taken out of a drawing: see [`clean`].
    pub removed: Vec<String>,
}

/// Whether a file is a photo of the kind HEIC or AVIF, as phones write them, which no common
/// program reads (ISO/IEC 23008-12): known by its first bytes.
pub fn is_heic(head: &[u8]) -> bool {
    let brand = head.get(8..12).unwrap_or_default();
    let brands: [&[u8]; 9] = [
        b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif",
    ];
    head.get(4..8) == Some(b"ftyp") && brands.contains(&brand)
}

/// Makes what is kept of a picture. Its kind is known by its bytes, that of a drawing by its name.
///
/// # Errors
/// The file is not a picture, is broken, or is too large to be decoded within bounds.
pub fn stored(name: &str, bytes: &[u8]) -> Result<Stored, PictureError> {
    let (bytes, ending, removed) = if name.to_ascii_lowercase().ends_with(".svg") {
        let (bytes, removed) = clean(bytes)?;
        (bytes, "svg", removed)
    } else {
        size::of(name, bytes)?;
        let (bytes, ending) = if bytes.starts_with(b"GIF8") {
            (copied(bytes)?, "gif")
        } else {
            small(bytes)?
        };
        (bytes, ending, Vec::new())
    };
    Ok(Stored {
        bytes,
        ending,
        removed,
    })
}

/// The same picture without metadata.
fn copied(bytes: &[u8]) -> Result<Vec<u8>, PictureError> {
    if !strip::readable(bytes) {
        let why = "it is cut off, or cannot be copied without metadata";
        return Err(PictureError::Broken(why.to_owned()));
    }
    Ok(strip(bytes).unwrap_or_else(|| bytes.to_vec()))
}

/// A photo is drawn again, so that nothing but its pixels is kept; a PNG of the size of a page is
/// copied, since drawing it as JPEG would blur letters.
#[cfg(feature = "pictures")]
fn small(bytes: &[u8]) -> Result<(Vec<u8>, &'static str), PictureError> {
    let is_png = bytes.starts_with(b"\x89PNG");
    let (width, height, turned) = size::upright(bytes)?;
    if is_png && !turned && width.max(height) <= SIDE {
        // It has to be whole behind its head, too.
        super::drawn(bytes, &[])?;
        return Ok((copied(bytes)?, "png"));
    }
    super::draw::small(bytes, SIDE)
}

/// A program without pictures cannot draw; what has to be turned was refused with its size.
#[cfg(not(feature = "pictures"))]
fn small(bytes: &[u8]) -> Result<(Vec<u8>, &'static str), PictureError> {
    let ending = match bytes {
        [0xff, 0xd8, ..] => "jpg",
        [0x89, b'P', b'N', b'G', ..] => "png",
        _ => "webp",
    };
    Ok((copied(bytes)?, ending))
}
