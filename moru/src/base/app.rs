//! What every request is handed.

use std::sync::Arc;

use ledger::SigningKey;

use super::{
    clock::Clock, config::Config, database::Database, errors::Fault, files::Files, inspector::Inspector,
    shared::Shared,
};

/// The running application, cheap to clone.
#[derive(Clone)]
pub struct App {
    /// Its settings.
    pub config: Arc<Config>,
    /// Time and chance.
    pub clock: Clock,
    /// Rows.
    pub database: Database,
    /// File contents.
    pub files: Files,
    /// Where files that arrive are opened.
    pub inspector: Inspector,
    /// The key that seals receipts.
    pub seal: Arc<SigningKey>,
    /// What features keep while the process lives.
    pub shared: Shared,
    /// Whether this is the example programme.
    pub is_example: bool,
}

impl App {
    /// Opens everything the settings name and brings the schema up to date.
    pub async fn open(config: Config, clock: Clock, is_example: bool) -> Result<Self, Fault> {
        let database = Database::open(&config.database).await.map_err(Fault::new)?;
        database.migrate().await.map_err(Fault::new)?;
        let files = Files::open(&config.files)?;
        let seal = Arc::new(seal_key(&config, &clock)?);
        let (config, inspector, shared) = (Arc::new(config), Inspector::here(), Shared::default());
        Ok(Self { config, clock, database, files, inspector, seal, shared, is_example })
    }
}

/// Reads the signing key, or makes one at the first start. Only the owner may read the file.
fn seal_key(config: &Config, clock: &Clock) -> Result<SigningKey, Fault> {
    let path = &config.seal_key;
    match std::fs::read_to_string(path) {
        Ok(text) => SigningKey::from_seed_hex(text.trim())
            .map_err(|error| Fault::new(format!("signing key {}: {error}", path.display()))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let seed = clock.secret();
            write_secret(path, &hex::encode(seed)).map_err(Fault::new)?;
            Ok(SigningKey::from_seed(&seed))
        }
        Err(error) => Err(Fault::new(format!("signing key {}: {error}", path.display()))),
    }
}

fn write_secret(path: &std::path::Path, text: &str) -> std::io::Result<()> {
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
