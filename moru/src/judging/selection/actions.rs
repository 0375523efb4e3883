//! What is done about a selection, one act a file. Every act holds the selection of its call first.

mod announce;
mod change;
mod confirm;
mod propose;

pub use announce::announce;
pub use change::{forfeit, promote};
pub use confirm::confirm;
pub use propose::{LONGEST, Proposal, propose};

use sea_orm::ConnectionTrait;

use super::store::{self, Selection};
use crate::{
    base::errors::{Outcome, Refusal},
    notices::calls::{Call, store as calls},
    web::urls,
};

/// A call and its selection, held until the transaction ends.
async fn held(connection: &impl ConnectionTrait, slug: &str) -> Outcome<(Call, Option<Selection>)> {
    let call = calls::by_slug(connection, slug).await?.ok_or_else(Refusal::not_found)?;
    let selection = store::find_for_change(connection, call.id).await?;
    Ok((call, selection))
}

/// The refusal that leads back to the page of the selection.
fn back(refusal: Refusal, slug: &str) -> Refusal {
    refusal.leading_to(urls::desk_selection(slug), "선정 화면으로")
}
