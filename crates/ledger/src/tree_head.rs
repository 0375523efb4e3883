//! Sealed tree heads: what the operator publishes, so that a log that was rewritten can be noticed.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    canonical::{CanonicalError, canonical_bytes},
    hash::Sha256,
    seal::{PublicKey, Signature, SigningKey},
};

/// The kind under which tree heads are sealed, and the tag in the file.
pub const FORMAT: &str = "moru-tree-head-1";

/// The tag of the file format, as a type with one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Format {
    /// The first format.
    #[default]
    #[serde(rename = "moru-tree-head-1")]
    TreeHead1,
}

/// The state of a log at one instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TreeHead {
    /// The tag of the file format.
    pub format: Format,
    /// The log's identifier.
    pub log_id: String,
    /// The number of leaves.
    pub size: u64,
    /// The root of the tree.
    pub root: Sha256,
    /// When it was sealed: Korean time, cut to milliseconds.
    #[serde(with = "crate::kst")]
    pub at: DateTime<Utc>,
    /// The key of the seal.
    pub public_key: PublicKey,
}

/// A tree head and the seal over its canonical bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedTreeHead {
    /// What is sealed.
    pub head: TreeHead,
    /// The seal.
    pub seal: Signature,
}

impl SealedTreeHead {
    /// Seals the state of a log.
    pub fn issue(
        log_id: String,
        log: &crate::Frontier,
        at: DateTime<Utc>,
        key: &SigningKey,
    ) -> Result<Self, CanonicalError> {
        let (size, root, public_key) = (log.size(), log.root(), key.public());
        let head = TreeHead { format: Format::TreeHead1, log_id, size, root, at, public_key };
        let seal = key.seal(FORMAT, &canonical_bytes(&head)?);
        Ok(Self { head, seal })
    }

    /// The canonical file.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical_bytes(self)
    }

    /// The tree head in these bytes, when they are its canonical form and the seal is that of the expected key.
    pub fn verify(bytes: &[u8], expected_key: &PublicKey) -> Option<TreeHead> {
        let Self { head, seal } = serde_json::from_slice::<Self>(bytes).ok()?;
        let sealed = head.public_key == *expected_key
            && expected_key.verifies(FORMAT, &canonical_bytes(&head).ok()?, &seal);
        let canonical = canonical_bytes(&Self { head: head.clone(), seal }).ok()? == bytes;
        (sealed && canonical).then_some(head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Frontier, leaf_hash};

    #[test]
    fn a_tree_head_holds_until_a_byte_changes() {
        let key = SigningKey::from_seed(&[5; 32]);
        let mut log = Frontier::new();
        log.append(leaf_hash(b"entry"));
        let at = "2024-05-10T09:00:00Z".parse().unwrap();
        let bytes = SealedTreeHead::issue("example".into(), &log, at, &key).unwrap().to_bytes().unwrap();
        let head = SealedTreeHead::verify(&bytes, &key.public()).unwrap();
        assert_eq!((head.size, head.root, head.at), (1, log.root(), at));
        assert!(SealedTreeHead::verify(&bytes, &SigningKey::from_seed(&[6; 32]).public()).is_none());
        for position in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[position] ^= 1;
            assert!(SealedTreeHead::verify(&changed, &key.public()).is_none(), "byte {position}");
        }
    }
}
