//! The texts of many initiatives in one piece of memory, in the order in which they are read.

use arcstr::{ArcStr, Substr};
use rayon::prelude::*;

use super::convert::Item;
use super::{Initiative, Person};
use crate::parse::Made;

/// Longer texts stay where they are: places in a piece are numbers of 32 bits.
const LONG: usize = 1 << 16;

/// Texts in one piece, at most.
const PIECE: usize = 1 << 15;

impl Made for Item {
    fn together<'m>(all: impl Iterator<Item = &'m mut Self>) {
        let mut initiatives: Vec<&mut Initiative> = all
            .filter_map(|item| match item {
                Self::Initiative(initiative) => Some(initiative),
                _ => None,
            })
            .collect();
        pieces(initiatives.iter_mut().flat_map(|i| often(i)).collect());
        pieces(
            initiatives
                .into_iter()
                .flat_map(|i| &mut i.summary)
                .collect(),
        );
    }
}

/// Moves the texts that are read often to the order of the initiatives: a processor waits for memory
/// that is not beside what it read before.
pub(super) fn in_order(initiatives: &mut [Initiative]) {
    initiatives
        .par_chunks_mut(PIECE)
        .for_each(|some| pieces(some.iter_mut().flat_map(often).collect()));
}

/// The texts of an initiative that nearly every step of a build reads.
fn often(initiative: &mut Initiative) -> impl Iterator<Item = &mut Substr> {
    let authors = initiative.authors.iter_mut().map(Person::words);
    std::iter::once(&mut initiative.title).chain(authors)
}

/// Copies texts into as few pieces as can be.
fn pieces(mut texts: Vec<&mut Substr>) {
    texts.retain(|text| text.len() < LONG);
    texts.chunks_mut(PIECE).for_each(join);
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
        let (short, long) = (texts[0].len() + texts[3].len(), texts[2].len());
        assert_eq!(parents.collect::<Vec<usize>>(), [short, short, long, short]);
    }

    #[test]
    fn texts_are_in_the_order_of_their_initiatives() {
        let author = |name: &str| Person::new((name, Some("Thợ"), true));
        let mut initiatives = ["Máy may", "Đèn", "Lò"].map(|title| Initiative {
            title: title.into(),
            authors: [author(title), author("Bình")].into_iter().collect(),
            ..Initiative::default()
        });
        let before = initiatives.clone();
        in_order(&mut initiatives);
        initiatives.reverse();
        in_order(&mut initiatives);
        let texts: Vec<&mut Substr> = initiatives.iter_mut().flat_map(often).collect();
        let beside = |two: &[&mut Substr]| two[0].range().end == two[1].range().start;
        assert!(texts.windows(2).all(beside), "{texts:?}");
        initiatives.reverse();
        assert_eq!(initiatives, before);
    }
}
