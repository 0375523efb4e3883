//! What a panel said about each application (평가의견서, D-12), for its chair and the desks. Members are named by signs, so
//! that it can be shown to whoever may not know who they are.

use documents::{Block, Heading};
use programme::scoring::{Card, EvaluatorKey, Score};
use uuid::Uuid;

use super::{
    Paper, Reader,
    blocks::{facts, heading, list},
    korean,
    meeting::{Known, known},
};
use crate::{
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
    },
    judging::{
        panels::{access::State as Meets, evidence::Entrant, words as panel_words},
        scores::{
            access::{Act, require},
            store::{self, Found},
            words,
        },
    },
    papers::documents::kinds::Kind,
    web::show,
};

/// The opinions, once the stage is closed.
pub(super) async fn paper(app: &App, reader: &Reader<'_>, id: Uuid) -> Outcome<Paper> {
    let actor = reader.signed_in()?;
    let known = known(app, id).await?;
    require(Act::ReadResults, actor, known.meeting.chair, known.whole.state(&known.meeting))?;
    if known.meeting.state != Meets::Closed {
        return Err(Refusal::not_found().into());
    }
    let Known { meeting, call, whole } = &known;
    let found = store::inspections(app.database.read(), [id]).await?;
    let closings = store::closings(app.database.read(), id).await?;
    let closed = closings.last().map_or(meeting.held_on, |one| show::day(one.at));
    let title = format!("{} 평가의견서", panel_words::stage(meeting.stage));
    let mut paper = Paper::titled(title, closed).signed(Kind::Opinions.office());
    paper.push(facts([
        ("공고", call.title.clone()),
        ("평가회의", format!("{} {}", show::date(meeting.held_on), meeting.place)),
        ("평가한 신청", format!("{}건", whole.judged(id).len())),
        ("결과의 해시", closings.last().map(|one| one.sha256.clone()).unwrap_or_default()),
    ]));
    if let Some(text) = panel_words::proposal(whole.plan.rubric.status) {
        paper.push(Block::Note(text.into()));
    }
    for entrant in whole.judged(id) {
        let inspected = found.iter().find(|one| one.application == entrant.application);
        about(&mut paper, &known, (entrant, inspected))?;
    }
    paper.push(Block::Note("위원은 기호로 적습니다.".into()));
    Ok(paper)
}

fn about(paper: &mut Paper, known: &Known, (entrant, inspected): (&Entrant, Option<&Found>)) -> Outcome<()> {
    let (page, whole, stage) = (korean(), &known.whole, known.meeting.stage);
    let result = whole.result(entrant, stage).map_err(|problem| Fault::new(problem.to_string()))?;
    let stops: Vec<String> = result.stops.iter().map(|stop| words::stop(&page, stop)).collect();
    let outcome = if stops.is_empty() { "다음 단계로 감".to_owned() } else { stops.join(" ") };
    let mean = result.points.as_ref().map(|points| format!("{}점", points.mean_centi)).unwrap_or_default();
    let site = inspected.map(|one| format!("{} – {}", words::inspection(one.result), one.found));
    paper.push(heading(&format!("{} ({})", entrant.institution, entrant.key.0)));
    paper.push(facts([("점수", mean), ("결과", outcome), ("현장실사", site.unwrap_or_default())]));
    let who = |key: &EvaluatorKey| key.0.clone();
    let steps = result.working.0.iter().map(|step| words::step(&page, &whole.plan.rubric, step, &who));
    paper.push(Heading::plain(2, "계산 과정"));
    paper.push(list(steps.collect(), "점수를 매기지 않았습니다."));
    let comments = comments(known, entrant);
    if whole.plan.rubric.scored_stage(stage).is_some() {
        paper.push(Heading::plain(2, "위원 의견"));
        paper.push(list(comments, "적은 의견이 없습니다."));
    }
    Ok(())
}

/// What the members wrote on cards that count.
fn comments(known: &Known, entrant: &Entrant) -> Vec<String> {
    let rule = known.whole.plan.rubric.scored_stage(known.meeting.stage);
    let name = |score: &Score| {
        let criterion = rule.and_then(|rule| rule.criterion(&score.criterion));
        criterion.map_or_else(|| score.criterion.0.clone(), |known| known.name.clone())
    };
    let cards = known.whole.cards_of(entrant, known.meeting.stage).filter(|card| card.is_locked());
    let said = cards.flat_map(|card: &Card| card.scores.iter().map(move |score| (card, score)));
    said.filter_map(|(card, score)| {
        Some(format!("{} {}: {}", card.evaluator.0, name(score), score.comment.clone()?))
    })
    .collect()
}
