//! A Word file (ECMA-376, WordprocessingML) becomes a draft: headings, paragraphs, lists, tables
//! and pictures.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::paste::{self, OF_WORD};

/// Bytes of a part that is read, and of a picture; pictures, at most.
const PART: u64 = 32 << 20;
const PHOTO: u64 = 20 << 20;
const PHOTOS: usize = 100;
/// Bytes of all pictures together.
const ALL_PHOTOS: usize = 100 << 20;

/// What a Word file holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// The text; pictures are in it as `![](name)`.
    pub markdown: String,
    /// Names and bytes of the pictures, as they are in the file.
    pub pictures: Vec<(String, Vec<u8>)>,
    /// What did not come along.
    pub left_out: Vec<LeftOut>,
}

/// What of a Word file is not in its draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// Remarks of readers.
    Comments,
    /// Text that somebody deleted with tracked changes.
    Deleted,
    /// Notes at the foot or end.
    Notes,
    /// Pictures that are too many, too large, or of a kind that no browser shows.
    Pictures,
}

/// Why a file does not become a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No Word file of the kind `.docx`.
    Kind,
    /// Too large.
    Size,
}

type Names = BTreeMap<String, String>;

/// Reads a `.docx`.
///
/// # Errors
/// When it is another kind of file, or one that unpacks to more than this reads.
pub fn docx(bytes: &[u8]) -> Result<Draft, Refused> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refused::Kind)?;
    let text = part(&mut archive, "word/document.xml", PART)?.ok_or(Refused::Kind)?;
    let mut word = Word {
        headings: headings(&optional_part(&mut archive, "word/styles.xml")?),
        bullets: bullets(&optional_part(&mut archive, "word/numbering.xml")?),
        targets: targets(&optional_part(
            &mut archive,
            "word/_rels/document.xml.rels",
        )?),
        ..Word::default()
    };
    if !optional_part(&mut archive, "word/comments.xml")?.is_empty() {
        word.left_out.push(LeftOut::Comments);
    }
    word.read(&text);
    let mut draft = Draft::default();
    let mut total = 0;
    for name in std::mem::take(&mut word.pictures) {
        let path = format!("word/{name}");
        let file = name.rsplit('/').next().unwrap_or(&name).to_owned();
        let shown = crate::source::is_picture(&file) && draft.pictures.len() < PHOTOS;
        let bytes = if shown {
            raw(&mut archive, &path, PHOTO)
        } else {
            None
        };
        total += bytes.as_ref().map_or(0, Vec::len);
        match bytes.filter(|_| total <= ALL_PHOTOS) {
            Some(bytes) if draft.pictures.iter().all(|(there, _)| *there != file) => {
                draft.pictures.push((file, bytes));
            }
            Some(_) => {}
            None => word.left_out.push(LeftOut::Pictures),
        }
    }
    let pasted = paste::html(&word.html);
    if pasted.refused {
        return Err(Refused::Size);
    }
    draft.markdown = pasted.markdown;
    word.left_out.sort_unstable();
    word.left_out.dedup();
    draft.left_out = word.left_out;
    Ok(draft)
}

/// A part of the file as text; `None` when it is not there.
fn part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    most: u64,
) -> Result<Option<String>, Refused> {
    if archive.index_for_name(name).is_none() {
        return Ok(None);
    }
    let bytes = raw(archive, name, most).ok_or(Refused::Size)?;
    String::from_utf8(bytes)
        .map(Some)
        .map_err(|_| Refused::Kind)
}

/// The text of a part; empty where the file has none of that name.
fn optional_part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, Refused> {
    Ok(part(archive, name, PART)?.unwrap_or_default())
}

/// The bytes of a part that is there and not larger than `most`, whatever the file says of its
/// size.
fn raw(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, most: u64) -> Option<Vec<u8>> {
    let part = archive.by_name(name).ok()?;
    let mut bytes = Vec::new();
    part.take(most + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= most).then_some(bytes)
}

/// The value of an attribute, whatever its namespace is called.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag
        .attributes()
        .flatten()
        .find(|pair| pair.key.local_name().as_ref() == name)?;
    let text = found.value.into_owned();
    Some(quick_xml::escape::unescape(&text).map_or(text.clone(), |text| text.into_owned()))
}

/// The `val` of a property; empty where it has none.
fn value(tag: &BytesStart<'_>) -> String {
    attribute(tag, "val").unwrap_or_default()
}

/// Whether a property that is on or off, as bold is, is on.
fn is_on(tag: &BytesStart<'_>) -> bool {
    !matches!(&*value(tag), "0" | "false" | "off")
}

/// Calls `each` with each tag that opens, or is alone.
fn tags(text: &str, mut each: impl FnMut(&str, &BytesStart<'_>)) {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                each(tag.local_name().as_ref(), &tag);
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// Ids of styles to levels of headings; Word in any language calls them "heading 1" within.
fn headings(styles: &str) -> BTreeMap<String, u32> {
    let (mut found, mut style) = (BTreeMap::new(), String::new());
    tags(styles, |name, tag| match name {
        "style" => style = attribute(tag, "styleId").unwrap_or_default(),
        "name" => {
            let called = attribute(tag, "val").unwrap_or_default().to_lowercase();
            let level = match called
                .strip_prefix("heading ")
                .and_then(|level| level.parse().ok())
            {
                None if called == "title" => Some(1),
                level => level,
            };
            if let Some(level) = level {
                found.insert(style.clone(), level);
            }
        }
        _ => {}
    });
    found
}

/// Lists and levels (`numId ilvl`) that have signs instead of numbers.
fn bullets(numbering: &str) -> BTreeMap<String, bool> {
    let (mut formats, mut found) = (Names::new(), BTreeMap::new());
    let (mut kind, mut level, mut list) = (String::new(), String::new(), String::new());
    tags(numbering, |name, tag| match name {
        "abstractNum" => kind = attribute(tag, "abstractNumId").unwrap_or_default(),
        "lvl" => level = attribute(tag, "ilvl").unwrap_or_default(),
        "numFmt" => drop(formats.insert(
            format!("{kind} {level}"),
            attribute(tag, "val").unwrap_or_default(),
        )),
        "num" => list = attribute(tag, "numId").unwrap_or_default(),
        "abstractNumId" => {
            let of = format!("{} ", attribute(tag, "val").unwrap_or_default());
            for (place, format) in formats
                .range(of.clone()..)
                .take_while(|(place, _)| place.starts_with(&of))
            {
                found.insert(format!("{list} {}", &place[of.len()..]), format == "bullet");
            }
        }
        _ => {}
    });
    found
}

/// Ids of relationships to addresses and parts.
fn targets(relationships: &str) -> Names {
    let mut found = Names::new();
    tags(relationships, |name, tag| {
        if let ("Relationship", Some(id), Some(target)) =
            (name, attribute(tag, "Id"), attribute(tag, "Target"))
        {
            found.insert(id, target);
        }
    });
    found
}

/// The text while it is read, as HTML.
#[derive(Default)]
struct Word {
    headings: BTreeMap<String, u32>,
    bullets: BTreeMap<String, bool>,
    targets: Names,
    html: String,
    /// Texts around a text box, which is put behind the paragraph that it hangs on.
    around: Vec<(String, Paragraph)>,
    boxes: String,
    paragraph: Paragraph,
    pictures: Vec<String>,
    left_out: Vec<LeftOut>,
}

/// A paragraph until its end.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: String,
    list: Option<(String, u32)>,
    bold: bool,
    italic: bool,
    link: bool,
}

impl Word {
    fn read(&mut self, text: &str) {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        let (mut in_text, mut skipped) = (false, 0_usize);
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    let name = tag.local_name().as_ref().to_owned();
                    // What is beside is the same once more for programs of before 2010.
                    if skipped > 0 || name == "Fallback" {
                        skipped += 1;
                        continue;
                    }
                    in_text = name == "t";
                    self.open(&name, &tag);
                }
                Ok(Event::End(tag)) => {
                    if skipped > 0 {
                        skipped -= 1;
                        continue;
                    }
                    in_text = false;
                    self.close(tag.local_name().as_ref());
                }
                Ok(Event::Text(words)) if in_text && skipped == 0 => {
                    self.words(&words);
                }
                Ok(Event::GeneralRef(entity)) if in_text && skipped == 0 => {
                    self.words(&format!("&{};", &*entity));
                }
                Ok(Event::Eof) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }

    /// Words of a run, escaped as they are in the file.
    fn words(&mut self, words: &str) {
        let Paragraph {
            text, bold, italic, ..
        } = &mut self.paragraph;
        let words = words.replace('<', "&lt;").replace('>', "&gt;");
        let (b, i) = (
            if *bold { ["<b>", "</b>"] } else { ["", ""] },
            if *italic { ["<i>", "</i>"] } else { ["", ""] },
        );
        text.push_str(&format!("{}{}{words}{}{}", b[0], i[0], i[1], b[1]));
    }

    fn open(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "p" => self.paragraph = Paragraph::default(),
            "pStyle" => self.paragraph.style = value(tag),
            "ilvl" => {
                let level = value(tag).parse().unwrap_or_default();
                self.paragraph.list.get_or_insert_default().1 = level;
            }
            "numId" => self.paragraph.list.get_or_insert_default().0 = value(tag),
            "r" => (self.paragraph.bold, self.paragraph.italic) = (false, false),
            "b" => self.paragraph.bold = is_on(tag),
            "i" => self.paragraph.italic = is_on(tag),
            "tab" => self.paragraph.text.push(' '),
            "br" | "cr" => self.paragraph.text.push_str("<br>"),
            "hyperlink" => self.open_link(tag),
            "blip" => self.add_picture(tag),
            "txbxContent" => {
                let html = std::mem::take(&mut self.html);
                self.around
                    .push((html, std::mem::take(&mut self.paragraph)));
            }
            "tbl" => self.html.push_str("<table>"),
            "tr" => self.html.push_str("<tr>"),
            "tc" => self.html.push_str("<td>"),
            "gridSpan" => {
                let more = value(tag).parse::<usize>().unwrap_or(1).clamp(1, 64) - 1;
                self.html.push_str(&"</td><td>".repeat(more));
            }
            "del" => self.left_out.push(LeftOut::Deleted),
            "footnoteReference" | "endnoteReference" => self.left_out.push(LeftOut::Notes),
            _ => {}
        }
    }

    fn open_link(&mut self, tag: &BytesStart<'_>) {
        let Some(target) = attribute(tag, "id").and_then(|id| self.targets.get(&id)) else {
            return;
        };
        let address = target.replace('"', "%22").replace('<', "%3C");
        let text = &mut self.paragraph.text;
        text.push_str(&format!("<a href=\"{address}\">"));
        self.paragraph.link = true;
    }

    fn add_picture(&mut self, tag: &BytesStart<'_>) {
        let Some(target) = attribute(tag, "embed").and_then(|id| self.targets.get(&id)) else {
            return;
        };
        let file = target.rsplit('/').next().unwrap_or(target);
        let file = file.replace(['"', '<', ' '], "-");
        let text = &mut self.paragraph.text;
        text.push_str(&format!("<img src=\"{OF_WORD}{file}\">"));
        let path = target.trim_start_matches('/').trim_start_matches("word/");
        self.pictures.push(path.to_owned());
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "hyperlink" if std::mem::take(&mut self.paragraph.link) => {
                self.paragraph.text.push_str("</a>")
            }
            "txbxContent" => {
                if let Some((html, paragraph)) = self.around.pop() {
                    let inside = std::mem::replace(&mut self.html, html);
                    self.boxes.push_str(&inside);
                    self.paragraph = paragraph;
                }
            }
            "tbl" => self.html.push_str("</table>"),
            "tr" => self.html.push_str("</tr>"),
            "tc" => self.html.push_str("</td>"),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Paragraph {
            text, style, list, ..
        } = std::mem::take(&mut self.paragraph);
        if let Some(level) = self.headings.get(&style) {
            let level = level.clamp(&1, &6);
            self.html.push_str(&format!("<h{level}>{text}</h{level}>"));
        } else if let Some((list, level)) = list.filter(|(list, _)| !list.is_empty() && list != "0")
        {
            let bullet = self
                .bullets
                .get(&format!("{list} {level}"))
                .copied()
                .unwrap_or(true);
            let sign = if bullet { "·" } else { "1." };
            // As Word itself writes an item on the clipboard.
            let level = level.min(8) + 1;
            self.html.push_str(&format!(
                "<p style=\"mso-list:l0 level{level}\"><span \
                    style=\"mso-list:Ignore\">{sign}</span>{text}</p>"
            ));
        } else {
            self.html.push_str(&format!("<p>{text}</p>"));
        }
        if self.around.is_empty() {
            self.html.push_str(&std::mem::take(&mut self.boxes));
        }
    }
}
