//! Files by their content: the address of a file is its SHA-256, so the same bytes are kept once and can never be
//! swapped unnoticed. A folder or an S3 bucket holds them.

use std::{path::PathBuf, sync::Arc};

use bytes::Bytes;
use object_store::{ObjectStore, ObjectStoreExt, local::LocalFileSystem, path::Path};
use sha2::{Digest, Sha256};

use super::errors::{Fault, Outcome};

/// Where file contents are kept.
#[derive(Clone, Debug)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
}

impl Files {
    /// Opens a folder (created when missing) or, where the program was built with it, `s3://bucket/prefix`.
    pub fn open(place: &str) -> Result<Self, Fault> {
        if place.starts_with("s3://") {
            return open_bucket(place);
        }
        let folder = PathBuf::from(place);
        std::fs::create_dir_all(&folder).map_err(Fault::new)?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(Fault::new)?.with_fsync(true);
        Ok(Self { store: Arc::new(store) })
    }

    /// Keeps `content` and returns its SHA-256 in hex. When this returns, the bytes are on disk.
    pub async fn keep(&self, content: Bytes) -> Outcome<String> {
        let hash = hex::encode(Sha256::digest(&content));
        let path = path_of(&hash);
        if self.store.head(&path).await.is_err() {
            self.store.put(&path, content.into()).await?;
        }
        Ok(hash)
    }

    /// The bytes kept under a hash.
    pub async fn fetch(&self, sha256: &str) -> Outcome<Bytes> {
        Ok(self.store.get(&path_of(sha256)).await?.bytes().await?)
    }
}

#[cfg(feature = "s3")]
fn open_bucket(place: &str) -> Result<Files, Fault> {
    let store = object_store::aws::AmazonS3Builder::from_env().with_url(place).build().map_err(Fault::new)?;
    Ok(Files { store: Arc::new(store) })
}

#[cfg(not(feature = "s3"))]
fn open_bucket(_place: &str) -> Result<Files, Fault> {
    Err(Fault::new(
        "this program was built without S3 support; build it with `--features s3` or name a folder",
    ))
}

fn path_of(sha256: &str) -> Path {
    let (folder, rest) = sha256.split_at(sha256.len().min(2));
    Path::from(format!("{folder}/{rest}"))
}
