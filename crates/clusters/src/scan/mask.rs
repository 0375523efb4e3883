//! Which of 64 bytes are separators or quotes, as bits.

use wide::u8x16;

/// Bytes looked at in one step.
pub(crate) const BLOCK: usize = 64;

/// The interesting bytes of one block, bit *n* for byte *n*.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Masks {
    /// Delimiters and line feeds.
    pub separators: u64,
    /// Line feeds alone.
    pub newlines: u64,
    /// Quotation marks.
    pub quotes: u64,
}

/// Finds the separators and quotes of one block.
#[inline(always)]
#[expect(clippy::inline_always, reason = "called once per 64 bytes of input, in one loop")]
pub(crate) fn masks(block: &[u8; BLOCK], delimiter: u8) -> Masks {
    let (commas, feeds, marks) = (u8x16::splat(delimiter), u8x16::splat(b'\n'), u8x16::splat(b'"'));
    let mut found = Masks { separators: 0, newlines: 0, quotes: 0 };
    let (parts, _) = block.as_chunks::<16>();
    for (i, part) in parts.iter().enumerate() {
        let bytes = u8x16::new(*part);
        let newlines = bytes.simd_eq(feeds);
        let separators = bytes.simd_eq(commas) | newlines;
        found.separators |= u64::from(separators.to_bitmask()) << (16 * i);
        found.newlines |= u64::from(newlines.to_bitmask()) << (16 * i);
        found.quotes |= u64::from(bytes.simd_eq(marks).to_bitmask()) << (16 * i);
    }
    found
}
