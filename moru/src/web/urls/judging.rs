//! The addresses of evaluators, meetings and scores.

use uuid::Uuid;

use super::fill;

/// The register of evaluators.
pub const DESK_EVALUATORS: &str = "/desk/evaluators";
/// Invite an evaluator.
pub const DESK_EVALUATOR_NEW: &str = "/desk/evaluators/new";
/// One evaluator at the desk.
pub const DESK_EVALUATOR: &str = "/desk/evaluators/{id}";
/// Enter what ties an evaluator to an institution (POST).
pub const DESK_EVALUATOR_TIES: &str = "/desk/evaluators/{id}/ties";
/// Let an evaluator rest, or invite them again (POST).
pub const DESK_EVALUATOR_STATE: &str = "/desk/evaluators/{id}/state";
/// Accept an invitation to evaluate.
pub const INVITATION: &str = "/invitation/{token}";
/// The calls and how far their evaluation is.
pub const DESK_JUDGING: &str = "/desk/judging";
/// The meetings that judge a call.
pub const DESK_MEETINGS: &str = "/desk/calls/{slug}/meetings";
/// One meeting at the desk.
pub const DESK_MEETING: &str = "/desk/meetings/{id}";
/// Who may be drawn for a meeting (POST).
pub const DESK_MEETING_CANDIDATES: &str = "/desk/meetings/{id}/candidates";
/// Freeze the list of candidates (POST).
pub const DESK_MEETING_FREEZE: &str = "/desk/meetings/{id}/list";
/// Draw lots (POST).
pub const DESK_MEETING_DRAW: &str = "/desk/meetings/{id}/draw";
/// What a candidate answered (POST).
pub const DESK_MEETING_ANSWER: &str = "/desk/meetings/{id}/answers";
/// Spread the applications over the panel (POST).
pub const DESK_MEETING_ASSIGN: &str = "/desk/meetings/{id}/assignment";
/// Appoint the panel (POST).
pub const DESK_MEETING_APPOINT: &str = "/desk/meetings/{id}/appointment";
/// Show a member the code for being there (POST).
pub const DESK_MEETING_CODE: &str = "/desk/meetings/{id}/code";
/// Seat the panel in front of applications that came later (POST).
pub const DESK_MEETING_JOIN: &str = "/desk/meetings/{id}/latecomers";
/// Seat somebody else (POST).
pub const DESK_MEETING_SEAT: &str = "/desk/meetings/{id}/seats";
/// What the cards of a meeting come to.
pub const DESK_MEETING_RESULTS: &str = "/desk/meetings/{id}/results";
/// Close a stage (POST).
pub const DESK_MEETING_CLOSE: &str = "/desk/meetings/{id}/closing";
/// The order of a call.
pub const DESK_SCORES: &str = "/desk/calls/{slug}/scores";
/// The score sheet of a call as the file anyone can compute again.
pub const DESK_SCORES_FILE: &str = "/desk/calls/{slug}/scores.json";
/// The bonuses and penalties of a call.
pub const DESK_ADJUSTMENTS: &str = "/desk/calls/{slug}/adjustments";
/// Those of an application.
pub const ADJUSTMENTS: &str = "/desk/applications/{id}/adjustments";
/// Confirm them (POST).
pub const ADJUSTMENTS_CONFIRM: &str = "/desk/applications/{id}/adjustments/confirmation";
/// The meetings one was appointed to.
pub const JUDGING: &str = "/judging";
/// One of them.
pub const JUDGING_MEETING: &str = "/judging/{meeting}";
/// The declaration of a member.
pub const JUDGING_DECLARATION: &str = "/judging/{meeting}/declaration";
/// Enter the code for being there (POST).
pub const JUDGING_CHECK_IN: &str = "/judging/{meeting}/check-in";
/// What the cards come to, for the chair.
pub const JUDGING_RESULTS: &str = "/judging/{meeting}/results";
/// The papers of an application and one's card.
pub const JUDGING_CARD: &str = "/judging/{meeting}/applications/{application}";
/// Read one's card once more and sign it.
pub const JUDGING_SIGN: &str = "/judging/{meeting}/applications/{application}/signature";
/// Step back from an application.
pub const JUDGING_RECUSAL: &str = "/judging/{meeting}/applications/{application}/recusal";
/// What was found on site, signed by the chair (POST).
pub const JUDGING_INSPECTION: &str = "/judging/{meeting}/applications/{application}/inspection";
/// A paper of an application, for those who judge it.
pub const JUDGING_FILE: &str = "/judging/{meeting}/applications/{application}/files/{file}";

/// One evaluator at the desk.
pub fn desk_evaluator(id: &Uuid) -> String {
    fill(DESK_EVALUATOR, &[id])
}

/// Enter what ties an evaluator to an institution (POST).
pub fn desk_evaluator_ties(id: &Uuid) -> String {
    fill(DESK_EVALUATOR_TIES, &[id])
}

/// Let an evaluator rest, or invite them again (POST).
pub fn desk_evaluator_state(id: &Uuid) -> String {
    fill(DESK_EVALUATOR_STATE, &[id])
}

/// Accept an invitation to evaluate.
pub fn invitation(token: &str) -> String {
    fill(INVITATION, &[&token])
}

/// The meetings that judge a call.
pub fn desk_meetings(slug: &str) -> String {
    fill(DESK_MEETINGS, &[&slug])
}

/// One meeting at the desk.
pub fn desk_meeting(id: &Uuid) -> String {
    fill(DESK_MEETING, &[id])
}

/// Who may be drawn for a meeting (POST).
pub fn desk_meeting_candidates(id: &Uuid) -> String {
    fill(DESK_MEETING_CANDIDATES, &[id])
}

/// Freeze the list of candidates (POST).
pub fn desk_meeting_freeze(id: &Uuid) -> String {
    fill(DESK_MEETING_FREEZE, &[id])
}

/// Draw lots (POST).
pub fn desk_meeting_draw(id: &Uuid) -> String {
    fill(DESK_MEETING_DRAW, &[id])
}

/// What a candidate answered (POST).
pub fn desk_meeting_answer(id: &Uuid) -> String {
    fill(DESK_MEETING_ANSWER, &[id])
}

/// Spread the applications over the panel (POST).
pub fn desk_meeting_assign(id: &Uuid) -> String {
    fill(DESK_MEETING_ASSIGN, &[id])
}

/// Appoint the panel (POST).
pub fn desk_meeting_appoint(id: &Uuid) -> String {
    fill(DESK_MEETING_APPOINT, &[id])
}

/// Show a member the code for being there (POST).
pub fn desk_meeting_code(id: &Uuid) -> String {
    fill(DESK_MEETING_CODE, &[id])
}

/// Seat the panel in front of applications that came later (POST).
pub fn desk_meeting_join(id: &Uuid) -> String {
    fill(DESK_MEETING_JOIN, &[id])
}

/// Seat somebody else (POST).
pub fn desk_meeting_seat(id: &Uuid) -> String {
    fill(DESK_MEETING_SEAT, &[id])
}

/// What the cards of a meeting come to.
pub fn desk_meeting_results(id: &Uuid) -> String {
    fill(DESK_MEETING_RESULTS, &[id])
}

/// Close a stage (POST).
pub fn desk_meeting_close(id: &Uuid) -> String {
    fill(DESK_MEETING_CLOSE, &[id])
}

/// The order of a call.
pub fn desk_scores(slug: &str) -> String {
    fill(DESK_SCORES, &[&slug])
}

/// The score sheet of a call as the file anyone can compute again.
pub fn desk_scores_file(slug: &str) -> String {
    fill(DESK_SCORES_FILE, &[&slug])
}

/// The bonuses and penalties of a call.
pub fn desk_adjustments(slug: &str) -> String {
    fill(DESK_ADJUSTMENTS, &[&slug])
}

/// Those of an application.
pub fn adjustments(id: &Uuid) -> String {
    fill(ADJUSTMENTS, &[id])
}

/// Confirm them.
pub fn adjustments_confirm(id: &Uuid) -> String {
    fill(ADJUSTMENTS_CONFIRM, &[id])
}

/// One of them.
pub fn judging_meeting(meeting: &Uuid) -> String {
    fill(JUDGING_MEETING, &[meeting])
}

/// The declaration of a member.
pub fn judging_declaration(meeting: &Uuid) -> String {
    fill(JUDGING_DECLARATION, &[meeting])
}

/// Enter the code for being there (POST).
pub fn judging_check_in(meeting: &Uuid) -> String {
    fill(JUDGING_CHECK_IN, &[meeting])
}

/// What the cards come to, for the chair.
pub fn judging_results(meeting: &Uuid) -> String {
    fill(JUDGING_RESULTS, &[meeting])
}

/// The papers of an application and one's card.
pub fn judging_card(meeting: &Uuid, application: &Uuid) -> String {
    fill(JUDGING_CARD, &[meeting, application])
}

/// Read one's card once more and sign it.
pub fn judging_sign(meeting: &Uuid, application: &Uuid) -> String {
    fill(JUDGING_SIGN, &[meeting, application])
}

/// Step back from an application.
pub fn judging_recusal(meeting: &Uuid, application: &Uuid) -> String {
    fill(JUDGING_RECUSAL, &[meeting, application])
}

/// What was found on site, signed by the chair (POST).
pub fn judging_inspection(meeting: &Uuid, application: &Uuid) -> String {
    fill(JUDGING_INSPECTION, &[meeting, application])
}

/// A paper of an application, for those who judge it.
pub fn judging_file(meeting: &Uuid, application: &Uuid, file: &Uuid) -> String {
    fill(JUDGING_FILE, &[meeting, application, file])
}
