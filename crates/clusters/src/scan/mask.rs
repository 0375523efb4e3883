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
    /// What the loop finds out.
    type Output;

    /// Runs the loop. Must be inlined.
    ///
    /// `masks` finds the masks of a block. `places` writes a base plus the place of every bit into the first
    /// slots; what later slots hold means nothing. Both are closures, for only a closure is compiled for the
    /// processor that the function around it is compiled for.
    fn run(
        self,
        masks: impl Fn(&[u8; BLOCK]) -> Masks,
        places: impl Fn(u64, u32, &mut [u32; BLOCK]),
    ) -> Self::Output;
}

/// Runs a loop on the best that the processor has.
pub(crate) fn run<L: Loop>(looped: L, delimiter: u8) -> L::Output {
    #[cfg(target_arch = "x86_64")]
    {
        let bits = is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("popcnt")
            && is_x86_feature_detected!("lzcnt");
        let wide = is_x86_feature_detected!("avx512bw") && is_x86_feature_detected!("avx512vbmi2");
        if bits && wide {
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
        each_bit,
    )
}

/// Whether there is a quote anywhere in `data`.
pub(crate) fn any_quote(data: &[u8]) -> bool {
    struct AnyQuote<'a>(&'a [u8]);

    impl Loop for AnyQuote<'_> {
        type Output = bool;

        #[inline(always)]
        #[expect(clippy::inline_always, reason = "becomes part of a loop with processor features")]
        fn run(
            self,
            masks: impl Fn(&[u8; BLOCK]) -> Masks,
            _places: impl Fn(u64, u32, &mut [u32; BLOCK]),
        ) -> bool {
            let (blocks, rest) = self.0.as_chunks::<BLOCK>();
            let (groups, few) = blocks.as_chunks::<16>();
            let quotes =
                |blocks: &[[u8; BLOCK]]| blocks.iter().fold(0, |found, block| found | masks(block).quotes);
            groups.iter().any(|group| quotes(group) != 0) || quotes(few) != 0 || rest.contains(&b'"')
        }
    }

    run(AnyQuote(data), b',')
}

/// The places of bits on any processor.
#[inline(always)]
#[expect(clippy::inline_always, reason = "becomes part of a loop with processor features")]
fn each_bit(bits: u64, base: u32, out: &mut [u32; BLOCK]) {
    let mut rest = bits;
    for group in out.as_chunks_mut::<8>().0 {
        for slot in group {
            *slot = base.wrapping_add(rest.trailing_zeros());
            rest &= rest.wrapping_sub(1);
        }
        if rest == 0 {
            break;
        }
    }
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
        __m256i, _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_movemask_epi8, _mm256_set1_epi8,
        _mm512_add_epi32, _mm512_castsi512_si128, _mm512_cmpeq_epi8_mask, _mm512_cvtepu8_epi32,
        _mm512_loadu_si512, _mm512_maskz_compress_epi8, _mm512_set1_epi8, _mm512_set1_epi32,
        _mm512_storeu_si512,
    };

    use super::{BLOCK, Loop, Masks, each_bit};

    /// With AVX-512 a comparison is a mask, and the places of bits are a compressed list of numbers.
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,bmi1,popcnt,lzcnt")]
    pub(super) fn run_avx512<L: Loop>(looped: L, delimiter: u8) -> L::Output {
        let set = |byte: u8| _mm512_set1_epi8(byte.cast_signed());
        let (commas, feeds, marks) = (set(delimiter), set(b'\n'), set(b'"'));
        let load = |block: &[u8; BLOCK]| {
            // SAFETY: the load reads the 64 bytes of `block`, at any alignment.
            unsafe { _mm512_loadu_si512(block.as_ptr().cast()) }
        };
        let numbers = load(&std::array::from_fn(|n| n as u8));
        looped.run(
            #[inline(always)]
            |block| {
                let bytes = load(block);
                let newlines = _mm512_cmpeq_epi8_mask(bytes, feeds);
                Masks {
                    separators: _mm512_cmpeq_epi8_mask(bytes, commas) | newlines,
                    newlines,
                    quotes: _mm512_cmpeq_epi8_mask(bytes, marks),
                }
            },
            #[inline(always)]
            |bits, base, out| {
                let mut rest = bits;
                for group in out.as_chunks_mut::<16>().0 {
                    let few = _mm512_maskz_compress_epi8(rest, numbers);
                    let wide = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(few));
                    let places = _mm512_add_epi32(wide, _mm512_set1_epi32(base.cast_signed()));
                    // SAFETY: the store writes the 64 bytes of `group`, at any alignment.
                    unsafe { _mm512_storeu_si512(group.as_mut_ptr().cast(), places) };
                    if rest.count_ones() <= 16 {
                        break;
                    }
                    for _ in 0..16 {
                        rest &= rest - 1;
                    }
                }
            },
        )
    }

    /// With AVX2.
    #[target_feature(enable = "avx2,bmi1,popcnt,lzcnt")]
    pub(super) fn run_avx2<L: Loop>(looped: L, delimiter: u8) -> L::Output {
        let set = |byte: u8| _mm256_set1_epi8(byte.cast_signed());
        let (commas, feeds, marks) = (set(delimiter), set(b'\n'), set(b'"'));
        let load = |half: &[u8]| {
            debug_assert_eq!(half.len(), 32);
            // SAFETY: both halves of a block have the 32 bytes that are read, at any alignment.
            unsafe { _mm256_loadu_si256(half.as_ptr().cast()) }
        };
        let bits = |low: __m256i, high: __m256i| {
            let mask = |bytes| u64::from(_mm256_movemask_epi8(bytes).cast_unsigned());
            mask(low) | mask(high) << 32
        };
        looped.run(
            #[inline(always)]
            |block| {
                let (low, high) = block.split_at(BLOCK / 2);
                let (low, high) = (load(low), load(high));
                let newlines = bits(_mm256_cmpeq_epi8(low, feeds), _mm256_cmpeq_epi8(high, feeds));
                let commas = bits(_mm256_cmpeq_epi8(low, commas), _mm256_cmpeq_epi8(high, commas));
                let quotes = bits(_mm256_cmpeq_epi8(low, marks), _mm256_cmpeq_epi8(high, marks));
                Masks { separators: commas | newlines, newlines, quotes }
            },
            each_bit,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The masks of a block and the places of its separators.
    struct One<'a>(&'a [u8; BLOCK]);

    impl Loop for One<'_> {
        type Output = (Masks, Vec<u32>);

        fn run(
            self,
            masks: impl Fn(&[u8; BLOCK]) -> Masks,
            places: impl Fn(u64, u32, &mut [u32; BLOCK]),
        ) -> Self::Output {
            let found = masks(self.0);
            let mut out = [0; BLOCK];
            places(found.separators, 1_000, &mut out);
            (found, out[..found.separators.count_ones() as usize].to_vec())
        }
    }

    /// Every variant that this processor can run finds what a plain loop finds.
    #[test]
    fn variants_agree() {
        for seed in 0..400_usize {
            let byte = |i: usize| b",\n\"abc\xFF,"[(i * 7 + i * i * seed + seed / 3) % 8];
            let block: [u8; BLOCK] = std::array::from_fn(|i| if seed == 0 { b',' } else { byte(i) });
            let bits = |wanted: &[u8]| {
                (0..BLOCK).filter(|&i| wanted.contains(&block[i])).fold(0, |bits, i| bits | 1_u64 << i)
            };
            let masks = Masks { separators: bits(b",\n"), newlines: bits(b"\n"), quotes: bits(b"\"") };
            let places =
                (0..BLOCK).filter(|i| b",\n".contains(&block[*i])).map(|i| 1_000 + i as u32).collect();
            let expected = (masks, places);
            assert_eq!(run(One(&block), b','), expected);
            assert_eq!(One(&block).run(|block| portable(block, b','), each_bit), expected);
            #[cfg(target_arch = "x86_64")]
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("lzcnt") {
                // SAFETY: the processor has the features.
                assert_eq!(unsafe { x86::run_avx2(One(&block), b',') }, expected);
            }
            assert_eq!(any_quote(&block), masks.quotes != 0);
        }
    }

    #[test]
    fn a_quote_is_seen_anywhere() {
        for length in [0, 1, 63, 64, 65, 1_023, 1_024, 2_000] {
            let mut data = vec![b'a'; length];
            assert!(!any_quote(&data));
            for at in 0..length {
                data[at] = b'"';
                assert!(any_quote(&data), "{at} of {length}");
                data[at] = b'a';
            }
        }
    }
}
