//! Records as written to typed records, file by file, so that it can run in parallel.

mod initiative;
mod news;
mod translation;

use super::initiative::Image;
use super::programme::{DatedTarget, Indicator, Metric, PublicFigure, Rank, Target};
use super::site::{Authors, DetailPages, Licence, MenuLink, Organisation, Visits};
use super::translate::Translation;
use super::{
    Body, Group, Initiative, Map, News, Origin, Person, Phase, Programme, Publish, Report, Site,
    StaticPage, Unit, UnitKind, decode,
};
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Date, Interner, Lang, Messages, address, date, slug};
use crate::diag::{Place, Problem, Problems};
use crate::parse::table::Table;
use crate::parse::{self, Fields, Parsed, Record, Reference};
use crate::source::{self, Role};

use news::{address, aliases, news, page};

/// One typed record.
#[derive(Debug)]
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
    pub draft: Option<Arc<str>>,
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
        Role::Programme => Item::Programme(Box::new(programme(f, origin, problems))),
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
    let option = |key: &str| options.and_then(|o| o.text(key));
    let timezone = f
        .text("timezone")
        .unwrap_or_else(|| "Asia/Ho_Chi_Minh".to_owned());
    if !date::zone_exists(&timezone) {
        problems.add(
            f.place_of("timezone"),
            Problem::BadZone {
                value: timezone.clone(),
            },
        );
    }
    Site {
        title: f.text("title").unwrap_or_default(),
        slogan: f.text("slogan"),
        base_url: base_url(f, problems),
        messages: Messages::default(),
        language: f
            .text("language")
            .and_then(|code| Lang::of_code(&code))
            .unwrap_or_default(),
        languages: f
            .texts("languages")
            .into_iter()
            .filter_map(|(code, _)| Lang::of_code(&code))
            .collect(),
        message_fallback: f.flag("message_fallback"),
        timezone,
        mark: f.text("mark"),
        specimen: false,
        theme: f.text("theme").unwrap_or_else(|| "default".to_owned()),
        as_of: f.date("as_of"),
        organisation: f
            .record("organisation")
            .map(organisation)
            .unwrap_or_default(),
        contacts: f
            .texts("contacts")
            .into_iter()
            .map(|(text, _)| text)
            .collect(),
        detail_pages: match option("detail_pages").as_deref() {
            Some("all") => DetailPages::All,
            _ => DetailPages::Featured,
        },
        page_size: options
            .and_then(|o| o.count("page_size"))
            .and_then(|n| usize::try_from(n).ok())
            .unwrap_or(100)
            .max(1),
        authors: match option("authors").as_deref() {
            Some("all") => Authors::All,
            Some("none") => Authors::None,
            _ => Authors::Consented,
        },
        menu: f
            .records("menu")
            .map(|link| menu_link(link, problems))
            .collect(),
        visits: f.record("visits").map(|v| Visits {
            live: v.flag("live"),
            online: v.count("online"),
            today: v.count("today"),
            total: v.count("total"),
            as_of: v
                .text("as_of_text")
                .or_else(|| v.date("as_of").map(|d| date::written(d, Lang::Vi))),
        }),
        social: f
            .records("social")
            .map(|link| menu_link(link, problems))
            .collect(),
        dataset_licence: f.text("dataset_licence"),
        tags: tag_slugs(f, problems),
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

/// Targets of a phase that were changed, by unit, oldest first.
fn dated_targets(phase: &Fields) -> Vec<DatedTarget> {
    let target = |t: &Fields| {
        Some(DatedTarget {
            unit: t.text("unit"),
            value: t.count("value")?,
            since: t.date("since"),
            source: t.text("source"),
            origin: written_at(t),
        })
    };
    let mut targets: Vec<DatedTarget> = phase.records("targets").filter_map(target).collect();
    targets.sort_by(|a, b| (&a.unit, a.since).cmp(&(&b.unit, b.since)));
    targets
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

fn programme(f: &Fields, origin: Origin, problems: &mut Problems) -> Programme {
    for phase in f.records("phases").filter(|p| p.count("target") == Some(0)) {
        problems.add(phase.place_of("target"), Problem::ZeroTarget);
    }
    let dated = f.records("phases").flat_map(|p| p.records("targets"));
    for target in dated.filter(|t| t.count("value") == Some(0)) {
        problems.add(target.place_of("value"), Problem::ZeroTarget);
    }
    let title = f.text("title").unwrap_or_default();
    let phase = |p: &Fields| {
        let (start, end) = (p.date("start")?, p.date("end")?);
        let (target, set_by) = (p.count("target"), p.text("set_by"));
        let origin = written_at(p);
        Some(Phase {
            id: p.text("id")?,
            title: p.text("title")?,
            start,
            end,
            target,
            set_by,
            targets: dated_targets(p),
            origin,
        })
    };
    let figure = |r: &Fields| {
        Some(PublicFigure {
            as_of: r.date("as_of")?,
            metric: metric(r),
            value: r.count("value"),
            percent_of_target: r.number("percent_of_target"),
            phase: r.text("phase"),
            target: r.count("target"),
            source: r.text("source")?,
            note: r.text("note"),
            origin: written_at(r),
        })
    };
    let rank = |r: &Fields| {
        let (scope, rank, source) = (r.text("scope")?, r.count("rank")?, r.text("source")?);
        Some(Rank {
            as_of: r.date("as_of")?,
            scope,
            metric: metric(r),
            rank,
            source,
            origin: written_at(r),
        })
    };
    let indicator = |i: &Fields| Indicator {
        title: i.text("title").unwrap_or_default(),
        percent: i.number("percent"),
        value: i.count("value"),
        as_of: i.date("as_of"),
        period: i.text("period"),
        source: i.text("source"),
        origin: written_at(i),
    };
    let target = |t: &Fields| {
        let (title, value) = (t.text("title")?, t.count("value")?);
        Some(Target {
            title,
            from: t.date("from"),
            to: t.date("to"),
            value,
            source: t.text("source"),
        })
    };
    let mut phases: Vec<Phase> = f.records("phases").filter_map(phase).collect();
    phases.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
    Programme {
        id: f.text("id").unwrap_or_default(),
        short_title: f.text("short_title").unwrap_or_else(|| title.clone()),
        title,
        unit_of_count: f
            .text("unit_of_count")
            .unwrap_or_else(|| "sáng kiến".to_owned()),
        launched_by: f.text("launched_by"),
        counted_from: f.date("counted_from"),
        counts_records: f.text("records").as_deref() != Some("examples"),
        silent_after: f.count("silent_after"),
        summary: f.text("summary"),
        phases,
        groups: f
            .records("groups")
            .filter_map(|g| {
                Some(Group {
                    id: g.text("id")?,
                    title: g.text("title")?,
                })
            })
            .collect(),
        groups_source: f.text("groups_source"),
        targets: f.records("targets").filter_map(target).collect(),
        indicators: f.records("indicators").map(indicator).collect(),
        results: f.records("results").filter_map(figure).collect(),
        ranks: f.records("ranks").filter_map(rank).collect(),
        contact: f.record("contact").map(person),
        body: None,
        origin,
    }
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
    if !matches!(origin.place, Place::Cell { .. }) || title.is_empty() {
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
    if submitted.is_none() && valid.is_none() && matches!(origin.place, Place::Cell { .. }) {
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
