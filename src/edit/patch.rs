//! The smallest change of a YAML text that makes it say something else.

use std::ops::Range;

use super::outline::{Entry, Node, Shape, Style};
use super::scalar::{self, Context, Quotes};
use super::{EditError, Value};
use crate::parse::schema::{Field, Kind};

/// What is known of a value from the schema; nothing for keys that are no field's.
type Known = Option<Kind>;

/// Where a value hangs.
#[derive(Clone, Copy)]
struct Owner {
    /// Behind the colon of its key, or behind its dash.
    end: usize,
    /// Column of the key or dash.
    indent: usize,
}

/// Changes of one text, which are collected and then made.
pub(super) struct Patch<'t> {
    text: &'t str,
    newline: &'static str,
    splices: Vec<(Range<usize>, String)>,
}

impl<'t> Patch<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let windows = text
            .split_once('\n')
            .is_some_and(|(line, _)| line.ends_with('\r'));
        let newline = if windows { "\r\n" } else { "\n" };
        Self {
            text,
            newline,
            splices: Vec::new(),
        }
    }

    /// Makes a record (a mapping) say what `want` says.
    pub(super) fn record(
        &mut self,
        node: &Node,
        want: &Value,
        schema: &'static [Field],
    ) -> Result<(), EditError> {
        match (&node.shape, want) {
            _ if node.value() == *want => Ok(()),
            (Shape::Map { .. }, Value::Map(wanted)) if !wanted.is_empty() => {
                // A mapping becomes a mapping: nothing hangs on a key or dash.
                let owner = Owner {
                    end: node.bytes.start,
                    indent: 0,
                };
                self.change(node, want, Some(Kind::Record(schema)), owner)
            }
            _ => Err(EditError::Unsafe),
        }
    }

    /// Makes a list of records say what `want` says.
    pub(super) fn list(
        &mut self,
        node: &Node,
        want: &[Value],
        record: Known,
    ) -> Result<(), EditError> {
        match &node.shape {
            Shape::List { items, flow: false } if !want.is_empty() => {
                self.items(items, want, record)
            }
            _ => Err(EditError::Unsafe),
        }
    }

    /// The text with all changes made.
    pub(super) fn apply(mut self) -> Result<String, EditError> {
        self.splices
            .sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(self.text.len() + 64);
        let mut done = 0;
        for (range, text) in &self.splices {
            let kept = self.text.get(done..range.start).ok_or(EditError::Unsafe)?;
            out.push_str(kept);
            out.push_str(text);
            done = range.end;
        }
        out.push_str(self.text.get(done..).ok_or(EditError::Unsafe)?);
        Ok(out)
    }

    /// Lines of new records of a list that has none yet.
    pub(super) fn first_items(&self, values: &[Value], record: Known) -> String {
        self.lines_of_list(values, record, 0) + self.newline
    }

    /// Lines of a new mapping at the left edge.
    pub(super) fn lines(&self, entries: &[(String, Value)], schema: &'static [Field]) -> String {
        self.lines_of_map(entries, schema, 0) + self.newline
    }

    fn change(
        &mut self,
        node: &Node,
        want: &Value,
        known: Known,
        owner: Owner,
    ) -> Result<(), EditError> {
        if node.value() == *want {
            return Ok(());
        }
        match (&node.shape, want) {
            (
                Shape::Map {
                    entries,
                    flow: false,
                },
                Value::Map(wanted),
            ) if !wanted.is_empty() => self.entries(node, entries, wanted, schema(known)),
            (Shape::List { items, flow: false }, Value::List(wanted)) if !wanted.is_empty() => {
                self.items(items, wanted, item(known))
            }
            (Shape::Map { flow: true, .. }, Value::Map(_))
            | (Shape::List { flow: true, .. }, Value::List(_)) => self.flow(node, want),
            _ => self.replace(node, want, known, owner),
        }
    }

    fn replace(
        &mut self,
        node: &Node,
        want: &Value,
        known: Known,
        owner: Owner,
    ) -> Result<(), EditError> {
        let block = matches!(
            node.shape,
            Shape::Map { flow: false, .. } | Shape::List { flow: false, .. }
        );
        let quotes = match &node.shape {
            Shape::Scalar {
                style: Style::Inline(quotes),
                ..
            } => *quotes,
            _ => Quotes::Plain,
        };
        let text = self.inline(want, known, quotes, owner.indent);
        let behind = &self.text[node.bytes.end..self.line_end(node.bytes.end)];
        let text = match text {
            // A comment behind the value would become a part of the block.
            Some(text) if text.contains('\n') && !behind.trim().is_empty() => match want {
                Value::Text(words) => Some(scalar::write(
                    words,
                    Quotes::Plain,
                    Context::Flow,
                    self.newline,
                )),
                _ => None,
            },
            text => text,
        };
        match text {
            Some(text) if block || matches!(node.shape, Shape::Null) => {
                let blank = if text.is_empty() { "" } else { " " };
                self.splice(
                    owner.end..node.bytes.end.max(owner.end),
                    format!("{blank}{text}"),
                );
            }
            Some(text) if text.is_empty() => self.splice(owner.end..node.bytes.end, text),
            Some(text) => self.splice(node.bytes.clone(), text),
            None => {
                let lines = self.lines_of(want, known, owner.indent + 2);
                let from = if block {
                    owner.end
                } else {
                    owner.end.min(node.bytes.start)
                };
                self.splice(from..node.bytes.end.max(owner.end), String::new());
                let at = self.line_end(node.bytes.end.max(owner.end));
                self.insert_lines(at, lines);
            }
        }
        Ok(())
    }

    /// A value on the line of its key; `None` for what needs lines of its own.
    fn inline(&self, value: &Value, known: Known, quotes: Quotes, indent: usize) -> Option<String> {
        match value {
            Value::Empty => Some(String::new()),
            Value::Text(text) => Some(self.scalar(text, known, quotes, Context::Block(indent))),
            Value::List(items) if items.is_empty() => Some("[]".to_owned()),
            Value::Map(entries) if entries.is_empty() => Some("{}".to_owned()),
            Value::List(items) => {
                let texts = items
                    .iter()
                    .all(|item| matches!(item, Value::Text(text) if !text.contains('\n')));
                let line = texts.then(|| self.flow_text(None, value))?;
                (line.chars().count() <= 100).then_some(line)
            }
            Value::Map(_) => None,
        }
    }

    fn scalar(&self, text: &str, known: Known, quotes: Quotes, context: Context) -> String {
        let typed = matches!(
            known,
            Some(
                Kind::Date
                    | Kind::Count
                    | Kind::Number
                    | Kind::Flag
                    | Kind::Choice(_)
                    | Kind::Counts(_)
            )
        );
        if typed && quotes == Quotes::Plain && scalar::bare(text) {
            return text.to_owned();
        }
        scalar::write(text, quotes, context, self.newline)
    }

    /// Writes a list or mapping in brackets again; its parts that stay are copied.
    fn flow(&mut self, node: &Node, want: &Value) -> Result<(), EditError> {
        let old = &self.text[node.bytes.clone()];
        if old
            .lines()
            .any(|line| line.trim_start().starts_with('#') || line.contains(" #"))
        {
            return Err(EditError::Unsafe);
        }
        let text = self.flow_text(Some(node), want);
        self.splice(node.bytes.clone(), text);
        Ok(())
    }

    fn flow_text(&self, old: Option<&Node>, want: &Value) -> String {
        if let Some(node) = old.filter(|node| node.value() == *want && !node.bytes.is_empty()) {
            return self.text[node.bytes.clone()].to_owned();
        }
        let shape = old.map(|node| &node.shape);
        match want {
            Value::Empty => "null".to_owned(),
            Value::Text(text) => {
                let quotes = match shape {
                    Some(Shape::Scalar {
                        style: Style::Inline(quotes),
                        ..
                    }) => *quotes,
                    _ => Quotes::Plain,
                };
                scalar::write(text, quotes, Context::Flow, self.newline)
            }
            Value::List(values) => {
                let items = match shape {
                    Some(Shape::List { items, .. }) => items.as_slice(),
                    _ => &[],
                };
                let same = |value: &Value| items.iter().find(|node| node.value() == *value);
                let parts = values.iter().enumerate().map(|(number, value)| {
                    self.flow_text(same(value).or_else(|| items.get(number)), value)
                });
                format!("[{}]", parts.collect::<Vec<_>>().join(", "))
            }
            Value::Map(values) => {
                let entries = match shape {
                    Some(Shape::Map { entries, .. }) => entries.as_slice(),
                    _ => &[],
                };
                let parts = values.iter().map(|(key, value)| {
                    let old = entries.iter().find(|entry| entry.key == *key);
                    let text = self.flow_text(old.map(|entry| &entry.node), value);
                    format!(
                        "{}: {text}",
                        scalar::write(key, Quotes::Plain, Context::Flow, self.newline)
                    )
                });
                format!("{{{}}}", parts.collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn entries(
        &mut self,
        node: &Node,
        entries: &[Entry],
        wanted: &[(String, Value)],
        schema: &'static [Field],
    ) -> Result<(), EditError> {
        let (staying, leaving): (Vec<&Entry>, Vec<&Entry>) = entries
            .iter()
            .partition(|entry| wanted.iter().any(|(key, _)| *key == entry.key));
        let indent = self.column(node.bytes.start);
        let Some(first) = staying.first() else {
            let lines = self.lines_of_map(wanted, schema, indent);
            self.splice(node.bytes.clone(), lines.trim_start().to_owned());
            return Ok(());
        };
        for (key, value) in wanted {
            if let Some(entry) = entries.iter().find(|entry| entry.key == *key) {
                let owner = Owner {
                    end: entry.name.end,
                    indent,
                };
                self.change(&entry.node, value, kind(schema, key), owner)?;
            }
        }
        let mut added: Vec<&(String, Value)> = wanted
            .iter()
            .filter(|(key, _)| !entries.iter().any(|entry| entry.key == *key))
            .collect();
        added.sort_by_key(|(key, _)| position(schema, key).unwrap_or(usize::MAX));
        for (key, value) in added {
            let lines = self.lines_of_map(&[(key.clone(), value.clone())], schema, indent);
            match entry_above(key, &staying, schema) {
                Some(anchor) => {
                    let behind = self.line_end(end(anchor));
                    self.insert_lines(behind, lines);
                }
                None => {
                    let text = format!(
                        "{}{}{}",
                        lines.trim_start(),
                        self.newline,
                        " ".repeat(indent)
                    );
                    self.splice(first.name.start..first.name.start, text);
                }
            }
        }
        self.remove_entries(&leaving, first)
    }

    fn remove_entries(&mut self, entries: &[&Entry], first: &Entry) -> Result<(), EditError> {
        let mut done = 0;
        for entry in entries {
            let start = self.line_start(entry.name.start);
            if entry.name.start < done {
                continue;
            }
            if self.text[start..entry.name.start].trim().is_empty() {
                self.splice(start..self.line_end(end(entry)), String::new());
            } else if entry.name.start < first.name.start {
                // The first key of `- key: value`: those behind it move to the dash.
                done = first.name.start;
                self.splice(entry.name.start..first.name.start, String::new());
            } else {
                return Err(EditError::Unsafe);
            }
        }
        Ok(())
    }

    fn items(&mut self, items: &[Node], wanted: &[Value], known: Known) -> Result<(), EditError> {
        let dashes = items
            .iter()
            .map(|item| self.dash(item))
            .collect::<Result<Vec<_>, _>>()?;
        let indent = self.column(dashes[0]);
        let old: Vec<Value> = items.iter().map(Node::value).collect();
        for (gone, new) in gaps(&old, wanted) {
            let paired = gone.len().min(new.len());
            for (item, value) in gone.clone().zip(new.clone()).take(paired) {
                let owner = Owner {
                    end: dashes[item] + 1,
                    indent,
                };
                self.change(&items[item], &wanted[value], known, owner)?;
            }
            for item in gone.clone().skip(paired) {
                let start = self.line_start(dashes[item]);
                if !self.text[start..dashes[item]].trim().is_empty() {
                    return Err(EditError::Unsafe);
                }
                self.splice(start..self.line_end(items[item].bytes.end), String::new());
            }
            let added = &wanted[new.start + paired..new.end];
            if added.is_empty() {
                continue;
            }
            let lines = self.lines_of_list(added, known, indent);
            let at = match (gone.start + paired).checked_sub(1) {
                Some(last) => self.line_end(items[last].bytes.end),
                None => self.line_start(dashes[0]),
            };
            if self.text[self.line_start(dashes[0])..dashes[0]].trim() != "" {
                return Err(EditError::Unsafe);
            }
            self.insert_lines(at, lines);
        }
        Ok(())
    }

    fn dash(&self, item: &Node) -> Result<usize, EditError> {
        let before = self.text[..item.bytes.start].trim_end_matches(' ');
        match item.shape {
            Shape::Null => Err(EditError::Unsafe),
            _ => before
                .strip_suffix('-')
                .map(str::len)
                .ok_or(EditError::Unsafe),
        }
    }

    fn lines_of(&self, value: &Value, known: Known, indent: usize) -> String {
        match value {
            Value::Map(entries) => self.lines_of_map(entries, schema(known), indent),
            Value::List(items) => self.lines_of_list(items, item(known), indent),
            _ => String::new(),
        }
    }

    fn lines_of_map(
        &self,
        entries: &[(String, Value)],
        schema: &'static [Field],
        indent: usize,
    ) -> String {
        let blanks = " ".repeat(indent);
        let mut lines = Vec::new();
        for (key, value) in entries {
            let known = kind(schema, key);
            let name = scalar::write(key, Quotes::Plain, Context::Flow, self.newline);
            lines.push(match self.inline(value, known, Quotes::Plain, indent) {
                Some(text) if text.is_empty() => format!("{blanks}{name}:"),
                Some(text) => format!("{blanks}{name}: {text}"),
                None => format!(
                    "{blanks}{name}:{}{}",
                    self.newline,
                    self.lines_of(value, known, indent + 2)
                ),
            });
        }
        lines.join(self.newline)
    }

    fn lines_of_list(&self, items: &[Value], known: Known, indent: usize) -> String {
        let blanks = " ".repeat(indent);
        let mut lines = Vec::new();
        for value in items {
            lines.push(match self.inline(value, known, Quotes::Plain, indent) {
                Some(text) => format!("{blanks}- {text}"),
                None => format!(
                    "{blanks}- {}",
                    self.lines_of(value, known, indent + 2).trim_start()
                ),
            });
        }
        lines.join(self.newline)
    }

    fn splice(&mut self, range: Range<usize>, text: String) {
        self.splices.push((range, text));
    }

    fn insert_lines(&mut self, at: usize, lines: String) {
        let text = if at == 0 || self.text[..at].ends_with('\n') {
            format!("{lines}{}", self.newline)
        } else {
            format!("{}{lines}", self.newline)
        };
        self.splice(at..at, text);
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |line| line + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |line| at + line + 1)
    }

    fn column(&self, at: usize) -> usize {
        self.text[self.line_start(at)..at].chars().count()
    }
}

fn end(entry: &Entry) -> usize {
    entry.node.bytes.end.max(entry.name.end)
}

fn kind(schema: &'static [Field], key: &str) -> Known {
    schema
        .iter()
        .find(|field| field.key == key)
        .map(|field| field.kind)
}

/// The place of a key in the order in which keys are written.
fn position(schema: &[Field], key: &str) -> Option<usize> {
    schema.iter().position(|field| field.key == key)
}

/// The entry below which a key is added; none where it becomes the first. A key that is not in the
/// schema becomes the last.
fn entry_above<'e>(key: &str, entries: &[&'e Entry], schema: &[Field]) -> Option<&'e Entry> {
    let Some(place) = position(schema, key) else {
        return entries.last().copied();
    };
    entries
        .iter()
        .copied()
        .filter(|entry| position(schema, &entry.key).is_some_and(|other| other < place))
        .max_by_key(|entry| position(schema, &entry.key))
}

/// The keys of a mapping of a kind.
fn schema(known: Known) -> &'static [Field] {
    match known {
        Some(Kind::Record(fields)) => fields,
        _ => &[],
    }
}

/// The kind of the items of a list; a value alone counts as a list of one.
fn item(known: Known) -> Known {
    match known {
        Some(Kind::List(item)) => Some(*item),
        known => known,
    }
}

/// Items that stay are those of the longest common subsequence; between them lie gaps of old and
/// new items.
pub(super) fn gaps(old: &[Value], new: &[Value]) -> Vec<(Range<usize>, Range<usize>)> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old[head..]
        .iter()
        .rev()
        .zip(new[head..].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let (a, b) = (&old[head..old_end], &new[head..new_end]);
    if a.is_empty() || b.is_empty() || a.len() * b.len() > 1_000_000 {
        return vec![(head..old_end, head..new_end)];
    }
    let mut longest = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i][j] = if a[i] == b[j] {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut from) = (0, 0, (0, 0));
    let mut found = Vec::new();
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            found.push((head + from.0..head + i, head + from.1..head + j));
            (i, j) = (i + 1, j + 1);
            from = (i, j);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    found.push((head + from.0..old_end, head + from.1..new_end));
    found.retain(|(gone, added)| !gone.is_empty() || !added.is_empty());
    found
}
