//! `tiendo rollback`: the output as it was before its last publish.

use anyhow::Result;

use super::args::Rollback;
use super::{published, say, today};
use crate::pipeline;

/// Returns to the publish before, and says what changed; whether every file that is not of it could
/// be deleted.
pub(super) fn run(flags: &Rollback) -> Result<bool> {
    let output = flags
        .output
        .clone()
        .unwrap_or_else(|| flags.root.join("output"));
    let done = pipeline::rollback(&flags.root, &output, Some(today()))?;
    let (written, deleted) = (done.written, done.deleted);
    say(&flags.lang.pick(
        format!(
            "Đã quay lại lần đăng trước: trả {written} tệp, bỏ {deleted} tệp. Gọi lần nữa để \
         hủy việc này."
        ),
        format!(
            "Back at the publish before: {written} files returned, {deleted} taken away. Run it \
             again to undo this."
        ),
    ))?;
    published::complain(&done.undeleted, &flags.root, flags.lang)?;
    Ok(done.undeleted.is_empty())
}
