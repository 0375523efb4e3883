//! What is done with applications, one act a file. Each opens the transaction, asks the rules, writes, notes the act in
//! the trail and commits.

mod begin;
mod files;
mod keep;
pub mod partners;
mod receive;
mod submit;
mod withdraw;

pub use begin::begin;
pub use files::{attach, detach, taken};
pub use keep::{Kept, forget_row, keep, keep_shown, set_keeper, settle_aside};
pub use submit::{Submitted, missing_files, submit};
pub use withdraw::withdraw;

use chrono::{DateTime, Utc};
use programme::deadline::{Change, ChangeRefused, may_change};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    access::{Act, require},
    store::{self, Application},
};
use crate::{
    base::errors::{Outcome, Refusal},
    identity::accounts::Actor,
    notices::calls::{Call, store as calls},
    web::{show, urls},
};

/// The application and its call, if this person may do this act to it.
async fn opened(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
    act: Act,
) -> Outcome<(Application, Call)> {
    let application = store::find_for_change(connection, id).await?.ok_or_else(Refusal::not_found)?;
    require(act, actor, &application.subject())?;
    let call = calls::find(connection, application.call).await?.ok_or_else(Refusal::not_found)?;
    Ok((application, call))
}

/// after the close nothing changes; what was written stays readable.
fn still_open(call: &Call, application: &Application, change: Change<'_>, now: DateTime<Utc>) -> Outcome<()> {
    if call.cancelled.is_some() {
        return Err(called_off(call, application).into());
    }
    match may_change(change, &call.window, None, now) {
        Ok(()) => Ok(()),
        Err(
            ChangeRefused::Closed { .. } | ChangeRefused::NotRequested | ChangeRefused::SupplementOver { .. },
        ) => Err(closed(call, application).into()),
    }
}

/// The refusal once the call was called off. What was written stays readable as it does after the close.
fn called_off(call: &Call, application: &Application) -> Refusal {
    not_any_more(call).leading_to(urls::application(&application.id), "작성한 내용 보기")
}

/// That a call was called off, and where it says why.
fn not_any_more(call: &Call) -> Refusal {
    Refusal::conflict("취소된 공고라 신청을 받지 않습니다.", "취소한 이유는 공고 화면에 있습니다.")
        .leading_to(urls::call(&call.slug), "공고 보기")
}

/// The refusal after the close.
fn closed(call: &Call, application: &Application) -> Refusal {
    let at = show::date_time(call.window.closes_at());
    Refusal::conflict(
        crate::base::words::Words::new("접수가 마감되었습니다. 마감은 {at} 전까지였습니다.").with("at", at),
        "마감되어 제출할 수 없습니다. 작성한 내용은 30일 동안 볼 수 있습니다.",
    )
    .leading_to(urls::application(&application.id), "작성한 내용 보기")
}
