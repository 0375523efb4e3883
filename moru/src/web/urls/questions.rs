//! Addresses of questions about calls.

use uuid::Uuid;

use super::{fill, with_query};

/// What was asked about a call, and the form to ask.
pub const CALL_QUESTIONS: &str = "/calls/{slug}/questions";
/// The questions about a call at the desk.
pub const DESK_CALL_QUESTIONS: &str = "/desk/calls/{slug}/questions";
/// Answer a question (POST).
pub const DESK_QUESTION_ANSWER: &str = "/desk/calls/{slug}/questions/{id}/answer";
/// Correct an answer (POST).
pub const DESK_QUESTION_CORRECT: &str = "/desk/calls/{slug}/questions/{id}/correction";
/// Decline a question (POST).
pub const DESK_QUESTION_DECLINE: &str = "/desk/calls/{slug}/questions/{id}/decline";

/// What was asked about a call.
pub fn call_questions(slug: &str) -> String {
    fill(CALL_QUESTIONS, &[&slug])
}

/// The questions about a call in which words were searched for, after a question.
pub fn call_questions_found(slug: &str, words: &str, after: Option<Uuid>) -> String {
    let after = after.map(|after| after.to_string()).unwrap_or_default();
    let pairs = [("q", words), ("after", &after)];
    with_query(&call_questions(slug), pairs.into_iter().filter(|(_, value)| !value.is_empty()))
}

/// The questions about a call at the desk.
pub fn desk_call_questions(slug: &str) -> String {
    fill(DESK_CALL_QUESTIONS, &[&slug])
}

/// An act on a question: one of the addresses that begin with [`DESK_CALL_QUESTIONS`].
pub fn desk_question_act(act: &str, slug: &str, id: &Uuid) -> String {
    fill(act, &[&slug, id])
}
