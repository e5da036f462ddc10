//! The site on its way to where site.yaml says that it goes.

use std::path::Path;

use anyhow::Result;

use crate::pipeline::DeployTo;

/// Sends the output; how many files were sent and deleted. `watch` gets how many more were sent,
/// and how many more there are.
///
/// # Errors
/// As [`crate::deploy::deploy`].
#[cfg(feature = "deploy")]
pub(super) fn send(
    root: &Path,
    to: &DeployTo,
    watch: &dyn Fn(usize, usize),
) -> Result<(usize, usize)> {
    use crate::deploy::{Event, Order, Target, deploy};

    let order = Order {
        output: root.join("output"),
        target: Target::of_site(&to.target, root).map_err(anyhow::Error::msg)?,
        endpoint: None,
        host_key: to.host_key.clone(),
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
pub(super) fn send(_: &Path, _: &DeployTo, _: &dyn Fn(usize, usize)) -> Result<(usize, usize)> {
    anyhow::bail!(
        "this tiendo was built without the feature `deploy` · bản tiendo này dịch không có tính năng \
         `deploy`"
    )
}
