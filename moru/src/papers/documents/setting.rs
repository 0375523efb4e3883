//! Setting pages: some tens of milliseconds of computing, off the threads that answer, one document at a time.

use std::{
    borrow::Cow,
    sync::{Arc, LazyLock},
};

use bytes::Bytes;
use documents::{
    Document, Flow, hwpx, pdf,
    sheets::{self, Workbook},
};
use tokio::sync::{Mutex, Semaphore};

use crate::{
    base::{
        app::App,
        errors::{Fault, Outcome},
    },
    web::assets,
};

/// The fonts of the front end, regular and bold, read when the first document is set.
static FONTS: LazyLock<Result<pdf::Fonts, String>> = LazyLock::new(|| {
    let files = ["paper-regular.otf", "paper-bold.otf"]
        .map(|name| assets::content(name).unwrap_or(Cow::Borrowed(&[])));
    pdf::Fonts::load(files).map_err(|error| error.to_string())
});

/// Where documents are set.
pub(super) struct Press {
    /// Who issues next: numbers of a process are given in order, so that no page is set twice for its number.
    pub(super) turn: Mutex<()>,
    /// One document at a time: two take twice the memory, and no less time on a small machine.
    pages: Arc<Semaphore>,
}

impl Default for Press {
    fn default() -> Self {
        Self { turn: Mutex::default(), pages: Arc::new(Semaphore::new(1)) }
    }
}

/// A document as files.
#[derive(Clone, Debug)]
pub(super) struct Files {
    /// The PDF file.
    pub(super) pdf: Bytes,
    /// The HWPX file.
    pub(super) hwpx: Bytes,
}

/// Sets a document. The place is held until its pages are set, even when whoever asked has gone.
pub(super) async fn set(app: &App, document: Document) -> Outcome<Files> {
    let place = Arc::clone(&app.shared.of::<Press>().pages).acquire_owned().await.map_err(Fault::new)?;
    let set = tokio::task::spawn_blocking(move || {
        let files = files(&document);
        drop(place);
        files
    });
    Ok(set.await.map_err(Fault::new)??)
}

/// A list as a spreadsheet, computed where blocking is allowed.
pub(super) async fn spreadsheet(workbook: Workbook) -> Outcome<Vec<u8>> {
    let written = tokio::task::spawn_blocking(move || sheets::write(&workbook));
    Ok(written.await.map_err(Fault::new)?.map_err(Fault::new)?)
}

fn files(document: &Document) -> Result<Files, Fault> {
    let fonts = FONTS.as_ref().map_err(|error| Fault::new(error.clone()))?;
    let flow = Flow::of(document).map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Fault::new(format!("{}: {}", document.title, problems.join("; ")))
    })?;
    let pdf = pdf::write_flow(&flow, fonts).map_err(Fault::new)?;
    let hwpx = hwpx::write_flow(&flow).map_err(Fault::new)?;
    Ok(Files { pdf: pdf.bytes.into(), hwpx: hwpx.into() })
}
