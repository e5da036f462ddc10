//! Addresses without words of a language: files that programs fetch, media, other pages.

use crate::base::{AddressWord, hash, slug};
use crate::model::site::DetailPages;
use crate::model::{Initiative, Portal, StaticPage, UnitKind};
use crate::progress::Progress;

/// Articles on one page of a list.
pub const ARTICLES: usize = 12;

/// Units to choose from on the home page and side by side; one does not choose from more.
pub const CHOICE: usize = 300;

/// Folder of the index of the search, in the folder of each language: programs may read it, so it
/// never changes.
pub const SEARCH_FILES: &str = "tim-kiem/";

/// Folder of the pages that show one chart to other sites, which name them, so that it never
/// changes.
pub const EMBEDS: &str = "bieu-do/";

/// Address of the script that sets the height of embedded charts: other sites name it, so it never
/// changes.
pub const EMBED_SCRIPT: &str = "bieu-do/embed.js";

/// Folder of the feeds of what became known lately.
pub const CHANGES_FEEDS: &str = "co-gi-moi/";

/// Address of the page that shows one chart to other sites.
pub fn embed_url(chart: &str) -> String {
    format!("{EMBEDS}{chart}/")
}

/// Folder of the feeds of a list of articles, by the kind of the list and its own name; programs
/// fetch them again and again, so that it never changes.
pub fn feeds_folder(list: AddressWord, name: &str) -> String {
    format!("{}/{name}/", list.files())
}

/// Address of a file of a chart: its table or its picture.
pub fn chart_file(chart: &str, ending: &str) -> String {
    format!("du-lieu/bieu-do/{chart}.{ending}")
}

/// Address of the file with all figures of a unit that is not a grassroots union.
pub fn unit_data(id: &str) -> String {
    format!("du-lieu/don-vi/{id}.json")
}

/// Address of the file with all figures of a phase.
pub fn phase_data(id: &str) -> String {
    format!("du-lieu/giai-doan/{id}.json")
}

/// Address of a picture of a chart in the language of a folder: each language has its own.
pub fn chart_picture(prefix: &str, chart: &str, ending: &str) -> String {
    format!("{prefix}{}", chart_file(chart, ending))
}

/// Address of another page.
pub fn static_url(page: &StaticPage) -> String {
    format!("{}/", page.slug)
}

/// Whether an initiative has a page of its own.
pub fn has_page(portal: &Portal, initiative: &Initiative) -> bool {
    initiative.featured || portal.site.detail_pages == DetailPages::All
}

/// Whether there are units with figures to be put side by side, and no more than one can choose
/// from.
pub fn has_pairs(portal: &Portal, progress: &Progress<'_>) -> bool {
    let (mut uppers, mut with_figures) = (0, 0);
    for (index, unit) in portal.units.iter().enumerate() {
        if unit.kind == UnitKind::Upper {
            uppers += 1;
            with_figures += usize::from(has_figures(progress, index));
        }
    }
    with_figures >= 2 && uppers <= CHOICE
}

/// Whether anything is known of a unit in a programme, by its index.
pub fn has_figures(progress: &Progress<'_>, unit: usize) -> bool {
    let mut programmes = progress.programmes.values();
    programmes.any(|programme| {
        let figures = &programme.units[unit];
        let mut phases = figures.phases.iter().flatten();
        figures.totals.submitted.is_some() || phases.any(|phase| phase.count.is_some())
    })
}

/// ASCII address of a file below content/: `content/media/Ảnh 1.jpg` gives `media/anh-1.jpg`.
pub fn media_url(path: &str) -> String {
    let below = path.strip_prefix("content/").unwrap_or(path);
    let below = below.strip_prefix("media/").unwrap_or(below);
    let (stem, ending) = below.rsplit_once('.').unwrap_or((below, ""));
    let parts: Vec<String> = stem.split('/').map(media_name).collect();
    format!("media/{}.{}", parts.join("/"), slug::slug(ending))
}

/// A part of such an address; what has no Latin letter is named by a hash.
fn media_name(part: &str) -> String {
    let name = slug::address(part);
    if name.is_empty() {
        format!("tep-{}", &hash::short(part.as_bytes())[..8])
    } else {
        name
    }
}

/// How many list pages `count` items need; an empty list has one.
pub fn pages_of(count: usize, size: usize) -> usize {
    count.div_ceil(size).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_ascii() {
        assert_eq!(
            media_url("content/media/Ảnh Đẹp/Hội nghị 1.JPG"),
            "media/anh-dep/hoi-nghi-1.jpg"
        );
        assert_eq!(media_url("content/news/a/b.png"), "media/news/a/b.png");
        let nameless = media_url("content/media/中文.jpg");
        assert!(nameless.starts_with("media/tep-") && nameless.ends_with(".jpg"));
        assert_eq!(
            (pages_of(0, 100), pages_of(100, 100), pages_of(101, 100)),
            (1, 1, 2)
        );
    }
}
