//! Where site.yaml says that the site goes, and the way there.

use std::path::Path;

use anyhow::Result;

use crate::edit::{ContentPath, Document, Value};

/// The target in `deploy:` of site.yaml; none where the site is not sent anywhere.
pub(super) fn target(root: &Path) -> Option<String> {
    field(root, "deploy")
}

fn field(root: &Path, key: &str) -> Option<String> {
    let path = ContentPath::new("content/site.yaml").ok()?;
    let record = Document::open(root, &path).ok()?.record(0).ok()?;
    match record.get(key) {
        Some(Value::Text(text)) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    }
}

/// Sends the output; how many files were sent and deleted. `watch` gets how many more were sent,
/// and how many more there are.
///
/// # Errors
/// As [`crate::deploy::deploy`].
#[cfg(feature = "deploy")]
pub(super) fn send(
    root: &Path,
    target: &str,
    watch: &dyn Fn(usize, usize),
) -> Result<(usize, usize)> {
    use crate::deploy::{Event, Order, Target, deploy};

    let mut target = Target::parse(target).map_err(anyhow::Error::msg)?;
    // A folder is beside content/, wherever the desk was started.
    if let Target::Folder(folder) = &target {
        target = Target::Folder(root.join(folder));
    }
    let order = Order {
        output: root.join("output"),
        target,
        endpoint: None,
        host_key: field(root, "deploy_host_key"),
        dry_run: false,
    };
    let done = deploy(&order, &|event| match event {
        Event::Files(files) => watch(0, files),
        Event::Sent(files) => watch(files, 0),
    })?;
    Ok((done.sent.len(), done.deleted.len()))
}

/// A program without `deploy` sends nothing.
///
/// # Errors
/// Always.
#[cfg(not(feature = "deploy"))]
pub(super) fn send(_: &Path, _: &str, _: &dyn Fn(usize, usize)) -> Result<(usize, usize)> {
    anyhow::bail!(
        "this tiendo was built without the feature `deploy` · bản tiendo này dịch không có tính năng \
         `deploy`"
    )
}
