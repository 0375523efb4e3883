//! The review of eligibility by people (요건검토): what the gates said of the frozen evidence, together with what a
//! person found where no rule can know.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use korea::calendar::{Holidays, NotCovered, Span, period_end_civil};

use super::{Eligibility, Gate, GateReport};
use crate::Outcome;

/// Days in which an applicant may object, the day of the notice not counted. 행정기본법 제36조제1항.
const OBJECTION_DAYS: u16 = 30;

impl GateReport {
    /// A gate with what a person found, who is asked whether it holds.
    ///
    /// A gate that fails on the frozen evidence stays failed: mending it is for a supplement or an objection, where it
    /// leaves a trace. One that cannot be told needs a person, and one that holds may be found not to.
    pub fn reviewed(&self, gate: Gate, holds: Option<bool>) -> Outcome {
        match (self.outcome(gate), holds) {
            (Outcome::Fail, _) | (_, Some(false)) => Outcome::Fail,
            (Outcome::Unknown, Some(true)) => Outcome::Pass,
            (outcome, _) => outcome,
        }
    }

    /// R-40 with what people found.
    pub fn eligibility_with(&self, found: &BTreeMap<Gate, bool>) -> Eligibility {
        Eligibility::of(|gate| self.reviewed(gate, found.get(&gate).copied()))
    }
}

/// The last day on which an applicant who was told on a day may object. 행정기본법 제36조제1항.
///
/// # Errors
/// [`NotCovered`] if the end lies in a year the holiday table does not know.
pub fn last_day_to_object(told_on: NaiveDate, holidays: &Holidays) -> Result<NaiveDate, NotCovered> {
    period_end_civil(told_on, Span::Days(OBJECTION_DAYS), holidays)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gates::GateResult;

    fn report(outcomes: [Outcome; 5]) -> GateReport {
        let result = |(gate, outcome)| GateResult { gate, outcome, findings: Vec::new() };
        GateReport { gates: Gate::ALL.into_iter().zip(outcomes).map(result).collect() }
    }

    fn found(gates: &[(Gate, bool)]) -> BTreeMap<Gate, bool> {
        gates.iter().copied().collect()
    }

    #[test]
    fn what_the_evidence_fails_no_person_lets_pass() {
        use Outcome::{Fail, Pass};
        let report = report([Pass, Fail, Pass, Pass, Pass]);
        assert_eq!(
            report.eligibility_with(&found(&[(Gate::G2, true)])),
            Eligibility::Ineligible(vec![Gate::G2])
        );
    }

    #[test]
    fn what_cannot_be_told_waits_for_a_person() {
        use Outcome::{Pass, Unknown, Warn};
        let report = report([Unknown, Pass, Unknown, Warn, Pass]);
        assert_eq!(report.eligibility_with(&found(&[])), Eligibility::Undetermined(vec![Gate::G1, Gate::G3]));
        assert_eq!(
            report.eligibility_with(&found(&[(Gate::G1, true)])),
            Eligibility::Undetermined(vec![Gate::G3])
        );
        assert_eq!(
            report.eligibility_with(&found(&[(Gate::G1, true), (Gate::G3, true)])),
            Eligibility::Eligible
        );
        assert_eq!(
            report.eligibility_with(&found(&[(Gate::G1, true), (Gate::G3, false)])),
            Eligibility::Ineligible(vec![Gate::G3])
        );
    }

    #[test]
    fn what_holds_may_be_found_not_to() {
        let report = report([Outcome::Pass; 5]);
        assert_eq!(report.eligibility_with(&found(&[])), Eligibility::Eligible);
        assert_eq!(
            report.eligibility_with(&found(&[(Gate::G5, false)])),
            Eligibility::Ineligible(vec![Gate::G5])
        );
    }

    #[test]
    fn thirty_days_and_never_a_holiday() {
        let holidays = Holidays::embedded().expect("the table");
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        // 2024-05-17 and thirty days are Sunday, 2024-06-16.
        assert_eq!(last_day_to_object(day("2024-05-17"), &holidays), Ok(day("2024-06-17")));
        assert_eq!(last_day_to_object(day("2024-05-20"), &holidays), Ok(day("2024-06-19")));
    }
}
