//! A budget of steps for the templates of a site's own theme.
//!
//! tera has no limit of its own: two loops of 100,000 in each other never end. So each template is
//! changed before it is parsed: what a loop goes through, what a variable is set to, and each
//! component are counted first, and the page fails when too much was counted. Steps are counted,
//! not seconds, so that the same site has the same problems on each computer.

use std::cell::Cell;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// Steps that a template may take for one page. A table of 700 units takes about 20,000.
pub(super) const MOST: u64 = 2_000_000;

/// Bytes of a text that a variable may be set to for one step.
const BYTES: u64 = 8;

/// Numbers that `range` may give, as in tera.
const RANGE: i128 = 100_000;

/// Names that no theme uses.
const LOOP: &str = "tiendo_steps_of_loop";
const SET: &str = "tiendo_steps_of_set";
const CALL: &str = "tiendo_steps_of_call";

thread_local! {
    /// Steps that are left for the page that this thread is at; nothing when it took too many.
    static LEFT: Cell<Option<u64>> = const { Cell::new(None) };
}

/// Begins to count for another page, which may take this many steps.
pub(super) fn begin(most: u64) {
    LEFT.set(Some(most));
}

/// Whether the page took more steps than it may.
pub(super) fn too_many() -> bool {
    LEFT.get().is_none()
}

fn take(steps: u64) -> TeraResult<()> {
    LEFT.set(LEFT.get().and_then(|left| left.checked_sub(steps)));
    if too_many() {
        return Err(Error::message("too many steps"));
    }
    Ok(())
}

/// Lets templates that [`counted`] changed count.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter(LOOP, |value: Value, arguments: Kwargs, _: &State<'_>| {
        let steps_of_one = arguments.must_get::<u64>("of")?;
        take(steps_of_one.saturating_mul(length(&value)))?;
        Ok::<Value, Error>(value)
    });
    tera.register_filter(SET, |value: Value, _: Kwargs, _: &State<'_>| {
        take(1 + length(&value) / BYTES)?;
        Ok::<Value, Error>(value)
    });
    tera.register_function("range", range);
    tera.register_function(CALL, |arguments: Kwargs, _: &State<'_>| {
        take(arguments.must_get::<u64>("of")?)?;
        Ok::<Value, Error>(Value::safe_string(""))
    });
}

/// tera's own `range`, which counts what it makes.
fn range(arguments: Kwargs, _: &State<'_>) -> TeraResult<Vec<i64>> {
    let start = arguments.get::<i64>("start")?.unwrap_or_default();
    let end = arguments.must_get::<i64>("end")?;
    let step = arguments.get::<i64>("step_by")?.unwrap_or(1);
    if step == 0 || (start > end && step > 0) {
        let message = "`range` needs a `start` before its `end`, and a `step_by` that is not 0";
        return Err(Error::message(message));
    }
    let apart = if step > 0 {
        i128::from(end) - i128::from(start)
    } else {
        i128::from(start) - i128::from(end)
    };
    let step_size = i128::from(step).abs();
    let length = (apart.max(0) + step_size - 1) / step_size;
    if length > RANGE {
        let message = format!("`range` would give {length} numbers; it may give {RANGE}");
        return Err(Error::message(message));
    }
    take(u64::try_from(length).unwrap_or(MOST) / BYTES)?;
    Ok((0..i64::try_from(length).unwrap_or_default())
        .map(|number| start + number * step)
        .collect())
}

/// Items of a list or map, bytes of a text.
fn length(value: &Value) -> u64 {
    let length = value.as_str().map(str::len).or_else(|| value.len());
    length.map_or(0, |length| length as u64)
}

/// A template that counts its steps. It must be one that tera can parse.
pub(super) fn counted(template: &str) -> String {
    let mut scan = Scan {
        template,
        tokens: Vec::new(),
        added: Vec::new(),
    };
    scan.tokens = tokens(template);
    scan.tags();
    scan.comprehensions();
    scan.written()
}

/// What a template is made of, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `{%` or `{{`.
    Start,
    /// `%}` or `}}`.
    End,
    /// A name or keyword.
    Word,
    /// `(`, `[`, `{` and `?[`.
    Open,
    /// `)`, `]` and `}`.
    Close,
    /// A string or anything else.
    Other,
}

#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    kind: Kind,
    text: &'a str,
    start: usize,
}

impl Token<'_> {
    fn is(&self, kind: Kind, text: &str) -> bool {
        self.kind == kind && self.text == text
    }

    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The tokens within tags and variables, as tera's lexer has them.
fn tokens(template: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(offset) = next_marker(&template[at..]) {
        at += offset;
        let rest = &template[at..];
        if rest.starts_with("{#") {
            at += rest.find("#}").map_or(rest.len(), |end| end + 2);
        } else if let Some(length) = raw(rest) {
            at += length;
        } else {
            at = inside(template, at, &mut tokens);
        }
    }
    tokens
}

fn next_marker(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    bytes
        .windows(2)
        .position(|pair| pair[0] == b'{' && matches!(pair[1], b'{' | b'%' | b'#'))
}

/// The length of `{% raw %} … {% endraw %}`.
fn raw(text: &str) -> Option<usize> {
    let mut length = tag(text, "raw")?;
    loop {
        length += text[length..].find("{%")?;
        match tag(&text[length..], "endraw") {
            Some(end) => return Some(length + end),
            None => length += 2,
        }
    }
}

/// The length of a tag that is one word, when `text` begins with it.
fn tag(text: &str, word: &str) -> Option<usize> {
    let rest = text.strip_prefix("{%")?;
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    let rest = rest.trim_ascii_start().strip_prefix(word)?;
    let rest = rest.trim_ascii_start();
    let rest = rest.strip_prefix('-').unwrap_or(rest).strip_prefix("%}")?;
    Some(text.len() - rest.len())
}

/// The tokens of one tag or variable that begins at `start`; where it ends.
fn inside<'a>(template: &'a str, start: usize, tokens: &mut Vec<Token<'a>>) -> usize {
    let closing = if template[start..].starts_with("{%") {
        "%}"
    } else {
        "}}"
    };
    let dash = template[start + 2..].starts_with('-');
    let (mut kind, mut length) = (Kind::Start, if dash { 3 } else { 2 });
    let mut at = start;
    loop {
        tokens.push(Token {
            kind,
            text: &template[at..at + length],
            start: at,
        });
        at += length;
        if kind == Kind::End {
            return at;
        }
        let rest = template[at..].trim_ascii_start();
        at = template.len() - rest.len();
        let Some(first) = rest.chars().next() else {
            return at;
        };
        let behind_dash = rest.strip_prefix('-');
        (kind, length) = if rest.starts_with(closing) {
            (Kind::End, 2)
        } else if behind_dash.is_some_and(|rest| rest.starts_with(closing)) {
            (Kind::End, 3)
        } else {
            token(rest, first)
        };
    }
}

/// What a text begins with, and its length in bytes.
fn token(text: &str, first: char) -> (Kind, usize) {
    match first {
        '"' | '\'' | '`' => (Kind::Other, string(text, first)),
        '(' | '[' | '{' => (Kind::Open, 1),
        ')' | ']' | '}' => (Kind::Close, 1),
        '?' if text.starts_with("?[") => (Kind::Open, 2),
        '_' | 'a'..='z' | 'A'..='Z' => {
            let ends = |c: char| c != '_' && !c.is_ascii_alphanumeric();
            (Kind::Word, text.find(ends).unwrap_or(text.len()))
        }
        other => (Kind::Other, other.len_utf8()),
    }
}

/// The length of a string with its quotes.
fn string(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == quote {
            return at + 1;
        }
    }
    text.len()
}

struct Scan<'a> {
    template: &'a str,
    tokens: Vec<Token<'a>>,
    /// What is put in, and where.
    added: Vec<(usize, String)>,
}

impl<'a> Scan<'a> {
    /// Counts loops, variables and components, whose tags begin with a word.
    fn tags(&mut self) {
        // Loops that are open: where their count is put, and how many tags were before.
        let mut open: Vec<(usize, u64)> = Vec::new();
        let mut tags = 0_u64;
        for index in 0..self.tokens.len() {
            let token = self.tokens[index];
            if token.kind != Kind::Start {
                continue;
            }
            tags += 1;
            let Some(word) = self.tokens.get(index + 1) else {
                continue;
            };
            let end = self.end_of(index);
            if !token.text.starts_with("{%") || word.kind != Kind::Word {
                continue;
            }
            match word.text {
                "for" => {
                    if let Some(target) = self.target(index + 1) {
                        self.added.push((target, "(".to_owned()));
                        open.push((self.added.len(), tags));
                        self.added.push((end.start, String::new()));
                    }
                }
                "endfor" => {
                    if let Some((number, before)) = open.pop() {
                        self.added[number].1 = format!(")|{LOOP}(of={})", tags - before);
                    }
                }
                "set" | "set_global" => self.variable(index, end),
                "component" => {
                    let dash = if end.text.starts_with('-') { "-" } else { "" };
                    let call = format!("{{{{ {CALL}(of=100) {dash}}}}}");
                    self.added.push((end.end(), call));
                }
                _ => {}
            }
        }
    }

    /// `{% set a = … %}` is counted by its value, `{% set a %}…{% endset %}` by a last filter.
    fn variable(&mut self, start: usize, end: Token<'a>) {
        match self.tokens.get(start + 3) {
            Some(sign) if sign.is(Kind::Other, "=") => {
                self.added.push((sign.end(), "(".to_owned()));
                self.added.push((end.start, format!(")|{SET}")));
            }
            _ => self.added.push((end.start, format!(" | {SET} "))),
        }
    }

    /// Counts `[… for a in …]`, which may be wherever a value may.
    fn comprehensions(&mut self) {
        // Brackets that are open, each with whether a target is open in it.
        let mut open: Vec<(bool, bool)> = Vec::new();
        for index in 0..self.tokens.len() {
            let token = self.tokens[index];
            let before = index.checked_sub(1).map(|before| self.tokens[before]);
            match (token.kind, open.last_mut()) {
                (Kind::Start, _) => open.clear(),
                (Kind::Open, _) => open.push((token.text == "[", false)),
                (Kind::Close, Some((_, counting))) => {
                    if *counting {
                        self.added.push((token.start, format!(")|{LOOP}(of=1)")));
                    }
                    open.pop();
                }
                (Kind::Word, Some((true, counting)))
                    if !before.is_some_and(|before| before.text.ends_with('.')) =>
                {
                    match token.text {
                        "for" if !*counting => {
                            if let Some(target) = self.target(index) {
                                *counting = true;
                                self.added.push((target, "(".to_owned()));
                            }
                        }
                        "if" if *counting => {
                            *counting = false;
                            self.added.push((token.start, format!(")|{LOOP}(of=1) ")));
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }

    /// Where that begins which `for a in` or `for a, b in` goes through; `index` is that of `for`.
    fn target(&self, index: usize) -> Option<usize> {
        let rest = &self.tokens[index + 1..];
        let (first, rest) = rest.split_first()?;
        let rest = match rest {
            [comma, second, rest @ ..] if comma.is(Kind::Other, ",") => {
                (second.kind == Kind::Word).then_some(rest)?
            }
            rest => rest,
        };
        let keyword = rest.first()?;
        (first.kind == Kind::Word && keyword.is(Kind::Word, "in")).then(|| keyword.end())
    }

    /// The end of the tag that begins with this token.
    fn end_of(&self, index: usize) -> Token<'a> {
        let rest = &self.tokens[index..];
        let end = rest.iter().find(|token| token.kind == Kind::End);
        *end.unwrap_or(&self.tokens[self.tokens.len() - 1])
    }

    fn written(mut self) -> String {
        // A stable sort: what is put in at one place stays in its order.
        self.added.sort_by_key(|(place, _)| *place);
        let mut out = String::with_capacity(self.template.len() * 2);
        let mut done = 0;
        for (place, text) in &self.added {
            out.push_str(&self.template[done..*place]);
            out.push_str(text);
            done = *place;
        }
        out.push_str(&self.template[done..]);
        out
    }
}

#[cfg(test)]
mod tests {
    use tera::Context;

    use super::*;

    fn render(template: &str) -> Result<String, bool> {
        let mut tera = Tera::new();
        register(&mut tera);
        tera.add_raw_template("a", &counted(template)).unwrap();
        begin(200_000);
        let mut context = Context::new();
        context.insert("list", &["a", "b"]);
        tera.render("a", &context).map_err(|_| too_many())
    }

    #[test]
    fn templates_write_the_same() {
        for (template, written) in [
            ("{% for a in list %}{{ a }}{% endfor %}", "ab"),
            ("{% for a in list | reverse -%} {{ a }} {%- endfor %}", "ba"),
            (
                "{% for k, v in {\"x\": 1} %}{{ k }}{{ v }}{% else %}-{% endfor %}",
                "x1",
            ),
            ("{% for a in [] %}{% else %}-{% endfor %}", "-"),
            (
                "{{ [a ~ \"]\" for a in list if a != \"for b in\"] | join(sep=\",\") }}",
                "a],b]",
            ),
            (
                "{{ [[b for b in list if b == a] for a in list] | length }}",
                "2",
            ),
            (
                "{% set x = [a for a in (list if true else [])] %}{{ x | join(sep=\"\") }}",
                "ab",
            ),
            (
                "{% set x = \"<b>\" %}{{ x }}{% set y %}<i>{% endset %}{{ y }}",
                "<b><i>",
            ),
            ("{% set x | upper %}a{% endset %}{{ x }}", "A"),
            ("{% set n = 1 if list else 2 %}{{ n }}", "1"),
            (
                "{% raw %}{% for a in %}{% endraw %}{# {% for #}",
                "{% for a in %}",
            ),
            (
                "{% component c(a) -%}\n {{ a }}{% endcomponent c %}{{ <c a=\"z\" /> }}",
                "z",
            ),
            (
                "{% component c(a) %}\n {{ a }}{% endcomponent c %}{{ <c a=\"z\" /> }}",
                "\n z",
            ),
            (
                "{{ \"\\\"[x for a in list]\" | safe }}",
                "\"[x for a in list]",
            ),
            (
                "{% for a in list %}{% if a == \"a\" %}{% continue %}{% endif %}{{ a }}{% endfor \
                 %}",
                "b",
            ),
        ] {
            let mut plain = Tera::new();
            plain.add_raw_template("a", template).unwrap();
            let mut context = Context::new();
            context.insert("list", &["a", "b"]);
            assert_eq!(plain.render("a", &context).unwrap(), written, "{template}");
            assert_eq!(render(template).as_deref(), Ok(written), "{template}");
        }
    }

    #[test]
    fn what_never_ends_is_stopped() {
        let many = "range(end=100000)";
        for template in [
            format!("{{% for a in {many} %}}{{% for b in {many} %}}{{% endfor %}}{{% endfor %}}"),
            format!("{{{{ [[b for b in {many}] | length for a in {many}] | length }}}}"),
            format!("{{{{ [[b for b in {many} if false] | length for a in {many}] | length }}}}"),
            format!("{{% for a in {many} %}}{{% set x = [b for b in {many}] %}}{{% endfor %}}"),
            format!("{{% for a in {many} %}}{{{{ {many} | join(sep=\"\") }}}}{{% endfor %}}"),
            format!("{{% for a in {many} %}}{{{{ {many}[0] }}}}{{% endfor %}}"),
            "{% set s = \"xxxxxxxx\" %}{% for a in range(end=60) %}{% set_global s = s ~ s %}{% \
             endfor %}"
                .to_owned(),
            "{% set s = \"xxxxxxxx\" %}{% for a in range(end=60) %}{% set_global s %}{{ s }}{{ s }}\
             {% endset %}{% endfor %}"
                .to_owned(),
            "{% component c(n) %}{% if n < 18 %}{{ <c n={n + 1} /> }}{{ <c n={n + 1} /> }}{% endif \
             %}{% endcomponent c %}{{ <c n={0} /> }}"
                .to_owned(),
        ] {
            assert_eq!(render(&template), Err(true), "{template}");
        }
    }
}
