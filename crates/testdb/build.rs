//! Puts a fingerprint of the migrations' source into the crate: when a migration is edited, templates made from
//! its earlier text are no longer used.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let crates = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("..");
    let folder = crates.join("migrations/src");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    let mut hasher = DefaultHasher::new();
    for file in files.iter().filter(|file| file.path().is_file()) {
        file.file_name().hash(&mut hasher);
        fs::read(file.path())?.hash(&mut hasher);
    }
    println!("cargo::rustc-env=MIGRATIONS_FINGERPRINT={:016x}", hasher.finish());
    Ok(())
}
