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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Initiative;

    #[test]
    fn texts_stay_what_they_are() {
        let texts = ["Đào tạo tại chỗ", "", &"máy ".repeat(LONG / 4), "Sổ tay"];
        let mut items = texts.map(|text| {
            let summary = (!text.is_empty()).then(|| Substr::from(text));
            let title = Substr::from(text);
            Item::Initiative(Initiative {
                title,
                summary,
                ..Initiative::default()
            })
        });
        let before = items.clone();
        Item::together(items.iter_mut());
        let said = |items: &[Item]| format!("{items:?}");
        assert_eq!(said(&items), said(&before));
        let parents = items.iter().map(|item| match item {
            Item::Initiative(initiative) => initiative.title.parent().len(),
            _ => 0,
        });
        let short = 2 * (texts[0].len() + texts[3].len());
        let long = texts[2].len();
        assert_eq!(parents.collect::<Vec<usize>>(), [short, short, long, short]);
    }
}
