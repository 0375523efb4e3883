//! What was found on site, signed by the chair for the meeting.

use chrono::{DateTime, Utc};
use programme::scoring::{InspectionResult, Stage};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::{Signing, held, is_there};
use crate::{
    base::{
        app::App,
        database::is_duplicate,
        errors::{Outcome, Refusal},
    },
    identity::{
        accounts::{
            Actor,
            actions::{self as accounts, Confirmed},
        },
        audit::{self, Entry},
    },
    judging::{
        inspections::evidence as inspections,
        panels::forms::reason_problem,
        scores::{
            access::{Act, State, require},
            evidence::{Opened, opened},
            store::{self, Found},
        },
    },
    web::urls,
};

/// Signs what was found. Only the chair does, once for each application; where the chair has no seat, another member.
pub async fn inspect(
    app: &App,
    actor: &Actor,
    place: (Uuid, Uuid),
    (result, found): (InspectionResult, &str),
    password: &str,
) -> Outcome<Signing> {
    let back = |refusal: Refusal| refusal.leading_to(urls::judging_card(&place.0, &place.1), "돌아가기");
    let seen = opened(app.database.read(), app, actor, place, Act::ReadPapers).await?;
    require(Act::Inspect, actor, Some(seen.signer), seen.state)?;
    if seen.plan.rubric.scored_stage(seen.meeting.stage).is_some() {
        return Err(
            back(Refusal::conflict("이 단계는 점수로 평가합니다.", "평가표에 점수를 적어 주세요.")).into()
        );
    }
    if let Some(problem) = reason_problem(found) {
        return Err(back(Refusal::conflict(problem, "무엇을 확인했는지 적어 주세요.")).into());
    }
    match accounts::confirm(app, actor.account, password).await? {
        Confirmed::Yes => {}
        refused => return Ok(Signing::Refused(refused)),
    }
    let at: DateTime<Utc> = app.clock.now();
    let transaction = app.database.begin().await?;
    let meeting = held(&transaction, place.0).await?;
    let opened = opened(&transaction, app, actor, place, Act::ReadPapers).await?;
    require(Act::Inspect, actor, Some(opened.signer), State::Open)?;
    is_there(&transaction, actor, &meeting).await?;
    let proposed = proposed(&transaction, &opened).await?;
    let written = Found {
        meeting: meeting.id,
        application: opened.entrant.application,
        result,
        found: found.trim().to_owned(),
        signed_at: at,
    };
    match store::insert_inspection(&transaction, &written, meeting.stage, actor.account).await {
        Err(error) if is_duplicate(&error) => {
            return Err(back(Refusal::conflict(
                "이미 서명한 실사 결과입니다.",
                "바로잡을 것이 있으면 전담기관 담당자에게 알려 주세요.",
            ))
            .into());
        }
        written => written?,
    }
    let detail = json!({ "application": written.application, "result": result, "proposed": proposed });
    let entry = Entry { act: "inspect", entity: "meeting", id: meeting.id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(Signing::Signed)
}

/// What the inspection of an application proposes; nothing where nobody is visited in this call. Where somebody is, it has
/// to be closed first: the panel decides on what both inspectors and the host have confirmed.
async fn proposed(connection: &impl ConnectionTrait, opened: &Opened) -> Outcome<Option<InspectionResult>> {
    if opened.meeting.stage != Stage::SiteInspection {
        return Ok(None);
    }
    let application = opened.entrant.application;
    if !inspections::unvisited(connection, opened.call.id, &[application]).await?.is_empty() {
        return Err(Refusal::conflict(
            "이 신청의 현장실사를 아직 마치지 않아 서명할 수 없습니다.",
            "실사자 두 사람이 실사를 마치면 그 기록을 보고 서명해 주세요.",
        )
        .leading_to(urls::judging_card(&opened.meeting.id, &application), "돌아가기")
        .into());
    }
    Ok(inspections::proposal(connection, application).await?.map(|one| one.closed.result))
}
