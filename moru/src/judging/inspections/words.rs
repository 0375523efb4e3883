//! Inspections in words.

use programme::{
    inspection::{Doubt, Missing, Signer, Verdict, Visit},
    scoring::InspectionResult,
};

use super::access::State;
use crate::{
    base::words::Words,
    web::{forms::of_hundredths, page::Page},
};

/// How far an inspection is, and the shape beside it.
pub(super) const fn state(state: State) -> (&'static str, &'static str) {
    match state {
        State::Planned => ("unknown", "방문 예정"),
        State::Open => ("warn", "기록하는 중"),
        State::Closed => ("pass", "마침"),
    }
}

/// What it proposes.
pub const fn result(result: InspectionResult) -> (&'static str, &'static str) {
    match result {
        InspectionResult::Conform => ("pass", "적합"),
        InspectionResult::ConformAfterFix => ("warn", "보완 후 적합"),
        InspectionResult::NonConform => ("fail", "부적합"),
    }
}

/// A verdict.
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conform => "맞음",
        Verdict::Fix => "보완 필요",
        Verdict::Fail => "맞지 않음",
        Verdict::NotApplicable => "해당 없음",
    }
}

/// What was found at a firm.
pub const fn visit(visit: Visit) -> &'static str {
    match visit {
        Visit::NotVisited => "아직 가지 않음",
        Visit::Conform => "명부와 같음",
        Visit::Different => "명부와 다름",
    }
}

/// Who confirms.
pub const fn signer(signer: Signer) -> &'static str {
    match signer {
        Signer::First => "첫째 실사자",
        Signer::Second => "둘째 실사자",
        Signer::Host => "현장 담당자",
    }
}

/// The item that something is missing of; none where it is about the whole.
pub(super) const fn item_of(missing: &Missing) -> Option<u8> {
    match missing {
        Missing::Record { item }
        | Missing::Decision { item }
        | Missing::Photo { item }
        | Missing::Area { item }
        | Missing::Visits { item, .. }
        | Missing::Reason { item }
        | Missing::Explanation { item, .. } => Some(*item),
        Missing::Confirmation { .. } => None,
    }
}

/// What is missing.
pub(super) fn missing(page: &Page, missing: &Missing) -> String {
    let words = match missing {
        Missing::Record { .. } => Words::new("{item}번: 확인한 결과를 골라 주세요."),
        Missing::Decision { .. } => Words::new("{item}번: 두 사람의 기록이 달라 하나로 정해야 합니다."),
        Missing::Photo { .. } => Words::new("{item}번: 사진이 필요합니다."),
        Missing::Area { .. } => Words::new("{item}번: 잰 면적을 적어 주세요."),
        Missing::Visits { walked, least, .. } => {
            Words::new("{item}번: {walked}곳에 갔습니다. {least}곳 이상 가야 합니다.")
                .with("walked", walked)
                .with("least", least)
        }
        Missing::Reason { .. } => Words::new("{item}번: 왜 그런지 적어 주세요."),
        Missing::Explanation { doubt, .. } => explanation(*doubt),
        Missing::Confirmation { signer: who } => {
            return page.tf("{who}의 확인이 필요합니다.", &[("who", &page.t(signer(*who)))]);
        }
    };
    page.say(&words.with("item", item_of(missing).unwrap_or_default()))
}

fn explanation(doubt: Doubt) -> Words {
    match doubt {
        Doubt::Far { metres } => Words::new(
            "{item}번: 사진을 신청한 주소에서 {metres}m 떨어진 곳에서 찍었습니다. 까닭을 적어 주세요.",
        )
        .with("metres", metres),
        Doubt::Area { declared, measured } => {
            Words::new("{item}번: 신청서는 {declared}㎡, 잰 면적은 {measured}㎡입니다. 까닭을 적어 주세요.")
                .with("declared", of_hundredths(declared))
                .with("measured", of_hundredths(measured))
        }
        Doubt::Walk { walked, found } => Words::new(
            "{item}번: {walked}곳 가운데 {found}곳이 명부와 같습니다. 그렇게 판단한 까닭을 적어 주세요.",
        )
        .with("walked", walked)
        .with("found", found),
    }
}
