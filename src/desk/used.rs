//! Which photos and documents content/ has, and which texts and records name them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use arcstr::ArcStr;

use crate::base::Stat;
use crate::diag::Problems;
use crate::pipeline;
use crate::source::{self, Role, Source};

/// Texts are read again only when they changed.
#[derive(Debug, Default)]
pub(super) struct Used {
    texts: BTreeMap<ArcStr, (Stat, BTreeSet<String>)>,
    /// What there was the last time that somebody looked.
    known: Option<Vec<Media>>,
}

/// A photo or document.
#[derive(Debug, Clone)]
pub(super) struct Media {
    /// Path below the root.
    pub(super) path: String,
    /// Bytes.
    pub(super) size: u64,
    /// Files that name it, below the root.
    pub(super) named_by: Vec<String>,
}

impl Used {
    /// All photos and documents, by their paths.
    pub(super) fn all(&mut self, root: &Path) -> Vec<Media> {
        // What is wrong with files is the concern of `check`.
        let sources = source::discover(root, &mut Problems::default());
        let mut texts = BTreeMap::new();
        let mut media = Vec::new();
        for source in sources {
            if source.role == Role::Media {
                media.push(source);
            } else if is_text(&source.path) {
                let kept = self.texts.remove(&source.path);
                let fresh = match kept {
                    Some((stat, names)) if stat == source.stat => (stat, names),
                    _ => (source.stat, names(&source)),
                };
                texts.insert(source.path, fresh);
            }
        }
        self.texts = texts;
        let mut by_name: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (text, (_, names)) in &self.texts {
            for name in names {
                by_name.entry(name).or_default().push(text.to_string());
            }
        }
        let mut all = Vec::new();
        for source in media {
            all.push(Media {
                named_by: by_name.get(&*source.path).cloned().unwrap_or_default(),
                path: source.path.to_string(),
                size: source.stat.size,
            });
        }
        self.known = Some(all.clone());
        all
    }

    /// Photos and documents as they were when somebody looked last: a form need not wait for more.
    pub(super) fn known(&mut self, root: &Path) -> &[Media] {
        if self.known.is_none() {
            self.all(root);
        }
        self.known.as_deref().unwrap_or_default()
    }
}

fn is_text(path: &str) -> bool {
    [".md", ".yaml", ".yml"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

/// The paths of photos and documents that a file may name. A file that cannot be read names none,
/// which `check` reports.
fn names(source: &Source) -> BTreeSet<String> {
    let bytes = source::read(source).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let folder = source
        .path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let mut found = BTreeSet::new();
    // Names in YAML, with blanks in them too.
    let ends = |c: char| c.is_whitespace() || "\"'()<>[]{},;|`".contains(c);
    let ends_line = |c: char| c == '\n' || "\"'()<>[]{},;|`:".contains(c);
    for word in text.split(ends).chain(text.split(ends_line)) {
        let word = word.trim().trim_start_matches('/');
        let word = word.split(['?', '#']).next().unwrap_or(word);
        if !word.contains('.') {
            continue;
        }
        found.insert(
            if word.starts_with("media/") || word.starts_with("static/") {
                format!("content/{word}")
            } else {
                format!("{folder}/{}", word.trim_start_matches("./"))
            },
        );
    }
    // What a build reads in Markdown, with the escapes of addresses.
    let linked = pipeline::linked_files(&text, &source.path).into_iter();
    found.extend(linked.map(|path| format!("content/{path}")));
    found.retain(|path| source::role_of(path) == Some(Role::Media));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_records_name_files() {
        let root = tempfile::tempdir().unwrap();
        let put = |path: &str, text: &str| {
            let path = root.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            let mut options = std::fs::OpenOptions::new();
            crate::edit::replace(&path, text.as_bytes(), &mut options, None).unwrap();
        };
        put("content/media/a.jpg", "x");
        put("content/media/b.pdf", "x");
        put("content/media/c.jpg", "x");
        put("content/news/d.jpg", "x");
        put(
            "content/news/n.md",
            "---\nimage: {src: media/a.jpg, alt: A}\n---\n![D](d.jpg \"x\")\n",
        );
        put("content/pages/p.md", "[tệp](/media/b.pdf#page=2)\n");
        for name in ["e 1.jpg", "f 1.jpg", "g 1.jpg"] {
            put(&format!("content/media/{name}"), "x");
        }
        let text =
            "---\nimage:\n  src: media/e 1.jpg\n---\n![F](<media/f 1.jpg>) ![G](media/g%201.jpg)\n";
        put("content/news/o.md", text);
        let mut used = Used::default();
        let mut by_path = BTreeMap::new();
        for media in used.all(root.path()) {
            by_path.insert(media.path, media.named_by);
        }
        assert_eq!(by_path["content/media/a.jpg"], ["content/news/n.md"]);
        assert_eq!(by_path["content/media/b.pdf"], ["content/pages/p.md"]);
        assert_eq!(by_path["content/media/c.jpg"], Vec::<String>::new());
        assert_eq!(by_path["content/news/d.jpg"], ["content/news/n.md"]);
        for name in ["e 1.jpg", "f 1.jpg", "g 1.jpg"] {
            let path = format!("content/media/{name}");
            assert_eq!(by_path[&path], ["content/news/o.md"], "{name}");
        }
    }
}
