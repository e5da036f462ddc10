//! The menu leads to pages that are published.

use std::collections::BTreeSet;

use super::editions::Tongue;
use crate::diag::{Problem, Problems};

/// Reports the links of the menus that lead to no page. Files, such as `media/a.pdf`, are looked at
/// elsewhere.
pub(super) fn check(tongues: &[Tongue<'_>], problems: &mut Problems) {
    let Some(main) = tongues.first() else { return };
    let urls = |tongue: &Tongue<'_>| -> BTreeSet<String> {
        let pages = tongue.plan.pages.iter();
        pages
            .map(|page| page.url.trim_end_matches('/').to_owned())
            .collect()
    };
    let of_main = urls(main);
    for tongue in tongues {
        let own = urls(tongue);
        for link in &tongue.portal.site.menu {
            let path = link.url.split(['#', '?']).next().unwrap_or_default();
            let path = path.trim_end_matches('/');
            let file = path
                .rsplit('/')
                .next()
                .is_some_and(|name| name.contains('.'));
            // Other schemes are reported where the address is read.
            let outside = link.url.contains(':') || link.url.contains(char::is_whitespace);
            if outside || file || own.contains(path) || of_main.contains(path) {
                continue;
            }
            let below = format!("{}{path}", tongue.plan.prefix);
            if own.contains(&below) || of_main.contains(&below) {
                continue;
            }
            let target = link.url.clone();
            problems.add(link.origin.place.clone(), Problem::MenuLink { target });
        }
    }
}
