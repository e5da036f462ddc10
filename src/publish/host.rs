//! What hosts take, held against a site before anything of it is uploaded.

use std::collections::{BTreeMap, BTreeSet};

pub use crate::diag::HostLimit as Finding;

/// Where a site is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// A server of one's own with nginx.
    Nginx,
    /// A server of one's own with Caddy.
    Caddy,
    /// GitHub Pages.
    GithubPages,
    /// Cloudflare Pages without payment.
    CloudflarePages,
    /// Cloudflare Pages with the Workers Paid plan.
    CloudflarePagesPaid,
    /// Netlify.
    Netlify,
}

/// The limits that a host publishes; `None` where it has none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// Files of a site.
    pub files: Option<u64>,
    /// Bytes of one file.
    pub file_bytes: Option<u64>,
    /// Bytes of a site.
    pub total_bytes: Option<u64>,
    /// Files that are directly in one folder.
    pub folder_files: Option<u64>,
}

impl Host {
    /// What the host takes.
    ///
    /// - GitHub Pages: “Published GitHub Pages sites may be no larger than 1 GB” (<https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits>,
    ///   read 2026-11-25). Taken as 10⁹ bytes. Its 10 minutes for a deployment depend on the day
    ///   and are not checked.
    /// - Cloudflare Pages: “up to 20,000 files on the Free plan”, “Workers Paid plans can have up to 100,000 files per
    ///   site”, “the maximum file size for a single Cloudflare Pages site asset is 25 MiB”
    ///   (<https://developers.cloudflare.com/pages/platform/limits/>, read 2026-11-25).
    /// - Netlify: “we do have a limit of 54,000 files per directory”, and none on the files of a deploy
    ///   (<https://docs.netlify.com/site-deploys/overview>, read 2026-11-25).
    /// - nginx and Caddy serve what the disk holds: its bytes, and an inode for each file and
    ///   folder.
    pub fn limits(self) -> Limits {
        match self {
            Self::Nginx | Self::Caddy => Limits::default(),
            Self::GithubPages => Limits {
                total_bytes: Some(1_000_000_000),
                ..Limits::default()
            },
            Self::CloudflarePages => Limits {
                files: Some(20_000),
                file_bytes: Some(25 << 20),
                ..Limits::default()
            },
            Self::CloudflarePagesPaid => Limits {
                files: Some(100_000),
                ..Self::CloudflarePages.limits()
            },
            Self::Netlify => Limits {
                folder_files: Some(54_000),
                ..Limits::default()
            },
        }
    }

    /// The host's name as it writes it itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Caddy => "Caddy",
            Self::GithubPages => "GitHub Pages",
            Self::CloudflarePages => "Cloudflare Pages (Free)",
            Self::CloudflarePagesPaid => "Cloudflare Pages (Workers Paid)",
            Self::Netlify => "Netlify",
        }
    }
}

/// What a site comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Census {
    /// Files.
    pub files: u64,
    /// Folders below the site's own.
    pub folders: u64,
    /// Bytes of all files.
    pub bytes: u64,
    /// The largest files with their bytes, the largest first.
    pub largest: Vec<(String, u64)>,
}

/// This many of the largest files are named.
const NAMED: usize = 5;

/// What is not uploaded: the build's own folder.
fn seen<'a>(files: impl Iterator<Item = (&'a str, u64)>) -> impl Iterator<Item = (&'a str, u64)> {
    files.filter(|(path, _)| !path.starts_with(".tiendo/"))
}

/// The limits of `host` that a site passes. `files` are paths below the output with their bytes.
pub fn check<'a>(host: Host, files: impl Iterator<Item = (&'a str, u64)>) -> Vec<Finding> {
    let limits = host.limits();
    let (mut count, mut total) = (0, 0);
    let mut folders: BTreeMap<&str, u64> = BTreeMap::new();
    let mut large = Vec::new();
    for (path, bytes) in seen(files) {
        count += 1;
        total += bytes;
        *folders
            .entry(path.rsplit_once('/').map_or("", |(folder, _)| folder))
            .or_default() += 1;
        if let Some(limit) = limits.file_bytes.filter(|limit| bytes > *limit) {
            large.push(Finding::FileSize {
                path: path.to_owned(),
                bytes,
                limit,
            });
        }
    }
    let mut findings = Vec::new();
    if let Some(limit) = limits.files.filter(|limit| count > *limit) {
        findings.push(Finding::Files { count, limit });
    }
    if let Some(limit) = limits.total_bytes.filter(|limit| total > *limit) {
        findings.push(Finding::Total {
            bytes: total,
            limit,
        });
    }
    for (folder, count) in folders {
        if let Some(limit) = limits.folder_files.filter(|limit| count > *limit) {
            findings.push(Finding::Folder {
                folder: folder.to_owned(),
                count,
                limit,
            });
        }
    }
    findings.extend(large);
    findings
}

/// Counts a site. `files` are paths below the output with their bytes.
pub fn census<'a>(files: impl Iterator<Item = (&'a str, u64)>) -> Census {
    let mut census = Census::default();
    let mut folders = BTreeSet::new();
    let mut largest: Vec<(u64, &str)> = Vec::with_capacity(NAMED + 1);
    for (path, bytes) in seen(files) {
        census.files += 1;
        census.bytes += bytes;
        folders.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
        let place = largest.partition_point(|(other, name)| (*other, path) > (bytes, *name));
        largest.insert(place, (bytes, path));
        largest.truncate(NAMED);
    }
    census.folders = folders.len() as u64;
    census.largest = largest
        .into_iter()
        .map(|(bytes, path)| (path.to_owned(), bytes))
        .collect();
    census
}

#[cfg(test)]
mod tests {
    use super::*;

    /// This many files of one byte in a folder.
    fn flat(folder: &str, count: u64) -> Vec<(String, u64)> {
        (0..count)
            .map(|n| (format!("{folder}{n}.html"), 1))
            .collect()
    }

    fn of(host: Host, files: &[(String, u64)]) -> Vec<Finding> {
        check(host, files.iter().map(|(path, bytes)| (&**path, *bytes)))
    }

    #[test]
    fn a_limit_may_be_reached_but_not_passed() {
        assert_eq!(of(Host::CloudflarePages, &flat("a/", 20_000)), []);
        let files = flat("a/", 20_001);
        assert_eq!(
            of(Host::CloudflarePages, &files),
            [Finding::Files {
                count: 20_001,
                limit: 20_000
            }]
        );
        assert_eq!(of(Host::CloudflarePagesPaid, &files), []);
        let large = |bytes| vec![("media/a.pdf".to_owned(), bytes)];
        assert_eq!(of(Host::CloudflarePages, &large(25 << 20)), []);
        assert!(matches!(
            &of(Host::CloudflarePages, &large((25 << 20) + 1))[..],
            [Finding::FileSize { .. }]
        ));
        assert_eq!(of(Host::GithubPages, &large(1_000_000_000)), []);
        assert!(matches!(
            &of(Host::GithubPages, &large(1_000_000_001))[..],
            [Finding::Total { .. }]
        ));
    }

    #[test]
    fn folders_are_counted_each_for_itself() {
        let mut files = flat("sang-kien/", 54_000);
        files.extend(flat("sang-kien/a/", 54_000));
        assert_eq!(of(Host::Netlify, &files), []);
        files.push(("sang-kien/x.html".into(), 1));
        let finding = Finding::Folder {
            folder: "sang-kien".into(),
            count: 54_001,
            limit: 54_000,
        };
        assert_eq!(of(Host::Netlify, &files), [finding]);
    }

    #[test]
    fn a_server_of_ones_own_has_no_limit() {
        let files = vec![("a.bin".to_owned(), u64::from(u32::MAX) * 9)];
        assert!(of(Host::Nginx, &files).is_empty() && of(Host::Caddy, &files).is_empty());
    }

    #[test]
    fn what_is_not_uploaded_is_not_counted() {
        let files = [
            ("a/b/c.html", 2),
            ("a/d.html", 3),
            ("e.css", 9),
            (".tiendo/tables.json", 1 << 40),
        ];
        let census = census(files.into_iter());
        assert_eq!((census.files, census.folders, census.bytes), (3, 2, 14));
        assert_eq!(census.largest[0], ("e.css".into(), 9));
        assert!(check(Host::GithubPages, files.into_iter()).is_empty());
    }
}
