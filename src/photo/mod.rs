//! Photos for phones and desks: read within bounds, turned upright, made small in several widths,
//! and without what the camera wrote into them (EXIF, GPS, thumbnails).

#[cfg(feature = "pictures")]
mod draw;
mod size;
mod stored;
mod strip;
mod svg;
#[cfg(all(test, feature = "pictures"))]
mod tests;

use crate::base::{hash, memo};

pub use size::PictureError;
pub use stored::{Stored, is_heic, stored};
pub use strip::strip;

/// Widths in pixels that pages offer; a browser takes the one it needs.
const WIDTHS: [u32; 3] = [480, 960, 1440];
/// Width of the JPEG for programs that know no WebP.
const FALLBACK: u32 = 960;
/// Width and height of the picture that others see when a page is shared.
const CARD: (u32, u32) = (1200, 630);

/// A photo of the site: how large it is when upright, and the files that are made from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Photo {
    /// Width when upright, in pixels; 0 where a drawing does not say.
    pub width: u32,
    /// Height when upright.
    pub height: u32,
    /// What was taken out of a drawing: see [`clean`].
    pub removed: Vec<String>,
    /// Its files, by what they are for.
    pub files: Vec<File>,
}

/// One file that is made from a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Address below the root.
    pub url: String,
    /// Width in pixels.
    pub width: u32,
    /// How it is made.
    pub make: Make,
}

/// How a file is made from a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Make {
    /// Resized, as WebP.
    WebP,
    /// Resized, as JPEG on white.
    Jpeg,
    /// Cut to the shape of a card for sharing, as JPEG.
    Card,
    /// Drawings and moving pictures: as they are, without metadata.
    Copy,
}

/// What a copy of a picture leaves out.
fn removed_by_copy(url: &str, bytes: &[u8]) -> Result<Vec<String>, PictureError> {
    if url.ends_with(".svg") {
        Ok(clean(bytes)?.1)
    } else if strip::readable(bytes) {
        Ok(Vec::new())
    } else {
        // What cannot be walked through would keep what was written into it.
        let why = "it is cut off, or cannot be copied without metadata";
        Err(PictureError::Broken(why.to_owned()))
    }
}

/// The files that are made from a picture of this size.
fn made_from(stem: &str, width: u32, height: u32) -> Vec<File> {
    // One that is smaller than the largest is offered as it is too.
    let own = width < WIDTHS[2] && !WIDTHS.contains(&width);
    let widths = WIDTHS.into_iter().filter(|w| *w <= width);
    let mut files = Vec::new();
    for width in widths.chain(own.then_some(width)) {
        files.push(File {
            url: format!("{stem}-{width}.webp"),
            width,
            make: Make::WebP,
        });
    }
    let fallback = width.min(FALLBACK);
    files.push(File {
        url: format!("{stem}-{fallback}.jpg"),
        width: fallback,
        make: Make::Jpeg,
    });
    // A smaller one would be blown up.
    if width >= CARD.0 / 2 && height >= CARD.1 / 2 {
        files.push(File {
            url: format!("{stem}-card.jpg"),
            width: CARD.0,
            make: Make::Card,
        });
    }
    files
}

impl Photo {
    /// Looks at a picture without decoding it. `url` is the address that a copy of the file would
    /// have; the names of what is made from it carry the hash of its bytes, so that they may be
    /// kept for ever.
    ///
    /// # Errors
    /// The file is not a picture, is cut off in its head, or is too large to be decoded within
    /// bounds.
    pub fn look(url: &str, bytes: &[u8]) -> Result<Self, PictureError> {
        let size::Size {
            width,
            height,
            moving,
        } = size::of(url, bytes)?;
        let (stem, ending) = url.rsplit_once('.').unwrap_or((url, ""));
        let stem = format!("{stem}.{}", &hash::short(bytes)[..8]);
        if moving {
            return Ok(Self {
                width,
                height,
                removed: removed_by_copy(url, bytes)?,
                files: vec![File {
                    url: format!("{stem}.{ending}"),
                    width,
                    make: Make::Copy,
                }],
            });
        }
        Ok(Self {
            width,
            height,
            removed: Vec::new(),
            files: made_from(&stem, width, height),
        })
    }

    /// The file that every program can show.
    pub fn plain(&self) -> &File {
        let plain = |file: &&File| matches!(file.make, Make::Jpeg | Make::Copy);
        self.files.iter().find(plain).unwrap_or(&self.files[0])
    }

    /// The card for sharing, 1200 × 630 pixels.
    pub fn card(&self) -> Option<&File> {
        self.files.iter().find(|file| file.make == Make::Card)
    }

    /// Key of what the files are made from, for a memory between builds: the names tell the bytes,
    /// and another program may draw them in another way.
    pub fn key() -> String {
        hash::short(memo::program().as_bytes())
    }

    /// Whether the whole of it can be read, without making anything.
    ///
    /// # Errors
    /// The picture is broken behind its head.
    pub fn verify(&self, bytes: &[u8]) -> Result<(), PictureError> {
        if self.plain().make == Make::Copy {
            Ok(())
        } else {
            drawn(bytes, &[]).map(drop)
        }
    }

    /// Makes the bytes of some of its files from the bytes of the photo.
    ///
    /// # Errors
    /// The picture is broken behind its head.
    pub fn draw(&self, bytes: &[u8], files: &[&File]) -> Result<Vec<Vec<u8>>, PictureError> {
        if files.iter().all(|file| file.make == Make::Copy) {
            let drawing = files.iter().any(|file| file.url.ends_with(".svg"));
            let copy = if drawing {
                clean(bytes)?.0
            } else {
                strip(bytes).unwrap_or_else(|| bytes.to_vec())
            };
            return Ok(files.iter().map(|_| copy.clone()).collect());
        }
        drawn(bytes, files)
    }
}

#[cfg(feature = "pictures")]
use draw::files as drawn;

/// A program without pictures plans no file that is not a copy.
#[cfg(not(feature = "pictures"))]
fn drawn(_bytes: &[u8], _files: &[&File]) -> Result<Vec<Vec<u8>>, PictureError> {
    Err(PictureError::Broken(size::NEEDS_PICTURES.to_owned()))
}

/// A drawing without what could act, ask other hosts or tell of its author; and what was taken out,
/// in the words of XML.
///
/// # Errors
/// It is not an SVG, or is nested too deeply.
pub fn clean(svg: &[u8]) -> Result<(Vec<u8>, Vec<String>), PictureError> {
    let clean = svg::clean(svg).map_err(PictureError::Broken)?;
    Ok((clean.svg.into_bytes(), clean.removed.into_iter().collect()))
}

/// Height of a picture of `width` × `height` when it is `to` wide; never nothing.
#[cfg(feature = "pictures")]
fn height(width: u32, height: u32, to: u32) -> u32 {
    let exact = u64::from(height) * u64::from(to) * 2 + u64::from(width);
    crate::base::number::saturated(exact / (2 * u64::from(width.max(1)))).max(1)
}
