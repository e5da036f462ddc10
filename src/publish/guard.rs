//! A publish that is much smaller than the last one is more often an accident than a wish.

use super::manifest::Figures;

/// A figure that fell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shrunk {
    /// Its name.
    pub what: String,
    /// In the last publish.
    pub before: i64,
    /// Now.
    pub now: i64,
}

/// The figures that are over 5 % smaller than in the last publish.
pub fn shrunk(before: &Figures, now: &Figures) -> Vec<Shrunk> {
    let fell = |(what, before): (&String, &i64)| {
        let now = now.get(what).copied().unwrap_or(0);
        // Whole numbers, so that exactly 5 % is no fall of over 5 %.
        let fell = i128::from(*before - now) * 20 > i128::from(*before);
        fell.then(|| Shrunk {
            what: what.clone(),
            before: *before,
            now,
        })
    };
    before.iter().filter_map(fell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_five_percent_is_told() {
        let figures = |pages, records| {
            Figures::from([("pages".to_owned(), pages), ("records".to_owned(), records)])
        };
        assert_eq!(shrunk(&figures(100, 40), &figures(95, 38)), []);
        assert_eq!(shrunk(&Figures::new(), &figures(0, 0)), []);
        let fell = shrunk(&figures(100, 40), &figures(94, 0));
        assert_eq!(
            fell.iter()
                .map(|f| (&*f.what, f.before, f.now))
                .collect::<Vec<_>>(),
            [("pages", 100, 94), ("records", 40, 0)]
        );
    }
}
