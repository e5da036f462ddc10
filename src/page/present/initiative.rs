//! Initiatives and their list.

use super::PageBuilder;
use crate::base::AddressWord;
use crate::model::initiative::Source;
use crate::page::plan;
use crate::page::view::{InitiativeCard, InitiativeView, InitiativesView, Link};

impl<'a> PageBuilder<'a> {
    pub(super) fn initiatives(&self, number: usize) -> InitiativesView {
        let portal = self.context.portal;
        let (size, all) = (portal.site.page_size, &portal.initiatives);
        let first = (number - 1) * size;
        let count = self.say("count-initiatives", &[("count", all.len().into())]);
        let rows: Vec<InitiativeCard> = (first..(first + size).min(all.len()))
            .map(|i| self.initiative_card(i))
            .collect();
        let status = rows.first().map(|row| &row.status);
        let same = rows.len() > 1 && rows.iter().all(|row| Some(&row.status) == status);
        InitiativesView {
            note: self.list_note(),
            status: status.filter(|_| same).cloned(),
            groups: self.groups_to_search(),
            rows,
            pager: self.pager(
                self.addresses().list(AddressWord::Initiatives),
                number,
                plan::pages_of(all.len(), size),
            ),
            count,
        }
    }

    /// Every group that has initiatives, as the search narrowed to it.
    pub(super) fn groups_to_search(&self) -> Vec<Link> {
        let programmes = self.context.portal.programmes.iter();
        let mut links = Vec::new();
        for group in programmes.flat_map(|programme| self.groups(programme)) {
            let title = match group.count {
                Some(count) => format!("{} ({count})", group.title),
                None => group.title,
            };
            links.extend(group.url.map(|url| self.link(&title, url)));
        }
        links
    }

    /// Says that fewer are here than were counted, when that is so.
    pub(super) fn list_note(&self) -> Option<String> {
        let here = i64::try_from(self.context.portal.initiatives.len()).ok()?;
        let counted = self
            .context
            .progress
            .programmes
            .values()
            .filter_map(|p| p.totals.submitted)
            .max_by_key(|p| p.value)?;
        let (total, day) = (self.whole(counted.value), self.date(counted.date).text);
        let units = self.standing().partial(Some(counted));
        let total = match units {
            Some(units) => format!("{total} ({units})"),
            None => total,
        };
        (counted.value > here).then(|| {
            self.say(
                "initiatives-in-part",
                &[("count", (&total).into()), ("day", (&day).into())],
            )
        })
    }

    pub(super) fn initiative_link(&self, index: usize) -> Link {
        let portal = self.context.portal;
        let url = self.context.plan.url_of(portal, index);
        self.link(&portal.initiatives[index].title, url)
    }

    pub(super) fn initiative(&self, index: usize) -> InitiativeView {
        let portal = self.context.portal;
        let initiative = &portal.initiatives[index];
        let featured = initiative.featured;
        let near = self.context.plan.neighbours(portal, index);
        let programme = initiative
            .programme
            .as_ref()
            .and_then(|id| portal.programme(id));
        InitiativeView {
            card: self.initiative_card(index),
            body: self.prose_of(initiative),
            image: initiative.image().and_then(|i| self.image(i)),
            benefit_note: initiative.benefit_note().map(Into::into),
            programme: programme.map(|p| self.link(&p.title, self.addresses().programme(p))),
            sources: initiative.sources().iter().map(source_link).collect(),
            related: near
                .clone()
                .filter(|_| featured)
                .map(|i| self.initiative_card(i))
                .collect(),
            near: near
                .filter(|_| !featured)
                .map(|i| self.initiative_link(i))
                .collect(),
            news: portal
                .news
                .iter()
                .filter(|n| n.initiatives.iter().any(|id| *id == *initiative.id))
                .map(|n| self.news_card(n))
                .collect(),
            featured,
        }
    }
}

fn source_link(source: &Source) -> Link {
    Link {
        title: source.title.clone(),
        url: source.url.clone().unwrap_or_default(),
        external: true,
        current: false,
    }
}
