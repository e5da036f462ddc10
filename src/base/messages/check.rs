//! What can be wrong with a message file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use fluent_syntax::parser::{self, ErrorKind};
use fluent_syntax::serializer;

use super::OwnFile;
use crate::base::{Lang, Lines};
use crate::diag::{MessageError, Place, Problem, Problems};

/// Arguments of the built-in messages, in whatever language they are used.
static BUILT_IN: LazyLock<BTreeMap<String, BTreeSet<String>>> = LazyLock::new(|| {
    let mut all = BTreeMap::<String, BTreeSet<String>>::new();
    for lang in Lang::ALL {
        for (id, args) in shapes(lang.messages()) {
            all.entry(id).or_default().extend(args);
        }
    }
    all
});

/// A message file that was read.
pub(super) struct File<'a> {
    path: &'a str,
    text: &'a str,
    /// Its messages.
    ids: BTreeSet<String>,
    /// Those of them in whose place others are to be shown.
    replaced: BTreeSet<String>,
}

/// The messages of a file with the arguments that they use.
pub(super) fn shapes(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resource = parser::parse_runtime(text).unwrap_or_else(|(resource, _)| resource);
    let mut all = BTreeMap::new();
    for entry in &resource.body {
        if let Entry::Message(message) = entry {
            let mut uses = Uses::default();
            message.value.iter().for_each(|value| uses.pattern(value));
            let args = uses.args.into_iter().map(str::to_owned).collect();
            all.insert(message.id.name.to_owned(), args);
        }
    }
    all
}

impl<'a> File<'a> {
    /// Its messages but those in whose place others are shown.
    pub(super) fn sound(&self) -> String {
        if self.replaced.is_empty() {
            return self.text.to_owned();
        }
        let mut resource =
            parser::parse_runtime(self.text).unwrap_or_else(|(resource, _)| resource);
        resource.body.retain(|entry| match entry {
            Entry::Message(message) => !self.replaced.contains(message.id.name),
            _ => true,
        });
        serializer::serialize(&resource)
    }

    /// Reads a file; what is wrong in it is reported. With `replaced`, a message with an error is
    /// left out of [`Self::sound`].
    pub(super) fn read(file: &'a OwnFile<'_>, replaced: bool, problems: &mut Problems) -> Self {
        let text = file.text;
        let (resource, errors) = match parser::parse_runtime(text) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        let mut check = Check {
            file,
            lines: Lines::new(text),
            replaced,
            terms: resource.body.iter().filter_map(term).collect(),
            ids: BTreeSet::new(),
            wrong: BTreeSet::new(),
            problems,
        };
        for error in errors {
            let start = error.pos.start.min(text.len());
            check.report(start, 1, syntax(&error.kind));
        }
        for entry in &resource.body {
            if let Entry::Message(message) = entry {
                check.message(message);
            }
        }
        let mut replaced_ids = BTreeSet::new();
        if replaced {
            replaced_ids = owned(check.wrong);
        }
        Self {
            path: &file.path,
            text,
            replaced: replaced_ids,
            ids: owned(check.ids),
        }
    }
}

/// The look at the messages of one file.
struct Check<'t, 'p> {
    file: &'t OwnFile<'t>,
    lines: Lines<'t>,
    replaced: bool,
    terms: BTreeSet<&'t str>,
    /// The messages so far, and those that are wrong.
    ids: BTreeSet<&'t str>,
    wrong: BTreeSet<&'t str>,
    problems: &'p mut Problems,
}

impl<'t> Check<'t, '_> {
    fn report(&mut self, start: usize, length: usize, error: MessageError) {
        let (line, column) = self.lines.place(start);
        let length = u32::try_from(length).unwrap_or(1).max(1);
        let place = Place::text(&self.file.path.as_str().into(), line + 1, column, length);
        let replaced = self.replaced;
        self.problems
            .add(place, Problem::MessageFile { error, replaced });
    }

    fn message(&mut self, message: &Message<&'t str>) {
        let (text, id) = (self.file.text, message.id.name);
        if !self.ids.insert(id) {
            let error = MessageError::Twice {
                message: id.to_owned(),
            };
            self.report(offset(text, id), id.chars().count(), error);
        }
        let mut uses = Uses::default();
        message.value.iter().for_each(|value| uses.pattern(value));
        let known = BUILT_IN.get(id);
        for arg in uses.args {
            if !known.is_some_and(|known| known.contains(arg)) {
                let error = MessageError::Argument {
                    message: id.to_owned(),
                    argument: arg.to_owned(),
                    known: known.into_iter().flatten().cloned().collect(),
                };
                self.report(offset(text, arg) - 1, arg.chars().count() + 1, error);
                self.wrong.insert(id);
            }
        }
        for (name, is_message) in uses.references {
            let exists = match is_message {
                true => BUILT_IN.contains_key(name) || shapes(text).contains_key(name),
                false => self.terms.contains(name),
            };
            if !exists {
                let error = MessageError::Reference {
                    message: id.to_owned(),
                    reference: name.to_owned(),
                };
                self.report(offset(text, name), name.chars().count(), error);
                self.wrong.insert(id);
            }
        }
    }
}

/// Reports what a language of the site has no words for: messages that a site's own theme adds in
/// another of its languages. With `fallback` that is a warning in all
/// but the main one.
pub(super) fn missing(
    files: &BTreeMap<Lang, File<'_>>,
    languages: &[Lang],
    fallback: bool,
    problems: &mut Problems,
) {
    let shown: Vec<&File<'_>> = files
        .iter()
        .filter(|(lang, _)| languages.contains(lang))
        .map(|(_, file)| file)
        .collect();
    let added: BTreeSet<&String> = shown
        .iter()
        .flat_map(|file| &file.ids)
        .filter(|id| !BUILT_IN.contains_key(*id))
        .collect();
    let (Some(first), Some(example)) = (added.first(), shown.first()) else {
        return;
    };
    for language in languages {
        let replaced = fallback && languages.first() != Some(language);
        let Some(file) = files.get(language) else {
            let error = MessageError::NoFile {
                language: *language,
                message: (*first).clone(),
            };
            let problem = Problem::MessageFile { error, replaced };
            problems.add(Place::File(example.path.into()), problem);
            continue;
        };
        for id in added.iter().filter(|id| !file.ids.contains(**id)) {
            let error = MessageError::Missing {
                message: (*id).clone(),
            };
            let problem = Problem::MessageFile { error, replaced };
            problems.add(Place::File(file.path.into()), problem);
        }
    }
}

/// Where a name is in a file; the identifiers of its syntax tree are slices of it.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

fn term<'a>(entry: &Entry<&'a str>) -> Option<&'a str> {
    match entry {
        Entry::Term(term) => Some(term.id.name),
        _ => None,
    }
}

fn owned(ids: BTreeSet<&str>) -> BTreeSet<String> {
    ids.into_iter().map(str::to_owned).collect()
}

fn syntax(kind: &ErrorKind) -> MessageError {
    match kind {
        ErrorKind::ExpectedToken(token) => MessageError::Expected { token: *token },
        ErrorKind::ExpectedMessageField { entry_id } => MessageError::Empty {
            message: entry_id.clone(),
        },
        ErrorKind::MissingDefaultVariant => MessageError::NoDefault,
        other => MessageError::Syntax {
            why: other.to_string(),
        },
    }
}

/// What a message names.
#[derive(Default)]
struct Uses<'a> {
    args: BTreeSet<&'a str>,
    /// Names of messages, terms and functions, and whether they are those of messages.
    references: Vec<(&'a str, bool)>,
}

impl<'a> Uses<'a> {
    fn pattern(&mut self, pattern: &Pattern<&'a str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&'a str>) {
        match expression {
            Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
            Expression::Inline(inline) => self.inline(inline),
        }
    }

    fn inline(&mut self, expression: &InlineExpression<&'a str>) {
        match expression {
            InlineExpression::VariableReference { id } => {
                self.args.insert(id.name);
            }
            InlineExpression::MessageReference { id, .. } => self.references.push((id.name, true)),
            // The program has no functions.
            InlineExpression::TermReference { id, .. }
            | InlineExpression::FunctionReference { id, .. } => {
                self.references.push((id.name, false));
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }
}
