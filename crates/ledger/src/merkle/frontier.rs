//! The right edge of the tree, from which the next leaf is appended.

use serde::{Deserialize, Serialize};

use super::{empty_root, node_hash};
use crate::hash::Sha256;

/// The state of a log: its size and the roots of its complete subtrees, largest first.
///
/// There is one subtree per one-bit of the size, so a database row can hold the state of any log, and a log of
/// a billion entries appends with thirty hashes and nothing else read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Frontier {
    size: u64,
    nodes: Vec<Sha256>,
}

/// What appending a leaf gives: everything that a receipt says about the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appended {
    /// The position of the leaf, counted from zero.
    pub index: u64,
    /// The number of leaves, this one included.
    pub size: u64,
    /// The root of the tree of this size.
    pub root: Sha256,
    /// The siblings from the leaf up to the root; for the newest leaf all of them lie on its left.
    pub inclusion_path: Vec<Sha256>,
}

/// A stored state that no log can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrontierError {
    /// There must be one node per one-bit of the size.
    #[error("a log of {size} entries has {expected} nodes, not {found}")]
    NodeCount {
        /// The stored size.
        size: u64,
        /// The number of one-bits of the size.
        expected: u32,
        /// The number of stored nodes.
        found: usize,
    },
    /// The size is beyond 2⁵³ − 1 and could not be written in a receipt.
    #[error("a log of {0} entries is too large")]
    Size(u64),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    size: u64,
    nodes: Vec<Sha256>,
}

impl TryFrom<Stored> for Frontier {
    type Error = FrontierError;

    fn try_from(stored: Stored) -> Result<Self, FrontierError> {
        Self::from_parts(stored.size, stored.nodes)
    }
}

impl Frontier {
    /// The state of a log without entries.
    pub const fn new() -> Self {
        Self { size: 0, nodes: Vec::new() }
    }

    /// A state that was stored.
    pub fn from_parts(size: u64, nodes: Vec<Sha256>) -> Result<Self, FrontierError> {
        if size > crate::canonical::MAX_INTEGER.unsigned_abs() {
            return Err(FrontierError::Size(size));
        }
        let expected = size.count_ones();
        if u32::try_from(nodes.len()) != Ok(expected) {
            return Err(FrontierError::NodeCount { size, expected, found: nodes.len() });
        }
        Ok(Self { size, nodes })
    }

    /// The number of leaves.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The roots of the complete subtrees, largest first.
    pub fn nodes(&self) -> &[Sha256] {
        &self.nodes
    }

    /// The root of the whole tree.
    pub fn root(&self) -> Sha256 {
        let mut nodes = self.nodes.iter().rev();
        let Some(smallest) = nodes.next() else { return empty_root() };
        nodes.fold(*smallest, |right, left| node_hash(left, &right))
    }

    /// Appends a leaf, in O(log n) and from this state alone.
    pub fn append(&mut self, leaf: Sha256) -> Appended {
        let index = self.size;
        // The subtrees that stood before the leaf are exactly its siblings, from the smallest to the largest.
        let inclusion_path: Vec<Sha256> = self.nodes.iter().rev().copied().collect();
        let root = inclusion_path.iter().fold(leaf, |right, left| node_hash(left, &right));
        // Like a carry in binary addition: each trailing one-bit of the old size is a subtree to merge with.
        let carries = index.trailing_ones() as usize;
        let merged = inclusion_path.iter().take(carries).fold(leaf, |right, left| node_hash(left, &right));
        self.nodes.truncate(self.nodes.len() - carries);
        self.nodes.push(merged);
        self.size += 1;
        Appended { index, size: self.size, root, inclusion_path }
    }
}
