//! A photo that holds a picture and nothing else.

/// Why a photo is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhotoRefused {
    /// It is no JPEG, or not a whole one.
    #[error("it is no whole JPEG")]
    NoJpeg,
    /// It holds more than the picture: where, when and with what it was taken, a comment, or another file.
    #[error("it holds more than a picture")]
    HoldsMore,
}

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;

/// Whether bytes are a JPEG of which every segment belongs to the picture.
///
/// Kept are tables (DQT, DHT, DAC, DRI), frames, scans, the JFIF header without a preview, a colour profile (APP2) and
/// the colour transform of APP14. Everything else could say who was where: EXIF and XMP (APP1), IPTC (APP13), what
/// makers of cameras add (other APPn), comments, and whatever follows the end.
///
/// # Errors
/// If it is not.
pub fn check_jpeg(bytes: &[u8]) -> Result<(), PhotoRefused> {
    use PhotoRefused::{HoldsMore, NoJpeg};
    if bytes.get(..2) != Some(&[0xff, START]) {
        return Err(NoJpeg);
    }
    let (mut at, mut has_scan) = (2, false);
    loop {
        let Some([0xff, marker]) = bytes.get(at..at + 2) else { return Err(NoJpeg) };
        at += 2;
        if *marker == END {
            return match bytes.len() - at {
                0 if has_scan => Ok(()),
                0 => Err(NoJpeg),
                _ => Err(HoldsMore),
            };
        }
        let Some([high, low]) = bytes.get(at..at + 2) else { return Err(NoJpeg) };
        let length = usize::from(*high) << 8 | usize::from(*low);
        let Some(body) = bytes.get(at + 2..at + length).filter(|_| length >= 2) else { return Err(NoJpeg) };
        if !belongs(*marker, body)? {
            return Err(HoldsMore);
        }
        at += length;
        if *marker == SCAN {
            has_scan = true;
            at += picture(&bytes[at..]).ok_or(NoJpeg)?;
        }
    }
}

/// Whether a segment belongs to the picture.
fn belongs(marker: u8, body: &[u8]) -> Result<bool, PhotoRefused> {
    match marker {
        // Frames, tables, and where a scan begins.
        0xc0..=0xcf | 0xda..=0xdd => Ok(true),
        // The last two bytes are the size of a preview, and then the preview.
        0xe0 => Ok(body.len() == 14 && body.starts_with(b"JFIF\0") && body[12..] == [0, 0]),
        0xe2 => Ok(body.starts_with(b"ICC_PROFILE\0")),
        0xee => Ok(body.len() == 12 && body.starts_with(b"Adobe")),
        0xe1 | 0xe3..=0xed | 0xef | 0xfe => Ok(false),
        _ => Err(PhotoRefused::NoJpeg),
    }
}

/// How many bytes of picture there are before the next marker. A byte 0xff in it is followed by zero, or by a restart.
fn picture(bytes: &[u8]) -> Option<usize> {
    let is_marker = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff);
    bytes.windows(2).position(is_marker)
}
