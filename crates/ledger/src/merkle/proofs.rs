//! Proofs over all leaf hashes, and their verification from the proof alone.

use super::{Frontier, node_hash};
use crate::hash::Sha256;

/// The root of the tree over these leaf hashes. RFC 6962 §2.1.
pub fn root(leaves: &[Sha256]) -> Sha256 {
    let mut frontier = Frontier::new();
    for leaf in leaves {
        frontier.append(*leaf);
    }
    frontier.root()
}

/// The largest power of two below `size`, where a tree of two or more leaves splits.
fn split(size: usize) -> usize {
    1 << (size - 1).ilog2()
}

/// The siblings of a leaf from the bottom up, or `None` when there is no such leaf. RFC 6962 §2.1.1.
pub fn inclusion_path(leaves: &[Sha256], index: usize) -> Option<Vec<Sha256>> {
    if index >= leaves.len() {
        return None;
    }
    let (mut rest, mut index, mut path) = (leaves, index, Vec::new());
    while rest.len() > 1 {
        let (left, right) = rest.split_at(split(rest.len()));
        if index < left.len() {
            path.push(root(right));
            rest = left;
        } else {
            path.push(root(left));
            index -= left.len();
            rest = right;
        }
    }
    path.reverse();
    Some(path)
}

/// The proof that the first `old_size` leaves are the beginning of these leaves, or `None` when there are fewer.
/// Empty when the sizes are equal or `old_size` is zero. RFC 6962 §2.1.2.
pub fn consistency_path(leaves: &[Sha256], old_size: usize) -> Option<Vec<Sha256>> {
    if old_size > leaves.len() {
        return None;
    }
    if old_size == 0 || old_size == leaves.len() {
        return Some(Vec::new());
    }
    let (mut rest, mut old, mut old_is_complete, mut path) = (leaves, old_size, true, Vec::new());
    while old < rest.len() {
        let (left, right) = rest.split_at(split(rest.len()));
        if old <= left.len() {
            path.push(root(right));
            rest = left;
        } else {
            path.push(root(left));
            old -= left.len();
            rest = right;
            old_is_complete = false;
        }
    }
    // The verifier knows the old root; it needs this subtree only when that root is not the subtree itself.
    if !old_is_complete {
        path.push(root(rest));
    }
    path.reverse();
    Some(path)
}

/// Whether the path leads from the leaf at `index` to the root of a tree of `size` leaves. RFC 9162 §2.1.3.2.
pub fn verify_inclusion(leaf: Sha256, (index, size): (u64, u64), path: &[Sha256], root: Sha256) -> bool {
    if index >= size {
        return false;
    }
    let (mut position, mut last, mut hash) = (index, size - 1, leaf);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if position % 2 == 1 || position == last {
            hash = node_hash(sibling, &hash);
            // A node that is alone at the right edge moves up without a sibling until it is a right child.
            let alone = position.trailing_zeros();
            position >>= alone;
            last >>= alone;
        } else {
            hash = node_hash(&hash, sibling);
        }
        position >>= 1;
        last >>= 1;
    }
    last == 0 && hash == root
}

/// Whether the path shows that the tree `(old_size, old_root)` is the beginning of the tree `(size, root)`.
/// RFC 9162 §2.1.4.2.
pub fn verify_consistency(old: (u64, Sha256), new: (u64, Sha256), path: &[Sha256]) -> bool {
    let ((old_size, old_root), (new_size, new_root)) = (old, new);
    if old_size > new_size {
        return false;
    }
    if old_size == new_size {
        return path.is_empty() && old_root == new_root;
    }
    if old_size == 0 {
        return path.is_empty() && old_root == super::empty_root();
    }
    let complete = old_size.trailing_zeros();
    let (mut position, mut last) = ((old_size - 1) >> complete, (new_size - 1) >> complete);
    // When the old tree is one complete subtree its root is where the proof starts, and is not repeated in it.
    let (first, rest) = if old_size.is_power_of_two() {
        (old_root, path)
    } else {
        let Some((first, rest)) = path.split_first() else { return false };
        (*first, rest)
    };
    let (mut old_hash, mut new_hash) = (first, first);
    for sibling in rest {
        if last == 0 {
            return false;
        }
        if position % 2 == 1 || position == last {
            old_hash = node_hash(sibling, &old_hash);
            new_hash = node_hash(sibling, &new_hash);
            let alone = position.trailing_zeros();
            position >>= alone;
            last >>= alone;
        } else {
            new_hash = node_hash(&new_hash, sibling);
        }
        position >>= 1;
        last >>= 1;
    }
    last == 0 && old_hash == old_root && new_hash == new_root
}
