//! Addresses of those who apply together and write together.

use super::fill;

/// A partner of an application consents, by the link of its letter.
pub const PARTNER_CONSENT: &str = "/consent/{token}";

/// A partner of an application consents.
pub fn partner_consent(token: &str) -> String {
    fill(PARTNER_CONSENT, &[&token])
}
