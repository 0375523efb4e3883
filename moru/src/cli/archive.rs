//! What `moru backup` writes and `moru restore` reads: a folder with the database, the files and a manifest that names
//! the hash of each. The manifest is written last, so a backup that was interrupted has none and is refused.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, Read, Write},
    path::{Component, Path, PathBuf},
};

use ledger::{Frontier, Receipt, Sha256};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256 as Hasher};
use uuid::Uuid;

use crate::{
    applying::applications::store::everything,
    base::{database::Database, errors::Fault},
    papers::documents::store as documents,
};

/// The manifest in the folder.
pub(super) const MANIFEST: &str = "manifest.json";
/// The database in the folder.
pub(super) const DATABASE: &str = "moru.db";
/// The files in the folder.
pub(super) const FILES: &str = "files";
/// The form of the folder that this program writes and reads.
pub(super) const FORMAT: u32 = 1;
/// Bytes copied at once.
const PIECE: usize = 256 * 1024;

/// What a backup holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// The form of the folder.
    pub(super) format: u32,
    /// The version of the program that wrote it.
    pub(super) program: String,
    /// The log of receipts.
    pub(super) log: Log,
    /// Every file of the backup but this one.
    pub(super) parts: Vec<Part>,
}

/// The state of the log of receipts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Log {
    /// How many receipts.
    pub(super) size: u64,
    /// The root of the tree, which stands for all of them.
    pub(super) root: Sha256,
}

/// One file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    /// Where it is, from the folder of the backup, with `/` on every system.
    pub(super) path: String,
    /// Its length.
    pub(super) bytes: u64,
    /// The hash of its bytes.
    pub(super) sha256: String,
}

/// Why a backup is not made or not put back. Each is one line that somebody can act on.
#[derive(Debug, thiserror::Error)]
pub(super) enum ArchiveError {
    #[error(
        "PostgreSQL has tools of its own; run, in this order:\n  \
         pg_dump --format=custom --file BACKUP/moru.dump \"$MORU_DATABASE\"\n  \
         rsync --archive {files}/ BACKUP/files/\n\
         and to restore into an empty database:\n  \
         pg_restore --no-owner --dbname \"$MORU_DATABASE\" BACKUP/moru.dump"
    )]
    Postgres { files: String },
    #[error("files are in the bucket {0}: copy it with the tools of the bucket, after the database")]
    Bucket(String),
    #[error("there is no database at {0}")]
    NoDatabase(PathBuf),
    #[error("{0} is there already and not empty; name a new place")]
    NotEmpty(PathBuf),
    #[error("{path}: {cause}")]
    Io { path: PathBuf, cause: io::Error },
    #[error("{0}: not the manifest of a backup that was finished: {1}")]
    Manifest(PathBuf, String),
    #[error("{0}: its bytes are not those of its name; find out what changed them before anything else")]
    Name(PathBuf),
    #[error("{0}: its bytes are not those that were backed up")]
    Changed(PathBuf),
    #[error("the schema of the database is not that of this program; run `moru migrate` before a backup")]
    Schema,
    #[error("the log of receipts is not whole at place {0}")]
    Log(u64),
    #[error("the log of receipts does not end as it should")]
    Head,
    #[error("the database names a file that is missing: {0}")]
    Missing(String),
    #[error(transparent)]
    Fault(#[from] Fault),
}

pub(super) type Outcome<T> = Result<T, ArchiveError>;

/// The file of a SQLite database.
pub(super) fn database_file(url: &str, files: &str) -> Outcome<PathBuf> {
    let Some(place) = url.strip_prefix("sqlite:") else {
        return Err(ArchiveError::Postgres { files: files.to_owned() });
    };
    let place = place.strip_prefix("//").unwrap_or(place);
    Ok(place.split('?').next().unwrap_or(place).into())
}

/// The folder of the files.
pub(super) fn files_folder(place: &str) -> Outcome<PathBuf> {
    if place.starts_with("s3://") {
        return Err(ArchiveError::Bucket(place.to_owned()));
    }
    Ok(place.into())
}

/// Makes a folder that only its owner may look into, or takes an empty one.
pub(super) fn empty_folder(path: &Path) -> Outcome<()> {
    use std::os::unix::fs::DirBuilderExt;
    let io = at(path);
    if path.exists() {
        if fs::read_dir(path).map_err(&io)?.next().is_some() {
            return Err(ArchiveError::NotEmpty(path.to_owned()));
        }
        return Ok(());
    }
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(&io)
}

/// Copies a file to a new place, waits until it is on the disk, and says what was copied.
pub(super) fn copy(from: &Path, to: &Path, path: String) -> Outcome<Part> {
    let mut source = fs::File::open(from).map_err(at(from))?;
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(at(folder))?;
    }
    let mut target = fs::File::create_new(to).map_err(at(to))?;
    let (bytes, sha256) = pour(&mut source, &mut target).map_err(at(to))?;
    target.sync_all().map_err(at(to))?;
    Ok(Part { path, bytes, sha256 })
}

/// What a file is.
pub(super) fn measure(file: &Path, path: String) -> Outcome<Part> {
    let mut source = fs::File::open(file).map_err(at(file))?;
    let (bytes, sha256) = pour(&mut source, &mut io::sink()).map_err(at(file))?;
    Ok(Part { path, bytes, sha256 })
}

fn pour(source: &mut impl Read, target: &mut impl Write) -> io::Result<(u64, String)> {
    let (mut hasher, mut bytes, mut piece) = (Hasher::new(), 0, vec![0; PIECE]);
    loop {
        let read = source.read(&mut piece)?;
        if read == 0 {
            return Ok((bytes, hex::encode(hasher.finalize())));
        }
        hasher.update(&piece[..read]);
        target.write_all(&piece[..read])?;
        bytes += read as u64;
    }
}

/// Where a part lies below a folder. A manifest may say anything, so nothing leads out of the folder.
pub(super) fn below(folder: &Path, part: &Part) -> Outcome<PathBuf> {
    let path = Path::new(&part.path);
    if path.components().all(|component| matches!(component, Component::Normal(_))) {
        return Ok(folder.join(path));
    }
    Err(ArchiveError::Manifest(folder.join(MANIFEST), format!("{:?} is no place in a backup", part.path)))
}

/// The hash a file has by its name, such as `files/2c/f24d…`.
pub(super) fn name(part: &Part) -> String {
    part.path.strip_prefix(FILES).unwrap_or_default().replace('/', "")
}

/// Whether a database is whole: the log from its first leaf, every receipt in its place in it, and every attached file
/// and issued document among those there are.
pub(super) async fn check(database: &Path, parts: &[Part]) -> Outcome<Log> {
    let url = format!("sqlite:{}", database.display());
    let database = Database::open(&url).await.map_err(Fault::new)?;
    let log = check_open(&database, parts).await;
    database.close().await.map_err(Fault::new)?;
    log
}

async fn check_open(database: &Database, parts: &[Part]) -> Outcome<Log> {
    if !database.is_ready().await {
        return Err(ArchiveError::Schema);
    }
    let reader = database.read();
    let mut log = Frontier::new();
    loop {
        let places = everything::places(reader, log.size()).await.map_err(fault)?;
        if places.is_empty() {
            break;
        }
        for place in places {
            follow(&mut log, &place)?;
        }
    }
    let receipts = everything::receipts(reader).await.map_err(fault)?;
    if everything::head(reader).await.map_err(fault)? != log || receipts != log.size() {
        return Err(ArchiveError::Head);
    }
    let names: BTreeSet<String> = parts.iter().map(name).collect();
    let mut last = Uuid::nil();
    loop {
        let files = everything::files(reader, last).await.map_err(fault)?;
        let Some((id, _)) = files.last() else { break };
        last = *id;
        if let Some((_, missing)) = files.iter().find(|(_, sha256)| !names.contains(sha256)) {
            return Err(ArchiveError::Missing(missing.clone()));
        }
    }
    let mut last = Uuid::nil();
    loop {
        let files = documents::files(reader, last).await.map_err(fault)?;
        let Some((id, _)) = files.last() else { break };
        last = *id;
        if let Some(missing) = files.iter().flat_map(|(_, pair)| pair).find(|sha256| !names.contains(*sha256))
        {
            return Err(ArchiveError::Missing(missing.clone()));
        }
    }
    Ok(Log { size: log.size(), root: log.root() })
}

/// Appends the next leaf and compares what that gives with what its receipt says.
fn follow(log: &mut Frontier, place: &everything::Place) -> Outcome<()> {
    let broken = || ArchiveError::Log(place.index);
    let appended = log.append(place.leaf);
    let bytes = place.receipt.as_ref().ok_or_else(broken)?.as_bytes();
    let verification = Receipt::verify(bytes, None, &[]);
    let proof = verification.receipt.as_ref().map(|receipt| &receipt.issued.proof);
    let agrees = proof.is_some_and(|proof| {
        (proof.index, proof.leaf, proof.root) == (appended.index, place.leaf, appended.root)
    });
    if agrees && place.index == appended.index && verification.holds() { Ok(()) } else { Err(broken()) }
}

fn fault(failure: crate::base::errors::Failure) -> ArchiveError {
    ArchiveError::Fault(Fault::new(failure))
}

/// Says where reading or writing went wrong.
pub(super) fn at(path: &Path) -> impl Fn(io::Error) -> ArchiveError + use<> {
    let path = path.to_owned();
    move |cause| ArchiveError::Io { path: path.clone(), cause }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use ledger::{Entry, SigningKey, package_hash, receipt::CallRef};

    use super::*;

    /// A log of so many receipts, as its places are read.
    fn places(count: u64) -> Vec<everything::Place> {
        let (mut log, key) = (Frontier::new(), SigningKey::from_seed(&[7; 32]));
        let form_sha256 = Sha256::of(b"form");
        let place = |index: u64| {
            let entry = Entry {
                receipt_no: format!("MR-2024-{:06}", index + 1),
                log_id: "receipts".to_owned(),
                call: CallRef { id: String::new(), title: String::new() },
                application_id: index.to_string(),
                institution: String::new(),
                form_sha256,
                package_sha256: package_hash(form_sha256, &[]).expect("a hash"),
                attachments: Vec::new(),
                received_at: DateTime::<Utc>::UNIX_EPOCH,
                clock_offset_ms: None,
            };
            let leaf = entry.leaf().expect("a leaf");
            let receipt = Receipt::issue(entry, log.append(leaf), &key).expect("a receipt");
            let bytes = receipt.to_bytes().expect("a file");
            everything::Place { index, leaf, receipt: Some(String::from_utf8(bytes).expect("text")) }
        };
        (0..count).map(place).collect()
    }

    /// The place at which a log turns out not to be whole.
    fn broken_at(places: &[everything::Place]) -> Option<u64> {
        let mut log = Frontier::new();
        places.iter().find_map(|place| match follow(&mut log, place) {
            Err(ArchiveError::Log(index)) => Some(index),
            _ => None,
        })
    }

    #[test]
    fn a_log_is_followed_receipt_by_receipt() {
        assert_eq!(broken_at(&places(7)), None);
    }

    #[test]
    fn what_is_missing_moved_or_changed_is_found_where_it_is() {
        let mut without = places(7);
        without[3].receipt = None;
        assert_eq!(broken_at(&without), Some(3));
        let mut gap = places(7);
        gap.remove(2);
        assert_eq!(broken_at(&gap), Some(3));
        let mut swapped = places(7);
        let (third, fifth) = (swapped[3].receipt.clone(), swapped[5].receipt.clone());
        (swapped[3].receipt, swapped[5].receipt) = (fifth, third);
        assert_eq!(broken_at(&swapped), Some(3));
        let mut rewritten = places(7);
        rewritten[4].leaf = Sha256::of(b"another");
        assert_eq!(broken_at(&rewritten), Some(4));
    }

    #[test]
    fn nothing_leads_out_of_a_backup() {
        let part = |path: &str| Part { path: path.to_owned(), bytes: 0, sha256: String::new() };
        let folder = Path::new("backup");
        assert!(below(folder, &part("files/ab/cd")).is_ok());
        for outside in ["/etc/passwd", "../x", "files/../../x", "./x"] {
            assert!(below(folder, &part(outside)).is_err(), "{outside}");
        }
    }

    #[test]
    fn a_database_is_a_file_or_has_tools_of_its_own() {
        let file = |url: &str| database_file(url, "files").map(|path| path.display().to_string());
        assert_eq!(file("sqlite:moru.db").ok().as_deref(), Some("moru.db"));
        assert_eq!(file("sqlite:///srv/moru.db?mode=rwc").ok().as_deref(), Some("/srv/moru.db"));
        assert!(matches!(file("postgres://h/moru"), Err(ArchiveError::Postgres { .. })));
    }
}
