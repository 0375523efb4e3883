//! Addresses of the round of papers after the close.

use uuid::Uuid;

use super::fill;

/// The round of an application: asked for and handed in.
pub const SUPPLEMENT: &str = "/applications/{id}/supplement";
/// Attach a paper (POST).
pub const SUPPLEMENT_PAPERS: &str = "/applications/{id}/supplement/papers";
/// A paper that came.
pub const SUPPLEMENT_PAPER: &str = "/applications/{id}/supplement/papers/{file}";
/// Hand the papers in (POST).
pub const SUPPLEMENT_HAND_IN: &str = "/applications/{id}/supplement/hand-in";
/// End a round whose time is over (POST).
pub const SUPPLEMENT_LAPSE: &str = "/applications/{id}/supplement/lapse";

/// The round of an application.
pub fn supplement(id: &Uuid) -> String {
    fill(SUPPLEMENT, &[id])
}

/// Attach a paper.
pub fn supplement_papers(id: &Uuid) -> String {
    fill(SUPPLEMENT_PAPERS, &[id])
}

/// A paper that came.
pub fn supplement_paper(id: &Uuid, file: &Uuid) -> String {
    fill(SUPPLEMENT_PAPER, &[id, file])
}

/// Hand the papers in.
pub fn supplement_hand_in(id: &Uuid) -> String {
    fill(SUPPLEMENT_HAND_IN, &[id])
}

/// End a round whose time is over.
pub fn supplement_lapse(id: &Uuid) -> String {
    fill(SUPPLEMENT_LAPSE, &[id])
}
