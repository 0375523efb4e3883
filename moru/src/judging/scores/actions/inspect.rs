//! What was found on site, signed by the chair for the meeting.

use chrono::{DateTime, Utc};
use programme::scoring::InspectionResult;
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
        panels::forms::reason_problem,
        scores::{
            access::{Act, State, require},
            evidence::opened,
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
    let detail = json!({ "application": written.application, "result": result });
    let entry = Entry { act: "inspect", entity: "meeting", id: meeting.id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(Signing::Signed)
}
