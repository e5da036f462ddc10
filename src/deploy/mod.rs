//! The output to where readers find it: changed files only, and nothing that breaks the site that
//! is up.
//!
//! The target keeps a record of what was sent to it (`.tiendo/deployed.gz`). A deployment is the
//! difference between the output and that record: assets first, pages after them, deletions, and
//! the new record at the very end. Before a batch of files is sent, a claim with their names is put
//! beside the record, so that a deployment that was cut off knows which files are its own and which
//! of them are there already.

mod ask_pass;
mod ftps;
mod headers;
mod http;
mod listed;
mod plan;
mod record;
mod rsync;
mod sftp;
mod store;
mod target;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::publish::{self, Published};
pub use ask_pass::answer as answer_to_ssh;
use plan::Plan;
use record::{Entry, Files};
pub use target::{ServerFolder, Target};

/// What is to be sent where.
#[derive(Debug, Clone)]
pub struct Order {
    /// The built site.
    pub output: PathBuf,
    /// Where it goes.
    pub target: Target,
    /// Address of an S3-compatible store, instead of Amazon's or that of `AWS_ENDPOINT_URL`.
    pub endpoint: Option<String>,
    /// The key that the server of a target `sftp://…` has to have, or the fingerprint of the
    /// certificate of one of `ftps://…`; without it what this computer trusts.
    pub host_key: Option<String>,
    /// Only say what would be done.
    pub dry_run: bool,
}

/// What happens during a deployment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// This many files will be sent.
    Files(usize),
    /// This many more were sent.
    Sent(usize),
}

/// What a deployment came to; with `dry_run`, what it would come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deployed {
    /// Paths and bytes of the files that were sent, in their order.
    pub sent: Vec<(String, u64)>,
    /// Paths that were deleted.
    pub deleted: Vec<String>,
    /// Files that were there already.
    pub unchanged: usize,
    /// Whether an earlier deployment had been cut off.
    pub resumed: bool,
}

/// A place that takes files. Paths are below its root, with `/` between their parts.
trait Remote {
    /// The record, and the claims of a deployment that did not come to its end, in their order.
    fn look(&self) -> Result<RemoteState>;
    /// Those of `files` that are there with exactly these bytes; a remote that compares while it
    /// sends, or that tells sizes alone, says none.
    fn holding(&self, _files: &[&Published]) -> Result<Vec<String>> {
        Ok(Vec::new())
    }
    /// Those of `files`, of which no record tells, in whose places something else is. `first` says
    /// that nothing was deployed there before; what was deployed before may be believed to be ours
    /// where a look is expensive.
    fn others(&self, output: &Path, files: &[&Published], first: bool) -> Result<Vec<String>>;
    /// Takes away what a transfer of these files that was cut off left beside them.
    fn clear(&self, files: &Files) -> Result<()>;
    /// Writes a file of the deployment's own.
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<()>;
    /// Sends files of the output.
    fn send(&self, output: &Path, files: &[&Published]) -> Result<()>;
    /// Deletes files; one that is gone already is not an error.
    fn delete(&self, paths: &[String]) -> Result<()>;
    /// Files and bytes that are sent under one claim.
    fn batch(&self) -> (usize, u64);
}

/// What a remote says of earlier deployments.
#[derive(Debug, Default)]
struct RemoteState {
    record: Files,
    claims: Vec<(String, Files)>,
}

/// Sends what changed since the last deployment to the target; `watch` is called with each batch.
///
/// # Errors
/// When the output holds no build, or the target cannot be reached or does not take files. What was
/// sent stays, and the next deployment goes on from there.
pub fn deploy(order: &Order, watch: &dyn Fn(Event)) -> Result<Deployed> {
    let files = publish::published(&order.output)?;
    let remote = open(order)?;
    let found = remote.look()?;
    let claims: Vec<String> = found.claims.iter().map(|(path, _)| path.clone()).collect();
    let last = found
        .claims
        .last()
        .map(|(_, files)| files.clone())
        .unwrap_or_default();
    let first = found.record.is_empty() && found.claims.is_empty();
    let mut known = settle(&*remote, found, &files)?;
    let plan = plan::plan(&files, &known);
    let new: Vec<&Published> = (plan.assets.iter().chain(&plan.pages))
        .filter(|file| !known.contains_key(&file.path))
        .copied()
        .collect();
    refuse_others(&remote.others(&order.output, &new, first)?)?;
    let deployed = Deployed {
        sent: plan
            .send()
            .map(|file| (file.path.clone(), file.bytes))
            .collect(),
        deleted: plan.delete.clone(),
        unchanged: files.len() - plan.assets.len() - plan.pages.len(),
        resumed: !claims.is_empty(),
    };
    if order.dry_run
        || (deployed.sent.is_empty() && deployed.deleted.is_empty() && !deployed.resumed)
    {
        return Ok(deployed);
    }
    if deployed.resumed {
        // One record instead of a record and claims: claims of two deployments could not be
        // kept apart.
        remote.clear(&last)?;
        remote.put(record::PATH, record::pack(&known)?)?;
        remote.delete(&claims)?;
    }
    watch(Event::Files(deployed.sent.len()));
    let claims = send(&*remote, &order.output, &plan, &mut known, watch)?;
    remote.delete(&plan.delete)?;
    plan.delete.iter().for_each(|path| drop(known.remove(path)));
    remote.put(record::PATH, record::pack(&known)?)?;
    remote.delete(&claims)?;
    Ok(deployed)
}

/// Refuses to write over files that no deployment put there: they belong to another site.
fn refuse_others(others: &[String]) -> Result<()> {
    let Some(first) = others.first() else {
        return Ok(());
    };
    let count = others.len();
    bail!(
        "{first} is at the target already, and no deployment put it there ({count} such files); \
         nothing was sent. Deploy to an empty folder, or move these files away if no one needs \
         them · ở đích đã có {first} không phải do tiendo gửi lên ({count} tệp như vậy); chưa gửi \
         gì. Hãy chọn thư mục trống, hoặc dời các tệp ấy đi nếu không ai cần nữa"
    );
}

/// What is at the target, as far as it is ours: the record, and what a deployment that was cut
/// off put there.
fn settle(remote: &dyn Remote, found: RemoteState, files: &[Published]) -> Result<Files> {
    let mut known = found.record;
    let last = found.claims.len().saturating_sub(1);
    for (number, (_, claim)) in found.claims.into_iter().enumerate() {
        if number < last {
            // The next batch was begun only after this one was there.
            known.extend(claim);
            continue;
        }
        let open: Vec<&Published> = files
            .iter()
            .filter(|file| claim.get(&file.path).is_some_and(|entry| entry.is(file)))
            .collect();
        let there = remote.holding(&open)?;
        known.extend(claim.into_keys().map(|path| (path, Entry::unknown())));
        known.extend(
            open.iter()
                .filter(|file| there.contains(&file.path))
                .map(|file| Entry::of(file)),
        );
    }
    Ok(known)
}

/// Sends all that the plan says, batch by batch; the paths of the claims.
fn send(
    remote: &dyn Remote,
    output: &Path,
    plan: &Plan<'_>,
    known: &mut Files,
    watch: &dyn Fn(Event),
) -> Result<Vec<String>> {
    let mut claims = Vec::new();
    for files in [&plan.assets, &plan.pages] {
        for batch in plan::batches(files, remote.batch()) {
            let claim: Files = batch.iter().map(|file| Entry::of(file)).collect();
            let path = record::claim(claims.len());
            remote.put(&path, record::pack(&claim)?)?;
            claims.push(path);
            remote.send(output, batch)?;
            known.extend(claim);
            watch(Event::Sent(batch.len()));
        }
    }
    Ok(claims)
}

fn open(order: &Order) -> Result<Box<dyn Remote>> {
    if order.endpoint.is_some() && !matches!(order.target, Target::S3 { .. }) {
        bail!(
            "--endpoint is for targets s3://…; leave it out · --endpoint chỉ dùng cho đích s3://…; \
             hãy bỏ đi"
        );
    }
    Ok(match &order.target {
        Target::Folder(folder) => Box::new(store::folder(folder, &order.output, order.dry_run)?),
        Target::S3 { bucket, prefix } => {
            Box::new(store::s3(bucket, prefix, order.endpoint.as_deref())?)
        }
        Target::Rsync(target) => Box::new(rsync::Rsync::new(target)?),
        Target::Sftp(target) => Box::new(sftp::Sftp::new(target, order.host_key.as_deref())?),
        Target::Ftps(target) => Box::new(ftps::Ftps::new(target, order.host_key.as_deref())?),
    })
}

#[cfg(test)]
mod tests;
