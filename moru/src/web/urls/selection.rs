//! Addresses of selections and objections.

use uuid::Uuid;

use super::fill;

/// What the committee decided about a call, at the desk.
pub const DESK_SELECTION: &str = "/desk/calls/{slug}/selection";
/// Confirm it for the ministry (POST).
pub const DESK_SELECTION_CONFIRM: &str = "/desk/calls/{slug}/selection/confirmation";
/// Tell all applicants.
pub const DESK_SELECTION_ANNOUNCE: &str = "/desk/calls/{slug}/selection/announcement";
/// Note that somebody selected dropped out (POST).
pub const DESK_SELECTION_FORFEIT: &str = "/desk/calls/{slug}/selection/{id}/forfeit";
/// Promote somebody from the reserve (POST).
pub const DESK_SELECTION_PROMOTE: &str = "/desk/calls/{slug}/selection/{id}/promotion";
/// Who was selected, for everybody.
pub const CALL_RESULT: &str = "/calls/{slug}/result";
/// What was decided of an application, for the applicant.
pub const RESULT: &str = "/applications/{id}/result";
/// The objection of an applicant: form or what was filed.
pub const OBJECTION: &str = "/applications/{id}/objection";
/// The objections at the desk.
pub const DESK_OBJECTIONS: &str = "/desk/objections";
/// One of them, and its answer.
pub const DESK_OBJECTION: &str = "/desk/objections/{id}";
/// Put the answer off (POST).
pub const DESK_OBJECTION_PUT_OFF: &str = "/desk/objections/{id}/putting-off";

/// What the committee decided about a call, at the desk.
pub fn desk_selection(slug: &str) -> String {
    fill(DESK_SELECTION, &[&slug])
}

/// Confirm it for the ministry.
pub fn desk_selection_confirm(slug: &str) -> String {
    fill(DESK_SELECTION_CONFIRM, &[&slug])
}

/// Tell all applicants.
pub fn desk_selection_announce(slug: &str) -> String {
    fill(DESK_SELECTION_ANNOUNCE, &[&slug])
}

/// Note that somebody selected dropped out.
pub fn desk_selection_forfeit(slug: &str, id: &Uuid) -> String {
    fill(DESK_SELECTION_FORFEIT, &[&slug, id])
}

/// Promote somebody from the reserve.
pub fn desk_selection_promote(slug: &str, id: &Uuid) -> String {
    fill(DESK_SELECTION_PROMOTE, &[&slug, id])
}

/// Who was selected, for everybody.
pub fn call_result(slug: &str) -> String {
    fill(CALL_RESULT, &[&slug])
}

/// What was decided of an application, for the applicant.
pub fn result(id: &Uuid) -> String {
    fill(RESULT, &[id])
}

/// The objection of an applicant.
pub fn objection(id: &Uuid) -> String {
    fill(OBJECTION, &[id])
}

/// An objection at the desk.
pub fn desk_objection(id: &Uuid) -> String {
    fill(DESK_OBJECTION, &[id])
}

/// Put the answer off.
pub fn desk_objection_put_off(id: &Uuid) -> String {
    fill(DESK_OBJECTION_PUT_OFF, &[id])
}
