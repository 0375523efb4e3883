//! What is done in the review of an application.

mod decide;
mod note;
mod propose;
mod publish;

pub use decide::{Answer, decide};
pub use note::{LONGEST, Note, note};
pub use propose::propose;
pub use publish::publish;

use std::collections::BTreeMap;

use programme::{
    gates::{Eligibility, Gate},
    states::ApplicationState,
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    access::{Act, require},
    store::{self, Found, Review},
};
use crate::{
    applying::{
        applications::store::{self as applications, Application},
        exchange::store as exchange,
    },
    base::{
        errors::{Fault, Outcome, Refusal},
        words::Words,
    },
    identity::accounts::Actor,
    notices::calls::{Call, store as calls},
    web::show,
};

/// The same for the call of an application.
async fn require_in_time(connection: &impl ConnectionTrait, application: &Application) -> Outcome<()> {
    let call = calls::find(connection, application.call).await?.ok_or_else(Refusal::not_found)?;
    received_in_time(connection, &call, application.id).await.map(drop)
}

/// An application in review, held so that nobody else changes it.
struct Opened {
    application: Application,
    review: Option<Review>,
}

async fn opened(connection: &impl ConnectionTrait, actor: &Actor, id: Uuid, act: Act) -> Outcome<Opened> {
    let application = applications::find_for_change(connection, id).await?.ok_or_else(Refusal::not_found)?;
    require(act, actor, &application.subject())?;
    let review = store::review(connection, id).await?;
    Ok(Opened { application, review })
}

/// The number of the receipt that was brought from another channel; none where none was. One that was given there after
/// the close does not count, however far the review has come.
async fn received_in_time(
    connection: &impl ConnectionTrait,
    call: &Call,
    id: Uuid,
) -> Outcome<Option<String>> {
    match exchange::of_application(connection, id).await? {
        Some(known) if known.received_at >= call.window.closes_at() => Err(Refusal::conflict(
            Words::new("마감 뒤에 접수된 신청입니다. 접수 시각: {at}").with("at", show::exact(known.received_at)),
            "마감 뒤에 접수된 신청은 검토하지 않습니다. 접수 시각이 잘못되었으면 접수 목록을 다시 가져와 주세요.",
        )
        .into()),
        known => Ok(known.map(|known| known.number)),
    }
}

/// What the gates and the people say together.
fn eligibility(application: &Application, found: &[Found]) -> Outcome<Eligibility> {
    let report = application.frozen_report()?.ok_or_else(|| Fault::new("a submission without findings"))?;
    let holds: BTreeMap<Gate, bool> =
        store::latest(found).into_iter().map(|(gate, found)| (gate, found.holds)).collect();
    Ok(report.eligibility_with(&holds))
}

/// Whether an application that was told its result may be evaluated although the review said no: an objection was upheld.
pub fn is_restored(application: &Application, found: &[Found]) -> Outcome<bool> {
    let is_evaluated = application.state != ApplicationState::Ineligible;
    Ok(is_evaluated && matches!(eligibility(application, found)?, Eligibility::Ineligible(_)))
}

/// The refusal while a proposal waits for its second person.
fn is_proposed() -> Refusal {
    Refusal::conflict(
        "이미 검토 의견을 올려 결정을 기다리고 있습니다.",
        "고치려면 결정하는 사람이 돌려보내야 합니다.",
    )
}
