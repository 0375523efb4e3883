//! What is done about a selection, one act a file. Every act holds the call first: before the first proposal there is no
//! selection to hold.

mod announce;
mod change;
mod confirm;
mod propose;

pub use announce::announce;
pub use change::{corrected, forfeit, promote};
pub use confirm::confirm;
pub use propose::{LONGEST, Proposal, propose};

use sea_orm::ConnectionTrait;

use super::store::{self, Selection};
use crate::{
    base::errors::{Outcome, Refusal},
    notices::calls::{Call, store as calls},
    web::urls,
};

/// A call, held until the transaction ends, and its selection.
async fn held(connection: &impl ConnectionTrait, slug: &str) -> Outcome<(Call, Option<Selection>)> {
    let call = calls::for_update(connection, slug).await?.ok_or_else(Refusal::not_found)?;
    let selection = store::find(connection, call.id).await?;
    Ok((call, selection))
}

/// Nothing is decided about a call that was called off.
fn goes_on(call: &Call) -> Outcome<()> {
    if call.cancelled.is_none() {
        return Ok(());
    }
    let refusal =
        Refusal::conflict("취소된 공고라 선정을 결정할 수 없습니다.", "취소한 이유는 공고 화면에 있습니다.");
    Err(back(refusal, &call.slug).into())
}

/// The refusal that leads back to the page of the selection.
fn back(refusal: Refusal, slug: &str) -> Refusal {
    refusal.leading_to(urls::desk_selection(slug), "선정 화면으로")
}
