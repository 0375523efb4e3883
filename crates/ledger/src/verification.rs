//! Checking a receipt offline: a list of named checks, whatever the bytes are.

use serde::{Deserialize, Serialize};

use crate::{
    hash::Sha256,
    receipt::{Attachment, Receipt},
    seal::PublicKey,
};

/// A file to compare with the receipt: its bytes, or their hash where somebody has taken it already.
#[derive(Debug, Clone, Copy)]
pub enum Content<'a> {
    /// The bytes themselves.
    Bytes(&'a [u8]),
    /// Their SHA-256.
    Hash(Sha256),
}

/// What a check looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "check", content = "name", rename_all = "snake_case")]
pub enum CheckName {
    /// The bytes are a receipt of a known format.
    Parses,
    /// The bytes are exactly the canonical form: nothing was added, reordered or respelled.
    Canonical,
    /// The seal is that of the key in the receipt, over everything but the seal.
    Seal,
    /// The key in the receipt is the expected one. Not checked when none was expected.
    Key,
    /// The package hash is that of the form hash and the list of attachments.
    Package,
    /// The leaf is that of the entry.
    Leaf,
    /// The path leads from the leaf to the root.
    Inclusion,
    /// The file of this name is the one that was received. Not checked when the file was not presented.
    Attachment(String),
}

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It holds.
    Passed,
    /// It does not hold.
    Failed,
    /// There was nothing to compare with.
    NotChecked,
}

/// One check and its outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// What was looked at.
    #[serde(flatten)]
    pub name: CheckName,
    /// How it ended.
    pub outcome: Outcome,
}

/// The result of [`Receipt::verify`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// The receipt, when the bytes are one. Trust it only when [`Verification::holds`].
    pub receipt: Option<Receipt>,
    /// The checks, in the order in which they should be read.
    pub checks: Vec<Check>,
}

impl Verification {
    /// Whether nothing failed. Without an expected key this says only that the receipt agrees with itself.
    pub fn holds(&self) -> bool {
        self.checks.iter().all(|check| check.outcome != Outcome::Failed)
    }

    /// How the check of this name ended; `NotChecked` when there was none.
    pub fn outcome(&self, name: &CheckName) -> Outcome {
        let check = self.checks.iter().find(|check| check.name == *name);
        check.map_or(Outcome::NotChecked, |check| check.outcome)
    }
}

impl From<bool> for Outcome {
    fn from(holds: bool) -> Self {
        if holds { Self::Passed } else { Self::Failed }
    }
}

impl Receipt {
    /// Checks the bytes of a receipt, the key that should have sealed it, and any of its files.
    ///
    /// Every byte counts: a receipt with one byte changed anywhere fails at least one check. No input panics.
    pub fn verify(
        bytes: &[u8],
        expected_key: Option<&PublicKey>,
        attachments: &[(&str, Content<'_>)],
    ) -> Verification {
        let receipt = serde_json::from_slice::<Self>(bytes).ok();
        let mut checks = vec![Check { name: CheckName::Parses, outcome: receipt.is_some().into() }];
        if let Some(receipt) = &receipt {
            let canonical = receipt.to_bytes().is_ok_and(|canonical| canonical == bytes);
            checks.push(Check { name: CheckName::Canonical, outcome: canonical.into() });
            checks.extend(own_checks(receipt, expected_key));
            checks.extend(attachment_checks(&receipt.issued.entry.attachments, attachments));
        }
        Verification { receipt, checks }
    }
}

fn own_checks(receipt: &Receipt, expected_key: Option<&PublicKey>) -> [Check; 5] {
    let issued = &receipt.issued;
    let key =
        expected_key.map_or(Outcome::NotChecked, |expected| Outcome::from(*expected == issued.public_key));
    let leaf = issued.entry.leaf().is_ok_and(|leaf| leaf == issued.proof.leaf);
    [
        (CheckName::Seal, receipt.seal_holds().into()),
        (CheckName::Key, key),
        (CheckName::Package, issued.entry.package_holds().into()),
        (CheckName::Leaf, leaf.into()),
        (CheckName::Inclusion, issued.proof.holds().into()),
    ]
    .map(|(name, outcome)| Check { name, outcome })
}

fn attachment_checks(listed: &[Attachment], presented: &[(&str, Content<'_>)]) -> Vec<Check> {
    let compared = presented.iter().map(|(name, content)| {
        let received = listed.iter().any(|file| file.name == *name && is_same(file, *content));
        Check { name: CheckName::Attachment((*name).to_owned()), outcome: received.into() }
    });
    let absent = listed.iter().filter(|file| presented.iter().all(|(name, _)| file.name != *name));
    let absent = absent
        .map(|file| Check { name: CheckName::Attachment(file.name.clone()), outcome: Outcome::NotChecked });
    compared.chain(absent).collect()
}

fn is_same(received: &Attachment, content: Content<'_>) -> bool {
    match content {
        Content::Hash(hash) => received.sha256 == hash,
        Content::Bytes(bytes) => {
            u64::try_from(bytes.len()) == Ok(received.bytes) && received.sha256 == Sha256::of(bytes)
        }
    }
}

#[cfg(test)]
mod tests;
