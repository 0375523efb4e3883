//! `moru backup`: the database as it is at this moment and then the files, which are never changed and never removed,
//! so that the later copy holds all that the earlier one names. The key is left out: it belongs elsewhere.

use std::{fs, io::Write, path::PathBuf};

use super::archive::{self, ArchiveError, Manifest, Outcome, Part};
use crate::base::{
    config::{Config, Settings},
    database::Database,
    errors::Fault,
};

/// Arguments of `moru backup`.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    settings: Settings,
    /// Folder for the backup, new or empty
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Writes a backup, looks whether it is whole and says what is in it.
pub(super) fn run(args: Args) -> Result<(), Fault> {
    let config = super::settle(args.settings)?;
    super::block_on(async {
        let manifest = write(&config, &args.out).await.map_err(Fault::new)?;
        let (files, log) = (manifest.parts.len() - 1, &manifest.log);
        println!("{}: {} receipts, {files} files, log root {}", args.out.display(), log.size, log.root);
        println!("The key {} is not in it; keep it elsewhere.", config.seal_key.display());
        Ok(())
    })
}

async fn write(config: &Config, out: &std::path::Path) -> Outcome<Manifest> {
    let database = archive::database_file(&config.database, &config.files)?;
    let files = archive::files_folder(&config.files)?;
    if !database.is_file() {
        return Err(ArchiveError::NoDatabase(database));
    }
    archive::empty_folder(out)?;
    let copy = out.join(archive::DATABASE);
    let open = Database::open(&config.database).await.map_err(Fault::new)?;
    open.copy_into(&copy.display().to_string()).await.map_err(Fault::new)?;
    open.close().await.map_err(Fault::new)?;
    let mut parts = copy_files(&files, &out.join(archive::FILES))?;
    let log = archive::check(&copy, &parts).await?;
    // SQLite does not wait for the disk when it writes such a copy.
    fs::File::open(&copy).and_then(|file| file.sync_all()).map_err(archive::at(&copy))?;
    parts.insert(0, archive::measure(&copy, archive::DATABASE.to_owned())?);
    let program = env!("CARGO_PKG_VERSION").to_owned();
    let manifest = Manifest { format: archive::FORMAT, program, log, parts };
    let path = out.join(archive::MANIFEST);
    let text = serde_json::to_vec_pretty(&manifest).map_err(Fault::new)?;
    let mut file = fs::File::create_new(&path).map_err(archive::at(&path))?;
    file.write_all(&text).and_then(|()| file.sync_all()).map_err(archive::at(&path))?;
    Ok(manifest)
}

/// Copies every kept file. What is still being written has a name with a mark in it and is nobody's yet.
fn copy_files(from: &std::path::Path, to: &std::path::Path) -> Outcome<Vec<Part>> {
    let mut parts = Vec::new();
    fs::create_dir_all(to).map_err(archive::at(to))?;
    if !from.is_dir() {
        return Ok(parts);
    }
    for folder in fs::read_dir(from).map_err(archive::at(from))? {
        let folder = folder.map_err(archive::at(from))?.path();
        if !folder.is_dir() {
            continue;
        }
        for file in fs::read_dir(&folder).map_err(archive::at(&folder))? {
            let file = file.map_err(archive::at(&folder))?.path();
            let (Ok(place), true) = (file.strip_prefix(from), file.is_file()) else { continue };
            let name = place.to_string_lossy().replace('\\', "/");
            if name.contains('#') {
                continue;
            }
            let part = archive::copy(&file, &to.join(place), format!("{}/{name}", archive::FILES))?;
            if part.sha256 != archive::name(&part) {
                return Err(ArchiveError::Name(file));
            }
            parts.push(part);
        }
    }
    parts.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(parts)
}
