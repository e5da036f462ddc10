//! Where site.yaml says that the site goes.

use std::path::Path;

use anyhow::{Result, bail};

use crate::diag::Problems;
use crate::parse::{self, Fields, Made};
use crate::source::{self, Role};

/// Where site.yaml says that the site goes.
#[derive(Debug, Clone)]
pub struct DeployTo {
    /// The target, as it is written.
    pub target: String,
    /// The key that an SFTP server has to have, or the fingerprint of an FTPS server's certificate.
    pub host_key: Option<String>,
}

impl Made for DeployTo {}

/// The target in `deploy:` of site.yaml; none where the site is not sent anywhere.
///
/// # Errors
/// When site.yaml cannot be read.
pub fn deploy_target(root: &Path) -> Result<Option<DeployTo>> {
    // What else is wrong in content/ is for a check to say.
    let mut sources = source::discover(root, &mut Problems::default());
    sources.retain(|source| source.role == Role::Site);
    let mut found = None;
    for source in &sources {
        let parsed = parse::source(source, |record, _| {
            Some(DeployTo {
                target: filled(&record.fields, "deploy")?,
                host_key: filled(&record.fields, "deploy_host_key"),
            })
        });
        if parsed.broken {
            let path = &source.path;
            bail!(
                "{path} cannot be read; `tiendo check` says where it is wrong · không đọc được \
                 {path}; lệnh `tiendo check` cho biết sai ở đâu"
            );
        }
        found = found.or(parsed.items.into_iter().next());
    }
    Ok(found)
}

/// The text of a field, without the blanks around it; none where it is empty.
fn filled(fields: &Fields, key: &str) -> Option<String> {
    let text = fields.str(key)?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
