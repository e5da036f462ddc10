//! The record of a Markdown initiative as the memory of the build keeps it: what `convert` made of
//! a valid file. `packed.rs` packs the rows of a table in the same form.

mod packed;

use std::sync::Arc;

use arcstr::ArcStr;
use serde::{Deserialize, Serialize};

use super::convert::{Converted, Item};
use super::initiative::{Image, Initiative, InitiativeExtra, Source, Status};
use super::text::{self, Text};
use super::{Alias, Origin, Person, Publish};
use crate::base::memo::Texts;
use crate::base::{Date, Interner};
use crate::diag::{Place, Problems};
use crate::parse::Reference;
use crate::source::{self, Role};
pub use packed::{PackedRows, pack_rows, unpack_rows};

type Day = (i16, i8, i8);
/// Line, column, length.
type Span = (u32, u32, u32);
/// File, what is to be seen, caption, credit, where it is.
type Picture<'a> = (&'a str, &'a str, Option<&'a str>, Option<&'a str>, Span);
/// Host, path, query of an old address, where it is.
type Old<'a> = (Option<&'a str>, &'a str, Option<&'a str>, Span);
/// Kind and id of what a record names, where it is.
type Named<'a> = (u8, &'a str, Span);

#[derive(Serialize, Deserialize)]
struct Record<'a> {
    id: &'a str,
    coded: bool,
    title: &'a str,
    date: Option<Day>,
    programme: Option<&'a str>,
    unit: &'a str,
    organisation: Option<&'a str>,
    group: Option<&'a str>,
    #[serde(borrow)]
    authors: Vec<(&'a str, Option<&'a str>, bool)>,
    status: u8,
    amount: Option<i64>,
    certified_by: Option<&'a str>,
    summary: Option<&'a str>,
    featured: bool,
    #[serde(borrow)]
    extra: Option<Few<'a>>,
    at: Span,
    /// Those that are not in the record itself: an index into [`KINDS`], the id, where it is.
    #[serde(borrow)]
    references: Vec<Named<'a>>,
}

#[derive(Serialize, Deserialize)]
struct Few<'a> {
    slug: Option<&'a str>,
    currency: Option<&'a str>,
    benefit_note: Option<&'a str>,
    #[serde(borrow)]
    image: Option<Picture<'a>>,
    #[serde(borrow)]
    sources: Vec<(&'a str, Option<&'a str>)>,
    publish: (bool, Option<Day>, Option<Day>),
    #[serde(borrow)]
    aliases: Vec<Old<'a>>,
    body: Option<Body>,
}

/// Place, length, first line, fingerprint of the file, sum of its own bytes, whether it is plain.
#[derive(Serialize, Deserialize)]
struct Body(u64, u32, u32, [u8; 16], u32, bool);

/// What an initiative refers to.
const KINDS: [&str; 4] = ["unit", "group", "programme", "initiative"];
const STATUSES: [Status; 4] = [
    Status::Submitted,
    Status::Valid,
    Status::Recognised,
    Status::Awarded,
];

/// Bytes of the texts that [`set_text_aside`] moves.
pub fn text_length(file: &Converted) -> u64 {
    let mut length = 0;
    for item in &file.items {
        if let Item::Initiative(initiative) = item
            && let Some(Text::Here(body)) = initiative.body()
        {
            length += body.text.len() as u64;
        }
    }
    length
}

/// Moves the text of an initiative to the end of `out`, whose first byte will be at `base` in
/// `texts`. `hash` is that of the file.
pub fn set_text_aside(
    file: &mut Converted,
    hash: &[u8; 32],
    texts: &Arc<Texts>,
    base: u64,
    out: &mut Vec<u8>,
) {
    let hash: [u8; 16] = hash[..16].try_into().unwrap_or_default();
    for item in &mut file.items {
        let Item::Initiative(Initiative {
            extra: Some(extra), ..
        }) = item
        else {
            continue;
        };
        let Some(Text::Here(body)) = &extra.body else {
            continue;
        };
        let Ok(length) = u32::try_from(body.text.len()) else {
            continue;
        };
        let place = base + out.len() as u64;
        out.extend_from_slice(body.text.as_bytes());
        let (sum, plain) = (
            crc32fast::hash(body.text.as_bytes()),
            text::plain(&body.text),
        );
        let kept = text::Kept {
            texts: texts.clone(),
            place,
            length,
            first_line: body.first_line,
            hash,
            sum,
            plain,
        };
        extra.body = Some(Text::Kept(kept));
    }
}

/// What is to be remembered of a file; nothing where there was a problem, which must be reported
/// again.
pub fn keep(file: &Converted) -> Option<Vec<u8>> {
    let [Item::Initiative(i)] = file.items.as_slice() else {
        return None;
    };
    if file.role != Role::Initiative
        || file.broken
        || !file.problems.is_empty()
        || !file.tables.is_empty()
    {
        return None;
    }
    // The record has most of them: what those name is looked up by it.
    let own = [
        ("unit", Some(&*i.unit)),
        ("group", i.group.as_deref()),
        ("programme", i.programme.as_deref()),
    ];
    let others = file
        .references
        .iter()
        .filter(|r| !own.contains(&(r.what, Some(&*r.id))));
    let references = others.map(named).collect::<Option<_>>()?;
    postcard::to_stdvec(&record(i, references)?).ok()
}

/// The kept form of an id that a record names.
fn named(reference: &Reference) -> Option<Named<'_>> {
    let kind = KINDS.iter().position(|kind| *kind == reference.what)?;
    let place = span(&reference.place)?;
    Some((u8::try_from(kind).ok()?, reference.id.as_str(), place))
}

/// The kept form of an initiative. Its fields are taken apart without `..`, so that a new one does
/// not compile until it is kept.
fn record<'i>(initiative: &'i Initiative, references: Vec<Named<'i>>) -> Option<Record<'i>> {
    let Initiative {
        id,
        coded,
        title,
        date,
        programme,
        unit,
        organisation,
        group,
        authors,
        status,
        amount,
        certified_by,
        summary,
        featured,
        extra,
        origin,
    } = initiative;
    Some(Record {
        id,
        coded: *coded,
        title,
        date: date.map(day),
        programme: programme.as_deref(),
        unit,
        organisation: organisation.as_deref(),
        group: group.as_deref(),
        authors: authors.iter().map(Person::parts).collect(),
        status: *status as u8,
        amount: *amount,
        certified_by: certified_by.as_deref(),
        summary: summary.as_deref(),
        featured: *featured,
        extra: match extra {
            Some(extra) => Some(few(extra)?),
            None => None,
        },
        at: span(&origin.place)?,
        references,
    })
}

/// The kept form of what few initiatives have; `None` while its text was not set aside.
fn few(extra: &InitiativeExtra) -> Option<Few<'_>> {
    let InitiativeExtra {
        slug,
        currency,
        benefit_note,
        image,
        sources,
        publish: Publish { draft, from, to },
        aliases,
        body,
    } = extra;
    Some(Few {
        slug: slug.as_deref(),
        currency: currency.as_deref(),
        benefit_note: benefit_note.as_deref(),
        image: match image {
            Some(image) => Some(picture(image)?),
            None => None,
        },
        sources: sources
            .iter()
            .map(|Source { title, url }| (&**title, url.as_deref()))
            .collect(),
        publish: (*draft, from.map(day), to.map(day)),
        aliases: aliases.iter().map(old).collect::<Option<_>>()?,
        body: match body {
            Some(Text::Here(_)) => return None,
            Some(Text::Kept(text::Kept {
                texts: _,
                place,
                length,
                first_line,
                hash,
                sum,
                plain,
            })) => Some(Body(*place, *length, *first_line, *hash, *sum, *plain)),
            None => None,
        },
    })
}

/// What [`keep`] kept, as `convert` would make it of the same file; and the size of its text.
pub fn recall(
    bytes: &[u8],
    source: &source::Source,
    texts: &Arc<Texts>,
    interner: &Interner,
) -> Option<(Converted, u64)> {
    let record: Record<'_> = postcard::from_bytes(bytes).ok()?;
    let recall = Recall {
        file: &source.path,
        sheet: None,
        texts,
        interner,
    };
    let body = record.extra.as_ref().and_then(|extra| extra.body.as_ref());
    let live = body.map_or(0, |body| u64::from(body.1));
    let references = record.references.iter();
    let references = references.map(|r| recall.reference(r));
    let file = Converted {
        role: source.role,
        broken: false,
        references: references.collect::<Option<_>>()?,
        items: vec![Item::Initiative(recall.initiative(record)?)],
        recalled: true,
        problems: Problems::default(),
        tables: Vec::new(),
        draft: None,
    };
    Some((file, live))
}

/// What is not in the memory and records need.
struct Recall<'a> {
    file: &'a ArcStr,
    /// The sheet of rows; `None` for a file in Markdown.
    sheet: Option<&'a ArcStr>,
    texts: &'a Arc<Texts>,
    interner: &'a Interner,
}

impl Recall<'_> {
    fn initiative(&self, r: Record<'_>) -> Option<Initiative> {
        let extra = match r.extra {
            Some(extra) => Some(Box::new(self.extra(extra)?)),
            None => None,
        };
        Some(Initiative {
            id: r.id.into(),
            coded: r.coded,
            title: r.title.into(),
            date: may(r.date)?,
            programme: self.shared(r.programme),
            unit: self.interner.get(r.unit),
            organisation: self.shared(r.organisation),
            group: self.shared(r.group),
            authors: r.authors.into_iter().map(Person::new).collect(),
            status: *STATUSES.get(usize::from(r.status))?,
            amount: r.amount,
            certified_by: self.shared(r.certified_by),
            summary: r.summary.map(Into::into),
            featured: r.featured,
            extra,
            origin: self.origin(r.at),
        })
    }

    fn extra(&self, extra: Few<'_>) -> Option<InitiativeExtra> {
        let (draft, from, to) = extra.publish;
        let sources = extra.sources.iter().map(|(title, url)| Source {
            title: (*title).into(),
            url: url.map(Into::into),
        });
        Some(InitiativeExtra {
            slug: extra.slug.map(Into::into),
            currency: self.shared(extra.currency),
            benefit_note: extra.benefit_note.map(Into::into),
            image: extra.image.map(|image| Box::new(self.image(image))),
            sources: sources.collect(),
            publish: Publish {
                draft,
                from: may(from)?,
                to: may(to)?,
            },
            aliases: extra
                .aliases
                .iter()
                .map(|alias| self.alias(alias))
                .collect(),
            body: extra.body.map(|body| self.text(body)),
        })
    }

    fn image(&self, (src, alt, caption, credit, at): Picture<'_>) -> Image {
        Image {
            src: src.into(),
            alt: alt.into(),
            caption: caption.map(Into::into),
            credit: credit.map(Into::into),
            origin: self.origin(at),
        }
    }

    fn alias(&self, (host, path, query, at): &Old<'_>) -> Alias {
        Alias {
            host: host.map(Into::into),
            path: (*path).to_owned(),
            query: query.map(Into::into),
            origin: self.origin(*at),
        }
    }

    fn text(&self, Body(place, length, first_line, hash, sum, plain): Body) -> Text {
        Text::Kept(text::Kept {
            texts: self.texts.clone(),
            place,
            length,
            first_line,
            hash,
            sum,
            plain,
        })
    }

    fn reference(&self, (kind, id, at): &Named<'_>) -> Option<Reference> {
        Some(Reference {
            what: KINDS.get(usize::from(*kind))?,
            id: (*id).to_owned(),
            place: self.place(*at),
        })
    }

    fn shared(&self, text: Option<&str>) -> Option<ArcStr> {
        text.map(|text| self.interner.get(text))
    }

    fn origin(&self, at: Span) -> Origin {
        Origin {
            place: self.place(at),
        }
    }

    fn place(&self, (line, column, length): Span) -> Place {
        let file = self.file.clone();
        match self.sheet {
            Some(sheet) => Place::Cell {
                file,
                sheet: sheet.clone(),
                row: line,
                column,
            },
            None => Place::Text {
                file,
                line,
                column,
                length,
            },
        }
    }
}

fn picture(image: &Image) -> Option<Picture<'_>> {
    let Image {
        src,
        alt,
        caption,
        credit,
        origin,
    } = image;
    Some((
        src,
        alt,
        caption.as_deref(),
        credit.as_deref(),
        span(&origin.place)?,
    ))
}

fn old(alias: &Alias) -> Option<Old<'_>> {
    let Alias {
        host,
        path,
        query,
        origin,
    } = alias;
    Some((
        host.as_deref(),
        path,
        query.as_deref(),
        span(&origin.place)?,
    ))
}

fn day(date: Date) -> Day {
    (date.year(), date.month(), date.day())
}

fn date((year, month, day): Day) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// A day that is not a day makes the whole record unreadable.
fn may(day: Option<Day>) -> Option<Option<Date>> {
    match day {
        Some(day) => date(day).map(Some),
        None => Some(None),
    }
}

fn span(place: &Place) -> Option<Span> {
    match place {
        Place::Text {
            line,
            column,
            length,
            ..
        } => Some((*line, *column, *length)),
        Place::Cell { row, column, .. } => Some((*row, *column, 0)),
        _ => None,
    }
}
