//! What is done about inspections, one act a file. Whatever is recorded holds the inspection first.

mod close;
mod photo;
mod plan;
mod receive;

pub use close::close;
pub use photo::{LARGEST_PHOTO, NewPhoto, keep_photo};
pub use plan::plan;
pub use receive::{Batch, NewConfirmation, NewRecord, Received, Refused, receive};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    access::{Act, require_own},
    store::{self, Inspection},
};
use crate::{
    base::errors::{Outcome, Refusal},
    identity::accounts::Actor,
};

/// An inspection, held, for one of its inspectors who may do this now.
async fn held(connection: &impl ConnectionTrait, actor: &Actor, id: Uuid, act: Act) -> Outcome<Inspection> {
    let inspection = store::find_for_change(connection, id).await?.ok_or_else(Refusal::not_found)?;
    require_own(act, actor, &inspection)?;
    Ok(inspection)
}
