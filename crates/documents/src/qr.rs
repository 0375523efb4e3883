//! QR codes as pictures.

use qrcode::{Color, EcLevel, QrCode};

use crate::{flow::Image, model::PictureFormat};

/// The longest content, in bytes: a code of this size can still be read from paper at 15 mm.
pub(crate) const LONGEST: usize = 300;

/// Pixels of a module, and modules of the white frame that readers need.
const SCALE: usize = 8;
const QUIET: usize = 4;

/// The code as a PNG of two colours; `None` when the content is empty or too long.
pub(crate) fn image(content: &str) -> Option<Image> {
    if content.is_empty() || content.len() > LONGEST {
        return None;
    }
    let code = QrCode::with_error_correction_level(content, EcLevel::M).ok()?;
    let modules = code.width();
    let side = (modules + 2 * QUIET) * SCALE;
    let colors = code.to_colors();
    let dark = |x: usize, y: usize| {
        let module = |at: usize| (at / SCALE).checked_sub(QUIET).filter(|at| *at < modules);
        let (Some(x), Some(y)) = (module(x), module(y)) else { return false };
        colors[y * modules + x] == Color::Dark
    };
    // One bit for each pixel, white is 1. The side is a multiple of eight, so rows fill their bytes.
    let rows = (0..side).flat_map(|y| {
        (0..side / 8)
            .map(move |byte| (0..8).fold(0_u8, |bits, bit| bits << 1 | u8::from(!dark(byte * 8 + bit, y))))
    });
    let data: Vec<u8> = rows.collect();
    let side = u32::try_from(side).ok()?;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&data).ok()?;
    writer.finish().ok()?;
    Some(Image { format: PictureFormat::Png, bytes, width: side, height: side })
}
