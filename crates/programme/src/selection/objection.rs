//! 이의신청: what is answered, until when, and what changes by it. Filing is [`last_day_to_object`](crate::gates::last_day_to_object).

use chrono::NaiveDate;
use korea::calendar::{Holidays, NotCovered, Span, period_end_civil};
use serde::{Deserialize, Serialize};

use crate::states::ApplicationState;

/// Days for the answer, the day of the objection not counted. 행정기본법 제36조제2항.
const ANSWER_DAYS: u16 = 14;

/// Days by which the answer may be put off, once, counted from the day after the first period ended. 행정기본법
/// 제36조제2항 단서.
pub const EXTENSION_DAYS: u16 = 10;

/// The answer to an objection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answered {
    /// 인용.
    Upheld,
    /// 일부 인용.
    UpheldInPart,
    /// 기각.
    Rejected,
    /// 각하: too late, or not about something that can be objected to.
    Inadmissible,
}

impl Answered {
    /// All answers.
    pub const ALL: [Self; 4] = [Self::Upheld, Self::UpheldInPart, Self::Rejected, Self::Inadmissible];

    /// Whether something has to follow from it.
    pub const fn changes_something(self) -> bool {
        matches!(self, Self::Upheld | Self::UpheldInPart)
    }
}

/// What an objection is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// That the application may not be evaluated.
    Eligibility,
    /// What was decided of it.
    Selection,
}

/// What changes by an answer, beside what its text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// The decision stays: something is explained, or sent again.
    Nothing,
    /// The application is evaluated after all.
    Evaluated,
    /// It goes to the reserve.
    Reserve,
    /// It is selected.
    Selected,
}

/// Why an answer does not hold together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refused", rename_all = "snake_case")]
pub enum AnswerRefused {
    /// Something changes although nothing is upheld.
    #[error("something changes although nothing is upheld")]
    NothingUpheld,
    /// This is not possible for the application as it stands.
    #[error("this is not possible for the application as it stands")]
    NotPossible,
    /// It is upheld that the application may be evaluated, and it is not going to be.
    #[error("it is upheld in full, and the application is not evaluated")]
    NotEvaluated,
}

impl Effect {
    /// All effects.
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Evaluated, Self::Reserve, Self::Selected];

    /// What can change by the answer to an objection. Once a call is decided its order is told, and nobody is evaluated
    /// beside it any more: what is mended then stands in the text.
    pub const fn possible(about: About, state: ApplicationState, call_is_decided: bool) -> &'static [Self] {
        use ApplicationState as State;
        match (about, state, call_is_decided) {
            (About::Eligibility, State::Ineligible, false) => &[Self::Nothing, Self::Evaluated],
            (About::Selection, State::NotSelected, true) => &[Self::Nothing, Self::Reserve, Self::Selected],
            (About::Selection, State::Reserve, true) => &[Self::Nothing, Self::Selected],
            _ => &[Self::Nothing],
        }
    }
}

/// Whether an answer holds together: only what is upheld changes anything, only what is possible, and whoever is right
/// about being evaluated is evaluated where that is still possible (행정기본법 제36조).
///
/// # Errors
/// [`AnswerRefused`].
pub fn check_answer(
    answered: Answered,
    effect: Effect,
    (about, possible): (About, &[Effect]),
) -> Result<(), AnswerRefused> {
    if effect != Effect::Nothing && !answered.changes_something() {
        Err(AnswerRefused::NothingUpheld)
    } else if !possible.contains(&effect) {
        Err(AnswerRefused::NotPossible)
    } else if answered == Answered::Upheld
        && about == About::Eligibility
        && effect == Effect::Nothing
        && possible.contains(&Effect::Evaluated)
    {
        Err(AnswerRefused::NotEvaluated)
    } else {
        Ok(())
    }
}

/// The last day for the answer to an objection that was filed on a day, once it was put off or not. 행정기본법
/// 제36조제2항.
///
/// # Errors
/// [`NotCovered`] if the end lies in a year the holiday table does not know.
pub fn last_day_to_answer(
    filed_on: NaiveDate,
    put_off: bool,
    holidays: &Holidays,
) -> Result<NaiveDate, NotCovered> {
    let first = period_end_civil(filed_on, Span::Days(ANSWER_DAYS), holidays)?;
    if put_off { period_end_civil(first, Span::Days(EXTENSION_DAYS), holidays) } else { Ok(first) }
}
