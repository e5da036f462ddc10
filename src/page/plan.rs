//! Which pages exist and where. Two sources of one address are reported.

mod address;
mod addresses;
mod aliases;
mod former;
mod initiatives;
mod shelves;
mod summary;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use address::*;
pub use addresses::Addresses;
use rayon::prelude::*;
pub use shelves::{Feed, Shelf, Tag, unit_feeds};
pub(super) use summary::{summary, title};

use initiatives::Initiatives;

use super::PageSummary;
use crate::base::{AddressWord, slug};
use crate::chart::Chart;
use crate::diag::{Place, Problem, Problems};
use crate::model::site::DetailPages;
use crate::model::{Initiative, Portal, UnitKind};
use crate::photo::Photo;
use crate::progress::Progress;

/// The pictures of a site, by path: `content/media/a.jpg`.
pub type Photos = BTreeMap<String, Photo>;

/// A page to be: light, so that hundreds of thousands fit in memory. Indices point into the portal.
#[derive(Debug, Clone)]
pub struct Page {
    /// Address below the root: `""` for home, else ending in `/` or a file name.
    pub url: String,
    /// What it shows.
    pub kind: Kind,
}

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[expect(
    missing_docs,
    reason = "each is the page of its name; list pages count from 1"
)]
pub enum Kind {
    Home,
    Programmes,
    Programme(usize),
    Phase(usize, usize),
    Units,
    Pair,
    Unit(usize),
    Organisations,
    Initiatives(usize),
    Initiative(usize),
    News(usize),
    Article(usize),
    Tags,
    Tag(usize, usize),
    Data,
    Changes,
    Charts,
    Embed(usize),
    Method,
    Search,
    Specimen,
    Static(usize),
    NotFound,
    Redirect(String),
}

impl Kind {
    /// Whether it is a page of a list, which may have a number in its address.
    pub(super) fn is_listed(&self) -> bool {
        matches!(self, Self::Initiatives(_) | Self::News(_) | Self::Tag(..))
    }
}

/// Every page of the site.
#[derive(Debug)]
pub struct Plan {
    /// Where its pages are.
    pub addresses: Addresses,
    /// In a fixed order.
    pub pages: Vec<Page>,
    /// Topics, sections and years.
    pub tags: Vec<Tag>,
    /// Whether units can be put side by side.
    pub has_pairs: bool,
    /// What `@/…` in a text leads to, besides initiatives.
    links: BTreeMap<String, String>,
    /// Old addresses with a query, which only a server can tell apart, and where they lead now.
    queries: Vec<(String, String)>,
    initiatives: Initiatives,
    crowds: Crowds,
}

/// Pages of the kinds that may be many.
#[derive(Debug, Clone, Copy, Default)]
pub struct Crowds {
    /// Initiatives with a page of their own.
    pub initiatives: usize,
    /// Grassroots unions.
    pub organisations: usize,
    /// Articles.
    pub articles: usize,
    /// Tags.
    pub tags: usize,
}

impl Plan {
    /// Plans all pages of a portal in one language. In a language that is not the main one, what
    /// has no translation has no page, and files are once, with the main one.
    pub fn new(
        portal: &Portal,
        progress: &Progress<'_>,
        charts: &[Chart],
        photos: &Photos,
        addresses: Addresses,
        problems: &mut Problems,
    ) -> Self {
        let mut plan = Self {
            has_pairs: has_pairs(portal, progress),
            pages: Vec::new(),
            tags: shelves::shelves(portal, &addresses, problems),
            links: BTreeMap::new(),
            queries: Vec::new(),
            initiatives: Initiatives::new(portal, &addresses),
            crowds: Crowds {
                initiatives: portal
                    .initiatives
                    .iter()
                    .filter(|i| has_page(portal, i))
                    .count(),
                organisations: portal
                    .units
                    .iter()
                    .filter(|u| u.kind == UnitKind::Grassroots)
                    .count(),
                articles: portal.news.len(),
                tags: 0,
            },
            addresses,
        };
        plan.crowds.tags = plan.tags.len();
        let mut book = Book {
            taken: HashMap::with_capacity(plan.crowds.initiatives + 1024),
            folders: BTreeSet::new(),
            prefix: plan.prefix().to_owned(),
            problems,
        };
        plan.fixed(portal, &mut book);
        plan.charts(charts, &mut book);
        plan.records(portal, &mut book);
        plan.media(portal, photos, &mut book);
        plan.redirects(portal, &mut book);
        plan.former_addresses(portal, &mut book);
        plan
    }

    /// Whether a page is the list of phases, which is one of programmes too.
    pub fn is_progress(&self, page: &Page) -> bool {
        page.url == self.addresses.list(AddressWord::Progress)
    }

    /// Folder of its language: empty for the main one, else `en/`.
    pub fn prefix(&self) -> &str {
        &self.addresses.prefix
    }

    fn page_of(&self, list: AddressWord, number: usize) -> String {
        let first = self.addresses.list(list);
        self.addresses.list_page(first, number)
    }

    /// Adds the first page of what has a word in addresses.
    fn make_list(&mut self, word: AddressWord, kind: Kind, book: &mut Book<'_>) {
        let url = self.addresses.list(word).to_owned();
        self.make(url, kind, book);
    }

    /// Adds a page that the program makes by itself; texts may link to it by its address.
    fn make(&mut self, url: String, kind: Kind, book: &mut Book<'_>) {
        if book.take(&url, &Place::Site, generated(&kind)) {
            self.links
                .insert(url.trim_end_matches('/').to_owned(), url.clone());
            self.pages.push(Page { url, kind });
        }
    }

    fn add(&mut self, url: String, kind: Kind, place: &Place, book: &mut Book<'_>) {
        // A record whose name makes no address is reported where it was read.
        if url.starts_with('/') || url.contains("//") {
            return;
        }
        if book.take(&url, place, None) {
            self.pages.push(Page { url, kind });
        }
    }

    fn fixed(&mut self, portal: &Portal, book: &mut Book<'_>) {
        self.make(String::new(), Kind::Home, book);
        self.make_list(AddressWord::Programmes, Kind::Programmes, book);
        self.make_list(AddressWord::Progress, Kind::Programmes, book);
        self.make_list(AddressWord::Units, Kind::Units, book);
        if self.has_pairs {
            self.make_list(AddressWord::Compare, Kind::Pair, book);
        }
        self.make_list(AddressWord::Organisations, Kind::Organisations, book);
        self.make_list(AddressWord::Search, Kind::Search, book);
        let main = self.prefix().is_empty();
        let initiatives = pages_of(portal.initiatives.len(), portal.site.page_size);
        for number in (1..=initiatives).filter(|_| main || !portal.initiatives.is_empty()) {
            let url = self.page_of(AddressWord::Initiatives, number);
            self.make(url, Kind::Initiatives(number), book);
        }
        let news = main || !portal.news.is_empty();
        for number in (1..=pages_of(portal.news.len(), ARTICLES)).filter(|_| news) {
            let url = self.page_of(AddressWord::News, number);
            self.make(url, Kind::News(number), book);
        }
        if main || self.tags.iter().any(|tag| tag.shelf == Shelf::Topic) {
            self.make_list(AddressWord::Topics, Kind::Tags, book);
        }
        for (index, tag) in self.tags.clone().iter().enumerate() {
            for number in 1..=pages_of(tag.articles.len(), ARTICLES) {
                let url = self.addresses.list_page(&tag.url, number);
                self.make(url, Kind::Tag(index, number), book);
            }
        }
        self.make_list(AddressWord::Changes, Kind::Changes, book);
        // A site may say in words of its own how its figures are made.
        let method = portal.site.address_word(AddressWord::Method);
        if !portal.pages.iter().any(|page| page.slug == method) {
            self.make_list(AddressWord::Method, Kind::Method, book);
        }
        if portal.site.specimen {
            self.make("mau-giao-dien/".into(), Kind::Specimen, book);
        }
        if main {
            self.make_list(AddressWord::Data, Kind::Data, book);
            self.make("404.html".into(), Kind::NotFound, book);
            // The homes of other languages.
            for language in portal.other_languages() {
                book.take(
                    &format!("{language}/"),
                    &Place::Site,
                    generated(&Kind::Home),
                );
            }
        }
    }

    fn charts(&mut self, charts: &[Chart], book: &mut Book<'_>) {
        if charts.is_empty() {
            return;
        }
        self.make_list(AddressWord::Charts, Kind::Charts, book);
        let list = self.addresses.list(AddressWord::Charts).to_owned();
        book.take(EMBED_SCRIPT, &Place::Site, generated(&Kind::Charts));
        for (index, chart) in charts.iter().enumerate() {
            self.make(embed_url(&chart.id), Kind::Embed(index), book);
            // Readers are led to the chart among the others, not to the page for other sites. A
            // kind of chart means the first of it, as in a text.
            let url = format!("{list}#{}", chart.id);
            for folder in [&list, EMBEDS] {
                let kind = format!("{folder}{}", chart.request.kind.name());
                self.links
                    .insert(format!("{folder}{}", chart.id), url.clone());
                self.links.entry(kind).or_insert_with(|| url.clone());
            }
        }
    }

    fn records(&mut self, portal: &Portal, book: &mut Book<'_>) {
        for (index, programme) in portal.programmes.iter().enumerate() {
            let place = &programme.origin.place;
            let url = self.addresses.programme(programme);
            let name = format!("programmes/{}", programme.id);
            self.link(&[programme.origin.file(), &name], url.clone());
            self.add(url, Kind::Programme(index), place, book);
            for (number, phase) in programme.phases.iter().enumerate() {
                let url = self.addresses.phase(phase);
                self.link(&[&format!("phases/{}", phase.id)], url.clone());
                self.add(url, Kind::Phase(index, number), place, book);
            }
        }
        for (index, unit) in portal.units.iter().enumerate() {
            let url = self.addresses.unit(unit);
            self.link(&[&format!("units/{}", unit.id)], url.clone());
            self.add(url, Kind::Unit(index), &unit.origin.place, book);
        }
        self.add_initiatives(portal, book);
        for (index, news) in portal.news.iter().enumerate() {
            let url = self.addresses.article(news);
            let name = url.trim_end_matches('/');
            self.link(&[news.origin.file(), name], url.clone());
            self.add(url, Kind::Article(index), &news.places.slug, book);
        }
        for (index, page) in portal.pages.iter().enumerate() {
            let url = static_url(page);
            let name = url.trim_end_matches('/');
            self.link(&[page.origin.file(), name], url.clone());
            self.add(url, Kind::Static(index), &page.places.slug, book);
        }
    }

    fn add_initiatives(&mut self, portal: &Portal, book: &mut Book<'_>) {
        let all = portal.site.detail_pages == DetailPages::All;
        let mut last: Option<usize> = None;
        for index in self.initiatives.by_address(portal) {
            let url = self.url_of(portal, index).into_owned();
            let kind = Kind::Initiative(index);
            let place = &portal.initiatives[index].origin.place;
            // Nothing else has addresses of this kind, and those that are the same are side by
            // side.
            let same = last.filter(|last| all && self.url_of(portal, *last) == url);
            if let Some(first) = same {
                let problem = Problem::SameAddress {
                    url,
                    first: portal.initiatives[first].origin.place.clone(),
                    page: None,
                };
                book.problems.add(place.clone(), problem);
            } else if all {
                self.pages.push(Page { url, kind });
            } else {
                self.add(url, kind, place, book);
            }
            last = Some(index);
        }
    }

    fn media(&mut self, portal: &Portal, photos: &Photos, book: &mut Book<'_>) {
        for media in &portal.media {
            let place = Place::File(media.as_str().into());
            let shown = photos
                .get(media)
                .map_or_else(|| media_url(media), |photo| photo.plain().url.clone());
            self.link(&[media], shown);
            book.take(&media_url(media), &place, None);
        }
    }

    fn redirects(&mut self, portal: &Portal, book: &mut Book<'_>) {
        let spread = portal.site.detail_pages == DetailPages::All;
        for (index, initiative) in portal.initiatives.iter().enumerate() {
            // Where a site gives every initiative a page, those that had one before leave a
            // redirect.
            let short = (spread && initiative.featured)
                .then(|| self.addresses.short_initiative(&initiative.slug()));
            let to = self.url_of(portal, index).into_owned();
            if let Some(short) = short {
                let kind = Kind::Redirect(to.clone());
                self.add(short, kind, &initiative.origin.place, book);
            }
            self.aliases(portal, initiative.aliases(), &to, book);
        }
        for news in &portal.news {
            let to = self.addresses.article(news);
            self.aliases(portal, &news.aliases, &to, book);
        }
        for page in &portal.pages {
            self.aliases(portal, &page.aliases, &static_url(page), book);
        }
    }

    fn link(&mut self, names: &[&str], url: String) {
        for name in names {
            let name = name.strip_prefix("content/").unwrap_or(name);
            // A text in another language names the original.
            if let Some((original, _)) = crate::source::translation(name) {
                self.links.insert(original, url.clone());
            }
            self.links.insert(name.to_owned(), url.clone());
        }
    }

    /// What a path below content/, or `units/<id>` and the like, leads to.
    pub fn resolve(&self, portal: &Portal, target: &str) -> Option<Cow<'_, str>> {
        let link = self.links.get(target).map(|url| Cow::Borrowed(&**url));
        link.or_else(|| self.resolve_initiative(portal, target))
            .or_else(|| self.in_own_words(target).map(Cow::Borrowed))
    }

    fn resolve_initiative(&self, portal: &Portal, target: &str) -> Option<Cow<'_, str>> {
        let id = target.strip_prefix("initiatives/")?;
        let index = self
            .initiatives
            .find(portal, id)
            .or_else(|| self.initiatives.of_file(portal, target))?;
        Some(self.url_of(portal, index))
    }

    /// What a path that nothing has may mean.
    pub fn nearest(&self, target: &str) -> Option<String> {
        slug::nearest(target, self.links.keys().map(String::as_str)).map(|name| format!("@/{name}"))
    }

    /// What an address leads to, in words of the main language too: `don-vi/a`, `tin-tuc`.
    fn in_own_words(&self, target: &str) -> Option<&str> {
        let (word, id) = self.addresses.meaning(target)?;
        let name = match word {
            _ if id.is_empty() => None,
            AddressWord::Units | AddressWord::Organisations => Some(format!("units/{id}")),
            AddressWord::Progress => Some(format!("phases/{id}")),
            AddressWord::Programmes => Some(format!("programmes/{id}")),
            _ => None,
        };
        let name = name.or_else(|| self.addresses.meant(target))?;
        self.links.get(&name).map(String::as_str)
    }

    /// The initiatives of the same unit that were sent in just after and just before one: at most
    /// two each.
    pub fn neighbours(
        &self,
        portal: &Portal,
        index: usize,
    ) -> impl Iterator<Item = usize> + Clone + use<'_> {
        self.initiatives.neighbours(portal, index)
    }

    /// The initiatives of a unit itself, newest first, by index.
    pub fn initiatives_of(&self, unit: usize) -> &[usize] {
        self.initiatives.of_unit(unit)
    }

    /// The initiative with an id, by its index in the portal.
    pub fn initiative(&self, portal: &Portal, id: &str) -> Option<usize> {
        self.initiatives.find(portal, id)
    }

    /// Address of an initiative by its index in the portal: its page, or its row in the list.
    pub fn url_of(&self, portal: &Portal, index: usize) -> Cow<'_, str> {
        self.initiatives.url(portal, &self.addresses, index)
    }

    /// Lists of articles with feeds of their own.
    pub fn feeds<'a>(&'a self, portal: &'a Portal) -> Vec<Feed<'a>> {
        shelves::feeds(portal, &self.tags, &self.addresses)
    }

    /// Old addresses below the root of the site and where they lead now.
    pub fn moved(&self) -> Vec<(String, String)> {
        let mut moved = Vec::new();
        for page in &self.pages {
            if let Kind::Redirect(to) = &page.kind {
                moved.push((&page.url, to));
            }
        }
        moved.extend(self.queries.iter().map(|(old, new)| (old, new)));
        let prefix = self.prefix();
        moved
            .into_iter()
            .map(|(old, new)| (format!("{prefix}{old}"), format!("{prefix}{new}")))
            .collect()
    }

    /// How many pages of some kinds there are.
    pub fn crowds(&self) -> Crowds {
        self.crowds
    }

    /// What lists and feeds say of each page, in the order of the pages.
    pub fn summaries(&self, portal: &Portal, charts: &[Chart]) -> Vec<PageSummary> {
        self.pages
            .par_iter()
            .map(|page| summary(portal, charts, self, page))
            .collect()
    }
}

/// The anchor of an initiative's row; letters first, so that it is valid everywhere.
pub fn anchor(initiative: &Initiative) -> String {
    format!("sk-{}", initiative.slug())
}

struct Book<'a> {
    /// Only asked, never gone through.
    taken: HashMap<String, Owner>,
    /// Folders that old addresses make, without the `/` behind them, in small letters.
    folders: BTreeSet<String>,
    /// Folder of the language, for messages.
    prefix: String,
    problems: &'a mut Problems,
}

impl Book<'_> {
    /// Takes an address for what is at `place`, or for the page of that title that the program
    /// makes; false when it is taken already, which is reported.
    fn take(&mut self, url: &str, place: &Place, page: Option<[&'static str; 2]>) -> bool {
        if !self.free(url, url, place) {
            return false;
        }
        let owner = Owner {
            place: place.clone(),
            page,
        };
        self.taken.insert(url.to_owned(), owner);
        true
    }

    fn free(&mut self, asked: &str, url: &str, place: &Place) -> bool {
        let Some(Owner { place: first, page }) = self.taken.get(asked) else {
            return true;
        };
        let problem = Problem::SameAddress {
            url: format!("{}{url}", self.prefix),
            first: first.clone(),
            page: *page,
        };
        self.problems.add(place.clone(), problem);
        false
    }
}

/// Whose an address is.
struct Owner {
    place: Place,
    page: Option<[&'static str; 2]>,
}

/// Whether a host is that of the site; without `www.` it is the same.
fn own_host(portal: &Portal, host: &str) -> bool {
    let base = portal.site.base_url.as_deref().unwrap_or_default();
    let own = base.split_once("://").map_or("", |(_, rest)| rest);
    let own = own.split('/').next().unwrap_or_default().to_lowercase();
    own.trim_start_matches("www.") == host.trim_start_matches("www.")
}

/// What a page is called that the program makes by itself.
fn generated(kind: &Kind) -> Option<[&'static str; 2]> {
    Some(match kind {
        Kind::Home => ["Trang chủ", "Home"],
        Kind::Programmes => ["Chương trình", "Programmes"],
        Kind::Units => ["Đơn vị", "Units"],
        Kind::Pair => ["So sánh hai đơn vị", "Compare two units"],
        Kind::Organisations => ["Công đoàn cơ sở", "Grassroots unions"],
        Kind::Initiatives(_) => ["Danh sách sáng kiến", "List of initiatives"],
        Kind::News(_) => ["Tin tức", "News"],
        Kind::Tags | Kind::Tag(..) => ["Chủ đề", "Topics"],
        Kind::Data => ["Dữ liệu mở", "Open data"],
        Kind::Changes => ["Có gì mới", "What is new"],
        Kind::Charts | Kind::Embed(_) => ["Biểu đồ", "Charts"],
        Kind::Method => ["Cách tính", "How figures are made"],
        Kind::Search => ["Tìm kiếm", "Search"],
        Kind::Specimen => ["Mẫu giao diện", "Specimen of the theme"],
        Kind::NotFound => ["Không tìm thấy trang", "Page not found"],
        _ => return None,
    })
}
