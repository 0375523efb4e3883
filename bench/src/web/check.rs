//! Whether every acknowledged submission was kept: each receipt is fetched by its owner and verified.

use std::collections::BTreeSet;
use std::io;
use std::net::SocketAddr;

use ledger::{PublicKey, Receipt};

use super::applicants::Applicant;
use super::http::Connection;
use super::server::get;

/// What the receipts say together.
#[derive(Debug, Default)]
pub(super) struct Checked {
    /// Receipts whose seal, package, leaf and place in the log hold.
    pub genuine: usize,
    /// Places in the log, each of which may be taken once.
    pub places: BTreeSet<u64>,
    /// Receipts whose number is not their place in the log.
    pub out_of_order: usize,
}

impl Checked {
    /// Whether so many receipts stand at places of their own without a gap.
    pub(super) fn holds(&self, count: usize) -> bool {
        let first = self.places.first().copied().unwrap_or_default();
        let last = self.places.last().copied().unwrap_or_default();
        let without_gap = usize::try_from(last - first).is_ok_and(|span| span + 1 == count);
        self.genuine == count && self.places.len() == count && self.out_of_order == 0 && without_gap
    }
}

/// Fetches and verifies the receipts of these applicants.
pub(super) async fn receipts(address: SocketAddr, applicants: &[Applicant]) -> io::Result<Checked> {
    let mut connection = Connection::open(address).await?;
    connection.send(&get("/verify/key", "")).await?;
    let key: PublicKey =
        String::from_utf8_lossy(connection.body()).trim().parse().map_err(io::Error::other)?;
    let mut checked = Checked::default();
    for applicant in applicants {
        let path = format!("/applications/{}/receipt.json", applicant.application);
        if connection.send(&get(&path, &applicant.cookie())).await? != 200 {
            continue;
        }
        let verification = Receipt::verify(connection.body(), Some(&key), &[]);
        checked.genuine += usize::from(verification.holds());
        let Some(receipt) = verification.receipt else { continue };
        let index = receipt.issued.proof.index;
        checked.places.insert(index);
        let number =
            receipt.issued.entry.receipt_no.rsplit('-').next().and_then(|number| number.parse().ok());
        checked.out_of_order += usize::from(number != Some(index + 1));
    }
    Ok(checked)
}
