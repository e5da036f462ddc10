//! HTML among Markdown: what of it is refused, and its links, pictures and macros.

use std::ops::Range;

use pulldown_cmark::Event;

use super::super::parts::{Part, macro_in};
use super::super::safe::{Reference, Within};
use super::super::{Picture, links, safe};
use super::Pass;
use crate::base::markup::escape;
use crate::diag::{Place, Problem};

/// A line of HTML with those that follow up to the end of the tag or comment in which it ends, and
/// how many parts these are: Markdown gives blocks of HTML line by line.
pub(super) fn whole_tag(html: &str, parts: &[Part<'_>]) -> (String, usize) {
    let mut whole = html.to_owned();
    let mut within = Within::default().behind(html);
    let mut taken = 0;
    while within != Within::Text
        && let Some(Part::Markdown(Event::Html(line), _)) = parts.get(taken)
    {
        whole.push_str(line);
        taken += 1;
        within = within.behind(line);
    }
    (whole, taken)
}

impl Pass<'_, '_, '_> {
    /// HTML that the editor wrote: kept as far as it is safe, reported where it is not.
    pub(super) fn raw_html(&mut self, html: &str, start: usize, inline: bool) {
        let refused = safe::refused(html);
        if !refused.is_empty() {
            // Once for all of them: a line may have a megabyte.
            let place = self.place(start, html.trim_end());
            for what in refused {
                self.problems
                    .add(place.clone(), Problem::UnsafeHtml { what });
            }
        }
        let html = self.filled_in(html, start).into();
        self.put(if inline {
            Event::InlineHtml(html)
        } else {
            Event::Html(html)
        });
    }

    /// HTML with what its macros, links and pictures stand for; a macro within a tag is left as it
    /// is written.
    fn filled_in(&mut self, html: &str, start: usize) -> String {
        let mut written = self.references_in_html(html, start);
        let mut done = 0;
        for range in safe::outside_tags(html) {
            while let Some(place) = macro_in(html, done.max(range.start)..range.end) {
                if place.end > range.end {
                    break;
                }
                done = place.end;
                let inserted = self.expanded(start + place.start, &html[place.clone()]);
                written.push((place, self.inserts.html(inserted)));
            }
        }
        written.sort_by_key(|(place, _)| place.start);
        let mut out = String::with_capacity(html.len());
        let mut done = 0;
        for (place, text) in written.iter().filter(|(place, _)| place.end <= html.len()) {
            if place.start >= done {
                out.push_str(&html[done..place.start]);
                out.push_str(text);
                done = place.end;
            }
        }
        out + &html[done..]
    }

    /// What is to be written for the links and pictures of a piece of HTML: they are those of
    /// Markdown in another spelling.
    fn references_in_html(&mut self, html: &str, start: usize) -> Vec<(Range<usize>, String)> {
        let mut written = Vec::new();
        for reference in safe::references(html) {
            match reference {
                Reference::Link(range, address) if !safe::leads_out(&address) => {
                    let hidden = links::path(&address, self.around.origin.file())
                        .is_some_and(|path| (self.around.hidden)(&path));
                    let href = if hidden {
                        String::new()
                    } else {
                        let target = self.target(&address, start + range.start);
                        format!("href=\"{}\"", escape(&target))
                    };
                    written.push((range, href));
                }
                Reference::Link(..) => {}
                Reference::Refused(range) => written.push((range, String::new())),
                Reference::Picture(range, [src, alt, caption]) => {
                    let place = self.place(start + range.start, &html[range.clone()]);
                    let path = links::beside(&src, self.around.origin.file());
                    let src = links::plain(&src).into_owned();
                    let picture = Picture {
                        src,
                        path,
                        alt,
                        caption,
                        alone: false,
                    };
                    let html = self.shown(&picture, [place.clone(), place]);
                    written.push((range, html.unwrap_or_default()));
                }
            }
        }
        written
    }

    /// HTML of a picture; nothing where it has no words or no file, which is reported at the places
    /// of the picture and of its address.
    pub(super) fn shown(
        &mut self,
        picture: &Picture,
        [place, address]: [Place; 2],
    ) -> Option<String> {
        if picture.alt.trim().is_empty() {
            let src = picture.src.clone();
            self.problems.add(place, Problem::MissingAlt { src });
            return None;
        }
        let html = (self.around.picture)(picture);
        if html.is_none() {
            let nearest = (self.around.nearest_file)(&picture.path);
            let src = picture.src.clone();
            let problem = Problem::MissingMedia { src, nearest };
            self.problems.add(address, problem);
        }
        html.map(|html| self.inserts.html(html))
    }
}
