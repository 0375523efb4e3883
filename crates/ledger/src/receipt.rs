//! Receipts: what was received, when, and the proof that it is in the log.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    canonical::{CanonicalError, canonical_bytes},
    hash::Sha256,
    merkle::{Appended, leaf_hash},
    seal::{PublicKey, Signature, SigningKey},
};

/// The kind under which receipts are sealed, and the tag in the file.
pub const FORMAT: &str = "moru-receipt-1";

/// The tag of the file format, as a type with one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Format {
    /// The first format.
    #[default]
    #[serde(rename = "moru-receipt-1")]
    Receipt1,
}

/// A file that came with a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// The name the applicant gave it, as received.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// The hash of its bytes.
    pub sha256: Sha256,
}

/// The call that was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallRef {
    /// The call's identifier.
    pub id: String,
    /// Its title when the submission was received.
    pub title: String,
}

/// What the log keeps of a submission. Its canonical bytes are the leaf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The number people quote, unique in the log.
    pub receipt_no: String,
    /// The log's identifier.
    pub log_id: String,
    /// The call.
    pub call: CallRef,
    /// The application's identifier.
    pub application_id: String,
    /// The applicant institution's name when the submission was received.
    pub institution: String,
    /// The hash of the canonical bytes of everything that was filled in.
    pub form_sha256: Sha256,
    /// The files, in the order of the application.
    pub attachments: Vec<Attachment>,
    /// The form and the files together: see [`package_hash`].
    pub package_sha256: Sha256,
    /// When the complete submission had arrived, by the server's clock: Korean time, cut to milliseconds.
    #[serde(with = "crate::kst")]
    pub received_at: DateTime<Utc>,
    /// How far the server's clock was ahead of the time servers, in milliseconds; `None` (null in the file) when
    /// nobody had measured it. Not measured is not zero.
    pub clock_offset_ms: Option<i64>,
}

/// Where in the log the entry is, and the path that proves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// The leaf: the hash of a zero byte and the canonical entry.
    pub leaf: Sha256,
    /// The position of the leaf, counted from zero.
    pub index: u64,
    /// The number of leaves of the tree that the path leads to.
    pub size: u64,
    /// The root of that tree.
    pub root: Sha256,
    /// The siblings from the leaf up to the root.
    pub path: Vec<Sha256>,
}

/// Everything of a receipt that is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issued {
    /// The tag of the file format.
    pub format: Format,
    /// What was received.
    pub entry: Entry,
    /// Where it is in the log.
    pub proof: Proof,
    /// The key of the seal.
    pub public_key: PublicKey,
}

/// A receipt: [`Receipt::to_bytes`] is the file that the applicant keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// What is sealed.
    pub issued: Issued,
    /// The seal over its canonical bytes.
    pub seal: Signature,
}

/// Why a receipt is not issued.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// The package hash is not that of the form and the attachments.
    #[error("the package hash does not belong to the form and the attachments")]
    Package,
    /// The path does not lead from this entry to the root.
    #[error("the entry is not the leaf that was appended")]
    Leaf,
    /// A value has no canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

/// The hash of a whole submission: that of the canonical bytes of
/// `{"attachments":[{"bytes":…,"name":…,"sha256":…}…],"form_sha256":…}`.
pub fn package_hash(form_sha256: Sha256, attachments: &[Attachment]) -> Result<Sha256, CanonicalError> {
    #[derive(Serialize)]
    struct Package<'a> {
        attachments: &'a [Attachment],
        form_sha256: Sha256,
    }
    canonical_bytes(&Package { attachments, form_sha256 }).map(|bytes| Sha256::of(&bytes))
}

impl Entry {
    /// The leaf of this entry: what [`crate::Frontier::append`] takes.
    pub fn leaf(&self) -> Result<Sha256, CanonicalError> {
        canonical_bytes(self).map(|bytes| leaf_hash(&bytes))
    }

    pub(crate) fn package_holds(&self) -> bool {
        package_hash(self.form_sha256, &self.attachments).is_ok_and(|hash| hash == self.package_sha256)
    }
}

impl Receipt {
    /// Issues the receipt of an entry that was appended to the log.
    pub fn issue(entry: Entry, appended: Appended, key: &SigningKey) -> Result<Self, ReceiptError> {
        if !entry.package_holds() {
            return Err(ReceiptError::Package);
        }
        let Appended { index, size, root, inclusion_path: path } = appended;
        let proof = Proof { leaf: entry.leaf()?, index, size, root, path };
        if !proof.holds() {
            return Err(ReceiptError::Leaf);
        }
        let issued = Issued { format: Format::Receipt1, entry, proof, public_key: key.public() };
        let seal = key.seal(FORMAT, &canonical_bytes(&issued)?);
        Ok(Self { issued, seal })
    }

    /// The canonical file. Any other byte string is not this receipt.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical_bytes(self)
    }

    pub(crate) fn seal_holds(&self) -> bool {
        canonical_bytes(&self.issued)
            .is_ok_and(|bytes| self.issued.public_key.verifies(FORMAT, &bytes, &self.seal))
    }
}

impl Proof {
    pub(crate) fn holds(&self) -> bool {
        crate::merkle::verify_inclusion(self.leaf, (self.index, self.size), &self.path, self.root)
    }
}
