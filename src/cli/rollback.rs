//! `tiendo rollback`: the output as it was before its last publish.

use anyhow::Result;

use super::args::Rollback;
use super::say;
use crate::pipeline;

/// Returns to the publish before, and says what changed.
pub(super) fn run(flags: &Rollback) -> Result<()> {
    let output = flags
        .output
        .clone()
        .unwrap_or_else(|| flags.root.join("output"));
    let done = pipeline::rollback(&output)?;
    let (written, deleted) = (done.written, done.deleted);
    say(&flags.lang.pick(
        format!("Đã quay lại lần đăng trước: trả {written} tệp, bỏ {deleted} tệp. Gọi lần nữa để hủy việc này."),
        format!(
            "Back at the publish before: {written} files returned, {deleted} taken away. Run it again to undo this."
        ),
    ))?;
    Ok(())
}
