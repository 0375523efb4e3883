//! The zones that the made-up census is spread over.

use std::io;
use std::path::Path;

/// A zone of Statistics Korea.
#[derive(Debug, Clone)]
pub struct Zone {
    /// 7-digit code.
    pub code: String,
}

/// Reads the list of 행정동 kept beside the project.
pub fn load(workspace: &Path) -> io::Result<Vec<Zone>> {
    let bytes = std::fs::read(workspace.join("../shared/data/codes/zone_key_2022-03_cp949.tsv"))?;
    let text = encoding_rs::EUC_KR.decode(&bytes).0;
    let mut zones: Vec<Zone> =
        text.lines().skip(1).filter_map(|l| l.split('\t').nth(1)).map(|c| Zone { code: c.to_owned() }).collect();
    zones.sort_by(|a, b| a.code.cmp(&b.code));
    zones.dedup_by(|a, b| a.code == b.code);
    Ok(zones)
}
