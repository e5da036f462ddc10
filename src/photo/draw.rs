//! Pixels: decoded once, upright, in sRGB, resized for each file and packed.

use std::sync::{Mutex, MutexGuard, PoisonError};

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8x3, U8x4};
use fast_image_resize::{FilterType, PixelTrait, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder};
use moxcms::{ColorProfile, Layout, TransformOptions};

use super::{CARD, File, Make, PictureError, size, strip};

/// Of 100, as libwebp counts: at 78 a photo shows no loss at reading distance.
const WEBP: f32 = 78.0;
const JPEG: u8 = 80;
/// What is kept in content/ is packed once more for each page, so that it loses less here.
const KEPT_WEBP: f32 = 90.0;
const KEPT_JPEG: u8 = 90;
/// Above this many bytes of pixels only one picture is in memory at a time.
const LARGE: u64 = 64 << 20;
static ONE_LARGE: Mutex<()> = Mutex::new(());

/// Pixels of three or four bytes.
struct Pixels {
    width: u32,
    height: u32,
    alpha: bool,
    bytes: Vec<u8>,
}

pub(super) fn files(bytes: &[u8], files: &[&File]) -> Result<Vec<Vec<u8>>, PictureError> {
    let decoded = Decoded::of(bytes)?;
    let mut made = Vec::with_capacity(files.len());
    for file in files {
        let (width, height, crop) = shape(&decoded.pixels, file);
        let small = decoded.resized(width, height, crop)?;
        made.push(match file.make {
            Make::WebP => webp(&small, WEBP)?,
            _ => jpeg(small, JPEG)?,
        });
    }
    Ok(made)
}

/// A photo whose longer side has at most `side` pixels, upright and in sRGB, with the ending of
/// its kind: JPEG, or WebP where parts of it are transparent.
pub(super) fn small(bytes: &[u8], side: u32) -> Result<(Vec<u8>, &'static str), PictureError> {
    let decoded = Decoded::of(bytes)?;
    let (width, height) = (decoded.pixels.width, decoded.pixels.height);
    let longer = width.max(height).max(1);
    let fitted = if longer <= side {
        width
    } else {
        let exact = u64::from(width) * u64::from(side) / u64::from(longer);
        u32::try_from(exact).unwrap_or(side).max(1)
    };
    let whole = (0.0, 0.0, f64::from(width), f64::from(height));
    let small = decoded.resized(fitted, super::height(width, height, fitted), whole)?;
    if small.alpha {
        Ok((webp(&small, KEPT_WEBP)?, "webp"))
    } else {
        Ok((jpeg(small, KEPT_JPEG)?, "jpg"))
    }
}

/// A picture in memory, upright.
struct Decoded {
    pixels: Pixels,
    profile: Option<ColorProfile>,
    /// Held while a large one is in memory.
    _alone: Option<MutexGuard<'static, ()>>,
}

impl Decoded {
    fn of(bytes: &[u8]) -> Result<Self, PictureError> {
        // The decoder of JPEG fills up with grey what is missing at the end.
        if bytes.starts_with(b"\xff\xd8") && !strip::readable(bytes) {
            return Err(PictureError::Broken("it is cut off".to_owned()));
        }
        let mut decoder = size::decoder(bytes)?;
        let large = decoder.total_bytes() > LARGE;
        let alone = large.then(|| ONE_LARGE.lock().unwrap_or_else(PoisonError::into_inner));
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let profile = decoder.icc_profile().ok().flatten();
        let mut image = DynamicImage::from_decoder(decoder)?;
        image.apply_orientation(orientation);
        let alpha = image.color().has_alpha();
        let (width, height) = (image.width(), image.height());
        let bytes = if alpha {
            image.into_rgba8().into_raw()
        } else {
            image.into_rgb8().into_raw()
        };
        Ok(Self {
            pixels: Pixels {
                width,
                height,
                alpha,
                bytes,
            },
            profile: profile.and_then(|icc| ColorProfile::new_from_slice(&icc).ok()),
            _alone: alone,
        })
    }

    /// A part of it in another size, in sRGB.
    fn resized(
        &self,
        width: u32,
        height: u32,
        crop: (f64, f64, f64, f64),
    ) -> Result<Pixels, PictureError> {
        let small = resized(&self.pixels, width, height, crop)?;
        Ok(match &self.profile {
            Some(profile) => in_srgb(small, profile),
            None => small,
        })
    }
}

/// Width, height and the part of the source (left, top, width, height) that a file shows.
fn shape(source: &Pixels, file: &File) -> (u32, u32, (f64, f64, f64, f64)) {
    let (w, h) = (f64::from(source.width), f64::from(source.height));
    if file.make == Make::Card {
        let (cw, ch) = (f64::from(CARD.0), f64::from(CARD.1));
        let scale = (w / cw).min(h / ch);
        // Rounding may give a little more than there is, which the resizer refuses.
        let (part_w, part_h) = ((cw * scale).min(w), (ch * scale).min(h));
        // Faces are nearer the top than the middle.
        return (
            CARD.0,
            CARD.1,
            within(
                (w, h),
                ((w - part_w) / 2.0, (h - part_h) * 0.35, part_w, part_h),
            ),
        );
    }
    (
        file.width,
        super::height(source.width, source.height, file.width),
        (0.0, 0.0, w, h),
    )
}

/// A part of a picture whose left and width together, and top and height together, are not more
/// than it has, also when they are added up as the resizer does.
fn within((w, h): (f64, f64), part: (f64, f64, f64, f64)) -> (f64, f64, f64, f64) {
    let (left, width) = side_within(part.0, part.2, w);
    let (top, height) = side_within(part.1, part.3, h);
    (left, top, width, height)
}

/// The start and the length of a part of a side, as [`within`].
fn side_within(start: f64, length: f64, whole: f64) -> (f64, f64) {
    let start = start.clamp(0.0, whole);
    let mut length = length.min(whole - start);
    while start + length > whole {
        length = length.next_down();
    }
    (start, length)
}

fn resized(
    source: &Pixels,
    width: u32,
    height: u32,
    crop: (f64, f64, f64, f64),
) -> Result<Pixels, PictureError> {
    // By the type of a pixel: a choice at run time would bring the code for every other type with
    // it.
    match source.alpha {
        true => resized_as::<U8x4>(source, width, height, crop),
        false => resized_as::<U8x3>(source, width, height, crop),
    }
}

fn resized_as<P: PixelTrait>(
    source: &Pixels,
    width: u32,
    height: u32,
    crop: (f64, f64, f64, f64),
) -> Result<Pixels, PictureError> {
    let from = TypedImageRef::<P>::from_buffer(source.width, source.height, &source.bytes)
        .map_err(broken)?;
    let mut bytes = vec![0; width as usize * height as usize * P::size()];
    let mut to = TypedImage::<P>::from_buffer(width, height, &mut bytes).map_err(broken)?;
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
        .crop(crop.0, crop.1, crop.2, crop.3)
        .use_alpha(source.alpha);
    Resizer::new()
        .resize_typed(&from, &mut to, &options)
        .map_err(broken)?;
    Ok(Pixels {
        width,
        height,
        alpha: source.alpha,
        bytes,
    })
}

fn broken(error: impl std::fmt::Display) -> PictureError {
    PictureError::Broken(error.to_string())
}

/// Phones write photos in wider colours than pages are shown in; without the profile they would
/// look dull.
fn in_srgb(pixels: Pixels, profile: &ColorProfile) -> Pixels {
    let layout = if pixels.alpha {
        Layout::Rgba
    } else {
        Layout::Rgb
    };
    let mut bytes = vec![0; pixels.bytes.len()];
    let transform = profile.create_transform_8bit(
        layout,
        &ColorProfile::new_srgb(),
        layout,
        TransformOptions::default(),
    );
    // A profile that is not of these channels, as of a grey picture, says nothing of colours.
    match transform.map(|transform| transform.transform(&pixels.bytes, &mut bytes)) {
        Ok(Ok(())) => Pixels { bytes, ..pixels },
        _ => pixels,
    }
}

fn webp(pixels: &Pixels, quality: f32) -> Result<Vec<u8>, PictureError> {
    let Pixels {
        width,
        height,
        alpha,
        bytes,
    } = pixels;
    let encoder = if *alpha {
        webp::Encoder::from_rgba(bytes, *width, *height)
    } else {
        webp::Encoder::from_rgb(bytes, *width, *height)
    };
    let packed = encoder
        .encode_simple(false, quality)
        .map_err(|error| PictureError::Broken(format!("{error:?}")))?;
    Ok(packed.to_vec())
}

fn jpeg(pixels: Pixels, quality: u8) -> Result<Vec<u8>, PictureError> {
    let Pixels {
        width,
        height,
        alpha,
        bytes,
    } = pixels;
    let bytes = if alpha {
        bytes.chunks_exact(4).flat_map(on_white).collect()
    } else {
        bytes
    };
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, quality).encode(
        &bytes,
        width,
        height,
        ExtendedColorType::Rgb8,
    )?;
    Ok(out)
}

/// A pixel with alpha, on white paper.
fn on_white(pixel: &[u8]) -> [u8; 3] {
    let alpha = u32::from(pixel[3]);
    [pixel[0], pixel[1], pixel[2]].map(|colour| {
        let over = (u32::from(colour) * alpha + 255 * (255 - alpha)) / 255;
        u8::try_from(over).unwrap_or(255)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the resizer takes the part that the card of a picture shows: its own comparison.
    fn card_fits(width: u32, height: u32) -> bool {
        let source = Pixels {
            width,
            height,
            alpha: false,
            bytes: Vec::new(),
        };
        let file = File {
            url: String::new(),
            width: CARD.0,
            make: Make::Card,
        };
        let (_, _, (left, top, w, h)) = shape(&source, &file);
        let (all_w, all_h) = (f64::from(width), f64::from(height));
        left >= 0.0 && top >= 0.0 && w > 0.0 && h > 0.0 && left + w <= all_w && top + h <= all_h
    }

    #[test]
    fn the_card_of_every_size_is_within_the_picture() {
        for width in CARD.0 / 2..=6_000 {
            for height in CARD.1 / 2..=6_000 {
                assert!(card_fits(width, height), "{width} x {height}");
            }
        }
    }
}
