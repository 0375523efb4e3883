//! Addresses of what passes between here and another channel of submission.

use uuid::Uuid;

use super::fill;

/// Brings the list of receipts of a call.
pub const DESK_RECEIPTS: &str = "/desk/calls/{slug}/external-receipts";
/// An application as one package for another channel.
pub const APPLICATION_PACKAGE: &str = "/applications/{id}/package";

/// Brings the list of receipts of a call.
pub fn desk_receipts(slug: &str) -> String {
    fill(DESK_RECEIPTS, &[&slug])
}

/// An application as one package for another channel.
pub fn application_package(id: &Uuid) -> String {
    fill(APPLICATION_PACKAGE, &[id])
}
