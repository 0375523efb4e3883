//! Pictures.

use std::io::Cursor;

use image::{ImageError, ImageReader};

use crate::{MOST_PIXELS, Problem};

/// Reads how large the picture is, without unpacking it.
pub(crate) fn inspect(content: &[u8]) -> Result<(), Problem> {
    let reader =
        ImageReader::new(Cursor::new(content)).with_guessed_format().map_err(|_| Problem::Unreadable)?;
    let (width, height) = reader.into_dimensions().map_err(|error| match error {
        ImageError::Limits(_) => Problem::TooMuchInside,
        _ => Problem::Unreadable,
    })?;
    let pixels = u64::from(width) * u64::from(height);
    match pixels {
        0 => Err(Problem::Unreadable),
        _ if pixels > MOST_PIXELS => Err(Problem::TooMuchInside),
        _ => Ok(()),
    }
}
