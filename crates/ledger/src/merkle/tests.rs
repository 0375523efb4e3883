use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;

use super::*;

type Oracle = MemoryBackedTree<sha2::Sha256, Vec<u8>>;

fn entries(count: usize) -> Vec<Vec<u8>> {
    (0..count).map(|number| format!("entry {number}").into_bytes()).collect()
}

fn leaves(count: usize) -> Vec<Sha256> {
    entries(count).iter().map(|entry| leaf_hash(entry)).collect()
}

fn oracle(count: usize) -> Oracle {
    let mut tree = Oracle::new();
    for entry in entries(count) {
        tree.push(entry);
    }
    tree
}

fn digests(bytes: &[u8]) -> Vec<Sha256> {
    bytes.chunks(32).map(|chunk| Sha256::from_bytes(chunk.try_into().unwrap())).collect()
}

fn oracle_root(tree: &Oracle) -> Sha256 {
    digests(tree.root().as_bytes())[0]
}

#[test]
fn roots_of_the_certificate_transparency_test_vectors() {
    // The eight leaves and roots that Certificate Transparency implementations share as reference data.
    let inputs: [&[u8]; 8] = [
        &[],
        &[0x00],
        &[0x10],
        &[0x20, 0x21],
        &[0x30, 0x31],
        &[0x40, 0x41, 0x42, 0x43],
        &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    ];
    let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut frontier = Frontier::new();
    assert_eq!(frontier.root().to_hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (input, expected) in inputs.iter().zip(roots) {
        assert_eq!(frontier.append(leaf_hash(input)).root.to_hex(), expected);
    }
}

#[test]
fn appending_agrees_with_the_oracle_at_every_size_up_to_260() {
    let mut tree = Oracle::new();
    let mut frontier = Frontier::new();
    for (index, entry) in entries(260).into_iter().enumerate() {
        let leaf = leaf_hash(&entry);
        tree.push(entry);
        let appended = frontier.append(leaf);
        assert_eq!((appended.index, appended.size), (index as u64, index as u64 + 1));
        assert_eq!(appended.root, oracle_root(&tree));
        assert_eq!(appended.root, frontier.root());
        assert_eq!(appended.inclusion_path, digests(tree.prove_inclusion(index).as_bytes()));
        assert!(verify_inclusion(
            leaf,
            (appended.index, appended.size),
            &appended.inclusion_path,
            appended.root
        ));
    }
}

#[test]
fn every_inclusion_path_up_to_40_leaves_agrees_with_the_oracle() {
    for size in 1..=40 {
        let (tree, leaves) = (oracle(size), leaves(size));
        let root = root(&leaves);
        for index in 0..size {
            let path = inclusion_path(&leaves, index).unwrap();
            assert_eq!(path, digests(tree.prove_inclusion(index).as_bytes()), "leaf {index} of {size}");
            for other in 0..size + 2 {
                let at = (other as u64, size as u64);
                assert_eq!(verify_inclusion(leaves[index], at, &path, root), other == index);
            }
        }
        assert_eq!(inclusion_path(&leaves, size), None);
    }
}

#[test]
fn every_consistency_path_up_to_40_leaves_agrees_with_the_oracle() {
    for size in 1..=40_usize {
        let (tree, leaves) = (oracle(size), leaves(size));
        let new = (size as u64, root(&leaves));
        for old_size in 0..=size {
            let path = consistency_path(&leaves, old_size).unwrap();
            if old_size > 0 && old_size < size {
                let expected = digests(tree.prove_consistency(size - old_size).as_bytes());
                assert_eq!(path, expected, "{old_size} of {size}");
            }
            let old = (old_size as u64, root(&leaves[..old_size]));
            assert!(verify_consistency(old, new, &path), "{old_size} of {size}");
            let forged = (old.0, Sha256::of(b"forged"));
            assert!(!verify_consistency(forged, new, &path));
            if old_size > 0 {
                assert!(!verify_consistency(old, (new.0, Sha256::of(b"forged")), &path));
            }
        }
        assert_eq!(consistency_path(&leaves, size + 1), None);
    }
}

#[test]
fn a_consistency_path_that_stops_below_the_root_proves_nothing() {
    let root = root(&leaves(4));
    assert!(verify_consistency((4, root), (4, root), &[]));
    for size in 5..=16 {
        assert!(!verify_consistency((4, root), (size, root), &[]), "the same root for {size} leaves");
    }
}

#[test]
fn a_stored_frontier_must_fit_its_size() {
    let mut frontier = Frontier::new();
    for leaf in leaves(11) {
        frontier.append(leaf);
    }
    let text = serde_json::to_string(&frontier).unwrap();
    assert_eq!(serde_json::from_str::<Frontier>(&text).unwrap(), frontier);
    assert_eq!(
        Frontier::from_parts(12, frontier.nodes().to_vec()),
        Err(FrontierError::NodeCount { size: 12, expected: 2, found: 3 })
    );
    assert_eq!(Frontier::from_parts(u64::MAX, Vec::new()), Err(FrontierError::Size(u64::MAX)));
    assert!(serde_json::from_str::<Frontier>(&text.replace("11", "12")).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_damaged_path_proves_nothing(size in 1_usize..600, index in any::<prop::sample::Index>(),
            damage in any::<prop::sample::Index>(), kind in 0..3) {
        let leaves = leaves(size);
        let index = index.index(size);
        let (root, at) = (root(&leaves), (index as u64, size as u64));
        let mut path = inclusion_path(&leaves, index).unwrap();
        prop_assert!(verify_inclusion(leaves[index], at, &path, root));
        match kind {
            0 => path.push(Sha256::of(b"more")),
            1 if !path.is_empty() => drop(path.remove(damage.index(path.len()))),
            _ if !path.is_empty() => {
                let place = damage.index(path.len());
                path[place] = Sha256::of(b"other");
            }
            _ => path.push(root),
        }
        prop_assert!(!verify_inclusion(leaves[index], at, &path, root));
    }

    #[test]
    fn verification_never_panics(index in any::<u64>(), size in any::<u64>(), length in 0_usize..130) {
        let hash = Sha256::of(b"anything");
        let path = vec![hash; length];
        verify_inclusion(hash, (index, size), &path, hash);
        verify_consistency((index, hash), (size, hash), &path);
    }

    #[test]
    fn any_prefix_is_consistent_and_any_other_history_is_not(size in 2_usize..400, old in any::<prop::sample::Index>(),
            changed in any::<prop::sample::Index>()) {
        let leaves = leaves(size);
        let old_size = 1 + old.index(size - 1);
        let path = consistency_path(&leaves, old_size).unwrap();
        let new = (size as u64, root(&leaves));
        prop_assert!(verify_consistency((old_size as u64, root(&leaves[..old_size])), new, &path));
        let mut rewritten = leaves[..old_size].to_vec();
        rewritten[changed.index(old_size)] = Sha256::of(b"rewritten");
        prop_assert!(!verify_consistency((old_size as u64, root(&rewritten)), new, &path));
    }
}
