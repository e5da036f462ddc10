//! What each page says: portal and figures to views.

mod anchors;
mod card;
mod changes;
mod charts;
mod compared;
mod data;
mod description;
mod facts;
mod feed;
mod foreign;
mod frame;
mod home;
mod initiative;
mod json_ld;
mod key;
mod macros;
mod news;
mod pair;
mod printable;
mod programme;
mod share;
mod shell;
mod simple;
mod standing;
mod unit;

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeSet;

use serde::Serialize;

use super::lint::Facts;
use super::markdown::Picture;
use super::plan::{Addresses, Kind, Page, Plan};
use super::theme::Theme;
use super::view::{
    ArticleView, ChangesView, ChartsView, DataView, DateView, EmbedView, HomeView, ImageView,
    InitiativeView, InitiativesView, Link, NewsListView, NotFoundView, Pager, PairView, PhaseView,
    ProgrammeView, ProgrammesView, RedirectView, Shell, StaticView, TagsView, UnitView, UnitsView,
};
use super::{PageSummary, markdown, words};
use crate::base::messages::Arg;
use crate::base::{AddressWord, Date, Lang, Texts, number};
use crate::chart::Chart;
use crate::diag::{Place, Problem, Problems};
use crate::model::{self, Body, Origin, Portal};
pub use crate::page::plan::Photos;
use crate::progress::{PhaseProgress, Progress};
pub use anchors::Anchors;
pub use changes::{ChangeNews, changes};
pub use facts::facts;
pub use feed::{FeedText, feed_text};
pub use frame::Frames;
pub use key::Keys;
pub use share::{Share, Shares, share, subjects};
pub use shell::site;

/// Broken links and pictures of one text for which what may be meant is looked for.
const SUGGESTIONS: usize = 50;

/// The site in one language.
#[derive(Debug, Clone)]
pub struct Edition {
    /// `vi` or `en`.
    pub language: Lang,
    /// Its folder: empty for the main one, else `en/`.
    pub prefix: String,
    /// Where its pages are.
    pub addresses: Addresses,
    /// Addresses of its pages below that folder, without those that lead on.
    pub urls: BTreeSet<String>,
}

/// All that a page may be made from.
#[derive(Debug, Clone, Copy)]
pub struct RenderContext<'a> {
    /// Records.
    pub portal: &'a Portal,
    /// Figures.
    pub progress: &'a Progress<'a>,
    /// Charts.
    pub charts: &'a [Chart],
    /// Pages and addresses.
    pub plan: &'a Plan,
    /// Pages and addresses of the main language, and its records.
    pub main: (&'a Plan, &'a Portal),
    /// All languages, where there are several.
    pub editions: &'a [Edition],
    /// One per page of the plan, in its order.
    pub summaries: &'a [PageSummary],
    /// The tables of the data page.
    pub data: &'a DataView,
    /// Photos, by path below the root of the site.
    pub photos: &'a Photos,
    /// Cards for sharing.
    pub shares: &'a Shares,
    /// What numbers in news are compared with.
    pub facts: &'a Facts,
    /// Templates.
    pub theme: &'a Theme,
    /// What is around its pages, as far as it was made.
    pub frames: &'a Frames,
    /// Anchors of its texts, as far as links asked for them.
    pub anchors: &'a Anchors,
}

/// A page's own view, by template.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum View {
    Home(Box<HomeView>),
    Programmes(ProgrammesView),
    Programme(Box<ProgrammeView>),
    Phase(Box<PhaseView>),
    Units(UnitsView),
    Organisations(UnitsView),
    Pair(PairView),
    Unit(Box<UnitView>),
    Organisation(Box<UnitView>),
    Initiatives(InitiativesView),
    Initiative(Box<InitiativeView>),
    News(NewsListView),
    Tag(NewsListView),
    Article(Box<ArticleView>),
    Tags(TagsView),
    Data(DataView),
    Changes(ChangesView),
    Charts(ChartsView),
    Embed(Box<EmbedView>),
    Page(StaticView),
    Specimen(Box<HomeView>),
    Search(NotFoundView),
    NotFound(NotFoundView),
    Redirect(RedirectView),
}

impl View {
    /// The template without its ending; also the kind of the page for classes.
    fn name(&self) -> &'static str {
        match self {
            Self::Home(_) => "home",
            Self::Programmes(_) => "programmes",
            Self::Programme(_) => "programme",
            Self::Phase(_) => "phase",
            Self::Units(_) => "units",
            Self::Organisations(_) => "organisations",
            Self::Pair(_) => "pair",
            Self::Unit(_) => "unit",
            Self::Organisation(_) => "organisation",
            Self::Initiatives(_) => "initiatives",
            Self::Initiative(_) => "initiative",
            Self::News(_) => "news",
            Self::Tag(_) => "tag",
            Self::Article(_) => "article",
            Self::Tags(_) => "tags",
            Self::Data(_) => "data",
            Self::Changes(_) => "changes",
            Self::Charts(_) => "charts",
            Self::Embed(_) => "embed",
            Self::Page(_) => "page",
            Self::Specimen(_) => "specimen",
            Self::Search(_) => "search",
            Self::NotFound(_) => "404",
            Self::Redirect(_) => "redirect",
        }
    }
}

/// Work on one page: its way to the root, and the problems found while making it.
struct PageBuilder<'a> {
    context: RenderContext<'a>,
    page: &'a Page,
    summary: &'a PageSummary,
    root: String,
    /// Way to the files that all languages share.
    files: String,
    lang: Lang,
    /// Whether its text is for a feed, in which charts are pictures.
    in_feed: bool,
    /// The text of the page's initiative, once it was read.
    text: OnceCell<Result<Cow<'a, Body>, Problem>>,
    problems: RefCell<Problems>,
}

/// A page that was made, or that need not be.
#[derive(Debug)]
pub enum Rendered<K> {
    /// What `kept` had.
    Kept(K),
    /// Its HTML, and the key of what it was made from; the key is empty where there was a problem,
    /// which must be reported again.
    Made(Vec<u8>, String),
}

/// Makes the HTML of page `index` of the plan, unless `kept` has a page of the same key. Problems
/// of its texts and templates are reported.
pub fn render<K>(
    context: RenderContext<'_>,
    keys: &Keys,
    index: usize,
    problems: &mut Problems,
    kept: impl Fn(&str) -> Option<K>,
) -> Option<Rendered<K>> {
    let builder = PageBuilder::of(context, index);
    let soon = builder.key(keys);
    if let Some(kept) = soon.as_deref().and_then(&kept) {
        return Some(Rendered::Kept(kept));
    }
    let page = builder.page;
    let view = builder.view();
    let shell: Shell = builder.shell(view.name());
    let has_problems = !builder.problems.borrow().is_empty();
    let key = soon.unwrap_or_else(|| builder.view_key(keys, view.name(), &shell, &view));
    if let Some(kept) = Some(&key)
        .filter(|_| !has_problems)
        .and_then(|key| kept(key))
    {
        return Some(Rendered::Kept(kept));
    }
    let template = format!("{}.html", view.name());
    let record = builder
        .origin()
        .map(|o| o.file().to_owned())
        .unwrap_or_default();
    let of = (&*page.url, &*record);
    let html = builder
        .parts(of)
        .and_then(|parts| context.theme.render(&template, &parts, &shell, &view, of));
    problems.extend(builder.problems.into_inner());
    let html = html
        .map_err(|(place, problem)| problems.add(place, problem))
        .ok()?;
    let html = foreign::marked(html, context.portal.site.language);
    Some(Rendered::Made(
        printable::printable(html),
        if has_problems { String::new() } else { key },
    ))
}

/// The address of a page and the record behind it, for messages.
pub fn named(context: RenderContext<'_>, index: usize) -> String {
    let builder = PageBuilder::of(context, index);
    let url = &builder.page.url;
    match builder.origin() {
        Some(origin) => format!("/{url} ({})", origin.place),
        None => format!("/{url}"),
    }
}

impl<'a> PageBuilder<'a> {
    /// The page as it is; nothing where its template is invalid.
    fn html(&self) -> Option<Vec<u8>> {
        let view = self.view();
        let shell = self.shell(view.name());
        let template = format!("{}.html", view.name());
        let page = (&*self.page.url, "");
        let parts = self.parts(page).ok()?;
        let theme = self.context.theme;
        theme.render(&template, &parts, &shell, &view, page).ok()
    }

    fn of(context: RenderContext<'a>, index: usize) -> Self {
        let page = &context.plan.pages[index];
        let root = shell::root(context.portal, page);
        Self {
            context,
            page,
            summary: &context.summaries[index],
            files: format!(
                "{root}{}",
                if context.plan.prefix().is_empty() {
                    ""
                } else {
                    "../"
                }
            ),
            root,
            lang: context.portal.site.language,
            in_feed: false,
            text: OnceCell::new(),
            problems: RefCell::default(),
        }
    }

    fn view(&self) -> View {
        match &self.page.kind {
            Kind::Home => View::Home(Box::new(self.home())),
            Kind::Programmes => View::Programmes(self.programmes()),
            Kind::Programme(i) => View::Programme(Box::new(self.programme(*i))),
            Kind::Phase(i, j) => View::Phase(Box::new(self.phase(*i, *j))),
            Kind::Units => View::Units(self.units()),
            Kind::Pair => View::Pair(self.pair()),
            Kind::Organisations => View::Organisations(self.organisations()),
            Kind::Unit(i) => {
                let view = Box::new(self.unit(*i));
                if view.kind == "grassroots" {
                    View::Organisation(view)
                } else {
                    View::Unit(view)
                }
            }
            Kind::Initiatives(n) => View::Initiatives(self.initiatives(*n)),
            Kind::Initiative(i) => View::Initiative(Box::new(self.initiative(*i))),
            Kind::News(n) => View::News(self.news(*n)),
            Kind::Tag(i, n) => View::Tag(self.tag(*i, *n)),
            Kind::Article(i) => View::Article(Box::new(self.article(*i))),
            Kind::Tags => View::Tags(self.tags()),
            Kind::Data => View::Data(self.data()),
            Kind::Changes => View::Changes(self.changes()),
            Kind::Charts => View::Charts(self.charts()),
            Kind::Embed(i) => View::Embed(Box::new(self.embed(*i))),
            Kind::Method => View::Page(self.method_page()),
            Kind::Static(i) => View::Page(self.static_page(*i)),
            Kind::Specimen => View::Specimen(Box::new(self.home())),
            Kind::Search => View::Search(self.not_found()),
            Kind::NotFound => View::NotFound(self.not_found()),
            Kind::Redirect(to) => View::Redirect(RedirectView {
                url: to.clone(),
                path: self.path_of(to),
            }),
        }
    }

    /// An address of the page's language, from the root of the site.
    fn path_of(&self, url: &str) -> String {
        format!("/{}{url}", self.context.plan.prefix())
    }

    /// The record behind the page.
    fn origin(&self) -> Option<&'a Origin> {
        let portal = self.context.portal;
        Some(match self.page.kind {
            Kind::Programme(i) | Kind::Phase(i, _) => &portal.programmes[i].origin,
            Kind::Unit(i) => &portal.units[i].origin,
            Kind::Initiative(i) => &portal.initiatives[i].origin,
            Kind::Article(i) => &portal.news[i].origin,
            Kind::Static(i) => &portal.pages[i].origin,
            _ => return None,
        })
    }

    fn date(&self, day: Date) -> DateView {
        DateView::new(day, self.lang)
    }

    /// A day as HTML.
    fn time(&self, day: Date) -> String {
        let day = self.date(day);
        format!("<time datetime=\"{}\">{}</time>", day.iso, day.text)
    }

    /// The sentences of the page's language.
    fn texts(&self) -> Texts<'a> {
        self.context.portal.site.texts()
    }

    /// One of them.
    fn say(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.texts().say(id, args)
    }

    fn whole(&self, value: i64) -> String {
        number::whole(value, self.lang)
    }

    /// `425,8%` of the target.
    fn reached(&self, figures: &PhaseProgress<'_>) -> Option<String> {
        figures.percent.map(|share| share.text(self.lang))
    }

    fn link(&self, title: &str, url: impl Into<String>) -> Link {
        Link {
            title: title.to_owned(),
            url: url.into(),
            external: false,
            current: false,
        }
    }

    /// A link to a unit by its full name.
    fn unit_link(&self, unit: &model::Unit) -> Link {
        let title = words::unit_name(&unit.title);
        self.link(&title, self.addresses().unit(unit))
    }

    /// A link to a unit by its short name.
    fn short_unit_link(&self, unit: &model::Unit) -> Link {
        let title = words::unit_name(&unit.short_title);
        self.link(&title, self.addresses().unit(unit))
    }

    /// Where the pages of this language are.
    fn addresses(&self) -> &'a Addresses {
        &self.context.plan.addresses
    }

    /// This language, where it is not the main one.
    fn other_edition(&self) -> Option<&'a Edition> {
        let prefix = self.context.plan.prefix();
        let mut editions = self.context.editions.iter();
        editions.find(|edition| !prefix.is_empty() && edition.prefix == prefix)
    }

    /// The address of a list from the home of this language: that in this language, else in the
    /// main one.
    fn here(&self, list: AddressWord) -> String {
        let url = self.addresses().list(list);
        match self.other_edition() {
            Some(own) if !own.urls.contains(url) => {
                let (main, _) = self.context.main;
                format!("../{}", main.addresses.list(list))
            }
            _ => url.to_owned(),
        }
    }

    /// An address that the site's menu names, from the home of this language: that of the page in
    /// this language, which may be named in words of the main one or of before, else in the main
    /// one.
    fn menu_url<'u>(&self, url: &'u str) -> Cow<'u, str> {
        let Some(own) = self.other_edition() else {
            return self.addresses().renewed(url);
        };
        let end = url.find(['#', '?']).unwrap_or(url.len());
        let (path, rest) = url.split_at(end);
        if own.urls.contains(path) {
            return Cow::Borrowed(url);
        }
        let meant = self.addresses().meant(path);
        if let Some(meant) = meant.filter(|meant| own.urls.contains(meant)) {
            return Cow::Owned(format!("{meant}{rest}"));
        }
        let (main, _) = self.context.main;
        Cow::Owned(format!("../{}", main.addresses.renewed(url)))
    }

    /// The text of the initiative that the page is about: it may have to be read.
    fn text_of(
        &self,
        initiative: &'a model::Initiative,
    ) -> Option<&Result<Cow<'a, Body>, Problem>> {
        let text = initiative.body()?;
        Some(self.text.get_or_init(|| text.read()))
    }

    /// The same as HTML.
    fn prose_of(&self, initiative: &'a model::Initiative) -> String {
        match self.text_of(initiative) {
            Some(Ok(body)) => self.prose(body, &initiative.origin),
            Some(Err(problem)) => {
                self.report((initiative.origin.place.clone(), problem.clone()));
                String::new()
            }
            None => String::new(),
        }
    }

    /// The Markdown of a record as HTML.
    fn prose(&self, body: &Body, origin: &Origin) -> String {
        self.prose_with(body, origin, &mut Vec::new())
    }

    /// The same; `used` takes the ids of the charts that the text shows.
    fn prose_with(&self, body: &Body, origin: &Origin, used: &mut Vec<String>) -> String {
        let portal = self.context.portal;
        let mut expand = |m: &super::macros::Macro| self.expand(m, used);
        let resolve = |path: &str| self.resolve(path);
        let hidden = |path: &str| portal.hidden.contains(format!("content/{path}").as_str());
        // A search through all records for each of them: a text with more broken links than these
        // was moved as a whole.
        let left = Cell::new(SUGGESTIONS);
        let (plan, of_main) = self.context.main;
        let nearest = |path: &str| take_one(&left).then(|| plan.nearest(path))?;
        let nearest_file = |path: &str| take_one(&left).then(|| nearest_media(of_main, path))?;
        let anchors = |path: &str| self.context.anchors.of(path, self.context);
        let picture = |picture: &Picture| self.picture(picture);
        let people = |shown: &str| model::people_shown(&body.text, shown, portal, self.people());
        let mut around = markdown::Around {
            texts: self.texts(),
            origin,
            people: &people,
            resolve: &resolve,
            hidden: &hidden,
            nearest: &nearest,
            nearest_file: &nearest_file,
            anchors: &anchors,
            expand: &mut expand,
            picture: &picture,
        };
        // A chart in the text may tell problems of its own while this runs, so these are collected
        // apart.
        let mut found = Problems::default();
        let html = markdown::render(body, &mut around, &mut found);
        self.problems.borrow_mut().extend(found);
        html
    }

    /// Where a path below content/ leads from this page: in its own language, else in the main one.
    fn resolve(&self, path: &str) -> Option<String> {
        let context = self.context;
        if let Some(url) = context.plan.resolve(context.portal, path) {
            return Some(format!("{}{url}", self.root));
        }
        let (plan, portal) = context.main;
        let url = plan.resolve(portal, path)?;
        Some(format!("{}{url}", self.files))
    }

    /// The people of the record behind the page.
    fn people(&self) -> &'a [model::Person] {
        let portal = self.context.portal;
        match self.page.kind {
            Kind::Initiative(i) => &portal.initiatives[i].authors,
            Kind::Programme(i) => portal.programmes[i].contact.as_slice(),
            Kind::Unit(i) => portal.units[i].chair.as_slice(),
            _ => &[],
        }
    }

    /// A picture in a text; none when there is no such file.
    fn picture(&self, picture: &Picture) -> Option<String> {
        let photo = self
            .context
            .photos
            .get(&format!("content/{}", picture.path))?;
        let caption = (!picture.caption.trim().is_empty()).then(|| picture.caption.clone());
        let image = ImageView {
            caption,
            ..card::picture(photo, &picture.alt)
        };
        let template = if picture.alone {
            "photo.html"
        } else {
            "picture.html"
        };
        let html = self
            .context
            .theme
            .image(template, &image, &self.files, &self.page.url);
        Some(html.unwrap_or_else(|found| {
            self.report(found);
            String::new()
        }))
    }

    fn report(&self, (place, problem): (Place, crate::diag::Problem)) {
        self.problems.borrow_mut().add(place, problem);
    }

    /// The way through a list of `total` pages that begins at `first`.
    fn pager(&self, first: &str, number: usize, total: usize) -> Pager {
        let addresses = self.addresses();
        let mut pages: Vec<Link> = Vec::new();
        for n in 1..=total {
            let near = n == 1 || n == total || n.abs_diff(number) <= 1;
            if near {
                let mut link = self.link(&n.to_string(), addresses.list_page(first, n));
                link.current = n == number;
                pages.push(link);
            } else if pages.last().is_some_and(|last| !last.url.is_empty()) {
                pages.push(self.link("…", ""));
            }
        }
        Pager {
            number,
            total,
            previous: (number > 1).then(|| addresses.list_page(first, number - 1)),
            next: (number < total).then(|| addresses.list_page(first, number + 1)),
            pages,
        }
    }
}

/// Takes one of what is left; `false` where nothing is.
fn take_one(left: &Cell<usize>) -> bool {
    left.replace(left.get().saturating_sub(1)) > 0
}

fn nearest_media(portal: &Portal, path: &str) -> Option<String> {
    let media = portal.media.iter().chain(&portal.unnamed_media).cloned();
    model::nearest_media(&media.collect::<Vec<_>>(), path)
}
