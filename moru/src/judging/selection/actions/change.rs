//! What happens after everybody was told: somebody drops out, somebody is promoted.

use std::collections::BTreeMap;

use http::StatusCode;
use programme::{selection::may_promote, states::ApplicationState};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::{LONGEST, back, held};
use crate::{
    applying::applications::store::{self as applications, Application},
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
        mail,
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::selection::{
        access::{Act, State, require},
        evidence, mails,
        store::{self, Change, Changed, Chosen, Selection},
        words,
    },
    notices::calls::Call,
    web::show,
};

/// A selection with its applications, all held.
struct Opened {
    call: Call,
    selection: Selection,
    chosen: Vec<Chosen>,
    applications: BTreeMap<Uuid, Application>,
}

async fn opened(connection: &impl ConnectionTrait, actor: &Actor, slug: &str, act: Act) -> Outcome<Opened> {
    let (call, selection) = held(connection, slug).await?;
    require(act, actor, None, selection.as_ref().map_or(State::Open, Selection::state))?;
    let selection = selection.ok_or_else(Refusal::not_found)?;
    let chosen = store::choices(connection, call.id).await?;
    let applications = evidence::held(connection, &chosen).await?;
    Ok(Opened { call, selection, chosen, applications })
}

fn reason(typed: &str, slug: &str) -> Outcome<String> {
    let reason = typed.trim();
    if reason.is_empty() || reason.chars().count() > LONGEST {
        let refusal = Refusal::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "까닭을 4,000자 안에서 적어 주세요.",
            "누가 언제 어떻게 알려 왔는지 적어 주세요.",
        );
        return Err(back(refusal, slug).into());
    }
    Ok(reason.to_owned())
}

/// Notes that somebody selected did not come to an agreement. Nobody is promoted by that.
pub async fn forfeit(app: &App, actor: &Actor, slug: &str, id: Uuid, typed: &str) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    let opened = opened(&transaction, actor, slug, Act::Forfeit).await?;
    let reason = reason(typed, slug)?;
    let application = opened.applications.get(&id).ok_or_else(Refusal::not_found)?;
    let state = application.state.forfeit(&reason).map_err(|_| {
        let next = "선정된 신청만 포기를 적을 수 있습니다.";
        back(Refusal::conflict("지금 선정 상태가 아닙니다.", next), slug)
    })?;
    write(app, &transaction, actor, (&opened, application), (Changed::Forfeited, state, reason)).await?;
    transaction.commit().await?;
    Ok(())
}

/// Promotes the next in reserve to a seat that has become free.
pub async fn promote(app: &App, actor: &Actor, slug: &str, id: Uuid, typed: &str) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    let opened = opened(&transaction, actor, slug, Act::Promote).await?;
    let reason = reason(typed, slug)?;
    let application = opened.applications.get(&id).ok_or_else(Refusal::not_found)?;
    let key = opened.chosen.iter().find(|one| one.application == id).map(|one| &one.choice.application);
    let waiting = evidence::waiting(&opened.selection, &opened.chosen, &opened.applications);
    let (key, waiting) = key.zip(waiting).ok_or_else(Refusal::not_found)?;
    may_promote(&waiting, key, show::day(app.clock.now()))
        .map_err(|why| back(words::not_promoted(&why), slug))?;
    let state = application.state.promote(&reason).map_err(Fault::new)?;
    write(app, &transaction, actor, (&opened, application), (Changed::Promoted, state, reason)).await?;
    transaction.commit().await?;
    Ok(())
}

/// Writes beside the selection that an upheld objection changed it. The caller has moved the application.
pub async fn corrected(
    connection: &impl ConnectionTrait,
    app: &App,
    (application, state): (&Application, ApplicationState),
    (reason, actor): (&str, &Actor),
) -> Outcome<()> {
    let reserve = state == ApplicationState::Reserve;
    let what = if reserve { Changed::ReserveOnObjection } else { Changed::SelectedOnObjection };
    let (reason, by, at) = (reason.to_owned(), actor.account, app.clock.now());
    let change = Change { application: application.id, what, reason, by, at };
    store::insert_change(connection, (app.clock.id(), application.call), &change).await
}

async fn write(
    app: &App,
    connection: &impl ConnectionTrait,
    actor: &Actor,
    (opened, application): (&Opened, &Application),
    (what, state, reason): (Changed, ApplicationState, String),
) -> Outcome<()> {
    if !applications::move_to(connection, application, state).await? {
        return Err(Fault::new("a held application was moved by somebody else").into());
    }
    let at = app.clock.now();
    let change = Change { application: application.id, what, reason, by: actor.account, at };
    store::insert_change(connection, (app.clock.id(), opened.call.id), &change).await?;
    let letters: Vec<_> = mails::told(app, application, state)?.into_iter().collect();
    mail::queue(connection, &app.clock, &letters).await?;
    let act = if what == Changed::Promoted { "promote" } else { "forfeit" };
    let detail = json!({ "reason": change.reason });
    let entry = Entry { act, entity: "application", id: application.id, detail };
    audit::append(connection, &app.clock, actor.by(), entry).await
}
