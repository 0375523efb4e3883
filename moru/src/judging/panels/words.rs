//! What the rules of panels say, in sentences.

use programme::{
    Basis, Cause, Finding,
    panel::{ConflictCause, Edge, Gender, PanelCause, Party},
    scoring::{NotOpen, RubricStatus, Stage},
};

use super::{
    access::State,
    evidence::{Entrant, People, Unassigned, Why},
};
use crate::{
    base::words::Words,
    judging::evaluators::words::gender,
    web::{page::Page, show},
};

/// The Korean of a stage.
pub const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::DocumentReview => "서류검토",
        Stage::SiteInspection => "현장실사",
        Stage::Presentation => "발표평가",
    }
}

/// A state as pages show it: its shape and its Korean.
pub const fn state(state: State) -> (&'static str, &'static str) {
    match state {
        State::Gathering => ("unknown", "후보 모으는 중"),
        State::Frozen => ("unknown", "명부 확정, 추첨 전"),
        State::Drawn => ("warn", "추첨함, 위원 확정 중"),
        State::Appointed => ("warn", "위촉함, 평가 중"),
        State::Closed => ("pass", "마감함"),
    }
}

/// The line that stands wherever a score or a criterion does, unless the rubric is the programme's own.
pub const fn proposal(status: RubricStatus) -> Option<&'static str> {
    match status {
        RubricStatus::Proposal => Some(
            "이 배점표는 공식 배점표가 아니라 제안입니다. 공식 배점표가 정해지면 그것으로 바꾸어야 합니다.",
        ),
        RubricStatus::Official => None,
    }
}

/// What is wrong with a panel.
pub fn panel(finding: &Finding, people: &People) -> Words {
    let Cause::Panel(cause) = &finding.cause else { return Words::new("") };
    match cause {
        PanelCause::TooFew { members, required } => {
            Words::new("위원이 {n}명입니다. {required}명 이상이어야 합니다.")
                .with("n", members)
                .with("required", required)
        }
        PanelCause::Even { members } => Words::new("위원이 {n}명입니다. 홀수여야 합니다.").with("n", members),
        PanelCause::FewFromOutside { outside, required } => {
            Words::new("외부 위원이 {n}명입니다. 과반수인 {required}명 이상이어야 합니다.")
                .with("n", outside)
                .with("required", required)
        }
        PanelCause::FewOfGender { gender: of, members, required, unknown } => {
            few_of(*of, *members, *required, *unknown)
        }
        PanelCause::SitsTooOften { person, sittings, most } => {
            let known = people.known.values().find(|known| known.person() == *person);
            Words::new("{name} 위원은 올해 {n}번째 평가가 됩니다. 한 해에 {most}번까지입니다.")
                .with("name", known.map_or("", |known| known.name.as_str()))
                .with("n", sittings)
                .with("most", most)
        }
        PanelCause::Repeated { .. } => "같은 사람이 두 자리에 있습니다.".into(),
        PanelCause::NoQuorum { present, required } => {
            Words::new("출석한 위원이 {n}명입니다. 과반수인 {required}명 이상이어야 합니다.")
                .with("n", present)
                .with("required", required)
        }
    }
}

fn few_of(of: Gender, members: u32, required: u32, unknown: u32) -> Words {
    let words = if unknown > 0 {
        Words::new("{gender} 위원이 {n}명입니다. {required}명 이상이어야 하는데 성별을 모르는 위원이 {unknown}명입니다.")
            .with("unknown", unknown)
    } else {
        Words::new("{gender} 위원이 {n}명입니다. {required}명 이상이어야 합니다.")
    };
    words.with("gender", gender(Some(of))).with("n", members).with("required", required)
}

/// What ties somebody to an application.
pub fn conflict(finding: &Finding, entrant: &Entrant) -> Words {
    let Cause::Conflict(ConflictCause { edge, with, .. }) = &finding.cause else {
        return Words::new("");
    };
    let whom = match with {
        Party::Lead(_) | Party::Partner(_) | Party::Employer(_) => entrant.institution.as_str(),
        Party::Person(_) => "",
    };
    let words = match edge {
        Edge::Themselves => Words::new("이 신청서에 이름이 있습니다."),
        Edge::Post => Words::new("{whom}에 소속되어 있습니다."),
        Edge::FormerPost => Words::new("{whom}에 소속되어 있었습니다."),
        Edge::Work => Words::new("{whom}의 일을 했습니다."),
        Edge::Relative => Words::new("신청서에 이름이 있는 사람의 친족입니다."),
        Edge::Shares => Words::new("{whom}의 지분이 있습니다."),
        Edge::FormerShares => Words::new("{whom}의 지분이 있었습니다."),
        Edge::Paper => Words::new("신청서에 이름이 있는 사람과 함께 글을 냈습니다."),
    };
    words.with("whom", whom)
}

/// The same with its basis and, where it is known, until when it stands.
pub fn conflict_line(page: &Page, finding: &Finding, entrant: &Entrant) -> String {
    let said = page.say(&conflict(finding, entrant));
    let basis = match finding.basis {
        Basis::HouseRule => page.t("운영 기준(기본값)").to_owned(),
        basis => page.t(&basis.citation()).to_owned(),
    };
    let until = match &finding.cause {
        Cause::Conflict(ConflictCause { free_from: Some(day), .. }) => {
            page.tf(" {day}부터는 평가할 수 있습니다.", &[("day", &show::date(*day))])
        }
        _ => String::new(),
    };
    format!("{said}{until} ({basis})")
}

/// Why somebody does not read an application (왜 이 사람이 아닌가).
pub fn why(page: &Page, why: &Why, entrants: &[Entrant], people: &People) -> String {
    let named = |id: &uuid::Uuid| {
        let found = entrants.iter().find(|entrant| entrant.application == *id);
        found.map(|entrant| entrant.institution.clone()).unwrap_or_default()
    };
    match why {
        Why::Conflict => page.t("이해관계가 있어 맡을 수 없습니다.").to_owned(),
        Why::Full { gives_way, loss: 0 } => page.tf(
            "맡을 수 있는 건수를 다 채웠습니다. {application} 대신 맡아도 적합도 합계는 같습니다.",
            &[("application", &named(gives_way))],
        ),
        Why::Full { gives_way, loss } => page.tf(
            "맡을 수 있는 건수를 다 채웠습니다. {application} 대신 맡으면 적합도 합계가 {loss}점 낮아집니다.",
            &[("application", &named(gives_way)), ("loss", loss)],
        ),
        Why::Fit { instead_of, loss: 0 } => page.tf(
            "{name} 위원과 적합도가 같습니다. 추첨 순서에 따라 {name} 위원이 맡았습니다.",
            &[("name", &people.name(*instead_of))],
        ),
        Why::Fit { instead_of, loss } => page.tf(
            "{name} 위원이 더 적합합니다. 바꾸면 적합도 합계가 {loss}점 낮아집니다.",
            &[("name", &people.name(*instead_of)), ("loss", loss)],
        ),
        Why::Needed => page.t("이 사람이 맡으면 다른 신청의 자리가 빕니다.").to_owned(),
    }
}

/// Why not every application gets its members.
pub fn unassigned(why: &Unassigned) -> Words {
    match why {
        Unassigned::Shortage(shortage) => Words::new(
            "이해관계가 없는 위원이 모자라 모든 신청에 위원을 배정할 수 없습니다. 신청 {n}건에 {missing}자리가 빕니다.",
        )
        .with("n", shortage.applications.len())
        .with("missing", shortage.missing()),
        Unassigned::Problem(_) => Words::new("한 건을 맡을 위원 수가 구성 기준과 맞지 않습니다."),
    }
}

/// Why a stage is not open yet.
pub fn not_open(why: &NotOpen) -> Words {
    match why {
        NotOpen::NoSuchStage { .. } => "이 공고의 평가에는 이 단계가 없습니다.".into(),
        NotOpen::Waiting { stage: before, applications } => {
            let words = match before {
                Stage::DocumentReview => "서류검토 결과가 없는 신청이 {n}건 있습니다.",
                Stage::SiteInspection => "현장실사 결과가 없는 신청이 {n}건 있습니다.",
                Stage::Presentation => "발표평가 결과가 없는 신청이 {n}건 있습니다.",
            };
            Words::new(words).with("n", applications.len())
        }
    }
}
