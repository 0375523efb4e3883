//! What is done about inspections, one act a file. Whatever is recorded holds the inspection first.

mod close;
mod exchange;
mod photo;
mod plan;
mod receive;

pub use close::close;
pub use exchange::exchange;
pub use photo::{LARGEST_PHOTO, NewPhoto, keep_photo};
pub use plan::plan;
pub use receive::{Batch, NewConfirmation, NewRecord, Received, Refused, receive};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    access::Act,
    evidence::admit,
    store::{self, Inspection},
};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Actor,
};

/// An inspection, held, for one of its inspectors who may do this now.
async fn held(
    connection: &impl ConnectionTrait,
    app: &App,
    (actor, act): (&Actor, Act),
    id: Uuid,
) -> Outcome<Inspection> {
    let inspection = store::find_for_change(connection, id).await?.ok_or_else(Refusal::not_found)?;
    admit(connection, app, (actor, act), &inspection).await?;
    Ok(inspection)
}
