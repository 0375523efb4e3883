//! PDF files.

use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask,
    font::Glyph,
    hayro_cmap::BfString,
    hayro_syntax::{
        LoadPdfError, Pdf,
        object::{Dict, Object},
    },
    interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect};

use crate::{MOST_PAGES, Problem, without_resident_numbers};

/// Counts the pages, looks for scripts, and reads the text of each page as it is drawn.
pub(crate) fn inspect(content: &[u8]) -> Result<(), Problem> {
    let pdf = Pdf::new(content.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Problem::Locked,
        LoadPdfError::Invalid => Problem::Unreadable,
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(Problem::Unreadable);
    }
    if pages.len() > MOST_PAGES {
        return Err(Problem::TooManyPages);
    }
    if runs_something(&pdf) {
        return Err(Problem::Program);
    }
    let (cache, settings) = (InterpreterCache::new(), InterpreterSettings::default());
    for page in pages.iter() {
        let mut context = Context::new(
            Affine::IDENTITY,
            Rect::new(0.0, 0.0, 1.0, 1.0),
            &cache,
            pdf.xref(),
            settings.clone(),
        );
        let mut seen = Seen::default();
        interpret_page(page, &mut context, &mut seen);
        without_resident_numbers(&seen.text)?;
    }
    Ok(())
}

/// Whether opening the file would run a script or a program.
fn runs_something(pdf: &Pdf) -> bool {
    let Some(catalog) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else { return false };
    let names = catalog.get::<Dict<'_>>(b"Names".as_slice());
    let has_scripts = names.is_some_and(|names| names.contains_key(b"JavaScript".as_slice()));
    let opening = catalog.get::<Dict<'_>>(b"OpenAction".as_slice());
    let runs = opening.and_then(|action| action.get::<Object<'_>>(b"S".as_slice())).is_some_and(
        |kind| matches!(kind, Object::Name(name) if matches!(&*name, b"JavaScript" | b"Launch")),
    );
    has_scripts || runs
}

/// The letters of a page in the order in which they are drawn.
#[derive(Default)]
struct Seen {
    text: String,
    /// Where the last letter stood, and how far the next may stand from it to be its neighbour.
    last: Option<(Point, f64)>,
}

/// How many letter heights may lie between neighbours of one word or number.
const NEIGHBOURS: f64 = 1.6;

impl Device<'_> for Seen {
    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        let placed = transform * glyph_transform;
        // A letter is 1,000 units high before it is placed.
        let height = placed.determinant().abs().sqrt() * 1_000.0;
        let at = placed * Point::ORIGIN;
        if self.last.is_some_and(|(last, reach)| last.distance(at) > reach.max(height * NEIGHBOURS)) {
            self.text.push('\u{1f}');
        }
        match glyph.as_unicode() {
            Some(BfString::Char(letter)) => self.text.push(letter),
            Some(BfString::String(letters)) => self.text.push_str(&letters),
            None => self.text.push(char::REPLACEMENT_CHARACTER),
        }
        self.last = Some((at, height * NEIGHBOURS));
    }
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
