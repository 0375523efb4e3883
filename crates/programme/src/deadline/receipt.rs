//! Which instant counts.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where submissions are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// e나라도움, the network that subsidy actors must work through (보조금법 제26조의2제2항).
    ENaradoum,
    /// This system, for calls not bound to another.
    SelfHosted,
    /// 소상공인24.
    Sbiz24,
}

impl Channel {
    /// Whether another system takes the submission and gives the receipt that counts.
    pub const fn is_external(self) -> bool {
        matches!(self, Self::ENaradoum | Self::Sbiz24)
    }
}

/// The instants known about a submission. What a client's clock said is not among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Arrival {
    /// This server's clock when the complete final request had been received, before scanning and rendering.
    /// `None` while anything is missing; files that were uploaded with the draft count as received.
    pub complete_at: Option<DateTime<Utc>>,
    /// The time printed on the external receipt.
    pub external_receipt_at: Option<DateTime<Utc>>,
    /// When the external receipt was imported here. It never counts.
    pub imported_at: Option<DateTime<Utc>>,
}

/// Why a submission was not received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum NotReceived {
    /// The final request was not complete.
    #[error("the submission did not arrive in full")]
    Incomplete,
    /// The other system's receipt is missing.
    #[error("there is no receipt of the external channel")]
    NoExternalReceipt,
}

/// when a submission was received. Of this system the server's clock counts, when the complete request
/// had arrived; of an external channel the time printed on its receipt.
pub fn received_at(channel: Channel, arrival: &Arrival) -> Result<DateTime<Utc>, NotReceived> {
    if channel.is_external() {
        arrival.external_receipt_at.ok_or(NotReceived::NoExternalReceipt)
    } else {
        arrival.complete_at.ok_or(NotReceived::Incomplete)
    }
}
