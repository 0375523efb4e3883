//! The page of an instant.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    response::Response,
    routing::get,
};
use chrono::{DateTime, NaiveDateTime, Utc};
use korea::dates::kst;
use programme::gates::Gate;
use serde::Deserialize;
use uuid::Uuid;

use super::{
    evidence::{self, Judged, StageThen, Then},
    words,
};
use crate::{
    applying::{
        applications::words as gates,
        intake::access::{Act, require},
    },
    base::{
        app::App,
        errors::{Outcome, Refusal},
        words::Words,
    },
    identity::accounts::{Role, Visitor, permissions::Subject},
    judging::{
        objections::words::{about, answered},
        panels::words::stage,
        selection::words::conclusion,
    },
    web::{
        forms::Problems,
        page::{Page, html},
        parts::{Field, FindingLine, Pair},
        show, urls,
    },
};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new().route(urls::REPLAY, get(show))
}

struct EventView {
    iso: String,
    at: String,
    who: String,
    what: String,
    reason: String,
}

/// Something that was decided, with what it rests on and whether it holds when it is looked at again.
struct Section {
    title: String,
    facts: Vec<Pair>,
    /// `pass` or `fail`, and the sentence beside it.
    check: (&'static str, String),
}

#[derive(Template)]
#[template(path = "insight/replay/templates/replay.html")]
struct ReplayPage {
    page: Page,
    id: Uuid,
    number: String,
    field: Field,
    is_begun: bool,
    facts: Vec<Pair>,
    lines: Vec<FindingLine>,
    sections: Vec<Section>,
    events: Vec<EventView>,
}

/// Which instant, in Korean time, such as `2024-05-20T10:00`; now when nothing is asked.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    at: String,
}

/// How an instant is written in the address and in the field.
const WRITTEN: &str = "%Y-%m-%dT%H:%M:%S";

fn instant(text: &str) -> Option<DateTime<Utc>> {
    let read =
        [WRITTEN, "%Y-%m-%dT%H:%M"].iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    read.map(kst::instant)
}

/// The application as it stood at the instant asked for.
async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Outcome<Response> {
    let database = app.database.read();
    let actor = visitor.actor()?;
    let known =
        crate::applying::applications::store::find(database, id).await?.ok_or_else(Refusal::not_found)?;
    require(Act::Read, actor, &Subject { owner: None, state: known.state })?;
    let page = visitor.page();
    let mut problems = Problems::default();
    let at = instant(&asked.at).unwrap_or(visitor.now).min(visitor.now);
    if !asked.at.is_empty() && instant(&asked.at).is_none() {
        problems.add("at", Words::new("날짜와 시각을 확인해 주세요. 예: 2024-05-20 10:00"));
    }
    let written = kst::local(at).format(WRITTEN).to_string();
    let then = evidence::then(database, id, at).await?;
    let number = known.receipt_number.unwrap_or_default();
    let page =
        page.clone().under(urls::review(&id), number.clone()).under(urls::replay(&id), page.t("그때의 모습"));
    html(&ReplayPage {
        id,
        number,
        field: Field::new(&page, "at", &written, &problems),
        is_begun: then.is_some(),
        facts: then.as_ref().map(|then| facts(&page, then)).unwrap_or_default(),
        lines: then
            .as_ref()
            .and_then(|then| then.judged.as_ref())
            .map(|judged| lines(&page, judged))
            .unwrap_or_default(),
        sections: then.as_ref().map(|then| sections(&page, then)).unwrap_or_default(),
        events: then.as_ref().map(|then| events(&page, then)).unwrap_or_default(),
        page,
    })
}

fn facts(page: &Page, then: &Then) -> Vec<Pair> {
    let mut facts = vec![
        Pair::new(page.t("공고"), page.t(&then.call.title)),
        Pair::new(page.t("기관 이름"), &then.institution),
        Pair::new(page.t("그때의 상태"), page.t(gates::state_word(then.state))),
    ];
    if let Some((number, since)) = then.revision {
        let words = page.tf("{n}번째 공고문 ({at} 공개)", &[("n", &number), ("at", &show::date_time(since))]);
        facts.push(Pair::new(page.t("그때의 공고문"), words));
    }
    if let Some(at) = then.application.received_at.filter(|_| then.judged.is_some()) {
        facts.push(Pair::new(page.t("받은 때"), show::exact(at)));
    }
    facts
}

/// The gates as they stood: what was frozen, and what people had found by then.
fn lines(page: &Page, judged: &Judged) -> Vec<FindingLine> {
    let latest = crate::applying::intake::store::latest(&judged.found);
    let line = |(gate, line): (Gate, FindingLine)| {
        let found = latest.get(&gate);
        FindingLine {
            state: gates::state(judged.report.reviewed(gate, found.map(|found| found.holds))),
            detail: found.map_or(line.detail, |found| found.reason.clone()),
            ..line
        }
    };
    Gate::ALL.into_iter().zip(gates::lines(page, &judged.report, None)).map(line).collect()
}

fn check(page: &Page, holds: bool, good: &str, bad: &str) -> (&'static str, String) {
    if holds { ("pass", page.t(good).to_owned()) } else { ("fail", page.t(bad).to_owned()) }
}

fn sections(page: &Page, then: &Then) -> Vec<Section> {
    let mut sections = Vec::new();
    if let Some(judged) = &then.judged {
        sections.push(gates_section(page, judged));
    }
    sections.extend(then.stages.iter().map(|stage| stage_section(page, stage)));
    if let Some(decision) = &then.decision {
        let chosen = decision.chosen.as_ref();
        let mut facts = vec![
            Pair::new(
                page.t("알린 때"),
                decision.selection.announced_at.map(show::exact).unwrap_or_default(),
            ),
            Pair::new(
                page.t("의결"),
                page.t(chosen.map_or("없음", |chosen| conclusion(chosen.choice.conclusion))),
            ),
        ];
        if let Some(total) = chosen.and_then(|chosen| chosen.total) {
            facts.push(Pair::new(page.t("최종 점수"), total.to_string()));
        }
        facts.push(Pair::new(page.t("순위표의 해시"), decision.selection.sha256.clone()));
        sections.push(Section {
            title: page.t("선정").to_owned(),
            facts,
            check: check(
                page,
                decision.is_unchanged,
                "의결의 바탕이 된 순위표가 그대로 있습니다.",
                "순위표가 의결할 때와 다릅니다.",
            ),
        });
    }
    for objection in &then.objections {
        let mut facts = vec![Pair::new(page.t("낸 때"), show::exact(objection.filed_at))];
        if let Some(answer) = &objection.answer {
            let (_, word) = answered(answer.what);
            facts.push(Pair::new(page.t("답"), page.t(word)));
            facts.push(Pair::new(page.t("답한 때"), show::exact(answer.at)));
        }
        let state = if objection.answer.is_some() { "pass" } else { "unknown" };
        let word =
            if objection.answer.is_some() { "답했습니다." } else { "아직 답하지 않았습니다." };
        sections.push(Section {
            title: page.tf("이의신청: {what}", &[("what", &page.t(about(objection.about)))]),
            facts,
            check: (state, page.t(word).to_owned()),
        });
    }
    sections
}

fn gates_section(page: &Page, judged: &Judged) -> Section {
    let mut facts = Vec::new();
    if let Some(snapshot) = &judged.snapshot {
        facts.push(Pair::new(
            page.t("통계"),
            format!("{} ({})", page.t(&snapshot.source), show::date(snapshot.reference_date)),
        ));
        facts.push(Pair::new(page.t("규칙"), &snapshot.ruleset));
        facts.push(Pair::new(page.t("통계의 해시"), &snapshot.sha256));
    }
    facts.push(Pair::new(page.t("자격 판정"), page.say(&gates::together(&judged.together))));
    Section {
        title: page.t("신청자격").to_owned(),
        facts,
        check: check(
            page,
            judged.comes_out_again,
            "그때의 신청서, 통계, 공고, 다른 신청으로 다시 판정해도 같습니다.",
            "다시 판정하면 그때와 다릅니다. 기관의 종류처럼 그 뒤에 바뀐 것이 있습니다.",
        ),
    }
}

fn stage_section(page: &Page, then: &StageThen) -> Section {
    let mut facts = vec![Pair::new(page.t("마감한 때"), show::exact(then.closing.at))];
    if let Some(result) = &then.result {
        if let Some(points) = &result.points {
            facts.push(Pair::new(page.t("점수"), points.mean_centi.to_string()));
        }
        let word = if result.passes() { "통과" } else { "여기에서 멈춤" };
        facts.push(Pair::new(page.t("결과"), page.t(word)));
    }
    if !then.closing.reason.is_empty() {
        facts.push(Pair::new(page.t("다시 계산한 까닭"), &then.closing.reason));
    }
    facts.push(Pair::new(page.t("결과의 해시"), &then.closing.sha256));
    Section {
        title: page.t(stage(then.meeting.stage)).to_owned(),
        facts,
        check: check(
            page,
            then.is_unchanged,
            "마감할 때 보관한 결과가 그대로 있습니다.",
            "보관한 결과가 마감할 때와 다릅니다.",
        ),
    }
}

fn events(page: &Page, then: &Then) -> Vec<EventView> {
    let event = |done: &crate::identity::audit::Done| {
        let name = done.account.and_then(|account| then.names.get(&account)).map(String::as_str);
        let role = Role::from_code(&done.role).map_or("", Role::korean);
        let who = [name.unwrap_or(page.t("모루")), page.t(role)]
            .iter()
            .filter(|text| !text.is_empty())
            .copied()
            .collect::<Vec<_>>();
        EventView {
            iso: done.at.to_rfc3339(),
            at: show::exact(done.at),
            who: who.join(" · "),
            what: page.t(words::act(&done.act)).to_owned(),
            reason: String::new(),
        }
    };
    then.done.iter().map(event).collect()
}
