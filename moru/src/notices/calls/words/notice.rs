//! A content as people read it: on the public page, in an old revision, at the desk before it is approved, and on paper.

use std::fmt::Display;

use programme::{
    call::{CallContent, DeadlineWords, Milestone, Moment},
    deadline::Channel,
    scoring::{AdjustmentKind, CentiPoints, RubricStatus, ScoredStage, StageRule, TieRule},
    stated::StatedDate,
};

use crate::{
    notices::calls::words,
    web::{
        page::Page,
        parts::{Column, Pair},
        show,
    },
};

/// A whole notice.
pub struct NoticeView {
    /// Dates, number and money.
    pub facts: Vec<Pair>,
    /// Who may apply.
    pub gates: Vec<GateView>,
    /// What the call decides about that.
    pub gate_notes: Vec<String>,
    /// The stages.
    pub stages: Vec<StageView>,
    /// How points come together.
    pub points: Vec<String>,
    /// Whose proposal the points are; empty when they are official.
    pub proposal: String,
    /// The columns of criteria.
    pub criteria_columns: Vec<Column>,
    /// What happens when.
    pub schedule: Vec<Pair>,
    /// What to hand in.
    pub papers: Vec<PaperView>,
    /// The columns of that.
    pub paper_columns: Vec<Column>,
    /// Whom to ask.
    pub contacts: Vec<ContactView>,
    /// Where the full notice is: name and address.
    pub sites: Vec<(String, String)>,
}

/// A requirement.
pub struct GateView {
    /// Its words.
    pub text: String,
    /// What shows that it holds.
    pub evidence: String,
}

/// A stage.
pub struct StageView {
    /// Its name.
    pub name: String,
    /// Its words.
    pub text: String,
    /// Its weight and what it takes to go on.
    pub facts: String,
    /// Name, most points and floor of each criterion.
    pub criteria: Vec<(String, String, String)>,
}

/// A paper to hand in.
pub struct PaperView {
    /// Its name.
    pub name: String,
    /// Whether it must be there.
    pub required: String,
    /// The form to use.
    pub form: String,
    /// What else to know.
    pub note: String,
}

/// An inquiry line.
pub struct ContactView {
    /// For what.
    pub topic: String,
    /// Who answers.
    pub office: String,
    /// As people write it and as telephones dial it.
    pub phones: Vec<(String, String)>,
    /// When.
    pub hours: String,
}

/// The view of a content.
pub fn view(page: &Page, content: &CallContent) -> NoticeView {
    let columns = |names: &[&str]| names.iter().map(|name| Column::text(page.t(name))).collect();
    let rubric = &content.evaluation.rubric;
    let is_proposal = rubric.status == RubricStatus::Proposal;
    NoticeView {
        facts: facts(page, content),
        gates: gates(page, content),
        gate_notes: gate_notes(page, content),
        stages: rubric.stages.iter().map(|rule| stage(page, content, rule)).collect(),
        points: points(page, content),
        proposal: if is_proposal { page.t(&rubric.source).to_owned() } else { String::new() },
        criteria_columns: columns(&["평가지표", "배점", "과락 점수"]),
        schedule: content.schedule.iter().map(|milestone| line(page, milestone)).collect(),
        papers: papers(page, content),
        paper_columns: columns(&["서류", "꼭 냅니까?", "서식", "알아 둘 것"]),
        contacts: contacts(page, content),
        sites: content.sites.iter().map(|site| (page.t(&site.name).to_owned(), site.url.clone())).collect(),
    }
}

/// "2024. 5. 10.(금)": with the weekday of the calendar, whatever was stated.
fn day(stated: StatedDate) -> String {
    show::date(stated.date)
}

fn moment(page: &Page, moment: Option<Moment>) -> String {
    moment.map_or_else(|| page.t("정하지 않음").to_owned(), |moment| show::date_time(moment.instant()))
}

/// "5개 내외 (4–6개)" for the desk; the public reads what the notice says.
fn target(page: &Page, content: &CallContent) -> String {
    let target = content.basics.target;
    page.tf(if target.approximate { "{n}개 내외" } else { "{n}개" }, &[("n", &target.count)])
}

fn facts(page: &Page, content: &CallContent) -> Vec<Pair> {
    let (basics, dates) = (&content.basics, &content.dates);
    let window: [(&str, &dyn Display); 2] =
        [("opens", &moment(page, dates.opens)), ("closes", &moment(page, dates.closes))];
    // whatever the notice says, the moment itself is too late, and people are told so.
    let words = match dates.closes_words {
        DeadlineWords::Before | DeadlineWords::Until => "{opens}부터 {closes} 전까지",
    };
    let channel = match dates.channel {
        Channel::ENaradoum => "e나라도움",
        Channel::SelfHosted => "이 누리집",
        Channel::Sbiz24 => "소상공인24",
    };
    let mut facts = vec![
        Pair::new(page.t("접수 기간"), page.tf(words, &window)),
        Pair::new(page.t("신청하는 곳"), page.t(channel)),
        Pair::new(page.t("선정 규모"), target(page, content)),
        Pair::new(page.t("공고일"), moment(page, dates.announced)),
    ];
    if let (Some(starts), Some(ends)) = (basics.term.starts_on, basics.term.ends_on) {
        let term: [(&str, &dyn Display); 2] = [("starts", &show::date(starts)), ("ends", &show::date(ends))];
        facts.push(Pair::new(page.t("협약 기간"), page.tf("{starts}부터 {ends}까지", &term)));
    } else if let Some(ends) = basics.term.ends_on {
        facts.push(Pair::new(page.t("협약 기간"), page.tf("{ends}까지", &[("ends", &show::date(ends))])));
    }
    for (term, won) in [("전체 예산", basics.budget_total_won), ("센터 하나의 한도", basics.per_centre_won)]
    {
        if let Some(won) = won {
            facts.push(Pair::new(page.t(term), page.tf("{won}원", &[("won", &show::count(won.0))])));
        }
    }
    facts
}

fn gates(page: &Page, content: &CallContent) -> Vec<GateView> {
    let gates = content.requirements.gates.iter();
    gates
        .map(|gate| GateView {
            text: page.t(&gate.text).to_owned(),
            evidence: gate.evidence.iter().map(|one| page.t(one)).collect::<Vec<_>>().join(", "),
        })
        .collect()
}

fn gate_notes(page: &Page, content: &CallContent) -> Vec<String> {
    let options = content.requirements.options;
    vec![
        page.tf("운영인력은 {n}명 이상이어야 합니다.", &[("n", &options.min_staff)]),
        page.t(if options.part_timers_count {
            "시간제로 일하는 사람도 한 명으로 셉니다."
        } else {
            "시간제로 일하는 사람은 세지 않습니다."
        })
        .to_owned(),
        page.t(if options.premises_outside_cluster_allowed {
            "공간이 집적지 밖에 있어도 됩니다."
        } else {
            "공간은 집적지 안에 있어야 합니다."
        })
        .to_owned(),
        page.tf(
            "집적지 판정 규칙은 {rule}입니다 (소공인법 시행령 제2조·제3조).",
            &[("rule", &content.requirements.ruleset)],
        ),
    ]
}

fn stage(page: &Page, content: &CallContent, rule: &StageRule) -> StageView {
    let texts = content.evaluation.texts.iter();
    let text = texts.into_iter().find(|text| text.stage == rule.stage()).map(|text| page.t(&text.text));
    let (facts, criteria) = match rule {
        StageRule::Scored(scored) => (stage_facts(page, scored), criteria(scored)),
        StageRule::Veto(_) => {
            (page.t("점수를 주지 않습니다. 신청한 것과 다르면 탈락합니다.").to_owned(), Vec::new())
        }
    };
    StageView {
        name: page.t(words::stage(rule.stage())).to_owned(),
        text: text.unwrap_or_default().to_owned(),
        facts,
        criteria,
    }
}

fn stage_facts(page: &Page, scored: &ScoredStage) -> String {
    let weight = page.tf("비중 {n}%", &[("n", &scored.weight_percent)]);
    match scored.cut_mark_centi {
        Some(cut) => {
            let cut = page.tf("{points}점부터 다음 단계로 갑니다.", &[("points", &plain(cut))]);
            format!("{weight} · {cut}")
        }
        None => weight,
    }
}

fn criteria(scored: &ScoredStage) -> Vec<(String, String, String)> {
    let row = |criterion: &programme::scoring::Criterion| {
        let floor = criterion.floor_centi.map(plain).unwrap_or_default();
        (criterion.name.clone(), criterion.max_points.to_string(), floor)
    };
    scored.criteria.iter().map(row).collect()
}

fn plain(points: CentiPoints) -> String {
    points.to_string().trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// How points come together, a sentence each.
fn points(page: &Page, content: &CallContent) -> Vec<String> {
    let rubric = &content.evaluation.rubric;
    let pass = page.tf("{points}점부터 선정될 수 있습니다.", &[("points", &plain(rubric.pass_mark_centi))]);
    let mut out = vec![pass];
    for (kind, text) in [
        (AdjustmentKind::Bonus, "가점은 모두 더해 {cap}점까지입니다: {items}"),
        (AdjustmentKind::Penalty, "감점은 모두 더해 {cap}점까지입니다: {items}"),
    ] {
        let rule = rubric.adjustments(kind);
        let items: Vec<String> = rule
            .items
            .iter()
            .map(|item| format!("{} {}", page.t(&item.name), plain(item.max_centi)))
            .collect();
        if !items.is_empty() {
            let values: [(&str, &dyn Display); 2] =
                [("cap", &plain(rule.cap_centi)), ("items", &items.join(", "))];
            out.push(page.tf(text, &values));
        }
    }
    let ties: Vec<String> = rubric.ties.iter().map(|rule| tie(page, content, rule)).collect();
    if !ties.is_empty() {
        out.push(page.tf("동점이면 차례로 봅니다: {order}", &[("order", &ties.join(", "))]));
    }
    out
}

fn tie(page: &Page, content: &CallContent, rule: &TieRule) -> String {
    match rule {
        TieRule::Stage { stage } => page.tf("{stage} 점수", &[("stage", &page.t(words::stage(*stage)))]),
        TieRule::Criterion { stage, criterion } => {
            let scored = content.evaluation.rubric.scored_stage(*stage);
            let known = scored.and_then(|scored| scored.criterion(criterion));
            let name = known.map_or(criterion.0.as_str(), |known| known.name.as_str());
            format!("{} {}", page.t(words::stage(*stage)), page.t(name))
        }
        TieRule::ManufacturerCount => page.t("집적지의 소공인 수").to_owned(),
        TieRule::Lot => page.t("추첨").to_owned(),
    }
}

fn line(page: &Page, milestone: &Milestone) -> Pair {
    let name =
        if milestone.name.is_empty() { page.t(words::milestone(milestone.kind)) } else { &milestone.name };
    let when = match (milestone.starts, milestone.ends) {
        (None, _) => page.t("정하지 않음").to_owned(),
        (Some(starts), None) => day(starts),
        (Some(starts), Some(ends)) => {
            let values: [(&str, &dyn Display); 2] = [("starts", &day(starts)), ("ends", &day(ends))];
            page.tf("{starts}부터 {ends}까지", &values)
        }
    };
    Pair::new(name, when)
}

fn papers(page: &Page, content: &CallContent) -> Vec<PaperView> {
    let papers = content.papers.iter();
    papers
        .map(|paper| PaperView {
            name: page.t(&paper.name).to_owned(),
            required: page.t(if paper.required { "꼭 필요" } else { "해당하면" }).to_owned(),
            form: page.t(&paper.form).to_owned(),
            note: page.t(&paper.note).to_owned(),
        })
        .collect()
}

fn contacts(page: &Page, content: &CallContent) -> Vec<ContactView> {
    let contacts = content.contacts.iter();
    contacts
        .map(|contact| {
            let office = [contact.organisation.as_str(), contact.role.as_str()];
            ContactView {
                topic: contact.topic.clone(),
                office: office.map(|part| page.t(part)).join(" ").trim().to_owned(),
                phones: contact.phones.iter().map(|phone| (phone.to_string(), phone.e164())).collect(),
                hours: contact.hours.clone(),
            }
        })
        .collect()
}
