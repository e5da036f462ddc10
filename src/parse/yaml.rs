//! YAML text to a tree that knows its places.
//!
//! serde stops at the first problem and forgets where values stood, so the tree is built from the
//! parser's events. Anchors and aliases are refused: no one needs them here, and they are how a
//! small file explodes.

mod error;

use arcstr::ArcStr;
use serde_yaml::granit_parser::{Event, Marker, Parser, ScalarStyle, Span};

use crate::base::number::saturated;
use crate::diag::{Place, Problem, YamlError};

const DEPTH: usize = 16;
/// Bytes of a file: the parser takes 80 times as much memory. 8 MB are some 80,000 records; larger
/// lists are tables.
const LONGEST: usize = 8_000_000;
/// Keys of one mapping.
const KEYS: usize = 10_000;

/// A value and where it is.
#[derive(Debug)]
pub(super) struct Node {
    /// Where.
    pub(super) place: Place,
    /// What.
    pub(super) value: Yaml,
}

/// A value as written.
#[derive(Debug)]
pub(super) enum Yaml {
    /// Nothing, `~` or `null`.
    Null,
    /// A scalar; `plain` when it is without quotes.
    Scalar { text: String, plain: bool },
    /// A list.
    List(Vec<Node>),
    /// A mapping in written order; keys are texts.
    Map(Vec<(Key, Node)>),
}

/// A key and where it is.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) place: Place,
    pub(super) text: String,
}

/// Why a file could not be read as YAML.
#[derive(Debug)]
pub(super) struct SyntaxError {
    pub(super) place: Place,
    pub(super) problem: Problem,
}

impl Node {
    pub(super) fn empty(file: &ArcStr, line: u32) -> Self {
        Self {
            place: Place::text(file, line, 1, 1),
            value: Yaml::Map(Vec::new()),
        }
    }
}

struct Builder<'a> {
    file: &'a ArcStr,
    first_line: u32,
    open: Vec<(Node, Option<Key>)>,
    done: Vec<Node>,
}

/// All documents of a text whose first line is `first_line` of the file.
pub(super) fn documents(
    text: &str,
    file: &ArcStr,
    first_line: u32,
) -> Result<Vec<Node>, SyntaxError> {
    if text.len() > LONGEST {
        return Err(SyntaxError {
            place: Place::text(file, first_line, 1, 1),
            problem: Problem::TooMuch {
                what: "bytes",
                limit: LONGEST,
            },
        });
    }
    let mut builder = Builder {
        file,
        first_line,
        open: Vec::new(),
        done: Vec::new(),
    };
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => builder.event(event, span)?,
            Err(error) => {
                return Err(builder.broken(text, &error.to_string(), error.marker()));
            }
        }
    }
    Ok(builder.done)
}

impl Builder<'_> {
    fn place(&self, line: usize, column: usize, length: usize) -> Place {
        Place::text(
            self.file,
            saturated(line) + self.first_line - 1,
            saturated(column) + 1,
            saturated(length),
        )
    }

    /// What the parser stopped at.
    fn broken(&self, text: &str, why: &str, marker: &Marker) -> SyntaxError {
        // The parser repeats the place in its words; the diagnostic shows it already.
        let why = why.split(" at ").next().unwrap_or(why);
        let met = marker.line().saturating_sub(1);
        let (number, error) = error::explain(text, met, why);
        let line = text.lines().nth(number).unwrap_or_default();
        let (column, length) = match &error {
            YamlError::Other { .. } if number == met => (marker.col(), 1),
            YamlError::Bracket => (bracket(line), 1),
            _ => {
                let blanks = line.chars().take_while(|c| c.is_whitespace()).count();
                (blanks, line.trim().chars().count())
            }
        };
        SyntaxError {
            place: self.place(number + 1, column, length.max(1)),
            problem: Problem::Yaml { error },
        }
    }

    fn of(&self, span: Span) -> Place {
        let one_line = span.start.line() == span.end.line();
        let length = if one_line {
            span.end.col().saturating_sub(span.start.col())
        } else {
            1
        };
        self.place(span.start.line(), span.start.col(), length)
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), SyntaxError> {
        let place = self.of(span);
        match event {
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                return Err(SyntaxError {
                    place,
                    problem: Problem::YamlAlias,
                });
            }
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(_, anchor, _)
            | Event::MappingStart(_, anchor, _)
                if anchor != 0 =>
            {
                return Err(SyntaxError {
                    place,
                    problem: Problem::YamlAlias,
                });
            }
            Event::Scalar(text, style, ..) => {
                self.close(scalar(text.into_owned(), style, place))?
            }
            Event::SequenceStart(..) => self.start(Node {
                place,
                value: Yaml::List(Vec::new()),
            })?,
            Event::MappingStart(..) => self.start(Node {
                place,
                value: Yaml::Map(Vec::new()),
            })?,
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((node, _)) = self.open.pop() {
                    self.close(node)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, node: Node) -> Result<(), SyntaxError> {
        if self.open.len() >= DEPTH {
            return Err(SyntaxError {
                place: node.place,
                problem: Problem::YamlDepth { limit: DEPTH },
            });
        }
        self.open.push((node, None));
        Ok(())
    }

    /// Puts a finished value where it belongs: into the list or mapping around it, or among the
    /// documents.
    fn close(&mut self, node: Node) -> Result<(), SyntaxError> {
        let Some((around, key)) = self.open.last_mut() else {
            self.done.push(node);
            return Ok(());
        };
        match (&mut around.value, key.take(), node.value) {
            (Yaml::Map(entries), ..) if entries.len() >= KEYS => {
                return Err(SyntaxError {
                    place: node.place,
                    problem: Problem::TooMuch {
                        what: "keys",
                        limit: KEYS,
                    },
                });
            }
            (Yaml::List(items), _, value) => items.push(Node {
                place: node.place,
                value,
            }),
            (Yaml::Map(entries), Some(key), value) => entries.push((
                key,
                Node {
                    place: node.place,
                    value,
                },
            )),
            (Yaml::Map(_), None, Yaml::Scalar { text, .. }) => {
                *key = Some(Key {
                    place: node.place,
                    text,
                })
            }
            (Yaml::Map(_), None, Yaml::Null) => {
                *key = Some(Key {
                    place: node.place,
                    text: String::new(),
                })
            }
            _ => {
                return Err(SyntaxError {
                    place: node.place,
                    problem: Problem::NotAMapping,
                });
            }
        }
        Ok(())
    }
}

/// The column, from 0, of the first bracket of a line.
fn bracket(line: &str) -> usize {
    line.chars()
        .position(|c| matches!(c, '[' | '{'))
        .unwrap_or_default()
}

fn scalar(text: String, style: ScalarStyle, place: Place) -> Node {
    let plain = style == ScalarStyle::Plain;
    let value = match text.as_str() {
        "" | "~" | "null" if plain => Yaml::Null,
        _ => Yaml::Scalar { text, plain },
    };
    Node { place, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Vec<Node>, SyntaxError> {
        documents(text, &"a.yaml".into(), 1)
    }

    #[test]
    fn places_count_characters_from_one() {
        let nodes = parse("đơn vị: ươm\nb: [x, yy]\n").unwrap();
        let Yaml::Map(entries) = &nodes[0].value else {
            panic!()
        };
        assert_eq!(entries[0].0.place.to_string(), "a.yaml:1:1");
        assert_eq!(entries[0].1.place, Place::text(&"a.yaml".into(), 1, 9, 3));
        let Yaml::List(items) = &entries[1].1.value else {
            panic!()
        };
        assert_eq!(items[1].place, Place::text(&"a.yaml".into(), 2, 8, 2));
    }

    #[test]
    fn what_explodes_is_refused() {
        assert!(matches!(
            parse("a: &x [1]\nb: *x\n").unwrap_err().problem,
            Problem::YamlAlias
        ));
        let deep = "- ".repeat(40);
        assert!(matches!(
            parse(&deep).unwrap_err().problem,
            Problem::YamlDepth { .. }
        ));
        assert!(matches!(
            parse("a: [").unwrap_err().problem,
            Problem::Yaml { .. }
        ));
    }

    #[test]
    fn what_is_too_large_is_refused_before_it_takes_its_time() {
        let what = |text: &str| match parse(text).map_err(|error| error.problem) {
            Err(Problem::TooMuch { what, .. }) => what,
            _ => "",
        };
        let keys = |count: usize| (0..count).map(|n| format!("k{n}: 1\n")).collect::<String>();
        assert_eq!([what(&keys(KEYS)), what(&keys(KEYS + 1))], ["", "keys"]);
        assert_eq!(
            what(&format!("a: [{{{}}}]", "a: 1, ".repeat(KEYS + 1))),
            "keys"
        );
        assert_eq!(what(&format!("a: {}", "x".repeat(LONGEST))), "bytes");
    }

    #[test]
    fn many_documents() {
        assert_eq!(parse("a: 1\n---\na: 2\n").unwrap().len(), 2);
        assert_eq!(parse("").unwrap().len(), 0);
    }
}
