//! Licences, bans and sources of every dependency, by `deny.toml`.

use anyhow::Result;

use super::Session;
use crate::{process, workspace};

/// Works without a network; advisories are left out because their database would have to be fetched.
pub(crate) fn run(_: &mut Session) -> Result<()> {
    process::run(workspace::cargo().args([
        "deny",
        "--workspace",
        "check",
        "--hide-inclusion-graph",
        "licenses",
        "bans",
        "sources",
    ]))
}
