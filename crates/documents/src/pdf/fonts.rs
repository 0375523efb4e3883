//! The fonts that pages are set in.

use std::borrow::Cow;

use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

/// Fonts, read once and used for every document.
#[derive(Debug, Clone)]
pub struct Fonts {
    pub(super) faces: Vec<Font>,
    pub(super) book: LazyHash<FontBook>,
    pub(super) families: Vec<String>,
}

/// Why a file is no font.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    /// A file is neither OpenType nor TrueType. Files are counted from zero.
    #[error("font file {0} is neither OpenType nor TrueType")]
    Unreadable(usize),
    /// There is no file.
    #[error("there is no font file")]
    None,
}

impl Fonts {
    /// Reads font files (OTF, TTF or collections), static and not variable. The first family is the one that is used;
    /// the others give what it does not have. Regular and bold of a family are used where they are needed.
    pub fn load(files: impl IntoIterator<Item = Cow<'static, [u8]>>) -> Result<Self, FontError> {
        let mut fonts = Vec::new();
        for (index, file) in files.into_iter().enumerate() {
            let before = fonts.len();
            fonts.extend(Font::iter(match file {
                Cow::Borrowed(bytes) => Bytes::new(bytes),
                Cow::Owned(bytes) => Bytes::new(bytes),
            }));
            if fonts.len() == before {
                return Err(FontError::Unreadable(index));
            }
        }
        let mut families: Vec<String> = Vec::new();
        for font in &fonts {
            let family = &font.info().family;
            if !families.iter().any(|known| known == family) {
                families.push(family.clone());
            }
        }
        if families.is_empty() {
            return Err(FontError::None);
        }
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Ok(Self { faces: fonts, book, families })
    }

    /// Whether every weight of one of the families has the character.
    pub fn has(&self, letter: char) -> bool {
        let covers = |font: &&Font| font.info().coverage.contains(u32::from(letter));
        self.families.iter().any(|family| {
            self.faces.iter().filter(|font| font.info().family == *family).all(|font| covers(&font))
        })
    }
}
