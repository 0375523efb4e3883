//! `moru restore`: puts a backup back where nothing is yet, after looking at every byte of it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::archive::{self, ArchiveError, Manifest, Outcome, Part};
use crate::base::{
    config::{Config, Settings},
    errors::Fault,
};

/// Arguments of `moru restore`.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    settings: Settings,
    /// The folder that `moru backup` wrote
    #[arg(long, value_name = "DIR")]
    from: PathBuf,
}

/// Restores a backup and says what was restored.
pub(super) fn run(args: Args) -> Result<(), Fault> {
    let config = super::settle(args.settings)?;
    super::block_on(async {
        let manifest = read(&config, &args.from).await.map_err(Fault::new)?;
        let (files, log) = (manifest.parts.len() - 1, &manifest.log);
        println!("Restored {} receipts and {files} files, log root {}", log.size, log.root);
        println!("Put the key at {} before the server starts.", config.seal_key.display());
        Ok(())
    })
}

async fn read(config: &Config, from: &Path) -> Outcome<Manifest> {
    let database = archive::database_file(&config.database, &config.files)?;
    let files = archive::files_folder(&config.files)?;
    let manifest = manifest(from)?;
    for part in &manifest.parts {
        let path = archive::below(from, part)?;
        if archive::measure(&path, part.path.clone())? != *part {
            return Err(ArchiveError::Changed(path));
        }
    }
    for taken in ["", "-wal", "-shm"].map(|end| PathBuf::from(format!("{}{end}", database.display()))) {
        if taken.exists() {
            return Err(ArchiveError::NotEmpty(taken));
        }
    }
    archive::empty_folder(&files)?;
    // The database gets its name last: a restore that was interrupted has none.
    let waiting = PathBuf::from(format!("{}.restoring", database.display()));
    let restored = put(from, &manifest, &waiting, &files).await;
    if restored.is_err() {
        // The first failure is the one worth reading.
        drop(fs::remove_file(&waiting));
    }
    restored?;
    fs::rename(&waiting, &database).map_err(archive::at(&database))?;
    Ok(manifest)
}

fn manifest(from: &Path) -> Outcome<Manifest> {
    let path = from.join(archive::MANIFEST);
    let refuse = |problem: String| ArchiveError::Manifest(path.clone(), problem);
    let text = fs::read(&path).map_err(|error| refuse(error.to_string()))?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| refuse(error.to_string()))?;
    if manifest.format != archive::FORMAT {
        return Err(refuse(format!(
            "it has form {}, this program reads {}",
            manifest.format,
            archive::FORMAT
        )));
    }
    if manifest.parts.first().is_none_or(|part| part.path != archive::DATABASE) {
        return Err(refuse("it names no database".to_owned()));
    }
    Ok(manifest)
}

/// Copies the database to where it waits, looks whether it is whole, and copies the files.
async fn put(from: &Path, manifest: &Manifest, waiting: &Path, files: &Path) -> Outcome<()> {
    let copied = |part: &Part, to: &Path| {
        let path = archive::below(from, part)?;
        if archive::copy(&path, to, part.path.clone())? == *part {
            return Ok(());
        }
        Err(ArchiveError::Changed(path))
    };
    let [database, rest @ ..] = &manifest.parts[..] else { return Err(ArchiveError::Head) };
    copied(database, waiting)?;
    if archive::check(waiting, rest).await? != manifest.log {
        return Err(ArchiveError::Head);
    }
    for part in rest {
        let path = archive::below(files, part)?;
        let place = path.strip_prefix(files.join(archive::FILES)).map_err(|_| {
            ArchiveError::Manifest(from.join(archive::MANIFEST), format!("{:?} is no file", part.path))
        })?;
        copied(part, &files.join(place))?;
    }
    Ok(())
}
