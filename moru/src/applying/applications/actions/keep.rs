//! Keeping what is typed, field by field. Whatever the text is, it is kept; what is wrong with it is said beside it.

use chrono::{DateTime, Utc};
use programme::deadline::Change;
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::{opened, still_open};
use crate::{
    applying::applications::{
        access::Act,
        form::{LONGEST_ANSWER, Step, belongs_to, is_consent_place, unseen},
        store::{self, Aside},
    },
    base::{
        app::App,
        errors::{Outcome, Refusal},
        words::Words,
    },
    identity::{
        accounts::{Actor, Role, store as accounts},
        audit::{self, Entry},
    },
    web::urls,
};

/// What was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// When.
    pub at: DateTime<Utc>,
    /// What others had written since the page was drawn, kept beside it.
    pub aside: Vec<Aside>,
}

/// Keeps answers of a draft. The trail notes the submission, not every key stroke: each answer carries its own
/// writer and time.
pub async fn keep(app: &App, actor: &Actor, id: Uuid, values: Vec<(String, String)>) -> Outcome<Kept> {
    keep_all(app, actor, id, (values, None)).await
}

/// Keeps answers from a page. `shown` are its marks: where somebody else wrote after it was drawn, both texts are kept,
/// this one in the field and the other beside it.
pub async fn keep_shown(
    app: &App,
    actor: &Actor,
    id: Uuid,
    (values, shown): (Vec<(String, String)>, &str),
) -> Outcome<Kept> {
    keep_all(app, actor, id, (values, Some(shown))).await
}

async fn keep_all(
    app: &App,
    actor: &Actor,
    id: Uuid,
    (values, shown): (Vec<(String, String)>, Option<&str>),
) -> Outcome<Kept> {
    if values.iter().any(|(field, _)| belongs_to(field).is_none() || is_consent_place(field)) {
        return Err(Refusal::malformed().into());
    }
    if values.iter().any(|(_, value)| value.chars().count() > 2 * LONGEST_ANSWER) {
        return Err(Refusal::new(
            http::StatusCode::UNPROCESSABLE_ENTITY,
            Words::new("{limit}자 이내로 적어 주세요.").with("limit", LONGEST_ANSWER),
            "글을 줄인 뒤 다시 저장해 주세요.",
        )
        .into());
    }
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (application, call) = opened(&transaction, actor, id, Act::Edit).await?;
    still_open(&call, &application, Change::OtherField, at)?;
    let aside = match shown {
        Some(shown) => put_aside(app, &transaction, id, (&values, shown, actor.account)).await?,
        None => Vec::new(),
    };
    store::keep_answers(&transaction, id, values, actor.account, at).await?;
    transaction.commit().await?;
    Ok(Kept { at, aside })
}

/// Keeps what would be written over unseen. The application is held, so nobody writes in between.
async fn put_aside(
    app: &App,
    connection: &impl ConnectionTrait,
    id: Uuid,
    (values, shown, writer): (&[(String, String)], &str, Uuid),
) -> Outcome<Vec<Aside>> {
    let answers = store::answers(connection, id).await?;
    let lost = unseen(values, shown, (&answers, writer)).into_iter();
    let asides: Vec<Aside> = lost
        .map(|(field, answer)| Aside {
            id: app.clock.id(),
            field: field.to_owned(),
            value: answer.value.clone(),
            saved_at: answer.saved_at,
            saved_by: answer.saved_by,
        })
        .collect();
    if asides.is_empty() {
        return Ok(asides);
    }
    // Two who type into one field take turns every few seconds: what somebody's newer text begins with says nothing more.
    for known in store::aside(id).ask(connection).await? {
        let goes_on = |new: &Aside| {
            (&new.field, new.saved_by) == (&known.field, known.saved_by)
                && new.value.starts_with(&known.value)
        };
        if asides.iter().any(goes_on) {
            store::take_aside(connection, id, known.id).await?;
        }
    }
    store::put_aside(connection, id, &asides).await?;
    Ok(asides)
}

/// Settles a text that was kept beside a field: it goes into the field, or away. What was settled already stays so.
pub async fn settle_aside(app: &App, actor: &Actor, id: Uuid, (aside, take): (Uuid, bool)) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (application, call) = opened(&transaction, actor, id, Act::Edit).await?;
    still_open(&call, &application, Change::OtherField, at)?;
    let Some(aside) = store::take_aside(&transaction, id, aside).await? else { return Ok(()) };
    if take {
        let values = vec![(aside.field, aside.value)];
        // What stands may be newer than the page too.
        put_aside(app, &transaction, id, (&values, "", actor.account)).await?;
        store::keep_answers(&transaction, id, values, actor.account, at).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Says which colleague answers for a step, or that nobody does. It is for clarity alone: everybody writes everywhere.
pub async fn set_keeper(
    app: &App,
    actor: &Actor,
    id: Uuid,
    (step, account): (Step, Option<Uuid>),
) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (application, call) = opened(&transaction, actor, id, Act::Edit).await?;
    still_open(&call, &application, Change::OtherField, at)?;
    let people = accounts::holders(&transaction, Role::Applicant, application.institution).await?;
    if account.is_some_and(|account| people.iter().all(|known| known.account != account)) {
        return Err(Refusal::conflict(
            "그 사람은 이제 이 기관의 신청서를 쓰지 않습니다.",
            "다른 동료를 담당으로 골라 주세요.",
        )
        .leading_to(urls::application_step(&id, step.code()), "신청서로 돌아가기")
        .into());
    }
    store::set_keeper(&transaction, (id, step.code()), account).await?;
    let detail = json!({ "step": step.code(), "account": account });
    let entry = Entry { act: "set_keeper", entity: "application", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}

/// Takes out one row of a repeated group, such as `staff.2`.
pub async fn forget_row(app: &App, actor: &Actor, id: Uuid, row: &str) -> Outcome<Kept> {
    if belongs_to(&format!("{row}.name")).or(belongs_to(&format!("{row}.address"))).is_none() {
        return Err(Refusal::malformed().into());
    }
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (application, call) = opened(&transaction, actor, id, Act::Edit).await?;
    still_open(&call, &application, Change::OtherField, at)?;
    store::forget_row(&transaction, id, &format!("{row}.")).await?;
    transaction.commit().await?;
    Ok(Kept { at, aside: Vec::new() })
}
