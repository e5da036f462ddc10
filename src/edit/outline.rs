//! YAML text as a tree whose parts know which bytes they are.

use std::ops::Range;

use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, Span};

use super::scalar::Quotes;
use super::{EditError, Value};

/// Values in each other, at most.
const DEPTH: usize = 16;

/// A value and its bytes; of a block list or mapping, from its first to its last part.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) bytes: Range<usize>,
    pub(super) shape: Shape,
}

#[derive(Debug, Clone)]
pub(super) enum Shape {
    /// Nothing is written.
    Null,
    Scalar {
        text: String,
        style: Style,
    },
    List {
        items: Vec<Node>,
        flow: bool,
    },
    Map {
        entries: Vec<Entry>,
        flow: bool,
    },
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Inline(Quotes),
    /// `|` or `>`.
    Lines,
}

/// A key and its value.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) key: String,
    /// From the key to behind its colon.
    pub(super) name: Range<usize>,
    pub(super) node: Node,
}

impl Node {
    /// What it says.
    pub(super) fn value(&self) -> Value {
        match &self.shape {
            Shape::Null => Value::Empty,
            Shape::Scalar { text, .. } => Value::Text(text.clone()),
            Shape::List { items, .. } => Value::List(items.iter().map(Self::value).collect()),
            Shape::Map { entries, .. } => {
                let entries = entries
                    .iter()
                    .map(|entry| (entry.key.clone(), entry.node.value()));
                Value::Map(entries.collect())
            }
        }
    }
}

impl Node {
    /// The keys, and the numbers of items, on the way to the part that begins last before a place.
    pub(super) fn keys_to(&self, place: usize, keys: &mut Vec<String>) {
        match &self.shape {
            Shape::Map { entries, .. } => {
                let begun = |entry: &&Entry| entry.name.start <= place;
                if let Some(entry) = entries.iter().rfind(begun) {
                    keys.push(entry.key.clone());
                    entry.node.keys_to(place, keys);
                }
            }
            Shape::List { items, .. } => {
                if let Some(number) = items.iter().rposition(|item| item.bytes.start <= place) {
                    keys.push(number.to_string());
                    items[number].keys_to(place, keys);
                }
            }
            Shape::Null | Shape::Scalar { .. } => {}
        }
    }
}

/// All documents of a text; one that holds nothing is none.
pub(super) fn documents(text: &str) -> Result<Vec<Node>, EditError> {
    let mut builder = Builder {
        text,
        open: Vec::new(),
        done: Vec::new(),
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| EditError::Unreadable(error.to_string()))?;
        builder.event(event, span)?;
    }
    Ok(builder.done)
}

/// A key whose value comes next, and its bytes up to behind the colon.
type Name = (String, Range<usize>);

struct Builder<'t> {
    text: &'t str,
    open: Vec<(Node, Option<Name>)>,
    done: Vec<Node>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), EditError> {
        let bytes = span.byte_range().ok_or(EditError::Unsafe)?;
        match event {
            Event::Alias(..) | Event::UnresolvedAlias(..) => return Err(EditError::Unsafe),
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(_, anchor, _)
            | Event::MappingStart(_, anchor, _)
                if anchor != 0 || span.tag_start.is_some() =>
            {
                return Err(EditError::Unsafe);
            }
            Event::Scalar(text, style, ..) => {
                let node = self.scalar(text.into_owned(), style, bytes);
                self.close(node)?;
            }
            Event::SequenceStart(..) => {
                let shape = Shape::List {
                    items: Vec::new(),
                    flow: self.text[bytes.start..].starts_with('['),
                };
                self.start(Node { bytes, shape })?;
            }
            Event::MappingStart(..) => {
                let shape = Shape::Map {
                    entries: Vec::new(),
                    flow: self.text[bytes.start..].starts_with('{'),
                };
                self.start(Node { bytes, shape })?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((mut node, _)) = self.open.pop() {
                    node.bytes = extent(&node, bytes.end);
                    self.close(node)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, node: Node) -> Result<(), EditError> {
        if self.open.len() >= DEPTH {
            return Err(EditError::Unsafe);
        }
        self.open.push((node, None));
        Ok(())
    }

    fn scalar(&self, text: String, style: ScalarStyle, bytes: Range<usize>) -> Node {
        let style = match style {
            ScalarStyle::Plain if matches!(&*text, "" | "~" | "null") => {
                return Node {
                    bytes,
                    shape: Shape::Null,
                };
            }
            ScalarStyle::Plain => Style::Inline(Quotes::Plain),
            ScalarStyle::SingleQuoted => Style::Inline(Quotes::Single),
            ScalarStyle::DoubleQuoted => Style::Inline(Quotes::Double),
            _ => Style::Lines,
        };
        // The parser reads on to the next token; what is behind the last letter is not the value's.
        let written = self.text[bytes.clone()].trim_end();
        let bytes = bytes.start..bytes.start + written.len();
        Node {
            bytes,
            shape: Shape::Scalar { text, style },
        }
    }

    fn close(&mut self, node: Node) -> Result<(), EditError> {
        let Some((around, key)) = self.open.last_mut() else {
            self.done.push(node);
            return Ok(());
        };
        match (&mut around.shape, key.take()) {
            (Shape::List { items, .. }, _) => {
                let bytes = match node.shape {
                    Shape::Scalar {
                        style: Style::Lines,
                        ..
                    } => {
                        let before = self.text[..node.bytes.start].trim_end();
                        let line = before.rfind('\n').map_or(0, |line| line + 1);
                        let dash = before[line..].find('-').ok_or(EditError::Unsafe)?;
                        header(self.text, line + dash + 1)?..node.bytes.end
                    }
                    _ => node.bytes.clone(),
                };
                items.push(Node { bytes, ..node });
            }
            (Shape::Map { entries, .. }, Some((key, name))) => {
                let bytes = match node.shape {
                    // A key without a value: the parser's place for nothing may be lines further.
                    Shape::Null if node.bytes.is_empty() => name.end..name.end,
                    Shape::Scalar {
                        style: Style::Lines,
                        ..
                    } => header(self.text, name.end)?..node.bytes.end.max(name.end),
                    _ => node.bytes.clone(),
                };
                entries.push(Entry {
                    key,
                    name,
                    node: Node { bytes, ..node },
                });
            }
            (Shape::Map { .. }, None) => {
                let Shape::Scalar { text, .. } = node.shape else {
                    return Err(EditError::Unsafe);
                };
                let rest = &self.text[node.bytes.end..];
                let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
                if !rest[blanks..].starts_with(':') {
                    return Err(EditError::Unsafe);
                }
                *key = Some((text, node.bytes.start..node.bytes.end + blanks + 1));
            }
            _ => return Err(EditError::Unsafe),
        }
        Ok(())
    }
}

/// Where the `|` or `>` of a block is, behind its key or dash; the parser's place is that of the
/// first letter.
fn header(text: &str, behind: usize) -> Result<usize, EditError> {
    let rest = &text[behind..];
    let start = behind + rest.len() - rest.trim_start_matches([' ', '\t']).len();
    match text[start..].starts_with(['|', '>']) {
        true => Ok(start),
        false => Err(EditError::Unsafe),
    }
}

/// The bytes of a list or mapping that ends at `end`. In a block that is where its last part ends.
fn extent(node: &Node, end: usize) -> Range<usize> {
    match &node.shape {
        Shape::List { flow: true, .. } | Shape::Map { flow: true, .. } => node.bytes.start..end,
        Shape::List { items, .. } => match items.last() {
            Some(last) => node.bytes.start..last.bytes.end,
            None => node.bytes.clone(),
        },
        Shape::Map { entries, .. } => match (entries.first(), entries.last()) {
            (Some(first), Some(last)) => first.name.start..last.node.bytes.end.max(last.name.end),
            _ => node.bytes.clone(),
        },
        _ => node.bytes.clone(),
    }
}
