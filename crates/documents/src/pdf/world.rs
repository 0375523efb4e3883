//! What the typesetter may see: one template, the values of one document, and fonts. No files, no clock, no network.

use std::sync::LazyLock;

use serde::Deserialize;
use typst::{
    Feature, Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Array, Bytes, Datetime, Dict, Duration, IntoValue, Value},
    syntax::{FileId, Source},
    text::{Font, FontBook},
    utils::LazyHash,
};

use super::{Fonts, PdfError, letters::Letters};
use crate::Flow;

static TEMPLATE: LazyLock<Source> = LazyLock::new(|| Source::detached(include_str!("paper.typ")));

/// One document to be set.
pub(super) struct Paper<'a> {
    library: LazyHash<Library>,
    fonts: &'a Fonts,
}

impl<'a> Paper<'a> {
    /// The paper, and the characters that no font has.
    pub(super) fn new(flow: &Flow, fonts: &'a Fonts) -> Result<(Self, Vec<char>), PdfError> {
        let failed = |error: &dyn std::fmt::Display| PdfError::Typeset(error.to_string());
        let mut json = serde_json::to_value(flow).map_err(|error| failed(&error))?;
        let mut letters = Letters::new(fonts);
        letters.prepare(&mut json, false);
        let document = Value::deserialize(json).map_err(|error| failed(&error))?;
        let images: Array =
            flow.images.iter().map(|image| Bytes::new(image.bytes.clone()).into_value()).collect();
        let families: Array = fonts.families.iter().map(|family| family.as_str().into_value()).collect();
        let mut inputs = Dict::new();
        inputs.insert("document".into(), document);
        inputs.insert("images".into(), images.into_value());
        inputs.insert("fonts".into(), families.into_value());
        // Cells that name their row are named in the tags too, which the typesetter does on request only.
        let features = [Feature::A11yExtras].into_iter().collect();
        let library = Library::builder().with_inputs(inputs).with_features(features).build();
        let library = LazyHash::new(library);
        Ok((Self { library, fonts }, letters.missing.into_iter().collect()))
    }
}

impl World for Paper<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        TEMPLATE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == TEMPLATE.id() { Ok(TEMPLATE.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.faces.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
