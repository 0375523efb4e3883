//! What a partner says on the page of its link.

use korea::numbers::resident;
use programme::consortium::Answer;

use crate::{
    base::words::Words,
    web::forms::{Fields, Problems},
};

/// The longest name or position, in characters.
const LONGEST_NAME: usize = 100;
/// The longest reason, in characters.
pub(super) const LONGEST_REASON: usize = 1_000;

/// An answer that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartnerAnswer {
    /// SHA-256 of what the page showed, hex.
    pub terms: String,
    /// What is said.
    pub answer: Answer,
    /// Who says it.
    pub person: String,
    /// Which position that person has.
    pub position: String,
    /// Why, of a no.
    pub reason: String,
}

/// Reads the form of a partner. What was typed stays with the caller.
pub fn partner_answer(fields: &Fields) -> Result<PartnerAnswer, Problems> {
    let mut problems = Problems::default();
    let answer = match fields.get("answer") {
        "agreed" => Some(Answer::Agreed),
        "declined" => Some(Answer::Declined),
        "withdrawn" => Some(Answer::Withdrawn),
        _ => None,
    };
    if answer.is_none() {
        problems.add("answer", "동의하는지 동의하지 않는지 골라 주세요.");
    }
    let mut text = |name: &'static str, empty: Option<&'static str>, longest: usize| {
        let value = fields.get(name);
        match empty {
            Some(empty) if value.is_empty() => problems.add(name, empty),
            _ if value.chars().count() > longest => {
                problems.add(name, Words::new("{limit}자 이내로 적어 주세요.").with("limit", longest));
            }
            _ if resident::contains(value) => problems.add(
                name,
                "주민등록번호로 보이는 숫자가 있습니다. 주민등록번호는 받지 않습니다. 지우고 다시 적어 주세요.",
            ),
            _ => {}
        }
        value.to_owned()
    };
    let person = text("person", Some("답하시는 분의 이름을 적어 주세요."), LONGEST_NAME);
    let position = text("position", Some("직위를 적어 주세요. 예: 원장, 대표"), LONGEST_NAME);
    let is_no = matches!(answer, Some(Answer::Declined | Answer::Withdrawn));
    let reason = text("reason", is_no.then_some("까닭을 적어 주세요."), LONGEST_REASON);
    match answer {
        Some(answer) if problems.is_empty() => {
            Ok(PartnerAnswer { terms: fields.get("terms").to_owned(), answer, person, position, reason })
        }
        _ => Err(problems),
    }
}
