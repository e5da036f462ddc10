//! Changes below content/ and themes/.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

const FOLDERS: [&str; 2] = ["content", "themes"];

/// How long a burst of changes must have been over before a build begins.
const CALM: Duration = Duration::from_millis(8);

/// A burst longer than this is cut.
const PATIENCE: Duration = Duration::from_secs(1);

/// Watches a site.
pub(super) struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
    signal: Arc<Signal>,
}

#[derive(Default)]
struct Signal {
    /// Something changed. Holds one permit, so changes during a build mean one more build.
    changed: Notify,
    /// One of the folders came, went or was replaced: the system has forgotten its watch.
    moved: AtomicBool,
}

impl Watch {
    /// Begins to watch.
    pub(super) fn new(root: &Path) -> Result<Self> {
        let root = root
            .canonicalize()
            .with_context(|| root.display().to_string())?;
        let signal = Arc::new(Signal::default());
        let (sender, below) = (signal.clone(), root.clone());
        let mut watcher = notify::recommended_watcher(move |event| sender.take(&below, event))?;
        // The root itself, for folders that are not there yet.
        watcher.watch(&root, RecursiveMode::NonRecursive)?;
        let mut watch = Self {
            root,
            watcher,
            signal,
        };
        watch.folders();
        Ok(watch)
    }

    /// Waits for a change. To stop waiting loses none.
    pub(super) async fn begun(&self) {
        self.signal.changed.notified().await;
    }

    /// Waits for the end of a burst of changes.
    pub(super) async fn calm(&mut self) {
        let burst = async { while timeout(CALM, self.signal.changed.notified()).await.is_ok() {} };
        tokio::select! { () = burst => {}, () = sleep(PATIENCE) => {} }
        if self.signal.moved.swap(false, Ordering::AcqRel) {
            self.folders();
        }
    }

    fn folders(&mut self) {
        for folder in FOLDERS.map(|folder| self.root.join(folder)) {
            // An old watch may be left or not; a folder that is not there shows up in the root's
            // events.
            let _ = self.watcher.unwatch(&folder);
            let _ = self.watcher.watch(&folder, RecursiveMode::Recursive);
        }
    }
}

impl Signal {
    fn take(&self, root: &Path, event: notify::Result<Event>) {
        // An error may stand for events that were lost.
        let Ok(event) = event else {
            return self.changed.notify_one();
        };
        if event.kind.is_access() {
            return;
        }
        if event
            .paths
            .iter()
            .any(|path| FOLDERS.iter().any(|folder| *path == root.join(folder)))
        {
            self.moved.store(true, Ordering::Release);
        }
        if event.need_rescan() || event.paths.iter().any(|path| matters(root, path)) {
            self.changed.notify_one();
        }
    }
}

/// Whether a file can change the site: not what editors leave beside it while they write.
fn matters(root: &Path, path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    FOLDERS
        .iter()
        .any(|folder| path.starts_with(root.join(folder)))
        && !name.starts_with('.')
        && !name.starts_with("~$")
        && !name.ends_with('~')
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const SOON: Duration = Duration::from_secs(10);

    #[test]
    fn what_matters() {
        let root = Path::new("/site");
        for yes in [
            "/site/content/a.md",
            "/site/themes",
            "/site/themes/default/css/a.css",
        ] {
            assert!(matters(root, yes.as_ref()), "{yes}");
        }
        for no in [
            "/site/output/a.html",
            "/site/.tiendo/serve/a.html",
            "/site/content/.a.md.swp",
            "/site/content/a.md~",
        ] {
            assert!(!matters(root, no.as_ref()), "{no}");
        }
    }

    #[tokio::test]
    async fn sees_folders_that_come_later() {
        async fn changed(watch: &mut Watch) {
            watch.begun().await;
            watch.calm().await;
        }
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        let mut watch = Watch::new(root.path()).unwrap();
        fs::create_dir(root.path().join("content/news")).unwrap();
        timeout(SOON, changed(&mut watch)).await.unwrap();
        fs::create_dir(root.path().join("themes")).unwrap();
        timeout(SOON, changed(&mut watch)).await.unwrap();
        fs::create_dir(root.path().join("themes/default")).unwrap();
        timeout(SOON, changed(&mut watch)).await.unwrap();
        fs::create_dir(root.path().join("output")).unwrap();
        assert!(
            timeout(Duration::from_millis(200), changed(&mut watch))
                .await
                .is_err()
        );
    }
}
