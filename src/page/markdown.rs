//! Markdown to HTML: headings with ASCII anchors, links by source path, macros. Raw HTML is shown as text.

use std::collections::BTreeMap;

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::macros::{self, CLOSE, Macro, OPEN};
use super::words::escape;
use crate::base::slug;
use crate::diag::{Place, Problem, Problems};
use crate::model::{Body, Origin};

/// What a text needs to know about the site around it.
pub(super) struct Around<'a> {
    /// Way from the page to the root.
    pub(super) root: &'a str,
    /// Where the text was written.
    pub(super) origin: &'a Origin,
    /// Address of `@/…` and of pictures beside the text, by path below content/.
    pub(super) resolve: &'a dyn Fn(&str) -> Option<String>,
    /// Whether a path below content/ is a record that is not to be seen on the as-of date.
    pub(super) hidden: &'a dyn Fn(&str) -> bool,
    /// HTML of a macro: inline for a figure, a block for a chart.
    pub(super) expand: &'a mut dyn FnMut(&Macro) -> Result<String, Problem>,
}

/// Renders a body. Headings begin at `<h2>`, since the page's title is the only `<h1>`.
pub(super) fn render(body: &Body, around: &mut Around<'_>, problems: &mut Problems) -> String {
    let (text, found) = macros::take(&body.text);
    let mut expanded = Vec::with_capacity(found.len());
    for found in &found {
        let place =
            Place::text(&around.origin.file().into(), body.first_line + found.line, found.column, chars(&found.text));
        let html = match &found.parsed {
            Some(parsed) => (around.expand)(parsed),
            None => Err(Problem::BadMacro { text: found.text.clone() }),
        };
        expanded.push(html.unwrap_or_else(|problem| {
            problems.add(place, problem);
            String::new()
        }));
    }
    let written = |number: usize| found.get(number).map(|f| f.text.clone()).unwrap_or_default();
    let events = pass(&text, body, around, problems, &written);
    let mut out = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut out, events.into_iter());
    // A macro alone in its paragraph stands as a block.
    let out =
        out.replace(&format!("<p>{OPEN}"), &OPEN.to_string()).replace(&format!("{CLOSE}</p>"), &CLOSE.to_string());
    let inline = |number: usize| expanded.get(number).cloned().unwrap_or_default();
    reopen(&out, &inline)
}

/// Puts the macros in; paragraphs that only lost one end of `<p>…</p>` to an inline macro get it back.
fn reopen(html: &str, inline: &dyn Fn(usize) -> String) -> String {
    let lines = html.split_inclusive('\n').map(|line| {
        let content = line.trim_end();
        let (starts, ends) = (content.starts_with(OPEN), content.ends_with(CLOSE));
        let alone = starts && ends && content.matches(OPEN).count() == 1;
        let block =
            alone && content.trim_matches([OPEN, CLOSE]).parse().is_ok_and(|n| inline(n).starts_with("<figure"));
        let open = if starts && !block && !content.starts_with('<') { "<p>" } else { "" };
        let close = if ends && !block && !content.ends_with('>') { "</p>" } else { "" };
        format!("{open}{}{close}\n", macros::put(content, inline))
    });
    lines.collect()
}

fn chars(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// One pass over the events: raw HTML to text, anchors, links, macros inside code back to what was written.
fn pass<'a>(
    text: &'a str,
    body: &Body,
    around: &Around<'_>,
    problems: &mut Problems,
    written: &dyn Fn(usize) -> String,
) -> Vec<Event<'a>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut events: Vec<Event<'a>> = Vec::new();
    let mut anchors: BTreeMap<String, usize> = BTreeMap::new();
    let mut heading: Option<(usize, String)> = None;
    let mut code = false;
    // A picture whose description has not been met yet, with its place and its file.
    let mut picture_without_words: Option<(Place, String)> = None;
    // Whether each link that is open leads somewhere; one to a hidden record is shown as its words alone.
    let mut open_links: Vec<bool> = Vec::new();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let event = match event {
            Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
            Event::Code(code) if code.contains(OPEN) => Event::Code(macros::put(&code, written).into()),
            Event::Text(text) if code && text.contains(OPEN) => Event::Text(macros::put(&text, written).into()),
            Event::Start(Tag::CodeBlock(kind)) => {
                code = true;
                Event::Start(Tag::CodeBlock(kind))
            }
            Event::End(TagEnd::CodeBlock) => {
                code = false;
                Event::End(TagEnd::CodeBlock)
            }
            Event::Start(Tag::Heading { level, classes, attrs, .. }) => {
                heading = Some((events.len(), String::new()));
                Event::Start(Tag::Heading { level: lower(level), id: None, classes, attrs })
            }
            Event::End(TagEnd::Heading(level)) => {
                if let Some((at, title)) = heading.take() {
                    set_anchor(&mut events[at], &title, &mut anchors);
                }
                Event::End(TagEnd::Heading(lower(level)))
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let place = || place_of(text, range.start, &dest_url, body, around);
                let shown = !dest_url.strip_prefix("@/").is_some_and(|path| (around.hidden)(path));
                open_links.push(shown);
                if !shown {
                    continue;
                }
                let dest_url = target(&dest_url, around).unwrap_or_else(|problem| {
                    problems.add(place(), problem);
                    "#".to_owned()
                });
                Event::Start(Tag::Link { link_type, dest_url: dest_url.into(), title, id })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                let place = || place_of(text, range.start, &dest_url, body, around);
                let src = picture(&dest_url, around).unwrap_or_else(|problem| {
                    problems.add(place(), problem);
                    String::new()
                });
                let whole = &text[range.clone()];
                picture_without_words = Some((place_of(text, range.start, whole, body, around), dest_url.to_string()));
                Event::Start(Tag::Image { link_type, dest_url: src.into(), title, id })
            }
            Event::End(TagEnd::Link) if open_links.pop() == Some(false) => continue,
            Event::End(TagEnd::Image) => {
                if let Some((place, src)) = picture_without_words.take() {
                    problems.add(place, Problem::MissingAlt { src });
                }
                Event::End(TagEnd::Image)
            }
            // A wide table scrolls by itself, by keyboard too. Alignment would be an inline style.
            Event::Start(Tag::Table(columns)) => {
                events.push(Event::Html("<div class=\"scroll\" tabindex=\"0\">".into()));
                Event::Start(Tag::Table(vec![Alignment::None; columns.len()]))
            }
            Event::End(TagEnd::Table) => {
                events.push(Event::End(TagEnd::Table));
                Event::Html("</div>".into())
            }
            other => other,
        };
        if matches!(&event, Event::Text(text) | Event::Code(text) if !text.trim().is_empty()) {
            picture_without_words = None;
        }
        if let (Some((_, title)), Event::Text(text) | Event::Code(text)) = (&mut heading, &event) {
            title.push_str(text);
        }
        events.push(event);
    }
    events
}

fn lower(level: HeadingLevel) -> HeadingLevel {
    if level == HeadingLevel::H1 { HeadingLevel::H2 } else { level }
}

fn set_anchor(event: &mut Event<'_>, title: &str, anchors: &mut BTreeMap<String, usize>) {
    let Event::Start(Tag::Heading { id, .. }) = event else { return };
    let base = slug::slug(title);
    let base = if base.is_empty() { "muc".to_owned() } else { base };
    let count = anchors.entry(base.clone()).or_default();
    *count += 1;
    *id = Some(CowStr::from(if *count == 1 { base } else { format!("{base}-{count}") }));
}

/// The place of a link's address: found behind the start of the link in the text.
fn place_of(text: &str, start: usize, address: &str, body: &Body, around: &Around<'_>) -> Place {
    let at = text[start..].find(address).map_or(start, |offset| start + offset);
    let line_start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let line = u32::try_from(text[..at].matches('\n').count()).unwrap_or(u32::MAX);
    let column = chars(&text[line_start..at]) + 1;
    Place::text(&around.origin.file().into(), body.first_line + line, column, chars(address))
}

/// Where a link leads: `@/path` by source, `https:` and the like as written, `#anchor` in the page.
fn target(address: &str, around: &Around<'_>) -> Result<String, Problem> {
    let broken = || Problem::BrokenLink { target: address.to_owned() };
    if let Some(path) = address.strip_prefix("@/") {
        let (path, anchor) = path.split_once('#').map_or((path, String::new()), |(p, a)| (p, format!("#{a}")));
        let path = path.trim_end_matches('/');
        let url = (around.resolve)(path).ok_or_else(broken)?;
        return Ok(format!("{}{url}{anchor}", around.root));
    }
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_lowercase());
    match scheme.as_deref() {
        Some("https" | "http" | "mailto" | "tel") => Ok(address.to_owned()),
        Some(_) => Err(broken()),
        None if address.starts_with('#') => Ok(address.to_owned()),
        None => Err(broken()),
    }
}

fn picture(address: &str, around: &Around<'_>) -> Result<String, Problem> {
    let folder = around.origin.file().rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = folder.strip_prefix("content/").unwrap_or(folder);
    let path = address.strip_prefix("@/").map_or_else(|| format!("{folder}/{address}"), ToOwned::to_owned);
    let url = (around.resolve)(&path).ok_or_else(|| Problem::MissingMedia { src: address.to_owned() })?;
    Ok(format!("{}{url}", around.root))
}

/// Plain paragraphs, for texts of one or two sentences in YAML.
pub(super) fn paragraphs(text: &str) -> String {
    text.split("\n\n").map(|p| format!("<p>{}</p>\n", escape(p.trim()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> (String, Vec<&'static str>) {
        let origin = Origin { place: Place::File("content/news/a.md".into()) };
        let mut problems = Problems::default();
        let mut expand = |m: &Macro| match m.name.as_str() {
            "figure" => Ok("<data>5</data>".to_owned()),
            "chart" => Ok("<figure>c</figure>".to_owned()),
            name => Err(Problem::UnknownMacro { name: name.to_owned() }),
        };
        let resolve = |path: &str| (path == "pages/lien-he.md").then(|| "lien-he/".to_owned());
        let mut around =
            Around { root: "../../", origin: &origin, resolve: &resolve, hidden: &|_| false, expand: &mut expand };
        let body = Body { text: text.to_owned(), first_line: 4 };
        let html = render(&body, &mut around, &mut problems);
        (html, problems.iter().map(|d| d.problem.code()).collect())
    }

    #[test]
    fn macros_stand_inline_or_as_blocks() {
        assert_eq!(html("Có {{ figure }} lượt").0, "<p>Có <data>5</data> lượt</p>\n");
        assert_eq!(html("{{ figure }} lượt").0, "<p><data>5</data> lượt</p>\n");
        assert_eq!(html("lượt {{ figure }}").0, "<p>lượt <data>5</data></p>\n");
        assert_eq!(html("{{ figure }}").0, "<p><data>5</data></p>\n");
        assert_eq!(html("a\n\n{{ chart }}\n\nb").0, "<p>a</p>\n<figure>c</figure>\n<p>b</p>\n");
        assert_eq!(html("`{{ figure }}`").0, "<p><code>{{ figure }}</code></p>\n");
        assert_eq!(html("{{ table }}").1, ["unknown-macro"]);
    }

    #[test]
    fn nothing_hostile_gets_through() {
        let (out, _) = html("<script>alert(1)</script>\n\na <b onclick=x>b</b>");
        assert!(!out.contains("<script") && !out.contains("<b "), "{out}");
        let (out, codes) = html("[a](javascript:alert(1)) [b](//evil.example)");
        assert!(!out.contains("javascript") && !out.contains("evil"), "{out}");
        assert_eq!(codes, ["broken-link", "broken-link"]);
    }

    #[test]
    fn anchors_and_links() {
        let (out, codes) = html("# Đông Sơn\n\n## Đông Sơn\n\n[liên hệ](@/pages/lien-he.md#dia-chi)");
        assert!(out.contains("<h2 id=\"dong-son\">") && out.contains("<h2 id=\"dong-son-2\">"), "{out}");
        assert!(out.contains("href=\"../../lien-he/#dia-chi\"") && codes.is_empty(), "{out}");
    }
}
