//! The append-only Merkle tree of RFC 6962 over leaf hashes.
//!
//! [`Frontier`] is the whole state that appending needs: about log₂ n hashes, whatever the number n of leaves.
//! The proofs over all leaf hashes, for auditors and monitors, are in [`inclusion_path`] and [`consistency_path`].

mod frontier;
mod proofs;

pub use frontier::{Appended, Frontier, FrontierError};
pub use proofs::{consistency_path, inclusion_path, root, verify_consistency, verify_inclusion};

use crate::hash::Sha256;

/// The hash of a leaf: SHA-256 over a zero byte and the entry. RFC 6962 §2.1.
pub fn leaf_hash(entry: &[u8]) -> Sha256 {
    Sha256::of_parts(&[&[0], entry])
}

/// The hash of an inner node: SHA-256 over a one byte and both children. RFC 6962 §2.1.
pub fn node_hash(left: &Sha256, right: &Sha256) -> Sha256 {
    Sha256::of_parts(&[&[1], left.as_bytes(), right.as_bytes()])
}

/// The root of the tree without leaves: SHA-256 over no bytes. RFC 6962 §2.1.
pub fn empty_root() -> Sha256 {
    Sha256::of(&[])
}

#[cfg(test)]
mod tests;
