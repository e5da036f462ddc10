//! What the output holds, for those who send it elsewhere.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::manifest;
use crate::base::hash;

/// One file of the last build, as it is to be seen by readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Path below the output, with `/` between its parts.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The BLAKE3 hash of its bytes, in hexadecimal.
    pub hash: String,
}

/// The files that the last build put into `output`, sorted by path; those that it keeps for itself are left out.
///
/// # Errors
/// When no build was made there, or a file of it is gone or cannot be read.
pub fn published(output: &Path) -> Result<Vec<Published>> {
    let files = manifest::read(output);
    if files.is_empty() {
        bail!(
            "{} holds no site that tiendo built; run tiendo build first, or name its folder with --output · \
             thư mục này không có trang do tiendo dựng; hãy chạy tiendo build trước, hoặc chỉ đúng thư mục bằng --output",
            output.display()
        );
    }
    let own = format!("{}/", manifest::FOLDER);
    let seen = files.into_keys().filter(|path| !path.starts_with(&own));
    seen.map(|path| {
        let bytes = fs::read(output.join(&path)).with_context(|| {
            format!(
                "{} cannot be read though the last build made it; run tiendo build again · \
                 không đọc được tệp này dù lần dựng trước đã tạo ra; hãy chạy lại tiendo build",
                output.join(&path).display()
            )
        })?;
        Ok(Published { bytes: bytes.len() as u64, hash: hash::full(&bytes), path })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Artifact;
    use crate::publish::Stage;

    #[test]
    fn what_readers_see() {
        let folder = tempfile::tempdir().unwrap();
        let stage = Stage::open(folder.path()).unwrap();
        let put = |path: &str| stage.put(&Artifact::new(path, "a")).unwrap();
        let receipts = vec![put("b/index.html"), put("a.css"), put(".tiendo/tables.json")];
        stage.commit(receipts).unwrap();
        fs::write(folder.path().join("foreign.txt"), "x").unwrap();
        let files = published(folder.path()).unwrap();
        assert_eq!(files.iter().map(|f| &*f.path).collect::<Vec<_>>(), ["a.css", "b/index.html"]);
        assert_eq!((files[0].bytes, &files[0].hash[..8]), (1, "17762fdd"));
        fs::remove_file(folder.path().join("a.css")).unwrap();
        assert!(published(folder.path()).unwrap_err().to_string().contains("tiendo build again"));
        assert!(published(&folder.path().join("b")).unwrap_err().to_string().contains("--output"));
    }
}
