//! A hash chain for audit entries: each link fixes everything before it.

use crate::hash::Sha256;

/// What the first entry of a chain follows: 32 zero bytes.
pub const CHAIN_START: Sha256 = Sha256::from_bytes([0; 32]);

/// The link of an entry: SHA-256 over `"moru-chain-1"`, a zero byte, the 32 bytes of the previous link and
/// the canonical bytes of the entry.
pub fn chain(previous: Sha256, entry: &[u8]) -> Sha256 {
    Sha256::of_parts(&[b"moru-chain-1\0", previous.as_bytes(), entry])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_depends_on_every_entry_before_it_and_on_their_order() {
        let link = |entries: &[&[u8]]| entries.iter().fold(CHAIN_START, |prev, entry| chain(prev, entry));
        let all = link(&[b"one", b"two", b"three"]);
        assert_ne!(all, link(&[b"one", b"twO", b"three"]));
        assert_ne!(all, link(&[b"two", b"one", b"three"]));
        assert_ne!(all, link(&[b"one", b"three"]));
        assert_eq!(all, chain(link(&[b"one", b"two"]), b"three"));
    }

    #[test]
    fn known_answer() {
        // The same bytes through another implementation (sha256sum).
        assert_eq!(
            chain(CHAIN_START, b"{}").to_hex(),
            "ba8e64b8ac618e824cb3268095cc1973a0616d6eae684cbf509a25d20d959e60"
        );
    }
}
