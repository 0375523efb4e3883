//! 이의신청: what is answered, and until when. Filing is [`last_day_to_object`](crate::gates::last_day_to_object).

use chrono::NaiveDate;
use korea::calendar::{Holidays, NotCovered, Span, period_end_civil};
use serde::{Deserialize, Serialize};

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
