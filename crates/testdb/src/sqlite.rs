//! SQLite: a template file, migrated once, copied for each test.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::{env, io};

use sea_orm_migration::MigratorTrait;

use crate::{Engine, Outcome, Remains, TestDatabase, connect, template};

pub(crate) async fn create<M: MigratorTrait>() -> Outcome<TestDatabase> {
    let home = home()?;
    let template = template::<M>(&home).await?;
    let folder = home.join(template::fresh_name());
    // A folder of this name can only be left from an earlier process with the same number.
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir(&folder)?;
    let file = folder.join("moru.sqlite");
    fs::copy(template, &file)?;
    let url = format!("sqlite:{}", file.display());
    Ok(TestDatabase { url, engine: Engine::Sqlite, remains: Remains::Folder(folder) })
}

/// Removes a test's folder; the next process sweeps up what cannot be removed now.
pub(crate) fn remove(folder: &Path) {
    drop(fs::remove_dir_all(folder));
}

/// The folder for templates and copies: in the build's folder, so that the disk under test is the real one and
/// not memory.
fn home() -> io::Result<PathBuf> {
    static SWEEP: Once = Once::new();
    let program = env::current_exe()?;
    let built_in = program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file());
    let home = built_in.map_or_else(|| env::temp_dir().join("moru-testdb"), |target| target.join("testdb"));
    fs::create_dir_all(&home)?;
    SWEEP.call_once(|| sweep(&home));
    Ok(home)
}

fn sweep(home: &Path) {
    for entry in fs::read_dir(home).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(template::is_abandoned) {
            remove(&entry.path());
        }
    }
}

/// The migrated file, made by whoever comes first. It gets its name only when it is complete.
async fn template<M: MigratorTrait>(home: &Path) -> Outcome<PathBuf> {
    let finished = home.join(format!("template-{}.sqlite", template::key::<M>()));
    if finished.is_file() {
        return Ok(finished);
    }
    let _turn = take_turn(finished.with_extension("lock")).await?;
    if finished.is_file() {
        return Ok(finished);
    }
    let unfinished = finished.with_extension("unfinished");
    if unfinished.exists() {
        fs::remove_file(&unfinished)?;
    }
    let connection = connect(&format!("sqlite:{}?mode=rwc", unfinished.display()), 1).await?;
    M::up(&connection, None).await?;
    connection.close().await?;
    fs::rename(&unfinished, &finished)?;
    Ok(finished)
}

/// Waits, without keeping a thread of the runtime from the one whose turn it is; the turn ends when the file is
/// closed, at the latest with the process.
async fn take_turn(lock: PathBuf) -> Outcome<File> {
    let waiting = tokio::task::spawn_blocking(move || -> io::Result<File> {
        let file = File::create(lock)?;
        file.lock()?;
        Ok(file)
    });
    Ok(waiting.await??)
}
