//! Closing an inspection.

use serde_json::json;
use uuid::Uuid;

use super::held;
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
        words::Words,
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::inspections::{
        access::Act,
        evidence,
        store::{self, Closed},
    },
    web::urls,
};

/// Closes an inspection, if nothing is missing: every item decided by one record, every photo, two inspectors and the
/// host. `report` is the hash of what whoever closes it has in front of them: what waits on their own phone would be
/// refused ever after. What it comes to is computed and kept; nobody types it, and it is not shown on the spot.
pub async fn close(app: &App, actor: &Actor, id: Uuid, report: &str) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let inspection = held(&transaction, app, (actor, Act::Close), id).await?;
    let whole = evidence::whole(&transaction, inspection).await?;
    let missing = whole.missing();
    if !missing.is_empty() {
        let words = Words::new("아직 {n}가지가 남아 실사를 마칠 수 없습니다.").with("n", missing.len());
        return Err(Refusal::conflict(words, "실사 화면에서 남은 것을 확인해 주세요.")
            .leading_to(urls::inspection(&id), "실사 화면으로")
            .into());
    }
    let kept = whole.report();
    if kept != report {
        return Err(Refusal::conflict(
            "지금까지 받은 기록이 이 화면의 기록과 달라 실사를 마치지 않았습니다.",
            "이 기기에 보내지 않은 기록이 있으면 먼저 보내고, 화면을 새로 열어 확인한 다음 마쳐 주세요.",
        )
        .leading_to(urls::inspection(&id), "실사 화면으로")
        .into());
    }
    let closed = Closed { result: whole.result(), report: kept, by: actor.scope, at };
    store::close(&transaction, id, &closed).await?;
    let detail = json!({
        "result": closed.result, "report": closed.report, "records": whole.records.len(), "photos": whole.photos.len(),
    });
    let entry = Entry { act: "close", entity: "inspection", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
