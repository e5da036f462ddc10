//! Drawings from other hands: an SVG is written out again by one list of what is let through.
//!
//! A drawing is opened by readers as a page of its own, so that what could act, ask other hosts or
//! tell of its author is taken out: scripts, event handlers, HTML inside (`foreignObject`),
//! references that lead out of the file, comments, metadata, parts of editors.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements that draw, or hold what draws. `feTurbulence` and the filters of light are not among
/// them: a few bytes of those take minutes to draw.
const ELEMENTS: [&str; 41] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "switch",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "image",
    "marker",
    "pattern",
    "mask",
    "clipPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "filter",
    "style",
    "feBlend",
    "feColorMatrix",
    "feComposite",
    "feFlood",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feOffset",
    "feComponentTransfer",
    "feFuncA",
    "feFuncR",
    "feFuncG",
    "feFuncB",
];
/// Prefixes of attributes that mean something to a browser.
const PREFIXES: [&str; 2] = ["xlink", "xml"];
/// Pictures that may be inside a drawing.
const INSIDE: [&str; 4] = [
    "data:image/png;base64,",
    "data:image/jpeg;base64,",
    "data:image/gif;base64,",
    "data:image/webp;base64,",
];
/// How deep elements may lie in each other, and how large a drawing may be.
const DEPTH: usize = 100;
const BYTES: usize = 4 << 20;

/// A drawing that is safe to publish, and what was taken out of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Clean {
    /// The drawing.
    pub(super) svg: String,
    /// What was taken out, in the words of XML: `<script>`, `onload`, `<!-- -->`.
    pub(super) removed: BTreeSet<String>,
}

/// Writes a drawing out again by the list.
///
/// # Errors
/// When it is not well-formed, is nested too deeply or is too large; in the words of the reader.
pub(super) fn clean(bytes: &[u8]) -> Result<Clean, String> {
    if bytes.len() > BYTES {
        return Err(format!("> {} MB", BYTES >> 20));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut writer = Writer::default();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Eof => break,
            event => writer.take(event)?,
        }
    }
    if !writer.open.is_empty() || !writer.root {
        return Err("no <svg>, or one that is not closed".to_owned());
    }
    Ok(Clean {
        svg: writer.out,
        removed: writer.removed,
    })
}

#[derive(Default)]
struct Writer {
    out: String,
    removed: BTreeSet<String>,
    /// Names of the elements that are open.
    open: Vec<String>,
    /// How many elements are open inside one that is left out, with that one.
    skipped: usize,
    /// The text of a style sheet that is open.
    style: Option<String>,
    root: bool,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(tag) if self.skipped > 0 => {
                let _ = tag; // inside what is left out
                self.skipped += 1;
                if self.skipped > DEPTH {
                    return Err(format!("> {DEPTH} elements in each other"));
                }
            }
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Event::Start(tag) => self.start(&tag, false)?,
            Event::Empty(tag) => self.start(&tag, true)?,
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text),
            Event::CData(data) => {
                let plain = data.replace('&', "&amp;").replace('<', "&lt;");
                self.text(&plain);
            }
            Event::GeneralRef(reference) => self.reference(&reference),
            Event::Comment(_) => self.leave_out("<!-- -->"),
            Event::PI(_) => self.leave_out("<? ?>"),
            Event::DocType(_) => self.leave_out("<!DOCTYPE>"),
            Event::Decl(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn leave_out(&mut self, what: &str) {
        self.removed.insert(what.to_owned());
    }

    fn start(&mut self, tag: &BytesStart<'_>, empty: bool) -> Result<(), String> {
        let name = tag.name().as_ref().to_owned();
        // A file may name its own elements by a prefix: svg:path.
        let plain = name.strip_prefix("svg:").unwrap_or(&name);
        let first = !self.root;
        if first && plain != "svg" {
            return Err(format!("<{name}>"));
        }
        if !ELEMENTS.contains(&plain) || (!first && self.open.is_empty()) {
            self.leave_out(&format!("<{name}>"));
            self.skipped += usize::from(!empty);
            return Ok(());
        }
        self.root = true;
        if self.open.len() >= DEPTH {
            return Err(format!("> {DEPTH} elements in each other"));
        }
        self.out.push('<');
        self.out.push_str(plain);
        if first {
            self.out.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
            self.out
                .push_str(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
        }
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            self.attribute(plain, attribute.key.as_ref(), &attribute.value);
        }
        self.out.push_str(if empty { "/>" } else { ">" });
        if !empty {
            self.open.push(plain.to_owned());
            self.style = (plain == "style").then(String::new);
        }
        Ok(())
    }

    fn attribute(&mut self, element: &str, key: &str, value: &str) {
        if key == "xmlns" || key.starts_with("xmlns:") {
            return;
        }
        let local = match key.split_once(':') {
            Some((prefix, local)) if PREFIXES.contains(&prefix) => local,
            Some(_) => return self.leave_out(key),
            None => key,
        };
        let lower = value.trim().to_ascii_lowercase();
        let handler = local.to_ascii_lowercase().starts_with("on");
        let allowed = match local {
            "href" | "src" => {
                lower.starts_with('#')
                    || (element == "image" && INSIDE.iter().any(|kind| lower.starts_with(kind)))
            }
            "base" => false,
            _ => !handler && local_style(&lower) && !value.contains("&#"),
        };
        let odd = |c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | ':' | '.');
        if !allowed || key.contains(odd) {
            return self.leave_out(key);
        }
        let value = value.replace('"', "&quot;").replace('<', "&lt;");
        self.out.push_str(&format!(" {key}=\"{value}\""));
    }

    fn end(&mut self) {
        let Some(name) = self.open.pop() else { return };
        if let Some(style) = self.style.take() {
            if local_style(&style.to_ascii_lowercase()) && !style.contains("&#") {
                self.out.push_str(&style);
            } else {
                self.leave_out("<style>");
            }
        }
        self.out.push_str(&format!("</{name}>"));
    }

    fn text(&mut self, text: &str) {
        match &mut self.style {
            Some(style) => style.push_str(text),
            None if self.open.is_empty() => {}
            None => self.out.push_str(text),
        }
    }

    /// Characters by their number or one of the five names; a file's own entities are left out with
    /// the document type that makes them.
    fn reference(&mut self, name: &str) {
        let known = ["amp", "lt", "gt", "quot", "apos"].contains(&name);
        let number = name.strip_prefix('#').is_some_and(|number| {
            let digits = number.trim_start_matches('x');
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        if known || number {
            self.text(&format!("&{name};"));
        } else {
            self.leave_out(&format!("&{name};"));
        }
    }
}

/// Whether a style, in lower case, asks for nothing outside the file.
fn local_style(style: &str) -> bool {
    let words = [
        "@import",
        "expression",
        "javascript:",
        "vbscript:",
        "-moz-binding",
        "\\",
        "image-set",
    ];
    if words.iter().any(|word| style.contains(word)) {
        return false;
    }
    style.split("url(").skip(1).all(|rest| {
        let inner = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
        inner.starts_with('#') || inner.starts_with("&quot;#")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn removed(inner: &str) -> Vec<String> {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg'>{inner}</svg>");
        let clean = clean(svg.as_bytes()).unwrap();
        // What is clean stays as it is.
        let again = super::clean(clean.svg.as_bytes()).unwrap();
        assert_eq!((again.svg, again.removed.len()), (clean.svg, 0));
        clean.removed.into_iter().collect()
    }

    #[test]
    fn what_acts_or_asks_is_taken_out() {
        for (inner, expected) in [
            ("<script>alert(1)</script>", "<script>"),
            ("<SCRIPT/>", "<SCRIPT>"),
            ("<g onload='x()'/>", "onload"),
            ("<g ONCLICK='x()'/>", "ONCLICK"),
            (
                "<foreignObject><p onclick='x'>a</p></foreignObject>",
                "<foreignObject>",
            ),
            ("<a href='https://x.example'><path/></a>", "<a>"),
            ("<image href='https://x.example/a.png'/>", "href"),
            ("<image xlink:href='//x.example/a.png'/>", "xlink:href"),
            ("<use href='b.svg#c'/>", "href"),
            ("<image href='data:image/svg+xml;base64,AAAA'/>", "href"),
            ("<rect fill='url(https://x.example/#a)'/>", "fill"),
            ("<rect style='fill:u\\72l(//x)'/>", "style"),
            ("<rect style='background:&#117;rl(//x)'/>", "style"),
            ("<style>@import '//x.example';</style>", "<style>"),
            ("<style><![CDATA[a{fill:url(//x)}]]></style>", "<style>"),
            ("<animate attributeName='href'/>", "<animate>"),
            ("<set attributeName='onload' to='x'/>", "<set>"),
            (
                "<filter><feTurbulence numOctaves='99999'/></filter>",
                "<feTurbulence>",
            ),
            ("<filter><feImage href='https://x'/></filter>", "<feImage>"),
            (
                "<metadata><dc:creator>Nguyễn Văn A</dc:creator></metadata>",
                "<metadata>",
            ),
            ("<!-- Nguyễn Văn A -->", "<!-- -->"),
            ("<?xml-stylesheet href='//x'?>", "<? ?>"),
            (
                "<g inkscape:label='a' xmlns:inkscape='b'/>",
                "inkscape:label",
            ),
            ("<text>&secret;</text>", "&secret;"),
            ("<iframe src='//x'/>", "<iframe>"),
        ] {
            assert_eq!(removed(inner), [expected], "{inner}");
        }
    }

    #[test]
    fn what_draws_stays() {
        for inner in [
            "<defs><linearGradient id='a'><stop offset='0' \
             stop-color='#fff'/></linearGradient></defs>",
            "<rect fill='url(#a)' style='stroke:red' width='1'/><use xlink:href='#b'/>",
            "<text x='1'>Sáng kiến &amp; <tspan>1&#160;triệu</tspan></text>",
            "<style>.a{fill:url('#b')}</style><image href='data:image/png;base64,iVBO'/>",
        ] {
            assert_eq!(removed(inner), [""; 0], "{inner}");
        }
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        for text in ["<html/>", "<svg>", "<svg></g>", "", "text"] {
            assert!(clean(text.as_bytes()).is_err(), "{text}");
        }
        let deep = format!("<svg>{}{}</svg>", "<g>".repeat(200), "</g>".repeat(200));
        assert!(clean(deep.as_bytes()).is_err());
        let left_out = format!(
            "<svg>{}{}</svg>",
            "<a>".repeat(50_000),
            "</a>".repeat(50_000)
        );
        assert!(clean(left_out.as_bytes()).is_err());
    }
}
