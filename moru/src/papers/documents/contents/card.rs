//! A signed score card (평가표, D-12), for the member whose it is and for the desks.

use documents::{Block, Column, Mark, SignatureLine, Signatures};
use programme::scoring::CardState;
use uuid::Uuid;

use super::{
    Paper, Reader,
    blocks::{facts, heading, table},
    meeting::{Known, known},
};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Role,
    judging::{
        panels::{evidence::People, words as panel_words},
        scores::{
            access::{Act, require},
            evidence::opened,
            store::{self, CardId, Typed},
        },
    },
    web::show,
};

/// The card.
pub(super) async fn paper(app: &App, reader: &Reader<'_>, ids: &[Uuid]) -> Outcome<Paper> {
    let (actor, database) = (reader.signed_in()?, app.database.read());
    let [meeting, application, evaluator] = *ids else { return Err(Refusal::not_found().into()) };
    if actor.role == Role::Evaluator && actor.scope == evaluator {
        opened(database, app, actor, (meeting, application), Act::ReadCard).await?;
    } else {
        let Known { meeting, whole, .. } = known(app, meeting).await?;
        require(Act::ReadResults, actor, None, whole.state(&meeting))?;
    }
    let Known { meeting, call, whole } = known(app, meeting).await?;
    let entrant = whole.entrants.iter().find(|one| one.application == application);
    let entrant = entrant.ok_or_else(Refusal::not_found)?;
    let stage = whole.plan.rubric.scored_stage(meeting.stage).ok_or_else(Refusal::not_found)?;
    let kept = store::find(database, CardId { meeting: meeting.id, application, evaluator }).await?;
    let kept = kept.ok_or_else(Refusal::not_found)?;
    let CardState::Locked { signed_at } = kept.state else { return Err(Refusal::not_found().into()) };
    let people = People::read(database, &[evaluator]).await?;
    let name = people.name(evaluator).to_owned();
    let mut paper =
        Paper::titled(format!("{} 평가표", panel_words::stage(meeting.stage)), show::day(signed_at));
    paper.push(facts([
        ("공고", call.title.clone()),
        ("평가회의", format!("{} {}", show::date(meeting.held_on), meeting.place)),
        ("신청기관", entrant.institution.clone()),
        ("접수번호", entrant.key.0.clone()),
        ("집적지", format!("{} · C{}", entrant.zone, entrant.division)),
    ]));
    if let Some(text) = panel_words::proposal(whole.plan.rubric.status) {
        paper.push(Block::Note(text.into()));
    }
    paper.push(heading("점수와 의견"));
    let columns = [
        ("평가지표", Column::text(4)),
        ("배점", Column::number(2)),
        ("점수", Column::number(2)),
        ("의견", Column::text(7)),
    ];
    let rows = stage.leaves().map(|leaf| {
        let typed = kept.typed.iter().find(|one| one.criterion == leaf.code.0);
        let (points, comment) =
            typed.map(|one| (one.points.clone(), one.comment.clone())).unwrap_or_default();
        [leaf.name.clone(), leaf.max_points.to_string(), points, comment]
    });
    paper.push(table(columns, rows, ""));
    let total: programme::scoring::CentiPoints =
        kept.typed.iter().filter_map(Typed::score).map(|score| score.points_centi).sum();
    paper.push(facts([
        ("합계", format!("{total}점")),
        ("서명한 때", show::exact(signed_at)),
        ("서명한 내용의 해시", kept.digest.clone().unwrap_or_default()),
    ]));
    let line = SignatureLine { role: "평가위원".to_owned(), name, mark: Mark::Signature };
    paper.push(Signatures { lines: vec![line] });
    Ok(paper)
}
