//! What every page has: head, menu, way back; and what the whole site shares.

use std::collections::BTreeMap;

use super::{Edition, PageBuilder};
use crate::base::{AddressWord, Date, Lang, date, number};
use crate::model::Portal;
use crate::model::site::{MenuLink, Organisation, Visits};
use crate::page::plan::{self, Kind, Page, Shelf};
use crate::page::view::{
    DateView, FeedLink, LanguageView, LicenceView, Link, OrganisationView, PhoneView, Shell,
    SiteView, VisitsView,
};

/// Way from a page to the root. The 404 page is served at any depth, so it needs an absolute one.
pub(super) fn root(portal: &Portal, page: &Page) -> String {
    if page.kind == Kind::NotFound {
        let base = portal.site.base_url.as_deref().unwrap_or("/");
        let path = base.split_once("://").map_or("/", |(_, rest)| {
            rest.find('/').map_or("/", |at| &rest[at..])
        });
        return path.to_owned();
    }
    match page.url.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// What all pages share.
pub fn site(portal: &Portal, assets: BTreeMap<String, String>) -> SiteView {
    let site = &portal.site;
    let lang = site.language;
    SiteView {
        title: site.title.clone(),
        brand: crate::page::words::name_held_together(&site.title),
        slogan: site.slogan.clone(),
        organisation: organisation(&site.organisation, lang),
        visits: site.visits.as_ref().map(|v| visits(v, lang)),
        social: site.social.iter().map(social_link).collect(),
        pages: portal
            .pages
            .iter()
            .map(|p| Link {
                title: p.title.clone(),
                url: plan::static_url(p),
                external: false,
                current: false,
            })
            .collect(),
        feeds: if site.base_url.is_some() {
            feeds("", "")
        } else {
            Vec::new()
        },
        assets,
    }
}

fn visits(visits: &Visits, lang: Lang) -> VisitsView {
    // Of a day that is over no one is online, and nothing is today.
    let [online, today] = match visits.live {
        true => [visits.online, visits.today],
        false => [None, None],
    };
    VisitsView {
        live: visits.live,
        online: online.map(|n| number::whole(n, lang)),
        today: today.map(|n| number::whole(n, lang)),
        total: visits.total.map(|n| number::whole(n, lang)),
        as_of: visits.as_of.clone(),
    }
}

fn social_link(link: &MenuLink) -> Link {
    Link {
        title: link.title.clone(),
        url: link.url.clone(),
        external: link.url.starts_with("http"),
        current: false,
    }
}

/// The three feeds of a list of articles.
fn feeds(url: &str, title: &str) -> Vec<FeedLink> {
    let mut links = Vec::new();
    for (name, file, media_type) in [
        ("RSS", "feed.xml", "application/rss+xml"),
        ("Atom", "atom.xml", "application/atom+xml"),
        ("JSON", "feed.json", "application/feed+json"),
    ] {
        links.push(FeedLink {
            title: if title.is_empty() {
                name.to_owned()
            } else {
                format!("{title} ({name})")
            },
            url: format!("{url}{file}"),
            media_type,
        });
    }
    links
}

fn organisation(o: &Organisation, lang: Lang) -> OrganisationView {
    OrganisationView {
        name: o.name.clone(),
        short_name: o.short_name.clone(),
        kind: o.kind.clone(),
        address: o.address.clone(),
        phone: o.phone.as_deref().map(phone),
        fax: o.fax.clone(),
        email: o.email.clone(),
        responsible: o.responsible.clone(),
        licence: o.licence.as_ref().map(|l| LicenceView {
            number: l.number.clone(),
            issuer: l.issuer.clone(),
            date: l.date.map(|day| DateView::new(day, lang)),
        }),
        built_by: o.built_by.clone(),
    }
}

/// A telephone number as written, and as telephones dial it.
fn phone(text: &str) -> PhoneView {
    let dialled = text.chars().filter(|c| c.is_ascii_digit() || *c == '+');
    PhoneView {
        text: text.to_owned(),
        tel: dialled.collect(),
    }
}

impl PageBuilder<'_> {
    pub(super) fn shell(&self, kind: &'static str) -> Shell {
        let site = &self.context.portal.site;
        let title = self.summary.title.clone();
        let home = self.page.kind == Kind::Home;
        let canonical = site
            .base_url
            .as_ref()
            .map(|base| format!("{base}{}{}", self.context.plan.prefix(), self.page.url));
        let description = self.description();
        Shell {
            lang: self.lang.to_string(),
            root: self.root.clone(),
            files: self.files.clone(),
            data: self.here(AddressWord::Data),
            languages: self.languages(),
            url: self.page.url.clone(),
            head_title: if home {
                self.home_title()
            } else {
                format!("{title} | {}", site.title)
            },
            og_type: if matches!(self.page.kind, Kind::Article(_)) {
                "article"
            } else {
                "website"
            },
            json_ld: self.json_ld(canonical.as_deref(), &description),
            json_ld_crumbs: self.json_ld_crumbs(canonical.as_deref()),
            breadcrumbs: self.breadcrumbs(),
            noindex: !self.summary.in_sitemap,
            as_of: self.date(self.context.progress.as_of),
            feeds: self.feeds(),
            image: self.share_image(),
            canonical,
            title,
            description,
            kind,
        }
    }

    /// This page in other languages, or their home pages where it has no translation.
    pub(super) fn languages(&self) -> Vec<LanguageView> {
        let editions = self.context.editions.iter();
        let mut views: Vec<LanguageView> = editions.map(|edition| self.language(edition)).collect();
        // A page that has no translation claims none.
        if views.iter().filter(|view| view.absolute.is_some()).count() < 2 {
            views.iter_mut().for_each(|view| view.absolute = None);
        }
        views
    }

    /// This page in a language, or the home page.
    fn language(&self, edition: &Edition) -> LanguageView {
        let base = self.context.portal.site.base_url.as_deref();
        let own_prefix = self.context.plan.prefix();
        let up = if own_prefix.is_empty() { "" } else { "../" };
        let url = self.url_in(edition);
        let same = url.is_some();
        let path = format!("{}{}", edition.prefix, url.unwrap_or_default());
        LanguageView {
            lang: edition.language.to_string(),
            title: edition.language.name().to_owned(),
            url: format!("{up}{path}"),
            absolute: base.filter(|_| same).map(|base| format!("{base}{path}")),
            main: edition.prefix.is_empty(),
            current: edition.prefix == own_prefix,
        }
    }

    /// The address of this page in another language; none where it has no translation.
    fn url_in(&self, edition: &Edition) -> Option<String> {
        let own = &self.context.plan.addresses;
        let listed = self.page.kind.is_listed();
        let url = edition.addresses.of_other(own, &self.page.url, listed)?;
        edition.urls.contains(&url).then_some(url)
    }

    fn feeds(&self) -> Vec<FeedLink> {
        if self.context.portal.site.base_url.is_none() {
            return Vec::new();
        }
        let portal = self.context.portal;
        let folder = match self.page.kind {
            Kind::Tag(i, _) if self.context.plan.tags[i].shelf != Shelf::Year => {
                self.context.plan.tags[i].feeds.clone()
            }
            Kind::Changes => plan::CHANGES_FEEDS.to_owned(),
            Kind::Unit(i)
                if portal
                    .news
                    .iter()
                    .any(|n| n.units.contains(&portal.units[i].id)) =>
            {
                plan::unit_feeds(&portal.units[i])
            }
            _ => return Vec::new(),
        };
        feeds(&folder, &self.summary.title)
    }

    pub(super) fn breadcrumbs(&self) -> Vec<Link> {
        let portal = self.context.portal;
        let section = match self.page.kind {
            Kind::Home | Kind::NotFound | Kind::Redirect(_) => return Vec::new(),
            Kind::Programme(_) => Some(("title-programmes", AddressWord::Programmes)),
            Kind::Phase(..) => Some(("menu-progress", AddressWord::Progress)),
            Kind::Unit(_) => Some(("title-units", AddressWord::Units)),
            Kind::Initiative(_) => Some(("title-initiatives", AddressWord::Initiatives)),
            Kind::Initiatives(n) if n > 1 => Some(("title-initiatives", AddressWord::Initiatives)),
            Kind::Article(_) => Some(("title-news", AddressWord::News)),
            Kind::News(n) if n > 1 => Some(("title-news", AddressWord::News)),
            Kind::Tag(i, _) if self.context.plan.tags[i].shelf == Shelf::Topic => {
                Some(("title-topics", AddressWord::Topics))
            }
            Kind::Tag(..) => Some(("title-news", AddressWord::News)),
            _ => None,
        };
        let mut crumbs = vec![self.link(&self.say("home", &[]), "")];
        if let Some((title, word)) = section {
            crumbs.push(self.link(&self.say(title, &[]), self.addresses().list(word)));
        }
        if let Kind::Unit(i) = self.page.kind {
            let above = portal.ancestors(&portal.units[i]);
            crumbs.extend(above.iter().map(|unit| self.short_unit_link(unit)));
        }
        crumbs
    }
}

impl DateView {
    /// A day as a language writes it.
    pub(crate) fn new(day: Date, lang: Lang) -> Self {
        Self {
            iso: day.to_string(),
            text: date::written(day, lang),
        }
    }
}
