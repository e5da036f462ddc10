//! Pictures that are copied: the bytes of a GIF, JPEG, PNG or WebP without the blocks that tell of
//! people, places and programs. The pixels are not touched.

/// What JPEG and PNG files begin with.
const JPEG: &[u8] = &[0xff, 0xd8, 0xff];
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Chunks of a PNG that pixels, colours and movement depend on; others hold texts, EXIF, days, and
/// what programs add.
const CHUNKS: [&[u8]; 16] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP",
    b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];
/// Chunks of a WebP that hold EXIF and XMP, and the flags of its head that say so.
const OF_WEBP: [&[u8]; 2] = [b"EXIF", b"XMP "];
const FLAGS_OF_WEBP: u8 = 0x0c;

/// A picture without metadata, known by its first bytes; nothing where there is none to take out,
/// or where the bytes are not picture of these formats or are cut off.
pub fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    walked(bytes).filter(|stripped| stripped.len() != bytes.len())
}

/// Whether a picture can be walked through to its end, so that nothing of its metadata is copied.
pub(super) fn readable(bytes: &[u8]) -> bool {
    walked(bytes).is_some()
}

/// A picture of a known format without metadata, the same bytes where it has none.
fn walked(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.starts_with(b"GIF8") {
        gif(bytes)
    } else if bytes.starts_with(JPEG) {
        jpeg(bytes)
    } else if bytes.starts_with(PNG) {
        png(bytes)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        webp(bytes)
    } else {
        None
    }
}

/// A GIF (GIF89a, 1990): comments, plain texts and extensions of programs go, but for the one that
/// says how often it is played; so does what is behind its end. Nothing when it is cut off.
fn gif(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut position = 13 + colour_table(*bytes.get(10)?);
    let mut out = bytes.get(..position)?.to_vec();
    loop {
        let start = position;
        let keep = match bytes.get(position)? {
            0x3b => {
                out.push(0x3b);
                return Some(out);
            }
            0x2c => {
                position += 10 + colour_table(*bytes.get(position + 9)?) + 1;
                true
            }
            0x21 => {
                let label = *bytes.get(position + 1)?;
                position += 2;
                let plays = bytes.get(position..position + 12);
                let plays = plays.is_some_and(|head| head == b"\x0bNETSCAPE2.0");
                label == 0xf9 || (label == 0xff && plays)
            }
            _ => return None,
        };
        loop {
            let length = usize::from(*bytes.get(position)?);
            position += 1 + length;
            if length == 0 {
                break;
            }
        }
        if keep {
            out.extend_from_slice(bytes.get(start..position)?);
        }
    }
}

/// How long a table of colours is that such flags announce.
fn colour_table(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}

/// A JPEG: EXIF, XMP, IPTC, comments and whatever programs add go, as does what is behind its end,
/// where phones put films and larger pictures; what colours depend on stays, and of EXIF the way
/// that the picture is turned.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes[..2].to_vec();
    let mut position = 2;
    while *bytes.get(position)? == 0xff {
        let marker = *bytes.get(position + 1)?;
        // Any number of FF may be before a marker (ITU-T T.81, B.1.1.2).
        if marker == 0xff {
            position += 1;
            continue;
        }
        if marker == 0xd9 {
            out.extend([0xff, marker]);
            return Some(out);
        }
        let length = bytes.get(position + 2..position + 4)?;
        let end = position + 2 + usize::from(u16::from_be_bytes([length[0], length[1]]));
        let segment = bytes.get(position..end)?;
        let data = segment.get(4..)?;
        match marker {
            0xe1 => out.extend(turned(data).into_iter().flatten()),
            0xe2 if data.starts_with(b"ICC_PROFILE\0") => out.extend_from_slice(segment),
            0xe0 if data.starts_with(b"JFIF\0") => out.extend_from_slice(segment),
            0xee if data.starts_with(b"Adobe") => out.extend_from_slice(segment),
            0xda => {
                let scan = end + scan(&bytes[end..])?;
                out.extend_from_slice(&bytes[position..scan]);
                position = scan;
                continue;
            }
            0xe0..=0xef | 0xfe => {}
            _ => out.extend_from_slice(segment),
        }
        position = end;
    }
    None
}

/// How long the pixels of a scan are, up to the next marker: in them FF is followed by 0, or by one
/// of the marks from which a damaged picture goes on.
fn scan(bytes: &[u8]) -> Option<usize> {
    let marker = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff);
    bytes.windows(2).position(marker)
}

/// A WebP without [`OF_WEBP`] and without what is behind its end.
fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let end = little_endian(bytes, 4)?.checked_add(8)?.min(bytes.len());
    let mut out = bytes.get(..12)?.to_vec();
    let mut position = 12;
    while position < end {
        let length = little_endian(bytes, position + 4)?;
        // Chunks have an even length.
        let next = position.checked_add(8 + length + length % 2)?;
        let chunk = bytes.get(position..next.min(bytes.len()))?;
        let name = chunk.get(..4)?;
        if !OF_WEBP.contains(&name) {
            let start = out.len();
            out.extend_from_slice(chunk);
            if name == b"VP8X" {
                *out.get_mut(start + 8)? &= !FLAGS_OF_WEBP;
            }
        }
        position = next;
    }
    let size = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&size.to_le_bytes());
    Some(out)
}

fn little_endian(bytes: &[u8], place: usize) -> Option<usize> {
    let four = bytes.get(place..)?.first_chunk()?;
    usize::try_from(u32::from_le_bytes(*four)).ok()
}

/// The numbers of a TIFF, in the order of bytes that it says.
struct Tiff<'b> {
    bytes: &'b [u8],
    little: bool,
}

impl Tiff<'_> {
    /// The number of `N` bytes at a place.
    fn number<const N: usize>(&self, place: usize) -> Option<u32> {
        let mut bytes: [u8; N] = *self.bytes.get(place..)?.first_chunk()?;
        if self.little {
            bytes.reverse();
        }
        let joined = bytes.into_iter();
        Some(joined.fold(0, |number, byte| number << 8 | u32::from(byte)))
    }
}

/// EXIF that says nothing but the orientation of the one given, when that is not upright.
fn turned(exif: &[u8]) -> Option<Vec<u8>> {
    let bytes = exif.strip_prefix(b"Exif\0\0")?;
    let tiff = Tiff {
        bytes,
        little: bytes.starts_with(b"II"),
    };
    let directory = usize::try_from(tiff.number::<4>(4)?).ok()?;
    let directory = directory.min(bytes.len());
    let entries = tiff.number::<2>(directory)? as usize;
    let entry = (0..entries)
        .map(|entry| directory + 2 + entry * 12)
        .find(|entry| tiff.number::<2>(*entry) == Some(0x0112))?;
    let way = u8::try_from(tiff.number::<2>(entry + 8)?).ok()?;
    if !(2..=8).contains(&way) {
        return None;
    }
    let mut out = b"\xff\xe1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    out.extend([way, 0, 0, 0, 0, 0, 0, 0]);
    Some(out)
}

/// A PNG of nothing but [`CHUNKS`], without what is behind its end.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = PNG.to_vec();
    let mut position = PNG.len();
    loop {
        let length: [u8; 4] = bytes.get(position..position + 4)?.try_into().ok()?;
        let end = position + 12 + usize::try_from(u32::from_be_bytes(length)).ok()?;
        let chunk = bytes.get(position..end)?;
        let name = &chunk[4..8];
        if CHUNKS.contains(&name) {
            out.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(out);
        }
        position = end;
    }
}
