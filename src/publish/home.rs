//! Where a site's output lies, and where everything is kept that belongs to it and is not public.
//!
//! Readers get all that is below the output. So it holds one file of ours, the list of what is
//! public (`.tiendo/manifest.txt`); what waits, what was replaced, and the full list lie in the
//! state: `<root>/.tiendo/publish/<output>/` for an output below the root, else `.<name>.tiendo/`
//! beside it. Both are on one disk, because files are put in their place by renaming.

use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::base::hash;

/// Our folder in the output. Paths of a manifest that begin with it are kept in the state.
pub(super) const FOLDER: &str = ".tiendo";
/// The list of what is public, below [`FOLDER`], and the full list, in the state.
pub(super) const NAME: &str = "manifest.txt";
/// What the full list shall be, while a commit is under way.
pub(super) const NEXT: &str = "next.txt";
/// What the public list shall be.
pub(super) const PUBLIC_NEXT: &str = "public.txt";
/// Where changed files wait, each at its path in the output.
pub(super) const STAGE: &str = "stage";
/// What the publish before had where the last one has something else.
pub(super) const PREVIOUS: &str = "previous";
/// The same of a commit that is under way or about to begin.
pub(super) const REPLACED: &str = "replaced";
/// Held by a build or a rollback while it works.
pub(super) const LOCK: &str = "lock";
/// Renamed into the output before a commit, and deleted: whether that can be done.
pub(super) const TRY: &str = "try";
/// Files that builds keep for the next one and no one else is to read.
pub(super) const OWN: &str = "own";

/// Names of the state below the root: a folder for each output.
const STATES: &str = ".tiendo/publish";
/// The one output that lies in `.tiendo/`: what `serve` shows.
const SERVED: &str = ".tiendo/serve";
/// Folders of a site into which no output goes, besides content/ and themes/.
const OURS: [&str; 3] = [FOLDER, ".git", REJECTS];
/// Where rows that were left out of tables are kept.
const REJECTS: &str = "rejects";
/// Longest name of a state; file systems take 255 bytes.
const LONGEST: usize = 200;

/// An output, and the folder of what is kept for it.
#[derive(Debug, Clone)]
pub struct Home {
    output: PathBuf,
    state: PathBuf,
    own: PathBuf,
}

impl Home {
    /// The home of `output`, a folder of the site at `root`. Nothing is written.
    ///
    /// # Errors
    /// When the output is the root, content/, themes/ or another folder of the site, lies in one of
    /// them or above one, through links too; or when it is a disk of its own, so that nothing can
    /// be kept beside it.
    pub fn new(root: &Path, output: &Path) -> Result<Self> {
        let (whole_root, whole_output) = (resolved(root)?, resolved(output)?);
        refuse(&whole_root, &whole_output, output)?;
        refuse_output_of_another(&whole_root, &whole_output)?;
        let state = state_of(&whole_root, &whole_output, output)?;
        refuse_links(root, output, &state)?;
        Ok(Self {
            output: output.to_owned(),
            own: state.join(OWN),
            state,
        })
    }

    /// The folder that is published.
    pub fn output(&self) -> &Path {
        &self.output
    }

    /// The folder of what is kept for it.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// A file of the state.
    pub(super) fn kept(&self, name: &str) -> PathBuf {
        self.state.join(name)
    }

    /// The list of what is public.
    pub(super) fn public(&self) -> PathBuf {
        public_list(&self.output)
    }

    /// The folder that a path of a manifest starts from, and the path below it.
    pub(super) fn split<'a>(&'a self, path: &'a str) -> (&'a Path, &'a str) {
        match own_path(path) {
            Some(below) => (&self.own, below),
            None => (&self.output, path),
        }
    }

    /// Where the file or folder of a manifest's path is.
    pub(super) fn place(&self, path: &str) -> PathBuf {
        let (base, below) = self.split(path);
        if below.is_empty() {
            return base.to_owned();
        }
        base.join(below)
    }

    /// Makes the folders of the state. Others than the owner and the group need not look into them:
    /// beside an output a web server may be able to.
    ///
    /// # Errors
    /// When they cannot be made.
    pub(super) fn make(&self) -> Result<()> {
        self.state.parent().map(folder).transpose()?;
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt as _;
            builder.mode(0o770);
        }
        match builder.create(&self.state) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                Err(error).with_context(|| format!("cannot make {}", self.state.display()))?;
            }
            _ => {}
        }
        folder(&self.own)?;
        folder(&self.output.join(FOLDER))
    }

    /// Whether the output holds nothing, or is not there: what is kept then describes nothing.
    pub(super) fn is_empty(&self) -> bool {
        let inside = entries(&self.output);
        inside.iter().all(|path| path.ends_with(FOLDER))
            && entries(&self.output.join(FOLDER)).is_empty()
    }

    /// Takes away what a build made that published nothing, where nothing was before it.
    pub(super) fn leave_no_trace(&self) {
        if self.kept(NAME).exists() || self.kept(NEXT).exists() {
            return;
        }
        // Each of these may not be there, or hold something: then it stays.
        let _ = fs::remove_file(self.kept(LOCK));
        let states = self.state.parent().filter(|above| above.ends_with(STATES));
        for folder in [&*self.own, &*self.state].into_iter().chain(states) {
            let _ = fs::remove_dir(folder);
        }
        let _ = fs::remove_dir(self.output.join(FOLDER));
        let _ = fs::remove_dir(&self.output);
    }
}

/// The list of what is public in an output.
pub(super) fn public_list(output: &Path) -> PathBuf {
    output.join(FOLDER).join(NAME)
}

/// A manifest's path below [`OWN`]; nothing for what is public.
pub(super) fn own_path(path: &str) -> Option<&str> {
    let below = path.strip_prefix(FOLDER)?;
    if below.is_empty() {
        return Some(below);
    }
    below.strip_prefix('/')
}

/// Refuses a folder as the target of a deployment when it belongs to a site: that of `output`, that
/// of the folder in which the program was called, or one that it lies in itself.
///
/// # Errors
/// As [`Home::new`] for each of these sites.
pub fn refuse_target(target: &Path, output: &Path) -> Result<()> {
    let (whole_target, whole_output) = (resolved(target)?, resolved(output)?);
    let here = resolved(Path::new("."))?;
    let near = whole_output.parent().into_iter().chain([&*here]);
    let near = near.filter(|folder| folder.join("content").is_dir());
    let above = whole_target.ancestors().chain(whole_output.ancestors());
    let above = above.filter(|folder| folder.join("content/site.yaml").is_file());
    for root in near.chain(above) {
        refuse(root, &whole_target, target)?;
    }
    Ok(())
}

/// Refuses links in the folders that a program writes into by itself: Git keeps links, so that a
/// change of the site could let a build write over anybody's files.
fn refuse_links(root: &Path, output: &Path, state: &Path) -> Result<()> {
    let mut paths = vec![state.to_owned(), output.join(FOLDER)];
    paths.extend(entries(state));
    for name in [FOLDER, REJECTS] {
        let folder = root.join(name);
        if !folder.is_symlink() {
            for inner in entries(&folder) {
                // `.tiendo/serve` is an output, which is looked at where it is written.
                if !inner.is_symlink() && !inner.ends_with(SERVED) {
                    paths.extend(entries(&inner));
                }
                paths.push(inner);
            }
        }
        paths.push(folder);
    }
    match paths.iter().find(|path| path.is_symlink()) {
        Some(link) => bail!(
            "{}: a link is where the program keeps its own files; delete it and build again · \
             chỗ này phải là thư mục hoặc tệp của chương trình nhưng lại là liên kết; hãy xóa liên \
             kết rồi dựng lại",
            link.display()
        ),
        None => Ok(()),
    }
}

/// Refuses an output in the place of a site's own folders, in them or above them.
fn refuse(root: &Path, output: &Path, shown: &Path) -> Result<()> {
    let shown = shown.display();
    if inside(root, output) {
        bail!(
            "{shown} is the folder of the site itself or one above it; choose a folder that holds \
             nothing else, such as output · đây là thư mục gốc của trang hoặc thư mục chứa nó; hãy \
             chọn một thư mục riêng, ví dụ output"
        );
    }
    for name in ["content", "themes"] {
        let sources = resolved(&root.join(name))?;
        if inside(output, &sources) || inside(&sources, output) {
            bail!(
                "{shown} and {name}/ are one within the other; choose a folder that holds nothing \
                 else, such as output · thư mục này và {name}/ nằm trong nhau; hãy chọn một thư \
                 mục riêng, ví dụ output"
            );
        }
    }
    let served = same(output, &root.join(SERVED));
    if let Some(name) = OURS
        .iter()
        .find(|name| !served && inside(output, &root.join(name)))
    {
        bail!(
            "{shown} lies in {name}/, which has a purpose of its own; choose another folder, such \
             as output · thư mục này nằm trong {name}/ vốn dùng vào việc khác; hãy chọn thư mục \
             khác, ví dụ output"
        );
    }
    Ok(())
}

/// Refuses an output into which another site publishes: its list would be taken for ours, and its
/// pages for pages that left the content.
fn refuse_output_of_another(root: &Path, output: &Path) -> Result<()> {
    for other in output.ancestors().filter(|other| !same(other, root)) {
        let below = output.strip_prefix(other).unwrap_or(output);
        let list = other.join(STATES).join(state_name(below)).join(NAME);
        if list.is_file() {
            bail!(
                "{} is the output of another site, {}; choose another --output. If that site is \
                 given up, delete {} · thư mục này là nơi xuất của một trang khác; hãy chọn \
                 --output khác, hoặc xóa tệp vừa nêu nếu trang ấy không dùng nữa",
                output.display(),
                other.display(),
                list.display()
            );
        }
    }
    Ok(())
}

/// Whether a folder is `place` or lies below it. Both are resolved.
fn inside(folder: &Path, place: &Path) -> bool {
    folder.ancestors().any(|above| same(above, place))
}

/// What is in a folder; nothing in one that is not there or cannot be read.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

/// Whether two resolved paths name one folder: by their letters, large or small, as Windows and
/// macOS compare them, or by the number on the disk (a mount of the same folder).
fn same(one: &Path, other: &Path) -> bool {
    let [folded_one, folded_other] = [one, other].map(|path| path.to_string_lossy().to_lowercase());
    if folded_one == folded_other {
        return true;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let (Ok(one_is), Ok(other_is)) = (fs::metadata(one), fs::metadata(other)) else {
            return false;
        };
        one_is.dev() == other_is.dev() && one_is.ino() == other_is.ino()
    }
    #[cfg(not(unix))]
    false
}

/// A path without links, `.` and `..`, as far as it is there.
fn resolved(path: &Path) -> Result<PathBuf> {
    let whole = std::path::absolute(path).with_context(|| path.display().to_string())?;
    let mut found = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::ParentDir => {
                found.pop();
            }
            Component::Normal(name) => {
                found.push(name);
                if let Ok(real) = found.canonicalize() {
                    found = real;
                }
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir => found.push(part),
        }
    }
    Ok(found)
}

/// The folder of what is kept for an output. All paths are resolved but `shown`.
fn state_of(root: &Path, output: &Path, shown: &Path) -> Result<PathBuf> {
    if let Ok(below) = output.strip_prefix(root) {
        let state = root.join(STATES).join(state_name(below));
        if one_disk(&state, output) {
            return Ok(state);
        }
    }
    let name = output.file_name().unwrap_or(OsStr::new("output"));
    let beside = output.with_file_name(format!(".{}.tiendo", name.to_string_lossy()));
    if !one_disk(&beside, output) {
        bail!(
            "{} is a disk of its own; tiendo keeps what is not published yet beside the output, on \
             the same disk: choose a folder below it, such as {} · thư mục xuất là một ổ đĩa \
             riêng; tiendo giữ phần chưa đăng ở cạnh thư mục xuất, trên cùng ổ đĩa: hãy chọn một \
             thư mục bên trong nó",
            shown.display(),
            shown.join("site").display()
        );
    }
    Ok(beside)
}

/// `output` stays, `a/b` becomes `a%2Fb`: no two folders have one name.
fn state_name(below: &Path) -> String {
    let parts: Vec<String> = below
        .iter()
        .map(|part| part.to_string_lossy().replace('%', "%25"))
        .collect();
    let name = parts.join("%2F");
    if name.len() > LONGEST {
        return hash::short(name.as_bytes());
    }
    name
}

/// Whether two places, which need not be there yet, are on one disk. Where the system does not say,
/// a file that cannot be renamed says so later, before anything is visible.
fn one_disk(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        disk(one) == disk(other)
    }
    #[cfg(not(unix))]
    {
        one.components().next() == other.components().next()
    }
}

/// The number of the disk of a place, or of the nearest folder above it that is there.
#[cfg(unix)]
fn disk(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    let mut there = path
        .ancestors()
        .filter_map(|above| fs::metadata(above).ok());
    there.next().map(|about| about.dev())
}

/// Makes a folder and those above it.
pub(super) fn folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).with_context(|| format!("cannot make {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A site in a folder of its own.
    fn root() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for path in ["content/media", "themes/default", ".git", "elsewhere"] {
            fs::create_dir_all(root.path().join(path)).unwrap();
        }
        root
    }

    #[test]
    fn folders_of_the_site_are_refused_however_they_are_written() {
        let folder = root();
        let root = folder.path();
        for bad in [
            "",
            ".",
            "..",
            "content",
            "content/media/out",
            "content/../content/media",
            "elsewhere/..",
            "elsewhere/../content/new",
            "Content/out",
            "CONTENT",
            "themes",
            "themes/default/out",
            ".git",
            ".git/out",
            ".tiendo",
            ".tiendo/memory",
            ".tiendo/publish/output",
            "rejects",
        ] {
            assert!(Home::new(root, &root.join(bad)).is_err(), "{bad}");
            assert!(!root.join(".tiendo").exists(), "{bad}");
        }
        assert!(Home::new(root, Path::new("/")).is_err());
        for good in ["output", "a/b", "content-2", ".tiendo/serve", "themes.old"] {
            assert!(Home::new(root, &root.join(good)).is_ok(), "{good}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn nothing_is_kept_behind_a_link() {
        use std::os::unix::fs::symlink;
        for linked in [
            ".tiendo",
            ".tiendo/memory",
            ".tiendo/memory/texts",
            ".tiendo/publish",
            ".tiendo/publish/output",
            ".tiendo/publish/output/own",
            ".tiendo/imports",
            "rejects",
            "rejects/initiatives",
        ] {
            let (folder, other) = (root(), tempfile::tempdir().unwrap());
            let link = folder.path().join(linked);
            fs::create_dir_all(link.parent().unwrap()).unwrap();
            symlink(other.path(), &link).unwrap();
            let refused = Home::new(folder.path(), &folder.path().join("output"));
            assert!(
                refused.unwrap_err().to_string().contains("liên kết"),
                "{linked}"
            );
        }
        let folder = root();
        fs::create_dir_all(folder.path().join(".tiendo/memory/texts")).unwrap();
        assert!(Home::new(folder.path(), &folder.path().join("output")).is_ok());
    }

    #[test]
    #[cfg(unix)]
    fn links_do_not_hide_a_folder_of_the_site() {
        use std::os::unix::fs::symlink;
        let (folder, other) = (root(), tempfile::tempdir().unwrap());
        let root = folder.path();
        symlink(root.join("content"), root.join("to-content")).unwrap();
        symlink(root, other.path().join("to-root")).unwrap();
        fs::remove_dir_all(root.join("themes")).unwrap();
        fs::create_dir(other.path().join("themes")).unwrap();
        symlink(other.path().join("themes"), root.join("themes")).unwrap();
        let elsewhere = other.path().to_owned();
        for bad in [
            root.join("to-content"),
            root.join("to-content/out"),
            elsewhere.join("to-root"),
            elsewhere.join("to-root/content/out"),
            // content/ and themes/ may be links themselves.
            elsewhere.join("themes/out"),
            elsewhere.clone(),
        ] {
            assert!(Home::new(root, &bad).is_err(), "{}", bad.display());
        }
        assert!(Home::new(root, &elsewhere.join("out")).is_ok());
        // The site may be named by a link, too.
        let by_link = elsewhere.join("to-root");
        assert!(Home::new(&by_link, &root.join("content/out")).is_err());
    }

    #[test]
    fn each_output_has_a_state_of_its_own() {
        let folder = root();
        let root = folder.path();
        let state = |output: &str| Home::new(root, &root.join(output)).unwrap().state;
        let states = root.canonicalize().unwrap().join(STATES);
        assert_eq!(state("output"), states.join("output"));
        assert_eq!(state("a/b"), states.join("a%2Fb"));
        assert_eq!(state("a%2Fb"), states.join("a%252Fb"));
        let other = tempfile::tempdir().unwrap();
        let home = Home::new(root, &other.path().join("www")).unwrap();
        let beside = other.path().canonicalize().unwrap().join(".www.tiendo");
        assert_eq!(home.state, beside);
    }

    #[test]
    fn targets_of_a_deployment_are_no_folders_of_a_site() {
        let folder = root();
        let root = folder.path();
        fs::write(root.join("content/site.yaml"), "title: A\n").unwrap();
        let output = root.join("output");
        let other = tempfile::tempdir().unwrap();
        fs::create_dir_all(other.path().join("content")).unwrap();
        fs::write(other.path().join("content/site.yaml"), "title: B\n").unwrap();
        for bad in [
            root.join("content"),
            root.join("content/media/x"),
            root.to_owned(),
            root.join("themes/x"),
            other.path().join("content/x"),
            other.path().to_owned(),
        ] {
            assert!(refuse_target(&bad, &output).is_err(), "{}", bad.display());
        }
        assert!(refuse_target(&root.join("public"), &output).is_ok());
    }
}
