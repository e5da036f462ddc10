//! What the head of a picture says: its size, how it must be turned, whether it moves.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::metadata::Orientation;
use image::{ImageDecoder, ImageReader, Limits};

/// The largest picture that is decoded. 100 million pixels of three bytes are 300 MB, one at a
/// time.
const PIXELS: u64 = 100_000_000;

/// Whether this program draws pictures (the feature `pictures`).
const PICTURES: bool = cfg!(feature = "pictures");
/// Why a photo that has to be turned is refused by a program that can only copy it.
pub(super) const NEEDS_PICTURES: &str =
    "the photo has to be turned, which a tiendo without the feature `pictures` cannot do";

/// Why a picture cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureError {
    /// It cannot be read; in the words of the reader.
    Broken(String),
    /// It has more pixels than are decoded within bounds: width and height.
    TooLarge(u32, u32),
}

impl From<image::ImageError> for PictureError {
    fn from(error: image::ImageError) -> Self {
        Self::Broken(error.to_string())
    }
}

pub(super) struct Size {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Is not resized: a drawing, or a film of several pictures; in a program without pictures,
    /// any.
    pub(super) moving: bool,
}

pub(super) fn of(name: &str, bytes: &[u8]) -> Result<Size, PictureError> {
    if name.ends_with(".svg") {
        return drawing(bytes);
    }
    if bytes.starts_with(b"GIF8") {
        let (width, height) = GifDecoder::new(Cursor::new(bytes))?.dimensions();
        bounded(width, height)?;
        return Ok(Size {
            width,
            height,
            moving: true,
        });
    }
    let (width, height, turned) = upright(bytes)?;
    if !PICTURES && turned {
        return Err(PictureError::Broken(NEEDS_PICTURES.to_owned()));
    }
    Ok(Size {
        width,
        height,
        moving: !PICTURES,
    })
}

/// Width and height of a photo when it is upright, and whether it has to be turned for that.
pub(super) fn upright(bytes: &[u8]) -> Result<(u32, u32, bool), PictureError> {
    let mut decoder = decoder(bytes)?;
    let (width, height) = decoder.dimensions();
    bounded(width, height)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let on_its_side = matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let turned = orientation != Orientation::NoTransforms;
    Ok(if on_its_side {
        (height, width, turned)
    } else {
        (width, height, turned)
    })
}

fn bounded(width: u32, height: u32) -> Result<(), PictureError> {
    if u64::from(width) * u64::from(height) > PIXELS {
        return Err(PictureError::TooLarge(width, height));
    }
    Ok(())
}

/// A decoder that knows the format by its first bytes, whatever the file is called, and keeps
/// within memory.
pub(super) fn decoder(bytes: &[u8]) -> Result<impl ImageDecoder + '_, PictureError> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|e| PictureError::Broken(e.to_string()))?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(PIXELS * 4 + (64 << 20));
    reader.limits(limits);
    Ok(reader.into_decoder()?)
}

/// Size of an SVG by its `viewBox`, else by `width` and `height`; unknown ones are 0.
fn drawing(bytes: &[u8]) -> Result<Size, PictureError> {
    let text = String::from_utf8_lossy(bytes);
    let Some(tag) = text
        .find("<svg")
        .and_then(|at| text[at..].split('>').next())
    else {
        return Err(PictureError::Broken("no <svg>".to_owned()));
    };
    let boxed = attribute(tag, "viewBox").and_then(|view| {
        let numbers: Vec<f64> = view
            .split([' ', ','])
            .filter(|n| !n.is_empty())
            .filter_map(|number| number.parse().ok())
            .collect();
        (numbers.len() == 4).then(|| [numbers[2], numbers[3]])
    });
    let [width, height] = ["width", "height"].map(|name| attribute(tag, name).and_then(length));
    let sides = width.zip(height).map(|(width, height)| [width, height]);
    let [width, height] = sides.or(boxed).unwrap_or_default().map(pixels);
    Ok(Size {
        width,
        height,
        moving: true,
    })
}

/// The value of an attribute in a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let quoted = tag.split(&format!(" {name}=")).nth(1)?;
    let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    quoted[1..].split(quote).next()
}

/// A length in pixels.
fn length(text: &str) -> Option<f64> {
    let length = text.trim_end_matches("px").parse().ok();
    length.filter(|length| (1.0..1e5).contains(length))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 100,000"
)]
fn pixels(side: f64) -> u32 {
    side.round().clamp(0.0, 1e5) as u32
}
