//! Closing a stage: what every application has is computed from the signed cards and kept with its hash. What was kept
//! before stays beside what takes its place.

use std::collections::BTreeMap;

use ledger::{Sha256, canonical_bytes};
use programme::scoring::{GivenProblem, Stage, StageResult};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::held;
use crate::{
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
        words::Words,
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::{
        inspections::evidence as inspections,
        panels::store::{self as meetings, Meeting},
        scores::{
            access::{Act, require},
            evidence::{self, Whole},
            store::{self, Closing},
            words,
        },
    },
    notices::calls::store as calls,
    web::urls,
};

type Results = BTreeMap<Uuid, StageResult>;

/// Closes a stage. Every application needs its result: nothing is passed over.
pub async fn close(app: &App, actor: &Actor, id: Uuid) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let meeting = held(&transaction, id).await?;
    let whole = read(&transaction, &meeting).await?;
    require(Act::Close, actor, None, whole.state(&meeting))?;
    visited(&transaction, &meeting, &whole).await?;
    let results = computed(&whole, &meeting).map_err(|problem| {
        Refusal::conflict(words::problem(&problem, &whole), "평가 결과 화면에서 남은 일을 확인해 주세요.")
            .leading_to(urls::desk_meeting_results(&id), "평가 결과 보기")
    })?;
    // A stage that was closed before was opened again for somebody who came later, or for a seat that had become empty.
    let again = !store::closings(&transaction, id).await?.is_empty();
    let reason = if again { "again" } else { "" };
    let hash = keep(&transaction, app, &meeting, (&whole, &results), reason).await?;
    meetings::set_closed(&transaction, id, Some(at)).await?;
    let revision = whole.plan.revision;
    let detail = json!({ "results": results.len(), "sha256": hash, "revision": revision });
    let entry = Entry { act: "close", entity: "meeting", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}

/// Refused while an application of this call waits for its inspection, if inspections were planned.
async fn visited(connection: &impl ConnectionTrait, meeting: &Meeting, whole: &Whole) -> Outcome<()> {
    if meeting.stage != Stage::SiteInspection {
        return Ok(());
    }
    let judged: Vec<Uuid> = whole.judged(meeting.id).iter().map(|entrant| entrant.application).collect();
    let waiting = inspections::unvisited(connection, meeting.call, &judged).await?.len();
    if waiting == 0 {
        return Ok(());
    }
    let words = Words::new("현장실사를 마치지 않은 신청이 {n}건 있어 마감할 수 없습니다.").with("n", waiting);
    let refusal = Refusal::conflict(words, "현장실사 화면에서 어디가 남았는지 확인해 주세요.");
    let slug = calls::find(connection, meeting.call).await?.map(|call| call.slug).unwrap_or_default();
    Err(refusal.leading_to(urls::desk_inspections(&slug), "현장실사 보기").into())
}

/// Computes a closed stage again after a card was set aside. Where too few cards are left, the stage is open again until
/// somebody else has the seat.
pub(super) async fn recompute(
    connection: &impl ConnectionTrait,
    app: &App,
    actor: &Actor,
    meeting: &Meeting,
    reason: &str,
) -> Outcome<()> {
    let whole = read(connection, meeting).await?;
    let detail = match computed(&whole, meeting) {
        Ok(results) => {
            let hash = keep(connection, app, meeting, (&whole, &results), reason).await?;
            json!({ "reason": reason, "sha256": hash })
        }
        Err(problem) => {
            meetings::set_closed(connection, meeting.id, None).await?;
            meetings::note_outcomes(connection, meeting.id, &BTreeMap::new()).await?;
            json!({ "reason": reason, "open_again": problem.to_string() })
        }
    };
    let entry = Entry { act: "recompute", entity: "meeting", id: meeting.id, detail };
    audit::append(connection, &app.clock, actor.by(), entry).await
}

async fn read(connection: &impl ConnectionTrait, meeting: &Meeting) -> Outcome<Whole> {
    let call = calls::find(connection, meeting.call).await?.ok_or_else(Refusal::not_found)?;
    evidence::whole(connection, &call).await
}

fn computed(whole: &Whole, meeting: &Meeting) -> Result<Results, Box<GivenProblem>> {
    let judged = whole.judged(meeting.id).into_iter();
    judged
        .map(|entrant| Ok((entrant.application, whole.result(entrant, meeting.stage).map_err(Box::new)?)))
        .collect()
}

async fn keep(
    connection: &impl ConnectionTrait,
    app: &App,
    meeting: &Meeting,
    (whole, results): (&Whole, &Results),
    reason: &str,
) -> Outcome<String> {
    let named: BTreeMap<&str, &StageResult> = whole
        .entrants
        .iter()
        .filter_map(|entrant| Some((entrant.key.0.as_str(), results.get(&entrant.application)?)))
        .collect();
    let bytes = canonical_bytes(&named).map_err(Fault::new)?;
    let sha256 = Sha256::of(&bytes).to_hex();
    let before = store::closings(connection, meeting.id).await?.len();
    let version = i32::try_from(before + 1).map_err(Fault::new)?;
    let at = app.clock.now();
    let closing = Closing { version, sha256: sha256.clone(), reason: reason.to_owned(), at };
    let text = String::from_utf8(bytes).map_err(Fault::new)?;
    store::insert_closing(connection, meeting.id, closing, text).await?;
    meetings::note_outcomes(connection, meeting.id, results).await?;
    Ok(sha256)
}
