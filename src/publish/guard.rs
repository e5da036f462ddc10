//! A publish that is much smaller than the last one is more often an accident than a wish, and a
//! headline that is half bigger more often an extra zero than a good month.
//!
//! Figures are totals by name (`pages`, `records`, `headline`) and members of lists, as
//! `<list>/<name>`: a list that lost members is noticed though others came in their places.

use std::collections::BTreeMap;

use super::manifest::Figures;

/// This many members are named.
const NAMED: usize = 12;

/// A figure that fell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shrunk {
    /// Its name.
    pub what: String,
    /// In the last publish.
    pub before: i64,
    /// Now; of a list, what is left of what was in it.
    pub now: i64,
    /// Members of a list that would go, or have fewer, and how many more there are.
    pub gone: (Vec<String>, usize),
}

/// What is over 5 % smaller than in the last publish, and not by a few alone.
pub fn shrunk(before: &Figures, now: &Figures) -> Vec<Shrunk> {
    let mut lists: BTreeMap<&str, Vec<(&str, i64, i64)>> = BTreeMap::new();
    for (name, was) in before {
        if let Some((list, member)) = name.split_once('/') {
            let is = now.get(name).copied().unwrap_or(0);
            lists.entry(list).or_default().push((member, *was, is));
        }
    }
    let mut fallen: Vec<Shrunk> = lists
        .into_iter()
        .filter_map(|(list, members)| of_list(list, &members))
        .collect();
    let reported = |list: &str| fallen.iter().any(|fell| fell.what == list);
    let (any, initiatives) = (!fallen.is_empty(), reported("initiative"));
    let totals = before.iter().filter(|(name, _)| !name.contains('/'));
    for (name, was) in totals {
        let is = now.get(name).copied().unwrap_or(0);
        // What a list says already with its members.
        let said = match &**name {
            "pages" => any,
            "records" => initiatives,
            _ => false,
        };
        if !said && much(*was, *was - is, floor(name)) {
            fallen.push(Shrunk {
                what: name.clone(),
                before: *was,
                now: is,
                gone: (Vec::new(), 0),
            });
        }
    }
    fallen
}

/// A headline that grew by less is the first days of a programme.
const JUMP: i64 = 50;

/// The headline before and now, when it is more than half bigger than in the last publish.
pub fn jumped(before: &Figures, now: &Figures) -> Option<(i64, i64)> {
    let (was, is) = (*before.get("headline")?, *now.get("headline")?);
    let grown = is.saturating_sub(was);
    (grown >= JUMP && i128::from(grown) * 2 > i128::from(was)).then_some((was, is))
}

/// Fewer than these are an editor's everyday work. A headline has no floor: a revision says why.
fn floor(name: &str) -> i64 {
    match name {
        "headline" => 1,
        "unit" | "report" => 3,
        _ => 10,
    }
}

/// Whole numbers, so that exactly 5 % is not over 5 %.
fn much(before: i64, lost: i64, floor: i64) -> bool {
    lost >= floor && i128::from(lost) * 20 > i128::from(before)
}

fn of_list(list: &str, members: &[(&str, i64, i64)]) -> Option<Shrunk> {
    let before: i64 = members.iter().map(|(_, was, _)| was).sum();
    let lost: i64 = members.iter().map(|(_, was, is)| (was - is).max(0)).sum();
    if !much(before, lost, floor(list)) {
        return None;
    }
    let fewer = members.iter().filter(|(_, was, is)| is < was);
    let mut gone: Vec<String> = fewer
        .map(|(member, was, is)| {
            if *was == 1 {
                (*member).to_owned()
            } else {
                format!("{member} ({was} → {is})")
            }
        })
        .collect();
    let more = gone.len().saturating_sub(NAMED);
    gone.truncate(NAMED);
    Some(Shrunk {
        what: list.to_owned(),
        before,
        now: before - lost,
        gone: (gone, more),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fell(before: &Figures, now: &Figures) -> Vec<(String, i64, i64)> {
        let fallen = shrunk(before, now).into_iter();
        fallen.map(|f| (f.what, f.before, f.now)).collect()
    }

    #[test]
    fn over_five_percent_and_ten_is_told() {
        let figures = |pages, records| {
            Figures::from([("pages".to_owned(), pages), ("records".to_owned(), records)])
        };
        assert_eq!(fell(&figures(200, 40), &figures(190, 31)), []);
        assert_eq!(fell(&Figures::new(), &figures(0, 0)), []);
        assert_eq!(fell(&figures(33, 8), &figures(24, 0)), [], "a few");
        assert_eq!(
            fell(&figures(200, 40), &figures(189, 0)),
            [
                ("pages".to_owned(), 200, 189),
                ("records".to_owned(), 40, 0)
            ]
        );
    }

    #[test]
    fn a_headline_jumps_by_more_than_half() {
        let figures = |headline: i64| Figures::from([("headline".to_owned(), headline)]);
        let jump = |was, is| jumped(&figures(was), &figures(is));
        assert_eq!(jump(1000, 1500), None, "half");
        assert_eq!(jump(1000, 1501), Some((1000, 1501)));
        assert_eq!(jump(10, 59), None, "the first days");
        assert_eq!(jump(10, 60), Some((10, 60)));
        assert!(jump(i64::MIN, i64::MAX).is_some());
        assert_eq!(
            jumped(&Figures::new(), &figures(9000)),
            None,
            "the first publish"
        );
        assert_eq!(jumped(&figures(9000), &Figures::new()), None);
    }

    #[test]
    fn members_are_looked_at_and_not_totals_alone() {
        let list = |from: i64, to: i64| -> Figures {
            let units = (from..to).map(|n| (format!("unit/u{n}"), 1));
            units.chain([("pages".to_owned(), to - from)]).collect()
        };
        let fallen = shrunk(&list(0, 30), &list(4, 34));
        assert_eq!(fallen.len(), 1);
        assert_eq!((fallen[0].before, fallen[0].now), (30, 26));
        assert_eq!(fallen[0].gone.0, ["u0", "u1", "u2", "u3"]);
        assert_eq!(shrunk(&list(0, 30), &list(2, 30)), []);
        let rows = |n: i64| Figures::from([("initiative/a".to_owned(), n)]);
        assert_eq!(shrunk(&rows(120), &rows(3))[0].gone.0, ["a (120 → 3)"]);
    }
}
