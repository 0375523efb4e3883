use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::{
    Entry, Frontier, ReceiptError, Signature, SigningKey, canonical_bytes, package_hash,
    receipt::{CallRef, FORMAT},
};

const PLAN: &[u8] = b"%PDF-1.7 plan";
const ROSTER: &[u8] = b"roster";

fn key() -> SigningKey {
    SigningKey::from_seed(&[3; 32])
}

fn entry() -> Entry {
    let file = |name: &str, bytes: &[u8]| Attachment {
        name: name.into(),
        bytes: bytes.len() as u64,
        sha256: Sha256::of(bytes),
    };
    let attachments = vec![file("사업계획서.pdf", PLAN), file("명부.xlsx", ROSTER)];
    let form_sha256 = Sha256::of(b"{}");
    Entry {
        receipt_no: "2024-1-000042".into(),
        log_id: "example".into(),
        call: CallRef { id: "call-1".into(), title: "2024년 운영기관 모집".into() },
        application_id: "application-42".into(),
        institution: "예시대학교 산학협력단".into(),
        form_sha256,
        package_sha256: package_hash(form_sha256, &attachments).unwrap(),
        attachments,
        received_at: "2024-05-10T08:59:59.999Z".parse().unwrap(),
        clock_offset_ms: Some(-3),
    }
}

fn receipt() -> Receipt {
    let mut log = Frontier::new();
    for other in 0..12_u8 {
        log.append(crate::leaf_hash(&[other]));
    }
    let appended = log.append(entry().leaf().unwrap());
    Receipt::issue(entry(), appended, &key()).unwrap()
}

fn bytes() -> Vec<u8> {
    receipt().to_bytes().unwrap()
}

/// Seals the changed receipt again with the right key, as only an insider could.
fn resealed(change: impl Fn(&mut Receipt)) -> Vec<u8> {
    let mut receipt = receipt();
    change(&mut receipt);
    receipt.seal = key().seal(FORMAT, &canonical_bytes(&receipt.issued).unwrap());
    receipt.to_bytes().unwrap()
}

fn failed(bytes: &[u8]) -> Vec<CheckName> {
    let verification = Receipt::verify(bytes, Some(&key().public()), &[]);
    let failed = verification.checks.into_iter().filter(|check| check.outcome == Outcome::Failed);
    failed.map(|check| check.name).collect()
}

#[test]
fn a_receipt_holds_with_its_key_and_its_files() {
    let files = [("사업계획서.pdf", Content::Bytes(PLAN)), ("명부.xlsx", Content::Hash(Sha256::of(ROSTER)))];
    let verification = Receipt::verify(&bytes(), Some(&key().public()), &files);
    assert!(verification.holds());
    assert_eq!(verification.checks.len(), 9);
    assert!(verification.checks.iter().all(|check| check.outcome == Outcome::Passed));
    assert_eq!(verification.receipt, Some(receipt()));
}

#[test]
fn the_file_format_never_changes() {
    // The receipts that people hold look like this one. If this fails, the format needs a new tag.
    let kept = include_bytes!("receipt.json");
    assert_eq!(bytes(), kept);
    assert!(Receipt::verify(kept, Some(&key().public()), &[]).holds());
}

#[test]
fn a_clock_that_was_not_measured_is_not_on_time() {
    let unmeasured = Entry { clock_offset_ms: None, ..entry() };
    let appended = Frontier::new().append(unmeasured.leaf().unwrap());
    let bytes = Receipt::issue(unmeasured, appended, &key()).unwrap().to_bytes().unwrap();
    assert!(Receipt::verify(&bytes, Some(&key().public()), &[]).holds());
    assert!(String::from_utf8(bytes).unwrap().contains(r#""clock_offset_ms":null"#));
}

#[test]
fn without_a_key_and_without_files_these_are_not_checked() {
    let verification = Receipt::verify(&bytes(), None, &[]);
    assert!(verification.holds());
    assert_eq!(verification.outcome(&CheckName::Key), Outcome::NotChecked);
    assert_eq!(verification.outcome(&CheckName::Attachment("명부.xlsx".into())), Outcome::NotChecked);
}

#[test]
fn another_key_is_noticed() {
    let other = SigningKey::from_seed(&[4; 32]);
    assert!(!Receipt::verify(&bytes(), Some(&other.public()), &[]).holds());

    let mut forged = receipt();
    forged.issued.public_key = other.public();
    forged.seal = other.seal(FORMAT, &canonical_bytes(&forged.issued).unwrap());
    assert_eq!(failed(&forged.to_bytes().unwrap()), [CheckName::Key]);
}

#[test]
fn each_check_fails_alone() {
    let mut other_seal = receipt();
    other_seal.seal = key().seal("moru-tree-head-1", &canonical_bytes(&other_seal.issued).unwrap());
    assert_eq!(failed(&other_seal.to_bytes().unwrap()), [CheckName::Seal]);
    assert_eq!(failed(&resealed(|r| r.issued.proof.root = Sha256::of(b"x"))), [CheckName::Inclusion]);
    assert_eq!(failed(&resealed(|r| r.issued.proof.index = 3)), [CheckName::Inclusion]);
    assert_eq!(failed(&resealed(|r| r.issued.entry.institution.push('x'))), [CheckName::Leaf]);
    let package = resealed(|r| {
        r.issued.entry.attachments.pop();
    });
    assert_eq!(failed(&package), [CheckName::Package, CheckName::Leaf]);
    let spaced = String::from_utf8(bytes()).unwrap().replacen(':', ": ", 1);
    assert_eq!(failed(spaced.as_bytes()), [CheckName::Canonical]);
    assert_eq!(failed(b"{}"), [CheckName::Parses]);
}

#[test]
fn a_file_that_was_never_received_fails() {
    for (name, content) in [("명부.xlsx", Content::Bytes(PLAN)), ("없음.pdf", Content::Bytes(PLAN))] {
        let verification = Receipt::verify(&bytes(), None, &[(name, content)]);
        assert_eq!(verification.outcome(&CheckName::Attachment(name.into())), Outcome::Failed);
        assert!(!verification.holds());
    }
}

#[test]
fn a_file_of_another_length_than_the_receipt_says_fails() {
    let mut entry = entry();
    entry.attachments[0].bytes += 1;
    entry.package_sha256 = package_hash(entry.form_sha256, &entry.attachments).unwrap();
    let appended = Frontier::new().append(entry.leaf().unwrap());
    let bytes = Receipt::issue(entry, appended, &key()).unwrap().to_bytes().unwrap();
    let verification = Receipt::verify(&bytes, None, &[("사업계획서.pdf", Content::Bytes(PLAN))]);
    assert!(!verification.holds());
}

#[test]
fn a_receipt_is_issued_only_for_what_is_in_the_log() {
    let appended = Frontier::new().append(crate::leaf_hash(b"another entry"));
    assert_eq!(Receipt::issue(entry(), appended, &key()), Err(ReceiptError::Leaf));
    let mut wrong = entry();
    wrong.package_sha256 = Sha256::of(b"");
    let appended = Frontier::new().append(wrong.leaf().unwrap());
    assert_eq!(Receipt::issue(wrong, appended, &key()), Err(ReceiptError::Package));
}

#[test]
fn every_single_bit_of_a_receipt_counts() {
    let bytes = bytes();
    for position in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[position] ^= 1 << bit;
            assert!(!Receipt::verify(&changed, None, &[]).holds(), "bit {bit} of byte {position}");
        }
    }
}

#[test]
fn a_cut_or_lengthened_receipt_fails() {
    let bytes = bytes();
    for length in 0..bytes.len() {
        assert!(!Receipt::verify(&bytes[..length], None, &[]).holds());
    }
    assert!(!Receipt::verify(&[bytes.as_slice(), b"\n"].concat(), None, &[]).holds());
}

#[test]
fn the_signature_of_another_spelling_is_refused() {
    // Adding the group order to the second half is the classic second spelling of an Ed25519 signature.
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut receipt = receipt();
    let text = receipt.seal.to_string();
    let mut carry = 0_u16;
    let mut respelled = text[..64].to_owned();
    for (position, order) in ORDER.iter().enumerate() {
        let byte = u8::from_str_radix(&text[64 + 2 * position..66 + 2 * position], 16).unwrap();
        let sum = u16::from(byte) + u16::from(*order) + carry;
        write!(respelled, "{:02x}", sum & 0xff).unwrap();
        carry = sum >> 8;
    }
    receipt.seal = respelled.parse::<Signature>().unwrap();
    assert_eq!(failed(&receipt.to_bytes().unwrap()), [CheckName::Seal]);
}

proptest! {
    #[test]
    fn any_changed_byte_is_noticed(position in any::<prop::sample::Index>(), value in any::<u8>()) {
        let mut bytes = bytes();
        let position = position.index(bytes.len());
        prop_assume!(bytes[position] != value);
        bytes[position] = value;
        prop_assert!(!Receipt::verify(&bytes, Some(&key().public()), &[]).holds());
    }

    #[test]
    fn any_changed_byte_of_a_file_is_noticed(position in any::<prop::sample::Index>(), change in 1..=255_u8) {
        let mut file = PLAN.to_vec();
        let position = position.index(file.len());
        file[position] ^= change;
        prop_assert!(!Receipt::verify(&bytes(), None, &[("사업계획서.pdf", Content::Bytes(&file))]).holds());
    }

    #[test]
    fn arbitrary_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(!Receipt::verify(&bytes, None, &[]).holds());
    }

    #[test]
    fn arbitrary_splices_are_refused_without_a_panic(at in any::<prop::sample::Index>(), cut in 0_usize..80,
            insert in "[\\PC\\[\\]{}\":,0-9-]{0,40}") {
        let original = bytes();
        let at = at.index(original.len());
        let mut spliced = original.clone();
        spliced.splice(at..(at + cut).min(original.len()), insert.bytes());
        prop_assume!(spliced != original);
        prop_assert!(!Receipt::verify(&spliced, None, &[]).holds());
    }
}
