//! An initiative of any file or row.

use arcstr::{ArcStr, Substr};

use super::{address, aliases, image, person, publish};
use crate::base::{Interner, hash, slug};
use crate::diag::{Place, Problems};
use crate::model::initiative::{InitiativeExtra, Source, Status};
use crate::model::{Body, Initiative, Origin, Text};
use crate::parse::Fields;

/// Types an initiative. `file` is the path below initiatives/ without its ending.
pub(super) fn initiative(
    mut fields: Fields,
    file: &str,
    body: Option<Body>,
    origin: Origin,
    interner: &Interner,
    problems: &mut Problems,
) -> Initiative {
    let f = &fields;
    let code = f.str("code");
    let title = f.str("title").unwrap_or_default();
    let id: Box<str> = match code {
        Some(code) => code.into(),
        None => id_without_code(f, file, title, body.is_some(), &origin),
    };
    let benefit = f.record("benefit");
    let extra = extra(f, &id, body, &origin, interner, problems);
    let record = Initiative {
        id,
        coded: code.is_some(),
        title: Substr::default(),
        date: f.date("date"),
        programme: shared(f, "programme", interner),
        unit: shared(f, "unit", interner).unwrap_or_default(),
        organisation: shared(f, "organisation", interner),
        group: shared(f, "group", interner),
        authors: f.records("authors").map(person).collect(),
        status: match f.str("status") {
            Some("valid") => Status::Valid,
            Some("recognised") => Status::Recognised,
            Some("awarded") => Status::Awarded,
            _ => Status::Submitted,
        },
        amount: benefit.and_then(|b| b.count("amount")),
        certified_by: benefit
            .and_then(|b| b.str("certified_by"))
            .map(|text| interner.get(text)),
        summary: None,
        featured: f.flag("featured"),
        extra,
        origin,
    };
    // The long texts are moved, not copied: there may be hundreds of thousands of them.
    let title = fields.take_text("title").unwrap_or_default().into();
    Initiative {
        title,
        summary: fields.take_text("summary").map(Into::into),
        ..record
    }
}

/// A text that many records have in common, in memory once.
fn shared(fields: &Fields, key: &str, interner: &Interner) -> Option<ArcStr> {
    fields.str(key).map(|text| interner.get(text))
}

/// The id of an initiative that has no code.
fn id_without_code(
    f: &Fields,
    file: &str,
    title: &str,
    has_body: bool,
    origin: &Origin,
) -> Box<str> {
    match &origin.place {
        _ if has_body => file.into(),
        // A row without a code is known by what it says, since rows move.
        Place::Cell { .. } => format!("{file}/{}-{}", slug::slug(title), &print(f)[..8]).into(),
        // In a file of many documents the path names all of them, so the title has to tell them
        // apart.
        _ => format!("{file}/{}", slug::slug(title)).into(),
    }
}

/// What few initiatives have; none for the others.
fn extra(
    f: &Fields,
    id: &str,
    body: Option<Body>,
    origin: &Origin,
    interner: &Interner,
    problems: &mut Problems,
) -> Option<Box<InitiativeExtra>> {
    // Nearly every code has a letter or a digit that an address can be made of.
    let plain = f.str("slug").is_none() && id.bytes().any(|byte| byte.is_ascii_alphanumeric());
    let own = if plain {
        String::new()
    } else {
        address(f, id, problems)
    };
    let benefit = f.record("benefit");
    let currency = benefit.and_then(|b| b.str("currency"));
    let extra = InitiativeExtra {
        slug: f.str("slug").map(|_| own.into()),
        currency: currency.filter(|c| *c != "VND").map(|c| interner.get(c)),
        benefit_note: benefit.and_then(|b| b.text("note")).map(Into::into),
        image: image(f, origin.file()).map(Box::new),
        sources: f.records("sources").filter_map(source).collect(),
        publish: publish(f),
        aliases: aliases(f, problems).into(),
        body: body.filter(|b| !b.text.trim().is_empty()).map(Text::Here),
    };
    let keys = [
        "slug",
        "image",
        "sources",
        "draft",
        "publish_from",
        "publish_to",
        "aliases",
    ];
    let needed = extra.body.is_some()
        || extra.currency.is_some()
        || extra.benefit_note.is_some()
        || keys.iter().any(|key| f.get(key).is_some());
    needed.then(|| Box::new(extra))
}

fn source(f: &Fields) -> Option<Source> {
    Some(Source {
        title: f.text("title")?,
        url: f.text("url"),
    })
}

/// A fingerprint of what a row says, whatever its columns' order.
fn print(f: &Fields) -> String {
    let mut values: Vec<String> = f
        .iter()
        .map(|(key, datum)| format!("{key}={}", datum.value.shown()))
        .collect();
    values.sort();
    hash::short(values.join("\n").as_bytes())
}
