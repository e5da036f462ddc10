//! Where each page is: ASCII addresses below the root.

use crate::base::{hash, slug};
use crate::model::site::DetailPages;
use crate::model::{Initiative, News, Phase, Portal, Programme, StaticPage, Unit, UnitKind};
use crate::page::view::UrlsView;
use crate::progress::Progress;

/// Articles on one page of a list.
pub const ARTICLES: usize = 12;

/// First page of the news.
pub const NEWS: &str = "tin-tuc/";

/// First page of the initiatives.
pub const INITIATIVES: &str = "sang-kien/";

/// The page of all units.
pub const UNITS: &str = "don-vi/";

/// The page of all organisations at the base.
pub const ORGANISATIONS: &str = "to-chuc/";

/// The page of all topics.
pub const TOPICS: &str = "chu-de/";

/// The page of the newest phase.
pub const PROGRESS: &str = "tien-do/";

/// What became known lately; beside it are its feeds.
pub const CHANGES: &str = "co-gi-moi/";

/// Two units side by side.
pub const PAIR: &str = "so-sanh/";

/// Units to choose from on the home page and side by side; one does not choose from more.
pub const CHOICE: usize = 300;

/// Address of the page that says how figures are made.
pub const METHOD: &str = "cach-tinh/";

/// Address of the search page; what it looks through is beside it.
pub const SEARCH: &str = "tim-kiem/";

/// Address of the page of all charts; below it every chart has a page to embed.
pub const CHARTS: &str = "bieu-do/";

/// Where templates may lead.
pub const URLS: UrlsView = UrlsView {
    news: NEWS,
    initiatives: INITIATIVES,
    units: UNITS,
    organisations: ORGANISATIONS,
    topics: TOPICS,
    progress: PROGRESS,
    charts: CHARTS,
    changes: CHANGES,
    method: METHOD,
    search: SEARCH,
};

/// Address of the script that sets the height of embedded charts: other sites name it, so it never
/// changes.
pub const EMBED_SCRIPT: &str = "bieu-do/embed.js";

/// Address of the page that shows one chart to other sites.
pub fn embed_url(chart: &str) -> String {
    format!("{CHARTS}{chart}/")
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

/// Address of a programme.
pub fn programme_url(programme: &Programme) -> String {
    format!("chuong-trinh/{}/", programme.id)
}

/// Address of a phase.
pub fn phase_url(phase: &Phase) -> String {
    format!("tien-do/{}/", phase.id)
}

/// Address of a unit: organisations have a folder of their own.
pub fn unit_url(unit: &Unit) -> String {
    let folder = if unit.kind == UnitKind::Grassroots {
        "to-chuc"
    } else {
        "don-vi"
    };
    format!("{folder}/{}/", unit.id)
}

/// Address of the page of an initiative with this slug.
///
/// Where every initiative has a page they are spread over 256 folders, for an operating system is
/// slow to make a hundred thousand files in one. Which folder it is depends on the slug alone, so
/// that the address stays.
pub fn initiative_url(portal: &Portal, slug: &str) -> String {
    match portal.site.detail_pages {
        DetailPages::All => format!(
            "sang-kien/{}/{slug}.html",
            &hash::short(slug.as_bytes())[..2]
        ),
        DetailPages::Featured => short_initiative_url(slug),
    }
}

/// The address of a page of an initiative where only a few have one.
pub fn short_initiative_url(slug: &str) -> String {
    format!("sang-kien/{slug}/")
}

/// Address of an article.
pub fn article_url(news: &News) -> String {
    format!("tin-tuc/{}/", news.slug)
}

/// Address of another page.
pub fn static_url(page: &StaticPage) -> String {
    format!("{}/", page.slug)
}

/// Address of page `number` of a list.
pub fn list_url(first: &str, number: usize) -> String {
    if number == 1 {
        first.to_owned()
    } else {
        format!("{first}trang-{number}/")
    }
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
        assert_eq!(list_url("tin-tuc/", 3), "tin-tuc/trang-3/");
        assert_eq!(
            (pages_of(0, 100), pages_of(100, 100), pages_of(101, 100)),
            (1, 1, 2)
        );
    }
}
