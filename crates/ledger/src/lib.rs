#![doc = include_str!("../README.md")]

pub mod canonical;
pub mod chain;
pub mod hash;
mod kst;
pub mod merkle;
pub mod receipt;
pub mod seal;
pub mod tree_head;
pub mod verification;

pub use canonical::{CanonicalError, canonical_bytes};
pub use chain::{CHAIN_START, chain};
pub use hash::Sha256;
pub use merkle::{Appended, Frontier, leaf_hash};
pub use receipt::{Attachment, Entry, Issued, Receipt, ReceiptError, package_hash};
pub use seal::{PublicKey, Signature, SigningKey};
pub use tree_head::{SealedTreeHead, TreeHead};
pub use verification::{Check, CheckName, Content, Outcome, Verification};
