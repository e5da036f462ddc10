//! Records as written to typed records, file by file, so that it can run in parallel.

mod addresses;
mod initiative;
mod news;
mod programme;
mod translation;

use std::collections::BTreeMap;

use arcstr::ArcStr;

use super::initiative::Image;
use super::programme::Metric;
use super::site::{Authors, DetailPages, Licence, MenuLink, Organisation, Visits};
use super::translate::Translation;
use super::{
    Body, Initiative, Map, News, Origin, Person, Programme, Publish, Report, Site, StaticPage,
    Unit, UnitKind, decode,
};
use crate::base::{Date, Interner, Lang, Messages, address, date, slug};
use crate::diag::{Problem, Problems};
use crate::parse::table::Table;
use crate::parse::{self, Fields, Parsed, Record, Reference};
use crate::source::{self, Role};

use news::{address, aliases, news, page};

/// One typed record.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each is what its name says")]
pub enum Item {
    Site(Box<Site>),
    Programme(Box<Programme>),
    ProgrammeBody {
        programme: String,
        body: Body,
        origin: Origin,
    },
    Unit(Box<Unit>),
    Report(Box<Report>),
    Snapshot(Box<Report>),
    Initiative(Initiative),
    News(Box<News>),
    Page(Box<StaticPage>),
    Map(Box<Map>),
    Translation(Box<Translation>),
}

/// The typed records of one file.
#[derive(Debug)]
pub struct Converted {
    /// What the file is.
    pub role: Role,
    /// Whether records may be missing because the file could not be read.
    pub broken: bool,
    /// Its records.
    pub items: Vec<Item>,
    /// Ids to resolve.
    pub references: Vec<Reference>,
    /// Whether it is what an earlier build made of the file: then `references` has not the ids
    /// that its records have.
    pub recalled: bool,
    /// What is wrong so far.
    pub problems: Problems,
    /// What the sheets of a table held besides records.
    pub tables: Vec<Table>,
    /// The file, where it could not be read as YAML but says that it is a draft.
    pub draft: Option<ArcStr>,
}

/// Represents a date that was invalid: the problem is reported and nothing is published, but links
/// to the record hold.
const NO_DATE: Date = Date::constant(1970, 1, 1);

/// Reads one file and types its records. Values that were invalid are left out: the build stops for
/// them anyway, and what follows should not be reported as a second problem.
pub fn convert(source: &source::Source, interner: &Interner) -> Converted {
    convert_by(source, || source::read(source), interner)
}

/// The same of a file that is not a table, whose bytes `bytes` gives.
pub fn convert_by(
    source: &source::Source,
    bytes: impl FnOnce() -> Result<Vec<u8>, Problem>,
    interner: &Interner,
) -> Converted {
    let (role, id) = (source.role, source.id());
    let make = |record, problems: &mut Problems| item(role, &id, record, interner, problems);
    let parsed: Parsed<Item> = parse::read_by(source, bytes, make);
    let Parsed {
        role,
        mut items,
        mut found,
        broken,
        tables,
        file,
        draft,
    } = parsed;
    // The areas of a map are in a file of their own, read as its YAML says.
    for item in &mut items {
        if let (Item::Map(map), Some(areas)) = (item, &source.sidecar) {
            let areas = parse::areas::read(areas, map.code.as_deref(), &mut found.problems);
            map.areas = areas.into_iter().map(|area| (area, None)).collect();
        }
    }
    Converted {
        role,
        broken,
        items,
        references: found.references,
        recalled: false,
        problems: found.problems,
        tables,
        draft: draft.then_some(file),
    }
}

fn item(
    role: Role,
    id: &str,
    record: Record,
    interner: &Interner,
    problems: &mut Problems,
) -> Option<Item> {
    let f = &record.fields;
    let origin = Origin {
        place: f.place.clone(),
    };
    let body = record
        .body
        .map(|(text, first_line)| Body { text, first_line });
    Some(match role {
        Role::Site => Item::Site(Box::new(site(f, problems))),
        Role::Programme => Item::Programme(Box::new(programme::programme(f, origin, problems))),
        Role::ProgrammeBody => Item::ProgrammeBody {
            programme: id.to_owned(),
            body: body?,
            origin,
        },
        Role::Units => Item::Unit(Box::new(unit(f, origin, problems))),
        Role::Reports => Item::Report(Box::new(report(f, origin, problems)?)),
        Role::Snapshots => Item::Snapshot(Box::new(report(f, origin, problems)?)),
        Role::Initiative | Role::Initiatives => Item::Initiative(initiative::initiative(
            record.fields,
            id,
            body,
            origin,
            interner,
            problems,
        )),
        Role::News => Item::News(Box::new(news(f, id, body?, origin, problems))),
        Role::Page => Item::Page(Box::new(page(f, id, body?, origin, problems))),
        Role::Map => Item::Map(Box::new(map(f, id, origin))),
        Role::Translation => Item::Translation(Box::new(translation::translation(
            f, body, origin, problems,
        ))),
        Role::Form | Role::Media => return None,
    })
}

fn site(f: &Fields, problems: &mut Problems) -> Site {
    let options = f.record("initiatives");
    let page_size = options.and_then(|o| o.count("page_size"));
    let page_size = page_size.and_then(|n| usize::try_from(n).ok());
    let main = f.str("language").and_then(Lang::of_code);
    let main = main.unwrap_or_default();
    let languages = f.texts("languages").into_iter();
    let contacts = f.texts("contacts").into_iter();
    Site {
        title: f.text("title").unwrap_or_default(),
        slogan: f.text("slogan"),
        base_url: base_url(f, problems),
        messages: Messages::default(),
        language: main,
        languages: languages
            .filter_map(|(code, _)| Lang::of_code(&code))
            .collect(),
        message_fallback: f.flag("message_fallback"),
        timezone: timezone(f, problems),
        mark: f.text("mark"),
        specimen: false,
        theme: f.text("theme").unwrap_or_else(|| "default".to_owned()),
        as_of: f.date("as_of"),
        organisation: f
            .record("organisation")
            .map(organisation)
            .unwrap_or_default(),
        contacts: contacts.map(|(text, _)| text).collect(),
        detail_pages: match options.and_then(|o| o.str("detail_pages")) {
            Some("all") => DetailPages::All,
            _ => DetailPages::Featured,
        },
        page_size: page_size.unwrap_or(100).max(1),
        authors: match options.and_then(|o| o.str("authors")) {
            Some("all") => Authors::All,
            Some("none") => Authors::None,
            _ => Authors::Consented,
        },
        menu: f
            .records("menu")
            .map(|link| menu_link(link, problems))
            .collect(),
        visits: f.record("visits").map(visits),
        social: f
            .records("social")
            .map(|link| menu_link(link, problems))
            .collect(),
        dataset_licence: f.text("dataset_licence"),
        tags: tag_slugs(f, problems),
        addresses: addresses::words(f, main, problems),
    }
}

fn timezone(f: &Fields, problems: &mut Problems) -> String {
    let zone = f.text("timezone");
    let zone = zone.unwrap_or_else(|| crate::parse::table::ZONE.to_owned());
    if !date::zone_exists(&zone) {
        let value = zone.clone();
        problems.add(f.place_of("timezone"), Problem::BadZone { value });
    }
    zone
}

fn visits(f: &Fields) -> Visits {
    let day = f.date("as_of").map(|day| date::written(day, Lang::Vi));
    Visits {
        live: f.flag("live"),
        online: f.count("online"),
        today: f.count("today"),
        total: f.count("total"),
        as_of: f.text("as_of_text").or(day),
    }
}

/// The addresses of tags and sections that the site gives itself.
fn tag_slugs(f: &Fields, problems: &mut Problems) -> BTreeMap<String, String> {
    let mut slugs = BTreeMap::new();
    for ((tag, _), (value, place)) in f.texts_by_key("tags") {
        let suggestion = slug::address(&value);
        if suggestion == value && !value.is_empty() {
            slugs.insert(tag.to_lowercase(), value);
        } else {
            problems.add(place, Problem::BadId { value, suggestion });
        }
    }
    slugs
}

/// The address of the site: it is written into pages, feeds and the configuration of servers.
fn base_url(f: &Fields, problems: &mut Problems) -> Option<String> {
    let value = f.text("base_url")?;
    let url = address::site(&value);
    if url.is_none() {
        problems.add(f.place_of("base_url"), Problem::BadBaseUrl { value });
    }
    url
}

/// Absolute addresses stay; a path is taken below the root. Other schemes are refused.
fn menu_link(f: &Fields, problems: &mut Problems) -> MenuLink {
    let url = f.text("url").unwrap_or_default();
    let absolute = url.starts_with("https://") || url.starts_with("http://");
    if !absolute
        && (url.contains(':') || url.starts_with("//") || url.contains(char::is_whitespace))
    {
        problems.add(f.place_of("url"), Problem::BadUrl { value: url.clone() });
    }
    let url = if absolute {
        url
    } else {
        url.trim_start_matches('/').to_owned()
    };
    MenuLink {
        title: f.text("title").unwrap_or_default(),
        url,
        origin: Origin {
            place: f.place_of("url"),
        },
    }
}

fn organisation(f: &Fields) -> Organisation {
    Organisation {
        name: f.text("name").unwrap_or_default(),
        short_name: f.text("short_name"),
        kind: f.text("kind"),
        address: f.text("address"),
        phone: f.text("phone"),
        fax: f.text("fax"),
        email: f.text("email"),
        responsible: f.text("responsible"),
        licence: f.record("licence").map(|l| Licence {
            number: l.text("number").unwrap_or_default(),
            issuer: l.text("issuer"),
            date: l.date("date"),
        }),
        built_by: f.text("built_by"),
    }
}

fn metric(f: &Fields) -> Metric {
    match f.text("metric").as_deref() {
        Some("valid") => Metric::Valid,
        _ => Metric::Submitted,
    }
}

/// Where a record was written.
fn written_at(f: &Fields) -> Origin {
    let place = f.place.clone();
    Origin { place }
}

fn person(f: &Fields) -> Person {
    let name = f.str("name").unwrap_or_default();
    Person::new((name, f.str("role"), f.flag("consent")))
}

fn unit(f: &Fields, origin: Origin, problems: &mut Problems) -> Unit {
    for (_, place, _) in f
        .counts("targets")
        .iter()
        .filter(|(.., target)| *target == 0)
    {
        problems.add(place.clone(), Problem::ZeroTarget);
    }
    let title = f.text("title").unwrap_or_default();
    Unit {
        id: f
            .text("id")
            .or_else(|| made_id(f, &title, &origin, problems))
            .unwrap_or_default(),
        short_title: f.text("short_title").unwrap_or_else(|| title.clone()),
        title,
        kind: match f.text("kind").as_deref() {
            Some("province") => UnitKind::Province,
            Some("cluster") => UnitKind::Cluster,
            Some("grassroots") => UnitKind::Grassroots,
            _ => UnitKind::Upper,
        },
        parent: f.text("parent"),
        members: f.count("members"),
        place_code: f.text("place_code"),
        targets: f
            .counts("targets")
            .iter()
            .map(|(phase, _, n)| (phase.clone(), *n))
            .collect(),
        targets_set_by: f.text("targets_set_by"),
        valid_from: f.date("valid_from"),
        valid_to: f.date("valid_to"),
        successors: f
            .texts("successors")
            .into_iter()
            .map(|(id, _)| id)
            .collect(),
        note: f.text("note"),
        about: f.text("about"),
        chair: f.record("chair").map(person),
        origin,
    }
}

/// The id of a unit in a table that says none: made from its title, so that the same title gives
/// the same id. In YAML an id has to be written.
fn made_id(f: &Fields, title: &str, origin: &Origin, problems: &mut Problems) -> Option<String> {
    if !origin.is_row() || title.is_empty() {
        return None;
    }
    let id = slug::address(title);
    if id.is_empty() {
        let value = title.to_owned();
        let suggestion = String::new();
        problems.add(f.place_of("title"), Problem::BadId { value, suggestion });
        return None;
    }
    Some(id)
}

fn map(f: &Fields, id: &str, origin: Origin) -> Map {
    Map {
        id: id.to_owned(),
        title: f.text("title"),
        edition: f.text("edition").unwrap_or_default(),
        source: f.text("source"),
        code: f.text("code"),
        valid_from: f.date("valid_from"),
        valid_to: f.date("valid_to"),
        areas: Vec::new(),
        origin,
    }
}

fn report(f: &Fields, origin: Origin, problems: &mut Problems) -> Option<Report> {
    let (submitted, valid) = (f.count("submitted"), f.count("valid"));
    // A form names all units; one without a figure has not reported.
    if submitted.is_none() && valid.is_none() && origin.is_row() {
        return None;
    }
    // A figure that was invalid is reported already; a file without any problem has a report that
    // says nothing.
    if submitted.is_none()
        && valid.is_none()
        && !problems
            .iter()
            .any(|d| d.place.file() == Some(origin.file()))
    {
        problems.add(f.place.clone(), Problem::EmptyReport);
    }
    Some(Report {
        as_of: f.date("as_of")?,
        unit: f.text("unit")?,
        programme: f.text("programme").unwrap_or_default(),
        submitted,
        valid,
        source: f.text("source"),
        note: f.text("note"),
        published: f.date("published"),
        conflicts: f.flag("conflicts"),
        origin,
    })
}

fn publish(f: &Fields) -> Publish {
    Publish {
        draft: f.flag("draft"),
        from: f.date("publish_from"),
        to: f.date("publish_to"),
    }
}

/// The picture of a record; `src` is taken beside the record's file, or below content/ when it
/// begins with media/.
fn image(f: &Fields, file: &str) -> Option<Image> {
    let image = f.record("image")?;
    let src = image.text("src")?;
    let folder = file
        .rsplit_once('/')
        .map_or("content", |(folder, _)| folder);
    let src = decode(&src).unwrap_or(src);
    let path = match src.trim_start_matches('/') {
        media if media.starts_with("media/") || media.starts_with("static/") => {
            format!("content/{media}")
        }
        beside => format!("{folder}/{}", beside.trim_start_matches("./")),
    };
    let (caption, credit) = (image.text("caption"), image.text("credit"));
    Some(Image {
        src: path,
        alt: image.text("alt").unwrap_or_default(),
        caption,
        credit,
        origin: Origin {
            place: image.place_of("src"),
        },
    })
}
