//! Addresses of those who apply together and write together.

use uuid::Uuid;

use super::fill;

/// A partner of an application consents, by the link of its letter.
pub const PARTNER_CONSENT: &str = "/consent/{token}";

/// Who writes for one's institution; inviting somebody (POST).
pub const COLLEAGUES: &str = "/colleagues";
/// Take an invitation back (POST).
pub const COLLEAGUE_CANCEL: &str = "/colleagues/cancel";
/// Take a colleague's access away (POST).
pub const COLLEAGUE_REMOVE: &str = "/colleagues/{account}/remove";
/// Accept an invitation to write for an institution.
pub const JOIN: &str = "/join/{token}";
/// Say who answers for a step of an application (POST).
pub const APPLICATION_KEEPER: &str = "/applications/{id}/steps/{step}/keeper";

/// A partner of an application consents.
pub fn partner_consent(token: &str) -> String {
    fill(PARTNER_CONSENT, &[&token])
}

/// Takes a colleague's access away.
pub fn colleague_remove(account: &Uuid) -> String {
    fill(COLLEAGUE_REMOVE, &[account])
}

/// Accepts an invitation to write for an institution.
pub fn join(token: &str) -> String {
    fill(JOIN, &[&token])
}

/// Says who answers for a step of an application.
pub fn application_keeper(id: &Uuid, step: &str) -> String {
    fill(APPLICATION_KEEPER, &[id, &step])
}
