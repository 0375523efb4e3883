//! Beginning an application.

use serde_json::json;
use uuid::Uuid;

use crate::{
    applying::applications::{
        access::{Act, require},
        store::{self, NewDraft},
    },
    base::{
        app::App,
        database::is_duplicate,
        errors::{Outcome, Refusal},
    },
    identity::{
        accounts::{Actor, permissions::Subject},
        audit::{self, Entry},
    },
    notices::calls::store as calls,
    registry::institutions::store as institutions,
    web::{show, urls},
};
use programme::{deadline::Refused, states::ApplicationState};

/// Begins an application of the actor's institution, or returns the draft that it has already: pressing the button
/// twice begins one.
pub async fn begin(app: &App, actor: &Actor, slug: &str) -> Outcome<Uuid> {
    let subject = Subject { owner: Some(actor.scope), state: ApplicationState::Draft };
    require(Act::Begin, actor, &subject)?;
    let now = app.clock.now();
    let call = calls::by_slug(app.database.read(), slug).await?.ok_or_else(Refusal::not_found)?;
    if let Some(draft) = store::draft_of(app.database.read(), call.id, actor.scope).await? {
        return Ok(draft);
    }
    if call.cancelled.is_some() {
        return Err(super::not_any_more(&call).into());
    }
    if let Err(refused) = programme::deadline::admit(now, &call.window) {
        return Err(not_open(refused, slug).into());
    }
    let institution =
        institutions::find(app.database.read(), actor.scope).await?.ok_or_else(Refusal::not_found)?;
    let new = NewDraft {
        id: app.clock.id(),
        call: call.id,
        institution: institution.id,
        at: now,
        by: actor.account,
    };
    let transaction = app.database.begin().await?;
    match store::insert_draft(&transaction, new).await {
        // Another window of the same institution was faster: its draft is the draft.
        Err(error) if is_duplicate(&error) => {
            drop(transaction);
            let draft = store::draft_of(app.database.read(), call.id, institution.id).await?;
            return draft.ok_or_else(|| Refusal::not_found().into());
        }
        written => written?,
    }
    let contact = [("contact.phone", institution.phone.as_str())];
    let prefilled = contact.map(|(field, value)| (field.to_owned(), value.to_owned())).to_vec();
    store::keep_answers(&transaction, new.id, prefilled, actor.account, now).await?;
    let entry = Entry { act: "begin", entity: "application", id: new.id, detail: json!({ "call": slug }) };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(new.id)
}

fn not_open(refused: Refused, slug: &str) -> Refusal {
    let (what, at) = match refused {
        Refused::TooEarly { opens_at } => ("접수 전입니다. {at}부터 신청할 수 있습니다.", opens_at),
        Refused::Closed { closed_at } => ("접수가 마감되었습니다. 마감은 {at} 전까지였습니다.", closed_at),
    };
    Refusal::conflict(
        crate::base::words::Words::new(what).with("at", show::date_time(at)),
        "공고 화면에서 접수 기간을 확인해 주세요.",
    )
    .leading_to(urls::call(slug), "공고 보기")
}
