//! One pass over the events of a text.

mod raw;

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::ops::Range;
use std::vec;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html,
};

use super::anchors::anchor;
use super::definitions::{self, Definition, DefinitionError};
use super::footnotes::Footnotes;
use super::inserts::Inserts;
use super::parts::{Part, parts};
use super::places::Places;
use super::prepare;
use super::slips::{self, Slip};
use super::{Around, Picture, bare, blocks, links, typography};
use crate::base::markup::escape;
use crate::base::{Texts, slug};
use crate::diag::{Place, Problem, Problems};
use crate::model::Body;
use crate::page::macros;

/// HTML of a prepared text.
pub(super) fn html(
    text: &str,
    body: &Body,
    around: &mut Around<'_>,
    problems: &mut Problems,
) -> String {
    let parts: Vec<Part<'_>> = parts(text).collect();
    let raw = parts.iter().any(|part| {
        matches!(
            part,
            Part::Markdown(Event::Html(_) | Event::InlineHtml(_), _)
        )
    });
    let mut pass = Pass {
        text,
        places: Places::new(text),
        body,
        around,
        inserts: Inserts::new(text, raw),
        problems,
        events: Vec::new(),
        anchors: BTreeMap::new(),
        heading: None,
        code: false,
        picture: None,
        paragraph: None,
        open_links: Vec::new(),
        own_links: Vec::new(),
        notes: Footnotes::default(),
        defined: Vec::new(),
        columns: 0,
    };
    let mut next = 0;
    while next < parts.len() {
        next += pass.take(&parts[next..]);
    }
    pass.finish()
}

/// Addresses among words, where each is, in their order. The text of one that was put is empty.
type Addresses = Peekable<vec::IntoIter<(Range<usize>, String)>>;

/// Anchors among which that is looked for which a broken link may mean.
const SUGGESTED: usize = 100;

struct Pass<'a, 'b, 'c> {
    text: &'a str,
    places: Places<'a>,
    body: &'b Body,
    around: &'b mut Around<'c>,
    inserts: Inserts,
    problems: &'b mut Problems,
    events: Vec<Event<'a>>,
    anchors: BTreeMap<String, usize>,
    /// The heading that is open: where its event is, and its words so far.
    heading: Option<(usize, String)>,
    code: bool,
    /// The picture whose words are being read, where it is, and where its address does.
    picture: Option<(Picture, [Place; 2])>,
    /// Whether each link that is open leads somewhere; one to a hidden record is shown as its
    /// words alone.
    open_links: Vec<bool>,
    /// Links into the text itself, looked at when all its anchors are known.
    own_links: Vec<(usize, String)>,
    notes: Footnotes<'a>,
    /// The names of notes, and where each begins.
    defined: Vec<(String, usize)>,
    /// Columns of the table that is open.
    columns: usize,
    /// Where the events of the open paragraph begin.
    paragraph: Option<usize>,
}

impl<'a> Pass<'a, '_, '_> {
    /// Takes the first of these parts, with those that belong to it; gives how many.
    fn take(&mut self, parts: &[Part<'a>]) -> usize {
        let text = self.text;
        let (event, range) = match &parts[0] {
            Part::Macro(range) => {
                self.put_macro(range.start, &text[range.clone()]);
                return 1;
            }
            Part::Markdown(event, range) => (event, range),
        };
        if matches!(event, Event::Text(_)) && !self.code && self.picture.is_none() {
            // Markdown gives words in pieces; an address may be in several of them.
            let words = |part: &&Part<'_>| matches!(part, Part::Markdown(Event::Text(_), _));
            let pieces = parts.iter().take_while(words).count();
            self.words(&parts[..pieces]);
            return pieces;
        }
        if let Event::Html(html) = event {
            let (whole, more) = raw::whole_tag(html, &parts[1..]);
            self.raw_html(&whole, range.start, false);
            return 1 + more;
        }
        let end =
            |part: &Part<'_>| matches!(part, Part::Markdown(Event::End(TagEnd::Paragraph), _));
        let last = parts.get(1).is_some_and(end);
        self.event(event.clone(), range.start, &text[range.clone()], last);
        1
    }

    /// Takes an event; `whole` is the text behind it and `last` says that its paragraph ends with
    /// it.
    fn event(&mut self, event: Event<'a>, start: usize, whole: &'a str, last: bool) {
        if let Some((picture, _)) = &mut self.picture {
            match event {
                Event::Text(text) | Event::Code(text) => picture.alt.push_str(&text),
                Event::SoftBreak | Event::HardBreak => picture.alt.push(' '),
                Event::End(TagEnd::Image) => self.end_picture(last),
                _ => {}
            }
            return;
        }
        match event {
            Event::InlineHtml(html) => self.raw_html(&html, start, true),
            Event::Code(code) => self.put(Event::Code(self.as_written(code))),
            Event::Text(text) if self.code => self.put(Event::Text(self.as_written(text))),
            Event::Text(text) => self.put_words(text),
            Event::Start(tag) => self.start(tag, start, whole),
            Event::End(tag) => self.end(tag),
            Event::FootnoteReference(name) => {
                let html = self.notes.reference(&name);
                self.put(Event::InlineHtml(html.into()));
            }
            other => self.put(other),
        }
    }

    fn start(&mut self, tag: Tag<'a>, start: usize, whole: &'a str) {
        match tag {
            Tag::CodeBlock(_) => {
                self.code = true;
                self.put(Event::Start(tag));
            }
            Tag::Paragraph => {
                self.put(Event::Start(tag));
                self.paragraph = Some(self.events.len());
            }
            Tag::Heading {
                level,
                classes,
                attrs,
                ..
            } => {
                self.heading = Some((self.events.len(), String::new()));
                let level = lower(level);
                self.put(Event::Start(Tag::Heading {
                    level,
                    id: None,
                    classes,
                    attrs,
                }));
            }
            Tag::Link { .. } => self.start_link(tag, start),
            Tag::Image {
                dest_url, title, ..
            } => self.start_picture(&dest_url, &title, start, whole),
            Tag::Table(columns) => self.start_table(columns.len()),
            Tag::TableRow => self.start_row(start, whole),
            Tag::BlockQuote(Some(kind)) => {
                self.put(Event::Html(callout(kind, self.around.texts).into()));
            }
            Tag::FootnoteDefinition(name) => {
                self.defined.push((name.to_string(), start));
                self.notes.begin(name, self.events.len());
            }
            other => self.put(Event::Start(other)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock => {
                self.code = false;
                self.put(Event::End(tag));
            }
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::Link => {
                if self.open_links.pop() != Some(false) {
                    self.put(Event::End(tag));
                }
            }
            TagEnd::Table => {
                self.put(Event::End(tag));
                self.put(Event::Html("</div>\n".into()));
            }
            TagEnd::BlockQuote(Some(_)) => self.put(Event::Html("</div>\n".into())),
            TagEnd::FootnoteDefinition => self.notes.end(&mut self.events),
            other => self.put(Event::End(other)),
        }
    }

    /// Gives a heading its anchor.
    fn end_heading(&mut self, level: HeadingLevel) {
        if let Some((at, title)) = self.heading.take() {
            let name = anchor(&title, &mut self.anchors);
            if let Event::Start(Tag::Heading { id, .. }) = &mut self.events[at] {
                *id = Some(CowStr::from(name));
            }
        }
        self.put(Event::End(TagEnd::Heading(lower(level))));
    }

    /// Begins a link, unless it leads to a hidden record.
    fn start_link(&mut self, mut tag: Tag<'a>, start: usize) {
        let Tag::Link { dest_url, .. } = &mut tag else {
            return;
        };
        let path = links::path(dest_url, self.around.origin.file());
        let shown = !path.is_some_and(|path| (self.around.hidden)(&path));
        self.open_links.push(shown);
        if shown {
            *dest_url = self.target(dest_url, start);
            self.put(Event::Start(tag));
        }
    }

    fn start_picture(&mut self, address: &str, title: &str, start: usize, whole: &str) {
        let places = [self.place(start, whole), self.place(start, address)];
        let picture = Picture {
            src: links::plain(address).into_owned(),
            path: links::beside(address, self.around.origin.file()),
            caption: title.to_owned(),
            ..Picture::default()
        };
        self.picture = Some((picture, places));
    }

    /// Begins a table. A wide one scrolls by itself, by keyboard too; alignment would be an inline
    /// style.
    fn start_table(&mut self, columns: usize) {
        self.columns = columns;
        let name = escape(&self.around.texts.say("text-table", &[]));
        let scrolled =
            format!("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{name}\">");
        self.put(Event::Html(scrolled.into()));
        self.put(Event::Start(Tag::Table(vec![Alignment::None; columns])));
    }

    /// Begins a row of a table; more cells than the table has columns are a problem.
    fn start_row(&mut self, start: usize, whole: &str) {
        let (columns, cells) = (self.columns, slips::cells(whole));
        if cells > columns {
            let place = self.place(start, whole.trim());
            let problem = Problem::TableCells { columns, cells };
            self.problems.add(place, problem);
        }
        self.put(Event::Start(Tag::TableRow));
    }

    fn put(&mut self, event: Event<'a>) {
        if let (Some((_, title)), Event::Text(text) | Event::Code(text)) =
            (&mut self.heading, &event)
        {
            title.push_str(text);
        }
        self.events.push(event);
    }

    /// Code shows what was typed.
    fn as_written(&self, text: CowStr<'a>) -> CowStr<'a> {
        match prepare::restore(&text) {
            Some(text) => text.into(),
            None => text,
        }
    }

    /// What represents a macro: a figure is part of the line, a chart alone on its line is a block.
    fn put_macro(&mut self, start: usize, written: &str) {
        let html = self.expanded(start, written);
        let block = self.paragraph.is_some() && html.starts_with("<figure");
        let html = self.inserts.html(html).into();
        self.put(if block {
            Event::Html(html)
        } else {
            Event::InlineHtml(html)
        });
    }

    /// HTML of a macro; nothing where it cannot be understood, which is reported.
    fn expanded(&mut self, start: usize, written: &str) -> String {
        let html = match macros::parse(written) {
            Some(parsed) => (self.around.expand)(&parsed),
            None => Err(Problem::BadMacro {
                text: written.to_owned(),
            }),
        };
        html.unwrap_or_else(|problem| {
            self.problems.add(self.place(start, written), problem);
            String::new()
        })
    }

    /// Ends a paragraph. Blocks among its lines are between paragraphs of their own.
    fn end_paragraph(&mut self) {
        let begin = self.paragraph.take().unwrap_or(self.events.len());
        let blocks = self.events[begin..]
            .iter()
            .any(|event| matches!(event, Event::Html(_)));
        if !blocks {
            self.put(Event::End(TagEnd::Paragraph));
            return;
        }
        let events = self.events.split_off(begin);
        self.events.pop(); // the start of the paragraph
        let in_item = matches!(self.events.last(), Some(Event::Start(Tag::Item)));
        self.events.extend(blocks::split(events, in_item));
    }

    /// Words that are between marks, in the pieces in which Markdown gives them: addresses among
    /// them become links, and what was meant as markup is reported.
    fn words(&mut self, pieces: &[Part<'a>]) {
        let (Some(Part::Markdown(_, first)), Some(Part::Markdown(_, last))) =
            (pieces.first(), pieces.last())
        else {
            return;
        };
        let whole = first.start..last.end;
        self.report_slips(whole.clone());
        let mut addresses = Vec::new();
        if self.open_links.is_empty() {
            for (url, target) in bare::addresses(&self.text[whole.clone()]) {
                addresses.push((whole.start + url.start..whole.start + url.end, target));
            }
        }
        let mut coming = addresses.into_iter().peekable();
        for piece in pieces {
            if let Part::Markdown(Event::Text(words), range) = piece {
                self.put_piece(words, range.clone(), &mut coming);
            }
        }
    }

    /// Reports what was meant as markup.
    fn report_slips(&mut self, range: Range<usize>) {
        for (at, slip) in slips::slips(self.text, range) {
            let (written, problem) = match slip {
                Slip::Mark(mark) => (mark.clone(), Problem::UnclosedMark { mark }),
                Slip::Footnote(name) => (format!("[^{name}]"), Problem::NoFootnote { name }),
                Slip::Reference(name) => (format!("[{name}]"), Problem::NoReference { name }),
                Slip::Macro(text) => (text.clone(), Problem::BadMacro { text }),
            };
            self.problems.add(self.place(at, &written), problem);
        }
    }

    /// Puts a piece of words; what of an address is in it becomes a link as soon as it begins.
    fn put_piece(&mut self, words: &CowStr<'a>, range: Range<usize>, coming: &mut Addresses) {
        // A quote that was set, or an entity, is one piece as it is.
        let typed = **words == self.text[range.clone()];
        let mut at = range.start;
        while at < range.end {
            while coming.next_if(|(url, _)| url.end <= at).is_some() {}
            let url = coming.peek().map(|(url, _)| url.clone());
            let inside = url.clone().filter(|url| url.contains(&at));
            if let (Some(url), Some((_, target))) = (&inside, coming.peek_mut())
                && !target.is_empty()
            {
                let target = std::mem::take(target);
                self.put_address(target, &self.text[url.clone()]);
            }
            let boundary = match (&inside, url) {
                (Some(url), _) => url.end,
                (None, Some(url)) => url.start,
                (None, None) => range.end,
            };
            let end = match typed {
                true => boundary.min(range.end),
                false => range.end,
            };
            if inside.is_none() {
                let whole = at == range.start && end == range.end;
                self.put_words(match whole {
                    true => words.clone(),
                    false => self.text[at..end].into(),
                });
            }
            at = end;
        }
    }

    fn put_address(&mut self, target: String, words: &'a str) {
        let link = Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: target.into(),
            title: "".into(),
            id: "".into(),
        };
        self.put(Event::Start(link));
        self.put(Event::Text(words.into()));
        self.put(Event::End(TagEnd::Link));
    }

    fn put_words(&mut self, text: CowStr<'a>) {
        let text = match prepare::shown(&text) {
            Some(text) => text.into(),
            None => text,
        };
        if !text.is_empty() {
            self.put(Event::Text(typography::set(text)));
        }
    }

    fn end_picture(&mut self, last: bool) {
        let Some((mut picture, [place, address])) = self.picture.take() else {
            return;
        };
        picture.alone = last && matches!(self.events.last(), Some(Event::Start(Tag::Paragraph)));
        if let Some(html) = self.shown(&picture, [place, address]) {
            let html = html.into();
            self.put(if picture.alone {
                Event::Html(html)
            } else {
                Event::InlineHtml(html)
            });
        }
    }

    fn target(&mut self, address: &str, start: usize) -> CowStr<'a> {
        if address.starts_with('#') {
            self.own_links.push((start, address.to_owned()));
            return address.to_owned().into();
        }
        match links::target(address, self.around) {
            Ok(target) => target.into(),
            Err(problem) => {
                self.problems.add(self.place(start, address), problem);
                "#".into()
            }
        }
    }

    /// The place of something that is behind `start` in the text.
    fn place(&self, start: usize, words: &str) -> Place {
        let first_line = self.body.first_line;
        self.places
            .place(start, words, first_line, self.around.origin)
    }

    /// Whether a heading of the text has this anchor: its words, or these and a number.
    fn has_anchor(&self, name: &str) -> bool {
        if self.anchors.contains_key(name) {
            return true;
        }
        let numbered = name.rsplit_once('-').and_then(|(base, number)| {
            let count = *self.anchors.get(base)?;
            let written = number.parse::<usize>().ok()?;
            Some((2..=count).contains(&written) && number == written.to_string())
        });
        numbered == Some(true)
    }

    /// Reports notes and addresses that are defined and not shown: those that the text does not
    /// name, and those whose name has another one already.
    fn look_at_definitions(&mut self) {
        let mut lines: BTreeMap<String, u32> = BTreeMap::new();
        for (name, start) in std::mem::take(&mut self.defined) {
            let place = self.place(start, &format!("[^{name}]"));
            let line = place.line().unwrap_or_default();
            let problem = match lines.get(&name) {
                Some(first) => Problem::DefinedTwice {
                    name: format!("^{name}"),
                    first: *first,
                },
                None if self.notes.names(&name) => {
                    lines.insert(name, line);
                    continue;
                }
                None => Problem::UnusedFootnote { name },
            };
            self.problems.add(place, problem);
        }
        for Definition { start, name, error } in definitions::unused_or_repeated(self.text) {
            let place = self.place(start, &format!("[{name}]"));
            let problem = match error {
                DefinitionError::Unused => Problem::UnusedReference { name },
                DefinitionError::Again { first } => {
                    let first = self.place(first, "").line().unwrap_or_default();
                    Problem::DefinedTwice { name, first }
                }
            };
            self.problems.add(place, problem);
        }
    }

    fn finish(mut self) -> String {
        for (start, address) in std::mem::take(&mut self.own_links) {
            let own = address.trim_start_matches('#');
            if own.is_empty() || self.has_anchor(own) {
                continue;
            }
            let names = self.anchors.keys().map(String::as_str);
            let nearest = slug::nearest(own, names.take(SUGGESTED)).map(|name| format!("#{name}"));
            let place = self.place(start, &address);
            let target = address;
            self.problems
                .add(place, Problem::BrokenLink { target, nearest });
        }
        self.look_at_definitions();
        let mut out = String::with_capacity(self.text.len() * 3 / 2);
        html::push_html(&mut out, self.events.into_iter());
        out.push_str(&self.notes.list(self.around.texts));
        self.inserts.finish(out)
    }
}

fn lower(level: HeadingLevel) -> HeadingLevel {
    if level == HeadingLevel::H1 {
        HeadingLevel::H2
    } else {
        level
    }
}

/// The beginning of a box such as `> [!NOTE]`, as GitHub writes them.
fn callout(kind: BlockQuoteKind, texts: Texts<'_>) -> String {
    let (class, title) = match kind {
        BlockQuoteKind::Note => ("note", texts.say("callout-note", &[])),
        BlockQuoteKind::Tip => ("tip", texts.say("callout-tip", &[])),
        BlockQuoteKind::Important => ("important", texts.say("callout-important", &[])),
        BlockQuoteKind::Warning => ("warning", texts.say("callout-warning", &[])),
        BlockQuoteKind::Caution => ("caution", texts.say("callout-caution", &[])),
    };
    let title = escape(&title);
    format!(
        "<div class=\"callout {class}\" role=\"note\">\n<p class=\"callout-title\">{title}</p>\n"
    )
}
