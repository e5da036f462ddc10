//! Containers of documents as before 2007, which hold streams as a disk holds files (MS-CFB).
//!
//! What is read is bounded by the length of the file, whatever its tables say.

/// How a container begins.
pub const START: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Whether a container is a document that a password locks: it has a part of this name
/// (MS-OFFCRYPTO, 2.3.4.4).
pub fn is_locked(file: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    // Names of parts are in sectors of 512 bytes, 128 bytes each.
    file.chunks(128).any(|entry| entry.starts_with(&name))
}

/// Where a chain of sectors ends or leads nowhere.
const LAST: u32 = 0xFFFF_FFFA;

/// The stream of a name, wherever it is in the tree of the container; nothing where there is none,
/// or where it cannot be followed. It is no longer than the file.
pub fn stream(file: &[u8], name: &str) -> Option<Vec<u8>> {
    let sectors = Sectors::of(file)?;
    let entries = sectors.chain(word(file, 48)?)?;
    let (first, length) = entry(&entries, name)?;
    if length >= word(file, 56)? as usize {
        let mut bytes = sectors.chain(first)?;
        bytes.truncate(length);
        return Some(bytes);
    }
    let (root, _) = entry(&entries, "Root Entry")?;
    small(
        &sectors.chain(root)?,
        &sectors.chain(word(file, 60)?)?,
        first,
        length,
    )
}

/// The sectors of a container.
struct Sectors<'a> {
    file: &'a [u8],
    /// Bytes of each.
    size: usize,
    /// The number of the sector that follows each in its chain.
    next: Vec<u32>,
}

impl<'a> Sectors<'a> {
    /// Those of a file, with its table of sectors.
    fn of(file: &'a [u8]) -> Option<Self> {
        let shift = half(file, 30)?;
        if !(7..=16).contains(&shift) {
            return None;
        }
        let size = 1_usize << shift;
        let mut sectors = Self {
            file,
            size,
            next: Vec::new(),
        };
        // The sectors of the table: the first 109 in the head, the others in a chain.
        let mut tables: Vec<u32> = (0..109).filter_map(|at| word(file, 76 + at * 4)).collect();
        let mut next = word(file, 68)?;
        while next < LAST && tables.len() <= file.len() / size {
            let data = sectors.sector(next)?;
            tables.extend((0..size / 4 - 1).filter_map(|at| word(data, at * 4)));
            next = word(data, size - 4)?;
        }
        let mut table = Vec::new();
        for number in tables.into_iter().filter(|number| *number < LAST) {
            let data = sectors.sector(number)?;
            table.extend((0..data.len() / 4).filter_map(|at| word(data, at * 4)));
        }
        sectors.next = table;
        Some(sectors)
    }

    /// The bytes of a sector.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.size)?;
        let end = self.file.len().min(start.checked_add(self.size)?);
        // One without bytes may lead to itself for ever.
        self.file
            .get(start..end)
            .filter(|sector| !sector.is_empty())
    }

    /// The bytes of a sector and of those that follow it.
    fn chain(&self, first: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut number = first;
        while number < LAST && bytes.len() <= self.file.len() {
            bytes.extend_from_slice(self.sector(number)?);
            number = *self.next.get(number as usize)?;
        }
        Some(bytes)
    }
}

/// The first sector and the length of the stream of a name.
fn entry(entries: &[u8], name: &str) -> Option<(u32, usize)> {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let entry = entries
        .chunks_exact(128)
        .find(|entry| entry.starts_with(&name) && entry[name.len()..].starts_with(&[0, 0]))?;
    Some((word(entry, 116)?, word(entry, 120)? as usize))
}

/// A short stream, which lies in sectors of 64 bytes inside another one.
fn small(stream: &[u8], table: &[u8], first: u32, length: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut number = first;
    // A chain in a circle ends when all of the stream would have been read.
    while number < LAST && bytes.len() < length.min(stream.len()) {
        let start = number as usize * 64;
        let sector = stream.get(start..stream.len().min(start + 64))?;
        if sector.is_empty() {
            return None;
        }
        bytes.extend_from_slice(sector);
        number = word(table, number as usize * 4)?;
    }
    bytes.truncate(length);
    Some(bytes)
}

fn half(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at + 2)?;
    Some(u16::from_le_bytes([bytes[0], bytes[1]]))
}

/// The 32-bit number at a place, its lowest byte first.
pub fn word(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}

/// A container with one short stream, which lies in two pieces.
#[cfg(test)]
pub(crate) fn container(name: &str, stream: &[u8]) -> Vec<u8> {
    const END: u32 = 0xFFFF_FFFE;
    let mut file = vec![0xff; 512 * 5];
    fn put(file: &mut [u8], place: usize, number: u32) {
        file[place..place + 4].copy_from_slice(&number.to_le_bytes());
    }
    for (place, number) in [
        (28, 9 << 16),
        (48, 1),
        (56, 4096),
        (60, 3),
        (68, END),
        (76, 0),
    ] {
        put(&mut file, place, number);
    }
    // The table of sectors, that of the short ones: 5, then 1, then the rest.
    for sector in 1..4 {
        put(&mut file, 512 + sector * 4, END);
    }
    for (sector, next) in [(5, 1), (1, 6), (6, 7), (7, END)] {
        put(&mut file, 512 * 4 + sector * 4, next);
    }
    let length = u32::try_from(stream.len()).unwrap();
    for (entry, name, first, length) in [(0, "Root Entry", 2, 512), (1, name, 5, length)] {
        let place = 1024 + entry * 128;
        put(&mut file, place + 116, first);
        put(&mut file, place + 120, length);
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        file[place..place + name.len()].copy_from_slice(&name);
        file[place + name.len()..place + name.len() + 2].fill(0);
    }
    for (piece, sector) in stream.chunks(64).zip([5, 1, 6, 7]) {
        let place = 512 * 3 + sector * 64;
        file[place..place + piece.len()].copy_from_slice(piece);
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_in_pieces_is_read() {
        let bytes: Vec<u8> = (0..200).collect();
        let file = container("Workbook", &bytes);
        assert_eq!(stream(&file, "Workbook"), Some(bytes));
        assert_eq!(stream(&file, "Book"), None);
    }

    /// Each ends, and is no longer than the file.
    #[test]
    fn chains_that_lead_to_themselves_end() {
        let good = container("Workbook", &[7; 100]);
        let changed = |changes: &[(usize, u32)]| {
            let mut file = good.clone();
            for (place, number) in changes {
                file[*place..*place + 4].copy_from_slice(&number.to_le_bytes());
            }
            stream(&file, "Workbook").map(|stream| stream.len())
        };
        let (table, short, entry) = (512, 512 * 4, 1024 + 128);
        // The directory begins behind the last sector, which leads to itself.
        assert_eq!(changed(&[(48, 4), (table + 16, 4)]), None);
        // So does a short stream.
        assert_eq!(changed(&[(entry + 116, 8), (short + 32, 8)]), None);
        // 4 GB in a circle.
        let huge = [(56, u32::MAX), (entry + 120, u32::MAX - 1), (short + 4, 5)];
        assert_eq!(changed(&huge), Some(512));
        // The table of sectors lists itself.
        assert_eq!(changed(&[(68, 0), (table + 508, 0)]), Some(100));
    }
}
