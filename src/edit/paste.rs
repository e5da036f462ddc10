//! Text from Word or a web page becomes Markdown.

use std::thread;

use htmd::element_handler::{HandlerResult, Handlers};
use htmd::options::{BulletListMarker, Options};
use htmd::{Element, HtmlToMarkdown};

/// Bytes of a text, and elements in each other, at most.
const LARGEST: usize = 4 << 20;
const DEEPEST: usize = 400;
/// Room for walking through elements in each other.
const STACK: usize = 64 << 20;
/// Around the sign of an item that Word wrote before its text; a character that no text uses.
const SIGN: char = '\u{e000}';
/// Before each cell and behind each row of a table.
const CELL: char = '\u{e002}';
const ROW: char = '\u{e003}';
/// Begins the address of a picture of a Word file, whose name follows.
pub(super) const OF_WORD: &str = "word:";
/// In the place of a picture.
const PICTURE: char = '\u{e001}';

/// Markdown, and what did not come along.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pasted {
    /// The text.
    pub markdown: String,
    /// Pictures that were in the text: they are uploaded by themselves.
    pub pictures: usize,
    /// Whether the text is too large or too deep; then only its start, or nothing, is there.
    pub refused: bool,
}

/// HTML, as Word, a browser or a mail program puts it on the clipboard, as Markdown: headings
/// (from level 2, since a page has its title), paragraphs, bold, italic, links, lists, tables,
/// quotes. Colours, fonts, scripts and everything else are left out. Pictures are counted.
pub fn html(text: &str) -> Pasted {
    if text.len() > LARGEST || depth(text) > DEEPEST {
        return Pasted {
            refused: true,
            ..Pasted::default()
        };
    }
    let text = text.replace([SIGN, PICTURE, CELL, ROW], "");
    let work = move || converter().convert(&text).unwrap_or_default();
    let worker = thread::Builder::new().stack_size(STACK).spawn(work);
    let Some(markdown) = worker.ok().and_then(|worker| worker.join().ok()) else {
        return Pasted {
            refused: true,
            ..Pasted::default()
        };
    };
    let pictures = markdown.matches(PICTURE).count();
    Pasted {
        markdown: tidy(&markdown),
        pictures,
        refused: false,
    }
}

fn converter() -> HtmlToMarkdown {
    let options = Options {
        bullet_list_marker: BulletListMarker::Dash,
        ul_bullet_spacing: 1,
        ol_number_spacing: 1,
        ..Options::default()
    };
    HtmlToMarkdown::builder()
        .options(options)
        .skip_tags(vec![
            "script", "style", "head", "title", "noscript", "template", "svg", "math", "object",
            "iframe",
        ])
        .add_handler(vec!["p"], paragraph)
        .add_handler(vec!["span", "font"], span)
        .add_handler(vec!["b", "strong"], bold)
        .add_handler(vec!["h1", "h2", "h3", "h4", "h5", "h6"], heading)
        .add_handler(vec!["a"], link)
        .add_handler(vec!["td", "th"], cell)
        .add_handler(vec!["tr"], |handlers: &dyn Handlers, element: Element| {
            Some(format!("{}{ROW}", inside(handlers, &element)).into())
        })
        .add_handler(vec!["table"], table)
        .add_handler(vec!["img"], picture)
        .build()
}

fn attribute<'a>(element: &'a Element, name: &str) -> &'a str {
    let found = element
        .attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name);
    found.map_or("", |attribute| &*attribute.value)
}

/// A picture of a Word file stays in its place; of those on the clipboard there is only a note.
fn picture(_: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let name = attribute(&element, "src").strip_prefix(OF_WORD);
    let text = name.map_or(PICTURE.to_string(), |name| format!("\n\n![]({name})\n\n"));
    Some(text.into())
}

/// A style without blanks, in small letters.
fn style(element: &Element) -> String {
    let style = attribute(element, "style").to_ascii_lowercase();
    style.split_whitespace().collect()
}

fn inside(handlers: &dyn Handlers, element: &Element) -> String {
    handlers.walk_children(element.node).content
}

/// Word writes the items of lists as paragraphs: `mso-list: l0 level2 lfo1`.
fn paragraph(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let content = inside(handlers, &element);
    let content = content.trim_matches(['\n', ' ', '\u{a0}']);
    let style = style(&element);
    let level = style.split_once("mso-list:").and_then(|(_, list)| {
        let (_, level) = list.split_once("level")?;
        level.chars().next()?.to_digit(10)
    });
    let mut parts = content.split(SIGN);
    let (before, sign, after) = (parts.next()?, parts.next(), parts.collect::<String>());
    let text = match (level, sign) {
        (Some(level), Some(sign)) => {
            let indent = "    ".repeat(level.saturating_sub(1) as usize);
            let sign = if sign.contains(|c: char| c.is_ascii_digit()) {
                "1."
            } else {
                "-"
            };
            format!("\n\n{indent}{sign} {}{}\n\n", before.trim(), after.trim())
        }
        _ => format!("\n\n{content}\n\n"),
    };
    Some(text.into())
}

fn span(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let style = style(&element);
    let content = inside(handlers, &element);
    if style.contains("mso-list:ignore") {
        let sign: String = content
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '\\')
            .collect();
        return Some(format!("{SIGN}{sign}{SIGN}").into());
    }
    let bold = ["font-weight:bold", "font-weight:700"]
        .iter()
        .any(|weight| style.contains(weight));
    let italic = style.contains("font-style:italic");
    Some(
        around(
            &content,
            match (bold, italic) {
                (true, true) => "***",
                (true, false) => "**",
                (false, true) => "*",
                (false, false) => "",
            },
        )
        .into(),
    )
}

/// Google Docs puts a whole text into `<b style="font-weight:normal">`.
fn bold(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let content = inside(handlers, &element);
    let plain = style(&element).contains("font-weight:normal");
    Some(around(&content, if plain { "" } else { "**" }).into())
}

/// Signs close to the words, as Markdown wants them; blanks stay outside, and nothing is around
/// several blocks.
fn around(content: &str, signs: &str) -> String {
    let words = content.trim();
    if signs.is_empty() || words.is_empty() || words.contains("\n\n") || words.starts_with(SIGN) {
        return content.to_owned();
    }
    let start = content.len() - content.trim_start().len();
    let end = start + words.len();
    format!(
        "{}{signs}{words}{signs}{}",
        &content[..start],
        &content[end..]
    )
}

fn heading(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let content = inside(handlers, &element);
    let words = content.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.replace("**", "");
    if words.is_empty() {
        return Some(String::new().into());
    }
    let level = element.tag[1..].parse::<usize>().unwrap_or(2).max(2);
    Some(format!("\n\n{} {words}\n\n", "#".repeat(level)).into())
}

/// The words of a cell on one line.
fn cell(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let content = inside(handlers, &element).replace('\u{a0}', " ");
    let words = content.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(format!("{CELL}{}", words.replace('|', "\\|")).into())
}

/// A table whose first row is its head; rows are as wide as the widest. One cell alone is only
/// there for the look of a page.
fn table(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let content = inside(handlers, &element);
    let rows = content
        .split(ROW)
        .map(|row| row.split(CELL).skip(1).map(str::trim).collect::<Vec<_>>());
    let rows: Vec<Vec<&str>> = rows
        .filter(|row| row.iter().any(|cell| !cell.is_empty()))
        .collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    if width < 2 {
        let cells: Vec<&str> = rows.into_iter().flatten().collect();
        return Some(format!("\n\n{}\n\n", cells.join("\n\n")).into());
    }
    let mut lines: Vec<String> = rows.iter().map(|row| table_line(row, width)).collect();
    lines.insert(1, table_line(&vec!["---"; width], width));
    Some(format!("\n\n{}\n\n", lines.join("\n")).into())
}

/// A line of a table in Markdown; cells that the row lacks are empty.
fn table_line(cells: &[&str], width: usize) -> String {
    let cells = (0..width).map(|column| format!(" {} |", cells.get(column).unwrap_or(&"")));
    format!("|{}", cells.collect::<String>())
}

/// Links to pages and mail addresses; those within the pasted text lead nowhere and are words.
fn link(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let content = inside(handlers, &element);
    let words = content.split_whitespace().collect::<Vec<_>>().join(" ");
    let address = attribute(&element, "href").trim();
    let good = ["https://", "http://", "mailto:"]
        .iter()
        .any(|start| address.to_ascii_lowercase().starts_with(start));
    if !good || words.is_empty() || address.contains([' ', '<', '>', '\n', '(', ')']) {
        return Some(content.into());
    }
    Some(format!("[{words}]({address})").into())
}

/// Without empty lines between the items of a list, several empty lines, and no-break blanks that
/// set text in place.
fn tidy(markdown: &str) -> String {
    let text = markdown
        .replace('\u{a0}', " ")
        .replace([PICTURE, SIGN], "")
        .replace("****", "");
    let mut lines: Vec<&str> = Vec::new();
    let text: Vec<&str> = text.lines().collect();
    for (number, line) in text.iter().enumerate() {
        let line = if line.ends_with("  ") && !line.trim().is_empty() {
            *line
        } else {
            line.trim_end()
        };
        if line.trim().is_empty() {
            let next = text[number..].iter().find(|line| !line.trim().is_empty());
            let in_list = lines.last().is_some_and(|last| is_item(last))
                && next.is_some_and(|next| is_item(next));
            if in_list || lines.last().is_none_or(|last| last.is_empty()) {
                continue;
            }
            lines.push("");
        } else {
            lines.push(line);
        }
    }
    lines.join("\n").trim_matches('\n').to_owned()
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("- ")
        || line.split_once(". ").is_some_and(|(number, _)| {
            number.len() < 4 && number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty()
        })
}

/// Elements in each other, at most, as far as that can be seen without reading the text as HTML.
fn depth(text: &str) -> usize {
    const ALONE: [&str; 16] = [
        "br", "img", "hr", "meta", "link", "input", "col", "wbr", "p", "li", "tr", "td", "th",
        "o:p", "dt", "dd",
    ];
    let (mut open, mut most) = (0_usize, 0);
    for part in text.split('<').skip(1) {
        let closes = part.starts_with('/');
        let name = part.trim_start_matches('/');
        let end = name
            .find(|c: char| !c.is_ascii_alphanumeric() && c != ':')
            .unwrap_or(name.len());
        let name = name[..end].to_ascii_lowercase();
        if name.is_empty() || ALONE.contains(&&*name) {
            continue;
        }
        open = if closes {
            open.saturating_sub(1)
        } else {
            open + 1
        };
        most = most.max(open);
    }
    most
}
