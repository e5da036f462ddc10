//! Raw DEFLATE (RFC 1951), as browsers and workbooks unpack it.

use flate2::{Compress, Compression, FlushCompress, Status};

/// One is used for many pieces: its tables are large.
pub(super) struct Packer(Compress);

impl Packer {
    /// `level` is how hard it tries, of 9.
    pub(super) fn new(level: u32) -> Self {
        Self(Compress::new(Compression::new(level), false))
    }

    /// Packs bytes that may repeat what stood in `before`.
    pub(super) fn packed(&mut self, bytes: &[u8], before: &[u8]) -> Vec<u8> {
        self.0.reset();
        if !before.is_empty() {
            // It fails for streams that have begun only.
            let _ = self.0.set_dictionary(before);
        }
        self.run(bytes, FlushCompress::Finish)
    }

    /// Packs a piece of a longer stream: others may follow it, and [`Packer::packed`] makes the
    /// last.
    pub(super) fn piece(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.0.reset();
        self.run(bytes, FlushCompress::Sync)
    }

    fn run(&mut self, bytes: &[u8], flush: FlushCompress) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            let read = self.0.total_in() as usize;
            match self.0.compress_vec(&bytes[read..], &mut out, flush) {
                // There may be more to come when no room was left.
                Ok(Status::Ok | Status::BufError) if out.len() == out.capacity() => {
                    out.reserve(bytes.len() / 2 + 64)
                }
                Ok(Status::Ok | Status::BufError | Status::StreamEnd) | Err(_) => return out,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::DeflateDecoder;

    use super::*;

    #[test]
    fn what_stood_before_is_not_packed_again() {
        let (text, mut packer) = (
            "Cải tiến quy trình đóng gói hàng may mặc".as_bytes(),
            Packer::new(6),
        );
        let alone = packer.packed(text, b"");
        assert!(packer.packed(text, text).len() * 4 < alone.len());
        assert_eq!(packer.packed(text, b""), alone);
    }

    #[test]
    fn pieces_are_one_stream() {
        let mut packer = Packer::new(3);
        // Bytes that cannot be packed fill the first room to its end.
        let hard: Vec<u8> = (0..100_000_u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect();
        let texts = [b"a".as_slice(), b"", &hard, b"the end"];
        let packed = [
            packer.piece(texts[0]),
            packer.piece(texts[1]),
            packer.piece(texts[2]),
            packer.packed(texts[3], b""),
        ];
        let mut read = Vec::new();
        DeflateDecoder::new(&*packed.concat())
            .read_to_end(&mut read)
            .unwrap();
        assert!(read == texts.concat());
    }
}
