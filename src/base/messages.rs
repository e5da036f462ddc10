//! The sentences that a reader sees: message files in Fluent, one a language, with the changes that
//! a site's own theme makes to them.
//!
//! Numbers and days are written by [`super::number`] and [`super::date`], so that they look the
//! same in messages and outside of them.

mod check;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::{Fingerprint, Lang, number};
use crate::diag::Problems;
use check::File;

/// Larger numbers are texts: Fluent holds numbers as `f64`.
const EXACT: u64 = 1 << 53;

static BUILT_IN: LazyLock<Messages> = LazyLock::new(Messages::built_in);

/// The messages of all languages. Cheap to clone.
#[derive(Clone)]
pub struct Messages(Arc<Languages>);

struct Languages {
    bundles: BTreeMap<Lang, Bundle>,
    /// A fingerprint of the files that a site's own theme adds.
    own: [u8; 16],
}

struct Bundle {
    messages: FluentBundle<FluentResource>,
    /// Messages that need no arguments.
    plain: BTreeSet<String>,
}

/// A message file of a site's own theme.
#[derive(Debug, Clone)]
pub struct OwnFile<'a> {
    /// Where it is, below the site's root.
    pub path: String,
    /// What is in it.
    pub text: &'a str,
}

/// What a message is given: a text as it will be shown, or a number by which the message chooses
/// its words and which it shows as the language writes numbers.
#[derive(Debug, Clone, Copy)]
pub enum Arg<'a> {
    /// A text.
    Text(&'a str),
    /// A number.
    Count(i64),
}

impl<'a> Arg<'a> {
    /// A text that may be missing, for which messages have the variant `[none]`.
    pub fn or_none(text: Option<&'a str>) -> Self {
        Self::Text(text.unwrap_or("none"))
    }

    /// A choice: `[yes]` or `[no]`.
    pub fn yes(yes: bool) -> Self {
        Self::Text(if yes { "yes" } else { "no" })
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<usize> for Arg<'_> {
    fn from(count: usize) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

/// The messages of one language.
#[derive(Debug, Clone, Copy)]
pub struct Texts<'a> {
    /// The language.
    pub lang: Lang,
    messages: &'a Messages,
}

impl Default for Messages {
    /// Those of the built-in theme.
    fn default() -> Self {
        BUILT_IN.clone()
    }
}

impl fmt::Debug for Messages {
    /// The fingerprint alone: keys of pages are made from how a site is written so.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Messages").field(&self.0.own).finish()
    }
}

impl Messages {
    fn built_in() -> Self {
        let bundles = Lang::ALL.map(|lang| (lang, Bundle::new(lang, None)));
        Self(Arc::new(Languages {
            bundles: bundles.into(),
            own: [0; 16],
        }))
    }

    /// The built-in messages with those of a site's own theme in their place. What is wrong with
    /// its files, or missing in one of the `languages` of the site, is reported; the first of these
    /// is the main one, whose messages stand in for what others lack. With `fallback` that is only a
    /// warning.
    pub fn with(
        own: &BTreeMap<Lang, OwnFile<'_>>,
        languages: &[Lang],
        fallback: bool,
        problems: &mut Problems,
    ) -> Self {
        if own.is_empty() {
            return Self::default();
        }
        let files: BTreeMap<Lang, File<'_>> = own
            .iter()
            .map(|(lang, file)| {
                let replaced = fallback && languages.first() != Some(lang);
                (*lang, File::read(file, replaced, problems))
            })
            .collect();
        check::missing(&files, languages, fallback, problems);
        let mut print = Fingerprint::new(&[], "messages");
        for (lang, file) in own {
            print.bytes(lang.code().as_bytes());
            print.bytes(file.text.as_bytes());
        }
        let main = languages.first().and_then(|main| files.get(main));
        let mut bundles = BTreeMap::new();
        for lang in Lang::ALL {
            let mut bundle = Bundle::new(lang, main.filter(|_| languages.first() != Some(&lang)));
            if let Some(file) = files.get(&lang) {
                bundle.add(file.sound());
            }
            bundles.insert(lang, bundle);
        }
        Self(Arc::new(Languages {
            bundles,
            own: print.short(),
        }))
    }

    /// Those of a language.
    pub fn of(&self, lang: Lang) -> Texts<'_> {
        Texts {
            lang,
            messages: self,
        }
    }
}

impl Texts<'_> {
    /// A message with its arguments. One that does not exist is shown by its name; the tests hold
    /// that there is none.
    pub fn say(self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let mut given = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            let value = match value {
                Arg::Text(text) => FluentValue::String((*text).into()),
                Arg::Count(count) if count.unsigned_abs() < EXACT => FluentValue::from(*count),
                Arg::Count(count) => FluentValue::String(number::whole(*count, self.lang).into()),
            };
            given.set(*name, value);
        }
        let Some(bundle) = self.messages.0.bundles.get(&self.lang) else {
            return id.to_owned();
        };
        bundle
            .format(id, Some(&given))
            .unwrap_or_else(|| id.to_owned())
    }

    /// A title inside a sentence: `giai đoạn 1` for "Giai đoạn 1". The message `title-small` lists the
    /// words that begin with a small letter there.
    pub fn inside(self, title: &str) -> String {
        let words = self.say("title-small", &[]);
        let small = words.split(", ").any(|word| {
            let rest = title.strip_prefix(word);
            rest.is_some_and(|rest| rest.starts_with(' '))
        });
        let mut letters = title.chars();
        match letters.next() {
            Some(first) if small => first.to_lowercase().chain(letters).collect(),
            _ => title.to_owned(),
        }
    }

    /// All messages that need no arguments, for templates.
    pub fn plain(self) -> BTreeMap<String, String> {
        let Some(bundle) = self.messages.0.bundles.get(&self.lang) else {
            return BTreeMap::new();
        };
        let said = |id: &String| Some((id.clone(), bundle.format(id, None)?));
        bundle.plain.iter().filter_map(said).collect()
    }
}

impl Bundle {
    /// The built-in messages of a language; `instead` is a file of the main language whose messages
    /// stand in where the language has none.
    fn new(lang: Lang, instead: Option<&File<'_>>) -> Self {
        // A code that BCP 47 does not know would be that of no language: plurals of English.
        let locale = lang.code().parse().unwrap_or_default();
        let mut messages = FluentBundle::new_concurrent(vec![locale]);
        // Marks around each argument would change what is copied and searched.
        messages.set_use_isolating(false);
        messages.set_formatter(Some(match lang {
            Lang::Vi => |value, _| written(value, Lang::Vi),
            Lang::En => |value, _| written(value, Lang::En),
        }));
        let mut bundle = Self {
            messages,
            plain: BTreeSet::new(),
        };
        if let Some(file) = instead {
            bundle.add(file.sound());
        }
        bundle.add(lang.messages().to_owned());
        bundle
    }

    /// Adds a file; its messages are before those of the same name.
    fn add(&mut self, text: String) {
        for (id, args) in check::shapes(&text) {
            if args.is_empty() {
                self.plain.insert(id);
            } else {
                self.plain.remove(&id);
            }
        }
        // What is wrong in it was reported; the rest of it holds.
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, _)| resource);
        self.messages.add_resource_overriding(resource);
    }

    fn format(&self, id: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.messages.get_message(id)?.value()?;
        // An argument that is not there is written as its name; files are checked for that.
        let text = self.messages.format_pattern(pattern, args, &mut Vec::new());
        Some(text.into_owned())
    }
}

/// A number as the language writes it; nothing for what is no number.
fn written(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    match value {
        FluentValue::Number(count) => Some(number::whole(count.value as i64, lang)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Place, Severity};

    fn with(vi: &str, en: Option<&str>, languages: &[Lang]) -> (Messages, Vec<String>) {
        with_fallback(vi, en, languages, false)
    }

    fn with_fallback(
        vi: &str,
        en: Option<&str>,
        languages: &[Lang],
        fallback: bool,
    ) -> (Messages, Vec<String>) {
        let mut problems = Problems::default();
        let file = |code: &str, text| OwnFile {
            path: format!("themes/x/messages/{code}.ftl"),
            text,
        };
        let mut own = BTreeMap::from([(Lang::Vi, file("vi", vi))]);
        own.extend(en.map(|text| (Lang::En, file("en", text))));
        let messages = Messages::with(&own, languages, fallback, &mut problems);
        let sorted = problems.sorted();
        let reported = sorted.iter().map(|d| {
            let place = match &d.place {
                Place::Text {
                    file, line, column, ..
                } => format!("{file}:{line}:{column}"),
                place => place.to_string(),
            };
            let weight = match d.problem.severity() {
                Severity::Warning => "warning ",
                Severity::Error => "",
            };
            format!("{place} {weight}{}", d.problem.code())
        });
        (messages, reported.collect())
    }

    #[test]
    fn built_in_files_are_right_and_hold_the_same_messages() {
        let ids = |lang: Lang| check::shapes(lang.messages()).into_keys();
        for lang in Lang::ALL {
            let file = OwnFile {
                path: lang.code().to_owned(),
                text: lang.messages(),
            };
            let mut problems = Problems::default();
            File::read(&file, false, &mut problems);
            assert!(problems.is_empty(), "{problems:?}");
            assert!(ids(lang).eq(ids(Lang::default())), "{lang}");
        }
    }

    #[test]
    fn a_site_replaces_and_adds_messages() {
        let (messages, reported) = with("home = Nhà\nown = Riêng\n", None, &[Lang::Vi]);
        assert_eq!(reported, [""; 0]);
        assert_eq!(messages.of(Lang::Vi).say("home", &[]), "Nhà");
        assert_eq!(messages.of(Lang::En).say("home", &[]), "Home");
        assert_eq!(messages.of(Lang::Vi).plain()["own"], "Riêng");
        assert_ne!(
            format!("{messages:?}"),
            format!("{:?}", Messages::default())
        );
    }

    #[test]
    fn files_that_are_wrong_are_reported_at_their_place() {
        let vi = "home = Nhà { $ten }\nmenu = { khong-co }\n\nnews = Tin }\nhome = Lại\n";
        let (_, reported) = with(vi, None, &[Lang::Vi]);
        assert_eq!(
            reported,
            [
                "themes/x/messages/vi.ftl:1:14 message-file",
                "themes/x/messages/vi.ftl:2:10 message-file",
                "themes/x/messages/vi.ftl:4:12 message-file",
                "themes/x/messages/vi.ftl:5:1 message-file",
            ]
        );
    }

    #[test]
    fn what_is_wrong_is_not_shown_where_the_main_language_stands_in() {
        let both = [Lang::Vi, Lang::En];
        let vi = "own = Riêng\nhome = Nhà\n";
        let en = "own = Own { $what }\nhome = Start { none }\nnews = }\nmenu = Choices\n";
        let (messages, reported) = with_fallback(vi, Some(en), &both, true);
        assert_eq!(
            reported,
            [
                "themes/x/messages/en.ftl:1:13 warning message-file",
                "themes/x/messages/en.ftl:2:16 warning message-file",
                "themes/x/messages/en.ftl:3:8 warning message-file",
            ]
        );
        let english = messages.of(Lang::En);
        let said = ["own", "home", "news", "menu"].map(|id| english.say(id, &[]));
        assert_eq!(said, ["Riêng", "Home", "News", "Choices"]);
        // The main language has nothing in its place.
        let (_, reported) = with_fallback("own = Riêng { $x }\n", None, &[Lang::Vi], true);
        assert_eq!(reported, ["themes/x/messages/vi.ftl:1:15 message-file"]);
    }

    #[test]
    fn what_a_language_lacks_is_reported_and_said_in_the_main_one() {
        let both = [Lang::Vi, Lang::En];
        let (messages, reported) = with("own = Riêng\n", None, &both);
        assert_eq!(
            reported,
            ["themes/x/messages/vi.ftl language-without-messages"]
        );
        assert_eq!(messages.of(Lang::En).say("own", &[]), "Riêng");
        let (_, reported) = with("own = Riêng\n", Some("home = Start\n"), &both);
        assert_eq!(reported, ["themes/x/messages/en.ftl message-missing"]);
        let (messages, reported) = with_fallback("own = Riêng\n", None, &both, true);
        assert_eq!(
            reported,
            ["themes/x/messages/vi.ftl warning language-without-messages"]
        );
        assert_eq!(messages.of(Lang::En).say("own", &[]), "Riêng");
        // A language that the site does not have needs no file.
        assert_eq!(with("own = Riêng\n", None, &[Lang::Vi]).1, [""; 0]);
    }
}
