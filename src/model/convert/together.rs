//! The texts of many initiatives in one piece of memory.

use arcstr::{ArcStr, Substr};

use super::Item;
use crate::parse::Made;

/// Longer texts stay where they are: places in a piece are numbers of 32 bits.
const LONG: usize = 1 << 16;

/// Texts in one piece, at most.
const PIECE: usize = 1 << 15;

impl Made for Item {
    fn together<'m>(all: impl Iterator<Item = &'m mut Self>) {
        let initiatives = all.filter_map(|item| match item {
            Self::Initiative(initiative) => Some(initiative),
            _ => None,
        });
        let texts = initiatives.flat_map(|i| std::iter::once(&mut i.title).chain(&mut i.summary));
        let mut texts: Vec<&mut Substr> = texts.filter(|text| text.len() < LONG).collect();
        texts.chunks_mut(PIECE).for_each(join);
    }
}

/// Copies texts into one piece, of which each becomes a part.
fn join(texts: &mut [&mut Substr]) {
    let mut piece = String::with_capacity(texts.iter().map(|text| text.len()).sum());
    texts.iter().for_each(|text| piece.push_str(text));
    let piece = ArcStr::from(piece);
    let mut start = 0;
    for text in texts {
        let end = start + text.len();
        **text = piece.substr(start..end);
        start = end;
    }
}
