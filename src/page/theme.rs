//! A theme: templates, messages and assets. The built-in one is inside the program; a site's own
//! files come first.

mod own;
mod sheet;
mod steps;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rust_embed::RustEmbed;
use serde::Serialize;
use tera::{Context, ErrorKind, Tera, Value};

use super::view::{FigureView, ImageView, SiteView, UrlsView};
use crate::base::number::saturated;
use crate::base::{Artifact, Pure, hash};

use crate::diag::{Bound, Place, Problem, Problems};
pub use own::{EJECTED, behind, ejected};

#[derive(RustEmbed)]
#[folder = "themes/default/"]
struct BuiltIn;

/// Parsed templates, and small style sheets.
static TEMPLATES: Pure<Arc<Templates>> = Pure::new();
static SHEETS: Pure<String> = Pure::new();

/// A loaded theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    templates: Arc<Templates>,
    name: String,
    strings: Value,
    site: Value,
    urls: Value,
    print: [u8; 32],
    /// Templates that took or wrote too much on a page: others are not tried, since each would take
    /// as long.
    endless: Mutex<BTreeMap<String, (Place, Problem)>>,
}

/// Templates as they were written, and as they count their steps; the built-in ones need not count.
#[derive(Debug)]
struct Templates {
    plain: Tera,
    counted: Option<Tera>,
}

/// What is around pages, ready for their templates.
#[derive(Debug, Clone)]
pub struct Parts(Value);

/// The files of a theme by path below its folder, the site's own before the built-in ones.
pub fn files(own: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> = BuiltIn::iter()
        .filter_map(|path| {
            BuiltIn::get(&path).map(|file| (path.into_owned(), file.data.into_owned()))
        })
        .collect();
    files.extend(own);
    files
}

/// Whether a file is that of the built-in theme.
pub fn is_built_in(path: &str, bytes: &[u8]) -> bool {
    BuiltIn::get(path).is_some_and(|file| *file.data == *bytes)
}

/// Assets with their content in their names, and the names by what templates call them.
///
/// `url(fonts/a.woff2)` in a style sheet is set to the file's new name, and the sheet is made
/// small. What is wrong in it is reported at its line.
pub fn assets(
    theme: &str,
    files: &BTreeMap<String, Vec<u8>>,
    problems: &mut Problems,
) -> (BTreeMap<String, String>, Vec<Artifact>) {
    let below = files
        .iter()
        .filter_map(|(path, bytes)| Some((path.strip_prefix("assets/")?, bytes)));
    // Other sites name this one, so it has an address of its own that never changes.
    let below = below.filter(|(path, _)| *path != "embed.js");
    let (sheets, others): (Vec<_>, Vec<_>) = below.partition(|(path, _)| path.ends_with(".css"));
    let (mut names, mut artifacts) = (BTreeMap::new(), Vec::new());
    for (path, bytes) in others {
        let lean = if path.ends_with(".js") {
            lean(bytes)
        } else {
            None
        };
        place(
            path,
            lean.unwrap_or_else(|| bytes.clone()),
            &mut names,
            &mut artifacts,
        );
    }
    for (path, bytes) in sheets {
        let mut css = String::from_utf8_lossy(bytes).into_owned();
        for (asset, name) in &names {
            let name = name.trim_start_matches("assets/");
            for quote in ["", "\"", "'"] {
                css = css.replace(
                    &format!("url({quote}{asset}{quote})"),
                    &format!("url({quote}{name}{quote})"),
                );
            }
        }
        let file = format!("themes/{theme}/assets/{path}").into();
        let css = SHEETS
            .of(&[css.as_bytes()], || sheet::minified(&css))
            .unwrap_or_else(|errors| {
                for found in errors {
                    let place = Place::text(&file, found.line, found.column, found.length);
                    let error = found.error;
                    problems.add(place, Problem::StyleSheet { error });
                }
                String::new()
            });
        place(path, css.into_bytes(), &mut names, &mut artifacts);
    }
    (names, artifacts)
}

/// A script that says `// @ts-check` first, without the comments that tell its types, its indents
/// and most ends of its lines: no one but its author reads them. It must have no `/**` and no ends
/// of lines in its texts, and end its statements with `;`.
fn lean(script: &[u8]) -> Option<Vec<u8>> {
    let script = std::str::from_utf8(script)
        .ok()
        .filter(|script| script.starts_with("// @ts-check"))?;
    let mut out = String::with_capacity(script.len());
    let mut parts = script.split("/**");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        out.push_str(
            part.split_once("*/")
                .map_or(part, |(_, rest)| rest.trim_start_matches(' ')),
        );
    }
    let lines = out
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"));
    // A comment behind a line ends with it.
    let goes_on =
        |line: &str| line.ends_with([';', '{', '}', ',', '(', '[']) && !line.contains("//");
    Some(
        lines
            .flat_map(|line| [line, if goes_on(line) { "" } else { "\n" }])
            .collect::<String>()
            .into_bytes(),
    )
}

fn place(
    path: &str,
    bytes: Vec<u8>,
    names: &mut BTreeMap<String, String>,
    artifacts: &mut Vec<Artifact>,
) {
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, "bin"));
    let name = format!("assets/{stem}.{}.{ending}", hash::short(&bytes));
    names.insert(path.to_owned(), name.clone());
    artifacts.push(Artifact::new(name, bytes));
}

impl Templates {
    fn parse(templates: &[(&str, &str)]) -> tera::TeraResult<Self> {
        let mut plain = Tera::new();
        plain.add_raw_templates(templates.iter().copied())?;
        let built_in = |(name, text): &(&str, &str)| {
            is_built_in(&format!("templates/{name}"), text.as_bytes())
        };
        if templates.iter().all(built_in) {
            return Ok(Self {
                plain,
                counted: None,
            });
        }
        let counted = templates
            .iter()
            .map(|(name, text)| (*name, steps::counted(text)));
        let mut tera = Tera::new();
        steps::register(&mut tera);
        tera.add_raw_templates(counted)?;
        Ok(Self {
            plain,
            counted: Some(tera),
        })
    }
}

/// The templates of a theme's own files, by their paths below templates/.
fn own_templates<'f>(
    name: &str,
    files: &'f BTreeMap<String, Vec<u8>>,
    problems: &mut Problems,
) -> Vec<(&'f str, &'f str)> {
    let mut templates = Vec::new();
    for (path, bytes) in files {
        let Some(template) = path.strip_prefix("templates/") else {
            continue;
        };
        match std::str::from_utf8(bytes) {
            Ok(text) => templates.push((template, text)),
            Err(error) => {
                let problem = Problem::NotUtf8 {
                    byte: error.valid_up_to(),
                };
                problems.add(Place::File(format!("themes/{name}/{path}").into()), problem);
            }
        }
    }
    templates
}

/// Reports why templates cannot be parsed.
fn report(name: &str, templates: &[(&str, &str)], error: &tera::Error, problems: &mut Problems) {
    let (place, why) = place_of(name, error.kind());
    let missing = own::missing_components(templates);
    // The templates that use a component are right; the file without it is not.
    let unknown = |component: &str| why == format!("Unknown component `{component}`");
    if !missing.iter().any(|(_, component)| unknown(component)) {
        problems.add(place, Problem::ThemeFile { why });
    }
    for (file, component) in missing {
        let place = Place::File(format!("themes/{name}/templates/{file}").into());
        let why = format!(
            "the built-in file that it replaces has a component `{component}`, which \
             other templates use"
        );
        problems.add(place, Problem::ThemeFile { why });
    }
}

impl Theme {
    /// Parses all templates of a theme; what is wrong in them is reported at its line.
    pub fn load(
        name: &str,
        files: &BTreeMap<String, Vec<u8>>,
        strings: &BTreeMap<String, String>,
        (site, urls): (&SiteView, &UrlsView),
        problems: &mut Problems,
    ) -> Option<Self> {
        let mut templates = own_templates(name, files, problems);
        let replaced = own::replaced(&templates);
        templates.extend(replaced.iter().map(|(name, text)| (&**name, &**text)));
        let texts: Vec<&[u8]> = templates
            .iter()
            .flat_map(|(name, text)| [name.as_bytes(), text.as_bytes()])
            .collect();
        let parsed = TEMPLATES.of(&texts, || Templates::parse(&templates).map(Arc::new));
        let templates = match parsed {
            Ok(templates) => templates,
            Err(error) => {
                report(name, &templates, &error, problems);
                return None;
            }
        };
        let print = print(files, strings, (site, urls));
        let (strings, site) = (
            Value::from_serializable(strings),
            Value::from_serializable(site),
        );
        Some(Self {
            templates,
            endless: Mutex::default(),
            name: name.to_owned(),
            strings,
            site,
            urls: Value::from_serializable(urls),
            print,
        })
    }

    /// A fingerprint of the templates and of all that every page gets.
    pub fn print(&self) -> &[u8] {
        &self.print
    }

    /// Renders one page; what comes is text in UTF-8. `page` and `record` name the page and the
    /// file behind it when the template fails.
    ///
    /// # Errors
    /// The place in the template, and what is wrong there.
    pub fn render(
        &self,
        template: &str,
        Parts(parts): &Parts,
        shell: &impl Serialize,
        view: &impl Serialize,
        (page, record): (&str, &str),
    ) -> Result<Vec<u8>, (Place, Problem)> {
        let mut context = self.context();
        context.insert_value("parts", parts.clone());
        context.insert("shell", shell);
        context.insert("page", view);
        self.write(template, &context, (page, record))
    }

    /// Renders what is around pages, by the theme's `links.html`, `top.html` and `foot.html`.
    ///
    /// # Errors
    /// As [`Theme::render`].
    pub fn parts(
        &self,
        frame: &impl Serialize,
        place: (&str, &str),
    ) -> Result<Parts, (Place, Problem)> {
        let mut context = self.context();
        context.insert("frame", frame);
        let mut parts = BTreeMap::new();
        for name in ["links", "top", "foot"] {
            let html = self.text(&format!("{name}.html"), &context, place)?;
            parts.insert(name, Value::safe_string(&html));
        }
        Ok(Parts(Value::from_serializable(&parts)))
    }

    /// A chart inside a text, by the theme's `figure.html`.
    ///
    /// # Errors
    /// As [`Theme::render`].
    pub fn figure(
        &self,
        figure: &FigureView,
        (root, files): (&str, &str),
        page: &str,
    ) -> Result<String, (Place, Problem)> {
        let mut context = self.context();
        context.insert("figure", figure);
        // A text has headings of its own; a chart among them must not break their order.
        context.insert("in_text", &true);
        context.insert("shell", &BTreeMap::from([("root", root), ("files", files)]));
        self.text("figure.html", &context, (page, ""))
    }

    /// A picture inside a text, by the theme's `photo.html` or `picture.html`.
    ///
    /// # Errors
    /// As [`Theme::render`].
    pub fn image(
        &self,
        template: &str,
        image: &ImageView,
        files: &str,
        page: &str,
    ) -> Result<String, (Place, Problem)> {
        let mut context = self.context();
        context.insert("image", image);
        context.insert("shell", &BTreeMap::from([("files", files)]));
        let html = self.text(template, &context, (page, ""))?;
        // One line, so that Markdown around it stays as it is.
        Ok(html.replace('\n', ""))
    }

    fn context(&self) -> Context {
        let mut context = Context::new();
        context.insert_value("t", self.strings.clone());
        context.insert_value("site", self.site.clone());
        context.insert_value("urls", self.urls.clone());
        context
    }

    fn text(
        &self,
        template: &str,
        context: &Context,
        place: (&str, &str),
    ) -> Result<String, (Place, Problem)> {
        // What a template writes is text.
        Ok(String::from_utf8(self.write(template, context, place)?).unwrap_or_default())
    }

    fn endless(&self) -> MutexGuard<'_, BTreeMap<String, (Place, Problem)>> {
        self.endless.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(
        &self,
        template: &str,
        context: &Context,
        (page, record): (&str, &str),
    ) -> Result<Vec<u8>, (Place, Problem)> {
        if let Some(problem) = self.endless().get(template) {
            return Err(problem.clone());
        }
        let mut sheet = BoundedPage(Vec::with_capacity(PAGE));
        let Templates { plain, counted } = &*self.templates;
        steps::begin(steps::MOST);
        let Err(error) = counted
            .as_ref()
            .unwrap_or(plain)
            .render_to(template, context, &mut sheet)
        else {
            return Ok(sheet.0);
        };
        let bound = if steps::too_many() {
            Some(Bound::Steps(steps::MOST))
        } else if sheet.0.len() >= PAGE_LIMIT {
            Some(Bound::Megabytes(PAGE_LIMIT >> 20))
        } else {
            None
        };
        if let Some(bound) = bound {
            let place = match place_of(&self.name, error.kind()).0 {
                // What counts shifts the columns of its line.
                Place::Text { file, line, .. } => Place::text(&file, line, 1, 1),
                _ => Place::File(format!("themes/{}/templates/{template}", self.name).into()),
            };
            let problem = (place, Problem::TemplateBound { bound });
            self.endless().insert(template.to_owned(), problem.clone());
            return Err(problem);
        }
        if counted.is_some() {
            // Again without counting, for the column; it ends where it ended before.
            sheet.0.clear();
            if let Err(error) = plain.render_to(template, context, &mut sheet) {
                return Err(self.problem_of(&error, page, record));
            }
        }
        Err(self.problem_of(&error, page, record))
    }

    fn problem_of(&self, error: &tera::Error, page: &str, record: &str) -> (Place, Problem) {
        let (place, message) = place_of(&self.name, error.kind());
        (
            place,
            Problem::Template {
                message,
                page: page.to_owned(),
                record: record.to_owned(),
            },
        )
    }
}

fn print(
    files: &BTreeMap<String, Vec<u8>>,
    strings: &BTreeMap<String, String>,
    (site, urls): (&SiteView, &UrlsView),
) -> [u8; 32] {
    let mut hasher = hash::Hasher::new();
    for (path, bytes) in files
        .iter()
        .filter(|(path, _)| path.starts_with("templates/"))
    {
        hasher
            .update(hash::short(path.as_bytes()).as_bytes())
            .update(hash::short(bytes).as_bytes());
    }
    // Texts and maps of texts only: nothing that JSON cannot say.
    hasher.update(
        serde_json::to_string(&(strings, site, urls))
            .unwrap_or_default()
            .as_bytes(),
    );
    *hasher.finalize().as_bytes()
}

/// Bytes that one page may have: more comes from a loop that no one meant.
const PAGE_LIMIT: usize = 64 << 20;

/// Bytes of an ordinary page.
const PAGE: usize = 12 << 10;

/// What a template wrote so far, up to [`PAGE_LIMIT`].
struct BoundedPage(Vec<u8>);

impl std::io::Write for BoundedPage {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() >= PAGE_LIMIT {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Place and words of a template error.
fn place_of(theme: &str, kind: &ErrorKind) -> (Place, String) {
    match kind {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let file = format!("themes/{theme}/templates/{}", report.filename()).into();
            let span = report.span();
            let one_line = span.start_line == span.end_line;
            let length = if one_line {
                span.end_col.saturating_sub(span.start_col)
            } else {
                1
            };
            let [line, column, length] = [span.start_line, span.start_col, length].map(saturated);
            let place = Place::text(&file, line, column + 1, length);
            (place, report.message().to_owned())
        }
        other => {
            let text = other.to_string();
            let line = text.lines().next().unwrap_or_default();
            let why = line.trim_start_matches("error: ").to_owned();
            let place = pointed(&text).map(|(file, line, column)| {
                Place::text(
                    &format!("themes/{theme}/templates/{file}").into(),
                    line,
                    column,
                    1,
                )
            });
            let whole = || Place::File(format!("themes/{theme}").into());
            (place.unwrap_or_else(whole), why)
        }
    }
}

/// File, line and column of a report's line `--> home.html:1:18`.
fn pointed(text: &str) -> Option<(&str, u32, u32)> {
    let (_, place) = text.split_once("--> ")?;
    let mut parts = place.lines().next()?.trim().rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    Some((parts.next()?, line, column))
}
