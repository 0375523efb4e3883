//! Taking an application to another channel: everything that was submitted, in one archive.

use std::io::{Seek, Write};

use bytes::Bytes;
use ledger::Receipt;
use uuid::Uuid;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{
    applying::{
        applications::store::{self as applications, receipts},
        exchange::access::{Act, require},
    },
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
    },
    identity::accounts::Actor,
};

/// An archive on the disk, which goes away when it is dropped.
#[derive(Debug)]
pub struct Package {
    /// What it is called.
    pub name: String,
    /// The archive, at its start.
    pub file: std::fs::File,
    /// Its length in bytes.
    pub bytes: u64,
}

/// Writes the submitted form, the receipt, every file and a list of their hashes, which `sha256sum -c` checks. One file
/// is in memory at a time.
pub async fn package(app: &App, actor: &Actor, id: Uuid) -> Outcome<Package> {
    let reader = app.database.read();
    let application = applications::find(reader, id).await?.ok_or_else(Refusal::not_found)?;
    require(Act::Package, actor, &application.subject())?;
    let kept = receipts::of_application(reader, id).await?.ok_or_else(Refusal::not_found)?;
    let receipt: Receipt = serde_json::from_str(&kept.body)?;
    let form = application.frozen_form.unwrap_or_default();
    let mut list = String::new();
    let mut archive = Archive::begin()?;
    for (name, content) in [("신청서.json", form), ("접수증.json", kept.body.clone())] {
        list += &format!("{}  {name}\n", ledger::Sha256::of(content.as_bytes()).to_hex());
        archive = archive.with(name.to_owned(), content.into()).await?;
    }
    for (place, file) in receipt.issued.entry.attachments.iter().enumerate() {
        let (name, hash) = (format!("붙임/{:02} {}", place + 1, file.name), file.sha256.to_hex());
        list += &format!("{hash}  {name}\n");
        archive = archive.with(name, app.files.fetch(&hash).await?).await?;
    }
    archive = archive.with("SHA256SUMS".to_owned(), list.into()).await?;
    let (file, bytes) = archive.end().await?;
    Ok(Package { name: format!("신청서 {}.zip", kept.number), file, bytes })
}

struct Archive(ZipWriter<std::fs::File>);

impl Archive {
    fn begin() -> Result<Self, Fault> {
        Ok(Self(ZipWriter::new(tempfile::tempfile().map_err(Fault::new)?)))
    }

    async fn with(mut self, name: String, content: Bytes) -> Outcome<Self> {
        let written = tokio::task::spawn_blocking(move || {
            // What people attach is packed already.
            let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            self.0.start_file(name, options).map_err(Fault::new)?;
            self.0.write_all(&content).map_err(Fault::new)?;
            Ok::<_, Fault>(self)
        });
        Ok(written.await.map_err(Fault::new)??)
    }

    async fn end(self) -> Outcome<(std::fs::File, u64)> {
        let ended = tokio::task::spawn_blocking(move || {
            let mut file = self.0.finish().map_err(Fault::new)?;
            let bytes = file.stream_position().map_err(Fault::new)?;
            file.rewind().map_err(Fault::new)?;
            Ok::<_, Fault>((file, bytes))
        });
        Ok(ended.await.map_err(Fault::new)??)
    }
}
