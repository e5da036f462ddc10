//! What the site's own search knows of a page besides its title and sentence.

use super::Kind;
use crate::model::Portal;
use crate::page::words::{pick, unit_kind};

/// What a search says a page is; nothing for lists and for what is not looked for.
pub(super) fn section(portal: &Portal, kind: &Kind) -> Option<&'static str> {
    let lang = portal.site.language.as_str();
    Some(match kind {
        Kind::Programme(_) => pick(lang, "Chương trình", "Programme"),
        Kind::Phase(..) => pick(lang, "Giai đoạn", "Phase"),
        Kind::Unit(i) => unit_kind(portal.units[*i].kind, lang),
        Kind::Initiative(_) => pick(lang, "Sáng kiến", "Initiative"),
        Kind::Article(_) => pick(lang, "Tin tức", "News"),
        Kind::Static(_) | Kind::Method | Kind::Data | Kind::Charts => pick(lang, "Trang", "Page"),
        _ => return None,
    })
}

/// Names by which a page is looked for: an initiative by its unit, an article by its topics.
pub(super) fn also(portal: &Portal, kind: &Kind) -> String {
    match kind {
        Kind::Initiative(i) => {
            let initiative = &portal.initiatives[*i];
            let unit = portal.unit(&initiative.unit).map_or("", |unit| unit.title.as_str());
            let organisation = initiative.organisation.as_deref().unwrap_or_default();
            format!("{unit} {organisation} {}", initiative.code().unwrap_or_default()).trim().to_owned()
        }
        Kind::Article(i) => portal.news[*i].tags.join(" "),
        Kind::Unit(i) => portal.units[*i].short_title.clone(),
        _ => String::new(),
    }
}
