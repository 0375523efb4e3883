//! Proposing whether an application may be evaluated.

use programme::gates::Eligibility;
use serde_json::json;
use uuid::Uuid;

use super::{Opened, eligibility, is_proposed, opened, require_in_time};
use crate::{
    applying::intake::{
        access::Act,
        store::{self, Proposal, Proposed},
    },
    base::{
        app::App,
        errors::{Outcome, Refusal},
        words::Words,
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
};

/// Proposes what the gates and the findings come to; nobody types an outcome. While a gate cannot be told there is
/// nothing to propose.
pub async fn propose(app: &App, actor: &Actor, id: Uuid) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let Opened { application, review } = opened(&transaction, actor, id, Act::Propose).await?;
    require_in_time(&transaction, &application).await?;
    let review = review.ok_or_else(Refusal::not_found)?;
    if review.proposal.is_some() {
        return Err(is_proposed().into());
    }
    let found = store::findings(&transaction, id).await?;
    let what = match eligibility(&application, &found)? {
        Eligibility::Eligible => Proposed::Eligible,
        Eligibility::Ineligible(_) => Proposed::Ineligible,
        Eligibility::Undetermined(gates) => {
            return Err(Refusal::conflict(
                Words::new("아직 확인하지 않은 자격이 {n}가지 있습니다.").with("n", gates.len()),
                "자격마다 확인한 것을 먼저 적어 주세요.",
            )
            .into());
        }
    };
    let proposal = Proposal { what, by: actor.account, at };
    store::propose(&transaction, id, Some(&proposal)).await?;
    let detail = json!({ "eligible": what == Proposed::Eligible });
    let entry = Entry { act: "intake_propose", entity: "application", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
