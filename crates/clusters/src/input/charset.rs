//! The two encodings that Korean census files come in.

use std::borrow::Cow;

use crate::profile::Encoding;

/// How the bytes of one file are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charset {
    /// UTF-8.
    Utf8,
    /// CP949.
    Cp949,
}

impl Charset {
    /// The encoding asked for, or the one that the beginning of the file is written in.
    pub(crate) fn choose(asked: Encoding, head: &[u8]) -> Self {
        match asked {
            Encoding::Utf8 => Self::Utf8,
            Encoding::Cp949 => Self::Cp949,
            Encoding::Auto => match std::str::from_utf8(head) {
                Ok(_) => Self::Utf8,
                // A character may be cut at the end of the head.
                Err(error) if error.error_len().is_none() => Self::Utf8,
                Err(_) => Self::Cp949,
            },
        }
    }

    /// The text of `bytes`, if they are text in this encoding.
    pub(crate) fn decode(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Self::Utf8 => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Self::Cp949 => encoding_rs::EUC_KR.decode_without_bom_handling_and_without_replacement(bytes),
        }
    }

    /// The text of `bytes`, with a mark where they are not text.
    pub(crate) fn decode_lossy(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Utf8 => String::from_utf8_lossy(bytes),
            Self::Cp949 => encoding_rs::EUC_KR.decode_without_bom_handling(bytes).0,
        }
    }

    /// The word used in files.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Cp949 => "cp949",
        }
    }
}
