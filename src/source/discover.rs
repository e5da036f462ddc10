//! Walks content/ and tells what each file is.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, Read as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

use super::belongs::belongs;
use super::{Format, Role, Source, translation};
use crate::base::{Link, Looks, Stat};
use crate::diag::{Place, Problem, Problems};

/// What may be published as it is: pictures, documents, films, areas. Nothing that a server or a
/// browser would run.
const MEDIA: [&str; 20] = [
    "jpg", "jpeg", "png", "webp", "gif", "svg", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx",
    "odt", "ods", "csv", "mp4", "webm", "mp3", "geojson",
];
/// The same beside a record, where a table would be one of records.
const BESIDE: [&str; 10] = [
    "jpg", "jpeg", "png", "webp", "gif", "svg", "pdf", "mp4", "docx", "geojson",
];
/// Folders of files that are published as they are.
const PUBLISHED: [&str; 2] = ["content/media/", "content/static/"];

/// Beginnings of the names of hidden files that systems, editors and Git leave behind.
const LEFT: [&str; 9] = [
    ".DS_Store",
    "._",
    ".#",
    ".~",
    ".git",
    ".directory",
    ".Trash",
    ".fseventsd",
    ".Spotlight",
];

/// What a walk came upon.
#[derive(Default)]
struct Walk {
    files: Vec<PathBuf>,
    /// Folders that are left to others.
    folders: Vec<PathBuf>,
    /// Paths of folders that are not read.
    ignored: Vec<String>,
    problems: Problems,
}

/// Files by what they are.
#[derive(Default)]
struct Discovered {
    sources: Vec<Source>,
    /// Paths of what systems and programs leave behind, which is not read.
    ignored: Vec<String>,
    /// Files that say how to read a table, by their paths.
    sidecars: BTreeMap<String, Source>,
    /// Areas of maps, by the paths of the files that tell of them.
    maps: BTreeMap<String, Source>,
    problems: Problems,
}

/// Files that one thread looks at.
const TOGETHER: usize = 1024;

/// Where a walk leaves folders to others: content/initiatives/a is two below content/.
const SPLIT: usize = 2;

/// All files below `root`/content, sorted by path.
///
/// A missing folder, a link out of the site and a file of no known kind are reported in `problems`.
pub fn discover(root: &Path, problems: &mut Problems) -> Vec<Source> {
    discover_all(root, problems).0
}

/// The same, and the paths of what systems and programs left behind, sorted; a folder of theirs
/// ends with `/`.
pub fn discover_all(root: &Path, problems: &mut Problems) -> (Vec<Source>, Vec<String>) {
    let content = root.join("content");
    let Ok(inside) = content.canonicalize() else {
        problems.add(Place::Site, Problem::MissingContent);
        return Default::default();
    };
    if content.is_symlink() {
        problems.add(Place::File("content".into()), Problem::OutsideLink);
        return Default::default();
    }
    let mut first = walk(root, &content, &inside, SPLIT);
    let mut folders = std::mem::take(&mut first.folders);
    // What is in order within each folder is soon in order as a whole.
    folders.sort_unstable();
    let below = folders
        .par_iter()
        .map(|folder| looked_at(root, walk(root, folder, &inside, usize::MAX)));
    let mut all: Vec<Vec<Discovered>> = below.collect();
    all.push(looked_at(root, first));
    let mut found = Discovered::default();
    found
        .sources
        .reserve_exact(all.iter().flatten().map(|some| some.sources.len()).sum());
    all.into_iter().flatten().for_each(|some| found.add(some));
    found.joined(problems)
}

/// What the files of a walk are, some files together.
fn looked_at(root: &Path, mut walk: Walk) -> Vec<Discovered> {
    walk.files
        .sort_unstable_by(|a, b| a.as_os_str().cmp(b.as_os_str()));
    let files = walk.files.par_chunks_mut(TOGETHER);
    let mut found: Vec<Discovered> = files.map(|files| Discovered::of(root, files)).collect();
    found.push(Discovered {
        problems: walk.problems,
        ignored: walk.ignored,
        ..Discovered::default()
    });
    found
}

impl Discovered {
    fn of(root: &Path, files: &mut [PathBuf]) -> Self {
        let mut found = Self::default();
        found.sources.reserve_exact(files.len());
        let mut looks = Looks::default();
        for file in files {
            found.look(root, std::mem::take(file), &mut looks);
        }
        found
    }

    fn look(&mut self, root: &Path, real: PathBuf, looks: &mut Looks) {
        let path = below(root, &real);
        // What systems and programs leave behind.
        if hidden(&path) {
            match withheld(&path) {
                Some(problem) => self.problems.add(Place::File(path.into()), problem),
                None => self.ignored.push(path),
            }
            return;
        }
        let role = match role(&path) {
            Ok(role) => role,
            Err(problem) => return self.problems.add(Place::File(path.into()), problem),
        };
        let stat = looks.at(&real, Link::Followed).map(|seen| seen.stat);
        let source = Source {
            path: path.as_str().into(),
            real,
            role,
            stat: stat.unwrap_or_default(),
            sidecar: None,
            sheet: None,
        };
        if table_of(&path).is_some() {
            self.sidecars.insert(path, source);
            return;
        }
        match path.strip_suffix(".geojson").filter(|_| role == Role::Map) {
            Some(about) => drop(self.maps.insert(format!("{about}.yaml"), source)),
            None => self.sources.push(source),
        }
    }

    fn add(&mut self, other: Self) {
        self.sources.extend(other.sources);
        self.ignored.extend(other.ignored);
        self.sidecars.extend(other.sidecars);
        self.maps.extend(other.maps);
        self.problems.extend(other.problems);
    }

    /// The sources with the files beside them, and what is not read, both sorted by path.
    fn joined(self, problems: &mut Problems) -> (Vec<Source>, Vec<String>) {
        let Self {
            mut sources,
            mut ignored,
            mut sidecars,
            mut maps,
            problems: found,
        } = self;
        problems.extend(found);
        for source in &mut sources {
            source.sidecar = match source.role {
                Role::Map => maps.remove(&*source.path).map(Box::new),
                _ if Format::of(&source.path).is_none() => None,
                _ => sidecars
                    .remove(&format!("{}.yaml", source.path))
                    .map(Box::new),
            };
            if source.role == Role::Map && source.sidecar.is_none() {
                let missing = source.path.replace(".yaml", ".geojson");
                problems.add(
                    Place::File(source.path.clone()),
                    Problem::MapAlone { missing },
                );
            }
        }
        for (missing, map) in maps {
            problems.add(Place::File(map.path), Problem::MapAlone { missing });
        }
        for (path, sidecar) in sidecars {
            problems.add(Place::File(sidecar.path), unknown(&path));
        }
        sources.par_sort_by(|a, b| a.path.cmp(&b.path));
        ignored.sort_unstable();
        (sources, ignored)
    }
}

/// Walks a folder; its folders of the depth `split` are left.
fn walk(root: &Path, folder: &Path, inside: &Path, split: usize) -> Walk {
    let mut found = Walk::default();
    let mut walk = WalkDir::new(folder).follow_links(true).into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.add_error(root, &error);
                continue;
            }
        };
        if entry.file_type().is_file() && !entry.path_is_symlink() {
            found.files.push(entry.into_path());
            continue;
        }
        let is_folder = entry.file_type().is_dir();
        let path = below(root, entry.path());
        if entry.path_is_symlink() && !hidden(&path) && !leads_on(&entry, &path, folder, inside) {
            found.add_problem(path, Problem::OutsideLink);
            if is_folder {
                walk.skip_current_dir();
            }
            continue;
        }
        if is_folder {
            if hidden(&path) {
                found.add_hidden_folder(path);
                walk.skip_current_dir();
            } else if entry.depth() == split && !entry.path_is_symlink() {
                found.folders.push(entry.into_path());
                walk.skip_current_dir();
            }
            continue;
        }
        // A pipe or a device would keep its reader waiting for ever.
        if !entry.file_type().is_file() && !hidden(&path) {
            let why = "not a regular file · không phải tệp thường".to_owned();
            found.add_problem(path, Problem::Unreadable { why });
            continue;
        }
        found.files.push(entry.into_path());
    }
    found
}

impl Walk {
    fn add_problem(&mut self, path: String, problem: Problem) {
        self.problems.add(Place::File(path.into()), problem);
    }

    /// What cannot be looked at.
    fn add_error(&mut self, root: &Path, error: &walkdir::Error) {
        // Editors leave links to nothing beside a file that is open (`.#a.md`).
        let path = error.path().map(|path| below(root, path));
        if let Some(path) = path.as_deref().filter(|path| hidden(path)) {
            self.ignored.push(path.to_owned());
            return;
        }
        let place = path.map_or(Place::Site, |path| Place::File(path.into()));
        // A link that leads to nothing or in a circle has no real place inside the site.
        let link = error.path().is_some_and(Path::is_symlink) || error.loop_ancestor().is_some();
        let why = error
            .io_error()
            .map_or_else(|| error.to_string(), ToString::to_string);
        let problem = match link {
            true => Problem::OutsideLink,
            false => Problem::Unreadable { why },
        };
        self.problems.add(place, problem);
    }

    fn add_hidden_folder(&mut self, path: String) {
        match withheld(&path) {
            Some(problem) => self.add_problem(path, problem),
            None => self.ignored.push(path + "/"),
        }
    }
}

/// Whether a link leads to a place below content/ (its real path: `inside`) that has no hidden
/// part, holds what the link's own place may hold, and is not on the way to the link. So a link in
/// media/ cannot publish a table or a draft.
fn leads_on(link: &DirEntry, path: &str, folder: &Path, inside: &Path) -> bool {
    let Some((real, leads_to)) = real_below(link.path(), inside) else {
        return false;
    };
    let leads_to = format!("content/{leads_to}");
    if link.file_type().is_dir() {
        let above = folder
            .canonicalize()
            .is_ok_and(|folder| folder.starts_with(&real));
        let [kind, kind_there] = [path, &leads_to].map(|path| path.split('/').nth(1));
        return !above && (kind_there == kind || kind_there == Some("media"));
    }
    // What has no kind is reported as such.
    role(path).is_err() || role(path) == role(&leads_to)
}

/// The real path of a link, as the system names it and below `inside`; nothing when it is outside,
/// is `inside` itself, or has a hidden part.
pub(super) fn real_below(link: &Path, inside: &Path) -> Option<(PathBuf, String)> {
    let real = link.canonicalize().ok()?;
    let path = below(inside, real.strip_prefix(inside).ok()?);
    let shown = !path.is_empty() && !path.split('/').any(hidden);
    shown.then_some((real, path))
}

/// The table that a sidecar speaks of: `a.xlsx.yaml` of `a.xlsx`.
fn table_of(path: &str) -> Option<&str> {
    path.strip_suffix(".yaml")
        .filter(|table| Format::of(table).is_some())
}

/// What the file system tells of a file; nothing is known of one that has gone.
pub(super) fn stat(file: &Path) -> Stat {
    fs::metadata(file)
        .map(|about| Stat::of(&about))
        .unwrap_or_default()
}

/// How often a file is read that changes meanwhile.
const PATIENCE: usize = 5;

/// Reads a whole file of the site, and tells what it was like: one that changes while it is read is
/// read again.
///
/// # Errors
/// A problem with its place, when the file cannot be read, or does not come to rest.
pub fn read_with(source: &Source) -> Result<(Vec<u8>, Stat), Problem> {
    let mut before = source.stat;
    for _ in 0..PATIENCE {
        let mut file = File::open(&source.real).map_err(Problem::unreadable)?;
        let mut bytes = Vec::with_capacity(
            usize::try_from(before.size)
                .unwrap_or_default()
                .min(1 << 30)
                + 1,
        );
        file.read_to_end(&mut bytes).map_err(Problem::unreadable)?;
        let after = file
            .metadata()
            .map(|about| Stat::of(&about))
            .map_err(Problem::unreadable)?;
        if before == after && bytes.len() as u64 == before.size {
            return Ok((bytes, after));
        }
        before = stat(&source.real);
    }
    Err(Problem::Unreadable {
        why: "the file is being written to · tệp đang được ghi".to_owned(),
    })
}

/// Reads a whole file of the site.
///
/// # Errors
/// As [`read_with`].
pub fn read(source: &Source) -> Result<Vec<u8>, Problem> {
    read_with(source).map(|(bytes, _)| bytes)
}

/// Opens a file of the site that is too large to be read at once.
///
/// # Errors
/// A problem with its place, when the file cannot be opened.
pub fn open(source: &Source) -> Result<BufReader<File>, Problem> {
    let file = File::open(&source.real).map_err(Problem::unreadable)?;
    Ok(BufReader::with_capacity(1 << 18, file))
}

/// Path below the root with `/` between its parts. Names that macOS decomposed are composed again
/// (NFC).
pub(super) fn below(root: &Path, path: &Path) -> String {
    // Nearly every path is text that can be taken as it is.
    if let (Some(root), Some(path)) = (root.to_str(), path.to_str())
        && let Some(rest) = path.strip_prefix(root)
        && let Some(plain) = rest.strip_prefix('/')
        && std::path::MAIN_SEPARATOR == '/'
        && plain.is_ascii()
        && !plain.starts_with('/')
    {
        return plain.to_owned();
    }
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = relative
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    let path = parts.join("/");
    if path.is_ascii() {
        path
    } else {
        path.nfc().collect()
    }
}

/// Files that systems and programs leave behind: `.DS_Store`, `Thumbs.db`, `~$lock.xlsx`,
/// `note.md~`.
fn hidden(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || name == "Thumbs.db"
        || name == "desktop.ini"
}

/// The problem of a hidden file or folder that somebody put among what is published, as
/// `static/.htaccess`; nothing for what systems, editors and Git leave behind.
fn withheld(path: &str) -> Option<Problem> {
    let published = PUBLISHED.iter().any(|folder| path.starts_with(folder));
    let name = path.rsplit('/').next().unwrap_or(path);
    let left = LEFT.iter().any(|left| name.starts_with(left)) || name.ends_with(".swp");
    let put = published && name.starts_with('.') && !left;
    put.then(|| Problem::HiddenFile {
        name: name.to_owned(),
    })
}

/// A file that is not read, with the place where it belongs.
fn unknown(path: &str) -> Problem {
    Problem::UnknownFile {
        name: path.rsplit('/').next().unwrap_or(path).to_owned(),
        belongs: belongs(path, |path| place_of(path).is_some()),
    }
}

fn role(path: &str) -> Result<Role, Problem> {
    place_of(path).ok_or_else(|| refused(path).unwrap_or_else(|| unknown(path)))
}

/// The error of a file in a folder of published files that is not published. Photos of an iPhone
/// have words of their own.
fn refused(path: &str) -> Option<Problem> {
    let published = PUBLISHED.iter().any(|folder| path.starts_with(folder));
    let name = path.rsplit('/').next().unwrap_or(path);
    let (_, written) = name.rsplit_once('.').unwrap_or_default();
    let ending = written.to_lowercase();
    let misplaced = matches!(&*ending, "heic" | "heif" | "md" | "yaml" | "yml" | "txt");
    (published && !misplaced).then_some(Problem::RefusedFile { ending })
}

/// What a file is, by its path below the root (`content/news/a.md`); `None` for one that is not
/// read.
pub fn role_of(path: &str) -> Option<Role> {
    place_of(path)
}

/// What a file is, by its folder and ending; nothing for one that is not read.
fn place_of(path: &str) -> Option<Role> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (_, written) = name.rsplit_once('.').unwrap_or_default();
    let lower = written.to_lowercase();
    let ending = if lower == "yml" { "yaml" } else { &lower };
    let parts: Vec<&str> = path.split('/').collect();
    let folder = if parts.len() > 2 { parts[1] } else { "" };
    if translation(path).is_some() {
        return match (folder, ending) {
            ("news" | "pages" | "initiatives" | "programmes", "md") => Some(Role::Translation),
            ("", "yaml") if name.starts_with("site.") => Some(Role::Translation),
            _ => None,
        };
    }
    Some(match (folder, ending) {
        (_, "heic" | "heif") => return None,
        ("", "yaml") if name.starts_with("site.") => Role::Site,
        ("", "yaml") if name.starts_with("units.") => Role::Units,
        ("media" | "static", ending) if MEDIA.contains(&ending) => Role::Media,
        ("maps", "yaml" | "geojson") => Role::Map,
        ("programmes", "yaml") => Role::Programme,
        ("programmes", "md") => Role::ProgrammeBody,
        ("forms", "yaml") => Role::Form,
        ("reports", "yaml") => Role::Reports,
        ("snapshots", "yaml") => Role::Snapshots,
        ("initiatives", "md") => Role::Initiative,
        ("initiatives", "yaml") => Role::Initiatives,
        ("news", "md") => Role::News,
        ("pages", "md") => Role::Page,
        ("news" | "initiatives" | "pages", ending) if BESIDE.contains(&ending) => Role::Media,
        ("reports", _) if Format::of(name).is_some() => Role::Reports,
        ("snapshots", _) if Format::of(name).is_some() => Role::Snapshots,
        ("initiatives", _) if Format::of(name).is_some() => Role::Initiatives,
        ("", _) if Format::of(name).is_some() && name.starts_with("units.") => Role::Units,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Lang;

    #[test]
    fn roles_by_folder_and_ending() {
        assert_eq!(role("content/site.yaml"), Ok(Role::Site));
        assert_eq!(role("content/units.yml"), Ok(Role::Units));
        assert_eq!(role("content/news/2022/a.md"), Ok(Role::News));
        assert_eq!(role("content/news/2022/a.en.md"), Ok(Role::Translation));
        assert_eq!(
            translation("content/news/a/index.en.md"),
            Some(("content/news/a/index.md".into(), Lang::En))
        );
        assert_eq!(
            (
                translation("content/news/a.b.md"),
                translation("content/news/en.md")
            ),
            (None, None)
        );
        assert_eq!(role("content/news/2022/a.JPG"), Ok(Role::Media));
        assert_eq!(role("content/reports/a.XLSX"), Ok(Role::Reports));
        assert_eq!(role("content/units.csv"), Ok(Role::Units));
        assert_eq!(
            role("content/initiatives/2022/a.ods"),
            Ok(Role::Initiatives)
        );
        assert!(matches!(
            role("content/news/a.xlsx"),
            Err(Problem::UnknownFile { .. })
        ));
        assert_eq!(
            table_of("content/initiatives/a.xlsx.yaml"),
            Some("content/initiatives/a.xlsx")
        );
        assert_eq!(table_of("content/initiatives/a.yaml"), None);
        assert!(matches!(
            role("content/notes.txt"),
            Err(Problem::UnknownFile { .. })
        ));
        assert!(
            hidden("content/.DS_Store")
                && hidden("content/initiatives/~$a.xlsx")
                && !hidden("content/a.md")
        );
    }
}
