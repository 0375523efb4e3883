//! Signing a card: from now on nobody changes it.

use ledger::{Sha256, canonical_bytes};
use programme::scoring::CardState;
use serde_json::json;
use uuid::Uuid;

use super::{
    held, is_there,
    save::{changed_elsewhere, signed_already},
};
use crate::{
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
    },
    identity::{
        accounts::{
            Actor,
            actions::{self as accounts, Confirmed},
        },
        audit::{self, Entry},
    },
    judging::scores::{
        access::Act,
        evidence::{evaluator_key, opened},
        forms,
        store::{self, Signed},
    },
    web::urls,
};

/// The kind of thing that a card's seal is of.
const SEAL: &str = "moru-card-1";

/// How signing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signing {
    /// The card is locked.
    Signed,
    /// The password is not theirs, or has been wrong too often.
    Refused(Confirmed),
}

/// Signs a card with the password of the person, if it is still the draft that they read.
pub async fn sign(
    app: &App,
    actor: &Actor,
    place: (Uuid, Uuid),
    version: i64,
    password: &str,
) -> Outcome<Signing> {
    // Who may not sign here learns that before a password counts as wrong.
    opened(app.database.read(), app, actor, place, Act::Sign).await?;
    match accounts::confirm(app, actor.account, password).await? {
        Confirmed::Yes => {}
        refused => return Ok(Signing::Refused(refused)),
    }
    let transaction = app.database.begin().await?;
    held(&transaction, place.0).await?;
    let opened = opened(&transaction, app, actor, place, Act::Sign).await?;
    is_there(&transaction, actor, &opened.meeting).await?;
    let id = opened.card();
    let kept = store::find_for_change(&transaction, id).await?.ok_or_else(|| incomplete(place))?;
    if kept.state != CardState::Open {
        return Err(signed_already(place).into());
    }
    if !forms::problems(&opened.plan.rubric, opened.meeting.stage, &kept.typed).is_empty() {
        return Err(incomplete(place).into());
    }
    let at = app.clock.now();
    let evaluator = evaluator_key(id.meeting, id.evaluator);
    let mut card = kept.card(evaluator, opened.entrant.key.clone(), opened.meeting.stage);
    card.state = CardState::Locked { signed_at: at };
    let bytes = canonical_bytes(&card).map_err(Fault::new)?;
    let signed = Signed {
        at,
        digest: Sha256::of(&bytes).to_hex(),
        seal: app.seal.seal(SEAL, &bytes).to_string(),
        version,
    };
    let digest = signed.digest.clone();
    if !store::lock(&transaction, id, signed).await? {
        return Err(changed_elsewhere(place).into());
    }
    let detail = json!({ "application": id.application, "evaluator": id.evaluator, "digest": digest });
    let entry = Entry { act: "sign-card", entity: "meeting", id: id.meeting, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(Signing::Signed)
}

fn incomplete((meeting, application): (Uuid, Uuid)) -> Refusal {
    Refusal::conflict("평가표를 다 쓰지 않아 서명할 수 없습니다.", "표시된 곳을 채운 뒤 서명해 주세요.")
        .leading_to(urls::judging_card(&meeting, &application), "평가표로 돌아가기")
}
