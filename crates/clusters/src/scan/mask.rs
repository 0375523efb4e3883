//! Which of 64 bytes are separators or quotes, as bits.
//!
//! The loop that asks this is compiled three times: for processors with AVX-512, with AVX2, and for any other.
//! Which one runs is found out once, at run time.
#![expect(
    unsafe_code,
    reason = "calling code compiled for a processor feature after checking for the feature"
)]

/// Bytes looked at in one step.
pub(crate) const BLOCK: usize = 64;

/// The interesting bytes of one block, bit *n* for byte *n*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Masks {
    /// Delimiters and line feeds.
    pub separators: u64,
    /// Line feeds alone.
    pub newlines: u64,
    /// Quotation marks.
    pub quotes: u64,
}

/// A loop over blocks that can be compiled for several processors.
pub(crate) trait Loop {
    /// Runs the loop, finding the masks of a block with `masks`. Must be inlined.
    fn run(self, masks: impl Fn(&[u8; BLOCK]) -> Masks);
}

/// Runs a loop on the best that the processor has.
pub(crate) fn run(looped: impl Loop, delimiter: u8) {
    #[cfg(target_arch = "x86_64")]
    {
        let bits = is_x86_feature_detected!("bmi1") && is_x86_feature_detected!("popcnt");
        if bits && is_x86_feature_detected!("avx512bw") {
            // SAFETY: the features that the function is compiled for were found just now.
            return unsafe { x86::run_avx512(looped, delimiter) };
        }
        if bits && is_x86_feature_detected!("avx2") {
            // SAFETY: as above.
            return unsafe { x86::run_avx2(looped, delimiter) };
        }
    }
    looped.run(
        #[inline(always)]
        |block| portable(block, delimiter),
    );
}

/// The masks of one block on any processor.
#[inline]
fn portable(block: &[u8; BLOCK], delimiter: u8) -> Masks {
    use wide::u8x16;
    let (commas, feeds, marks) = (u8x16::splat(delimiter), u8x16::splat(b'\n'), u8x16::splat(b'"'));
    let mut found = Masks { separators: 0, newlines: 0, quotes: 0 };
    for (i, part) in block.as_chunks::<16>().0.iter().enumerate() {
        let bytes = u8x16::new(*part);
        let newlines = bytes.simd_eq(feeds);
        let separators = bytes.simd_eq(commas) | newlines;
        found.separators |= u64::from(separators.to_bitmask()) << (16 * i);
        found.newlines |= u64::from(newlines.to_bitmask()) << (16 * i);
        found.quotes |= u64::from(bytes.simd_eq(marks).to_bitmask()) << (16 * i);
    }
    found
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::{
        __m256i, _mm256_cmpeq_epi8, _mm256_movemask_epi8, _mm256_or_si256, _mm256_set_epi64x,
        _mm256_set1_epi8, _mm512_cmpeq_epi8_mask, _mm512_set_epi64, _mm512_set1_epi8,
    };

    use super::{BLOCK, Loop, Masks};

    #[target_feature(enable = "avx512f,avx512bw,bmi1,popcnt,lzcnt")]
    pub(super) fn run_avx512(looped: impl Loop, delimiter: u8) {
        let set = |byte: u8| _mm512_set1_epi8(byte.cast_signed());
        let (commas, feeds, marks) = (set(delimiter), set(b'\n'), set(b'"'));
        looped.run(
            #[inline(always)]
            |block| {
                let w = words::<8>(block, 0);
                let bytes = _mm512_set_epi64(w[7], w[6], w[5], w[4], w[3], w[2], w[1], w[0]);
                let newlines = _mm512_cmpeq_epi8_mask(bytes, feeds);
                Masks {
                    separators: _mm512_cmpeq_epi8_mask(bytes, commas) | newlines,
                    newlines,
                    quotes: _mm512_cmpeq_epi8_mask(bytes, marks),
                }
            },
        );
    }

    #[target_feature(enable = "avx2,bmi1,popcnt,lzcnt")]
    pub(super) fn run_avx2(looped: impl Loop, delimiter: u8) {
        let set = |byte: u8| _mm256_set1_epi8(byte.cast_signed());
        let (commas, feeds, marks) = (set(delimiter), set(b'\n'), set(b'"'));
        let bits = |half: [__m256i; 2]| {
            let mask = |bytes| u64::from(_mm256_movemask_epi8(bytes).cast_unsigned());
            mask(half[0]) | mask(half[1]) << 32
        };
        looped.run(
            #[inline(always)]
            |block| {
                let halves = [words::<4>(block, 0), words::<4>(block, 4)]
                    .map(|w| _mm256_set_epi64x(w[3], w[2], w[1], w[0]));
                let newlines = halves.map(|half| _mm256_cmpeq_epi8(half, feeds));
                let commas = halves.map(|half| _mm256_cmpeq_epi8(half, commas));
                Masks {
                    separators: bits([
                        _mm256_or_si256(commas[0], newlines[0]),
                        _mm256_or_si256(commas[1], newlines[1]),
                    ]),
                    newlines: bits(newlines),
                    quotes: bits(halves.map(|half| _mm256_cmpeq_epi8(half, marks))),
                }
            },
        );
    }

    /// `N` words of a block from word `first` on. The compiler makes one load of it.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "must become part of a loop with processor features")]
    fn words<const N: usize>(block: &[u8; BLOCK], first: usize) -> [i64; N] {
        let words = block.as_chunks::<8>().0;
        std::array::from_fn(
            #[inline(always)]
            |n| i64::from_le_bytes(words[first + n]),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct One<'a>(&'a [u8; BLOCK], &'a mut Option<Masks>);

    impl Loop for One<'_> {
        fn run(self, masks: impl Fn(&[u8; BLOCK]) -> Masks) {
            *self.1 = Some(masks(self.0));
        }
    }

    /// Every variant that this processor can run finds what a plain loop finds.
    #[test]
    fn variants_agree() {
        let bits = |block: &[u8; BLOCK], wanted: &[u8]| {
            (0..BLOCK).filter(|&i| wanted.contains(&block[i])).fold(0, |bits, i| bits | 1_u64 << i)
        };
        for seed in 0..200_usize {
            let block: [u8; BLOCK] =
                std::array::from_fn(|i| b",\n\"abc\xFF;"[(i * 7 + i * i * seed + seed / 3) % 8]);
            let expected = Masks {
                separators: bits(&block, b",\n"),
                newlines: bits(&block, b"\n"),
                quotes: bits(&block, b"\""),
            };
            let mut best = None;
            run(One(&block, &mut best), b',');
            assert_eq!(best, Some(expected));
            assert_eq!(portable(&block, b','), expected);
            #[cfg(target_arch = "x86_64")]
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("lzcnt") {
                let mut middle = None;
                // SAFETY: the processor has the feature.
                unsafe { x86::run_avx2(One(&block, &mut middle), b',') };
                assert_eq!(middle, Some(expected));
            }
        }
    }
}
