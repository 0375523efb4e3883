//! G1 and G3: the institution is able to run a centre, and is a non-profit.

use super::{Debarment, Gate, GateCause, GateResult, Institution, InstitutionKind, Judgement};
use crate::{Basis, Evidence, Finding, NextStep, Outcome};

/// G1: a person judges the capacity; an institution excluded from subsidies fails at once (보조금법 제31조의2),
/// and a civil-law non-profit must do work for small manufacturers (소공인법 시행령 제11조제1항).
pub(super) fn capacity(institution: &Institution) -> GateResult {
    let mut findings = vec![judged_capacity(institution.capacity), debarment(institution.debarment)];
    if institution.kind == InstitutionKind::CivilActArt32NonProfit {
        findings.push(related_work(institution.does_related_work));
    }
    GateResult::of(Gate::G1, findings)
}

/// What a yes or no, or its absence, means for a gate.
fn decided(holds: Option<bool>) -> Outcome {
    match holds {
        Some(true) => Outcome::Pass,
        Some(false) => Outcome::Fail,
        None => Outcome::Unknown,
    }
}

fn after(holds: Option<bool>) -> NextStep {
    match holds {
        Some(true) => NextStep::Nothing,
        Some(false) => NextStep::Object,
        None => NextStep::AwaitJudgement,
    }
}

fn judged_capacity(judgement: Option<Judgement>) -> Finding {
    let adequate = judgement.map(|judgement| judgement.holds);
    Finding::new(Gate::G1.rule(), decided(adequate), GateCause::Capacity { adequate }, Gate::G1.notice())
        .read_from(judgement.map(Evidence::Judgement))
        .then(after(adequate))
}

fn debarment(debarment: Debarment) -> Finding {
    let (outcome, cause, checked_on) = match debarment {
        Debarment::NotChecked => (Outcome::Unknown, GateCause::DebarmentNotChecked, None),
        Debarment::Clear { checked_on } => {
            (Outcome::Pass, GateCause::NotDebarred { checked_on }, Some(checked_on))
        }
        Debarment::Hit { checked_on } => {
            (Outcome::Fail, GateCause::Debarred { checked_on }, Some(checked_on))
        }
    };
    let next = match debarment {
        Debarment::NotChecked => NextStep::CheckDebarment,
        Debarment::Clear { .. } => NextStep::Nothing,
        Debarment::Hit { .. } => NextStep::Object,
    };
    Finding::new(Gate::G1.rule(), outcome, cause, Basis::SubsidyActArt31_2)
        .read_from(checked_on.map(|checked_on| Evidence::DebarmentList { checked_on }))
        .then(next)
}

fn related_work(done: Option<bool>) -> Finding {
    let cause = GateCause::RelatedWork { done };
    Finding::new(Gate::G1.rule(), decided(done), cause, Basis::ManufacturerDecreeArt11P1).then(after(done))
}

/// G3: a non-profit, universities and bodies of local governments included. A company fails; of a general
/// cooperative, which may pay out profits, a person decides. Notice, 신청자격 ③.
pub(super) fn non_profit(institution: &Institution) -> GateResult {
    let kind = institution.kind;
    let by_kind = |outcome| {
        let cause = GateCause::InstitutionKind { institution: kind };
        Finding::new(Gate::G3.rule(), outcome, cause, Gate::G3.notice())
    };
    let finding = match kind {
        InstitutionKind::ForProfit => by_kind(Outcome::Fail).then(NextStep::CorrectInstitution),
        InstitutionKind::GeneralCooperative => judged_cooperative(institution.non_profit),
        _ => by_kind(Outcome::Pass),
    };
    GateResult::of(Gate::G3, vec![finding])
}

fn judged_cooperative(judgement: Option<Judgement>) -> Finding {
    let non_profit = judgement.map(|judgement| judgement.holds);
    let cause = GateCause::InstitutionJudged { institution: InstitutionKind::GeneralCooperative, non_profit };
    Finding::new(Gate::G3.rule(), decided(non_profit), cause, Gate::G3.notice())
        .read_from(judgement.map(Evidence::Judgement))
        .then(after(non_profit))
}
