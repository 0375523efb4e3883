use serde::{Deserialize, Serialize};

/// The kinds of pictures that can be embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PictureFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

/// A picture in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The file, PNG or JPEG; in JSON a list of numbers.
    pub bytes: Vec<u8>,
    /// What it shows, for people who do not see it; not empty.
    pub description: String,
    /// Its width on paper in millimetres, 5 to 170.
    pub width_mm: u16,
    /// The line below it.
    pub caption: Option<String>,
}

impl Picture {
    /// Format, width and height in pixels, read from the head of the file.
    pub fn size(&self) -> Option<(PictureFormat, u32, u32)> {
        size(&self.bytes)
    }
}

fn size(bytes: &[u8]) -> Option<(PictureFormat, u32, u32)> {
    let (format, width, height) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        let four = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
        (bytes.get(12..16)? == b"IHDR").then_some(())?;
        (PictureFormat::Png, four(16)?, four(20)?)
    } else {
        let (width, height) = jpeg_size(bytes)?;
        (PictureFormat::Jpeg, width, height)
    };
    (width > 0 && height > 0).then_some((format, width, height))
}

/// Walks over the segments of a JPEG file to the frame header.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let two = |at: usize| bytes.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes);
    bytes.starts_with(&[0xff, 0xd8]).then_some(())?;
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        (bytes[at] == 0xff).then_some(())?;
        match marker {
            // A fill byte.
            0xff => at += 1,
            // Frame headers, but not the tables that share their range.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return Some((u32::from(two(at + 7)?), u32::from(two(at + 5)?)));
            }
            _ => at += 2 + usize::from(two(at + 2)?.max(2)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_from_the_head() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        png.extend([0, 0, 1, 0, 0, 0, 0, 9, 8, 2, 0, 0, 0]);
        assert_eq!(size(&png), Some((PictureFormat::Png, 256, 9)));
        let jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 11, 8, 0, 7, 1, 4, 3, 1, 17, 0];
        assert_eq!(size(&jpeg), Some((PictureFormat::Jpeg, 260, 7)));
    }

    #[test]
    fn what_is_cut_or_something_else_has_no_size() {
        for bytes in
            [&b""[..], b"GIF89a", b"\x89PNG\r\n\x1a\n", &[0xff, 0xd8, 0xff, 0xe0, 0, 0], &[0xff, 0xd8, 1]]
        {
            assert_eq!(size(bytes), None);
        }
    }
}
