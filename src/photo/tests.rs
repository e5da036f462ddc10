//! Tests of photos: what is made of them, and what is refused.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use super::*;

/// A picture that is red on the left and blue on the right.
fn halves(width: u32, height: u32) -> DynamicImage {
    let colour = |x: u32| {
        if x < width / 2 {
            Rgb([220, 30, 30])
        } else {
            Rgb([30, 30, 220])
        }
    };
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, _| colour(x)))
}

fn packed(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG with the EXIF of a phone: a way to turn it, and where it was taken.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut tiff = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    tiff.extend([0x0e, 0x01, 2, 0, 12, 0, 0, 0, 38, 0, 0, 0]);
    tiff.extend([0; 4]);
    tiff.extend(b"GPS-19.8N105\0");
    let length = u16::try_from(tiff.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &tiff, &jpeg[2..]].concat()
}

fn all(photo: &Photo, bytes: &[u8]) -> Vec<Vec<u8>> {
    photo
        .draw(bytes, &photo.files.iter().collect::<Vec<_>>())
        .unwrap()
}

#[test]
fn widths_never_larger_than_the_photo() {
    let jpeg_of = |width, height| {
        let photo = Photo::look(
            "media/a.png",
            &packed(&halves(width, height), ImageFormat::Png),
        )
        .unwrap();
        photo
            .files
            .iter()
            .map(|f| (f.make, f.width))
            .collect::<Vec<_>>()
    };
    use Make::{Card, Jpeg, WebP};
    assert_eq!(
        jpeg_of(2000, 1000),
        [
            (WebP, 480),
            (WebP, 960),
            (WebP, 1440),
            (Jpeg, 960),
            (Card, 1200)
        ]
    );
    assert_eq!(
        jpeg_of(700, 500),
        [(WebP, 480), (WebP, 700), (Jpeg, 700), (Card, 1200)]
    );
    assert_eq!(jpeg_of(100, 50), [(WebP, 100), (Jpeg, 100)]);
}

#[test]
fn turned_upright_and_without_what_the_camera_wrote() {
    let bytes = with_exif(&packed(&halves(600, 400), ImageFormat::Jpeg), 6);
    assert!(bytes.windows(3).any(|w| w == b"GPS"));
    let photo = Photo::look("media/anh.jpg", &bytes).unwrap();
    assert_eq!((photo.width, photo.height), (400, 600));
    let drawn = all(&photo, &bytes);
    for (file, bytes) in photo.files.iter().zip(&drawn) {
        assert!(
            !bytes.windows(4).any(|w| w == b"Exif" || w == b"GPS-"),
            "{}",
            file.url
        );
    }
    // Turned by a quarter to the right, what was on the left is above.
    let made = image::load_from_memory(&drawn[0]).unwrap().into_rgb8();
    let (top, below) = (made.get_pixel(200, 100), made.get_pixel(200, 500));
    assert_eq!((made.width(), made.height()), (400, 600));
    assert!(
        top[0] > 150 && top[2] < 100 && below[2] > 150 && below[0] < 100,
        "{top:?} {below:?}"
    );
}

#[test]
fn the_card_is_cut_and_the_names_tell_the_bytes() {
    let bytes = packed(&halves(1000, 1000), ImageFormat::Jpeg);
    let photo = Photo::look("media/a.jpg", &bytes).unwrap();
    let card = photo.card().unwrap();
    let drawn = photo.draw(&bytes, &[card]).unwrap();
    let drawn = image::load_from_memory(&drawn[0]).unwrap();
    assert_eq!((drawn.width(), drawn.height()), (1200, 630));
    let other = Photo::look(
        "media/a.jpg",
        &packed(&halves(1000, 999), ImageFormat::Jpeg),
    )
    .unwrap();
    assert_ne!(photo.plain().url, other.plain().url);
    assert!(photo.plain().url.starts_with("media/a.") && photo.plain().url.ends_with("-960.jpg"));
}

#[test]
fn see_through_pictures_stay_so_and_are_white_as_jpeg() {
    let clear = DynamicImage::ImageRgba8(image::RgbaImage::from_pixel(
        64,
        64,
        image::Rgba([10, 200, 10, 0]),
    ));
    let bytes = packed(&clear, ImageFormat::Png);
    let photo = Photo::look("media/a.png", &bytes).unwrap();
    let drawn = all(&photo, &bytes);
    let [webp, jpeg] = [&drawn[0], &drawn[1]].map(|bytes| image::load_from_memory(bytes).unwrap());
    assert!(webp.color().has_alpha());
    assert!(
        jpeg.into_rgb8()
            .get_pixel(30, 30)
            .0
            .iter()
            .all(|c| *c > 245)
    );
}

#[test]
fn what_is_no_picture_is_told() {
    let broken =
        |name: &str, bytes: &[u8]| matches!(Photo::look(name, bytes), Err(PictureError::Broken(_)));
    assert!(
        broken("media/a.jpg", b"not a picture")
            && broken("media/a.jpg", b"")
            && broken("media/a.svg", b"<html>")
    );
    let whole = packed(&halves(300, 200), ImageFormat::Jpeg);
    assert!(broken("media/a.jpg", &whole[..10]));
    // Cut off behind its head: seen when it is drawn, if at all; never a panic.
    for end in [whole.len() / 4, whole.len() / 2, whole.len() - 40] {
        if let Ok(photo) = Photo::look("media/a.jpg", &whole[..end]) {
            drop(photo.draw(&whole[..end], &photo.files.iter().collect::<Vec<_>>()));
        }
    }
}

/// A head that says 65,500 × 65,500 would take 12 GB: refused by what it says, before a byte is set
/// aside.
#[test]
fn huge_photos_are_refused_by_their_head() {
    let mut png = packed(&halves(8, 8), ImageFormat::Png);
    let side = 65_500u32.to_be_bytes();
    png[16..20].copy_from_slice(&side);
    png[20..24].copy_from_slice(&side);
    let checksum = crc(&png[12..29]).to_be_bytes();
    png[29..33].copy_from_slice(&checksum);
    assert_eq!(
        Photo::look("media/a.png", &png),
        Err(PictureError::TooLarge(65_500, 65_500))
    );
}

/// CRC-32 of a PNG chunk (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| {
            if c & 1 == 1 {
                (c >> 1) ^ 0xedb8_8320
            } else {
                c >> 1
            }
        })
    };
    !bytes.iter().fold(!0, step)
}

#[test]
fn drawings_are_copied_with_their_size() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 320 200'></svg>";
    let photo = Photo::look("media/a.svg", svg).unwrap();
    assert_eq!(
        (photo.width, photo.height, photo.files[0].make),
        (320, 200, Make::Copy)
    );
    let written = String::from_utf8(all(&photo, svg).remove(0)).unwrap();
    assert!(written.contains("viewBox=\"0 0 320 200\"") && photo.removed.is_empty());
}

/// A GIF of two pictures that is played for ever, with a comment, XMP and what is behind its end.
fn gif(width: u16, height: u16) -> Vec<u8> {
    let mut gif = b"GIF89a".to_vec();
    gif.extend(width.to_le_bytes());
    gif.extend(height.to_le_bytes());
    gif.extend(b"\x80\0\0\0\0\0\xff\xff\xff");
    gif.extend(b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0");
    gif.extend(b"!\xfe\x0dBi mat o day!\0");
    gif.extend(b"!\xff\x0bXMP DataXMP\x0d<dc:creator/>\0");
    for _ in 0..2 {
        gif.extend(b"!\xf9\x04\0\x0a\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0");
    }
    gif.extend(b";GPS 19.8075N");
    gif
}

#[test]
fn moving_pictures_lose_what_programs_wrote_into_them() {
    use image::AnimationDecoder as _;
    let bytes = gif(1, 1);
    let photo = Photo::look("media/a.gif", &bytes).unwrap();
    let written = all(&photo, &bytes).remove(0);
    for secret in ["Bi mat", "XMP", "creator", "GPS"] {
        assert!(
            !written
                .windows(secret.len())
                .any(|w| w == secret.as_bytes()),
            "{secret}"
        );
    }
    assert!(written.windows(11).any(|w| w == b"NETSCAPE2.0"));
    let frames = |bytes: &[u8]| {
        let decoder = image::codecs::gif::GifDecoder::new(Cursor::new(bytes.to_vec())).unwrap();
        decoder.into_frames().collect_frames().unwrap().len()
    };
    assert_eq!((frames(&bytes), frames(&written)), (2, 2));
    let cut = Photo::look("media/a.gif", &bytes[..bytes.len() - 30]);
    assert!(matches!(cut, Err(PictureError::Broken(_))), "{cut:?}");
    // One without any of it is the same to the byte.
    assert_eq!(strip(&written), None);
}

#[test]
fn huge_moving_pictures_are_refused_by_their_head() {
    let bytes = gif(65_535, 65_535);
    let refused = Err(PictureError::TooLarge(65_535, 65_535));
    for name in ["media/a.gif", "media/a.png"] {
        assert_eq!(Photo::look(name, &bytes), refused, "{name}");
    }
}

#[test]
fn no_text_of_a_png_is_in_what_is_made_from_it() {
    let mut png = packed(&halves(700, 400), ImageFormat::Png);
    let end = png.split_off(png.len() - 12);
    let chunks: [(&[u8], &[u8]); 4] = [
        (b"tEXt", b"Author\0BiMat"),
        (
            b"iTXt",
            b"XML:com.adobe.xmp\0\0\0\0\0<dc:creator>BiMat</dc:creator>",
        ),
        (b"zTXt", b"Comment\0\0BiMat"),
        (b"eXIf", b"II*\0\x08\0\0\0BiMat"),
    ];
    for (name, data) in chunks {
        png.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        let named = [name, data].concat();
        png.extend(&named);
        png.extend(crc(&named).to_be_bytes());
    }
    png.extend(end);
    let photo = Photo::look("media/a.png", &png).unwrap();
    let stripped = strip(&png).unwrap();
    for written in all(&photo, &png).iter().chain([&stripped]) {
        for secret in [&b"BiMat"[..], b"creator", b"adobe"] {
            assert!(!written.windows(secret.len()).any(|w| w == secret));
        }
    }
    assert!(image::load_from_memory(&stripped).is_ok());
}

#[test]
fn what_is_behind_the_end_of_a_picture_goes() {
    let secret = b"+21.0285+105.8542/ Le Van";
    let photo = halves(40, 20);
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let bytes = packed(&photo, format);
        let whole = [&bytes, &secret[..]].concat();
        let stripped = strip(&whole).unwrap();
        assert_eq!(stripped, bytes, "{format:?}");
    }
    // A film of a phone behind the picture, and the blocks of other programs.
    let jpeg = packed(&photo, ImageFormat::Jpeg);
    let filled = [&jpeg[..2], &[0xff; 3], &jpeg[2..]].concat();
    assert_eq!(
        strip(&filled).unwrap(),
        jpeg,
        "FF before a marker says nothing"
    );
    let named = [&jpeg[..2], b"\xff\xee\0\x08Le Van", &jpeg[2..]].concat();
    assert_eq!(strip(&named).unwrap(), jpeg);
    let png = packed(&photo, ImageFormat::Png);
    let chunk = [&[0, 0, 0, 6][..], b"caBXLe Van", &[0; 4]].concat();
    let named = [&png[..33], &chunk, &png[33..]].concat();
    assert_eq!(strip(&named).unwrap(), png);
}
